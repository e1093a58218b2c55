"""Wording: values become words, the same in every front end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil

from trainer.core.course import Status
from trainer.core.dosage import Dosage, Range, Sides
from trainer.core.events import Cause
from trainer.core.exercise import Caution, Equipment, Exercise, Kind, Level, Position, Region
from trainer.core.journal import Interrupted
from trainer.core.library import Handout
from trainer.core.log import ActivityLog, ItemLog, SessionLog
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.timeline import BodySide, Step, StepKind

SIGNS = {Kind.STRETCH: "↔", Kind.STRENGTHEN: "▲", Kind.ACTIVITY: "●", Kind.RELAX: "☾"}
"""A sign for each kind of work, beside its colour."""
KINDS = {kind: kind.value for kind in Kind}
POSITIONS = {
    Position.STANDING: "standing",
    Position.SITTING: "sitting",
    Position.KNEELING: "kneeling",
    Position.SUPINE: "on your back",
    Position.PRONE: "face down",
    Position.SIDE_LYING: "on your side",
}
THINGS = {
    Equipment.WALL: "wall",
    Equipment.CHAIR: "chair",
    Equipment.TOWEL: "towel",
    Equipment.PILLOW: "pillow",
    Equipment.BAND: "elastic band",
    Equipment.ANCHOR: "something solid at waist height",
    Equipment.DUMBBELLS: "two dumbbells",
}
PHASES = {
    StepKind.WAIT: "WAITING",
    StepKind.PREPARE: "GET READY",
    StepKind.HOLD: "HOLD",
    StepKind.RELEASE: "LET GO",
    StepKind.SWITCH: "SWITCH",
    StepKind.MOVE: "MOVE",
    StepKind.COUNT: "COUNT",
    StepKind.BREATHE: "BREATHE",
    StepKind.QUIET: "REST EASY",
    StepKind.ACTIVITY: "KEEP GOING",
    StepKind.REST: "PAUSE",
    StepKind.DONE: "DONE",
}
CAUSES = {
    Cause.PERSON: "Paused.",
    Cause.ASKING: "Paused.",
    Cause.GAP: "Paused: the trainer stood still for a while. That time does not count.",
    Cause.ASLEEP: "Paused: the computer was asleep. That time does not count.",
    Cause.SILENT: "Paused: this terminal had stopped answering. The time since then does not count.",
    Cause.RETURNED: "Welcome back. This repetition starts afresh.",
    Cause.STOPPED: "Stopped. Take your time before the next one.",
}
STATUSES = {
    Status.DONE: "done",
    Status.PARTIAL: "in part",
    Status.SKIPPED: "skipped",
    Status.STOPPED: "stopped",
    Status.LEFT: "not reached",
}
LEVELS = {Level.CONTRAINDICATION: "Leave it out", Level.PRECAUTION: "Take care", Level.FORM: "Form"}
DISCLAIMER = "Advice, never a diagnosis. Start slowly, stop when it hurts, and what your clinician says comes first."
YOURS = "yours, not reviewed"
OURS = "ours"


def duration(seconds: float) -> str:
    """Say a duration: `45 s`, `10 min`, `2 min 30 s`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min" if not rest else f"{minutes} min {rest} s"


def minutes(seconds: float) -> str:
    """Say roughly how long a session takes: `11 min`."""
    return f"{max(1, ceil(seconds / 60))} min"


def countdown(seconds: float) -> str:
    """Say what is left on a clock: `8` under a minute, `6:12` from there."""
    whole = max(0, ceil(seconds - 0.02))
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02}"


def span(value: Range) -> str:
    """Say a range: `15–30`, or `10` alone."""
    return str(value.low) if value.single else f"{value.low}–{value.high}"


