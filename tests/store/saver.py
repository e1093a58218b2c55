"""A process that saves without end, or so many times, and prints each id once it is acknowledged."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.store.support import on, record
from trainer.clock import SystemClock
from trainer.core.record import Record
from trainer.store.store import Store


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def mixed(store: Store, name: str) -> None:
    """Save all sorts of things and keep a journal, until killed."""
    journal = store.journal()
    left = journal.adopt()
    line = 0 if left is None else len(left.lines)
    if left is None:
        journal.begin({"session": name})
    for number in count():
        sizes = {"note": "x" * (number * 7919 % 5000)}
        walk, gate = record(f"{name}-{number}", body=sizes), record(f"{name}-g{number}", "gate")
        saved: tuple[Record, ...] = store.save(gate, walk)
        say(f"saved {walk.id} {gate.id}")
        journal.append({"n": line})
        say(f"line {line}")
        line += 1
        store.save(replace(saved[1], at=on(2026, 10, 1)))
        say(f"moved {walk.id}")


def main(root: str, name: str, times: str) -> None:
    store = Store(Path(root), SystemClock())
    say("ready")
    if not int(times):
        mixed(store, name)
    for number in range(int(times)):
        for saved in store.save(record(f"{name}-{number}")):
            say(saved.id)


if __name__ == "__main__":
    main(*sys.argv[1:])
