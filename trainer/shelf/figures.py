"""Figure files: TOML as core's figures; every fault names its file, its key and what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from trainer.codec import CodecError, decode
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
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    _finite(table, "")
    file = decode(_File, table)
    for key, found, most in (("poses", file.poses, MOST_POSES), ("props", file.props, MOST_PROPS)):
        if not len(found) <= most:
            raise CodecError(key, f"it has {len(found)}", f"have at most {most}")
    if not file.poses or not file.movements:
        raise CodecError("poses" if not file.poses else "movements", "it is empty", "write at least one")
    poses = {key: _pose(key, file.poses) for key in file.poses}
    for key, pose in poses.items():
        for wrong in faults(pose, file.view):
            raise CodecError(f"poses.{key}", wrong, "change the pose, or what it touches")
    movements = tuple(_movement(number, one, poses) for number, one in enumerate(file.movements))
    props = tuple(_prop(number, one, poses) for number, one in enumerate(file.props))
    for joint in file.works:
        _known(joint, "works")
    return Figure(id=name, view=file.view, poses=poses, movements=movements, props=props, works=file.works)


def _pose(name: str, poses: Mapping[str, _Pose], seen: tuple[str, ...] = ()) -> Pose:
    asked, base, key = poses[name], None, f"poses.{name}"
    if asked.like is not None:
        if asked.like not in poses or asked.like in (*seen, name):
            raise CodecError(f"{key}.like", f"there is no pose '{asked.like}' to be like", "name another pose")
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
    touches = base.touches if asked.touches is None and base is not None else _touches(asked.touches or {}, key)
    stance = Stance(
        spine=spine,
        limbs=limbs,
        hips_turned=_either(asked.hips_turned, was.hips_turned if was else 0.0),
        shoulders_turned=_either(asked.shoulders_turned, was.shoulders_turned if was else 0.0),
    )
    return Pose(name=name, joint=joint, at=at, stance=stance, touches=touches)


def _either(said: float | None, before: float) -> float:
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
        if side not in list(Side) or end not in ENDS:
            raise CodecError(f"{key}.touches.{name}", "it is no hand and no heel", "write right_hand or left_heel")
        spot = to if isinstance(to, _Touched) else _Touched(to=to)
        if isinstance(spot.to, str):
            _known(spot.to, f"{key}.touches.{name}")
        found.append(Touch(side=Side(side), end=end, to=spot.to, off=spot.off))
    return tuple(found)


def _movement(number: int, asked: _Movement, poses: Mapping[str, Pose]) -> Movement:
    key = f"movements[{number}].frames"
    if StepKind.PREPARE not in asked.frames:
        raise CodecError(f"{key}.prepare", "it is missing", "write the poses that show the movement once")
    for kind, names in asked.frames.items():
        if not 1 <= len(names) <= MOST_FRAMES:
            raise CodecError(f"{key}.{kind}", f"it has {len(names)} poses", f"have 1 to {MOST_FRAMES}")
        for name in names:
            if name not in poses:
                raise CodecError(f"{key}.{kind}", f"there is no pose '{name}'", f"name one of {', '.join(poses)}")
    return Movement(part=asked.part, label=asked.label, frames=asked.frames)


def _prop(number: int, asked: _Prop, poses: Mapping[str, Pose]) -> Prop:
    for spot in asked.at:
        if isinstance(spot, str):
            _known(spot, f"props[{number}].at")
    for name in asked.poses:
        if name not in poses:
            raise CodecError(f"props[{number}].poses", f"there is no pose '{name}'", "name one there is")
    if not 1 <= len(asked.at) <= 8:
        raise CodecError(f"props[{number}].at", f"it has {len(asked.at)} places", "have 1 to 8")
    return Prop(thing=asked.thing, at=asked.at, poses=asked.poses)


def _known(joint: str, key: str) -> None:
    if joint not in JOINTS:
        raise CodecError(key, f"there is no joint '{joint}'", f"name one of {', '.join(JOINTS)}")


def _finite(value: object, key: str) -> None:
    """Refuse numbers that are none, or that lead far out of the picture; angles are looked at later."""
    if isinstance(value, float) and not isfinite(value):
        raise CodecError(key, f"it is {value}", "write a number")
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in inner:
        _finite(item, f"{key}.{name}".lstrip("."))
