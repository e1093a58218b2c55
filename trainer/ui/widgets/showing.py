"""Showing: which moment of a figure belongs to which moment of a session, and how it is shown where nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from trainer.core.figure import Figure, telling
from trainer.core.session import Session
from trainer.core.timeline import GETTING_READY, BodySide, Step, StepKind

WAY = 1.25
"""Seconds from a pose to the next one of a demonstration."""
SHOWN = 5.5
"""The most seconds for which a movement is shown while one gets ready: the rest is for getting there."""
TURN = 1.0
"""Seconds from a pose to the next one where a hold is entered or left."""
LONGEST = 1.5
"""The most seconds for which that moves."""
STROLL = 0.8
"""Seconds from a pose to the next one of an activity."""
ROUNDS = 3
"""How often an activity's movement is shown at its start."""
OWN = 4.0
"""Seconds of a movement at one's own pace."""
STILL = 2.5
"""Seconds for which each pose is shown where nothing moves."""
PACED = frozenset({StepKind.MOVE, StepKind.COUNT, StepKind.BREATHE})
"""Kinds whose movement lasts as long as their step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A figure at a share (0 to 1) of the way through poses, or some poses beside each other."""

    figure: Figure
    frames: tuple[str, ...]
    share: float = 0.0
    mirrored: bool = False
    """Whether the left side works."""
    beside: bool = False
    """Whether the poses stand beside each other, as far as there is room; the last ones tell most."""

    def at(self, seconds: float) -> Scene:
        """Return it so many seconds into its demonstration."""
        return replace(self, share=min(1.0, seconds / (WAY * max(1, len(self.frames) - 1))))


@dataclass(frozen=True, slots=True)
class _Leg:
    """One stretch of what is shown in a step."""

    frames: tuple[str, ...]
    seconds: float
    mirrored: bool


class Actor:
    """What shows a session's movements."""

    def __init__(self, figures: Callable[[str], Figure | None], moving: Callable[[], bool]) -> None:
        """Take figures by the ids of their exercises; `moving` says whether anything may move."""
        self._figures = figures
        self._moving = moving

    def scene(self, session: Session) -> Scene | None:
        """Return what is shown now; None where there is no figure, or no session."""
        step = session.step
        if step is None:
            return None
        asked = session.course.today[step.item]
        figure = self._figures(asked.exercise)
        if figure is None:
            return None
        act = _Act(figure, asked.label, session.course.steps, session.course.cursor)
        return act.scene(session.spent, session.length, moving=self._moving())


def demonstration(figure: Figure, *, moving: bool) -> Scene:
    """Return all parts of a figure's first form one after another, from the start; or its poses beside each other."""
    first = figure.movements[0]
    parts = [one for one in figure.movements if one.label == first.label]
    if not moving:
        return Scene(figure=figure, frames=telling(first), beside=True)
    return Scene(figure=figure, frames=tuple(name for one in parts for name in one.frames[StepKind.PREPARE]))


