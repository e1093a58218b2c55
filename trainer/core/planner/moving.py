"""Activity of a week: how many minutes in all, and on which days, exactly; handout help-your-back, the growth ours.

30 to 60 minutes on most days, in bouts of at least ten, is where it leads; a beginner's small week becomes short days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby

from trainer.core.plan import BOUT, MOST_PLANNED

START = 50
"""Minutes of a first week where nothing is known: five times ten."""
DAYS = 5
"""Days with activity, where nobody chose."""
GROWTH = 20
"""Minutes by which a week grows, at least, as long as it is small."""
ENOUGH = 150
"""Minutes of a week after which it grows by a tenth only."""
REACHED = 0.8
"""The share of a week's base that was done before the next one grows; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """What activity is planned from."""

    usual: int | None = None
    """Minutes of a usual week, as told."""
    weeks: tuple[int, ...] = ()
    """Minutes done in the last two weeks that were open; none where there was no such week."""
    done: tuple[int, ...] = (0,) * 7
    """Minutes done so far, Monday to Sunday."""
    ahead: tuple[bool, ...] = (True,) * 7
    """Days that can be planned."""
    fixed: tuple[int | None, ...] = (None,) * 7
    """Minutes set by hand."""
    days: int = DAYS
    """On how many days."""
    most: int = MOST_PLANNED
    """Minutes a day it should lead to."""


def total(moving: Moving) -> int:
    """Return the minutes a week should have, in tens: what one is used to, and a little more once that is reached."""
    done = max(moving.weeks, default=0)
    base = max(moving.usual or 0, done, START)
    grown = max(GROWTH, base // 10) if base < ENOUGH else base // 10
    wanted = base + grown if moving.weeks and done >= REACHED * base else base
    return min(wanted, moving.days * moving.most) // BOUT * BOUT


def spread(moving: Moving) -> tuple[int, ...]:
    """Return the minutes of each day: what is fixed, and the rest of the week's total over the days ahead.

    As even as can be, on no more days than asked, with the days without activity apart from each other. What was
    missed is not heaped on the days that are left: none gets more than ten minutes above its share.
    """
    wanted = total(moving)
    share = -(-wanted // max(1, moving.days) // BOUT) * BOUT
    limit = min(moving.most, share + BOUT)
    fixed = moving.fixed
    had = [bool(moving.done[n]) or bool(fixed[n]) for n in range(7)]
    free = tuple(n for n in range(7) if moving.ahead[n] and fixed[n] is None and not moving.done[n])
    count = max(0, min(len(free), moving.days - sum(had)))
    # Today may have been begun: what is left of its share is still to be done.
    begun = tuple(n for n in range(7) if moving.ahead[n] and fixed[n] is None and moving.done[n])
    found = [fixed[n] or 0 for n in range(7)]
    for n in begun:
        found[n] = min(limit, max(share, moving.done[n] // BOUT * BOUT))
    spoken = sum(max(moving.done[n], found[n]) for n in range(7))
    tens = max(0, wanted - spoken) // BOUT
    chosen = _choose(free, count, tuple(had))
    for n, minutes in zip(chosen, _even(tens, len(chosen), limit // BOUT), strict=True):
        found[n] = minutes
    return tuple(found)


def _even(tens: int, days: int, most: int) -> list[int]:
    """Divide tens of minutes over days as evenly as can be, none above the most, the longer days later."""
    if not days:
        return []
    tens = min(tens, days * most)
    low, more = divmod(tens, days)
    at = {days - 1 - n * days // more for n in range(more)} if more else set()
    return [(low + (n in at)) * BOUT for n in range(days)]


@cache
def _choose(free: tuple[int, ...], count: int, had: tuple[bool, ...]) -> tuple[int, ...]:
    """Choose days so that neither rest nor activity comes in long stretches; the earliest days on a tie.

    There are at most 35 ways, so that looking at each is exact.
    """
    return min(combinations(free, count), key=lambda days: (_uneven(days, had), days))


def _uneven(days: Sequence[int], had: Sequence[bool]) -> int:
    """Return the sum of the squared lengths of all stretches of days with and without activity."""
    active = (had[n] or n in days for n in range(7))
    return sum(len(list(stretch)) ** 2 for _, stretch in groupby(active))
