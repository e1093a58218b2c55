"""The agenda: how today and the week stand, as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from textual.content import Content

from trainer import reasons, wording
from trainer.coach import Offer, Today
from trainer.core.checkin import CheckIn
from trainer.core.library import Library
from trainer.ui.widgets.marks import hang, kind_mark, line, mark_of


def heading(today: Today, library: Library, width: int, *, done: bool = False) -> Content:
    """Say first what matters most: what is closed, what was interrupted, or that one can train."""
    if today.gates:
        said = [Content(reasons.sentence(gate, library)) for gate in today.gates[:1]]
        return Content("\n").join(hang(Content.styled("■ ", "bold $stop"), one, width) for one in said)
    if today.interrupted is not None:
        return Content.styled("A session was interrupted. Go on with it?", "bold")
    tick = ("✓ ", "$success") if done else ""
    ready = Content.assemble(tick, ("All done for today" if done else reasons.ready(today.checked), "bold"))
    if today.checked is not None:
        told = Content.styled(_checked(today.checked), "$muted")
        room = ready.cell_length + told.cell_length + 2 <= width
        return line(ready, told, width) if room else Content("\n").join([ready, told])
    return Content.assemble(ready, (f"\n{wording.DISCLAIMER}", "$muted")) if today.first else ready


def holds(offers: Iterable[Offer], source: str, library: Library, width: int) -> Content:
    """List what a routine holds today, and what of it is left out and why."""
    lines = [Content.styled(source, "$muted")]
    for one in offers:
        asked = one.prescription
        if one.closed:
            said = Content.styled(f"{asked.name}  {reasons.brief(one.closed[0], library)}", "$muted")
            lines.append(hang(Content.styled("– ", "$stop"), said, width))
            continue
        whose = "yours" if one.exercise.own else "ours"
        ours = f"  ({whose})" if {"hold", "repetitions"} <= set(asked.ours) else ""
        said = Content.assemble(asked.name, (f"  {wording.prescription(asked)}{ours}", "$muted"))
        lines.append(hang(Content.assemble(kind_mark(asked.kind), " "), said, width))
    return Content("\n").join(lines)


def day(today: Today, library: Library, width: int) -> Content:
    """List what was done today, and what is set aside."""
    lines = [
        hang(
            Content.assemble(mark_of(one.what), f" {one.at:%H:%M}  "),
            Content.assemble(one.what.name, (f" · {wording.said(one.what)}", "$muted")),
            width,
        )
        for one in today.done
    ]
    for aside in today.set_aside:
        known = library.exercises.get(aside.exercise)
        since = wording.day(aside.at.date(), today.date)
        felt = "hurt later" if aside.later else "was stopped"
        said = f"{known.name if known else aside.exercise} {felt} ({since}): {aside.reason.value}"
        lines.append(hang(Content.styled("⚠ ", "$stop"), Content(said), width))
    return Content("\n").join(lines)


def week(today: Today) -> Content:
    """Mark the days of the week on which one trained; empty where there is none."""
    if not today.week:
        return Content("")
    monday = today.date - timedelta(days=today.date.weekday())
    trained = {one.at.date() for one in today.week}
    days = [monday + timedelta(days=offset) for offset in range(7)]
    cells = [
        Content.assemble(wording.weekday(one), " ", ("✓", "$success") if one in trained else ("·", "$muted"))
        for one in days
    ]
    return Content.assemble(("This week  ", "$muted"), Content("  ").join(cells))


def _checked(told: CheckIn) -> str:
    new = ", ".join(reasons.SYMPTOMS[one.value] for one in sorted(told.symptoms)) or "nothing new"
    pain = "" if told.pain is None else f"pain {told.pain} · "
    return f"{pain}{new} · asked {told.at:%H:%M}"
