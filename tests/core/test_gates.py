"""Gates: a row of the table each, the days they count, and that nothing opens what came after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, steady
from tests.home import shipped
from trainer import reasons
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.closed import RULES, Bar, Clear, Closing, Facts, Gate, Lift, Reach
from trainer.core.events import ENDING, StopReason
from trainer.core.gates import NEEDED, RECORD, clears, closes_activity, closings, closings_of_stop, gates, unbroken
from trainer.core.profile import Profile

DAY = NOVEMBER.date()
HANDOUTS = {rule.id: rule.handout for rule in shipped().rules.values()}


def days(count: int) -> date:
    return DAY + timedelta(days=count)


def stamp(number: int) -> str:
    return f"{number:015d}-000000-a"


def facts(*told: Closing | Clear, **known: object) -> Facts:
    """Gather what was told in this order."""
    stamped = [replace(one, stamp=stamp(number)) for number, one in enumerate(told, 1)]
    found = Facts(
        closings=tuple(one for one in stamped if isinstance(one, Closing)),
        clears=tuple(one for one in stamped if isinstance(one, Clear)),
        handouts=HANDOUTS,
    )
    return replace(found, **known)  # type: ignore[arg-type]


def shut(found: Facts, today: date) -> list[Gate]:
    return [Gate(one.by) for one in gates(found, today)]


def closing(gate: Gate, day: int = 0) -> Closing:
    about = {Gate.CHEST: "chest-pain", Gate.NERVE: "numbness", Gate.SPASM: "spasm"}.get(gate, "flare-up")
    return Closing(gate=gate, day=days(day), about=about)


def word(what: str, day: int = 0, *, clinician: bool = True, said: int | None = None) -> Clear:
    """Make a clinician's word of a day, recorded on that day."""
    return Clear(what=what, on=days(day), clinician=clinician, said=days(day if said is None else said))


def check_in(day: int = 0, *symptoms: Symptom, after: After | None = None, of: int | None = None) -> CheckIn:
    told = days(day if of is None else of) if Symptom.FLARE_UP in symptoms else None
    return CheckIn(at=NOVEMBER + timedelta(days=day), pain=2, symptoms=frozenset(symptoms), after=after, day=told)


# What closes


@pytest.mark.parametrize(
    ("symptom", "closed"),
    [
        (Symptom.CHEST_PAIN, [Gate.CHEST]),
        (Symptom.NUMBNESS, [Gate.NERVE]),
        (Symptom.OTHER, [Gate.NERVE]),
        (Symptom.RADIATING, [Gate.NERVE]),
        (Symptom.SPASM, [Gate.SPASM, Gate.ACUTE]),
        (Symptom.FLARE_UP, [Gate.ACUTE]),
    ],
)
def test_each_symptom_closes_its_gate(symptom: Symptom, closed: list[Gate]) -> None:
    found = closings(check_in(0, symptom))
    assert [(one.gate, one.day, one.about) for one in found] == [(gate, DAY, symptom.value) for gate in closed]
    assert shut(facts(*found), DAY) == closed


def test_nothing_new_closes_nothing() -> None:
    assert closings(check_in()) == ()


def test_a_flare_up_counts_from_its_own_day_and_a_spasm_told_with_it_from_today() -> None:
    found = closings(check_in(0, Symptom.FLARE_UP, Symptom.SPASM, of=-3))
    told = {(one.gate, one.day, one.about) for one in found}
    assert told == {(Gate.ACUTE, days(-3), "flare-up"), (Gate.SPASM, DAY, "spasm"), (Gate.ACUTE, DAY, "spasm")}


@pytest.mark.parametrize(
    ("reason", "closed"),
    [
        (StopReason.PAIN, []),
        (StopReason.MORE_PAIN, []),
        (StopReason.LASTING_PAIN, []),
        (StopReason.RADIATING, []),
        (StopReason.NUMBNESS, [Gate.NERVE]),
        (StopReason.SPASM, [Gate.SPASM, Gate.ACUTE]),
        (StopReason.CHEST, [Gate.CHEST]),
    ],
)
def test_each_stop_closes_what_it_should(reason: StopReason, closed: list[Gate]) -> None:
    found = closings_of_stop(reason, DAY)
    assert [one.gate for one in found] == closed
    assert bool(closed) is (reason in ENDING)
    assert shut(facts(*found), DAY) == closed


