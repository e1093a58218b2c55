"""Free time in words: what is read, what is refused with what would be right, and what is written is read again."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from trainer.core.profile import MOST_SLOTS, Profile, Slot
from trainer.errors import NotFoundError, RefusedError
from trainer.freetime import in_order, parse_ahead, parse_key, parse_slots, say_slots, say_week, write_slots

TODAY = date(2026, 11, 20)
MORNING, EVENING = Slot(at=time(7), minutes=15), Slot(at=time(18, 30), minutes=20)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("07:00 15", (MORNING,)),
        ("7:00 15", (MORNING,)),
        ("  7:00   15 min ", (MORNING,)),
        ("7:00 15m", (MORNING,)),
        ("7:00 +15 minutes", (MORNING,)),
        ("7-7:15", (MORNING,)),
        ("07:00 – 07:15", (MORNING,)),
        ("18:30 20, 07:00 15", (MORNING, EVENING)),
        ("7:00 15,18:30-18:50,", (MORNING, EVENING)),
        ("23-24", (Slot(at=time(23), minutes=60),)),
        ("0:00 5", (Slot(at=time(0), minutes=5),)),
        ("7-11", (Slot(at=time(7), minutes=240),)),
        ("none", ()),
        (" None ", ()),
    ],
)
def test_free_time_is_read_as_people_write_it(text: str, slots: tuple[Slot, ...]) -> None:
    assert parse_slots(text) == slots


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "'' is no free time; write '07:00 15, 18:30 20', or none."),
        (",", "',' is no free time; "),
        ("7", "'7' is no free time; "),
        ("07:00", "'07:00' is no free time; "),
        ("7 15", "'7 15' is no free time; "),
        ("24:00 15", "'24:00 15' is no free time; "),
        ("07:60 15", "'07:60 15' is no free time; "),
        ("07:00 15 19:00 15", "'07:00 15 19:00 15' is no free time; "),
        ("07:00 twenty", "'07:00 twenty' is no free time; "),
        ("07:00 15, none", "'none' is no free time; "),
        ("\x1b[31m7", "'[31m7' is no free time; "),
        ("7-25", "'7-25' is no free time; "),
        ("7-7:60", "'7-7:60' is no free time; "),
        ("24-24", "'24-24' ends before it begins; "),
        ("18-7", "'18-7' ends before it begins; end at 24:00 or before."),
        ("7-7", "'7-7' ends before it begins; "),
        ("07:00 0", "A slot of 0 minutes cannot be used; write 5 to 240."),
        ("07:00 -5", "A slot of -5 minutes cannot be used; write 5 to 240."),
        ("07:00 4", "A slot of 4 minutes cannot be used; write 5 to 240."),
        ("07:00 241", "A slot of 241 minutes cannot be used; write 5 to 240."),
        ("07:00 2000", "A slot of 2000 minutes cannot be used; write 5 to 240."),
        ("6-12", "A slot of 360 minutes cannot be used; write 5 to 240."),
        ("23:50 11", "11 minutes from 23:50 run past midnight; end at 24:00 or before."),
        ("07:00 15, 07:10 15", "07:10 begins before the 15 minutes from 07:00 end."),
        ("7:00 5,8:00 5,9:00 5,10:00 5,11:00 5", "5 times on one day cannot be; write at most 4."),
        ("9" * 500, "'" + "9" * 40 + "' is no free time; "),
    ],
)
def test_what_is_no_free_time_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_slots(text)
    assert refused.value.sentence.startswith(sentence)
    assert refused.value.sentence.isprintable()


@given(st.text(max_size=60))
@steady
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        slots = parse_slots(text)
    except RefusedError:
        return
    assert parse_slots(write_slots(slots)) == slots


@given(st.lists(st.integers(0, 24 * 12 - 1), unique=True, max_size=MOST_SLOTS))
@steady
def test_what_is_written_is_read_again(starts: list[int]) -> None:
    slots = tuple(Slot(at=time(one // 12, one % 12 * 5), minutes=5) for one in sorted(starts))
    assert parse_slots(write_slots(slots)) == slots


def test_free_time_is_said_with_its_unit() -> None:
    assert say_slots((MORNING, EVENING)) == "07:00 15 min, 18:30 20 min"
    assert say_slots(()) == "no session"


@pytest.mark.parametrize(("text", "key"), [("mon", "mon"), (" Sun", "sun"), ("2026-12-24", "2026-12-24")])
def test_a_day_is_a_weekday_or_a_date(text: str, key: str) -> None:
    assert parse_key(text) == key


@pytest.mark.parametrize("text", ["", "monday", "someday", "2026-02-30", "24.12.2026", "20261224"])
def test_what_is_no_day_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError, match="is no day; write mon, tue, "):
        parse_key(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", TODAY), ("Tomorrow", date(2026, 11, 21)), (" 2026-12-24 ", date(2026, 12, 24)), ("2026-11-20", TODAY)],
)
def test_a_single_day_is_today_or_ahead(text: str, day: date) -> None:
    assert parse_ahead(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-11-19", "2026-11-19 is over; write a day from 2026-11-20 on."),
        ("24.12.", "'24.12.' is no day; write a date such as 2026-11-21, today or tomorrow."),
        ("2026-02-30", "'2026-02-30' is no day; "),
        ("", "'' is no day; "),
    ],
)
def test_a_day_that_is_over_or_none_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_ahead(text, TODAY)
    assert refused.value.sentence.startswith(sentence)


def test_the_week_comes_before_the_dates() -> None:
    assert in_order(["2026-12-24", "sun", "2026-01-02", "mon"]) == ["mon", "sun", "2026-01-02", "2026-12-24"]


@pytest.mark.parametrize(
    ("free", "said"),
    [
        ({}, "not told: the plan assumes 15 minutes at 07:00 each day"),
        ({"2026-12-24": ()}, "1 single day; else the plan assumes 15 minutes at 07:00 each day"),
        ({"2026-11-19": ()}, "not told: the plan assumes 15 minutes at 07:00 each day"),
        ({"mon": (MORNING,)}, "1 day a week"),
        ({"mon": ()}, "no day of the week"),
        ({"mon": (MORNING,), "tue": (), "sun": (EVENING,), "2026-12-24": (), "2026-12-25": ()}, "2 days a week, 2 sin"),
    ],
)
def test_the_week_is_said_in_short(free: dict[str, tuple[Slot, ...]], said: str) -> None:
    assert say_week(Profile(free=free), TODAY).startswith(said)
