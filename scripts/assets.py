"""Fetch what the pages use in a browser from npm into `src/trackrecord/serving/static/vendor/`.

`vendor.json` there names each package, its version, licence, and the files taken from it with their
SHA-256. They are committed, so that nobody who installs or serves trackrecord needs npm or a network; run this
after a version in `vendor.json` was changed:

    python scripts/assets.py

A file is copied as its authors published it, and its hash is written down; a test holds the two together.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "src" / "trackrecord" / "serving" / "static" / "vendor"


def fetch(package: str, version: str, members: list[str], to: Path) -> dict[str, str]:
    """Copy members of a package of npm to a directory; their SHA-256 by the names they have there."""
    hashes = {}
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=place, check=True)
        (archive,) = Path(place).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for member in members:
                file = packed.extractfile(f"package/{member}")
                if file is None:
                    raise SystemExit(f"{package}@{version}: {member} is no file of it")
                content = file.read()
                (to / Path(member).name).write_bytes(content)
                hashes[member] = hashlib.sha256(content).hexdigest()
    return hashes


def main() -> None:
    """Fetch every package of the manifest and write its hashes down."""
    manifest = VENDOR / "vendor.json"
    packages = json.loads(manifest.read_text(encoding="utf-8"))
    for package in packages:
        members = list(package["files"])
        package["files"] = fetch(package["name"], package["version"], members, VENDOR)
    manifest.write_text(json.dumps(packages, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
