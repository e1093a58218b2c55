"""A run: what is trained is on disk before it is shown, and nothing that was done is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.fakes import NOVEMBER
from tests.home import AT_ONCE, Home, die, named, start
from tests.store.support import ReadOnlyFs
from trainer.coach import Coach
from trainer.core.course import Status
from trainer.core.events import Ended, Events, Held, StopReason
from trainer.core.log import ActivityLog, SessionLog
from trainer.core.settings import Settings
from trainer.records import recall, record_of
from trainer.run import CHECKPOINT, Run


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def coach(home: Home) -> Coach:
    made = home.coach()
    made.change(AT_ONCE)
    return made


def session_of(run: Run) -> SessionLog:
    """Return the session that was remembered."""
    assert run.remembered is not None
    assert isinstance(run.remembered.what, SessionLog)
    return run.remembered.what


def walk_of(run: Run) -> ActivityLog:
    """Return the bout of activity that was remembered."""
    assert run.remembered is not None
    assert isinstance(run.remembered.what, ActivityLog)
    return run.remembered.what


def troubled(run: Run) -> bool:
    """Say whether something could not be saved so far."""
    return run.trouble is not None


# From start to history


def test_a_session_that_ends_is_in_the_history(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    assert not troubled(run)
    assert run.remembered is not None
    assert home.coach().history() == (run.remembered,)
    assert (run.remembered.id, run.remembered.at) == (run.head.session, NOVEMBER)
    assert session_of(run).whole
    assert not home.journal.exists()


def test_each_event_is_on_disk_before_a_front_end_shows_it(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    events = 0
    for _ in range(60):
        told = home.let(run, 0.5)
        events += len(told)
        left = home.coach().store.journal().look()
        assert left is not None
        assert len(left.lines) == 1 + events
    assert events > 4


def test_a_cue_waits_for_no_disk_and_nobody_is_called_once_a_session_is_left(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    kept = []

    def give(events: Events) -> None:
        left = home.coach().store.journal().look()
        assert left is not None
        kept.append((len(events), len(left.lines)))

    run.cue(give)
    before = home.coach().store.journal().look()
    assert before is not None
    while not any(happened for happened, _ in kept):
        home.let(run, 0.5)
    assert kept[-1][1] == len(before.lines)
    told = len(kept)
    run.leave()
    assert len(kept) == told


def test_a_session_is_remembered_on_the_day_it_began(home: Home, coach: Coach) -> None:
    home.clock.jump(timedelta(hours=16, minutes=49, seconds=30).total_seconds())
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    began, next_day = NOVEMBER.date(), NOVEMBER.date() + timedelta(days=1)
    assert home.clock.now().date() == next_day
    assert coach.history(began, began) == (run.remembered,)
    assert coach.history(next_day, next_day) == ()
    assert session_of(run).ended.date() == next_day


def test_where_nothing_was_done_nothing_is_remembered(home: Home) -> None:
    coach = home.coach()
    run = start(coach.begin(named("bridge")))
    home.let(run, 3)  # still getting ready
    run.do(run.session.finish)
    assert run.session.over
    assert run.remembered is None
    assert coach.history() == ()
    assert not home.journal.exists()


def test_what_was_finished_early_is_kept_in_part(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 2)
    run.do(run.session.finish)
    done = [item.status for item in session_of(run).items]
    assert done == [Status.PARTIAL, *[Status.LEFT] * (len(done) - 1)]
    assert session_of(run).routine == "back-pain-stretches"
    assert session_of(run).seconds == 2


def test_a_session_knows_whether_it_is_a_walk(coach: Coach) -> None:
    assert not coach.begin(named("bridge")).activity
    die(coach)
    assert coach.begin_activity("walk", 20).activity


# Activity


def test_a_walk_is_remembered_with_its_minutes(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 20))
    home.finish(run)
    walk = walk_of(run)
    assert (walk.activity, walk.name, walk.minutes, walk.seconds, walk.planned) == ("walk", "Walking", 20, 1200, 1200)
    assert coach.history() == (run.remembered,)


def test_only_whole_minutes_that_were_walked_count(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("swim", 20))
    home.let(run, 100)
    run.do(run.session.pause)
    home.let(run, 600)
    run.do(run.session.resume)
    home.let(run, 79.5)
    run.do(run.session.finish)
    assert (walk_of(run).seconds, walk_of(run).minutes) == (179.5, 2)


def test_what_stopped_a_walk_is_remembered(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 20))
    home.let(run, 90)
    run.do(lambda: run.session.stop(StopReason.CHEST))
    assert run.session.over
    assert (walk_of(run).reason, walk_of(run).note) == (StopReason.CHEST, "")
    assert home.coach().history() == (run.remembered,)
    assert coach.set_aside() == ()  # nobody is kept from walking for good


def test_a_walk_kept_without_a_field_for_its_stop_says_it_all_the_same(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 20))
    home.let(run, 90)
    run.do(run.session.finish)
    assert run.remembered is not None
    kept = record_of(run.remembered)
    plain = {key: value for key, value in kept.body.items() if key != "reason"}
    for said, reason, note in (
        ("Stopped: chest pain or discomfort.", StopReason.CHEST, ""),
        ("Stopped: spasm. It was windy.", StopReason.SPASM, "It was windy."),
        ("Stopped: a friend.", None, "Stopped: a friend."),
    ):
        read = recall(replace(kept, body={**plain, "note": said}))
        assert read is not None
        assert isinstance(read.what, ActivityLog)
        assert (read.what.reason, read.what.note) == (reason, note)
    written = recall(replace(kept, body={**kept.body, "note": "Stopped: spasm."}))
    assert written is not None
    assert isinstance(written.what, ActivityLog)
    assert (written.what.reason, written.what.note) == (None, "Stopped: spasm.")


def test_a_walk_that_is_cut_off_keeps_all_but_its_last_minute(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 30))
    home.let(run, 15 * 60 + 20)
    die(coach)
    home.clock.jump(5 * 3600)
    later = home.coach()
    assert later.interruption.found() is None
    (walk,) = later.history()
    assert isinstance(walk.what, ActivityLog)
    assert walk.what.minutes == 15
    assert walk.at == NOVEMBER


def test_a_long_hold_is_written_down_once_a_minute(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("relax-and-rest")))
    home.let(run, 3 * CHECKPOINT + 1)
    left = coach.store.journal().look()
    assert left is not None
    noted = [line["seconds"] for line in left.lines if line["event"] == "held"]
    assert noted == [60, 120, 180]
    home.finish(run)
    assert session_of(run).seconds == 600
    assert [share.repetitions for item in session_of(run).items for share in item.held] == [1]


def test_a_hold_that_is_begun_again_is_written_down_anew(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("relax-and-rest")))
    home.let(run, 130)
    run.do(run.session.repeat)
    home.let(run, 61)
    left = coach.store.journal().look()
    assert left is not None
    assert [line["seconds"] for line in left.lines if line["event"] == "held"] == [60, 120, 130, 60]


def test_a_pause_is_not_written_down_again_and_again(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 30))
    home.let(run, 90)
    run.do(run.session.pause)
    before = home.journal.read_bytes()
    home.let(run, 600)
    assert home.journal.read_bytes() == before


# Pain


def test_a_stop_for_pain_is_on_record_before_the_session_ends(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    assert not run.session.over
    (aside,) = home.coach().set_aside()
    assert (aside.exercise, aside.reason, aside.at) == (
        run.head.prescriptions[0].exercise,
        StopReason.PAIN,
        home.clock.now(),
    )
    assert aside.session == run.head.session


def test_a_stop_of_the_exercise_before_sets_that_one_aside(home: Home, coach: Coach) -> None:
    coach.change(Settings())  # between two exercises one gets ready
    run = start(coach.begin(named("back-pain-stretches")))
    while run.session.before is None:
        home.let(run, 2)
        assert not run.session.over
    run.do(lambda: run.session.stop(StopReason.PAIN, run.session.before))
    assert not run.session.over
    (aside,) = home.coach().set_aside()
    assert aside.exercise == run.head.prescriptions[0].exercise
    run.do(run.session.finish)
    statuses = [item.status for item in session_of(run).items]
    assert statuses == [Status.STOPPED, *4 * [Status.LEFT]]


def test_a_stop_before_anything_was_held_is_remembered(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    run.do(lambda: run.session.stop(StopReason.NUMBNESS))
    assert [item.status for item in session_of(run).items] == [Status.STOPPED]
    assert session_of(run).reason is StopReason.NUMBNESS
    assert home.coach().history() == (run.remembered,)


def test_the_latest_stop_of_an_exercise_counts(home: Home, coach: Coach) -> None:
    for felt in (StopReason.PAIN, StopReason.RADIATING):
        run = start(coach.begin(named("bridge")))
        home.let(run, 2)
        run.do(partial(run.session.stop, felt))
        home.finish(run)
        reasons = [aside.reason for aside in coach.set_aside()]
        coach.care.clear("bridge", why="it is over")
    assert reasons == [StopReason.RADIATING]


# What the person says afterwards


def test_what_is_said_afterwards_is_saved_and_added_to(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    run.rate(exertion=5, helpful=["bridge"])
    said = run.rate(pain=2, note="warm")
    assert said is not None
    assert said == run.remembered
    what = session_of(run)
    assert (what.exertion, what.pain, what.helpful, what.note) == (5, 2, ("bridge",), "warm")
    assert home.coach().history() == (said,)


def test_what_is_said_again_replaces_what_was_said(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    run.rate(exertion=5, pain=3)
    run.rate(exertion=4, pain=0)
    assert (session_of(run).exertion, session_of(run).pain) == (4, 0)


def test_a_walk_is_rated_by_its_exertion_and_keeps_why_it_stopped(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 20))
    home.let(run, 90)
    run.do(lambda: run.session.stop(StopReason.CHEST))
    run.rate(exertion=7, pain=4)
    assert (walk_of(run).exertion, walk_of(run).reason) == (7, StopReason.CHEST)
    assert home.coach().history() == (run.remembered,)


def test_a_session_that_goes_on_cannot_be_rated(coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    assert run.rate(exertion=5) is None
    assert coach.history() == ()


@pytest.mark.parametrize(("exertion", "pain"), [(0, 1), (11, 1), (5, -1), (5, 11)])
def test_a_number_off_the_scale_is_refused_and_nothing_changes(
    home: Home, coach: Coach, exertion: int, pain: int
) -> None:
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    with pytest.raises(ValueError, match=r"it is a number from"):
        run.rate(exertion=exertion, pain=pain)
    assert session_of(run).exertion is None
    assert home.coach().history() == (run.remembered,)


# Leaving for later


def test_what_is_left_for_later_keeps_what_was_held(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("childs-pose")))
    home.let(run, 9)
    run.leave()
    home.clock.jump(60)
    again = home.coach().interruption.take_up()
    assert [mark.seconds for mark in again.session.course.marks.values()] == [9]
    again.do(again.session.finish)
    assert session_of(again).seconds == 9


def test_the_hours_in_which_one_can_go_on_begin_with_leaving(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 4)  # letting go after the first hold
    run.do(run.session.pause)
    home.clock.jump(3 * 3600)
    run.leave()
    left = home.clock.now()
    home.clock.jump(3 * 3600)
    found = home.coach().interruption.found()
    assert found is not None
    assert found.at == left


def test_after_leaving_nothing_happens_any_more(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("childs-pose")))
    home.let(run, 5)
    run.leave()
    before = home.journal.read_bytes()
    assert home.let(run, 100) == ()
    assert run.do(run.session.finish) == ()
    run.leave()
    assert home.journal.read_bytes() == before
    assert coach.history() == ()


def test_leaving_before_anything_was_done_leaves_nothing_in_the_history(home: Home) -> None:
    coach = home.coach()
    run = start(coach.begin(named("childs-pose")))
    home.let(run, 3)
    run.leave()
    assert coach.interruption.close() is None
    assert coach.history() == ()
    assert not home.journal.exists()


def test_leaving_a_session_that_is_over_changes_nothing(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    run.leave()
    assert coach.history() == (run.remembered,)


# A disk that does not take it


def test_a_full_disk_is_told_at_once_and_training_goes_on(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.disk.full = True
    told = home.let(run, 10)
    assert any(isinstance(event, Held) for event in told)
    assert run.trouble == "Not saved: the disk is full: free some space. It is kept in memory and tried again."


def test_trouble_is_over_when_the_disk_has_everything(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.disk.full = True
    home.let(run, 10)
    home.disk.full = False
    home.let(run, 10)
    assert not troubled(run)
    die(coach)
    again = home.coach().interruption.take_up()
    assert len(again.session.course.marks) == len(run.session.course.marks)


def test_a_session_that_cannot_be_saved_waits_and_keeps_its_journal(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 10)
    home.disk.full = True
    run.do(run.session.finish)
    assert run.remembered is not None
    assert troubled(run)
    assert [record.id for record in coach.store.pending] == [run.head.session]
    assert home.journal.exists()
    home.disk.full = False
    assert coach.store.retry() == 1
    assert not troubled(run)
    assert coach.history() == (run.remembered,)


def test_a_stop_that_cannot_be_saved_is_told_although_the_journal_has_it(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    home.disk.full_for = "standing.json"
    run.do(lambda: run.session.stop(StopReason.PAIN))
    home.let(run, 3)
    assert troubled(run)
    assert len(coach.set_aside()) == 1  # it holds all the same
    home.disk.full_for = ""
    coach.store.retry()
    assert not troubled(run)
    assert len(home.coach().set_aside()) == 1


def test_what_is_said_afterwards_waits_like_the_session(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 10)
    home.disk.full = True
    run.do(run.session.finish)
    run.rate(exertion=6)
    assert troubled(run)
    home.disk.full = False
    coach.store.retry()
    assert home.coach().history() == (run.remembered,)


def test_leaving_a_session_that_is_not_on_disk_ends_it_rather_than_losing_it(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 5)
    home.disk.full = True
    home.let(run, 10)
    run.leave()
    assert run.session.over
    assert [record.id for record in coach.store.pending] == [run.head.session]
    home.disk.full = False
    coach.store.retry()
    assert coach.history() == (run.remembered,)
    assert session_of(run).seconds > 5


def test_a_read_only_directory_is_told_from_the_start_and_what_was_done_waits(home: Home) -> None:
    coach = home.coach(ReadOnlyFs())
    run = start(coach.begin(named("bridge")))
    assert run.trouble == "This session is kept in memory only: the directory is read-only."
    home.finish(run)
    assert session_of(run).whole
    assert [record.id for record in coach.store.pending] == [run.head.session]


def test_leaving_in_a_read_only_directory_keeps_what_was_done(home: Home) -> None:
    coach = home.coach(ReadOnlyFs())
    coach._settings = AT_ONCE
    run = start(coach.begin(named("childs-pose")))
    home.let(run, 7)
    run.leave()
    assert session_of(run).seconds == 7
    assert [record.id for record in coach.store.pending] == [run.head.session]


# Two terminals


def test_a_session_that_was_taken_over_goes_on_there_and_saves_nothing_here(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 5)
    other = home.coach()
    assert other.store.journal().adopt(force=True) is not None
    assert home.let(run, 5) == ()
    assert run.lost
    assert (run.trouble or "").startswith("This session was taken over in another terminal")
    assert run.do(run.session.finish) == ()
    run.leave()
    assert coach.history() == ()
    assert home.journal.exists()


def test_the_end_of_a_session_that_was_taken_over_is_not_told_here(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 5)
    home.coach().store.journal().adopt(force=True)
    assert not any(isinstance(event, Ended) for event in run.do(run.session.finish))
    assert run.remembered is None


def test_the_first_settings_are_the_defaults(home: Home) -> None:
    assert home.coach().settings == Settings()
