"""Activity of a week: how much, and on which days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from trainer.core.planner.moving import Moving, spread, total

ALL = (True,) * 7


@pytest.mark.parametrize(
    ("usual", "weeks", "minutes"),
    [
        (None, (), 50),
        (0, (), 50),
        (150, (), 150),
        (95, (), 90),
        (None, (50,), 70),
        (None, (30,), 50),
        (None, (40, 40), 70),
        (None, (60, 110), 130),
        (150, (150,), 160),
        (150, (20,), 150),
        (None, (200, 190), 220),
        (None, (140,), 160),
        (3000, (3000,), 300),
    ],
)
def test_a_week_grows_by_little_once_the_last_one_was_done(
    usual: int | None, weeks: tuple[int, ...], minutes: int
) -> None:
    assert total(Moving(usual=usual, weeks=weeks)) == minutes


def test_a_small_week_becomes_short_days_apart_from_each_other() -> None:
    assert spread(Moving()) == (10, 10, 0, 10, 10, 0, 10)
    assert spread(Moving(days=3)) == (0, 10, 0, 20, 0, 20, 0)


def test_the_days_a_person_chose_and_where_it_should_lead_are_kept() -> None:
    found = spread(Moving(usual=600, days=4, most=30))
    assert sorted(found, reverse=True) == [30, 30, 30, 30, 0, 0, 0]


def test_what_was_missed_is_not_heaped_on_the_days_that_are_left() -> None:
    late = Moving(usual=150, ahead=(False,) * 5 + (True, True))
    assert spread(late) == (0, 0, 0, 0, 0, 40, 40)


def test_a_day_that_was_begun_keeps_its_share() -> None:
    found = spread(Moving(usual=150, done=(30, 10, 0, 0, 0, 0, 0), ahead=(False, *ALL[1:])))
    assert found[0] == 0
    assert found[1] == 30
    assert sum(found) == 120


def test_minutes_set_by_hand_stay_and_the_others_make_up_for_them() -> None:
    found = spread(Moving(usual=150, fixed=(60, None, 0, None, None, None, None)))
    assert (found[0], found[2]) == (60, 0)
    assert sum(found) == 150


@steady
@given(
    st.builds(
        Moving,
        usual=st.none() | st.integers(0, 3000),
        weeks=st.lists(st.integers(0, 900), max_size=2).map(tuple),
        done=st.tuples(*[st.integers(0, 200)] * 7),
        ahead=st.tuples(*[st.booleans()] * 7),
        fixed=st.tuples(*[st.none() | st.sampled_from(range(0, 70, 10))] * 7),
        days=st.integers(1, 7),
        most=st.sampled_from((30, 40, 50, 60)),
    )
)
def test_any_week_is_in_tens_within_bounds_and_only_on_days_ahead(moving: Moving) -> None:
    wanted, found = total(moving), spread(moving)
    assert wanted % 10 == 0
    assert 0 <= wanted <= moving.days * moving.most
    assert spread(moving) == found
    for n, minutes in enumerate(found):
        fixed = moving.fixed[n]
        assert minutes % 10 == 0
        assert 0 <= minutes <= 60
        assert fixed is None or minutes == fixed
        assert fixed is not None or not minutes or (moving.ahead[n] and minutes <= moving.most)
    chosen = sum(minutes > 0 for n, minutes in enumerate(found) if not moving.done[n] and moving.fixed[n] is None)
    other = sum(bool(moving.done[n]) or bool(moving.fixed[n]) for n in range(7))
    assert chosen <= max(0, moving.days - other)
