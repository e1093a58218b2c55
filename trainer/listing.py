"""Listings: what the command line prints, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer import reasons, wording
from trainer.core.closed import Bar, Closed, Reach
from trainer.core.exercise import Exercise, Level, Relation
from trainer.core.library import Library
from trainer.core.progression import Place
from trainer.core.text import clean
from trainer.output import close, printable, say, tell, tell_data
from trainer.standing import Standing

__all__ = ["close", "exercise", "exercises", "printable", "say", "stock", "tell", "tell_data", "wrong"]


def wrong(library: Library) -> str:
    """Say how much is wrong in the library's files."""
    count = len(library.faults)
    return f"{count} {'thing is' if count == 1 else 'things are'} wrong in the library's files"


def stock(library: Library) -> str:
    """Say how much the library holds."""
    exercises, routines = library.exercises.values(), library.routines.values()
    return (
        f"{len(exercises)} exercises ({sum(e.own for e in exercises)} yours), "
        f"{len(routines)} routines ({sum(r.own for r in routines)} yours), {len(library.rules)} rules"
    )


def exercises(found: Iterable[Exercise], library: Library, standing: Standing | None = None) -> Iterator[str]:
    """List exercises, one a line: sign, id, name, positions, equipment, and why it is closed."""
    rows = list(found)
    widest = max((len(e.id) for e in rows), default=0)
    longest = max((len(e.name) for e in rows), default=0)
    shut = {} if standing is None else standing.bars
    for gate in () if standing is None else standing.gates[:1]:
        yield f"{reasons.guided(gate, library)}\n"
    for e in rows:
        about = [wording.POSITIONS[e.positions[0]], wording.things(e.equipment), wording.YOURS if e.own else ""]
        why = [_mark(one, library) for one in shut.get(e.id, ()) if one.by is not Bar.OWN]
        text = " · ".join(part for part in (*about, *why[:1]) if part)
        yield f"{wording.SIGNS[e.kind]} {e.id:<{widest}}  {e.name:<{longest}}  {text}".rstrip()


def exercise(value: Exercise, library: Library, standing: Standing | None = None) -> Iterator[str]:
    """Describe one exercise in full, saying where each part is from, and how the person stands to it."""
    yield f"{value.name}  {wording.SIGNS[value.kind]} {wording.KINDS[value.kind]}"
    if value.own:
        yield f"({wording.YOURS if not value.reviewed else 'yours'})"
    if standing is not None:
        yield from _closed(value, library, standing)
    yield from _about(value, library)
    yield from _cautions(value, library)
    yield from _steps(value)
    yield from _dosages(value, library, standing)
    yield from _relations(value, library)


def _mark(closed: Closed, library: Library) -> str:
    """Say in a few words how far a closing reaches, and why."""
    reaches = {Reach.ALL: "closed", Reach.ROUTINES: "left out of routines", Reach.PLANS: "left out of plans"}
    return f"{reaches[closed.reach]}: {reasons.brief(closed, library)}"


def _closed(value: Exercise, library: Library, standing: Standing) -> Iterator[str]:
    for gate in standing.gates[:1]:
        yield reasons.guided(gate, library)
    for one in standing.bars.get(value.id, ()):
        if one.reach is Reach.ALL:
            yield reasons.guided(one, library, f"{value.name} is", value.id)
        else:
            yield f"{wording.opening(_mark(one, library))}. {reasons.lifts(one)}."
    instead = ", ".join(other.name for other in standing.instead(value, library))
    if instead:
        yield f"In its place: {instead}."


def _line(text: str) -> str:
    """Keep text from outside on its line."""
    return clean(text, newlines=False)


def _about(value: Exercise, library: Library) -> Iterator[str]:
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
        yield f"{purpose.text}{_ours(value, purpose.handout)}"
    if value.handouts:
        yield f"From {' · '.join(_source(handout, library, value) for handout in value.handouts)}"


def _cautions(value: Exercise, library: Library) -> Iterator[str]:
    for level in Level:
        found = [caution for caution in value.cautions if caution.level is level]
        if found:
            yield f"\n{wording.LEVELS[level]}"
        for caution in found:
            yield f"  {wording.caution(caution)} [{_source(caution.handout, library, value)}]"


def _steps(value: Exercise) -> Iterator[str]:
    yield "\nHow"
    for number, step in enumerate(value.steps, 1):
        yield f"  {number} {step.text}{_ours(value, *step.handouts)}"
    for variant in value.variants:
        yield f"  {variant.level.capitalize()}: {variant.text}{_ours(value, variant.handout)}"


def _dosages(value: Exercise, library: Library, standing: Standing | None) -> Iterator[str]:
    yield "\nDosage"
    if not value.own and not any(dosage.stated for dosage in value.dosages):
        yield "  not stated in the handout"
    if not value.dosages:
        yield "  none yet; write one into its file before you train it"
    for dosage in value.dosages:
        label = f"{dosage.label}: " if dosage.label else ""
        open_ = wording.unstated(dosage)
        said = f"{label}{wording.dosage(dosage)}" + (f" ({open_})" if open_ else "")
        yield f"  {said} [{_source(dosage.handout, library, value)}]"
        if standing is not None and not standing.forbids(value):
            yield from _way(standing.way(value, dosage))
    for silent in value.silent:
        yield f"  Not stated: {silent}"


def _way(place: Place) -> Iterator[str]:
    if place.of > 1:
        counted = place.rung.hold is None
        said = reasons.way(place)
        yield f"    For you: {said.removesuffix(' ×') + ' times' if counted else said}"


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
        name = other.name if other else link.exercise
        yield f"  {words[link.relation]}: {name} – {link.why}{_ours(value, link.handout)}"


def _ours(exercise: Exercise, *handouts: str | None) -> str:
    """Mark what no handout says, so that nobody takes it for theirs; all of the person's own is theirs anyway."""
    return "" if exercise.own or any(handouts) else f" [{wording.OURS}]"


def _source(handout: str | None, library: Library, exercise: Exercise) -> str:
    known = library.handouts.get(handout) if handout else None
    return handout if handout and known is None else wording.source(known, own=exercise.own)
