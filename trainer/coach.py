"""The coach: everything a front end may ask for or say, in core's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from trainer.codec import CodecError, decode, encode
from trainer.codec.words import shorten
from trainer.core.clock import Clock
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.journal import RESUMABLE, Head, Interrupted
from trainer.core.library import Activity, Library, Routine, RoutineItem, dosage_for
from trainer.core.log import ActivityLog, Remembered, SessionLog, SetAside
from trainer.core.prescription import Prescription, prescribe, prescribe_activity
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.errors import BusyError, NotFoundError, NotSavedError, RefusedError
from trainer.run import Past, Run, Unwritten, read_left, record_of
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
            records = self.store.standing("settings")
            self._settings = _salvaged(records[-1].body) if records else Settings()
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
        raise NotFoundError(f"There is no activity '{shorten(name)}'. There are: {', '.join(self.library.activities)}.")

    def interrupted(self) -> Interrupted | None:
        """Say which session can be gone on with; one that is too old is folded into the history first.

        One that seems to lie a little ahead is as recent: the clock was set back.
        """
        left = self.store.journal().left()
        past = None if left is None else self._read(left)
        if past is None:
            return None
        if past.found is None or abs(self.clock.now() - past.at) > RESUMABLE or self._has(past):
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
