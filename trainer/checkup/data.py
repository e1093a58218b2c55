"""The report as data, for scripts: `trainer doctor --json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trainer.checkup.report import Report
from trainer.checkup.terminal import Terminal
from trainer.core.record import Record
from trainer.core.text import clean
from trainer.repair import Done, Step, name
from trainer.store.inventory import FileInfo
from trainer.store.survey import DeviceInfo, JournalInfo, Stock


def checked(report: Report) -> dict[str, Any]:
    """Give a report: `{well, versions, data, devices, library, terminal, odd, journals, ahead, future, findings,
    repairs}`; `findings` are the sentences, and what they tell of stands as data before them."""
    stock = report.stock
    return {
        "well": not report.trouble,
        "versions": dict(report.versions),
        "data": _data(stock),
        "devices": [_device(device, stock) for device in stock.devices],
        "library": {
            "exercises": report.shelf.exercises,
            "own": report.shelf.own,
            "routines": report.shelf.routines,
            "rules": report.shelf.rules,
        },
        "terminal": _terminal(report.terminal),
        "odd": [
            {"file": name(one.path, stock.root), "what": one.what.value, "mode": f"{one.mode:o}", "user": one.user}
            for one in stock.oddities
        ],
        "journals": [_journal(journal, stock) for journal in stock.journals],
        "ahead": [
            {
                "device": clean(one.device, newlines=False),
                "seconds": round(one.most.total_seconds()),
                "records": [_record(record) for record in one.records],
            }
            for one in stock.ahead
        ],
        "future": [_record(record) for record in stock.future],
        "findings": [
            {"level": one.level.value, "text": one.text, "files": [name(path, stock.root) for path in one.paths]}
            for one in report.findings
        ],
        "repairs": [_step(step, stock) for step in report.steps],
    }


def repaired(done: Iterable[Done], stock: Stock) -> list[dict[str, Any]]:
    """Give what a repair did: the steps, each with `done` and `said`."""
    return [{**_step(one.step, stock), "done": one.well, "said": one.said} for one in done]


def _step(step: Step, stock: Stock) -> dict[str, Any]:
    files = [name(path, stock.root) for path in step.paths]
    return {"kind": step.deed.value, "what": step.what, "keeps": step.keeps, "files": files}


def _data(stock: Stock) -> dict[str, Any]:
    return {
        "directory": clean(str(stock.root), newlines=False),
        "there": stock.there,
        "writable": stock.why_not is None,
        "bytes": stock.size,
        "free": stock.room,
        "device": stock.device,
        "running": stock.running is not None,
    }


def _device(device: DeviceInfo, stock: Stock) -> dict[str, Any]:
    return {
        "id": clean(device.id, newlines=False),
        "this": device.ours,
        "records": device.records,
        "first": None if device.first is None else device.first.isoformat(),
        "last": None if device.last is None else device.last.isoformat(),
        "written": None if device.written is None else device.written.astimezone(stock.at.tzinfo).isoformat(),
        "files": [_file(info, stock) for info in device.files],
    }


def _file(info: FileInfo, stock: Stock) -> dict[str, Any]:
    return {
        "file": name(info.path, stock.root),
        "state": info.state,
        "records": info.records,
        "bytes": info.size,
        "older_copies": info.generations,
        "damaged_copies": info.corrupt,
        "strange": info.strange,
        "conflict": info.conflict,
    }


def _journal(journal: JournalInfo, stock: Stock) -> dict[str, Any]:
    return {
        "file": name(journal.path, stock.root),
        "this": journal.ours,
        "state": journal.state,
        "running": journal.ours and stock.running is not None,
        "at": None if journal.left is None else journal.left.at.isoformat(),
    }


def _record(record: Record) -> dict[str, Any]:
    id_, kind = clean(record.id, newlines=False), clean(record.kind, newlines=False)
    return {"id": id_, "kind": kind, "at": record.at.isoformat()}


def _terminal(terminal: Terminal) -> dict[str, Any]:
    return {
        "term": terminal.term or None,
        "colours": terminal.colours,
        "encoding": terminal.encoding,
        "size": None if terminal.size is None else list(terminal.size),
        "ssh": terminal.ssh,
        "inside": terminal.inside or None,
        "screens": terminal.unusable is None,
        "bell": terminal.bell,
        "notice": terminal.notice.value,
        "notices": [form.value for form in terminal.notices],
        "speech": terminal.speech.value,
        "voice": terminal.voice or None,
        "hook": terminal.hook or None,
    }
