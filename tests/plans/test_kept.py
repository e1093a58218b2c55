"""Kept plans: two machines' edits merge, every change can be taken back, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeClock, steady
from tests.home import Disk
from trainer.core.plan import Choice, Edit, Outline, Outlined, Plan, Planned
from trainer.core.record import Record
from trainer.plans import kept
from trainer.store.store import Store

MONDAY = date(2026, 11, 16)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)


def store(root: Path, clock: FakeClock | None = None) -> Store:
    return Store(root, clock or FakeClock(), Disk())


def outline(*exercises: str, activity: int = 30) -> Outline:
    day = Outlined(at=time(7), minutes=15, items=tuple(Planned(exercise=one) for one in exercises), activity=activity)
    return Outline(days=(*(Outlined(),) * 4, day, *(Outlined(),) * 2), basis="a basis")


def keep(day: date, exercise: str) -> Edit:
    return Edit(day=day, what=exercise, choice=Choice.KEEP, item=Planned(exercise=exercise))


def drop(day: date, exercise: str) -> Edit:
    return Edit(day=day, what=exercise, choice=Choice.DROP)


def planned(root: Store) -> list[str]:
    return [one.exercise for one in kept.read(root, MONDAY).plan.items(FRIDAY)]


def test_an_outline_and_changes_come_back_as_they_were_kept(tmp_path: Path) -> None:
    edits = [
        keep(FRIDAY, "bridge"),
        Edit(day=TUESDAY, what="activity", minutes=40),
        Edit(day=FRIDAY, what="order", order=("bridge", "side-stretch")),
        Edit(day=FRIDAY, what="time", at=time(18, 30)),
    ]
    kept.write(store(tmp_path), MONDAY, outline=outline("side-stretch"), edits=edits)
    found = kept.read(store(tmp_path), MONDAY)
    assert found.plan == Plan(monday=MONDAY, outline=outline("side-stretch"), generation=1).with_edits(edits)
    assert (found.generation, found.unreadable) == (1, 0)
    assert found.plan.minutes(TUESDAY) == 40
    assert found.plan.minutes(FRIDAY) == 30
    assert found.plan.at(FRIDAY) == time(18, 30)
    assert kept.read(store(tmp_path), MONDAY + timedelta(days=7)).plan.empty


def test_two_processes_changes_of_the_same_week_are_both_kept(tmp_path: Path) -> None:
    one, other = store(tmp_path), store(tmp_path)
    kept.write(one, MONDAY, outline=outline("side-stretch", "open-books"))
    kept.write(one, MONDAY, edits=[keep(FRIDAY, "bridge")])
    kept.write(other, MONDAY, edits=[drop(FRIDAY, "open-books")])
    assert planned(one) == planned(other) == ["side-stretch", "bridge"]


def test_after_two_machines_meet_the_newest_outline_holds_and_changes_by_hand_survive(tmp_path: Path) -> None:
    clock = FakeClock()
    here, there = tmp_path / "here", tmp_path / "there"
    kept.write(store(here, clock), MONDAY, outline=outline("side-stretch"), edits=[keep(FRIDAY, "bridge")])
    clock.advance(60)
    kept.write(store(there, clock), MONDAY, outline=outline("open-books", "hip-rotator-stretch"))
    kept.write(store(there, clock), MONDAY, edits=[drop(FRIDAY, "hip-rotator-stretch")])
    for folder in (there / "store").iterdir():
        folder.rename(here / "store" / folder.name)
    assert planned(store(here, clock)) == ["open-books", "bridge"]


def test_each_change_can_be_taken_back_and_done_again_by_any_process(tmp_path: Path) -> None:
    kept.write(store(tmp_path), MONDAY, outline=outline("side-stretch"))
    kept.write(store(tmp_path), MONDAY, edits=[keep(FRIDAY, "bridge"), drop(FRIDAY, "side-stretch")])
    kept.write(store(tmp_path), MONDAY, outline=outline("open-books"))
    states = []
    while kept.undo(store(tmp_path), MONDAY, MONDAY):
        states.append(planned(store(tmp_path)))
    assert states == [["bridge"], ["side-stretch"], []]
    assert kept.read(store(tmp_path), MONDAY).plan.empty
    states = []
    while kept.redo(store(tmp_path), MONDAY, MONDAY):
        states.append(planned(store(tmp_path)))
    assert states == [["side-stretch"], ["bridge"], ["open-books", "bridge"]]
    assert kept.can(store(tmp_path), MONDAY) == (True, False)


def test_a_new_change_ends_what_could_be_done_again(tmp_path: Path) -> None:
    kept.write(store(tmp_path), MONDAY, edits=[keep(FRIDAY, "bridge")])
    kept.undo(store(tmp_path), MONDAY, MONDAY)
    assert kept.can(store(tmp_path), MONDAY) == (False, True)
    kept.write(store(tmp_path), MONDAY, edits=[keep(FRIDAY, "open-books")])
    assert kept.can(store(tmp_path), MONDAY) == (True, False)
    assert not kept.redo(store(tmp_path), MONDAY, MONDAY)
    assert planned(store(tmp_path)) == ["open-books"]


def test_two_processes_that_take_the_same_change_back_take_back_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = store(tmp_path), store(tmp_path)
    kept.write(one, MONDAY, edits=[keep(FRIDAY, "bridge")])
    kept.write(one, MONDAY, edits=[keep(FRIDAY, "open-books")])
    seen = kept._changes(other, MONDAY)
    assert kept.undo(one, MONDAY, MONDAY)
    with monkeypatch.context() as late:
        late.setattr(kept, "_changes", lambda *_: seen)
        assert kept.undo(other, MONDAY, MONDAY)
    assert planned(one) == ["bridge"]
    assert kept.can(one, MONDAY) == (True, True)
    assert kept.undo(one, MONDAY, MONDAY)
    assert planned(one) == []
    assert kept.redo(other, MONDAY, MONDAY)
    assert planned(other) == ["bridge"]


def test_taking_a_change_back_leaves_the_days_that_are_over_as_they_were_planned(tmp_path: Path) -> None:
    day = Outlined(at=time(7), minutes=15, items=(Planned(exercise="bridge"),), activity=10)
    week = Outline(days=(day,) * 7)
    kept.write(store(tmp_path), MONDAY, outline=week)
    wednesday = MONDAY + timedelta(days=2)
    assert kept.undo(store(tmp_path), MONDAY, wednesday)
    plan = kept.read(store(tmp_path), MONDAY).plan
    assert [len(plan.items(one)) for one in plan.days] == [1, 1, 0, 0, 0, 0, 0]
    assert kept.redo(store(tmp_path), MONDAY, wednesday)
    assert kept.read(store(tmp_path), MONDAY).plan.outline == week


def test_what_is_let_go_of_stays_until_the_week_is_planned_anew(tmp_path: Path) -> None:
    kept.write(store(tmp_path), MONDAY, outline=outline("side-stretch"))
    let = Edit(day=FRIDAY, what="bridge", choice=Choice.LET, item=Planned(exercise="bridge"), generation=1)
    kept.write(store(tmp_path), MONDAY, edits=[let])
    assert planned(store(tmp_path)) == ["side-stretch", "bridge"]
    assert kept.read(store(tmp_path), MONDAY).plan.kept(FRIDAY) == frozenset()
    kept.write(store(tmp_path), MONDAY, outline=outline("open-books"))
    assert planned(store(tmp_path)) == ["open-books"]


def test_taking_a_change_back_touches_no_other_week(tmp_path: Path) -> None:
    after = MONDAY + timedelta(days=7)
    kept.write(store(tmp_path), after, edits=[keep(after, "bridge")])
    kept.write(store(tmp_path), MONDAY, edits=[keep(FRIDAY, "bridge")])
    kept.undo(store(tmp_path), MONDAY, MONDAY)
    assert [one.exercise for one in kept.read(store(tmp_path), after).plan.items(after)] == ["bridge"]


@pytest.mark.parametrize(
    "body",
    [
        {"outline": {"days": []}},
        {"outline": "rubbish"},
        {"outline": {"days": [{}] * 7}, "generation": "many"},
        {"day": "2026-11-20", "what": "bridge", "choice": "eat"},
        {"day": "2027-01-01", "what": "bridge", "choice": "keep"},
        {"day": "2026-11-20", "what": "activity", "minutes": 2000},
        {},
    ],
)
def test_what_cannot_be_read_is_counted_and_the_rest_is_shown(tmp_path: Path, body: dict[str, object]) -> None:
    kept.write(store(tmp_path), MONDAY, edits=[keep(FRIDAY, "bridge")])
    at = kept.NOON
    record = Record(
        id="00000000-0000-4000-8000-000000000001",
        kind="plan",
        at=FakeClock().now().combine(MONDAY, at),
        body=body,
    )
    store(tmp_path).save(record)
    found = kept.read(store(tmp_path), MONDAY)
    assert [one.exercise for one in found.plan.items(FRIDAY)] == ["bridge"]
    assert found.unreadable == 1


edits = st.lists(
    st.tuples(st.sampled_from(("bridge", "open-books", "side-stretch")), st.sampled_from((keep, drop))), max_size=3
).map(lambda drawn: [make(FRIDAY, name) for name, make in drawn])
outlines = st.none() | st.lists(st.sampled_from(("bridge", "open-books", "x")), max_size=3, unique=True).map(
    lambda names: outline(*names)
)
turns: st.SearchStrategy[tuple[str, Outline | None, list[Edit]]] = st.tuples(
    st.just("write"), outlines, edits
) | st.tuples(st.sampled_from(("undo", "redo")), st.none(), st.just([]))


@steady
@given(life=st.lists(turns, max_size=8))
def test_undo_and_redo_walk_through_the_plans_that_were(life: list[tuple[str, Outline | None, list[Edit]]]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        home = store(Path(folder))
        past, future = [Plan(monday=MONDAY)], list[Plan]()
        for what, new, changes in life:
            if what == "write" and (new is not None or changes):
                kept.write(home, MONDAY, outline=new, edits=changes)
                past.append(
                    Plan(monday=MONDAY, outline=new or past[-1].outline, edits=past[-1].edits).with_edits(changes)
                )
                future.clear()
            elif what == "undo" and len(past) > 1:
                assert kept.undo(home, MONDAY, MONDAY)
                future.append(past.pop())
            elif what == "redo" and future:
                assert kept.redo(home, MONDAY, MONDAY)
                past.append(future.pop())
            assert replace(kept.read(home, MONDAY).plan, generation=0) == past[-1]
            assert kept.can(home, MONDAY) == (len(past) > 1, bool(future))


def test_many_weeks_read_at_once_are_what_each_is_alone(tmp_path: Path) -> None:
    root, weeks = store(tmp_path), [MONDAY + timedelta(days=7 * n) for n in range(-60, 3, 3)]
    for number, monday in enumerate(weeks):
        day = monday + timedelta(days=4)
        kept.write(root, monday, outline=outline("side-stretch", activity=10 * (number % 6)))
        kept.write(root, monday, edits=[keep(day, "bridge")])
    kept.write(root, weeks[2], outline=outline("open-books"))
    assert kept.undo(root, weeks[3], weeks[3])
    found = kept.read_all(root.history())
    assert found == {monday: kept.read(root, monday) for monday in weeks}
    assert found[weeks[2]].generation == 2


def test_of_many_weeks_what_is_no_plan_or_on_no_monday_is_passed_over(tmp_path: Path) -> None:
    root = store(tmp_path)
    kept.write(root, MONDAY, edits=[keep(FRIDAY, "bridge")])
    (record,) = root.history()
    root.save(
        replace(record, id="1", stamp="", kind="other"), replace(record, id="2", stamp="", at=record.at + timedelta(1))
    )
    root.save(replace(record, id="3", stamp="", body={"outline": 3}))
    found = kept.read_all(root.history())
    assert list(found) == [MONDAY]
    assert found[MONDAY].unreadable == 1
    assert kept.read_all(()) == {}
