"""The shelf: what is sound is read in order, what is not is a fault that helps, and nothing ever raises or blocks."""

from __future__ import annotations

import os
import random
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.dosage import Range
from trainer.core.exercise import Counts, Level
from trainer.core.library import Library
from trainer.core.text import find_hostile
from trainer.errors import NotFoundError, TrainerError
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.shelf.files import MOST_BYTES, MOST_FILES

HANDOUTS = """
[[handouts]]
id = "first"
title = "First"
publisher = "A"
[[handouts]]
id = "second"
title = "Second"
publisher = "B"
date = "2018-09-20"
"""
ACTIVITIES = """
[[activities]]
id = "walk"
name = "Walking"
handout = "first"
minutes_per_day = [30, 60]
bout = 10
exertion = [4, 6]
cues = ["Talk in comfort."]
"""
RULES = """
[[rules]]
id = "acute"
kind = "hard-gate"
text = "Not in the first days."
does = "Closes exercise."
handout = "first"
numbers = { days = [1, 3] }
[[rules]]
id = "ours"
kind = "advice"
text = "Be kind."
does = "Nothing."
[[conflicts]]
id = "rolls"
topic = "How many rolls"
followed = "Both."
sides = [{ handout = "first", text = "10." }, { handout = "second", text = "2 to 4." }]
"""


def exercise(name: str = "Bridge", handout: str = "first", more: str = "") -> str:
    return f"""
name = "{name}"
kind = "strengthen"
counts = {{ strengthen = 1.0 }}
regions = ["glutes"]
positions = ["supine"]
handouts = ["{handout}"]
{more}
[[steps]]
text = "Lie down."
[[dosages]]
handout = "{handout}"
hold = [15, 30]
repetitions = 3
"""


def routine(name: str, handout: str, *exercises: str) -> str:
    items = "".join(f'[[items]]\nexercise = "{exercise}"\n' for exercise in exercises)
    return f'name = "{name}"\nhandout = "{handout}"\n{items}'


MINE = """
name = "Calf stretch"
kind = "stretch"
regions = ["legs"]
positions = ["standing"]
[[steps]]
text = "Lean on a wall."
[[dosages]]
hold = 20
sides = "each"
"""

CAUTIONS = """
[[cautions]]
level = "contraindication"
when = "knee-pain"
text = "Leave it out."
handout = "first"
[[cautions]]
level = "precaution"
text = "Be careful."
[[cautions]]
level = "form"
text = "Do it well."
"""


class Shelf:
    """A shipped library and a person's own, as small as they can be, to be damaged."""

    def __init__(self, folder: Path) -> None:
        self.shipped = folder / "library"
        self.own = folder / "data"
        for part in ("exercises", "routines"):
            (self.shipped / part).mkdir(parents=True)
            (self.own / part).mkdir(parents=True)
        self.ship("handouts.toml", HANDOUTS)
        self.ship("activities.toml", ACTIVITIES)
        self.ship("rules.toml", RULES)
        self.ship("exercises/bridge.toml", exercise())
        self.ship("exercises/arm-circle.toml", exercise("Arm circle", "second"))
        self.ship("routines/morning.toml", routine("Morning", "first", "bridge"))

    def ship(self, file: str, content: str | bytes) -> Path:
        return put(self.shipped / file, content)

    def add(self, file: str, content: str | bytes) -> Path:
        return put(self.own / file, content)

    def load(self) -> Library:
        return load_library(self.shipped, self.own)

    def faults(self) -> list[str]:
        return [str(fault) for fault in self.load().faults]

    def fault(self) -> str:
        found = self.faults()
        assert len(found) == 1, found
        return found[0]


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


