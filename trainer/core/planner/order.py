"""The order within a session: one gets up and down as little as possible, and a handout's order is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from trainer.core.exercise import Position
from trainer.core.planner.problem import Technique

RISING = (
    Position.SUPINE,
    Position.SIDE_LYING,
    Position.PRONE,
    Position.KNEELING,
    Position.SITTING,
    Position.STANDING,
)
"""From the floor up: gently lying down first, and up once."""
_ALL = range(1 << len(RISING))


@cache
def cover(needs: frozenset[int]) -> int:
    """Return the fewest positions, as a mask, that serve all; each need is a mask of the positions that would do."""
    serving = (mask for mask in _ALL if all(mask & need for need in needs))
    return min(serving, key=lambda mask: (mask.bit_count(), -mask))  # where it does not matter: rather standing


def need_of(technique: Technique) -> int:
    """Return the positions an exercise can be done in, as a mask."""
    return sum(1 << RISING.index(position) for position in set(technique.positions))


def changes(techniques: Iterable[Technique]) -> int:
    """Return how often one changes the position in a session of these exercises."""
    return max(0, cover(frozenset(map(need_of, techniques))).bit_count() - 1)


def arrange(techniques: Sequence[Technique], wanted: Sequence[str] = ()) -> tuple[Technique, ...]:
    """Put a session in order: by position from the floor up, stretches first, a handout's series in its own order.

    `wanted` are exercises as the person wants them to follow each other; the others go beside their neighbours.
    """
    places = cover(frozenset(map(need_of, techniques)))

    def rank(one: Technique) -> int:
        taken = need_of(one) & places
        return (taken & -taken).bit_length()

    def key(one: Technique) -> tuple[object, ...]:
        return (one.strengthen > one.stretch, one.series is None, one.place, one.gear, one.exercise)

    found: list[Technique] = []
    for at, position in enumerate(RISING, 1):
        found += _led(sorted((one for one in techniques if rank(one) == at), key=key), position)
    return in_series(_as_wanted(found, wanted))


def in_series(techniques: Sequence[Technique]) -> tuple[Technique, ...]:
    """Return the same session with each handout's series in its own order, in the places the series has."""
    found = list(techniques)
    for series in {one.series for one in techniques} - {None}:
        places = [n for n, one in enumerate(techniques) if one.series == series]
        members = sorted((techniques[n] for n in places), key=lambda one: (one.place, one.exercise))
        for n, member in zip(places, members, strict=True):
            found[n] = member
    return tuple(found)


def _led(group: list[Technique], position: Position) -> list[Technique]:
    """Begin with an exercise that takes the position of its own accord; the others then stay in it."""
    first = next((one for one in group if one.positions[0] is position), None)
    return group if first is None else [first, *(one for one in group if one is not first)]


def _as_wanted(arranged: list[Technique], wanted: Sequence[str]) -> list[Technique]:
    """Follow the person's order; what it does not name stays behind what it stood behind."""
    if not wanted:
        return arranged
    by_id = {one.exercise: one for one in arranged}
    found = [by_id[name] for name in wanted if name in by_id]
    for n, one in enumerate(arranged):
        if one.exercise not in wanted:
            before = arranged[n - 1] if n else None
            found.insert(0 if before is None else found.index(before) + 1, one)
    return found
