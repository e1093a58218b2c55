"""The past: which of its views and which day are chosen, what was read of it, and how it is shown."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from trainer import wording
from trainer.coach import Coach
from trainer.core.adherence import Account
from trainer.core.plan import monday_of
from trainer.lookback import Way, first_day, look_back, ways
from trainer.ui.screens.page import Page
from trainer.ui.widgets import plots, strips, yearly
from trainer.ui.widgets.chart import Chart, Draw
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.views import Views


class View(StrEnum):
    """One way of looking at the past."""

    YEAR = "Year"
    WEEKS = "Weeks"
    ACTIVITY = "Activity"
    PAIN = "Pain"
    EXERCISES = "Exercise"
    LIST = "List"


VIEWS = tuple(View)
OF_DAYS = frozenset({View.YEAR, View.ACTIVITY, View.PAIN})
"""Views with a chosen day."""
RECKONED = OF_DAYS | {View.WEEKS}
"""Views that need the account."""
WEEKS = 53
"""Weeks of an account."""
TURN = timedelta(weeks=WEEKS - 1)
"""How far one turns back or forward at once."""
FORCES = ("gate", "clear", "set-aside", "profile")
"""What has force on days that are over, beside what happened on them."""
PAGE = 4
"""Weeks of a page key."""
USED = 21
"""Rows of a page that the year, and what stands around it, needs."""
TALL = 30
"""Rows from which signs that name themselves are explained as well."""
MOST_BELOW = 30
"""Weeks told beneath the year, at most, besides the chosen day's."""


