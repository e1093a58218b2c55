"""Real processes: killed at any moment, and two at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.store.support import CHECKOUT, opened


def saver(root: Path, name: str, times: int = 0) -> subprocess.Popen[str]:
    """Start a process that saves."""
    command = [sys.executable, "-m", "tests.store.saver", str(root), name, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT)


def kill_while_saving(root: Path, name: str, after: float) -> list[str]:
    """Let a process save for a moment, kill it, and return what it had acknowledged."""
    said: list[str] = []
    with saver(root, name) as child:
        assert child.stdout is not None
        end = threading.Timer(after, child.kill)
        for line in child.stdout:
            said.append(line)
            if len(said) == 2:  # it is ready and has saved something
                end.start()
    assert child.returncode == -signal.SIGKILL
    assert said.pop(0) == "ready\n"
    return [line for line in said if line.endswith("\n")]


def kill_again_and_again(root: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for number in range(rounds):
        said = kill_while_saving(root, f"r{number}", chance.uniform(0.0, 0.15))
        acknowledged += [line.rstrip("\n") for line in said]
        check(root, acknowledged)


def check(root: Path, acknowledged: list[str]) -> None:
    store = opened(root)
    shown = {found.id: found for found in (*store.history(), *store.standing("gate"))}
    left = store.journal().left()
    lines = [] if left is None else [line["n"] for line in left.lines]
    for said in acknowledged:
        what, *ids = said.split()
        if what == "line":
            assert int(ids[0]) in lines
        elif what == "moved":
            assert shown[ids[0]].at.month == 10
        else:
            assert set(ids) <= set(shown)
    assert lines == list(range(len(lines)))
    assert store.notices == []
    assert {info.state for info in store.files()} <= {"ok"}


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, rounds=5, seed=1)


@pytest.mark.long
def test_killed_many_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    for seed in range(10):
        kill_again_and_again(tmp_path / str(seed), rounds=20, seed=seed)


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    with saver(tmp_path, "one", 200) as one, saver(tmp_path, "two", 200) as two:
        said = [*str(one.communicate()[0]).split(), *str(two.communicate()[0]).split()]
    assert (one.returncode, two.returncode) == (0, 0)
    store = opened(tmp_path)
    assert len(store.history()) == 400
    assert {found.id for found in store.history()} == set(said) - {"ready"}
    assert len({found.stamp for found in store.history()}) == 400
    assert len(list(tmp_path.glob("store/*"))) == 1
    assert store.notices == []
