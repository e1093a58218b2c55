"""What is told afterwards: the records it becomes, what is refused, and that nothing closes it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import NOVEMBER
from tests.home import AT_ONCE, Home, named, shipped, start
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.course import Status
from trainer.core.exercise import Exercise
from trainer.core.library import Activity
from trainer.core.log import ActivityLog, Remembered, SessionLog
from trainer.core.text import find_hostile
from trainer.errors import NotFoundError, NotSavedError, RefusedError
from trainer.late import MOST_NOTE, Entry, TwiceError, find, keep, remarks, remember, said, take_back

DAY = NOVEMBER.date()
EARLIER = NOVEMBER - timedelta(hours=13, minutes=10)
"""Yesterday at 18:00."""
HARD = "That was hard: aim for 4 to 6 – Exercises to Help Your Back."
SHORT = "Under 10 min: it counts, and is shown apart."
WALK = shipped().activities["walk"]
REST = shipped().exercises["relax-and-rest"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def tell(home: Home, entry: Entry) -> Remembered:
    """Keep something, and return it as it is read again."""
    coach = home.coach()
    kept = keep(coach, remember(coach, entry))
    [found] = [one for one in home.coach().history() if one.id == kept.id]
    assert found == kept
    return found


def session(remembered: Remembered) -> SessionLog:
    assert isinstance(remembered.what, SessionLog)
    return remembered.what


# What is meant


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("walk", "walk"),
        ("Walking", "walk"),
        ("SWIM", "swim"),
        ("relax", "relax-and-rest"),
        ("Relax and rest", "relax-and-rest"),
        ("back pain stretches", "back-pain-stretches"),
        ("midback stretch", "childs-pose"),
    ],
)
def test_activities_relax_routines_and_exercises_are_found(name: str, found: str) -> None:
    assert find(shipped(), name).id == found


def test_what_is_unknown_is_answered_with_what_there_is() -> None:
    with pytest.raises(NotFoundError, match=r"no exercise or routine 'brigde'.*bridge.*Activities: walk, swim, relax"):
        find(shipped(), "brigde")


# Activity


def test_what_has_no_time_ended_just_now(home: Home) -> None:
    kept = tell(home, Entry(thing=WALK, minutes=20))
    assert kept.at == NOVEMBER - timedelta(minutes=20)
    assert kept.what == ActivityLog(activity="walk", name="Walking", seconds=1200)


def test_the_time_that_is_said_is_when_it_began(home: Home) -> None:
    kept = tell(home, Entry(thing=WALK, minutes=45, at=EARLIER, exertion=5, note=" by the\nriver \x1b[31m"))
    assert kept.at == EARLIER
    assert (kept.what.exertion, kept.what.note) == (5, "by the river [31m")
    assert said(kept, DAY) == "Walking, 45 min, yesterday 18:00 · exertion 5 · with a note"
    assert find_hostile(kept.what.note, newlines=False) is None


def test_what_begins_at_this_minute_and_is_done_has_just_ended(home: Home) -> None:
    assert tell(home, Entry(thing=WALK, minutes=20, at=NOVEMBER)).at == NOVEMBER - timedelta(minutes=20)


def test_what_ended_at_this_minute_is_over(home: Home) -> None:
    assert tell(home, Entry(thing=WALK, minutes=20, at=NOVEMBER - timedelta(minutes=19, seconds=30)))


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (Entry(thing=WALK), "Say for how many minutes, 1 to 600, as in 'walk 20'."),
        (Entry(thing=WALK, minutes=0), "0 minutes cannot be kept; give 1 to 600."),
        (Entry(thing=WALK, minutes=601), "601 minutes cannot be kept; give 1 to 600."),
        (
            Entry(thing=WALK, minutes=20, at=NOVEMBER - timedelta(minutes=10)),
            "Walking from 07:00 to 07:20 is not over yet; give an earlier time.",
        ),
        (
            Entry(thing=WALK, minutes=20, at=NOVEMBER + timedelta(hours=1)),
            "2026-11-20 08:10 is still to come; give a time up to now.",
        ),
        (Entry(thing=WALK, minutes=20, exertion=11), "Exertion is 11; it is a number from 1 to 10."),
        (Entry(thing=WALK, minutes=20, exertion=0), "Exertion is 0; it is a number from 1 to 10."),
        (Entry(thing=WALK, minutes=20, note="x" * 201), "The note has 201 characters; say it in 200."),
        (Entry(thing=named("bridge"), minutes=20), "Bridge is kept as it is prescribed; leave the minutes out."),
        (
            Entry(thing=named("back-stretches"), minutes=20),
            "Back stretches is kept as it is prescribed; leave the minutes out.",
        ),
        (Entry(thing=REST, minutes=0), "0 minutes cannot be kept; give 1 to 600."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(home: Home, entry: Entry, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        remember(home.coach(), entry)
    assert refused.value.sentence == sentence
    assert home.coach().history() == ()


def test_a_note_may_be_as_long_as_it_may_be(home: Home) -> None:
    assert tell(home, Entry(thing=WALK, minutes=20, note="x" * MOST_NOTE)).what.note == "x" * MOST_NOTE


# Sessions


@pytest.mark.parametrize("name", [*shipped().routines, *shipped().exercises])
def test_whatever_can_be_trained_is_kept_as_it_is_prescribed(home: Home, name: str) -> None:
    coach = home.coach()
    thing = named(name)
    kept = tell(home, Entry(thing=thing, at=EARLIER, exertion=4))
    log = session(kept)
    asked = tuple(offer.prescription for offer in coach.offer(thing))
    assert tuple(item.prescription for item in log.items) == asked
    assert {item.status for item in log.items} == {Status.DONE}
    assert all(item.held == item.planned and item.marks for item in log.items)
    assert (log.whole, log.late, log.exertion) == (True, True, 4)
    assert log.routine == (None if isinstance(thing, Exercise) else thing.id)
    assert kept.at == EARLIER < log.ended < NOVEMBER


def test_it_says_and_holds_what_a_led_session_does(home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named("back-pain-stretches")))
    home.finish(run)
    assert run.remembered is not None
    led, told = session(run.remembered), session(tell(home, Entry(thing=named("back-pain-stretches"), at=EARLIER)))
    assert [item.marks for item in told.items] == [item.marks for item in led.items]
    assert [item.held for item in told.items] == [item.held for item in led.items]
    assert (led.late, told.late) == (False, True)


def test_rest_is_as_long_as_its_handout_says_or_as_one_says(home: Home) -> None:
    usual = tell(home, Entry(thing=REST))
    longer = tell(home, Entry(thing=REST, minutes=25, at=EARLIER))
    same = tell(home, Entry(thing=REST, minutes=10, at=EARLIER - timedelta(hours=1)))
    assert [session(one).seconds for one in (usual, longer, same)] == [600, 1500, 600]
    [first, second, third] = [session(one).items[0].prescription for one in (usual, longer, same)]
    assert (first.ours, second.ours, third.ours) == ((), ("duration",), ())
    assert said(longer, DAY) == "Relax and rest, 25 min, yesterday 18:00"


def test_what_is_said_of_sessions_is_how_much_they_were(home: Home) -> None:
    assert said(tell(home, Entry(thing=named("back-pain-stretches"), at=EARLIER)), DAY) == (
        "Back pain stretches, 5 exercises, yesterday 18:00"
    )
    assert said(tell(home, Entry(thing=named("bridge"), at=EARLIER)), DAY) == "Bridge, 10 × 3 s, yesterday 18:00"


# What closes nothing, and what is said twice


@pytest.mark.parametrize("symptom", Symptom)
def test_no_gate_closes_the_past(home: Home, symptom: Symptom) -> None:
    day = DAY if symptom is Symptom.FLARE_UP else None
    home.coach().care.tell(knee_pain=True, heart_problem=True, equipment=frozenset(), left_out=frozenset({"bridge"}))
    home.coach().care.check_in(CheckIn(at=NOVEMBER, pain=5, symptoms=frozenset({symptom}), day=day))
    assert home.coach().care.gates()
    tell(home, Entry(thing=WALK, minutes=20))
    tell(home, Entry(thing=named("childs-pose")))
    assert len(session(tell(home, Entry(thing=named("upper-back-programme")))).items) == 5


@pytest.mark.parametrize(
    "entry",
    [
        Entry(thing=WALK, minutes=20),
        Entry(thing=WALK, minutes=20, at=EARLIER),
        Entry(thing=named("bridge"), at=EARLIER),
        Entry(thing=named("back-stretches")),
    ],
)
def test_the_same_at_the_same_minute_is_a_double_tap(home: Home, entry: Entry) -> None:
    tell(home, entry)
    home.clock.advance(20)
    with pytest.raises(TwiceError, match="is kept already; if it was another one, give another time"):
        remember(home.coach(), entry)
    assert len(home.coach().history()) == 1


def test_another_thing_or_another_time_is_no_double_tap(home: Home) -> None:
    swim: Activity = shipped().activities["swim"]
    tell(home, Entry(thing=WALK, minutes=20, at=EARLIER))
    tell(home, Entry(thing=swim, minutes=20, at=EARLIER + timedelta(minutes=20)))
    tell(home, Entry(thing=WALK, minutes=20, at=EARLIER - timedelta(minutes=20)))
    tell(home, Entry(thing=named("bridge"), at=EARLIER))
    tell(home, Entry(thing=named("back-stretches"), at=EARLIER))
    assert len(home.coach().history()) == 5


def test_midnight_parts_no_double_tap(home: Home) -> None:
    midnight = NOVEMBER.replace(hour=0, minute=0)
    tell(home, Entry(thing=WALK, minutes=20, at=midnight - timedelta(seconds=20)))
    with pytest.raises(TwiceError):
        remember(home.coach(), Entry(thing=WALK, minutes=20, at=midnight + timedelta(seconds=20)))


def test_what_could_not_be_written_is_told_and_waits(home: Home) -> None:
    coach = home.coach()
    made = remember(coach, Entry(thing=WALK, minutes=20))
    home.disk.full = True
    with pytest.raises(NotSavedError):
        keep(coach, made)
    assert coach.history() == (made,)
    home.disk.full = False
    coach.store.retry()
    assert home.coach().history() == (made,)


# What the handouts say about it


@pytest.mark.parametrize(
    ("entry", "remarked"),
    [
        (Entry(thing=WALK, minutes=10, exertion=6), []),
        (Entry(thing=WALK, minutes=9), [SHORT]),
        (Entry(thing=WALK, minutes=20, exertion=7), [HARD]),
        (Entry(thing=WALK, minutes=5, exertion=10), [SHORT, HARD]),
        (Entry(thing=named("bridge"), exertion=8), [HARD]),
        (Entry(thing=REST, minutes=5), []),
    ],
)
def test_short_bouts_and_hard_ones_are_remarked(home: Home, entry: Entry, remarked: list[str]) -> None:
    assert list(remarks(tell(home, entry), shipped())) == remarked


# At the same time


def test_two_bouts_at_the_same_time_would_count_twice_and_are_refused(home: Home) -> None:
    tell(home, Entry(thing=WALK, minutes=45, at=EARLIER))
    swim = shipped().activities["swim"]
    for begin, minutes in ((EARLIER, 30), (EARLIER + timedelta(minutes=40), 20), (EARLIER - timedelta(minutes=10), 12)):
        with pytest.raises(TwiceError, match="Walking from 18:00, 45 min, was at the same time"):
            remember(home.coach(), Entry(thing=swim, minutes=minutes, at=begin))
    tell(home, Entry(thing=swim, minutes=20, at=EARLIER + timedelta(minutes=45)))
    tell(home, Entry(thing=WALK, minutes=10, at=EARLIER - timedelta(minutes=10)))


def test_what_was_kept_by_mistake_can_be_taken_back(home: Home) -> None:
    kept = tell(home, Entry(thing=WALK, minutes=45))
    take_back(home.coach(), kept)
    assert home.coach().history() == ()
