"""The cache: the same bytes with and without, nothing stale, and nothing believed that is damaged."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import checker.engine
from checker import cache
from checker.cache import Cache
from checker.config import Settings
from checker.model import Failure, Report
from checker.read.overrides import Overrides
from tests.gate.notes import HEAD, RIGHT, WRONG, write
from tests.gate.notes import checker as run

CALL = Path(__file__).resolve().parents[2] / "examples" / "lantern_2021q1_call.txt"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that the engine was asked to check."""
    asked: list[str] = []
    whole = checker.engine.check

    def counted(path: Path, **options: object) -> Report:
        asked.append(path.name)
        return whole(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(checker.engine, "check", counted)
    return asked


def kept() -> list[Path]:
    return sorted(Path("xdg/guidance-checker").glob("*.report"))


def test_outputs_are_the_same_bytes_with_and_without(tmp_path: Path, checks: list[str]) -> None:
    note = write(tmp_path / "note.md", f"{WRONG}\n<!-- checker: ignore[sum] x -->\n{RIGHT}")
    for folder, options in (("none", ["--no-cache"]), ("first", []), ("second", [])):
        (tmp_path / folder).mkdir()
        places = f"html={folder}/", f"json={folder}/", f"{folder}/all.sarif", f"{folder}/all.md"
        outputs = [f"-o{place}" for place in places]
        done = run("check", note, CALL, *options, *outputs)
        assert done.exit_code == 1
        (tmp_path / folder / "console").write_text(done.output, encoding="utf-8")
    assert len(checks) == 4
    names = sorted(path.name for path in (tmp_path / "none").iterdir())
    assert len(names) == 8
    for name in names:
        wanted = (tmp_path / "none" / name).read_bytes()
        assert (tmp_path / "first" / name).read_bytes() == wanted
        assert (tmp_path / "second" / name).read_bytes() == wanted


def test_a_report_is_kept_by_all_that_it_follows_from(tmp_path: Path, checks: list[str]) -> None:
    note = write(tmp_path / "note.md", RIGHT)

    def checked(*options: str | Path) -> bool:
        before = len(checks)
        run("check", note, *options)
        return len(checks) > before

    assert checked()
    assert not checked()
    assert not checked("--today", "2030-01-01")
    assert checked("--ignore", "growth")
    assert checked("--rounding", "either")
    assert checked("--currency", "CAD")
    assert checked("--no-cache")
    assert checked("--cache-dir", "other")
    assert not checked("--cache-dir", "other")
    write(note, WRONG)
    assert checked()


def test_a_changed_source_is_read_again(tmp_path: Path, checks: list[str]) -> None:
    note = write(tmp_path / "note.md", RIGHT)
    source = write(tmp_path / "call.txt", RIGHT)
    assert run("check", note, "--against", source).exit_code == 0
    assert run("check", note, "--against", source).exit_code == 0
    assert len(checks) == 1
    write(source, RIGHT.replace("3.60", "3.90").replace("13%", "23%"))
    assert run("check", note, "--against", source).exit_code == 1
    source.unlink()
    assert run("check", note, "--against", source).exit_code == 2


def test_a_changed_program_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = write(tmp_path / "note.md", RIGHT)
    store = Cache(tmp_path / "kept")
    key = store.key(note, Settings(), Overrides(), ((), ()))
    monkeypatch.setattr(cache, "_program", lambda: "another")
    assert store.key(note, Settings(), Overrides(), ((), ())) != key


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other", "folder"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, checks: list[str], damage: str) -> None:
    note = write(tmp_path / "note.md", WRONG)
    wanted = run("check", note).output
    [place] = kept()
    data = place.read_bytes()
    place.unlink()
    if damage == "folder":
        place.mkdir()
    else:
        foreign = msgspec.msgpack.encode({"document": HEAD})
        forms = {"cut": data[:-9], "flipped": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:], "empty": b""}
        place.write_bytes(forms.get(damage, foreign))
    assert run("check", note).output == wanted
    assert len(checks) == 2


def test_a_folder_that_others_can_write_into_is_not_used(tmp_path: Path, checks: list[str]) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    note = write(tmp_path / "note.md", RIGHT)
    for _ in range(2):
        assert run("check", note, "--cache-dir", shared).exit_code == 0
    assert len(checks) == 2
    assert not list(shared.iterdir())


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    blocked = write(tmp_path / "file", RIGHT)
    assert run("check", write(tmp_path / "note.md", RIGHT), "--cache-dir", blocked).exit_code == 0


def test_reports_of_crashed_rules_are_not_kept_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = checker.check(write(tmp_path / "note.md", RIGHT))
    store = Cache(tmp_path / "kept")
    store.keep("0" * 64, msgspec.structs.replace(report, failures=(Failure(rule="sum", message="x"),)))
    assert not list((tmp_path / "kept").iterdir())
    monkeypatch.setattr(cache, "MOST_FILES", 8)
    for number in range(9):
        store.keep(f"{number:064d}", report)
    assert len(list((tmp_path / "kept").iterdir())) == 6
    assert store.find(f"{8:064d}") == report
