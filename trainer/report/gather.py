"""Gathering: everything a report says, read once from the coach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from statistics import median

from trainer import __version__, helpful, lookback, reasons, wording
from trainer.coach import Coach
from trainer.core.adherence import Account
from trainer.core.course import Status
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise, Kind
from trainer.core.library import Library
from trainer.core.log import ItemLog, Remembered, SessionLog
from trainer.core.plan import monday_of
from trainer.core.prescription import Prescription
from trainer.core.text import line
from trainer.core.weekly import Week
from trainer.errors import TrainerError
from trainer.exchange.answers import Asked, past
from trainer.lookback import Way
from trainer.plans.desk import Desk
from trainer.report import person
from trainer.report.facts import Answer, Dosed, Exertion, Felt, Note, Report, Source, Trained
from trainer.report.periods import periods, together
from trainer.standing import standing

MOST_NOTES = 40
"""Notes that are shown; older ones are counted."""
MOST_NOTE = 600
"""Characters of a note that are shown; one that came from elsewhere may be longer than the trainer takes."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Ask = Callable[[Exercise, Dosage], Prescription]


def gather(coach: Coach, since: date, until: date) -> Report:
    """Gather a report of a span, both days included."""
    return report(coach, lookback.look_back(coach, since, until), lookback.ways(coach))


def report(coach: Coach, account: Account, ways: Sequence[Way]) -> Report:
    """Gather what stands beside an account: what was trained, told and written in its span, and how things are now."""
    since, until = account.days[0].date, account.days[-1].date
    trained = coach.history(since, until)
    asked = [one for one in past(trained, coach.store.history(since, until)) if isinstance(one, Asked)]
    library, profile, now = coach.library, coach.care.profile, coach.clock.now()
    notes = tuple(_notes(trained))
    return Report(
        made=now,
        version=__version__,
        account=account,
        periods=periods(account),
        together=together(len(account.weeks)),
        trained=_trained(trained, ways, coach, account),
        stops=tuple(
            Felt(on=day.date, name=line(stop.name), reason=line(stop.reason), later=stop.later)
            for day in account.days
            for stop in day.stops
        ),
        aside=tuple(
            Felt(on=one.at.date(), name=person.name(one.exercise, library), reason=one.reason.value, later=one.later)
            for one in coach.set_aside()
        ),
        gates=tuple(person.gate(one, library, now.date()) for one in coach.care.gates()),
        out=person.out(standing(coach).bars, library),
        opened=tuple(person.opened(coach.care.facts().clears, library, since, until)),
        asked=len(asked),
        answers=tuple(map(_answer, (one for one in asked if one.told.symptoms))),
        exertion=_exertion(trained),
        aim=_aim(library),
        notes=notes[:MOST_NOTES],
        more=len(notes[MOST_NOTES:]),
        told=person.told(profile, library),
        plan=_plan(coach),
        sources=tuple(
            Source(letter=letter, id=one.id, title=one.title, date=one.date)
            for letter, one in zip(LETTERS, library.handouts.values(), strict=False)
        ),
    )


def _trained(history: Iterable[Remembered], ways: Sequence[Way], coach: Coach, account: Account) -> tuple[Trained, ...]:
    """Give the exercises trained, those done most often first."""
    times: Counter[str] = Counter()
    stopped = Counter((stop.exercise, stop.later) for day in account.days for stop in day.stops)
    marked: Counter[str] = Counter()
    last: dict[str, tuple[date, ItemLog]] = {}
    for at, log in ((one.at.date(), one.what) for one in history if isinstance(one.what, SessionLog)):
        marked.update(set(log.helpful))
        for item in log.items:
            done = item.prescription.exercise
            if item.prescription.kind is Kind.ACTIVITY or not (item.worked or item.status is Status.STOPPED):
                continue
            times[done] += item.worked
            last[done] = (at, item)
    ask, rated = coach.asker(), coach.care.profile.helpful
    found = []
    for exercise, (day, item) in last.items():
        known = coach.library.exercises.get(exercise)
        found.append(
            Trained(
                name=line(item.prescription.name) if known is None else known.name,
                kind=item.prescription.kind if known is None else known.kind,
                times=times[exercise],
                last=day,
                stopped=stopped[exercise, False],
                hurt=stopped[exercise, True],
                helpful=marked[exercise],
                rated=helpful.WORDS.get(rated.get(exercise, 0), "") if exercise in rated else "",
                dosed=tuple(_dosed(way, ask) for way in ways if way.exercise.id == exercise),
                exercise=exercise,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.times, one.name)))


def _dosed(way: Way, ask: Ask) -> Dosed:
    return Dosed(
        now=wording.prescription(ask(way.exercise, way.dosage)),
        whole=wording.dosage(way.dosage),
        step=way.place.step + 1,
        of=way.place.of,
        handout=way.dosage.handout,
        own=way.exercise.own,
    )


def _answer(one: Asked) -> Answer:
    new = tuple(reasons.SYMPTOMS[symptom.value] for symptom in sorted(one.told.symptoms))
    return Answer(on=one.at.date(), pain=one.told.pain, new=new)


def _exertion(history: Sequence[Remembered]) -> Exertion | None:
    told = [one.what.exertion for one in history if one.what.exertion is not None]
    if not told:
        return None
    return Exertion(median=median(told), low=min(told), high=max(told), told=len(told), of=len(history))


def _aim(library: Library) -> str:
    """Say the exertion to aim for as its rule has it; empty where the rule cannot be read."""
    rule = library.rules.get("exertion")
    aim = None if rule is None else rule.numbers.get("exertion")
    if rule is None or aim is None:
        return ""
    return f"{aim.low} to {aim.high} ({wording.source(library.handouts.get(rule.handout or ''))})"


def _notes(history: Iterable[Remembered]) -> Iterator[Note]:
    for one in sorted(history, key=lambda found: found.at, reverse=True):
        said = " ".join(line(one.what.note).split())
        if said:
            whole = said if len(said) <= MOST_NOTE else f"{said[:MOST_NOTE]} … (cut)"
            yield Note(on=one.at.date(), about=line(one.what.name), text=whole)


def _plan(coach: Coach) -> str:
    """Say what is planned this week."""
    try:
        week = Desk(coach).week(monday_of(coach.clock.now().date()), explained=False)
    except TrainerError as error:
        return error.sentence
    return _week(week)


def _week(week: Week) -> str:
    if week.empty:
        return "No week is planned now."
    sessions = [day for day in week.days if day.session is not None]
    active = [day for day in week.days if day.activity.planned]
    parts = []
    if sessions:
        lengths = [day.session.seconds for day in sessions if day.session is not None and day.session.seconds]
        about = f", about {wording.minutes(median(lengths))} each" if lengths else ""
        parts.append(f"sessions on {', '.join(wording.weekday(day.date) for day in sessions)}{about}")
    if active:
        total, days = sum(day.activity.planned for day in active), len(active)
        parts.append(f"{total} min of activity on {days} {'day' if days == 1 else 'days'}")
    return f"Planned this week: {'; '.join(parts) or 'rest'}."
