"""The JSON that scripts may rely on: the shapes the README documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from trainer import reasons, wording
from trainer.codec import CodecError, decode, encode
from trainer.core.checkin import CheckIn
from trainer.core.closed import Closed
from trainer.core.dosage import Dosage
from trainer.core.exercise import Caution, Exercise
from trainer.core.library import Library
from trainer.core.log import ItemLog, Remembered, SessionLog, SetAside, Share
from trainer.core.record import Record

Answer = dict[str, Any]
NONE: Mapping[str, Sequence[SetAside]] = MappingProxyType({})
"""Nothing hurt later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A check-in in the history."""

    id: str
    at: datetime
    told: CheckIn


Past = Remembered | Asked
"""One thing in the history: what was trained, or a check-in."""


def past(trained: Iterable[Remembered], records: Iterable[Record]) -> list[Past]:
    """Put what was trained and the check-ins among the records in the order in which they were."""
    asked: list[Past] = []
    for record in records:
        if record.kind == "check-in":
            with suppress(CodecError):
                asked.append(Asked(id=record.id, at=record.at, told=decode(CheckIn, {**record.body, "at": record.at})))
    return sorted([*trained, *asked], key=lambda one: one.at)


def closed(value: Closed) -> Answer:
    """Give a reason why something is closed: what, until when, what opens it, and whose rule it is."""
    return {
        "rule": value.rule,
        "reason": reasons.reason(value),
        "until": encode(value.until),
        "lifts": reasons.lifts(value),
        "handout": value.handout,
    }


def rule(name: str, library: Library) -> Answer:
    """Give a rule: what it asks, what the trainer does, and what to do at once when it is worse."""
    value = library.rules[name]
    return {
        "id": value.id,
        "text": value.text,
        "does": value.does,
        "urgent": value.urgent or None,
        "handout": value.handout,
    }


def conflicts(names: Iterable[str], library: Library) -> list[Answer]:
    """Give where handouts differ, with all sides and what is followed."""
    asked = set(names)
    return [
        {
            "id": one.id,
            "topic": one.topic,
            "sides": [{"handout": side.handout, "text": side.text} for side in one.sides],
            "followed": one.followed,
        }
        for one in library.conflicts
        if one.id in asked
    ]


def exercise(value: Exercise, shut: Closed | None = None) -> Answer:
    """Give an exercise as `library list --json` lists it; `shut` is why it is closed."""
    return {
        "id": value.id,
        "name": value.name,
        "family": value.family,
        "also": list(value.also),
        "kind": value.kind.value,
        "counts": {"stretch": value.counts.stretch, "strengthen": value.counts.strengthen},
        "regions": encode(value.regions),
        "positions": encode(value.positions),
        "equipment": encode(value.equipment),
        "optional_equipment": encode(value.optional_equipment),
        "purpose": wording.purpose(value) or None,
        "handouts": list(value.handouts),
        "steps": [step.text for step in value.steps],
        "cautions": [caution(one) for one in value.cautions],
        "dosages": [_dosage(dosage) for dosage in value.dosages],
        "closed": None if shut is None else closed(shut),
    }


def history(values: Iterable[Past], hurt: Mapping[str, Sequence[SetAside]] = NONE) -> list[Answer]:
    """Give sessions, activity and check-ins as `history --json` lists them; `hurt` is what hurt later, by session."""
    return [
        _asked(value) if isinstance(value, Asked) else _remembered(value, hurt.get(value.id, ())) for value in values
    ]


def caution(value: Caution) -> Answer:
    """Give a caution."""
    return {"level": value.level.value, "when": value.when, "text": value.text, "handout": value.handout}


def _dosage(value: Dosage) -> Answer:
    then = value.then
    return {
        "handout": value.handout,
        "hold": encode(value.hold),
        "repetitions": encode(value.repetitions),
        "sets": encode(value.sets),
        "sides": value.sides.value,
        "then": None
        if then is None
        else {"hold": encode(then.hold), "repetitions": encode(then.repetitions), "sides": then.sides.value},
        "duration": encode(value.duration),
        "times_per_day": encode(value.times_per_day),
        "tempo": encode(value.tempo),
        "order": value.order,
        "stated": value.stated,
    }


def _asked(value: Asked) -> Answer:
    return {
        "id": value.id,
        "at": value.at.isoformat(),
        "kind": "check-in",
        "pain": value.told.pain,
        "symptoms": encode(value.told.symptoms),
        "after": encode(value.told.after),
    }


def _remembered(value: Remembered, hurt: Sequence[SetAside]) -> Answer:
    what = value.what
    head: Answer = {"id": value.id, "at": value.at.isoformat()}
    if isinstance(what, SessionLog):
        return {
            **head,
            "kind": "session",
            "name": what.name,
            "routine": what.routine,
            "ended": what.ended.isoformat(),
            "whole": what.whole,
            "reason": encode(what.reason),
            "seconds": round(what.seconds, 1),
            "exertion": what.exertion,
            "pain": what.pain,
            "helpful": list(what.helpful),
            "note": what.note,
            "items": [_item(item) for item in what.items],
            "hurt_later": [_hurt(one) for one in hurt],
        }
    return {
        **head,
        "kind": "activity",
        "activity": what.activity,
        "minutes": what.minutes,
        "reason": encode(what.reason),
        "exertion": what.exertion,
        "note": what.note,
    }


def _hurt(value: SetAside) -> Answer:
    return {"exercise": value.exercise, "reason": value.reason.value, "at": value.at.isoformat()}


def _item(value: ItemLog) -> Answer:
    return {
        "exercise": value.prescription.exercise,
        "handout": value.prescription.handout,
        "status": value.status.value,
        "reason": value.reason,
        "planned": _shares(value.planned),
        "held": _shares(value.held),
    }


def _shares(values: tuple[Share, ...]) -> Answer:
    return {
        share.side.value: {"seconds": round(share.seconds, 1), "repetitions": share.repetitions} for share in values
    }
