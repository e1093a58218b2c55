"""Strips: a day, a week and the way through a dosage, each told in a line or two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from trainer import wording
from trainer.core.adherence import ACTIVE, Account, Day, Kept, Sort, Trend, Week
from trainer.core.exercise import Kind
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import hang, kind_mark

ROOMY = 68
"""Columns from which rows have bars and words."""
WEEK = 14
"""Columns of a week's dates."""
NUMBERS = 8
"""Columns of done of planned."""
WIDEST = 16
"""Columns of a bar, at most."""
GAP = 2
SORTS = {
    Sort.REST: "a day of rest",
    Sort.CLOSED: "closed",
    Sort.AHEAD: "still to come",
}


def told(day: Day, today: date, width: int) -> Content:
    """Tell a day: what was done of what was planned, activity, pain, and what hurt."""
    head = Content.styled(wording.opening(wording.day(day.date, today)), "bold")
    named = day.date in {today} or wording.day(day.date, today) == "yesterday"
    when = Content.styled(f" {wording.day(day.date)}" if named else "", "$muted")
    parts = list(_told(day))
    body = Content.styled(" · ", "$muted").join(parts)
    return hang(Content(""), Content.assemble(head, when, "  ", body), width)


def _told(day: Day) -> Iterator[Content]:
    if day.sessions or day.planned:
        count = f"{day.sessions} {'session' if day.sessions == 1 else 'sessions'}" if day.sessions else ""
        of = f"{len(day.kept)} of {len(day.planned)} planned exercises done" if day.planned else ""
        yield Content(", ".join(part for part in (count or "no session", of) if part))
    if day.minutes or day.wanted:
        of = f" of {day.wanted}" if day.wanted else ""
        yield Content.assemble(kind_mark(Kind.ACTIVITY), f" {day.minutes}{of} min")
    if day.relaxed:
        yield Content.assemble(kind_mark(Kind.RELAX), f" {day.relaxed}")
    if day.pain is not None:
        yield Content(f"pain {day.pain}")
    if day.flare_up:
        yield Content.styled("⚠ flare-up or spasm", "$stop")
    for stop in day.stops:
        yield Content.styled(f"✗ {stop.name}{' hurt later' if stop.later else ''}: {stop.reason}", "$stop")
    worked = day.sessions or day.minutes or day.relaxed
    if day.closed and day.sort not in {Sort.CLOSED, Sort.AHEAD}:
        yield Content.styled("exercise was closed", "$muted")
    elif not (worked or day.stops) and (day.sort in SORTS or not (day.planned or day.wanted)):
        yield Content.styled(SORTS.get(day.sort, "nothing was done"), "$muted")


def streak(account: Account, *, over: bool = False) -> Content:
    """Tell the streak; of a time that is over only the longest."""
    now, longest = account.streak, account.longest
    if over and longest:
        return Content.styled(f"The longest row of this year: {_days(longest)}", "$muted")
    if not now and not longest:
        return Content("")
    running = f"{_days(now)} in a row" if now else "No streak at present"
    best = f" · the longest {_days(longest)}" if longest > now else " · the longest so far" if now > 1 else ""
    return Content.assemble((running, "bold" if now else ""), (best, "$muted"))


def trend(value: Trend) -> Content:
    """Tell how pain went, as far as it was told."""
    if value.latest is None:
        return Content.styled("No pain was told in the last two weeks.", "$muted")
    latest = f"Pain {value.latest:g} in the last two weeks"
    before = "" if value.before is None else f", {value.before:g} in the two before"
    return Content.assemble((latest, "bold"), (before, "$muted"), ("  (medians)", "$muted"))


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"


# Weeks


def week_head(width: int) -> Content:
    """Name the columns of the weeks."""
    column = _bar_of(width) + NUMBERS
    stretch, strengthen, active = (kind_mark(kind) for kind in (Kind.STRETCH, Kind.STRENGTHEN, Kind.ACTIVITY))
    if width < ROOMY:
        cells = [_right(mark, 6) for mark in (stretch, strengthen, active)]
        return Content.assemble(("week  days".ljust(11), "$muted"), *cells, ("  30+", "$muted"))
    names = (
        Content.assemble(stretch, (" stretch", "$muted")),
        Content.assemble(strengthen, (" strengthen", "$muted")),
        Content.assemble(active, (" minutes", "$muted")),
    )
    cells = [name.pad_right(max(0, column + GAP - name.cell_length)) for name in names]
    return Content.assemble(("week".ljust(WEEK) + "days   ", "$muted"), *cells, ("30+ min", "$muted"))


