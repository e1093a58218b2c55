"""Nothing that is closed is ever offered: by an exercise, a routine, Today, a session gone on with, or the shell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import FakeClock
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.closed import Bar, Closed, Gate, Reach
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.library import Library
from trainer.core.profile import Direction
from trainer.errors import ClosedError, TrainerError
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.store.store import Store

LIBRARY = load_library(library_path())
EXERCISES = sorted(LIBRARY.exercises)

profiles = st.fixed_dictionaries(
    {},
    optional={
        "knee_pain": st.booleans(),
        "heart_problem": st.booleans(),
        "equipment": st.frozensets(st.sampled_from(Equipment), max_size=5),
        "allowlist": st.lists(st.sampled_from(EXERCISES), min_size=1, max_size=6, unique=True).map(tuple),
        "left_out": st.frozensets(st.sampled_from(EXERCISES), max_size=3),
        "direction": st.frozensets(st.sampled_from(Direction)),
    },
)
symptoms = st.frozensets(st.sampled_from(Symptom), max_size=2)
told = st.tuples(st.just("check-in"), symptoms, st.integers(0, 5))
hurt = st.tuples(st.just("hurt"), st.sampled_from(EXERCISES), st.sampled_from(StopReason))
cleared = st.tuples(st.just("clear"), st.sampled_from([*Gate, *EXERCISES]), st.booleans())
waited = st.tuples(st.just("days"), st.integers(1, 20), st.none())
lives = st.lists(st.one_of(told, hurt, cleared, waited), max_size=6)


def live(coach: Coach, clock: FakeClock, life: list[tuple[object, ...]]) -> None:
    """Let somebody tell things over days; what is refused is not told."""
    for what, one, other in life:
        today = clock.now().date()
        try:
            if what == "check-in" and isinstance(one, frozenset) and isinstance(other, int):
                day = today - timedelta(days=other) if Symptom.FLARE_UP in one else None
                coach.care.check_in(CheckIn(at=clock.now(), pain=2, symptoms=one, day=day))
            elif what == "hurt" and isinstance(one, str) and isinstance(other, StopReason):
                coach.care.hurt(one, other, "a session")
            elif what == "clear" and isinstance(one, str):
                coach.care.clear(one, on=today if other else None, clinician=bool(other))
            elif isinstance(one, int):
                clock.advance(one * 86400)
        except TrainerError:
            continue


def shut(closed: tuple[Closed, ...], *reaches: Reach) -> bool:
    return any(one.reach in reaches for one in closed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(profiles, lives)
def test_nothing_closed_is_ever_offered_and_each_closed_thing_names_its_rule(
    profile: dict[str, object], life: list[tuple[object, ...]]
) -> None:
    with TemporaryDirectory() as folder:
        clock = FakeClock()
        coach = Coach(Store(Path(folder), clock), lambda: LIBRARY, clock)
        coach.care.tell(**profile)
        live(coach, clock, life)
        gates = coach.care.gates()
        assert coach.today().gates == gates
        assert all(one.rule in LIBRARY.rules for one in gates)
        check_exercises(coach, LIBRARY, gated=bool(gates))
        check_routines(coach, LIBRARY, gated=bool(gates))
        check_activity(coach, {one.by for one in gates})


def check_exercises(coach: Coach, library: Library, *, gated: bool) -> None:
    for exercise in library.exercises.values():
        closed = coach.care.closed(exercise)
        assert all(one.rule in library.rules for one in closed)
        if gated or shut(closed, Reach.ALL):
            with pytest.raises(ClosedError):
                coach.begin(exercise)


def check_routines(coach: Coach, library: Library, *, gated: bool) -> None:
    for routine in library.routines.values():
        out = {
            item.exercise
            for item in routine.items
            if shut(coach.care.closed(library.exercises[item.exercise]), Reach.ALL, Reach.ROUTINES)
        }
        offered = {one.exercise.id for one in coach.offer(routine) if not one.closed}
        assert not offered & out
        assert offered | out == {item.exercise for item in routine.items}
        if gated or not offered:
            with pytest.raises(ClosedError):
                coach.begin(routine)
        else:
            run = coach.begin(routine)
            assert {one.exercise for one in run.head.prescriptions} == offered
            run.leave()
            coach.interruption.close()


def check_activity(coach: Coach, gates: set[Gate | Bar]) -> None:
    if gates & {Gate.CHEST, Gate.HEART}:
        with pytest.raises(ClosedError):
            coach.begin_activity("walk", 20)


def test_an_interrupted_session_does_not_go_on_through_a_closed_gate(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = Coach(Store(tmp_path, clock), lambda: LIBRARY, clock)
    run = coach.begin(LIBRARY.routines["back-pain-stretches"])
    run.do(run.session.start)
    run.leave()
    assert coach.interruption.found() is not None
    coach.care.check_in(CheckIn(at=clock.now(), symptoms=frozenset({Symptom.SPASM})))
    assert coach.interruption.found() is None


def test_what_was_set_aside_meanwhile_is_left_out_when_a_session_goes_on(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = Coach(Store(tmp_path, clock), lambda: LIBRARY, clock)
    run = coach.begin(LIBRARY.routines["back-pain-stretches"])
    run.do(run.session.start)
    run.leave()
    coach.care.hurt("bridge", StopReason.PAIN, "another session")
    again = coach.interruption.take_up()
    bridge = next(i for i, one in enumerate(again.head.prescriptions) if one.exercise == "bridge")
    assert again.session.course.closed(bridge)
    assert again.session.course.barred(bridge)


def test_knee_pain_leaves_childs_pose_out_of_its_routine_and_says_why(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = Coach(Store(tmp_path, clock), lambda: LIBRARY, clock)
    coach.care.tell(knee_pain=True)
    offers = {one.exercise.id: one.closed for one in coach.offer(LIBRARY.routines["upper-back-programme"])}
    assert [one.about for one in offers["childs-pose"]] == ["knee-pain"]
    assert offers["open-books"] == ()
