"""The commands that correct the history: edit, remove and restore; and show, with what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import click

from trainer import amend, output, wording
from trainer.amend import SAME, UNSAID, Change, GoneError, Same, Unsaid, Version
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.events import SkipReason
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog
from trainer.core.text import fold, line
from trainer.dates import parse_length
from trainer.errors import NotFoundError, RefusedError, UsageError
from trainer.exchange import answers
from trainer.hurt import hurt_later, name_of
from trainer.kit import Kit
from trainer.late import pick, remarks, said
from trainer.moments import parse_moment
from trainer.which import find, find_removed, short

REASONS: Mapping[str, SkipReason] = {
    "time": SkipReason.TIME,
    "equipment": SkipReason.EQUIPMENT,
    "unsure": SkipReason.UNSURE,
    "elsewhere": SkipReason.DONE,
}
"""Why an exercise was left out, as one writes it."""
_NONE = "none"
_WHICH = click.argument("which", metavar="WHICH", nargs=-1, required=True)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print data for scripts.")


@click.command()
@_WHICH
@click.option("--at", "when", metavar="WHEN", help="When it began: 'yesterday 18:00', 'Tue 7:30', a date with a time.")
@click.option("--minutes", metavar="N", help="How long a bout of activity took.")
@click.option("--exertion", metavar="N|none", help="How hard it was, from 1 (no work) to 10 (could not go on).")
@click.option("--pain", metavar="N|none", help="The pain afterwards, from 0 to 10.")
@click.option("--note", metavar="TEXT", help="Your note; '' takes it away.")
@click.option("--done", metavar="EXERCISE", multiple=True, help="It was done as planned; again for more.")
@click.option(
    "--left",
    metavar="EXERCISE[:REASON]",
    multiple=True,
    help=f"It was left out; the reason is one of {', '.join(REASONS)}.",
)
@click.option("--helpful", metavar="EXERCISE|none", multiple=True, help="What helped, in place of what was said.")
@_JSON
@click.pass_context
def edit(context: click.Context, /, which: tuple[str, ...], *, as_json: bool, **given: Any) -> None:
    """Correct a session or bout; what it said before stays on record.

    WHICH is 'last', an id or its beginning ('trainer history --ids' shows them), or when it began: 'yesterday 18:00',
    or a day with only one thing on it.
    """
    coach: Coach = context.obj.coach
    if all(value is None or value == () for value in given.values()):
        raise UsageError("Say what to correct, such as --minutes 30; 'trainer history edit --help' lists it all.")
    one = present(coach, which)
    new = amend.correct(coach, one, _change(coach, one, given))
    if _as_data(context, as_json):
        output.tell_data(answers.history([new])[0])
    else:
        output.tell(_corrected(coach, one, new))
    output.say(*_remarks(coach, one, new), *coach.store.notices)


@click.command()
@_WHICH
@click.pass_obj
def remove(kit: Kit, which: tuple[str, ...]) -> None:
    """Take a session or bout out of the history; 'history restore' brings it back.

    WHICH is as in 'history edit'. What a stop in it has closed or set aside stays so.
    """
    coach = kit.coach
    one = present(coach, which)
    amend.remove(coach, one)
    told = f"Removed: {_said(coach, one)}. 'trainer history restore {short(one.id)}' brings it back."
    output.tell([told])
    output.say(*amend.stays(coach, one), *coach.store.notices)


@click.command()
@_WHICH
@click.pass_obj
def restore(kit: Kit, which: tuple[str, ...]) -> None:
    """Bring back what was removed: WHICH is its id, when it began, or 'last' for what was removed last."""
    coach = kit.coach
    back = amend.restore(coach, find_removed(coach, " ".join(which)))
    output.tell([f"Brought back: {_said(coach, back)}."])
    output.say(*coach.store.notices)


@click.command()
@_WHICH
@_JSON
@click.pass_context
def show(context: click.Context, which: tuple[str, ...], *, as_json: bool) -> None:
    """Show a session or bout whole, with what it said before and when that was changed; WHICH as in 'history edit'."""
    coach: Coach = context.obj.coach
    one, gone = _look(coach, which)
    versions = amend.versions(coach, one)
    if _as_data(context, as_json):
        said_ = [_version(version) for version in versions]
        told = answers.history([one], hurt_later(coach))[0]
        output.tell_data({**told, "removed": gone, "versions": said_})
    else:
        output.tell(_whole(coach, one, versions, gone=gone))
    output.say(*coach.store.notices)


# Which one, and what is to be different


def present(coach: Coach, which: Sequence[str]) -> Remembered:
    """Find what is to be amended; of what was removed already, say so."""
    one, gone = _look(coach, which)
    if gone:
        back = f"'trainer history restore {short(one.id)}' brings it back"
        raise GoneError(f"{_said(coach, one)}, was removed; {back}.")
    return one


def _look(coach: Coach, which: Sequence[str]) -> tuple[Remembered, bool]:
    """Find what is meant, and say whether it was removed."""
    word = " ".join(which)
    try:
        return find(coach, word), False
    except NotFoundError:
        if fold(word) != "last":
            with suppress(NotFoundError, RefusedError):
                return find_removed(coach, word), True
        raise


def _change(coach: Coach, one: Remembered, given: Mapping[str, Any]) -> Change:
    exercises = _exercises(one)
    at, minutes, note = given["when"], given["minutes"], given["note"]
    return Change(
        at=None if at is None else parse_moment(at, coach.clock.now()),
        minutes=None if minutes is None else parse_length(minutes),
        exertion=_number("exertion", given["exertion"], "1 (no work) to 10 (could not go on)"),
        pain=_number("pain", given["pain"], "0 (none) to 10 (the worst)"),
        note=SAME if note is None else note,
        helpful=_helpful(given["helpful"], exercises),
        left=_left(given["done"], given["left"], exercises),
    )


def _exercises(one: Remembered) -> Mapping[str, str]:
    """Return the ids and names of what a session is made of."""
    items = one.what.items if isinstance(one.what, SessionLog) else ()
    return {item.prescription.exercise: item.prescription.name for item in items}


def _left(
    done: Iterable[str], left: Iterable[str], exercises: Mapping[str, str]
) -> Mapping[str, SkipReason | Unsaid | None]:
    """Read what was done and what was left out; of a bout, which has no exercises, what was written."""
    why: list[tuple[str, SkipReason | Unsaid | None]] = [(words, None) for words in done]
    why += [_reasoned(words) for words in left]
    found: dict[str, SkipReason | Unsaid | None] = {}
    for words, reason in why:
        for name in pick(words, exercises) if exercises else [words]:
            if name in found:
                raise RefusedError(f"'{shorten(name)}' is named twice; say once whether it was done or left out.")
            found[name] = reason
    return found


def _reasoned(words: str) -> tuple[str, SkipReason | Unsaid]:
    names, colon, said = words.rpartition(":")
    if not colon:
        return words, UNSAID
    reason = REASONS.get(fold(said).removeprefix("done "))
    if reason is None:
        raise RefusedError(f"'{shorten(said.strip())}' is no reason here; write one of {', '.join(REASONS)}.")
    return names, reason


def _helpful(said: Sequence[str], exercises: Mapping[str, str]) -> tuple[str, ...] | Same:
    if not said:
        return SAME
    words = [word for word in said if word.strip().casefold() != _NONE]
    return tuple(name for word in words for name in (pick(word, exercises) if exercises else [word]))


def _number(name: str, text: str | None, scale: str) -> int | Same | None:
    """Read a number that was felt; `none` takes it away."""
    if text is None:
        return SAME
    word = text.strip().casefold()
    if word == _NONE:
        return None
    low, high = scale.split(" ", 1)[0], 10
    if not (word.isascii() and word.isdigit() and int(low) <= int(word[:4]) <= high):
        raise RefusedError(f"'{shorten(text)}' is no {name}; give a number from {scale}, or 'none'.")
    return int(word)


# How it is said


def _said(coach: Coach, one: Remembered) -> str:
    return line(said(one, coach.clock.now().date()))


def _corrected(coach: Coach, one: Remembered, new: Remembered) -> Iterator[str]:
    lines = list(amend.differences(one, new))
    yield f"{'Corrected' if lines else 'Nothing is different'}: {_said(coach, new)}."
    yield from (f"  {line}" for line in lines)


def _remarks(coach: Coach, one: Remembered, new: Remembered) -> Iterator[str]:
    """Say what the handouts say to what is new, and that what a stop closed is closed still."""
    if (one.what.exertion, _amount(one)) != (new.what.exertion, _amount(new)):
        yield from remarks(new, coach.library)
    yield from amend.unstopped(one, new)
    if isinstance(one.what, SessionLog) and isinstance(new.what, SessionLog) and one.what.stops != new.what.stops:
        yield from amend.stays(coach, one)


def _amount(one: Remembered) -> float:
    return one.what.seconds if isinstance(one.what, ActivityLog) else 0.0


def _whole(coach: Coach, one: Remembered, versions: Sequence[Version], *, gone: bool) -> Iterator[str]:
    """Show all that is known of it, and how it came to say that."""
    what, today = one.what, coach.clock.now().date()
    day = wording.day(one.at.date(), today)
    yield f"{line(what.name)} · {day} {one.at:%H:%M} · {line(one.id)}"
    if gone:
        yield f"Removed: 'trainer history restore {short(one.id)}' brings it back."
    yield line(wording.said(what))
    if isinstance(what, SessionLog):
        widest = max((len(wording.STATUSES[item.status]) for item in what.items), default=0)
        yield from (f"  {wording.STATUSES[item.status]:<{widest}}  {_item(item)}" for item in what.items)
    for hurt in hurt_later(coach).get(one.id, ()):
        when = f"{wording.day(hurt.at.date(), today)} {hurt.at:%H:%M}"
        yield f"Hurt later: {name_of(hurt, coach)}, {hurt.reason.value}, told {when}"
    yield from _felt(one)
    if len(versions) > 1:
        yield "What it said"
    before: Remembered | None = None
    for version in versions if len(versions) > 1 else ():
        when = f"{wording.day(version.written.date(), today)} {version.written:%H:%M}"
        yield from (f"  {when}  {line}" for line in _version_said(coach, before, version))
        before = version.what or before


def _item(item: ItemLog) -> str:
    reason = f" ({item.reason})" if item.reason else ""
    held = f" · {wording.held(item)}" if item.marks else ""
    return line(f"{item.prescription.name}{reason}{held}")


def _felt(one: Remembered) -> Iterator[str]:
    what = one.what
    felt = [] if what.exertion is None else [f"exertion {what.exertion}"]
    if isinstance(what, SessionLog):
        felt += [] if what.pain is None else [f"pain {what.pain}"]
        names = _exercises(one)
        helped = ", ".join(names.get(name, name) for name in what.helpful)
        felt += [f"helpful: {line(helped)}"] if helped else []
    if felt:
        yield wording.opening(" · ".join(felt))
    if what.note:
        yield f"Note: {line(what.note)}"


def _version_said(coach: Coach, before: Remembered | None, version: Version) -> Iterator[str]:
    if version.what is None:
        yield "removed"
    elif before is None:
        yield f"kept: {_said(coach, version.what)}"
    else:
        yield from list(amend.differences(before, version.what)) or ["brought back"]


def _version(version: Version) -> dict[str, Any]:
    what = None if version.what is None else answers.history([version.what])[0]
    return {"written": version.written.isoformat(), "removed": what is None, "what": what}


def _as_data(context: click.Context, asked: bool) -> bool:
    return asked or (context.parent is not None and bool(context.parent.params.get("as_json")))
