"""An exercise as a leaflet: cautions first, then how, dosage by handout, and what nobody states."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer import wording
from trainer.core.dosage import Dosage
from trainer.core.exercise import Caution, Exercise, Level, Relation
from trainer.core.library import Library
from trainer.core.log import SetAside
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import kind_mark

RELATIONS = {
    Relation.EASIER: "easier",
    Relation.HARDER: "harder",
    Relation.SUBSTITUTE: "in its place",
    Relation.OPPOSES: "other direction",
    Relation.NAME_CLASH: "not the same",
}
_ORDER = (Level.CONTRAINDICATION, Level.PRECAUTION, Level.FORM)


def leaflet(exercise: Exercise, library: Library, aside: SetAside | None = None) -> Content:
    """Describe an exercise in full, saying where each part is from."""
    parts = [
        _head(exercise),
        *_aside(aside),
        *_cautions(exercise, library),
        *_steps(exercise, library),
        *_dosages(exercise, library),
        *_related(exercise, library),
    ]
    return Content("\n").join(parts)


def _head(exercise: Exercise) -> Content:
    lines = [
        Content.assemble(
            (exercise.name, "bold"),
            "  ",
            kind_mark(exercise.kind),
            (f" {_kinds(exercise)}", KIND_STYLES[exercise.kind]),
        ),
        Content.styled(_setting(exercise), "$muted"),
    ]
    if exercise.own:
        lines.append(Content.styled("yours" if exercise.reviewed else wording.YOURS, "$warning"))
    if exercise.also:
        lines.append(Content.styled(f"also: {', '.join(exercise.also)}", "$muted"))
    lines += [Content(purpose.text) for purpose in exercise.purposes]
    return Content("\n").join(lines)


def _kinds(exercise: Exercise) -> str:
    both = exercise.counts.stretch > 0 and exercise.counts.strengthen > 0
    return "stretch and strengthen, half each" if both else wording.KINDS[exercise.kind]


def _setting(exercise: Exercise) -> str:
    parts = [
        ", ".join(map(wording.region, exercise.regions)),
        " or ".join(wording.POSITIONS[position] for position in exercise.positions),
        wording.things(exercise.equipment),
        f"{wording.things(exercise.optional_equipment)} if you like" if exercise.optional_equipment else "",
    ]
    return " · ".join(part for part in parts if part)


def _aside(aside: SetAside | None) -> Iterator[Content]:
    if aside is not None:
        yield Content.styled(
            f"\n✗ You stopped this on {wording.day(aside.at.date())}: {aside.reason.value}.", "bold $stop"
        )


def _cautions(exercise: Exercise, library: Library) -> Iterator[Content]:
    for level in _ORDER:
        found = [caution for caution in exercise.cautions if caution.level is level]
        if found:
            style = "bold $muted" if level is Level.FORM else "bold $stop"
            mark = "" if level is Level.FORM else "⚠ "
            yield Content.styled(f"\n{mark}{wording.LEVELS[level]}", style)
        yield from (_caution(caution, library) for caution in found)


def _caution(caution: Caution, library: Library) -> Content:
    return Content.assemble(f"  {wording.caution(caution)}", _from((caution.handout,), library))


def _steps(exercise: Exercise, library: Library) -> Iterator[Content]:
    yield Content.styled("\nHow", "bold $muted")
    everyone = set(exercise.handouts)
    for number, step in enumerate(exercise.steps, 1):
        partial = set(step.handouts) != everyone and bool(everyone)
        yield Content.assemble(f"  {number}  {step.text}", _from(step.handouts or (None,), library) if partial else "")
    for variant in exercise.variants:
        yield Content.assemble(
            (f"  {RELATIONS[variant.level]}: ", "$muted"), variant.text, _from((variant.handout,), library)
        )


def _dosages(exercise: Exercise, library: Library) -> Iterator[Content]:
    yield Content.styled("\nDosage", "bold $muted")
    if not exercise.own and not any(dosage.stated for dosage in exercise.dosages):
        yield Content("  not stated in the handout")
    for dosage in exercise.dosages:
        yield _dosage(dosage, library)
    for silent in exercise.silent:
        yield Content.styled(f"  Not stated: {silent}", "$muted")


def _dosage(dosage: Dosage, library: Library) -> Content:
    label = f"{dosage.label}: " if dosage.label else ""
    silent = wording.unstated(dosage)
    return Content.assemble(
        (f"  {label}{wording.dosage(dosage)}", "bold"),
        (f"   {silent}" if silent else "", "$warning"),
        _from((dosage.handout,), library),
    )


def _related(exercise: Exercise, library: Library) -> Iterator[Content]:
    if exercise.related:
        yield Content.styled("\nRelated", "bold $muted")
    for link in exercise.related:
        other = library.exercises.get(link.exercise)
        name = link.exercise if other is None else other.name
        yield Content.assemble((f"  {RELATIONS[link.relation]}: ", "$muted"), (name, "bold"), f" – {link.why}")


def _from(handouts: tuple[str | None, ...], library: Library) -> tuple[str, str]:
    """Name the sources, on a line of their own."""
    titles = [wording.source(library.handouts.get(handout) if handout else None) for handout in handouts]
    return (f"\n      {' · '.join(titles)}", "$muted")
