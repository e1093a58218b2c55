"""The library: how exercises and routines are found by name and filtered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.dosage import Dosage, Range
from trainer.core.exercise import Counts, Equipment, Exercise, Instruction, Kind, Position, Purpose, Region
from trainer.core.library import MOST_ITEMS, Fault, Library, Routine, RoutineItem, dosage_for, select
from trainer.core.text import find_hostile
from trainer.errors import NotFoundError


def make(id: str, name: str, **changes: Any) -> Exercise:
    values: dict[str, Any] = {
        "kind": Kind.STRETCH,
        "counts": Counts(stretch=1.0),
        "regions": (Region.LOW_BACK,),
        "positions": (Position.SUPINE,),
        "handouts": ("sheet",),
        "steps": (Instruction(text="Lie down.", handouts=()),),
        "dosages": (),
    }
    return Exercise(id=id, name=name, **(values | changes))


CHILD = make("childs-pose", "Child's pose", also=("Midback stretch",), positions=(Position.KNEELING,))
ROCKING = make("pelvic-tilt-rocking", "Pelvic tilt, rocking", family="pelvic-tilt")
HELD = make("pelvic-tilt-held", "Pelvic tilt, held", family="pelvic-tilt", counts=Counts(stretch=0.5, strengthen=0.5))
ROW = make(
    "band-row",
    "Band row",
    kind=Kind.STRENGTHEN,
    counts=Counts(strengthen=1.0),
    equipment=(Equipment.BAND,),
    optional_equipment=(Equipment.CHAIR,),
    handouts=("other",),
    regions=(Region.UPPER_BACK,),
    purposes=(Purpose(text="Steadies your shoulder blades."),),
)
OWN = make("calf-stretch", "Calf stretch", own=True, handouts=())
EXERCISES = {e.id: e for e in (CHILD, ROCKING, HELD, ROW, OWN)}
ROUTINE = Routine(id="morning", name="My morning", items=(RoutineItem(exercise="band-row"),))
LIBRARY = Library(
    exercises=EXERCISES, routines={"morning": ROUTINE}, activities={}, handouts={}, rules={}, conflicts=()
)


@pytest.mark.parametrize(
    "name",
    [
        "childs-pose",
        "Child's pose",
        "CHILD’S POSE",
        "childs pose",
        "  child's   pose ",
        "midback stretch",
        "Midback-Stretch",
    ],
)
def test_an_exercise_is_found_by_any_of_its_names(name: str) -> None:
    assert LIBRARY.exercise(name) is CHILD
    assert LIBRARY.anything(name) is CHILD


@pytest.mark.parametrize("name", ["morning", "My Morning", "my-morning"])
def test_a_routine_is_found_by_id_or_name(name: str) -> None:
    assert LIBRARY.routine(name) is ROUTINE
    assert LIBRARY.anything(name) is ROUTINE


@pytest.mark.parametrize("name", ["pelvic-tilt", "Pelvic Tilt"])
def test_a_family_is_several_techniques_and_names_them_all(name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        LIBRARY.anything(name)
    assert caught.value.sentence == (f"'{name}' is 2 techniques; choose one: pelvic-tilt-rocking, pelvic-tilt-held.")


def test_an_id_goes_before_another_exercise_s_name() -> None:
    library = Library(
        exercises={"row": make("row", "Row"), "pull": make("pull", "Pull", also=("Row",))},
        routines={},
        activities={},
        handouts={},
        rules={},
        conflicts=(),
    )
    assert library.exercise("ROW").id == "row"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("bandrow", "band-row"),
        ("midbak strech", "childs-pose, calf-stretch"),
        ("tilt", "pelvic-tilt-rocking, pelvic-tilt-held"),
        ("calf", "calf-stretch"),
    ],
)
def test_an_unknown_name_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        LIBRARY.exercise(name)
    assert caught.value.sentence == f"There is no exercise '{name}'. The nearest: {nearest}."


def test_a_name_like_no_other_says_where_all_are() -> None:
    for name in ("zzz", "", "'"):
        with pytest.raises(NotFoundError, match="'trainer library list' shows all"):
            LIBRARY.anything(name)
    with pytest.raises(NotFoundError, match="There is no routine 'band-row'"):
        LIBRARY.routine("band-row")


@given(st.text())
def test_whatever_is_asked_for_the_answer_is_safe_to_print(name: str) -> None:
    try:
        LIBRARY.anything(name)
    except NotFoundError as error:
        sentence = error.sentence
    else:
        sentence = ""
    assert find_hostile(sentence, newlines=False) is None


def test_it_knows_which_routines_use_an_exercise() -> None:
    assert LIBRARY.using("band-row") == (ROUTINE,)
    assert LIBRARY.using("childs-pose") == ()


def found(**filters: Any) -> list[str]:
    return [e.id for e in select(EXERCISES.values(), **filters)]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, list(EXERCISES)),
        ({"kind": Kind.STRENGTHEN}, ["pelvic-tilt-held", "band-row"]),
        ({"kind": Kind.STRETCH}, ["childs-pose", "pelvic-tilt-rocking", "pelvic-tilt-held", "calf-stretch"]),
        ({"kind": Kind.RELAX}, []),
        ({"position": Position.KNEELING}, ["childs-pose"]),
        ({"equipment": Equipment.BAND}, ["band-row"]),
        ({"equipment": Equipment.CHAIR}, ["band-row"]),
        ({"handout": "other"}, ["band-row"]),
        ({"own": True}, ["calf-stretch"]),
        ({"search": "midback"}, ["childs-pose"]),
        ({"search": "PEL rock"}, ["pelvic-tilt-rocking"]),
        ({"search": "tilt pelvic"}, ["pelvic-tilt-rocking", "pelvic-tilt-held"]),
        ({"search": "blades"}, ["band-row"]),
        ({"search": "band"}, ["band-row"]),
        ({"search": "upper back"}, ["band-row"]),
        ({"search": "elvic"}, []),
        ({"search": "tilt", "kind": Kind.STRENGTHEN}, ["pelvic-tilt-held"]),
        ({"search": "  "}, list(EXERCISES)),
    ],
)
def test_filters_narrow_the_list_and_keep_its_order(filters: dict[str, Any], ids: list[str]) -> None:
    assert found(**filters) == ids


MOVING = Dosage(handout="sheet", label="moving", repetitions=Range(5))
STILL = Dosage(handout="sheet", label="held", hold=Range(20))
OTHERS = Dosage(handout="other", label="held", hold=Range(30))
BOOKS = make("open-books", "Open books", dosages=(MOVING, STILL, OTHERS))


@pytest.mark.parametrize(
    ("handout", "label", "dosage"),
    [
        (None, None, MOVING),
        ("sheet", None, MOVING),
        ("sheet", "held", STILL),
        ("other", None, OTHERS),
        ("other", "moving", OTHERS),
        (None, "held", STILL),
        ("unknown", None, MOVING),
        ("unknown", "held", STILL),
    ],
)
def test_the_dosage_follows_handout_and_label(handout: str | None, label: str | None, dosage: Dosage) -> None:
    assert dosage_for(BOOKS, handout, label) is dosage


def test_an_exercise_without_a_dosage_has_none() -> None:
    assert dosage_for(CHILD, "sheet") is None


@pytest.mark.parametrize(("count", "words"), [(0, "items is empty"), (MOST_ITEMS + 1, "at most 60")])
def test_a_routine_has_some_exercises_and_not_too_many(count: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Routine(id="r", name="R", items=(RoutineItem(exercise="band-row"),) * count)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [({"hold": 0}, "hold is 0; it may be 1 to 600"), ({"repetitions": 101}, "repetitions is 101; it may be 1 to 100")],
)
def test_the_person_s_own_numbers_have_the_dosage_s_bounds(numbers: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        RoutineItem(exercise="band-row", **numbers)


def test_a_fault_reads_as_one_line() -> None:
    fault = Fault(file="exercises/bridge.toml", key="dosages[1].hold", wrong="'ten' is text", right="write a number")
    assert str(fault) == "exercises/bridge.toml: dosages[1].hold: 'ten' is text; write a number"
    assert str(Fault(file="rules.toml", key="", wrong="it is missing", right="x")) == "rules.toml: it is missing; x"
