"""A session that breaks off, is looked on at, or is taken over, told without a screen."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from tests.home import AT_ONCE, Home, die, named, start
from trainer.coach import Coach
from trainer.core.events import Cause
from trainer.core.timeline import StepKind
from trainer.errors import BusyError, NotFoundError
from trainer.run import Run


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home without getting ready."""
    home = Home(root=tmp_path / "data")
    home.coach().change(AT_ONCE)
    return home


@pytest.fixture
def coach(home: Home) -> Coach:
    """Return the trainer in one terminal."""
    return home.coach()


@pytest.fixture
def run(home: Home, coach: Coach) -> Run:
    """Return a session five seconds into its first hold."""
    run = start(coach.begin(named("overhead-stretch")))
    home.let(run, 5)
    return run


# Breaking off


def test_a_session_that_breaks_off_keeps_the_seconds_it_had_and_can_be_gone_on_with(
    home: Home, coach: Coach, run: Run
) -> None:
    guard = Thread(target=coach.interruption.interrupt)
    guard.start()
    guard.join()
    assert run.look() == ()
    found = home.coach().interruption.found()
    assert found is not None
    kept = home.coach().interruption.close()
    assert kept is not None
    assert kept.what.seconds == 5


def test_breaking_off_twice_is_once(home: Home, coach: Coach, run: Run) -> None:
    coach.interruption.interrupt()
    before = home.journal.read_bytes()
    coach.interruption.interrupt()
    assert home.journal.read_bytes() == before


def test_whoever_breaks_it_off_does_not_wait_for_ever(home: Home, run: Run) -> None:
    before = home.journal.read_bytes()
    broken: list[bool] = []
    with run._turn:
        guard = Thread(target=lambda: broken.append(run.interrupt(0.01)))
        guard.start()
        guard.join()
    assert broken == [False]
    assert home.journal.read_bytes() == before


def test_nothing_breaks_where_nothing_runs(home: Home, coach: Coach) -> None:
    coach.interruption.interrupt()
    assert home.coach().interruption.found() is None


def test_a_session_that_is_over_is_not_broken_off(home: Home, coach: Coach, run: Run) -> None:
    run.do(run.session.finish)
    coach.interruption.interrupt()
    assert run.remembered is not None
    assert home.coach().interruption.found() is None


def test_a_session_gone_on_with_can_break_off_again(home: Home, coach: Coach, run: Run) -> None:
    coach.interruption.interrupt()
    other = home.coach()
    again = start(other.interruption.take_up())
    again.do(again.session.resume)
    home.let(again, 3)
    other.interruption.interrupt()
    assert home.coach().interruption.found() is not None


# Looking on


def test_looking_on_tells_the_step_its_time_and_the_pause(home: Home, run: Run) -> None:
    other = home.coach().interruption
    watched = other.watch()
    assert watched is not None
    assert watched.step == run.session.step
    assert watched.spent == pytest.approx(5)
    assert watched.left == run.session.left
    run.do(run.session.pause)
    home.clock.advance(90)
    watched = other.watch()
    assert watched is not None
    assert watched.cause is Cause.PERSON
    assert watched.spent == pytest.approx(5)
    assert (other.elsewhere() or "").endswith("last event 2 min ago).")


def test_looking_on_changes_nothing(home: Home, run: Run) -> None:
    before = home.journal.read_bytes()
    home.coach().interruption.watch()
    assert home.journal.read_bytes() == before
    assert home.let(run, 1) == ()
    assert not run.lost


def test_there_is_nothing_to_look_on_at_where_nothing_runs(home: Home, coach: Coach, run: Run) -> None:
    die(coach)
    assert home.coach().interruption.watch() is None
    assert home.coach().interruption.elsewhere() is None


def test_what_cannot_be_read_is_not_looked_on_at(home: Home, run: Run) -> None:
    home.journal.write_bytes(b"{}\n")
    other = home.coach().interruption
    assert other.elsewhere() is not None
    assert other.watch() is None


# Taking over


def test_taken_over_it_stands_before_the_hold_it_was_in(home: Home, run: Run) -> None:
    again = home.coach().interruption.take_over()
    assert again.session.cause is Cause.RETURNED
    step = again.session.step
    assert step is not None
    assert (step.kind, step.repetition) == (StepKind.PREPARE, 1)


def test_the_first_terminal_notices_at_its_next_look(home: Home, run: Run) -> None:
    run.do(run.session.pause)
    home.coach().interruption.take_over()
    assert run.look() == ()
    assert run.lost
    assert (run.trouble or "").startswith("This session was taken over in another terminal")


def test_the_journal_says_so_each_time_it_is_asked(coach: Coach, home: Home, run: Run) -> None:
    coach.store.journal().check()
    home.coach().interruption.take_over()
    for _ in range(2):
        with pytest.raises(BusyError, match="taken over"):
            coach.store.journal().check()


def test_the_first_one_breaking_off_does_not_disturb_the_second(home: Home, coach: Coach, run: Run) -> None:
    again = home.coach().interruption.take_over()
    coach.interruption.interrupt()
    again.do(again.session.resume)
    assert not again.lost
    home.finish(again)
    assert len(home.coach().history()) == 1


def test_a_session_that_has_ended_meanwhile_is_not_taken_over(home: Home, run: Run) -> None:
    other = home.coach().interruption
    run.do(run.session.finish)
    with pytest.raises(NotFoundError, match="no interrupted session"):
        other.take_over()
