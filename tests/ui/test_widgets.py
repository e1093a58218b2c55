"""The small parts: digits that fit their box, names that collide with none of Textual's, sheets that name widgets."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import textwrap
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

import trainer.ui
from tests.fakes import steady
from trainer import wording
from trainer.ui.widgets.digits import LARGEST, draw, fit, rows_of
from trainer.ui.widgets.marks import hang, line

BOXES = st.tuples(st.integers(1, 220), st.integers(1, 70))
TIMES = st.integers(0, 2 * 3600).map(wording.countdown)


def drawn_size(text: str, scale: int) -> tuple[int, int]:
    """Return the columns and rows a number takes, gaps between its characters included."""
    glyphs = [draw(char, scale) for char in text]
    assert len({len(rows) for rows in glyphs}) == 1
    assert all(len(set(map(len, rows))) == 1 for rows in glyphs)
    return sum(len(rows[0]) for rows in glyphs) + max(1, scale) * (len(text) - 1), len(glyphs[0])


@steady
@given(TIMES, BOXES)
def test_digits_never_leave_their_box_and_are_as_large_as_it_allows(text: str, box: tuple[int, int]) -> None:
    scale = fit(text, *box)
    if scale:
        columns, rows = drawn_size(text, scale)
        assert columns <= box[0]
        assert rows <= box[1]
        assert rows == rows_of(scale)
    if scale < LARGEST:
        wider, taller = drawn_size(text, scale + 1)
        assert wider > box[0] or taller > box[1] or (scale + 1) * 5 > box[1] * 2


@pytest.mark.parametrize("text", ["0", "9", "10", "59", "1:00", "9:59", "10:00", "99:59", "120:00"])
def test_digits_have_three_rows_or_more_wherever_there_is_room_for_three(text: str) -> None:
    columns, rows = drawn_size(text, fit(text, 38, 3))
    assert rows >= 3
    assert columns <= 38


@pytest.mark.parametrize("scale", range(1, LARGEST + 1))
def test_no_two_digits_look_the_same(scale: int) -> None:
    assert len({tuple(draw(char, scale)) for char in "0123456789:"}) == 11


def test_where_nothing_larger_fits_digits_are_letters() -> None:
    assert fit("25", 3, 3) == 0
    assert [draw(char, 0) for char in "25"] == [["2"], ["5"]]


def test_every_time_there_can_be_has_a_drawing() -> None:
    for seconds in range(2 * 3600 + 1):
        for char in set(wording.countdown(seconds)):
            assert draw(char, 1)


@steady
@given(
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60),
    st.text("ab", max_size=9),
    st.integers(0, 80),
)
def test_a_line_with_two_ends_keeps_the_right_one_whole(left: str, right: str, width: int) -> None:
    shown = line(Content(left), Content(right), width).plain
    assert shown.endswith(right)
    assert len(shown) == max(width, len(right) + 1)


@steady
@given(st.lists(st.text("abc", min_size=1, max_size=10), max_size=30).map(" ".join), st.integers(12, 60))
def test_a_hanging_text_keeps_its_words_and_its_width(text: str, width: int) -> None:
    shown = hang("1 ", Content(text), width).plain.split("\n")
    assert " ".join(" ".join(row[2:] for row in shown).split()) == " ".join(text.split())
    assert all(len(row) <= width for row in shown)
    assert all(row.startswith("  ") for row in shown[1:])


# Names


def ui_classes() -> list[type]:
    """Return every class of the screens that is built on one of Textual's."""
    modules = [import_module(one.name) for one in pkgutil.walk_packages(trainer.ui.__path__, "trainer.ui.")]
    classes = [cls for module in modules for cls in vars(module).values() if inspect.isclass(cls)]
    ours = dict.fromkeys(cls for cls in classes if cls.__module__.startswith("trainer.ui."))
    return [cls for cls in ours if any(base.__module__.startswith("textual.") for base in cls.__mro__)]


def private_names(cls: type) -> set[str]:
    """Return the private attributes and methods that a class's own text sets."""
    [body] = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(body, ast.ClassDef)
    methods = {one.name for one in body.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    targets = [
        target
        for node in ast.walk(body)
        for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"
    ]
    return {name for name in methods | {t.attr for t in targets} if name.startswith("_") and not name.startswith("__")}


@pytest.mark.parametrize("cls", ui_classes(), ids=lambda cls: cls.__name__)
def test_no_private_name_of_ours_is_one_of_textuals(cls: type) -> None:
    """Setting `_closed` on a screen once left it deaf: a session that a key ended hung for ever."""
    theirs = [base for base in cls.__mro__ if base.__module__.startswith("textual.")]
    taken = {name for base in theirs for name in (*vars(base), *re.findall(r"self\.(_\w+)", inspect.getsource(base)))}
    meant = {"_fatal_error"} if cls.__name__ == "TrainerApp" else set()
    assert private_names(cls) & taken == meant


def bindings_of(cls: type) -> list[Binding]:
    return [one for one in cls.__dict__.get("BINDINGS", ()) if isinstance(one, Binding)]


def test_every_key_of_a_screen_has_an_id_that_means_one_action() -> None:
    actions: dict[str, set[str]] = {}
    for cls in ui_classes():
        if issubclass(cls, Screen):
            for binding in bindings_of(cls):
                assert binding.id, f"{cls.__name__}: {binding.key}"
                actions.setdefault(binding.id, set()).add(binding.action)
    shared = {name: meanings for name, meanings in actions.items() if len(meanings) > 1}
    assert shared.keys() <= {"library.train"}
