"""Health: whether the screens can be shown here, and what is kept of an error inside."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer import health


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


def stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand before a terminal of 80×24 that can do everything; pytest changes streams between fixture and test."""
    for name in ("stdin", "stdout", "stderr", "__stderr__"):
        monkeypatch.setattr(sys, name, Tty())
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("PYTHONIOENCODING", "SSH_CONNECTION", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


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


@pytest.mark.parametrize("spoil", [{"TERM": "dumb"}, {"TERM": "unknown"}])
def test_where_no_screen_is_shown_it_is_said_what_trains_all_the_same(
    monkeypatch: pytest.MonkeyPatch, spoil: dict[str, str]
) -> None:
    stand(monkeypatch)
    for name, value in spoil.items():
        monkeypatch.setenv(name, value)
    assert "'trainer go --plain' trains without screens" in (health.unusable() or "")


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
