"""The shipped library against the handouts: every number, side, position, thing, caution, and no borrowed sentence."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from trainer.core.dosage import Dosage, Phase, Range, Sides, Tempo
from trainer.core.exercise import Counts, Exercise, Kind, Level, Relation
from trainer.core.library import Library, RoutineItem, dosage_for
from trainer.resources import library_path
from trainer.shelf import load_library

HERE = Path(__file__).parent
TABLE: dict[str, Any] = json.loads((HERE / "handout_numbers.json").read_text(encoding="utf-8"))
"""What the handouts say, entry by entry: numbers and ids, copied from them independently of the library."""
ENTRIES: dict[str, dict[str, Any]] = TABLE["entries"]
TECHNIQUES = sorted({entry["technique"] for entry in ENTRIES.values()})
WINDOW = 7
"""As many words in a row as a library sentence may not share with a handout."""
HANDOUTS = (
    "healthwise-back",
    "help-your-back",
    "bone-health",
    "staywell-upper-back",
    "healthy-upper-back",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(library_path())


def _exercise(library: Library, entry: str) -> Exercise:
    return library.exercises[ENTRIES[entry]["technique"]]


def _entries_of(technique: str) -> list[dict[str, Any]]:
    return [entry for entry in ENTRIES.values() if entry["technique"] == technique]


def _dosages(exercise: Exercise, handout: str) -> list[Dosage]:
    return [dosage for dosage in exercise.dosages if dosage.handout == handout]


def _pair(value: Range | None) -> list[int] | None:
    return None if value is None else [value.low, value.high]


def _numbers(dosage: Dosage | Phase) -> dict[str, Any]:
    """Flatten to what the table holds; what is unstated is left out."""
    ranges = ("hold", "repetitions", "start", "sets", "duration", "times_per_day")
    found: dict[str, Any] = {name: _pair(getattr(dosage, name, None)) for name in ranges}
    found["sides"] = None if dosage.sides is Sides.NONE else str(dosage.sides)
    if isinstance(dosage, Dosage):
        found |= {"order": dosage.order, "label": dosage.label}
        found["then"] = None if dosage.then is None else _numbers(dosage.then)
        if dosage.tempo is not None:
            found |= {"counts": len(dosage.tempo.counts), "breath": dosage.tempo.breath or None}
    return {name: value for name, value in found.items() if value is not None}


DOSAGE_KEYS = {
    "hold",
    "repetitions",
    "start",
    "sets",
    "duration",
    "times_per_day",
    "sides",
    "order",
    "label",
    "then",
    "counts",
    "breath",
}


def _expected(entry: dict[str, Any]) -> list[dict[str, Any]]:
    stated = {name: value for name, value in entry.items() if name in DOSAGE_KEYS}
    return [found for found in (stated, entry.get("other")) if found]


def test_the_shipped_library_has_no_fault(library: Library) -> None:
    assert library.faults == ()


def test_five_handouts_come_in_the_order_of_their_files(library: Library) -> None:
    assert tuple(library.handouts) == HANDOUTS


def test_dates_are_those_printed_and_absent_where_there_is_none(library: Library) -> None:
    assert [handout.date for handout in library.handouts.values()] == [
        "2018-09-20",
        None,
        None,
        "2023-12-01",
        None,
    ]


def test_twenty_six_entries_are_twenty_three_techniques(library: Library) -> None:
    assert len(ENTRIES) == 26
    assert len(TECHNIQUES) == 23
    assert sorted(library.exercises) == TECHNIQUES


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_has_exactly_its_handouts_dosages(library: Library, entry: str) -> None:
    exercise = _exercise(library, entry)
    found = [_numbers(dosage) for dosage in _dosages(exercise, ENTRIES[entry]["handout"])]
    assert found == _expected(ENTRIES[entry])


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_no_dosage_is_stated_that_no_entry_has(library: Library, technique: str) -> None:
    stated = [dosage for dosage in library.exercises[technique].dosages if dosage.stated]
    assert len(stated) == sum(len(_expected(entry)) for entry in _entries_of(technique))


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_a_technique_is_described_by_exactly_its_entries_handouts(library: Library, technique: str) -> None:
    exercise = library.exercises[technique]
    handouts = {entry["handout"] for entry in _entries_of(technique)}
    assert set(exercise.handouts) == handouts
    assert {handout for step in exercise.steps for handout in step.handouts} == handouts


@pytest.mark.parametrize("technique", TECHNIQUES)
@pytest.mark.parametrize("what", ["positions", "equipment", "optional_equipment", "regions"])
def test_positions_equipment_and_regions_are_those_of_the_entries(library: Library, technique: str, what: str) -> None:
    expected = {value for entry in _entries_of(technique) for value in entry.get(what, [])}
    values = getattr(library.exercises[technique], what)
    assert {str(value) for value in values} == expected
    assert len(values) == len(expected)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_a_technique_counts_as_its_kind_of_work(library: Library, technique: str) -> None:
    exercise = library.exercises[technique]
    assert {str(exercise.kind)} == {entry["kind"] for entry in _entries_of(technique)}
    special = {ENTRIES[entry]["technique"]: shares for entry, shares in TABLE["counts"].items()}
    stretch = 1.0 if exercise.kind is Kind.STRETCH else 0.0
    shares = special.get(technique, [stretch, 1.0 - stretch])
    assert exercise.counts == Counts(stretch=shares[0], strengthen=shares[1])


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_contraindications_are_those_of_any_of_its_entries(library: Library, technique: str) -> None:
    expected = [
        (condition, entry["handout"])
        for entry in _entries_of(technique)
        for condition in entry.get("contraindications", [])
    ]
    cautions = library.exercises[technique].cautions
    assert [(c.when, c.handout) for c in cautions if c.level is Level.CONTRAINDICATION] == expected


def test_knee_pain_rules_out_childs_pose_under_both_names(library: Library) -> None:
    for name in ("childs-pose", "Child's pose", "Midback stretch"):
        cautions = library.exercise(name).cautions
        assert ("knee-pain", Level.CONTRAINDICATION) in [(c.when, c.level) for c in cautions]


def test_knee_pain_is_a_precaution_of_ours_for_the_wall_slide(library: Library) -> None:
    (caution,) = library.exercises["wall-slide"].cautions
    assert (caution.level, caution.when, caution.handout) == (Level.PRECAUTION, "knee-pain", None)


@pytest.mark.parametrize("entry", ENTRIES)
def test_form_cautions_of_an_entry_are_there(library: Library, entry: str) -> None:
    forms = [
        caution
        for caution in _exercise(library, entry).cautions
        if caution.level is Level.FORM and caution.handout == ENTRIES[entry]["handout"]
    ]
    assert len(forms) >= ENTRIES[entry].get("form", 0)


@pytest.mark.parametrize("entry", TABLE["precautions"])
def test_a_handouts_precaution_is_there(library: Library, entry: str) -> None:
    cautions = _exercise(library, entry).cautions
    assert (Level.PRECAUTION, ENTRIES[entry]["handout"]) in [(c.level, c.handout) for c in cautions]


def test_exactly_the_four_stretches_held_without_bouncing_say_so(library: Library) -> None:
    bouncing = {
        exercise.id
        for exercise in library.exercises.values()
        for caution in exercise.cautions
        if caution.level is Level.FORM and caution.handout == "help-your-back" and "bouncing" in caution.text.casefold()
    }
    assert bouncing == {ENTRIES[entry]["technique"] for entry in TABLE["no_bouncing"]}


def test_easier_forms_are_exactly_the_handouts(library: Library) -> None:
    found = {(e.id, v.level, v.handout) for e in library.exercises.values() for v in e.variants}
    assert found == {
        (ENTRIES[entry]["technique"], Relation.EASIER, ENTRIES[entry]["handout"]) for entry in TABLE["easier"]
    }


def test_no_dosage_states_sets(library: Library) -> None:
    assert all(dosage.sets is None for e in library.exercises.values() for dosage in e.dosages)


def test_wall_slide_has_no_stated_dosage_but_one_of_ours(library: Library) -> None:
    (dosage,) = library.exercises["wall-slide"].dosages
    assert dosage == Dosage(stated=False, hold=Range(5), repetitions=Range(5))
    assert library.exercises["wall-slide"].silent


def test_only_wall_slide_has_a_dosage_that_is_ours(library: Library) -> None:
    assert [e.id for e in library.exercises.values() if not all(d.stated for d in e.dosages)] == ["wall-slide"]


@pytest.mark.parametrize("entry", TABLE["no_bouncing"])
def test_four_stretches_leave_repetitions_open_and_say_so(library: Library, entry: str) -> None:
    exercise = _exercise(library, entry)
    (dosage,) = _dosages(exercise, "help-your-back")
    assert dosage.repetitions is None
    assert any("repetitions" in silence for silence in exercise.silent)


def test_what_no_handout_says_about_weight_and_breathing_stays_unsaid(library: Library) -> None:
    assert any("heavy" in silence for silence in library.exercises["dumbbell-row"].silent)
    breathed = [e.id for e in library.exercises.values() for d in e.dosages if d.tempo and d.tempo.breath]
    assert breathed == ["open-books"]


def test_knee_to_chest_ends_with_both_knees_only_where_its_handout_says_so(library: Library) -> None:
    phases = {dosage.handout: dosage.then for dosage in library.exercises["knee-to-chest"].dosages}
    assert phases == {
        "help-your-back": None,
        "bone-health": Phase(name="both knees", hold=Range(10), repetitions=Range(3, 5), sides=Sides.NONE),
    }


def test_the_rocking_tilt_is_led_by_four_short_cues(library: Library) -> None:
    (dosage,) = library.exercises["pelvic-tilt-rocking"].dosages
    assert isinstance(dosage.tempo, Tempo)
    assert not dosage.tempo.breath
    toward, neutral, away, again = dosage.tempo.counts
    assert neutral == again
    assert toward != away
    assert all(0 < len(cue) < 24 for cue in dosage.tempo.counts)


def test_open_books_moves_with_the_breath_or_is_held(library: Library) -> None:
    moving = dosage_for(library.exercises["open-books"], "staywell-upper-back")
    held = dosage_for(library.exercises["open-books"], "staywell-upper-back", "held")
    assert moving is not None
    assert moving.label == "moving"
    assert moving.tempo is not None
    assert [cue.split()[1].rstrip(",") for cue in moving.tempo.counts] == ["in", "out"]
    assert held is not None
    assert (held.hold, held.repetitions, held.tempo) == (Range(30), Range(5), None)


@pytest.mark.parametrize(("technique", "entry"), TABLE["first_dosage"].items())
def test_of_two_handouts_the_lower_dosage_comes_first(library: Library, technique: str, entry: str) -> None:
    assert library.exercises[technique].dosages[0].handout == ENTRIES[entry]["handout"]


def test_families_join_the_sister_techniques_and_nothing_else(library: Library) -> None:
    found: dict[str, set[str]] = {}
    for exercise in library.exercises.values():
        if exercise.family is not None:
            found.setdefault(exercise.family, set()).add(exercise.id)
    assert found == {
        family: {ENTRIES[entry]["technique"] for entry in entries} for family, entries in TABLE["families"].items()
    }


def test_related_exercises_exist_and_are_those_agreed_on_and_ours(library: Library) -> None:
    links = [(e.id, link) for e in library.exercises.values() for link in e.related]
    assert {link.exercise for _, link in links} <= set(library.exercises)
    assert sorted([start, str(link.relation), link.exercise] for start, link in links) == sorted(TABLE["related"])
    assert all(link.handout is None and link.why for _, link in links)


def test_no_name_leads_to_two_exercises_or_to_a_routine(library: Library) -> None:
    taken: dict[str, str] = {}
    for exercise in library.exercises.values():
        for name in {_plain(name) for name in exercise.names}:
            assert taken.setdefault(name, exercise.id) == exercise.id
    for routine in library.routines.values():
        for name in {_plain(routine.id), _plain(routine.name)}:
            assert taken.setdefault(name, routine.id) == routine.id


def test_the_family_names_stay_ambiguous(library: Library) -> None:
    names = {_plain(name) for exercise in library.exercises.values() for name in exercise.names}
    assert names.isdisjoint({"pelvic tilt", "hamstring stretch"})


def test_every_handout_that_is_named_exists(library: Library) -> None:
    assert {handout for handout in _handouts_named(library) if handout is not None} == set(HANDOUTS)


def test_an_exercise_names_only_its_own_handouts(library: Library) -> None:
    for exercise in library.exercises.values():
        assert set(_named_by(exercise)) - {None} <= set(exercise.handouts), exercise.id


def test_five_routines_hold_their_handouts_exercises_in_its_order(library: Library) -> None:
    assert set(library.routines) == set(TABLE["routines"])
    for name, entries in TABLE["routines"].items():
        routine = library.routines[name]
        assert routine.items == tuple(RoutineItem(exercise=ENTRIES[e]["technique"]) for e in entries)
        assert {routine.handout} == {ENTRIES[entry]["handout"] for entry in entries}


def test_only_the_five_back_pain_stretches_ask_for_their_order(library: Library) -> None:
    assert [name for name, routine in library.routines.items() if routine.ordered] == ["back-pain-stretches"]
    items = library.routines["back-pain-stretches"].items
    dosages = [dosage_for(library.exercises[item.exercise], "bone-health") for item in items]
    assert [dosage.order for dosage in dosages if dosage is not None] == [1, 2, 3, 4, 5]


def test_two_activities_have_the_handouts_minutes_bouts_and_exertion(library: Library) -> None:
    found = {
        activity.id: {
            "handout": activity.handout,
            "minutes_per_day": _pair(activity.minutes_per_day),
            "bout": activity.bout,
            "exertion": _pair(activity.exertion),
        }
        for activity in library.activities.values()
    }
    assert found == TABLE["activities"]
    assert all(activity.cues and activity.days for activity in library.activities.values())


def test_twenty_eight_rules_keep_their_kind_handout_and_numbers(library: Library) -> None:
    found = {
        rule.id: (str(rule.kind), rule.handout, {name: _pair(value) for name, value in rule.numbers.items()})
        for rule in library.rules.values()
        if rule.handout is not None
    }
    assert len(found) == len(TABLE["rules"]) == 28
    assert found == {
        rule["rule"]: (rule["kind"], rule["handout"], rule.get("numbers", {})) for rule in TABLE["rules"].values()
    }


@pytest.mark.parametrize("row", TABLE["rules"].values(), ids=lambda row: row["rule"])
def test_a_rules_sentence_has_its_numbers_and_no_others(library: Library, row: dict[str, Any]) -> None:
    rule = library.rules[row["rule"]]
    known = {number for low, high in row.get("numbers", {}).values() for number in (low, high)}
    assert _digits(rule.text) == known | set(row.get("other_numbers", []))
    assert rule.does


def test_five_conflicts_show_every_side_and_what_is_followed(library: Library) -> None:
    found = {conflict.id: [side.handout for side in conflict.sides] for conflict in library.conflicts}
    assert found == TABLE["conflicts"]
    assert all(conflict.followed and conflict.topic for conflict in library.conflicts)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_steps_cautions_and_variants_hold_only_known_numbers(library: Library, technique: str) -> None:
    exercise = library.exercises[technique]
    texts = [
        *(step.text for step in exercise.steps),
        *(caution.text for caution in exercise.cautions),
        *(variant.text for variant in exercise.variants),
    ]
    assert {number for text in texts for number in _digits(text)} == set(TABLE["numbers_in_texts"].get(technique, []))


def test_feet_and_inches_come_with_honest_centimetres(library: Library) -> None:
    for id_, measure in (
        ("wall-slide", "one foot (about 30 cm)"),
        ("hip-flexor-stretch", "1 to 2 feet (about 30 to 60 cm)"),
        ("wall-push-up", "12 to 24 inches (about 30 to 60 cm)"),
    ):
        assert any(measure in step.text for step in library.exercises[id_].steps)


def test_no_sentence_shares_seven_words_in_a_row_with_a_handout() -> None:
    windows = set((HERE / "handout_windows.txt").read_text(encoding="ascii").split())
    assert {_hashed(_words("A B C D E F G"))} <= windows, "the handouts' index of letters is the probe"
    borrowed = [
        f"{file.name}: {' '.join(window)}"
        for file in _library_files()
        for text in _texts(tomllib.loads(file.read_text(encoding="utf-8")))
        for window in _windows(_words(text))
        if _hashed(window) in windows
    ]
    assert borrowed == []


def _library_files() -> list[Path]:
    files = sorted(file for file in library_path().rglob("*.toml") if file.parent.name != "figures")
    assert len(files) >= 31
    return files


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.casefold()))


def _windows(words: list[str]) -> Iterator[list[str]]:
    return (words[at : at + WINDOW] for at in range(len(words) - WINDOW + 1))


def _hashed(window: list[str]) -> str:
    return sha256(" ".join(window).encode()).hexdigest()[:12]


def _digits(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", text)}


def _plain(name: str) -> str:
    return " ".join(_words(name))


def _handouts_named(library: Library) -> Iterator[str | None]:
    for exercise in library.exercises.values():
        yield from exercise.handouts
        yield from _named_by(exercise)
    yield from (routine.handout for routine in library.routines.values())
    yield from (activity.handout for activity in library.activities.values())
    yield from (rule.handout for rule in library.rules.values())
    yield from (side.handout for conflict in library.conflicts for side in conflict.sides)


def _named_by(exercise: Exercise) -> Iterator[str | None]:
    yield from (handout for step in exercise.steps for handout in step.handouts)
    yield from (purpose.handout for purpose in exercise.purposes)
    yield from (caution.handout for caution in exercise.cautions)
    yield from (variant.handout for variant in exercise.variants)
    yield from (link.handout for link in exercise.related)
    yield from (dosage.handout for dosage in exercise.dosages)
