"""Hurt: what was set aside because of what was felt, and which of it hurt only after its session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from trainer.coach import Coach
from trainer.codec import CodecError, decode
from trainer.core.log import Remembered, SessionLog, SetAside, Stop
from trainer.core.record import Record
from trainer.core.text import clean
from trainer.records import recall

DAY = timedelta(days=1)
Hurt = Mapping[str, Sequence[SetAside]]
"""What hurt after its session, by the session's id, oldest first."""


def times_aside(coach: Coach) -> Iterator[Record]:
    """Give every time an exercise was set aside, whether it was cleared since or not."""
    today = coach.clock.now().date()  # what has force is in no month: no file of an old stop need be read
    for newest in coach.store.standing("set-aside"):
        yield from (one for one in coach.store.versions(newest.id, today) if not one.deleted)


def hurt_later(coach: Coach) -> Hurt:
    """Give what was told to have hurt after its session; what cannot be read is left out."""
    found: dict[str, list[SetAside]] = {}
    for record in sorted(times_aside(coach), key=lambda one: (one.at, one.stamp)):
        said = _read(coach, record)
        if said is not None and said.later and said not in found.get(said.session, ()):
            found.setdefault(said.session, []).append(said)
    return found


def stop_of(said: SetAside, coach: Coach) -> Stop:
    """Make of it what stands beside what was stopped."""
    return Stop(
        exercise=said.exercise,
        name=name_of(said, coach),
        reason=said.reason.value,
        session=said.session,
        later=said.later,
    )


def name_of(said: SetAside, coach: Coach) -> str:
    """Name the exercise; one that is gone since by its id."""
    known = coach.library.exercises.get(said.exercise)
    return clean(said.exercise, newlines=False) if known is None else known.name


def _read(coach: Coach, record: Record) -> SetAside | None:
    """Read one; where it does not say whether it hurt later, its session tells whether it was stopped in it."""
    try:
        said = decode(SetAside, {**record.body, "at": record.at}, strict_text=False)
    except CodecError:
        return None
    if "later" in record.body:
        return said
    days = (record.at.date(), record.at.date() - DAY)
    versions = (one for day in days for one in coach.store.versions(said.session, day))
    known = [one for version in versions if (one := recall(version)) is not None]
    later = bool(known) and not any(_is_stopped(one, said.exercise) for one in known)
    return SetAside(exercise=said.exercise, reason=said.reason, at=said.at, session=said.session, later=later)


def _is_stopped(one: Remembered, exercise: str) -> bool:
    stops = one.what.stops if isinstance(one.what, SessionLog) else ()
    return any(item.prescription.exercise == exercise for item in stops)
