"""The page: whole and closed in itself, nothing from people becomes markup, and its numbers are the account's."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from tests.report.lives import CLEANED, NOTES, Life, Reader, flare_up, quiet, week
from trainer.core.plan import monday_of
from trainer.core.text import find_hostile
from trainer.report.facts import Report
from trainer.report.gather import gather
from trainer.report.markup import joined, tag, theirs
from trainer.report.page import POLICY, page
from trainer.report.style import SHEET

PAPER = ("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "h1", "h2")
TEXT = ("p", "div", "span", "dl", "dt", "dd", "ul", "li", "time", "bdi", "strong", "small", "figure", "figcaption")
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
CHART = ("svg", "title", "desc", "rect", "line", "polyline", "circle", "path", "text")
ALLOWED = frozenset((*PAPER, *TEXT, *TABLE, *CHART))
"""Every element the page is made of; none of them runs, loads or sends anything."""


def report(life: Life, since: date | None = None) -> Report:
    coach = life.coach()
    until = life.clock.now().date()
    return gather(coach, monday_of(since or until - timedelta(days=18)), until)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(flare_up(tmp_path_factory.mktemp("life")))


@pytest.fixture(scope="module")
def read(told: Report) -> Reader:
    return Reader(page(told))


# Closed in itself


def test_it_is_made_of_elements_that_do_nothing(read: Reader) -> None:
    assert {name for name, _ in read.elements} <= ALLOWED


def test_no_element_acts_or_refers_to_anything(read: Reader) -> None:
    names = {name for _, attributes in read.elements for name in attributes}
    assert {name for name in names if name.startswith("on")} == set()
    assert names & {"href", "src", "srcset", "action", "style", "xlink:href", "data", "background", "poster"} == set()


def test_nothing_is_fetched(told: Report) -> None:
    whole = page(told).casefold()
    assert [word for word in ("http:", "https:", "url(", "@import", "javascript:", "//") if word in whole] == []


def test_the_browser_is_told_to_allow_nothing_but_the_style(read: Reader) -> None:
    [policy] = [one for one in read.all("meta") if "http-equiv" in one]
    assert policy == {"http-equiv": "Content-Security-Policy", "content": POLICY}
    assert POLICY.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_it_says_its_letters_and_language_before_anything_else(told: Report) -> None:
    whole = page(told)
    assert whole.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')


# Readable by everybody


def test_headings_go_down_without_a_gap(read: Reader) -> None:
    levels = [name for name, _ in read.elements if re.fullmatch(r"h\d", name)]
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}


def test_each_column_and_row_of_a_table_has_its_head(read: Reader) -> None:
    scopes = {one.get("scope") for one in read.all("th")}
    assert scopes == {"col", "row"}
    assert all("aria-label" in one for one in read.all("table"))


def test_each_chart_has_a_title_and_a_description(told: Report, read: Reader) -> None:
    charts = [one for one in read.all("svg") if one.get("role") == "img"]
    ids = {one["id"] for _, one in read.elements if "id" in one}
    assert len(charts) == 2
    for one in charts:
        assert set((one["aria-labelledby"] or "").split()) <= ids
    described = [text for element, text in read.texts if element == "desc"]
    assert len(described) == 2
    assert described[1].startswith("Pain was told on 18 days: between 3 and 8 of 10. 2 stops for what was felt.")
    assert all(one.get("aria-hidden") == "true" for one in read.all("svg") if one not in charts)


def test_ids_are_there_once(read: Reader) -> None:
    ids = [one["id"] for _, one in read.elements if "id" in one]
    assert len(ids) == len(set(ids))


def test_the_style_prints_on_paper_and_shows_in_the_dark() -> None:
    for needed in ("@page", "@media print", "prefers-color-scheme: dark", "break-inside: avoid", "table-header-group"):
        assert needed in SHEET
    assert SHEET.count("{") == SHEET.count("}")


# What people wrote


def test_a_note_is_shown_word_for_word_and_harmless(read: Reader) -> None:
    assert CLEANED in read.said
    assert "script" not in {name for name, _ in read.elements}


def test_every_note_is_there_with_its_day(told: Report, read: Reader) -> None:
    said = read.said
    for note in (text for day, text in NOTES.items() if day):
        assert " ".join(note.split()) in said
    assert len(told.notes) == len(NOTES)


def test_notes_run_the_way_their_script_does(read: Reader) -> None:
    assert {one.get("dir") for one in read.all("bdi")} == {"auto"}


def test_nothing_hostile_is_on_the_page(told: Report) -> None:
    assert find_hostile(page(told)) is None


@steady
@given(st.text())
def test_whatever_a_person_writes_stays_text(said: str) -> None:
    read = Reader(tag("p", said, theirs(said), title=said))
    assert [name for name, _ in read.elements] == ["p", "bdi"]
    assert find_hostile("".join(text for _, text in read.texts)) is None


def test_markup_is_not_escaped_twice() -> None:
    assert joined(tag("b", "a & b"), "<") == "<b>a &amp; b</b>&lt;"


# The numbers


def test_the_weeks_are_those_of_the_account(told: Report, read: Reader) -> None:
    rows = [one for one in told.account.weeks if one.planned]
    assert rows
    for one in rows:
        assert f"{one.sessions.done} of {one.sessions.planned}" in read.said
        assert f"{one.stretch.done} of {one.stretch.planned}" in read.said
        assert f"{one.activity.done} of {one.activity.planned}" in read.said


def test_the_chart_has_a_bar_for_each_active_day_and_a_dot_for_each_pain(told: Report, read: Reader) -> None:
    days = told.account.days
    assert len(read.all("circle")) == sum(day.pain is not None for day in days)
    short = [one for one in read.all("rect") if one.get("class") == "bar short"]
    assert len(short) == sum(0 < day.minutes < 30 for day in days)


def test_stops_and_the_flare_up_are_marked(told: Report, read: Reader) -> None:
    days = [day for day in told.account.days if day.stops or day.flare_up]
    assert [(day.date.day, len(day.stops), day.flare_up) for day in days] == [
        (6, 1, False),
        (7, 0, True),
        (15, 1, False),
    ]
    assert len([one for one in read.all("path") if one.get("class") == "sign"]) == 3
    assert len([one for one in read.all("line") if one.get("class") == "mark"]) == 3


def test_it_says_what_is_set_aside_and_left_out(read: Reader) -> None:
    assert "Set aside: Bridge , pain" in read.said
    assert "Left out, knee pain: Child's pose" in read.said
    assert "Left out, arching hurts: Prone press-up" in read.said


def test_the_five_handouts_are_named_and_what_is_ours(told: Report, read: Reader) -> None:
    assert len(told.sources) == 5
    for one in told.sources:
        assert f"{one.letter} {one.title}" in read.said
    assert "Ours, in no handout" in read.said
    assert "never a diagnosis" in read.said


def test_one_session_alone_makes_a_page(tmp_path: Path) -> None:
    life = quiet(tmp_path)
    read = Reader(page(report(life, life.clock.now().date())))
    assert "Trained on 1 of 5 days (1 session). No session was planned." in read.said
    assert "Nothing was stopped for what was felt." in read.said


def test_what_is_still_planned_this_week_does_not_count_as_missed(tmp_path: Path) -> None:
    life = week(tmp_path)
    read = Reader(page(report(life, life.clock.now().date())))
    assert "Of 3 days with a planned session, 3 were kept." in read.said
    assert "so far" in read.said
    assert [one for one in read.all("rect") if one.get("class") == "hollow"] == []


def test_the_same_facts_make_the_same_page(told: Report, tmp_path: Path) -> None:
    assert page(told) == page(told)
    one, other = quiet(tmp_path / "a"), quiet(tmp_path / "b")
    day = one.clock.now().date()
    assert page(report(one, day)) == page(report(other, day))
