"""The balance of a week: its name, and what is reached of what it aims for, as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from textual.content import Content
from textual.style import Style

from trainer import planned
from trainer.core.exercise import Kind
from trainer.core.plan import monday_of
from trainer.core.weekly import Balance, Reached, Week
from trainer.ui.widgets.marks import kind_mark, line

ROOMY = 60
"""Columns from which everything has a place on a line of its own kind."""
WIDE = 108
"""Columns from which all days fit on one line."""
GAP = "  "


def head(week: Week, today: date, width: int) -> Content:
    """Name the week and say how it is balanced: days of strengthening and per region, then shares and minutes."""
    title = Content.assemble((planned.title(week.monday), "bold"), GAP, _turn("◂", -1), " ", _turn("▸", 1))
    near = _near(week.monday, today)
    if width < ROOMY:
        return Content("\n").join([title, *(() if week.empty else _narrow(week.balance, width))])
    shares = line(Content.assemble(title, (f"{GAP}{near}", "$accent")), _shares(week.balance), width)
    return Content("\n").join([shares, *(() if week.empty else _days(week.balance, width))])


def _turn(sign: str, weeks: int) -> Content:
    """Return a sign that turns the week where it is clicked."""
    return Content(sign).stylize(Style.from_meta({"@click": f"screen.turn({weeks})"}))


def _near(monday: date, today: date) -> str:
    weeks = (monday - monday_of(today)) // timedelta(days=7)
    return {-1: "last week", 0: "this week", 1: "next week"}.get(weeks, "")


def _days(value: Balance, width: int) -> list[Content]:
    strength = Content.assemble(kind_mark(Kind.STRENGTHEN), " ", _all(value.strength))
    groups = Content.assemble(kind_mark(Kind.STRETCH), " ", _all(value.groups))
    if width >= WIDE:
        return [Content.assemble(("Days with  ", "$muted"), strength, "   ", groups)]
    return [Content.assemble(strength, ("  days", "$muted")), groups]


def _narrow(value: Balance, width: int) -> list[Content]:
    strength = Content.assemble(kind_mark(Kind.STRENGTHEN), " ", _all(value.strength))
    lacking = {field: reached for field, reached in value.groups.items() if reached.days < reached.of}
    aimed = any(reached.of for reached in value.groups.values())
    regions = Content.styled("all regions", "$success") if aimed and not lacking else _all(lacking)
    minutes = Content.assemble(kind_mark(Kind.ACTIVITY), f" {value.minutes}/{value.wanted}'")
    groups = Content.assemble(kind_mark(Kind.STRETCH), " ", regions)
    return [line(strength, minutes, width), groups.truncate(width, ellipsis=True)]


def _shares(value: Balance) -> Content:
    said = f" {value.minutes} of {value.wanted} min" if value.minutes or value.wanted else " –"
    minutes = Content.assemble(kind_mark(Kind.ACTIVITY), said)
    if value.share is None:
        return minutes
    stretch = Content.assemble(kind_mark(Kind.STRETCH), f" {100 - value.share} %")
    strengthen = Content.assemble(kind_mark(Kind.STRENGTHEN), f" {value.share} %")
    return Content.assemble(stretch, GAP, strengthen, "   ", minutes)


def _all(reached: Mapping[Any, Reached]) -> Content:
    """List what the week aims for or has, and nothing else."""
    said = [_one(planned.SHORT[field], one) for field, one in reached.items() if one.of or one.days]
    return Content(GAP).join(said) if said else Content.styled("–", "$muted")


def _one(name: str, reached: Reached) -> Content:
    style = "$success" if reached.days >= reached.of else "bold $warning"
    return Content.assemble((f"{name} ", "$muted"), (f"{reached.days}/{reached.of}", style))
