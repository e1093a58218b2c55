"""Progression: one dial at a time, inside the handout's range, and back when it was too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, exercise, prescription, steady
from tests.home import shipped
from trainer.core.course import Status
from trainer.core.dosage import Dosage, Range
from trainer.core.events import Held as Mark
from trainer.core.log import ItemLog, Share
from trainer.core.prescription import prescribe
from trainer.core.progression import Done, Held, Rung, held_back, ladder, place
from trainer.core.timeline import BodySide

DAY = NOVEMBER.date()
SHIPPED = [(one.id, dosage) for one in shipped().exercises.values() for dosage in one.dosages]


def dosage(hold: tuple[int, int] | None = None, times: tuple[int, int] | None = None) -> Dosage:
    return Dosage(
        handout="bone-health",
        hold=None if hold is None else Range(*hold),
        repetitions=None if times is None else Range(*times),
    )


def mark(seconds: float, planned: float | None = 10.0, number: int = 1, *, complete: bool = True) -> Mark:
    return Mark(
        item=0,
        round=1,
        part=0,
        repetition=number,
        side=BodySide.BOTH,
        planned=planned,
        seconds=seconds,
        complete=complete,
    )


def item(*marks: Mark, planned: float = 20.0, count: int = 2, status: Status = Status.DONE) -> ItemLog:
    return ItemLog(
        prescription=prescription(hold=10),
        status=status,
        reason=None,
        planned=(Share(side=BodySide.BOTH, repetitions=count, seconds=planned),),
        held=(),
        marks=marks,
    )


WHOLE = item(mark(10), mark(10, number=2))


def done(
    day: int, what: ItemLog = WHOLE, *, exertion: int | None = 5, pain_up: bool = False, status: Status | None = None
) -> Done:
    what = what if status is None else replace(what, status=status)
    return Done(day=DAY + timedelta(days=day), item=what, exertion=exertion, pain_up=pain_up)


def step(asked: Dosage, some: list[Done], today: int | None = None) -> int:
    last = some[-1].day if some else DAY
    return place(asked, some, last if today is None else DAY + timedelta(days=today)).step


# The ladder


@pytest.mark.parametrize(
    ("asked", "rungs"),
    [
        (dosage((20, 40)), [(1, 20), (1, 25), (1, 30), (1, 35), (1, 40)]),
        (dosage((15, 30), (2, 4)), [(2, 15), (3, 15), (4, 15), (4, 20), (4, 25), (4, 30)]),
        (dosage((3, 5), (10, 10)), [(10, 3), (10, 4), (10, 5)]),
        (dosage((10, 10), (3, 5)), [(3, 10), (4, 10), (5, 10)]),
        (dosage((3, 8)), [(1, 3), (1, 8)]),
        (dosage((15, 27)), [(1, 15), (1, 20), (1, 25), (1, 27)]),
        (dosage(None, (8, 10)), [(8, None), (9, None), (10, None)]),
        (dosage((5, 5), (10, 10)), [(10, 5)]),
        (dosage(), [(1, None)]),
    ],
)
def test_the_ladder_goes_up_one_dial_at_a_time(asked: Dosage, rungs: list[tuple[int, int | None]]) -> None:
    assert ladder(asked) == tuple(Rung(repetitions=times, hold=hold) for times, hold in rungs)


def test_the_rocking_pelvic_tilt_begins_with_3_and_ends_with_10() -> None:
    (asked,) = shipped().exercises["pelvic-tilt-rocking"].dosages
    rungs = ladder(asked)
    assert (rungs[0].repetitions, rungs[-1].repetitions) == (3, 10)


def test_a_stretch_of_20_to_40_seconds_is_on_step_2_of_5_with_25() -> None:
    (asked,) = shipped().exercises["hip-flexor-stretch"].dosages
    found = place(asked, [done(0), done(1)], DAY + timedelta(days=1))
    assert (found.step + 1, found.of, found.rung) == (2, 5, Rung(repetitions=1, hold=25))


@pytest.mark.parametrize(("identity", "asked"), SHIPPED, ids=[f"{i}-{d.handout}-{d.label}" for i, d in SHIPPED])
def test_every_step_of_every_dosage_is_one_the_handout_allows(identity: str, asked: Dosage) -> None:
    rungs = ladder(asked)
    for rung in rungs:
        assert rung.repetitions in (asked.repetitions or Range(1))
        assert rung.hold is None if asked.hold is None else (rung.hold or 0) in asked.hold
        if asked.duration is None:
            prescribe(exercise(identity, asked), asked, hold=rung.hold, repetitions=rung.repetitions)
    assert rungs[-1].repetitions == (asked.repetitions or Range(1)).high
    assert rungs[-1].hold == (None if asked.hold is None else asked.hold.high)
    start = prescribe(exercise(identity, asked), asked)
    assert (rungs[0].repetitions, rungs[0].hold) == (start.repetitions, start.hold)
    for low, high in pairwise(rungs):
        assert (low.repetitions == high.repetitions) != (low.hold == high.hold)
        assert (high.repetitions, high.hold or 0) > (low.repetitions, low.hold or 0)


# Up, and what holds back

STRETCH = dosage((15, 30), (2, 4))


@pytest.mark.parametrize(("clean", "expected"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (10, 5), (30, 5)])
def test_two_clean_sessions_are_a_step(clean: int, expected: int) -> None:
    assert step(STRETCH, [done(day) for day in range(clean)]) == expected


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (done(0), None),
        (done(0, exertion=None), None),
        (done(0, exertion=6), None),
        (done(0, exertion=7), Held.EXERTION),
        (done(0, pain_up=True), Held.PAIN),
        (done(0, status=Status.STOPPED), Held.STOP),
        (done(0, item(mark(10), mark(6, number=2), status=Status.PARTIAL)), None),
        (done(0, item(mark(10), mark(5.9, number=2), status=Status.PARTIAL)), Held.LITTLE),
        (done(0, item(status=Status.SKIPPED)), Held.LITTLE),
        (done(0, item(status=Status.LEFT)), Held.LITTLE),
    ],
)
def test_what_holds_back(one: Done, why: Held | None) -> None:
    assert held_back(one, None) is why
    assert step(STRETCH, [done(-1), one]) == (1 if why is None else 0)


@pytest.mark.parametrize(("gap", "why"), [(1, None), (7, None), (8, Held.GAP)])
def test_a_missed_week_holds_back(gap: int, why: Held | None) -> None:
    assert held_back(done(gap), DAY) is why


def test_seconds_added_in_a_session_never_count() -> None:
    assert held_back(done(0, item(mark(40))), None) is Held.LITTLE
    assert held_back(done(0, item(mark(10), mark(60, planned=None, number=2))), None) is Held.LITTLE


def test_movements_count_by_their_repetitions() -> None:
    some = [mark(0, planned=None, number=number, complete=number < 9) for number in range(1, 11)]
    assert held_back(done(0, item(*some, planned=0.0, count=10)), None) is None
    assert held_back(done(0, item(*some[:7], planned=0.0, count=10)), None) is Held.LITTLE


def test_a_step_needs_two_clean_sessions_running() -> None:
    assert step(STRETCH, [done(0), done(1, exertion=8), done(2)]) == 0
    assert step(STRETCH, [done(0), done(1, exertion=8), done(2), done(3)]) == 1


def test_two_that_held_back_running_are_one_step_down_and_never_below_the_first() -> None:
    up = [done(day) for day in range(4)]
    hard = [done(day, exertion=8) for day in range(4, 14)]
    assert [step(STRETCH, [*up, *hard[:count]]) for count in range(6)] == [2, 2, 1, 1, 0, 0]
    assert step(STRETCH, [*up, *hard]) == 0
    assert step(STRETCH, [*up, hard[0], done(5), hard[2], done(7)]) == 2


@pytest.mark.parametrize(("away", "expected"), [(14, 2), (15, 0)])
def test_after_more_than_14_days_away_it_begins_at_the_low_end(away: int, expected: int) -> None:
    up = [done(day) for day in range(4)]
    assert step(STRETCH, up, today=3 + away) == expected
    assert step(STRETCH, [*up, done(3 + away)]) == expected


def test_what_was_logged_afterwards_keeps_the_place_and_leads_nowhere() -> None:
    asked = dosage((20, 40))
    late = [replace(done(day), late=True) for day in range(2, 37, 7)]
    assert step(asked, [done(0), done(1)]) == 1
    assert step(asked, [done(0), done(1), *late]) == 1, "neither a step on nor one back"
    assert step(asked, [done(0), done(1), *late], today=40) == 1, "and no break"
    assert step(asked, [done(0), done(1)], today=40) == 0


def test_the_top_is_told_once_it_was_clean_and_nothing_lies_beyond() -> None:
    some = [done(day) for day in range(40)]
    found = [place(STRETCH, some[:count], some[count - 1].day) for count in (10, 11, 12, 40)]
    assert [one.top for one in found] == [False, False, True, True]
    assert {one.rung for one in found} == {Rung(repetitions=4, hold=30)}


def test_a_dosage_without_ranges_stays_as_it_is() -> None:
    found = place(dosage((5, 5), (10, 10)), [done(0), done(1)], DAY)
    assert (found.step, found.of, found.top) == (0, 1, True)


HISTORIES = st.lists(
    st.builds(
        lambda gap, exertion, pain_up, status, seconds: (
            gap,
            done(0, item(mark(seconds), mark(10, number=2), status=status), exertion=exertion, pain_up=pain_up),
        ),
        st.sampled_from([-3, 0, 1, 1, 1, 2, 8, 15]),
        st.sampled_from([None, 4, 5, 6, 9]),
        st.sampled_from([False, False, False, True]),
        st.sampled_from([Status.DONE, Status.DONE, Status.DONE, Status.STOPPED]),
        st.sampled_from([0.0, 10.0, 10.0, 300.0]),
    ),
    max_size=40,
)


def dated(history: list[tuple[int, Done]]) -> list[Done]:
    day, found = DAY, []
    for gap, one in history:
        day += timedelta(days=gap)
        found.append(replace(one, day=day))
    return found


@steady
@given(st.sampled_from([asked for _, asked in SHIPPED]), HISTORIES, st.integers(-5, 30))
def test_no_history_leads_past_the_top_or_below_the_low_end(
    asked: Dosage, history: list[tuple[int, Done]], later: int
) -> None:
    some = dated(history)
    found = place(asked, some, (some[-1].day if some else DAY) + timedelta(days=later))
    assert 0 <= found.step < found.of == len(ladder(asked))
    assert found.rung == ladder(asked)[found.step]
    assert found.rung.repetitions <= (asked.repetitions or Range(1)).high
    assert asked.hold is None or (found.rung.hold or 0) <= asked.hold.high


@steady
@given(HISTORIES, HISTORIES.filter(bool))
def test_one_session_moves_at_most_one_step_up_and_one_that_held_back_none(
    history: list[tuple[int, Done]], last: list[tuple[int, Done]]
) -> None:
    some = dated([*history, last[0]])
    before, after = step(STRETCH, some[:-1]), step(STRETCH, some)
    assert after <= before + 1
    if held_back(some[-1], some[-2].day if len(some) > 1 else None) is not None:
        assert after <= before
