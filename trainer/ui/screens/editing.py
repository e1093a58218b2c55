"""Editing: a week's plan changed by hand; each change is kept at once and says what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from trainer import lacking, planned, reasons, wording
from trainer.core.plan import BOUT, MOST_PLANNED
from trainer.errors import NotSavedError, RefusedError
from trainer.plans.brief import free_on
from trainer.plans.hand import Edited
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.screens.planning import Planning

LEAVE = -1
"""The answer that leaves a day's minutes to the plan."""


class Editing(Planning):
    """A week that can be changed by hand."""

    @property
    def times(self) -> list[time]:
        """When a session could begin on the chosen day."""
        return [slot.at for slot in free_on(self.coach.care.profile, self.day)]

    def action_keep(self) -> None:
        """Keep the exercise here, whatever is planned anew."""
        self._keep(on=True)

    def action_let_go(self) -> None:
        """Leave the exercise to the plan again."""
        self._keep(on=False)

    def action_add(self) -> None:
        """Choose an exercise for the day."""
        from trainer.ui.screens.add import AddScreen

        week, day = self.week, self.on_day
        if week is None or day is None:
            return
        if day.blocked is not None:
            self.say(reasons.sentence(day.blocked, self.coach.library), "$stop")
            return
        title = f"Add to {wording.day(day.date)}"
        self.app.push_screen(AddScreen(title, day, week, self.coach.library, lambda name: self._add(day.date, name)))

    def action_drop(self) -> None:
        """Take the exercise out of the day."""
        name, day = self._name_of(), self.day
        self._edit(lambda exercise: self.desk.hand.drop(day, exercise), f"{name} is out of {wording.day(day)}.")

    def action_order(self, by: int) -> None:
        """Train the exercise earlier or later in its session."""
        session = None if self.on_day is None else self.on_day.session
        if session is None or self.item is None:
            return
        if 0 <= session.items.index(self.item) + by < len(session.items):
            self._edit(lambda exercise: self.desk.hand.reorder(self.day, exercise, by), "")

    def action_shift(self, days: int) -> None:
        """Move the exercise to the day before or after."""
        name, to = self._name_of(), self.day + timedelta(days=days)
        self._edit(
            lambda exercise: self.desk.hand.move(self.day, exercise, to), f"{name} moved to {wording.day(to)}.", to
        )

    def action_minutes(self) -> None:
        """Set the day's minutes of activity."""
        day = self.on_day
        if day is None:
            return
        if day.activity.closed is not None:
            self.say(reasons.sentence(day.activity.closed, self.coach.library), "$stop")
            return
        answers = [Answer(text="leave it to the plan", value=LEAVE)]
        answers += [Answer(text=f"{n} min" if n else "none", value=n) for n in range(0, MOST_PLANNED + 1, BOUT)]

        def answered(minutes: int | None) -> None:
            if minutes is not None:
                self._set(lambda: self.desk.hand.minutes(day.date, None if minutes == LEAVE else minutes))

        self.app.push_screen(ChooseScreen(f"Activity on {wording.day(day.date)}", answers), answered)

    def action_time(self) -> None:
        """Put the session at another free time of the day."""
        day = self.day
        answers = [Answer(text=f"{at:%H:%M}", value=at) for at in self.times]

        def answered(at: time | None) -> None:
            if at is not None:
                self._set(lambda: self.desk.hand.at(day, at))

        self.app.push_screen(ChooseScreen(f"Train on {wording.day(day)} at", answers), answered)

    # How it works

    def _keep(self, *, on: bool) -> None:
        said = "stays here, whatever is planned anew" if on else "is left to the plan again"
        day = self.day
        self._edit(lambda exercise: self.desk.hand.keep(day, exercise, on=on), f"{self._name_of()} {said}.")

    def _edit(self, change: Callable[[str], Edited], said: str, to: date | None = None) -> None:
        """Change the chosen exercise, and say what that costs; it stays chosen, on the day it went to."""
        if self.item is None:
            return
        exercise = self.item.exercise.id
        self.halt()
        edited = self.attempt(lambda: change(exercise))
        if edited is not None:
            if to is not None:
                self.day = to
                self.pick(exercise)
            self._edited(edited, said)

    def _set(self, change: Callable[[], Edited]) -> None:
        self.halt()
        edited = self.attempt(change)
        if edited is not None:
            self._edited(edited, "")

    def _add(self, day: date, exercise: str) -> str:
        """Add an exercise; returns the sentence of the rule in the way, or nothing."""
        self.halt()
        try:
            edited = self.desk.hand.add(day, exercise)
        except RefusedError as error:
            return error.sentence
        except NotSavedError as error:
            self.say(error.sentence, "$warning")
            self.fill()
            return ""
        self.pick(exercise)
        self._edited(edited, f"{self.coach.library.exercises[exercise].name} added; it stays.")
        return ""

    def _edited(self, edited: Edited, said: str) -> None:
        cost = [*planned.costs(edited.terms, edited.week), *lacking.too_much(edited.week.balance)]
        worse = any(value > 0 for value in edited.terms.values()) and bool(cost)
        self.say(" ".join([*([said] if said else []), *cost]), "$warning" if worse else "$accent")
        self.show(edited.week)

    def _name_of(self) -> str:
        return "" if self.item is None else self.item.exercise.name
