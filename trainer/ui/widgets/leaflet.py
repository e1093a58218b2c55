"""An exercise as a leaflet: cautions first, then how, dosage by handout, and what nobody states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from trainer import reasons, wording
from trainer.core.closed import Closed
from trainer.core.exercise import Exercise, Level, Relation
from trainer.core.library import Library
from trainer.core.progression import Place
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import hang, kind_mark

RELATIONS = {
    Relation.EASIER: "easier",
    Relation.HARDER: "harder",
    Relation.SUBSTITUTE: "in its place",
    Relation.OPPOSES: "other direction",
    Relation.NAME_CLASH: "not the same",
}
Point = tuple[str, Content]
"""A mark and the text behind it."""
_ORDER = (Level.CONTRAINDICATION, Level.PRECAUTION, Level.FORM)


def leaflet(
    exercise: Exercise,
    library: Library,
    width: int,
    *,
    closed: Sequence[Closed] = (),
    instead: Sequence[Exercise] = (),
    ways: Sequence[Place] = (),
) -> Content:
    """Describe an exercise in full on lines of `width` columns, saying where each part is from.

    `closed` is why it is not done today and `instead` what could take its place; `ways` is how far the person is on
    the way through each of its dosages.
    """
    parts = [_head(exercise), *_closed(closed, instead, library, width)]
    for title, style, points in _sections(exercise, library, ways):
        if points:
            parts.append(Content.styled(f"\n{title}", style))
        parts += [hang(mark, body, width) for mark, body in points]
    return Content("\n").join(parts)


def _sections(exercise: Exercise, library: Library, ways: Sequence[Place]) -> Iterator[tuple[str, str, list[Point]]]:
    for level in _ORDER:
        grave = level is not Level.FORM
        title = f"⚠ {wording.LEVELS[level]}" if grave else wording.LEVELS[level]
        yield title, "bold $stop" if grave else "bold $muted", _cautions(exercise, level, library)
    yield "How", "bold $muted", list(_steps(exercise, library))
    yield "Dosage", "bold $muted", list(_dosages(exercise, library, ways))
    yield "Related", "bold $muted", list(_related(exercise, library))


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


def _closed(closed: Sequence[Closed], instead: Sequence[Exercise], library: Library, width: int) -> Iterator[Content]:
    for one in closed:
        said = Content.styled(reasons.sentence(one, library, "It is"), "$stop")
        yield hang(Content.styled("✗ ", "bold $stop"), said, width)
    if closed and instead:
        names = ", ".join(other.name for other in instead)
        yield hang(Content.styled("→ ", "$accent"), Content(f"In its place: {names}"), width)


def _cautions(exercise: Exercise, level: Level, library: Library) -> list[Point]:
    found = (caution for caution in exercise.cautions if caution.level is level)
    return [("  ", Content.assemble(wording.caution(one), _from((one.handout,), library, exercise))) for one in found]


def _steps(exercise: Exercise, library: Library) -> Iterator[Point]:
    everyone = set(exercise.handouts)
    for number, step in enumerate(exercise.steps, 1):
        partial = bool(everyone) and set(step.handouts) != everyone
        source = _from(step.handouts or (None,), library, exercise) if partial else ""
        yield f" {number}  ", Content.assemble(step.text, source)
    for one in exercise.variants:
        said = (f"{RELATIONS[one.level].capitalize()}: ", "$muted")
        yield "    ", Content.assemble(said, one.text, _from((one.handout,), library, exercise))


def _dosages(exercise: Exercise, library: Library, ways: Sequence[Place]) -> Iterator[Point]:
    if not exercise.own and not any(dosage.stated for dosage in exercise.dosages):
        yield "  ", Content.styled("not stated in the handout", "$warning")
    for number, one in enumerate(exercise.dosages):
        label = f"{one.label}: " if one.label else ""
        silent = wording.unstated(one)
        amount = (f"{label}{wording.dosage(one)}", "bold")
        yield (
            "  ",
            Content.assemble(
                amount, (f"  {silent}" if silent else "", "$warning"), _from((one.handout,), library, exercise)
            ),
        )
        if number < len(ways) and ways[number].of > 1:
            yield "    ", Content.styled(f"for you: {reasons.way(ways[number])}", "$accent")
        if number < len(ways) and ways[number].top:
            yield from _harder(exercise, library)
    for text in exercise.silent:
        yield "  ", Content.styled(f"Not stated: {text}", "$muted")


def _harder(exercise: Exercise, library: Library) -> Iterator[Point]:
    """Offer what the library links as harder, to somebody at the top of a dosage."""
    for link in exercise.related:
        other = library.exercises.get(link.exercise)
        if link.relation is Relation.HARDER and other is not None:
            yield "    ", Content.styled(f"at the top: {other.name} is the next one, at its low end", "$accent")


def _related(exercise: Exercise, library: Library) -> Iterator[Point]:
    for link in exercise.related:
        other = library.exercises.get(link.exercise)
        name = link.exercise if other is None else other.name
        kind = (f"{RELATIONS[link.relation]}: ", "$muted")
        yield "  ", Content.assemble(kind, (name, "bold"), f" – {link.why}", _from((link.handout,), library, exercise))


def _from(handouts: tuple[str | None, ...], library: Library, exercise: Exercise) -> tuple[str, str]:
    """Name the sources."""
    known = [library.handouts.get(handout) if handout else None for handout in handouts]
    titles = [wording.source(handout, own=exercise.own) for handout in known]
    return (f"  [{' · '.join(titles)}]", "$muted")
