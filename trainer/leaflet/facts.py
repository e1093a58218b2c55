"""Facts: what a leaflet says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainer.core.exercise import Caution, Instruction, Kind, Variant
from trainer.core.figure import Figure
from trainer.core.library import Handout


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One dosage of an exercise, as it is asked today and as a whole."""

    label: str | None
    """Which of the forms it is, where there are several."""
    second: str | None
    """What is different in its second part; None where it has none."""
    today: str
    """`3 × 10 s, each side`."""
    whole: str
    """The dosage as its handout states it."""
    handout: str | None
    """None where the dosage is ours or the person's own."""
    times: int
    """How often a day at most; 1 where that is not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One exercise of the leaflet."""

    name: str
    kind: Kind
    where: str
    """The position, and what is needed."""
    purposes: tuple[str, ...]
    doses: tuple[Dose, ...]
    steps: tuple[Instruction, ...]
    variants: tuple[Variant, ...]
    cautions: tuple[Caution, ...]
    own: bool
    """The person's own: nothing of it is a handout's."""
    figure: Figure | None
    """None where there is none, or a broken one: its place goes to the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """All that is printed."""

    title: str
    purpose: str
    ordered: bool
    """The handout asks for this order."""
    made: date
    entries: tuple[Entry, ...]
    out: tuple[tuple[str, str], ...]
    """What is left out: a name, and the sentence that says why."""
    source: str | None
    """The id of the handout whose routine it is."""
    sources: tuple[Handout, ...]
    """Every handout that anything is from."""
    own: bool
    """The routine is the person's own."""

    def letter(self, handout: str | None) -> str:
        """Return the letter that stands for a handout; empty for none."""
        ids = [one.id for one in self.sources]
        return chr(ord("A") + ids.index(handout)) if handout in ids else ""
