"""Records of what happened and of what has force: core's values as the store keeps them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from trainer.codec import CodecError, decode, encode
from trainer.core.checkin import CheckIn
from trainer.core.closed import Clear, Closing
from trainer.core.events import StopReason
from trainer.core.exercise import Kind
from trainer.core.gates import closings_of_stop
from trainer.core.journal import Head
from trainer.core.log import ActivityLog, Remembered, SessionLog, SetAside
from trainer.core.record import Record

TRAINED: Mapping[str, type[SessionLog | ActivityLog]] = {"session": SessionLog, "activity": ActivityLog}
"""The kinds of record that tell what was trained."""
_STOPPED = re.compile(rf"Stopped: ({'|'.join(StopReason)})\.\s*")
"""How the note of a bout without a field for it says what ended it."""
UNREADABLE = (
    "Something in the history is not shown: this trainer cannot read it. It is kept; a newer trainer may read it."
)


def record_of(remembered: Remembered) -> Record:
    """Turn something remembered into its record."""
    kind = "session" if isinstance(remembered.what, SessionLog) else "activity"
    return Record(id=remembered.id, kind=kind, at=remembered.at, body=body_of(remembered.what))


def set_aside(head: Head, item: int, reason: StopReason, at: datetime) -> Record | None:
    """Make the record that keeps a stopped exercise out; None for an activity, which nothing replaces."""
    planned = head.prescriptions[item]
    return None if planned.kind is Kind.ACTIVITY else aside(planned.exercise, reason, at, head.session)


def aside(exercise: str, reason: StopReason, at: datetime, session: str, *, later: bool = False) -> Record:
    """Make the record that keeps an exercise out, stopped in a session or `later`: painful after it."""
    said = SetAside(exercise=exercise, reason=reason, at=at, session=session, later=later)
    return Record(id=identity_of("set-aside", exercise), kind="set-aside", at=at, body=body_of(said, "at"))


def stopped(head: Head, item: int, reason: StopReason, at: datetime) -> tuple[Record, ...]:
    """Make all the records of a stop: the gates it closes before the exercise it keeps out."""
    gates = (closing(found, at) for found in closings_of_stop(reason, at.date()))
    aside = set_aside(head, item, reason, at)
    return (*gates, *(() if aside is None else (aside,)))


def closing(found: Closing, at: datetime) -> Record:
    """Make the record of what closes a gate: one for a gate, a day and a cause, whichever machine tells it."""
    identity = identity_of("gate", f"{found.gate}:{found.day}:{found.about}")
    return Record(id=identity, kind="gate", at=at, body=body_of(found, "stamp"))


def clear(said: Clear, at: datetime) -> Record:
    """Make the record of a word that opens something."""
    return Record(id=str(uuid4()), kind="clear", at=at, body=body_of(said, "said", "stamp"))


def check_in(told: CheckIn) -> Record:
    """Make the record of a check-in."""
    return Record(id=str(uuid4()), kind="check-in", at=told.at, body=body_of(told, "at"))


def answer(name: str, value: object, at: datetime) -> Record:
    """Make the record of one answer of the profile: one for each question, so that two machines' answers merge."""
    return Record(id=identity_of("profile", name), kind="profile", at=at, body={"key": name, "value": encode(value)})


def identity_of(kind: str, name: str) -> str:
    """Return the id of what there is only one of."""
    return str(uuid5(NAMESPACE_URL, f"trainer:{kind}:{name}"))


def body_of(value: object, *without: str) -> dict[str, Any]:
    """Turn a value into plain ones, without what the record itself holds."""
    plain: dict[str, Any] = encode(value)
    return {key: item for key, item in plain.items() if key not in without}


def recall(record: Record) -> Remembered | None:
    """Turn a record of the history into what is remembered; None for what was not trained or cannot be read."""
    kind = TRAINED.get(record.kind)
    if kind is None:
        return None
    body = _with_reason(record.body) if kind is ActivityLog else dict(record.body)
    try:
        return Remembered(id=record.id, at=record.at, what=decode(kind, body, strict_text=False))
    except CodecError:
        return None


def minute_of(at: datetime) -> datetime:
    """Return the minute of a moment: what began in the same one began at the same time."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _with_reason(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a bout with what ended it, which without a field of its own stands before the person's note."""
    note = body.get("note")
    said = _STOPPED.match(note) if "reason" not in body and isinstance(note, str) else None
    return dict(body) if said is None else {**body, "reason": said[1], "note": said.string[said.end() :]}
