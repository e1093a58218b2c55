"""Cautions to browse: the rules that decide, by condition, symptom, exercise and handout; no text of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trainer.core.closed import Bar, Closed, Gate
from trainer.core.exercise import Exercise, Level
from trainer.core.library import Library


class Group(StrEnum):
    """What one looks under."""

    CONDITION = "condition"
    SYMPTOM = "symptom"
    PRACTICE = "practice"
    """How one trains: equipment, form, own exercises."""
    EXERCISE = "exercise"
    HANDOUT = "handout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing to be careful with."""

    id: str
    """`knee-pain`, `flare-up`, or an exercise's or handout's id."""
    group: Group
    rules: tuple[str, ...]
    """The rules that decide, by id."""
    by: tuple[Gate | Bar, ...] = ()
    """What they close."""
    condition: str | None = None
    """The condition that exercises' own cautions name."""
    conflicts: tuple[str, ...] = ()
    """Where handouts differ about it, by id."""


_TOPICS = (
    Topic(
        id="knee-pain",
        group=Group.CONDITION,
        rules=("knee-pain",),
        by=(Bar.CONTRAINDICATION,),
        condition="knee-pain",
    ),
    Topic(id="heart", group=Group.CONDITION, rules=("heart",), by=(Gate.HEART,)),
    Topic(id="clinician", group=Group.CONDITION, rules=("choose",), by=(Bar.LIST,)),
    Topic(id="flare-up", group=Group.SYMPTOM, rules=("acute", "ache-or-habit"), by=(Gate.ACUTE,), conflicts=("acute",)),
    Topic(id="spasm", group=Group.SYMPTOM, rules=("acute",), by=(Gate.SPASM,), conflicts=("acute",)),
    Topic(id="radiating", group=Group.SYMPTOM, rules=("stop-for-pain", "symptoms"), by=(Gate.NERVE,)),
    Topic(id="numbness", group=Group.SYMPTOM, rules=("symptoms",), by=(Gate.NERVE,)),
    Topic(id="chest-pain", group=Group.SYMPTOM, rules=("chest",), by=(Gate.CHEST,)),
    Topic(
        id="pain-during",
        group=Group.SYMPTOM,
        rules=(
            "stop-for-pain",
            "stop-staywell-upper-back",
            "ease-off-healthwise-back",
            "ease-off-healthy-upper-back",
        ),
        by=(Bar.SET_ASIDE,),
        conflicts=("pain",),
    ),
    Topic(id="pain-after", group=Group.SYMPTOM, rules=("stop-for-pain", "symptoms"), by=(Bar.SET_ASIDE, Gate.NERVE)),
    Topic(id="equipment", group=Group.PRACTICE, rules=("equipment",), by=(Bar.EQUIPMENT,)),
    Topic(id="directions", group=Group.PRACTICE, rules=("direction",), by=(Bar.DIRECTION,)),
    Topic(id="form", group=Group.PRACTICE, rules=("no-bouncing", "gradual"), conflicts=("pelvic-tilt",)),
    Topic(id="own", group=Group.PRACTICE, rules=("reviewed",), by=(Bar.OWN,)),
)


def topics(library: Library) -> tuple[Topic, ...]:
    """Return everything one may look up: conditions, symptoms, practice, exercises with cautions, handouts."""
    exercises = tuple(
        Topic(id=one.id, group=Group.EXERCISE, rules=()) for one in library.exercises.values() if one.cautions
    )
    handouts = tuple(
        Topic(
            id=handout,
            group=Group.HANDOUT,
            rules=tuple(rule.id for rule in library.rules.values() if rule.handout == handout),
            conflicts=tuple(c.id for c in library.conflicts if any(side.handout == handout for side in c.sides)),
        )
        for handout in library.handouts
    )
    return (*_TOPICS, *exercises, *handouts)


def touched(topic: Topic, library: Library, closed: Iterable[tuple[Exercise, tuple[Closed, ...]]]) -> list[Exercise]:
    """Return the exercises a topic is about by itself: those whose cautions name it, or that it closes now.

    Gates touch every exercise and name none.
    """
    if topic.group is Group.EXERCISE:
        return [library.exercises[topic.id]]
    if topic.group is Group.HANDOUT:
        return [one for one in library.exercises.values() if topic.id in one.handouts and one.cautions]
    now = {one.id for one, bars in closed if any(bar.by in topic.by for bar in bars)}
    named = (one for one in library.exercises.values() if one.id in now or _names(one, topic))
    return list(named)


def applies(topic: Topic, gates: Iterable[Closed], bars: Iterable[Closed]) -> tuple[Closed, ...]:
    """Return what is closed now because of a topic, each reason once."""
    found = [
        one for one in (*gates, *bars) if one.by in topic.by and (not topic.condition or one.about == topic.condition)
    ]
    return tuple({(one.by, one.about, one.since): one for one in found}.values())


def _names(exercise: Exercise, topic: Topic) -> bool:
    if topic.condition is not None:
        return any(caution.when == topic.condition for caution in exercise.cautions)
    return topic.id == "form" and any(caution.level is Level.FORM for caution in exercise.cautions)
