"""The doctor: what is where, whether it is whole, and whether the screens can be shown."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.home import AT_ONCE, Home, named, shipped, start
from tests.store.support import ReadOnlyFs
from trainer import health
from trainer.coach import Coach
from trainer.core.library import Fault, Library
from trainer.errors import TrainerError


class Tty(io.StringIO):
    """A stream that says it is a terminal, or that it is none."""

    def __init__(self, *, terminal: bool = True, encoding: str | None = "utf-8") -> None:
        super().__init__()
        self._terminal = terminal
        self._encoding = encoding

    def isatty(self) -> bool:
        return self._terminal

    @property
    def encoding(self) -> str | None:  # type: ignore[override]
        return self._encoding


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand before a terminal of 80×24 that can do everything; pytest changes streams between fixture and test."""
    for name in ("stdin", "stdout", "stderr", "__stderr__"):
        monkeypatch.setattr(sys, name, Tty())
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("PYTHONIOENCODING", "SSH_CONNECTION", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


def examined(coach: Coach) -> list[str]:
    return "\n".join(health.examine(coach)).splitlines()


# Can the screens be shown?


def test_a_usual_terminal_shows_the_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    stand(monkeypatch)
    assert health.unusable() is None


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("stream", [lambda: Tty(terminal=False), lambda: None])
def test_all_three_streams_are_needed(
    monkeypatch: pytest.MonkeyPatch, name: str, stream: Callable[[], Tty | None]
) -> None:
    stand(monkeypatch)
    monkeypatch.setattr(sys, name, stream())
    assert (health.unusable() or "").startswith("The screens need a terminal: run it in one (over SSH: ssh -t). ")


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_dumb_terminal_says_what_it_is(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    stand(monkeypatch)
    monkeypatch.setenv("TERM", term)
    assert f"(TERM={term})" in (health.unusable() or "")


def test_a_terminal_that_does_not_say_what_it_is_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    stand(monkeypatch)
    monkeypatch.delenv("TERM")
    assert health.unusable() is None


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf8", "UTF_8"])
def test_utf_8_has_many_names(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    stand(monkeypatch)
    monkeypatch.setattr(sys, "__stderr__", Tty(encoding=encoding))
    assert health.unusable() is None


@pytest.mark.parametrize(("encoding", "named"), [("ascii", "ascii"), ("iso8859-1", "iso8859-1"), (None, "nothing")])
def test_another_encoding_is_named_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, encoding: str | None, named: str
) -> None:
    stand(monkeypatch)
    monkeypatch.setattr(sys, "__stderr__", Tty(encoding=encoding))
    assert f"is set to {named}: try LC_ALL=C.UTF-8" in (health.unusable() or "")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert f"is set to {named}: unset PYTHONIOENCODING" in (health.unusable() or "")


@pytest.mark.parametrize("size", [(32, 10), (40, 20), (300, 100), (0, 0), (0, 24)])
def test_from_the_least_size_on_and_where_none_is_known_the_screens_are_shown(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    stand(monkeypatch)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size(size))
    assert health.unusable() is None


@pytest.mark.parametrize("size", [(31, 24), (80, 9), (1, 1), (31, 0)])
def test_a_terminal_that_is_too_small_says_how_large_it_is_to_be(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    stand(monkeypatch)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size(size))
    assert (health.unusable() or "").startswith(f"The terminal is {size[0]}×{size[1]}; the screens need at least 32×10")


# The examination


def test_a_healthy_house(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    stand(monkeypatch)
    coach = home.coach()
    lines = examined(coach)
    assert "  TERM xterm-256color · colours 16 or 256 · encoding utf-8 · 80×24" in lines
    assert "  The screens work here." in lines
    assert f"  {home.root}" in lines
    assert f"  this device: {coach.store.device}" in lines
    assert "  can be written" in lines
    assert f"  23 exercises (0 yours), 5 routines, {len(shipped().rules)} rules" in lines
    assert not any("!" in line for line in lines)


def test_what_the_terminal_can_do_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    stand(monkeypatch)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    monkeypatch.setenv("TERM", "evil\x1b]0;x\x07\nterm")
    (line,) = (line for line in examined(home.coach()) if "TERM" in line)
    assert line == "  TERM evil]0;x term · colours 24 bit · encoding utf-8 · 80×24 · over SSH"


def test_without_a_terminal_that_is_told_too(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.delenv("TERM", raising=False)
    lines = examined(home.coach())
    assert any(line.startswith("  TERM unset · ") and "encoding unknown" in line for line in lines)
    assert any(line.startswith("  The screens need a terminal") for line in lines)


def test_each_file_is_told_with_what_it_holds(home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    home.finish(start(coach.begin(named("bridge"))))
    home.finish(start(coach.begin(named("childs-pose"))))
    lines = examined(home.coach())
    place = f"store/{coach.store.device}"
    assert any(line.startswith(f"  {place}/2026-11.json: ok, 2 records, ") and line.endswith(" KiB") for line in lines)
    assert any(line.startswith(f"  {place}/standing.json: ok, 1 record, ") for line in lines)


def test_a_damaged_file_is_told_with_what_was_kept(home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    for _ in range(2):
        home.finish(start(coach.begin(named("bridge"))))
    path = next(home.root.glob("store/*/2026-11.json"))
    path.write_bytes(b"\x00" + path.read_bytes()[1:])
    lines = examined(home.coach())
    assert any("2026-11.json" in line and line.endswith(" · 1 damaged copy kept") for line in lines)
    assert any(line.startswith("  ! 2026-11.json was damaged") for line in lines)


def test_what_does_not_belong_is_marked(home: Home) -> None:
    home.coach()
    (home.root / "store" / "stray\x1b[31m\nfile").write_text("hello")
    lines = examined(home.coach())
    assert "  ! store/stray[31m file: foreign, 0 records, 0.0 KiB" in lines


def test_a_directory_that_cannot_be_written_is_told_with_the_reason(home: Home) -> None:
    assert "  ! nothing can be saved here: the directory is read-only" in examined(home.coach(ReadOnlyFs()))


def test_a_running_session_is_told(home: Home) -> None:
    running = home.coach()
    start(running.begin(named("bridge")))
    assert any(line.startswith("A session is running in another terminal (") for line in examined(home.coach()))


def test_a_library_that_is_missing_is_one_line_and_the_rest_is_told(home: Home) -> None:
    def load() -> Library:
        raise TrainerError("The exercise library is missing.")

    lines = examined(Coach(home.coach().store, load, FakeClock()))
    assert "  ! The exercise library is missing." in lines
    assert "  can be written" in lines


def test_faults_of_the_library_are_listed(home: Home, tmp_path: Path) -> None:
    fault = Fault(file="exercises/a.toml", key="hold", wrong="it is text", right="write a number")
    coach = Coach(home.coach().store, lambda: replace(shipped(), faults=(fault,)), FakeClock())
    assert "  ! exercises/a.toml: hold: it is text; write a number" in examined(coach)


# An error inside


def test_an_error_is_kept_for_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told = health.keep(ZeroDivisionError("by zero"))
    (kept,) = tmp_path.iterdir()
    assert told == f"What was saved is safe; please report it with {kept}, after a look at what it tells."
    assert "ZeroDivisionError: by zero" in kept.read_text()


def test_an_error_that_cannot_be_kept_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/nowhere")
    assert health.keep(ZeroDivisionError()) == "What was saved is safe; please report it."
