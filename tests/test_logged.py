"""`trainer log`: what was done elsewhere, told from a shell; and all that is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes import NOVEMBER, FakeClock
from tests.home import Home
from tests.shell import Shell
from tests.test_cli import EVIL

HARD = "That was hard: aim for 4 to 6 – Exercises to Help Your Back.\n"
SHORT = "Under 10 min: it counts, and is shown apart.\n"
NO_MINUTES = "is no number of minutes; give 1 to 600, such as 20 or '1 h 20'."
NO_EXERTION = "is no exertion; give a number from 1 (no work) to 10 (could not go on)."


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["walk", "20"], "Walking, 20 min, today 06:50"),
        (["walk", "20", "min"], "Walking, 20 min, today 06:50"),
        (["Walking", "1", "h", "20"], "Walking, 80 min, today 05:50"),
        (["walk", "1:20"], "Walking, 80 min, today 05:50"),
        (["walk", "20", "--at", "yesterday 18:00", "--exertion", "5"], "Walking, 20 min, yesterday 18:00 · exertion 5"),
        (["SWIM", "90m", "--at", "Tue 7:30"], "Swimming, 90 min, Tue 17 Nov 07:30"),
        (["swim", "30", "--at", "2026-11-01", "--note", "cold"], "Swimming, 30 min, Sun 1 Nov 12:00 · with a note"),
        (["walk", "600", "--at", "2016-11-20"], "Walking, 600 min, Sun 20 Nov 2016 12:00"),
        (["relax"], "Relax and rest, 10 min, today 07:00"),
        (["relax", "25"], "Relax and rest, 25 min, today 06:45"),
        (["relax-and-rest", "5"], "Relax and rest, 5 min, today 07:05"),
        (["back", "pain", "stretches", "--at", "20 min ago"], "Back pain stretches, 5 exercises, today 06:50"),
        (["back-pain-stretches", "--at", "06:50"], "Back pain stretches, 5 exercises, today 06:50"),
        (["midback", "stretch", "--at", "Thu"], "Child's pose, 2 × 15 s, yesterday 12:00"),
    ],
)
def test_what_was_kept_is_said_in_a_line(shell: Shell, home: Home, words: list[str], line: str) -> None:
    told = shell("log", *words)
    assert (told.code, told.out, told.err) == (0, f"Kept: {line}.\n", "")
    assert len(home.coach().history()) == 1


@pytest.mark.parametrize(
    ("words", "talk"),
    [("walk 9", SHORT), ("walk 20 --exertion 7", HARD), ("swim 1 --exertion 10", SHORT + HARD), ("relax 5", "")],
)
def test_short_bouts_and_hard_ones_are_remarked_beside_the_answer(shell: Shell, words: str, talk: str) -> None:
    told = shell("log", *words.split())
    assert (told.code, told.err) == (0, talk)


def test_it_is_in_the_history_with_its_note(shell: Shell) -> None:
    shell("log", "walk", "20", "--note", f"windy{EVIL}")
    shell("log", "bridge", "--exertion", "4")
    [walk, bridge] = shell("history", "--json").data
    assert (walk["at"], walk["minutes"], walk["note"]) == ("2026-11-20T06:50:00+01:00", 20, "windy]0;owned[31m 2J")
    assert (bridge["kind"], bridge["whole"], bridge["exertion"]) == ("session", True, 4)


def test_data_for_scripts_is_what_the_history_gives(shell: Shell) -> None:
    told = shell("log", "walk", "5", "--exertion", "9", "--json")
    assert told.err == ""
    assert [told.data] == shell("history", "--json").data


def test_nothing_closes_the_past(shell: Shell) -> None:
    assert shell("check-in", "5", "--symptom", "chest-pain").code == 3
    assert shell("log", "walk", "20").code == 0
    assert shell("log", "bridge", "--at", "yesterday").code == 0


def test_twice_the_same_is_refused_once_and_taken_at_another_time(shell: Shell, clock: FakeClock) -> None:
    assert shell("log", "walk", "20").code == 0
    clock.advance(30)
    again = shell("log", "walk", "20")
    assert (again.code, again.sentence) == (
        1,
        "Walking, today 06:50, is kept already; if it was another one, give another time with --at.",
    )
    assert shell("log", "walk", "20", "--at", "6:20").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["walk"], "Say for how many minutes, 1 to 600, as in 'walk 20'."),
        (["walk", "0"], "0 minutes cannot be kept; give 1 to 600."),
        (["walk", "-5"], "-5 minutes cannot be kept; give 1 to 600."),
        (["walk", "−5"], f"'−5' {NO_MINUTES}"),
        (["walk", "2000"], "2000 minutes cannot be kept; give 1 to 600."),
        (["walk", "twenty"], f"'twenty' {NO_MINUTES}"),
        (["walk", "20", "10"], f"'20 10' {NO_MINUTES}"),
        (["walk", "9" * 50], f"'{'9' * 40}' {NO_MINUTES}"),
        (["walk", "1.33", "h"], f"'1.33 h' {NO_MINUTES}"),
        (["relax", "0"], "0 minutes cannot be kept; give 1 to 600."),
        (["bridge", "20"], "Bridge is kept as it is prescribed; leave the minutes out."),
        (
            ["back", "pain", "stretches", "20"],
            "Back pain stretches is kept as it is prescribed; leave the minutes out.",
        ),
        (
            ["hiking", "20"],
            "There is no exercise or routine 'hiking'. 'trainer library list' shows all. "
            "Activities: walk, swim, relax.",
        ),
        (
            ["pelvic-tilt", "10"],
            "'pelvic-tilt' is 2 techniques; choose one: pelvic-tilt-rocking, pelvic-tilt-held. "
            "Activities: walk, swim, relax.",
        ),
        (["walk", "20", "--exertion", "0"], f"'0' {NO_EXERTION}"),
        (["walk", "20", "--exertion", "11"], f"'11' {NO_EXERTION}"),
        (["walk", "20", "--exertion", "-1"], f"'-1' {NO_EXERTION}"),
        (["walk", "20", "--exertion", "²"], f"'²' {NO_EXERTION}"),
        (["walk", "20", "--exertion", "hard"], f"'hard' {NO_EXERTION}"),
        (["walk", "20", "--note", "x" * 201], "The note has 201 characters; say it in 200."),
        (
            ["walk", "20", "--at", "Fri"],
            "'Fri' can be read as 2026-11-20 07:10 or 2026-11-13 12:00; write it that way.",
        ),
        (
            ["walk", "20", "--at", "3/4"],
            "'3/4' can be read as 2026-04-03 12:00 or 2026-03-04 12:00; write it that way.",
        ),
        (
            ["walk", "20", "--at", "tomorrow"],
            "'tomorrow' is still to come; write a time up to now, such as 'yesterday 18:00'.",
        ),
        (["walk", "20", "--at", "2016-11-19"], "'2016-11-19' is over 10 years ago; write a later day."),
        (["walk", "20", "--at", "7:00"], "Walking from 07:00 to 07:20 is not over yet; give an earlier time."),
        (
            ["walk", "20", "--at", "soon"],
            "'soon' is no time; write one such as '18:00', 'yesterday 18:00', 'Tue 7:30', '2026-11-20 18:00' "
            "or '20 min ago'.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_could(
    shell: Shell, home: Home, words: list[str], sentence: str
) -> None:
    told = shell("log", *words)
    assert (told.code, told.sentence) == (1, sentence)
    assert home.coach().history() == ()


@pytest.mark.parametrize("words", ["", "--nonsense walk 20", "walk --nonsense=3", "walk -x", "walk 20 --at"])
def test_wrong_use_is_answered_with_a_line(shell: Shell, words: str) -> None:
    told = shell("log", *words.split())
    assert told.code == 2
    assert told.sentence
    assert not shell.data.exists()


@pytest.mark.parametrize(
    "words",
    [
        [EVIL],
        [EVIL, "20"],
        ["walk", EVIL],
        ["walk", "20", "--at", EVIL],
        ["walk", "20", "--exertion", EVIL],
        ["walk", "20", f"-{EVIL}"],
        ["x" * 10_000],
        ["x"] * 2_000,
        ["walk", "20", "--at", "9" * 10_000],
        ["walk", "20", "--exertion", "9" * 10_000],
        ["walk", "20", "--note", "x" * 10_000],
        [""],
        ["", ""],
    ],
)
def test_what_is_typed_never_steers_the_terminal(shell: Shell, home: Home, words: list[str]) -> None:
    told = shell("log", *words)
    assert told.code in {1, 2}
    assert len(told.sentence) < 400
    assert home.coach().history() == ()


def test_what_could_not_be_saved_is_told(shell: Shell) -> None:
    assert shell("--data", "/proc/nowhere", "log", "walk", "20").code == 4


def test_its_help_says_that_the_time_is_when_it_began(shell: Shell) -> None:
    told = shell("log", "--help")
    assert told.code == 0
    assert "When it began" in told.out


def test_a_walk_over_midnight_is_kept_on_the_day_it_began(shell: Shell, clock: FakeClock) -> None:
    clock.jump(-timedelta(hours=7).total_seconds())
    assert clock.now().date() == NOVEMBER.date()
    assert shell("log", "walk", "30").out == "Kept: Walking, 30 min, yesterday 23:40.\n"


# All but what was left out


@pytest.mark.parametrize(
    "words", [["--without", "bridge,knee-to-chest"], ["--without", "Bridge", "--without", "knee to chest , bridge"]]
)
def test_what_was_left_out_of_a_routine_is_kept_as_left_out(shell: Shell, words: list[str]) -> None:
    told = shell("log", "back-pain-stretches", "--at", "yesterday 18:00", *words)
    assert (told.code, told.out) == (0, "Kept: Back pain stretches, 3 of 5 exercises, yesterday 18:00.\n")
    [one] = shell("history", "--json").data
    assert {item["exercise"]: item["status"] for item in one["items"]} == {
        "pelvic-tilt-held": "done",
        "knee-to-chest": "skipped",
        "lower-trunk-rotation": "done",
        "hamstring-stretch-leg-raise": "done",
        "bridge": "skipped",
    }
    assert {item["reason"] for item in one["items"]} == {None}
    assert [item["held"] for item in one["items"] if item["status"] == "skipped"] == [{}, {}]
    assert one["whole"] is False


def test_what_was_left_out_took_no_time(shell: Shell) -> None:
    shell("log", "back-pain-stretches", "--at", "Tue 18:00")
    shell("log", "back-pain-stretches", "--at", "Wed 18:00", "--without", "bridge")
    whole, part = shell("history", "--json").data
    assert part["ended"][11:] < whole["ended"][11:]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["back-pain-stretches", "--without", "bridge,open-books"],
            "There is no 'open-books' in it. There are: pelvic-tilt-held, knee-to-chest, lower-trunk-rotation, "
            "hamstring-stretch-leg-raise, bridge.",
        ),
        (
            ["back-pain-stretches", "--without", ""],
            "There is no '' in it. There are: pelvic-tilt-held, knee-to-chest, lower-trunk-rotation, "
            "hamstring-stretch-leg-raise, bridge.",
        ),
        (
            ["back-stretches", "--without", "overhead-stretch,side-stretch,prone-press-up,relax-and-rest"],
            "All of Back stretches is left out; then there is nothing to keep.",
        ),
        (["bridge", "--without", "bridge"], "Bridge is no routine: there is nothing to leave out."),
        (["walk", "20", "--without", EVIL], "Walking is no routine: there is nothing to leave out."),
    ],
)
def test_what_cannot_be_left_out_is_refused(shell: Shell, home: Home, words: list[str], sentence: str) -> None:
    told = shell("log", *words)
    assert (told.code, told.sentence) == (1, sentence)
    assert home.coach().history() == ()
