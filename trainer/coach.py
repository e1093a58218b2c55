"""The coach: everything a front end may ask for or say, in core's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from trainer import reasons
from trainer.care import REACH, Care
from trainer.codec import CodecError, decode, encode
from trainer.codec.words import shorten
from trainer.core.checkin import CheckIn
from trainer.core.clock import Clock
from trainer.core.closed import Closed, Facts, Reach
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.journal import Head, Interrupted
from trainer.core.library import Activity, Library, Routine, RoutineItem, dosage_for
from trainer.core.log import Remembered, SetAside
from trainer.core.prescription import Prescription, prescribe, prescribe_activity
from trainer.core.progression import Done, Key, Place, ladder, place, practice
from trainer.core.record import AHEAD, Record
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.errors import ClosedError, NotFoundError, RefusedError
from trainer.interruption import Interruption
from trainer.records import TRAINED, UNREADABLE, recall
from trainer.run import Run
from trainer.store.journal import Journal
from trainer.store.store import Store
from trainer.unwritten import Unwritten

Trainable = Routine | Exercise
"""What can be trained by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the first screen needs to know; a date alone before anything was read."""

    date: date
    interrupted: Interrupted | None = None
    gates: tuple[Closed, ...] = ()
    """What closes exercise today, the gravest first."""
    checked: CheckIn | None = None
    """The check-in that still holds."""
    week: tuple[Remembered, ...] = ()
    """This week's sessions and activity so far."""
    set_aside: tuple[SetAside, ...] = ()
    """What is out until the person clears it."""
    first: bool = False
    """Nothing was trained lately, so that the trainer explains itself."""

    @property
    def done(self) -> tuple[Remembered, ...]:
        """Today's sessions and activity."""
        return tuple(one for one in self.week if one.at.date() == self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One exercise of what is to be trained, with today's numbers."""

    exercise: Exercise
    prescription: Prescription
    closed: tuple[Closed, ...]
    """Why it is left out today; empty where it is done."""


class Coach:
    """The conversation between the person and what the trainer knows and remembers."""

    def __init__(self, store: Store, load: Callable[[], Library], clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self._load = load
        self.care = Care(store, lambda: self.library, clock)
        """What the person told, and what is closed because of it."""
        self.interruption = Interruption(store, lambda: self.library, self.care, clock)
        """The session an earlier process left, if there is one."""
        self._library: Library | None = None
        self._settings: Settings | None = None
        self._practice: tuple[tuple[date, int, str], Mapping[Key, tuple[Done, ...]]] | None = None

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
            records = self.store.standing("settings")
            self._settings = _salvaged(records[-1].body) if records else Settings()
        return self._settings

    def change(self, settings: Settings) -> None:
        """Keep new settings; raises NotSavedError when they could not be written, and uses them all the same."""
        self._settings = settings
        identity = str(uuid5(NAMESPACE_URL, "trainer:settings"))
        self.store.save(Record(id=identity, kind="settings", at=self.clock.now(), body=encode(settings)))

    # Sessions

    def offer(self, thing: Trainable, dosage: Dosage | None = None) -> tuple[Offer, ...]:
        """Give what a routine or an exercise asks today, and what of it is closed; RefusedError without a dosage."""
        facts = self.care.facts()
        if isinstance(thing, Exercise):
            asked = dosage or dosage_for(thing)
            return (self._offer(thing, asked, RoutineItem(exercise=thing.id), facts, {Reach.ALL}),)
        known, reach = self.library.exercises, {Reach.ALL, Reach.ROUTINES}
        return tuple(
            self._offer(one, dosage_for(one, item.handout or thing.handout, item.label), item, facts, reach)
            for item in thing.items
            for one in [known[item.exercise]]
        )

    def prescribe(self, thing: Trainable, dosage: Dosage | None = None) -> tuple[Prescription, ...]:
        """Give what is open of a routine or an exercise today; ClosedError when nothing is."""
        offers = self.offer(thing, dosage)
        found = tuple(one.prescription for one in offers if not one.closed)
        if not found:
            raise ClosedError(reasons.sentence(offers[0].closed[0], self.library, f"{thing.name} is"))
        return found

    def begin(self, thing: Trainable, dosage: Dosage | None = None) -> Run:
        """Begin a session with what is open today.

        Raises ClosedError while a gate is closed or nothing of it is open, BusyError while another session runs.
        """
        self.care.refuse_exercise()
        routine = thing.id if isinstance(thing, Routine) else None
        return self._begin(thing.name, routine, self.prescribe(thing, dosage))

    def begin_activity(self, name: str, minutes: int) -> Run:
        """Begin a timed activity; raises as `begin` does, and RefusedError for minutes that cannot be timed."""
        activity = self.activity(name)
        self.care.refuse_activity()
        return self._begin(activity.name, None, (prescribe_activity(activity, minutes),))

    def begin_these(self, name: str, prescriptions: tuple[Prescription, ...]) -> Run:
        """Begin a session of chosen prescriptions, none of which may be closed; raises as `begin` does."""
        self.care.refuse_exercise()
        return self._begin(name, None, prescriptions)

    def asker(self, steps: int = 0) -> Callable[[Exercise, Dosage], Prescription]:
        """Give what says the numbers that the way through a dosage has come to, or will have some steps further on.

        What was trained is read once.
        """
        today = self.clock.now().date()
        practiced = self._practiced(today)

        def ask(exercise: Exercise, dosage: Dosage) -> Prescription:
            way = place(dosage, practiced.get((exercise.id, dosage.handout, dosage.label), ()), today)
            if steps:
                way = replace(way, rung=ladder(dosage)[min(way.step + steps, way.of - 1)])
            return _numbered(exercise, dosage, RoutineItem(exercise=exercise.id), way)

        return ask

    def activity(self, name: str) -> Activity:
        """Find an activity by id or name; raises NotFoundError with those there are."""
        for activity in self.library.activities.values():
            if name.casefold() in {activity.id, activity.name.casefold()}:
                return activity
        raise NotFoundError(f"There is no activity '{shorten(name)}'. There are: {', '.join(self.library.activities)}.")

    # What was done

    def today(self) -> Today:
        """Say how today stands."""
        day = self.clock.now().date()
        interrupted = self.interruption.found()  # first: what it folds is a part of the week
        week = self.history(day - timedelta(days=day.weekday()), day)
        return Today(
            date=day,
            interrupted=interrupted,
            gates=self.care.gates(),
            checked=self.care.checked(),
            week=week,
            set_aside=self.set_aside(),
            first=not week and not self.practised(),
        )

    def practised(self) -> bool:
        """Say whether anything was trained or told lately; a plan is neither."""
        return any(record.kind not in AHEAD for record in self.store.recent())

    def history(self, since: date | None = None, until: date | None = None) -> tuple[Remembered, ...]:
        """Give the sessions and activity from one day to another, both included, oldest first."""
        records = [record for record in self.store.history(since, until) if record.kind in TRAINED]
        found = tuple(one for record in records if (one := recall(record)) is not None)
        if len(found) < len(records):
            self._tell(UNREADABLE)
        return found

    def set_aside(self) -> tuple[SetAside, ...]:
        """Give the exercises that are out until the person clears them, the latest first."""
        found = []
        out = self.care.set_aside()
        for record in self.store.standing("set-aside"):
            with suppress(CodecError):
                one = decode(SetAside, {**record.body, "at": record.at}, strict_text=False)
                if one.exercise in out:
                    found.append(one)
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    # How it works

    def _offer(
        self, exercise: Exercise, dosage: Dosage | None, item: RoutineItem, facts: Facts, reach: set[Reach]
    ) -> Offer:
        if dosage is None:
            raise RefusedError(f"'{exercise.name}' has no dosage; write one into its file before you train it.")
        closed = tuple(one for one in self.care.closed(exercise, facts) if one.reach in reach)
        return Offer(exercise=exercise, prescription=self._prescribe(exercise, dosage, item), closed=closed)

    def _prescribe(self, exercise: Exercise, dosage: Dosage, item: RoutineItem) -> Prescription:
        return _numbered(exercise, dosage, item, self.way(exercise, dosage))

    def way(self, exercise: Exercise, dosage: Dosage) -> Place:
        """Say how far the person is on the way through a dosage."""
        today = self.clock.now().date()
        done = self._practiced(today).get((exercise.id, dosage.handout, dosage.label), ())
        return place(dosage, done, today)

    def _practiced(self, today: date) -> Mapping[Key, tuple[Done, ...]]:
        """Sort what was trained by exercise and dosage; anew whenever something was recorded."""
        records = self.store.history(today - REACH, today)
        state = (today, len(records), max((record.stamp for record in records), default=""))
        if self._practice is None or self._practice[0] != state:
            trained = (one for record in records if (one := recall(record)) is not None)
            self._practice = (state, practice(trained, self.care.risen()))
        return self._practice[1]

    def _begin(self, name: str, routine: str | None, prescriptions: tuple[Prescription, ...]) -> Run:
        head = Head(
            session=str(uuid4()),
            name=name,
            routine=routine,
            began=self.clock.now(),
            prescriptions=prescriptions,
            pace=self.settings.pace,
        )
        self.interruption.close()
        session = Session(prescriptions, head.pace, self.clock)
        return self.interruption.follow(Run(session, head, self.store, self._journal_of(head), self.clock))

    def _journal_of(self, head: Head) -> Journal | Unwritten:
        """Begin the journal; while an older session that cannot be saved has its place, train without one."""
        journal = self.store.journal()
        try:
            journal.begin(encode(head))
        except RefusedError:
            if self.store.why_not is None:
                raise
            return Unwritten(f"This session is kept in memory only: {self.store.why_not}.")
        return journal

    def _tell(self, sentence: str) -> None:
        if sentence not in self.store.notices:
            self.store.notices.append(sentence)


def _numbered(exercise: Exercise, dosage: Dosage, item: RoutineItem, way: Place) -> Prescription:
    """Give today's numbers: those of the step somebody is at, but where the routine has its own."""
    steps = replace(prescribe(exercise, dosage), repetitions=way.rung.repetitions, hold=way.rung.hold)
    if item.hold is None and item.repetitions is None:
        return steps
    own = prescribe(exercise, dosage, hold=item.hold, repetitions=item.repetitions)
    return replace(
        steps,
        hold=steps.hold if item.hold is None else own.hold,
        repetitions=steps.repetitions if item.repetitions is None else own.repetitions,
    )


def _salvaged(body: Mapping[str, Any]) -> Settings:
    """Read settings; a choice that cannot be read is its default, the others stay."""
    good = dict(body)
    while True:
        try:
            return decode(Settings, good)
        except CodecError as error:
            bad = {flaw.key.partition(".")[0] for flaw in error.flaws} & good.keys()
            if not bad:
                return Settings()
            good = {key: value for key, value in good.items() if key not in bad}
