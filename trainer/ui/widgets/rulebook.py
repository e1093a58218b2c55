"""A rulebook page: what one caution means, what is done about it and whether it applies now; the rules' own texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from trainer import reasons, wording
from trainer.core.cautions import Group, Topic, applies, touched
from trainer.core.closed import Bar, Closed, Gate, Reach
from trainer.core.exercise import Exercise
from trainer.core.library import Conflict, Library, Rule
from trainer.ui.widgets.marks import hang

GROUPS = {
    Group.CONDITION: "Conditions",
    Group.SYMPTOM: "Symptoms",
    Group.PRACTICE: "Practice",
    Group.EXERCISE: "Exercises",
    Group.HANDOUT: "Handouts",
}
"""What topics are listed under."""
Bars = Sequence[tuple[Exercise, tuple[Closed, ...]]]
"""Exercises with what closes each by itself."""
_FEW = 2
"""As many exercises are named in a reason; more are counted."""


def name_of(topic: Topic, library: Library) -> str:
    """Name a topic."""
    if topic.group is Group.EXERCISE:
        return library.exercises[topic.id].name
    if topic.group is Group.HANDOUT:
        return library.handouts[topic.id].title
    return wording.opening(reasons.TOPICS[topic.id])


def standing(topic: Topic, gates: Sequence[Closed], bars: Bars) -> tuple[Closed, ...]:
    """Return what is closed now because of a topic, each reason once."""
    if topic.group is Group.EXERCISE:
        return next((found for one, found in bars if one.id == topic.id), ())
    every = tuple(closed for _, found in bars for closed in found)
    if topic.group is Group.HANDOUT:
        here = [one for one in (*gates, *every) if one.handout == topic.id]
        return tuple({_key(one): one for one in here}.values())
    return applies(topic, gates, every)


def rulebook(topic: Topic, library: Library, gates: Sequence[Closed], bars: Bars, width: int) -> Content:
    """Say all there is to a topic on lines of `width` columns."""
    parts = [hang("", Content.styled(name_of(topic, library), "bold"), width)]
    for title, style, points in _sections(topic, library, gates, bars):
        lines = [hang(mark, body, width) for mark, body in points]
        parts += [Content.styled(f"\n{title}", style), *lines] if lines else []
    return Content("\n").join(parts)


Point = tuple[str, Content]
"""A mark and the text behind it."""


def _sections(
    topic: Topic, library: Library, gates: Sequence[Closed], bars: Bars
) -> Iterator[tuple[str, str, list[Point]]]:
    found = standing(topic, gates, bars)
    rules = [library.rules[one] for one in topic.rules if one in library.rules]
    quiet = "bold $muted"
    yield from _now(topic, library, found, gates, bars)
    if topic.group is Group.HANDOUT:
        yield "About this handout", quiet, _points([Content(library.handouts[topic.id].note)])
        yield "Its rules", quiet, [point for rule in rules for point in _pair(rule)]
    else:
        yield "What it means", quiet, _points(_cited(one, library) for one in rules)
        yield "What the trainer does", quiet, _points(dict.fromkeys(Content(one.does) for one in rules))
    urgent = [Content.assemble(rule.urgent, (f"  [{wording.OURS}]", "$muted")) for rule in rules if rule.urgent]
    yield "⚠ At once", "bold $stop", _points(urgent)
    yield "What lifts it", quiet, _points(_opens(topic, found))
    yield "What it touches", quiet, list(_touched(topic, library, bars))
    for conflict in library.conflicts:
        if conflict.id in topic.conflicts:
            yield f"Where handouts differ: {conflict.topic}", quiet, list(_sides(conflict, library))


def _now(
    topic: Topic, library: Library, found: Sequence[Closed], gates: Sequence[Closed], bars: Bars
) -> Iterator[tuple[str, str, list[Point]]]:
    # What closes all closes each exercise; and without rules nothing is open.
    above = [one for one in gates if topic.group is Group.EXERCISE or one.by is Gate.RULES]
    said = [Content(_say(one, library, bars, topic)) for one in dict.fromkeys((*above, *found))]
    if said:
        yield "● Applies to you now", "bold $stop", _points(said)
    elif topic.by or topic.group in {Group.EXERCISE, Group.HANDOUT}:
        yield "Does it apply to you now?", "bold $muted", _points([Content("No.")])


def _say(closed: Closed, library: Library, bars: Bars, topic: Topic) -> str:
    if isinstance(closed.by, Gate):
        return reasons.sentence(closed, library)
    shut = [one.name for one, found in bars if any(_key(bar) == _key(closed) for bar in found)]
    if topic.group is Group.EXERCISE:
        shut = [library.exercises[topic.id].name]
    what = " and ".join(shut) if len(shut) <= _FEW else f"{len(shut)} exercises"
    verb = f"{what} is" if len(shut) == 1 else f"{what} are"
    if closed.reach is Reach.ALL:
        return reasons.sentence(closed, library, verb)
    where = "routines and plans" if closed.reach is Reach.ROUTINES else "plans"
    return f"{verb} left out of {where}: {reasons.brief(closed, library)}. {reasons.lifts(closed)}."


def _opens(topic: Topic, found: Sequence[Closed]) -> Iterator[Content]:
    """Say what would lift it; what is closed now has said so already."""
    shut = {one.by for one in found}
    yield from dict.fromkeys(Content(f"{reasons.opens(by)}.") for by in topic.by if by not in shut)


def _touched(topic: Topic, library: Library, bars: Bars) -> Iterator[Point]:
    if any(isinstance(by, Gate) for by in topic.by):
        yield "  ", Content("every exercise")
    for one in touched(topic, library, bars):
        if topic.group is not Group.EXERCISE:
            yield "  ", Content.styled(one.name, "bold")
        for caution in one.cautions:
            if _concerns(topic, caution.when, caution.level, caution.handout):
                source = _source(caution.handout, library, own=one.own)
                yield "    ", Content.assemble(f"{wording.LEVELS[caution.level]} – {wording.caution(caution)}", source)


def _concerns(topic: Topic, when: str | None, level: str, handout: str | None) -> bool:
    if topic.group is Group.HANDOUT:
        return handout == topic.id
    if topic.condition is not None:
        return when == topic.condition
    return topic.group is Group.EXERCISE or (topic.id == "form" and level == "form")


def _sides(conflict: Conflict, library: Library) -> Iterator[Point]:
    for side in conflict.sides:
        yield "  ", Content.assemble(side.text, _source(side.handout, library))
    yield "  ", Content.assemble(("Followed: ", "bold"), conflict.followed)


def _pair(rule: Rule) -> Iterator[Point]:
    yield "  ", Content(rule.text)
    yield "  → ", Content.styled(rule.does, "$muted")


def _cited(rule: Rule, library: Library) -> Content:
    return Content.assemble(rule.text, _source(rule.handout, library))


def _source(handout: str | None, library: Library, *, own: bool = False) -> tuple[str, str]:
    return (f"  [{wording.source(library.handouts.get(handout or ''), own=own)}]", "$muted")


def _points(texts: Sequence[Content] | Iterator[Content] | dict[Content, None]) -> list[Point]:
    return [("  ", text) for text in texts]


def _key(closed: Closed) -> tuple[Gate | Bar, str, object]:
    return (closed.by, closed.about, closed.since)
