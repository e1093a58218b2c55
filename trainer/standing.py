"""Standing: how a person stands to the library today – gates, what closes single exercises, and the way so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from trainer.coach import Coach
from trainer.core.bars import alternatives, bars
from trainer.core.closed import Closed, Facts, Reach
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.gates import gates
from trainer.core.library import Library
from trainer.core.progression import Place, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is closed today, and how far somebody is."""

    gates: tuple[Closed, ...]
    """The gravest first."""
    bars: Mapping[str, tuple[Closed, ...]]
    """What closes an exercise by itself, by its id; what reaches furthest first."""
    way: Callable[[Exercise, Dosage], Place]
    notices: tuple[str, ...] = ()
    """What went wrong while it was read."""

    def first(self, exercise: Exercise) -> Closed | None:
        """Return what closes an exercise before all else: the gravest gate, or what reaches furthest."""
        return next(iter((*self.gates, *self.bars.get(exercise.id, ()))), None)

    def forbids(self, exercise: Exercise) -> bool:
        """Say whether nothing may start an exercise today."""
        first = self.first(exercise)
        return first is not None and first.reach is Reach.ALL

    def instead(self, exercise: Exercise, library: Library) -> tuple[Exercise, ...]:
        """Return what is open in place of an exercise that is closed by itself."""
        if self.gates or not self.bars.get(exercise.id):
            return ()
        return tuple(library.exercises[name] for name in alternatives(exercise, library) if not self.bars.get(name))


def standing(coach: Coach) -> Standing:
    """Gather how the person stands."""
    facts = coach.care.facts()
    return Standing(
        gates=coach.care.gates(),
        bars={one.id: coach.care.closed(one, facts) for one in coach.library.exercises.values()},
        way=coach.way,
        notices=tuple(coach.store.notices),
    )


def blank(library: Library, today: date) -> Standing:
    """Give the standing of somebody who has told and trained nothing yet."""
    facts = Facts(handouts={rule.id: rule.handout for rule in library.rules.values()})
    return Standing(
        gates=gates(facts, today),
        bars={one.id: bars(one, facts) for one in library.exercises.values()},
        way=lambda _, dosage: place(dosage, (), today),
    )
