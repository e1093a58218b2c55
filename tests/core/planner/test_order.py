"""The order within a session."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from trainer.core.exercise import Position
from trainer.core.planner.order import RISING, arrange, changes, cover, in_series, need_of
from trainer.core.planner.problem import Technique


def technique(name: str, *positions: Position, place: int = 0, strong: bool = False, gear: bool = False) -> Technique:
    return Technique(
        exercise=name,
        seconds=60,
        stretch=0 if strong else 50,
        strengthen=50 if strong else 0,
        positions=positions or (Position.SUPINE,),
        series="handout" if place else None,
        place=place,
        gear=gear,
    )


def names(*techniques: Technique, wanted: tuple[str, ...] = ()) -> list[str]:
    return [one.exercise for one in arrange(techniques, wanted)]


def test_one_begins_lying_down_and_gets_up_once() -> None:
    found = names(
        technique("standing", Position.STANDING),
        technique("prone", Position.PRONE),
        technique("supine", Position.SUPINE),
        technique("kneeling", Position.KNEELING),
        technique("supine too", Position.SUPINE),
    )
    assert found == ["supine", "supine too", "prone", "kneeling", "standing"]


def test_an_exercise_with_a_choice_takes_the_position_that_is_taken_anyway() -> None:
    both = technique("rolls", Position.SITTING, Position.STANDING)
    wall = technique("wall", Position.STANDING)
    assert changes((both, wall)) == 0
    assert names(both, wall) == ["wall", "rolls"], "sitting down first would be a change more"
    assert changes((both,)) == 0


def test_stretches_come_before_strengthening_and_what_is_fetched_last() -> None:
    found = names(technique("a row", strong=True), technique("towel", gear=True), technique("z stretch"))
    assert found == ["z stretch", "towel", "a row"]


def test_a_handouts_order_is_kept_whatever_the_names() -> None:
    found = names(technique("c", place=1), technique("b", place=5, strong=True), technique("a", place=2))
    assert found == ["c", "a", "b"]


def test_a_handouts_order_wins_over_positions() -> None:
    found = names(technique("second", place=2), technique("first", Position.STANDING, place=1))
    assert found == ["first", "second"]


def test_the_persons_order_is_followed_except_within_a_series() -> None:
    one, two, three = technique("one", place=1), technique("two", place=2), technique("three")
    assert names(one, two, three, wanted=("three", "one", "two")) == ["three", "one", "two"]
    assert names(one, two, three, wanted=("two", "three", "one")) == ["one", "three", "two"]


def test_what_the_persons_order_does_not_name_stays_beside_its_neighbour() -> None:
    many = [technique(name) for name in "abcd"]
    assert names(*many, wanted=("d", "b")) == ["a", "d", "b", "c"]


positions = st.lists(st.sampled_from(Position), min_size=1, max_size=3, unique=True).map(tuple)
techniques = st.lists(
    st.tuples(positions, st.integers(0, 3), st.booleans(), st.booleans()), min_size=1, max_size=8
).map(
    lambda drawn: [
        technique(f"e{n}", *where, place=n + 1 if place == 3 else 0, strong=strong, gear=gear)
        for n, (where, place, strong, gear) in enumerate(drawn)
    ]
)


@steady
@given(techniques, st.integers(0, 100))
def test_any_session_keeps_its_exercises_and_its_series(session: list[Technique], seed: int) -> None:
    shuffled = session.copy()
    random.Random(seed).shuffle(shuffled)
    found = arrange(shuffled)
    assert sorted(one.exercise for one in found) == sorted(one.exercise for one in session)
    assert list(found) == list(arrange(session)), "the order it was given in changes nothing"
    places = [one.place for one in found if one.series is not None]
    assert places == sorted(places)
    assert in_series(found) == found


@steady
@given(techniques)
def test_the_cover_serves_all_and_no_smaller_one_does(session: list[Technique]) -> None:
    needs = frozenset(map(need_of, session))
    found = cover(needs)
    assert all(found & need for need in needs)
    smaller = (mask for mask in range(1 << len(RISING)) if mask.bit_count() < found.bit_count())
    assert not any(all(mask & need for need in needs) for mask in smaller)


@pytest.mark.parametrize("count", [1, 5])
def test_one_position_has_no_change(count: int) -> None:
    assert changes([technique(f"e{n}") for n in range(count)]) == 0
    assert changes([]) == 0
