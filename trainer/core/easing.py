"""Easing: which steps are left of an exercise that was made easier in its midst."""

from __future__ import annotations

from dataclasses import replace

from trainer.core.timeline import GETTING_READY, Step, StepKind


def remaining(fresh: tuple[Step, ...], here: Step, latest: Step) -> tuple[Step, ...]:
    """Return the eased steps from `here` on, where `latest` is the work last reached.

    `here` itself stays even where it was eased away, so that the cursor goes on pointing at it; of a switch that
    leads nowhere any more, letting go stays, and takes no time.
    """
    at = max(i for i, step in enumerate(fresh) if _alike(step, latest) and step.repetition <= latest.repetition)
    if here.work:
        again = replace(fresh[at], repetition=here.repetition, of=max(here.repetition, fresh[at].of))
        return (again, *fresh[at + 1 :])
    work = next((i for i in range(at + 1, len(fresh)) if fresh[i].work), len(fresh))
    same = next((i for i in range(at + 1, work) if _alike(fresh[i], here)), None)
    if same is not None:
        return fresh[same:]
    gone = replace(latest, kind=StepKind.RELEASE, seconds=0, beats=()) if here.kind is StepKind.SWITCH else here
    return (gone, *fresh[at + 1 :])


def softened(before: tuple[Step, ...], fresh: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps that were before, as many as they are, asking no more than the eased ones of the exercise.

    Whoever goes back after easing is asked for what was eased, whichever repetition that leads to.
    """
    return tuple(_softer(step, fresh) if step.item == fresh[0].item else step for step in before)


def _softer(step: Step, fresh: tuple[Step, ...]) -> Step:
    like = next((one for one in fresh if _alike(one, step)), None)
    if like is None or step.kind in GETTING_READY:
        return step
    return replace(step, seconds=like.seconds, beats=like.beats, of=max(step.repetition, like.of))


def _alike(one: Step, other: Step) -> bool:
    return (one.kind, one.round, one.part, one.side) == (other.kind, other.round, other.part, other.side)
