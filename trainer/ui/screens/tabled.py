"""Tables of the past: weeks against the plan, and each exercise's way through its dosage."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from trainer.core.adherence import Day
from trainer.ui.screens.past import Past, View
from trainer.ui.widgets import strips
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.waylines import way_head, way_row

NEWER, OLDER = "newer", "older"
"""Options that turn the account, or read further."""


class Tabled(Past):
    """The past, with its tables."""

    def paint_table(self) -> None:
        """Show weeks or exercises, a row each."""
        rows = self.query_one("#rows", Choices)
        kept = None if rows.highlighted_option is None else rows.highlighted_option.id
        make = self._week_rows if self.view is View.WEEKS else self._way_rows
        ids = [option.id for option in make(self._width)]
        first = 1 if ids and ids[0] == NEWER else 0
        rows.put(make, ids.index(kept) if kept in ids and kept not in {NEWER, OLDER} else first)
        rows.focus()
        if kept not in ids or kept in {NEWER, OLDER}:
            rows.scroll_home(animate=False)
        self._put("#hint", Content(self._hint()))

    def _hint(self) -> str:
        """Say what would stand here, or why it stands alone."""
        if self.view is View.EXERCISES:
            return "" if self._ways else "No exercise was trained in the last 120 days."
        planned = self.account is not None and any(week.planned for week in self.account.weeks)
        return "" if planned else "Press 2, then g to plan a week: it then stands here against what you did."

    def _week_rows(self, width: int) -> list[Option]:
        account = self.account
        if account is None:
            return []
        self._put("#names", strips.week_head(width))
        weeks = [week for week in reversed(account.weeks) if week.days[-1].date >= self._first]
        found = [Option(strips.week(one, self.today, width), id=one.monday.isoformat()) for one in weeks]
        newer = [Option(Content.styled("newer …", "$muted"), id=NEWER)] if self._last is not None else []
        older = [Option(Content.styled("older …", "$muted"), id=OLDER)] if self._first < self._since else []
        return [*newer, *found, *older]

    def _way_rows(self, width: int) -> list[Option]:
        self._put("#names", way_head(width) if self._ways else Content(""))
        stopped = self._stops()
        told = self.coach.care.profile.helpful
        return [
            Option(
                way_row(way, stopped.get(way.exercise.id, 0), told.get(way.exercise.id, 0), self.today, width),
                id=f"way-{number}",
            )
            for number, way in enumerate(self._ways)
        ]

    def _stops(self) -> dict[str, int]:
        """Count how often each exercise was stopped in the account's time."""
        days: Sequence[Day] = () if self.account is None else self.account.days
        found: dict[str, int] = {}
        for stop in (stop for day in days for stop in day.stops):
            found[stop.exercise] = found.get(stop.exercise, 0) + 1
        return found
