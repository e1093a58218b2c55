"""What the tests of the screens share: a house to live in, and snapshots of whole screens as readable files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.support import House
from trainer.clock import SystemClock
from trainer.core.pace import Pace
from trainer.core.settings import Settings
from trainer.ui.app import TrainerApp
from trainer.ui.widgets.figure import Demonstration

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Return a new person's data, at a path that is the same in every run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return House(root=Path("data"))


@pytest.fixture
def home(tmp_path: Path) -> House:
    """Return the data of a person who has just said that all is well, by the machine's own clock."""
    house = House(root=tmp_path / "data")
    house.clock = SystemClock()  # type: ignore[assignment]
    house.ask()
    coach = house.coach()
    coach.change(Settings(pace=Pace(prepare=0, fetch=0, release=1, switch=1), slow=False))
    return house


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have figures looked up at once: no cursor ever rests where nobody waits."""
    monkeypatch.setattr(Demonstration, "rest_on", Demonstration.find)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hear the terminal's bell."""
    heard: list[str] = []
    monkeypatch.setattr(TrainerApp, "bell", lambda app: heard.append("ding"))
    return heard


@pytest.fixture
def snapshots() -> list[str]:
    """Return the names of all snapshots there are."""
    return [path.stem for path in SNAPSHOTS.glob("*.txt")]


@pytest.fixture
def same(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return the comparison of a screen with its file in `snapshots/`."""
    update = request.config.getoption("--update-snapshots")

    def compare(name: str, screen: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(screen)
        assert path.exists(), f"no {path.name} yet: look at the screen and run pytest tests/ui --update-snapshots"
        assert screen.splitlines() == path.read_text().splitlines(), f"{path.name} differs from the screen:\n{screen}"

    return compare
