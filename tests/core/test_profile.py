"""The profile: what cannot be is refused, and what was not told is not the same as none."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from trainer.core.exercise import Equipment
from trainer.core.profile import ACTIVITY_MINUTES, LEAST_SLOT, MOST_ACTIVITY, MOST_REST, MOST_SLOT, Profile, Slot


@pytest.mark.parametrize(
    "told",
    [
        {"allowlist": ()},
        {"usual_activity": -1},
        {"usual_activity": MOST_ACTIVITY + 1},
        {"activity_days": 0},
        {"activity_days": 8},
        {"activity_minutes": 0},
        {"activity_minutes": -5},
        {"activity_minutes": 35},
        {"activity_minutes": 2000},
        {"strength_rest": -1},
        {"strength_rest": MOST_REST + 1},
        {"helpful": {"bridge": 0}},
        {"helpful": {"bridge": 3}},
        {"helpful": {"bridge": 1, "side-stretch": -3}},
        {"free": {"mon": tuple(Slot(at=time(7 + hour), minutes=15) for hour in range(5))}},
    ],
)
def test_what_cannot_be_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Profile(**told)


@pytest.mark.parametrize("minutes", [LEAST_SLOT - 1, MOST_SLOT + 1])
def test_a_slot_that_is_of_no_use_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="cannot be used"):
        Slot(at=time(7), minutes=minutes)


def test_a_slot_ends_on_its_day() -> None:
    assert Slot(at=time(23, 45), minutes=15).end == 24 * 60
    with pytest.raises(ValueError, match="run past midnight"):
        Slot(at=time(23, 45), minutes=16)


@pytest.mark.parametrize("second", [time(7, 10), time(7), time(6, 55)])
def test_the_times_of_a_day_are_in_order_and_apart(second: time) -> None:
    with pytest.raises(ValueError, match="begins before the 15 minutes from 07:00 end"):
        Profile(free={"mon": (Slot(at=time(7), minutes=15), Slot(at=second, minutes=15))})


def test_the_ends_of_what_can_be_are_taken() -> None:
    for minutes in (LEAST_SLOT, MOST_SLOT):
        assert Slot(at=time(7), minutes=minutes).minutes == minutes
    for days in (1, 7):
        assert Profile(activity_days=days, usual_activity=MOST_ACTIVITY).activity_days == days
    for minutes in ACTIVITY_MINUTES:
        assert Profile(activity_minutes=minutes).activity_minutes == minutes
    for rest in (0, MOST_REST):
        assert Profile(strength_rest=rest).strength_rest == rest
    assert Profile(helpful={"bridge": -2, "side-stretch": 2}).helpful["bridge"] == -2
    day = (Slot(at=time(7), minutes=15), Slot(at=time(7, 15), minutes=15))
    assert Profile(free={"mon": day, "tue": ()}).free["mon"] == day


def test_nothing_told_is_no_condition_and_no_list() -> None:
    told = Profile()
    assert (told.conditions, told.allowlist, told.equipment, told.heart_problem) == (frozenset(), None, None, None)


@pytest.mark.parametrize(("knee", "conditions"), [(None, set()), (False, set()), (True, {"knee-pain"})])
def test_knee_pain_is_a_condition_only_once_told(knee: bool | None, conditions: set[str]) -> None:
    assert Profile(knee_pain=knee).conditions == conditions


def test_no_equipment_is_not_the_same_as_none_told() -> None:
    assert Profile(equipment=frozenset()) != Profile()
    assert Profile(equipment=frozenset({Equipment.BAND})) != Profile(equipment=frozenset())
