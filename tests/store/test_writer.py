"""What is written in what order, and what stays of it when the disk fails at the very end."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.store.support import FaultyFs, ids, month_file, on, opened, record
from trainer.errors import NotSavedError
from trainer.store.fs import Fs
from trainer.store.table import load


class LastStepFs(Fs):
    """Writes and renames; then the folder cannot be synced, so nobody knows whether the disk has the name."""

    fails = False

    def sync_folder(self, folder: Path) -> None:
        if self.fails:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().sync_folder(folder)


def test_what_may_be_on_disk_is_written_again_but_not_twice(tmp_path: Path) -> None:
    fs = LastStepFs()
    store = opened(tmp_path, fs=fs)
    store.save(record("a"))
    fs.fails = True
    with pytest.raises(NotSavedError):
        store.save(record("b"))
    fs.fails = False
    before = month_file(store).stat().st_ino
    assert ids(store.pending) == ["b"]
    assert store.retry() == 1
    assert month_file(store).stat().st_ino != before
    assert len(load(month_file(store), Fs()).versions) == 2


def test_saves_that_fail_do_not_push_out_the_older_copies(tmp_path: Path) -> None:
    class NoRenameFs(Fs):
        fails = False

        def replace(self, source: Path, target: Path) -> None:
            if self.fails and target.name == "2026-11.json":
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            super().replace(source, target)

    fs = NoRenameFs()
    store = opened(tmp_path, fs=fs)
    for id_ in "abc":
        store.save(record(id_))
    fs.fails = True
    for id_ in "def":
        with pytest.raises(NotSavedError):
            store.save(record(id_))
    copies = [month_file(store).with_name(f"2026-11.json{ending}") for ending in ("", ".1", ".2")]
    assert [len(load(copy, Fs()).versions) for copy in copies] == [3, 3, 2]
    assert not list(tmp_path.rglob("*.new"))


def test_files_are_written_in_the_order_of_the_records(tmp_path: Path) -> None:
    class OrderFs(Fs):
        def __init__(self) -> None:
            self.order: list[str] = []

        def replace(self, source: Path, target: Path) -> None:
            self.order.append(target.name)
            super().replace(source, target)

    fs = OrderFs()
    store = opened(tmp_path, fs=fs)
    fs.order.clear()
    old = on(2026, 10, 1)
    store.save(record("g", "gate"), record("a"), record("b"), record("c", at=old), record("h", "gate"))
    assert [name for name in fs.order if not name.endswith((".1", ".2"))] == [
        "standing.json",
        "2026-11.json",
        "2026-10.json",
        "standing.json",
    ]


def test_nothing_overtakes_what_failed_in_its_own_batch(tmp_path: Path) -> None:
    fs = FaultyFs(error=errno.ENOSPC, stays=True)
    store = opened(tmp_path, fs=fs)
    fs.at, fs.steps = 1, 0
    with pytest.raises(NotSavedError):
        store.save(record("g", "gate"), record("a"))
    fs.at = None
    assert opened(tmp_path).history() == opened(tmp_path).standing("gate") == ()
    assert ids(store.pending) == ["g", "a"]
    assert ids(store.standing("gate")) == ["g"]
    assert store.retry() == 2


def test_what_failed_for_its_file_alone_does_not_stop_the_rest(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (month_file(store, "2026-10")).write_bytes(b'{"format":9,"checksum":"","data":0}')
    with pytest.raises(NotSavedError, match="newer trainer"):
        store.save(record("old", at=on(2026, 10, 1)))
    assert ids(store.save(record("new"))) == ["new"]
    assert ids(store.pending) == ["old"]
    assert ids(store.history()) == ["old", "new"]
