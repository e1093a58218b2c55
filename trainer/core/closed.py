"""Closed: why something is not to be done today, by which rule, until when, and what lifts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from trainer.core.profile import Profile

_YEARS = range(1970, 2200)
"""The years of which a day can be told: reckoning with it must not leave the calendar."""


class Gate(StrEnum):
    """What closes exercise as a whole, the gravest first."""

    CHEST = "chest"
    NERVE = "nerve"
    HEART = "heart"
    SPASM = "spasm"
    ACUTE = "acute"
    RULES = "rules"
    """The rules could not be read."""


class Bar(StrEnum):
    """What closes one exercise."""

    CONTRAINDICATION = "contraindication"
    SET_ASIDE = "set-aside"
    LIST = "list"
    EQUIPMENT = "equipment"
    DIRECTION = "direction"
    LEFT_OUT = "left-out"
    OWN = "own"
    FAMILY = "family"
    """A sister technique is set aside."""


class Reach(StrEnum):
    """How far a closing reaches."""

    ALL = "all"
    """Nothing starts it."""
    ROUTINES = "routines"
    """It is left out of routines and plans; alone it can be started by choice."""
    PLANS = "plans"
    """It is left out of plans only."""


class Lift(StrEnum):
    """What opens it again."""

    DOCTOR = "doctor"
    """The date a doctor was contacted is recorded."""
    DISCUSSED = "discussed"
    """It is recorded, with the date, that it was discussed with a clinician."""
    GUIDANCE = "guidance"
    """Guidance on physical activity is recorded with its date."""
    CHECK_IN = "check-in"
    """A check-in without spasm, from the day given on."""
    DAY = "day"
    """The day comes, or a clinician's clearance is recorded with its date."""
    CONDITION = "condition"
    """The condition is gone, or a clinician cleared this exercise."""
    PERSON = "person"
    """The person clears it, reminded of why."""
    LIST = "list"
    """The clinician's list changes."""
    SETTING = "setting"
    """The person's answer under You changes."""
    REVIEW = "review"
    """The person has looked at dosage and cautions."""
    REPAIR = "repair"
    """The rules can be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """One reason why something is closed today."""

    by: Gate | Bar
    rule: str
    """The rule's id in the library."""
    reach: Reach
    lift: Lift
    since: date | None = None
    """The day it goes back to."""
    until: date | None = None
    """The first day it may be open again, where a day decides."""
    about: str = ""
    """What was told or felt, or what is missing, as a value: `spasm`, `knee-pain`, `band`."""
    handout: str | None = None
    """None where the rule is ours."""
    later: bool = False
    """It was felt after the session, not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Something was told or felt that closes a gate."""

    gate: Gate
    day: date
    """The day of it: the last spasm, the flare-up, the report."""
    about: str
    """The symptom or stop that closed it."""
    stamp: str = ""

    def __post_init__(self) -> None:
        if self.day.year not in _YEARS:
            raise ValueError(f"{self.day} is no day on which something was told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """Something was said that opens a gate or an exercise again."""

    what: str
    """A gate's name or an exercise's id."""
    on: date | None = None
    """The date of the doctor's or clinician's word."""
    clinician: bool = False
    why: str = ""
    said: date | None = None
    """The day it was recorded, by the clock of then."""
    stamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An exercise that was stopped for what was felt, or hurt after its session."""

    exercise: str
    about: str
    day: date
    stamp: str = ""
    later: bool = False
    """It hurt after its session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything decisions rest on."""

    profile: Profile = field(default_factory=Profile)
    conditions: Mapping[str, str] = field(default_factory=dict)
    """The stamps at which the profile's conditions were told."""
    closings: tuple[Closing, ...] = ()
    clears: tuple[Clear, ...] = ()
    asides: tuple[Aside, ...] = ()
    trained: date | None = None
    """The last day of training or activity that no long break parts from the guidance on the heart."""
    latest: date | None = None
    """The latest day on record since that guidance was told; a clock set back does not go before it."""
    unreadable: bool = False
    """Something is on record that may close, and cannot be read."""
    handouts: Mapping[str, str | None] = field(default_factory=dict)
    """Each rule's handout; a rule that is missing here could not be read."""


RULES = {
    Gate.CHEST: "chest",
    Gate.NERVE: "symptoms",
    Gate.HEART: "heart",
    Gate.SPASM: "acute",
    Gate.ACUTE: "acute",
    Gate.RULES: "rules",
    Bar.CONTRAINDICATION: "knee-pain",
    Bar.SET_ASIDE: "stop-for-pain",
    Bar.LIST: "choose",
    Bar.EQUIPMENT: "equipment",
    Bar.DIRECTION: "direction",
    Bar.LEFT_OUT: "choose",
    Bar.OWN: "reviewed",
    Bar.FAMILY: "stop-for-pain",
}
"""The rule by which each of them closes."""


def because(  # the fields every reason shares
    by: Gate | Bar,
    facts: Facts,
    reach: Reach,
    lift: Lift,
    *,
    since: date | None = None,
    until: date | None = None,
    about: str = "",
    later: bool = False,
) -> Closed:
    """Give a reason, with its rule and whose rule that is."""
    rule = RULES[by]
    return Closed(
        by=by,
        rule=rule,
        reach=reach,
        lift=lift,
        since=since,
        until=until,
        about=about,
        handout=facts.handouts.get(rule),
        later=later,
    )