@pytest.mark.parametrize(
    ("before", "now", "closes"),
    [
        ([], After.UP, False),
        ([After.UP], After.UP, True),
        ([After.UP, None], After.UP, True),
        ([After.UP, After.SAME], After.UP, False),
        ([After.UP], After.SAME, False),
        ([After.UP], None, False),
    ],
)
def test_pain_up_after_two_sessions_running_closes_nerve(
    before: list[After | None], now: After | None, closes: bool
) -> None:
    found = closings(check_in(0, after=now), [check_in(after=after) for after in before])
    assert [one.gate for one in found] == ([Gate.NERVE] if closes else [])


# What is closed, row by row


@pytest.mark.parametrize(
    ("gate", "started", "lift"),
    [
        (Gate.CHEST, True, Lift.DOCTOR),
        (Gate.NERVE, False, Lift.DISCUSSED),
        (Gate.SPASM, False, Lift.CHECK_IN),
        (Gate.ACUTE, False, Lift.DAY),
    ],
)
def test_a_gate_closes_exercise_and_planning_and_the_grave_ones_also_starting_activity(
    gate: Gate, started: bool, lift: Lift
) -> None:
    (found,) = gates(facts(closing(gate)), DAY)
    assert (found.by, found.reach, found.lift, found.since) == (gate, Reach.ALL, lift, DAY)
    assert closes_activity([found], planned=True) == found
    assert (closes_activity([found], planned=False) is not None) is started


def test_heart_closes_all_activity_too() -> None:
    closed = gates(facts(profile=Profile(heart_problem=True)), DAY)
    assert closes_activity(closed, planned=False) == closes_activity(closed, planned=True) == closed[0]


def test_nothing_closed_closes_no_activity() -> None:
    assert closes_activity((), planned=True) is None


def test_a_graver_gate_behind_another_still_closes_activity() -> None:
    closed = gates(facts(closing(Gate.NERVE), profile=Profile(heart_problem=True)), DAY)
    assert [one.by for one in closed] == [Gate.NERVE, Gate.HEART]
    found = closes_activity(closed, planned=False)
    assert found is not None
    assert found.by is Gate.HEART


def test_the_gravest_comes_first() -> None:
    told = [closing(gate) for gate in (Gate.ACUTE, Gate.SPASM, Gate.NERVE, Gate.CHEST)]
    everything = facts(*told, profile=Profile(heart_problem=True), handouts={})
    assert shut(everything, DAY) == list(Gate)


@pytest.mark.parametrize("missing", NEEDED)
def test_without_any_of_its_rules_exercise_is_closed(missing: str) -> None:
    found = gates(facts(handouts={rule: None for rule in NEEDED if rule != missing}), DAY)
    assert [(one.by, one.lift) for one in found] == [(Gate.RULES, Lift.REPAIR)]
    assert closes_activity(found, planned=False) is None


def test_a_record_that_cannot_be_read_closes_everything_as_it_may_be_chest_or_heart() -> None:
    found = gates(facts(unreadable=True), DAY)
    assert [(one.by, one.about) for one in found] == [(Gate.RULES, RECORD)]
    assert closes_activity(found, planned=False) == found[0]


