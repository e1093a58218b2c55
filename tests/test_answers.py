"""The JSON that scripts rely on: its keys, its ranges, and what null means."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from tests.fakes import NOVEMBER, FakeClock, begin, finish_all, let, prescription
from trainer import records
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.closed import Bar, Closed, Lift, Reach
from trainer.core.dosage import Sides
from trainer.core.events import SkipReason, StopReason
from trainer.core.library import Library
from trainer.core.log import ActivityLog, Remembered, fold
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.exchange import answers
from trainer.resources import library_path
from trainer.shelf import load_library

EXERCISE = (
    "id name family also kind counts regions positions equipment optional_equipment purpose handouts steps cautions "
    "dosages closed"
)
DOSAGE = "handout hold repetitions sets sides then duration times_per_day tempo order stated"
SESSION = "id at kind name routine ended whole reason seconds exertion pain helpful note items hurt_later"


@cache
def shipped() -> Library:
    return load_library(library_path())


def asked(name: str) -> dict[str, Any]:
    """Return an exercise as a script gets it."""
    said: dict[str, Any] = json.loads(json.dumps(answers.exercise(shipped().exercises[name])))
    return said


def told(session: Session, *, name: str = "Morning") -> dict[str, Any]:
    """Return a session as a script gets it from the history."""
    log = fold(session.course, name=name, routine="back-stretches", ended=NOVEMBER + timedelta(minutes=5))
    said: list[dict[str, Any]] = json.loads(json.dumps(answers.history([Remembered(id="s", at=NOVEMBER, what=log)])))
    return said[0]


@pytest.mark.parametrize("name", sorted(shipped().exercises))
def test_an_exercise_has_the_documented_keys_in_their_order(name: str) -> None:
    said = asked(name)
    assert " ".join(said) == EXERCISE
    assert all(" ".join(dosage) == DOSAGE for dosage in said["dosages"])
    assert all(" ".join(caution) == "level when text handout" for caution in said["cautions"])
    assert set(said["counts"]) == {"stretch", "strengthen"}
    assert said["closed"] is None


@pytest.mark.parametrize("name", sorted(shipped().exercises))
def test_a_range_is_a_pair_from_low_to_high_or_null(name: str) -> None:
    for dosage in asked(name)["dosages"]:
        for key in ("hold", "repetitions", "sets", "duration", "times_per_day"):
            assert dosage[key] is None or dosage[key][0] <= dosage[key][1]


def test_a_stated_dosage_is_a_handouts() -> None:
    bridge = asked("bridge")["dosages"]
    assert [(d["handout"], d["hold"], d["repetitions"], d["sides"]) for d in bridge] == [
        ("bone-health", [3, 5], [10, 10], "none")
    ]
    assert bridge[0]["stated"] is True


def test_a_dosage_that_is_ours_says_so() -> None:
    (only,) = asked("wall-slide")["dosages"]
    assert only == {
        "handout": None,
        "hold": [5, 5],
        "repetitions": [5, 5],
        "sets": None,
        "sides": "none",
        "then": None,
        "duration": None,
        "times_per_day": None,
        "tempo": None,
        "order": None,
        "stated": False,
    }


def test_open_books_has_two_dosages_of_one_handout() -> None:
    moving, held = asked("open-books")["dosages"]
    assert moving["handout"] == held["handout"] == "staywell-upper-back"
    assert (moving["hold"], moving["repetitions"], moving["sides"]) == (None, [10, 10], "each")
    assert (held["hold"], held["repetitions"], held["sides"]) == ([30, 30], [5, 5], "each")
    assert moving["tempo"]["breath"] is True
    assert held["tempo"] is None


def test_a_second_phase_is_told_with_its_own_numbers() -> None:
    silent, whole = asked("knee-to-chest")["dosages"]
    assert silent["repetitions"] is None
    assert silent["then"] is None
    assert (whole["sides"], whole["then"]) == (
        "alternate",
        {"hold": [10, 10], "repetitions": [3, 5], "sides": "none"},
    )


def test_a_duration_is_in_seconds() -> None:
    (only,) = asked("relax-and-rest")["dosages"]
    assert (only["duration"], only["times_per_day"]) == ([600, 600], [2, 3])


def test_other_names_positions_and_equipment_are_lists_of_words() -> None:
    said = asked("childs-pose")
    assert said["also"] == ["Midback stretch"]
    assert said["positions"] == ["kneeling"]
    assert said["kind"] == "stretch"
    assert asked("band-row")["equipment"] == ["band", "anchor"]
    assert asked("open-books")["optional_equipment"] == ["pillow"]
    assert asked("bridge")["family"] is None
    assert asked("pelvic-tilt-held")["family"] == "pelvic-tilt"


def test_a_caution_says_its_level_its_condition_and_whose_it_is() -> None:
    first = asked("wall-slide")["cautions"][0]
    assert (first["level"], first["when"], first["handout"]) == ("precaution", "knee-pain", None)


def test_a_session_tells_what_was_planned_and_held_per_side() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(hold=10, repetitions=2, sides=Sides.EACH), prescription("plank", hold=5))
    let(session, clock, 10 + 4 + 3)
    session.skip(SkipReason.TIME)
    said = told(session)
    assert " ".join(said) == SESSION
    assert (said["kind"], said["at"], said["ended"]) == (
        "session",
        "2026-11-20T07:10:00+01:00",
        "2026-11-20T07:15:00+01:00",
    )
    bridge, plank = said["items"]
    assert bridge == {
        "exercise": "bridge",
        "handout": None,
        "status": "partial",
        "reason": "time",
        "planned": {"left": {"seconds": 20, "repetitions": 2}, "right": {"seconds": 20, "repetitions": 2}},
        "held": {"left": {"seconds": 13, "repetitions": 1}},
    }
    assert (plank["status"], plank["held"]) == ("left", {})
    assert (said["whole"], said["reason"], said["seconds"]) == (False, None, 13)


def test_a_session_that_was_done_is_whole() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(hold=10, repetitions=2))
    finish_all(session, clock)
    said = told(session)
    assert said["whole"] is True
    assert said["items"][0]["planned"] == said["items"][0]["held"] == {"both": {"seconds": 20, "repetitions": 2}}
    assert (said["exertion"], said["pain"], said["helpful"], said["note"]) == (None, None, [], "")


def test_a_session_that_ended_for_what_was_felt_says_what() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(hold=10))
    let(session, clock, 2)
    session.stop(StopReason.SPASM)
    said = told(session)
    assert said["reason"] == said["items"][0]["reason"] == "spasm"
    assert said["items"][0]["status"] == "stopped"


def test_a_bout_of_activity_tells_its_minutes() -> None:
    walk = ActivityLog(activity="walk", name="Walking", seconds=1199.5, planned=1200, exertion=5, note="windy")
    (said,) = answers.history([Remembered(id="a", at=NOVEMBER, what=walk)])
    assert said == {
        "id": "a",
        "at": "2026-11-20T07:10:00+01:00",
        "kind": "activity",
        "activity": "walk",
        "minutes": 19,
        "reason": None,
        "exertion": 5,
        "note": "windy",
    }


def test_no_history_is_an_empty_list() -> None:
    assert answers.history([]) == []


def test_check_ins_stand_among_what_was_done_by_time() -> None:
    walk = Remembered(id="w", at=NOVEMBER, what=ActivityLog(activity="walk", name="Walking", seconds=600))
    early = CheckIn(at=NOVEMBER - timedelta(hours=1), pain=2)
    late = CheckIn(at=NOVEMBER + timedelta(hours=1), symptoms=frozenset({Symptom.SPASM, Symptom.OTHER}), after=After.UP)
    kept = [records.check_in(late), records.check_in(early)]
    broken = replace(kept[0], id="b", body={"pain": 11})
    said = answers.history(answers.past([walk], [*kept, broken, Record(id="s", kind="session", at=NOVEMBER)]))
    assert [one["kind"] for one in said] == ["check-in", "activity", "check-in"]
    assert said[2] == {
        "id": kept[0].id,
        "at": "2026-11-20T08:10:00+01:00",
        "kind": "check-in",
        "pain": None,
        "symptoms": ["other", "spasm"],
        "after": "up",
    }


def test_what_closes_an_exercise_is_told_with_its_rule() -> None:
    shut = Closed(by=Bar.DIRECTION, rule="direction", reach=Reach.ROUTINES, lift=Lift.SETTING, about="bending")
    assert answers.exercise(shipped().exercises["bridge"], shut)["closed"] == {
        "rule": "direction",
        "reason": "bending hurts",
        "until": None,
        "lifts": "Change your answer under You",
        "handout": None,
    }
