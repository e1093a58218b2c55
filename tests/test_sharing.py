"""`trainer export` and `trainer import`: out as one private file, looked at first, and in again without surprises."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.archive.support import CALF, MORNING, content, exported, forged, live, put, taken_in, tree
from tests.fakes import FakeClock
from tests.home import Home
from tests.shell import Shell, Told
from tests.store.harm import damage
from tests.store.support import HastyFs, ReadOnlyFs, ShutFs, document, put_file, record
from tests.ui.terminal import trainer
from trainer.archive.document import CAP, parse
from trainer.archive.progress import Progress
from trainer.core.text import find_hostile
from trainer.store.fs import Fs
from trainer.store.layout import Layout
from trainer.store.lock import Lock

HOSTILE = "\x1b]0;owned\x07[red]\u202e\u009b2J"
PRIVATE = "It tells about your health: keep it where only you can read it."


@pytest.fixture
def new(tmp_path: Path, clock: FakeClock) -> Home:
    """Another, empty data directory."""
    return Home(tmp_path / "new", clock)


@pytest.fixture
def file(home: Home, tmp_path: Path) -> Path:
    """An export of a short life."""
    live(home, ["tell", "walk", "stop", "own exercise", "own routine"])
    return write(tmp_path / "life.json", exported(home.coach()))


def write(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def into(shell: Shell, home: Home, *words: str) -> Told:
    """Say `trainer import` in another data directory."""
    return shell("--data", str(home.root), "import", *words)


def pipe(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


# Out


def test_it_writes_a_private_file_and_says_what_is_in_it(home: Home, shell: Shell, tmp_path: Path) -> None:
    live(home, ["tell", "walk", "stop", "own exercise"])
    path = tmp_path / "life.json"
    told = shell("export", str(path))
    assert (told.code, told.out) == (0, "")
    assert told.err.splitlines() == [
        f"Exported to {path}: 1 session, 1 bout of activity, 1 check-in, 2 answers about you, 1 set of settings, "
        "1 exercise set aside, 1 own exercise.",
        PRIVATE,
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == exported(home.coach())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "life.json"]


def test_it_writes_to_the_standard_output(home: Home, shell: Shell) -> None:
    live(home, ["walk"])
    told = shell("export", "-")
    assert (told.code, told.err) == (0, "")
    assert told.out.encode() == exported(home.coach())


def test_it_does_not_replace_a_file_unasked(home: Home, shell: Shell, tmp_path: Path) -> None:
    live(home, ["walk"])
    path = write(tmp_path / "life.json", b"precious")
    path.chmod(0o644)
    told = shell("export", str(path))
    assert (told.code, told.sentence) == (
        1,
        f"'{str(path)[:39]}…' is there already: name another file, or say --force to replace it.",
    )
    assert path.read_bytes() == b"precious"
    assert shell("export", str(path), "--force").code == 0
    assert path.read_bytes() == exported(home.coach())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link_when_what_it_leads_to_is_replaced(home: Home, shell: Shell, tmp_path: Path) -> None:
    live(home, ["walk"])
    path = write(tmp_path / "life.json", b"precious")
    (tmp_path / "link").symlink_to(path)
    assert shell("export", str(tmp_path / "link")).code == 1
    assert shell("export", str(tmp_path / "link"), "--force").code == 0
    assert (tmp_path / "link").is_symlink()
    assert path.read_bytes() == exported(home.coach())


def test_what_is_no_file_is_never_replaced(home: Home, shell: Shell, tmp_path: Path) -> None:
    live(home, ["walk"])
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    for name in ("pipe", "data", "nowhere"):
        told = shell("export", str(tmp_path / name), "--force")
        assert told.code == 1
        assert told.sentence.endswith("is no file; name a new one, or - for the standard output.")
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize("name", ["missing/life.json", "data/local/lock/life.json", f"{'x' * 300}.json"])
def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(
    home: Home, shell: Shell, tmp_path: Path, name: str
) -> None:
    live(home, ["walk"])
    told = shell("export", str(tmp_path / name))
    assert told.code == 4
    assert told.sentence.startswith("Not written: ")


def test_a_read_only_folder_is_refused_in_a_sentence(
    home: Home, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(home, ["walk"])
    monkeypatch.setattr("trainer.sharing.Fs", ReadOnlyFs)
    told = shell("export", str(tmp_path / "life.json"))
    assert told.code == 4
    assert told.sentence.endswith("cannot be written, the directory is read-only.")


def test_nothing_kept_is_nothing_to_export(shell: Shell, tmp_path: Path) -> None:
    told = shell("export", str(tmp_path / "life.json"))
    assert told.code == 1
    assert told.sentence.startswith("There is nothing to export in ")
    assert list(tmp_path.iterdir()) == [], "looking leaves nothing behind"


def test_a_running_session_is_not_in_it_and_that_is_said(home: Home, shell: Shell, tmp_path: Path) -> None:
    live(home, ["walk"])
    coach = home.coach()
    coach.begin(coach.library.anything("bridge"))
    told = shell("export", str(tmp_path / "life.json"))
    assert "The session that is under way is not in the export; export again once it has ended." in told.err
    coach.store.journal().leave()


def test_own_files_that_cannot_travel_are_named(home: Home, shell: Shell, tmp_path: Path) -> None:
    live(home, ["walk", "own exercise"])
    folder = home.root / "exercises"
    put(folder / "loud.toml", f'name = "{HOSTILE}"')
    put(folder / "huge.toml", "#" * 300_000)
    put(folder / f"{HOSTILE}.toml", CALF)
    (folder / "latin.toml").write_bytes(b'name = "\xfc"')
    os.mkfifo(folder / "pipe.toml")
    (folder / "secret.toml").symlink_to("/dev/zero")
    put(folder / ".hidden.toml", CALF)
    told = shell("export", str(tmp_path / "life.json"))
    assert told.code == 0
    assert find_hostile(told.err) is None
    assert told.err.splitlines()[2:] == [
        "exercises/]0;owned[red]2J.toml is left out: its name is too long, or holds characters that no name should "
        "have; give it another.",
        "exercises/huge.toml is left out: it is larger than 256 KiB.",
        "exercises/latin.toml is left out: it is not UTF-8 text.",
        "exercises/loud.toml is left out: it holds a character that steers a terminal (U+001B); take it out first.",
        "exercises/pipe.toml is left out: it is no regular file.",
        "exercises/secret.toml is left out: it is no regular file.",
    ]
    assert [*parse((tmp_path / "life.json").read_bytes()).own["exercises"]] == ["calf-stretch.toml"]


@pytest.fixture
def shut(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another device's folder, with what it did, not be readable."""
    live(home, ["walk"])
    put_file(home.root / "store" / "ff" / "2026-11.json", document())
    monkeypatch.setattr("trainer.store.store.Fs", lambda: ShutFs("ff"))


