"""The built wheel does the main job in a fresh environment, with nothing of the checkout in reach."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = "---\ndate: 2023-09-15\nlanguage: en\n---\n\nMapo-gu created 500 jobs in 2022.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin directory of an environment with the wheel installed.

    The dependencies are those of the environment the tests run in, put on the path after the wheel.
    """
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = place.glob("*.whl")
    environment = place / "env"
    venv.create(environment, with_pip=True)
    (site,) = environment.glob("lib/python*/site-packages")
    dependencies = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(dependencies), encoding="utf-8")
    python = environment / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    return environment / "bin"


def run(installed: Path, place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    command = [str(installed / "trackrecord"), *arguments]
    return subprocess.run(command, cwd=place, env=surroundings, capture_output=True, text=True)


def test_the_wheel_builds_validates_and_queries_a_graph_elsewhere(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mapo.md").write_text(ARTICLE, encoding="utf-8")
    built = run(installed, tmp_path, "build")
    assert "1 observation" in built.stdout, built.stderr
    assert run(installed, tmp_path, "validate").returncode == 0
    answered = run(installed, tmp_path, "query", "trend", "--format", "csv")
    assert ",500," in answered.stdout
    checked = run(installed, tmp_path, "check", "--format", "html")
    assert "nothing was checked" in checked.stderr
    article = ARTICLE.replace("500 jobs in 2022", "500 jobs in 2022, 125% of its target of 400")
    (tmp_path / "sources" / "mapo.md").write_text(article, encoding="utf-8")
    run(installed, tmp_path, "build")
    checked = run(installed, tmp_path, "check", "--format", "html")
    assert "500 / 400 = 125.0 %, printed 125 %" in checked.stdout, checked.stderr


def test_the_wheel_carries_its_own_data(installed: Path) -> None:
    (package,) = installed.parent.glob("lib/python*/site-packages/trackrecord")
    assert sorted(path.name for path in (package / "data").iterdir()) == [
        "authority",
        "ontology",
        "queries",
        "shapes",
    ]
