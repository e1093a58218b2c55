"""Figure files: what is wrong is named with its key and what would be right, and no file does any harm."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures import LIFT
from trainer.codec import CodecError
from trainer.core.figure import MOST_FRAMES, MOST_POSES, MOST_PROPS, Figure, telling
from trainer.core.text import find_hostile
from trainer.core.timeline import StepKind
from trainer.resources import library_path
from trainer.shelf.figures import FAR, MOST_MOVEMENTS, build, read_figure

FOLDER = library_path() / "figures"
TABLE = tomllib.loads(LIFT)
Change = Callable[[dict[str, Any]], object]


def flaw(change: Change) -> CodecError:
    """Change the sample and return what is said of it."""
    table = deepcopy(TABLE)
    change(table)
    with pytest.raises(CodecError) as caught:
        build("lift", table)
    return caught.value


def built(table: dict[str, Any]) -> Figure | CodecError:
    """Build a figure, or return what is wrong with it."""
    try:
        return build("lift", table)
    except CodecError as error:
        return error


def from_above(table: Any) -> None:
    """Have it seen from above twice over."""
    table["view"], table["raised"] = "above", 30.0


def at(*path: str | int, to: object = None) -> Change:
    """Set one place of a table; None takes it out."""

    def change(table: Any) -> None:
        for key in path[:-1]:
            table = table[key]
        if to is None:
            del table[path[-1]]
        else:
            table[path[-1]] = to

    return change


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


REST = ("poses", "rest")
ANGLE = "write an angle such as 90, or an angle and degrees out of the plane such as [90, 10]"
POINT = "write a joint, or a point such as [0.4, 0.03, 0.1]"


@pytest.mark.parametrize(
    ("change", "key", "wrong", "right"),
    [
        # missing
        (at(*REST, "arm"), "poses.rest.arm", "it is missing", "write its angle: 0 is forwards, 90 up"),
        (at(*REST, "rests"), "poses.rest.rests", "it does not say which joint rests where", "write rests and at"),
        (at(*REST, "at"), "poses.rest.rests", "it does not say which joint rests where", "write rests and at"),
        (at("view"), "view", "it is missing", "write one of side, front, back, above"),
        (at("poses", to={}), "poses", "it is empty", "write at least one"),
        (at("movements", to=[]), "movements", "it is empty", "write at least one"),
        (at("movements", 0, "frames", "prepare"), "movements[0].frames.prepare", "it is missing", "write the poses"),
        # numbers
        (at(*REST, "arm", to=float("nan")), "poses.rest.arm", "it is nan", "write a number"),
        (at(*REST, "at", to=[float("inf"), 0.0]), "poses.rest.at[0]", "it is inf", "write a number"),
        (at(*REST, "arm", to=10**400), "poses.rest.arm", "this is no number that fits", "write a smaller one"),
        (at(*REST, "arm", to=361), "poses.rest.arm", "it is [361, 0]", "write -360 to 360, and -90 to 90"),
        (at(*REST, "arm", to=[0, 91]), "poses.rest.arm", "it is [0, 91]", "write -360 to 360, and -90 to 90"),
        (at(*REST, "at", to=[1e300, 0]), "poses.rest.at", "it is 1e+300 m away", "write metres from -3 to 3"),
        (at(*REST, "hips_turned", to=1e9), "poses.rest.hips_turned", "it is 1e+09", "write -180 to 180"),
        (
            at(*REST, "touches", to={"right_heel": [0.0, 9.0, 0.0]}),
            "poses.rest.touches.right_heel",
            "it is 9 m away",
            "write metres from -3 to 3",
        ),
        (
            at(*REST, "touches", to={"right_hand": {"to": "right_knee", "off": [0.0, 4.0, 0.0]}}),
            "poses.rest.touches.right_hand.off",
            "it is 4 m away",
            "write metres from -3 to 3",
        ),
        (at("turned", to=90.0), "turned", "it is 90", "write -60 to 60"),
        (at("raised", to=-1.0), "raised", "it is -1", "write 0 to 60"),
        (from_above, "view", "it is seen from above already", "leave out turned and raised, or name another view"),
        # too many
        (
            at("movements", 0, "frames", "prepare", to=["rest"] * 10_000),
            "movements[0].frames.prepare",
            "it has 10000 poses",
            f"have 1 to {MOST_FRAMES}",
        ),
        (
            at("poses", to={f"p{n}": {"like": "rest"} for n in range(10_000)}),
            "poses",
            "it has 10000",
            f"have at most {MOST_POSES}",
        ),
        (
            at("props", to=[{"thing": "roll", "at": ["hips"]}] * 10_000),
            "props",
            "it has 10000",
            f"have at most {MOST_PROPS}",
        ),
        (
            at("movements", to=TABLE["movements"] * 10_000),
            "movements",
            "it has 10000",
            f"have at most {MOST_MOVEMENTS}",
        ),
        (at("works", to=["waist"] * 10_000), "works", "it has 10000", "have at most 18"),
        (at("props", to=[{"thing": "band", "at": ["hips"] * 9}]), "props[0].at", "it has 9 places", "have 1 to 8"),
        # unknown
        (
            at("props", to=[{"thing": "rope", "at": ["hips"]}]),
            "props[0].thing",
            "'rope' is text",
            "write one of wall, chair, towel, band, dumbbell, pillow, roll, anchor, mat, water, arrow",
        ),
        (at(*REST, "rests", to="tail"), "poses.rest.rests", "there is no joint 'tail'", "name one of hips, waist"),
        (at("works", to=["wing"]), "works", "there is no joint 'wing'", "name one of hips, waist"),
        (at("solid", to=["wing"]), "solid", "there is no joint 'wing'", "name one of hips, waist"),
        (
            at("movements", 0, "works", to=["wing"]),
            "movements[0].works",
            "there is no joint 'wing'",
            "name one of hips, waist",
        ),
        (
            at("movements", 0, "solid", to=["waist"] * 19),
            "movements[0].solid",
            "it has 19",
            "have at most 18",
        ),
        (
            at(*REST, "shoulders_moved", to=[0.1, 0.2]),
            "poses.rest.shoulders_moved",
            "it is 22 cm",
            "write at most 12 cm",
        ),
        (
            at(*REST, "touches", to={"right_hand": {"to": "right_shoulder", "off": [0.296, -0.021, 0.042]}}),
            "poses.rest",
            "right_elbow can bend to any side",
            "change the pose",
        ),
        (
            at(*REST, "touches", to={"right_knee": "hips"}),
            "poses.rest.touches.right_knee",
            "it is no hand and no heel",
            "write right_hand or left_heel",
        ),
        (
            at(*REST, "touches", to={"right_hand": "tail"}),
            "poses.rest.touches.right_hand",
            "there is no joint 'tail'",
            "name one of hips",
        ),
        (
            at("movements", 0, "frames", "hold", to=["ghost"]),
            "movements[0].frames.hold",
            "there is no pose 'ghost'",
            "name one of rest, up",
        ),
        (
            at("props", to=[{"thing": "roll", "at": ["hips"], "poses": ["ghost"]}]),
            "props[0].poses",
            "there is no pose 'ghost'",
            "name one of rest, up",
        ),
        (at("movements", 0, "frames", "fly", to=["up"]), "movements[0].frames.fly", "'fly' is text", "write one of"),
        (at("movements", 0, "part", to=3), "movements[0].part", "it is 3", "write 1, or 2 for what comes then"),
        (
            at("movements", to=TABLE["movements"] * 2),
            "movements[1]",
            "there is one for this part and form already",
            "keep one of them",
        ),
        (at("colour", to="red"), "colour", "there is no key 'colour'", "take it out"),
        # in circles
        (at("poses", "up", "like", to="up"), "poses.up.like", "there is no pose 'up' to be like", "name another pose"),
        (at(*REST, "like", to="up"), "poses.up.like", "there is no pose 'rest' to be like", "name another pose"),
        # of a wrong kind
        (at("poses", to="none"), "poses", "'none' is text", "write a table"),
        (at(*REST, "arm", to="up"), "poses.rest.arm", "'up' is text", ANGLE),
        (at(*REST, "arm", to=[1, 2, 3]), "poses.rest.arm", "[1, 2, 3] is a list", ANGLE),
        (at(*REST, "at", to="floor"), "poses.rest.at", "'floor' is text", "write numbers such as [0.4, 0.03]"),
        (at("props", to=[{"thing": "roll", "at": [["hips"]]}]), "props[0].at[0]", "['hips'] is a list", POINT),
        (at("works", to=nested(5_000)), "", "its lists or tables are nested too deeply", "write them flatter"),
        # hostile
        (at("poses", "up", "like", to="\x1b[31m"), "poses.up.like", "it holds the character U+001B", "take it out"),
        (at("works", to=["\u202egnorw"]), "works[0]", "it holds the character U+202E", "take it out"),
        # a pose that cannot be
        (
            at(*REST, "at", to=[-0.5, -0.5]),
            "poses.rest",
            "hips is 50 cm below the floor",
            "change the pose, or what it touches",
        ),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(change: Change, key: str, wrong: str, right: str) -> None:
    found = flaw(change)
    assert found.key == key
    assert found.wrong.startswith(wrong)
    assert found.right.startswith(right)


@pytest.mark.parametrize("name", ["\x1b[2Jrest", "\u202etser", "re\nst", "\x00"])
def test_no_name_steers_a_terminal(name: str) -> None:
    def rename(table: dict[str, Any]) -> None:
        table["poses"][name] = {**table["poses"].pop("up"), "loin": float("nan")}

    found = flaw(rename)
    assert find_hostile(found.sentence, newlines=False) is None


def test_a_name_that_is_very_long_is_cut_in_what_is_said() -> None:
    assert len(flaw(at("poses", "up", "like", to="x" * 100_000)).sentence) < 300


def test_a_file_must_be_named_as_an_id(tmp_path: Path) -> None:
    path = tmp_path / "My Bridge.toml"
    path.write_text(LIFT)
    with pytest.raises(CodecError, match="cannot be an id"):
        read_figure(path)


def test_deep_nesting_in_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text("works = " + "[" * 20_000 + "]" * 20_000)
    with pytest.raises(CodecError, match="nested too deeply"):
        read_figure(path)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["rest", "hips"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
places = st.sampled_from(
    [
        ("view",),
        ("works",),
        ("props",),
        ("poses",),
        ("movements",),
        ("poses", "rest", "arm"),
        ("poses", "rest", "at"),
        ("poses", "rest", "touches"),
        ("poses", "up"),
        ("movements", 0, "frames"),
        ("movements", 0, "frames", "prepare"),
    ]
)


@given(places, values.filter(lambda value: value is not None))
def test_whatever_a_file_holds_it_is_a_figure_or_a_flaw(place: tuple[str | int, ...], value: object) -> None:
    table = deepcopy(TABLE)
    at(*place, to=value)(table)
    found = built(table)
    if isinstance(found, CodecError):
        assert all(one.wrong and one.right for one in found.flaws)
        assert find_hostile(found.sentence, newlines=False) is None
    else:
        assert found.id == "lift"


@given(st.floats(-FAR, FAR), st.floats(-FAR, FAR), st.floats(-360, 360), st.floats(-90, 90))
def test_a_pose_that_is_taken_stays_near(x: float, y: float, angle: float, out: float) -> None:
    table = deepcopy(TABLE)
    table["poses"]["rest"] |= {"at": [x, y], "arm": [angle, out], "touches": {}}
    found = built(table)
    assert isinstance(found, CodecError) or abs(found.poses["rest"].at[0]) <= FAR


# What a figure tells


def test_where_it_begins_and_where_it_is_held_tell_a_movement() -> None:
    table = deepcopy(TABLE)
    table["movements"][0]["frames"]["prepare"] = ["up", "rest", "up"]
    table["movements"][0]["frames"]["hold"] = ["rest"]
    assert telling(build("lift", table).movement()) == ("up", "rest")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_movement_is_told_by_one_to_four_poses(path: Path) -> None:
    found = read_figure(path)
    assert all(1 <= len(telling(movement)) <= 4 for movement in found.movements)


def test_what_is_not_held_is_told_by_the_poses_it_goes_through() -> None:
    table = deepcopy(TABLE)
    table["movements"][0]["frames"] = {"prepare": ["rest", "up", "rest"], "move": ["rest", "up", "rest"]}
    movement = build("lift", table).movement()
    assert telling(movement) == ("rest", "up")
    assert StepKind.HOLD not in movement.frames
