"""Drawing: strokes fill their box whatever its size, in every kind of characters, and as SVG that does nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures import LIFT
from trainer.core.body import Spine, Way
from trainer.core.figure import Shown, View, posed
from trainer.drawing.canvas import ASCII, BLOCKS, BRAILLE, LEAST, Canvas, Cells, fitting
from trainer.drawing.lines import LINE, depth, flat, seen
from trainer.drawing.strokes import THICK, TRUNK, Stroke, Weight, extent, reach, strokes
from trainer.drawing.svg import INK, PAPER, svg
from trainer.shelf.figures import build

LIFTING = build("lift", tomllib.loads(LIFT))
REST = Shown(joints=posed(LIFTING.poses["rest"]), pose="rest")
SQUARE = (0.0, 0.0, 1.0, 1.0)
numbers = st.floats(-2, 2)
lines = st.builds(
    Stroke,
    x1=numbers,
    y1=numbers,
    x2=numbers,
    y2=numbers,
    radius=st.floats(0, 0.3),
    weight=st.sampled_from(Weight),
    hollow=st.booleans(),
    apart=st.none() | st.floats(0, 1),
    chain=st.integers(0, 4),
    pointed=st.booleans(),
    fine=st.booleans(),
)


def bar(weight: Weight = Weight.WORK) -> Stroke:
    return Stroke(0.0, 0.5, 1.0, 0.5, 0.1, weight)


# Boxes


@given(
    st.lists(lines, max_size=6),
    st.integers(0, 30),
    st.integers(0, 12),
    st.booleans(),
    st.sampled_from([BRAILLE, BLOCKS, ASCII]),
)
def test_any_strokes_fit_into_any_box(drawn: list[Stroke], wide: int, high: int, floor: bool, cells: Cells) -> None:
    rows = Canvas(wide, high, SQUARE, floor_line=floor, cells=cells).draw(drawn)
    assert [len(row) for row in rows] == [wide] * high
    assert set("".join(rows)) <= set(cells.signs)


@pytest.mark.parametrize("box", [(3, 2), (1, 1), (0, 0), (-1, -1), (16, 1), (1, 6), LEAST])
def test_a_box_too_small_for_a_figure_is_no_fault(box: tuple[int, int]) -> None:
    rows = Canvas(*box, extent(LIFTING), floor_line=True).draw(strokes(LIFTING, REST))
    assert [len(row) for row in rows] == [max(0, box[0])] * max(0, box[1])


def test_what_has_no_size_is_no_fault() -> None:
    point = Stroke(0.0, 0.0, 0.0, 0.0, 0.0, Weight.PROP)
    rows = Canvas(16, 6, (0.0, 0.0, 0.0, 0.0), floor_line=False).draw([point])
    assert len(rows) == 6


def test_at_its_least_a_figure_is_still_more_than_its_floor() -> None:
    rows = Canvas(*LEAST, extent(LIFTING), floor_line=True).draw(strokes(LIFTING, REST))
    assert sum(char != BRAILLE.signs[0] for row in rows[:-1] for char in row) > LEAST[0]


@pytest.mark.parametrize("box", [(24, 8), (40, 16), (60, 24)])
def test_proportions_are_kept(box: tuple[int, int]) -> None:
    square = [Stroke(x, y, x, y, 0.2, Weight.WORK) for x in (0.2, 0.8) for y in (0.2, 0.8)]
    rows = Canvas(*box, SQUARE, floor_line=False).draw(square)
    used = [at for at, row in enumerate(rows) if row.strip(BRAILLE.signs[0])]
    left = min(len(row) - len(row.lstrip(BRAILLE.signs[0])) for row in rows)
    right = max(len(row.rstrip(BRAILLE.signs[0])) for row in rows)
    assert (right - left) * 2 == pytest.approx((used[-1] + 1 - used[0]) * 4, abs=4)


def test_the_floor_is_the_last_row_of_dots_and_nothing_covers_it() -> None:
    below = Stroke(0.0, -1.0, 1.0, 1.0, 0.3, Weight.WORK, apart=0.0)
    rows = Canvas(20, 8, SQUARE, floor_line=True).draw([below])
    assert all(ord(char) & 0xC0 == 0xC0 for char in rows[-1])


# Strokes


def _dots(rows: list[str]) -> int:
    return sum((ord(char) - 0x2800).bit_count() for row in rows for char in row)


def test_what_is_nearer_leaves_a_gap_in_what_is_behind() -> None:
    behind, before = bar(), Stroke(0.5, 0.0, 0.5, 1.0, 0.05, Weight.WORK, apart=0.0, chain=1)
    canvas = Canvas(40, 20, SQUARE, floor_line=False)
    together = _dots(canvas.draw([behind, before]))
    assert together < sum(_dots(canvas.draw([one])) for one in (behind, before))


def test_the_far_side_is_only_dotted() -> None:
    canvas = Canvas(40, 20, SQUARE, floor_line=False)
    near, far = ("".join(canvas.draw([bar(weight)])) for weight in (Weight.NEAR, Weight.FAR))
    assert sum(ord(char) > 0x2800 for char in far) < sum(ord(char) > 0x2800 for char in near)


def test_a_drawing_leaves_nothing_of_the_one_before() -> None:
    canvas = Canvas(20, 8, SQUARE, floor_line=False)
    canvas.draw([bar()])
    assert set("".join(canvas.draw([]))) == {BRAILLE.signs[0]}


def test_strokes_reach_to_the_floor_where_there_is_one() -> None:
    high = [Stroke(0.0, 1.0, 1.0, 2.0, 0.1, Weight.NEAR)]
    assert reach(high, View.SIDE) == pytest.approx((-0.1, 0.0, 1.1, 2.1))
    assert reach(high, View.ABOVE) == pytest.approx((-0.1, 0.9, 1.1, 2.1))


# From where it is seen


@pytest.mark.parametrize("view", [View.SIDE, View.FRONT, View.BACK])
@given(turned=st.floats(-60, 60), raised=st.floats(0, 60))
def test_who_looks_goes_round_a_figure_without_changing_it(view: View, turned: float, raised: float) -> None:
    points = ((0.3, 0.2, -0.1), (0.0, 0.0, 0.0), (-0.4, 0.9, 0.6))
    turned_to = [seen(point, view, turned, raised) for point in points]
    for one, other in combinations(range(3), 2):
        assert dist(turned_to[one], turned_to[other]) == pytest.approx(dist(points[one], points[other]))


@pytest.mark.parametrize("view", [View.SIDE, View.FRONT, View.BACK])
def test_what_is_nearer_is_lower_when_seen_from_above_and_aside_when_gone_round(view: View) -> None:
    near = next(p for p in ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)) if depth(p, view) == 1.0)
    assert flat(seen(near, view, 0, 30), view) == pytest.approx((0.0, -0.5))
    assert depth(seen((0.0, 1.0, 0.0), view, 0, 30), view) == pytest.approx(0.5)
    assert flat(seen(near, view, 30, 0), view) == pytest.approx((-0.5, 0.0))


def test_both_sides_are_solid_and_there_is_no_floor_line_when_seen_from_above_too() -> None:
    slanting = replace(LIFTING, raised=30.0)
    assert any(stroke.weight is Weight.FAR for stroke in strokes(LIFTING, REST))
    assert not any(stroke.weight is Weight.FAR for stroke in strokes(slanting, REST))
    assert (LIFTING.grounded, slanting.grounded) == (True, False)


def test_from_above_the_other_side_is_the_picture_upside_down() -> None:
    above = replace(LIFTING, view=View.ABOVE)
    plain, other = (strokes(above, REST, mirrored=mirrored) for mirrored in (False, True))
    assert other == [replace(stroke, y1=-stroke.y1, y2=-stroke.y2) for stroke in plain]
    assert extent(above) == extent(above, mirrored=True)


def test_a_body_that_stays_works_with_its_other_side_and_keeps_its_head_where_it_is() -> None:
    table = tomllib.loads(LIFT.replace('view = "side"', 'view = "side"\nraised = 30\nstays = true'))
    table["works"] = ["right_knee"]
    table["movements"][0]["solid"] = ["left_hand"]
    table["props"] = [{"thing": "band", "at": ["right_hand", [0.5, 0.3, 0.2]]}]
    figure = build("lift", table)
    plain, other = (strokes(figure, REST, mirrored=mirrored) for mirrored in (False, True))
    heads = [
        max((s for s in drawn if s.x1 == s.x2 and s.y1 == s.y2), key=lambda s: s.radius) for drawn in (plain, other)
    ]
    assert (heads[0].x1, heads[0].y1) == (heads[1].x1, heads[1].y1)
    working = [[s for s in drawn if s.weight is Weight.WORK] for drawn in (plain, other)]
    assert len(working[0]) == len(working[1]) > 0
    assert working[0] != working[1]
    assert extent(figure) == extent(figure, mirrored=True)


# What is used


def drawn_with(*props: str, head: str = "", view: str = "side") -> list[Stroke]:
    """Draw the sample, with other things and marks."""
    text = LIFT.replace('view = "side"', f'view = "{view}"\n{head}')
    figure = build("lift", tomllib.loads(text + "".join(f"\n[[props]]\n{prop}\n" for prop in props)))
    return strokes(figure, Shown(joints=posed(figure.poses["rest"]), pose="rest"))


def trunk_at(drawn: list[Stroke]) -> int:
    return next(at for at, stroke in enumerate(drawn) if stroke.radius == TRUNK)


def test_what_is_held_is_before_the_body_where_it_is_nearer_and_keeps_a_gap() -> None:
    drawn = drawn_with('thing = "band"\nat = ["right_hand", [0.5, 0.3, 0.0], "left_hand"]')
    lines = [(at, stroke) for at, stroke in enumerate(drawn) if stroke.weight is Weight.PROP]
    (behind, far), (before, near) = lines
    assert behind < trunk_at(drawn) < before
    assert (far.apart, near.apart) == (None, 0.0)


def test_no_gap_is_left_between_a_hand_and_what_it_holds() -> None:
    drawn = drawn_with('thing = "dumbbell"\nat = ["right_hand"]')
    chain = {stroke.chain for stroke in drawn if stroke.radius in {LINE, 0.03} and stroke.weight is Weight.WORK}
    hand = [stroke for stroke in drawn if stroke.radius == THICK["hand"]]
    assert chain == {hand[-1].chain}


def test_a_rolled_towel_lies_before_the_trunk() -> None:
    drawn = drawn_with('thing = "roll"\nat = [[-0.6, 0.05, 0.0]]')
    roll = next(at for at, stroke in enumerate(drawn) if stroke.hollow)
    assert roll > trunk_at(drawn)
    assert drawn[roll].apart == 0.0


def test_a_far_limb_that_matters_is_solid_without_working() -> None:
    plain, solid = drawn_with(), drawn_with(head='solid = ["left_heel"]')
    far = [at for at, stroke in enumerate(plain) if stroke.weight is Weight.FAR]
    changed = [at for at in far if solid[at].weight is Weight.NEAR]
    assert len(far) == 5
    assert len(changed) == 3
    assert all(solid[at].radius == plain[at].radius for at in changed)


def test_a_movement_may_have_its_own_marks() -> None:
    table = tomllib.loads(LIFT)
    table["movements"].append({"part": 2, "frames": {"prepare": ["up"]}, "works": ["right_toes"], "solid": []})
    figure = build("lift", table)
    moment = Shown(joints=posed(figure.poses["up"]), pose="up", movement=figure.movements[1])
    heavy = [{s.radius for s in strokes(figure, one) if s.weight is Weight.WORK} for one in (moment, REST)]
    assert heavy == [{THICK["toes"]}, {TRUNK, THICK["knee"]}]


def test_a_wall_is_a_little_higher_than_the_body_or_as_high_as_it_is_said_to_be() -> None:
    low, high = (drawn_with(f'thing = "wall"\nat = [[0.8, {top}, 0.0]]')[0] for top in (0.0, 1.5))
    assert low.y2 == pytest.approx(max(y for pose in LIFTING.poses.values() for _, y, _ in posed(pose).values()) + 0.05)
    assert high.y2 == 1.5


@pytest.mark.parametrize(("view", "strokes_of_it"), [("side", 4), ("front", 3), ("back", 3)])
def test_a_chair_is_a_stool_where_its_back_is_not_beside_it(view: str, strokes_of_it: int) -> None:
    prop = 'thing = "chair"\nat = [[0.0, 0.43, 0.0]]'
    assert len(drawn_with(prop, view=view)) - len(drawn_with(view=view)) == strokes_of_it


def test_a_pillow_is_long_across_from_above() -> None:
    prop = 'thing = "pillow"\nat = [[0.0, 0.1, 0.0]]'
    side, above = (next(s for s in drawn_with(prop, view=view) if s.hollow) for view in ("side", "above"))
    assert abs(side.x2 - side.x1) > abs(side.y2 - side.y1) == 0
    assert abs(above.y2 - above.y1) > abs(above.x2 - above.x1) == 0


def test_a_pillow_seen_slantwise_has_stripes_but_not_below_the_head() -> None:
    def stripes(x: float) -> int:
        drawn = drawn_with(f'thing = "pillow"\nat = [[{x}, 0.1, 0.0]]', head="raised = 30")
        return sum(stroke.radius == LINE for stroke in drawn)

    head, _, _ = REST.joints["head"]
    assert (stripes(head), stripes(head + 1.0)) == (0, 3)


def test_a_mat_lies_from_corner_to_corner_and_is_seen_from_above_only() -> None:
    mat = 'thing = "mat"\nat = [[-1.0, 0.0, 0.4], [1.0, 0.0, -0.4]]'
    level, raised = (
        [stroke for stroke in drawn_with(mat, head=head) if stroke.fine] for head in ("raised = 0", "raised = 30")
    )
    assert {stroke.y1 for stroke in level} == {0.0}
    assert {round(abs(stroke.y1), 9) for stroke in raised} == {round(0.4 * 0.5, 9)}
    assert {stroke.x1 for stroke in raised} == {-1.0, 1.0}


def test_the_legs_of_a_chair_stand_on_the_floor_from_wherever_they_are_seen() -> None:
    prop = 'thing = "chair"\nat = [[0.0, 0.43, 0.0]]'
    drawn = drawn_with(prop, view="front", head="raised = 30\nturned = 20")
    assert min(min(s.y1, s.y2) for s in drawn if s.weight is Weight.PROP) == pytest.approx(0.0)


def test_water_goes_from_place_to_place_in_waves() -> None:
    drawn = drawn_with('thing = "water"\nat = [[-1.0, 0.8, 0.0], [1.0, 0.8, 0.0]]')
    waves = [stroke for stroke in drawn if stroke.weight is Weight.PROP]
    assert (waves[0].x1, waves[-1].x2) == pytest.approx((-1.0, 1.0))
    assert len({round(stroke.y1, 3) for stroke in waves}) == 2
    assert all(one.x2 == other.x1 for one, other in pairwise(waves))


def test_blades_come_together_where_the_shoulders_go_back() -> None:
    def apart(forwards: float) -> float:
        upright = replace(
            LIFTING.poses["rest"].stance, spine=dict.fromkeys(Spine, Way(90)), shoulders_moved=(forwards, 0.0)
        )
        pose = replace(LIFTING.poses["rest"], stance=upright, touches=())
        drawn = strokes(replace(LIFTING, view=View.BACK), Shown(joints=posed(pose), pose="rest"))
        left, right = (stroke.x1 for stroke in drawn if stroke.fine)
        return abs(left - right)

    assert apart(-0.08) < apart(0.0) < apart(0.03)


# Arrows


@pytest.mark.parametrize("box", [(24, 8), (40, 16), (60, 24)])
def test_an_arrow_has_a_head_and_is_no_blob_at_any_size(box: tuple[int, int]) -> None:
    canvas = Canvas(*box, (0.0, 0.0, 1.6, 1.0), floor_line=False)
    shaft = Stroke(0.8, 0.2, 0.8, 0.5, LINE, Weight.PROP)
    plain, arrow = _dots(canvas.draw([shaft])), _dots(canvas.draw([replace(shaft, pointed=True)]))
    assert 3 <= arrow - plain <= 12


def test_fine_strokes_are_left_out_where_dots_are_few() -> None:
    fine = replace(bar(), fine=True)
    small, large = Canvas(16, 6, SQUARE, floor_line=False), Canvas(60, 24, SQUARE, floor_line=False)
    assert _dots(small.draw([fine])) == 0
    assert _dots(large.draw([fine])) == _dots(large.draw([bar()]))


# Characters


@pytest.mark.parametrize(
    ("encoding", "term", "cells"),
    [
        ("utf-8", "xterm-256color", BRAILLE),
        ("UTF-8", "", BRAILLE),
        ("utf-8", "linux", BLOCKS),
        ("cp437", "xterm", BLOCKS),
        ("ascii", "xterm", ASCII),
        ("iso-8859-1", "linux", ASCII),
        ("nonsense", "xterm", ASCII),
    ],
)
def test_the_finest_characters_are_chosen_that_can_be_shown(encoding: str, term: str, cells: Cells) -> None:
    assert fitting(encoding, term) is cells


def test_every_pattern_of_dots_has_its_own_character() -> None:
    for cells in (BRAILLE, BLOCKS, ASCII):
        assert len(set(cells.signs)) == len(cells.signs) == 2 ** (cells.across * cells.down)
    assert ASCII.signs.isascii()


def test_braille_has_its_dots_where_unicode_has_them() -> None:
    left_top = Canvas(1, 1, (0.0, 0.0, 1.0, 3.0), floor_line=False)
    dot = Stroke(0.0, 3.0, 0.0, 3.0, 0.0, Weight.PROP)
    assert left_top.draw([dot]) == ["⠁"]
    assert left_top.draw([Stroke(1.0, 0.0, 1.0, 0.0, 0.0, Weight.PROP)]) == ["⢀"]


# SVG


class Tags(HTMLParser):
    """Collects what a picture is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.keys: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.keys |= {key for key, _ in attrs}


