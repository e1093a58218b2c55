"""Listings: what the command line prints for people, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from trainer import wording
from trainer.coach import Coach, Today
from trainer.core.exercise import Exercise, Relation
from trainer.core.library import Library
from trainer.core.log import Remembered


def exercises(found: Iterable[Exercise]) -> Iterator[str]:
    """List exercises, one a line: sign, id, name, positions, equipment."""
    rows = list(found)
    widest = max((len(e.id) for e in rows), default=0)
    longest = max((len(e.name) for e in rows), default=0)
    for e in rows:
        marks = [wording.POSITIONS[e.positions[0]], wording.things(e.equipment), wording.YOURS if e.own else ""]
        about = " · ".join(mark for mark in marks if mark)
        yield f"{wording.SIGNS[e.kind]} {e.id:<{widest}}  {e.name:<{longest}}  {about}".rstrip()


def exercise(value: Exercise, library: Library) -> Iterator[str]:
    """Describe one exercise in full, saying where each part is from."""
    yield f"{value.name}  {wording.SIGNS[value.kind]} {wording.KINDS[value.kind]}"
    if value.own:
        yield f"({wording.YOURS if not value.reviewed else 'yours'})"
    yield from _about(value)
    yield from _cautions(value, library)
    yield from _steps(value)
    yield from _dosages(value, library)
    yield from _relations(value, library)


def history(found: Iterable[Remembered], today: date) -> Iterator[str]:
    """List what was done, one a line, the latest first."""
    for one in sorted(found, key=lambda r: r.at, reverse=True):
        when = f"{wording.day(one.at.date(), today):<12} {one.at:%H:%M}"
        what = one.what
        said = wording.said(what)
        yield f"{when}  {what.name} · {said}"


def today(coach: Coach, value: Today) -> Iterator[str]:
    """Say how today stands and how to go on."""
    yield wording.day(value.date)
    if value.interrupted is not None:
        since = wording.ago(value.interrupted.at, coach.clock.now())
        yield f"Interrupted {since}: {value.interrupted.name} – {wording.place(value.interrupted)}"
    for one in value.done:
        said = wording.said(one.what)
        yield f"Done: {one.what.name} · {said}"
    for aside in value.set_aside:
        yield f"Set aside since {wording.day(aside.at.date(), value.date)}: {aside.exercise} – {aside.reason}"
    yield "Routines:"
    widest = max((len(r.id) for r in coach.library.routines.values()), default=0)
    for routine in coach.library.routines.values():
        yield f"  {routine.id:<{widest}}  {routine.name}"


def _about(value: Exercise) -> Iterator[str]:
    yield " · ".join(
        part
        for part in (
            ", ".join(map(wording.region, value.regions)),
            " or ".join(wording.POSITIONS[p] for p in value.positions),
            wording.things(value.equipment),
            f"{wording.things(value.optional_equipment)} if you like" if value.optional_equipment else "",
        )
        if part
    )
    if value.also:
        yield f"Also called: {', '.join(value.also)}"
    for purpose in value.purposes:
        yield purpose.text


def _cautions(value: Exercise, library: Library) -> Iterator[str]:
    if value.cautions:
        yield "\nBe careful"
    for caution in value.cautions:
        yield f"  {wording.LEVELS[caution.level]}: {wording.caution(caution)} [{_source(caution.handout, library, value)}]"


def _steps(value: Exercise) -> Iterator[str]:
    yield "\nHow"
    for number, step in enumerate(value.steps, 1):
        yield f"  {number} {step.text}"
    for variant in value.variants:
        yield f"  {variant.level.capitalize()}: {variant.text}"


def _dosages(value: Exercise, library: Library) -> Iterator[str]:
    yield "\nDosage"
    if not value.own and not any(dosage.stated for dosage in value.dosages):
        yield "  not stated in the handout"
    for dosage in value.dosages:
        label = f"{dosage.label}: " if dosage.label else ""
        open_ = wording.unstated(dosage)
        said = f"{label}{wording.dosage(dosage)}" + (f" ({open_})" if open_ else "")
        yield f"  {said} [{_source(dosage.handout, library, value)}]"
    for silent in value.silent:
        yield f"  Not stated: {silent}"


def _relations(value: Exercise, library: Library) -> Iterator[str]:
    words = {
        Relation.EASIER: "Easier",
        Relation.HARDER: "Harder",
        Relation.SUBSTITUTE: "In its place",
        Relation.OPPOSES: "The other direction",
        Relation.NAME_CLASH: "Not the same as",
    }
    if value.related:
        yield "\nRelated"
    for link in value.related:
        other = library.exercises.get(link.exercise)
        yield f"  {words[link.relation]}: {other.name if other else link.exercise} – {link.why}"


def _source(handout: str | None, library: Library, exercise: Exercise) -> str:
    known = library.handouts.get(handout) if handout else None
    return handout if handout and known is None else wording.source(known, own=exercise.own)
