"""Week: what was done on each of seven days, by kind of work."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer import wording
from trainer.coach import Coach
from trainer.core.exercise import Kind
from trainer.core.log import ActivityLog, Remembered
from trainer.ui.screens.page import Page
from trainer.ui.sheets import SHEETS
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import hang

ROOMY = 56
"""Columns from which the kinds of work are named beside their signs."""
_KINDS = (Kind.STRETCH, Kind.STRENGTHEN, Kind.ACTIVITY, Kind.RELAX)


class WeekScreen(Page):
    """Seven days at a glance."""

    CSS_PATH = SHEETS / "week.tcss"
    NAME = "week"
    HELP = "What you did on each day of a week: minutes of stretching, strengthening, activity and rest."
    BINDINGS = [
        # Before the text that has the focus takes these keys to scroll.
        Binding("left,pageup", "turn(-1)", "week before", id="week.before", tooltip="The week before", priority=True),
        Binding("right,pagedown", "turn(1)", "week after", id="week.after", tooltip="The week after", priority=True),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._back = 0

    def body(self) -> ComposeResult:
        """Lay out the table and the days."""
        yield Static(id="title")
        with VerticalScroll():
            yield Static(id="table")
            yield Static(id="days")

    def fill(self) -> None:
        """Show the week."""
        today = self.coach.clock.now().date()
        monday = today - timedelta(days=today.weekday(), weeks=self._back)
        done = self.coach.history(monday, monday + timedelta(days=6))
        self.query_one("#title", Static).update(_title(monday, this_week=not self._back))
        signs_only = self.size.width < ROOMY
        self.query_one("#table", Static).update(_table(monday, today, done, signs_only=signs_only))
        width = self.query_one(VerticalScroll).scrollable_content_region.width - 2
        self.query_one("#days", Static).update(_days(done, width, apart=signs_only))
        self.query_one(VerticalScroll).focus()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit the table to the new width."""
        if self.is_current:
            self.call_after_refresh(self.fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stay out of the future."""
        return not (action == "turn" and parameters == (1,) and not self._back)

    def action_turn(self, weeks: int) -> None:
        """Turn to another week."""
        self._back = max(0, self._back - weeks)
        self.fill()


def _title(monday: date, *, this_week: bool) -> Content:
    sunday = monday + timedelta(days=6)
    words = "  this week" if this_week else ""
    number = monday.isocalendar().week
    return Content.assemble(
        (f"Week {number}", "bold"),
        f" · {wording.day(monday)} – {wording.day(sunday)} {sunday.year}",
        (words, "$accent"),
    )


def _table(monday: date, today: date, done: tuple[Remembered, ...], *, signs_only: bool) -> Content:
    days = [monday + timedelta(days=offset) for offset in range(7)]
    cell = 4 if signs_only else 5
    head = [(f"{wording.weekday(day):>{cell}}", "bold $accent" if day == today else "$muted") for day in days]
    width = 0 if signs_only else 12
    rows = [Content.assemble((f"  {'minutes'[:width]:<{width}}", "$muted"), *head)]
    for kind in _KINDS:
        sign = Content.assemble(
            (f"{wording.SIGNS[kind]} ", KIND_STYLES[kind]), f"{wording.KINDS[kind][:width]:<{width}}"
        )
        cells = [_cell(sum(_seconds(one, kind) for one in done if one.at.date() == day), cell) for day in days]
        rows.append(Content.assemble(sign, *cells))
    return Content("\n").join(rows)


def _cell(seconds: float, width: int) -> tuple[str, str]:
    if not seconds:
        return (f"{'·':>{width}}", "$muted")
    minutes = round(seconds / 60)
    return (f"{minutes or '<1':>{width}}", "")


def _seconds(one: Remembered, kind: Kind) -> float:
    what = one.what
    if isinstance(what, ActivityLog):
        return what.seconds if kind is Kind.ACTIVITY else 0.0
    items = (item for item in what.items if item.prescription.kind is kind)
    return sum(share.seconds for item in items for share in item.held)


def _days(done: tuple[Remembered, ...], width: int, *, apart: bool) -> Content:
    """List what was done; the time stands apart, on a line of its own, where the lines are short."""
    if not done:
        return Content.styled("Nothing done in this week.", "$muted")
    lines = []
    for one in done:
        when = Content.styled(f"{wording.day(one.at.date()):<10} {one.at:%H:%M}  ", "$muted")
        said = Content.assemble(one.what.name, (f" · {wording.said(one.what)}", "$muted"))
        lines += [when, hang("  ", said, width)] if apart else [hang(when, said, width)]
    return Content("\n").join(lines)
