"""A run: a live session and its journal, kept in step; it alone turns sessions into lines and records, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock
from typing import Any

from trainer.codec import CodecError, decode, encode
from trainer.core.clock import Clock
from trainer.core.events import Beaten, Entered, Event, Events, Held, Lost, Returned, Stopped, StopReason
from trainer.core.exercise import Kind
from trainer.core.journal import KINDS, Head, Interrupted, Line, describe, rebuild
from trainer.core.log import ActivityLog, Remembered, SessionLog, fold
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.core.timeline import Step
from trainer.errors import BusyError, NotSavedError
from trainer.records import record_of, stopped
from trainer.store.journal import Journal
from trainer.store.lines import Left
from trainer.store.store import Store
from trainer.unwritten import Unwritten

CHECKPOINT = 60.0
"""Seconds of a long hold or a walk after which what is done of it so far is written down."""

_NAMES = {kind: name for name, kind in KINDS.items()}


class Run:
    """A session that is being trained. Each event is on disk before a front end shows it."""

    def __init__(self, session: Session, head: Head, store: Store, journal: Journal | Unwritten, clock: Clock) -> None:
        self.session = session
        self.head = head
        self.lost = False
        """Whether another terminal has taken the session over: it goes on there, and nothing more is saved here."""
        self.doubted = False
        """Whether the line to the person owes an answer: should it break now, it was broken since the last one."""
        self.remembered: Remembered | None = None
        """What was saved of it; None while it goes on, and when nothing was done."""
        self._store = store
        self._journal = journal
        self._clock = clock
        self._unwritten = journal.notice or None
        """Why the journal lacks something; None while it is whole."""
        self._unsaved: str | None = None
        """What was said when a record could not be saved; it waits in the store."""
        self._noted = 0.0
        """Seconds of the current step that are in the journal."""
        self._left = False
        self._cue: Callable[[Events], object] = len
        self._turn = RLock()
        """Whoever ends the session while the event loop is stuck waits for its turn."""

    @property
    def trouble(self) -> str | None:
        """Why something could not be saved; None while all is."""
        return self._unwritten or (self._unsaved if self._store.pending else None)

    @property
    def activity(self) -> bool:
        """Whether this is a timed activity rather than exercises."""
        return all(p.kind is Kind.ACTIVITY for p in self.head.prescriptions)

    def cue(self, give: Callable[[Events], object]) -> None:
        """Have `give` called with what happened, before that is written down: a cue waits for no disk."""
        self._cue = give

    def look(self) -> Events:
        """Let time take its course; nothing once another terminal has taken the session over."""
        events = self.do(self.session.look)
        self._check()
        self._note(CHECKPOINT)
        return events

    def do(self, command: Callable[[], Events]) -> Events:
        """Carry out a command of the session and write down what it set off; nothing once the session is lost."""
        with self._turn:
            if self.lost or self._left:
                return ()
            events = command()
            self._cue(events)
            return events if self._keep(events) else ()

    def interrupt(self, patience: float = -1) -> bool:
        """Leave the session because its terminal is gone, from whatever thread; a session that is over stays so.

        False when another thread was at it for all of `patience` seconds: what is in the journal has to do then.
        """
        if not self._turn.acquire(timeout=patience):
            return False
        try:
            if self.session.step is not None:
                self.leave()
        finally:
            self._turn.release()
        return True

    def leave(self) -> None:
        """Leave the session as it stands, to be gone on with later; one not all on disk ends here instead."""
        self._cue = len  # nobody is there to hear it
        if self.doubted:
            self.do(self.session.lost)
        self.do(self.session.pause)
        self._note()
        if self._unwritten:
            self.do(self.session.finish)
        if not (self.lost or self.session.over):
            self._journal.leave()
        self._left = True

    def rate(
        self,
        *,
        exertion: int | None = None,
        pain: int | None = None,
        helpful: Iterable[str] = (),
        note: str = "",
    ) -> Remembered | None:
        """Add what the person says afterwards; what is not given stays. The session itself is saved already."""
        if self.remembered is None:
            return None
        what = self.remembered.what
        said: dict[str, Any] = {"exertion": what.exertion if exertion is None else exertion, "note": note or what.note}
        if isinstance(what, SessionLog):
            said |= {"pain": what.pain if pain is None else pain, "helpful": tuple(helpful) or what.helpful}
        self.remembered = replace(self.remembered, what=replace(what, **said))
        self._save(record_of(self.remembered))
        return self.remembered

    def _keep(self, events: Events) -> bool:
        """Write down what happened, and do what is to be done about it; False once the session is lost."""
        kept = self._write(events)
        if kept:
            self._heed(events)
        return kept

    def _heed(self, events: Events) -> None:
        """Do what is to be done about what happened, once it is written down."""
        for event in events:
            if isinstance(event, Entered | Returned):
                self._noted = 0.0
            elif isinstance(event, Lost):
                self._noted = 0.0
                self._note()
            elif isinstance(event, Stopped):
                self._set_aside(event)
        if self.session.over and events:
            self._close()

    def _check(self) -> None:
        if not (self.lost or self._left or self.session.over):
            try:
                self._journal.check()
            except BusyError as error:
                self._unwritten, self.lost = error.sentence, True

    def _write(self, events: Events) -> bool:
        """Journal events; False when another terminal has taken the session over."""
        at = self._clock.now().isoformat()
        lines = [{"at": at, **line_of(event)} for event in events if not isinstance(event, Beaten)]
        for line in lines:
            try:
                self._journal.append(line)
            except NotSavedError as error:
                self._unwritten = error.sentence
            except BusyError as error:
                self._unwritten, self.lost = error.sentence, True
                return False
            else:
                self._unwritten = self._journal.notice or None
        return True

    def _note(self, least: float = 0.0) -> None:
        """Write down what is done of the current step, `least` seconds after the last time.

        Nothing else is written during a walk of half an hour; without it a dropped line would lose all of it.
        """
        step, spent = self.session.step, self.session.spent
        if self.lost or self._left:
            return
        if step is not None and step.work and spent > self._noted and spent >= self._noted + least:
            self._noted = spent
            self._write((_so_far(step, spent),))

    def _set_aside(self, event: Stopped) -> None:
        self._save(*stopped(self.head, event.item, event.reason, self._clock.now()))

    def _close(self) -> None:
        """Fold the session into the history; the journal goes only when the history has it."""
        self.remembered = remember(self.head, self.session, self._clock.now())
        self._unwritten = None  # the store has it all, on disk or waiting
        if self.remembered is None or self._save(record_of(self.remembered)):
            self._journal.finish()
        else:
            self._journal.leave()

    def _save(self, *records: Record) -> bool:
        try:
            self._store.save(*records)
        except NotSavedError as error:
            self._unsaved = error.sentence
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An interrupted session as its journal tells it."""

    head: Head
    session: Session
    at: datetime
    """When it was last heard of."""
    found: Interrupted | None
    """Where it stood; None when it had not begun or was over."""
    kept: Remembered | None
    """What is remembered of it if it ends here; None when nothing was done."""
    stops: tuple[Record, ...]
    """What keeps out the exercises that were stopped for pain."""


