"""Cautions on the command line: what one may look up, by condition, symptom, exercise and handout, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from trainer import reasons, wording
from trainer.codec.words import shorten
from trainer.core.cautions import Group, Topic, applies, topics, touched
from trainer.core.closed import Closed, Gate
from trainer.core.exercise import Caution, Exercise, Level
from trainer.core.library import Library
from trainer.core.text import fold
from trainer.errors import NotFoundError
from trainer.exchange import answers
from trainer.standing import Standing

GROUPS = {
    Group.CONDITION: "Conditions",
    Group.SYMPTOM: "Symptoms",
    Group.PRACTICE: "Practice",
    Group.EXERCISE: "Exercises with cautions",
    Group.HANDOUT: "Handouts",
}
"""What one looks under, in words."""
Now = tuple[Exercise | None, Closed]
"""What is closed now, and by what; None is exercise as a whole."""


def find(name: str, library: Library) -> Topic:
    """Find a topic by its id or name, an exercise's too; raises NotFoundError with the nearest."""
    sought, known = fold(name), topics(library)
    for one in known:
        if sought in {fold(one.id), fold(title(one, library))}:
            return one
    for exercise in library.exercises.values():
        if sought in map(fold, exercise.names):
            return Topic(id=exercise.id, group=Group.EXERCISE, rules=())
    names = {fold(word): one.id for one in known for word in (one.id, title(one, library))}
    near = [word for word in names if sought and sought in word] or get_close_matches(sought, names, cutoff=0.5)
    ids = list(dict.fromkeys(names[word] for word in near))[:3]
    hint = f"The nearest: {', '.join(ids)}." if ids else "'trainer library cautions' shows all."
    raise NotFoundError(f"There is no caution '{shorten(name)}'. {hint}")


def title(topic: Topic, library: Library) -> str:
    """Name a topic."""
    if topic.group is Group.EXERCISE:
        return library.exercises[topic.id].name
    return library.handouts[topic.id].title if topic.group is Group.HANDOUT else reasons.TOPICS[topic.id]


def contents(library: Library, standing: Standing) -> Iterator[str]:
    """List everything one may look up, and what of it applies now."""
    known = topics(library)
    widest = max(len(one.id) for one in known)
    for group, heading in GROUPS.items():
        yield f"\n{heading}" if group is not Group.CONDITION else heading
        for one in known:
            if one.group is group:
                mark = " · applies to you now" if _own(one, library, standing) else ""
                yield f"  {one.id:<{widest}}  {title(one, library)}{mark}"


def contents_data(library: Library, standing: Standing) -> list[dict[str, Any]]:
    """Give the same as data."""
    return [
        {
            "id": one.id,
            "group": one.group.value,
            "name": title(one, library),
            "applies": _reasons(_own(one, library, standing)),
        }
        for one in topics(library)
    ]


def page(topic: Topic, library: Library, standing: Standing) -> Iterator[str]:
    """Say what a topic means, what it touches, what lifts it, and whether it applies now."""
    yield wording.opening(title(topic, library))
    found = _now(topic, library, standing)
    yield from (_applies(one, library) for one in found)
    if not found:
        yield "It does not apply to you now."
    for rule in _rules(topic, library):
        yield f"\n{rule.text} [{wording.source(library.handouts.get(rule.handout or ''))}]"
        yield f"  What the trainer does: {rule.does}"
        if rule.urgent:
            yield f"  {rule.urgent} [{wording.OURS}]"
    yield from _conflicts(topic, library)
    yield from _touches(topic, library, standing)
    if topic.by:
        yield "\nWhat lifts it"
        yield from (f"  {line}." for line in dict.fromkeys(map(reasons.opens, topic.by)))


