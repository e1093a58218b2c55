"""The coach: everything a front end may ask for or say, in core's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from trainer import reasons
from trainer.care import Care
from trainer.codec import CodecError, decode, encode
from trainer.codec.words import shorten
from trainer.core.clock import Clock
from trainer.core.closed import Closed, Facts, Reach
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise, Kind
from trainer.core.gates import closes_activity
from trainer.core.journal import RESUMABLE, Head, Interrupted
from trainer.core.library import Activity, Library, Routine, RoutineItem, dosage_for
from trainer.core.log import ActivityLog, Remembered, SessionLog, SetAside
from trainer.core.prescription import Prescription, prescribe, prescribe_activity
from trainer.core.progression import Done, Key, Place, place, practice
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.errors import BusyError, ClosedError, NotFoundError, NotSavedError, RefusedError
from trainer.records import record_of
from trainer.run import Past, Run, Unwritten, read_left
from trainer.store.journal import Journal
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One exercise of what is to be trained, with today's numbers."""

    exercise: Exercise
    prescription: Prescription
    closed: tuple[Closed, ...]
    """Why it is left out today; empty where it is done."""


REACH = timedelta(days=200)
"""How far back the way through a dosage is looked up; a break of two weeks begins it anew."""


class Coach:
    """The conversation between the person and what the trainer knows and remembers."""

    def __init__(self, store: Store, load: Callable[[], Library], clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self._load = load
        self.care = Care(store, lambda: self.library, clock)
        """What the person told, and what is closed because of it."""
        self._library: Library | None = None
        self._settings: Settings | None = None
        self._practice: tuple[date, Mapping[Key, tuple[Done, ...]]] | None = None

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

    def activity(self, name: str) -> Activity:
        """Find an activity by id or name; raises NotFoundError with those there are."""
        for activity in self.library.activities.values():
            if name.casefold() in {activity.id, activity.name.casefold()}:
                return activity
        raise NotFoundError(f"There is no activity '{shorten(name)}'. There are: {', '.join(self.library.activities)}.")

    def interrupted(self) -> Interrupted | None:
        """Say which session can be gone on with; one that is too old is folded into the history first.

        One that seems to lie a little ahead is as recent: the clock was set back.
        """
        left = self.store.journal().left()
        past = None if left is None else self._read(left)
        if past is None:
            return None
        if past.found is None or abs(self.clock.now() - past.at) > RESUMABLE or self._has(past) or self._shut(past):
            self._fold()
            return None
        return past.found

    def take_up(self) -> Run:
        """Go on with the interrupted session, paused; NotFoundError when there is none, BusyError when it runs."""
        past = self._adopt()
        journal = self.store.journal()
        if past is None or past.found is None:
            journal.leave()
            raise NotFoundError("There is no interrupted session to go on with.")
        self._keep_stops(past)
        run = Run(past.session, past.head, self.store, journal, self.clock)
        run.do(past.session.take_up)
        for item in self._closed_items(past):
            run.do(partial(past.session.leave_out, item))
        return run

    def close_interrupted(self) -> Remembered | None:
        """Keep what was done of the interrupted session, as a session of its own day; None where that is nothing.

        Where it cannot be saved it waits in the store, and its journal stays for the next start.
        """
        return None if self.store.journal().left() is None else self._fold()

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
        records = [record for record in self.store.history(since, until) if record.kind in _TRAINED]
        found = tuple(one for record in records if (one := recall(record)) is not None)
        if len(found) < len(records):
            self._tell(_UNREADABLE)
        return found

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

    def _offer(
        self, exercise: Exercise, dosage: Dosage | None, item: RoutineItem, facts: Facts, reach: set[Reach]
    ) -> Offer:
        if dosage is None:
            raise RefusedError(f"'{exercise.name}' has no dosage; write one into its file before you train it.")
        closed = tuple(one for one in self.care.closed(exercise, facts) if one.reach in reach)
        return Offer(exercise=exercise, prescription=self._prescribe(exercise, dosage, item), closed=closed)

    def _prescribe(self, exercise: Exercise, dosage: Dosage, item: RoutineItem) -> Prescription:
        rung = self.way(exercise, dosage).rung
        steps = replace(prescribe(exercise, dosage), repetitions=rung.repetitions, hold=rung.hold)
        own = prescribe(exercise, dosage, hold=item.hold, repetitions=item.repetitions)
        return replace(
            steps,
            hold=steps.hold if item.hold is None else own.hold,
            repetitions=steps.repetitions if item.repetitions is None else own.repetitions,
        )

    def way(self, exercise: Exercise, dosage: Dosage) -> Place:
        """Say how far the person is on the way through a dosage."""
        today = self.clock.now().date()
        if self._practice is None or self._practice[0] != today:
            self._practice = (today, practice(self.history(today - REACH, today), self.care.risen()))
        done = self._practice[1].get((exercise.id, dosage.handout, dosage.label), ())
        return place(dosage, done, today)

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
        session = Session(prescriptions, head.pace, self.clock)
        return Run(session, head, self.store, self._journal_of(head), self.clock)

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

    def _read(self, left: Left) -> Past | None:
        """Read an interrupted session; a journal that none can be read from is set apart, and that is told."""
        past = read_left(left, self.clock)
        if past is None:
            self.store.journal().set_apart()
            self._tell(_APART)
        return past

    def _adopt(self) -> Past | None:
        """Take the journal and read what it holds now; BusyError while its session runs."""
        left = self.store.journal().adopt()
        return None if left is None else self._read(left)

    def _fold(self) -> Remembered | None:
        """Fold the interrupted session into the history; its journal goes only when the history has it."""
        journal = self.store.journal()
        try:
            past = self._adopt()
        except BusyError:  # another terminal has just gone on with it, or folds it itself
            return None
        if past is not None:
            self._keep_stops(past)
        if past is not None and self._keep(past):
            journal.finish()
        else:
            journal.leave()
        return None if past is None else past.kept

    def _keep(self, past: Past) -> bool:
        """Save what is remembered of a session, unless that is done; True once it is on disk."""
        if past.kept is not None and not self._has(past):
            with suppress(NotSavedError):
                self.store.save(record_of(past.kept))
        self.store.retry()
        return all(record.id != past.head.session for record in self.store.pending)

    def _shut(self, past: Past) -> bool:
        """Whether today's gates, or what closes the exercise it was at, keep a session from going on."""
        step = past.session.step
        if past.head.prescriptions[0].kind is Kind.ACTIVITY:
            return closes_activity(self.care.gates(), planned=False) is not None
        return bool(self.care.gates()) or step is None or step.item in self._closed_items(past)

    def _closed_items(self, past: Past) -> list[int]:
        """Return the exercises of a session that nothing may start today, or that are no longer known."""
        known, facts = self.library.exercises, self.care.facts()
        asked = [planned.exercise for planned in past.head.prescriptions if planned.kind is not Kind.ACTIVITY]
        shut = {
            name
            for name in asked
            if name in known and any(one.reach is Reach.ALL for one in self.care.closed(known[name], facts))
        }
        return [item for item, planned in enumerate(past.head.prescriptions) if planned.exercise in shut]

    def _has(self, past: Past) -> bool:
        """Whether the history has all that the journal tells: the session ended, and only its journal stayed."""
        day = past.head.began.date()
        before = next((one for one in self.history(day, day) if one.id == past.head.session), None)
        if before is None:
            return False
        if isinstance(before.what, SessionLog):
            return before.what.ended >= past.at
        return past.kept is None or before.what.seconds >= past.kept.what.seconds

    def _keep_stops(self, past: Past) -> None:
        """Keep out what was stopped for pain, where the end came between the stop and its record.

        Not where this stop, or a later one of the same exercise, is on record, even if it was lifted since.
        """
        for record in past.stops:
            known = self.store.versions(record.id, record.at.date())
            if all(one.at < record.at for one in known):
                with suppress(NotSavedError):
                    self.store.save(record)

    def _tell(self, sentence: str) -> None:
        if sentence not in self.store.notices:
            self.store.notices.append(sentence)


_APART = "An interrupted session could not be read; its journal is kept in the data directory."
_UNREADABLE = (
    "Something in the history is not shown: this trainer cannot read it. It is kept; a newer trainer may read it."
)
_TRAINED: Mapping[str, type[SessionLog | ActivityLog]] = {"session": SessionLog, "activity": ActivityLog}


def recall(record: Record) -> Remembered | None:
    """Turn a record of the history into what is remembered; None for what was not trained or cannot be read."""
    kind = _TRAINED.get(record.kind)
    if kind is None:
        return None
    try:
        return Remembered(id=record.id, at=record.at, what=decode(kind, dict(record.body), strict_text=False))
    except CodecError:
        return None


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
