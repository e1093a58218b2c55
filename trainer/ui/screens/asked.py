"""What a session asks: why something is left out, what is felt and where it comes from, and whether to send less."""

from __future__ import annotations

import os
from collections.abc import Mapping

from trainer.core.events import SkipReason, StopReason
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.core.timeline import GETTING_READY, StepKind
from trainer.ui.screens.choose import Answer

DISCOMFORT = "discomfort"
"""A little discomfort: not a stop, but a reason to ease."""
HURTS = "hurts"
"""Not a reason to skip, but to stop."""
SKIPS: tuple[Answer[SkipReason | str], ...] = (
    Answer(text="No time", value=SkipReason.TIME),
    Answer(text="No equipment here", value=SkipReason.EQUIPMENT),
    Answer(text="Not sure how", value=SkipReason.UNSURE),
    Answer(text="Done elsewhere", value=SkipReason.DONE),
    Answer(text="It hurts", value=HURTS),
)
STOPS: tuple[Answer[StopReason | str], ...] = (
    Answer(text="A little discomfort: make it easier and go on", value=DISCOMFORT),
    Answer(text="Pain", value=StopReason.PAIN),
    Answer(text="More pain than before", value=StopReason.MORE_PAIN),
    Answer(text="Pain that stays", value=StopReason.LASTING_PAIN),
    Answer(text="Pain into the buttock or leg", value=StopReason.RADIATING),
    Answer(text="Numbness or tingling", value=StopReason.NUMBNESS),
    Answer(text="Spasm", value=StopReason.SPASM),
    Answer(text="Chest pain or discomfort", value=StopReason.CHEST),
)
ENDS = (
    Answer(text="Finish: keep what was done", value=True),
    Answer(text="Leave it for now: go on within four hours", value=False),
)
LESS = "You train over SSH. Shall less be sent?"
LINES = (
    Answer(text="No: the line is fast enough", value=False),
    Answer(text="Yes: the terminal's own colours, no motion", value=True),
)


def which(session: Session, before: int) -> tuple[Answer[int], ...]:
    """Ask which exercise it was that hurt: the one before, or the one one gets ready for."""
    step = session.step
    if step is None:
        return ()
    names = [planned.name for planned in session.course.planned]
    ahead = "left out" if step.kind is StepKind.DONE else "next"
    return (
        Answer(text=f"{names[before]} (before)", value=before),
        Answer(text=f"{names[step.item]} ({ahead})", value=step.item),
    )


def far(settings: Settings, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the line may be a slow one, and the person was never asked about it."""
    return settings.slow is None and bool(environment.get("SSH_CONNECTION"))


def one_key(session: Session) -> str:
    """Say what the one key does now."""
    step = session.step
    if session.cause is not None:
        return "go on"
    if step is None or step.kind in GETTING_READY:
        return "start"
    if step.kind is StepKind.DONE:
        return "finish"
    return "count" if step.seconds is None else "pause"
