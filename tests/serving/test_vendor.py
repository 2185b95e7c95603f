"""What the pages, and the tests of them, use in a browser is what its authors published."""

import hashlib
import json
from pathlib import Path

import pytest

import trackrecord.serving

VENDORS = (
    Path(trackrecord.serving.__file__).parent / "static" / "vendor",
    Path(__file__).parent / "vendor",
)


@pytest.mark.parametrize("vendor", VENDORS, ids=["pages", "tests"])
def test_a_file_from_elsewhere_has_the_hash_it_was_fetched_with(vendor: Path) -> None:
    told = {
        Path(member).name: digest
        for package in json.loads((vendor / "vendor.json").read_text(encoding="utf-8"))
        for member, digest in package["files"].items()
    }
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in vendor.iterdir()
        if file.suffix in (".js", ".css")
    }
    assert found == told


@pytest.mark.parametrize("vendor", VENDORS, ids=["pages", "tests"])
def test_every_package_from_elsewhere_has_its_licence_beside_it(vendor: Path) -> None:
    licences = (vendor / "LICENSES.txt").read_text(encoding="utf-8")
    for package in json.loads((vendor / "vendor.json").read_text(encoding="utf-8")):
        assert f"\n{package['name']} {package['version']} ({package['licence']})\n" in licences
