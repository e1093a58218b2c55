"""Free time on a day: what the person told of its date, else of its weekday, else nothing."""

from __future__ import annotations

from datetime import date, time

from trainer.core.profile import Profile, Slot

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The keys of the weekdays, in a week's order."""
ASSUMED = Slot(at=time(7), minutes=15)
"""What plans take for each day's free time while no weekday was told; ours, and marked as assumed."""


def slots_on(profile: Profile, day: date) -> tuple[Slot, ...] | None:
    """Return the free times of a day; `()` is free of sessions, None not told, for which `ASSUMED` stands in.

    A date's own entry wins over its weekday's. Once any weekday was told, the others are free of sessions; a date
    alone changes no other day.
    """
    for key in (day.isoformat(), WEEK[day.weekday()]):
        if key in profile.free:
            return profile.free[key]
    return None if is_assumed(profile) else ()


def is_assumed(profile: Profile) -> bool:
    """Say whether no weekday was told, so that the week's free time is assumed."""
    return not any(day in profile.free for day in WEEK)
