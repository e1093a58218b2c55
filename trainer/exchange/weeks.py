"""A week and a day as JSON: what `plan --json` and `today --json` print, in the shapes the README documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from trainer import lacking, planned
from trainer.codec import encode
from trainer.core.closed import Closed
from trainer.core.exercise import Exercise
from trainer.core.journal import Interrupted
from trainer.core.library import Library
from trainer.core.log import SetAside
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.progression import Place
from trainer.core.timeline import exercise_steps, seconds
from trainer.core.weekly import Balance, Day, Item, Sitting, Week
from trainer.exchange.answers import closed

Answer = dict[str, Any]
Way = Callable[[Exercise, Prescription], Place | None]
"""Says how far the person is on the way through the dosage of what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the numbers and sentences of a plan are made with."""

    library: Library
    pace: Pace
    way: Way


def week(value: Week, words: Words) -> Answer:
    """Give a week as `plan --json` prints it."""
    return {
        "week": planned.name(value.monday),
        "generation": value.generation,
        "blocked": _blocked(value.blocked),
        "days": [_day(one, words) for one in value.days],
        "balance": _balance(value.balance),
        "missing": lacking.gaps(value, words.library),
    }


def today(
    value: Day,
    words: Words,
    gates: Iterable[Closed],
    interrupted: Interrupted | None,
    aside: Iterable[SetAside],
) -> Answer:
    """Give today as `today --json` prints it."""
    day = _day(value, words)
    shut = [closed(one) for one in gates]
    return {
        "date": day["date"],
        "gate": {"open": not shut, **(shut[0] if shut else dict.fromkeys(_GATE))},
        "gates": shut,
        "interrupted": None if interrupted is None else _interrupted(interrupted),
        "sessions": day["sessions"],
        "activity": day["activity"],
        "relax": day["relax"],
        "set_aside": [{"exercise": a.exercise, "reason": a.reason.value, "at": a.at.isoformat()} for a in aside],
    }


_GATE = ("rule", "reason", "until", "lifts", "handout")


def _blocked(value: Closed | None) -> Answer | None:
    return None if value is None else closed(value)


def _day(value: Day, words: Words) -> Answer:
    sitting = value.session
    return {
        "date": value.date.isoformat(),
        "blocked": _blocked(value.blocked),
        "sessions": [] if sitting is None else [_sitting(value, sitting, words)],
        "activity": {
            "minutes": value.activity.planned,
            "done": value.activity.done,
            "bouts": list(value.activity.bouts),
        },
        "relax": {"done": value.relaxed, "goal": value.goal},
    }


def _sitting(day: Day, value: Sitting, words: Words) -> Answer:
    return {
        "id": day.date.isoformat(),
        "time": None if value.at is None else f"{value.at:%H:%M}",
        "seconds": value.seconds,
        "status": value.status.value,
        "items": [_item(one, value, words) for one in value.items],
    }


def _item(value: Item, sitting: Sitting, words: Words) -> Answer:
    asked = value.prescription
    place = words.way(value.exercise, asked)
    return {
        "exercise": asked.exercise,
        "handout": asked.handout,
        "kind": asked.kind.value,
        "hold": encode(asked.hold),
        "repetitions": encode(asked.repetitions),
        "sides": asked.sides.value,
        "seconds": round(seconds(exercise_steps(0, asked, words.pace), words.pace)),
        "step": None if place is None else [place.step + 1, place.of],
        "status": value.status.value,
        "why": planned.why(value, sitting, words.library),
    }


def _balance(value: Balance) -> Answer:
    return {
        "stretch": value.stretch,
        "strengthen": value.strengthen,
        "strength": {field.value: [reached.days, reached.of] for field, reached in value.strength.items()},
        "regions": {field.value: [reached.days, reached.of] for field, reached in value.groups.items()},
        "activity": {"done": value.minutes, "planned": value.wanted, "days": value.active},
    }


def _interrupted(value: Interrupted) -> Answer:
    return {
        "session": value.session,
        "exercise": value.id,
        "side": value.side.value,
        "repetition": value.repetition,
        "at": value.at.isoformat(),
    }
