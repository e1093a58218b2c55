"""The coach: sessions begun, interrupted, gone on with and folded; settings; what the history tells."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.fakes import NOVEMBER
from tests.home import AT_ONCE, Disk, Home, die, named, shipped, start
from tests.store.support import ReadOnlyFs
from trainer.coach import Coach
from trainer.codec import encode
from trainer.core.course import Status
from trainer.core.events import Cause, SkipReason, StopReason
from trainer.core.exercise import Exercise
from trainer.core.log import ActivityLog, Remembered, SessionLog
from trainer.core.pace import FirstSide, Pace
from trainer.core.record import Record
from trainer.core.settings import Look, Settings
from trainer.core.timeline import BodySide, StepKind
from trainer.errors import BusyError, NotFoundError, NotSavedError, RefusedError
from trainer.records import recall, set_aside
from trainer.run import Run
from trainer.store.lines import to_line

HOUR = 3600
DAY = NOVEMBER.date()
OTHER = """
import sys
from pathlib import Path
from tests.home import Home, named, start
from tests.fakes import FakeClock
home = Home(Path(sys.argv[1]))
run = start(home.coach().begin(named("bridge")))
home.let(run, 15)
print("running", flush=True)
sys.stdin.read()
"""
"""Another trainer: trains until its stdin is closed, and dies without a word."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def coach(home: Home) -> Coach:
    made = home.coach()
    made.change(AT_ONCE)
    return made


def interrupt(home: Home, name: str = "bridge", seconds: float = 12) -> Run:
    """Train so long, and die."""
    coach = home.coach()
    if not coach.store.standing("settings"):
        coach.change(AT_ONCE)
    run = start(coach.begin(named(name)))
    home.let(run, seconds)
    die(coach)
    return run


def only(found: tuple[Remembered, ...]) -> SessionLog:
    """Return the one session there is."""
    (one,) = found
    assert isinstance(one.what, SessionLog)
    return one.what


def write_journal(home: Home, *lines: Mapping[str, Any]) -> None:
    """Put a journal where an interrupted session would have left it."""
    folder = home.root / "store" / home.coach().store.device
    (folder / "live.jsonl").write_bytes(b"".join(to_line(line, home.clock.now()) for line in lines))


def head() -> dict[str, Any]:
    """Return a good head of a session."""
    prescriptions = [encode(one) for one in _prescribed()]
    return {
        "session": "6d9a9c1e-0000-4000-8000-000000000000",
        "name": "Bridge",
        "routine": None,
        "began": NOVEMBER.isoformat(),
        "prescriptions": prescriptions,
        "pace": encode(Pace(prepare=0, fetch=0)),
    }


def _prescribed() -> tuple[Any, ...]:
    from trainer.core.library import dosage_for
    from trainer.core.prescription import prescribe

    bridge = shipped().exercises["bridge"]
    dosage = dosage_for(bridge)
    assert dosage is not None
    return (prescribe(bridge, dosage),)


def entered(step: int = 0) -> dict[str, Any]:
    return {"at": NOVEMBER.isoformat(), "event": "entered", "step": step}


@contextmanager
def other_trainer(home: Home) -> Iterator[subprocess.Popen[str]]:
    """Have a session running in another process."""
    command = [sys.executable, "-c", OTHER, str(home.root)]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        yield process
        process.kill()


# What is interrupted


def test_nothing_is_interrupted_where_nothing_ran(home: Home) -> None:
    coach = home.coach()
    assert coach.interruption.found() is None
    assert coach.interruption.close() is None
    with pytest.raises(NotFoundError, match="no interrupted session"):
        coach.interruption.take_up()


