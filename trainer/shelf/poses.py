"""Poses in figure files: angles, where a joint rests, and what hands and heels touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from trainer.codec import CodecError
from trainer.codec.words import shorten
from trainer.core.body import ENDS, JOINTS, MOVED, Limb, Side, Spine, Stance, Way
from trainer.core.pose import Pose, Touch

Pair = float | tuple[float, float]
Spot = str | tuple[float, float, float]
FAR = 3.0
"""Metres from the middle beyond which nothing of a figure is."""


@dataclass(frozen=True, kw_only=True)
class _Bones:
    """The limbs of one side, where they differ from the other's."""

    arm: Pair | None = None
    forearm: Pair | None = None
    thigh: Pair | None = None
    shin: Pair | None = None
    foot: Pair | None = None


@dataclass(frozen=True, kw_only=True)
class _Touched:
    to: Spot
    off: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class PoseTable(_Bones):
    """A pose as a file has it; what it does not say is that of the pose it is like."""

    like: str | None = None
    """The pose it takes over what it does not say from."""
    rests: str | None = None
    at: tuple[float, float] | None = None
    loin: Pair | None = None
    chest: Pair | None = None
    head: Pair | None = None
    hips_turned: float | None = None
    shoulders_turned: float | None = None
    shoulders_moved: tuple[float, float] | None = None
    right: _Bones = field(default_factory=_Bones)
    left: _Bones = field(default_factory=_Bones)
    touches: dict[str, str | tuple[float, float, float] | _Touched] | None = None


def read_pose(name: str, poses: Mapping[str, PoseTable], seen: tuple[str, ...] = ()) -> Pose:
    """Make a pose of its table, and of those it is like; CodecError for what is wrong."""
    asked, base, key = poses[name], None, f"poses.{name}"
    if asked.like is not None:
        if asked.like not in poses or asked.like in (*seen, name):
            raise CodecError(f"{key}.like", f"there is no pose '{shorten(asked.like)}' to be like", "name another pose")
        base = read_pose(asked.like, poses, (*seen, name))
    was = None if base is None else base.stance
    spine = {bone: _way(getattr(asked, bone), was.spine[bone] if was else None, f"{key}.{bone}") for bone in Spine}
    limbs = {}
    for side in Side:
        own: _Bones = asked.right if side is Side.RIGHT else asked.left
        for bone in Limb:
            said = getattr(own, bone) if getattr(own, bone) is not None else getattr(asked, bone)
            limbs[side, bone] = _way(said, was.limbs[side, bone] if was else None, f"{key}.{bone}")
    if base is None and (asked.rests is None or asked.at is None):
        raise CodecError(f"{key}.rests", "it does not say which joint rests where", "write rests and at")
    joint = asked.rests or (base.joint if base is not None else "hips")
    known(joint, f"{key}.rests")
    at = (*asked.at, 0.0) if asked.at is not None else (base.at if base is not None else (0.0, 0.0, 0.0))
    near(at, f"{key}.at")
    touches = base.touches if asked.touches is None and base is not None else _touches(asked.touches or {}, key)
    stance = Stance(
        spine=spine,
        limbs=limbs,
        hips_turned=_turned(asked.hips_turned, was.hips_turned if was else 0.0, f"{key}.hips_turned"),
        shoulders_turned=_turned(
            asked.shoulders_turned, was.shoulders_turned if was else 0.0, f"{key}.shoulders_turned"
        ),
        shoulders_moved=_shoulders(
            asked.shoulders_moved, was.shoulders_moved if was else (0.0, 0.0), f"{key}.shoulders_moved"
        ),
    )
    return Pose(name=name, joint=joint, at=at, stance=stance, touches=touches)


def _turned(said: float | None, before: float, key: str) -> float:
    if said is not None and not -180 <= said <= 180:
        raise CodecError(key, f"it is {said:g}", "write -180 to 180")
    return before if said is None else float(said)


def _shoulders(said: tuple[float, float] | None, before: tuple[float, float], key: str) -> tuple[float, float]:
    if said is None:
        return before
    if hypot(*said) > MOVED:
        raise CodecError(key, f"it is {hypot(*said) * 100:.0f} cm", f"write at most {MOVED * 100:g} cm, as metres")
    return (float(said[0]), float(said[1]))


def _way(said: Pair | None, base: Way | None, key: str) -> Way:
    if said is None:
        if base is None:
            raise CodecError(key, "it is missing", "write its angle: 0 is forwards, 90 up")
        return base
    angle, out = said if isinstance(said, tuple) else (said, 0.0)
    if not (-360 <= angle <= 360 and -90 <= out <= 90):
        raise CodecError(key, f"it is [{angle:g}, {out:g}]", "write -360 to 360, and -90 to 90")
    return Way(float(angle), float(out))


def _touches(asked: Mapping[str, Any], key: str) -> tuple[Touch, ...]:
    found = []
    for name, to in asked.items():
        side, _, end = name.partition("_")
        if side not in tuple(Side) or end not in ENDS:
            raise CodecError(f"{key}.touches.{name}", "it is no hand and no heel", "write right_hand or left_heel")
        spot = to if isinstance(to, _Touched) else _Touched(to=to)
        if isinstance(spot.to, str):
            known(spot.to, f"{key}.touches.{name}")
        else:
            near(spot.to, f"{key}.touches.{name}")
        near(spot.off, f"{key}.touches.{name}.off")
        found.append(Touch(side=Side(side), end=end, to=spot.to, off=spot.off))
    return tuple(found)


def known(joint: str, key: str) -> None:
    """Refuse what is no joint."""
    if joint not in JOINTS:
        raise CodecError(key, f"there is no joint '{shorten(joint)}'", one_of(JOINTS))


def one_of(names: Iterable[str]) -> str:
    """Say which names there are."""
    return f"name one of {', '.join(map(shorten, names))}"


def near(point: tuple[float, ...], key: str) -> None:
    """Refuse a point far out of the picture."""
    if any(abs(number) > FAR for number in point):
        far = max(map(abs, point))
        raise CodecError(key, f"it is {far:g} m away", f"write metres from {-FAR:g} to {FAR:g}")