def picture(title: str = "Bridge: rest", *, alone: bool = True) -> str:
    return svg(strokes(LIFTING, REST), extent(LIFTING), title, floor_line=True, alone=alone)


def test_a_picture_is_made_of_lines_only() -> None:
    tags = Tags(picture())
    assert set(tags.names) == {"svg", "title", "path"}
    assert not {key for key in tags.keys if key.startswith("on") or "href" in key or key == "style"}


def test_no_gap_is_left_within_a_chain_in_print() -> None:
    one, other = (replace(bar(), apart=0.0, y2=y, chain=1) for y in (0.5, 0.9))
    together = svg([one, other], SQUARE, "", floor_line=False)
    inks = re.findall(r'stroke="(#[0-9a-f]+)"', together)
    assert inks == [PAPER, PAPER, INK[Weight.WORK], INK[Weight.WORK]]
    apart = re.findall(r'stroke="(#[0-9a-f]+)"', svg([one, replace(other, chain=2)], SQUARE, "", floor_line=False))
    assert apart == [PAPER, INK[Weight.WORK]] * 2


def test_what_works_is_much_darker_in_print_than_what_does_not() -> None:
    dark = {
        weight: sum(int(ink[at], 16) for at in range(1, len(ink), 2 if len(ink) == 7 else 1))
        for weight, ink in INK.items()
    }
    assert dark[Weight.WORK] + 15 <= dark[Weight.NEAR] < dark[Weight.FAR] - 9