class Past(Page):
    """What was done, looked at in several ways."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self.view: View | None = None
        """None before anything was read."""
        self.day = self.today
        """The chosen day."""
        self.account: Account | None = None
        """A year and a week that hold the chosen day."""
        self._read_as: object = None
        self._ways: tuple[Way, ...] = ()
        self._first = self.today
        """The first day anything is known of."""
        self._last: date | None = None
        """The Monday of the account's last week; None is the present one."""

    @property
    def today(self) -> date:
        """The present day."""
        return self.coach.clock.now().date()

    def body(self) -> ComposeResult:
        """Lay out the views' names and what each of them shows."""
        yield Views(VIEWS, id="views")
        yield Static(id="empty", markup=False)
        with Vertical(id="days"):
            yield Static(id="head")
            yield Chart(id="chart")
            yield Static(id="legend")
            yield Static(id="told")
            yield Static(id="weeks")
        with Vertical(id="table"):
            yield Static(id="names")
            yield Choices(id="rows")
            yield Static(id="hint", markup=False)
        yield from self.sessions()

    def sessions(self) -> ComposeResult:
        """Lay out the list of sessions."""
        raise NotImplementedError

    def paint_table(self) -> None:
        """Show weeks or exercises, a row each."""
        raise NotImplementedError

    @property
    def known(self) -> bool:
        """Whether anything was ever trained."""
        raise NotImplementedError

    # Choosing

    def turn_to(self, view: View) -> None:
        """Look at it in another way."""
        self.view = view
        self.fill()

    def action_turn(self, by: int) -> None:
        """Look at it in the next way, or the one before."""
        if self.view is not None:
            self.turn_to(VIEWS[(VIEWS.index(self.view) + by) % len(VIEWS)])

    def on_views_turned(self, event: Views.Turned) -> None:
        """Look at it in the way that was clicked."""
        if self.view is not None and self.known:
            self.turn_to(VIEWS[event.number])

    def on_chart_day_chosen(self, event: Chart.DayChosen) -> None:
        """Choose the day that was clicked."""
        self.choose(event.day)

    def action_step(self, columns: int, rows: int) -> None:
        """Go from day to day: in the year columns are weeks, elsewhere they are days and rows are weeks."""
        days = columns * 7 + rows if self.view is View.YEAR else columns + rows * 7
        self.choose(self.day + timedelta(days=days))

    def action_page(self, by: int) -> None:
        """Go some weeks back or on."""
        self.choose(self.day + timedelta(weeks=by * PAGE))

    def action_latest(self) -> None:
        """Go to today."""
        self.choose(self.today)

    def choose(self, day: date) -> None:
        """Choose another day, up to today and back to the first there is anything of."""
        self.day = min(self.today, max(day, self._first))
        if not self._since <= self.day < self._since + timedelta(weeks=WEEKS):
            self._end_with(max(monday_of(self.day), monday_of(self._first) + TURN))
        self.paint()

    def go(self, by: int) -> None:
        """Go a year back or on."""
        self._end_with((self._last or monday_of(self.today)) + by * TURN)
        self.day = min(self.today, self._since + timedelta(weeks=WEEKS, days=-1))
        self.paint()

    def _end_with(self, monday: date) -> None:
        """Have the account end with a week; the present one at most."""
        self._last = monday if monday < monday_of(self.today) else None
        self.reckon()

    # Reading

    @property
    def _since(self) -> date:
        return (self._last or monday_of(self.today)) - TURN

    def reckon(self) -> None:
        """Read the account anew, where anything has changed since."""
        records = self.coach.store.history(self._since)
        standing = [record.stamp for kind in FORCES for record in self.coach.store.standing(kind)]
        stamps = (record.stamp for record in records)
        state = (self.today, self._since, len(records), max(stamps, default=""), tuple(standing))
        if state != self._read_as:
            self.account = look_back(self.coach, self._since, self._since + timedelta(weeks=WEEKS, days=-1))
            self._read_as = state

    # Showing

    def fill(self) -> None:
        """Read what the present view shows, and show it."""
        self._first = first_day(self.coach) or self.today
        if self.view in RECKONED:
            self.reckon()
        if self.view is View.EXERCISES:
            self._ways = ways(self.coach)
        self.paint()

    def paint(self) -> None:
        """Show what was read."""
        view = self.view
        if view is None or not self.size.width:
            return
        self.query_one(Views).show(VIEWS.index(view))
        shown = {"days": view in OF_DAYS, "table": view in {View.WEEKS, View.EXERCISES}, "sessions": view is View.LIST}
        for name, is_shown in shown.items():
            self.query_one(f"#{name}").display = is_shown and self.known
        self.query_one("#empty").display = not self.known
        self.set_class(view is View.YEAR, "-year")
        if self.known and view in OF_DAYS and self.account is not None:
            self._paint_days(self.account)
        elif self.known and view in {View.WEEKS, View.EXERCISES}:
            self.paint_table()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit everything to the new width."""
        if self.is_current:
            self.call_after_refresh(self.paint)

    def _paint_days(self, account: Account) -> None:
        view, chosen, width, first = self.view, self.day, self._width, self._first
        self.set_focus(None)
        self._put("#head", self._head_of(account))
        draws: dict[View, Draw] = {
            View.YEAR: lambda width, _: yearly.draw(account, chosen, width, first),
            View.ACTIVITY: partial(plots.activity, account, chosen),
            View.PAIN: partial(plots.pain, account, chosen, since=first),
        }
        self.query_one(Chart).show(draws[view or View.YEAR])
        self._put("#legend", self._legend(width))
        day = account.day(chosen)
        self._put("#told", Content("") if day is None else strips.told(day, self.today, width))
        self._put("#weeks", self._weeks_below(account) if view is View.YEAR else Content(""))

    def _head_of(self, account: Account) -> Content:
        """Sum up what is shown; of times long past only what belongs to them."""
        if self.view is View.ACTIVITY:
            return strips.active(account, self.day)
        if self.view is View.PAIN:
            return strips.trend(account.trend) if self._last is None else Content("")
        return strips.streak(account, over=self._last is not None)

    def _legend(self, width: int) -> Content:
        """Say what the signs mean."""
        if self.view is View.YEAR:
            return yearly.legend(width)
        rule = self.coach.library.rules.get("activity")
        handout = None if rule is None else self.coach.library.handouts.get(rule.handout or "")
        if self.view is View.ACTIVITY:
            return strips.band(wording.source(handout))
        return strips.pain_key() if self.size.height >= TALL else Content("")

    def _weeks_below(self, account: Account) -> Content:
        """Tell the chosen day's week, and as many before it as there is room for."""
        free = self.size.height - USED
        at = (self.day - account.weeks[0].monday).days // 7
        if free < 2:
            return Content("")
        weeks = account.weeks[max(0, at - min(free - 2, MOST_BELOW)) : at + 1]
        rows = (strips.week(week, self.today, self._width) for week in reversed(weeks))
        return Content("\n").join([strips.week_head(self._width), *rows])

    @property
    def _width(self) -> int:
        return self.size.width - 4

    def _put(self, name: str, text: Content) -> None:
        widget = self.query_one(name, Static)
        widget.display = bool(text.plain)
        widget.update(text)
