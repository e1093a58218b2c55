"""The gallery and the contact sheet: shipped figures and one's own, faults by name, pictures side by side, files."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.figures import LIFT
from tests.home import shipped
from tests.shell import Shell
from trainer import pictures
from trainer.core.figure import Figure, posed
from trainer.core.text import find_hostile
from trainer.drawing.canvas import ASCII, BLOCKS, BRAILLE, Cells
from trainer.gallery import Gallery
from trainer.resources import library_path
from trainer.shelf.figures import build

SHIPPED = library_path()
CALF = """
name = "Calf stretch"
kind = "stretch"
regions = ["legs"]
positions = ["standing"]
steps = [{ text = "Lean on a wall." }]
dosages = [{ hold = 20, repetitions = 2 }]
"""
ROOT = Path(__file__).parents[1]
UNSEEN = """
import sys
from trainer.ui.app import TrainerApp
from trainer.cli import main
sys.argv = ["trainer", "library", "list"]
try:
    main()
finally:
    late = ("trainer.drawing", "trainer.gallery", "trainer.core.figure", "trainer.core.body", "trainer.shelf.figures")
    sys.stderr.write(" ".join(["imported:", *(name for name in late if name in sys.modules)]))
"""


def own(root: Path, name: str, text: str | bytes, kind: str = "figures") -> Path:
    """Put a file of the person's own."""
    folder = root / kind
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def figure(name: str) -> Figure:
    found = Gallery(SHIPPED).figure(name)
    assert found is not None
    return found


# Which figures there are


def test_a_figure_is_read_once(tmp_path: Path) -> None:
    path = own(tmp_path, "calf", LIFT)
    gallery = Gallery(SHIPPED, tmp_path)
    first = gallery.figure("calf")
    path.unlink()
    assert first is not None
    assert gallery.figure("calf") is first


def test_without_a_file_there_is_none_and_nothing_is_wrong(tmp_path: Path) -> None:
    gallery = Gallery(SHIPPED, tmp_path)
    assert gallery.figure("no-such-thing") is None
    assert gallery.faults == []


def test_a_broken_file_is_named_once_and_left_out(tmp_path: Path) -> None:
    own(tmp_path, "calf", LIFT.replace('view = "side"', 'view = "inside"'))
    gallery = Gallery(SHIPPED, tmp_path)
    assert gallery.figure("calf") is None
    assert "calf" not in gallery.all()
    [fault] = gallery.check({"calf", *Gallery(SHIPPED).all()})
    assert str(fault) == ("yours: figures/calf.toml: view: 'inside' is text; did you mean 'side'?")


def test_the_library_s_figure_goes_before_one_s_own(tmp_path: Path) -> None:
    own(tmp_path, "bridge", LIFT.replace("works", "# works"))
    gallery = Gallery(SHIPPED, tmp_path)
    assert gallery.figure("bridge") == figure("bridge")
    assert [fault.wrong for fault in gallery.check(gallery.all())] == [
        "the library has a figure for this, which is shown"
    ]


def test_a_figure_of_nothing_is_named(tmp_path: Path) -> None:
    own(tmp_path, "handstand", LIFT)
    known = {*shipped().exercises, *shipped().activities}
    [fault] = Gallery(SHIPPED, tmp_path).check(known)
    assert str(fault).startswith("yours: figures/handstand.toml: no exercise or activity has this id; name it as")


@pytest.mark.parametrize("target", ["nowhere", "calf.toml", "/dev/zero", "."])
def test_odd_files_are_faults(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "calf.toml").symlink_to(target)
    gallery = Gallery(SHIPPED, tmp_path)
    assert gallery.figure("calf") is None
    assert [fault.file for fault in gallery.faults] == ["yours: figures/calf.toml"]


def test_a_pipe_holds_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    os.mkfifo(tmp_path / "figures" / "calf.toml")
    gallery = Gallery(SHIPPED, tmp_path)
    assert gallery.figure("calf") is None
    assert [fault.wrong for fault in gallery.faults] == ["it is no regular file"]


