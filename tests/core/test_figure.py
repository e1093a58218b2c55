"""Figures: bones keep their length in every frame, what is touched is held, nothing goes through the floor."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.body import (
    HIPS,
    JOINTS,
    LENGTHS,
    SHOULDERS,
    SKULL,
    Limb,
    Point,
    Side,
    Spine,
    Stance,
    Way,
    bent,
    body,
    bring,
    distance,
    moved,
)
from trainer.core.figure import (
    Figure,
    Movement,
    Pose,
    Touch,
    View,
    between,
    eased,
    faults,
    height,
    posed,
    shown,
)
from trainer.core.timeline import StepKind

ways = st.builds(Way, st.floats(-360, 360), st.floats(-80, 80))
stances = st.builds(
    Stance,
    spine=st.fixed_dictionaries(dict.fromkeys(Spine, ways)),
    limbs=st.fixed_dictionaries({(side, limb): ways for side in Side for limb in Limb}),
    hips_turned=st.floats(-90, 90),
    shoulders_turned=st.floats(-90, 90),
    shoulders_moved=st.tuples(st.floats(-0.08, 0.08), st.floats(-0.08, 0.08)),
)
points = st.tuples(*[st.floats(-1.5, 1.5)] * 3)
touches = st.builds(Touch, side=st.sampled_from(Side), end=st.sampled_from(["hand", "heel"]), to=points)
poses = st.builds(
    Pose,
    name=st.sampled_from(["one", "other"]),
    joint=st.sampled_from(["hips", "shoulders", "right_heel"]),
    at=points,
    stance=stances,
    touches=st.lists(touches, max_size=4, unique_by=lambda one: (one.side, one.end)).map(tuple),
)

BONES = {
    ("hips", "waist"): LENGTHS[Spine.LOIN],
    ("waist", "shoulders"): LENGTHS[Spine.CHEST],
    ("shoulders", "head"): LENGTHS[Spine.HEAD],
    **{(f"{side}_hip", f"{side}_knee"): LENGTHS[Limb.THIGH] for side in Side},
    **{(f"{side}_knee", f"{side}_heel"): LENGTHS[Limb.SHIN] for side in Side},
    **{(f"{side}_heel", f"{side}_toes"): LENGTHS[Limb.FOOT] for side in Side},
    **{(f"{side}_shoulder", f"{side}_elbow"): LENGTHS[Limb.ARM] for side in Side},
    **{(f"{side}_elbow", f"{side}_hand"): LENGTHS[Limb.FOREARM] for side in Side},
    **{("hips", f"{side}_hip"): HIPS for side in Side},
    **{("shoulders", f"{side}_shoulder"): SHOULDERS for side in Side},
}
"""What every bone measures, whatever the pose."""


def whole(found: dict[str, Point]) -> bool:
    """Say whether every bone has its length."""
    return all(distance(found[a], found[b]) == pytest.approx(long, abs=1e-6) for (a, b), long in BONES.items())


def standing(**changes: Way) -> Stance:
    """Return somebody who stands, with some of both sides' limbs in other directions."""
    limbs = {
        Limb.ARM: Way(-90),
        Limb.FOREARM: Way(-80),
        Limb.THIGH: Way(-90),
        Limb.SHIN: Way(-90),
        Limb.FOOT: Way(0),
    } | {Limb(name): way for name, way in changes.items()}
    return Stance(
        spine=dict.fromkeys(Spine, Way(90)), limbs={(side, limb): way for side in Side for limb, way in limbs.items()}
    )


UPRIGHT = Pose(name="rest", joint="right_heel", at=(0.0, 0.03, 0.1), stance=standing())


@given(stances)
def test_every_joint_is_there_and_every_bone_has_its_length(stance: Stance) -> None:
    found = body(stance)
    assert set(found) == set(JOINTS)
    assert whole(found)


@given(poses, poses, st.floats(-0.2, 1.2))
def test_bones_keep_their_length_on_the_way_from_any_pose_to_any_other(one: Pose, other: Pose, share: float) -> None:
    assert whole(between(replace(one, name="one"), replace(other, name="other"), share))


