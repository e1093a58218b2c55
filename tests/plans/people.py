"""People: ten and more kinds of persons, each with a week as a physiotherapist would read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from tests.home import Home, shipped
from trainer import lacking, planned, reasons, wording
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.exercise import Equipment
from trainer.core.log import ActivityLog, Remembered
from trainer.core.profile import Direction, Slot
from trainer.core.weekly import Status, Week
from trainer.plans.desk import Desk
from trainer.records import record_of

DAY = 86400
SEVEN = time(7, tzinfo=timezone(timedelta(hours=1)))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, kw_only=True)
class Person:
    """One kind of person: what they told and lived before the week that is planned."""

    about: str
    live: Callable[[Home, Coach], None]


PEOPLE: dict[str, Person] = {}


def person(about: str) -> Callable[[Callable[[Home, Coach], None]], Callable[[Home, Coach], None]]:
    """Keep a person under the function's name."""

    def keep(live: Callable[[Home, Coach], None]) -> Callable[[Home, Coach], None]:
        PEOPLE[live.__name__.replace("_", "-")] = Person(about=about, live=live)
        return live

    return keep


def free(**days: int) -> dict[str, tuple[Slot, ...]]:
    """Return free time at seven on some weekdays, in minutes."""
    return {day: (Slot(at=time(7), minutes=minutes),) for day, minutes in days.items()}


def to_sunday(home: Home) -> None:
    """Let it become the Sunday evening before the week."""
    while home.clock.now().date().weekday() != 6:
        home.clock.advance(DAY)
    home.clock.advance(13 * 3600)


@person("A beginner who told nothing: 15 minutes a day are assumed.")
def beginner(home: Home, coach: Coach) -> None:
    to_sunday(home)


@person("Three free days of 20 minutes.")
def three_free_days(home: Home, coach: Coach) -> None:
    coach.care.tell(free=free(mon=20, wed=20, sat=20))
    to_sunday(home)


@person("Knee pain, and nothing at home, not even a wall.")
def knee_pain_and_nothing_at_home(home: Home, coach: Coach) -> None:
    coach.care.tell(knee_pain=True, equipment=frozenset())
    to_sunday(home)


@person("All equipment, 20 minutes a day, and used to exercise.")
def all_equipment(home: Home, coach: Coach) -> None:
    coach.care.tell(equipment=frozenset(Equipment), free=free(**dict.fromkeys(WEEKDAYS, 20)))
    to_sunday(home)


@person("A clinician's list of three exercises.")
def list_of_three(home: Home, coach: Coach) -> None:
    coach.care.tell(allowlist=("pelvic-tilt-held", "knee-to-chest", "bridge"))
    to_sunday(home)


@person("Walks 60 minutes on five days a week; 10 minutes a day for exercise.")
def walker(home: Home, coach: Coach) -> None:
    coach.care.tell(usual_activity=300, free=free(**dict.fromkeys(WEEKDAYS, 10)))
    for _ in range(14):
        if home.clock.now().date().weekday() < 5:
            walk(home, coach, 60)
        home.clock.advance(DAY)
    to_sunday(home)


@person("A flare-up on Sunday: the first days are closed, then the way back.")
def after_a_flare_up(home: Home, coach: Coach) -> None:
    to_sunday(home)
    now = home.clock.now()
    coach.care.check_in(CheckIn(at=now, pain=6, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date()))


@person("Eight weeks of doing everything that was planned.")
def eight_weeks_on(home: Home, coach: Coach) -> None:
    to_sunday(home)
    for _ in range(8):
        do_a_week(home, coach)


@person("Arching hurts; left out the side stretch; finds the bridge very helpful.")
def arching_hurts(home: Home, coach: Coach) -> None:
    coach.care.tell(
        direction=frozenset({Direction.ARCHING}), left_out=frozenset({"side-stretch"}), helpful={"bridge": 2}
    )
    to_sunday(home)


@person("An office worker: ten minutes in the morning and 15 at noon on weekdays, none at the weekend.")
def office(home: Home, coach: Coach) -> None:
    slots = (Slot(at=time(7), minutes=10), Slot(at=time(12, 30), minutes=15))
    coach.care.tell(free=dict.fromkeys(WEEKDAYS[:5], slots), equipment=frozenset({Equipment.WALL, Equipment.CHAIR}))
    to_sunday(home)


@person("No free time at all.")
def no_time(home: Home, coach: Coach) -> None:
    coach.care.tell(free={"mon": ()})
    to_sunday(home)


@person("A band with an anchor, five minutes on each day.")
def five_minutes(home: Home, coach: Coach) -> None:
    have = frozenset({Equipment.WALL, Equipment.BAND, Equipment.ANCHOR})
    coach.care.tell(free=free(**dict.fromkeys(WEEKDAYS, 5)), equipment=have)
    to_sunday(home)


def walk(home: Home, coach: Coach, minutes: int) -> None:
    """Let somebody walk now."""
    bout = ActivityLog(activity="walk", name="Walking", seconds=60.0 * minutes)
    at = home.clock.now()
    coach.store.save(record_of(Remembered(id=f"00000000-0000-4000-8000-{int(at.timestamp()):012}", at=at, what=bout)))


def do_a_week(home: Home, coach: Coach) -> None:
    """Plan the week after this Sunday, and do all of it."""
    desk = Desk(coach)
    monday = home.clock.now().date() + timedelta(days=1)
    desk.take(desk.best(monday))
    for n in range(7):
        home.clock.advance((datetime.combine(monday + timedelta(days=n), SEVEN) - home.clock.now()).total_seconds())
        day = desk.today()
        if day.session is not None and day.session.open:
            run = desk.begin()
            run.do(run.session.start)
            home.finish(run)
        if day.activity.planned:
            walk(home, coach, day.activity.planned)
    home.clock.advance(13 * 3600)


def planned_week(home: Home, coach: Coach) -> Week:
    """Plan the week after this Sunday."""
    desk = Desk(coach)
    return desk.take(desk.best(home.clock.now().date() + timedelta(days=1)))


def lines(week: Week, about: str) -> Iterator[str]:
    """Write a week out."""
    library = shipped()
    yield about
    yield planned.title(week.monday)
    if week.blocked is not None:
        yield reasons.sentence(week.blocked, library)
    for day in week.days:
        yield ""
        yield _head(week, day.date)
        for item in () if day.session is None else day.session.items:
            sign = wording.SIGNS[item.prescription.kind]
            closed = "" if item.status is not Status.CLOSED else " (closed)"
            yield f"  {sign} {item.exercise.name:<38} {wording.prescription(item.prescription)}{closed}"
    yield ""
    yield from planned.balance(week.balance)
    yield from lacking.gaps(week, library)


def _head(week: Week, on: date) -> str:
    day = week.day(on)
    parts = [wording.day(on)]
    if day.blocked is not None:
        parts.append("closed")
    if day.session is not None:
        parts.append(f"{day.session.at:%H:%M}, {wording.minutes(day.session.seconds)} of {day.session.room}")
    if day.activity.planned:
        parts.append(f"walk {day.activity.planned} min")
    return " · ".join(parts)


def write(folder: Path, name: str, root: Path) -> Path:
    """Write a person's week to a file."""
    home = Home(root)
    coach = home.coach()
    PEOPLE[name].live(home, coach)
    path = folder / f"{name}.txt"
    path.write_text("\n".join(lines(planned_week(home, coach), PEOPLE[name].about)) + "\n", encoding="utf-8")
    return path