def test_a_folder_that_is_none_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("a file")
    gallery = Gallery(SHIPPED, tmp_path)
    assert gallery.figure("calf") is None
    assert set(gallery.all()) == set(Gallery(SHIPPED).all())
    assert [(fault.file, fault.wrong) for fault in gallery.faults] == [("yours: figures", "it is no folder")]


def test_a_hostile_file_name_steers_nothing(tmp_path: Path) -> None:
    own(tmp_path, "\x1b[31m\u202ered", LIFT)
    faults = Gallery(SHIPPED, tmp_path).check(Gallery(SHIPPED).all())
    assert faults
    assert all(find_hostile(str(fault), newlines=False) is None for fault in faults)


# The list


def test_the_list_names_every_exercise_and_activity(shell: Shell) -> None:
    told = shell("library", "figures")
    assert (told.code, told.err) == (0, "")
    assert [line.split()[0] for line in told.lines] == [*shipped().exercises, *shipped().activities]
    assert "from the side · " in next(line for line in told.lines if line.startswith("bridge "))


def test_the_list_says_what_has_no_figure_and_what_is_wrong(shell: Shell) -> None:
    own(shell.data, "calf-stretch", CALF, "exercises")
    own(shell.data, "heel-drop", CALF.replace("Calf stretch", "Heel drop"), "exercises")
    own(shell.data, "calf-stretch", LIFT.replace("at = [-0.5, 0.08]", "at = [-0.5, nan]"))
    told = shell("library", "figures")
    assert [line.split("  ")[-1].strip() for line in told.lines if line.startswith(("calf", "heel"))] == [
        "no figure"
    ] * 2
    assert told.err == "yours: figures/calf-stretch.toml: poses.rest.at[1]: it is nan; write a number\n"


# One figure


def test_a_figure_is_shown_with_its_poses_and_what_is_between(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "xterm")
    own(shell.data, "calf-stretch", CALF, "exercises")
    own(shell.data, "calf-stretch", LIFT)
    told = shell("library", "figures", "calf", "stretch", "--size", "40x16")
    assert told.code == 0
    assert told.lines[0] == "calf-stretch: from the side · 2 poses"
    assert told.lines[-1].split() == ["rest", "up"]
    assert max(map(len, told.lines)) <= 4 * 40 + 3 * 2
    assert len(told.lines) < 16, "rows that are empty everywhere are left out"
    assert set("".join(told.lines[2:-1])) <= set(BRAILLE.signs) | {" "}


@pytest.mark.parametrize("width", [1, 20, 80, 130, 500])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for name in Gallery(SHIPPED).all():
        lines = list(pictures.contact(figure(name), None, width))
        assert all(len(line) <= max(width, 16) for line in lines[1:] if set(line) & set(BRAILLE.signs))


@pytest.mark.parametrize("cells", [BRAILLE, BLOCKS, ASCII])
def test_every_figure_is_shown_whole_in_every_kind_of_characters(cells: Cells) -> None:
    for one in Gallery(SHIPPED).all().values():
        said = "\n".join(pictures.contact(one, (40, 16), 130, cells))
        told = {pose for movement in one.movements for frames in movement.frames.values() for pose in frames}
        assert all(pose in said for pose in told)


