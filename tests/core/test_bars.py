"""Bars: a row of the table each; what closes one exercise, how far it reaches and what lifts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, steady
from tests.home import shipped
from trainer import reasons
from trainer.core.bars import DIRECTIONS, bars, missing, sisters
from trainer.core.closed import Aside, Bar, Clear, Closed, Facts, Lift, Reach
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment, Exercise
from trainer.core.profile import Direction, Profile

DAY = NOVEMBER.date()
HANDOUTS = {rule.id: rule.handout for rule in shipped().rules.values()}
EXERCISES = shipped().exercises


def known(profile: Profile | None = None, *told: Aside | Clear, knee: str = "1") -> Facts:
    """Gather a profile and what was told; stamps are as given."""
    return Facts(
        profile=profile or Profile(),
        conditions={"knee-pain": knee},
        asides=tuple(one for one in told if isinstance(one, Aside)),
        clears=tuple(one for one in told if isinstance(one, Clear)),
        handouts=HANDOUTS,
    )


def closed(identity: str, found: Facts) -> list[Bar]:
    return [Bar(one.by) for one in bars(EXERCISES[identity], found)]


def clear(what: str, stamp: str, *, clinician: bool = False, on: date | None = None) -> Clear:
    return Clear(what=what, on=on, clinician=clinician, stamp=stamp)


def aside(what: str, stamp: str) -> Aside:
    return Aside(exercise=what, about=StopReason.PAIN.value, day=DAY, stamp=stamp)


def own(identity: str, *, reviewed: bool = False, family: str | None = None) -> Exercise:
    return replace(EXERCISES["bridge"], id=identity, own=True, reviewed=reviewed, family=family)


KNEE = Profile(knee_pain=True)


# Contraindication


def test_knee_pain_closes_childs_pose_and_nothing_else() -> None:
    assert [identity for identity in EXERCISES if closed(identity, known(KNEE))] == ["childs-pose"]
    assert shipped().exercise("Midback stretch").id == "childs-pose"
    (found,) = bars(EXERCISES["childs-pose"], known(KNEE))
    assert (found.by, found.rule, found.reach, found.lift) == (
        Bar.CONTRAINDICATION,
        "knee-pain",
        Reach.ALL,
        Lift.CONDITION,
    )
    assert found.handout == "healthy-upper-back"


@pytest.mark.parametrize("knee", [None, False])
def test_without_knee_pain_childs_pose_is_open(knee: bool | None) -> None:
    assert closed("childs-pose", known(Profile(knee_pain=knee))) == []


@pytest.mark.parametrize(
    ("word", "opens"),
    [
        (clear("childs-pose", "2", clinician=True, on=DAY), True),
        (clear("childs-pose", "2", clinician=True), False),
        (clear("childs-pose", "2", on=DAY), False),
        (clear("prone-press-up", "2", clinician=True, on=DAY), False),
        (clear("acute", "2", clinician=True, on=DAY), False),
        (clear("childs-pose", "0", clinician=True, on=DAY), False),
    ],
)
def test_only_a_clinicians_dated_word_for_this_exercise_told_later_opens_it(word: Clear, opens: bool) -> None:
    assert (closed("childs-pose", known(KNEE, word)) == []) is opens


def test_knee_pain_told_again_closes_again() -> None:
    word = clear("childs-pose", "2", clinician=True, on=DAY)
    assert closed("childs-pose", known(KNEE, word, knee="3")) == [Bar.CONTRAINDICATION]


# Set aside


def test_what_was_stopped_for_pain_is_closed_whole_until_cleared() -> None:
    (found,) = bars(EXERCISES["bridge"], known(None, aside("bridge", "1")))
    assert (found.by, found.reach, found.lift, found.since) == (Bar.SET_ASIDE, Reach.ALL, Lift.PERSON, DAY)
    assert closed("bridge", known(None, aside("bridge", "1"), clear("bridge", "2"))) == []


def test_what_is_stopped_again_is_closed_again() -> None:
    told = (aside("bridge", "1"), clear("bridge", "2"), aside("bridge", "3"))
    assert closed("bridge", known(None, *told)) == [Bar.SET_ASIDE]


def test_clearing_another_exercise_or_a_gate_opens_nothing() -> None:
    told = (aside("bridge", "1"), clear("childs-pose", "2"), clear("acute", "3", clinician=True, on=DAY))
    assert closed("bridge", known(None, *told)) == [Bar.SET_ASIDE]


def test_the_persons_own_word_lifts_a_stop_and_not_a_contraindication() -> None:
    told = (aside("childs-pose", "1"), clear("childs-pose", "2"))
    assert closed("childs-pose", known(KNEE, *told)) == [Bar.CONTRAINDICATION]


def test_a_sister_of_what_was_stopped_is_left_out_of_plans_only() -> None:
    told = known(None, aside("pelvic-tilt-held", "1"))
    (found,) = sisters(EXERCISES["pelvic-tilt-rocking"], EXERCISES.values(), told)
    assert (found.by, found.reach, found.since) == (Bar.FAMILY, Reach.PLANS, DAY)
    assert closed("pelvic-tilt-rocking", told) == []
    for other in ("pelvic-tilt-held", "hamstring-stretch-towel", "bridge"):
        assert sisters(EXERCISES[other], EXERCISES.values(), told) == ()


def test_a_sister_is_back_in_plans_once_the_other_is_cleared() -> None:
    told = known(None, aside("pelvic-tilt-held", "1"), clear("pelvic-tilt-held", "2"))
    assert sisters(EXERCISES["pelvic-tilt-rocking"], EXERCISES.values(), told) == ()


# List, equipment, direction, left out, own


def test_a_clinicians_list_closes_all_that_is_not_on_it() -> None:
    told = known(Profile(allowlist=("bridge",)))
    assert [identity for identity in EXERCISES if closed(identity, told) == []] == ["bridge"]
    assert {one.reach for one in bars(EXERCISES["side-stretch"], told)} == {Reach.ALL}


def test_the_list_only_narrows() -> None:
    told = known(replace(KNEE, allowlist=("childs-pose", "bridge")), aside("bridge", "1"))
    assert closed("childs-pose", told) == [Bar.CONTRAINDICATION]
    assert closed("bridge", told) == [Bar.SET_ASIDE]


def test_clearing_an_exercise_does_not_put_it_on_the_list() -> None:
    told = known(Profile(allowlist=("bridge",)), clear("side-stretch", "2", clinician=True, on=DAY))
    assert closed("side-stretch", told) == [Bar.LIST]


@pytest.mark.parametrize(
    ("there", "lacks"),
    [
        (None, ()),
        (frozenset(), (Equipment.BAND, Equipment.ANCHOR)),
        (frozenset({Equipment.BAND}), (Equipment.ANCHOR,)),
        (frozenset({Equipment.BAND, Equipment.ANCHOR}), ()),
    ],
)
def test_equipment_that_was_not_told_is_not_missing(
    there: frozenset[Equipment] | None, lacks: tuple[Equipment, ...]
) -> None:
    row = replace(EXERCISES["band-row"], equipment=(Equipment.BAND, Equipment.ANCHOR))
    assert missing(row, Profile(equipment=there)) == lacks
    found = bars(row, known(Profile(equipment=there)))
    assert [(one.by, one.reach, one.about) for one in found] == [
        (Bar.EQUIPMENT, Reach.ROUTINES, thing.value) for thing in lacks
    ]


def test_optional_equipment_is_never_missing() -> None:
    some = [one for one in EXERCISES.values() if one.optional_equipment and not one.equipment]
    assert all(missing(one, Profile(equipment=frozenset())) == () for one in some)


@pytest.mark.parametrize(
    ("direction", "out"),
    [(Direction.BENDING, {"knee-to-chest", "childs-pose"}), (Direction.ARCHING, {"prone-press-up"})],
)
def test_a_direction_that_hurts_leaves_its_exercises_out_and_lets_them_be_chosen(
    direction: Direction, out: set[str]
) -> None:
    told = known(Profile(direction=frozenset({direction})))
    found = {identity: bars(one, told) for identity, one in EXERCISES.items()}
    assert {identity for identity, some in found.items() if some} == out
    assert {one.reach for some in found.values() for one in some} == {Reach.ROUTINES}
    assert {one.about for some in found.values() for one in some} == {direction.value}


def test_every_exercise_of_a_direction_is_in_the_library() -> None:
    assert set().union(*DIRECTIONS.values()) <= set(EXERCISES)


def test_what_the_person_left_out_can_still_be_chosen() -> None:
    (found,) = bars(EXERCISES["bridge"], known(Profile(left_out=frozenset({"bridge"}))))
    assert (found.by, found.reach, found.lift) == (Bar.LEFT_OUT, Reach.ROUTINES, Lift.SETTING)


@pytest.mark.parametrize(("reviewed", "expected"), [(False, [(Bar.OWN, Reach.PLANS)]), (True, [])])
def test_an_own_exercise_is_planned_once_it_was_reviewed(reviewed: bool, expected: list[tuple[Bar, Reach]]) -> None:
    found = bars(own("mine", reviewed=reviewed), known())
    assert [(one.by, one.reach) for one in found] == expected


def test_an_own_exercise_is_a_sister_of_its_family() -> None:
    mine = own("mine", family="pelvic-tilt")
    everything = [*EXERCISES.values(), mine]
    told = known(None, aside("pelvic-tilt-held", "1"))
    assert [one.by for one in sisters(mine, everything, told)] == [Bar.FAMILY]
    told = known(None, aside("mine", "1"))
    assert [one.by for one in sisters(EXERCISES["pelvic-tilt-held"], everything, told)] == [Bar.FAMILY]


# Properties

IDS = st.sampled_from(sorted(EXERCISES))
STAMPS = st.sampled_from("12345")
PROFILES = st.builds(
    Profile,
    knee_pain=st.none() | st.booleans(),
    equipment=st.none() | st.frozensets(st.sampled_from(Equipment)),
    allowlist=st.none() | st.lists(IDS, min_size=1, max_size=4, unique=True).map(tuple),
    left_out=st.frozensets(IDS, max_size=3),
    direction=st.frozensets(st.sampled_from(Direction)),
)
ASIDES = st.builds(aside, IDS, STAMPS)
CLEARS = st.builds(
    lambda what, stamp, clinician, on: clear(what, stamp, clinician=clinician, on=on),
    IDS | st.sampled_from(["acute", "chest"]),
    STAMPS,
    st.booleans(),
    st.none() | st.just(DAY),
)
FACTS = st.builds(
    lambda profile, told, knee: known(profile, *told, knee=knee),
    PROFILES,
    st.lists(ASIDES | CLEARS, max_size=8),
    STAMPS,
)


def everything(found: Facts) -> dict[str, tuple[Closed, ...]]:
    return {
        identity: (*bars(one, found), *sisters(one, EXERCISES.values(), found)) for identity, one in EXERCISES.items()
    }


@steady
@given(FACTS, IDS)
def test_what_is_stopped_last_is_closed(found: Facts, identity: str) -> None:
    told = replace(found, asides=(*found.asides, aside(identity, "6")))
    assert Bar.SET_ASIDE in closed(identity, told)


@steady
@given(FACTS, ASIDES)
def test_one_more_stop_never_opens_anything(found: Facts, more: Aside) -> None:
    before, after = everything(found), everything(replace(found, asides=(*found.asides, more)))
    assert all(set(before[identity]) <= set(after[identity]) for identity in EXERCISES)


@steady
@given(FACTS, CLEARS)
def test_a_word_for_one_exercise_changes_nothing_but_it_and_its_family(found: Facts, more: Clear) -> None:
    before, after = everything(found), everything(replace(found, clears=(*found.clears, more)))
    changed = {identity for identity in EXERCISES if before[identity] != after[identity]}
    cleared = EXERCISES.get(more.what)
    family = cleared.family if cleared else None
    assert all(one == more.what or (family and EXERCISES[one].family == family) for one in changed)
    assert all(set(after[identity]) <= set(before[identity]) for identity in EXERCISES)


@steady
@given(FACTS)
def test_every_closed_exercise_names_a_rule_of_the_library_and_has_words(found: Facts) -> None:
    for identity, some in everything(found).items():
        for one in some:
            assert one.rule in shipped().rules
            said = reasons.sentence(one, shipped(), f"{EXERCISES[identity].name} is")
            assert said.isprintable()
            assert said.endswith(".")
            assert "  " not in said
            assert not {": –", "closed: .", ": ."} & {said[at : at + 3] for at in range(len(said))}


@steady
@given(FACTS)
def test_the_list_never_opens_what_is_closed_without_it(found: Facts) -> None:
    free = replace(found, profile=replace(found.profile, allowlist=None))
    for one in EXERCISES.values():
        assert set(bars(one, free)) <= set(bars(one, found))
