"""Shut: days that are over are told as they were lived, by the records alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, steady
from tests.home import Home
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.closed import Clear, Closing, Facts, Gate
from trainer.core.events import StopReason
from trainer.core.gates import was_shut
from trainer.core.profile import Direction
from trainer.core.record import Record
from trainer.errors import RefusedError
from trainer.shut import days_of_flare_up, days_shut, exercises_out

DAY = 86400
TODAY = NOVEMBER.date()
LONG = timedelta(days=60)


def days(*numbers: int) -> set[date]:
    return {TODAY + timedelta(days=n) for n in numbers}


def tell(home: Home, *symptoms: Symptom, of: date | None = None) -> None:
    coach = home.coach()
    day = of or home.clock.now().date() if Symptom.FLARE_UP in symptoms else None
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=2, symptoms=frozenset(symptoms), day=day))


def shut(coach: Coach, first: int = -30, last: int = 60) -> set[date]:
    span = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    return set(days_shut(coach, coach.care.facts(), *span))


def out(coach: Coach, exercise: str) -> set[date]:
    found = exercises_out(coach, coach.care.facts(), TODAY - LONG, coach.clock.now().date())
    return {day for day, names in found.items() if exercise in names}


def test_a_flare_up_shuts_its_days_of_rest_and_nothing_around_them(home: Home) -> None:
    tell(home, Symptom.FLARE_UP)
    home.clock.advance(20 * DAY)
    assert shut(home.coach()) == days(0, 1, 2, 3)
    assert days_of_flare_up(home.coach().care.facts().closings) == days(0)


def test_a_flare_up_told_later_shuts_from_its_own_day(home: Home) -> None:
    tell(home, Symptom.FLARE_UP, of=TODAY - timedelta(days=2))
    assert shut(home.coach()) == days(-2, -1, 0, 1)
    assert days_of_flare_up(home.coach().care.facts().closings) == days(-2)


def test_a_spasm_shuts_until_a_check_in_says_it_is_over(home: Home) -> None:
    tell(home, Symptom.SPASM)
    home.clock.advance(6 * DAY)
    assert shut(home.coach(), last=6) == days(*range(7))
    tell(home)
    home.clock.advance(6 * DAY)
    assert shut(home.coach()) == days(*range(6))


def test_what_waits_for_a_word_shuts_the_days_ahead_as_far_as_can_be_seen(home: Home) -> None:
    tell(home, Symptom.NUMBNESS)
    assert shut(home.coach(), last=5) == days(*range(6))
    home.clock.advance(3 * DAY)
    home.coach().care.clear("nerve", on=home.clock.now().date(), clinician=True)
    assert shut(home.coach()) == days(0, 1, 2)


def test_a_word_opens_from_the_day_it_is_told_not_from_the_day_it_was_given(home: Home) -> None:
    tell(home, Symptom.NUMBNESS)
    home.clock.advance(3 * DAY)
    home.coach().care.clear("nerve", on=TODAY + timedelta(days=1), clinician=True)
    home.clock.advance(3 * DAY)
    assert shut(home.coach()) == days(0, 1, 2)


def test_a_heart_problem_shuts_until_there_is_guidance_and_after_a_long_break(home: Home) -> None:
    home.coach().care.tell(heart_problem=True)
    home.clock.advance(5 * DAY)
    home.coach().care.tell(heart_guidance=home.clock.now().date())
    home.clock.advance(10 * DAY)
    home.coach().store.save(Record(id=str(uuid4()), kind="activity", at=home.clock.now()))
    home.clock.advance(25 * DAY)
    assert shut(home.coach(), last=35) == days(*range(5), *range(30, 41)) & days(*range(36))
    home.coach().care.tell(heart_problem=False)
    assert shut(home.coach()) == days(*range(5), *range(30, 40))


def test_an_answer_that_was_taken_back_shuts_nothing(home: Home) -> None:
    home.coach().care.tell(heart_problem=True)
    (answer,) = home.coach().store.standing("profile")
    home.clock.advance(2 * DAY)
    home.coach().store.save(replace(answer, deleted=True, at=home.clock.now()))
    home.clock.advance(2 * DAY)
    assert shut(home.coach()) == days(0, 1)


def test_an_exercise_is_out_from_its_stop_to_the_day_it_is_cleared(home: Home) -> None:
    home.coach().care.hurt("bridge", StopReason.PAIN, "a session")
    home.clock.advance(4 * DAY)
    home.coach().care.clear("bridge")
    home.clock.advance(2 * DAY)
    home.coach().care.hurt("bridge", StopReason.PAIN, "another session")
    home.clock.advance(2 * DAY)
    assert out(home.coach(), "bridge") == days(0, 1, 2, 3, 6, 7, 8)
    assert out(home.coach(), "side-stretch") == set()


def test_a_sister_of_what_is_set_aside_is_out_as_long(home: Home) -> None:
    home.coach().care.hurt("hamstring-stretch-towel", StopReason.PAIN, "a session")
    home.clock.advance(3 * DAY)
    home.coach().care.clear("hamstring-stretch-towel")
    home.clock.advance(DAY)
    assert out(home.coach(), "hamstring-stretch-leg-raise") == days(0, 1, 2)


def test_knee_pain_puts_out_what_it_forbids_until_it_is_over_or_a_clinician_cleared_it(home: Home) -> None:
    home.coach().care.tell(knee_pain=True)
    home.clock.advance(2 * DAY)
    home.coach().care.tell(knee_pain=False)
    home.clock.advance(2 * DAY)
    home.coach().care.tell(knee_pain=True)
    home.clock.advance(2 * DAY)
    home.coach().care.clear("childs-pose", on=home.clock.now().date(), clinician=True)
    home.clock.advance(2 * DAY)
    assert out(home.coach(), "childs-pose") == days(0, 1, 4, 5)
    home.coach().care.tell(knee_pain=True)
    assert out(home.coach(), "childs-pose") == days(0, 1, 4, 5, 8), "told again, it holds again"


@pytest.mark.parametrize(
    ("exercise", "closed", "opened"),
    [
        ("knee-to-chest", {"direction": frozenset({Direction.BENDING})}, {"direction": frozenset()}),
        ("bridge", {"allowlist": ("side-stretch",)}, {"allowlist": None}),
        ("bridge", {"left_out": frozenset({"bridge"})}, {"left_out": frozenset()}),
        ("band-row", {"equipment": frozenset()}, {"equipment": None}),
    ],
)
def test_what_an_answer_closes_is_out_while_the_answer_holds(
    home: Home, exercise: str, closed: dict[str, object], opened: dict[str, object]
) -> None:
    home.clock.advance(DAY)
    home.coach().care.tell(**closed)
    home.clock.advance(2 * DAY)
    home.coach().care.tell(**opened)
    home.clock.advance(2 * DAY)
    assert out(home.coach(), exercise) == days(1, 2)
    assert out(home.coach(), "shoulder-rolls") == (days(1, 2) if "allowlist" in closed else set())


@pytest.mark.parametrize(("first", "last", "found"), [(40, 41, (40, 41)), (90, 41, ()), (-9, -8, ()), (-8, -9, ())])
def test_a_span_that_is_ahead_or_over_or_none_at_all_is_no_trouble(
    home: Home, first: int, last: int, found: tuple[int, ...]
) -> None:
    home.coach().care.tell(heart_problem=True)
    tell(home, Symptom.NUMBNESS)
    assert shut(home.coach(), first, last) == days(*found)


SAID: dict[str, Callable[[Home], object]] = {
    "nothing": lambda home: None,
    "well": tell,
    "spasm": lambda home: tell(home, Symptom.SPASM),
    "flare-up": lambda home: tell(home, Symptom.FLARE_UP),
    "numb": lambda home: tell(home, Symptom.NUMBNESS),
    "chest": lambda home: tell(home, Symptom.CHEST_PAIN),
    "nerve": lambda home: home.coach().care.clear("nerve", on=home.clock.now().date(), clinician=True),
    "doctor": lambda home: home.coach().care.clear("chest", on=home.clock.now().date(), clinician=True),
    "acute": lambda home: home.coach().care.clear("acute", on=home.clock.now().date(), clinician=True),
    "heart": lambda home: home.coach().care.tell(heart_problem=True),
    "no heart": lambda home: home.coach().care.tell(heart_problem=False),
    "guidance": lambda home: home.coach().care.tell(heart_guidance=home.clock.now().date()),
    "train": lambda home: home.coach().store.save(Record(id=str(uuid4()), kind="session", at=home.clock.now())),
}


@settings(steady, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(sorted(SAID)), st.integers(0, 8)), min_size=3, max_size=8))
def test_looking_back_says_of_each_day_what_its_evening_said(said: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        lived = set()
        for what, rest in said:
            with suppress(RefusedError):
                SAID[what](home)
            for _ in range(rest):
                lived |= {home.clock.now().date()} if home.coach().care.gates() else set()
                home.clock.advance(DAY)
        assert shut(home.coach(), last=(home.clock.now().date() - TODAY).days - 1) == lived


NEAR = st.integers(-25, -1).map(lambda n: TODAY + timedelta(days=n))
STAMPS = st.sampled_from("abcd")
TOLD = st.sampled_from([Gate.CHEST, Gate.NERVE, Gate.SPASM, Gate.ACUTE])
CLOSINGS = st.builds(Closing, gate=TOLD, day=NEAR, about=st.just("a symptom"), stamp=STAMPS)
CLEARS = st.builds(Clear, what=TOLD, on=st.none() | NEAR, clinician=st.booleans(), said=st.none() | NEAR, stamp=STAMPS)


@steady
@given(st.lists(CLOSINGS, max_size=4), st.lists(CLEARS, max_size=4))
def test_looking_only_where_something_changed_is_looking_at_every_day(
    closings: list[Closing], clears: list[Clear]
) -> None:
    facts = Facts(closings=tuple(closings), clears=tuple(clears))
    span = [TODAY + timedelta(days=n) for n in range(-20, 0)]
    with TemporaryDirectory() as folder:
        found = days_shut(Home(Path(folder)).coach(), facts, span[0], span[-1])
    assert found == {day for day in span if was_shut(facts, day)}
