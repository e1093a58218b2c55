"""Amending: what is corrected, removed and brought back, who was faster, and that every version stays on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, FakeClock, steady
from tests.home import AT_ONCE, Home, named, shipped, start
from tests.store.support import carry
from trainer import amend
from trainer.amend import SAME, UNSAID, Change, ChangedError, GoneError
from trainer.coach import Coach
from trainer.core.course import Status
from trainer.core.events import SkipReason, StopReason
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog
from trainer.errors import NotSavedError, RefusedError
from trainer.late import MOST_NOTE, Entry, TwiceError, keep, remember

YESTERDAY = NOVEMBER - timedelta(hours=13, minutes=10)
"""Yesterday at 18:00."""
WALK = shipped().activities["walk"]
ROUTINE = "back-pain-stretches"
BERLIN = ZoneInfo("Europe/Berlin")


def walked(home: Home, minutes: int = 20, at: datetime = YESTERDAY) -> Remembered:
    coach = home.coach()
    return keep(coach, remember(coach, Entry(thing=WALK, minutes=minutes, at=at, exertion=4, note="windy")))


def told(home: Home, name: str = ROUTINE, at: datetime = YESTERDAY, minutes: int | None = None) -> Remembered:
    coach = home.coach()
    return keep(coach, remember(coach, Entry(thing=named(name), at=at, minutes=minutes)))


def trained(home: Home) -> Remembered:
    """Train a routine; its second exercise is stopped for pain, the third skipped."""
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named(ROUTINE)))
    while (step := run.session.step) is not None:
        if step.item == 1:
            run.do(lambda: run.session.stop(StopReason.PAIN))
        elif step.item == 2:
            run.do(lambda: run.session.skip(SkipReason.TIME))
        if run.session.cause is not None or run.session.length is None:
            run.do(run.session.press)
        home.let(run, 0.5)
    assert run.remembered is not None
    return run.remembered


def session(one: Remembered) -> SessionLog:
    assert isinstance(one.what, SessionLog)
    return one.what


def bout(one: Remembered) -> ActivityLog:
    assert isinstance(one.what, ActivityLog)
    return one.what


def items(one: Remembered) -> Mapping[str, ItemLog]:
    return {item.prescription.exercise: item for item in session(one).items}


def correct(home: Home, one: Remembered, change: Change) -> Remembered:
    """Correct something; it is read again as it was given back, and in one piece."""
    preview = amend.corrected(home.coach(), one, change)
    new = amend.correct(home.coach(), one, change)
    assert new == preview
    assert home.coach().history() == (new,)
    return new


# What can be corrected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(minutes=30), {"seconds": 1800.0}),
        (Change(exertion=6), {"exertion": 6}),
        (Change(exertion=None), {"exertion": None}),
        (Change(note=" dry\x1b[31m\nand warm "), {"note": "dry[31m and warm"}),
        (Change(note=""), {"note": ""}),
    ],
)
def test_each_value_of_a_bout_can_be_corrected_and_the_rest_stays(
    home: Home, change: Change, expected: Mapping[str, object]
) -> None:
    one = walked(home)
    assert correct(home, one, change) == replace(one, what=replace(bout(one), **expected))  # type: ignore[arg-type]


def test_what_is_said_of_a_session_can_be_corrected_and_taken_away(home: Home) -> None:
    one = told(home)
    said = correct(home, one, Change(exertion=5, pain=0, helpful=("bridge", "bridge"), note="good"))
    what = session(said)
    assert (what.exertion, what.pain, what.helpful, what.note) == (5, 0, ("bridge",), "good")
    assert what.items == session(one).items
    assert correct(home, said, Change(exertion=None, pain=None, helpful=(), note="")) == one


@pytest.mark.parametrize("days", [1, 19, 50, 400])
def test_it_moves_to_another_day_month_or_year_and_its_end_moves_along(home: Home, days: int) -> None:
    one = told(home)
    new = correct(home, one, Change(at=YESTERDAY - timedelta(days=days)))
    assert new.at == YESTERDAY - timedelta(days=days)
    assert session(new).ended - new.at == session(one).ended - one.at
    assert [version.what for version in amend.versions(home.coach(), new)] == [one, new]
    assert correct(home, new, Change(at=one.at)) == one


def test_it_can_move_again_and_again_and_no_month_shows_it_twice(home: Home) -> None:
    one = first = walked(home)
    for days in (40, 80, 0, 40, 1):
        one = correct(home, one, Change(at=YESTERDAY - timedelta(days=days)))
    assert len(amend.versions(home.coach(), one)) == 6
    assert len(amend.versions(home.coach(), first)) == 6


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 7, 1, 18, tzinfo=BERLIN), "2026-07-01T18:00:00+02:00"),
        (datetime(2026, 1, 1, 18, tzinfo=BERLIN), "2026-01-01T18:00:00+01:00"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN), "2026-03-29T03:30:00+02:00"),
    ],
)
def test_the_offset_is_that_of_the_day_it_moves_to(data: Path, at: datetime, said: str) -> None:
    home = Home(data, FakeClock(datetime(2026, 11, 20, 7, 10, tzinfo=BERLIN)))
    one = told(home, at=datetime(2026, 11, 19, 18, tzinfo=timezone(timedelta(hours=1))))
    new = correct(home, one, Change(at=at))
    assert new.at.isoformat() == said
    assert session(new).ended - new.at == session(one).ended - one.at


def test_a_session_over_the_change_of_the_clocks_keeps_its_length(data: Path) -> None:
    home = Home(data, FakeClock(datetime(2026, 11, 20, 7, 10, tzinfo=BERLIN)))
    one = told(home, at=datetime(2026, 11, 19, 18, tzinfo=timezone(timedelta(hours=1))))
    new = correct(home, one, Change(at=datetime(2026, 3, 29, 1, 58, tzinfo=BERLIN)))
    assert session(new).ended.astimezone(UTC) - new.at.astimezone(UTC) == session(one).ended - one.at


def test_a_time_of_another_zone_becomes_the_local_one(home: Home) -> None:
    new = correct(home, walked(home), Change(at=datetime(2026, 11, 18, 23, 30, tzinfo=UTC)))
    assert new.at.isoformat() == "2026-11-19T00:30:00+01:00"


def test_the_same_minute_is_no_other_time(home: Home) -> None:
    one = walked(home, at=YESTERDAY + timedelta(seconds=20))
    assert correct(home, one, Change(at=YESTERDAY)) == one
    assert len(amend.versions(home.coach(), one)) == 1


def test_what_stays_the_same_is_not_written_again(home: Home) -> None:
    one = walked(home)
    assert correct(home, one, Change()) == one
    assert correct(home, one, Change(minutes=20, exertion=4, note="windy", pain=None, helpful=())) == one
    assert len(amend.versions(home.coach(), one)) == 1


def test_a_bout_timed_to_the_second_keeps_its_seconds_where_the_minutes_are_the_same(home: Home) -> None:
    one = walked(home)
    coach = home.coach()
    timed = replace(one, id="timed", at=one.at - timedelta(days=1), what=replace(bout(one), seconds=1234.5))
    keep(coach, timed)
    assert bout(amend.correct(coach, timed, Change(minutes=20, exertion=5))).seconds == 1234.5


def test_a_rest_that_was_told_can_be_made_longer_and_shorter(home: Home) -> None:
    one = told(home, "relax-and-rest", minutes=5)
    for minutes in (25, 5):
        new = correct(home, one, Change(minutes=minutes))
        assert session(new).ended - new.at == timedelta(minutes=minutes)
        assert session(new).seconds == minutes * 60
        one = new


# Exercises


def test_what_was_left_out_loses_what_a_clock_measured(home: Home) -> None:
    one = told(home)
    new = correct(home, one, Change(left={"bridge": SkipReason.TIME, "knee-to-chest": UNSAID}))
    bridge, knee = items(new)["bridge"], items(new)["knee-to-chest"]
    assert (bridge.status, bridge.reason, bridge.held, bridge.marks) == (Status.SKIPPED, "time", (), ())
    assert (knee.status, knee.reason, knee.marks) == (Status.SKIPPED, None, ())
    assert bridge.planned == items(one)["bridge"].planned
    assert not session(new).whole
    assert {name: item for name, item in items(new).items() if name not in {"bridge", "knee-to-chest"}} == {
        name: item for name, item in items(one).items() if name not in {"bridge", "knee-to-chest"}
    }


def test_what_was_done_after_all_is_as_if_it_had_been_told(home: Home) -> None:
    one = told(home)
    out = correct(home, one, Change(left={"bridge": SkipReason.TIME, "knee-to-chest": UNSAID}))
    assert correct(home, out, Change(left={"bridge": None, "knee-to-chest": None})) == one


def test_what_a_clock_measured_of_an_exercise_that_was_done_stays(home: Home) -> None:
    one = trained(home)
    assert amend.corrected(home.coach(), one, Change(left={session(one).items[0].prescription.exercise: None})) == one


def test_a_stop_can_be_corrected_and_what_it_set_aside_stays(home: Home) -> None:
    one = trained(home)
    [stopped] = [item.prescription.exercise for item in session(one).stops]
    assert home.coach().history() == (one,)
    new = amend.correct(home.coach(), one, Change(left={stopped: None}))
    assert session(new).stops == ()
    assert items(new)[stopped].status is Status.DONE
    assert items(new)[stopped].late  # no clock stood behind it: it leads no step further on
    assert [aside.exercise for aside in home.coach().set_aside()] == [stopped]
    name = items(one)[stopped].prescription.name
    assert list(amend.stays(home.coach(), one)) == [
        f"{name} stays set aside: 'trainer clear {stopped}' when you are ready."
    ]


def test_what_ended_a_session_goes_with_the_stop_it_was(home: Home) -> None:
    one = told(home)
    what = session(one)
    stopped = replace(what.items[-1], status=Status.STOPPED, reason=StopReason.SPASM.value)
    ended = replace(what, items=(*what.items[:-1], stopped), whole=False, reason=StopReason.SPASM)
    broken = keep(home.coach(), replace(one, what=ended))
    assert session(correct(home, broken, Change(left={"pelvic-tilt-held": SkipReason.TIME}))).reason is StopReason.SPASM
    [broken] = home.coach().history()
    assert session(correct(home, broken, Change(left={stopped.prescription.exercise: None}))).reason is None


# What is refused


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change(minutes=0), "0 minutes cannot be kept; give 1 to 600."),
        (Change(minutes=601), "601 minutes cannot be kept; give 1 to 600."),
        (Change(exertion=0), "Exertion is 0; it is a number from 1 to 10."),
        (Change(exertion=11), "Exertion is 11; it is a number from 1 to 10."),
        (Change(note="x" * (MOST_NOTE + 1)), "The note has 201 characters; say it in 200."),
        (Change(pain=3), "Walking is activity: it has a time, minutes, exertion and a note."),
        (Change(helpful=("walk",)), "Walking is activity: it has a time, minutes, exertion and a note."),
        (Change(left={"walk": None}), "Walking is activity: it has a time, minutes, exertion and a note."),
        (Change(at=NOVEMBER + timedelta(hours=1)), "2026-11-20 08:10 is still to come; give a time up to now."),
        (
            Change(at=NOVEMBER - timedelta(minutes=10)),
            "Walking from 07:00 to 07:20 is not over yet; give an earlier time.",
        ),
        (
            Change(at=NOVEMBER - timedelta(minutes=40), minutes=45),
            "Walking from 06:30 to 07:15 is not over yet; give an earlier time.",
        ),
    ],
)
def test_what_could_not_be_told_of_a_bout_is_refused_and_it_stays(home: Home, change: Change, sentence: str) -> None:
    one = walked(home)
    for refuse in (amend.corrected, amend.correct):
        with pytest.raises(RefusedError) as refused:
            refuse(home.coach(), one, change)
        assert refused.value.sentence == sentence
    assert [version.what for version in amend.versions(home.coach(), one)] == [one]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change(pain=11), "Pain is 11; it is a number from 0 to 10."),
        (Change(pain=-1), "Pain is -1; it is a number from 0 to 10."),
        (
            Change(minutes=20),
            "Back pain stretches is kept exercise by exercise, as it was done; leave the minutes out.",
        ),
        (
            Change(left={"open-books": None}),
            "There is no 'open-books' in it. There are: pelvic-tilt-held, knee-to-chest, lower-trunk-rotation, "
            "hamstring-stretch-leg-raise, bridge.",
        ),
        (
            Change(helpful=("bri\x1bdge",)),
            "There is no 'bridge' in it. There are: pelvic-tilt-held, knee-to-chest, lower-trunk-rotation, "
            "hamstring-stretch-leg-raise, bridge.",
        ),
        (
            Change(left={item.exercise: SkipReason.TIME for item in shipped().routines[ROUTINE].items}),
            "Nothing of Back pain stretches would be left; remove it instead.",
        ),
    ],
)
def test_what_could_not_be_told_of_a_session_is_refused_and_it_stays(home: Home, change: Change, sentence: str) -> None:
    one = told(home)
    with pytest.raises(RefusedError) as refused:
        amend.correct(home.coach(), one, change)
    assert refused.value.sentence == sentence
    assert home.coach().history() == (one,)


@pytest.mark.parametrize(
    "change", [Change(at=YESTERDAY + timedelta(minutes=45)), Change(minutes=61), Change(minutes=600)]
)
def test_a_bout_cannot_come_to_be_at_the_same_time_as_another(home: Home, change: Change) -> None:
    one = walked(home)
    walked(home, 30, YESTERDAY + timedelta(minutes=60))
    with pytest.raises(TwiceError, match="Walking from 19:00, 30 min, was at the same time; give another time"):
        amend.correct(home.coach(), one, change)


def test_the_same_cannot_come_to_be_at_the_same_minute(home: Home) -> None:
    told(home)
    one = told(home, at=YESTERDAY - timedelta(days=40))
    with pytest.raises(TwiceError, match="is kept already"):
        amend.correct(home.coach(), one, Change(at=YESTERDAY))


def test_what_overlaps_already_can_still_have_its_note_corrected(home: Home) -> None:
    one = walked(home)
    twin = replace(one, id="twin")
    keep(home.coach(), twin)
    assert amend.correct(home.coach(), twin, Change(note="told twice")).what.note == "told twice"


def test_what_is_over_and_begins_at_this_minute_has_just_ended(home: Home) -> None:
    assert correct(home, walked(home), Change(at=NOVEMBER)).at == NOVEMBER - timedelta(minutes=20)


# Who was faster


Act = Callable[[Coach, Remembered], object]
ACTS: Mapping[str, Act] = {
    "correct": lambda coach, one: amend.correct(coach, one, Change(note="mine")),
    "remove": amend.remove,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("days", [0, 60])
def test_what_another_terminal_has_changed_is_not_overwritten(home: Home, act: Act, days: int) -> None:
    one = walked(home)
    here, there = home.coach(), home.coach()
    assert here.history() == there.history() == (one,)
    theirs = amend.correct(there, one, Change(exertion=6, at=one.at - timedelta(days=days)))
    with pytest.raises(ChangedError) as changed:
        act(here, one)
    assert changed.value.sentence == (
        "Walking, yesterday 18:00, was changed meanwhile; nothing was overwritten. Look at it again."
    )
    assert here.history() == (theirs,)
    assert len(amend.versions(here, one)) == 2
    act(here, theirs)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_another_terminal_has_removed_stays_removed(home: Home, act: Act) -> None:
    one = walked(home)
    here, there = home.coach(), home.coach()
    assert here.history() == (one,)
    amend.remove(there, one)
    with pytest.raises(GoneError) as gone:
        act(here, one)
    assert gone.value.sentence == "Walking, yesterday 18:00, was removed meanwhile; nothing was changed."
    assert here.history() == ()
    assert amend.restore(here, one) == one


def test_what_was_never_kept_is_gone(home: Home) -> None:
    coach = home.coach()
    with pytest.raises(GoneError):
        amend.correct(coach, remember(coach, Entry(thing=WALK, minutes=20)), Change(note="x"))


# Removed and brought back


def test_what_was_removed_comes_back_as_it_was(home: Home) -> None:
    one = walked(home)
    amend.remove(home.coach(), one)
    assert home.coach().history() == ()
    assert amend.restore(home.coach(), one) == one
    assert home.coach().history() == (one,)
    assert [version.what for version in amend.versions(home.coach(), one)] == [one, None, one]


def test_what_is_there_cannot_be_brought_back(home: Home) -> None:
    one = walked(home)
    with pytest.raises(RefusedError) as refused:
        amend.restore(home.coach(), one)
    assert refused.value.sentence == (
        "Walking, yesterday 18:00, is in the history already; there is nothing to bring back."
    )


def test_what_was_told_again_meanwhile_does_not_come_back_beside_it(home: Home) -> None:
    one = walked(home)
    amend.remove(home.coach(), one)
    walked(home, 25)
    with pytest.raises(TwiceError) as twice:
        amend.restore(home.coach(), one)
    assert twice.value.sentence == "Walking, yesterday 18:00, is kept already; remove that first."


def test_another_than_what_was_removed_does_not_come_back(home: Home) -> None:
    one = walked(home)
    new = amend.correct(home.coach(), one, Change(exertion=6))
    amend.remove(home.coach(), new)
    with pytest.raises(ChangedError):
        amend.restore(home.coach(), one)
    assert amend.restore(home.coach(), new) == new


def test_removing_opens_nothing_that_a_stop_closed(home: Home) -> None:
    one = trained(home)
    before = home.coach().set_aside()
    assert before
    amend.remove(home.coach(), one)
    assert home.coach().set_aside() == before
    assert list(amend.stays(home.coach(), one))


@pytest.mark.parametrize("act", [*ACTS.values(), amend.restore], ids=[*ACTS, "restore"])
def test_what_could_not_be_written_waits_and_nothing_is_lost(home: Home, act: Act) -> None:
    one = walked(home)
    coach = home.coach()
    restoring = act not in ACTS.values()
    if restoring:
        amend.remove(coach, one)
    home.disk.full = True
    with pytest.raises(NotSavedError):
        act(coach, one)
    assert len(coach.store.pending) == 1
    home.disk.full = False
    assert home.coach().history() == (() if restoring else (one,))
    assert coach.store.retry() == 1
    assert home.coach().history() == coach.history()
    assert len(amend.versions(home.coach(), one)) == (3 if restoring else 2)


# What it said


def test_every_version_says_when_it_was_written(home: Home) -> None:
    one = walked(home)
    home.clock.advance(3600)
    new = amend.correct(home.coach(), one, Change(exertion=6))
    found = amend.versions(home.coach(), one)
    assert [(version.written, version.what) for version in found] == [
        (NOVEMBER, one),
        (NOVEMBER + timedelta(hours=1), new),
    ]
    assert found[0].stamp < found[1].stamp
    assert found[0].written.utcoffset() == timedelta(hours=1)


def test_differences_are_said_in_lines(home: Home) -> None:
    one = walked(home)
    new = amend.corrected(
        home.coach(), one, Change(at=YESTERDAY - timedelta(days=1), minutes=30, exertion=None, note="dry")
    )
    assert list(amend.differences(one, new)) == [
        "Wed 18 Nov 18:00, was Thu 19 Nov 18:00",
        "30 min, was 20 min",
        "exertion not said, was 4",
        "note: 'dry', was 'windy'",
    ]
    assert list(amend.differences(one, one)) == []


def test_differences_of_a_session_name_its_exercises(home: Home) -> None:
    one = told(home)
    change = Change(
        left={"bridge": SkipReason.TIME}, pain=2, helpful=("knee-to-chest",), at=NOVEMBER.replace(year=2025)
    )
    assert list(amend.differences(one, amend.corrected(home.coach(), one, change))) == [
        "2025-11-20 07:10, was 2026-11-19 18:00",
        "Bridge: skipped (time), was done",
        "pain 2, was not said",
        "helpful: Knee to chest, was nothing",
    ]


def test_the_sentinel_is_one_value() -> None:
    assert Change() == Change(exertion=SAME, pain=SAME, note=SAME, helpful=SAME)


# Two devices

STEPS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["add", "correct", "move", "remove", "restore", "carry"]), st.integers(0, 3)
    ),
    max_size=14,
)


@given(STEPS, st.booleans())
@steady
def test_whatever_two_devices_do_both_come_to_the_same_history(
    steps: list[tuple[int, str, int]], swapped: bool
) -> None:
    with TemporaryDirectory() as root:
        clock = FakeClock()
        homes = [Home(Path(root) / name, clock) for name in ("one", "two")]
        coaches = [home.coach() for home in homes]
        gone: list[Remembered] = []
        for number, (device, act, which) in enumerate(steps):
            clock.advance(60)
            _act(homes, coaches, device, act, which, number, gone)
        order = (1, 0) if swapped else (0, 1)
        for device in (*order, *order):
            carry(homes[device].root, homes[1 - device].root)
        ours, theirs = (home.coach() for home in homes)
        assert ours.history() == theirs.history()
        assert ours.store.history() == theirs.store.history()


def _act(
    homes: list[Home], coaches: list[Coach], device: int, act: str, which: int, number: int, gone: list[Remembered]
) -> None:
    coach = coaches[device]
    there = coach.history()
    if act == "carry":
        carry(homes[device].root, homes[1 - device].root)
    elif act == "add":
        at = NOVEMBER - timedelta(days=30 * which, hours=1 + number)
        keep(coach, remember(coach, Entry(thing=WALK, minutes=10, at=at)))
    elif act == "restore" and gone:
        one = gone[which % len(gone)]
        if all(other.id != one.id for other in there) and amend.versions(coach, one):
            _try(lambda: amend.restore(coach, one))
    elif there:
        one = there[which % len(there)]
        if act == "remove":
            amend.remove(coach, one)
            gone.append(one)
        else:
            then = one.at - timedelta(days=31) if act == "move" else None
            _try(lambda: amend.correct(coach, one, Change(at=then, exertion=1 + number % 10)))


def _try(act: Callable[[], object]) -> None:
    """Do what may be refused: a time that is taken, or something that changed on the other device."""
    with suppress(RefusedError):
        act()
