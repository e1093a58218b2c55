"""A failure at every single step of a save: what was acknowledged stays, what was not is kept and tried again."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.store.diary import Diary, everything, prepared, run
from tests.store.support import FaultyFs, PowerCutError, opened
from trainer.store.store import Store


def failing(root: Path, at: int, fs: FaultyFs) -> Diary:
    """Prepare a diary whose file system fails at a step counted from here."""
    diary = prepared(root, fs)
    fs.at, fs.steps = at, 0
    return diary


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(("error", "short"), [(errno.EIO, False), (errno.ENOSPC, True)], ids=["EIO", "ENOSPC"])
def test_an_error_at_any_step_loses_nothing(tmp_path: Path, error: int, *, short: bool, stays: bool) -> None:
    for at in range(1, 500):
        root = tmp_path / str(at)
        fs = FaultyFs(error=error, stays=stays)
        fs.short = short
        diary = failing(root, at, fs)
        run(diary)
        reached, fs.at = fs.reached, None
        shown = everything(diary.store)
        diary.check(opened(root))
        assert {entry.id for entry in diary.store.pending} <= set(diary.tried)
        diary.store.retry()
        diary.retried()
        assert diary.store.pending == ()
        fresh = opened(root)
        diary.check(fresh)
        assert shown == everything(diary.store) == everything(fresh)
        assert fresh.notices == []
        if not reached:
            assert at > 60
            return
    raise AssertionError("never came to the end")


def test_a_crash_at_any_step_loses_nothing(tmp_path: Path) -> None:
    for at in range(1, 500):
        root = tmp_path / str(at)
        fs = FaultyFs()
        fs.cut = True
        diary = failing(root, at, fs)
        try:
            run(diary)
        except PowerCutError:
            fresh = opened(root)
            fresh.history()
            diary.check(fresh)
            assert fresh.notices == []
            diary.store = fresh
            run(diary)
            diary.check(opened(root))
        else:
            return
    raise AssertionError("never came to the end")


@pytest.mark.parametrize("error", [None, errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_opening_never_raises_and_never_harms(tmp_path: Path, error: int | None) -> None:
    for at in range(1, 200):
        root = tmp_path / str(at)
        diary = prepared(root) if at % 2 else Diary(opened(root))
        fs = FaultyFs(at, error or 0, stays=True)
        fs.cut = error is None
        try:
            store = Store(root, diary.store._clock, fs)
            store.history()
            assert store.writable or store.why_not
        except PowerCutError:
            assert error is None
        diary.check(opened(root))
        if not fs.reached:
            assert at > 3
            return
    raise AssertionError("never came to the end")


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_first_start_that_fails_anywhere_still_opens(tmp_path: Path, error: int) -> None:
    for at in range(1, 200):
        root = tmp_path / str(at) / "data"
        fs = FaultyFs(at, error, stays=True)
        store = opened(root, fs=fs)
        assert store.history() == ()
        if not fs.reached:
            assert store.writable
            assert at > 10
            return
        fs.at = None
        Diary(store).check(opened(root))
    raise AssertionError("never came to the end")
