"""Facts: what a report says, as values; the page and the text say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from trainer.core.adherence import Account, Kept
from trainer.core.exercise import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One row of the table of weeks: a week, or several together where the span is long."""

    first: date
    last: date
    planned: bool
    """Whether any of its weeks had a plan."""
    sessions: Kept
    """Days with a planned session, and those kept."""
    stretch: Kept
    strengthen: Kept
    activity: Kept
    """Minutes."""
    active: int
    """Days with 30 minutes of activity or more."""
    trained: int
    """Days with a session, planned or not."""
    pain: float | None
    """The median of the days on which it was told."""
    going: bool
    """It is not over: what is planned in it may still come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosed:
    """A dosage somebody is on the way through."""

    now: str
    """What is asked today: `2 × 15 s, each side`."""
    whole: str
    """The dosage as its handout states it."""
    step: int
    """From 1."""
    of: int
    handout: str | None
    """The handout's id; None where the dosage is ours or the person's own."""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """One exercise that was trained in the span."""

    name: str
    kind: Kind | None
    times: int
    """Sessions it was done in, whole or in part; none where it was stopped before that."""
    last: date
    stopped: int
    """How often it was stopped for what was felt."""
    hurt: int
    """How often it hurt after its session."""
    helpful: int
    """How often it was marked as helpful after a session."""
    rated: str
    """How helpful the person finds it in general; empty where they did not say."""
    dosed: tuple[Dosed, ...]
    exercise: str = ""
    """The exercise's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """Something was felt and had a consequence: a stop, or what is set aside since."""

    on: date
    name: str
    reason: str
    later: bool = False
    """It was felt after the session, not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A check-in that told of something new."""

    on: date
    pain: int | None
    new: tuple[str, ...]
    """What was new, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the person wrote."""

    on: date
    about: str
    """The session or activity it was written to."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exertion:
    """How hard it was, on the scale of 1 to 10."""

    median: float
    low: int
    high: int
    told: int
    """How often it was told."""
    of: int
    """Of how many sessions and bouts of activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A handout, with the letter that stands for it in tables."""

    letter: str
    title: str
    date: str | None
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is reported."""

    made: datetime
    version: str
    account: Account
    periods: tuple[Period, ...]
    together: int
    """How many weeks a period has."""
    trained: tuple[Trained, ...]
    stops: tuple[Felt, ...]
    aside: tuple[Felt, ...]
    """What is set aside on the day it was made."""
    gates: tuple[str, ...]
    """What closes exercise as a whole on that day: a sentence each."""
    out: tuple[tuple[str, str], ...]
    """Why else exercises are left out on that day, and which."""
    opened: tuple[tuple[date, str], ...]
    """What was opened again in the span, and by whose word."""
    asked: int
    """Check-ins in the span."""
    answers: tuple[Answer, ...]
    """Those that told of something new."""
    exertion: Exertion | None
    aim: str
    """The exertion to aim for, and whose number it is."""
    notes: tuple[Note, ...]
    """The latest first."""
    more: int
    """Notes that there was no room for."""
    told: tuple[tuple[str, str], ...]
    """What the person told about themself: question and answer."""
    plan: str
    """What is planned in the week it was made in."""
    sources: tuple[Source, ...]

    @property
    def since(self) -> date:
        """The first day."""
        return self.account.days[0].date

    @property
    def until(self) -> date:
        """The last day."""
        return self.account.days[-1].date

    def letter(self, dosed: Dosed) -> str:
        """Say whose a dosage is: a handout's letter, `own` or `ours`."""
        found = next((one.letter for one in self.sources if one.id == dosed.handout), None)
        return found or ("own" if dosed.own else "ours")
