"""What one file says about another: names, handouts, families and links that must fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from trainer.codec.words import show, suggest
from trainer.core.exercise import Exercise, Level
from trainer.core.library import Activity, Conflict, Routine, RoutineItem, Rule
from trainer.shelf.source import Source

Citation = tuple[str, str | None]
"""A key of a file and the handout it names there."""


def cited_by_exercise(exercise: Exercise) -> Iterator[Citation]:
    """Yield every handout an exercise names."""
    yield from ((f"handouts[{at}]", handout) for at, handout in enumerate(exercise.handouts))
    for at, step in enumerate(exercise.steps):
        yield from ((f"steps[{at}].handouts", handout) for handout in step.handouts)
    for part in ("purposes", "cautions", "variants", "related", "dosages"):
        yield from ((f"{part}[{at}].handout", item.handout) for at, item in enumerate(getattr(exercise, part)))


def cited_by_routine(routine: Routine) -> Iterator[Citation]:
    """Yield every handout a routine names."""
    yield "handout", routine.handout
    yield from ((f"items[{at}].handout", item.handout) for at, item in enumerate(routine.items))


def cited_by_activities(activities: Iterable[Activity]) -> Iterator[Citation]:
    """Yield every handout that activities name."""
    yield from ((f"activities[{at}].handout", activity.handout) for at, activity in enumerate(activities))


def cited_by_rules(rules: Iterable[Rule], conflicts: Iterable[Conflict]) -> Iterator[Citation]:
    """Yield every handout that rules and conflicts name."""
    yield from ((f"rules[{at}].handout", rule.handout) for at, rule in enumerate(rules))
    for at, conflict in enumerate(conflicts):
        for n, side in enumerate(conflict.sides):
            yield f"conflicts[{at}].sides[{n}].handout", side.handout


def know(source: Source, file: str, cited: Iterable[Citation], handouts: Collection[str]) -> bool:
    """Say whether all handouts are known; reports each unknown one once."""
    unknown: dict[str, str] = {}
    for key, handout in cited:
        if handout is not None and handout not in handouts:
            unknown.setdefault(handout, key)
    for handout, key in unknown.items():
        source.fault(file, key, f"there is no handout {show(handout)}", suggest(handout, handouts))
    return not unknown


def inherited(exercise: Exercise, shipped: Mapping[str, Exercise], source: Source) -> Exercise | None:
    """Add the cautions of the shipped family (or exercise) that a person's own names; None where there is none."""
    if exercise.family is None:
        return exercise
    family = [e for e in shipped.values() if exercise.family in (e.family, e.id)]
    if not family:
        known = {name: None for e in shipped.values() for name in (e.family, e.id) if name is not None}
        wrong = f"there is no family or exercise {show(exercise.family)} to take cautions from"
        source.fault(source.file(exercise), "family", wrong, suggest(exercise.family, known))
        return None
    cautions = [*exercise.cautions, *(c for e in family for c in e.cautions if c.level is not Level.FORM)]
    return replace(exercise, cautions=tuple(dict.fromkeys(cautions)))


def linked(exercise: Exercise, known: Collection[str], source: Source) -> Exercise:
    """Leave out the links that lead to no exercise; each is a fault."""
    kept = []
    for at, link in enumerate(exercise.related):
        if link.exercise in known:
            kept.append(link)
        else:
            wrong = f"there is no exercise {show(link.exercise)}, so the link is left out"
            right = suggest(link.exercise, known)
            source.fault(source.file(exercise), f"related[{at}].exercise", wrong, right)
    return exercise if len(kept) == len(exercise.related) else replace(exercise, related=tuple(kept))


def staffed(routine: Routine, exercises: Mapping[str, Exercise], source: Source) -> Routine | None:
    """Leave out the items whose exercise is unknown; each is a fault. None where nothing is left."""
    file = source.file(routine)
    kept = []
    for at, item in enumerate(routine.items):
        if item.exercise in exercises:
            kept.append(item)
            _check_dosage(item, exercises[item.exercise], source, file, f"items[{at}]")
        else:
            wrong = f"there is no exercise {show(item.exercise)}, so the routine goes without it"
            source.fault(file, f"items[{at}].exercise", wrong, suggest(item.exercise, exercises))
    if not kept:
        source.fault(file, "items", "no exercise is left, so the routine is left out", "name exercises that are known")
        return None
    return routine if len(kept) == len(routine.items) else replace(routine, items=tuple(kept))


def _check_dosage(item: RoutineItem, exercise: Exercise, source: Source, file: str, key: str) -> None:
    """Report a dosage that the exercise has not, in place of which its first one is taken."""
    for name, asked, known in (
        ("handout", item.handout, [d.handout for d in exercise.dosages if d.handout is not None]),
        ("label", item.label, [d.label for d in exercise.dosages if d.label is not None]),
    ):
        if asked is not None and asked not in known:
            wrong = f"{exercise.id} has no dosage with the {name} {show(asked)}, so its first is taken"
            right = suggest(asked, dict.fromkeys(known)) if known else "take this line out"
            source.fault(file, f"{key}.{name}", wrong, right)
