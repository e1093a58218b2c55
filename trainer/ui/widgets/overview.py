"""The overview: what is due today and how the week stands, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from trainer import planned, reasons, wording
from trainer.core.exercise import Kind
from trainer.core.gates import closes_activity
from trainer.core.library import Library
from trainer.core.log import SessionLog
from trainer.core.weekly import Day, Exertion, Item, Sitting, Status, Week
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import count_kinds, hang, kind_mark, line

ROOMY = 60
"""Columns from which rows have their words in full."""
NAME = 20
"""Columns of a name before its sign."""
MOST = 60
"""Minutes at the end of the bar of activity."""
AIM = 30
"""Minutes from which a day counts as an active one."""
_INDENT = "   "
_MARKS = {
    Status.DONE: ("✓", "$success"),
    Status.PART: ("◐", "$warning"),
    Status.MISSED: ("!", "bold $warning"),
    Status.PLANNED: ("○", "$muted"),
    Status.CLOSED: ("■", "$stop"),
}
_ORDER = (Status.DONE, Status.PART, Status.MISSED, Status.PLANNED, Status.CLOSED)
"""Which mark a day has where its exercises stand differently: the first of these."""


def session(value: Sitting, width: int) -> Content:
    """Show the planned session: what it counts and takes, and what is in it."""
    names = Content.styled(" · ", "$muted not bold").join(
        _named(item, apart=value.status is not Status.DONE) for item in value.items
    )
    return Content("\n").join([_title(value, width), hang(_INDENT, names, width)])


def holds(session: Sitting, library: Library, width: int) -> Content:
    """List what the planned session holds, with today's numbers, and what of it is closed and why."""
    lines = [Content.styled("From this week's plan", "$muted")]
    for item in session.items:
        asked = item.prescription
        said = wording.prescription(asked) if item.closed is None else reasons.brief(item.closed, library)
        mark = kind_mark(asked.kind) if item.closed is None else Content.styled("–", "$stop")
        text = Content.assemble(asked.name, (f"  {said}", "$muted"))
        lines.append(hang(Content.assemble(mark, " "), text, width))
    return Content("\n").join(lines)


def due(day: Day, week: Week, width: int) -> Content:
    """Show what else is due: activity with its bar, and relaxing; before them that there is no session, if so."""
    rows = [] if day.session is not None else [_no_session(day, week, width)]
    rows.append(_activity(day.activity, width))
    if day.activity.closed is None:
        rows.append(_bar(day.activity, width))
    if day.goal:
        said = f"{day.relaxed} of {day.goal} · if you can" if width >= ROOMY else f"{day.relaxed} of {day.goal}"
        rows.append(_row("Relax and rest", Kind.RELAX, said, "", width))
    return Content("\n").join(rows)


def at_a_glance(week: Week, today: date, width: int) -> Content:
    """Show the week in three rows: stretching, strengthening, minutes of activity."""
    roomy = width >= ROOMY
    label, cell = (14, 5) if roomy else (3, 4)
    head = [
        (f"{wording.weekday(day.date):>{cell}}", "bold $accent" if day.date == today else "$muted") for day in week.days
    ]
    moved = week.balance.moved
    reached = f"{moved.days} of {moved.of} days done" if moved.of else ""
    rows = [Content.assemble((f"{'This week' if roomy else '':<{label}}", "$muted"), *head)]
    for kind, name in ((Kind.STRETCH, "stretch"), (Kind.STRENGTHEN, "strengthen")):
        cells = (_mark(day, kind, cell) for day in week.days)
        rows.append(Content.assemble(_label(kind, name, label), *cells))
    minutes = Content.assemble(
        _label(Kind.ACTIVITY, "minutes", label), *(_minutes(day, today, cell) for day in week.days)
    )
    if not reached or width >= label + 7 * cell + len(reached) + 3:
        rows.append(Content.assemble(minutes, (f"   {reached}", "$muted")))
    else:
        rows += [minutes, Content.styled(f"{'':<{label}} {reached}", "$muted")]
    return Content("\n").join(rows)


def hint(week: Week, width: int) -> Content | None:
    """Say what was missed, or that something changed, and the key that plans the rest again."""
    said = planned.stale(week)
    if not said:
        return None
    return hang("", Content.assemble((said, "$warning"), ("  r", "bold $accent"), " re-plan"), width)


def invitation(said: Sequence[str], width: int) -> Content:
    """Invite to plan the week, with what it would be planned from where there is room."""
    first = Content.assemble(("Plan your week", "bold"), "  ", ("g", "bold $accent"))
    if width < ROOMY or not said:
        return first
    return Content("\n").join([first, hang("", Content.styled(said[0], "$muted"), width)])


def is_done(day: Day) -> bool:
    """Say whether all that was planned for a day is done."""
    session, activity = day.session, day.activity
    trained = session is not None and session.status is Status.DONE
    moved = 0 < activity.planned <= activity.done
    return (trained or moved) and (session is None or not session.open) and activity.done >= activity.planned


