"""The profile under You: each line's answer in words, and the question that changes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

from trainer import wording
from trainer.core.exercise import Equipment
from trainer.core.profile import Direction, Profile, Slot
from trainer.core.text import clean
from trainer.dates import parse_minutes
from trainer.errors import RefusedError
from trainer.ui.screens.ask import Pick, Question, Reply, Tick, Write
from trainer.ui.screens.screening import (
    FREE,
    WEEK,
    Told,
    allowed,
    cited,
    equipment,
    exercises,
    free_time,
    guidance,
    heart,
    knees,
    quoted,
)

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SLOT = re.compile(r"(\d{1,2}):(\d{2})\s+(\d{1,4})(?:\s*min)?")


@dataclass(frozen=True, slots=True)
class About:
    """One line about the person: its name, the answer in words, and the question that changes it."""

    name: str
    said: Callable[[Profile], str]
    ask: Callable[[Told], Question]


def _unset(question: Pick, field: str, text: str = "Not asked", to: object = None) -> Pick:
    return replace(question, replies=(*question.replies, Reply(text=text, keep={field: to})))


def _equipment(told: Told) -> Question:
    asked = equipment(told)
    return replace(asked, replies=(*asked.replies, Reply(text="not told", keep={"equipment": None})))


def _direction(told: Told) -> Question:
    return Tick(
        text="Which directions hurt your back?",
        why=cited(told, "direction"),
        things=tuple((one.value, one.value) for one in Direction),
        ticked=frozenset(told.profile.direction),
        keep=lambda ticked: {"direction": frozenset(map(Direction, ticked))},
    )


def _left_out(told: Told) -> Question:
    return Tick(
        text="Which exercises do you not want?",
        things=exercises(told.library),
        ticked=told.profile.left_out,
        keep=lambda ticked: {"left_out": ticked},
    )


def _activity(told: Told) -> Question:
    usual = told.profile.usual_activity
    return Write(
        text="How many minutes are you active in a usual week?",
        why="A number, or nothing to leave it open.",
        value="" if usual is None else str(usual),
        keep=lambda text: {"usual_activity": _read_number(text)},
    )


def _phone(told: Told) -> Question:
    return Write(
        text="Which number do you call for advice?",
        why="It depends on where you live. Nothing takes it away.",
        value=told.profile.phone,
        keep=lambda text: {"phone": clean(text, newlines=False).strip()},
    )


def _free(told: Told) -> Question:
    asked = free_time(told)
    days = tuple(Reply(text=name, ask=_day(told.profile, day, name)) for day, name in zip(WEEK, _NAMES, strict=True))
    one = Reply(text="Another time on one day …", ask=Pick(text="On which day?", replies=days, at=0))
    return _unset(replace(asked, replies=(*asked.replies, one)), "free", "Not told", {})


def _day(profile: Profile, day: str, name: str) -> Write:
    return Write(
        text=f"When on a {name}?",
        why="Time and minutes, such as 07:00 15, 19:30 10. Nothing keeps the day free of sessions.",
        most=80,
        value=", ".join(f"{slot.at:%H:%M} {slot.minutes}" for slot in profile.free.get(day, ())),
        keep=lambda text: {"free": {**profile.free, day: read_slots(text)}},
    )


def _say(value: bool | None) -> str:
    return "not asked" if value is None else "yes" if value else "no"


def _say_things(profile: Profile) -> str:
    if profile.equipment is None:
        return "not told"
    things = tuple(one for one in Equipment if one in profile.equipment)
    return (wording.things(things) or "none") if len(things) < 3 else f"{len(things)} of {len(Equipment)}"


def _say_free(profile: Profile) -> str:
    named = [name for name, free in FREE.items() if free == profile.free]
    days = sum(bool(slots) for slots in profile.free.values())
    return named[0].lower() if named else _count(days, "day") if profile.free else "not told"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s" if number else "none"


ABOUT = (
    About("Knee pain", lambda p: _say(p.knee_pain), lambda told: _unset(knees(told), "knee_pain")),
    About("Heart problem", lambda p: _say(p.heart_problem), lambda told: _unset(heart(told), "heart_problem")),
    About("Guidance", lambda p: "none" if p.heart_guidance is None else str(p.heart_guidance), guidance),
    About("Clinician's list", lambda p: _count(len(p.allowlist or ()), "exercise"), allowed),
    About("Equipment", _say_things, _equipment),
    About("Directions that hurt", lambda p: ", ".join(sorted(p.direction)) or "none", _direction),
    About("Left out", lambda p: _count(len(p.left_out), "exercise"), _left_out),
    About(
        "Usual activity",
        lambda p: "not told" if p.usual_activity is None else f"{p.usual_activity} min a week",
        _activity,
    ),
    About("Help line", lambda p: p.phone or "none", _phone),
    About("Free time", _say_free, _free),
)
"""Everything about the person, in the order of the screen."""


# What is typed


def read_slots(text: str) -> tuple[Slot, ...]:
    """Read free time as `07:00 15, 19:30 10`; raises RefusedError."""
    slots = sorted((_read_slot(part) for part in text.split(",") if part.strip()), key=lambda slot: slot.at)
    for one, following in pairwise(slots):
        if _minute(one.at) + one.minutes > _minute(following.at):
            raise RefusedError(f"{following.at:%H:%M} begins before the {one.minutes} minutes from {one.at:%H:%M} end.")
    return tuple(slots)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _read_slot(text: str) -> Slot:
    found = _SLOT.fullmatch(text.strip())
    try:
        at = time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        at = None
    if found is None or at is None:
        raise RefusedError(f"{quoted(text)} is no free time; write it as 07:00 15.")
    try:
        return Slot(at=at, minutes=int(found[3]))
    except ValueError as error:
        raise RefusedError(f"{str(error).capitalize()}.") from None


def _read_number(text: str) -> int | None:
    found = parse_minutes(text)
    if found is None and text.strip():
        raise RefusedError(f"{quoted(text)} is no number of minutes; write one such as 150.")
    return found
