"""The package: built as for users, installed into an empty environment, and run from somewhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = "trainer/_data"
EXERCISES = 23
SHEETS = sorted(path.name for path in (ROOT / "styles").glob("*.tcss"))
TOML = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "library").rglob("*.toml"))
LOOK = """
from trainer import resources
from trainer.ui.app import TrainerApp
print(*sorted(path.name for path in resources.styles_path().glob("*.tcss")))
print(TrainerApp.CSS_PATH[0])
"""


def run(*words: str | Path, cwd: Path) -> str:
    """Run a command as a person would, far from the checkout; what went wrong is in the failure."""
    env = {name: os.environ[name] for name in os.environ if not name.startswith(("PYTHON", "TRAINER", "VIRTUAL_ENV"))}
    env |= {"TRAINER_DATA": str(cwd / "data"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from it, as `python -m build` does."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def environment(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment; returns where its commands are."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    commands = folder / "venv" / "bin"
    run(commands / "python", "-m", "pip", "install", "--quiet", *built.glob("*.whl"), cwd=folder)
    return commands


def test_the_wheel_holds_the_library_and_the_styles(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert {f"{DATA}/{name}" for name in TOML} | {f"{DATA}/styles/{name}" for name in SHEETS} <= names
    assert {"trainer/py.typed", "trainer/cli.py"} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"trainer"}


def test_the_sdist_holds_all_that_is_needed_to_work_on_it(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {*TOML, *(f"styles/{name}" for name in SHEETS), "Makefile", "README.md", "LICENSE"} <= names
    assert {"tests/test_packaging.py", "bench/all.py"} <= names


def test_the_installed_trainer_runs_from_anywhere(environment: Path, tmp_path: Path) -> None:
    trainer = environment / "trainer"
    assert run(trainer, "--version", cwd=tmp_path).startswith("trainer ")
    assert len(json.loads(run(trainer, "library", "list", "--json", cwd=tmp_path))) == EXERCISES
    assert f"{EXERCISES} exercises" in run(trainer, "library", "check", cwd=tmp_path)


def test_the_installed_trainer_finds_its_sheets(environment: Path, tmp_path: Path) -> None:
    names, sheet = run(environment / "python", "-c", LOOK, cwd=tmp_path).splitlines()
    assert names.split() == SHEETS
    assert Path(sheet).is_relative_to(environment.parent)


def test_the_installed_trainer_needs_nothing_that_is_not_declared(environment: Path, tmp_path: Path) -> None:
    assert "No broken requirements found." in run(environment / "python", "-m", "pip", "check", cwd=tmp_path)
