"""The JSON that scripts may rely on: the shapes the README documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trainer import wording
from trainer.codec import encode
from trainer.core.dosage import Dosage
from trainer.core.exercise import Caution, Exercise
from trainer.core.log import ItemLog, Remembered, SessionLog, Share

Answer = dict[str, Any]


def exercise(value: Exercise) -> Answer:
    """Give an exercise as `library list --json` lists it."""
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
        "cautions": [_caution(caution) for caution in value.cautions],
        "dosages": [_dosage(dosage) for dosage in value.dosages],
        "closed": None,
    }


def history(values: Iterable[Remembered]) -> list[Answer]:
    """Give sessions and activity as `history --json` lists them."""
    return [_remembered(value) for value in values]


def _caution(value: Caution) -> Answer:
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


def _remembered(value: Remembered) -> Answer:
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
        }
    return {
        **head,
        "kind": "activity",
        "activity": what.activity,
        "minutes": what.minutes,
        "exertion": what.exertion,
        "note": what.note,
    }


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
