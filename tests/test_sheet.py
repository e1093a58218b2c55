"""The history as CSV: what a spreadsheet reads, and that no cell of a person's text is a formula in any."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, steady
from tests.home import Home, named, shipped
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.course import Status
from trainer.core.log import ActivityLog, Remembered
from trainer.core.text import is_hostile
from trainer.exchange import sheet
from trainer.exchange.answers import Asked
from trainer.late import Entry, remember

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("=+-@\t\r\n ;|,\"'＝＋－＠﹢\u200b\u00a0\ufeff1a")), max_size=12
)


def walk(note: str = "", name: str = "Walking") -> Remembered:
    what = ActivityLog(activity="walk", name=name, seconds=1230.0, exertion=5, note=note)
    return Remembered(id="w", at=NOVEMBER, what=what)


def rows(*values: Remembered | Asked, delimiter: str = ",") -> list[dict[str, str]]:
    text = sheet.history(values).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_bout_is_a_row_of_its_numbers() -> None:
    assert sheet.history([walk('dry, "warm"')]) == (
        b"date,time,kind,name,minutes,work_seconds,done,planned,left_out,stopped,hurt_later,exertion,pain,helpful,symptoms,note,id\r\n"
        b'2026-11-20,07:10,activity,Walking,20,,,,,,,5,,,,"dry, ""warm""",w\r\n'
    )


def test_a_session_says_what_was_left_out_and_how_long_it_took(home: Home) -> None:
    entry = Entry(
        thing=named("back-pain-stretches"),
        at=NOVEMBER - timedelta(days=1),
        without=("hamstring-stretch-leg-raise", "bridge"),
    )
    [row] = rows(remember(home.coach(), entry))
    assert (row["kind"], row["name"], row["date"]) == ("session", "Back pain stretches", "2026-11-19")
    assert (row["done"], row["planned"]) == ("3", "5")
    assert row["left_out"] == "Hamstring stretch, leg raised; Bridge"
    assert 2 <= int(row["minutes"]) <= 10
    assert int(row["work_seconds"]) > 60
    assert row["stopped"] == row["pain"] == row["exertion"] == row["helpful"] == ""


def test_a_check_in_has_its_pain_and_symptoms() -> None:
    told = CheckIn(at=NOVEMBER, pain=0, symptoms=frozenset({Symptom.SPASM, Symptom.OTHER}))
    [row] = rows(Asked(id="c", at=NOVEMBER, told=told))
    assert (row["kind"], row["pain"], row["symptoms"], row["minutes"]) == ("check-in", "0", "other, spasm", "")


def test_nothing_is_the_names_of_the_columns() -> None:
    assert sheet.history([]) == ",".join(sheet.COLUMNS).encode() + b"\r\n"


def test_letters_are_utf_8_and_a_note_may_have_lines() -> None:
    [row] = rows(walk("grün\n静か 🚶"))
    assert row["note"] == "grün\n静か 🚶"


@pytest.mark.parametrize("status", list(Status))
def test_each_status_has_its_place(home: Home, status: Status) -> None:
    one = remember(home.coach(), Entry(thing=named("bridge"), at=NOVEMBER - timedelta(days=1)))
    what = one.what
    assert not isinstance(what, ActivityLog)
    item = replace(what.items[0], status=status)
    [row] = rows(replace(one, what=replace(what, items=(item,))))
    out = {Status.SKIPPED, Status.LEFT}
    assert row["done"] == ("1" if status is Status.DONE else "0")
    assert row["left_out"] == ("Bridge" if status in out else "")
    assert row["stopped"] == ("Bridge" if status is Status.STOPPED else "")


# No formulas


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "'\n'=1"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠A", "'＠A"),
        ("\x1b=1", "'=1"),
        ("a;=1", "a;'=1"),
        ("a\n@x", "a\n'@x"),
        ("well; -)", "well; -)"),
        ("all well", "all well"),
        ("5 = 5", "5 = 5"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_what_would_be_a_formula_has_an_apostrophe(text: str, cell: str) -> None:
    assert sheet.harmless(text) == cell
    [row] = rows(walk(text, f"{text}"))
    assert (row["note"], row["name"]) == (cell, cell)


@given(TEXTS)
@steady
def test_no_text_begins_a_formula_or_steers_a_terminal(text: str) -> None:
    [row] = rows(walk(text))
    seen = row["note"].lstrip("\u200b\u00a0 \n")
    assert unicodedata.normalize("NFKC", seen)[:1] not in set("=+-@")
    assert not any(is_hostile(char) for char in row["note"])
    assert (row["minutes"], row["exertion"], row["id"]) == ("20", "5", "w")


@given(TEXTS)
@steady
def test_no_cell_begins_a_formula_where_semicolons_part_them(text: str) -> None:
    data = sheet.history([walk(text)]).decode()
    for line in data.splitlines()[1:]:
        for cell in line.split(";"):
            assert cell.strip(' "')[:1] not in set("=+@")


def test_every_shipped_name_stays_as_it_is() -> None:
    names = [one.name for one in shipped().exercises.values()]
    assert [sheet.harmless(name) for name in names] == names
