"""A journal on a bad disk: torn, damaged, refused or removed, it gives whole lines and loses none that was told."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest

from tests.store.sessions import HEADER, file_of, interrupted, journal, numbers
from tests.store.support import FaultyFs, PowerCutError, ReadOnlyFs, opened
from trainer.errors import NotSavedError


def test_every_torn_end_leaves_the_lines_before_it(tmp_path: Path) -> None:
    path = interrupted(tmp_path)
    whole = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(whole) if byte == 10]
    for length in range(ends[0], len(whole)):
        path.write_bytes(whole[:length])
        assert numbers(tmp_path) == [0, 1, 2][: sum(end <= length for end in ends) - 1]
    path.write_bytes(whole[: ends[0] - 1])
    assert journal(tmp_path).left() is None


def test_going_on_after_a_torn_end_loses_and_garbles_nothing(tmp_path: Path) -> None:
    path = interrupted(tmp_path)
    torn = path.read_bytes()[:-5]
    path.write_bytes(torn)
    found = journal(tmp_path)
    left = found.adopt()
    assert left is not None
    assert left.dropped > 0
    found.append({"n": 9})
    found.leave()
    assert numbers(tmp_path) == [0, 1, 9]
    (kept,) = path.parent.glob("live.jsonl.corrupt-*")
    assert kept.read_bytes() == torn


@pytest.mark.parametrize("tail", [b"\0" * 512, b"{}\n", b'{"format":1}\n', b"\xff\xfe\n", b"[" * 9999 + b"\n"])
def test_garbage_after_good_lines_is_dropped(tmp_path: Path, tail: bytes) -> None:
    path = interrupted(tmp_path)
    path.write_bytes(path.read_bytes() + tail)
    assert numbers(tmp_path) == [0, 1, 2]


def test_a_changed_byte_never_gives_a_changed_line(tmp_path: Path) -> None:
    path = interrupted(tmp_path)
    whole = path.read_bytes()
    chance = random.Random(3)
    for _ in range(200):
        bad = bytearray(whole)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(bad))
        left = journal(tmp_path).left()
        if left is not None:
            assert left.header == HEADER
            assert list(left.lines) == [{"n": number} for number in range(3)][: len(left.lines)]


@pytest.mark.parametrize("make", ["garbage", "pipe", "folder", "huge"])
def test_what_is_no_journal_is_put_aside(tmp_path: Path, make: str) -> None:
    path = interrupted(tmp_path)
    path.unlink()
    if make == "garbage":
        path.write_bytes(b"garbage")
    elif make == "pipe":
        os.mkfifo(path)
    elif make == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(1 << 30)
    found = journal(tmp_path)
    assert found.left() is None
    assert found.adopt() is None
    assert found.begin(HEADER)
    assert len(list(path.parent.glob("live.jsonl.corrupt-*"))) == 1


def test_a_newer_trainers_journal_is_left_alone(tmp_path: Path) -> None:
    path = interrupted(tmp_path)
    newer = b'{"format":2,"at":"2026-11-20T12:00:00+01:00","sum":"x","line":{}}\n'
    path.write_bytes(newer)
    found = journal(tmp_path)
    assert found.left() is None
    assert found.begin(HEADER) is False
    assert "newer trainer" in found.notice
    assert found.append({"n": 0}) is False
    found.finish()
    assert path.read_bytes() == newer


def test_a_lock_file_or_journal_that_somebody_removed_stops_nothing(tmp_path: Path) -> None:
    running = journal(tmp_path)
    running.begin(HEADER)
    running.append({"n": 0})
    (tmp_path / "local" / "live.lock").unlink()
    file_of(tmp_path).unlink()
    assert running.append({"n": 1})
    running.leave()
    assert numbers(tmp_path) == [0, 1]


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_line_the_disk_refused_is_written_with_the_next(tmp_path: Path, error: int, *, short: bool) -> None:
    for at in range(1, 50):
        root = tmp_path / str(at)
        fs = FaultyFs(error=error)
        fs.short = short
        running = journal(root, fs)
        running.begin(HEADER)
        fs.at, fs.steps = at, 0
        refused = False
        for number in range(3):
            try:
                running.append({"n": number})
            except NotSavedError:
                refused = True
        reached, fs.at = fs.reached, None
        running.append({"n": 3})
        running.leave()
        assert numbers(root) == [0, 1, 2, 3]
        if not reached:
            assert at > 3
            return
        assert refused
    raise AssertionError("never came to the end")


def test_where_nothing_can_be_written_the_session_is_in_memory(tmp_path: Path) -> None:
    store = opened(tmp_path, fs=ReadOnlyFs())
    running = store.journal()
    assert running.begin(HEADER) is False
    assert running.notice == "This session is kept in memory only: the directory is read-only."
    assert running.append({"n": 0}) is False
    running.finish()


def test_a_session_in_memory_goes_to_the_disk_as_soon_as_it_can(tmp_path: Path) -> None:
    fs = FaultyFs(error=errno.ENOSPC, stays=True)
    running = journal(tmp_path, fs)
    fs.at, fs.steps = 1, 0
    assert running.begin(HEADER) is False
    assert "the disk is full" in running.notice
    assert running.append({"n": 0}) is False
    fs.at = None
    assert running.append({"n": 1}) is True
    assert running.notice == ""
    running.leave()
    assert numbers(tmp_path) == [0, 1]


@pytest.mark.parametrize("at", range(1, 7))
def test_a_session_in_memory_outlives_others_that_come_and_go(tmp_path: Path, at: int) -> None:
    fs = FaultyFs(error=errno.ENOSPC, stays=True)
    running, other = journal(tmp_path, fs), journal(tmp_path)
    fs.at, fs.steps = at, 0
    assert running.begin(HEADER) is False
    assert other.adopt(force=True) is None
    fs.at = None
    other.begin(HEADER)
    for number in range(3):
        assert running.append({"n": number}) is False
    other.finish()
    assert running.append({"n": 3}) is True
    running.leave()
    assert numbers(tmp_path) == [0, 1, 2, 3]


def test_what_cannot_be_understood_is_set_apart(tmp_path: Path) -> None:
    path = interrupted(tmp_path)
    found = journal(tmp_path)
    text = path.read_bytes()
    found.set_apart()
    found.set_apart()
    assert found.left() is None
    (kept,) = path.parent.glob("live.jsonl.corrupt-*")
    assert kept.read_bytes() == text


def test_an_interrupted_session_is_gone_on_with_in_memory_where_nothing_can_be_written(tmp_path: Path) -> None:
    interrupted(tmp_path)
    found = opened(tmp_path, fs=ReadOnlyFs()).journal()
    left = found.adopt()
    assert left is not None
    assert len(left.lines) == 3
    assert "in memory only" in found.notice
    assert found.append({"n": 3}) is False
    found.leave()
    assert numbers(tmp_path) == [0, 1, 2]


def test_a_journal_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    fs = FaultyFs(stays=True)
    running = journal(tmp_path, fs)
    running.begin(HEADER)
    fs.at, fs.steps = 1, 0
    running.finish()
    assert "could not be removed: the disk reports an error" in running.notice
    assert journal(tmp_path).left() is not None


def test_a_power_cut_at_any_step_leaves_every_acknowledged_line(tmp_path: Path) -> None:
    for at in range(1, 100):
        root = tmp_path / str(at)
        fs = FaultyFs()
        running = journal(root, fs)
        fs.at, fs.cut, fs.steps = at, True, 0
        said: list[int] = []
        begun = False
        try:
            begun = running.begin(HEADER)
            for number in range(3):
                running.append({"n": number})
                said.append(number)
            running.leave()
            assert numbers(root) == said
        except PowerCutError:
            running.leave()
            found = journal(root).left()
            assert found is not None or not begun
            lines = [] if found is None else [line["n"] for line in found.lines]
            assert lines in (said, [*said, len(said)])
        else:
            return
    raise AssertionError("never came to the end")
