"""Figure files: TOML as core's figures; every fault names its file, its key and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from trainer.codec import CodecError, decode
from trainer.codec.words import shorten
from trainer.core.body import ENDS, JOINTS, Limb, Side, Spine, Stance, Way
from trainer.core.figure import (
    MOST_FRAMES,
    MOST_POSES,
    MOST_PROPS,
    Figure,
    Movement,
    Pose,
    Prop,
    Thing,
    Touch,
    View,
    faults,
)
from trainer.core.timeline import StepKind
from trainer.shelf.files import read_toml

Pair = float | tuple[float, float]
Spot = str | tuple[float, float, float]
FAR = 3.0
"""Metres from the middle beyond which nothing of a figure is."""
MOST_MOVEMENTS, MOST_PLACES = 8, 8
"""The most movements of a figure, and the most places of a thing."""
PARTS = (1, 2)
"""The parts an exercise can have."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WANTED = {
    "write float |": "write an angle such as 90, or an angle and degrees out of the plane such as [90, 10]",
    "write str |": "write a joint, or a point such as [0.4, 0.03, 0.1]",
    "write tuple": "write numbers such as [0.4, 0.03]",
}
"""What is wanted where one of several is, in place of the types' own names."""


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
class _Pose(_Bones):
    like: str | None = None
    """The pose it takes over what it does not say from."""
    rests: str | None = None
    at: tuple[float, float] | None = None
    loin: Pair | None = None
    chest: Pair | None = None
    head: Pair | None = None
    hips_turned: float | None = None
    shoulders_turned: float | None = None
    right: _Bones = field(default_factory=_Bones)
    left: _Bones = field(default_factory=_Bones)
    touches: dict[str, str | tuple[float, float, float] | _Touched] | None = None