def test_a_session_that_runs_here_is_not_interrupted(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    assert coach.interruption.found() is None
    with pytest.raises(BusyError, match="running here already"):
        coach.interruption.take_up()
    with pytest.raises(BusyError, match="running here already"):
        coach.begin(named("bridge"))
    home.finish(run)
    assert only(coach.history()).whole


def test_an_interrupted_session_is_offered_with_where_it_stood(home: Home) -> None:
    run = interrupt(home, "side-stretch", 15 + 4 + 15 + 4 + 6 + 2)
    home.clock.jump(180)
    found = home.coach().interruption.found()
    assert found is not None
    assert (found.session, found.name, found.exercise, found.id) == (
        run.head.session,
        "Side stretch",
        "Side stretch",
        "side-stretch",
    )
    assert (found.side, found.repetition, found.of) == (BodySide.RIGHT, 1, 2)


@pytest.mark.parametrize("hours", [0, 1, 4, -1, -4])
def test_it_is_offered_for_four_hours_also_by_a_clock_that_was_set_back(home: Home, hours: int) -> None:
    interrupt(home)
    found = home.coach().interruption.found()
    assert found is not None
    home.clock.jump((found.at + timedelta(hours=hours) - home.clock.now()).total_seconds())
    assert home.coach().interruption.found() == found
    assert home.coach().history() == ()


@pytest.mark.parametrize("seconds", [4 * HOUR + 60, 30 * 24 * HOUR, -5 * HOUR])
def test_after_that_it_is_folded_as_a_part_on_its_own_day(home: Home, seconds: float) -> None:
    run = interrupt(home)
    stopped = home.clock.now()
    home.clock.jump(seconds)
    coach = home.coach()
    assert coach.interruption.found() is None
    assert not home.journal.exists()
    assert [one.id for one in coach.history(DAY, DAY)] == [run.head.session]
    log = only(coach.history())
    assert [item.status for item in log.items] == [Status.PARTIAL]
    assert log.ended <= stopped
    assert coach.interruption.found() is None
    assert len(coach.history()) == 1


def test_a_session_over_midnight_is_folded_on_the_day_it_began(home: Home) -> None:
    home.clock.jump(16 * HOUR + 49 * 60 + 50)  # 23:59:50
    interrupt(home, seconds=30)
    home.clock.jump(6 * HOUR)
    coach = home.coach()
    coach.interruption.found()
    assert len(coach.history(DAY, DAY)) == 1
    assert coach.history(DAY + timedelta(days=1)) == ()


def test_where_nothing_was_done_nothing_is_folded(home: Home) -> None:
    coach = home.coach()
    start(coach.begin(named("bridge")))  # getting ready
    die(coach)
    home.clock.jump(5 * HOUR)
    later = home.coach()
    assert later.interruption.found() is None
    assert later.history() == ()
    assert not home.journal.exists()


def test_a_session_that_had_not_begun_is_not_offered(home: Home) -> None:
    coach = home.coach()
    coach.begin(named("bridge"))
    die(coach)
    later = home.coach()
    assert later.interruption.found() is None
    assert not home.journal.exists()


def test_a_session_whose_end_was_not_saved_is_folded_with_its_id(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 12)
    home.disk.full_for = ".json"
    run.do(run.session.finish)
    home.disk.full_for = ""
    later = home.coach()
    assert later.history() == ()
    assert later.interruption.found() is None
    assert [one.id for one in later.history()] == [run.head.session]
    assert not home.journal.exists()


@pytest.mark.parametrize("what", ["", ".json"])
def test_a_journal_that_stayed_takes_nothing_from_what_was_said_of_the_session(
    home: Home, coach: Coach, what: str
) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 12)
    home.disk.full, home.disk.full_for = not what, what  # with and without the end in the journal
    run.do(run.session.finish)
    home.disk.full, home.disk.full_for = False, ""
    run.rate(exertion=6, pain=1, helpful=["bridge"], note="cold")
    assert home.journal.exists()
    coach.interruption.found()
    log = only(home.coach().history())
    assert (log.exertion, log.pain, log.helpful, log.note) == (6, 1, ("bridge",), "cold")
    assert not home.journal.exists()


