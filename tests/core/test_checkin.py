"""Check-ins: what is refused, when one still holds, and when a pain asks whether it is a flare-up."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.fakes import NOVEMBER
from trainer.core.checkin import VALID, CheckIn, Symptom, asks_flare_up, is_valid

TODAY = NOVEMBER.date()
FLARE_UP = frozenset({Symptom.FLARE_UP})


def told(*pains: int | None) -> list[CheckIn]:
    return [CheckIn(at=NOVEMBER + timedelta(days=day), pain=pain) for day, pain in enumerate(pains)]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"pain": 11}, "0 .* to 10"),
        ({"pain": -1}, "0 .* to 10"),
        ({"symptoms": FLARE_UP}, "has a day"),
        ({"symptoms": FLARE_UP, "day": TODAY + timedelta(days=1)}, "still to come"),
        ({"symptoms": FLARE_UP, "day": TODAY - timedelta(days=32)}, "31 days ago"),
    ],
)
def test_what_cannot_be_is_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        CheckIn(at=NOVEMBER, **said)


@pytest.mark.parametrize("days", [0, 31])
def test_a_flare_up_may_be_told_from_today_back_to_31_days(days: int) -> None:
    assert CheckIn(at=NOVEMBER, symptoms=FLARE_UP, day=TODAY - timedelta(days=days)).day


@pytest.mark.parametrize("pain", [0, 10, None])
def test_the_ends_of_the_scale_are_taken(pain: int | None) -> None:
    assert CheckIn(at=NOVEMBER, pain=pain).pain == pain


def test_an_unknown_symptom_is_refused() -> None:
    with pytest.raises(ValueError, match="tired"):
        Symptom("tired")


def test_the_day_of_a_flare_up_is_the_persons_own_however_far_from_greenwich() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-10)))
    assert CheckIn(at=late, symptoms=FLARE_UP, day=date(2026, 11, 20))
    with pytest.raises(ValueError, match="still to come"):
        CheckIn(at=late, symptoms=FLARE_UP, day=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("after", "valid"),
    [
        (timedelta(), True),
        (VALID - timedelta(seconds=1), True),
        (VALID, False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_check_in_holds_four_hours_and_never_from_the_future(after: timedelta, valid: bool) -> None:
    assert is_valid(CheckIn(at=NOVEMBER), NOVEMBER + after) is valid


def test_none_was_told_and_none_holds() -> None:
    assert not is_valid(None, NOVEMBER)


def test_four_hours_are_hours_whatever_the_zone() -> None:
    away = (NOVEMBER + timedelta(hours=5)).astimezone(timezone(timedelta(hours=-9)))
    assert not is_valid(CheckIn(at=NOVEMBER), away)
    assert is_valid(CheckIn(at=NOVEMBER), away - timedelta(hours=2))


@pytest.mark.parametrize(
    ("pain", "before", "asks"),
    [
        (6, [], False),
        (7, [], True),
        (10, [8, 8, 8], True),
        (3, [0, 0, 0], True),
        (2, [0, 0, 0], False),
        (5, [2, None, 2], True),
        (4, [2, None, 2], False),
        (4, [0, 9, 9, 1, 1, 1, 1, 1], True),
        (5, [0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4], False),
        (6, [3, 4], False),
    ],
)
def test_high_or_unusual_pain_asks_for_a_flare_up(pain: int, before: list[int | None], asks: bool) -> None:
    assert asks_flare_up(pain, told(*before)) is asks