def read_left(left: Left, clock: Clock) -> Past | None:
    """Read what an interrupted session left, without trusting it; None when no session of ours can be read from it."""
    try:
        return _past(decode(Head, dict(left.header)), tuple(map(read_line, left.lines)), clock)
    except (CodecError, LookupError, TypeError, ValueError, StopIteration):
        return None


def remember(head: Head, session: Session, ended: datetime) -> Remembered | None:
    """Fold a session into what is remembered of it; None when nothing was done."""
    log = fold(session.course, name=head.name, routine=head.routine, ended=ended)
    if not any(item.marks for item in log.items) and not log.stops:
        return None
    first = head.prescriptions[0]
    what: SessionLog | ActivityLog = log
    if first.kind is Kind.ACTIVITY:
        what = ActivityLog(
            activity=first.exercise,
            name=first.name,
            seconds=log.seconds,
            planned=first.duration,
            reason=next((StopReason(item.reason) for item in log.stops if item.reason), None),
        )
    return Remembered(id=head.session, at=head.began, what=what)


def line_of(event: Event) -> dict[str, object]:
    """Turn an event into its line of the journal."""
    return {"event": _NAMES[type(event)], **encode(event)}


def read_line(line: Mapping[str, Any]) -> Line:
    """Turn a line of the journal back into what happened; raises what the codec raises, and LookupError."""
    kind = KINDS[line["event"]]
    event = decode(kind, {key: value for key, value in line.items() if key not in {"at", "event"}})
    return Line(at=datetime.fromisoformat(line["at"]), event=event)


def _past(head: Head, lines: tuple[Line, ...], clock: Clock) -> Past:
    if any(at.tzinfo is None for at in (head.began, *(line.at for line in lines))):
        raise ValueError("a time without an offset")
    session = rebuild(head, lines, clock)
    at = lines[-1].at if lines else head.began
    stops = ((line.event, line.at) for line in lines if isinstance(line.event, Stopped))
    records = (record for event, when in stops for record in stopped(head, event.item, event.reason, when))
    return Past(
        head=head,
        session=session,
        at=at,
        found=describe(head, session, at),
        kept=remember(head, session, at),
        stops=tuple(records),
    )


def _so_far(step: Step, spent: float) -> Held:
    return Held(
        item=step.item,
        round=step.round,
        part=step.part,
        repetition=step.repetition,
        side=step.side,
        planned=step.seconds,
        seconds=spent,
        complete=False,
    )
