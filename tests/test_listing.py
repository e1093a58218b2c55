"""Listings: what the command line prints, whose each part is, and how it gets out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, exercise, steady
from tests.home import AT_ONCE, Home, die, named, shipped, start
from trainer import diary, listing
from trainer.core.dosage import Dosage, Range
from trainer.core.events import StopReason
from trainer.core.exercise import Caution, Exercise, Instruction, Level, Purpose, Related, Relation, Variant
from trainer.core.library import Fault, Library
from trainer.core.log import ActivityLog, Remembered, SetAside
from trainer.core.text import is_hostile
from trainer.errors import NotSavedError

TODAY = NOVEMBER.date()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def shown(value: Exercise, library: Library | None = None) -> list[str]:
    return list(listing.exercise(value, library or shipped()))


def shipped_one(name: str) -> list[str]:
    return shown(shipped().exercises[name])


def walked(days_ago: int, name: str = "Walking") -> Remembered:
    walk = ActivityLog(activity="walk", name=name, seconds=1200)
    return Remembered(id=f"{days_ago}", at=NOVEMBER - timedelta(days=days_ago), what=walk)


# Exercises


def test_columns_stand_below_each_other() -> None:
    lines = list(listing.exercises([exercise("a"), exercise("a-longer-one")], shipped()))
    assert lines == [
        "↔ a             A             on your back",
        "↔ a-longer-one  A longer one  on your back",
    ]


def test_nothing_is_listed_of_nothing() -> None:
    assert list(listing.exercises([], shipped())) == []
    assert list(diary.history([], TODAY)) == []


@pytest.mark.parametrize("name", sorted(shipped().exercises))
def test_every_exercise_can_be_shown(name: str) -> None:
    lines = shipped_one(name)
    value = shipped().exercises[name]
    assert lines[0].startswith(value.name)
    assert sum(line.startswith("  1 ") for line in lines) == 1
    assert "\nDosage" in lines
    titles = [shipped().handouts[handout].title for handout in value.handouts]
    assert f"From {' · '.join(titles)}" in lines


@pytest.mark.parametrize("name", sorted(shipped().exercises))
def test_every_dosage_and_caution_says_whose_it_is(name: str) -> None:
    value = shipped().exercises[name]
    sources = [*(handout.title for handout in shipped().handouts.values()), "ours"]
    lines = shipped_one(name)
    sourced = [line for line in lines if any(line.endswith(f" [{source}]") for source in sources)]
    assert len(sourced) >= len(value.dosages) + len(value.cautions)


def test_what_no_handout_says_is_marked_as_ours() -> None:
    value = replace(
        exercise("bridge", Dosage(stated=False, hold=Range(5))),
        purposes=(Purpose(text="Strengthens."), Purpose(text="Stretches.", handout="bone-health")),
        steps=(Instruction(text="Lift.", handouts=("bone-health",)), Instruction(text="Lower.", handouts=())),
        variants=(Variant(level=Relation.EASIER, text="Lift less."),),
        related=(Related(relation=Relation.HARDER, exercise="gone", why="It is."),),
        cautions=(Caution(level=Level.PRECAUTION, text="Slowly."),),
        silent=("How far.",),
    )
    lines = shown(value)
    assert "Strengthens. [ours]" in lines
    assert "Stretches." in lines
    assert "  1 Lift." in lines
    assert "  2 Lower. [ours]" in lines
    assert "  Easier: Lift less. [ours]" in lines
    assert "  Harder: gone – It is. [ours]" in lines
    assert "  Slowly. [ours]" in lines
    assert "  5 s [ours]" in lines
    assert "  Not stated: How far." in lines


def test_what_a_person_wrote_is_theirs() -> None:
    value = replace(
        exercise("mine", Dosage(stated=False, hold=Range(5))),
        own=True,
        reviewed=False,
        steps=(Instruction(text="Lift.", handouts=()),),
    )
    lines = shown(value)
    assert "(yours, not reviewed)" in lines
    assert "  1 Lift." in lines
    assert "  5 s [yours]" in lines
    assert not any("ours]" in line and "yours]" not in line for line in lines)
    assert "(yours)" in shown(replace(value, reviewed=True))


def test_cautions_stand_by_their_weight_the_gravest_first() -> None:
    lines = shipped_one("childs-pose")
    grave, form = lines.index("\nLeave it out"), lines.index("\nForm")
    assert grave < form
    assert lines[grave + 1].startswith("  Knee pain: ")


def test_two_dosages_of_one_handout_are_told_apart() -> None:
    title = shipped().handouts["staywell-upper-back"].title
    assert [line for line in shipped_one("open-books") if (title in line and "×" in line) or "times" in line] == [
        f"  moving: 10 times, with the breath, each side [{title}]",
        f"  held: 5 × 30 s, each side [{title}]",
    ]


def test_what_a_handout_leaves_open_is_said_beside_its_dosage() -> None:
    assert any("20–40 s, each side (repetitions not stated) [" in line for line in shipped_one("knee-to-chest"))


def test_an_exercise_no_handout_gives_numbers_for_says_so() -> None:
    lines = shipped_one("wall-slide")
    assert lines[lines.index("\nDosage") + 1] == "  not stated in the handout"


def test_an_exercise_that_goes_by_other_names_says_them() -> None:
    assert "Also called: Midback stretch" in shipped_one("childs-pose")


def test_a_handout_that_is_not_known_is_named_by_its_id() -> None:
    value = exercise("bridge", Dosage(handout="lost", hold=Range(5)))
    assert "  5 s (repetitions not stated) [lost]" in shown(value)


def test_the_library_is_counted(home: Home) -> None:
    rules = len(shipped().rules)
    assert listing.stock(shipped()) == f"23 exercises (0 yours), 5 routines (0 yours), {rules} rules"


@pytest.mark.parametrize(("count", "text"), [(1, "1 thing is wrong"), (2, "2 things are wrong")])
def test_faults_are_counted(count: int, text: str) -> None:
    fault = Fault(file="a.toml", key="", wrong="x", right="y")
    assert listing.wrong(replace(shipped(), faults=(fault,) * count)).startswith(text)


# The history, and today


def test_the_history_has_the_latest_first_in_columns() -> None:
    lines = list(diary.history([walked(400), walked(1), walked(0)], TODAY))
    assert lines == [
        "today            07:10  Walking · 20 min",
        "yesterday        07:10  Walking · 20 min",
        "Thu 16 Oct 2025  07:10  Walking · 20 min",
    ]


def test_a_name_from_a_record_stays_on_its_line() -> None:
    (line,) = diary.history([walked(0, "Walk\nalong\x1b[31m\u202e")], TODAY)
    assert line.isprintable()


def test_today_begins_with_what_was_interrupted(home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    home.let(start(coach.begin(named("side-stretch"))), 5)
    die(coach)
    home.clock.jump(60)
    again = home.coach()
    lines = list(diary.today(again, again.today()))
    assert lines[0] == "Fri 20 Nov"
    assert lines[1] == (
        "Interrupted 1 min ago: Side stretch, 1 of 2, left. 'trainer go' in a terminal goes on with it."
    )


def test_an_exercise_that_is_gone_is_named_by_its_id(home: Home) -> None:
    coach = home.coach()
    then = NOVEMBER - timedelta(days=3)
    aside = SetAside(exercise="gone\x1b\nfor good", reason=StopReason.PAIN, at=then, session="s")
    lines = list(diary.today(coach, replace(coach.today(), set_aside=(aside,))))
    assert "Set aside: gone for good, stopped Tue 17 Nov for pain." in lines


# Getting out


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp437", "utf-16"])
@given(text=st.text())
@steady
def test_whatever_is_printed_can_be_and_steers_nothing(encoding: str, text: str) -> None:
    out = listing.printable(text, encoding)
    assert not any(is_hostile(char) for char in out)
    out.encode(encoding)


def test_signs_have_stand_ins_and_letters_stay() -> None:
    assert listing.printable("↔ ▲ ● ☾ 2–4 × · … ’ é", "ascii") == "- ^ o z 2-4 x - ... ' ?"
    assert listing.printable("Übung × 2", "latin-1") == "Übung × 2"
    assert listing.printable("↔ Übung", "utf-8") == "↔ Übung"


def test_an_encoding_nobody_knows_gets_ascii() -> None:
    assert listing.printable("↔ a", "klingon") == "- a"


class Stream(io.TextIOWrapper):
    """A stream with an encoding, that can be broken."""

    def __init__(self, encoding: str = "utf-8", error: OSError | None = None) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding)
        self.error = error

    def write(self, text: str) -> int:
        if self.error is not None:
            raise self.error
        return super().write(text)

    @property
    def text(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


def stdout(monkeypatch: pytest.MonkeyPatch) -> Stream:
    """Put a stream in the place of stdout; pytest changes it between a fixture and its test."""
    stream = Stream()
    monkeypatch.setattr(sys, "stdout", stream)
    return stream


def test_an_answer_is_printed_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def lines() -> Iterator[str]:
        yield "one"
        raise ZeroDivisionError

    out = stdout(monkeypatch)
    with pytest.raises(ZeroDivisionError):
        listing.tell(lines())
    assert out.text == ""
    listing.tell(["one", "two"])
    assert out.text == "one\ntwo\n"


def test_an_answer_without_room_is_an_error_and_one_without_a_reader_is_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = stdout(monkeypatch)
    out.error = OSError(28, "No space left on device")
    with pytest.raises(NotSavedError, match="The answer could not be written: No space left on device"):
        listing.tell(["one"])
    out.error = BrokenPipeError(32, "Broken pipe")
    with pytest.raises(BrokenPipeError):
        listing.tell(["one"])


def test_data_keeps_every_letter_in_every_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding in ("utf-8", "ascii", "cp1252"):
        stream = Stream(encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        listing.tell_data({"name": "Ünïcode – ↔"})
        assert json.loads(stream.text) == {"name": "Ünïcode – ↔"}


def test_talk_goes_beside_the_answer_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = stdout(monkeypatch), Stream()
    monkeypatch.setattr(sys, "stderr", err)
    listing.say("One\nof two.", "Two\x1b[31m.")
    listing.say()
    assert err.text == "One of two.\nTwo[31m.\n"
    assert out.text == ""


def test_talk_nobody_listens_to_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Stream(error=BrokenPipeError(32, "Broken pipe")))
    listing.say("One.")
    monkeypatch.setattr(sys, "stderr", None)
    listing.say("One.")


def test_a_closed_stream_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    listing.tell(["one"])
    listing.tell_data([])
    listing.close()
    listing.close(drop=True)
