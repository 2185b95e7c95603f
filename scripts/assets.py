"""Fetch what the pages use in a browser, and what its tests do, from npm into the directories of `VENDORS`.

`vendor.json` in each names each package, its version, licence, and the files taken from it with their
SHA-256; `LICENSES.txt` holds the licences that the packages come with. All of it is committed, so that nobody
who installs, serves or tests trackrecord needs npm or a network; run this after a version in a `vendor.json`
was changed:

    python scripts/assets.py

A file is copied as its authors published it, and its hash is written down; a test holds the two together.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENDORS = (
    ROOT / "src" / "trackrecord" / "serving" / "static" / "vendor",
    ROOT / "tests" / "serving" / "vendor",
)
_LICENCE = re.compile(r"package/(?:licen[cs]e|copying|notice)[^/]*", re.IGNORECASE)
_RULE = "=" * 80


def fetch(package: str, version: str, members: list[str], to: Path) -> tuple[dict[str, str], str]:
    """Copy members of a package of npm to a directory: their SHA-256 by name, and the licence it comes with."""
    hashes = {}
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=place, check=True)
        (archive,) = Path(place).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for member in members:
                content = read(packed, member)
                (to / Path(member).name).write_bytes(content)
                hashes[member] = hashlib.sha256(content).hexdigest()
            return hashes, licence(packed)


def read(packed: tarfile.TarFile, member: str) -> bytes:
    """The bytes of a file of a package."""
    try:
        file = packed.extractfile(f"package/{member}")
    except KeyError:
        file = None
    if file is None:
        raise SystemExit(f"{packed.name}: {member} is no file of it")
    return file.read()


def licence(packed: tarfile.TarFile) -> str:
    """The licence files of a package; where it has none, what its package.json says of licence and authors."""
    files = sorted(name for name in packed.getnames() if _LICENCE.fullmatch(name))
    if files:
        texts = (read(packed, name.removeprefix("package/")).decode("utf-8") for name in files)
        return "\n\n".join(text.replace("\r\n", "\n").strip() for text in texts)
    told = json.loads(read(packed, "package.json"))
    people = [told.get("author"), *told.get("contributors", [])]
    named = [person["name"] if isinstance(person, dict) else person for person in people if person]
    return (
        f"The package has no licence file; its package.json says: {told['license']}\n"
        f"Authors: {', '.join(named)}\nHome: {told.get('homepage', '')}"
    )


def update(vendor: Path) -> None:
    """Fetch every package of a directory's manifest; write its hashes and licences down."""
    manifest = vendor / "vendor.json"
    packages = json.loads(manifest.read_text(encoding="utf-8"))
    licences = []
    for package in packages:
        members = list(package["files"])
        package["files"], text = fetch(package["name"], package["version"], members, vendor)
        heading = f"{package['name']} {package['version']} ({package['licence']})"
        licences.append(f"{_RULE}\n{heading}\n{_RULE}\n\n{text}\n")
    manifest.write_text(json.dumps(packages, indent=2) + "\n", encoding="utf-8")
    (vendor / "LICENSES.txt").write_text("\n".join(licences), encoding="utf-8")


def main() -> None:
    """Fetch what every directory's manifest names."""
    for vendor in VENDORS:
        update(vendor)


if __name__ == "__main__":
    main()
