"""The file system seam: private files whatever the umask, whole writes, and nothing that is no file is read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tests.store.support import FaultyFs, MeanFs, ReadOnlyFs, ids, month_file, opened, record, umask
from trainer.core.record import Record
from trainer.errors import NotSavedError
from trainer.store.fs import Fs, OddFileError, TooLargeError


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_everything_is_private_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    root = tmp_path / "some" / "where"
    with umask(mask):
        store = opened(root)
        store.save(record("a"))
        store.save(record("b"), record("g", "gate"))
        store.journal().begin({"x": 1})
    for path in (root.parent, root, *root.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    root.chmod(0o755)
    opened(root).save(record("a"))
    assert stat.S_IMODE(root.stat().st_mode) == 0o755


def test_writes_of_a_few_bytes_at_a_time_are_whole(tmp_path: Path) -> None:
    store = opened(tmp_path, fs=MeanFs())
    store.save(record("a", body={"note": "x" * 500}))
    store.journal().begin({"n": 1})
    store.journal().append({"n": "y" * 100})
    assert store.history() == opened(tmp_path).history()
    assert store.notices == []
    left = store.journal().look()
    assert left is not None
    assert len(left.lines) == 1


def test_a_write_that_never_gets_on_is_an_error(tmp_path: Path) -> None:
    class StuckFs(Fs):
        def put(self, fd: int, data: bytes) -> int:
            return 0

    with pytest.raises(OSError, match="nothing was written"):
        StuckFs().write(tmp_path / "x", b"abc")


def test_generations_are_copies_where_links_fail(tmp_path: Path) -> None:
    class LinklessFs(Fs):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no links here")

    store = opened(tmp_path, fs=LinklessFs())
    states = [save_and_read(store.save, month_file(store), f"r{number}") for number in range(4)]
    assert month_file(store).with_name("2026-11.json.1").read_bytes() == states[-2]
    assert month_file(store).with_name("2026-11.json.2").read_bytes() == states[-3]
    assert not list(tmp_path.rglob("*.new"))


def save_and_read(save: object, path: Path, id_: str) -> bytes:
    assert callable(save)
    save(record(id_))
    return path.read_bytes()


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    fs, pipe, link = Fs(), tmp_path / "pipe", tmp_path / "zero"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (pipe, link, tmp_path):
        with pytest.raises(OddFileError):
            fs.read(path, 100)


def test_a_file_above_its_cap_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(b"x" * 101)
    with pytest.raises(TooLargeError):
        Fs().read(path, 100)
    assert Fs().read(path, 101).data == b"x" * 101


def test_a_linked_file_is_read_and_a_save_leaves_its_target_alone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("a"))
    elsewhere = tmp_path / "elsewhere.json"
    month_file(store).rename(elsewhere)
    month_file(store).symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    store = opened(tmp_path)
    store.save(record("b"))
    assert ids(opened(tmp_path).history()) == ["a", "b"]
    assert elsewhere.read_bytes() == before
    assert store.notices == []


def test_a_left_over_of_a_crash_is_no_hindrance(tmp_path: Path) -> None:
    store = opened(tmp_path)
    target = tmp_path / "precious"
    target.write_text("keep")
    month_file(store).with_name(".2026-11.json.new").symlink_to(target)
    store.save(record("a"))
    assert ids(opened(tmp_path).history()) == ["a"]
    assert target.read_text() == "keep"


def test_a_read_only_directory_is_read_and_training_goes_on(tmp_path: Path) -> None:
    opened(tmp_path).save(record("a"), record("g", "gate"))
    store = opened(tmp_path, fs=ReadOnlyFs())
    assert ids(store.history()) == ["a"]
    assert ids(store.standing("gate")) == ["g"]
    assert not store.writable
    assert store.why_not == "the directory is read-only"
    assert store.notices == [f"Nothing can be saved in {tmp_path}: the directory is read-only."]
    with pytest.raises(NotSavedError, match="the directory is read-only"):
        store.save(record("b"))
    assert ids(store.history()) == ["a", "b"]
    assert ids(store.pending) == ["b"]
    assert store.retry() == 0
    assert ids(opened(tmp_path).history()) == ["a"]


def test_a_read_only_directory_without_any_data_opens_too(tmp_path: Path) -> None:
    store = opened(tmp_path / "none", fs=ReadOnlyFs())
    assert store.history() == ()
    assert not store.writable
    assert store.journal().begin({"n": 1}) is False
    assert not (tmp_path / "none").exists()


def test_a_read_only_directory_with_a_damaged_file_shows_the_older_copy(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.save(record("a"))
    store.save(record("b"))
    month_file(store).write_bytes(b"garbage")
    store = opened(tmp_path, fs=ReadOnlyFs())
    assert ids(store.history()) == ["a"]
    assert any("cannot be mended now: the directory is read-only" in notice for notice in store.notices)
    assert month_file(store).read_bytes() == b"garbage"


@pytest.mark.parametrize("where", ["", "store", "local", "store/{device}", "local/lock"])
def test_a_file_or_folder_in_the_wrong_place_stops_only_the_saving(tmp_path: Path, where: str) -> None:
    first = opened(tmp_path / "data")
    path = tmp_path / "data" / where.format(device=first.device)
    if path.is_dir():
        path.rename(tmp_path / "moved")
        path.write_text("in the way")
    else:
        path.unlink()
        path.mkdir()
    store = opened(tmp_path / "data")
    assert store.history() == ()
    with pytest.raises(NotSavedError):
        store.save(record("a"))
    assert ids(store.history()) == ["a"]


def test_saving_works_again_once_the_disk_does(tmp_path: Path) -> None:
    fs = FaultyFs()
    store = opened(tmp_path, fs=fs)
    fs.at, fs.stays, fs.error, fs.steps = 1, True, errno.ENOSPC, 0
    for id_ in "ab":
        with pytest.raises(NotSavedError, match=r"Not saved: the disk is full: free some space\. It is kept"):
            store.save(record(id_))
    assert store.why_not == "the disk is full: free some space"
    assert store.retry() == 0
    fs.at = None
    saved: tuple[Record, ...] = store.save(record("c"))
    assert ids(saved) == ["c"]
    assert store.pending == ()
    assert store.writable
    assert ids(opened(tmp_path).history()) == ["a", "b", "c"]