def dosage(value: Dosage) -> str:
    """Say a dosage as its handout states it: `2–4 × 15–30 s, each side`."""
    amount = _amount(value.hold, value.repetitions) if value.duration is None else _durations(value.duration)
    if value.sets is not None:
        amount = f"{span(value.sets)} {'set' if value.sets.high == 1 else 'sets'} of {amount}"
    tempo, start, then = value.tempo, value.start, value.then
    counted = "" if tempo is None else "with the breath" if tempo.breath else f"to a count of {len(tempo.counts)}"
    begun = "" if start is None else f"starting with {span(start)}"
    text = _joined(amount, counted, begun, _sides(value.sides))
    if then is not None:
        text += f"; then {_joined(f'{then.name} {_amount(then.hold, then.repetitions)}', _sides(then.sides))}"
    return text if value.times_per_day is None else f"{text}, {_times(value.times_per_day)} a day"


def unstated(value: Dosage) -> str:
    """Say what a dosage's handout leaves open: `repetitions not stated`; empty when nothing is."""
    silent = value.stated and value.duration is None and value.repetitions is None
    return "repetitions not stated" if silent else ""


def prescription(value: Prescription) -> str:
    """Say what is asked today: `3 × 10 s, each side`, and its second part where there is one."""
    if value.duration is not None:
        return duration(value.duration)
    amount = _amount(None if value.hold is None else Range(value.hold), Range(value.repetitions))
    text = _joined(f"{value.sets} sets of {amount}" if value.sets > 1 else amount, _sides(value.sides))
    then = value.then
    if then is None:
        return text
    amount = _amount(None if then.hold is None else Range(then.hold), Range(then.repetitions))
    return f"{text}; then {_joined(f'{then.name} {amount}', _sides(then.sides))}"


def source(handout: Handout | None, *, own: bool = False) -> str:
    """Name where something is from: the handout's title, that it is ours, or the person's own."""
    if handout is not None:
        return handout.title
    return "yours" if own else OURS


def side(value: BodySide) -> str:
    """Name a side; empty where both work."""
    return {BodySide.LEFT: "left", BodySide.RIGHT: "right", BodySide.BOTH: ""}[value]


def position(value: Position | None) -> str:
    """Name a position."""
    return "" if value is None else POSITIONS[value]


def things(value: tuple[Equipment, ...]) -> str:
    """Name pieces of equipment: `wall, chair`."""
    return ", ".join(THINGS[thing] for thing in value)


def region(value: Region) -> str:
    """Name a region."""
    return value.value.replace("-", " ")


def phase(step: Step, beat: int = 0) -> str:
    """Name the phase in capitals, or what the present count asks."""
    return step.beats[beat].upper() if step.beats else PHASES[step.kind]


def face(running: Session) -> str:
    """Say the number to show large: what is left, which repetition moves, or which count it is."""
    step = running.step
    if step is None or step.kind is StepKind.WAIT:
        return ""
    if step.kind is StepKind.COUNT:
        return str(running.course.beat + 1)
    if step.kind is StepKind.MOVE:
        return str(step.repetition)
    left = running.left or 0.0
    if step.kind is StepKind.BREATHE and step.seconds is not None:
        left -= step.seconds / len(step.beats) * (len(step.beats) - 1 - running.course.beat)
    return countdown(left)


def caution(value: Caution) -> str:
    """Say a caution, with the condition it depends on: `Knee pain: leave it out. …`."""
    when = f"{value.when.replace('-', ' ').capitalize()}: " if value.when else ""
    return f"{when}{value.text}"


def opening(text: str) -> str:
    """Begin a text with a capital letter, as at the head of a line."""
    return text[:1].upper() + text[1:]


def weekday(value: date) -> str:
    """Name a day of the week: `Fri`."""
    return _DAYS[value.weekday()]


def following(step: Step | None, current: Step, name: str) -> str:
    """Say what comes next, given the next step and its exercise's name."""
    if step is None:
        return "then: done"
    if step.item != current.item:
        return f"then: {name}"
    if step.kind is StepKind.SWITCH:
        return f"then: switch to the {side(step.side)}" if side(step.side) else "then: both together"
    if step.kind in {StepKind.HOLD, StepKind.QUIET, StepKind.ACTIVITY} and step.seconds is not None:
        return f"then: {'hold ' if step.kind is StepKind.HOLD else ''}{duration(step.seconds)}"
    words = {StepKind.RELEASE: "let go", StepKind.REST: "a pause", StepKind.PREPARE: "get ready"}
    return f"then: {words.get(step.kind, 'the first one' if step.repetition == 1 else 'the next one')}"


