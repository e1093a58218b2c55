"""Bringing in: whole or not at all, whatever the disk does at whatever step; and nobody else is disturbed."""

from __future__ import annotations

import errno
import stat
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from tests.archive.support import CALF, compared, content, exported, live, put, taken_in, tree
from tests.fakes import FakeClock
from tests.home import Home, named, start
from tests.store.support import FaultyFs, HastyFs, PowerCutError, ReadOnlyFs, opened, record
from trainer.archive.compare import texts
from trainer.archive.document import parse
from trainer.core.log import SessionLog
from trainer.errors import BusyError, NotSavedError, RefusedError, TrainerError
from trainer.store.documents import Version
from trainer.store.fs import Fs
from trainer.store.incoming import Told
from trainer.store.layout import Layout
from trainer.store.lock import Lock
from trainer.store.store import Store


def silent(number: int, of: int) -> None:
    """Look away."""


def bring(raw: bytes, store: Store, told: Told = silent) -> None:
    export = parse(raw)
    found = compared(export, store)
    store.incoming().bring(found.fresh, texts(found, export.own), told)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An export with two months, what has force, and files of one's own."""
    home = Home(tmp_path_factory.mktemp("there") / "data")
    live(home, ["tell", "walk", "own exercise", "own routine", "move", "walk"])
    return exported(home.coach())


def prepared(root: Path) -> dict[str, bytes]:
    """Make a directory in which something is already; returns what it holds."""
    live(Home(root, FakeClock()), ["walk"])
    put(root / "exercises/other.toml", CALF.replace("Calf", "Other"))
    return tree(root)


def whole(root: Path, raw: bytes) -> bool:
    """Say whether all of an export is there."""
    store = opened(root)
    found = compared(parse(raw), store)
    assert store.notices == []
    return found.empty


def untouched(root: Path, before: dict[str, bytes]) -> bool:
    """Say whether nothing of it is there."""
    return tree(root) == before


# What is brought in


def test_it_becomes_a_folder_of_its_own_and_leaves_the_others_alone(tmp_path: Path, raw: bytes) -> None:
    before = prepared(tmp_path)
    store = opened(tmp_path)
    bring(raw, store)
    after = tree(tmp_path)
    assert {name: after[name] for name in before} == before
    folders = {name.split("/")[1] for name in set(after) - set(before) if name.startswith("store/")}
    assert len(folders) == 1
    assert folders.pop().startswith("import")
    assert len(store.history()) == 3, "the same process sees it at once"
    assert [path for path in (tmp_path / "local").iterdir() if path.is_dir()] == []


def test_everything_is_private_under_any_umask(tmp_path: Path, raw: bytes) -> None:
    bring(raw, opened(tmp_path / "data"))
    for path in (tmp_path / "data").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_two_machines_that_import_one_file_make_the_same_folder(tmp_path: Path, raw: bytes) -> None:
    for name in "ab":
        bring(raw, opened(tmp_path / name))
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_damaged_import_is_mended_by_importing_again(tmp_path: Path, raw: bytes) -> None:
    bring(raw, opened(tmp_path))
    for path in (tmp_path / "store").glob("import*/2026-*.json"):
        path.write_bytes(b"garbage")
    bring(raw, opened(tmp_path))
    assert compared(parse(raw), opened(tmp_path)).empty


def test_what_is_saved_after_an_import_counts_more_than_it(tmp_path: Path, raw: bytes) -> None:
    clock = FakeClock()
    clock.jump(-365 * 24 * 3600)
    bring(raw, opened(tmp_path, clock))
    store = opened(tmp_path, clock)
    [first, *_] = store.history()
    store.save(replace(first, body={**first.body, "note": "mine"}))
    store = opened(tmp_path, clock)
    assert [one.body["note"] for one in store.history() if one.id == first.id] == ["mine"]
    assert taken_in(raw, store).empty, "the older version changes nothing"


def test_a_month_too_large_for_a_file_is_refused_as_a_whole(tmp_path: Path) -> None:
    store = opened(tmp_path)
    large = [
        Version(record=replace(record(f"r{n}", body={"x": "x" * 100_000}), stamp=f"{n:015d}-000000-ff"), home="2026-11")
        for n in range(90)
    ]
    with pytest.raises(RefusedError, match=r"^2026-11 would take more than 8 MiB"):
        store.incoming().bring(large, {"exercises/a.toml": b"x"}, silent)
    assert tree(tmp_path) == {}