# What opens and what does not


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE])
@pytest.mark.parametrize("later", [0, 1, 400])
def test_chest_and_nerve_open_by_a_dated_word_and_not_by_time(gate: Gate, later: int) -> None:
    assert shut(facts(closing(gate)), days(later)) == [gate]
    assert shut(facts(closing(gate), word(gate, later, clinician=False)), days(later)) == []


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE, Gate.ACUTE, Gate.SPASM])
@pytest.mark.parametrize("other", [*Gate, "childs-pose"])
def test_a_word_for_one_thing_opens_nothing_else(gate: Gate, other: str) -> None:
    opened = not shut(facts(closing(gate), word(other)), DAY)
    assert opened is (gate == other and gate is not Gate.SPASM)


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE, Gate.ACUTE, Gate.SPASM])
def test_a_word_without_a_date_opens_nothing(gate: Gate) -> None:
    assert shut(facts(closing(gate), Clear(what=gate, clinician=True, said=DAY)), DAY) == [gate]


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE, Gate.ACUTE])
def test_a_word_from_before_it_began_opens_nothing_even_when_recorded_later(gate: Gate) -> None:
    assert shut(facts(closing(gate), word(gate, -1, said=0)), DAY) == [gate]


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE, Gate.ACUTE, Gate.SPASM])
def test_what_is_told_again_later_closes_again(gate: Gate) -> None:
    assert shut(facts(word(gate, 4), closing(gate)), days(3)) == [gate]
    assert shut(facts(closing(gate), word(gate), closing(gate)), DAY) == [gate]


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE, Gate.ACUTE])
def test_an_answer_of_the_person_does_not_open_acute(gate: Gate) -> None:
    opened = not shut(facts(closing(gate), word(gate, clinician=False)), DAY)
    assert opened is (gate is not Gate.ACUTE)


@pytest.mark.parametrize(("later", "closed"), [(-1, True), (0, True), (1, True), (2, True), (3, True), (4, False)])
def test_acute_is_closed_on_days_0_to_3_and_opens_at_the_start_of_the_4th(later: int, closed: bool) -> None:
    found = gates(facts(closing(Gate.ACUTE)), days(later))
    assert bool(found) is closed
    assert all(one.until == days(4) for one in found if later >= 0)


def test_of_two_flare_ups_the_later_one_counts_in_whatever_order_they_are_told() -> None:
    one, two = closing(Gate.ACUTE, -2), closing(Gate.ACUTE)
    for told in ((one, two), (two, one)):
        assert [gate.until for gate in gates(facts(*told), days(3))] == [days(4)]


def test_a_clearance_of_one_flare_up_does_not_open_the_next() -> None:
    assert shut(facts(closing(Gate.ACUTE), word(Gate.ACUTE), closing(Gate.ACUTE, 2)), days(2)) == [Gate.ACUTE]


@pytest.mark.parametrize(
    ("said", "today", "closed"),
    [
        ([], 30, True),
        ([3], 3, True),
        ([3], 4, True),
        ([1, 2, 3], 10, True),
        ([4], 4, False),
        ([3, 9], 9, False),
        ([4], 3, True),
    ],
)
def test_spasm_opens_by_a_check_in_without_it_from_the_4th_day_on(said: list[int], today: int, closed: bool) -> None:
    over = [one for day in said for one in clears(check_in(day))]
    assert (Gate.SPASM in shut(facts(closing(Gate.SPASM), *over), days(today))) is closed


def test_the_days_of_a_spasm_count_from_the_last_one() -> None:
    (over,) = clears(check_in(5))
    told = facts(closing(Gate.SPASM), closing(Gate.SPASM, 2), over)
    assert shut(told, days(5)) == [Gate.SPASM]
    (later,) = clears(check_in(6))
    assert shut(facts(closing(Gate.SPASM), closing(Gate.SPASM, 2), later), days(6)) == []


def test_a_check_in_with_spasm_shows_nothing_over() -> None:
    assert clears(check_in(9, Symptom.SPASM)) == ()
    assert [one.what for one in clears(check_in(9, Symptom.NUMBNESS))] == [Gate.SPASM]


def test_a_spasm_tells_until_when_only_while_a_day_decides() -> None:
    told = facts(closing(Gate.SPASM))
    assert [gates(told, days(later))[0].until for later in (0, 3, 4, 9)] == [days(4), days(4), None, None]


@pytest.mark.parametrize(
    ("guidance", "trained", "today", "about"),
    [
        (None, None, 0, "guidance"),
        (None, 0, 0, "guidance"),
        (0, None, 14, None),
        (0, None, 15, "restart"),
        (0, 10, 24, None),
        (0, 10, 25, "restart"),
        (30, 10, 44, None),
        (30, 10, 45, "restart"),
    ],
)
def test_heart_opens_by_guidance_and_closes_after_14_days_away(
    guidance: int | None, trained: int | None, today: int, about: str | None
) -> None:
    told = Profile(heart_problem=True, heart_guidance=None if guidance is None else days(guidance))
    known = facts(profile=told, trained=None if trained is None else days(trained))
    assert [one.about for one in gates(known, days(today))] == ([] if about is None else [about])


