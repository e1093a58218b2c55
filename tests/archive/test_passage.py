"""The passage out: a file is there as a whole or not at all, whatever the disk does at whatever step."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.store.support import FaultyFs, HastyFs, MeanFs, PowerCutError
from trainer.archive import passage
from trainer.errors import NotSavedError, RefusedError

DATA = b"everything\n" * 1000
OLD = b"the one before"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("force", [False, True], ids=["new", "replaced"])
@pytest.mark.parametrize("short", [False, True], ids=["nothing", "half"])
def test_an_error_at_any_step_leaves_the_whole_file_or_what_was(tmp_path: Path, *, short: bool, force: bool) -> None:
    for at in range(1, 50):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = folder / "life.json"
        if force:
            path.write_bytes(OLD)
        fs = FaultyFs(at, errno.ENOSPC)
        fs.short = short
        sentence = ""
        try:
            passage.write(path, DATA, fs, force=force)
        except NotSavedError as failure:
            sentence = failure.sentence
        if sentence:
            assert sentence == "Not written: 'life.json' cannot be written, the disk is full: free some space."
            assert force or not path.exists()
            assert not force or path.read_bytes() in {OLD, DATA}
            assert set(names(folder)) <= {"life.json"}
        else:
            assert path.read_bytes() == DATA
        if not fs.reached:
            assert at > 5
            assert names(folder) == ["life.json"]
            return
    raise AssertionError("never came to the end")


@pytest.mark.parametrize("force", [False, True], ids=["new", "replaced"])
def test_a_crash_at_any_step_never_leaves_half_a_file_of_that_name(tmp_path: Path, *, force: bool) -> None:
    for at in range(1, 50):
        path = tmp_path / str(at) / "life.json"
        path.parent.mkdir()
        if force:
            path.write_bytes(OLD)
        fs = FaultyFs(at)
        fs.cut = True
        try:
            passage.write(path, DATA, fs, force=force)
        except PowerCutError:
            left = path.read_bytes() if path.exists() else None
            assert left in ({OLD, DATA} if force else {None, DATA})
        else:
            return
    raise AssertionError("never came to the end")


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "life.json"
    assert passage.check_place(str(path), HastyFs(), force=False) == path
    path.write_bytes(OLD)
    with pytest.raises(RefusedError, match="is there already"):
        passage.write(path, DATA, HastyFs(), force=False)
    assert (names(tmp_path), path.read_bytes()) == (["life.json"], OLD)


class NoLinks(HastyFs):
    """A file system without hard links."""

    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")


@pytest.mark.parametrize("fs", [NoLinks(), MeanFs()], ids=["no links", "few bytes at a time"])
def test_other_file_systems_take_it_too(tmp_path: Path, fs: HastyFs) -> None:
    passage.write(tmp_path / "life.json", DATA, fs, force=False)
    assert names(tmp_path) == ["life.json"]
    assert passage.read(str(tmp_path / "life.json"), fs) == DATA


def test_a_home_that_nobody_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is no name of a file"):
        passage.check_place("~nobody-of-that-name/life.json", HastyFs(), force=False)
