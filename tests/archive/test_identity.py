"""Out and in again is the identity: the same bytes, and the same answers to every question."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.support import STEPS, compared, content, exported, live, taken_in, tree
from tests.fakes import FakeClock
from tests.home import Home
from tests.shell import Shell
from trainer.archive.document import parse
from trainer.errors import TrainerError

QUESTIONS = (
    ("today", "--json"),
    ("plan", "--json"),
    ("plan", "next", "--json"),
    ("plan", "last", "--json"),
    ("plan", "2026-W46", "--json"),
    ("history", "--since", "all", "--json"),
    ("history", "show", "last", "--json"),
    ("library", "list", "--json"),
    ("library", "show", "bridge", "--json"),
    ("library", "cautions", "--json"),
    ("library", "cautions", "bridge", "--json"),
    ("profile", "--json"),
    ("profile", "show", "--json"),
)
"""Every command that answers a script, but those that change something and that which looks at the machine."""
FULL = (
    *("tell", "be free", "own exercise", "own routine", "broken file", "plan", "train", "stop", "walk", "correct"),
    *("plan next", "undo plan", "later", "another machine", "clear", "walk", "move", "remove", "flare up", "strange"),
    *("untell", "spasm", "later"),
)
"""A life in which everything happens once."""
lives = st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=8)
few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def homes() -> Iterator[tuple[Home, Home]]:
    """Give two homes at one time: one to live in, and an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        yield Home(Path(folder) / "old", clock), Home(Path(folder) / "new", clock)


def answers(shell: Shell, home: Home) -> list[Any]:
    """Return what every command says to a script."""
    told = [shell("--data", str(home.root), *words) for words in QUESTIONS]
    return [(one.code, one.err if one.code else one.data) for one in told]


def check_identity(shell: Shell, steps: list[str]) -> None:
    with homes() as (old, new):
        live(old, steps)
        before = exported(old.coach())
        taken_in(before, new.coach().store)
        after = exported(new.coach())
        assert content(after) == content(before)
        assert after != before, "the machine's name is another"
        assert answers(shell, new) == answers(shell, old)
        once = tree(new.root)
        assert compared(parse(before), new.coach().store).empty
        taken_in(after, new.coach().store)
        assert tree(new.root) == once, "importing twice changes nothing"


def test_a_full_life_goes_out_and_in_unchanged(shell: Shell) -> None:
    check_identity(shell, list(FULL))


@few
@given(lives)
def test_any_life_goes_out_and_in_unchanged(shell: Shell, steps: list[str]) -> None:
    # What is own or told comes first, so that there is always something.
    check_identity(shell, ["tell", *steps])


def test_every_step_of_a_full_life_happens(home: Home) -> None:
    assert set(FULL) == set(STEPS)
    live(home, list(FULL))
    export = parse(exported(home.coach()))
    kinds = {version.record.kind for version in export.versions}
    assert kinds == {
        *("profile", "settings", "session", "activity", "check-in", "plan", "gate", "set-aside", "clear"),
        "from-the-future",
    }
    assert any(version.record.deleted for version in export.versions)
    assert any(version.home[:7] != f"{version.record.at:%Y-%m}" for version in export.versions)
    assert len({version.record.stamp.split("-")[2] for version in export.versions}) == 2
    assert {folder: [*texts] for folder, texts in export.own.items()} == {
        "exercises": ["broken.toml", "calf-stretch.toml"],
        "figures": [],
        "routines": ["my-morning.toml"],
    }


@few
@given(lives, lives)
def test_two_lives_merge_the_same_in_either_order(mine: list[str], theirs: list[str]) -> None:
    with homes() as (one, two):
        live(one, ["tell", *mine])
        live(two, ["walk", *theirs])
        first, second = exported(one.coach()), exported(two.coach())
        taken_in(second, one.coach().store)
        taken_in(first, two.coach().store)
        assert parse(exported(one.coach())).versions == parse(exported(two.coach())).versions
        assert one.coach().history() == two.coach().history()


def test_there_is_nothing_to_export_of_nothing(home: Home) -> None:
    with pytest.raises(TrainerError, match="There is nothing to export"):
        exported(home.coach())
