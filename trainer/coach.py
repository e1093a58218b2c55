"""The coach: everything a front end may ask for or say, in core's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from trainer.codec import CodecError, decode, encode
from trainer.core.clock import Clock
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.journal import KINDS, RESUMABLE, Head, Interrupted, Line, describe, rebuild
from trainer.core.library import Activity, Library, Routine, RoutineItem, dosage_for
from trainer.core.log import ActivityLog, Remembered, SessionLog, SetAside
from trainer.core.prescription import Prescription, prescribe, prescribe_activity
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.errors import NotFoundError, NotSavedError, RefusedError
from trainer.run import Run, record_of, remember
from trainer.store.lines import Left
from trainer.store.store import Store

Trainable = Routine | Exercise
"""What can be trained by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the first screen needs to know."""

    date: date
    interrupted: Interrupted | None
    done: tuple[Remembered, ...]
    """Today's sessions and activity."""
    set_aside: tuple[SetAside, ...]


class Coach:
    """The conversation between the person and what the trainer knows and remembers."""

    def __init__(self, store: Store, load: Callable[[], Library], clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self._load = load
        self._library: Library | None = None
        self._settings: Settings | None = None

    @property
    def library(self) -> Library:
        """The exercise library, read when it is first asked for."""
        if self._library is None:
            self._library = self._load()
        return self._library

    @property
    def settings(self) -> Settings:
        """The person's settings; what cannot be read is its default."""
        if self._settings is None:
            self._settings = self._read_settings()
        return self._settings

    def change(self, settings: Settings) -> None:
        """Keep new settings; raises NotSavedError when they could not be written, and uses them all the same."""
        self._settings = settings
        identity = str(uuid5(NAMESPACE_URL, "trainer:settings"))
        self.store.save(Record(id=identity, kind="settings", at=self.clock.now(), body=encode(settings)))

    # Sessions

    def prescribe(self, thing: Trainable, dosage: Dosage | None = None) -> tuple[Prescription, ...]:
        """Give what a routine or an exercise asks today; raises RefusedError when it has no dosage."""
        if isinstance(thing, Routine):
            return tuple(self._prescribe(self.library.exercises[i.exercise], thing.handout, i) for i in thing.items)
        if dosage is not None:
            return (prescribe(thing, dosage),)
        return (self._prescribe(thing, None, RoutineItem(exercise=thing.id)),)

    def begin(self, thing: Trainable, dosage: Dosage | None = None) -> Run:
        """Begin a session, an exercise with one of its dosages; raises BusyError while another session runs."""
        routine = thing.id if isinstance(thing, Routine) else None
        return self._begin(thing.name, routine, self.prescribe(thing, dosage))

    def begin_activity(self, name: str, minutes: int) -> Run:
        """Begin a timed activity; raises as `begin` does, and RefusedError for minutes that cannot be timed."""
        activity = self.activity(name)
        return self._begin(activity.name, None, (prescribe_activity(activity, minutes),))

    def activity(self, name: str) -> Activity:
        """Find an activity by id or name; raises NotFoundError with those there are."""
        for activity in self.library.activities.values():
            if name.casefold() in {activity.id, activity.name.casefold()}:
                return activity
        raise NotFoundError(f"There is no activity '{name}'. There are: {', '.join(self.library.activities)}.")

    def interrupted(self) -> Interrupted | None:
        """Say which session can be gone on with; one that is too old is folded into the history first."""
        left = self._left()
        if left is None:
            return None
        head, lines, session = left
        at = lines[-1].at if lines else head.began
        found = describe(head, session, at)
        if found is None or not at <= self.clock.now() <= at + RESUMABLE:
            self._fold(head, session)
            return None
        return found

    def take_up(self) -> Run:
        """Go on with the interrupted session, paused; NotFoundError when there is none, BusyError when it runs."""
        left = self._left()
        if left is None:
            raise NotFoundError("There is no interrupted session to go on with.")
        head, _, session = left
        journal = self.store.journal()
        journal.adopt()
        run = Run(session, head, self.store, journal, self.clock)
        run.do(session.take_up)
        return run

    def close_interrupted(self) -> Remembered | None:
        """Keep what was done of the interrupted session, as a session of its own day."""
        left = self._left()
        return None if left is None else self._fold(left[0], left[2])

    # What was done

    def today(self) -> Today:
        """Say how today stands."""
        day = self.clock.now().date()
        return Today(
            date=day,
            interrupted=self.interrupted(),
            done=self.history(day, day),
            set_aside=self.set_aside(),
        )

    def history(self, since: date | None = None, until: date | None = None) -> tuple[Remembered, ...]:
        """Give the sessions and activity from one day to another, both included, oldest first."""
        records = self.store.history(since, until)
        return tuple(found for record in records if (found := recall(record)) is not None)

    def set_aside(self) -> tuple[SetAside, ...]:
        """Give the exercises that were stopped for pain, the latest first."""
        found = []
        for record in self.store.standing("set-aside"):
            try:
                found.append(decode(SetAside, {**record.body, "at": record.at}))
            except CodecError:
                continue
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    # How it works

    def _prescribe(self, exercise: Exercise, handout: str | None, item: RoutineItem) -> Prescription:
        dosage = dosage_for(exercise, item.handout or handout, item.label)
        if dosage is None:
            raise RefusedError(f"'{exercise.name}' has no dosage; write one into its file before you train it.")
        return prescribe(exercise, dosage, hold=item.hold, repetitions=item.repetitions)

    def _begin(self, name: str, routine: str | None, prescriptions: tuple[Prescription, ...]) -> Run:
        head = Head(
            session=str(uuid4()),
            name=name,
            routine=routine,
            began=self.clock.now(),
            prescriptions=prescriptions,
            pace=self.settings.pace,
        )
        self.close_interrupted()
        journal = self.store.journal()
        journal.begin(encode(head))
        session = Session(prescriptions, head.pace, self.clock)
        return Run(session, head, self.store, journal, self.clock)

    def _read_settings(self) -> Settings:
        for record in self.store.standing("settings"):
            try:
                return decode(Settings, dict(record.body))
            except CodecError:
                continue
        return Settings()

    def _left(self) -> tuple[Head, tuple[Line, ...], Session] | None:
        left = self.store.journal().left()
        if left is None:
            return None
        try:
            head, lines = read_journal(left)
            return head, lines, rebuild(head, lines, self.clock)
        except (CodecError, KeyError, IndexError, ValueError, StopIteration):
            self.store.journal().set_apart()
            return None

    def _fold(self, head: Head, session: Session) -> Remembered | None:
        remembered = remember(head, session, self.clock)
        journal = self.store.journal()
        try:
            if remembered is not None:
                self.store.save(record_of(remembered))
        except NotSavedError:
            return remembered
        journal.adopt()
        journal.finish()
        return remembered


def read_journal(left: Left) -> tuple[Head, tuple[Line, ...]]:
    """Read what an interrupted session left; raises CodecError or KeyError when it is none of ours."""
    return decode(Head, dict(left.header)), tuple(_line(line) for line in left.lines)


def recall(record: Record) -> Remembered | None:
    """Turn a record of the history into what is remembered; None for kinds that are not trained."""
    kinds: Mapping[str, type[SessionLog | ActivityLog]] = {"session": SessionLog, "activity": ActivityLog}
    kind = kinds.get(record.kind)
    if kind is None:
        return None
    try:
        return Remembered(id=record.id, at=record.at, what=decode(kind, dict(record.body), strict_text=False))
    except CodecError:
        return None


def _line(line: Mapping[str, Any]) -> Line:
    kind = KINDS[line["event"]]
    event = decode(kind, {key: value for key, value in line.items() if key not in {"at", "event"}})
    return Line(at=datetime.fromisoformat(line["at"]), event=event)