@dataclass(frozen=True, kw_only=True)
class _Movement:
    part: int = 1
    label: str | None = None
    frames: dict[StepKind, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Prop:
    thing: Thing
    at: tuple[Spot, ...]
    poses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _File:
    view: View
    poses: dict[str, _Pose]
    movements: tuple[_Movement, ...]
    props: tuple[_Prop, ...] = ()
    works: tuple[str, ...] = ()


def read_figure(path: Path) -> Figure:
    """Read one figure's file; CodecError with all that is wrong in it."""
    if not _ID.fullmatch(path.stem):
        raise CodecError("", "the file's name cannot be an id", "name it as its exercise's file")
    return build(path.stem, read_toml(path))


def build(name: str, table: dict[str, Any]) -> Figure:
    """Build a figure from plain values; CodecError for what is wrong."""
    file = _decoded(table)
    for key, count, most in (
        ("poses", len(file.poses), MOST_POSES),
        ("movements", len(file.movements), MOST_MOVEMENTS),
        ("props", len(file.props), MOST_PROPS),
        ("works", len(file.works), len(JOINTS)),
    ):
        if count > most:
            raise CodecError(key, f"it has {count}", f"have at most {most}")
    if not file.poses or not file.movements:
        raise CodecError("poses" if not file.poses else "movements", "it is empty", "write at least one")
    poses = {key: _pose(key, file.poses) for key in file.poses}
    for key, pose in poses.items():
        for wrong in faults(pose, file.view):
            raise CodecError(f"poses.{key}", wrong, "change the pose, or what it touches")
    movements = tuple(_movement(number, one, poses) for number, one in enumerate(file.movements))
    _distinct(movements)
    props = tuple(_prop(number, one, poses) for number, one in enumerate(file.props))
    for joint in file.works:
        _known(joint, "works")
    return Figure(id=name, view=file.view, poses=poses, movements=movements, props=props, works=file.works)


def _decoded(table: dict[str, Any]) -> _File:
    try:
        _finite(table, "")
    except RecursionError:
        raise CodecError("", "its lists or tables are nested too deeply", "write them flatter") from None
    try:
        return decode(_File, table)
    except CodecError as error:
        first, *others = (CodecError(one.key, one.wrong, _plainly(one.right)) for one in error.flaws)
        raise CodecError(first.key, first.wrong, first.right, tuple(others)) from None


def _plainly(right: str) -> str:
    return next((plain for start, plain in _WANTED.items() if right.startswith(start)), right)


def _distinct(movements: tuple[Movement, ...]) -> None:
    seen: set[tuple[int, str | None]] = set()
    for number, one in enumerate(movements):
        if (one.part, one.label) in seen:
            raise CodecError(f"movements[{number}]", "there is one for this part and form already", "keep one of them")
        seen.add((one.part, one.label))


def _pose(name: str, poses: Mapping[str, _Pose], seen: tuple[str, ...] = ()) -> Pose:
    asked, base, key = poses[name], None, f"poses.{name}"
    if asked.like is not None:
        if asked.like not in poses or asked.like in (*seen, name):
            raise CodecError(f"{key}.like", f"there is no pose '{shorten(asked.like)}' to be like", "name another pose")
        base = _pose(asked.like, poses, (*seen, name))
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
    _known(joint, f"{key}.rests")
    at = (*asked.at, 0.0) if asked.at is not None else (base.at if base is not None else (0.0, 0.0, 0.0))
    _near(at, f"{key}.at")
    touches = base.touches if asked.touches is None and base is not None else _touches(asked.touches or {}, key)
    stance = Stance(
        spine=spine,
        limbs=limbs,
        hips_turned=_turned(asked.hips_turned, was.hips_turned if was else 0.0, f"{key}.hips_turned"),
        shoulders_turned=_turned(
            asked.shoulders_turned, was.shoulders_turned if was else 0.0, f"{key}.shoulders_turned"
        ),
    )
    return Pose(name=name, joint=joint, at=at, stance=stance, touches=touches)


def _turned(said: float | None, before: float, key: str) -> float:
    if said is not None and not -180 <= said <= 180:
        raise CodecError(key, f"it is {said:g}", "write -180 to 180")
    return before if said is None else float(said)


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
            _known(spot.to, f"{key}.touches.{name}")
        else:
            _near(spot.to, f"{key}.touches.{name}")
        _near(spot.off, f"{key}.touches.{name}.off")
        found.append(Touch(side=Side(side), end=end, to=spot.to, off=spot.off))
    return tuple(found)


def _movement(number: int, asked: _Movement, poses: Mapping[str, Pose]) -> Movement:
    if asked.part not in PARTS:
        raise CodecError(f"movements[{number}].part", f"it is {asked.part}", "write 1, or 2 for what comes then")
    key = f"movements[{number}].frames"
    if StepKind.PREPARE not in asked.frames:
        raise CodecError(f"{key}.prepare", "it is missing", "write the poses that show the movement once")
    for kind, names in asked.frames.items():
        if not 1 <= len(names) <= MOST_FRAMES:
            raise CodecError(f"{key}.{kind}", f"it has {len(names)} poses", f"have 1 to {MOST_FRAMES}")
        for name in names:
            if name not in poses:
                raise CodecError(f"{key}.{kind}", f"there is no pose '{shorten(name)}'", _one_of(poses))
    return Movement(part=asked.part, label=asked.label, frames=asked.frames)


def _prop(number: int, asked: _Prop, poses: Mapping[str, Pose]) -> Prop:
    for spot in asked.at:
        if isinstance(spot, str):
            _known(spot, f"props[{number}].at")
        else:
            _near(spot, f"props[{number}].at")
    for name in asked.poses:
        if name not in poses:
            raise CodecError(f"props[{number}].poses", f"there is no pose '{shorten(name)}'", _one_of(poses))
    if not 1 <= len(asked.at) <= MOST_PLACES:
        raise CodecError(f"props[{number}].at", f"it has {len(asked.at)} places", f"have 1 to {MOST_PLACES}")
    return Prop(thing=asked.thing, at=asked.at, poses=asked.poses)


def _known(joint: str, key: str) -> None:
    if joint not in JOINTS:
        raise CodecError(key, f"there is no joint '{shorten(joint)}'", _one_of(JOINTS))


def _one_of(names: Iterable[str]) -> str:
    return f"name one of {', '.join(map(shorten, names))}"


def _near(point: tuple[float, ...], key: str) -> None:
    """Refuse a point far out of the picture."""
    if any(abs(number) > FAR for number in point):
        far = max(map(abs, point))
        raise CodecError(key, f"it is {far:g} m away", f"write metres from {-FAR:g} to {FAR:g}")


def _finite(value: object, key: str) -> None:
    """Refuse numbers that are none; how large they may be is looked at later."""
    if isinstance(value, float) and not isfinite(value):
        raise CodecError(key, f"it is {value}", "write a number")
    if isinstance(value, dict):
        for name, item in value.items():
            _finite(item, f"{key}.{shorten(name)}".lstrip("."))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _finite(item, f"{key}[{number}]")
