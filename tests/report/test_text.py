"""The text: 72 columns whatever people write, and the same numbers as the page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from tests.report.lives import flare_up, quiet
from trainer.core.plan import monday_of
from trainer.core.text import clean, find_hostile
from trainer.report.columns import WIDE, padded, width, wrapped
from trainer.report.facts import Report
from trainer.report.gather import gather
from trainer.report.text import text


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Report:
    life = flare_up(tmp_path_factory.mktemp("life"))
    until = life.clock.now().date()
    return gather(life.coach(), monday_of(until - timedelta(days=18)), until)


def test_no_line_is_wider_than_a_mail(told: Report) -> None:
    lines = text(told).splitlines()
    assert [line for line in lines if width(line) > WIDE] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_no_line_steers_anything(told: Report) -> None:
    assert [line for line in text(told).splitlines() if find_hostile(line)] == []


def test_only_plain_signs_are_drawn(told: Report) -> None:
    assert set(text(told)) & set("─│┌┐└┘├┤█▓▒░▲◆●■□↔") == set()


def test_a_day_says_pain_session_and_minutes(told: Report) -> None:
    lines = text(told).splitlines()
    assert "Thu 5 Nov          4  S            45  ######===" in lines
    assert "Fri 6 Nov          6  S    !        0" in lines
    assert "Sat 7 Nov          8  x    *       20  ####" in lines
    assert "Mon 9 Nov          6  x             0" in lines


def test_a_week_says_done_of_planned(told: Report) -> None:
    first = told.account.weeks[0]
    [line] = [line for line in text(told).splitlines() if line.startswith("2 – 8 Nov")]
    assert line.split()[4:] == [
        "5",
        f"{first.sessions.done}/{first.sessions.planned}",
        "######..",
        f"{first.stretch.done}/{first.stretch.planned}",
        f"{first.strengthen.done}/{first.strengthen.planned}",
        f"{first.activity.done}/{first.activity.planned}",
        str(first.active),
    ]


def test_an_exercise_says_its_dosage_and_where_it_is_from(told: Report) -> None:
    whole = " ".join(text(told).split())
    assert (
        "Bridge: once, stopped once, found helpful: helps a lot now 10 × 3 s, of 10 × 3–5 s [C], step 1 of 3" in whole
    )
    assert "C Back Pain Exercises and Stretches" in whole


def test_one_session_alone_makes_a_text(tmp_path: Path) -> None:
    life = quiet(tmp_path)
    until = life.clock.now().date()
    lines = text(gather(life.coach(), monday_of(until), until)).splitlines()
    assert "Bridge: once" in lines
    assert "No week is planned now." in lines


@steady
@given(st.text(), st.text(max_size=20).map(lambda said: clean(said, newlines=False)))
def test_text_is_wrapped_and_none_of_it_lost(said: str, first: str) -> None:
    begins = padded(first, 20)
    lines = list(wrapped(said, first=begins))
    assert max(map(width, lines)) <= WIDE
    kept = "".join("".join(lines).split())
    assert kept == "".join((begins + clean(said, newlines=False)).split())


@steady
@given(st.text().map(lambda said: clean(said, newlines=False)), st.integers(4, 40))
def test_what_is_padded_has_its_width(said: str, columns: int) -> None:
    assert width(padded(said, columns)) == columns


def test_wide_letters_take_two_columns_and_marks_none() -> None:
    assert (width("abc"), width("今天"), width("é"), width("👩‍🦽")) == (3, 4, 1, 4)
