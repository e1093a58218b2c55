"""The leaflet: figures, today's numbers and boxes; closed in itself; what is closed is left out and named."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.home import Home, named, shipped
from tests.report.lives import Reader
from tests.shell import Shell
from tests.test_gallery import CALF, own
from trainer import wording
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.dosage import Dosage, Range
from trainer.core.exercise import Caution, Exercise, Instruction, Kind, Level
from trainer.core.figure import telling
from trainer.errors import ClosedError, RefusedError
from trainer.gallery import Gallery
from trainer.leaflet.facts import Leaflet
from trainer.leaflet.gather import gather
from trainer.leaflet.page import page
from trainer.leaflet.style import SHEET
from trainer.report.page import POLICY
from trainer.resources import library_path

PAPER = ("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "article", "h1", "h2")
TEXT = ("p", "div", "span", "ul", "ol", "li", "bdi", "strong", "figure", "figcaption", "svg", "title", "path")
HOSTILE = "</title><script>alert('1')</script> \x1b[31mred \u202egnisrever"
NOWHERE = Path("/nowhere")


def made(home: Home, name: str, **told: object) -> Leaflet:
    """Gather a leaflet for somebody who told something."""
    coach = home.coach()
    if told:
        coach.care.tell(**told)
    return gather(coach, named(name), Gallery(library_path()))


def article(reader: Reader, name: str) -> str:
    """Return what a page says of one exercise."""
    _, _, rest = reader.said.partition(name)
    return rest.partition("Sun")[0]


# Closed in itself


@pytest.mark.parametrize("name", [*shipped().routines, *shipped().exercises])
def test_every_routine_and_exercise_has_a_leaflet_that_does_nothing(home: Home, name: str) -> None:
    told = page(made(home, name))
    read = Reader(told)
    assert {element for element, _ in read.elements} <= {*PAPER, *TEXT}
    keys = {key for _, attributes in read.elements for key in attributes}
    assert {key for key in keys if key.startswith("on")} == set()
    assert keys & {"href", "src", "srcset", "action", "style", "xlink:href", "data", "background"} == set()
    assert [word for word in ("http:", "https:", "url(", "@import", "javascript:") if word in told.casefold()] == []


def test_the_browser_is_told_to_allow_nothing_but_the_style(home: Home) -> None:
    [policy] = [one for one in Reader(page(made(home, "bridge"))).all("meta") if "http-equiv" in one]
    assert policy == {"http-equiv": "Content-Security-Policy", "content": POLICY}


def test_no_exercise_is_parted_over_two_pages_and_any_paper_will_do() -> None:
    assert re.search(r"article \{[^}]*break-inside: avoid", SHEET)
    assert re.search(r"footer \{[^}]*break-inside: avoid", SHEET)
    assert "@page { margin" in SHEET
    assert "size:" not in SHEET.partition("@page")[2].partition("}")[0]
    assert SHEET.count("{") == SHEET.count("}")


def test_headings_go_down_without_a_gap(home: Home) -> None:
    read = Reader(page(made(home, "back-pain-stretches")))
    assert [name for name, _ in read.elements if re.fullmatch(r"h\d", name)] == ["h1", *["h2"] * 5]


def test_what_an_own_exercise_says_is_never_markup(home: Home) -> None:
    one = Exercise(
        **{
            **{field: getattr(named("bridge"), field) for field in ("id", "counts", "regions", "positions")},
            "name": HOSTILE[:80],
            "kind": Kind.STRETCH,
            "handouts": (),
            "own": True,
            "steps": (Instruction(text=HOSTILE, handouts=()),),
            "dosages": (Dosage(stated=False, hold=Range(5), repetitions=Range(2), label=HOSTILE),),
            "cautions": (Caution(level=Level.FORM, text=HOSTILE, when=HOSTILE),),
        }
    )
    told = page(gather(home.coach(), one, Gallery(library_path())))
    assert {element for element, _ in Reader(told).elements} <= {*PAPER, *TEXT}
    assert not {"\x1b", "\u202e"} & set(told)


# What it says


def test_it_names_routine_handout_and_day(home: Home) -> None:
    said = Reader(page(made(home, "back-pain-stretches"))).said
    assert said.count("Back pain stretches") == 2  # the head's title, and the heading
    assert "From Back Pain Exercises and Stretches, Bone Health (www.orthopaedics.win)." in said
    assert "The handout asks for this order." in said
    assert "Today's numbers are those of Fri 20 Nov 2026." in said


@pytest.mark.parametrize("name", shipped().routines)
def test_every_exercise_has_its_steps_its_dosage_and_its_cautions(home: Home, name: str) -> None:
    leaflet = made(home, name)
    read = Reader(page(leaflet))
    offers = home.coach().offer(named(name))
    assert [entry.name for entry in leaflet.entries] == [offer.exercise.name for offer in offers]
    for offer in offers:
        said = article(read, f" {offer.exercise.name} ")
        assert f"Today: {wording.prescription(offer.prescription)}" in said
        assert all(step.text in said for step in offer.exercise.steps)
        assert all(wording.caution(caution) in said for caution in offer.exercise.cautions)
        assert wording.things(offer.exercise.equipment) in said


def test_the_handout_s_range_stands_beside_today_s_numbers(home: Home) -> None:
    said = article(Reader(page(made(home, "healthy-upper-back"))), "Neck and upper back stretch")
    assert "Today: 2 × 15 s In the handout: 2–4 × 15–30 s [B]" in said


def test_today_s_numbers_are_those_of_the_way_so_far(home: Home) -> None:
    one = named("back-pain-stretches")
    for _ in range(2):
        run = home.coach().begin(one)
        run.do(run.session.start)
        home.finish(run)
        home.clock.advance(86400)
    said = article(Reader(page(made(home, "back-pain-stretches"))), "Knee to chest")
    assert "Today: 4 × 10 s, each side in turn; then both knees 3 × 10 s" in said
    assert "In the handout: 3–5 × 10 s, each side in turn; then both knees 3–5 × 10 s" in said


def test_what_is_ours_is_marked_and_what_is_a_handout_s_has_its_letter(home: Home) -> None:
    leaflet = made(home, "help-your-back")
    said = article(Reader(page(leaflet)), "Wall slide")
    assert "In all: 5 × 5 s [ours]" in said
    assert [leaflet.letter(one.id) for one in leaflet.sources] == ["A", "B"]
    assert leaflet.letter("no-such-handout") == ""


def test_a_single_exercise_has_all_its_dosages(home: Home) -> None:
    said = Reader(page(made(home, "open-books"))).said
    assert "Moving: Today: 10 times, each side" in said
    assert "Held: Today: 5 × 30 s, each side" in said


def test_the_end_says_what_it_is_and_where_it_is_from(home: Home) -> None:
    said = Reader(page(made(home, "back-stretches"))).said
    assert wording.DISCLAIMER in said
    assert "Sources: A Back Stretches: Exercises, Healthwise, 2018-09-20" in said
    assert "The figures are ours, drawn from the handouts' descriptions." in said


# Boxes


@pytest.mark.parametrize(
    ("name", "boxes"), [("bridge", 1), ("relax-and-rest", 3)], ids=["not stated", "two or three times a day"]
)
def test_there_is_a_box_for_each_time_of_each_day(home: Home, name: str, boxes: int) -> None:
    leaflet = made(home, name)
    assert max(dose.times for dose in leaflet.entries[0].doses) == boxes
    week = page(leaflet).partition('class="week"')[2].partition("</ul>")[0]
    assert re.findall(r"<li>(\w+)", week) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert week.count("<span></span>") == 7 * boxes


def test_hourly_exercises_do_not_fill_the_page_with_boxes(home: Home) -> None:
    leaflet = made(home, "bridge")
    entry = leaflet.entries[0]
    hourly = replace(leaflet, entries=(replace(entry, doses=(replace(entry.doses[0], times=24),)),))
    assert page(hourly).partition('class="week"')[2].count("<span></span>") == 7 * 6


# Figures


@pytest.mark.parametrize("name", shipped().exercises)
def test_start_and_end_of_every_part_and_form_are_shown(home: Home, name: str) -> None:
    one = Gallery(library_path()).figure(name)
    exercise = named(name)
    assert one is not None
    assert isinstance(exercise, Exercise)
    wanted = {pose for dosage in exercise.dosages for pose in telling(one.movement(1, dosage.label))}
    wanted |= {pose for dosage in exercise.dosages if dosage.then for pose in telling(one.movement(2, dosage.label))}
    pictures = Reader(page(made(home, name))).all("svg")
    assert len(pictures) == len(wanted)
    assert all((picture["aria-label"] or "").startswith(exercise.name) for picture in pictures)


def test_a_missing_figure_leaves_its_place_to_the_text(home: Home) -> None:
    leaflet = gather(home.coach(), named("back-pain-stretches"), Gallery(NOWHERE))
    read = Reader(page(leaflet))
    assert read.all("svg") == []
    assert "drawn" not in {one.get("class") for one in read.all("article")}
    assert "Lie on your back" in read.said


# What is closed


def test_what_is_closed_is_left_out_and_named_with_its_reason(home: Home) -> None:
    leaflet = made(home, "upper-back-programme", knee_pain=True)
    said = Reader(page(leaflet)).said
    assert "Child's pose" not in [entry.name for entry in leaflet.entries]
    _, _, end = said.partition("Left out for now")
    assert end.strip().startswith("Child's pose : closed: knee pain – Healthy Upper Back: Exercises.")


def test_what_is_closed_alone_has_no_leaflet(home: Home) -> None:
    with pytest.raises(ClosedError, match="Child's pose is closed: knee pain"):
        made(home, "childs-pose", knee_pain=True)


def test_behind_a_gate_there_is_no_leaflet(home: Home) -> None:
    coach = home.coach()
    coach.care.check_in(CheckIn(at=home.clock.now(), symptoms=frozenset({Symptom.SPASM})))
    with pytest.raises(ClosedError):
        gather(coach, named("bridge"), Gallery(library_path()))


def test_an_exercise_without_a_dosage_is_refused(home: Home) -> None:
    one = named("bridge")
    assert isinstance(one, Exercise)
    with pytest.raises(RefusedError, match="has no dosage"):
        gather(home.coach(), replace(one, dosages=()), Gallery(library_path()))


# The command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_it_goes_into_a_private_file(shell: Shell, here: Path) -> None:
    told = shell("library", "sheet", "back", "pain", "stretches", "-o", "leaflet.html")
    assert (told.code, told.err) == (0, "")
    assert told.out == f"The leaflet is in {here / 'leaflet.html'}. Open it in a browser to print it.\n"
    assert stat.S_IMODE((here / "leaflet.html").stat().st_mode) == 0o600
    assert (here / "leaflet.html").read_text().startswith("<!DOCTYPE html>")


def test_a_file_that_is_there_stays_without_force(shell: Shell, here: Path) -> None:
    (here / "trainer-bridge.html").write_text("mine")
    told = shell("library", "sheet", "bridge")
    assert told.code == 1
    assert "--force" in told.sentence
    assert (here / "trainer-bridge.html").read_text() == "mine"
    assert shell("library", "sheet", "bridge", "--force").code == 0
    assert [path.name for path in here.iterdir()] == ["trainer-bridge.html"]


def test_it_goes_to_the_standard_output_in_plain_letters(shell: Shell, here: Path) -> None:
    told = shell("library", "sheet", "bridge", "-o", "-")
    assert told.code == 0
    assert told.out.isascii()
    assert Reader(told.out).said.startswith("Bridge")
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("here")
def test_an_own_exercise_with_a_broken_figure_is_printed_and_the_figure_named(shell: Shell) -> None:
    own(shell.data, "calf-stretch", CALF, "exercises")
    own(shell.data, "calf-stretch", "view = 7")
    told = shell("library", "sheet", "calf-stretch")
    assert told.code == 0
    assert "yours: figures/calf-stretch.toml: view: 7 is a number" in told.err
    assert "Today:" in Path("trainer-calf-stretch.html").read_text()


def test_an_unknown_name_is_refused(shell: Shell, here: Path) -> None:
    told = shell("library", "sheet", "nothing-like-it")
    assert told.code == 1
    assert told.sentence.startswith("There is no exercise or routine 'nothing-like-it'.")
    assert list(here.iterdir()) == []
