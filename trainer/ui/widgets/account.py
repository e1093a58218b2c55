"""The account of a day and of a week: its session item by item, why each is there, and what is missing, as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from trainer import lacking, planned, reasons, wording
from trainer.core.exercise import Kind
from trainer.core.library import Library
from trainer.core.weekly import Day, Item, Sitting, Status, Week
from trainer.ui.widgets.marks import hang, kind_mark, line, mark_of

ROOMY = 60
"""Columns from which a day's line has everything."""
NOW = "To train now, choose a routine on Today (1), or add an exercise here with a."
"""What can be done on a day whose free time is over."""


def heading(day: Day, today: date, width: int) -> Content:
    """Name a day, with its session's time and length, its activity and its relaxing."""
    roomy = width >= ROOMY
    name = Content.styled(wording.day(day.date) if roomy or day.date != today else "Today", "bold")
    if day.date == today and roomy:
        name = Content.assemble(name, (" today", "$accent"))
    left = Content.assemble(name, *((f" · {one}", style) for one, style in _about(day)))
    right = _beside(day, roomy=roomy)
    if left.cell_length + right.cell_length + 2 <= width:
        return line(left, right, width)
    return Content("\n").join([left.truncate(width, ellipsis=True), right])


def label(item: Item, day: Day, width: int) -> Content:
    """Name a planned exercise with its numbers, and how it stands; what has no room at the end goes below."""
    closed = item.status is Status.CLOSED
    mark = Content.assemble(kind_mark(item.exercise.kind), " ")
    name = Content.assemble((item.exercise.name, "$muted" if closed else ""), (_kept(item), "$accent"))
    said = _said(item, day)
    if mark.cell_length + name.cell_length + 2 + said.cell_length <= width:
        return line(Content.assemble(mark, name), said, width)
    return Content("\n").join([hang(mark, name, width), hang("  ", said, width)])


def empty(day: Day, today: date, library: Library, width: int) -> Content:
    """Say why a day has no session, or what closes the one it has."""
    if day.blocked is not None:
        return hang(Content.styled("■ ", "bold $stop"), Content(reasons.sentence(day.blocked, library)), width)
    if day.session is not None:
        return Content("")
    if day.date < today:
        return Content("") if day.trained else Content.styled("Nothing was planned, and nothing done.", "$muted")
    if not day.free:
        why = f"{planned.idle(day)}. {NOW}" if day.gone else "you have no free time on this day."
        said = f"No session: {why}"
        return hang("", Content.styled(said, "$muted"), width)
    return hang("", Content.styled("No session planned. a adds an exercise.", "$muted"), width)


def trained(day: Day, width: int) -> Content:
    """List what was done on a day."""
    return Content("\n").join(
        hang(
            Content.assemble(mark_of(one.what), f" {one.at:%H:%M}  "),
            Content.assemble(one.what.name, (f" · {wording.said(one.what)}", "$muted")),
            width,
        )
        for one in day.trained
    )


def account(item: Item | None, sitting: Sitting | None, week: Week, library: Library, width: int) -> Content:
    """Say why an exercise is where it is, and what its week lacks."""
    parts: list[Content] = []
    if item is not None and sitting is not None:
        said = [Content(one) for one in planned.why(item, sitting, library)]
        parts.append(_section(f"Why {item.exercise.name}?", said, width))
    lacks = [Content(one) for one in lacking.gaps(week, library)]
    if lacks:
        parts.append(_section("What is missing", lacks, width, "⚠ "))
    elif not week.empty and not week.over:
        parts.append(_section("What is missing", [Content("Nothing: every aim of this week is met.")], width))
    return Content("\n\n").join(parts)


def balance(week: Week, width: int) -> Content:
    """Say how the week is balanced, in words."""
    return _section("Balance", [Content(one) for one in planned.balance(week.balance)], width)


def _section(title: str, lines: list[Content], width: int, mark: str = "") -> Content:
    sign = Content.styled(mark, "$warning")
    return Content("\n").join(
        [hang("", Content.styled(title, "bold"), width), *(hang(sign, one, width) for one in lines)]
    )


def _about(day: Day) -> Iterator[tuple[str, str]]:
    sitting = day.session
    if sitting is None or sitting.status is Status.CLOSED:
        if day.blocked is not None or sitting is not None:
            yield "closed", "$stop"
        return
    styles = {Status.DONE: "$success", Status.PART: "$warning", Status.MISSED: "$warning"}
    if sitting.status in styles:
        yield planned.STATUSES[sitting.status], styles[sitting.status]
    if sitting.at is not None:
        yield f"{sitting.at:%H:%M}", ""
    room = f" of {sitting.room}" if sitting.room and sitting.status is Status.PLANNED else ""
    yield f"{wording.minutes(sitting.seconds).partition(' ')[0]}{room} min", ""


def _beside(day: Day, *, roomy: bool) -> Content:
    value = day.activity
    parts = []
    if value.done or (value.closed is None and value.planned):
        of = f"{value.done} of {value.planned} min" if value.planned else f"{value.done} min"
        short = f" ({value.short} in short bouts)" if value.short and roomy else ""
        hand = " by hand" if value.by_hand and roomy else ""
        parts.append(Content.assemble(kind_mark(Kind.ACTIVITY), f" {of}", (f"{short}{hand}", "$muted")))
    elif value.closed is None and value.by_hand:
        parts.append(Content.assemble(kind_mark(Kind.ACTIVITY), " none", (" by hand", "$muted")))
    if day.goal:
        parts.append(Content.assemble(kind_mark(Kind.RELAX), f" {day.relaxed} of {day.goal}"))
    return Content("  ").join(parts)


def _kept(item: Item) -> str:
    return "  kept" if item.kept else ""


def _said(item: Item, day: Day) -> Content:
    if item.status is Status.CLOSED:
        closed = None if item.closed == day.blocked else item.closed
        return Content.styled("closed" if closed is None else f"closed: {reasons.reason(closed)}", "$stop")
    asked = wording.prescription(item.prescription)
    whole = day.session is not None and day.session.status is Status.MISSED
    if item.status is Status.PLANNED or (whole and item.status is Status.MISSED):
        return Content.styled(asked, "$muted")
    mark = {Status.DONE: ("✓", "$success"), Status.PART: ("◐", "$warning")}.get(item.status, ("missed", "$warning"))
    return Content.assemble((f"{asked}  ", "$muted"), mark)