def week(value: Week, today: date, width: int) -> Content:
    """Tell a week against its plan in a row; without a plan, what was done."""
    rows = (
        (Kind.STRETCH, value.stretch, round(sum(day.stretch for day in value.days) / 60), " min"),
        (Kind.STRENGTHEN, value.strengthen, round(sum(day.strengthen for day in value.days) / 60), " min"),
        (Kind.ACTIVITY, value.activity, sum(day.minutes for day in value.days), ""),
    )
    days = f"{value.sessions.done}/{value.sessions.planned}" if value.sessions.planned else _trained(value)
    present = value.monday <= today <= value.days[-1].date
    name = "bold" if present else ""
    if width < ROOMY:
        cells = [Content(f"{_share(kept, done):>6}") for _, kept, done, _ in rows]
        head = f"{wording.day(value.monday)[4:]:<7}{days:<4}"
        return Content.assemble((head, name), *cells, f"{value.active:>4}")
    bar = _bar_of(width)
    cells = [_kept(kind, kept, done, unit, bar) for kind, kept, done, unit in rows]
    active = Content.assemble(f"{value.active}", (" of 7", "$muted"))
    return Content.assemble((f"{dates(value):<{WEEK}}", name), f"{days:<7}", *cells, active)


def dates(value: Week) -> str:
    """Say which days a week has: `16–22 Nov`, `28 Dec–3 Jan`."""
    first, last = (wording.day(one)[4:] for one in (value.monday, value.days[-1].date))
    return f"{first.split()[0]}–{last}" if first.split()[1] == last.split()[1] else f"{first}–{last}"


def _trained(value: Week) -> str:
    count = sum(bool(day.sessions) for day in value.days)
    return str(count) if count else "–"


def _share(kept: Kept, done: int) -> str:
    share = kept.share
    return (f"{done}" if done else "–") if share is None else f"{share:.0%}"


def _kept(kind: Kind, kept: Kept, done: int, unit: str, bar: int) -> Content:
    share = kept.share
    if share is None:
        text = f"{done}{unit}" if done else "–"
        return Content.styled(text.ljust(NUMBERS + bar + GAP), "$muted")
    filled = bar if share >= 1 else min(bar - 1, max(round(share * bar), int(kept.done > 0)))  # full is all of it
    style = KIND_STYLES[kind]
    return Content.assemble(
        f"{kept.done}/{kept.planned}".ljust(NUMBERS), ("━" * filled, style), ("─" * (bar - filled) + " " * GAP, "$rule")
    )


def _bar_of(width: int) -> int:
    """Return the columns of a bar."""
    rest = width - WEEK - 7 - 3 * (NUMBERS + GAP) - 7
    return max(3, min(WIDEST, rest // 3))


def _right(text: Content, width: int) -> Content:
    return Content.assemble(" " * (width - text.cell_length), text)


# What a chart says of itself


def active(account: Account, on: date) -> Content:
    """Tell how many days of the chosen week were active ones."""
    found = next((week for week in account.weeks if week.days[0].date <= on <= week.days[-1].date), None)
    if found is None:
        return Content("")
    low, _ = ACTIVE
    days = f"{found.active} of 7 days with {low} min or more"
    return Content.assemble((days, "bold"), (f"  {dates(found)}", "$muted"))


def band(source: str) -> Content:
    """Say what the lines of the activity are."""
    low, high = ACTIVE
    return Content.styled(f"The goal for most days: {low}–{high} min ({source})", "$muted")


def pain_key() -> Content:
    """Say what the signs beneath the pain mean."""
    parts = (
        ("x", "bold $warning", "10"),
        ("✗", "bold $stop", "stopped, or hurt later"),
        ("⚠", "$stop", "flare-up or spasm"),
    )
    signs = (Content.assemble((sign, style), (f" {name}", "$muted")) for sign, style, name in parts)
    return Content("  ").join(signs)
