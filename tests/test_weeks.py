"""Weeks as people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from trainer import planned
from trainer.core.text import find_hostile
from trainer.errors import RefusedError
from trainer.weeks import parse_week, weeks_of

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("said", "weeks"),
    [
        ("this", 0),
        ("This Week", 0),
        ("now", 0),
        ("today", 0),
        ("next", 1),
        ("  next   week ", 1),
        ("last", -1),
        ("last week", -1),
        ("yesterday", 0),
        ("tomorrow", 0),
        ("2026-W47", 0),
        ("2026-w48", 1),
        ("2026W48", 1),
        ("2026 W48", 1),
        ("W48", 1),
        ("w46", -1),
        ("week 48", 1),
        ("Week48", 1),
        ("2026-11-16", 0),
        ("2026-11-22", 0),
        ("2026-11-23", 1),
        ("W53", 6),
        ("W1", 7),
    ],
)
def test_a_week_may_be_said_as_people_do(said: str, weeks: int) -> None:
    assert parse_week(said, TODAY) == MONDAY + timedelta(weeks=weeks)


@given(DAYS, DAYS)
@steady
def test_what_names_a_week_is_read_as_that_week(day: date, today: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert parse_week(planned.name(monday), today) == monday
    assert parse_week(str(day), today) == monday


@given(DAYS, st.integers(1, 52))
@steady
def test_a_number_alone_is_the_nearest_week_of_that_number(today: date, week: int) -> None:
    found = parse_week(f"W{week}", today)
    assert found.isocalendar().week == week
    assert abs(found - today) <= timedelta(weeks=27)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("W0", "There is no week 0; weeks are numbered from 1 to 52, in some years to 53."),
        ("2026-W54", "There is no week 54; weeks are numbered from 1 to 52, in some years to 53."),
        ("2025-W53", "2025 has 52 weeks; there is no week 53."),
        ("0000-W01", "There is no week in the year 0."),
        ("9999-W01", "There is no week in the year 9999."),
        ("25/11/2026", "'25/11/2026' can be read as 2026-11-25; write it that way, the year first."),
        (
            "03.04.2026",
            "'03.04.2026' can be read as 2026-04-03 or 2026-03-04; write it that way, the year first.",
        ),
    ],
)
def test_a_week_there_is_not_is_refused(said: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_week(said, TODAY)
    assert refused.value.sentence == sentence


def test_a_week_53_far_from_any_is_refused() -> None:
    with pytest.raises(RefusedError, match="there is no week 53 near it"):
        parse_week("W53", date(2024, 6, 1))


@pytest.mark.parametrize(
    "said",
    ["", "48", "W", "2026", "2026-11", "2026-02-30", "2026-W", "monday", "-1", "+1", "nextweek", "W٤", "x" * 500],
)
def test_anything_else_is_answered_with_what_is_allowed(said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_week(said, TODAY)
    assert "is no week; write this, next, last, 2026-W47, W47, or a date such as 2026-11-20." in refused.value.sentence
    assert len(refused.value.sentence) < 160


@given(st.text(max_size=60))
@steady
def test_whatever_is_said_is_a_monday_or_a_safe_sentence(said: str) -> None:
    try:
        answer = f"{parse_week(said, TODAY):%a}"
    except RefusedError as error:
        answer = error.sentence
    assert answer == "Mon" or (len(answer) > 20 and find_hostile(answer, newlines=False) is None)


def test_years_have_52_or_53_weeks() -> None:
    assert [year for year in range(2015, 2033) if weeks_of(year) == 53] == [2015, 2020, 2026, 2032]
