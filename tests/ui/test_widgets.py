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
from trainer.ui.widgets.band import Moment, band, flank, squares
from trainer.ui.widgets.digits import Cut, draw, fit
from trainer.ui.widgets.how import fitted
from trainer.ui.widgets.letters import letters
from trainer.ui.widgets.marks import hang, line

BOXES = st.tuples(st.integers(1, 220), st.integers(1, 70))
TIMES = st.integers(0, 2 * 3600).map(wording.countdown)
CUTS = [fit("0", 200, rows) for rows in (3, 4, 5, 8, 12, 22, 45)]


def drawn_size(text: str, cut: Cut) -> tuple[int, int]:
    """Return the columns and rows a number takes, gaps between its characters included."""
    glyphs = [draw(char, cut) for char in text]
    assert len({len(rows) for rows in glyphs}) == 1
    assert all(len(set(map(len, rows))) == 1 for rows in glyphs)
    return sum(len(rows[0]) for rows in glyphs) + cut.gap * (len(text) - 1), len(glyphs[0])


@steady
@given(TIMES, BOXES)
def test_digits_never_leave_their_box(text: str, box: tuple[int, int]) -> None:
    cut = fit(text, *box)
    for one in () if cut is None else (cut, cut.thin):
        columns, rows = drawn_size(text, one)
        assert columns <= box[0]
        assert rows == one.rows <= box[1]


@steady
@given(TIMES, st.integers(1, 219), st.integers(1, 69))
def test_digits_never_shrink_where_there_is_more_room(text: str, width: int, height: int) -> None:
    small, large = fit(text, width, height), fit(text, width + 1, height + 1)
    assert small is None or (large is not None and large.height >= small.height)


@pytest.mark.parametrize(("text", "box", "rows"), [("20", (42, 9), 9), ("5", (72, 22), 22), ("1:05", (36, 7), 7)])
def test_digits_are_as_high_as_their_box_where_they_are_not_too_wide(
    text: str, box: tuple[int, int], rows: int
) -> None:
    cut = fit(text, *box)
    assert cut is not None
    assert cut.rows == rows


@pytest.mark.parametrize("text", ["0", "9", "10", "59", "1:00", "9:59", "10:00", "99:59", "120:00"])
def test_digits_have_three_rows_or_more_wherever_there_is_room_for_three(text: str) -> None:
    cut = fit(text, 38, 3)
    assert cut is not None
    columns, rows = drawn_size(text, cut)
    assert rows >= 3
    assert columns <= 38


@pytest.mark.parametrize("cut", CUTS)
def test_no_two_digits_look_the_same_thick_or_thin(cut: Cut) -> None:
    for one in (cut, cut.thin):
        assert len({tuple(draw(char, one)) for char in "0123456789"}) == 10


@pytest.mark.parametrize("cut", CUTS[2:])
def test_thin_digits_are_thinner_in_the_same_place(cut: Cut) -> None:
    assert cut.thin.stroke < cut.stroke
    assert drawn_size("08:15", cut.thin) == drawn_size("08:15", cut)


def test_where_nothing_larger_fits_digits_are_letters() -> None:
    assert fit("25", 3, 3) is None
    assert [draw(char, None) for char in "25"] == [["2"], ["5"]]


def test_every_time_there_can_be_has_a_drawing() -> None:
    for seconds in range(2 * 3600 + 1):
        for char in set(wording.countdown(seconds)):
            assert draw(char, CUTS[0])


# Letters and the band


@pytest.mark.parametrize("word", [*wording.PHASES.values(), "PAUSED", "STOPPED", "LEFT", "RIGHT", "10/12"])
def test_every_word_of_a_session_can_be_written_large(word: str) -> None:
    for scale, rows in ((1, 3), (2, 5)):
        drawn = letters(word, scale)
        assert len(drawn) == rows
        assert len({len(row) for row in drawn}) == 1


def test_a_word_with_a_sign_that_is_not_drawn_stays_text() -> None:
    assert letters("ÜBER") == []
    said = Moment(word="ÜBER", side="LEFT", at=2, of=3)
    assert str(band(said, 40, 1)).split("\n")[1].split() == ["ÜBER", "LEFT", "2", "of", "3"]


def test_no_two_letters_look_the_same() -> None:
    assert len({tuple(letters(char)) for char in "ABCDEFGHIJKLMNPQRSTUVWXYZ"}) == 25


@pytest.mark.parametrize("width", [20, 38, 60, 78, 116, 196])
@pytest.mark.parametrize("side", ["", "LEFT", "RIGHT"])
@pytest.mark.parametrize("word", ["GET READY", "KEEP GOING", "HOLD"])
def test_the_band_keeps_to_its_width(word: str, side: str, width: int) -> None:
    for scale in (0, 1, 2):
        written = str(band(Moment(word=word, side=side, at=10, of=12, extra="set 1"), width, scale))
        assert all(len(row) <= max(width, len(f"{word}   {side}")) for row in written.split("\n"))


def test_the_repetitions_are_counted_in_squares_behind_the_words() -> None:
    said = Moment(word="HOLD", side="LEFT", at=2, of=3)
    assert squares(said) == ["■■□"]
    assert str(flank(said, side=True)).split("\n")[-1] == "■■□"
    assert squares(Moment(word="HOLD", side="", at=20, of=30)) == []


# How it is done


def test_a_text_that_does_not_fit_says_that_there_is_more_and_which_key_shows_it() -> None:
    text = Content("\n".join("abcdef"))
    assert str(fitted(text, 20, 6)) == str(text)
    cut = str(fitted(text, 20, 4)).split("\n")
    assert cut[:3] == ["a", "b", "c"]
    assert cut[3].strip() == "… more  i how"


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


MEANT = {
    "TrainerApp": {"_fatal_error", "_filters"},
    "LineDriver": {"_file", "_sigcont_application"},
    "ThriftyDriver": {"_get_terminal_size"},
    "SessionScreen": {"_update_timer", "_dirty_widgets"},
}
"""What is set in place of Textual's own."""


@pytest.mark.parametrize("cls", ui_classes(), ids=lambda cls: cls.__name__)
def test_no_private_name_of_ours_is_one_of_textuals(cls: type) -> None:
    """Setting `_closed` on a screen once left it deaf: a session that a key ended hung for ever."""
    theirs = [base for base in cls.__mro__ if base.__module__.startswith("textual.")]
    taken = {name for base in theirs for name in (*vars(base), *re.findall(r"self\.(_\w+)", inspect.getsource(base)))}
    assert private_names(cls) & taken == MEANT.get(cls.__name__, set())


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
    assert shared.keys() <= {
        "library.train",
        "progress.edit",
        "progress.hurt",
        "progress.remove",
    }  # on the page, and open
