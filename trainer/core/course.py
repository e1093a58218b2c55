"""The course of a session: everything that follows from its events, whenever they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.core.easing import remaining, softened
from trainer.core.events import (
    ENDING,
    Beaten,
    Cause,
    Eased,
    Ended,
    Entered,
    Event,
    Extended,
    Held,
    Key,
    Lost,
    Paused,
    Restored,
    Resumed,
    Returned,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
    key_of,
    turn_of,
)
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.timeline import GETTING_READY, Step, StepKind, exercise_steps, timeline

UNDO = 10
"""Seconds in which skipping the last exercise can be taken back; ours."""


class Status(StrEnum):
    """How an exercise of a session went."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    """Stopped for pain."""
    LEFT = "left"
    """Never reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one exercise of a session."""

    prescription: Prescription
    """What was planned; easing does not change it."""
    status: Status
    reason: SkipReason | StopReason | None
    marks: tuple[Held, ...]
    """The best of each repetition, in the order of the timeline."""
    planned: tuple[Step, ...]
    """The work that was planned."""


class Course:
    """The state of a session. `apply` is the only thing that changes it."""

    def __init__(self, prescriptions: Iterable[Prescription], pace: Pace) -> None:
        self.planned = tuple(prescriptions)
        self.pace = pace
        self.steps = timeline(self.planned, pace)
        self.marks: dict[Key, Held] = {}
        self.skipped: dict[int, SkipReason] = {}
        self.stopped: dict[int, StopReason] = {}
        self.today = list(self.planned)
        """What each exercise asks now, eased where it was eased."""
        self.cursor = -1
        """The current step; -1 before the start."""
        self.cause: Cause | None = None
        """Why the clock stands still; None while it runs."""
        self.over = False
        self.ended: StopReason | None = None
        self.extra = 0
        """Seconds added to the current step."""
        self.beat = 0
        self.places: dict[int, int] = {}
        """Where exercises that were left out go on once they are taken back: a step of each."""
        self.origin = 0.0
        """When the current step would have begun had it run without pauses; while the clock stands, minus the spent."""

    @property
    def step(self) -> Step | None:
        """The current step; None before the start and after the end."""
        return self.steps[self.cursor] if 0 <= self.cursor < len(self.steps) and not self.over else None

    def stopped_for_pain(self, item: int) -> bool:
        """Whether this exercise was stopped, here or wherever else it stands in the session."""
        return self.planned[item].exercise in {self.planned[index].exercise for index in self.stopped}

    def closed(self, item: int) -> bool:
        """Whether this exercise is not to be done (any more)."""
        return item in self.skipped or self.stopped_for_pain(item)

    def following(self, index: int) -> int | None:
        """Return the step after `index` that is still to be done; of what was taken back, where it was left."""
        steps = range(index + 1, len(self.steps))
        found = next((i for i in steps if self.open(self.steps[i])), None)
        ready = index >= 0 and self.steps[index].kind in GETTING_READY
        if found is None or not ready or self.steps[found].kind in GETTING_READY:
            return found
        return max(found, self.places.get(self.steps[index].item, 0))

    def entrance(self, item: int) -> int:
        """Return the step in which an exercise is taken back: its getting ready, else where it was left."""
        first = self.first(item)
        return first if self.steps[first].kind in GETTING_READY else self.places.get(item, first)

    def open(self, step: Step) -> bool:
        """Whether a step is one that is to be done."""
        return step.kind is not StepKind.DONE and not self.closed(step.item)

    @property
    def closing(self) -> int | None:
        """The step in which skipping the last exercise can be taken back; None where that was not skipped."""
        return next((i for i, step in enumerate(self.steps) if step.kind is StepKind.DONE), None)

    def preceding(self, index: int) -> int | None:
        """Return the repetition or the getting ready before `index`, never one that must not come back."""
        for i in range(index - 1, -1, -1):
            step = self.steps[i]
            if (step.work or step.kind is StepKind.PREPARE) and not self.barred(step.item):
                return i
        return None

    def barred(self, item: int) -> bool:
        """Whether nothing may bring this exercise back: it was stopped for pain, or a safety rule closed it."""
        return self.stopped_for_pain(item) or self.skipped.get(item) is SkipReason.CLOSED

    def first(self, item: int) -> int:
        """Return the first step of an exercise."""
        return next(index for index, step in enumerate(self.steps) if step.item == item)

    def easier(self) -> Eased | None:
        """Return how the rest of the current exercise can be made easier; None when nothing is left to ease."""
        anchor = self._anchor()
        step = self.steps[anchor]
        if step.kind is StepKind.DONE:
            return None
        now = self.today[step.item]
        eased = now.eased(self._reached(anchor), step.part)
        same = self._eased(step.item, eased)[anchor:] == self.steps[anchor:]
        return None if same else Eased(item=step.item, prescription=eased)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Tell what became of each exercise, as it was planned."""
        return tuple(self._outcome(item) for item in range(len(self.planned)))

    def apply(self, event: Event, at: float) -> None:  # noqa: C901, PLR0912 - one arm an event reads best
        """Let an event that happened at `at` (monotonic seconds) have its effect."""
        match event:
            case Entered(step=step):
                self.cursor, self.extra, self.beat = step, 0, 0
                self.origin = at if self.cause is None else 0.0
                if self.steps[step].work:
                    self.places.pop(self.steps[step].item, None)
            case Beaten(beat=beat):
                self.beat = beat
            case Held():
                self._mark(event)
            case Paused(cause=cause):
                if self.cause is None:
                    self.origin -= at
                self.cause = cause
            case Resumed():
                if self.cause is not None:
                    self.origin += at
                self.cause = None
            case Lost():
                self._lose(event)
            case Returned():
                self._return()
            case Extended(seconds=more):
                self.extra += more
            case Eased(item=item, prescription=easier):
                self.steps = self._eased(item, easier)
                self.today[item] = easier
            case Skipped(item=item, reason=why):
                self.skipped[item] = why
                self._keep_place(item)
                self._offer_back(item, why)
            case Restored(item=item):
                self.skipped.pop(item, None)
            case Stopped(item=item, reason=felt):
                self.stopped[item] = felt
                if felt in ENDING:
                    self.over, self.ended = True, felt
            case Ended(reason=last_felt):
                self.over, self.ended = True, last_felt

    def _keep_place(self, item: int) -> None:
        """Keep which repetition of the current exercise is the next one, or the last one where all are done."""
        anchor = self._anchor()
        if self.steps[anchor].item != item:
            return
        ahead = (i for i in range(anchor, len(self.steps)) if self.steps[i].item == item and self.steps[i].work)
        behind = (i for i in range(anchor, -1, -1) if self.steps[i].work)
        self.places[item] = next(ahead, next(behind, anchor))

    def _offer_back(self, item: int, why: SkipReason) -> None:
        """Put a last step behind a skip after which nothing is left, in which it can be taken back."""
        if why is not SkipReason.CLOSED and self.following(self.cursor) is None:
            kept = (step for step in self.steps if step.kind is not StepKind.DONE)
            self.steps = (*kept, Step(kind=StepKind.DONE, item=item, seconds=UNDO))

    def _mark(self, held: Held) -> None:
        known = self.marks.get(key_of(held))
        if known is None or (held.complete, held.seconds) > (known.complete, known.seconds):
            self.marks[key_of(held)] = held

    def _lose(self, lost: Lost) -> None:
        """Go back to where the person was last known to be, and stand still there."""
        for step in self.steps[lost.step : self.cursor + 1]:
            if step.work:
                self.marks.pop(key_of(step), None)
        self.marks |= {key_of(mark): mark for mark in lost.marks}
        step = self.steps[lost.step]
        beats = len(step.beats)
        self.cursor, self.extra, self.origin, self.cause = lost.step, lost.extra, -lost.spent, Cause.SILENT
        self.beat = min(beats - 1, int(lost.spent * beats / step.seconds)) if beats and step.seconds else 0

    def _return(self) -> None:
        """Stand still before the current step, with a fresh get-ready where it had none."""
        self.cause, self.origin, self.extra, self.beat = Cause.RETURNED, 0.0, 0, 0
        step = self.step
        if step is not None and step.kind not in GETTING_READY:
            ready = replace(
                step,
                kind=StepKind.PREPARE,
                seconds=self.pace.prepare or Pace().prepare,
                beats=(),
                position=self.steps[self.first(step.item)].position,
            )
            self.steps = (*self.steps[: self.cursor], ready, *self.steps[self.cursor :])

    def _anchor(self) -> int:
        """Return the current step, or the one for which one gets ready."""
        index = self.cursor
        while self.steps[index].kind in GETTING_READY:
            index += 1
        return index if index == self.cursor else max(index, self.places.get(self.steps[self.cursor].item, 0))

    def _reached(self, anchor: int) -> int:
        """Return the repetition that easing must leave; 0 where the turns begin anew: another side, another set."""
        here, latest = self.steps[anchor], self._latest(anchor)
        ahead = [s for s in self.steps[anchor + 1 :] if s.work and (s.item, s.part) == (here.item, here.part)]
        paired = any((s.round, s.repetition) == (latest.round, latest.repetition) for s in ahead[:1])
        anew = any(s.repetition == 1 for s in ahead)
        return latest.repetition if paired or not anew else 0

    def _latest(self, index: int) -> Step:
        """Return the work step at or before `index`."""
        return next(step for step in reversed(self.steps[: index + 1]) if step.work)

    def _eased(self, item: int, easier: Prescription) -> tuple[Step, ...]:
        """Return the steps with easier ones in place of the exercise's: nothing that comes back asks more again."""
        anchor = self._anchor()
        fresh = exercise_steps(item, easier, self.pace)
        others = (i for i, s in enumerate(self.steps) if s.item > item or s.kind is StepKind.DONE)
        after = next(others, len(self.steps))
        left = remaining(fresh, self.steps[anchor], self._latest(anchor))
        return (*softened(self.steps[:anchor], fresh), *left, *self.steps[after:])

    def _outcome(self, item: int) -> Outcome:
        planned = tuple(s for s in exercise_steps(item, self.planned[item], self.pace) if s.work)
        order = [turn_of(step) for step in planned]
        marks = sorted((m for m in self.marks.values() if m.item == item), key=lambda m: order.index(turn_of(m)))
        status = self._status(item, marks)
        return Outcome(
            prescription=self.planned[item],
            status=status,
            reason=None if status is Status.DONE else self.stopped.get(item) or self.skipped.get(item),
            marks=tuple(marks),
            planned=planned,
        )

    def _status(self, item: int, marks: list[Held]) -> Status:
        if item in self.stopped:
            return Status.STOPPED
        if item in self.skipped and not marks:
            return Status.SKIPPED
        whole = {turn_of(mark) for mark in marks if mark.complete}
        asked = {turn_of(step) for step in exercise_steps(item, self.today[item], self.pace) if step.work}
        if asked <= whole:
            return Status.DONE
        return Status.PARTIAL if marks else Status.LEFT
