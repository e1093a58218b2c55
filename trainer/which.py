"""Which one is meant: a session or bout of the history by its id, by when it began, or the last one; never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from trainer import wording
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.log import Remembered
from trainer.core.record import Record
from trainer.core.text import clean
from trainer.errors import NotFoundError, RefusedError
from trainer.moments import AmbiguousError, parse_moment
from trainer.records import TRAINED, minute_of, recall

SHORT = 8
"""Characters of an id that are shown; more where they are the same."""
LEAST = 4
"""Characters of an id that are enough to look for it."""
_MOST = 5
"""The most that are named where several can be meant."""
_ID = re.compile(rf"[0-9a-f-]{{{LEAST},36}}", re.ASCII)
_TIME = re.compile(r"\d:\d\d|\d ?[ap]m\b|\d ?(m|mins?|minutes?|h|hrs?|hours?) ago|^now$", re.ASCII)
_NOON = time(12)
_DAY = timedelta(days=1)

Look = Callable[[date | None, date | None], Sequence[Record]]
"""Gives what there is from one day to another, both included; None is without end."""


def find(coach: Coach, word: str) -> Remembered:
    """Find what is meant in the history: `last`, an id or its beginning, `yesterday 18:00`, a day with one thing on it.

    Raises NotFoundError where there is nothing, RefusedError with what there is where it can be several.
    """

    def look(since: date | None, until: date | None) -> Sequence[Record]:
        return [one for one in coach.store.history(since, until) if one.kind in TRAINED or one.kind == "check-in"]

    if _plain(word) == "last":
        trained = [one for one in (coach.store.recent() or coach.store.history()) if one.kind in TRAINED]
        trained = trained or [one for one in look(None, None) if one.kind in TRAINED]
        if not trained:
            raise _nothing_there(coach, "Nothing was done yet; 'trainer log' keeps what you did elsewhere.")
        return _readable(trained[-1])
    return _find(coach, word, look)


def find_removed(coach: Coach, word: str) -> Remembered:
    """Find what is meant among what was removed, `last` being what was removed last; raises as `find` does."""
    gone = removed(coach)

    def look(since: date | None, until: date | None) -> Sequence[Record]:
        low, high = since or date.min, until or date.max
        return [one for one in gone if low <= one.at.date() <= high]

    if not gone:
        raise _nothing_there(coach, "Nothing is removed.")
    if _plain(word) == "last":
        return _readable(max(gone, key=lambda one: one.stamp))
    return _find(coach, word, look)


def removed(coach: Coach) -> tuple[Record, ...]:
    """Give the sessions and bouts that were removed, as they were then, in the order in which they had been."""
    newest: dict[str, Record] = {}
    month = coach.clock.now().date().replace(day=1) + timedelta(days=31)
    while True:
        for kind in TRAINED:
            for one in coach.store.all_versions(kind, month):  # oldest first
                newest[one.id] = max(one, newest.get(one.id, one), key=lambda record: record.stamp)
        if not coach.store.reaches_back(month):
            break
        month = month.replace(day=1) - _DAY
    return tuple(sorted((one for one in newest.values() if one.deleted), key=lambda one: one.at))


def short(one: str, among: Iterable[str] = ()) -> str:
    """Give the beginning of an id by which it can be named, longer where others begin the same."""
    others = {other for other in among if other != one}
    enough = (count for count in range(SHORT, len(one)) if not any(other.startswith(one[:count]) for other in others))
    return clean(one[: next(enough, len(one))], newlines=False)


# How it is found


def _find(coach: Coach, word: str, look: Look) -> Remembered:
    said = _plain(word)
    if _ID.fullmatch(said):
        found = [one for one in look(None, None) if one.id.casefold().startswith(said)]
        if found:
            return _only(coach, word, found)
    now = coach.clock.now()
    try:
        moment = parse_moment(word, now)
    except AmbiguousError as error:
        return _either(coach, word, look, error)
    except RefusedError as error:
        found = [one for one in look(None, None) if one.id.casefold() == said]
        if not found and "is no time" in error.sentence:
            raise _nothing_there(coach, _nothing(word)) from None
        if not found:
            raise
        return _only(coach, word, found)
    if said == "today" or (moment.time() == _NOON and not _TIME.search(said)):
        return _on(coach, word, look, moment.date())
    return _at(coach, word, look, moment)


def _on(coach: Coach, word: str, look: Look, day: date) -> Remembered:
    found = [one for one in look(day, day) if one.kind in TRAINED]
    if not found:
        raise _nothing_there(
            coach, f"There is nothing {_day(coach, day)} to name; 'trainer history --ids' lists what there is."
        )
    return _only(coach, word, found)


def _at(coach: Coach, word: str, look: Look, moment: datetime) -> Remembered:
    near = [one for one in look(moment.date() - _DAY, moment.date() + _DAY) if one.kind in TRAINED]
    found = [one for one in near if minute_of(one.at) == minute_of(moment)]
    if found:
        return _only(coach, word, found)
    day = moment.date()
    there = [one for one in near if one.at.date() == day]
    instead = f"; there were: {_listed(coach, there)}" if there else "; 'trainer history --ids' lists what there is"
    raise _nothing_there(coach, f"Nothing began {_day(coach, day)} {moment:%H:%M}{instead}.")


def _either(coach: Coach, word: str, look: Look, error: AmbiguousError) -> Remembered:
    """Find what began in an hour that the clocks repeated: the only one that can be meant."""
    readings = error.readings
    if len(readings) < 2 or len({one.replace(tzinfo=None) for one in readings}) > 1:
        raise error
    day = readings[0].date()
    asked = {minute_of(one) for one in readings}
    found = [one for one in look(day - _DAY, day + _DAY) if one.kind in TRAINED and minute_of(one.at) in asked]
    if len(found) != 1:
        raise error
    return _only(coach, word, found)


def _nothing_there(coach: Coach, sentence: str) -> NotFoundError:
    """The error where nothing is found; where not all can be read, it may be there all the same."""
    if coach.store.unread:
        return NotFoundError(
            f"Not found, but not everything can be read: {coach.store.unread[0]} 'trainer doctor' says what to do."
        )
    return NotFoundError(sentence)


def _only(coach: Coach, word: str, found: Sequence[Record]) -> Remembered:
    """Return the only one that can be meant."""
    trained = [one for one in found if one.kind in TRAINED]
    if not trained:
        raise RefusedError("A check-in stays as you told it; 'trainer check-in' says how you are now.")
    if len(trained) > 1:
        raise RefusedError(f"'{_quoted(word)}' can be {len(trained)} things: {_listed(coach, trained)}; name one.")
    return _readable(trained[0])


def _readable(record: Record) -> Remembered:
    one = recall(record)
    if one is None:
        raise RefusedError("This trainer cannot read that one; a newer trainer may.")
    return one


def _listed(coach: Coach, found: Sequence[Record]) -> str:
    """List what can be meant: time, name and short id."""
    ids = [one.id for one in found]
    days = {one.at.date() for one in found}
    said = []
    for record in found[-_MOST:]:
        day = f"{_day(coach, record.at.date())} " if len(days) > 1 else ""
        name = clean(str(record.body.get("name", "")), newlines=False)
        said.append(f"{day}{record.at:%H:%M} {shorten(name)} ({short(record.id, ids)})")
    more = len(found) - len(said)
    return ", ".join(said) + (f" and {more} before" if more else "")


def _nothing(word: str) -> str:
    return (
        f"'{_quoted(word)}' is nothing in the history; name it by its id ('trainer history --ids' shows it), "
        "'last', or when it began, such as 'yesterday 18:00'."
    )


def _day(coach: Coach, day: date) -> str:
    said = wording.day(day, coach.clock.now().date())
    return said if said in {"today", "yesterday"} else f"on {said}"


def _plain(word: str) -> str:
    return " ".join(clean(word, newlines=False).casefold().split())


def _quoted(word: str) -> str:
    return shorten(clean(word, newlines=False).strip())
