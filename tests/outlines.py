"""A plan to test with: always the same one, whatever the planner would make of the week."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.coach import Coach
from trainer.core.dosage import Dosage
from trainer.core.plan import Outline, Outlined, Planned, monday_of
from trainer.core.profile import Slot
from trainer.plans import kept
from trainer.plans.desk import Desk

FIRST = ("pelvic-tilt-held", "hip-rotator-stretch", "hamstring-stretch-towel", "side-stretch", "wall-push-up")
SECOND = ("hip-rotator-stretch", "prone-press-up", "childs-pose", "side-stretch", "shoulder-rolls")
DAYS = (FIRST, SECOND, (), FIRST, SECOND, FIRST, ())
MINUTES = (30, 30, 0, 30, 30, 30, 0)


def keep_plan(coach: Coach) -> None:
    """Plan what is left of this week: a session and a walk of thirty minutes on five days, where there is time."""
    today = coach.clock.now().date()
    monday = monday_of(today)
    found = Desk(coach)._weeks.find(monday)
    days = []
    for n, day in enumerate(found.known.plan.days):
        slot, ahead = found.brief.slots[n], day >= today
        names = DAYS[n] if ahead and slot is not None else ()
        days.append(_day(names, slot, MINUTES[n] if ahead else 0, found.brief.dosages))
    kept.write(coach.store, monday, outline=Outline(days=tuple(days), basis=found.brief.basis))


def _day(names: tuple[str, ...], slot: Slot | None, minutes: int, dosages: Mapping[str, Dosage]) -> Outlined:
    if slot is None or not names:
        return Outlined(activity=minutes)
    items = tuple(Planned(exercise=one, handout=dosages[one].handout, label=dosages[one].label) for one in names)
    return Outlined(at=slot.at, minutes=slot.minutes, items=items, activity=minutes)