@given(poses, poses)
def test_the_way_begins_and_ends_with_the_poses_themselves(one: Pose, other: Pose) -> None:
    one, other = replace(one, name="one"), replace(other, name="other")
    assert between(one, other, 0.0) == posed(one)
    assert between(one, other, 1.0) == posed(other)


@given(poses, st.floats(0, 1))
def test_what_rests_in_both_poses_stays_where_it_is(pose: Pose, share: float) -> None:
    pose = replace(pose, name="one", joint="hips", at=(*pose.at[:2], 0.0), touches=())
    other = replace(pose, name="other", stance=standing())
    assert between(pose, other, share)["hips"] == pytest.approx(pose.at)


@given(st.sampled_from(Side), st.floats(0, 1), st.floats(0.3, 0.6), st.floats(-0.3, 0.3))
def test_a_hand_stays_where_both_poses_have_it(side: Side, share: float, forwards: float, height: float) -> None:
    to = (forwards, 1.3 + height / 3, SHOULDERS)
    touch = (Touch(side=Side.RIGHT, end="hand", to=to),)
    one = replace(UPRIGHT, name="one", touches=touch)
    other = replace(UPRIGHT, name="other", stance=standing(arm=Way(20), thigh=Way(-80)), touches=touch)
    found = between(one, other, share)
    if distance(found["right_shoulder"], to) < LENGTHS[Limb.ARM] + LENGTHS[Limb.FOREARM]:
        assert found["right_hand"] == pytest.approx(to, abs=1e-6)


def test_a_hand_that_holds_a_knee_goes_along_with_it() -> None:
    touch = (Touch(side=Side.RIGHT, end="hand", to="right_knee"),)
    one = replace(UPRIGHT, name="one", stance=standing(thigh=Way(20), shin=Way(-80), arm=Way(-60)), touches=touch)
    other = replace(one, name="other", stance=standing(thigh=Way(50), shin=Way(-60), arm=Way(-60)))
    for share in (0.0, 0.25, 0.5, 0.9, 1.0):
        found = between(one, other, share)
        assert found["right_hand"] == pytest.approx(found["right_knee"], abs=1e-6)


@given(st.sampled_from(Side), st.sampled_from(["hand", "heel"]), points, stances)
def test_what_is_out_of_reach_is_said_and_not_torn_off(side: Side, end: str, to: Point, stance: Stance) -> None:
    found = body(stance)
    short = bring(found, side, end, to, stance)
    assert whole(found)
    assert distance(found[f"{side}_{end}"], to) == pytest.approx(short, abs=1e-6)


@given(stances, points)
def test_moving_a_body_changes_nothing_in_it(stance: Stance, by: Point) -> None:
    assert whole(moved(body(stance), by))


@pytest.mark.parametrize(("thigh", "shin", "bend"), [(0, -90, 90), (-90, -90, 0), (-90, -60, -30), (60, -75, 135)])
def test_a_knee_bends_backwards_only(thigh: float, shin: float, bend: float) -> None:
    found = body(standing(thigh=Way(thigh), shin=Way(shin)))
    assert bent(found, Side.RIGHT, "leg") == pytest.approx(bend)


def test_an_elbow_bends_forwards_only() -> None:
    assert bent(body(standing(arm=Way(-90), forearm=Way(0))), Side.LEFT, "arm") == pytest.approx(90)
    assert bent(body(standing(arm=Way(0, 89), forearm=Way(0))), Side.LEFT, "arm") is None


def test_shoulders_move_on_the_chest_by_so_many_metres() -> None:
    still, up = body(standing()), body(replace(standing(), shoulders_moved=(-0.06, 0.08)))
    for side in Side:
        (x1, y1, _), (x2, y2, _) = still[f"{side}_shoulder"], up[f"{side}_shoulder"]
        assert (x2 - x1, y2 - y1) == pytest.approx((-0.06, 0.08))
    assert still["head"] == up["head"]


def test_a_limb_that_could_bend_to_any_side_is_named() -> None:
    touch = Touch(side=Side.RIGHT, end="hand", to=(0.0, 1.1, SHOULDERS))
    straight_down = replace(UPRIGHT, touches=(touch,))
    assert "right_elbow can bend to any side" in next(faults(straight_down, View.SIDE))
    guided = replace(straight_down, stance=standing(arm=Way(-130)))
    assert list(faults(guided, View.SIDE)) == []


