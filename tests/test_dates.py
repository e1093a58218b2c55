"""People's dates: what is read, what is refused, and that nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from trainer.core.text import find_hostile
from trainer.dates import parse_length, parse_minutes, parse_since
from trainer.errors import RefusedError

TODAY = date(2026, 11, 20)
LEAP = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 19)),
        ("0d", TODAY),
        ("3d", date(2026, 11, 17)),
        (" 4W ", date(2026, 10, 23)),
        ("6 m", date(2026, 5, 20)),
        ("1y", date(2025, 11, 20)),
        ("2026-11-20", TODAY),
        ("2026-11-01", date(2026, 11, 1)),
        ("2026-W47", date(2026, 11, 16)),
        ("mon", date(2026, 11, 16)),
        ("Saturday", date(2026, 11, 14)),
        ("0001-01-01", date(1, 1, 1)),
    ],
)
def test_a_time_to_look_back_to_is_a_day(said: str, day: date) -> None:
    assert parse_since(said, TODAY) == day


@pytest.mark.parametrize("said", ["all", " ALL "])
def test_all_is_no_day(said: str) -> None:
    assert parse_since(said, TODAY) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1y", date(2027, 2, 28)),
        ("4y", date(2024, 2, 29)),
        ("12m", date(2027, 2, 28)),
        ("1m", date(2028, 1, 29)),
        ("365d", date(2027, 3, 1)),
    ],
)
def test_months_and_years_back_from_a_leap_day_end_on_a_day_there_is(said: str, day: date) -> None:
    assert parse_since(said, LEAP) == day


@pytest.mark.parametrize("said", ["9999y", "9999m", "9999w", "2026y"])
def test_farther_back_than_there_are_records_is_no_error(said: str) -> None:
    assert parse_since(said, TODAY) == date(1970, 1, 1)


@pytest.mark.parametrize("said", ["2026-11-21", "2027-01-01", "9999-12-31"])
def test_a_day_in_the_future_is_refused(said: str) -> None:
    with pytest.raises(RefusedError, match=f"{said} is in the future; write a day up to 2026-11-20"):
        parse_since(said, TODAY)


@pytest.mark.parametrize(
    "said",
    ["", "week", "99999y", "-3d", "3", "d", "3.5d", "tomorrow", "2026-13-01", "2027-02-29", "31/31/2026", "1e3d"],
)
def test_what_is_no_time_is_refused_with_what_would_be_one(said: str) -> None:
    with pytest.raises(RefusedError, match="write 3d, 4w, 6m, 1y, a date such as 2026-11-20, a weekday, or all"):
        parse_since(said, TODAY)


@pytest.mark.parametrize(
    ("said", "readings"),
    [
        ("03/04/2026", "can be read as 2026-04-03 or 2026-03-04"),
        ("20/11/2026", "can be read as 2026-11-20"),
        ("fri", "can be today or 2026-11-13"),
    ],
)
def test_what_can_be_several_days_to_look_back_to_is_refused_with_them(said: str, readings: str) -> None:
    with pytest.raises(RefusedError, match=readings):
        parse_since(said, TODAY)


def test_a_refusal_quotes_little_and_nothing_that_steers_a_terminal() -> None:
    with pytest.raises(RefusedError) as refused:
        parse_since("\x1b]0;title\x07\n\u202e" + "x" * 5000, TODAY)
    assert find_hostile(refused.value.sentence, newlines=False) is None
    assert len(refused.value.sentence) < 200


@given(said=st.text(max_size=12) | st.from_regex(r"[0-9]{1,5} ?[dwmyDWMY]", fullmatch=True), today=st.dates())
@steady
def test_any_text_is_a_day_up_to_today_or_refused(said: str, today: date) -> None:
    try:
        day = parse_since(said, today)
    except RefusedError:
        return
    assert day is None or day <= max(today, date(1970, 1, 1))


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("20", 20), ("20m", 20), ("20 min", 20), ("1 Minute", 1), ("20 minutes", 20), ("+5", 5), ("-5", -5), ("0", 0)],
)
def test_minutes_are_a_whole_number_with_or_without_their_unit(said: str, minutes: int) -> None:
    assert parse_minutes(said) == minutes


@pytest.mark.parametrize("said", ["", "twenty", "2 0", "1.5", "20 h", "1_0", "1234567", "0x10", "min"])
def test_anything_else_is_no_number_of_minutes(said: str) -> None:
    assert parse_minutes(said) is None


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("20", 20),
        (" 20 Min ", 20),
        ("90m", 90),
        ("1", 1),
        ("600", 600),
        ("10 h", 600),
        ("1 h", 60),
        ("2 hours", 120),
        ("1 h 20", 80),
        ("1h20", 80),
        ("1 hr 20 min", 80),
        ("1 hour 5 minutes", 65),
        ("1:20", 80),
        ("0:45", 45),
        ("1.5 h", 90),
        ("1,5 h", 90),
        ("0.25 hours", 15),
    ],
)
def test_a_length_is_minutes_or_hours_and_minutes(said: str, minutes: int) -> None:
    assert parse_length(said) == minutes


@pytest.mark.parametrize(
    "said",
    ["", "twenty", "−5", "1.5", "1.33 h", "1:60", "1:2", "1 h 60", "1 h 1 h", "h", ":20", "20 s", "٣ h", "9" * 50],
)
def test_what_is_no_length_is_refused_with_what_would_be_one(said: str) -> None:
    with pytest.raises(RefusedError, match="is no number of minutes; give 1 to 600, such as 20 or '1 h 20'"):
        parse_length(said)


@pytest.mark.parametrize(("said", "minutes"), [("0", 0), ("-5", -5), ("601", 601), ("2000", 2000), ("10:01", 601)])
def test_a_length_out_of_bounds_is_refused_with_its_bounds(said: str, minutes: int) -> None:
    with pytest.raises(RefusedError, match=f"{minutes} minutes cannot be kept; give 1 to 600."):
        parse_length(said)


@given(said=st.text(max_size=12) | st.from_regex(r"[0-9]{1,4} ?[:.,hm]? ?[0-9]{0,3} ?(h|min)?", fullmatch=True))
@steady
def test_any_text_is_a_length_within_bounds_or_refused(said: str) -> None:
    try:
        minutes = parse_length(said)
    except RefusedError:
        return
    assert 1 <= minutes <= 600
