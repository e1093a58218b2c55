"""People's times of the past: what is read, what is shown with its readings, and that nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, steady
from trainer.core.text import find_hostile
from trainer.errors import RefusedError
from trainer.moments import AmbiguousError, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-9, minutes=-30)), BERLIN]
ZONES += [ZoneInfo(name) for name in ("America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu")]


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return NOVEMBER.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("now", NOVEMBER),
        ("today", NOVEMBER),
        ("2026-11-20", NOVEMBER),
        ("today 7:00", november(20, 7)),
        ("today, 06:30", november(20, 6, 30)),
        ("yesterday", november(19, 12)),
        ("Yesterday  18:00", november(19, 18)),
        ("yesterday at 6 pm", november(19, 18)),
        ("Tue", november(17, 12)),
        ("tue 7:30", november(17, 7, 30)),
        ("Thursday 23:59", november(19, 23, 59)),
        ("Sat 0:00", november(14, 0)),
        ("3 days ago", november(17, 12)),
        ("18:00", november(19, 18)),
        ("7:10", NOVEMBER),
        ("7:11", november(19, 7, 11)),
        ("6pm", november(19, 18)),
        ("12 am", november(20, 0)),
        ("12:30 pm", november(19, 12, 30)),
        ("7:30 pm", november(19, 19, 30)),
        ("2026-11-19", november(19, 12)),
        ("2026-11-19 18:00", november(19, 18)),
        ("2026-11-19T18:00", november(19, 18)),
        ("2026-11-19 18:00:30", november(19, 18)),
        ("2026-11-19T18:00:00+01:00", november(19, 18)),
        ("2026-11-19T17:00Z", november(19, 18)),
        ("20 min ago", november(20, 6, 50)),
        ("2 h ago", november(20, 5, 10)),
        ("1 h 20 ago", november(20, 5, 50)),
        ("24 h ago", november(19, 7, 10)),
        ("2016-11-20", NOVEMBER.replace(year=2016, hour=12, minute=0)),
    ],
)
def test_a_time_that_can_only_be_one_is_read(said: str, moment: datetime) -> None:
    found = parse_moment(said, NOVEMBER)
    assert found == moment
    assert found.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "readings"),
    [
        ("Fri", [NOVEMBER, november(13, 12)]),
        ("friday 6:00", [november(20, 6), november(13, 6)]),
        ("Fri 18:00", [november(13, 18)]),
        ("7", [november(20, 7), november(19, 19), november(7, 12)]),
        ("20", [november(19, 20), NOVEMBER]),
        ("31", [NOVEMBER.replace(month=10, day=31, hour=12, minute=0)]),
        ("yesterday 7", [november(19, 7), november(19, 19)]),
        (
            "3/4",
            [NOVEMBER.replace(month=4, day=3, hour=12, minute=0), NOVEMBER.replace(month=3, day=4, hour=12, minute=0)],
        ),
        ("19.11.", [november(19, 12)]),
        ("11/12 18:00", [november(12, 18), NOVEMBER.replace(year=2025, month=12, day=11, hour=18, minute=0)]),
        ("01/11/2026", [november(1, 12), NOVEMBER.replace(month=1, day=11, hour=12, minute=0)]),
    ],
)
def test_a_time_that_can_be_several_is_told_with_them(said: str, readings: list[datetime]) -> None:
    with pytest.raises(AmbiguousError) as told:
        parse_moment(said, NOVEMBER)
    wall = [one.replace(tzinfo=None) for one in told.value.readings]
    assert wall == [one.replace(tzinfo=None) for one in readings]
    for one in wall:
        assert f"{one:%Y-%m-%d %H:%M}" in told.value.sentence
        assert parse_moment(f"{one:%Y-%m-%d %H:%M}", NOVEMBER).replace(tzinfo=None) == one


@pytest.mark.parametrize(
    "said", ["tomorrow", "tomorrow 6:00", "today 18:00", "2026-11-21", "2026-11-20 07:11", "9999-12-31", "-5 min ago"]
)
def test_the_future_is_refused(said: str) -> None:
    with pytest.raises(RefusedError, match=f"^'{said}' is still to come; write a time up to now, such as"):
        parse_moment(said, NOVEMBER)


@pytest.mark.parametrize(
    "said", ["2016-11-19", "0001-01-01", "1900-01-01 18:00", "0001-01-01T00:00+14:00", "9999 d ago"]
)
def test_what_is_over_ten_years_ago_is_refused(said: str) -> None:
    with pytest.raises(RefusedError, match="is over 10 years ago; write a later day"):
        parse_moment(said, NOVEMBER)


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "soon",
        "next Tue",
        "Tu",
        "24:00",
        "7:60",
        "13 pm",
        "0 am",
        "18:00 yesterday",
        "2026-02-30",
        "2026-11-19 25:00",
        "2026-13-01T18:00+01:00",
        "42",
        "32/13",
        "twenty min ago",
        "ago",
        "99999 days ago",
        "20 min",
        "٣:٠٠",
    ],
)
def test_what_is_no_time_is_refused_with_what_would_be_one(said: str) -> None:
    with pytest.raises(RefusedError, match="is no time; write one such as '18:00', 'yesterday 18:00', 'Tue 7:30'"):
        parse_moment(said, NOVEMBER)


@pytest.mark.parametrize(
    ("said", "now", "moment"),
    [
        # 2026-03-29: from 02:00 to 03:00 the clocks in Berlin skip an hour, on 2026-10-25 they repeat it.
        ("2:30", datetime(2026, 3, 29, 1, 10, tzinfo=BERLIN), "2026-03-28T02:30:00+01:00"),
        ("1:59", datetime(2026, 3, 29, 8, tzinfo=BERLIN), "2026-03-29T01:59:00+01:00"),
        ("3:00", datetime(2026, 3, 29, 8, tzinfo=BERLIN), "2026-03-29T03:00:00+02:00"),
        ("2:30", datetime(2026, 10, 25, 2, 20, fold=1, tzinfo=BERLIN), "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30+01:00", datetime(2026, 11, 20, 8, tzinfo=BERLIN), "2026-10-25T02:30:00+01:00"),
        ("3:00", datetime(2026, 10, 25, 8, tzinfo=BERLIN), "2026-10-25T03:00:00+01:00"),
        ("2:30", datetime(2026, 10, 25, 2, 20, tzinfo=BERLIN), "2026-10-24T02:30:00+02:00"),
        ("1 h ago", datetime(2026, 10, 25, 2, 40, fold=1, tzinfo=BERLIN), "2026-10-25T02:40:00+02:00"),
        ("2026-07-01 18:00", datetime(2026, 11, 20, 8, tzinfo=BERLIN), "2026-07-01T18:00:00+02:00"),
    ],
)
def test_hours_that_the_clocks_skip_or_repeat_are_read(said: str, now: datetime, moment: str) -> None:
    assert parse_moment(said, now).isoformat() == moment


@pytest.mark.parametrize(
    ("said", "now", "readings"),
    [
        ("2:30", datetime(2026, 10, 25, 8, tzinfo=BERLIN), ["2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00"]),
        (
            "2026-10-25 02:30",
            datetime(2026, 11, 20, 8, tzinfo=BERLIN),
            ["2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00"],
        ),
        (
            "2:30",
            datetime(2026, 10, 25, 2, 40, fold=1, tzinfo=BERLIN),
            ["2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00"],
        ),
        ("2026-03-29 02:30", datetime(2026, 11, 20, 8, tzinfo=BERLIN), ["2026-03-29 01:30", "2026-03-29 03:30"]),
        ("2:30", datetime(2026, 3, 29, 8, tzinfo=BERLIN), ["2026-03-29 01:30", "2026-03-29 03:30"]),
    ],
)
def test_hours_that_the_clocks_skip_or_repeat_are_told_with_their_readings(
    said: str, now: datetime, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousError) as told:
        parse_moment(said, now)
    can = " or ".join(readings)
    assert told.value.sentence == f"The clocks were changed then: '{said}' can be read as {can}; write it that way."
    assert [parse_moment(one, now) for one in readings] == [*told.value.readings]
    assert len(set(told.value.readings)) == 2


def test_an_hour_that_is_only_half_over_is_not_guessed() -> None:
    with pytest.raises(AmbiguousError, match=r"'2:30' can be read as 2026-03-29 01:30; write it that way"):
        parse_moment("2:30", datetime(2026, 3, 29, 3, 10, tzinfo=BERLIN))


def test_a_refusal_quotes_little_and_nothing_that_steers_a_terminal() -> None:
    with pytest.raises(RefusedError) as refused:
        parse_moment("\x1b]0;title\x07\n\u202e" + "x" * 5000, NOVEMBER)
    assert find_hostile(refused.value.sentence, newlines=False) is None
    assert len(refused.value.sentence) < 250


WORDS = ["today", "yesterday", "fri", "Tue", "3/4", "19.11.2026", "2026-03-29", "2016-11-20", "7", "29/2", "0001-01-01"]
TIMES = ["", " 18:00", " 2:30", "T02:30", " 7", " 12 am", " 20 min ago", " at 0:00", "+14:00", " 00:00-23:59"]
TEXTS = st.text(max_size=20) | st.builds(str.__add__, st.sampled_from(WORDS), st.sampled_from(TIMES))
NOWS = st.builds(
    lambda now, zone: now.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - a zone is given above
    st.sampled_from(ZONES),
)


@given(said=TEXTS | st.from_regex(r"[0-9:/. -]{1,16}( ?[ap]m| ago| h ago| d ago)?", fullmatch=True), now=NOWS)
@steady
def test_any_text_is_a_time_of_the_last_ten_years_or_refused(said: str, now: datetime) -> None:
    try:
        readings = [parse_moment(said, now)]
    except AmbiguousError as error:
        readings = [*error.readings]
    except RefusedError:
        return
    for one in readings:
        assert one.utcoffset() is not None
        assert one.timestamp() <= now.timestamp()
        assert one.timestamp() > now.timestamp() - timedelta(days=3655).total_seconds()
