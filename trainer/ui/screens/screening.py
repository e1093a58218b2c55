"""Screening: the first questions, each of which can be skipped, asked again and changed under You."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from trainer import wording
from trainer.coach import Coach
from trainer.core.exercise import Equipment
from trainer.core.free import WEEK, is_assumed
from trainer.core.library import Library
from trainer.core.profile import Profile, Slot
from trainer.core.text import clean
from trainer.dates import parse_day
from trainer.ui.screens.ask import GO_ON, AskScreen, Pick, Question, Reply, Tick, Write

_MORNING, _EVENING = Slot(at=time(7), minutes=15), Slot(at=time(19), minutes=15)
FREE: dict[str, dict[str, tuple[Slot, ...]]] = {
    "Every day, 07:00": dict.fromkeys(WEEK, (_MORNING,)),
    "Every day, 07:00 and 19:00": dict.fromkeys(WEEK, (_MORNING, _EVENING)),
    "Weekdays, 07:00": {day: (_MORNING,) if day not in {"sat", "sun"} else () for day in WEEK},
}
"""Free time that one key tells: 15 minutes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What questions are made of: what was told so far, the library and the day."""

    profile: Profile
    library: Library
    today: date


# The screen


class ScreeningScreen(AskScreen):
    """The first run: the advice, then what decides which exercises are offered."""

    def __init__(self, coach: Coach, *, only_health: bool = False) -> None:
        """Ask what was not answered yet, or of that only the questions about health; the advice where all were."""
        told = Told(profile=coach.care.profile, library=coach.library, today=coach.clock.now().date())
        asked = health(told) if only_health else (*health(told), *_more(told))
        first = () if only_health and asked else (advice(told),)
        super().__init__(coach, (*first, *asked), skippable=True)
        self._whole = not only_health

    def end(self, *, whole: bool) -> None:
        """Remember that the first questions were asked."""
        if self._whole:
            self.tell({"screened": True})
        super().end(whole=whole)


def unasked(coach: Coach) -> bool:
    """Say whether a question about health was not answered yet."""
    profile = coach.care.profile
    return profile.knee_pain is None or profile.heart_problem is None


# The questions


def advice(told: Told) -> Pick:
    """Say what the trainer is, before it asks."""
    rule = cited(told, "clinician-healthwise-back")
    said = (wording.DISCLAIMER, rule, "A few questions follow. You can skip each, and change it later under You.")
    return Pick(text="Before you begin", why="\n\n".join(filter(None, said)), replies=(GO_ON,), at=0)


def health(told: Told) -> tuple[Question, ...]:
    """Return the questions about health that were not answered."""
    profile = told.profile
    asked = ((profile.knee_pain, knees), (profile.heart_problem, heart))
    return tuple(ask(told) for answer, ask in asked if answer is None)


def _more(told: Told) -> tuple[Question, ...]:
    """Return the other first questions that were not answered."""
    profile = told.profile
    asked: tuple[tuple[bool, Callable[[Told], Question]], ...] = (
        (bool(profile.heart_problem) and profile.heart_guidance is None, guidance),
        (profile.allowlist is None, allowed),
        (profile.equipment is None, equipment),
        (is_assumed(profile), free_time),
    )
    return tuple(ask(told) for is_open, ask in asked if is_open)


def knees(told: Told) -> Pick:
    """Ask for knee pain."""
    return _yes_or_no("Do your knees hurt?", "knee_pain", told.profile.knee_pain, why=cited(told, "knee-pain"))


def heart(told: Told) -> Pick:
    """Ask for heart problems, and then for guidance where there is none."""
    asked = guidance(told) if told.profile.heart_guidance is None else None
    text = "Do you have a heart problem, or had a heart attack lately?"
    return _yes_or_no(text, "heart_problem", told.profile.heart_problem, ask=asked)


def guidance(told: Told) -> Pick:
    """Ask for the day of a clinician's guidance."""
    before = told.profile.heart_guidance
    another = Write(
        text="On which day?",
        value="" if before is None else str(before),
        why=f"Write it as {told.today}.",
        keep=lambda text: {"heart_guidance": parse_day(text, told.today)},
    )
    replies = (
        Reply(text="Yes, today", keep={"heart_guidance": told.today}),
        Reply(text="Yes, on another day …", ask=another),
        Reply(text="Not yet", keep={"heart_guidance": None}),
    )
    return Pick(
        text="Has a clinician guided you on being active?",
        why=cited(told, "heart"),
        replies=replies,
        at=None if before is None else 1,
    )


def allowed(told: Told) -> Pick:
    """Ask for a clinician's list."""
    before = told.profile.allowlist
    choose = Tick(
        text="Which exercises are on the list?",
        things=exercises(told.library),
        ticked=frozenset(before or ()),
        keep=lambda ticked: {"allowlist": _in_order(told.library, ticked)},
    )
    return Pick(
        text="Has a clinician listed the only exercises you may do?",
        replies=(Reply(text="Yes, choose them …", ask=choose), Reply(text="No", keep={"allowlist": None})),
        at=None if before is None else 0,
    )


def equipment(told: Told) -> Tick:
    """Ask for the things there are."""
    return Tick(
        text="What do you have at hand?",
        why=cited(told, "equipment"),
        things=tuple((thing.value, wording.THINGS[thing]) for thing in Equipment),
        ticked=frozenset(told.profile.equipment or ()),
        keep=lambda ticked: {"equipment": frozenset(map(Equipment, ticked))},
        replies=(Reply(text="none of these", keep={"equipment": frozenset()}),),
    )


def free_time(told: Told) -> Pick:
    """Ask for free time."""
    replies = tuple(Reply(text=f"{name}, 15 min", keep={"free": free}) for name, free in FREE.items())
    fitting = [index for index, free in enumerate(FREE.values()) if free == told.profile.free]
    return Pick(text="When do you have time for a session?", replies=replies, at=next(iter(fitting), None))


def _yes_or_no(text: str, field: str, told: bool | None, *, why: str = "", ask: Question | None = None) -> Pick:
    replies = (Reply(text="Yes", keep={field: True}, ask=ask), Reply(text="No", keep={field: False}))
    return Pick(text=text, why=why, replies=replies, at=None if told is None else 1 - told)


def quoted(text: str) -> str:
    """Quote what was typed, made safe to show."""
    return f"'{clean(text, newlines=False).strip()[:40]}'"


def cited(told: Told, name: str) -> str:
    """Say a rule and whose it is."""
    rule = told.library.rules.get(name)
    source = None if rule is None else told.library.handouts.get(rule.handout or "")
    return "" if rule is None else f"{rule.text} [{wording.source(source)}]"


def exercises(library: Library) -> tuple[tuple[str, str], ...]:
    """Return every exercise's id and name."""
    return tuple((one.id, one.name) for one in library.exercises.values())


def _in_order(library: Library, ticked: Iterable[str]) -> tuple[str, ...]:
    chosen = set(ticked)
    return (*(one for one in library.exercises if one in chosen), *sorted(chosen - set(library.exercises)))
