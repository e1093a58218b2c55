"""The soft rules: what a week can cost or gain by, and how much; the costs are ours."""

from __future__ import annotations

from enum import StrEnum

DAYS_A_GROUP = 3
"""Days a week on which each group should be reached."""
DAYS_A_STRENGTH = 2
"""Days a week with strengthening, at least."""
MOST_STRENGTH = 4
"""Days a week with strengthening, at most."""
MOST_TECHNIQUES = 8
"""Different exercises in a week: few, and repeated."""
MOST_USES = 4
"""Times a week for one exercise."""
LEAST_ITEMS, MOST_ITEMS = 3, 6
"""Exercises in a session."""


class Term(StrEnum):
    """What a week can cost or gain by."""

    GROUP = "group"
    ABSENT = "absent"
    """A group that the whole week leaves out."""
    STRENGTH = "strength"
    OFTEN = "often"
    """Strengthening on more days than is of use."""
    AGAIN = "again"
    """The same strengthening on two days running."""
    SHARE = "share"
    HELPFUL = "helpful"
    BESIDE = "beside"
    """Something else than the way back after a flare-up."""
    MANY = "many"
    FAMILIAR = "familiar"
    """Kept from last week."""
    USES = "uses"
    CHANGES = "changes"
    SHORT = "short"
    LONG = "long"
    LONGEST = "longest"
    STABLE = "stable"


COSTS = {
    Term.GROUP: 12,
    Term.ABSENT: 8,
    Term.STRENGTH: 40,
    Term.OFTEN: 10,
    Term.AGAIN: 6,
    Term.SHARE: 6,
    Term.HELPFUL: -5,
    Term.BESIDE: 14,
    Term.MANY: 10,
    Term.FAMILIAR: -4,
    Term.USES: 8,
    Term.CHANGES: 4,
    Term.SHORT: 15,
    Term.LONG: 10,
    Term.LONGEST: 1,
    Term.STABLE: 2,
}
"""What one of each costs."""
STEP = 30
"""Seconds of the longest session that cost one."""

Terms = dict[tuple[Term, str], int]
"""What each term costs, by what it is about."""
