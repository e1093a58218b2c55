"""The library: every exercise, routine, activity, handout and rule the trainer knows, and its files' faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from trainer.core.dosage import MOST_HOLD, MOST_REPETITIONS, Dosage, Range
from trainer.core.exercise import MOST_NAME, Equipment, Exercise, Kind, Position, check_names
from trainer.core.text import clean, fold
from trainer.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One of the five patient handouts: where numbers and cautions come from."""

    id: str
    title: str
    publisher: str
    date: str | None = None
    """As printed on it, ISO where complete; None where it has none."""
    note: str = ""
    """What one should know about it as a source, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineItem:
    """One exercise of a routine and which of its dosages is meant."""

    exercise: str
    handout: str | None = None
    """The handout whose dosage is meant; None takes the routine's, else the exercise's first."""
    label: str | None = None
    """Which dosage, where one handout has several."""
    hold: int | None = None
    """The person's own seconds of holding, in place of the dosage's."""
    repetitions: int | None = None
    """The person's own repetitions, in place of the dosage's."""

    def __post_init__(self) -> None:
        for name, most in (("hold", MOST_HOLD), ("repetitions", MOST_REPETITIONS)):
            value = getattr(self, name)
            if value is not None and not 1 <= value <= most:
                raise ValueError(f"{name} is {value}; it may be 1 to {most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Exercises in an order."""

    id: str
    name: str
    items: tuple[RoutineItem, ...]
    handout: str | None = None
    """The handout whose programme this is; None for the person's own."""
    purpose: str = ""
    """What it is for, in our words."""
    ordered: bool = False
    """The handout asks for this order; otherwise the order is only that of the page."""
    own: bool = False

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("items is empty; write at least one")
        if len(self.items) > MOST_ITEMS:
            raise ValueError(f"items has {len(self.items)} entries; a routine has at most {MOST_ITEMS}")
        check_names(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it can be asked for by: id and name."""
        return (self.id, self.name)


MOST_ITEMS = 60
"""The most exercises in a routine."""

N = TypeVar("N", bound=Exercise | Routine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """General physical activity, such as walking."""

    id: str
    name: str
    handout: str | None = None
    """None where it is ours."""
    minutes_per_day: Range
    bout: int
    """Minutes a bout lasts at least to add up."""
    exertion: Range
    """The aim on the scale of 1 to 10."""
    cues: tuple[str, ...]
    """How to find the right pace, in our words."""
    days: str = ""
    """On how many days, in our words."""
    progression: str = ""
    kind: Kind = Kind.ACTIVITY


class RuleKind(StrEnum):
    """What a rule does."""

    HARD_GATE = "hard-gate"
    SOFT_GATE = "soft-gate"
    HARD_STOP = "hard-stop"
    EMERGENCY_STOP = "emergency-stop"
    SELECTION = "selection"
    GOAL = "goal"
    OPTIONAL_GOAL = "optional-goal"
    INTENSITY = "intensity"
    PROGRESSION = "progression"
    ORDER = "order"
    PAIN = "pain"
    FORM = "form"
    SCOPE = "scope"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a handout, in our words, and what the trainer makes of it."""

    id: str
    kind: RuleKind
    text: str
    """What the handout asks, in our words."""
    does: str
    """What the trainer does about it; ours."""
    handout: str | None = None
    """None where the rule is ours."""
    urgent: str = ""
    """What to do at once when it is worse than that; ours."""
    numbers: Mapping[str, Range] = field(default_factory=dict)
    """The rule's numbers, named with their unit: `minutes`, `days`, `exertion`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one handout says in a conflict, in our words."""

    handout: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Where handouts differ, and what the trainer follows."""

    id: str
    topic: str
    sides: tuple[Side, ...]
    followed: str
    """What the trainer does; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong in a library file."""

    file: str
    key: str
    """Where in the file, such as `dosages[1].hold`; empty for the file as a whole."""
    wrong: str
    """What is wrong."""
    right: str
    """What would be right."""

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}: " if self.key else f"{self.file}: "
        return f"{place}{self.wrong}; {self.right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything read from the library's files, shipped and the person's own."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    activities: Mapping[str, Activity]
    handouts: Mapping[str, Handout]
    """In the order of the files they came in."""
    rules: Mapping[str, Rule]
    conflicts: tuple[Conflict, ...]
    faults: tuple[Fault, ...] = ()

    def exercise(self, name: str) -> Exercise:
        """Find an exercise by id, name or other name; raises NotFoundError with the nearest ids."""
        return _find(name, "exercise", self.exercises.values())

    def routine(self, name: str) -> Routine:
        """Find a routine by id or name; raises NotFoundError with the nearest ids."""
        return _find(name, "routine", self.routines.values())

    def anything(self, name: str) -> Exercise | Routine:
        """Find what can be trained by a name: a routine or an exercise; raises NotFoundError with the nearest ids."""
        known: list[Exercise | Routine] = [*self.routines.values(), *self.exercises.values()]
        return _find(name, "exercise or routine", known)

    def using(self, exercise: str) -> tuple[Routine, ...]:
        """Return the routines that hold an exercise."""
        return tuple(r for r in self.routines.values() if any(item.exercise == exercise for item in r.items))


def dosage_for(exercise: Exercise, handout: str | None = None, label: str | None = None) -> Dosage | None:
    """Choose an exercise's dosage by handout and label; the first one when nothing fits, None when it has none."""
    fitting = [d for d in exercise.dosages if d.handout == handout and handout is not None]
    labelled = [d for d in fitting or exercise.dosages if label is not None and d.label == label]
    return next(iter([*labelled, *fitting, *exercise.dosages]), None)


def select(
    exercises: Iterable[Exercise],
    *,
    search: str = "",
    kind: Kind | None = None,
    position: Position | None = None,
    equipment: Equipment | None = None,
    handout: str | None = None,
    own: bool = False,
) -> tuple[Exercise, ...]:
    """Filter exercises: every word of `search` begins a word of a name, region, purpose or thing."""
    return tuple(
        e
        for e in exercises
        if (kind is None or e.kind is kind or (kind is Kind.STRENGTHEN and e.counts.strengthen > 0))
        and (position is None or position in e.positions)
        and (equipment is None or equipment in (*e.equipment, *e.optional_equipment))
        and (handout is None or handout in e.handouts)
        and (not own or e.own)
        and _matches(e, search)
    )


def _matches(exercise: Exercise, search: str) -> bool:
    sought = fold(search).split()
    if not sought:
        return True
    texts = [
        *exercise.names,
        *exercise.regions,
        *exercise.equipment,
        *exercise.optional_equipment,
        exercise.kind,
    ]
    words = " ".join(fold(text) for text in (*texts, *(purpose.text for purpose in exercise.purposes))).split()
    return all(any(word.startswith(piece) for word in words) for piece in sought)


def _find(name: str, what: str, known: Iterable[N]) -> N:
    known = list(known)
    sought = fold(name)
    found = [k for k in known if fold(k.id) == sought] or [k for k in known if sought in map(fold, k.names)]
    if len(found) == 1:
        return found[0]
    choices = found or [k for k in known if isinstance(k, Exercise) and k.family and fold(k.family) == sought]
    if choices:
        ids = ", ".join(choice.id for choice in choices)
        raise NotFoundError(f"'{_quotable(name)}' is {len(choices)} techniques; choose one: {ids}.")
    near = _nearest(sought, known)
    hint = f"The nearest: {', '.join(near)}." if near else "'trainer library list' shows all."
    raise NotFoundError(f"There is no {what} '{_quotable(name)}'. {hint}")


def _nearest(sought: str, known: Iterable[Exercise | Routine]) -> list[str]:
    ids = {fold(name): k.id for k in known for name in k.names}
    near = [name for name in ids if sought and sought in name] or get_close_matches(sought, ids, cutoff=0.5)
    return list(dict.fromkeys(ids[name] for name in near))[:3]


def _quotable(name: str) -> str:
    return clean(name, newlines=False)[:MOST_NAME]