def test_a_value_that_cannot_be_kept_is_refused_as_a_whole(tmp_path: Path) -> None:
    one = Version(record=replace(record(body={"x": 10**5000}), stamp="000000000000001-000000-ff"), home="2026-11")
    with pytest.raises(RefusedError, match="values that the trainer cannot keep"):
        opened(tmp_path).incoming().bring([one], {}, silent)
    assert tree(tmp_path) == {}


def test_it_says_how_far_it_is(tmp_path: Path, raw: bytes) -> None:
    heard: list[tuple[int, int]] = []
    bring(raw, opened(tmp_path), lambda number, of: heard.append((number, of)))
    assert heard == [(number, len(heard)) for number in range(len(heard))]
    assert len(heard) == 5


# What the disk does


class FaultyNoLinks(FaultyFs):
    """A file system without hard links that fails, too."""

    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")


@pytest.mark.parametrize("links", [FaultyFs, FaultyNoLinks], ids=["links", "no links"])
@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(("error", "short"), [(errno.EIO, False), (errno.ENOSPC, True)], ids=["EIO", "ENOSPC"])
def test_an_error_at_any_step_leaves_all_or_nothing(
    tmp_path: Path, raw: bytes, error: int, links: type[FaultyFs], *, short: bool, stays: bool
) -> None:
    for at in range(1, 400):
        fs = links(error=error)
        root = tmp_path / str(at)
        before = prepared(root)
        export = parse(raw)
        store = opened(root, fs=fs)
        found = compared(export, store)
        fs.short, fs.stays, fs.at, fs.steps = short, stays, at, 0
        sentence = ""
        try:
            store.incoming().bring(found.fresh, texts(found, export.own), silent)
        except NotSavedError as failure:
            sentence = failure.sentence
        reached, fs.at = fs.reached, None
        if sentence.startswith("The import broke off"):  # nothing can be taken back on a disk that takes nothing
            assert stays
            assert {name: data for name, data in tree(root).items() if name in before} == before
        elif sentence:
            assert sentence.startswith("Not imported: ")
            assert untouched(root, before)
        else:
            assert whole(root, raw)
        taken_in(raw, opened(root))
        assert whole(root, raw)
        if not reached:
            assert at > 40
            return
    raise AssertionError("never came to the end")


def test_a_crash_at_any_step_is_mended_by_importing_again(tmp_path: Path, raw: bytes) -> None:
    for at in range(1, 400):
        fs = FaultyFs()
        root = tmp_path / str(at)
        before = prepared(root)
        export = parse(raw)
        store = opened(root, fs=fs)
        found = compared(export, store)
        fs.cut, fs.at, fs.steps = True, at, 0
        try:
            store.incoming().bring(found.fresh, texts(found, export.own), silent)
        except PowerCutError:
            fresh = opened(root)
            assert fresh.notices == []
            assert _records(root) == _records_of(before) or {v.record.id for v in export.versions} <= {
                v.record.id for v in fresh.everything()
            }
            assert {name: data for name, data in tree(root).items() if name in before} == before
            bring(raw, fresh)  # brings what is missing, be it nothing, and clears away what was left
            assert whole(root, raw)
            assert [path for path in (root / "local").iterdir() if path.is_dir()] == []
        else:
            return
    raise AssertionError("never came to the end")


def _records(root: Path) -> dict[str, bytes]:
    return _records_of(tree(root))


def _records_of(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith("store/")}


class Hasty(HastyFs):
    """Somebody who presses Ctrl-C when a file, or the store's folder, is given its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self._press(target)

    def replace(self, source: Path, target: Path) -> None:
        self._press(target)
        super().replace(source, target)

    def _press(self, target: Path) -> None:
        if target.name.startswith(self.name):
            raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["my-morning.toml", "import"])
def test_ctrl_c_in_the_middle_is_taken_back(tmp_path: Path, raw: bytes, name: str) -> None:
    before = prepared(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        bring(raw, opened(tmp_path, fs=Hasty(name)))
    kept = {file: data for file, data in tree(tmp_path).items() if file != f"routines/{name}"}  # named already
    assert kept == before
    bring(raw, opened(tmp_path))
    assert whole(tmp_path, raw)


def test_a_read_only_disk_is_said_and_nothing_is_there(tmp_path: Path, raw: bytes) -> None:
    prepared(tmp_path)
    before = tree(tmp_path, "")
    with pytest.raises(NotSavedError, match="read-only"):
        bring(raw, opened(tmp_path, fs=ReadOnlyFs()))
    assert tree(tmp_path, "") == before


class NoLinks(HastyFs):
    """A file system without hard links."""

    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")


def test_a_file_system_without_links_takes_it_too(tmp_path: Path, raw: bytes) -> None:
    bring(raw, opened(tmp_path, fs=NoLinks()))
    assert whole(tmp_path, raw)


class Meddler(NoLinks):
    """Somebody who makes a file just before it is put there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def link(self, source: Path, target: Path) -> None:
        if target.name == self.name:
            put(target, "theirs")
        super(NoLinks, self).link(source, target)


