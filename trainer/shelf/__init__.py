"""The library's TOML, shipped and the person's own, as core's Library; every fault names its file and key."""

from __future__ import annotations

from pathlib import Path

from trainer.core.library import Fault, Library
from trainer.errors import TrainerError
from trainer.shelf.catalogue import Catalogue
from trainer.shelf.sheets import read_activities, read_handouts, read_rules
from trainer.shelf.source import Source


def load_library(shipped: Path, own: Path | None = None) -> Library:
    """Read the library; what is damaged is left out and told in `faults`.

    Exercises and routines come in the order of the handouts, the person's own last.
    Raises TrainerError where no shipped exercise is left.
    """
    faults: list[Fault] = []
    source = Source(folder=shipped, faults=faults)
    exercises = source.exercises()
    handouts = read_handouts(source, exercises)
    activities = read_activities(source, handouts)
    rules = read_rules(source, handouts)
    catalogue = Catalogue(handouts, activities)
    catalogue.add(source, exercises)
    if not catalogue.exercises:
        raise _none_left(faults)
    if own is not None:
        theirs = Source(folder=own, faults=faults, own=True)
        catalogue.add(theirs, theirs.exercises())
    return Library(
        exercises=catalogue.exercises,
        routines=catalogue.routines,
        activities={activity.id: activity for activity in activities},
        handouts=handouts,
        rules={rule.id: rule for rule in rules.rules},
        conflicts=rules.conflicts,
        faults=tuple(sorted(faults, key=lambda fault: fault.file)),
    )


def _none_left(faults: list[Fault]) -> TrainerError:
    damaged = next((fault for fault in faults if fault.file.startswith("exercises")), None)
    if damaged is None:
        return TrainerError("The exercise library is missing from this installation; install back-trainer again.")
    return TrainerError(f"The exercise library is damaged ({damaged}); install back-trainer again.")