def test_where_there_is_no_floor_nothing_is_below_it() -> None:
    low = replace(UPRIGHT, at=(0.0, -0.5, 0.1))
    assert list(faults(low, View.SIDE))
    assert list(faults(low, View.SIDE, floor=False)) == []


def moving(kind: StepKind) -> Figure:
    """Return a figure whose arms go round in one kind of step."""
    other = replace(UPRIGHT, name="other", stance=standing(arm=Way(0), forearm=Way(10)))
    ring = ("rest", "other", "rest")
    frames = {StepKind.PREPARE: ("rest",), kind: ring}
    return Figure(
        id="ring", view=View.SIDE, poses={"rest": UPRIGHT, "other": other}, movements=(Movement(frames=frames),)
    )


def test_an_activity_goes_on_evenly_and_all_else_rests_at_its_poses() -> None:
    heights = {}
    for kind in (StepKind.ACTIVITY, StepKind.MOVE):
        figure = moving(kind)
        moments = [shown(figure, ("rest", "other", "rest"), share) for share in (0.0, 0.04, 0.25, 0.46)]
        heights[kind] = [moment.joints["right_hand"][1] for moment in moments]
    still, even = heights[StepKind.MOVE], heights[StepKind.ACTIVITY]
    assert still[1] == still[0]
    assert even[1] > even[0]
    assert even[2] == pytest.approx(still[2])
    assert even[3] < still[3]


def test_a_way_belongs_to_the_first_movement_that_goes_it() -> None:
    one = Movement(frames={StepKind.PREPARE: ("rest", "other", "rest")})
    two = Movement(part=2, frames={StepKind.PREPARE: ("rest", "bent", "rest")})
    figure = replace(moving(StepKind.MOVE), movements=(one, two))
    assert figure.within("rest") is one
    assert figure.within("rest", "bent") is two
    assert figure.within("bent") is two
    assert figure.within("nowhere") is None


def test_height_is_that_of_the_highest_of_all_poses() -> None:
    up = replace(UPRIGHT, name="up", stance=standing(arm=Way(90), forearm=Way(90)))
    assert height([UPRIGHT]) == pytest.approx(posed(UPRIGHT)["head"][1] + SKULL)
    assert height([UPRIGHT, up]) == pytest.approx(posed(up)["right_hand"][1])


def test_a_sound_pose_has_no_faults() -> None:
    assert list(faults(UPRIGHT, View.SIDE)) == []


@pytest.mark.parametrize(
    ("pose", "said"),
    [
        (replace(UPRIGHT, at=(0.0, -0.1, 0.1)), "right_heel is 10 cm below the floor"),
        (replace(UPRIGHT, stance=standing(shin=Way(-50))), "right_knee bends by -40 degrees; it bends by 0 to 165"),
        (
            replace(UPRIGHT, touches=(Touch(side=Side.LEFT, end="hand", to=(0.0, 3.0, 0.0)),)),
            "left_hand misses what it touches by",
        ),
        (
            replace(
                UPRIGHT,
                joint="hips",
                at=(0.0, 0.3, 0.0),
                stance=replace(standing(), spine=dict.fromkeys(Spine, Way(-90))),
            ),
            "head is",
        ),
    ],
)
def test_a_pose_that_cannot_be_is_named(pose: Pose, said: str) -> None:
    assert any(one.startswith(said) for one in faults(pose, View.SIDE))


def test_from_above_there_is_no_floor_to_be_below() -> None:
    assert SKULL > 0
    assert not [one for one in faults(replace(UPRIGHT, at=(0.0, -0.1, 0.1)), View.ABOVE) if "floor" in one]


@given(st.lists(st.floats(-0.5, 1.5), min_size=2))
def test_easing_never_goes_back_and_stays_between_the_poses(shares: list[float]) -> None:
    found = [eased(share) for share in sorted(shares)]
    assert all(0 <= one <= 1 for one in found)
    assert all(one <= other for one, other in pairwise(found))
    assert (eased(0), eased(1)) == (0, 1)
