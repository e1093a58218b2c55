"""Exercises: one technique each, with what it is for, how it is done and what to be careful with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainer.core.dosage import Dosage
from trainer.core.text import fold


class Kind(StrEnum):
    """Kinds of work."""

    STRETCH = "stretch"
    STRENGTHEN = "strengthen"
    ACTIVITY = "activity"
    RELAX = "relax"


class Position(StrEnum):
    """How the body lies, kneels, sits or stands."""

    STANDING = "standing"
    SITTING = "sitting"
    KNEELING = "kneeling"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"


class Equipment(StrEnum):
    """Things an exercise can ask for."""

    WALL = "wall"
    CHAIR = "chair"
    TOWEL = "towel"
    PILLOW = "pillow"
    BAND = "band"
    ANCHOR = "anchor"
    DUMBBELLS = "dumbbells"


class Region(StrEnum):
    """Where an exercise works."""

    NECK = "neck"
    SHOULDERS = "shoulders"
    ARMS = "arms"
    CHEST = "chest"
    UPPER_BACK = "upper-back"
    MID_BACK = "mid-back"
    LOW_BACK = "low-back"
    WHOLE_SPINE = "whole-spine"
    TRUNK_SIDE = "trunk-side"
    ABDOMEN = "abdomen"
    CORE = "core"
    PELVIS = "pelvis"
    HIP = "hip"
    HIP_FRONT = "hip-front"
    HIP_OUTER = "hip-outer"
    GLUTES = "glutes"
    HAMSTRINGS = "hamstrings"
    LEGS = "legs"


class Level(StrEnum):
    """How much a caution weighs."""

    CONTRAINDICATION = "contraindication"
    """Leave it out."""
    PRECAUTION = "precaution"
    """Adapt it."""
    FORM = "form"
    """Do it well."""


class Relation(StrEnum):
    """How two exercises belong together; all such links are ours unless a handout is named."""

    EASIER = "easier"
    HARDER = "harder"
    SUBSTITUTE = "substitute"
    OPPOSES = "opposes"
    NAME_CLASH = "name-clash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One step of the movement, in our words."""

    text: str
    handouts: tuple[str, ...]
    """The handouts that describe it; empty where it is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What an exercise is for, according to one handout, in our words."""

    text: str
    handout: str | None = None
    """None where it is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What to be careful with, in our words."""

    level: Level
    text: str
    when: str | None = None
    """The condition it depends on, such as `knee-pain`; None where it always holds."""
    handout: str | None = None
    """None where it is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An easier or harder form of the same exercise."""

    level: Relation
    text: str
    handout: str | None = None
    """None where it is ours."""

    def __post_init__(self) -> None:
        if self.level not in {Relation.EASIER, Relation.HARDER}:
            raise ValueError(f"level is '{self.level}'; a variant is 'easier' or 'harder'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A link to another exercise."""

    relation: Relation
    """What the other one is to this one."""
    exercise: str
    """The other one's id."""
    why: str
    handout: str | None = None
    """None where the link is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much of the time counts as which kind of work, as shares of 1."""

    stretch: float = 0.0
    strengthen: float = 0.0

    def __post_init__(self) -> None:
        if min(self.stretch, self.strengthen) < 0 or self.stretch + self.strengthen > 1:
            raise ValueError("counts are shares of 1; write numbers from 0 that are together at most 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One technique. Its texts are in our words; its numbers are the handouts'."""

    id: str
    name: str
    kind: Kind
    counts: Counts
    regions: tuple[Region, ...]
    positions: tuple[Position, ...]
    handouts: tuple[str, ...]
    """The handouts that describe it, the one with the fullest description first; empty for the person's own."""
    steps: tuple[Instruction, ...]
    dosages: tuple[Dosage, ...]
    family: str | None = None
    """What it shares with sister techniques: only one of a family in a session."""
    also: tuple[str, ...] = ()
    """Other names it goes by."""
    equipment: tuple[Equipment, ...] = ()
    optional_equipment: tuple[Equipment, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    cautions: tuple[Caution, ...] = ()
    variants: tuple[Variant, ...] = ()
    related: tuple[Related, ...] = ()
    silent: tuple[str, ...] = ()
    """What no handout says about it, in our words, so that nobody takes a default for theirs."""
    own: bool = False
    """The person's own, not shipped."""
    reviewed: bool = True
    """For the person's own: they looked at dosage and cautions."""

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("steps is empty; write at least one")
        if not self.positions:
            raise ValueError("positions is empty; write at least one")
        check_names(self.name, *self.also)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it can be asked for by: id, name, other names."""
        return (self.id, self.name, *self.also)


MOST_NAME = 80
"""The longest name, in characters."""


def check_names(name: str, *also: str) -> None:
    """Raise ValueError for a name that nothing could be found by, or that fits on no line."""
    for key, text in (("name", name), *(("also", other) for other in also)):
        if not fold(text):
            raise ValueError(f"{key} has no letters; write what you call it")
        if len(text) > MOST_NAME:
            raise ValueError(f"{key} has {len(text)} characters; it may have {MOST_NAME}")