def test_a_file_made_in_the_last_moment_is_not_written_over(tmp_path: Path, raw: bytes) -> None:
    store = opened(tmp_path, fs=Meddler("my-morning.toml"))
    with pytest.raises(RefusedError, match=r"my-morning\.toml was made by somebody else just now"):
        bring(raw, store)
    assert tree(tmp_path) == {"routines/my-morning.toml": b"theirs"}


def test_a_file_that_came_meanwhile_and_is_the_same_is_no_trouble(tmp_path: Path, raw: bytes) -> None:
    store = opened(tmp_path)
    export = parse(raw)
    found = compared(export, store)
    put(tmp_path / "routines/my-morning.toml", export.own["routines"]["my-morning.toml"])
    store.incoming().bring(found.fresh, texts(found, export.own), silent)
    assert whole(tmp_path, raw)


# Others meanwhile


def test_two_imports_that_looked_at_the_same_time_store_it_once(tmp_path: Path, raw: bytes) -> None:
    store = opened(tmp_path)
    export = parse(raw)
    found = compared(export, store)
    for _ in range(2):
        store.incoming().bring(found.fresh, texts(found, export.own), silent)
    assert len([*(tmp_path / "store").glob("import*")]) == 1
    assert whole(tmp_path, raw)
    assert [path for path in (tmp_path / "local").iterdir() if path.is_dir()] == []


def test_what_an_import_brought_and_was_damaged_then_is_brought_again(tmp_path: Path, raw: bytes) -> None:
    store = opened(tmp_path)
    export = parse(raw)
    found = compared(export, store)
    store.incoming().bring(found.fresh, texts(found, export.own), silent)
    next((tmp_path / "store").glob("import*/2026-11.json")).write_bytes(b"garbage")
    for _ in range(2):
        store.incoming().bring(found.fresh, texts(found, export.own), silent)
    assert len([*(tmp_path / "store").glob("import*")]) == 2
    assert compared(parse(raw), opened(tmp_path)).empty


def test_only_one_import_at_a_time(tmp_path: Path, raw: bytes) -> None:
    store = opened(tmp_path)
    other = Lock(Layout(root=tmp_path).local / "incoming.lock", Fs())
    assert other.take()
    with pytest.raises(BusyError, match="Another import is under way"):
        bring(raw, store)
    assert tree(tmp_path) == {}
    other.free()
    bring(raw, store)
    assert whole(tmp_path, raw)


def test_others_save_while_it_writes(home: Home, raw: bytes) -> None:
    coach = home.coach()
    names = count()

    def save(number: int, of: int) -> None:
        coach.store.save(record(f"meanwhile {next(names)}"))

    bring(raw, opened(home.root), save)
    assert next(names) == 5
    assert {f"meanwhile {n}" for n in range(5)} <= {one.id for one in home.coach().store.history()}


def test_a_session_that_runs_is_not_disturbed(home: Home, raw: bytes) -> None:
    coach = home.coach()
    run = start(coach.begin(named("bridge")))
    home.reach(run, 1)
    journal = home.journal.read_bytes()
    bring(raw, opened(home.root, home.clock))
    assert home.journal.read_bytes() == journal
    home.finish(run)
    assert run.trouble is None
    run.rate(exertion=5)
    logs = [one.what for one in home.coach().history() if isinstance(one.what, SessionLog)]
    assert [(log.name, log.exertion, log.whole) for log in logs] == [("Bridge", 5, True)]
    assert compared(parse(raw), home.coach().store).empty


def test_a_session_that_runs_is_not_exported(home: Home) -> None:
    live(home, ["walk"])
    before = content(exported(home.coach()))
    run = start(home.coach().begin(named("bridge")))
    home.reach(run, 1)
    assert content(exported(home.coach())) == before


def test_a_lock_that_is_held_too_long_is_said(home: Home, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.store.incoming._WAIT", 0.01)
    store = opened(home.root)
    export = parse(raw)
    found = compared(export, store)
    other = Lock(Layout(root=home.root).local / "lock", Fs())
    assert other.take()
    with pytest.raises(TrainerError, match="another trainer is saving and did not finish"):
        store.incoming().bring(found.fresh, texts(found, export.own), silent)
    other.free()
    assert tree(home.root) == {}
