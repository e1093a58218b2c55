"""Figure files: TOML as core's figures; every fault names its file, its key and what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from trainer.codec import CodecError, decode
from trainer.codec.words import shorten
from trainer.core.body import JOINTS
from trainer.core.figure import (
    MOST_FRAMES,
    MOST_POSES,
    MOST_PROPS,
    Figure,
    Movement,
    Pose,
    Prop,
    Thing,
    View,
    faults,
    height,
)
from trainer.core.timeline import StepKind
from trainer.shelf.files import read_toml
from trainer.shelf.poses import FAR, PoseTable, Spot, known, near, one_of, read_pose

__all__ = ["FAR", "MOST_MOVEMENTS", "build", "read_figure"]

MOST_MOVEMENTS, MOST_PLACES = 8, 8
"""The most movements of a figure, and the most places of a thing."""
OVER = 0.05
"""Metres by which a wall is higher than the body."""
TURNED, RAISED = (-60, 60), (0, 60)
"""Degrees from where a figure can be seen, round it and above it."""
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
class _Movement:
    part: int = 1
    label: str | None = None
    frames: dict[StepKind, tuple[str, ...]] = field(default_factory=dict)
    works: tuple[str, ...] | None = None
    solid: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class _Prop:
    thing: Thing
    at: tuple[Spot, ...]
    poses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _File:
    view: View
    poses: dict[str, PoseTable]
    movements: tuple[_Movement, ...]
    props: tuple[_Prop, ...] = ()
    works: tuple[str, ...] = ()
    solid: tuple[str, ...] = ()
    floor: bool = True
    turned: float = 0.0
    raised: float = 0.0
    stays: bool = False


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
    ):
        if count > most:
            raise CodecError(key, f"it has {count}", f"have at most {most}")
    _joints(file, "")
    _seen(file)
    if not file.poses or not file.movements:
        raise CodecError("poses" if not file.poses else "movements", "it is empty", "write at least one")
    poses = {key: read_pose(key, file.poses) for key in file.poses}
    for key, pose in poses.items():
        for wrong in faults(pose, file.view, floor=file.floor):
            raise CodecError(f"poses.{key}", wrong, "change the pose, or what it touches")
    movements = tuple(_movement(number, one, poses) for number, one in enumerate(file.movements))
    _distinct(movements)
    props = tuple(_prop(number, one, poses) for number, one in enumerate(file.props))
    return Figure(
        id=name,
        view=file.view,
        poses=poses,
        movements=movements,
        props=props,
        works=file.works,
        solid=file.solid,
        floor=file.floor,
        turned=file.turned,
        raised=file.raised,
        stays=file.stays,
    )


def _joints(asked: _File | _Movement, key: str) -> None:
    """Refuse what is no list of a body's joints."""
    for name, joints in ((f"{key}works", asked.works), (f"{key}solid", asked.solid)):
        if joints is not None and len(joints) > len(JOINTS):
            raise CodecError(name, f"it has {len(joints)}", f"have at most {len(JOINTS)}")
        for joint in joints or ():
            known(joint, name)


def _seen(asked: _File) -> None:
    """Refuse a place to look from that is none."""
    for name, degrees, most in (("turned", asked.turned, TURNED), ("raised", asked.raised, RAISED)):
        if not most[0] <= degrees <= most[1]:
            raise CodecError(name, f"it is {degrees:g}", f"write {most[0]} to {most[1]}")
    if asked.view is View.ABOVE and (asked.turned or asked.raised):
        raise CodecError("view", "it is seen from above already", "leave out turned and raised, or name another view")


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
                raise CodecError(f"{key}.{kind}", f"there is no pose '{shorten(name)}'", one_of(poses))
    _joints(asked, f"movements[{number}].")
    return Movement(part=asked.part, label=asked.label, frames=asked.frames, works=asked.works, solid=asked.solid)


def _prop(number: int, asked: _Prop, poses: Mapping[str, Pose]) -> Prop:
    for spot in asked.at:
        if isinstance(spot, str):
            known(spot, f"props[{number}].at")
        else:
            near(spot, f"props[{number}].at")
    for name in asked.poses:
        if name not in poses:
            raise CodecError(f"props[{number}].poses", f"there is no pose '{shorten(name)}'", one_of(poses))
    if not 1 <= len(asked.at) <= MOST_PLACES:
        raise CodecError(f"props[{number}].at", f"it has {len(asked.at)} places", f"have 1 to {MOST_PLACES}")
    at = asked.at
    if asked.thing is Thing.WALL:
        at = tuple(_up(spot, poses) for spot in asked.at)
    return Prop(thing=asked.thing, at=at, poses=asked.poses)


def _up(spot: Spot, poses: Mapping[str, Pose]) -> Spot:
    """Make a wall as high as it is said to be, or else a little higher than the body ever reaches."""
    return spot if isinstance(spot, str) or spot[1] > 0.0 else (spot[0], height(poses.values()) + OVER, spot[2])


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