def test_a_journal_that_stayed_takes_nothing_from_what_was_said_of_a_walk(home: Home, coach: Coach) -> None:
    run = start(coach.begin_activity("walk", 20))
    home.let(run, 90)
    home.disk.full = True
    run.do(run.session.finish)
    home.disk.full = False
    run.rate(exertion=6, note="windy")
    home.coach().interruption.found()
    (walk,) = home.coach().history()
    assert isinstance(walk.what, ActivityLog)
    assert (walk.what.exertion, walk.what.note, walk.what.minutes) == (6, "windy", 1)


def test_folding_tries_again_until_the_disk_takes_it_and_only_once(home: Home) -> None:
    run = interrupt(home)
    home.clock.jump(5 * HOUR)
    home.disk.full = True
    coach = home.coach()
    for _ in range(3):
        assert coach.interruption.found() is None
    assert [record.id for record in coach.store.pending] == [run.head.session]
    assert home.journal.exists()
    home.disk.full = False
    assert coach.interruption.found() is None
    assert coach.store.pending == ()
    assert not home.journal.exists()
    assert [one.id for one in home.coach().history()] == [run.head.session]


def test_a_session_that_waits_to_be_saved_is_not_offered_again(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 12)
    home.disk.full = True
    run.do(run.session.finish)
    assert coach.today().interrupted is None
    assert [one.id for one in coach.today().done] == [run.head.session]
    assert [record.id for record in coach.store.pending] == [run.head.session]
    home.disk.full = False
    assert coach.today().interrupted is None
    assert coach.store.pending == ()
    assert not home.journal.exists()


def test_a_session_that_was_closed_in_vain_and_gone_on_with_is_kept_whole(home: Home) -> None:
    interrupt(home)
    home.disk.full = True
    coach = home.coach()
    coach.interruption.close()
    home.disk.full = False
    coach.store.retry()
    run = coach.interruption.take_up()
    home.finish(run)
    assert only(home.coach().history()).whole


def test_closing_gives_what_is_kept(home: Home) -> None:
    run = interrupt(home)
    coach = home.coach()
    kept = coach.interruption.close()
    assert kept is not None
    assert kept.id == run.head.session
    assert coach.history() == (kept,)
    assert coach.interruption.found() is None


def test_closing_on_a_full_disk_gives_what_waits(home: Home) -> None:
    run = interrupt(home)
    home.disk.full = True
    coach = home.coach()
    kept = coach.interruption.close()
    assert kept is not None
    assert [record.id for record in coach.store.pending] == [kept.id] == [run.head.session]
    assert home.journal.exists()