@pytest.mark.parametrize("heart", [None, False])
def test_without_a_heart_problem_heart_is_open(heart: bool | None) -> None:
    assert shut(facts(profile=Profile(heart_problem=heart)), DAY) == []


@pytest.mark.parametrize(
    ("trained", "last"), [([], 0), ([5, 14], 14), ([14, 28], 28), ([15], 0), ([10, 25, 30], 10), ([-40, -3], 0)]
)
def test_training_after_a_long_break_does_not_bridge_it(trained: list[int], last: int) -> None:
    assert unbroken(DAY, map(days, trained)) == days(last)
    assert unbroken(DAY, map(days, reversed(trained))) == days(last)


# Days


def test_days_are_calendar_days_at_midnight_and_over_both_changes_of_the_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for late in (datetime(2026, 3, 27, 23, 59, tzinfo=berlin), datetime(2026, 10, 23, 23, 59, tzinfo=berlin)):
        told = facts(*closings(CheckIn(at=late, symptoms=frozenset({Symptom.SPASM}))))
        before = (late + timedelta(days=3)).date()
        assert shut(told, before) == [Gate.SPASM, Gate.ACUTE]
        assert shut(told, (late + timedelta(days=3, minutes=1)).date()) == [Gate.SPASM]


def test_a_leap_day_counts() -> None:
    told = facts(Closing(gate=Gate.ACUTE, day=date(2028, 2, 27), about="flare-up"))
    assert shut(told, date(2028, 3, 1)) == [Gate.ACUTE]
    assert shut(told, date(2028, 3, 2)) == []


def test_a_traveller_keeps_the_days_of_where_they_are() -> None:
    auckland = datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("Pacific/Auckland"))
    told = facts(*closings(CheckIn(at=auckland, symptoms=frozenset({Symptom.FLARE_UP}), day=auckland.date())))
    honolulu = ZoneInfo("Pacific/Honolulu")
    assert auckland.astimezone(honolulu).date() == date(2026, 11, 19)
    for hours in (0, 24, 96):
        assert shut(told, (auckland + timedelta(hours=hours)).astimezone(honolulu).date()) == [Gate.ACUTE]
    assert shut(told, date(2026, 11, 24)) == []


@pytest.mark.parametrize("back", [1, 5, 300])
@pytest.mark.parametrize("gate", [Gate.ACUTE, Gate.SPASM])
def test_a_clock_set_back_opens_nothing_early(gate: Gate, back: int) -> None:
    said = clears(check_in(-back))
    seen = [Clear(what=Gate.ACUTE, on=days(-back))] if gate is Gate.ACUTE else said
    assert shut(facts(closing(gate), *seen), days(-back)) == [gate]
    assert shut(facts(closing(gate), *seen), days(-back + 3)) == [gate]
    assert shut(facts(closing(gate), *seen), days(3)) == [gate]


@pytest.mark.parametrize("gate", [Gate.CHEST, Gate.NERVE, Gate.ACUTE])
def test_told_by_a_clock_that_was_ahead_a_gate_opens_by_a_word_of_today_for_good(gate: Gate) -> None:
    told = facts(closing(gate, 365), word(gate))
    assert all(not shut(told, days(later)) for later in (0, 100, 365, 366))


def test_told_by_a_clock_that_was_ahead_a_spasm_counts_from_the_first_check_in_after() -> None:
    early: list[Closing | Clear] = [closing(Gate.SPASM, 365), *clears(check_in(0)), *clears(check_in(3))]
    assert all(shut(facts(*early), days(later)) == [Gate.SPASM] for later in range(8))
    assert shut(facts(*early, *clears(check_in(4))), days(4)) == []


def test_told_by_a_clock_that_was_ahead_a_flare_up_counts_from_the_first_check_in_after() -> None:
    told = facts(closing(Gate.ACUTE, 365), Clear(what=Gate.ACUTE, on=DAY, said=DAY))
    assert [bool(shut(told, days(later))) for later in range(6)] == [True, True, True, True, False, False]


