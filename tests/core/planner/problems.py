"""Weeks to plan, made up from a seed: the shipped exercises with random equipment, free time, history and wishes.

The golden file has their proven optima. Only `random()` is used, which gives the same numbers on every Python; the
exercises are the library's, so a changed dosage changes a problem, which its fingerprint tells.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from math import ceil
from pathlib import Path
from random import Random
from typing import TypeVar

from trainer.core.exercise import Equipment, Exercise, Kind
from trainer.core.groups import groups_of, is_loaded, rivals_of, strength_of
from trainer.core.pace import Pace
from trainer.core.planner import costs
from trainer.core.planner.problem import GAP, LONGEST, MOVING, Asked, Problem, Technique, Week, bits, many
from trainer.core.planner.score import Score
from trainer.core.prescription import prescribe
from trainer.core.timeline import seconds, timeline
from trainer.resources import library_path
from trainer.shelf import load_library

SEEDS = tuple(range(1, 33))
GOLDEN = Path(__file__).with_name("golden.json")
T = TypeVar("T")
_PACE = Pace()
_KINDS = 8
"""Every eighth week has a clinician's short list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the golden file has of one week."""

    seed: int
    fingerprint: int
    """`Problem.seed`, which any change of the problem changes."""
    optimum: int
    """What the best week costs; proven."""
    empty: int
    """What the week costs that holds only what is kept."""
    week: Week
    """A best week."""

    def quality(self, cost: int) -> float:
        """Return how far a cost is above the optimum: 0 is the best, 1 the empty plan."""
        return (cost - self.optimum) / max(1, self.empty - self.optimum)


def proofs() -> tuple[Proof, ...]:
    """Return what the golden file has."""
    golden = json.loads(GOLDEN.read_text())
    return tuple(Proof(**(one | {"week": tuple(one["week"])})) for one in golden["weeks"])


def proven_with() -> dict[str, int]:
    """Return the constants that the golden file was made with."""
    found: dict[str, int] = json.loads(GOLDEN.read_text())["constants"]
    return found


def write(weeks: Sequence[Proof]) -> None:
    """Write the golden file, a line for a week."""
    lines = ",\n".join(f"    {json.dumps(asdict(one))}" for one in weeks)
    GOLDEN.write_text(f'{{\n  "constants": {json.dumps(constants())},\n  "weeks": [\n{lines}\n  ]\n}}\n')


def constants() -> dict[str, int]:
    """Return what the optima depend on besides the problems."""
    aims = ("DAYS_A_GROUP", "DAYS_A_STRENGTH", "MOST_STRENGTH", "MOST_TECHNIQUES", "MOST_USES", "LEAST_ITEMS")
    numbers = {name: int(getattr(costs, name)) for name in (*aims, "MOST_ITEMS", "STEP")}
    return {term.value: cost for term, cost in costs.COSTS.items()} | numbers | {"MOVING": MOVING, "LONGEST": LONGEST}


def problem(seed: int) -> Problem:
    """Return the week of a seed."""
    return _Dice(seed).problem()


@cache
def techniques() -> tuple[tuple[Technique, frozenset[Equipment]], ...]:
    """Return the shipped exercises that can be planned, each with what it needs."""
    exercises = load_library(library_path()).exercises
    found = ((exercises[name], _technique(exercises[name])) for name in sorted(exercises))
    return tuple((one, frozenset(exercise.equipment)) for exercise, one in found if one is not None)


def _technique(exercise: Exercise) -> Technique | None:
    stated = [prescribe(exercise, one) for one in exercise.dosages if one.stated]
    if not stated or exercise.kind is Kind.RELAX:
        return None
    lasting = min(ceil(seconds(timeline((one,), _PACE), _PACE)) for one in stated)
    work = lasting - round(_PACE.prepare)
    return Technique(
        exercise=exercise.id,
        seconds=lasting,
        stretch=round(work * exercise.counts.stretch),
        strengthen=round(work * exercise.counts.strengthen),
        groups=groups_of(exercise),
        strength=strength_of(exercise),
        loaded=is_loaded(exercise),
        family=exercise.family,
        rivals=rivals_of(exercise),
        positions=exercise.positions,
    )


