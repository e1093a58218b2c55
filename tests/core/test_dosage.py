"""Dosages: ranges as a handout states them, and the bounds no dosage leaves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.dosage import Dosage, Phase, Range, Sides, Tempo

SECONDS = Range(15, 30)
numbers = st.integers(0, 10**6)


@given(numbers, numbers)
def test_a_range_holds_exactly_what_lies_between_its_bounds(a: int, b: int) -> None:
    low, high = sorted((a, b))
    found = Range(low, high)
    assert low in found
    assert high in found
    assert low - 1 not in found
    assert high + 1 not in found
    assert found.single is (low == high)
    assert found == Range(low, high)
    assert hash(found) == hash(Range(low, high))


def test_one_number_is_a_range_of_one() -> None:
    assert Range(10) == Range(10, 10)
    assert Range(10).single
    assert repr(Range(10)) == "Range(10, 10)"
    assert Range(10) != 10


def test_a_reversed_range_says_what_was_meant() -> None:
    with pytest.raises(ValueError, match=r"goes from low to high, but 30 is more than 15; write \[15, 30\]"):
        Range(30, 15)


@pytest.mark.parametrize(("low", "high"), [(-1, None), (-2, 3)])
def test_a_range_is_never_negative(low: int, high: int | None) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        Range(low, high)


def test_a_range_does_not_change() -> None:
    with pytest.raises(AttributeError):
        SECONDS.low = 1


def test_a_stated_dosage_names_its_handout_and_one_of_ours_names_none() -> None:
    assert Dosage(handout="sheet").stated
    assert Dosage(stated=False).handout is None
    with pytest.raises(ValueError, match="names its handout"):
        Dosage(hold=SECONDS)
    with pytest.raises(ValueError, match="names no handout"):
        Dosage(handout="sheet", stated=False)


def test_a_dosage_is_held_or_counted_not_both() -> None:
    with pytest.raises(ValueError, match="hold or a tempo"):
        Dosage(stated=False, hold=SECONDS, tempo=Tempo(counts=("in", "out")))


@pytest.mark.parametrize("counts", [(), ("in",) * 9])
def test_a_tempo_has_one_to_eight_counts(counts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=f"counts has {len(counts)} entries; a tempo has 1 to 8"):
        Tempo(counts=counts)


@pytest.mark.parametrize(
    ("name", "value", "most"),
    [
        ("hold", Range(601), 600),
        ("hold", Range(0, 5), 600),
        ("repetitions", Range(1, 101), 100),
        ("start", Range(0), 100),
        ("sets", Range(11), 10),
        ("duration", Range(7201), 7200),
        ("times_per_day", Range(25), 24),
    ],
)
def test_numbers_out_of_bounds_say_what_they_may_be(name: str, value: Range, most: int) -> None:
    shown = f"{value.low}" if value.single else f"{value.low} to {value.high}"
    values: dict[str, Any] = {"repetitions": Range(1, 9), "stated": False} | {name: value}
    with pytest.raises(ValueError, match=f"{name} is {shown}; it may be 1 to {most}"):
        Dosage(**values)


@pytest.mark.parametrize("phase", [Phase(name="both", hold=Range(601)), Phase(name="both", repetitions=Range(0))])
def test_the_second_part_has_the_same_bounds(phase: Phase) -> None:
    with pytest.raises(ValueError, match=r"then\.(hold|repetitions) is"):
        Dosage(stated=False, then=phase, sides=Sides.EACH)


@pytest.mark.parametrize("order", [0, 101])
def test_the_place_in_a_handout_counts_from_one(order: int) -> None:
    with pytest.raises(ValueError, match=f"order is {order}; it may be 1 to 100"):
        Dosage(handout="sheet", order=order)


def test_repetitions_to_begin_with_lie_within_the_repetitions() -> None:
    assert Dosage(handout="sheet", start=Range(1, 5), repetitions=Range(1, 10)).start == Range(1, 5)
    for repetitions in (None, Range(1, 4)):
        with pytest.raises(ValueError, match="start lies within the repetitions"):
            Dosage(handout="sheet", start=Range(1, 5), repetitions=repetitions)
