"""Planning: a week planned at once and improved in the background, planned again, copied, taken back."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from textual.worker import Worker, WorkerState

from trainer import wording
from trainer.coach import Coach
from trainer.core.library import Library
from trainer.core.weekly import Week
from trainer.errors import NotSavedError, TrainerError
from trainer.plans.desk import Search
from trainer.plans.draft import Draft
from trainer.ui.screens.looking import Looking

IMPROVE, MEND = "improve", "mend"
"""What a search in the background is for."""
YIELD = 0.001
"""Seconds for which a search, each time it looks whether to stop, lets the keys have the interpreter."""
T = TypeVar("T")


class Planning(Looking):
    """A week that can be planned."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._first: Draft | None = None
        self._stopped = Event()

    def attempt(self, change: Callable[[], T]) -> T | None:
        """Change something; say beneath the week what refuses it, or that it could not be saved."""
        try:
            return change()
        except NotSavedError as error:
            self.say(error.sentence, "$warning")
            self.fill()
        except TrainerError as error:
            self.say(error.sentence, "$stop")
        return None

    def action_plan(self) -> None:
        """Plan the week at once, and look for something better while one looks at it."""
        self.halt()
        anew = self.week is not None and not self.week.empty

        def plan() -> tuple[Search, Draft, Week]:
            search, first = self.desk.searching(self.monday), self.desk.first(self.monday)
            return search, first, self.desk.take(first)

        found = self.attempt(plan)
        if found is None:
            return
        search, self._first, week = found
        said = "Planned anew; what you keep stayed." if anew else "Planned."
        self.say(f"{_left(self._first, self.coach.library)}{said} u takes it back.")
        self.show(week)
        self.call_after_refresh(self._search, search, IMPROVE, self._begun())  # the plan is painted first

    def action_replan(self) -> None:
        """Plan what is left again, and show the changes before they are taken."""
        self.halt()
        search = self.attempt(lambda: self.desk.mending(self.monday))
        if search is not None:
            self._search(search, MEND, self._begun())

    def action_copy(self) -> None:
        """Plan this week like the one before, after its changes were seen."""
        self.halt()
        draft = self.attempt(lambda: self.desk.copy(self.monday))
        if draft is not None:
            self._offer(draft, "Copy last week", "Copied")

    def action_undo(self) -> None:
        """Take the latest change of the week back."""
        self.halt()
        if self.attempt(lambda: self.desk.undo(self.monday)):
            self.say("Taken back. ctrl+r does it again.")
        self.fill()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.halt()
        if self.attempt(lambda: self.desk.redo(self.monday)):
            self.say("Done again. u takes it back.")
        self.fill()

    def _begun(self) -> Event:
        """Return what stops the search that begins now."""
        self._stopped = Event()
        return self._stopped

    def _search(self, search: Search, what: str, stop: Event) -> None:
        """Search in a thread, so that no key waits."""
        if stop.is_set():
            return
        self.run_worker(
            lambda: search(lambda: stop.wait(YIELD)), name=what, group="search", exclusive=True, thread=True
        )

    def halt(self) -> None:
        """End the search in the background."""
        self._stopped.set()
        self.workers.cancel_group(self, "search")

    def on_screen_suspend(self) -> None:
        """End the search when one goes to another page."""
        if self.app.current_mode != self.NAME:
            self.halt()

    def on_unmount(self) -> None:
        """End the search with the app."""
        self.halt()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what a search found: a better plan at once, changes of a plan after they were seen."""
        draft = event.worker.result
        if event.state is not WorkerState.SUCCESS or not isinstance(draft, Draft):
            return
        if event.worker.name == MEND:
            if self.is_active and draft.monday == self.monday:  # beneath a dialog it is still current
                self._offer(draft, "What would change", "Planned again")
            return
        first, self._first = self._first, None
        if first is not None and self.attempt(lambda: self.desk.improve(draft, first)):
            self.fill()

    def _offer(self, draft: Draft, title: str, done: str) -> None:
        from trainer.ui.screens.changes import ChangesScreen

        def answered(take: bool | None) -> None:
            if take and self.attempt(lambda: self.desk.take(draft)) is not None and draft.changes:
                self.say(f"{done}. u takes it back.")
            self.fill()

        self.app.push_screen(ChangesScreen(draft, self.coach.library, self.today, title=title), answered)


def _left(draft: Draft, library: Library) -> str:
    """Say what is kept by hand and cannot stay."""
    names = [f"{library.exercises[name].name} on {wording.weekday(day)}" for day, name in draft.refused]
    return f"{', '.join(names)} cannot stay: it breaks a rule. " if names else ""
