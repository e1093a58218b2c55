"""Looking at a week: which week, day and exercise are chosen, and how they are shown."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from trainer import lacking, planned
from trainer.coach import Coach
from trainer.core.plan import monday_of
from trainer.core.weekly import Day, Item, Week
from trainer.errors import RefusedError
from trainer.plans.desk import Desk
from trainer.ui.screens.page import Page
from trainer.ui.widgets import account, balance
from trainer.ui.widgets.calendar import Calendar
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import hang, line

WIDE = 110
"""Columns from which reasons stand beside the day, as for the class `-wide`."""
BESIDE = 48
"""Columns they have, as the sheet says."""
USUAL = 22
"""Rows from which there is room to set things apart, as for the class `-usual`."""
SIDES = 4
"""Columns left free at the sides of texts, as the sheets say."""
_MARK = "⚠ "


class Looking(Page):
    """A week with one of its days and one of that day's exercises chosen."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self.desk = Desk(coach)
        self.day = self.today
        self.week: Week | None = None
        self._chosen: str | None = None
        self._note = ("", "")
        self.can = (False, False)
        self.copyable = False
        self._painted_on = self.today

    @property
    def today(self) -> date:
        """The present day."""
        return self.coach.clock.now().date()

    @property
    def monday(self) -> date:
        """The Monday of the week that is shown."""
        return monday_of(self.day)

    @property
    def on_day(self) -> Day | None:
        """The chosen day."""
        return None if self.week is None else self.week.day(self.day)

    @property
    def item(self) -> Item | None:
        """The chosen exercise."""
        session = None if self.on_day is None else self.on_day.session
        return next((one for one in session.items if one.exercise.id == self._chosen), None) if session else None

    def body(self) -> ComposeResult:
        """Lay out the week above the chosen day."""
        yield Static(id="head")
        yield Calendar(id="calendar")
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Static(id="day")
                yield Static(id="empty")
                yield Choices(id="items")
                yield Static(id="done")
            with VerticalScroll(id="right", can_focus=False):
                yield Static(id="account")
        yield Static(id="note")

    # Showing

    def fill(self) -> None:
        """Read the week anew and show it."""
        self.show(self.desk.week(self.monday))

    def show(self, week: Week) -> None:
        """Show a week as it was just read."""
        self.week = week
        self.can = self.desk.can(week.monday)
        self.copyable = self.desk.planned(week.monday - timedelta(days=7))
        self.paint()

    def paint(self) -> None:
        """Show the week as it was read, with what is chosen."""
        week, day = self.week, self.on_day
        if week is None or day is None or not self.size.width:
            return
        self.set_class(week.empty, "-nothing")
        self._put("#head", balance.head(week, self.today, self.size.width - SIDES))
        self.query_one(Calendar).show(week, self.day, self.today)
        width = self.size.width - SIDES - (BESIDE if self._wide else 0) - 1  # and the list's scrollbar
        self._put("#day", account.heading(day, self.today, width))
        self._put("#empty", self._nothing(week, day, width))
        self._put("#done", account.trained(day, width))
        self._list(day)
        self._explain()
        self._painted_on = self.today
        self.refresh_bindings()

    def say(self, text: str, style: str = "$accent") -> None:
        """Say something beneath the week, until one looks elsewhere."""
        self._note = (text, style)
        if self.week is not None:
            self._explain()

    def on_resize(self) -> None:
        """Fit everything to the new width."""
        if self.is_current:
            self.call_after_refresh(self.paint)

    def on_option_list_option_highlighted(self) -> None:
        """Follow the highlight."""
        option = self.query_one(Choices).highlighted_option
        if option is not None and option.id != self._chosen:
            self._chosen = option.id
            self._explain()
            self.refresh_bindings()

    def on_calendar_day_chosen(self, event: Calendar.DayChosen) -> None:
        """Choose the day that was clicked."""
        self.choose(event.day)

    # Choosing

    def choose(self, day: date, exercise: str | None = None) -> None:
        """Choose another day, of this week or another one."""
        before, self.day = self.day, day
        self._chosen, self._note = exercise, ("", "")
        if monday_of(before) == self.monday:
            self.paint()
            return
        try:
            self.fill()
        except RefusedError as error:
            self.day = before
            self.say(error.sentence, "$stop")

    def pick(self, exercise: str | None) -> None:
        """Have another exercise of the day chosen when the week is shown next."""
        self._chosen = exercise

    def action_day(self, days: int) -> None:
        """Go to another day."""
        self.choose(self.day + timedelta(days=days))

    def action_turn(self, weeks: int) -> None:
        """Turn to another week."""
        self.choose(self.day + timedelta(weeks=weeks))

    def action_why(self) -> None:
        """Explain the chosen exercise, what is missing, and the balance."""
        from trainer.ui.screens.why import WhyScreen

        week = self.week
        if week is not None:
            self.app.push_screen(
                WhyScreen(
                    lambda width: Content("\n\n").join([self._account(week, width), account.balance(week, width)])
                )
            )

    def action_how(self) -> None:
        """Show the chosen exercise as the library does."""
        from trainer.ui.screens.opinion import leaflet_of
        from trainer.ui.screens.reader import ReaderScreen

        if self.item is not None:
            exercise = self.item.exercise
            self.app.push_screen(ReaderScreen(lambda width: leaflet_of(exercise, self.coach, width)))

    # How it is shown

    def _tick(self) -> None:
        """Show what another terminal changed, and the new day after midnight; the week one looks at stays."""
        super()._tick()
        if not self.is_current or self.week is None:
            return
        if self._painted_on != self.today or self.desk.week(self.monday) != self.week:
            self.fill()

    def _list(self, day: Day) -> None:
        listed = self.query_one(Choices)
        items = () if day.session is None else day.session.items
        ids = [item.exercise.id for item in items]
        at = ids.index(self._chosen) if self._chosen in ids else min(listed.highlighted or 0, max(0, len(ids) - 1))
        if self._chosen is None:
            at = 0
        self._chosen = ids[at] if ids else None
        listed.display = bool(ids)
        listed.put(
            lambda width: [Option(account.label(item, day, width), id=item.exercise.id) for item in items],
            at if ids else None,
        )
        if ids:
            listed.focus()

    def _explain(self) -> None:
        """Show the reasons beside the day, and what matters most beneath it."""
        week = self.week
        if week is None:
            return
        if self._wide:
            beside = BESIDE - SIDES
            parts = [self._account(week, beside), *([account.balance(week, beside)] if week.over else [])]
            self._put("#account", Content("\n\n").join(one for one in parts if one.plain))
        self._put("#note", self._beneath(week, self.size.width - SIDES, gaps=not self._wide))

    def _account(self, week: Week, width: int) -> Content:
        session = None if self.on_day is None else self.on_day.session
        return account.account(self.item, session, week, self.coach.library, width)

    def _beneath(self, week: Week, width: int, *, gaps: bool) -> Content:
        text, style = self._note
        if text:
            return hang("", Content.styled(text, style), width)
        stale = planned.stale(week)
        if stale:
            return hang(
                Content.styled(_MARK, "$warning"),
                Content.assemble(stale, ("  r plans the rest again.", "$accent")),
                width,
            )
        found = lacking.gaps(week, self.coach.library) if gaps and not week.empty else []
        if not found:
            return Content("")
        more = Content.styled(f"w {len(found) - 1} more" if found[1:] else "", "$muted")
        return line(Content.assemble((_MARK, "$warning"), found[0]), more, width)

    def _nothing(self, week: Week, day: Day, width: int) -> Content:
        """Say why the day is empty, or invite to plan where the whole week is."""
        library = self.coach.library
        if not week.empty or week.over or week.blocked is not None:
            return account.empty(day, self.today, library, width)
        first = Content.assemble("Nothing is planned yet. ", ("g", "bold $accent"), " plans the week.")
        said = [hang("", Content.styled(one, "$muted"), width) for one in planned.invitation(week)]
        apart = [Content("")] if self.size.height >= USUAL else []
        return Content("\n").join([hang("", first, width), *apart, *said])

    def _put(self, name: str, text: Content) -> None:
        widget = self.query_one(name, Static)
        widget.display = bool(text.plain)
        widget.update(text)

    @property
    def _wide(self) -> bool:
        return self.size.width >= WIDE
