"""What tests share: a person's data and clock, a shell to run commands in, and the long tests only when asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.home import Home
from tests.shell import Shell


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the torture tests at full length")
    parser.addoption("--update-snapshots", action="store_true", help="write screens and weeks as they are now")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def home(data: Path, clock: FakeClock) -> Home:
    return Home(data, clock)


@pytest.fixture
def shell(
    data: Path, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRAINER_DATA", str(data))
    monkeypatch.setattr("trainer.cli.SystemClock", lambda: clock)
    return Shell(data, monkeypatch, capsys)
