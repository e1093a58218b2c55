"""Drawing: strokes fill their box whatever its size, in every kind of characters, and as SVG that does nothing."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures import LIFT
from trainer.core.figure import Shown, View, posed
from trainer.drawing.canvas import ASCII, BLOCKS, BRAILLE, LEAST, Canvas, Cells, fitting
from trainer.drawing.strokes import Stroke, Weight, extent, reach, strokes
from trainer.drawing.svg import svg
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
