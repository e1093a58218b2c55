"""`trainer report`: where it goes, what it refuses, and that nothing is lost or shown to others."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import NOVEMBER, FakeClock
from tests.home import Home
from tests.report.lives import BEGINNING, Reader, flare_up, quiet
from tests.shell import Shell

NAME = "trainer-report-2026-11-20.html"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOVEMBER - timedelta(days=1))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def lived(home: Home, here: Path) -> None:
    """One session yesterday."""
    life = quiet(home.root)
    home.clock.advance((life.clock.now() - home.clock.now()).total_seconds())


@pytest.mark.usefixtures("lived")
def test_it_goes_into_a_private_file_named_by_its_day(shell: Shell, here: Path) -> None:
    told = shell("report")
    assert (told.code, told.err) == (0, "")
    assert told.out == f"The report is in {here / NAME}. It holds health data; only you can read the file.\n"
    assert [path.name for path in here.iterdir()] == [NAME]
    assert stat.S_IMODE((here / NAME).stat().st_mode) == 0o600
    assert "16 – 20 Nov 2026" in Reader((here / NAME).read_text()).said


@pytest.mark.usefixtures("lived")
def test_a_file_that_is_there_stays_without_force(shell: Shell, here: Path) -> None:
    (here / NAME).write_text("mine")
    told = shell("report")
    assert told.code == 1
    assert "--force" in told.sentence
    assert (here / NAME).read_text() == "mine"
    assert shell("report", "--force").code == 0
    assert (here / NAME).read_text().startswith("<!DOCTYPE html>")
    assert [path.name for path in here.iterdir()] == [NAME]


@pytest.mark.usefixtures("lived")
def test_pictures_of_the_exercises_come_where_they_are_asked_for(shell: Shell, here: Path) -> None:
    assert shell("report").code == 0
    assert "How the exercises look" not in (here / NAME).read_text()
    assert shell("report", "--figures", "--force").code == 0
    page = (here / NAME).read_text()
    assert "How the exercises look" in Reader(page).said
    looks = page[page.index("How the exercises look") :]
    assert looks.count("<svg") == looks.count("<figcaption>") > 0


@pytest.mark.usefixtures("lived")
def test_a_text_has_no_pictures(shell: Shell, here: Path) -> None:
    told = shell("report", "--text", "--figures")
    assert told.code == 2
    assert told.sentence == "A text has no pictures; leave out --text or --figures."
    assert not [*here.iterdir()]


@pytest.mark.usefixtures("lived")
def test_a_dash_is_standard_output(shell: Shell, here: Path) -> None:
    told = shell("report", "-o", "-")
    assert told.out.isascii()
    assert list(here.iterdir()) == []
    shell("report")
    assert Reader(told.out).said == Reader((here / NAME).read_text()).said


@pytest.mark.usefixtures("lived")
def test_text_goes_to_standard_output_or_into_a_file(shell: Shell, here: Path) -> None:
    told = shell("report", "--text")
    assert told.lines[0] == "Training report: 16 – 20 Nov 2026"
    assert list(here.iterdir()) == []
    assert shell("report", "--text", "-o", "mail.txt").code == 0
    assert (here / "mail.txt").read_text() == told.out


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("name", [".", "missing/report.html", "n" * 300])
def test_what_can_be_no_file_is_refused_in_a_sentence(shell: Shell, here: Path, name: str) -> None:
    told = shell("report", "-o", name)
    assert told.code in {1, 4}
    assert told.sentence
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("lived")
def test_the_file_s_name_cannot_steer_the_terminal(shell: Shell, here: Path) -> None:
    told = shell("report", "-o", "a\x1b[31mb.html")
    assert "\x1b" not in told.out + told.err


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--since", "soon"), "is no time to look back to"),
        (("--since", "2027-01-01"), "is in the future"),
        (("--until", "2026-12-24"), "2026-12-24 is still to come"),
        (("--until", "someday"), "is no day"),
        (("--since", "2026-11-20", "--until", "2026-11-19"), "2026-11-20 is after 2026-11-19"),
        (
            ("--until", "2026-10-01"),
            "Nothing is on record up to 2026-10-01; the first day with something is 2026-11-19.",
        ),
    ],
)
def test_a_span_that_cannot_be_is_refused_in_a_sentence(
    shell: Shell, here: Path, words: tuple[str, ...], part: str
) -> None:
    told = shell("report", *words)
    assert told.code == 1
    assert part in told.sentence
    assert list(here.iterdir()) == []


def test_nothing_at_all_is_refused_in_a_sentence(shell: Shell, here: Path) -> None:
    told = shell("report")
    assert told.code == 1
    assert told.sentence == "There is nothing to report yet: no session, activity or check-in is on record."
    assert list(here.iterdir()) == []


def test_a_span_with_nothing_says_where_there_is_something(shell: Shell, home: Home, here: Path) -> None:
    life = quiet(home.root)
    home.clock.advance((life.clock.now() - home.clock.now()).total_seconds() + 70 * 86400)
    told = shell("report")
    assert told.code == 1
    assert told.sentence.endswith("'trainer report --since 2026-11-19' reaches back to the first day with something.")
    assert shell("report", "--since", "2026-11-19").code == 0


def test_weeks_are_whole_and_a_length_counts_back_from_the_end(shell: Shell, home: Home, here: Path) -> None:
    life = flare_up(home.root)
    home.clock.advance((life.clock.now() - home.clock.now()).total_seconds())
    assert BEGINNING.weekday() == 0

    def head(*words: str) -> str:
        return shell("report", "--text", *words).lines[0].removeprefix("Training report: ")

    assert head() == "2 – 20 Nov 2026"
    assert head("--since", "all") == "2 – 20 Nov 2026"
    assert head("--since", "2026-11-11") == "9 – 20 Nov 2026"
    assert head("--since", "1w") == "9 – 20 Nov 2026"
    assert head("--since", "1w", "--until", "2026-11-08") == "2 – 8 Nov 2026"
    assert head("--since", "1d", "--until", "2026-11-04") == "2 – 8 Nov 2026"


@pytest.mark.usefixtures("lived")
def test_a_full_disk_leaves_nothing_behind(shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trainer.store.fs.Fs.put", full)
    told = shell("report")
    assert told.code == 4
    assert told.sentence
    assert list(here.iterdir()) == []