def test_a_stop_whose_record_was_cut_off_is_made_up_for(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    felt = home.clock.now()
    home.disk.full_for = "standing.json"
    run.do(lambda: run.session.stop(StopReason.PAIN))
    die(coach)
    home.disk.full_for = ""
    home.clock.jump(60)
    later = home.coach()
    assert later.set_aside() == ()
    later.interruption.take_up()
    (aside,) = home.coach().set_aside()
    assert (aside.exercise, aside.reason, aside.at) == (run.head.prescriptions[0].exercise, StopReason.PAIN, felt)


def test_a_stop_that_ended_the_session_is_made_up_for_when_it_is_folded(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 3)
    home.disk.full_for = ".json"
    run.do(lambda: run.session.stop(StopReason.SPASM))
    home.disk.full_for = ""
    later = home.coach()
    assert later.interruption.found() is None
    assert [aside.reason for aside in later.set_aside()] == [StopReason.SPASM]
    assert only(later.history()).reason is StopReason.SPASM


def test_a_later_stop_of_the_same_exercise_is_not_put_back(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    home.disk.full_for = "standing.json"
    run.do(lambda: run.session.stop(StopReason.PAIN))
    die(coach)
    home.disk.full_for = ""
    later = set_aside(run.head, 0, StopReason.RADIATING, home.clock.now() + timedelta(hours=1))
    assert later is not None
    home.coach().store.save(later)
    home.clock.jump(5 * HOUR)
    again = home.coach()
    again.interruption.found()
    assert [aside.reason for aside in again.set_aside()] == [StopReason.RADIATING]


def test_a_stop_that_was_lifted_meanwhile_stays_lifted(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    die(coach)
    home.clock.jump(60)
    later = home.coach()
    (stood,) = later.store.standing("set-aside")
    later.store.save(replace(stood, deleted=True))
    later.interruption.take_up()
    assert later.set_aside() == ()


# A journal that is none


@pytest.mark.parametrize(
    "lines",
    [
        [{}],
        [{"session": "x"}],
        [{**head(), "new key": 1}],
        [{**head(), "began": "2026-11-20T07:10:00"}],
        [head(), {"at": NOVEMBER.isoformat(), "event": "teleported"}],
        [head(), {"at": NOVEMBER.isoformat(), "event": ["entered"]}],
        [head(), {"at": NOVEMBER.isoformat()}],
        [head(), {"event": "entered", "step": 0}],
        [head(), {"at": 5, "event": "entered", "step": 0}],
        [head(), {"at": "yesterday", "event": "entered", "step": 0}],
        [head(), {"at": "2026-11-20T07:10:00", "event": "entered", "step": 0}],
        [head(), {"at": NOVEMBER.isoformat(), "event": "entered", "step": "0"}],
        [head(), entered(), {"at": NOVEMBER.isoformat(), "event": "stopped", "item": 7, "reason": "pain"}],
        [
            head(),
            entered(),
            {
                "at": NOVEMBER.isoformat(),
                "event": "held",
                "item": 0,
                "round": 1,
                "part": 0,
                "repetition": 99,
                "side": "left",
                "planned": 3,
                "seconds": 3,
                "complete": True,
            },
        ],
    ],
)
def test_a_journal_no_session_can_be_read_from_is_set_apart_and_told(home: Home, lines: list[dict[str, Any]]) -> None:
    write_journal(home, *lines)
    before = home.journal.read_bytes()
    coach = home.coach()
    assert coach.interruption.found() is None
    assert coach.interruption.close() is None
    assert not home.journal.exists()
    assert [path.read_bytes() for path in home.root.rglob("live.jsonl.*")] == [before]
    assert coach.store.notices == [
        "An interrupted session could not be read; its journal is kept in the data directory."
    ]
    home.finish(start(coach.begin(named("bridge"))))
    assert only(coach.history()).whole


@pytest.mark.parametrize("step", [-5, 999])
def test_a_journal_that_points_nowhere_holds_no_session_up(home: Home, step: int) -> None:
    write_journal(home, head(), entered(step))
    coach = home.coach()
    assert coach.interruption.found() is None
    home.finish(start(coach.begin(named("bridge"))))
    assert only(coach.history()).whole


@pytest.mark.parametrize("text", [b"", b"\x00" * 4096, b"not a journal\n", b'{"format":1}\n'])
def test_garbage_in_the_journals_place_is_kept_and_holds_no_session_up(home: Home, text: bytes) -> None:
    write_journal(home)
    path = home.root / "store" / home.coach().store.device / "live.jsonl"
    path.write_bytes(text)
    coach = home.coach()
    assert coach.interruption.found() is None
    home.finish(start(coach.begin(named("bridge"))))
    assert only(coach.history()).whole
    assert [kept.read_bytes() for kept in path.parent.glob("live.jsonl.*")] == [text]


def test_a_torn_last_line_loses_only_itself(home: Home) -> None:
    interrupt(home)
    raw = home.journal.read_bytes()
    home.journal.write_bytes(raw[:-20])
    run = home.coach().interruption.take_up()
    assert len(run.session.course.marks) >= 1


def test_the_journal_of_a_newer_trainer_is_left_alone_and_training_goes_on(home: Home) -> None:
    write_journal(home, head(), entered())
    newer = home.journal.read_bytes().replace(b'"format":1', b'"format":2')
    home.journal.write_bytes(newer)
    coach = home.coach()
    assert coach.interruption.found() is None
    run = start(coach.begin(named("bridge")))
    assert run.trouble == (
        "This session is kept in memory only: the file was written by a newer trainer: update this one."
    )
    home.finish(run)
    assert only(coach.history()).whole
    assert home.journal.read_bytes() == newer


# Going on


def test_going_on_means_the_same_exercise_repetition_and_side(home: Home) -> None:
    before = interrupt(home, "side-stretch", 15 + 4 + 15 + 4 + 6 + 2)
    stood = before.session.step
    assert stood is not None
    home.clock.jump(180)
    run = home.coach().interruption.take_up()
    assert run.session.cause is Cause.RETURNED
    ready = run.session.step
    assert ready is not None
    assert ready.kind is StepKind.PREPARE
    assert (ready.item, ready.side, ready.repetition) == (stood.item, stood.side, stood.repetition)
    run.do(run.session.press)  # go on
    run.do(run.session.press)  # get ready no longer
    assert run.session.step == stood
    home.finish(run)
    coach = home.coach()
    assert [one.id for one in coach.history()] == [before.head.session]
    assert only(coach.history()).whole
    assert not home.journal.exists()


def test_one_can_go_on_twice(home: Home) -> None:
    before = interrupt(home, "childs-pose", 20)
    for seconds in (1, 2):
        home.clock.jump(60)
        coach = home.coach()
        run = coach.interruption.take_up()
        run.do(run.session.press)
        run.do(run.session.press)
        home.let(run, seconds)
        die(coach)
    again = home.coach()
    found = again.interruption.found()
    assert found is not None
    assert (found.id, found.repetition, found.of) == ("childs-pose", 2, 2)
    home.finish(again.interruption.take_up())
    assert [one.id for one in again.history()] == [before.head.session]
    assert only(again.history()).whole


def test_a_stopped_exercise_does_not_come_back_when_one_goes_on(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    run.do(run.session.press)
    die(coach)
    home.clock.jump(60)
    again = home.coach().interruption.take_up()
    home.finish(again)
    log = only(home.coach().history())
    assert [item.status for item in log.items] == [Status.STOPPED, *[Status.DONE] * (len(log.items) - 1)]


def test_going_on_with_a_session_that_was_over_is_refused(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 12)
    home.disk.full_for = ".json"
    run.do(run.session.finish)
    home.disk.full_for = ""
    with pytest.raises(NotFoundError):
        home.coach().interruption.take_up()
    assert home.coach().interruption.close() is not None


def test_going_on_after_it_was_closed_is_refused(home: Home) -> None:
    interrupt(home)
    coach = home.coach()
    coach.interruption.close()
    with pytest.raises(NotFoundError):
        coach.interruption.take_up()
    assert start(coach.begin(named("bridge"))).trouble is None


# Beginning


def test_beginning_folds_what_was_interrupted(home: Home) -> None:
    before = interrupt(home, "childs-pose", 20)
    home.clock.jump(60)
    coach = home.coach()
    run = start(coach.begin(named("bridge")))
    assert [one.id for one in coach.history()] == [before.head.session]
    home.finish(run)
    assert [one.what.name for one in coach.history()] == ["Child's pose", "Bridge"]


def test_a_name_that_cannot_be_trained_folds_nothing(home: Home) -> None:
    interrupt(home)
    bare = replace(shipped().exercises["bridge"], dosages=())
    coach = home.coach()
    with pytest.raises(RefusedError, match="has no dosage"):
        coach.begin(bare)
    assert coach.interruption.found() is not None


def test_beginning_while_the_interrupted_one_cannot_be_saved_loses_neither(home: Home) -> None:
    before = interrupt(home, "childs-pose", 20)
    home.clock.jump(60)
    journal = home.journal.read_bytes()
    home.disk.full = True
    coach = home.coach()
    run = start(coach.begin(named("bridge")))
    assert run.trouble == "This session is kept in memory only: the disk is full: free some space."
    home.finish(run)
    assert home.journal.read_bytes() == journal
    assert [record.id for record in coach.store.pending] == [before.head.session, run.head.session]

    home.disk.full = False
    assert home.coach().interruption.found() is not None  # the trainer was ended and nothing of it was saved
    coach.store.retry()
    assert [one.id for one in home.coach().history()] == [before.head.session, run.head.session]
    home.clock.jump(5 * HOUR)
    later = home.coach()
    assert later.interruption.found() is None
    assert [one.id for one in later.history()] == [before.head.session, run.head.session]
    assert not home.journal.exists()


def test_leaving_such_a_session_keeps_what_was_done(home: Home) -> None:
    interrupt(home, "childs-pose", 20)
    home.disk.full = True
    coach = home.coach()
    run = start(coach.begin(named("bridge")))
    home.let(run, 7)
    run.leave()
    assert run.head.session in [record.id for record in coach.store.pending]


def test_a_session_goes_on_in_memory_where_nothing_can_be_written(home: Home) -> None:
    interrupt(home, "childs-pose", 20)
    coach = home.coach(ReadOnlyFs())
    run = start(coach.begin(named("bridge")))
    home.finish(run)
    assert run.remembered is not None
    assert home.journal.exists()


def test_an_exercise_is_trained_with_the_dosage_that_was_chosen(home: Home, coach: Coach) -> None:
    books = shipped().exercises["open-books"]
    run = coach.begin(books, books.dosages[1])
    assert (run.head.prescriptions[0].label, run.head.prescriptions[0].hold) == ("held", 30)


def test_a_routine_takes_its_handouts_dosages(home: Home) -> None:
    routine = named("help-your-back")
    asked = home.coach().prescribe(routine)
    assert {one.handout for one in asked if not one.ours} == {"help-your-back"}
    knee = next(one for one in asked if one.exercise == "knee-to-chest")
    assert (knee.handout, knee.hold) == ("help-your-back", 20)


@pytest.mark.parametrize("name", [*shipped().routines, *shipped().exercises])
def test_everything_shipped_can_be_begun(home: Home, name: str) -> None:
    run = start(home.coach().begin(named(name)))
    assert run.session.step is not None


def test_a_session_keeps_the_pace_it_began_with(home: Home, coach: Coach) -> None:
    coach.change(Settings(pace=Pace(prepare=0, fetch=0, release=9, first_side=FirstSide.RIGHT)))
    run = start(coach.begin(named("side-stretch")))
    home.let(run, 3)
    die(coach)
    later = home.coach()
    later.change(Settings())
    again = later.interruption.take_up()
    assert again.head.pace.release == 9
    assert again.session.step is not None
    assert again.session.step.side is BodySide.RIGHT


# Activities


@pytest.mark.parametrize("name", ["walk", "Walking", "WALK"])
def test_an_activity_is_found_by_id_or_name(home: Home, name: str) -> None:
    assert home.coach().activity(name).id == "walk"


def test_an_unknown_activity_is_answered_with_those_there_are(home: Home) -> None:
    with pytest.raises(NotFoundError, match="There are: walk, swim") as refused:
        home.coach().begin_activity("fly\x1b[31m\n" + "y" * 500, 20)
    assert refused.value.sentence.isprintable()
    assert len(refused.value.sentence) < 120


@pytest.mark.parametrize("minutes", [0, -5, 121, 2000])
def test_minutes_that_cannot_be_timed_are_refused(home: Home, minutes: int) -> None:
    with pytest.raises(RefusedError, match=f"{minutes} minutes cannot be timed; give 1 to 120"):
        home.coach().begin_activity("walk", minutes)
    assert not home.journal.exists()


@pytest.mark.parametrize("minutes", [1, 120])
def test_an_activity_may_last_a_minute_to_two_hours(home: Home, minutes: int) -> None:
    run = start(home.coach().begin_activity("walk", minutes))
    home.let(run, 12)
    assert run.session.length == minutes * 60


# Two trainers


def test_a_session_in_another_terminal_keeps_this_one_out_and_says_where_it_is(home: Home) -> None:
    coach = home.coach()
    with other_trainer(home) as other:
        assert coach.interruption.found() is None
        refusals: tuple[Callable[[], Run], ...] = (lambda: coach.begin(named("bridge")), coach.interruption.take_up)
        for refused in refusals:
            with pytest.raises(BusyError) as busy:
                refused()
            assert busy.value.sentence.startswith("A session is running in another terminal (")
            assert f"process {other.pid}, last event " in busy.value.sentence
            assert busy.value.sentence.isprintable()
        assert coach.interruption.close() is None
        assert coach.history() == ()


def test_when_the_other_one_dies_one_can_go_on_here(home: Home) -> None:
    coach = home.coach()
    with other_trainer(home) as other:
        other.kill()
        other.wait()
    found = coach.interruption.found()
    assert found is not None
    assert found.id == "bridge"
    home.finish(coach.interruption.take_up())
    assert only(coach.history()).whole


def test_of_two_that_fold_at_once_one_does(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    run = interrupt(home)
    home.clock.jump(5 * HOUR)
    coach, other = home.coach(), home.coach()
    journal = coach.store.journal()
    left = journal.left

    def left_while_the_other_folds() -> object:
        found = left()
        assert other.store.journal().adopt() is not None
        return found

    monkeypatch.setattr(journal, "left", left_while_the_other_folds)
    assert coach.interruption.found() is None
    assert coach.history() == ()
    die(other)
    monkeypatch.undo()
    assert coach.interruption.found() is None
    assert [one.id for one in coach.history()] == [run.head.session]


# Settings


def test_settings_last(home: Home) -> None:
    chosen = Settings(look=Look.LIGHT, bell=False, tick=True, pace=Pace(release=7, own_pace=True))
    coach = home.coach()
    coach.change(chosen)
    assert coach.settings == home.coach().settings == chosen
    coach.change(Settings())
    assert home.coach().settings == Settings()


def settle(home: Home, body: Mapping[str, Any]) -> None:
    """Save settings as another trainer may have written them."""
    identity = str(uuid5(NAMESPACE_URL, "trainer:settings"))
    home.coach().store.save(Record(id=identity, kind="settings", at=NOVEMBER, body=body))


@pytest.mark.parametrize(
    ("bad", "kept"),
    [
        ({"look": "neon"}, Settings(bell=False, pace=Pace(release=7))),
        ({"tick": "yes"}, Settings(look=Look.LIGHT, bell=False, pace=Pace(release=7))),
        ({"mood": "good"}, Settings(look=Look.LIGHT, bell=False, pace=Pace(release=7))),
        ({"pace": {"release": -1}}, Settings(look=Look.LIGHT, bell=False)),
        ({"pace": [], "look": 5, "mood": 1}, Settings(bell=False)),
    ],
)
def test_a_choice_that_cannot_be_read_is_its_default_and_the_others_stay(
    home: Home, bad: Mapping[str, Any], kept: Settings
) -> None:
    settle(home, {"look": "light", "bell": False, "pace": {"release": 7}, **bad})
    assert home.coach().settings == kept


def test_settings_of_nothing_readable_are_the_defaults(home: Home) -> None:
    settle(home, {"a": 1, "b": {"c": [None]}})
    assert home.coach().settings == Settings()


def test_settings_that_cannot_be_saved_are_used_all_the_same(home: Home) -> None:
    coach = home.coach()
    home.disk.full = True
    with pytest.raises(NotSavedError, match="disk is full"):
        coach.change(Settings(look=Look.LIGHT))
    assert coach.settings.look is Look.LIGHT
    home.disk.full = False
    coach.store.retry()
    assert home.coach().settings.look is Look.LIGHT


# What was done


def test_the_history_is_asked_for_by_day_both_included(home: Home, coach: Coach) -> None:
    for _ in range(3):
        home.finish(start(coach.begin(named("bridge"))))
        home.clock.jump(24 * HOUR)
    days = [one.at.date() for one in coach.history(DAY, DAY + timedelta(days=1))]
    assert days == [DAY, DAY + timedelta(days=1)]
    assert len(coach.history(DAY + timedelta(days=2))) == 1
    assert len(coach.history()) == 3


def test_what_cannot_be_read_in_the_history_is_told_once_and_kept(home: Home, coach: Coach) -> None:
    home.finish(start(coach.begin(named("bridge"))))
    (good,) = coach.store.history()
    newer = replace(good, id="newer", body={**good.body, "mood": "good"}, stamp="")
    note = Record(id="note", kind="note", at=NOVEMBER, body={"text": "hello"})
    coach.store.save(newer, note)
    later = home.coach()
    for _ in range(2):
        assert [one.id for one in later.history()] == [good.id]
    assert later.store.notices == [
        "Something in the history is not shown: this trainer cannot read it. It is kept; a newer trainer may read it."
    ]
    assert recall(note) is None
    assert len(later.store.history()) == 3


def test_today_tells_what_was_interrupted_done_and_set_aside(home: Home, coach: Coach) -> None:
    home.finish(start(coach.begin(named("bridge"))))
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    run.do(run.session.press)
    die(coach)
    today = home.coach().today()
    assert today.date == DAY
    assert [one.what.name for one in today.done] == ["Bridge"]
    assert [aside.exercise for aside in today.set_aside] == [run.head.prescriptions[0].exercise]
    assert today.interrupted is not None
    assert today.interrupted.name == "Back pain stretches"


def test_what_is_folded_today_is_done_today(home: Home) -> None:
    interrupt(home)
    home.clock.jump(5 * HOUR)
    today = home.coach().today()
    assert today.interrupted is None
    assert [one.what.name for one in today.done] == ["Bridge"]


def test_a_set_aside_that_cannot_be_read_hides_no_other(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("bridge")))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    coach.store.save(Record(id="odd", kind="set-aside", at=NOVEMBER, body={"exercise": 5}))
    assert [aside.exercise for aside in home.coach().set_aside()] == ["bridge"]


def test_a_skipped_exercise_is_in_the_history_with_its_reason(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named("back-pain-stretches")))
    run.do(lambda: run.session.skip(SkipReason.EQUIPMENT))
    home.finish(run)
    first = only(home.coach().history()).items[0]
    assert (first.status, first.reason) == (Status.SKIPPED, "equipment")


def test_the_library_is_read_when_it_is_first_asked_for(home: Home) -> None:
    reads: list[int] = []

    def load() -> Any:
        reads.append(1)
        return shipped()

    coach = Coach(home.coach().store, load, home.clock)
    assert reads == []
    assert isinstance(coach.library.exercises["bridge"], Exercise)
    assert coach.library is coach.library
    assert reads == [1]


def test_a_disk_can_be_full_and_then_not(tmp_path: Path) -> None:
    disk = Disk()
    disk.full = True
    with pytest.raises(OSError, match="No space"):
        disk.swap(tmp_path / "file", b"text")
    disk.full = False
    disk.swap(tmp_path / "file", b"text")
    assert (tmp_path / "file").read_bytes() == b"text"


def test_a_leap_day_is_a_day_of_the_history(home: Home, coach: Coach) -> None:
    home.clock.jump((date(2028, 2, 29) - DAY).days * 24 * HOUR)
    home.finish(start(coach.begin(named("bridge"))))
    assert len(coach.history(date(2028, 2, 29), date(2028, 2, 29))) == 1
    assert coach.history(date(2028, 3, 1)) == ()
