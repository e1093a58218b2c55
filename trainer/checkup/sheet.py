"""The sheet: a report in lines of a width, the trouble first, what to do next last."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from trainer.checkup.findings import Finding, Level, amount, count
from trainer.checkup.report import Report
from trainer.checkup.terminal import Terminal
from trainer.core.settings import Notice, Speech
from trainer.core.text import clean
from trainer.repair import Done, Step, name
from trainer.store.incoming import FOLDER
from trainer.store.inventory import FileInfo
from trainer.store.survey import DeviceInfo, Stock

MARKS = {Level.MEND: "!", Level.REMARK: "·"}
"""What stands before a finding."""
WIDEST = 100
"""Columns after which lines are hard to read."""
LEAST = 30
_LABEL = 10
"""Columns of the names of the facts."""
_COMMAND = re.compile(r"'[a-z][^']{,30}'")
_TIED = "\N{NO-BREAK SPACE}"
"""What holds the words of a command together while lines are folded."""


def width() -> int:
    """How many columns there are to write in."""
    return max(LEAST, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def sheet(report: Report, columns: int, *, every: bool = False) -> Iterator[str]:
    """Write a report down; with `every`, each file has its line."""
    yield from _fold(" · ".join(f"{what} {number}" for what, number in report.versions), columns)
    yield from _findings(_title(len(report.trouble)), report.trouble, columns)
    yield from _findings("Good to know", report.remarks, columns)
    yield from _section("Data", _data(report.stock), columns)
    for device in report.stock.devices:
        yield from _section(_device_name(device), _device(device, report.stock, every=every), columns)
    yield from _section("Library", _library(report), columns)
    yield from _section("Terminal", _terminal(report.terminal), columns)
    yield ""
    for line in _next(report):
        yield from _fold(line, columns)


def repairs(steps: Sequence[Step], columns: int) -> Iterator[str]:
    """Write down what a repair would do, numbered, each with what is kept."""
    for number, step in enumerate(steps, 1):
        head = f"{number:>3}  "
        yield from _hang(head, f"{step.what} Kept: {step.keeps}.", columns)


def idle(report: Report, columns: int) -> Iterator[str]:
    """Say that there is nothing to repair, and what is left to do by hand."""
    yield "There is nothing to repair."
    if report.trouble:
        yield from _findings("For you to do", report.trouble, columns)


def outcome(one: Done, columns: int) -> Iterator[str]:
    """Tell what became of a step."""
    return _hang("done " if one.well else "! ", one.said, columns)


def _title(number: int) -> str:
    return "Needs mending" if number == 1 else f"{number} things need mending"


def _findings(title: str, found: Sequence[Finding], columns: int) -> Iterator[str]:
    if found:
        yield ""
        yield title
    for one in found:
        yield from _hang(f"  {MARKS[one.level]} ", one.text, columns)


def _section(title: str, lines: Iterable[str], columns: int) -> Iterator[str]:
    yield ""
    yield from _fold(title, columns)
    for line in lines:
        label, tab, text = line.partition("\t")
        if tab:
            yield from _hang(f"  {label:<{_LABEL}}", text, columns)
        else:
            yield from _fold(line, columns, "  ", "    ")


def _data(stock: Stock) -> Iterator[str]:
    yield clean(str(stock.root), newlines=False)
    if not stock.there:
        yield "not there yet: it is made when you first train or tell something"
    yield "can be written" if stock.why_not is None else "cannot be written"
    room = "" if stock.room is None else f", {amount(stock.room)} free on its disk"
    yield f"{amount(stock.size)} in all{room}"


def _device_name(device: DeviceInfo) -> str:
    called = clean(device.id, newlines=False)
    if device.id.startswith(FOLDER):
        return f"Brought in by an import, {called}"
    return f"Device {called}{', this one' if device.ours else ''}"


def _device(device: DeviceInfo, stock: Stock, *, every: bool) -> Iterator[str]:
    months = [info for info in device.files if info.place != "standing" and not info.conflict]
    if not device.files:
        yield "nothing is kept yet"
    if months and not every:
        yield _months(months)
    for info in device.files:
        if every or info.place == "standing" or not info.well:
            yield _file(info, stock)
    if device.first and device.last:
        yield f"history\tfrom {device.first} to {device.last}, {count(device.records, 'record')} in all"
    if device.written:
        yield f"written\tlast on {device.written.astimezone(stock.at.tzinfo):%Y-%m-%d %H:%M}"


def _months(months: Sequence[FileInfo]) -> str:
    first, last = months[0].place, months[-1].place
    span = f"of {first}" if first == last else f"from {first} to {last}"
    records = count(sum(info.records for info in months), "record")
    size = amount(sum(info.size for info in months))
    odd = sum(info.state != "ok" for info in months)
    state = "all well" if not odd else f"{odd:,} not well"
    return f"months\t{count(len(months), 'month')} {span}, {records}, {size}, {state}"


def _file(info: FileInfo, stock: Stock) -> str:
    what = [
        "well" if info.state == "ok" else info.state,
        count(info.records, "record"),
        amount(info.size),
        count(info.generations, "older copy", "older copies") if info.generations else "",
        count(info.corrupt, "damaged copy", "damaged copies") + " kept" if info.corrupt else "",
        count(info.strange, "strange entry", "strange entries") if info.strange else "",
        "of a file synchroniser" if info.conflict else "",
    ]
    told = ", ".join(part for part in what if part)
    place = name(info.path, stock.root / "store" / info.device)
    mark = "" if info.state == "ok" else f"{MARKS[Level.MEND]} "
    return f"standing\t{mark}{told}" if place == "standing.json" else f"{mark}{place}: {told}"


def _library(report: Report) -> Iterator[str]:
    shelf = report.shelf
    if shelf.exercises:
        exercises = count(shelf.exercises, "exercise")
        yield f"{exercises} ({shelf.own} yours), {count(shelf.routines, 'routine')}, {count(shelf.rules, 'rule')}"
    else:
        yield "cannot be read"


def _terminal(terminal: Terminal) -> Iterator[str]:
    size = "" if terminal.size is None else f"{terminal.size[0]}×{terminal.size[1]}"
    place = [terminal.term or "TERM is unset", size, "over SSH" if terminal.ssh else ""]
    inside = f"in {terminal.inside}" if terminal.inside else ""
    yield f"kind\t{', '.join(part for part in (*place, inside) if part)}"
    yield f"colours\t{_COLOURS.get(terminal.colours, terminal.colours)}"
    yield f"encoding\t{terminal.encoding}"
    yield f"bell\t{'on' if terminal.bell else 'off, as you set it'}"
    yield f"notices\t{_notices(terminal)}"
    yield f"voice\t{_voice(terminal)}"
    if terminal.hook:
        yield f"each cue\truns {terminal.hook}"
    yield terminal.unusable or "The screens work here."


_COLOURS = {
    "none": "none: the terminal says it has none",
    "greys": "shades of grey, because NO_COLOR is set",
    "unknown": "TEXTUAL_COLOR_SYSTEM names none",
}


def _notices(terminal: Terminal) -> str:
    known = " and ".join(terminal.notices)
    can = f"this terminal knows {known}" if known else "whether this terminal knows any is not known"
    return f"{'off' if terminal.notice is Notice.OFF else terminal.notice}; {can}"


def _voice(terminal: Terminal) -> str:
    here = f"{terminal.voice} is set" if terminal.voice else "no program that speaks is found"
    how = {Speech.OFF: "off", Speech.HERE: "on, but not over SSH", Speech.ALWAYS: "on, also over SSH"}
    return f"{how[terminal.speech]}; {here}"


def _next(report: Report) -> Iterator[str]:
    if report.stock.running is not None and report.trouble:
        yield "Repair when the session that is running is over."
    elif report.steps:
        what = count(len(report.steps), "repair")
        yield f"Next: 'trainer doctor --repair' shows {what} and asks before anything is done."
        if len(report.trouble) > len(report.steps):
            yield "What it cannot do is for you to do, as said above."
    elif report.trouble:
        yield "What needs mending is for you to do, as said above; --repair can do nothing about it now."
    else:
        yield "All is well."


def _hang(head: str, text: str, columns: int) -> Iterator[str]:
    """Fold a text behind a head, each further line as far in."""
    indent = " " * min(len(head), columns // 3)
    yield from _fold(text, columns, head, indent)


def _fold(text: str, columns: int, head: str = "", indent: str = "") -> list[str]:
    """Fold a text between words; neither the name of a file nor a command is parted."""
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", _TIED), text)
    folded = wrap(
        whole,
        columns,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_TIED, " ") for line in folded] or [head.rstrip()]