class _Act:
    """A figure in one step of a session."""

    def __init__(self, figure: Figure, label: str | None, steps: Sequence[Step], at: int) -> None:
        self._figure = figure
        self._label = label
        self._step = steps[at]
        self._ahead = _led_to(steps, at)
        before = steps[at - 1] if at else None
        self._before = before if before is not None and before.item == self._step.item else None

    def scene(self, spent: float, length: float | None, *, moving: bool) -> Scene:
        """Return what is shown so many seconds into the step; at its end, or past it, nothing moves any more."""
        if not moving:
            return self._still(spent, length)
        legs = self._legs(length)
        for leg in legs[:-1]:
            if spent < leg.seconds:
                return self._at(leg, spent)
            spent -= leg.seconds
        return self._at(legs[-1], spent)

    def _at(self, leg: _Leg, spent: float) -> Scene:
        share = min(1.0, max(0.0, spent / leg.seconds)) if leg.seconds > 0 else 1.0
        return Scene(figure=self._figure, frames=leg.frames, share=share, mirrored=leg.mirrored)

    def _still(self, spent: float, length: float | None) -> Scene:
        """Change from pose to pose with the phase."""
        step = self._ahead
        frames = self._frames(self._step)
        if self._step.kind in GETTING_READY:
            told = telling(self._figure.movement(step.part + 1, self._label))
            frames = (*told, told[0])
            at = int(spent / STILL)
        elif self._step.kind in PACED:
            at = round(min(1.0, spent / (length or OWN)) * (len(frames) - 1))
        elif self._step.kind in {StepKind.REST, StepKind.DONE}:
            at = 0
        else:
            at = len(frames) - 1
        shown = frames[min(max(0, at), len(frames) - 1)]
        return Scene(figure=self._figure, frames=(shown,), mirrored=step.side is BodySide.LEFT)

    def _legs(self, length: float | None) -> list[_Leg]:
        """Return what is shown in the step, one after another."""
        kind, mirrored = self._step.kind, self._ahead.side is BodySide.LEFT
        frames = self._frames(self._step)
        ways = len(frames) - 1
        if kind in PACED:
            return [_Leg(frames, length or OWN, mirrored)]
        if kind in GETTING_READY:
            took = min(ways * WAY, SHOWN)
            return [_Leg(frames, took if length is None else min(took, length), mirrored)]
        if kind is StepKind.ACTIVITY:
            return ROUNDS * [_Leg(frames, ways * STROLL, mirrored)]
        if kind is StepKind.HOLD:
            way = self._way(self._start(), frames)
            return [_Leg(way, min(_turn(way), (length or OWN) / 2), mirrored)]
        if kind in {StepKind.RELEASE, StepKind.SWITCH}:
            return [*self._letting_go(frames), _Leg(frames, min(_turn(frames), length or OWN), mirrored)]
        return [_Leg(frames[:1], 0.0, mirrored)]

    def _letting_go(self, frames: tuple[str, ...]) -> list[_Leg]:
        """Return the way out of a hold that a switch follows at once, on the side that was held."""
        held = self._before
        if held is None or self._step.kind is not StepKind.SWITCH or held.kind is not StepKind.HOLD:
            return []
        let = self._figure.frames(StepKind.RELEASE, held.part + 1, self._label)
        if let[-1] != frames[0] or let[0] != self._frames(held)[-1]:
            return []
        return [_Leg(let, _turn(let), held.side is BodySide.LEFT)]

    def _start(self) -> str:
        """Return the pose that the step before has left the figure in."""
        if self._before is None:
            return self._figure.frames(StepKind.PREPARE, self._step.part + 1, self._label)[0]
        return self._frames(self._before)[-1]

    def _way(self, start: str, frames: tuple[str, ...]) -> tuple[str, ...]:
        """Return the way from a pose into others, as the demonstration goes it."""
        if start == frames[0]:
            return frames
        shown = self._figure.frames(StepKind.PREPARE, self._step.part + 1, self._label)
        begins = [at for at, name in enumerate(shown) if name == start and frames[0] in shown[at:]]
        if not begins:
            return (start, *frames)
        return (*shown[begins[0] : shown.index(frames[0], begins[0])], *frames)

    def _frames(self, step: Step) -> tuple[str, ...]:
        part = (self._ahead if step.kind in GETTING_READY else step).part + 1
        return self._figure.frames(step.kind, part, self._label)


def _turn(frames: tuple[str, ...]) -> float:
    """Return the seconds of a way into a hold or out of it."""
    return min(LONGEST, (len(frames) - 1) * TURN)


def _led_to(steps: Sequence[Step], at: int) -> Step:
    """Return the work that a step of getting ready leads to; any other step itself."""
    step = steps[at]
    if step.kind not in GETTING_READY:
        return step
    ahead = (one for one in islice(steps, at, None) if one.work and one.item == step.item)
    return next(ahead, step)
