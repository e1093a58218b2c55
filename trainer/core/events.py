"""What can happen in a session, told as facts; a session follows from its events alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainer.core.prescription import Prescription
from trainer.core.timeline import BodySide, Step

Key = tuple[int, int, int, BodySide, int]
"""Item, round, part, side and repetition: which repetition of a session it is."""


class Cause(StrEnum):
    """Why the clock stands still, or why the session is over."""

    PERSON = "person"
    ASKING = "asking"
    """A dialog is open."""
    GAP = "gap"
    """The trainer could not look at the clock for a while."""
    ASLEEP = "asleep"
    """The machine was suspended."""
    SILENT = "silent"
    """The line to the person stopped answering."""
    RETURNED = "returned"
    """The session was interrupted and taken up again."""
    STOPPED = "stopped"
    """An exercise was stopped for pain; the next one waits."""


class SkipReason(StrEnum):
    """Why an exercise was left out this time. Pain is not among them: that is a stop."""

    TIME = "time"
    EQUIPMENT = "equipment"
    UNSURE = "unsure"
    DONE = "done elsewhere"
    CLOSED = "closed"
    """A safety rule closed it while the session was interrupted; the trainer's reason, and it does not come back."""


class StopReason(StrEnum):
    """What was felt when an exercise was stopped."""

    PAIN = "pain"
    MORE_PAIN = "more pain"
    LASTING_PAIN = "pain that stays"
    RADIATING = "pain into the buttock or leg"
    NUMBNESS = "numbness or tingling"
    SPASM = "spasm"
    CHEST = "chest pain or discomfort"


ENDING = frozenset({StopReason.NUMBNESS, StopReason.SPASM, StopReason.CHEST})
"""What ends the whole session, not only the exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A step began."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beaten:
    """A count or breath within a step began; never journaled."""

    step: int
    beat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A repetition was done, in part or whole."""

    item: int
    round: int
    part: int
    repetition: int
    side: BodySide
    planned: float | None
    """Seconds the step asked for; None where the person set the pace."""
    seconds: float
    """Seconds really held."""
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """The clock stands still."""

    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """The clock runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The person was out of reach: what time alone credited since is taken back, and the clock stands still."""

    step: int
    """The step they were last known to be in; no later one was reached."""
    spent: float
    """Seconds of that step until then."""
    extra: int
    """Seconds added to that step."""
    marks: tuple[Held, ...]
    """What stands of the repetitions from that step on, from before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """An interrupted session was taken up again: it stands still, and gets ready afresh before it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """The current step got longer."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Eased:
    """The rest of an exercise got easier."""

    item: int
    prescription: Prescription


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An exercise was left out, or the rest of it."""

    item: int
    reason: SkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A skipped exercise was taken back in."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """An exercise was stopped for pain; it does not come back in this session."""

    item: int
    reason: StopReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The session is over."""

    reason: StopReason | None = None
    """What ended it early; None when the person or the last step did."""


Event = (
    Entered
    | Beaten
    | Held
    | Paused
    | Resumed
    | Lost
    | Returned
    | Extended
    | Eased
    | Skipped
    | Restored
    | Stopped
    | Ended
)
Events = tuple[Event, ...]


def key_of(one: Step | Held) -> Key:
    """Say which repetition of a session it is."""
    return (one.item, one.round, one.part, one.side, one.repetition)


def turn_of(one: Step | Held) -> tuple[int, int, BodySide, int]:
    """Say which repetition of an exercise it is."""
    return (one.round, one.part, one.side, one.repetition)
