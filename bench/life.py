#!/usr/bin/env python3
"""A life: years of plausible history in a data directory, the same for the same seed and day, written by the store.

Run it as `python bench/life.py DIR --years 10`, or call `live`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from trainer.clock import SystemClock
from trainer.coach import Coach
from trainer.codec import encode
from trainer.core.events import SkipReason, StopReason
from trainer.core.library import Library, Routine
from trainer.core.log import ActivityLog, Remembered, SetAside
from trainer.core.log import fold as fold_log
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.records import record_of
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.store.layout import month_of
from trainer.store.store import Store

LIKELY = 0.75
"""How likely a day has a session, and the same again an activity: one and a half records a day."""
KEPT_OUT = 6
"""Exercises that were stopped for pain and are still set aside."""
WAYS = 12
"""How differently one routine is gone through; every session of it is one of these, with its own day and rating."""
NOTES = ("", "", "", "", "Stiff this morning.", "Better than yesterday.", "After a long day at the desk – tight hips.")


@dataclass(slots=True)
class Moment:
    """A clock that stands where it is put."""

    at: datetime
    passed: float = 0.0

    def seconds(self) -> float:
        return self.passed

    def awake(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return self.at


def live(root: Path, *, years: float = 10, seed: int = 1, until: datetime | None = None) -> int:
    """Write the years before `until` (now) into a new data directory; returns how many records it made."""
    end = until or SystemClock().now()
    moment = Moment(end)
    dice = random.Random(seed)
    store = Store(root, moment)
    coach = Coach(store, lambda: load_library(library_path()), moment)
    lived = (record for record in _days(coach, moment, dice, years, end) if record.at < end)
    records = sorted(lived, key=lambda record: record.at)
    for _, month in groupby(records, key=lambda record: month_of(record.at)):
        _save(store, moment, list(month))
    moment.at = end
    standing = _standing(coach.library, dice, end)
    store.save(*standing)
    # Whoever has trained for years has answered the first questions.
    coach.care.tell(screened=True, knee_pain=False, heart_problem=False)
    return len(records) + len(standing)


def _save(store: Store, moment: Moment, month: Sequence[Record]) -> None:
    """Save a month in three writes, so that its file has the two older generations that a real one has."""
    for part in (month[:-2], month[-2:-1], month[-1:]):
        if part:
            moment.at = part[-1].at
            store.save(*part)


def _days(coach: Coach, moment: Moment, dice: random.Random, years: float, end: datetime) -> Iterator[Record]:
    trained = [way for routine in coach.library.routines.values() for way in _ways(coach, moment, dice, routine)]
    weights = [way.body["whole"] * 2 + 1 for way in trained]
    for back in range(round(years * 365.25), -1, -1):
        day = end - timedelta(days=back)
        if dice.random() < LIKELY:
            yield _session(dice, dice.choices(trained, weights)[0], _at(dice, day, 7))
        if dice.random() < LIKELY:
            yield _activity(dice, coach.library, _at(dice, day, 12))


def _session(dice: random.Random, way: Record, at: datetime) -> Record:
    took = sum(share["seconds"] for item in way.body["items"] for share in item["held"])
    said = {
        "ended": (at + timedelta(seconds=took * 1.4)).isoformat(),
        "exertion": dice.choice([None, 3, 4, 5, 6]),
        "pain": dice.choice([None, 0, 1, 2, 3, 4]),
        "helpful": [item["prescription"]["exercise"] for item in way.body["items"] if dice.random() < 0.1],
        "note": dice.choice(NOTES),
    }
    return replace(way, id=_identity(dice), at=at, body={**way.body, **said})


def _activity(dice: random.Random, library: Library, at: datetime) -> Record:
    activity = dice.choice([*library.activities.values()])
    minutes = dice.choice([10, 15, 20, 30, 45])
    planned = minutes * 60.0 if dice.random() < 0.3 else None
    done = ActivityLog(
        activity=activity.id,
        name=activity.name,
        seconds=minutes * 60.0,
        planned=planned,
        exertion=dice.choice([None, 4, 5, 6]),
        note=dice.choice(NOTES),
    )
    return record_of(Remembered(id=_identity(dice), at=at, what=done))


def _ways(coach: Coach, moment: Moment, dice: random.Random, routine: Routine) -> Iterator[Record]:
    """Go through a routine in several ways: whole, with a part skipped, stopped for pain, finished early."""
    asked = coach.prescribe(routine)
    for _ in range(WAYS):
        log = fold_log(_train(asked, moment, dice).course, name=routine.name, routine=routine.id, ended=moment.at)
        yield record_of(Remembered(id="", at=moment.at, what=log))


def _train(asked: tuple[Prescription, ...], moment: Moment, dice: random.Random) -> Session:
    session = Session(asked, Pace(), moment)
    session.start()
    odd = dice.choice([None, None, None, "skip", "stop", "finish"])
    when = moment.passed + dice.uniform(0.1, 0.9) * session.total_left
    while not session.over:
        moment.passed += 1.0
        session.advance()
        if odd is not None and moment.passed >= when and not session.over:
            _stray(session, odd)
            odd = None
    return session


def _stray(session: Session, how: str) -> None:
    if how == "skip":
        session.skip(SkipReason.TIME)
    elif how == "stop":
        session.stop(StopReason.PAIN)
        session.resume()
    else:
        session.finish()


def _standing(library: Library, dice: random.Random, end: datetime) -> tuple[Record, ...]:
    aside = dice.sample(sorted(library.exercises), KEPT_OUT)
    found = [SetAside(exercise=e, reason=StopReason.PAIN, at=end, session=_identity(dice)) for e in aside]
    bodies: list[tuple[str, dict[str, Any]]] = [("settings", encode(Settings()))]
    bodies += [("set-aside", {k: v for k, v in encode(one).items() if k != "at"}) for one in found]
    return tuple(Record(id=_identity(dice), kind=kind, at=end, body=body) for kind, body in bodies)


def _at(dice: random.Random, day: datetime, hour: int) -> datetime:
    """Some time after that hour of the day, with the offset it had in this machine's zone."""
    local = day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return (local + timedelta(hours=hour, seconds=dice.randrange(4 * 3600))).astimezone()


def _identity(dice: random.Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, metavar="DIR", help="a data directory that is not there yet, or is empty")
    parser.add_argument("--years", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.root.exists() and any(given.root.iterdir()):
        parser.error(f"{given.root} is not empty; name a new directory")
    count = live(given.root, years=given.years, seed=given.seed)
    print(f"{count} records of {given.years:g} years in {given.root}")


if __name__ == "__main__":
    main()
