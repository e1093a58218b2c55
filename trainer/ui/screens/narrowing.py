"""Narrowing: what the library's list can be reduced to, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass

from trainer import wording
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.library import Library
from trainer.ui.screens.choose import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the list is narrowed to; None and empty narrow nothing."""

    kind: Kind | None = None
    position: Position | None = None
    equipment: Equipment | None = None
    handout: str | None = None
    own: bool = False


Narrowing = Answer["Filter | list[Narrowing]"]
"""An answer that narrows the list, or asks further."""


def choices(library: Library) -> list[Narrowing]:
    """Return what the list can be narrowed to, one step at a time."""
    kinds = [_only(wording.KINDS[kind], Filter(kind=kind)) for kind in (Kind.STRETCH, Kind.STRENGTHEN, Kind.RELAX)]
    positions = [_only(wording.POSITIONS[one], Filter(position=one)) for one in Position]
    things = [_only(wording.THINGS[one], Filter(equipment=one)) for one in Equipment]
    handouts = [_only(one.title, Filter(handout=one.id)) for one in library.handouts.values()]
    return [
        *kinds,
        Answer(text="A position …", value=positions),
        Answer(text="A piece of equipment …", value=things),
        Answer(text="A handout …", value=handouts),
        _only("yours", Filter(own=True)),
        _only("all", Filter()),
    ]


def said(narrowed: Filter, library: Library) -> str:
    """Say what the list is narrowed to; empty where it is not."""
    known = library.handouts
    parts = [
        wording.KINDS[narrowed.kind] if narrowed.kind else "",
        wording.position(narrowed.position),
        wording.THINGS[narrowed.equipment] if narrowed.equipment else "",
        known[narrowed.handout].title if narrowed.handout else "",
        "yours" if narrowed.own else "",
    ]
    return "only: " + " · ".join(filter(None, parts)) if any(parts) else ""


def _only(text: str, narrowed: Filter) -> Narrowing:
    return Answer(text=wording.opening(text), value=narrowed)