class TestSound:
    def test_a_sound_library_is_read_without_faults(self, shelf: Shelf) -> None:
        library = shelf.load()
        assert library.faults == ()
        assert list(library.exercises) == ["bridge", "arm-circle"]
        assert list(library.routines) == ["morning"]
        assert list(library.handouts) == ["first", "second"]
        assert library.handouts["first"].date is None
        assert library.activities["walk"].minutes_per_day == Range(30, 60)
        assert library.rules["acute"].numbers == {"days": Range(1, 3)}
        assert library.rules["ours"].handout is None
        assert library.conflicts[0].sides[1].handout == "second"

    def test_a_step_that_names_no_handouts_has_the_exercise_s(self, shelf: Shelf) -> None:
        steps = '[[steps]]\ntext = "Ours."\nhandouts = []\n'
        shelf.ship("exercises/bridge.toml", exercise() + steps)
        assert [step.handouts for step in shelf.load().exercises["bridge"].steps] == [("first",), ()]

    def test_exercises_come_by_handout_then_by_its_routine_then_by_id(self, shelf: Shelf) -> None:
        for name, handout in (("z", "first"), ("y", "first"), ("x", "first"), ("b", "second"), ("a", "second")):
            shelf.ship(f"exercises/{name}.toml", exercise(f"Exercise {name}", handout))
        both = exercise("Exercise c").replace('handouts = ["first"]', 'handouts = ["second", "first"]')
        shelf.ship("exercises/c.toml", both)
        shelf.ship("routines/other.toml", routine("Other", "second", "b", "a", "c"))
        shelf.ship("routines/morning.toml", routine("Morning", "first", "z", "bridge", "c", "y"))
        library = shelf.load()
        assert list(library.exercises) == ["z", "bridge", "c", "y", "x", "b", "a", "arm-circle"]
        assert list(library.routines) == ["morning", "other"]

    def test_there_need_be_nothing_of_one_s_own(self, shelf: Shelf, tmp_path: Path) -> None:
        assert load_library(shelf.shipped) == load_library(shelf.shipped, tmp_path / "nowhere")

    def test_hidden_files_and_other_files_are_left_alone(self, shelf: Shelf) -> None:
        for file in ("exercises/.#calf.toml", "exercises/notes.txt", "exercises/calf.toml.swp", "exercises/.x.toml"):
            shelf.add(file, "no toml at all")
        assert shelf.load().faults == ()

    def test_a_byte_order_mark_and_windows_line_ends_are_read(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
        assert "calf" in shelf.load().exercises

    def test_a_link_to_a_file_is_read(self, shelf: Shelf, tmp_path: Path) -> None:
        (shelf.own / "exercises/calf.toml").symlink_to(put(tmp_path / "elsewhere", MINE))
        assert "calf" in shelf.load().exercises


class TestOwn:
    def test_it_comes_last_unreviewed_and_unstated(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", MINE)
        shelf.add("exercises/ankle.toml", MINE.replace("Calf stretch", "Ankle circles"))
        library = shelf.load()
        calf = library.exercises["calf"]
        assert library.faults == ()
        assert list(library.exercises) == ["bridge", "arm-circle", "ankle", "calf"]
        assert (calf.own, calf.reviewed, calf.handouts) == (True, False, ())
        assert calf.counts == Counts(stretch=1.0)
        assert not calf.dosages[0].stated
        assert library.exercises["bridge"].reviewed
        assert not library.exercises["bridge"].own

    def test_it_can_be_reviewed_and_name_a_known_handout(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", "reviewed = true\n" + MINE.replace("hold", 'handout = "second"\nhold'))
        calf = shelf.load().exercises["calf"]
        assert calf.reviewed
        assert calf.dosages[0].stated

    def test_a_routine_of_one_s_own_comes_last(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", MINE)
        shelf.add("routines/a.toml", 'name = "A"\n[[items]]\nexercise = "calf"\nhold = 40\n')
        shelf.add("routines/b.toml", routine("B", "first", "calf", "bridge"))
        library = shelf.load()
        assert library.faults == ()
        assert list(library.routines) == ["morning", "a", "b"]
        assert library.routines["a"].own
        assert library.routines["a"].items[0].hold == 40

    @pytest.mark.parametrize(
        ("file", "name", "key", "taken"),
        [
            ("bridge", "Mine", "", "'bridge' is already the name of exercises/bridge.toml; give the file another name"),
            ("mine", "BRIDGE", "name: ", "'BRIDGE' is already the name of exercises/bridge.toml; give it another one"),
            ("hip-lift", "Mine", "", "'hip-lift' is already the name of exercises/bridge.toml"),
            ("chest", "Mine", "", "'chest' is already the name of something the trainer itself asks for"),
            ("mine", "Order", "name: ", "'Order' is already the name of something the trainer itself asks for"),
            ("mine", "Morning", "name: ", "'Morning' is already the name of routines/morning.toml"),
            ("mine", "Walking", "name: ", "'Walking' is already the name of the activity walk"),
        ],
    )
    def test_a_shipped_name_cannot_be_used_again(
        self, shelf: Shelf, file: str, name: str, key: str, taken: str
    ) -> None:
        shelf.ship("exercises/bridge.toml", exercise(more='also = ["Hip lift"]'))
        shelf.add(f"exercises/{file}.toml", MINE.replace("Calf stretch", name))
        library = shelf.load()
        assert not any(e.own for e in library.exercises.values())
        assert str(library.faults[0]).startswith(f"yours: exercises/{file}.toml: {key}{taken}")
        assert not library.exercise("bridge").own

    def test_another_name_clashes_too(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", 'also = ["Fine", "arm-CIRCLE"]\n' + MINE)
        assert shelf.fault().startswith("yours: exercises/calf.toml: also[1]: 'arm-CIRCLE' is already the name of")

    def test_two_of_one_s_own_cannot_share_a_name(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", MINE)
        shelf.add("exercises/shin.toml", MINE)
        shelf.add("routines/calf-stretch.toml", routine("Calf", "first", "calf"))
        library = shelf.load()
        assert [e.id for e in library.exercises.values() if e.own] == ["calf"]
        assert [(f.file, f.key) for f in library.faults] == [
            ("yours: exercises/shin.toml", "name"),
            ("yours: routines/calf-stretch.toml", ""),
            ("yours: routines/calf-stretch.toml", "name"),
        ]

    @pytest.mark.parametrize("family", ["hips", "bridge"])
    def test_it_takes_over_the_cautions_of_a_shipped_family_or_exercise(self, shelf: Shelf, family: str) -> None:
        shelf.ship("exercises/bridge.toml", exercise(more='family = "hips"') + CAUTIONS)
        own = '[[cautions]]\nlevel = "form"\ntext = "Heel down."\n'
        shelf.add("exercises/calf.toml", f'family = "{family}"\n' + MINE + own)
        cautions = shelf.load().exercises["calf"].cautions
        assert [(c.level, c.text, c.when) for c in cautions] == [
            (Level.FORM, "Heel down.", None),
            (Level.CONTRAINDICATION, "Leave it out.", "knee-pain"),
            (Level.PRECAUTION, "Be careful.", None),
        ]

    def test_a_family_that_is_not_there_is_never_passed_over(self, shelf: Shelf) -> None:
        shelf.ship("exercises/bridge.toml", exercise(more='family = "hips"') + CAUTIONS)
        shelf.add("exercises/calf.toml", 'family = "hip"\n' + MINE)
        library = shelf.load()
        assert "calf" not in library.exercises
        assert str(library.faults[0]) == (
            "yours: exercises/calf.toml: family: there is no family or exercise 'hip' to take cautions from; "
            "did you mean 'hips'?"
        )

    def test_too_many_files_are_told_and_the_first_are_read(self, shelf: Shelf) -> None:
        for number in range(MOST_FILES + 5):
            shelf.add(f"exercises/e{number:04}.toml", MINE.replace("Calf stretch", f"Stretch {number}"))
        library = shelf.load()
        assert len([e for e in library.exercises.values() if e.own]) == MOST_FILES
        assert [str(f) for f in library.faults] == [
            "yours: exercises: it holds more than 500 files; take some out; the rest is not read"
        ]


class TestReferences:
    @pytest.mark.parametrize(
        ("more", "key"),
        [
            ('[[purposes]]\ntext = "x"\nhandout = "frist"', "purposes[0].handout"),
            ('[[cautions]]\nlevel = "form"\ntext = "x"\nhandout = "frist"', "cautions[0].handout"),
            ('[[variants]]\nlevel = "easier"\ntext = "x"\nhandout = "frist"', "variants[0].handout"),
            ('[[dosages]]\nhandout = "frist"', "dosages[1].handout"),
            ('[[steps]]\ntext = "x"\nhandouts = ["first", "frist"]', "steps[1].handouts"),
        ],
    )
    def test_an_exercise_that_names_an_unknown_handout_is_left_out(self, shelf: Shelf, more: str, key: str) -> None:
        shelf.ship("exercises/arm-circle.toml", exercise("Arm circle") + more)
        library = shelf.load()
        assert list(library.exercises) == ["bridge"]
        assert str(library.faults[0]) == (
            f"exercises/arm-circle.toml: {key}: there is no handout 'frist'; did you mean 'first'?"
        )

    def test_the_same_unknown_handout_is_told_once(self, shelf: Shelf) -> None:
        shelf.ship("exercises/arm-circle.toml", exercise("Arm circle", "zzz"))
        assert shelf.fault() == (
            "exercises/arm-circle.toml: handouts[0]: there is no handout 'zzz'; write one of first, second"
        )

    def test_a_link_to_an_unknown_exercise_is_left_out(self, shelf: Shelf) -> None:
        links = "".join(
            f'[[related]]\nrelation = "harder"\nexercise = "{name}"\nwhy = "x"\n' for name in ("brigde", "arm-circle")
        )
        shelf.ship("exercises/bridge.toml", exercise() + links)
        library = shelf.load()
        assert [link.exercise for link in library.exercises["bridge"].related] == ["arm-circle"]
        assert str(library.faults[0]).startswith(
            "exercises/bridge.toml: related[0].exercise: there is no exercise 'brigde', so the link is left out; "
        )

    def test_a_routine_goes_without_an_exercise_that_is_broken(self, shelf: Shelf) -> None:
        shelf.ship("exercises/arm-circle.toml", "broken")
        shelf.ship("routines/morning.toml", routine("Morning", "first", "arm-circle", "bridge", "nothing"))
        library = shelf.load()
        assert [item.exercise for item in library.routines["morning"].items] == ["bridge"]
        assert [(f.file, f.key) for f in library.faults] == [
            ("exercises/arm-circle.toml", "line 1, column 7"),
            ("routines/morning.toml", "items[0].exercise"),
            ("routines/morning.toml", "items[2].exercise"),
        ]
        assert "so the routine goes without it" in library.faults[1].wrong

    def test_a_routine_without_any_exercise_left_is_left_out(self, shelf: Shelf) -> None:
        shelf.ship("routines/morning.toml", routine("Morning", "first", "nothing"))
        library = shelf.load()
        assert library.routines == {}
        assert [f.key for f in library.faults] == ["items[0].exercise", "items"]

    def test_a_shipped_routine_knows_nothing_of_one_s_own(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", MINE)
        shelf.ship("routines/morning.toml", routine("Morning", "first", "bridge", "calf"))
        assert shelf.fault().startswith("routines/morning.toml: items[1].exercise: there is no exercise 'calf'")

    def test_a_routine_of_an_unknown_handout_is_left_out(self, shelf: Shelf) -> None:
        shelf.ship("routines/morning.toml", routine("Morning", "third", "bridge"))
        assert shelf.load().routines == {}
        assert shelf.fault().startswith("routines/morning.toml: handout: there is no handout 'third'")

    def test_a_dosage_that_is_not_there_is_told(self, shelf: Shelf) -> None:
        item = '[[items]]\nexercise = "bridge"\nlabel = "held"\nhandout = "second"\n'
        shelf.add("routines/mine.toml", 'name = "Mine"\n' + item)
        assert shelf.faults() == [
            "yours: routines/mine.toml: items[0].handout: bridge has no dosage with the handout 'second', "
            "so its first is taken; write one of first",
            "yours: routines/mine.toml: items[0].label: bridge has no dosage with the label 'held', "
            "so its first is taken; take this line out",
        ]

    def test_two_shipped_exercises_with_one_name_both_stay_and_are_told(self, shelf: Shelf) -> None:
        shelf.ship("exercises/arm-circle.toml", exercise("bridge", "second"))
        library = shelf.load()
        assert len(library.exercises) == 2
        assert [f.key for f in library.faults] == ["name"]
        assert library.exercise("Bridge").id == "bridge"

    def test_a_family_is_asked_for_by_its_techniques(self, shelf: Shelf) -> None:
        shelf.ship("exercises/bridge.toml", exercise(more='family = "hips"'))
        shelf.ship("exercises/arm-circle.toml", exercise("Arm circle", more='family = "hips"'))
        with pytest.raises(NotFoundError, match="2 techniques; choose one: bridge, arm-circle"):
            shelf.load().anything("Hips")


class TestFiles:
    def bad(self, shelf: Shelf, content: str | bytes) -> str:
        shelf.add("exercises/calf.toml", content)
        assert list(shelf.load().exercises) == ["bridge", "arm-circle"]
        return shelf.fault().removeprefix("yours: exercises/calf.toml: ")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("name Calf", "line 1, column 6: a name has no '=' after it; write name = value"),
            ('name = "Calf\nkind = 3', "line 1, column 13: text is not closed, or holds a control character"),
            ("a = 1\n\n  a = 2", "line 3, column 8: this name is given twice; keep one of them"),
            ("[a]\n[a]", "line 2, column 3: this table is begun twice; keep one"),
            ("a = [1, 2", "the end: a list is not closed; end it with ]"),
            ("a = {b = 1", "line 1, column 11: a table in braces is not closed; end it with }"),
            ("a = calf", "line 1, column 5: this is no value; put text in quotes"),
            ("a = 1 b = 2", "line 1, column 7: something follows the value; begin a new line"),
            ('a = "c:\\windows"', "line 1, column 10: a backslash stands in text; write it twice"),
            ('a = """x', "the end: text is not closed; end it with the quote it began with"),
            ("a = 'x", "the end: text is not closed; end it with the quote it began with"),
            ("= 3", "line 1, column 1: a name is expected here"),
            ("[a", "line 1, column 3: the name of a table is not closed"),
            ("a = 2026-02-30", "line 1, column 5: this is no date or time"),
            ('a = "\x07"', "line 1, column 6: text is not closed, or holds a control character"),
            ("a = " + "9" * 5000, "it holds a number, date or time that is too long"),
        ],
    )
    def test_wrong_toml_says_where_and_what_in_plain_words(self, shelf: Shelf, content: str, words: str) -> None:
        assert self.bad(shelf, content).startswith(words)

    def test_bytes_that_are_no_text_say_in_which_line(self, shelf: Shelf) -> None:
        assert self.bad(shelf, b"name = 'x'\nkind = '\xff'") == "line 2: it is not UTF-8 text; save the file as UTF-8"

    def test_an_empty_file_lacks_everything(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", "")
        keys = [fault.key for fault in shelf.load().faults]
        assert keys == ["name", "kind", "regions", "positions", "steps", "dosages"]

    def test_a_file_of_a_megabyte_is_not_parsed(self, shelf: Shelf) -> None:
        assert self.bad(shelf, "#" * 2**20) == "it is larger than 256 KiB; make it smaller"
        assert "larger" not in self.bad(shelf, "#" * (MOST_BYTES - 2) + "\na")

    @pytest.mark.parametrize(
        "content",
        [
            "a = " + "[" * 100_000,
            "a = " + "[" * 50_000 + "]" * 50_000,
            "a = " + "{b = " * 40_000,
            "a." * 100_000 + "a = 1",
            "[" + "a." * 100_000 + "a]",
            "a = {" + '"\\"" . ' * 30_000 + "a = 1}",
            "'a'." * 50_000 + "a = 1",
        ],
    )
    def test_a_nesting_bomb_is_refused(self, shelf: Shelf, content: str) -> None:
        found = self.bad(shelf, content)
        assert "nested too deeply" in found or "more than 15 parts" in found

    def test_long_prose_with_many_dots_is_no_bomb(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", MINE + f'[[steps]]\ntext = "{"Go on. " * 200} ..................."\n')
        assert shelf.load().faults == ()

    def test_a_folder_in_place_of_a_file(self, shelf: Shelf) -> None:
        (shelf.own / "exercises/calf.toml").mkdir()
        assert shelf.fault() == "yours: exercises/calf.toml: it is no regular file; put a text file in its place"

    def test_a_pipe_does_not_block(self, shelf: Shelf) -> None:
        os.mkfifo(shelf.own / "exercises/calf.toml")
        assert "it is no regular file" in shelf.fault()

    def test_a_device_is_not_read(self, shelf: Shelf) -> None:
        (shelf.own / "exercises/calf.toml").symlink_to("/dev/zero")
        assert "it is no regular file" in shelf.fault()

    def test_a_socket_is_not_read(self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(shelf.own)
        with closing(socket.socket(socket.AF_UNIX)) as server:
            server.bind("exercises/calf.toml")
            assert "it is no regular file" in shelf.fault()

    def test_a_link_that_leads_nowhere(self, shelf: Shelf) -> None:
        (shelf.own / "exercises/calf.toml").symlink_to("nowhere")
        assert "it is missing, or a link that leads nowhere" in shelf.fault()

    def test_a_link_that_leads_to_itself(self, shelf: Shelf) -> None:
        (shelf.own / "exercises/calf.toml").symlink_to("calf.toml")
        assert "it is a link that leads back to itself" in shelf.fault()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, shelf: Shelf) -> None:
        shelf.add("exercises/calf.toml", MINE).chmod(0)
        assert "it may not be read" in shelf.fault()

    def test_a_file_in_place_of_the_folder(self, shelf: Shelf) -> None:
        (shelf.own / "exercises").rmdir()
        shelf.add("exercises", "x")
        assert shelf.fault() == "yours: exercises: it is no folder; put one in its place that you may read"

    @pytest.mark.parametrize(
        "stem",
        ["Calf", "calf_stretch", "calf--stretch", "-calf", "calf-", "calf stretch", "wade.conflict", "über", "\x1b[2J"],
    )
    def test_a_stem_that_is_no_id_is_a_fault(self, shelf: Shelf, stem: str) -> None:
        shelf.add(f"exercises/{stem}.toml", MINE)
        fault = shelf.fault()
        assert "the file's name cannot be an id; name it with small letters, digits and single hyphens" in fault
        assert find_hostile(fault) is None

    def test_a_stem_that_is_no_unicode_is_a_fault(self, shelf: Shelf) -> None:
        put(Path(os.fsdecode(os.fsencode(shelf.own) + b"/exercises/\xff.toml")), MINE)
        shelf.fault().encode()

    @pytest.mark.parametrize("line", ['id = "x"', "own = false"])
    def test_a_file_cannot_say_what_its_name_and_place_say(self, shelf: Shelf, line: str) -> None:
        found = self.bad(shelf, f"{line}\n{MINE}")
        assert found == f"{line.partition(' ')[0]}: the file's name and place say this; take this line out"

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("kind = ['stretch']", "kind: ['stretch'] is a list; write one of stretch"),
            ("steps = 3", "steps: 3 is a number; write a list"),
            ("steps = [3]", "steps[0]: 3 is a number; write a table with text"),
            ("dosages = [[]]", "dosages[0]: [] is a list; write a table"),
            ("handouts = 'first'", "handouts: 'first' is text; write a list"),
            (
                "[[dosages]]\nhold = [5, 3]",
                "dosages[1].hold: a range goes from low to high, but 5 is more than 3; write [3, 5]",
            ),
            ("[[dosages]]\nstated = true", "dosages[1]: a stated dosage names its handout"),
            ('[[steps]]\ntext = "\\u001b[31m"', "steps[1].text: it holds the character U+001B"),
            ('[[steps]]\ntext = "a\\nb"', "steps[1].text: it holds the character U+000A"),
        ],
    )
    def test_wrong_values_come_with_file_and_key(self, shelf: Shelf, line: str, words: str) -> None:
        key = line.partition(" ")[0]
        kept = [row for row in MINE.partition("\n[[")[0].splitlines() if not row.startswith(f"{key} ")]
        tables = "".join(f"\n[[{table}" for table in MINE.split("\n[[")[1:] if not table.startswith(f"{key}]"))
        text = f"{MINE}\n{line}" if line.startswith("[[") else "\n".join([*kept, line]) + tables
        assert self.bad(shelf, text).startswith(words)


class TestSheets:
    @pytest.mark.parametrize(
        "content", [None, "broken", "[[rules]]\nid = 3", RULES + RULES, RULES.replace("first", "x")]
    )
    def test_damaged_rules_are_no_rules(self, shelf: Shelf, content: str | None) -> None:
        if content is None:
            (shelf.shipped / "rules.toml").unlink()
        else:
            shelf.ship("rules.toml", content)
        library = shelf.load()
        assert library.rules == {}
        assert library.conflicts == ()
        assert {fault.file for fault in library.faults} == {"rules.toml"}
        assert len(library.exercises) == 2

    def test_missing_rules_are_told(self, shelf: Shelf) -> None:
        (shelf.shipped / "rules.toml").unlink()
        assert shelf.fault().startswith("rules.toml: it is missing")

    def test_damaged_activities_are_no_activities(self, shelf: Shelf) -> None:
        shelf.ship("activities.toml", ACTIVITIES.replace("bout = 10", "bout = 'ten'"))
        assert shelf.load().activities == {}
        assert shelf.fault() == "activities.toml: activities[0].bout: 'ten' is text; write a whole number"

    def test_without_handouts_the_rest_goes_on_under_their_ids(self, shelf: Shelf) -> None:
        shelf.ship("handouts.toml", HANDOUTS.replace("date", "dat"))
        library = shelf.load()
        assert len(library.exercises) == 2
        assert len(library.rules) == 2
        assert {h.title for h in library.handouts.values()} == {"first", "second"}
        assert [str(fault) for fault in library.faults] == [
            "handouts.toml: handouts[1].dat: there is no key 'dat'; did you mean 'date'?"
        ]

    @pytest.mark.parametrize(
        ("file", "content", "key"),
        [
            ("handouts.toml", HANDOUTS.replace("second", "first"), "handouts[1].id"),
            ("activities.toml", ACTIVITIES * 2, "activities[1].id"),
            ("rules.toml", RULES.replace('"ours"', '"acute"'), "rules[1].id"),
        ],
    )
    def test_an_id_that_is_there_twice_is_told(self, shelf: Shelf, file: str, content: str, key: str) -> None:
        shelf.ship("exercises/arm-circle.toml", exercise("Arm circle"))
        shelf.ship(file, content)
        assert f"{file}: {key}: this id is there twice; give it another one" in shelf.faults()

    def test_unknown_keys_at_every_level_are_told(self, shelf: Shelf) -> None:
        shelf.ship("rules.toml", RULES.replace("text", "txt").replace("[[conflicts]]", "[[conflict]]"))
        keys = {fault.key for fault in shelf.load().faults}
        assert {"rules[0].txt", "rules[0].text", "rules[1].txt", "conflict"} <= keys


class TestNothingLeft:
    def test_an_empty_library_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(TrainerError) as caught:
            load_library(tmp_path)
        assert caught.value.sentence == (
            "The exercise library is missing from this installation; install back-trainer again."
        )

    def test_a_library_without_one_sound_exercise_is_an_error(self, shelf: Shelf) -> None:
        shelf.ship("exercises/bridge.toml", "x")
        shelf.ship("exercises/arm-circle.toml", "x")
        with pytest.raises(TrainerError, match=r"damaged \(exercises/arm-circle.toml: line 1, column 2: .*\); install"):
            shelf.load()


@pytest.fixture(scope="module")
def damaged() -> Iterator[Shelf]:
    with tempfile.TemporaryDirectory() as folder:
        yield Shelf(Path(folder))


def check_whole(library: Library) -> None:
    """The rest is there, and whatever is told can be printed."""
    assert list(library.exercises)[:2] == ["bridge", "arm-circle"]
    for fault in library.faults:
        assert fault.file.startswith("yours: ")
        assert fault.wrong
        assert fault.right
        assert find_hostile(str(fault), newlines=False) is None
        str(fault).encode()


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_give_faults_and_leave_the_rest_whole(damaged: Shelf, content: bytes) -> None:
    damaged.add("exercises/calf.toml", content)
    damaged.add("routines/calf.toml", content)
    check_whole(damaged.load())


VALUES = [
    "''",
    "-1",
    "[5, 3]",
    "1.5",
    "true",
    "[]",
    "{}",
    "2026-01-01",
    "'\\u001b'",
    '"\\u001b"',
    "nan",
    "[[1]]",
    "'first'",
]


@given(st.randoms(use_true_random=False), st.sampled_from([MINE, exercise("Mine") + CAUTIONS]), st.integers(1, 4))
def test_a_file_with_wrong_values_gives_faults_and_leaves_the_rest_whole(
    damaged: Shelf, chance: random.Random, text: str, changes: int
) -> None:
    lines = text.splitlines()
    for _ in range(changes):
        at = chance.randrange(len(lines))
        key = lines[at].partition("=")[0]
        lines[at] = chance.choice([f"{key}= {chance.choice(VALUES)}", key, lines[at] + "x", "", f"x{lines[at]}"])
    damaged.add("exercises/calf.toml", "\n".join(lines))
    damaged.add("routines/calf.toml", routine("Calf", "first", "calf", "bridge"))
    check_whole(damaged.load())


def test_the_shipped_library_has_no_faults() -> None:
    library = load_library(library_path())
    assert [str(fault) for fault in library.faults] == []
    assert len(library.exercises) == 23
    assert list(library.handouts) == [
        "healthwise-back",
        "help-your-back",
        "bone-health",
        "staywell-upper-back",
        "healthy-upper-back",
    ]
    assert [routine.handout for routine in library.routines.values()] == list(library.handouts)
    with pytest.raises(NotFoundError, match="pelvic-tilt-rocking, pelvic-tilt-held"):
        library.anything("pelvic-tilt")
