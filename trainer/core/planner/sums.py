"""Sums: what the exercises of one day add up to, packed so that a search follows a week with a few additions."""

from __future__ import annotations

from typing import NamedTuple

from trainer.core.groups import Group, Strength
from trainer.core.planner.order import cover, need_of
from trainer.core.planner.problem import Problem, Technique, bits

FIELD = 4
"""Bits of a packed count; a week has seven days."""
FIELDS: tuple[Group | Strength, ...] = (*Group, *Strength)
"""What a packed count has, in its order."""


class Weight(NamedTuple):
    """What one day with a session adds to the week; a cost is made of their sums."""

    mask: int
    seconds: int
    own: int
    """What it costs by itself, and for being changed."""
    groups: int
    uses: int
    strong: int
    total: int
    calm: int
    """Its strengthening without a load, with what was done."""
    loaded: bool
    """The session has loaded strengthening; `near` counts what was done, too."""
    near: bool


class Sums(NamedTuple):
    """What exercises of one day add up to; one exercise by itself, too."""

    seconds: int = 0
    needs: int = 0
    """The positions that would do, as one bit for each different need."""
    foes: int = 0
    """What may not be on the same day."""
    liked: int = 0
    """What their helpfulness costs, and that they are not of a way back."""
    groups: int = 0
    """Packed counts of groups and of exercises."""
    uses: int = 0
    strong: int = 0
    """Seconds of strengthening, and of all training."""
    total: int = 0


class Adder:
    """Adds up the exercises of one problem; each sum is worked out once."""

    def __init__(self, problem: Problem, helpful: int, beside: int) -> None:
        self._problem = problem
        self._helpful = helpful
        self._beside = beside
        self._needs = sorted({need_of(one) for one in problem.techniques})
        self._single = {1 << n: self._one(n, one) for n, one in enumerate(problem.techniques)}
        self._sums = {0: Sums()}
        self._changes: dict[int, int] = {}

    def _one(self, n: int, one: Technique) -> Sums:
        fields = fields_of(one)
        kin = (other.exercise for other in self._problem.techniques if other is not one and other.family == one.family)
        return Sums(
            seconds=one.seconds,
            needs=1 << self._needs.index(need_of(one)),
            foes=self._problem.mask(one.rivals) | (0 if one.family is None else self._problem.mask(kin)),
            liked=self._helpful * one.helpful + self._beside * one.beside,
            groups=sum(1 << FIELD * at for at, field in enumerate(FIELDS) if field in fields),
            uses=1 << FIELD * n,
            strong=one.strengthen,
            total=one.strengthen + one.stretch,
        )

    def of(self, mask: int) -> Sums:
        """Return what a mask's exercises add up to."""
        found = self._sums.get(mask)
        if found is None:
            fewer = mask & mask - 1
            seconds, needs, foes, liked, groups, uses, strong, total = self.of(fewer)
            one = self._single[mask ^ fewer]
            found = self._sums[mask] = Sums(
                seconds + one.seconds,
                needs | one.needs,
                foes | one.foes,
                liked + one.liked,
                groups | one.groups,
                uses | one.uses,
                strong + one.strong,
                total + one.total,
            )
        return found

    def changes(self, needs: int) -> int:
        """Return how often a session changes the position."""
        found = self._changes.get(needs)
        if found is None:
            places = cover(frozenset(self._needs[n] for n in bits(needs)))
            found = self._changes[needs] = max(0, places.bit_count() - 1)
        return found


def fields_of(technique: Technique) -> frozenset[Group | Strength]:
    """Return the groups and strengths that count an exercise."""
    return technique.groups if technique.strength is None else technique.groups | {technique.strength}
