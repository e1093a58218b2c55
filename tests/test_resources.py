"""Where the shipped files are: the wheel's copy first, then the checkout; nowhere is an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer import resources
from trainer.errors import TrainerError

FINDERS = [
    (resources.library_path, "library", "exercises/bridge.toml", "exercise library"),
    (resources.styles_path, "styles", "app.tcss", "style sheets"),
]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the package stand in an empty folder."""
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "trainer")
    return tmp_path / "trainer"


def put(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()


def test_the_library_of_this_checkout_is_found() -> None:
    assert (resources.library_path() / "handouts.toml").is_file()


@pytest.mark.parametrize(("find", "name", "file", "_what"), FINDERS)
def test_the_checkout_is_used_where_nothing_is_packed(
    find: Callable[[], Path], name: str, file: str, _what: str, package: Path
) -> None:
    put(package.parent / name / file)
    assert find() == package.parent / name


@pytest.mark.parametrize(("find", "name", "file", "_what"), FINDERS)
def test_what_is_packed_in_the_wheel_comes_first(
    find: Callable[[], Path], name: str, file: str, _what: str, package: Path
) -> None:
    put(package.parent / name / file)
    put(package / "_data" / name / file)
    assert find() == package / "_data" / name


@pytest.mark.parametrize(("find", "name", "file", "what"), FINDERS)
def test_nothing_there_is_an_error_that_says_what_to_do(
    find: Callable[[], Path], name: str, file: str, what: str, package: Path
) -> None:
    with pytest.raises(TrainerError, match=f"{what}.* missing from this installation; install back-trainer again"):
        find()
    put(package.parent / name / f"{file}.bak")
    with pytest.raises(TrainerError):
        find()