def test_the_console_of_linux_is_shown_half_blocks(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert "█" in shell("library", "figures", "bridge").out


def test_both_parts_have_their_title(shell: Shell) -> None:
    assert "Part 2" in shell("library", "figures", "knee", "to", "chest").lines


def test_an_activity_is_found_by_its_name(shell: Shell) -> None:
    assert shell("library", "figures", "Walking").lines[0].startswith("walk: ")


@pytest.mark.parametrize(
    "size", ["40", "x", "40x", "0x0", "3x2", "15x6", "16x5", "-4x9", "4000x9", "4e1x9", "\x1b[0mx9"]
)
def test_what_is_no_size_is_refused(shell: Shell, size: str) -> None:
    told = shell("library", "figures", "bridge", "--size", size)
    assert told.code == 2
    assert "is no size of a picture; write one such as 40x16, from 16x6 up." in told.sentence


def test_an_unknown_name_is_refused(shell: Shell) -> None:
    told = shell("library", "figures", "brigde")
    assert (told.code, told.sentence) == (1, "There is no exercise 'brigde'. The nearest: bridge.")


def test_what_has_no_figure_says_so(shell: Shell) -> None:
    own(shell.data, "calf-stretch", CALF, "exercises")
    told = shell("library", "figures", "calf-stretch")
    assert told.code == 1
    assert told.sentence == "Calf stretch has no figure; 'trainer library figures' lists those there are."


def test_a_broken_figure_says_what_is_wrong(shell: Shell) -> None:
    own(shell.data, "calf-stretch", CALF, "exercises")
    own(shell.data, "calf-stretch", "view = ")
    told = shell("library", "figures", "calf-stretch")
    assert told.code == 1
    assert told.sentence.startswith("yours: figures/calf-stretch.toml: line 1, column 8: ")


# Files


def test_each_pose_is_written_as_a_picture(shell: Shell, tmp_path: Path) -> None:
    own(shell.data, "calf-stretch", CALF, "exercises")
    own(shell.data, "calf-stretch", LIFT)
    told = shell("library", "figures", "calf-stretch", "--svg", str(tmp_path / "out"))
    assert told.out == f"2 files are in {tmp_path / 'out'}.\n"
    names = ["calf-stretch-rest.svg", "calf-stretch-up.svg"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert (tmp_path / "out" / names[1]).read_text().startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_without_a_name_every_figure_is_written(shell: Shell, tmp_path: Path) -> None:
    assert shell("library", "figures", "--svg", str(tmp_path)).code == 0
    written = [path for path in tmp_path.iterdir() if path.suffix == ".svg"]
    assert len(written) == sum(len(one.poses) for one in Gallery(SHIPPED).all().values())


def test_nothing_is_written_where_one_file_must_stay(shell: Shell, tmp_path: Path) -> None:
    last = list(pictures.files(figure("bridge")))[-1]
    (tmp_path / last).write_text("mine")
    told = shell("library", "figures", "bridge", "--svg", str(tmp_path))
    assert told.code == 1
    assert "--force" in told.sentence
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [last]
    assert shell("library", "figures", "bridge", "--svg", str(tmp_path), "--force").code == 0
    assert (tmp_path / last).read_text().startswith("<svg")


def test_a_directory_that_cannot_be_made_is_told(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    told = shell("library", "figures", "bridge", "--svg", str(tmp_path / "file" / "out"))
    assert told.code != 0
    assert "cannot be made a directory" in told.sentence


def test_poses_of_odd_names_get_files_of_their_own() -> None:
    one = build("x", tomllib.loads(LIFT))
    rest = one.poses["rest"]
    odd = {
        name: type(rest)(name=name, joint=rest.joint, at=rest.at, stance=rest.stance) for name in ("../a", "a", "ä", "")
    }
    names = list(pictures.files(Figure(id="x", view=one.view, poses=odd, movements=())))
    assert names == ["x-a.svg", "x-a-2.svg", "x-pose-3.svg", "x-pose-4.svg"]
    assert posed(odd["a"])


# The check


def test_the_check_counts_the_figures(shell: Shell) -> None:
    assert f"{len(Gallery(SHIPPED).all())} figures." in shell("library", "check").out


def test_the_check_names_what_is_wrong_with_figures(shell: Shell) -> None:
    own(shell.data, "calf-stretch", CALF, "exercises")
    own(shell.data, "calf-stretch", LIFT.replace("thigh = 62", "thigh = -62"))
    own(shell.data, "handstand", LIFT)
    told = shell("library", "check")
    assert told.code == 1
    assert [line.partition(": ")[2].partition(":")[0] for line in told.lines] == [
        "figures/calf-stretch.toml",
        "figures/handstand.toml",
    ]
    assert "2 things are wrong" in told.err


def test_a_broken_exercise_is_blamed_and_not_its_figure(shell: Shell) -> None:
    own(shell.data, "calf-stretch", CALF.replace("stretch", "dance"), "exercises")
    own(shell.data, "calf-stretch", LIFT)
    told = shell("library", "check")
    assert told.code == 1
    assert not [line for line in told.lines if "figures/" in line]


# Nothing of it before a figure is shown


def test_no_figure_is_imported_before_one_is_shown(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNSEEN],
        cwd=ROOT,
        env={"TRAINER_DATA": str(tmp_path), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "imported:")
