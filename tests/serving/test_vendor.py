"""What the pages use in a browser is what its authors published."""

import hashlib
import json
from pathlib import Path

import trackrecord.serving

VENDOR = Path(trackrecord.serving.__file__).parent / "static" / "vendor"


def test_a_file_from_elsewhere_has_the_hash_it_was_fetched_with() -> None:
    told = {
        Path(member).name: digest
        for package in json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
        for member, digest in package["files"].items()
    }
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.iterdir()
        if file.suffix in (".js", ".css")
    }
    assert found == told