class _Dice:
    """Random choices, all of them from one seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed).random
        self._kind = seed % _KINDS

    def problem(self) -> Problem:
        chosen = self._techniques()
        days = self._days()
        bare = Problem(techniques=chosen, days=days)
        before = tuple(self._session(bare, 700) if self._often(60) else 0 for _ in range(GAP))
        after = (self._session(bare, 700), 0, 0) if self._often(15) else (0,) * GAP
        was = many(chosen, (self._often(20) for _ in chosen)) if any(before) else 0
        known = tuple(
            replace(one, before=bool((was | before[0] | before[1] | before[2]) >> n & 1))
            for n, one in enumerate(chosen)
        )
        rest = self._one((1, 1, 1, 1, 2, 0))
        week = Problem(techniques=known, days=days, before=before, after=after, rest=rest)
        week = replace(week, days=tuple(self._asked(week, day) for day in range(7)))
        return replace(week, present=self._present(week)) if self._often(35) else week

    def _techniques(self) -> tuple[Technique, ...]:
        """Return what there is equipment for; now and then a short list, or some that are closed."""
        owned = {thing for thing in Equipment if self._often(70)}
        had = [one for one, needs in techniques() if needs <= owned]
        closed = 10 if self._often(40) else 0
        if self._kind == 0:
            had = self._some(had, 3)
            closed = 0
        liking = 60 if self._often(60) else 0
        back = self._often(20)
        return tuple(
            replace(
                one,
                helpful=int(self._chance() * 5) - 2 if self._often(liking) else 0,
                beside=back and one.series is None,
                open=not self._often(closed),
            )
            for one in had
        )

    def _days(self) -> tuple[Asked, ...]:
        """Return which days have how much time; in a week that has begun, what is past has none."""
        past = int(self._chance() * 5) if self._often(35) else 0
        free = self._one((100, 100, 70, 50, 35))
        usual = self._room() if self._often(50) else 0
        rooms = [(usual or self._room()) if day >= past and self._often(free) else 0 for day in range(7)]
        if not any(rooms):
            rooms[past] = usual or self._room()
        return tuple(Asked(room=room, loaded=day < past and self._often(10)) for day, room in enumerate(rooms))

    def _asked(self, week: Problem, at: int) -> Asked:
        """Return a day with what was done on it, what is kept and what is banned."""
        day = week.days[at]
        past = not any(one.room for one in week.days[: at + 1])
        done = self._session(week, 600) if past and self._often(60) else 0
        if not done and day.room and self._often(6):
            done = self._session(week, 200)
        one = 1 << int(self._chance() * len(week.techniques))
        kept = one if day.room and not done & one and self._often(12) else 0
        two = 1 << int(self._chance() * len(week.techniques))
        return replace(day, done=done, kept=kept, banned=two & ~kept if self._often(12) else 0)

    def _session(self, week: Problem, room: int) -> int:
        """Return a session such as people do: some of the exercises, as many as go together and fit."""
        rules, mask = Score(week), 0
        for n in self._some(list(range(len(week.techniques))), 6):
            more = mask | 1 << n
            if week.techniques[n].open and not rules.clashing(more) and rules.seconds(more) <= room:
                mask = more
        return mask

    def _present(self, week: Problem) -> Week:
        """Return a plan that takes each day what was used least."""
        rules, used, plan = Score(week), [0] * len(week.techniques), [0] * 7
        for day, asked in enumerate(week.days):
            plan[day] = asked.kept
            for n in sorted(range(len(used)), key=lambda n: (used[n], self._chance())):
                more = plan[day] | 1 << n
                tried = (*plan[:day], more, *plan[day + 1 :])
                loaded = week.techniques[n].loaded and rules.crowded(tried, day)
                if more.bit_count() <= 5 and not asked.done >> n & 1 and not loaded and rules.fits(day, more):
                    plan[day] = more
            for n in bits(plan[day]):
                used[n] += 1
        return tuple(plan)

    def _room(self) -> int:
        return self._one((300, 600, 600, 900, 900, 900, 1200))

    def _often(self, percent: int) -> bool:
        return self._chance() * 100 < percent

    def _one(self, things: Sequence[T]) -> T:
        return things[int(self._chance() * len(things))]

    def _some(self, things: Sequence[T], most: int) -> list[T]:
        """Return some of the things, in their order."""
        ranked = sorted(range(len(things)), key=lambda _: self._chance())
        return [things[n] for n in sorted(ranked[:most])]
