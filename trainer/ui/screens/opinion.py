"""An opinion of an exercise: how helpful the person finds it, whether they leave it out, and where that shows."""

from __future__ import annotations

from collections.abc import Set

from textual.content import Content

from trainer import helpful
from trainer.coach import Coach
from trainer.core.bars import alternatives
from trainer.core.closed import Reach
from trainer.core.exercise import Exercise
from trainer.core.profile import Profile
from trainer.ui.screens.ask import Pick, Reply
from trainer.ui.widgets.leaflet import leaflet
from trainer.ui.widgets.marks import hang

BLANK = "\n\n"
"""What parts a leaflet's sections."""


def helpfulness(exercise: Exercise, told: Profile) -> Pick:
    """Ask how helpful an exercise is, with the present answer at hand."""
    values = list(helpful.WORDS)
    replies = (
        Reply(text=said, keep={"helpful": helpful.rated(told.helpful, exercise.id, value)})
        for value, said in helpful.WORDS.items()
    )
    return Pick(
        text=f"How helpful is {exercise.name} to you?",
        why="Plans prefer what helps you. This is not about pain: when something hurts, stop, and press p.",
        replies=tuple(replies),
        at=values.index(told.helpful.get(exercise.id, 0)),
    )


def turned(exercise: Exercise, out: Set[str]) -> str:
    """Say that an exercise was left out or taken back in, and what undoes it."""
    if exercise.id in out:
        return f"{exercise.name} is left out. o takes it back in."
    return f"{exercise.name} is back in. o leaves it out."


def for_you(exercise: Exercise, told: Profile, width: int) -> Content | None:
    """Say what the person thinks of an exercise; None where they said nothing."""
    said = [helpful.WORDS[told.helpful[exercise.id]]] if exercise.id in told.helpful else []
    if exercise.id in told.left_out:
        said.append("left out (o in the list takes it back in)")
    return (
        hang(Content.styled("For you  ", "bold $muted"), Content.styled(" · ".join(said), "$accent"), width)
        if said
        else None
    )


def leaflet_of(exercise: Exercise, coach: Coach, width: int) -> Content:
    """Describe an exercise in full as it stands today, with the person's opinion behind its head."""
    gates = coach.care.gates()
    closed = (*gates[:1], *coach.care.closed(exercise))
    others = (coach.library.exercises[name] for name in alternatives(exercise, coach.library))
    instead = () if gates else [other for other in others if not coach.care.closed(other)]
    shut = any(one.reach is Reach.ALL for one in closed)
    ways = [] if shut else [coach.way(exercise, dosage) for dosage in exercise.dosages]
    text = leaflet(exercise, coach.library, width, closed=closed, instead=instead, ways=ways)
    head, *sections = text.split(BLANK, allow_blank=True)
    mine = for_you(exercise, coach.care.profile, width)
    return text if mine is None else Content(BLANK).join([head, mine, *sections])