@pytest.mark.usefixtures("shut")
def test_half_an_export_never_takes_the_place_of_a_whole(home: Home, shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path / "life.json", b"precious")
    told = shell("export", str(path), "--force")
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines() == [
        f"{home.root}/store/ff cannot be read (Permission denied); what it holds is not shown.",
        "trainer: Not exported: not everything could be read, and 'life.json' may hold more, so it is as it was. "
        "'trainer doctor' says what to do; name a new file for what can be read.",
    ]
    assert path.read_bytes() == b"precious"
    assert (shell("export", "-").code, shell("export", "-").out) == (1, "")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "life.json"]


@pytest.mark.usefixtures("shut")
def test_half_an_export_goes_to_a_new_file_and_says_so(home: Home, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    told = shell("export", str(path), "--force")
    assert told.code == 1
    assert told.err.splitlines()[2:] == [
        f"{home.root}/store/ff cannot be read (Permission denied); what it holds is not shown.",
        "This is no copy of everything: what could not be read is not in it. 'trainer doctor' says what to do.",
    ]
    assert [one.record.kind for one in parse(path.read_bytes()).versions] == ["settings", "activity"]


@pytest.mark.parametrize("folder", ["exercises", "figures", "routines"])
def test_own_files_that_cannot_be_read_are_no_reason_to_replace_a_backup(
    home: Home, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    live(home, ["walk"])
    path = write(tmp_path / "life.json", b"precious")
    monkeypatch.setattr("trainer.sharing.Fs", lambda: ShutFs(folder))
    told = shell("export", str(path), "--force")
    assert told.code == 1
    assert f"Your own {folder} are left out: their folder cannot be read (Permission denied)." in told.err
    assert path.read_bytes() == b"precious"


def test_what_was_damaged_just_now_does_not_take_the_place_of_a_backup(
    home: Home, shell: Shell, tmp_path: Path
) -> None:
    live(home, ["walk", "walk"])
    path = tmp_path / "life.json"
    assert shell("export", str(path)).code == 0
    before = path.read_bytes()
    damage(next(home.root.glob("store/*/2026-11.json")))
    assert shell("export", str(path), "--force").code == 1
    assert path.read_bytes() == before
    assert shell("export", str(path), "--force").code == 0, "it was told, and it is mended"


def test_where_nothing_can_be_read_it_is_not_said_that_nothing_is_there(
    home: Home, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(home, ["walk"])
    monkeypatch.setattr("trainer.store.store.Fs", lambda: ShutFs("store"))
    for words in (["export", str(tmp_path / "new.json")], ["report", "--text"]):
        told = shell(*words)
        notice, sentence = told.err.splitlines()
        assert told.code == 1
        assert notice == f"{home.root}/store cannot be read (Permission denied); what it holds is not shown."
        assert sentence.endswith("cannot be read. 'trainer doctor' says what to do.")
    assert not (tmp_path / "new.json").exists()


# In


def test_it_says_what_is_in_it_and_imports_it(shell: Shell, file: Path, new: Home) -> None:
    told = into(shell, new, str(file), "--yes")
    assert told.code == 0
    device = parse(file.read_bytes()).device
    assert told.lines == [
        f"An export of 2026-11-20 22:10, by trainer 0.1.0 on {device}.",
        "It goes from 2026-11-20 to 2026-11-20:",
        "  1 session: new",
        "  1 bout of activity: new",
        "  1 check-in: new",
        "  2 answers about you: all new",
        "  1 set of settings: new",
        "  1 exercise set aside: new",
        "  your own exercises/calf-stretch.toml: new",
        "  your own routines/my-morning.toml: new",
        "What closes or sets aside there counts here too: bridge.",
        "'trainer today' says afterwards what is closed.",
        "Imported, new or changed: 1 session, 1 bout of activity, 1 check-in, 2 answers about you, 1 set of settings, "
        "1 exercise set aside and 2 files of yours.",
    ]
    assert content(exported(new.coach())) == content(file.read_bytes())


def test_a_second_import_changes_nothing(shell: Shell, file: Path, new: Home) -> None:
    into(shell, new, str(file), "--yes")
    before = tree(new.root)
    told = into(shell, new, str(file))
    assert (told.code, told.err) == (0, "")
    assert told.lines[-1] == "Everything in it is here already; nothing is to be done."
    assert "  1 session: here already" in told.lines
    assert tree(new.root) == before


def test_looking_leaves_nothing_behind(shell: Shell, file: Path, new: Home) -> None:
    looked = into(shell, new, str(file), "--preview")
    assert (looked.code, looked.err) == (0, "")
    assert not new.root.exists()
    assert into(shell, new, str(file), "--yes").lines[:-1] == looked.lines


def test_without_a_terminal_it_asks_for_a_word(shell: Shell, file: Path, new: Home) -> None:
    told = into(shell, new, str(file))
    assert told.code == 2
    assert (
        told.err == "trainer: Nothing was imported: say --yes to import it, or --preview to see only what is in it.\n"
    )
    assert not new.root.exists()


def test_it_reads_a_pipe(shell: Shell, file: Path, new: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(file.read_bytes(), monkeypatch)
    assert into(shell, new, "-", "--yes").code == 0
    assert content(exported(new.coach())) == content(file.read_bytes())


@pytest.mark.parametrize("answer", ["n\r", "\r", "y\r"])
def test_on_a_terminal_it_asks(file: Path, new: Home, answer: str) -> None:
    with trainer("import", str(file), data=new.root) as terminal:
        terminal.until("Import this? [y/N]:")
        terminal.type(answer)
        code = terminal.wait()
        text = terminal.text
    if answer == "y\r":
        assert (code, "Imported, new or changed: 1 session" in text) == (0, True)
        assert content(exported(new.coach())) == content(file.read_bytes())
    else:
        assert (code, "trainer: Nothing was imported." in text) == (1, True)
        assert tree(new.root) == {}


def test_a_closed_gate_comes_along_and_is_said(home: Home, shell: Shell, new: Home, tmp_path: Path) -> None:
    live(home, ["flare up"])
    file = write(tmp_path / "life.json", exported(home.coach()))
    told = into(shell, new, str(file), "--yes")
    assert "What closes or sets aside there counts here too: acute." in told.lines
    assert "flare-up" in told.err
    assert shell("--data", str(new.root), "today", "--json").data["gate"]["open"] is False


def test_a_clearance_comes_along_and_is_said(home: Home, shell: Shell, new: Home, tmp_path: Path) -> None:
    live(home, ["stop"])
    taken_in(exported(home.coach()), new.coach().store)
    assert new.coach().set_aside()
    home.coach().care.clear("bridge")
    told = into(shell, new, str(write(tmp_path / "life.json", exported(home.coach()))), "--yes")
    assert "  1 clearing of a gate or exercise: new" in told.lines
    assert "What was cleared there counts here too: bridge." in told.lines
    assert not new.coach().set_aside()


def test_a_planned_week_counts_once_however_many_records_it_has(
    home: Home, shell: Shell, new: Home, tmp_path: Path
) -> None:
    live(home, ["be free", "plan", "plan next"])
    store = home.coach().store
    mondays = sorted(one.at for one in store.history() if one.kind == "plan")
    store.save(*(record(f"by hand {number}", "plan", mondays[0]) for number in range(3)))
    file = tmp_path / "life.json"
    assert ": 2 planned weeks, " in shell("export", str(file)).err
    told = into(shell, new, str(file), "--yes")
    assert "  2 planned weeks: all new" in told.lines
    assert "2 planned weeks" in told.lines[-1]
    store.save(record("by hand, later", "plan", mondays[-1]))
    told = into(shell, new, str(write(file, exported(home.coach()))), "--yes")
    assert "  2 planned weeks: 1 changed by it, 1 here already" in told.lines


def test_what_is_newer_counts_wherever_it_is(home: Home, shell: Shell, new: Home, tmp_path: Path) -> None:
    live(home, ["tell", "walk", "stop", "correct"])
    taken_in(exported(home.coach()), new.coach().store)
    home.clock.jump(3600)
    here, there = new.coach(), home.coach()
    kinds = {one.kind: one for one in here.store.history()}
    walk, told_of = kinds["activity"], kinds["check-in"]
    here.store.save(replace(walk, body={**walk.body, "note": "mine"}))
    home.clock.jump(3600)
    there.store.save(replace(told_of, deleted=True))
    there.care.tell(knee_pain=False)
    there.store.save(record("odd", "odd", home.clock.now()))
    told = into(shell, new, str(write(tmp_path / "life.json", exported(home.coach()))), "--yes")
    assert told.lines[2:] == [
        "  1 session: here already",
        "  1 bout of activity: newer here, kept",
        "  1 check-in: removed by it",
        "  2 answers about you: 1 changed by it, 1 here already",
        "  1 set of settings: here already",
        "  1 exercise set aside: here already",
        "  1 entry of a kind this trainer does not know (kept, not shown): new",
        "Told or set there later than here, so that it counts: knee-pain.",
        "Imported, new or changed: 1 check-in, 1 answer about you and 1 entry of a kind this trainer does not know "
        "(kept, not shown).",
    ]
    [walked] = [one for one in new.coach().store.history() if one.kind == "activity"]
    assert walked.body["note"] == "mine"


def test_an_own_file_that_differs_stays_and_the_other_is_put_beside(shell: Shell, file: Path, new: Home) -> None:
    mine = CALF.replace("wall", "tree")
    put(new.root / "exercises/calf-stretch.toml", mine)
    put(new.root / "routines/my-morning.toml", MORNING)
    told = into(shell, new, str(file), "--yes")
    assert told.lines[-5:-3] == [
        "  your own exercises/calf-stretch.toml: another one is here and stays; the one from there is put beside it as "
        "calf-stretch.toml.imported, which is not read",
        "  your own routines/my-morning.toml: here already",
    ]
    kept = {name: data.decode() for name, data in tree(new.root).items() if not name.startswith("store/")}
    assert kept == {
        "exercises/calf-stretch.toml": mine,
        "exercises/calf-stretch.toml.imported": CALF,
        "routines/my-morning.toml": MORNING,
    }
    assert into(shell, new, str(file)).lines[-1] == "Everything in it is here already; nothing is to be done."
    put(new.root / "exercises/calf-stretch.toml.imported", "something else")
    assert "as calf-stretch.toml.imported-2," in into(shell, new, str(file), "--yes").out
    assert (new.root / "exercises/calf-stretch.toml.imported").read_text() == "something else"
    assert (new.root / "exercises/calf-stretch.toml.imported-2").read_text() == CALF


# What is refused, with nothing changed


def refused(shell: Shell, home: Home, path: Path | str, code: int = 1) -> str:
    told = into(shell, home, str(path), "--yes")
    assert told.code == code
    assert not (home.root / "store").exists() or tree(home.root) == {}
    return told.sentence


def test_a_file_that_is_not_there_is_refused(shell: Shell, new: Home, tmp_path: Path) -> None:
    assert (
        refused(shell, new, "gone.json") == "There is no file 'gone.json'; name one that 'trainer export' has written."
    )
    assert refused(shell, new, tmp_path).endswith("is no file; name one, or pipe it into 'trainer import -'.")
    assert "cannot be read" in refused(shell, new, "x" * 300)


def test_a_file_of_100_mb_is_refused_unread(
    shell: Shell, new: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as huge:
        huge.truncate(100_000_000)
    too_large = "This is larger than any export, more than 64 MiB; name a file that 'trainer export' wrote."
    with monkeypatch.context() as patched:
        patched.setattr("trainer.store.fs._read_all", None)  # reading would fail
        assert refused(shell, new, path) == too_large
    pipe(b"x" * (CAP + 1), monkeypatch)
    assert refused(shell, new, "-") == too_large


def test_a_closed_input_is_refused(shell: Shell, new: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused(shell, new, "-") == "There is no input to read from; name a file."


def test_a_truncated_and_a_newer_export_are_refused(shell: Shell, new: Home, file: Path) -> None:
    raw = file.read_bytes()
    assert refused(shell, new, write(file, raw[:-100])).startswith("This export ends too early: ")
    newer = raw.replace(b'"version":1', b'"version":99', 1)
    assert refused(shell, new, write(file, newer)).startswith("This export was written by a newer trainer (format 99")


@pytest.mark.parametrize(
    "name",
    [
        "../../x.toml",
        "/etc/x.toml",
        "..",
        ".toml",
        ".x.toml",
        "a/b.toml",
        "a\\b.toml",
        "x.txt",
        "",
        "x\x00.toml",
        f"{HOSTILE}.toml",
        f"{'x' * 300}.toml",
        "x\n.toml",
        "\ud800.toml",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(shell: Shell, new: Home, file: Path, name: str) -> None:
    def rename(read: dict[str, Any]) -> None:
        read["content"]["exercises"][name] = CALF

    sentence = refused(shell, new, write(file, forged(rename, file.read_bytes())))
    assert re.fullmatch(
        r"The export names a file of yours '.*', which the trainer would never do; nothing was changed. "
        r"Do not trust this file\.",
        sentence,
    )


def test_too_many_own_files_are_refused(shell: Shell, new: Home, file: Path) -> None:
    def flood(read: dict[str, Any]) -> None:
        read["content"]["routines"] = {f"r{number}.toml": MORNING for number in range(501)}

    sentence = refused(shell, new, write(file, forged(flood, file.read_bytes())))
    assert sentence == "The export has more than 500 own routines; nothing was changed."


def test_a_link_that_waits_under_a_name_is_not_followed(shell: Shell, file: Path, new: Home, tmp_path: Path) -> None:
    (new.root / "exercises").mkdir(parents=True)
    (new.root / "exercises/calf-stretch.toml").symlink_to(tmp_path / "elsewhere")
    assert into(shell, new, str(file), "--yes").code == 0
    assert not (tmp_path / "elsewhere").exists()
    assert (new.root / "exercises/calf-stretch.toml.imported").read_text() == CALF


def test_hostile_text_is_made_harmless(shell: Shell, file: Path, new: Home) -> None:
    def poison(read: dict[str, Any]) -> None:
        read.update(trainer=HOSTILE, device=f"=cmd|'/c calc'!A1{HOSTILE}", written=HOSTILE)
        read["content"]["exercises"]["loud.toml"] = f'name = "{HOSTILE}"'
        for number, entry in enumerate(read["content"]["records"]):
            entry["body"].update(note=HOSTILE, name=f"=1+1{HOSTILE}", exercise=HOSTILE, key=HOSTILE, what=HOSTILE)
            entry["kind"] = entry["kind"] if number % 2 else f"{entry['kind']}{HOSTILE}"

    told = into(shell, new, str(write(file, forged(poison, file.read_bytes()))), "--yes")
    assert told.code == 0
    assert find_hostile(told.out + told.err) is None
    assert (
        "  your own exercises/loud.toml: left out, as it holds a character that steers a terminal (U+001B); "
        "take it out first" in told.lines
    )
    assert not (new.root / "exercises/loud.toml").exists()
    for words in (["history", "--since", "all"], ["today"], ["profile"], ["library", "list"], ["doctor"]):
        said = shell("--data", str(new.root), *words)
        assert find_hostile(said.out + said.err) is None


def test_a_read_only_directory_is_said(shell: Shell, file: Path, new: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    live(new, ["walk"])
    before = tree(new.root)
    monkeypatch.setattr("trainer.store.store.Fs", ReadOnlyFs)
    assert into(shell, new, str(file), "--preview").code == 0
    told = into(shell, new, str(file), "--yes")
    assert told.code == 4
    assert re.search(r"trainer: Nothing can be imported into .*: the directory is read-only\.\n$", told.err)
    assert tree(new.root) == before


def test_a_second_import_at_the_same_time_is_refused(shell: Shell, file: Path, new: Home) -> None:
    live(new, ["walk"])
    before = tree(new.root)
    other = Lock(Layout(root=new.root).local / "incoming.lock", Fs())
    assert other.take()
    told = into(shell, new, str(file), "--yes")
    assert (told.code, told.err.splitlines()[-1]) == (
        1,
        "trainer: Another import is under way here: wait until it is done, then try again.",
    )
    other.free()
    assert tree(new.root) == before


# How far it is


class Looked(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_after_a_second_and_wiped(clock: FakeClock) -> None:
    stream = Looked()
    progress = Progress(clock, stream)
    progress.show("soon")
    clock.advance(1.0)
    progress.show("one")
    clock.advance(0.0625)
    progress.show("too soon")
    clock.advance(0.0625)
    progress.show("two")
    progress.end()
    progress.end()
    assert stream.getvalue() == "\r\x1b[Kone\r\x1b[Ktwo\r\x1b[K"


def test_progress_is_silent_where_nobody_looks(clock: FakeClock) -> None:
    stream = io.StringIO()
    progress = Progress(clock, stream)
    clock.advance(5.0)
    progress.show("one")
    progress.end()
    assert stream.getvalue() == ""


def test_a_slow_import_shows_its_progress(
    shell: Shell, file: Path, new: Home, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(HastyFs):
        def write(self, path: Path, data: bytes) -> None:
            clock.advance(0.5)
            super().write(path, data)

    monkeypatch.setattr("trainer.store.store.Fs", Slow)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    told = into(shell, new, str(file), "--yes")
    assert told.code == 0
    assert "\r\x1b[KImporting: 3 of 4 files\r\x1b[K" in told.err
