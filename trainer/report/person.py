"""The person: what they told about themself, and what is closed because of it, in words for somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from trainer import wording
from trainer.core.closed import Bar, Clear, Closed, Gate, Lift, Reach
from trainer.core.exercise import Equipment
from trainer.core.library import Library
from trainer.core.profile import Profile
from trainer.core.text import clean
from trainer.reasons import SYMPTOMS

MOST_NAMES = 8
"""Exercises that are named in one line; the rest are counted."""
NOT_TOLD = "not told"
_HEART = {
    "guidance": "a heart problem, and no guidance on record",
    "restart": "a heart problem, and more than 14 days since the last training or guidance",
}
_LIFTS = {
    Lift.DOCTOR: "It opens with the date on which a doctor was contacted.",
    Lift.DISCUSSED: "It opens with the date on which it was discussed with a clinician.",
    Lift.GUIDANCE: "It opens with the date of a clinician's guidance.",
    Lift.REPAIR: "It opens when the rules can be read again.",
}
_GATES = {
    Gate.CHEST: "chest pain",
    Gate.NERVE: "new symptoms",
    Gate.HEART: "a heart problem",
    Gate.SPASM: "a spasm",
    Gate.ACUTE: "a flare-up or injury",
    Gate.RULES: "unreadable rules",
}
_OUT = (Bar.CONTRAINDICATION, Bar.FAMILY, Bar.DIRECTION, Bar.LIST, Bar.LEFT_OUT, Bar.EQUIPMENT)
"""Why else an exercise is out, what matters most to a clinician first."""


def told(profile: Profile, library: Library) -> tuple[tuple[str, str], ...]:
    """Give what matters of the profile, question and answer."""
    return (
        ("Knee pain", _yes(profile.knee_pain)),
        ("Heart problem", _heart(profile)),
        ("Directions that hurt", ", ".join(sorted(profile.direction)) or "none told"),
        ("Clinician's list", "none" if profile.allowlist is None else names(profile.allowlist, library)),
        ("Left out by choice", names(sorted(profile.left_out), library) or "nothing"),
        ("Equipment", _equipment(profile.equipment)),
        ("Activity in a usual week", _minutes(profile.usual_activity)),
    )


def gate(closed: Closed, library: Library, made: date) -> str:
    """Say what closes exercise as a whole, who says so and what opens it."""
    since = "" if closed.since is None or closed.by is Gate.HEART else f" on {on(closed.since, made)}"
    if closed.by is Gate.HEART:
        why = _HEART.get(closed.about, "a heart problem")
    elif closed.by is Gate.RULES:
        why = "a rule or an answer cannot be read"
    else:
        why = f"{SYMPTOMS.get(closed.about, 'something that was told')}{since}"
    source = wording.source(library.handouts.get(closed.handout or ""))
    return f"All exercise is closed: {why} ({source}). {_lifts(closed, made)}"


def out(bars: Mapping[str, tuple[Closed, ...]], library: Library) -> tuple[tuple[str, str], ...]:
    """Say why exercises are left out, other than for being set aside, and which; one line for each reason."""
    found: dict[tuple[int, str], list[str]] = {}
    for exercise, closed in bars.items():
        for one in closed:
            if one.by in _OUT and one.reach is not Reach.PLANS:
                found.setdefault((_OUT.index(Bar(one.by)), _why(one)), []).append(exercise)
    return tuple((why, names(dict.fromkeys(ids), library)) for (_, why), ids in sorted(found.items()))


def opened(clears: Iterable[Clear], library: Library, since: date, until: date) -> Iterator[tuple[date, str]]:
    """Say what was opened again by somebody's word in a span, oldest first."""
    dated = [(one.said, one) for one in clears if one.said is not None and since <= one.said <= until]
    for said, one in sorted(dated, key=lambda pair: (pair[0], pair[1].stamp)):
        if one.what == Gate.SPASM or (one.what in set(Gate) and not one.clinician):
            continue  # a check-in opened it; nobody's word did
        what = f"exercise after {_GATES[Gate(one.what)]}" if one.what in set(Gate) else name(one.what, library)
        by = "by the person" if not one.clinician else "by a clinician's word"
        dated_word = f" of {on(one.on, said)}" if one.clinician and one.on is not None else ""
        why = f": {one.why}" if one.why else ""
        yield said, f"{what}, {by}{dated_word}{why}"


def names(ids: Iterable[str], library: Library) -> str:
    """Name exercises, and count those there is no room for."""
    known = [name(one, library) for one in ids]
    more = len(known) - MOST_NAMES
    return ", ".join(known[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def name(exercise: str, library: Library) -> str:
    """Name an exercise; one that is gone since by its id."""
    found = library.exercises.get(exercise)
    return clean(exercise, newlines=False) if found is None else found.name


def on(value: date, made: date) -> str:
    """Name a day, with its year where it is another than that of the report."""
    return wording.day(value) if value.year == made.year else f"{wording.day(value)} {value.year}"


def _yes(value: bool | None) -> str:
    return "not asked" if value is None else "yes" if value else "no"


def _heart(profile: Profile) -> str:
    if not profile.heart_problem:
        return _yes(profile.heart_problem)
    given = profile.heart_guidance
    return "yes, no guidance on record" if given is None else f"yes, guidance of {given.isoformat()} on record"


def _equipment(value: frozenset[Equipment] | None) -> str:
    if value is None:
        return NOT_TOLD
    return wording.things(tuple(thing for thing in Equipment if thing in value)) or "none"


def _minutes(value: int | None) -> str:
    return NOT_TOLD if value is None else f"{value} min"


def _lifts(closed: Closed, made: date) -> str:
    day = "" if closed.until is None else on(closed.until, made)
    if closed.lift is Lift.CHECK_IN:
        return f"From {day} a check-in without spasm opens it." if day else "A check-in without spasm opens it."
    if closed.lift is Lift.DAY:
        return f"It opens on {day}, or with a clinician's dated clearance."
    return _LIFTS.get(closed.lift, "")


def _why(closed: Closed) -> str:
    words = {
        Bar.CONTRAINDICATION: closed.about.replace("-", " "),
        Bar.FAMILY: "its sister exercise is set aside",
        Bar.DIRECTION: f"{closed.about} hurts",
        Bar.LIST: "not on the clinician's list",
        Bar.LEFT_OUT: "by choice",
        Bar.EQUIPMENT: "equipment missing",
    }
    return words[Bar(closed.by)]