# Rows


def _title(value: Sitting, width: int) -> Content:
    name = value.name
    if value.status is Status.CLOSED:
        return line(Content.styled(name, "$muted"), Content.styled("closed", "$stop"), width)
    if value.open:
        left = value.left if value.status is Status.PART else value.seconds
        length = f"{wording.minutes(left)}{' left' if value.status is Status.PART else ''}"
        counts = count_kinds(item.prescription.kind for item in value.open)
        if width < ROOMY:
            return line(Content.styled(name, "bold $accent"), Content(length), width)
        left_end = Content.assemble((f"{name:<{NAME}}", "bold $accent"), counts, f"{length:>9}")
        return line(left_end, Content.styled("enter to start", "$muted"), width)
    mark = Content.assemble(_MARKS[value.status], f" {name}")
    return line(mark, Content.styled(planned.STATUSES[value.status], "$muted"), width)


def _named(item: Item, *, apart: bool) -> Content:
    if apart and item.status in {Status.DONE, Status.PART}:
        return Content.assemble(_MARKS[item.status], " ", (item.prescription.name, "$muted not bold"))
    style = "$muted not bold strike" if item.status is Status.CLOSED else "$muted not bold"
    return Content.styled(item.prescription.name, style)


def _no_session(day: Day, week: Week, width: int) -> Content:
    ahead = [one for one in week.days if one.date > day.date and one.session is not None and one.session.open]
    said = "No session today" if day.blocked is None else "Closed today"
    if not ahead:
        return Content.styled(said, "$muted")
    first = ahead[0]
    at = "" if first.session is None or first.session.at is None else f" {first.session.at:%H:%M}"
    return line(
        Content.styled(said, "$muted"), Content.styled(f"next {wording.weekday(first.date)}{at}", "$muted"), width
    )


def _activity(value: Exertion, width: int) -> Content:
    if value.closed is not None:
        done = f"{value.done} min · " if value.done else ""
        free = closes_activity((value.closed,), planned=False) is None and width >= ROOMY
        return _row("Walk", Kind.ACTIVITY, f"{done}none planned{'; as it feels right' if free else ''}", "", width)
    of = f" of {value.planned}" if value.planned else ""
    short = f" · {value.short} in short bouts" if value.short and width >= ROOMY else ""
    mark = " ✓" if 0 < value.planned <= value.done else ""
    said = Content.assemble(f"{value.done}{of} min", (mark, "$success"), (short, "$muted"))
    return _row("Walk", Kind.ACTIVITY, said, "l to log" if width >= ROOMY else "", width)


def _bar(value: Exertion, width: int) -> Content:
    """Draw a line of sixty minutes: done, planned, and where the thirty begin that it leads to."""
    length = max(10, min(MOST, width - len(_INDENT) - 4))
    done, wanted = (round(min(minutes, MOST) * length / MOST) for minutes in (value.done, value.planned))
    tick = round(AIM * length / MOST)
    cells = [_cell(n, done, wanted, tick) for n in range(length)]
    return Content.assemble(_INDENT, *cells, (f" {MOST}", "$muted"))


def _cell(n: int, done: int, wanted: int, tick: int) -> tuple[str, str]:
    if n < done:
        return ("▓", KIND_STYLES[Kind.ACTIVITY])
    if n < wanted:
        return ("░", KIND_STYLES[Kind.ACTIVITY])
    return ("┆", "$muted") if n == tick else ("─", "$rule")


def _row(name: str, kind: Kind, said: str | Content, key: str, width: int) -> Content:
    room = NAME if width >= ROOMY else 16
    return line(Content.assemble(f"{name:<{room}}", kind_mark(kind), "  ", said), Content.styled(key, "$muted"), width)


# Cells


def _label(kind: Kind, name: str, width: int) -> Content:
    return Content.assemble(kind_mark(kind), (f" {name}" if width > len(name) else "").ljust(width - 1))


def _mark(day: Day, kind: Kind, width: int) -> Content:
    """Mark how a day's exercises of a kind stand; what was trained beside the plan counts."""
    items = () if day.session is None else day.session.items
    found = {item.status for item in items if item.prescription.kind is kind} | set(_beside(day, kind))
    mark, style = next((_MARKS[status] for status in _ORDER if status in found), ("·", "$muted"))
    return Content.assemble(" " * (width - 1), (mark, style))


def _beside(day: Day, kind: Kind) -> Iterable[Status]:
    logs = (one.what for one in day.trained if isinstance(one.what, SessionLog))
    return (Status.DONE for log in logs for item in log.items if item.worked and item.prescription.kind is kind)


def _minutes(day: Day, today: date, width: int) -> Content:
    value = day.activity
    if value.done:
        return Content.styled(f"{value.done:>{width}}", "" if value.done < AIM else "$success")
    if value.planned:
        return Content.styled(f"{'!' if day.date < today else '○':>{width}}", "$muted")
    return Content.styled(f"{'·':>{width}}", "$muted")