@pytest.mark.parametrize(("ahead", "closed"), [(1, []), (2, [Gate.HEART]), (300, [Gate.HEART])])
def test_a_guidance_dated_by_a_clock_that_was_ahead_does_not_hold(ahead: int, closed: list[Gate]) -> None:
    told = Profile(heart_problem=True, heart_guidance=days(ahead))
    assert shut(facts(profile=told), DAY) == closed


def test_heart_does_not_open_by_a_clock_that_is_set_back() -> None:
    told = Profile(heart_problem=True, heart_guidance=DAY)
    assert shut(facts(profile=told, latest=days(20)), days(5)) == [Gate.HEART]
    assert shut(facts(profile=told, latest=days(5)), days(5)) == []


# Properties

SMALL = st.integers(-3, 9)
SHUTTING = (Gate.CHEST, Gate.NERVE, Gate.SPASM, Gate.ACUTE)
CLOSINGS = st.builds(closing, st.sampled_from(SHUTTING), SMALL)
CLEARS = st.builds(
    lambda what, day, clinician, said: word(what, day, clinician=clinician, said=said),
    st.sampled_from([*SHUTTING, Gate.HEART, "childs-pose"]),
    SMALL,
    st.booleans(),
    st.none() | SMALL,
)
TOLD = st.lists(CLOSINGS | CLEARS, max_size=8)
PROFILES = st.builds(
    Profile, heart_problem=st.none() | st.booleans(), heart_guidance=st.none() | st.builds(days, st.integers(-20, 0))
)


@steady
@given(TOLD, PROFILES, CLOSINGS, SMALL)
def test_nothing_told_earlier_opens_what_is_told_last(
    told: list[Closing | Clear], profile: Profile, last: Closing, today: int
) -> None:
    closed = shut(facts(*told, last, profile=profile), days(today))
    rested = last.gate is Gate.ACUTE and days(today) >= last.day + timedelta(days=4)
    assert last.gate in closed or rested


@steady
@given(TOLD, PROFILES, CLOSINGS, st.integers(0, 8), SMALL)
def test_one_more_closing_never_opens_anything(
    told: list[Closing | Clear], profile: Profile, more: Closing, at: int, today: int
) -> None:
    before = shut(facts(*told, profile=profile), days(today))
    after = shut(facts(*told[:at], more, *told[at:], profile=profile), days(today))
    assert set(before) <= set(after)


@steady
@given(TOLD, PROFILES, CLEARS, st.integers(0, 8), SMALL)
def test_a_word_for_one_gate_changes_no_other(
    told: list[Closing | Clear], profile: Profile, more: Clear, at: int, today: int
) -> None:
    before = gates(facts(*told, profile=profile), days(today))
    after = gates(facts(*told[:at], more, *told[at:], profile=profile), days(today))
    assert {one.by for one in before} ^ {one.by for one in after} <= {more.what}


@steady
@given(TOLD, PROFILES, SMALL, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(
    told: list[Closing | Clear], profile: Profile, today: int, random: object
) -> None:
    found = facts(*told, profile=profile)
    closed, cleared = list(found.closings), list(found.clears)
    for mixed in (closed, cleared):
        getattr(random, "shuffle")(mixed)  # noqa: B009 - hypothesis types its Random as an object
    assert gates(replace(found, closings=tuple(closed), clears=tuple(cleared)), days(today)) == gates(
        found, days(today)
    )


@steady
@given(TOLD, PROFILES, SMALL, st.booleans())
def test_every_closed_gate_names_its_rule_and_has_words(
    told: list[Closing | Clear], profile: Profile, today: int, whole: bool
) -> None:
    for one in gates(facts(*told, profile=profile, unreadable=not whole), days(today)):
        assert one.rule in shipped().rules
        assert one.handout == shipped().rules[one.rule].handout
        said = reasons.sentence(one, shipped())
        assert said.isprintable()
        assert said.startswith("Exercises are closed")
        assert said.endswith(".")
        assert "  " not in said
        assert ": –" not in said


def test_every_gate_and_bar_has_a_rule_in_the_library() -> None:
    assert set(RULES) == {*Gate, *Bar}
    assert set(RULES.values()) <= set(shipped().rules)
    assert set(NEEDED) <= set(shipped().rules)