def day(value: date, today: date | None = None) -> str:
    """Name a day: `Fri 20 Nov`, with the year when it is another one; `today` and `yesterday` where told today."""
    if today is not None and value in {today, today - timedelta(days=1)}:
        return "today" if value == today else "yesterday"
    text = f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return text if today is None or value.year == today.year else f"{text} {value.year}"


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago something was: `3 min ago`, `1 h 20 min ago`, `2 days ago`."""
    whole = max(0, int((now - then).total_seconds() // 60))
    days, hours, rest = whole // 1440, whole // 60, whole % 60
    if days:
        return "1 day ago" if days == 1 else f"{days} days ago"
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest else "")
    return " ".join(part for part in (*parts, "ago") if part) if whole else "just now"


def place(found: Interrupted) -> str:
    """Say where an interrupted session stood: `Bridge, 2 of 10, left`."""
    count = f"{found.repetition} of {found.of}" if found.repetition else "getting ready"
    return ", ".join(part for part in (found.exercise, count, side(found.side)) if part)


def session(value: SessionLog) -> str:
    """Sum up a session in a few words: `4 of 5 exercises · 9 min of work · Bridge stopped: pain`."""
    done, count = sum(item.status is Status.DONE for item in value.items), len(value.items)
    part = sum(item.status is Status.PARTIAL for item in value.items)
    parts = [f"{done} of {count} {'exercise' if count == 1 else 'exercises'}", *([f"{part} in part"] if part else [])]
    parts.append(f"{duration(value.seconds)} of work")
    parts += [f"{item.prescription.name} stopped{f': {item.reason}' if item.reason else ''}" for item in value.stops]
    return " · ".join(parts)


def activity(value: ActivityLog) -> str:
    """Sum up a bout of activity: `20 min`."""
    return duration(value.seconds if value.seconds < 60 else value.minutes * 60)


def said(value: SessionLog | ActivityLog) -> str:
    """Sum up whatever was done, and what was stopped in it."""
    if isinstance(value, SessionLog):
        return session(value)
    return activity(value) + (f" · stopped: {value.reason}" if value.reason else "")


def held(item: ItemLog) -> str:
    """Say what was held per side against the plan: `left 3 of 3 (30 s), right 2 of 3 (20 s)`."""
    done = {share.side: share for share in item.held}
    parts = []
    for planned in item.planned:
        share = done.get(planned.side)
        count, time = (0, "") if share is None else (share.repetitions, f" ({duration(share.seconds)})")
        name = side(planned.side) or ("both" if len(item.planned) > 1 else "")
        parts.append(f"{name} {count} of {planned.repetitions}{time}".strip())
    return ", ".join(parts)


def purpose(exercise: Exercise) -> str:
    """Say what an exercise is for; empty where no handout says."""
    return " ".join(dict.fromkeys(one.text for one in exercise.purposes))


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _amount(hold: Range | None, repetitions: Range | None) -> str:
    if repetitions is None:
        return "not stated" if hold is None else f"{span(hold)} s"
    return _times(repetitions) if hold is None else f"{span(repetitions)} × {span(hold)} s"


def _times(value: Range) -> str:
    return "once" if value.high == 1 else f"{span(value)} times"


def _durations(value: Range) -> str:
    if value.single:
        return duration(value.low)
    if value.low % 60 == value.high % 60 == 0:
        return f"{value.low // 60}–{value.high // 60} min"
    return f"{duration(value.low)} – {duration(value.high)}"


def _sides(sides: Sides) -> str:
    return {Sides.NONE: "", Sides.EACH: "each side", Sides.ALTERNATE: "each side in turn"}[sides]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
