"""The session's journal: each line on disk when `append` returns, one writer, and what a crash leaves is found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.store.sessions import HEADER, file_of, interrupted, journal, numbers
from tests.store.support import CHECKOUT, forget_machine, opened
from trainer.errors import BusyError, RefusedError
from trainer.store.layout import Layout


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
    for _ in range(2):
        with pytest.raises(BusyError, match="This session was taken over in another terminal"):
            first.append({"n": 99})
    second.append({"n": 1})
    first.finish()
    assert "running in another terminal" in str(first.busy())
    second.leave()
    assert numbers(tmp_path) == [0, 1]


def test_a_killed_process_frees_the_lock(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from trainer.clock import SystemClock; "
        "from trainer.store.store import Store; "
        "j = Store(Path(sys.argv[1]), SystemClock()).journal(); j.begin({'session': 'morning', 'items': ['bridge']}); "
        "j.append({'n': 0}); print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CHECKOUT
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
