"""The exercises and routines that fit together, in their order; the shipped ones are added first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trainer.core.closed import Gate
from trainer.core.exercise import Exercise
from trainer.core.library import Activity, Handout, Routine
from trainer.core.plan import ACTIVITY, ORDER, TIME
from trainer.shelf.checks import cited_by_exercise, cited_by_routine, inherited, know, linked, staffed
from trainer.shelf.names import Names
from trainer.shelf.source import Source

RESERVED = (*Gate, ACTIVITY, ORDER, TIME, "relax")
"""Words that commands and plans take for something else: an exercise named so could be neither cleared nor kept."""


class Catalogue:
    """Takes in one source after the other; what does not fit is left out and told to the source."""

    def __init__(self, handouts: Mapping[str, Handout], activities: Iterable[Activity]) -> None:
        self.exercises: dict[str, Exercise] = {}
        self.routines: dict[str, Routine] = {}
        self._order = list(handouts)
        self._names = Names()
        for activity in activities:
            self._names.take(f"the activity {activity.id}", (activity.id, activity.name))
        self._names.take("something the trainer itself asks for", RESERVED)

    def add(self, source: Source, exercises: Iterable[Exercise]) -> None:
        """Add a source's exercises, read before, and its routines."""
        found = self._fitting_exercises(source, exercises)
        known = {*self.exercises, *(e.id for e in found)}
        found = [linked(e, known, source) for e in found]
        everything = self.exercises | {e.id: e for e in found}
        routines = self._fitting_routines(source, everything)
        places = _places(routines)
        self.exercises |= {e.id: e for e in sorted(found, key=lambda e: self._place(e, places))}
        self.routines |= {r.id: r for r in routines}

    def _fitting_exercises(self, source: Source, read: Iterable[Exercise]) -> list[Exercise]:
        cited = [e for e in read if know(source, source.file(e), cited_by_exercise(e), self._order)]
        named = self._names.distinct(source, cited)
        if not source.own:
            return list(named)
        return [heir for e in named if (heir := inherited(e, self.exercises, source)) is not None]

    def _fitting_routines(self, source: Source, exercises: Mapping[str, Exercise]) -> list[Routine]:
        cited = [r for r in source.routines() if know(source, source.file(r), cited_by_routine(r), self._order)]
        named = self._names.distinct(source, cited)
        found = [routine for r in named if (routine := staffed(r, exercises, source)) is not None]
        return sorted(found, key=lambda r: (self._rank(r.handout, own=r.own), r.id))

    def _place(self, exercise: Exercise, places: Mapping[tuple[str | None, str], int]) -> tuple[int, int, str]:
        """Place it by its first handout, then in that handout's routine, then by id."""
        first = min(exercise.handouts, key=self._order.index, default=None)
        place = places.get((first, exercise.id), len(places))
        return self._rank(first, own=exercise.own), 0 if exercise.own else place, exercise.id

    def _rank(self, handout: str | None, *, own: bool) -> int:
        return len(self._order) if own or handout is None else self._order.index(handout)


def _places(routines: Iterable[Routine]) -> dict[tuple[str | None, str], int]:
    return {(r.handout, item.exercise): at for r in routines for at, item in enumerate(r.items)}
