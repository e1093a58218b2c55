"""What is due: this week's plan as Today shows and changes it; imported when the first frame is painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from textual.content import Content
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from trainer import planned
from trainer.core.plan import monday_of
from trainer.core.weekly import Day, Week
from trainer.errors import TrainerError
from trainer.plans.desk import Desk, Search
from trainer.plans.draft import Draft
from trainer.run import Run
from trainer.ui.screens.page import Page
from trainer.ui.widgets import overview

PLAN = "plan"
"""The option that starts the planned session."""
IMPROVE, MEND = "improve", "mend"
"""What a search in the background is for."""
T = TypeVar("T")


class Due:
    """This week's plan on a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._coach = page.coach
        self._desk = Desk(page.coach)
        self._first: Draft | None = None
        self._stopped = [False]
        self._changes = 0
        """How many changes of the plan were made here; others are taken back where they were made."""
        self._week = self._read()

    def read(self) -> None:
        """Read the week anew."""
        self._week = self._read()

    # Showing

    @property
    def is_planned(self) -> bool:
        """Whether this week has a plan."""
        return not self._week.empty

    @property
    def is_done(self) -> bool:
        """Whether all that was planned for today is done."""
        return self.is_planned and overview.is_done(self._day)

    def works(self, action: str) -> bool:
        """Say whether the week can be planned, planned again, or a change of it taken back."""
        if action == "plan":
            return self._week.empty and self._week.blocked is None
        if action == "replan":
            return not self._week.empty and self._week.blocked is None
        return self._changes > 0 and self._desk.can(self._monday)[0]

    def options(self, done: Content, width: int) -> list[Option]:
        """Give the planned session, and what else the day and the week are like, which nobody can choose."""
        day = self._day
        started = [] if day.session is None else [Option(overview.session(day.session, width), id=PLAN)]
        parts = (
            overview.due(day, self._week, width),
            done,
            self._glance(width),
            Content.styled("Or a handout's routine", "$muted"),
        )
        rest = Content("\n\n").join(part for part in parts if part.plain)
        return [*started, Option(Content.assemble("\n" if started else "", rest), disabled=True)]

    def holds(self, width: int) -> Content:
        """List what the planned session holds."""
        session = self._day.session
        return Content("") if session is None else overview.holds(session, self._coach.library, width)

    def invitation(self, width: int) -> Content:
        """Invite to plan the week; empty where it is planned or cannot be."""
        if not self.works("plan"):
            return Content("")
        trained = any(day.trained for day in self._week.days)
        return overview.invitation([] if trained else planned.invitation(self._week), width)

    # Changing

    def begin(self) -> Run:
        """Begin what is left of today's session."""
        return self._desk.begin()

    def plan(self) -> None:
        """Plan this week at once, and look for something better meanwhile."""
        self.halt()
        search: list[Search] = []

        def plan() -> Draft:
            search.append(self._desk.searching(self._monday))
            first = self._desk.first(self._monday)
            self._desk.take(first)
            return first

        self._first = self._attempt(plan)
        self._changes += self._first is not None
        self._page.fill()
        if self._first is not None:
            self._page.notify("Planned. 2 shows the week, u takes it back.", markup=False)
            self._search(search[0], IMPROVE)

    def replan(self) -> None:
        """Plan what is left of the week, and show the changes before they are taken."""
        self.halt()
        search = self._attempt(lambda: self._desk.mending(self._monday))
        if search is not None:
            self._search(search, MEND)

    def undo(self) -> None:
        """Take the latest change of the plan back."""
        self.halt()
        if self._attempt(lambda: self._desk.undo(self._monday)):
            self._changes -= 1
            self._page.notify("The latest change of the plan is taken back.", markup=False)
        self._page.fill()

    def found(self, event: Worker.StateChanged) -> None:
        """Take what a search found: a better plan at once, changes of a plan after they were seen."""
        draft = event.worker.result
        if event.state is not WorkerState.SUCCESS or not isinstance(draft, Draft) or draft.monday != self._monday:
            return
        if event.worker.name == MEND:
            if self._page.is_active:  # beneath a dialog it is still current
                self._offer(draft)
            return
        first, self._first = self._first, None
        better = first is not None and self._attempt(lambda: self._desk.improve(draft, first))
        if better and self._page.is_current:
            self._page.fill()

    def halt(self) -> None:
        """End the search in the background."""
        self._stopped[0] = True
        self._page.workers.cancel_group(self._page, "search")

    # How it works

    @property
    def _today(self) -> date:
        return self._coach.clock.now().date()

    @property
    def _monday(self) -> date:
        return monday_of(self._today)

    @property
    def _day(self) -> Day:
        return self._week.day(max(self._week.monday, min(self._today, self._week.days[-1].date)))

    def _glance(self, width: int) -> Content:
        """Show how the week stands, and what could be planned again."""
        glance = overview.at_a_glance(self._week, self._today, width)
        hint = overview.hint(self._week, width) if self.works("replan") else None
        return glance if hint is None else Content("\n\n").join([glance, hint])

    def _read(self) -> Week:
        return self._desk.week(self._monday, explained=False)

    def _search(self, search: Search, what: str) -> None:
        """Search in a thread, so that no key waits."""
        stop = self._stopped = [False]
        self._page.run_worker(lambda: search(lambda: stop[0]), name=what, group="search", exclusive=True, thread=True)

    def _offer(self, draft: Draft) -> None:
        from trainer.ui.screens.changes import ChangesScreen

        def answered(take: bool | None) -> None:
            if take and draft.changes and self._attempt(lambda: self._desk.take(draft)) is not None:
                self._changes += 1
            self._page.fill()

        self._page.app.push_screen(ChangesScreen(draft, self._coach.library, self._today), answered)

    def _attempt(self, change: Callable[[], T]) -> T | None:
        """Change something; say what refuses it, or that it could not be saved."""
        try:
            return change()
        except TrainerError as error:
            self._page.notify(error.sentence, severity="warning", markup=False)
        return None
