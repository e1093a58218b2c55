"""Looking a week up: its plan as kept, with all it is planned and read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from trainer.care import Care
from trainer.core.clock import Clock
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.library import Library
from trainer.core.log import Remembered
from trainer.core.pace import Pace
from trainer.core.plan import monday_of
from trainer.core.prescription import Prescription
from trainer.core.weekly import Week
from trainer.errors import RefusedError
from trainer.plans import kept
from trainer.plans.brief import Brief, brief
from trainer.plans.known import LOOK_BACK, Known
from trainer.plans.view import view

AHEAD = timedelta(weeks=52)
"""How far ahead a week can be planned."""
BACK = timedelta(weeks=53 * 10)
"""How far back weeks are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A week that was looked up."""

    known: Known
    brief: Brief
    generation: int
    """How often it was planned."""

    @property
    def monday(self) -> date:
        """The week's Monday."""
        return self.known.plan.monday

    def view(self, *, explained: bool = True) -> Week:
        """Show it."""
        return view(self.known, self.brief, self.generation, explained=explained)


class Lookup:
    """One person's weeks, each looked up anew."""

    def __init__(
        self,
        care: Care,
        clock: Clock,
        library: Callable[[], Library],
        pace: Callable[[], Pace],
        asker: Callable[[int], Callable[[Exercise, Dosage], Prescription]],
        history: Callable[[date, date], tuple[Remembered, ...]],
    ) -> None:
        self._care = care
        self.store = care.store
        self.clock = clock
        self._library = library
        self._pace = pace
        self._asker = asker
        self._history = history

    def find(self, monday: date, *, by_hand: bool = False, roomy: bool = False) -> Found:
        """Look a week up; raises RefusedError for one that is too far away.

        `by_hand` takes all of today for free time: who plans by hand knows what the day still has. `roomy` leaves
        room in each session for the next step of each exercise, so that getting on does not break the plan.
        """
        monday = monday_of(monday)
        today = self.clock.now().date()
        if not monday_of(today) - BACK <= monday <= today + AHEAD:
            first, last = monday_of(today - BACK), monday_of(today + AHEAD)
            raise RefusedError(
                f"The week of {monday} is too far away; weeks from {_name(first)} to {_name(last)} are shown."
            )
        found = kept.read(self.store, monday)
        if found.unreadable and kept.UNREADABLE not in self.store.notices:
            self.store.notices.append(kept.UNREADABLE)
        week = timedelta(days=7)
        known = Known(
            now=self.clock.now(),
            facts=self._care.facts(),
            gates=self._care.gates(),
            library=self._library(),
            pace=self._pace(),
            prescribe=self._asker(0),
            later=self._asker(1),
            history=self._history(monday - LOOK_BACK, monday + week - timedelta(days=1)),
            plan=found.plan,
            before=kept.read(self.store, monday - week).plan,
            after=kept.read(self.store, monday + week).plan,
        )
        return Found(known=known, brief=brief(known, by_hand=by_hand, roomy=roomy), generation=found.generation)

    def ahead(self, monday: date, *, by_hand: bool = False, roomy: bool = False) -> Found:
        """Look a week up that can still be changed; raises RefusedError for one that is over, too."""
        found = self.find(monday, by_hand=by_hand, roomy=roomy)
        if monday + timedelta(days=7) <= found.known.today:
            raise RefusedError(f"The week of {monday} is over; what was planned then stays as it is.")
        return found


def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"
