"""The session's journal: each line on disk when `append` returns, one writer, and what a crash leaves is found."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.store.support import FaultyFs, PowerCutError, ReadOnlyFs, forget_machine, opened
from trainer.errors import BusyError, NotSavedError, RefusedError
from trainer.store.journal import Journal
from trainer.store.layout import Layout

HEADER = {"session": "morning", "items": ["bridge"]}


def journal(root: Path, fs: FaultyFs | None = None, clock: FakeClock | None = None) -> Journal:
    return opened(root, clock, fs).journal()


def file_of(root: Path) -> Path:
    (path,) = root.glob("store/*/live.jsonl")
    return path


def interrupted(root: Path, lines: int = 3) -> Path:
    """Leave a journal behind, as a killed process does."""
    running = journal(root)
    running.begin(HEADER)
    for number in range(lines):
        running.append({"n": number})
    running.leave()
    return file_of(root)


def numbers(root: Path) -> list[int]:
    """Say which lines an interrupted journal holds."""
    left = journal(root).left()
    assert left is not None
    assert left.header == HEADER
    return [line["n"] for line in left.lines]


def test_without_a_session_there_is_nothing(tmp_path: Path) -> None:
    found = journal(tmp_path)
    assert found.left() is None
    assert found.look() is None
    assert found.busy() is None
    assert found.adopt() is None
    assert found.begin(HEADER)


def test_each_line_is_in_the_file_when_append_returns(tmp_path: Path) -> None:
    running = journal(tmp_path)
    assert running.begin(HEADER) is True
    for number in range(5):
        assert running.append({"n": number}) is True
        left = running.look()
        assert left is not None
        assert left.lines[-1] == {"n": number}
        assert left.dropped == 0
    assert file_of(tmp_path).read_bytes().count(b"\n") == 6


def test_finish_removes_it_and_lets_others_in(tmp_path: Path) -> None:
    running = journal(tmp_path)
    running.begin(HEADER)
    running.finish()
    assert not list(tmp_path.rglob("live.jsonl"))
    other = journal(tmp_path)
    assert other.left() is None
    assert other.begin(HEADER)
    running.finish()
    assert other.append({"n": 1})


def test_only_one_session_runs(tmp_path: Path) -> None:
    clock = FakeClock()
    running, other = journal(tmp_path, clock=clock), journal(tmp_path, clock=clock)
    running.begin(HEADER)
    running.append({"n": 0})
    clock.advance(40)
    sentence = other.busy()
    assert sentence is not None
    assert sentence.startswith("A session is running in another terminal (")
    assert sentence.endswith(", last event 40 s ago).")
    for attempt in (lambda: other.begin(HEADER), other.adopt):
        with pytest.raises(BusyError) as caught:
            attempt()
        assert caught.value.sentence == sentence
    assert other.left() is None
    assert running.busy() is None
    assert running.append({"n": 1})
    seen = other.look()
    assert seen is not None
    assert len(seen.lines) == 2


@pytest.mark.parametrize(("seconds", "said"), [(0, "0 s"), (-5, "0 s"), (89, "89 s"), (90, "2 min"), (7200, "2 h")])
def test_how_long_ago_is_said_roughly(tmp_path: Path, seconds: float, said: str) -> None:
    clock = FakeClock()
    running = journal(tmp_path, clock=clock)
    running.begin(HEADER)
    clock.jump(seconds)
    assert f"last event {said} ago" in str(journal(tmp_path, clock=clock).busy())
    running.finish()


def test_a_journal_runs_one_session_at_a_time(tmp_path: Path) -> None:
    running = journal(tmp_path)
    with pytest.raises(ValueError, match="no session"):
        running.append({"n": 0})
    running.begin(HEADER)
    for attempt in (lambda: running.begin(HEADER), running.adopt):
        with pytest.raises(BusyError, match="running here already"):
            attempt()
    assert running.append({"n": 0})


def test_what_was_interrupted_is_found_and_gone_on_with(tmp_path: Path) -> None:
    clock = FakeClock()
    running = journal(tmp_path, clock=clock)
    running.begin(HEADER)
    clock.advance(30)
    running.append({"n": 0})
    at = clock.now()
    running.leave()
    clock.advance(3600)
    found = journal(tmp_path, clock=clock)
    left = found.left()
    assert left is not None
    assert (left.header, left.lines, left.at, left.dropped) == (HEADER, ({"n": 0},), at, 0)
    assert found.adopt() == left
    assert found.append({"n": 1})
    found.leave()
    assert numbers(tmp_path) == [0, 1]


def test_a_new_session_does_not_begin_over_an_interrupted_one(tmp_path: Path) -> None:
    interrupted(tmp_path)
    found = journal(tmp_path)
    with pytest.raises(RefusedError, match="interrupted session is still here"):
        found.begin(HEADER)
    assert numbers(tmp_path) == [0, 1, 2]
    found.adopt()
    found.finish()
    assert found.begin(HEADER)


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


def test_another_devices_journal_is_ignored(tmp_path: Path) -> None:
    interrupted(tmp_path)
    forget_machine(tmp_path)
    found = journal(tmp_path)
    assert found.left() is None
    assert found.begin(HEADER)
    assert len(list(tmp_path.glob("store/*/live.jsonl"))) == 2


def test_a_session_can_be_taken_over_and_the_other_terminal_is_told(tmp_path: Path) -> None:
    first, second = journal(tmp_path), journal(tmp_path)
    first.begin(HEADER)
    first.append({"n": 0})
    left = second.adopt(force=True)
    assert left is not None
    assert left.lines == ({"n": 0},)
    with pytest.raises(BusyError, match="This session was taken over in another terminal"):
        first.append({"n": 99})
    second.append({"n": 1})
    first.finish()
    assert "running in another terminal" in str(first.busy())
    second.leave()
    assert numbers(tmp_path) == [0, 1]


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


def test_a_killed_process_frees_the_lock(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from trainer.clock import SystemClock; "
        "from trainer.store.store import Store; "
        "j = Store(Path(sys.argv[1]), SystemClock()).journal(); j.begin({'session': 'morning', 'items': ['bridge']}); "
        "j.append({'n': 0}); print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        found = journal(tmp_path)
        assert f"process {child.pid}" in str(found.busy()) or "pts/" in str(found.busy())
        assert found.left() is None
        child.kill()
        child.wait()
        assert found.busy() is None
    assert numbers(tmp_path) == [0]


def test_the_owner_of_a_lock_cannot_steer_a_terminal(tmp_path: Path) -> None:
    running = journal(tmp_path)
    running.begin(HEADER)
    (tmp_path / "local" / "live.lock").write_bytes(b"pts/3\x1b[2J\n\xff")
    sentence = str(journal(tmp_path).busy())
    assert "\x1b" not in sentence
    assert "\n" not in sentence
    assert running.append({"n": 0})


def test_the_layout_names_the_journal(tmp_path: Path) -> None:
    path = interrupted(tmp_path)
    assert path == Layout(root=tmp_path).folder(opened(tmp_path).device) / "live.jsonl"
