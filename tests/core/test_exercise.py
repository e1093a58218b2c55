"""Exercises: what one cannot be without."""

from __future__ import annotations

from typing import Any

import pytest

from trainer.core.exercise import Counts, Exercise, Instruction, Kind, Position, Region, Relation, Variant


def make(**changes: Any) -> Exercise:
    values: dict[str, Any] = {
        "id": "bridge",
        "name": "Bridge",
        "kind": Kind.STRENGTHEN,
        "counts": Counts(strengthen=1.0),
        "regions": (Region.GLUTES,),
        "positions": (Position.SUPINE,),
        "handouts": ("sheet",),
        "steps": (Instruction(text="Lie down.", handouts=("sheet",)),),
        "dosages": (),
    }
    return Exercise(**(values | changes))


def test_it_can_be_asked_for_by_id_name_and_other_names() -> None:
    assert make(also=("Hip lift",)).names == ("bridge", "Bridge", "Hip lift")


@pytest.mark.parametrize("field", ["steps", "positions"])
def test_it_has_steps_and_a_position(field: str) -> None:
    with pytest.raises(ValueError, match=f"{field} is empty; write at least one"):
        make(**{field: ()})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "–"}, "name has no letters"),
        ({"name": "x" * 81}, "name has 81 characters"),
        ({"also": ("Fine", " ")}, "also has no letters"),
    ],
)
def test_its_names_can_be_found_and_shown(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make(**changes)


@pytest.mark.parametrize(("stretch", "strengthen"), [(-0.1, 0.0), (0.0, -0.1), (0.6, 0.5), (1.1, 0.0)])
def test_counts_are_shares_of_one(stretch: float, strengthen: float) -> None:
    with pytest.raises(ValueError, match="shares of 1"):
        Counts(stretch=stretch, strengthen=strengthen)


def test_a_variant_is_easier_or_harder() -> None:
    assert Variant(level=Relation.EASIER, text="Bend your knees.").level is Relation.EASIER
    with pytest.raises(ValueError, match="level is 'opposes'; a variant is 'easier' or 'harder'"):
        Variant(level=Relation.OPPOSES, text="Bend your knees.")
