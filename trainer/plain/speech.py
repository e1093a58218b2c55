"""Speech: what happens in a session, in short sentences, one line an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from trainer import wording
from trainer.core.events import (
    ENDING,
    Beaten,
    Cause,
    Eased,
    Ended,
    Entered,
    Event,
    Extended,
    Paused,
    Restored,
    Resumed,
    Returned,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
)
from trainer.core.exercise import Caution, Level
from trainer.core.library import Library
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.timeline import GETTING_READY, BodySide, Step, StepKind
from trainer.plain.aloud import opening, seconds, sentences

GO_ON = "Enter goes on."
_CONDITIONS = {"knee-pain": "your knees hurt"}
"""How a condition is said of the person who listens."""
_LEAVE = "leave this out"
"""How a text begins that says no more than its level and its condition."""


class Speech:
    """Says one session. It remembers which exercise it has introduced, so that it does so once."""

    def __init__(self, session: Session, library: Library, answers: Callable[[], bool]) -> None:
        self._session = session
        self._library = library
        self._answers = answers
        self._item = -1
        self._turn: tuple[int, int, int, BodySide] | None = None

    def welcome(self, name: str) -> str:
        """Say what begins: its name, how much it is and how long it takes."""
        count = len(self._session.course.planned)
        much = f"{count} exercises, about" if count > 1 else "About"
        return sentences(name, f"{much} {wording.minutes(self._session.total_left or self._whole())}")

    def tell(self, events: Iterable[Event]) -> Iterator[str]:
        """Say what happened, a line for each thing worth a word."""
        for event in events:
            yield from (line for line in self._say(event) if line)

    def now(self) -> str:
        """Say where one is."""
        step = self._session.step
        if step is None:
            return ""
        left = self._session.left
        rest = "" if left is None or step.kind in {StepKind.COUNT, StepKind.BREATHE} else f"{seconds(left)} left"
        name = self._session.course.planned[step.item].name if step.kind in GETTING_READY else ""
        return sentences(_phase(step), name, self._where(step), rest)

    def returned(self) -> str:
        """Say where one comes back to after an interruption."""
        step = self._session.step
        if step is None:
            return ""
        name = self._session.course.planned[step.item].name
        return sentences(wording.CAUSES[Cause.RETURNED], name, self._where(step), self._go_on())

    def place(self) -> str:
        """Say where one is in the whole session."""
        step, course = self._session.step, self._session.course
        if step is None:
            return ""
        item = self._session.next_item()
        ahead = "This is the last one" if item is None else f"Next: {course.today[item].name}"
        count = f"Exercise {step.item + 1} of {len(course.planned)}: {course.planned[step.item].name}"
        return sentences(count, self.now(), ahead, f"{wording.minutes(self._session.total_left)} left in all")

    def how(self) -> Iterator[str]:
        """Say how the present exercise is done: cautions before steps."""
        asked = self._session.prescription
        if asked is None:
            return
        yield sentences(asked.name, wording.prescription(asked))
        exercise = self._library.exercises.get(asked.exercise)
        if exercise is None:
            yield from self._cues(asked)
            return
        yield self._cautions(asked)
        yield from (f"Step {number}: {opening(one.text)}" for number, one in enumerate(exercise.steps, 1))
        things = wording.things(exercise.optional_equipment)
        if things:
            yield sentences(f"If you like: {things}")

    # What happened

    def _say(self, event: Event) -> Iterator[str]:
        course = self._session.course
        match event:
            case Entered(step=index):
                yield from self._entered(index)
            case Beaten(step=index, beat=beat):
                yield opening(course.steps[index].beats[beat])
            case Paused(cause=cause):
                yield self._paused(cause)
            case Returned():
                yield self.returned()
            case Resumed():
                yield from self._resumed()
            case Extended(seconds=more):
                yield sentences(f"{seconds(more)} more", f"{seconds(self._session.left or 0.0)} left")
            case Eased(item=item):
                yield sentences("Eased. Go less far", f"Now {wording.prescription(course.today[item])}")
            case Ended(reason=reason) if reason not in ENDING:
                yield "The session is over."
            case _:
                yield from self._left(event)

    def _left(self, event: Event) -> Iterator[str]:
        """Say that an exercise is left out, or taken back in."""
        names = self._session.course.planned
        match event:
            case Skipped(item=item, reason=SkipReason.CLOSED):
                yield sentences(f"{names[item].name} is left out: it is closed today")
            case Skipped(item=item):
                yield sentences(f"Skipped: {names[item].name}")
            case Restored(item=item):
                yield sentences(f"{names[item].name} is back in", self._place())
            case Stopped(item=item, reason=felt) if felt not in ENDING:
                yield self._stopped(names[item], felt)
            case _:
                pass

    def _place(self) -> str:
        """Say with which repetition what was taken back goes on; empty where it begins anew."""
        session = self._session
        step = session.upcoming if session.step is not None and session.step.kind in GETTING_READY else session.step
        return "" if step is None or step.repetition < 2 else f"It goes on with {self._where(step)}"

    def _stopped(self, asked: Prescription, felt: StopReason) -> str:
        if asked.exercise not in self._library.exercises:
            return sentences(f"{asked.name} is over")
        again = "You are asked about it at the next check-in" if felt is StopReason.RADIATING else ""
        return sentences(f"{asked.name} is over and set aside: it stays out until you clear it", again)

    def _paused(self, cause: Cause) -> str:
        if cause is Cause.ASKING:
            return ""
        left = self._session.left
        step = self._session.step
        counts = step is not None and left is not None and step.kind not in {StepKind.COUNT, StepKind.BREATHE}
        rest = f"{seconds(left or 0.0)} left" if counts and cause is Cause.PERSON else ""
        return sentences(wording.CAUSES[cause], rest, self._go_on())

    def _resumed(self) -> Iterator[str]:
        step = self._session.step
        if step is not None and step.item != self._item:
            yield from self._entered(self._session.course.cursor)
        else:
            yield sentences("Going on", self.now(), self._enter(step))

    def _go_on(self) -> str:
        return GO_ON if self._answers() else ""

    # Steps

    def _entered(self, index: int) -> Iterator[str]:
        step = self._session.course.steps[index]
        if step.kind is StepKind.DONE:
            yield sentences(_phase(step), "Type b to take back what you left out. Enter ends")
            return
        new = step.item != self._item
        if new:
            self._item, self._turn = step.item, None
            yield from self._introduced(step)
        elif step.kind is StepKind.PREPARE:
            yield sentences(_phase(step), self._where(step), f"It starts in {_lasting(step)}")
        if step.work or step.kind not in GETTING_READY:
            yield self._begun(step)
        elif new or step.kind is StepKind.WAIT:
            yield sentences(self._enter(step))

    def _introduced(self, step: Step) -> Iterator[str]:
        """Say which exercise is next: position, equipment, how much, and what to be careful with."""
        asked = self._session.course.today[step.item]
        count = len(self._session.course.planned)
        name = f"Exercise {step.item + 1} of {count}: {asked.name}" if count > 1 else asked.name
        position = wording.position(step.position or next(iter(asked.positions), None))
        needs = f"You need: {wording.things(asked.equipment)}" if asked.equipment else ""
        ready = _phase(step) if step.kind in GETTING_READY else ""
        lasting = f"It starts in {_lasting(step)}" if step.kind is StepKind.PREPARE else ""
        yield sentences(ready, name, position, needs, wording.prescription(asked), lasting)
        if asked.exercise in self._library.exercises:
            yield self._cautions(asked)
        else:
            yield from self._cues(asked)

    def _begun(self, step: Step) -> str:
        """Say a step that begins: `Hold. Left side, 2 of 3. 15 seconds.`"""
        turn = (step.item, step.round, step.part, step.side)
        again = turn == self._turn
        if step.work:
            self._turn = turn
        if step.kind is StepKind.RELEASE:
            return sentences(_phase(step))
        if step.kind is StepKind.SWITCH:
            return self._switch(step)
        if step.kind is StepKind.REST:
            return sentences("Pause", f"Then set {step.round}", _lasting(step))
        if step.kind in {StepKind.MOVE, StepKind.COUNT, StepKind.BREATHE}:
            head = "" if again or step.beats else _phase(step)
            where = _count(step) if again else self._where(step)
            return sentences(head, where, step.beats[0] if step.beats else "", "" if again else self._enter(step))
        return sentences(_phase(step), self._where(step), _lasting(step))

    def _switch(self, step: Step) -> str:
        side = wording.side(step.side)
        if side:
            return sentences(f"Switch to the {side} side")
        then = self._session.course.planned[step.item].then
        return sentences(f"Switch: {then.name}" if then is not None else "Switch: both together")

    def _where(self, step: Step) -> str:
        """Name side, repetition and set."""
        asked = self._session.course.planned[step.item]
        side = wording.side(step.side)
        part = asked.then.name if step.part and asked.then is not None and not side else ""
        sets = f"set {step.round} of {asked.sets}" if asked.sets > 1 and step.repetition else ""
        return ", ".join(one for one in (sets, f"{side} side" if side else part, _count(step)) if one)

    def _cautions(self, asked: Prescription) -> str:
        exercise = self._library.exercises.get(asked.exercise)
        if exercise is None:
            return ""
        ordered = sorted(exercise.cautions, key=lambda one: list(Level).index(one.level))
        return sentences(*(_caution(one) for one in ordered))

    def _cues(self, asked: Prescription) -> Iterator[str]:
        activity = self._library.activities.get(asked.exercise)
        if activity is not None:
            yield sentences(*activity.cues)

    def _enter(self, step: Step | None) -> str:
        """Say what Enter does where something waits for it."""
        if step is None or step.seconds is not None or not self._answers():
            return ""
        return "Enter starts" if step.kind is StepKind.WAIT else "Enter counts"

    def _whole(self) -> float:
        from trainer.core.timeline import seconds as length

        return length(self._session.course.steps, self._session.course.pace)


def _caution(one: Caution) -> str:
    """Say a caution; one that depends on a condition begins with it, so that it is no order to anybody else."""
    level = wording.LEVELS[one.level]
    if one.when is None:
        return f"{level}: {one.text}"
    condition = _CONDITIONS.get(one.when, f"you have {one.when.replace('-', ' ')}")
    said = "" if one.text.casefold().startswith(_LEAVE) else f". {one.text}"
    return f"If {condition}: {level[:1].lower()}{level[1:]}{said}"


def _phase(step: Step) -> str:
    """Name a phase as on the screen, but not in capitals."""
    return wording.PHASES[step.kind].capitalize()


def _count(step: Step) -> str:
    return f"{step.repetition} of {step.of}" if step.repetition and step.of > 1 else ""


def _lasting(step: Step) -> str:
    return "" if step.seconds is None else seconds(step.seconds)
