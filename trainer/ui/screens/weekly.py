"""Your week under You: what the planner is to know – free time, how much activity, and rest in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from trainer.coach import Coach
from trainer.core.profile import ACTIVITY_MINUTES, MOST_REST, Profile
from trainer.dates import parse_minutes
from trainer.errors import RefusedError
from trainer.freetime import say_week
from trainer.ui.screens.ask import Pick, Question, Reply, Write
from trainer.ui.screens.freetime import FreeTimeScreen
from trainer.ui.screens.page import Page
from trainer.ui.screens.profile import About
from trainer.ui.screens.screening import Told, cited, quoted

NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Door:
    """One line with a screen of its own: its name, the answer in words, and the screen that changes it."""

    name: str
    said: Callable[[Profile, date], str]
    open: Callable[[Coach], Page]


def _days(told: Told) -> Question:
    return _number("On how many days a week do you want to be active?", told, "activity_days", _DAYS)


def _minutes(told: Told) -> Question:
    return _number("How many minutes a day is activity to lead to?", told, "activity_minutes", _MINUTES, "60 min")


def _rest(told: Told) -> Question:
    text = "How many free days between two days of strengthening with weights, a band or the wall?"
    why = "No handout says it: ours, after the 48 hours that the American College of Sports Medicine advises."
    return _number(text, told, "strength_rest", _REST, "1 day", why=why)


def _number(text: str, told: Told, field: str, numbers: dict[int, str], default: str = "", *, why: str = "") -> Pick:
    """Ask for one of a few numbers, or to leave it to the trainer."""
    before = getattr(told.profile, field)
    replies = [Reply(text=said, keep={field: number}) for number, said in numbers.items()]
    left = Reply(text=f"{NOT_TOLD}: {default}" if default else NOT_TOLD, keep={field: None})
    return Pick(
        text=text,
        why=why or cited(told, "activity"),
        replies=(*replies, left),
        at=list(numbers).index(before) if before in numbers else None,
    )


def _usual(told: Told) -> Question:
    usual = told.profile.usual_activity
    return Write(
        text="How many minutes are you active in a usual week?",
        why="A number, or nothing to leave it open.",
        value="" if usual is None else str(usual),
        keep=lambda text: {"usual_activity": _read_minutes(text)},
    )


def _read_minutes(text: str) -> int | None:
    found = parse_minutes(text)
    if found is None and text.strip():
        raise RefusedError(f"{quoted(text)} is no number of minutes; write one such as 150.")
    return found


_DAYS = {number: f"{number} day{'' if number == 1 else 's'} a week" for number in range(1, 8)}
_MINUTES = {number: f"{number} min" for number in ACTIVITY_MINUTES}
_REST = {number: f"{number} day{'' if number == 1 else 's'}" if number else "none" for number in range(MOST_REST + 1)}
WEEKLY: tuple[Door | About, ...] = (
    Door("Free time", say_week, FreeTimeScreen),
    About("Active days", lambda p: _DAYS.get(p.activity_days or 0, NOT_TOLD), _days),
    About(
        "Activity leads to",
        lambda p: f"{NOT_TOLD}: 60 min a day" if p.activity_minutes is None else f"{p.activity_minutes} min a day",
        _minutes,
    ),
    About(
        "Usual activity",
        lambda p: NOT_TOLD if p.usual_activity is None else f"{p.usual_activity} min a week",
        _usual,
    ),
    About(
        "Free days between strengthening",
        lambda p: f"{NOT_TOLD}: 1 day" if p.strength_rest is None else _REST[p.strength_rest],
        _rest,
    ),
)
"""What was told about the week, in the order of the screen."""
