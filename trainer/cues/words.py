"""Words: what a voice says at a cue, short enough to be over before the next one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer import wording
from trainer.core.course import Course
from trainer.core.events import Cause
from trainer.core.text import clean
from trainer.core.timeline import GETTING_READY, Step, StepKind
from trainer.cues.ladder import Cue, Moment

_STEPS = {
    StepKind.HOLD: "Hold",
    StepKind.RELEASE: "Let go.",
    StepKind.MOVE: "Move",
    StepKind.COUNT: "Count",
    StepKind.BREATHE: "Breathe",
    StepKind.QUIET: "Rest easy",
    StepKind.ACTIVITY: "Keep going",
    StepKind.REST: "Pause",
}
_DONE = "That was the last one. Going back takes it in again."
_LONG = {StepKind.QUIET, StepKind.ACTIVITY, StepKind.REST}
"""Kinds of which one wants to hear how long they last."""
_SPOKEN = (
    (re.compile(r"(?<=\d)–(?=\d)"), " to "),
    (re.compile(r"\b1 s\b"), "1 second"),
    (re.compile(r"(?<=\d) s\b"), " seconds"),
    (re.compile(r"\b1 min\b"), "1 minute"),
    (re.compile(r"(?<=\d) min\b"), " minutes"),
    (re.compile(r"\b1 ×"), "once"),
    (re.compile("×"), "times"),
    # What some voices take for a command of their own.
    (re.compile(r"[\[\]<>{}\\]"), " "),
)


def said(cues: Iterable[Cue], course: Course) -> str:
    """Return what is said of several cues at once: why it stands still and the last thing to do, or that it is over."""
    told = tuple(cues)
    over = [_say(cue, course) for cue in told if cue.moment is Moment.FINISH]
    standing = [_say(cue, course) for cue in told if cue.moment is Moment.PAUSE]
    steps = [text for cue in told if cue.moment is not Moment.PAUSE and (text := _say(cue, course))]
    return " ".join(filter(None, over[-1:] or [*standing[-1:], *steps[-1:]]))


def spoken(text: str) -> str:
    """Write a text of ours as it is spoken, without what could steer a terminal or a voice."""
    text = clean(text, newlines=False)
    for found, word in _SPOKEN:
        text = found.sub(word, text)
    # A word that begins with a hyphen would be an option.
    return " ".join(text.split()).lstrip("- ")


def _say(cue: Cue, course: Course) -> str:
    match cue.moment:
        case Moment.FINISH:
            return "Finished." if course.ended is None else "The session is over."
        case Moment.PAUSE:
            return "" if cue.cause is None or cue.cause is Cause.ASKING else wording.CAUSES[cue.cause]
        case Moment.BEAT:
            return spoken(wording.opening(cue.step.beats[cue.beat]))
        case Moment.END:
            return _DONE if cue.step.kind is StepKind.DONE else ""
    return spoken(_step(cue, course))


def _step(cue: Cue, course: Course) -> str:
    step = cue.step
    if step.kind in GETTING_READY:
        return _announce(cue, course)
    if step.kind is StepKind.DONE:
        return _DONE
    name = f"{course.planned[step.item].name}. " if cue.first else ""
    if step.kind is StepKind.SWITCH:
        return f"Switch to the {wording.side(step.side)}." if wording.side(step.side) else "Both together."
    if step.repetition > 1 and step.kind in {StepKind.MOVE, StepKind.COUNT}:
        return str(step.repetition)
    if step.kind is StepKind.BREATHE and step.repetition > 1:
        return wording.opening(step.beats[0])
    return f"{name}{_work(step)}"


def _work(step: Step) -> str:
    long = wording.duration(step.seconds) if step.kind in _LONG and step.seconds else ""
    count = f"{step.repetition} of {step.of}" if step.of > 1 and step.kind is not StepKind.REST else ""
    side = wording.side(step.side) if step.kind is not StepKind.REST else ""
    word = _STEPS[step.kind]
    if step.kind is StepKind.RELEASE:
        return word
    beat = f" {wording.opening(step.beats[0])}." if step.beats else ""
    return f"{', '.join(filter(None, (word, side, count, long)))}.{beat}"


def _announce(cue: Cue, course: Course) -> str:
    """Say what comes, in which position, and what is needed for it."""
    if cue.moment is Moment.READY and not cue.first:
        return "Get ready."  # it was announced when it waited for the person
    asked = course.today[cue.step.item]
    parts = [
        "Get ready" if cue.step.item == 0 else "Next",
        asked.name,
        wording.opening(wording.position(cue.step.position)),
        f"You need: {wording.things(asked.equipment)}" if asked.equipment else "",
        wording.opening(spoken(wording.prescription(asked))),
    ]
    waits = ["It waits for you"] if cue.step.kind is StepKind.WAIT else []
    return "".join(f"{part}. " for part in filter(None, [*parts, *waits]))
