"""Periods and charts of an account made by hand: long spans stay short, today is not over, sums are the account's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.report.lives import Reader
from trainer.core.adherence import Account, Day, Kept, Level, Sort, Stop, Trend, Week
from trainer.report import charts
from trainer.report.periods import counted, missed, periods, steps, together

MONDAY = date(2026, 1, 5)
STOP = Stop(exercise="bridge", name="Bridge", reason="pain", session="1")


def day(on: date, **changes: object) -> Day:
    return Day(**({"date": on, "sort": Sort.FREE, "level": Level.NOTHING} | changes))  # type: ignore[arg-type]


def account(days: list[Day], today: date) -> Account:
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
    return Account(
        today=today,
        days=tuple(days),
        weeks=tuple(
            Week(
                monday=one[0].date,
                days=tuple(one),
                planned=True,
                sessions=Kept(done=2, planned=3),
                stretch=Kept(done=5, planned=8),
                strengthen=Kept(done=1, planned=2),
                activity=Kept(done=sum(d.minutes for d in one), planned=90),
                active=sum(d.active for d in one),
                groups={},
                strengths={},
            )
            for one in weeks
        ),
        streak=0,
        longest=0,
        trend=Trend(latest=None, before=None),
    )


def span(count: int, **changes: object) -> Account:
    days = [day(MONDAY + timedelta(days=n), minutes=20 + n % 3 * 20, pain=n % 4, **changes) for n in range(count)]
    return account(days, days[-1].date)


@pytest.mark.parametrize(
    ("weeks", "many", "rows"), [(1, 1, 1), (13, 1, 13), (14, 4, 4), (53, 4, 14), (57, 13, 5), (530, 13, 41)]
)
def test_a_table_stays_short(weeks: int, many: int, rows: int) -> None:
    assert together(weeks) == many
    assert len(periods(span(weeks * 7))) == rows


@pytest.mark.parametrize("weeks", [1, 5, 20, 60])
def test_rows_add_up_to_the_account(weeks: int) -> None:
    whole = span(weeks * 7)
    found = periods(whole)
    assert sum(one.sessions.done for one in found) == 2 * weeks
    assert sum(one.stretch.planned for one in found) == 8 * weeks
    assert sum(one.activity.done for one in found) == sum(one.minutes for one in whole.days)
    assert sum(one.active for one in found) == sum(one.active for one in whole.days)
    assert [found[0].first, found[-1].last] == [whole.days[0].date, whole.days[-1].date]


@pytest.mark.parametrize(("days", "count"), [(7, 7), (98, 98), (105, 15), (3650, 522)])
def test_a_chart_has_a_step_for_each_day_or_for_each_week(days: int, count: int) -> None:
    assert len(steps(span(days))) == count


def test_a_week_of_a_chart_is_the_mean_of_minutes_and_the_median_of_pain() -> None:
    first = steps(span(105))[0]
    assert (first.minutes, first.pain, first.worst) == (pytest.approx(260 / 7), 1, 3)


def test_a_planned_day_that_is_over_counts_and_today_only_when_kept() -> None:
    planned = {"sort": Sort.PLANNED, "planned": ("bridge",)}
    gone, today = day(MONDAY, **planned), day(MONDAY + timedelta(days=1), **planned)
    kept = day(today.date, **planned, kept=("bridge",))
    assert (missed(gone, today.date), missed(today, today.date), missed(kept, today.date)) == (True, False, False)
    assert [counted(one, today.date) for one in (gone, today, kept)] == [True, False, True]


def test_an_activity_alone_is_no_planned_session() -> None:
    assert not counted(day(MONDAY, sort=Sort.PLANNED, wanted=30), MONDAY + timedelta(days=1))


def test_the_line_of_pain_is_not_drawn_over_a_long_silence() -> None:
    days = [day(MONDAY + timedelta(days=n), pain=3 if n < 4 or n > 15 else None) for n in range(20)]
    read = Reader(charts.pain(steps(account(days, days[-1].date)), "about"))
    assert len(read.all("polyline")) == 2
    assert len(read.all("circle")) == 8


def test_signs_of_a_day_stand_in_their_rows() -> None:
    days = [
        day(MONDAY, stops=(STOP,), sessions=1),
        day(MONDAY + timedelta(days=1), sort=Sort.PLANNED, planned=("bridge",)),
        day(MONDAY + timedelta(days=2), sort=Sort.CLOSED, closed=True, flare_up=True),
        day(MONDAY + timedelta(days=3), sort=Sort.REST),
    ]
    read = Reader(charts.pain(steps(account(days, MONDAY + timedelta(days=3))), "about"))
    assert [one["class"] for one in read.all("rect")] == ["bar", "hollow"]
    assert len(read.all("path")) == 2
    assert [one["class"] for one in read.all("line") if one["class"] == "closed"] == ["closed"]


def test_more_than_the_band_stays_on_the_chart() -> None:
    days = [day(MONDAY + timedelta(days=n), minutes=600 if n == 2 else 0) for n in range(7)]
    read = Reader(charts.minutes(steps(account(days, days[-1].date)), "about"))
    [bar] = [one for one in read.all("rect") if one.get("class") == "bar"]
    assert float(bar["y"] or "") >= 0
    assert ("text", "600") in read.texts


def test_nothing_of_a_chart_leaves_its_edges() -> None:
    for whole in (span(3), span(33), span(98), span(3650)):
        read = Reader(charts.pain(steps(whole), "about") + charts.minutes(steps(whole), "about"))
        for name in ("x", "x1", "x2", "cx"):
            found = [float(one[name] or "") for _, one in read.elements if name in one]
            assert all(0 <= value <= charts.WIDE for value in found)


@pytest.mark.parametrize(
    ("days", "named"),
    [
        (14, ["5 Jan", "12 Jan"]),
        (70, ["Jan 2026", "Feb", "Mar"]),
        (7 * 30, ["Jan 2026", "Feb", "Mar", "Apr", "May", "Jun", "Jul"]),
        (7 * 170, ["2027", "2028", "2029"]),
    ],
)
def test_dates_are_named_as_finely_as_there_is_room(days: int, named: list[str]) -> None:
    read = Reader(charts.minutes(steps(span(days)), "about"))
    assert [said for name, said in read.texts if name == "text" and said not in {"0", "30", "60"}] == named


def test_a_bar_is_as_long_as_its_share() -> None:
    read = Reader(charts.bar(Kept(done=1, planned=2)))
    assert [one["width"] for one in read.all("rect")] == ["39", "19.5"]
    assert len(Reader(charts.bar(Kept(done=0, planned=2))).all("rect")) == 1
