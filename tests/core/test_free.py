"""Free time on a day: a date wins over its weekday, and what nobody told is assumed or free of sessions."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from trainer.core.free import ASSUMED, WEEK, is_assumed, slots_on
from trainer.core.profile import Profile, Slot

MONDAY = date(2026, 12, 21)
DAYS = [MONDAY + timedelta(days=number) for number in range(7)]
EVE = date(2026, 12, 24)
MORNING, EVENING = Slot(at=time(7), minutes=15), Slot(at=time(18, 30), minutes=20)


def test_nothing_told_is_assumed_on_every_day() -> None:
    assert [slots_on(Profile(), day) for day in DAYS] == [None] * 7
    assert is_assumed(Profile())
    assert ASSUMED == MORNING


@pytest.mark.parametrize("number", range(7))
def test_each_weekday_has_its_own_times(number: int) -> None:
    told = Profile(free={WEEK[number]: (MORNING, EVENING)})
    assert slots_on(told, DAYS[number]) == (MORNING, EVENING)
    assert slots_on(told, DAYS[number] + timedelta(weeks=52)) == (MORNING, EVENING)
    assert not is_assumed(told)


@pytest.mark.parametrize("slots", [(), (MORNING,)])
def test_once_a_weekday_is_told_the_others_are_free_of_sessions(slots: tuple[Slot, ...]) -> None:
    told = Profile(free={"wed": slots})
    assert [slots_on(told, day) for day in DAYS] == [(), (), slots, (), (), (), ()]


@pytest.mark.parametrize("slots", [(), (EVENING,)])
def test_a_date_alone_changes_no_other_day(slots: tuple[Slot, ...]) -> None:
    told = Profile(free={EVE.isoformat(): slots})
    assert [slots_on(told, day) for day in DAYS] == [None, None, None, slots, None, None, None]
    assert is_assumed(told)


def test_a_date_wins_over_its_weekday() -> None:
    told = Profile(free={"thu": (MORNING,), EVE.isoformat(): ()})
    assert slots_on(told, EVE) == ()
    assert slots_on(told, EVE + timedelta(weeks=1)) == (MORNING,)
    assert slots_on(told, MONDAY) == ()
