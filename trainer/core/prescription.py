"""Prescriptions: an exercise with today's single numbers, and which of them are ours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.core.dosage import MOST_DURATION, Dosage, Phase, Range, Sides, Tempo
from trainer.core.exercise import Equipment, Exercise, Kind, Position
from trainer.core.library import Activity
from trainer.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """The second part of a prescription, such as both knees after each knee."""

    name: str
    repetitions: int
    sides: Sides
    hold: int | None = None
    """Seconds of holding; None where it is a movement."""
    least: int | None = None
    """The shortest hold the dosage allows, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """What one exercise asks today. Repetitions count per side where there are sides."""

    exercise: str
    """The exercise's or activity's id."""
    name: str
    kind: Kind
    handout: str | None = None
    """Where the dosage comes from; None where it is ours or the person's."""
    label: str | None = None
    """Which of the handout's dosages it is, where there are several."""
    positions: tuple[Position, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    repetitions: int = 1
    sets: int = 1
    sides: Sides = Sides.NONE
    hold: int | None = None
    """Seconds of holding."""
    least: int | None = None
    """The shortest hold the dosage allows, in seconds."""
    tempo: Tempo | None = None
    duration: int | None = None
    """Seconds of one long quiet hold or of an activity."""
    then: Second | None = None
    ours: tuple[str, ...] = ()
    """The fields whose value no handout states: `hold`, `repetitions`."""

    def eased(self, reached: int, part: int = 0) -> Prescription:
        """Return it made easier from `part` on: the low end of the hold; there already, one repetition fewer.

        At least one repetition stays, and none of those `reached` in this part is taken back. Equal to itself when
        nothing is left to ease.
        """
        if self.duration is not None:
            return self
        if part:
            return self._second_eased(reached)
        then = self.then
        if _longer(self.hold, self.least):
            if then is not None and _longer(then.hold, then.least):
                then = replace(then, hold=then.least)
            return replace(self, hold=self.least, then=then)
        fewer = _fewer(self.repetitions, reached)
        return self._second_eased(0) if fewer == self.repetitions else replace(self, repetitions=fewer)

    def _second_eased(self, reached: int) -> Prescription:
        then = self.then
        if then is None:
            return self
        if _longer(then.hold, then.least):
            return replace(self, then=replace(then, hold=then.least))
        return replace(self, then=replace(then, repetitions=_fewer(then.repetitions, reached)))


def prescribe(
    exercise: Exercise, dosage: Dosage, *, hold: int | None = None, repetitions: int | None = None
) -> Prescription:
    """Choose today's numbers at the low end of a dosage; `hold` and `repetitions` are the person's own choice.

    Where a handout says to build up (rocking pelvic tilt), start in the middle of its first range. Repetitions that
    no handout states are one, marked as ours. Raises RefusedError for a choice out of the dosage's range.
    """
    ours = [] if dosage.stated else ["hold", "repetitions"]
    if dosage.repetitions is None and dosage.duration is None:
        ours.append("repetitions")
    return Prescription(
        exercise=exercise.id,
        name=exercise.name,
        kind=exercise.kind,
        handout=dosage.handout,
        label=dosage.label,
        positions=exercise.positions,
        equipment=exercise.equipment,
        repetitions=_chosen("repetitions", repetitions, dosage.repetitions, _start(dosage)),
        sets=1 if dosage.sets is None else dosage.sets.low,
        sides=dosage.sides,
        hold=_held(hold, dosage),
        least=None if dosage.hold is None else dosage.hold.low,
        tempo=dosage.tempo,
        duration=None if dosage.duration is None else dosage.duration.low,
        then=None if dosage.then is None else _second(dosage.then),
        ours=tuple(dict.fromkeys(ours)),
    )


def prescribe_activity(activity: Activity, minutes: int) -> Prescription:
    """Prescribe a timed bout of an activity; raises RefusedError for less than 1 or more than 120 minutes."""
    most = MOST_DURATION // 60
    if not 1 <= minutes <= most:
        raise RefusedError(f"{minutes} minutes cannot be timed; give 1 to {most}.")
    return Prescription(
        exercise=activity.id,
        name=activity.name,
        kind=Kind.ACTIVITY,
        handout=activity.handout,
        duration=minutes * 60,
        ours=("duration",),
    )


def _start(dosage: Dosage) -> int:
    if dosage.start is not None:
        return (dosage.start.low + dosage.start.high) // 2
    return 1 if dosage.repetitions is None else dosage.repetitions.low


def _held(chosen: int | None, dosage: Dosage) -> int | None:
    if dosage.hold is None:
        if chosen is not None:
            raise RefusedError(f"This dosage has no hold to set to {chosen} s; leave it out.")
        return None
    return _chosen("hold", chosen, dosage.hold, dosage.hold.low)


def _chosen(name: str, chosen: int | None, allowed: Range | None, otherwise: int) -> int:
    if chosen is None:
        return otherwise
    bounds = allowed or Range(1, 10)
    if chosen not in bounds:
        raise RefusedError(f"{name} of {chosen} is outside the dosage; choose {bounds.low} to {bounds.high}.")
    return chosen


def _second(phase: Phase) -> Second:
    low = None if phase.hold is None else phase.hold.low
    repetitions = 1 if phase.repetitions is None else phase.repetitions.low
    return Second(name=phase.name, repetitions=repetitions, sides=phase.sides, hold=low, least=low)


def _longer(hold: int | None, least: int | None) -> bool:
    return hold is not None and least is not None and hold > least


def _fewer(repetitions: int, reached: int) -> int:
    return min(repetitions, max(1, reached, repetitions - 1))
