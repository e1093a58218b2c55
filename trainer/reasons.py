"""Reasons: why something is closed and what lifts it, in words, the same in every front end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from trainer import wording
from trainer.core.checkin import HIGH_PAIN, CheckIn, Symptom
from trainer.core.closed import Bar, Closed, Gate, Lift
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.gates import RECORD, REST
from trainer.core.library import Library
from trainer.core.progression import Place

SYMPTOMS = {
    Symptom.SPASM.value: "a spasm",
    Symptom.FLARE_UP.value: "an injury or flare-up",
    Symptom.RADIATING.value: "pain into the buttock or leg",
    Symptom.NUMBNESS.value: "numbness or tingling",
    Symptom.OTHER.value: "symptoms that got worse",
    Symptom.CHEST_PAIN.value: "chest pain or discomfort",
    "pain up twice": "pain that was up after two sessions running",
}
"""What was told, in words."""
ALARMS = {
    StopReason.CHEST: "STOP. Contact a doctor.",
    StopReason.NUMBNESS: "STOP. Talk to your doctor or physiotherapist.",
    StopReason.SPASM: "STOP. No exercises during a spasm.",
}
"""What to do first, in capitals, for what ends a session."""
_HEART = {
    "guidance": "a heart problem, and no guidance on record",
    "restart": "a heart problem, and more than 14 days since you last trained or had guidance",
}
_UNREAD = {RECORD: "something that you told"}
_LIFTS = {
    Lift.DOCTOR: "Record the date on which you contacted a doctor, and it opens",
    Lift.DISCUSSED: "Record the date on which you discussed it with a clinician, and it opens",
    Lift.GUIDANCE: "Record the date of a clinician's guidance, and it opens",
    Lift.CONDITION: "It opens when that is over, or when a clinician has cleared this exercise",
    Lift.PERSON: "Clear it when you are ready",
    Lift.LIST: "It opens when the list changes",
    Lift.SETTING: "Change your answer under You",
    Lift.REVIEW: "Look at its dosage and cautions, then write reviewed = true into its file",
    Lift.REPAIR: "Install back-trainer again; 'trainer library check' says what is wrong",
}
TOPICS = {
    "knee-pain": "knee pain",
    "heart": "heart problem",
    "clinician": "clinician's list",
    "flare-up": "flare-up or injury",
    "spasm": "spasm",
    "radiating": "pain into the buttock or leg",
    "numbness": "numbness or tingling",
    "chest-pain": "chest pain or discomfort",
    "pain-during": "pain during an exercise",
    "pain-after": "pain afterwards",
    "equipment": "equipment",
    "directions": "directions that hurt",
    "form": "form",
    "own": "your own exercises",
}
"""What one may look up under cautions, in words."""
_LIFTED = {
    Gate.CHEST: Lift.DOCTOR,
    Gate.NERVE: Lift.DISCUSSED,
    Gate.HEART: Lift.GUIDANCE,
    Gate.RULES: Lift.REPAIR,
    Bar.CONTRAINDICATION: Lift.CONDITION,
    Bar.SET_ASIDE: Lift.PERSON,
    Bar.FAMILY: Lift.PERSON,
    Bar.LIST: Lift.LIST,
    Bar.EQUIPMENT: Lift.SETTING,
    Bar.DIRECTION: Lift.SETTING,
    Bar.LEFT_OUT: Lift.SETTING,
    Bar.OWN: Lift.REVIEW,
}
_COMMANDS = {
    Gate.CHEST: "trainer clear {by} --clinician DATE",
    Gate.NERVE: "trainer clear {by} --clinician DATE",
    Gate.ACUTE: "trainer clear {by} --clinician DATE",
    Gate.HEART: "trainer profile set heart-guidance DATE",
    Gate.SPASM: "trainer check-in PAIN",
    Bar.CONTRAINDICATION: "trainer clear {exercise} --clinician DATE",
    Bar.SET_ASIDE: "trainer clear {exercise}",
    Bar.LIST: "trainer profile set allowlist NAMES",
    Bar.EQUIPMENT: "trainer profile set {by} WORDS",
    Bar.DIRECTION: "trainer profile set {by} WORDS",
    Bar.LEFT_OUT: "trainer profile set {by} NAMES",
}
"""What opens it on the command line, where a command does."""


def reason(closed: Closed) -> str:
    """Say why, in a few words: `an injury or flare-up on Thu 19 Nov`."""
    say = _SAY.get(closed.by)
    return f"{SYMPTOMS.get(closed.about, 'something you told')}{_on(closed)}" if say is None else say(closed)


def lifts(closed: Closed) -> str:
    """Say what opens it again, as a sentence without its full stop."""
    if closed.by is Gate.RULES and closed.about == RECORD:
        return "Install the newest back-trainer, and answer again under You; it opens when all can be read"
    day = "" if closed.until is None else wording.day(closed.until)
    if closed.lift is Lift.CHECK_IN:
        return f"From {day} on a check-in without spasm opens it" if day else "A check-in without spasm opens it"
    if closed.lift is Lift.DAY:
        return f"It opens on {day}, or with a clinician's dated clearance"
    return _LIFTS[closed.lift]


def opens(by: Gate | Bar) -> str:
    """Say what opens it, whether it is closed now or not, as a sentence without its full stop."""
    later = f"the {REST.days}th calendar day after it"
    if by is Gate.SPASM:
        return f"From {later} on a check-in without spasm opens it"
    if by is Gate.ACUTE:
        return f"It opens on {later}, or with a clinician's dated clearance"
    return _LIFTS[_LIFTED[by]]


def command(closed: Closed, exercise: str = "EXERCISE") -> str:
    """Name the command that opens it; empty where no command does."""
    if closed.by is Gate.SPASM and closed.until is not None:
        return ""
    return _COMMANDS.get(closed.by, "").format(by=closed.by, exercise=exercise)


def guided(closed: Closed, library: Library, what: str = "Exercises are", exercise: str = "EXERCISE") -> str:
    """Say it whole, with the command that opens it."""
    how = command(closed, exercise)
    return sentence(closed, library, what) + (f" The command: '{how}'." if how else "")


def alarm(closed: Closed, library: Library) -> str:
    """Say it whole, and what to do at once when it is worse than that."""
    rule = library.rules.get(closed.rule)
    return f"{guided(closed, library)} {'' if rule is None else rule.urgent}".rstrip()


def source(closed: Closed, library: Library) -> str:
    """Name whose rule it is."""
    return wording.source(library.handouts.get(closed.handout or ""))


def brief(closed: Closed, library: Library) -> str:
    """Say why and who says so: `knee pain – Healthy Upper Back: Exercises`."""
    return f"{reason(closed)} – {source(closed, library)}"


def sentence(closed: Closed, library: Library, what: str = "Exercises are") -> str:
    """Say it whole: what is closed, until when, why, who says so, and what lifts it."""
    until = f" until {wording.day(closed.until)}" if closed.until is not None else ""
    return f"{what} closed{until}: {brief(closed, library)}. {lifts(closed)}."


def way(place: Place) -> str:
    """Say how far somebody is: `step 2 of 5: 1 × 25 s`."""
    hold = "" if place.rung.hold is None else f" {place.rung.hold} s"
    return f"step {place.step + 1} of {place.of}: {place.rung.repetitions} ×{hold}"


def ready(told: CheckIn | None) -> str:
    """Say that one can train; with a high pain that is no flare-up, that little or nothing is better (ours)."""
    if told is None or told.pain is None or told.pain < HIGH_PAIN:
        return "Ready to train"
    return f"Pain {told.pain}: go gently, or leave it for today"


def short(closed: Closed, today: date) -> str:
    """Say it for a prompt: `closed until Mon`."""
    if closed.until is None or closed.until <= today:
        return "closed"
    return f"closed until {wording.weekday(closed.until)}"


def _felt(closed: Closed, hurt: str, stopped: str) -> str:
    """Say what kept an exercise out: it was stopped, or it hurt after its session."""
    return f"{hurt if closed.later else stopped}{_on(closed)}: {closed.about}"


def _on(closed: Closed) -> str:
    return f" on {wording.day(closed.since)}" if closed.since is not None else ""


_SAY: dict[Gate | Bar, Callable[[Closed], str]] = {
    Gate.HEART: lambda closed: _HEART[closed.about],
    Gate.RULES: lambda closed: f"{_UNREAD.get(closed.about, 'the safety rules')} cannot be read",
    Bar.CONTRAINDICATION: lambda closed: closed.about.replace("-", " "),
    Bar.SET_ASIDE: lambda closed: _felt(closed, "it hurt later", "you stopped it"),
    Bar.FAMILY: lambda closed: _felt(closed, "its sister exercise hurt later", "you stopped its sister exercise"),
    Bar.EQUIPMENT: lambda closed: f"no {wording.THINGS[Equipment(closed.about)]}",
    Bar.DIRECTION: lambda closed: f"{closed.about} hurts",
    Bar.LIST: lambda _: "not on your clinician's list",
    Bar.LEFT_OUT: lambda _: "you left it out",
    Bar.OWN: lambda _: wording.YOURS,
}
