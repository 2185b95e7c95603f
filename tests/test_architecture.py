"""The order of the rooms: data flows one way, and nothing imports what lies downstream."""

import ast
from pathlib import Path

import pytest

import trackrecord

ROOT = Path(trackrecord.__file__).parent
#: Rooms from upstream to downstream; a room may import its own rank's earlier ranks, and itself.
ORDER = (
    ("errors", "iris", "placing", "relay", "resources", "wording"),
    ("facts", "vocabulary", "checks"),
    ("document", "lexicon"),
    ("reading",),
    ("tables",),
    ("resolving", "evaluating", "curation"),
    ("corpus",),
    ("turtle", "nquads", "encoding", "origins", "verdicts", "quadlines", "serializing"),
    ("dataset", "endpoint"),
    ("stores", "paging"),
    ("mirroring",),
    ("places",),
    ("naming", "quoting", "tabulating", "working", "answers", "shacl"),
    ("fingerprints", "buildreport"),
    ("making",),
    ("ledger", "parts"),
    ("choosing", "processes", "spark"),
    (
        "building",
        "bulk",
        "converting",
        "querying",
        "validation",
        "describing",
        "exporting",
        "reviewing",
        "finding",
        "about",
        "cataloguing",
    ),
    ("shapechecks", "checking", "profiles", "provenance", "reconciling", "neighbourhood"),
    ("asking",),
    ("answering", "reporting", "presenting", "accounting", "page", "reference", "shapereference"),
    ("frames", "serving"),
    ("api",),
    ("modelcontext",),
    ("commands", "publishing", "terminal", "options"),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports(file: Path) -> set[str]:
    """The rooms of trackrecord that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("trackrecord")
        ):
            found.add(room_of(node.module))
        elif isinstance(node, ast.Import):
            found.update(
                room_of(name.name) for name in node.names if name.name.startswith("trackrecord")
            )
    return found - {""}


def files() -> list[Path]:
    return sorted(file for file in ROOT.rglob("*.py") if file != ROOT / "__init__.py")


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_room_imports_only_rooms_upstream_of_it(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0].removesuffix(".py")
    downstream = {other for other in imports(file) if other != room and RANK[other] > RANK[room]}
    assert downstream == set()


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_only_the_command_line_prints_or_exits(file: Path) -> None:
    allowed = {"cli", "commands", "presenting", "reference", "__main__"}
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    room = file.relative_to(ROOT).parts[0].removesuffix(".py")
    assert room in allowed or not calls & {"print", "exit", "input"}
