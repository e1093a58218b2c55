"""The words of a report: what stands first, and what is said of somebody who told much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.fakes import NOVEMBER
from tests.home import shipped
from tests.report.lives import Life, flare_up, quiet, week
from trainer.core.adherence import Trend
from trainer.core.checkin import Symptom
from trainer.core.closed import Bar, Clear, Closed, Gate, Lift, Reach
from trainer.core.exercise import Equipment
from trainer.core.plan import monday_of
from trainer.core.profile import Profile
from trainer.report import person, words
from trainer.report.facts import Felt, Report
from trainer.report.gather import gather
from trainer.report.page import page
from trainer.report.text import text

DAY = NOVEMBER.date()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Report:
    life = flare_up(tmp_path_factory.mktemp("life"))
    return gather(life.coach(), date(2026, 11, 2), life.clock.now().date())


def said(report: Report) -> dict[str, str]:
    return dict(words.summary(report))


def test_five_sentences_stand_first(told: Report) -> None:
    assert said(told) == {
        "Exercise": "Trained on 13 of 19 days (13 sessions). Of 4 days with a planned session, 3 were kept. "
        "On 4 days exercise was closed by a safety rule; something was done on 3 of them.",
        "Activity": "315 min; 115 of 140 planned in 1 of 3 weeks; 30 min or more on 6 of 19 days "
        "(Exercises to Help Your Back asks for 30 to 60 on most days).",
        "Pain": "Median 3 of 10 over the latest 14 days, 3 over the 14 days before. Told on 18 of 19 days. "
        "Flare-up or spasm: Sat 7 Nov.",
        "Stopped": "Twice: Bridge (pain) and Knee to chest (pain into the buttock or leg).",
        "Closed now": "Set aside: Knee to chest (pain into the buttock or leg, Sun 15 Nov) "
        "and Bridge (pain, Fri 6 Nov).",
    }


@pytest.mark.parametrize(
    ("trend", "begins"),
    [
        (Trend(latest=None, before=None), "None was told in the latest 28 days."),
        (Trend(latest=2.5, before=None), "Median 2.5 of 10 over the latest 14 days."),
        (
            Trend(latest=None, before=4.0),
            "Median 4 of 10 over the 14 days before the latest 14, in which none was told.",
        ),
    ],
)
def test_pain_that_was_not_told_is_said(told: Report, trend: Trend, begins: str) -> None:
    assert said(replace(told, account=replace(told.account, trend=trend)))["Pain"].startswith(begins)


def test_many_stops_are_counted_and_the_most_frequent_named(told: Report) -> None:
    stops = [Felt(on=DAY, name=f"Exercise {n % 7}", reason="pain") for n in range(50)]
    report = replace(told, stops=tuple(stops))
    assert said(report)["Stopped"].startswith("50 times: Exercise 0 (pain, 8 times), ")
    assert said(report)["Stopped"].endswith(" and 3 more.")
    assert "20 earlier not shown." in page(report)
    assert "20 earlier not shown." in text(report)


def test_what_hurt_later_is_not_called_a_stop(told: Report) -> None:
    stops = (Felt(on=DAY, name="Bridge", reason="pain"), Felt(on=DAY, name="Bridge", reason="pain", later=True))
    report = replace(told, stops=stops)
    assert said(report)["Stopped"] == "Twice: Bridge (pain) and Bridge (hurt later: pain)."
    assert "1 stop for what was felt, and 1 time something hurt later." in words.pain(report)
    assert ": hurt later: pain" in page(report)
    assert "Bridge: hurt later: pain" in text(report)


def test_relaxing_is_counted_apart_from_training(told: Report) -> None:
    days = [replace(day, sessions=0, relaxed=int(n < 2)) for n, day in enumerate(told.account.days)]
    report = replace(told, account=replace(told.account, days=tuple(days)))
    assert said(report)["Exercise"].startswith("Trained on 0 of 19 days (0 sessions). ")
    assert "Relaxed and rested on 2 days." in said(report)["Exercise"]


def test_an_exercise_that_was_stopped_before_it_counted_was_not_done(told: Report) -> None:
    one = replace(told.trained[0], times=0, stopped=1, hurt=2)
    assert "not done, stopped once, hurt later twice" in text(replace(told, trained=(one,)))
    assert "once, hurt later twice" in page(replace(told, trained=(one,)))


def test_notes_without_room_are_counted(told: Report) -> None:
    assert "3 older notes not shown." in page(replace(told, more=3))
    assert "3 older notes not shown." in text(replace(told, more=3))


def test_a_closed_gate_is_said_first_and_is_no_advice(tmp_path: Path) -> None:
    life = Life(tmp_path)
    life.check_in(7, Symptom.NUMBNESS)
    day = life.clock.now().date()
    report = gather(life.coach(), monday_of(day), day)
    assert said(report)["Closed now"] == (
        "All exercise is closed: numbness or tingling on Mon 2 Nov (Exercises to Help Your Back). "
        "It opens with the date on which it was discussed with a clinician."
    )
    assert said(report)["Closed now"] in " ".join(text(report).split())


@pytest.mark.parametrize("gate", list(Gate))
@pytest.mark.parametrize("lift", list(Lift))
def test_every_gate_has_words_for_somebody_else(gate: Gate, lift: Lift) -> None:
    closed = Closed(by=gate, rule="x", reach=Reach.ALL, lift=lift, since=DAY, until=DAY, about="spasm")
    sentence = person.gate(closed, shipped(), DAY)
    assert sentence.startswith("All exercise is closed: ")
    assert " you" not in sentence


@pytest.mark.parametrize("bar", [bar for bar in Bar if bar not in {Bar.SET_ASIDE, Bar.OWN}])
def test_every_reason_to_leave_out_has_words_for_somebody_else(bar: Bar) -> None:
    closed = Closed(by=bar, rule="x", reach=Reach.ALL, lift=Lift.PERSON, about="band")
    [(why, which)] = person.out({"bridge": (closed,)}, shipped())
    assert which == "Bridge"
    assert "you" not in why


def test_what_the_person_told_is_said_for_somebody_else() -> None:
    profile = Profile(
        heart_problem=True,
        heart_guidance=date(2026, 3, 1),
        equipment=frozenset({Equipment.WALL, Equipment.BAND}),
        allowlist=("bridge", "gone-since"),
    )
    found = dict(person.told(profile, shipped()))
    assert found["Knee pain"] == "not asked"
    assert found["Heart problem"] == "yes, guidance of 2026-03-01 on record"
    assert found["Equipment"] == "wall, elastic band"
    assert found["Clinician's list"] == "Bridge, gone-since"


def test_a_word_that_opened_something_is_said_with_whose_it_was() -> None:
    clears = (
        Clear(what="bridge", why="it was the chair", said=DAY, stamp="2"),
        Clear(what="nerve", on=date(2026, 11, 18), clinician=True, said=DAY, stamp="1"),
        Clear(what="spasm", said=DAY, stamp="3"),
        Clear(what="bridge", said=date(2026, 1, 1), stamp="0"),
    )
    assert [what for _, what in person.opened(clears, shipped(), date(2026, 11, 1), DAY)] == [
        "exercise after new symptoms, by a clinician's word of Wed 18 Nov",
        "Bridge, by the person: it was the chair",
    ]


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2026, 11, 2), date(2026, 11, 20), "2 – 20 Nov 2026"),
        (date(2026, 10, 26), date(2026, 11, 20), "26 Oct – 20 Nov 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 – 4 Jan 2026"),
        (DAY, DAY, "20 Nov 2026"),
    ],
)
def test_a_span_is_named_in_the_fewest_words(first: date, last: date, named: str) -> None:
    assert words.span(first, last) == named


def test_an_exercise_that_is_gone_since_keeps_its_name(tmp_path: Path) -> None:
    life = quiet(tmp_path)
    coach, day = life.coach(), life.clock.now().date()
    coach._library = replace(shipped(), exercises={k: v for k, v in shipped().exercises.items() if k != "bridge"})
    [one] = gather(coach, monday_of(day), day).trained
    assert (one.name, one.times, one.dosed) == ("Bridge", 1, ())


def test_what_was_marked_as_helpful_and_how_it_is_rated_stand_together(tmp_path: Path) -> None:
    life = week(tmp_path)
    life.coach().care.tell(helpful={"side-stretch": 1})
    day = life.clock.now().date()
    [one] = gather(life.coach(), monday_of(day), day).trained
    assert (one.times, one.stopped, words.helped(one)) == (4, 0, "helps, 4 times")


def test_a_row_has_its_year_where_years_differ(told: Report) -> None:
    first = told.account.days[0]
    older = replace(told.account, days=(replace(first, date=date(2025, 12, 29)), *told.account.days))
    assert words.row(told.periods[0], told) == "2 – 8 Nov"
    assert words.row(told.periods[0], replace(told, account=older)) == "from 2 Nov 2026"


def test_nothing_is_recommended(told: Report) -> None:
    whole = text(told).casefold()
    assert [word for word in ("should", "recommend", "you ", "diagnos", "must") if word in whole] == ["diagnos"]
