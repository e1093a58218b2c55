"""The profile under You: each line's answer in words, and the question that changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from trainer import wording
from trainer.core.exercise import Equipment
from trainer.core.profile import Direction, Profile
from trainer.core.text import clean
from trainer.ui.screens.ask import Pick, Question, Reply, Tick, Write
from trainer.ui.screens.screening import Told, allowed, cited, equipment, exercises, guidance, heart, knees


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


def _phone(told: Told) -> Question:
    return Write(
        text="Which number do you call for advice?",
        why="It depends on where you live. Nothing takes it away.",
        value=told.profile.phone,
        keep=lambda text: {"phone": clean(text, newlines=False).strip()},
    )


def _say(value: bool | None) -> str:
    return "not asked" if value is None else "yes" if value else "no"


def _say_things(profile: Profile) -> str:
    if profile.equipment is None:
        return "not told"
    things = tuple(one for one in Equipment if one in profile.equipment)
    return (wording.things(things) or "none") if len(things) < 3 else f"{len(things)} of {len(Equipment)}"


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
    About("Help line", lambda p: p.phone or "none", _phone),
)
"""What was told about the person, in the order of the screen."""
