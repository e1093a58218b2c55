"""A run: a live session and its journal, kept in step; it alone turns a session into records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from trainer.codec import encode
from trainer.core.clock import Clock
from trainer.core.events import Beaten, Event, Events, Stopped
from trainer.core.exercise import Kind
from trainer.core.journal import KINDS, Head
from trainer.core.log import ActivityLog, Remembered, SessionLog, SetAside, fold
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.errors import BusyError, NotSavedError
from trainer.store.journal import Journal
from trainer.store.store import Store

_NAMES = {kind: name for name, kind in KINDS.items()}


class Run:
    """A session that is being trained. Each event is on disk before a front end hears of it."""

    def __init__(self, session: Session, head: Head, store: Store, journal: Journal, clock: Clock) -> None:
        self.session = session
        self.head = head
        self.trouble: str | None = journal.notice or None
        """Why something could not be saved; None while all is."""
        self.lost = False
        """Whether another terminal has taken the session over: it goes on there, and nothing more is saved here."""
        self.remembered: Remembered | None = None
        """What was saved of it; None while it goes on, and when nothing was done."""
        self._store = store
        self._journal = journal
        self._clock = clock

    @property
    def activity(self) -> bool:
        """Whether this is a timed activity rather than exercises."""
        return all(p.kind is Kind.ACTIVITY for p in self.head.prescriptions)

    def look(self) -> Events:
        """Let time take its course."""
        return self.do(self.session.look)

    def do(self, command: Callable[[], Events]) -> Events:
        """Carry out a command of the session and write down what it set off; nothing once the session is lost."""
        if self.lost:
            return ()
        events = command()
        if not self._write(events):
            return ()
        for event in events:
            if isinstance(event, Stopped):
                self._set_aside(event)
        if self.session.over and events:
            self._close()
        return events

    def leave(self) -> None:
        """Leave the session as it stands, to be gone on with later."""
        self._journal.leave()

    def rate(
        self,
        *,
        exertion: int | None = None,
        pain: int | None = None,
        helpful: Iterable[str] = (),
        note: str = "",
    ) -> Remembered | None:
        """Add what the person says afterwards; the session itself is saved already."""
        if self.remembered is None:
            return None
        what = self.remembered.what
        if isinstance(what, SessionLog):
            said: SessionLog | ActivityLog = replace(
                what, exertion=exertion, pain=pain, helpful=tuple(helpful), note=note
            )
        else:
            said = replace(what, exertion=exertion, note=note)
        self.remembered = replace(self.remembered, what=said)
        self._save(record_of(self.remembered))
        return self.remembered

    def _write(self, events: Events) -> bool:
        """Journal events; False when another terminal has taken the session over."""
        at = self._clock.now().isoformat()
        lines = [{"at": at, **line_of(event)} for event in events if not isinstance(event, Beaten)]
        for line in lines:
            try:
                self._journal.append(line)
            except NotSavedError as error:
                self.trouble = error.sentence
            except BusyError as error:
                self.trouble, self.lost = error.sentence, True
                return False
            else:
                self.trouble = self._journal.notice or None
        return True

    def _set_aside(self, event: Stopped) -> None:
        planned = self.head.prescriptions[event.item]
        if planned.kind is Kind.ACTIVITY:
            return
        said = SetAside(exercise=planned.exercise, reason=event.reason, at=self._clock.now(), session=self.head.session)
        self._save(
            Record(
                id=str(uuid5(NAMESPACE_URL, f"trainer:set-aside:{planned.exercise}")),
                kind="set-aside",
                at=said.at,
                body=_body(said, "at"),
            )
        )

    def _close(self) -> None:
        """Fold the session into the history; the journal goes only when the history has it."""
        self.remembered = remember(self.head, self.session, self._clock)
        if self.remembered is None or self._save(record_of(self.remembered)):
            self._journal.finish()
        else:
            self._journal.leave()

    def _save(self, record: Record) -> bool:
        try:
            self._store.save(record)
        except NotSavedError as error:
            self.trouble = error.sentence
            return False
        self.trouble = None
        return True


def remember(head: Head, session: Session, clock: Clock) -> Remembered | None:
    """Fold a session into what is remembered of it; None when nothing was done."""
    log = fold(session.course, name=head.name, routine=head.routine, ended=clock.now())
    if not any(item.marks for item in log.items) and not log.stops:
        return None
    first = head.prescriptions[0]
    what: SessionLog | ActivityLog = log
    if first.kind is Kind.ACTIVITY:
        what = ActivityLog(activity=first.exercise, name=first.name, seconds=log.seconds, planned=first.duration)
    return Remembered(id=head.session, at=head.began, what=what)


def record_of(remembered: Remembered) -> Record:
    """Turn something remembered into its record."""
    kind = "session" if isinstance(remembered.what, SessionLog) else "activity"
    return Record(id=remembered.id, kind=kind, at=remembered.at, body=_body(remembered.what))


def line_of(event: Event) -> dict[str, object]:
    """Turn an event into its line of the journal."""
    return {"event": _NAMES[type(event)], **encode(event)}


def _body(value: object, *without: str) -> dict[str, object]:
    plain: dict[str, object] = encode(value)
    return {key: item for key, item in plain.items() if key not in without}