def test_an_arrow_has_its_head_in_print_too() -> None:
    shaft = Stroke(0.0, 0.5, 1.0, 0.5, LINE, Weight.PROP)
    plain, arrow = (svg([one], SQUARE, "", floor_line=False) for one in (shaft, replace(shaft, pointed=True)))
    assert arrow.count("<path") == plain.count("<path") + 2


def test_a_picture_has_a_name_for_who_cannot_see_it() -> None:
    assert 'role="img" aria-label="Bridge: rest"><title>Bridge: rest</title>' in picture()


@pytest.mark.parametrize("title", ['"><script>alert(1)</script>', "\x1b[31m\u202e & <b>"])
def test_a_name_is_never_markup(title: str) -> None:
    drawn = picture(title)
    assert set(Tags(drawn).names) == {"svg", "title", "path"}
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn


def test_a_picture_on_a_page_names_no_address() -> None:
    assert "http" in picture()
    assert "http" not in picture(alone=False)


def test_a_picture_has_every_stroke_within_its_frame() -> None:
    drawn = picture()
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn)
    assert size is not None
    wide, high = map(int, size.groups())
    points = [tuple(map(float, pair)) for pair in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", drawn)]
    assert len(points) > 20
    assert all(-1 <= x <= wide + 1 and -1 <= y <= high + 1 for x, y in points)