def page_data(topic: Topic, library: Library, standing: Standing) -> dict[str, Any]:
    """Give the same as data."""
    return {
        "id": topic.id,
        "group": topic.group.value,
        "name": title(topic, library),
        "applies": _reasons(_now(topic, library, standing)),
        "rules": [answers.rule(rule.id, library) for rule in _rules(topic, library)],
        "conflicts": answers.conflicts(topic.conflicts, library),
        "all": _closes_all(topic),
        "exercises": [
            {"id": one.id, "name": one.name, "cautions": [answers.caution(it) for it in _named(topic, one)]}
            for one in _touched(topic, library, standing)
        ],
        "lifts": list(dict.fromkeys(map(reasons.opens, topic.by))),
    }


def _now(topic: Topic, library: Library, standing: Standing) -> list[Now]:
    """Return what is closed now because of a topic: gates first, then exercise by exercise."""
    pairs: list[Now] = [(None, gate) for gate in standing.gates]
    pairs += [(library.exercises[name], bar) for name, bars in standing.bars.items() for bar in bars]
    if topic.group is Group.EXERCISE:
        return [(one, why) for one, why in pairs if one is None or one.id == topic.id]
    if topic.group is Group.HANDOUT:
        return [(one, why) for one, why in pairs if why.handout == topic.id]
    return [(one, why) for one, why in pairs if applies(topic, [why], ())]


def _own(topic: Topic, library: Library, standing: Standing) -> list[Now]:
    """Leave out of an exercise's reasons the gates, which close them all."""
    found = _now(topic, library, standing)
    return [now for now in found if now[0] is not None] if topic.group is Group.EXERCISE else found


def _reasons(found: Iterable[Now]) -> list[dict[str, Any]]:
    return [{"exercise": None if one is None else one.id, **answers.closed(why)} for one, why in found]


def _applies(now: Now, library: Library) -> str:
    exercise, why = now
    if exercise is None:
        return f"Applies to you now. {reasons.guided(why, library)}"
    return f"Applies to you now: {exercise.name} – {reasons.brief(why, library)}. {reasons.lifts(why)}."


def _rules(topic: Topic, library: Library) -> list[Any]:
    return [library.rules[name] for name in topic.rules if name in library.rules]


def _conflicts(topic: Topic, library: Library) -> Iterator[str]:
    for one in library.conflicts:
        if one.id in topic.conflicts:
            yield f"\nThe handouts differ: {one.topic[:1].lower()}{one.topic[1:]}"
            for side in one.sides:
                yield f"  {wording.source(library.handouts.get(side.handout))}: {side.text}"
            yield f"  Followed: {one.followed} [{wording.OURS}]"


def _touches(topic: Topic, library: Library, standing: Standing) -> Iterator[str]:
    found = _touched(topic, library, standing)
    if not found and not _closes_all(topic):
        return
    yield "\nWhat it touches"
    if _closes_all(topic):
        yield "  Every exercise."
    for one in found:
        named = _named(topic, one)
        if not named:
            yield f"  {one.name}"
        for caution in named:
            source = wording.source(library.handouts.get(caution.handout or ""), own=one.own)
            yield f"  {one.name}: {wording.LEVELS[caution.level].lower()}. {wording.caution(caution)} [{source}]"


def _touched(topic: Topic, library: Library, standing: Standing) -> list[Exercise]:
    closed = [(library.exercises[name], bars) for name, bars in standing.bars.items()]
    found = touched(topic, library, closed)
    return [one for one in found if _named(topic, one)] if topic.group is Group.HANDOUT else found


def _named(topic: Topic, exercise: Exercise) -> list[Caution]:
    """Return the cautions of an exercise that a topic is about."""
    if topic.group is Group.EXERCISE:
        return list(exercise.cautions)
    if topic.group is Group.HANDOUT:
        return [one for one in exercise.cautions if one.handout == topic.id]
    if topic.condition is not None:
        return [one for one in exercise.cautions if one.when == topic.condition]
    return [one for one in exercise.cautions if topic.id == "form" and one.level is Level.FORM]


def _closes_all(topic: Topic) -> bool:
    return any(isinstance(by, Gate) for by in topic.by)
