"""The files that hold lists: handouts, activities and rules. A damaged one counts as empty, and is a fault."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from trainer.core.exercise import Exercise
from trainer.core.library import Activity, Conflict, Handout, Rule
from trainer.shelf.checks import cited_by_activities, cited_by_rules, know
from trainer.shelf.source import Source

Listed = Activity | Conflict | Handout | Rule


@dataclass(frozen=True)
class Handouts:
    """What `handouts.toml` holds."""

    handouts: tuple[Handout, ...]


@dataclass(frozen=True)
class Activities:
    """What `activities.toml` holds."""

    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Rules:
    """What `rules.toml` holds."""

    rules: tuple[Rule, ...]
    conflicts: tuple[Conflict, ...] = ()


def read_handouts(source: Source, exercises: Iterable[Exercise]) -> dict[str, Handout]:
    """Read the handouts by id, in the file's order; where it is damaged, by id only, as the exercises name them."""
    sheet = source.sheet("handouts.toml", Handouts)
    if sheet is None:
        cited = [handout for exercise in exercises for handout in exercise.handouts]
        return {handout: Handout(id=handout, title=handout, publisher="not known") for handout in cited}
    _check_ids(source, "handouts.toml", "handouts", sheet.handouts)
    return {handout.id: handout for handout in sheet.handouts}


def read_activities(source: Source, handouts: Collection[str]) -> tuple[Activity, ...]:
    """Read the activities."""
    sheet = source.sheet("activities.toml", Activities)
    if sheet is None or not know(source, "activities.toml", cited_by_activities(sheet.activities), handouts):
        return ()
    _check_ids(source, "activities.toml", "activities", sheet.activities)
    return sheet.activities


def read_rules(source: Source, handouts: Collection[str]) -> Rules:
    """Read rules and conflicts; a single fault empties both, for half of the rules would pass for all."""
    sheet = source.sheet("rules.toml", Rules)
    sound = sheet is not None and all(
        (
            know(source, "rules.toml", cited_by_rules(sheet.rules, sheet.conflicts), handouts),
            _check_ids(source, "rules.toml", "rules", sheet.rules),
            _check_ids(source, "rules.toml", "conflicts", sheet.conflicts),
        )
    )
    return sheet if sheet is not None and sound else Rules(())


def _check_ids(source: Source, file: str, key: str, items: Iterable[Listed]) -> bool:
    """Say whether no id is there twice; each double is a fault."""
    places: dict[str, int] = {}
    doubles = [at for at, item in enumerate(items) if places.setdefault(item.id, at) != at]
    for at in doubles:
        source.fault(file, f"{key}[{at}].id", "this id is there twice", "give it another one")
    return not doubles
