"""Text from outside: what is hostile, what is taken out, which names are the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.text import clean, find_hostile, fold, is_hostile

HOSTILE = [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u061c",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2028",
    "\ufeff",
    "\ud800",
]


@pytest.mark.parametrize("char", HOSTILE)
def test_a_hostile_character_is_named_and_taken_out(char: str) -> None:
    assert is_hostile(char)
    assert find_hostile(f"a{char}b") == f"U+{ord(char):04X}"
    assert clean(f"a{char}b") == "ab"


@pytest.mark.parametrize("text", ["Knee to chest", "Übung – 15 × 2", "膝を胸に", "🧘", "a\u00a0b", "e\u0301", ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert find_hostile(text, newlines=False) is None
    assert clean(text, newlines=False) == text


def test_newlines_stay_where_they_may_stand() -> None:
    assert find_hostile("a\nb") is None
    assert find_hostile("a\nb", newlines=False) == "U+000A"
    assert clean("a\r\nb\rc\nd") == "a\nb\nc\nd"
    assert clean("a\r\nb\rc\nd", newlines=False) == "a b c d"


def test_tabs_become_spaces() -> None:
    assert clean("a\tb") == "a b"


def test_an_escape_sequence_loses_its_power() -> None:
    assert clean("\x1b]52;c;aGk=\x07\x1b[2Jhi") == "]52;c;aGk=[2Jhi"


@given(st.text(), st.booleans())
def test_clean_text_holds_nothing_hostile_and_cleaning_again_changes_nothing(text: str, newlines: bool) -> None:
    cleaned = clean(text, newlines=newlines)
    assert find_hostile(cleaned, newlines=newlines) is None
    assert clean(cleaned, newlines=newlines) == cleaned


@given(st.text())
def test_no_control_character_comes_through(text: str) -> None:
    assert not {unicodedata.category(char) for char in clean(text, newlines=False)} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    "name", ["Child's pose", "CHILD’S POSE", "childs-pose", " childs  pose ", "child`s_pose", "Ｃhild's pose"]
)
def test_one_name_written_in_many_ways_folds_to_one(name: str) -> None:
    assert fold(name) == "childs pose"


def test_different_names_stay_different() -> None:
    assert len({fold(name) for name in ("Band row", "Band rows", "Bandrow", "Press-up", "Push-up")}) == 5


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
