"""The shipped figures, each of them: sound, whole on every way, true to what they touch, and never cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.core.test_figure import whole
from tests.home import shipped
from trainer.core.body import SKULL, Point, Spine, distance
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.figure import Figure, Movement, Pose, Shown, Thing, View, between, faults, posed, shown
from trainer.core.pace import Pace
from trainer.core.prescription import prescribe
from trainer.core.timeline import GETTING_READY, StepKind, timeline
from trainer.drawing.canvas import Canvas
from trainer.drawing.strokes import Stroke, extent, strokes
from trainer.gallery import Gallery
from trainer.resources import library_path
from trainer.shelf.figures import FAR, read_figure

FILES = {path.stem: path for path in sorted((library_path() / "figures").glob("*.toml"))}
BOXES = ((24, 8), (40, 16), (60, 24))
SHARES = tuple(n / 12 for n in range(1, 12))
BEYOND = FAR + 2.0
"""No joint is farther from the middle than its resting one may be, and a body long."""
JUMP = 0.12
"""Metres that no joint goes in a twenty-fourth of a way: the longest ones take about a metre."""
PATTERNS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))

every = pytest.mark.parametrize("name", FILES)


@cache
def figure(name: str) -> Figure:
    return read_figure(FILES[name])


def ways(one: Figure) -> Iterator[tuple[Pose, Pose]]:
    """Give every two poses that follow each other in a step."""
    names = {way for movement in one.movements for frames in movement.frames.values() for way in pairwise(frames)}
    return ((one.poses[start], one.poses[end]) for start, end in sorted(names) if start != end)


def moments(one: Figure) -> Iterator[Shown]:
    """Give every pose and eleven moments of every way."""
    for pose in one.poses.values():
        yield Shown(joints=posed(pose), pose=pose.name)
    for start, end in ways(one):
        for share in SHARES:
            yield Shown(joints=between(start, end, share), pose=start.name if share < 0.5 else end.name)


def dot(one: Figure) -> float:
    """Say how many metres a dot is at 60 × 24 cells."""
    return 1 / Canvas(60, 24, extent(one), floor_line=one.grounded).scale


def dots(rows: list[str]) -> list[list[bool]]:
    """Take braille characters apart."""
    return [
        [bool((ord(char) - 0x2800) & bit) for char in row for bit in PATTERNS[line]]
        for row in rows
        for line in range(4)
    ]


# What there is


def test_every_exercise_and_every_activity_has_a_figure() -> None:
    known = shipped()
    assert {*known.exercises, *known.activities} - FILES.keys() == set()


def test_every_figure_belongs_to_an_exercise_or_an_activity() -> None:
    known = shipped()
    assert FILES.keys() - {*known.exercises, *known.activities} == set()


def test_no_file_has_a_fault() -> None:
    gallery = Gallery(library_path())
    gallery.all()
    assert list(map(str, gallery.faults)) == []


# Movements


def asked(exercise: Exercise, dosage: Dosage) -> set[tuple[StepKind, int]]:
    """Say which steps a dosage comes to, and in which part."""
    steps = timeline([prescribe(exercise, dosage)], Pace())
    return {(step.kind, step.part + 1) for step in steps if step.kind not in GETTING_READY}


@every
def test_there_is_a_movement_for_every_part_and_every_form(name: str) -> None:
    exercise = shipped().exercises.get(name)
    parts = {one.part for one in figure(name).movements}
    labels = {one.label for one in figure(name).movements if one.label}
    if exercise is None:  # an activity has neither
        assert (parts, labels) == ({1}, set())
    else:
        assert parts == {part for dosage in exercise.dosages for _, part in asked(exercise, dosage)}
        assert labels <= {dosage.label for dosage in exercise.dosages}


@every
def test_every_step_of_an_exercise_has_its_poses(name: str) -> None:
    one, exercise = figure(name), shipped().exercises.get(name)
    for movement in one.movements:
        assert all(pose in one.poses for frames in movement.frames.values() for pose in frames)
    if exercise is None:
        assert one.frames(StepKind.ACTIVITY)
    else:
        steps = [(*step, dosage.label) for dosage in exercise.dosages for step in asked(exercise, dosage)]
        assert all(one.frames(*step) for step in steps)


@every
def test_a_hold_is_still_and_every_other_step_comes_back_or_leads_on(name: str) -> None:
    for movement in figure(name).movements:
        assert len(set(movement.frames.get(StepKind.HOLD, ("",)))) == 1
        assert circular(movement)


def circular(movement: Movement) -> bool:
    """Whether what is done again and again ends where it begins, and the demonstration where it has been."""
    again = (StepKind.MOVE, StepKind.COUNT, StepKind.BREATHE, StepKind.ACTIVITY)
    found = [frames for kind in again if (frames := movement.frames.get(kind))]
    shown_first = movement.frames[StepKind.PREPARE]
    back = len(shown_first) == 1 or shown_first[-1] in shown_first[:-1]
    return back and all(frames[0] == frames[-1] for frames in found)


# Bodies


@every
def test_every_pose_is_sound(name: str) -> None:
    one = figure(name)
    assert [wrong for pose in one.poses.values() for wrong in faults(pose, one.view, floor=one.floor)] == []


@every
def test_every_bone_keeps_its_length_on_every_way(name: str) -> None:
    assert all(whole(dict(moment.joints)) for moment in moments(figure(name)))


@every
def test_every_joint_stays_in_a_sane_box(name: str) -> None:
    found = [abs(number) for moment in moments(figure(name)) for point in moment.joints.values() for number in point]
    assert max(found) < BEYOND


@every
def test_a_step_begins_and_ends_with_its_named_poses(name: str) -> None:
    one = figure(name)
    for movement in one.movements:
        for frames in movement.frames.values():
            assert shown(one, frames, 0.0) == Shown(joints=posed(one.poses[frames[0]]), pose=frames[0])
            assert shown(one, frames, 1.0) == Shown(joints=posed(one.poses[frames[-1]]), pose=frames[-1])


@every
def test_what_both_poses_touch_is_held_all_the_way(name: str) -> None:
    one = figure(name)
    missed = []
    for start, end in ways(one):
        after = {(touch.side, touch.end): touch for touch in end.touches}
        for touch in start.touches:
            other = after.get((touch.side, touch.end))
            if other is None or (other.to, other.off) != (touch.to, touch.off):
                continue
            for share in SHARES:
                joints = between(start, end, share)
                x, y, z = joints[touch.to] if isinstance(touch.to, str) else touch.to
                to = (x + touch.off[0], y + touch.off[1], z + touch.off[2])
                gap = distance(joints[f"{touch.side}_{touch.end}"], to)
                if gap > dot(one):
                    missed.append(f"{start.name} to {end.name} at {share:.2f}: {touch.side}_{touch.end} {gap:.3f} m")
    assert missed == []


@every
def test_nothing_goes_through_the_floor(name: str) -> None:
    one = figure(name)
    least = -dot(one)
    under = [
        f"{moment.pose}: {joint} {y:.3f} m"
        for moment in moments(one)
        for joint, (_, y, _) in moment.joints.items()
        if one.grounded and y - (SKULL if joint == "head" else 0.0) < least
    ]
    assert under == []


@every
def test_nothing_goes_through_a_wall(name: str) -> None:
    one = figure(name)
    walls = [
        place[0] for prop in one.props if prop.thing is Thing.WALL for place in prop.at if not isinstance(place, str)
    ]
    most = dot(one)
    for wall in walls:
        sides = [_beyond(joint, wall) for moment in moments(one) for joint in moment.joints.values()]
        assert min(max(sides), -min(sides)) <= most


def _beyond(point: Point, wall: float) -> float:
    return point[0] - wall


# What the handouts say


STAYS = [
    ("bridge", ("shoulders", "right_heel", "left_heel")),
    ("wall-slide", ("right_heel", "left_heel")),
    ("wall-push-up", ("right_heel", "left_heel", "right_hand", "left_hand")),
    ("hip-flexor-stretch", ("right_heel", "left_heel")),
    ("prone-press-up", ("hips", "right_heel", "left_heel")),
    ("pelvic-tilt-held", ("shoulders", "right_heel", "left_heel")),
    ("pelvic-tilt-rocking", ("shoulders", "right_heel", "left_heel")),
    ("lower-trunk-rotation", ("right_heel", "left_heel", "right_shoulder", "left_shoulder")),
    ("open-books", ("hips", "right_knee", "left_knee", "left_hand")),
    ("childs-pose", ("hips", "right_heel", "left_heel")),
    ("overhead-stretch", ("right_heel", "left_heel")),
    ("side-stretch", ("right_heel", "left_heel")),
    ("band-squeeze", ("right_elbow", "left_elbow", "hips")),
    ("scapular-squeeze", ("hips", "head", "right_heel")),
    ("shoulder-rolls", ("hips", "head", "right_hand", "left_hand")),
    ("dumbbell-row", ("hips", "shoulders", "head", "right_heel")),
]
STILL = {"band-squeeze": 0.07}
"""Where the shoulders go back, elbows that stay at the sides go with them."""


@pytest.mark.parametrize(("name", "joints"), STAYS)
def test_what_stays_where_it_is_never_moves(name: str, joints: tuple[str, ...]) -> None:
    one = figure(name)
    first = next(moments(one)).joints
    far = {joint: max(distance(moment.joints[joint], first[joint]) for moment in moments(one)) for joint in joints}
    assert {joint: far[joint] for joint in joints if far[joint] > STILL.get(name, dot(one))} == {}


@pytest.mark.parametrize("name", ["pelvic-tilt-held", "pelvic-tilt-rocking"])
def test_hips_on_the_floor_stay_on_it_while_the_pelvis_tilts(name: str) -> None:
    assert {round(moment.joints["hips"][1], 2) for moment in moments(figure(name))} == {0.07}


def test_the_low_back_is_flat_when_held_and_both_flat_and_arched_when_rocking() -> None:
    def off(name: str) -> dict[str, float]:
        found = {pose.name: posed(pose) for pose in figure(name).poses.values()}
        return {pose: joints["waist"][1] - joints["hips"][1] for pose, joints in found.items()}

    held, rocking = off("pelvic-tilt-held"), off("pelvic-tilt-rocking")
    assert held["flat"] == rocking["flat"] == pytest.approx(0.0, abs=0.005)
    assert 0.02 < held["rest"] == rocking["neutral"] < rocking["arched"] - 0.02


def test_the_back_is_straight_in_both_rows() -> None:
    for name in ("dumbbell-row", "band-row"):
        for pose in figure(name).poses.values():
            loin, chest = pose.stance.spine[Spine.LOIN], pose.stance.spine[Spine.CHEST]
            assert loin == chest


def test_in_childs_pose_the_head_comes_to_the_floor_between_the_arms() -> None:
    joints = posed(figure("childs-pose").poses["reach"])
    assert joints["head"][1] == pytest.approx(SKULL, abs=0.02)
    assert joints["shoulders"][0] < joints["head"][0] < joints["right_hand"][0]


# Drawn


@every
@pytest.mark.parametrize(("columns", "rows"), BOXES)
def test_nothing_is_cut_off_at_the_edge_of_the_box(name: str, columns: int, rows: int) -> None:
    one = figure(name)
    floor = one.grounded
    for mirrored in (False, True):
        reach = extent(one, mirrored=mirrored)
        hair = 1 / Canvas(columns, rows, reach, floor_line=floor).scale
        left, bottom, right, top = reach
        for moment in moments(one):
            drawn = strokes(one, moment, mirrored=mirrored)
            assert min(min(stroke.x1, stroke.x2) - stroke.radius for stroke in drawn) >= left - hair
            assert max(max(stroke.x1, stroke.x2) + stroke.radius for stroke in drawn) <= right + hair
            assert max(max(stroke.y1, stroke.y2) + stroke.radius for stroke in drawn) <= top + hair
            if not floor:  # what lies on a floor is flat where it does
                assert min(min(stroke.y1, stroke.y2) - stroke.radius for stroke in drawn) >= bottom - hair


@every
@pytest.mark.parametrize(("columns", "rows"), BOXES)
def test_every_moment_fills_its_box_and_has_its_floor(name: str, columns: int, rows: int) -> None:
    one = figure(name)
    floor = one.grounded
    canvas = Canvas(columns, rows, extent(one), floor_line=floor)
    for moment in moments(one):
        drawn = canvas.draw(strokes(one, moment))
        assert [len(row) for row in drawn] == [columns] * rows
        found = dots(drawn)
        assert all(found[-1]) == floor
        assert sum(map(sum, found[: -1 if floor else None])) > columns


TURNED_ROUND = [name for name in FILES if not figure(name).stays]


@pytest.mark.parametrize("name", TURNED_ROUND)
def test_mirrored_twice_is_the_same(name: str) -> None:
    one = figure(name)
    for moment in moments(one):
        twice = [_flipped(stroke, one.view) for stroke in strokes(one, moment, mirrored=True)]
        assert twice == strokes(one, moment)


@pytest.mark.parametrize("name", TURNED_ROUND)
def test_the_mirrored_picture_is_the_picture_the_other_way_round(name: str) -> None:
    one = figure(name)
    floor = one.grounded
    plain = Canvas(40, 16, extent(one), floor_line=floor)
    other = Canvas(40, 16, extent(one, mirrored=True), floor_line=floor)
    for pose in one.poses.values():
        moment = Shown(joints=posed(pose), pose=pose.name)
        drawn = dots(plain.draw(strokes(one, moment)))
        expected = drawn[::-1] if one.view is View.ABOVE else [row[::-1] for row in drawn]
        found = dots(other.draw(strokes(one, moment, mirrored=True)))
        differing = sum(
            a != b for row, line in zip(expected, found, strict=True) for a, b in zip(row, line, strict=True)
        )
        assert differing <= 8  # dots halfway between two places are rounded one way


def _flipped(stroke: Stroke, view: View) -> Stroke:
    if view is View.ABOVE:
        return replace(stroke, y1=-stroke.y1, y2=-stroke.y2)
    return replace(stroke, x1=-stroke.x1, x2=-stroke.x2)


def test_the_body_stays_as_it_lies_where_its_knees_go_to_the_other_side() -> None:
    one = figure("lower-trunk-rotation")
    over, other = (Shown(joints=posed(one.poses[name]), pose=name) for name in ("over", "other"))
    assert extent(one, mirrored=True) == extent(one)
    assert _ends(strokes(one, over, mirrored=True)) == _ends(strokes(one, other))
    assert _ends(strokes(one, over, mirrored=True)) != _ends(strokes(one, over))


def _ends(drawn: list[Stroke]) -> list[tuple[float, ...]]:
    ends = [sorted(((stroke.x1, stroke.y1), (stroke.x2, stroke.y2))) for stroke in drawn]
    return sorted(tuple(round(number, 6) for end in line for number in end) for line in ends)


def test_the_knees_cross_over_without_a_jump_where_the_sides_change() -> None:
    one = figure("lower-trunk-rotation")
    held = dots(_rows(one, "over", mirrored=False))
    begins = dots(_rows(one, "other", mirrored=True))
    assert sum(a != b for row, line in zip(held, begins, strict=True) for a, b in zip(row, line, strict=True)) < 200


def _rows(one: Figure, pose: str, *, mirrored: bool) -> list[str]:
    canvas = Canvas(40, 16, extent(one, mirrored=mirrored), floor_line=one.grounded)
    return canvas.draw(strokes(one, Shown(joints=posed(one.poses[pose]), pose=pose), mirrored=mirrored))


@every
def test_no_knee_and_no_elbow_jumps_on_any_way(name: str) -> None:
    one = figure(name)
    for start, end in ways(one):
        found = [between(start, end, share / 24) for share in range(25)]
        for before, after in pairwise(found):
            far = {joint: distance(before[joint], after[joint]) for joint in before}
            worst = max(far, key=lambda joint: far[joint])
            assert far[worst] < JUMP, f"{start.name} to {end.name}: {worst} goes {far[worst]:.2f} m at once"


def test_this_sees_the_files_of_the_library() -> None:
    assert Path(__file__).parents[1].joinpath("library/figures/bridge.toml") in FILES.values()
