"""Planning: a week planned at once and improved in the background, planned again, copied, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.worker import Worker, WorkerState

from trainer import wording
from trainer.coach import Coach
from trainer.core.library import Library
from trainer.errors import NotSavedError, TrainerError
from trainer.plans.desk import Search
from trainer.plans.draft import Draft
from trainer.ui.screens.looking import Looking

IMPROVE, MEND = "improve", "mend"
"""What a search in the background is for."""
T = TypeVar("T")


class Planning(Looking):
    """A week that can be planned."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._first: Draft | None = None
        self._stopped = [False]

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
        search: list[Search] = []

        def plan() -> Draft:
            search.append(self.desk.searching(self.monday))
            first = self.desk.first(self.monday)
            self.desk.take(first)
            return first

        self._first = self.attempt(plan)
        if self._first is None:
            return
        said = "Planned anew; what you keep stayed." if anew else "Planned."
        self.say(f"{_left(self._first, self.coach.library)}{said} u takes it back.")
        self.fill()
        self._search(search[0], IMPROVE)

    def action_replan(self) -> None:
        """Plan what is left again, and show the changes before they are taken."""
        self.halt()
        search = self.attempt(lambda: self.desk.mending(self.monday))
        if search is not None:
            self._search(search, MEND)

    def action_copy(self) -> None:
        """Plan this week like the one before, after its changes were seen."""
        self.halt()
        draft = self.attempt(lambda: self.desk.copy(self.monday))
        if draft is not None:
            self._offer(draft, "Copy last week")

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

    def _search(self, search: Search, what: str) -> None:
        """Search in a thread, so that no key waits."""
        stop = self._stopped = [False]
        self.run_worker(lambda: search(lambda: stop[0]), name=what, group="search", exclusive=True, thread=True)

    def halt(self) -> None:
        """End the search in the background."""
        self._stopped[0] = True
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
            if self.is_current and draft.monday == self.monday:
                self._offer(draft, "What would change")
            return
        first, self._first = self._first, None
        if first is not None and self.attempt(lambda: self.desk.improve(draft, first)):
            self.fill()

    def _offer(self, draft: Draft, title: str) -> None:
        from trainer.ui.screens.changes import ChangesScreen

        def answered(take: bool | None) -> None:
            if take and self.attempt(lambda: self.desk.take(draft)) is not None and draft.changes:
                self.say("Planned again. u takes it back.")
            self.fill()

        self.app.push_screen(ChangesScreen(draft, self.coach.library, self.today, title=title), answered)


def _left(draft: Draft, library: Library) -> str:
    """Say what is kept by hand and cannot stay."""
    names = [f"{library.exercises[name].name} on {wording.weekday(day)}" for day, name in draft.refused]
    return f"{', '.join(names)} cannot stay: it breaks a rule. " if names else ""
