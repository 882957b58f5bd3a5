"""Nothing that a person made, added or changed is replaced or removed by a run, wherever it publishes."""

import errno
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.report import Report
from pipeline.errors import MachineLimit, NotOurs
from pipeline.infra import atomic_output
from pipeline.infra.ownership import RECORD, STOPPED, Ledger

TEXT = """---
lang: en
---
# 강을 건너는 다리

The bridge opened on Monday. Two people crossed it.

![The bridge at noon](bridge.png)
"""
Lay = Callable[[str, bytes], Path]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "다리.md"
    path.write_text(TEXT, "utf-8")
    Image.new("RGB", (40, 30), "white").save(tmp_path / "bridge.png")
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was made once is not made anew for each test."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def settings(tmp_path: Path, store: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path, store=store, to=("ko",))


@pytest.fixture
def lay(settings: Settings) -> Lay:
    """Lays a person's file into the article's folder in the output."""

    def laid(name: str, data: bytes) -> Path:
        path = settings.output / "다리" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return laid


def holding(folder: Path) -> Mapping[str, bytes]:
    there = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in there}


def corrected(article: Path) -> None:
    article.write_text(article.read_text("utf-8").replace("Monday", "Tuesday"), "utf-8")


def languages(report: Report) -> tuple[list[str], list[str]]:
    """Those that were made, and those that were not."""
    return [one.language for one in report.published], [one.language for one in report.failed]


def test_a_folder_of_drafts_called_like_a_language_stays_and_stops_that_edition_alone(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    drafts = lay("ko/초고/제1장.md", "초고".encode()).parents[1]
    lay("ko/plan.txt", b"plan")
    before = holding(drafts)
    report = publish(article, settings, silent)
    assert languages(report) == (["en"], ["ko"])
    [stopped] = report.failed
    assert stopped.exit_code == 54
    assert str(drafts) in stopped.message
    assert "plan.txt, 초고/제1장.md" in stopped.message
    assert all(way in stopped.advice for way in ("--output", "move it away", "--replace", "ko.kept"))
    assert holding(drafts) == before


@pytest.mark.parametrize("name", ["notes.txt", "sections/99-mine.mp3", ".mine", "초고/a.md"])
def test_what_a_person_added_to_a_published_edition_stays(
    name: str, article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    publish(article, settings, silent)
    lay(f"ko/{name}", b"mine")
    before = holding(settings.output / "다리" / "ko")
    for change in (lambda: None, lambda: corrected(article)):
        change()
        assert languages(publish(article, settings, silent))[1] == ["ko"]
        assert holding(settings.output / "다리" / "ko") == before
    assert b"Tuesday" in (settings.output / "다리/en/index.html").read_bytes()


@pytest.mark.parametrize("name", ["index.html", "cover.jpg", "다리.ko.vtt"])
def test_what_a_person_changed_in_a_published_edition_stays(
    name: str, article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    publish(article, settings, silent)
    path = settings.output / "다리" / "ko" / name
    size = path.stat().st_size
    lay(f"ko/{name}", b"x" * size)
    corrected(article)
    report = publish(article, settings, silent)
    assert languages(report)[1] == ["ko"]
    assert name in report.failed[0].message
    assert path.read_bytes() == b"x" * size


def test_what_is_in_the_way_is_moved_aside_where_that_is_asked_for_and_never_over_anything(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    folder = settings.output / "다리"
    for number, name in enumerate(("ko.kept", "ko.kept-2"), 1):
        lay("ko/plan.txt", b"plan %d" % number)
        before = holding(folder / "ko")
        report = publish(article, replace(settings, replace=True), silent)
        assert languages(report) == (["en", "ko"], [])
        assert holding(folder / name) == before
        assert any(name in notice.text for notice in report.notices)
    assert (folder / "ko.kept" / "plan.txt").read_bytes() == b"plan 1"
    assert "plan.txt" not in holding(folder / "ko")


def test_an_edition_folder_that_is_a_link_stops_with_words(
    article: Path, settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "plan.txt").write_bytes(b"plan")
    link = settings.output / "다리" / "ko"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere")
    report = publish(article, settings, silent)
    assert languages(report)[1] == ["ko"]
    assert "link" in report.failed[0].message
    assert link.is_symlink()
    assert not publish(article, replace(settings, replace=True), silent).failed
    assert holding(tmp_path / "elsewhere") == {"plan.txt": b"plan"}
    assert link.with_name("ko.kept").readlink() == tmp_path / "elsewhere"


def test_a_file_called_like_a_language_stays(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    path = lay("ko", b"mine")
    assert languages(publish(article, settings, silent))[1] == ["ko"]
    assert path.read_bytes() == b"mine"


def test_what_a_file_manager_leaves_stops_nothing_and_is_kept(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    publish(article, settings, silent)
    kept = {
        name: lay(name, name.encode()) for name in ("ko/.DS_Store", "ko/sections/Thumbs.db", "desktop.ini")
    }
    (settings.output / "다리/ko/empty/inner").mkdir(parents=True)
    corrected(article)
    assert not publish(article, settings, silent).failed
    assert {name: path.read_bytes() for name, path in kept.items()} == {name: name.encode() for name in kept}


@pytest.mark.parametrize("name", ["index.html", "다리/index.html", "다리/pictures/s1-b3.png"])
def test_a_strangers_page_stays_and_the_editions_appear(
    name: str, article: Path, settings: Settings, silent: Progress
) -> None:
    path = settings.output / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    for _ in range(2):
        report = publish(article, settings, silent)
        assert languages(report) == (["en", "ko"], [])
        [stopped] = [notice for notice in report.notices if notice.code == STOPPED]
        assert str(path) in stopped.text
        assert "--replace" in stopped.text
        assert path.read_bytes() == b"mine"
    report = publish(article, replace(settings, replace=True), silent)
    assert path.with_name(f"{path.stem}.kept{path.suffix}").read_bytes() == b"mine"
    assert path.read_bytes() != b"mine"
    assert not [notice for notice in publish(article, settings, silent).notices if notice.code == STOPPED]


def test_originals_in_a_folder_called_pictures_stay(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    path = lay("pictures/original.png", b"mine")
    assert not publish(article, settings, silent).failed
    article.write_text(TEXT.replace("The bridge opened", "## First\n\nThe bridge opened"), "utf-8")
    assert not publish(article, settings, silent).failed
    assert path.read_bytes() == b"mine"
    assert len(holding(path.parent)) == 2


@pytest.mark.parametrize("data", [b'{"mine": 1}', b"", b"changed"])
def test_a_strangers_report_stops_the_run_before_anything_is_made(
    data: bytes, article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    path = lay("report.json", data)
    with pytest.raises(NotOurs, match=r"report\.json"):
        publish(article, settings, silent)
    assert holding(settings.output) == {"다리/report.json": data}
    assert not publish(article, replace(settings, replace=True), silent).failed
    assert path.with_name("report.kept.json").read_bytes() == data


def test_a_report_that_a_person_changed_stays(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    publish(article, settings, silent)
    path = settings.output / "다리/report.json"
    lay("report.json", path.read_bytes() + b"\n")
    before = holding(settings.output)
    with pytest.raises(NotOurs, match=r"report\.json"):
        publish(article, settings, silent)
    assert holding(settings.output) == before


def test_a_file_where_the_articles_folder_should_be_stays(
    article: Path, settings: Settings, silent: Progress
) -> None:
    settings.output.mkdir()
    path = settings.output / "다리"
    path.write_bytes(b"mine")
    with pytest.raises(NotOurs, match="다리"):
        publish(article, settings, silent)
    assert path.read_bytes() == b"mine"


def forgotten(output: Path) -> None:
    """As an earlier version left it: with reports alone."""
    for record in output.rglob(RECORD):
        record.unlink()


def test_what_an_earlier_version_published_is_ours(
    article: Path, settings: Settings, silent: Progress
) -> None:
    publish(article, settings, silent)
    forgotten(settings.output)
    corrected(article)
    report = publish(article, settings, silent)
    assert (report.failed, report.notices) == ((), ())
    assert b"Tuesday" in (settings.output / "다리/en/index.html").read_bytes()


def test_the_same_bytes_are_ours_though_every_record_of_them_is_lost(
    article: Path, settings: Settings, silent: Progress
) -> None:
    publish(article, settings, silent)
    before = holding(settings.output)
    forgotten(settings.output)
    (settings.output / "다리/report.json").unlink()
    report = publish(article, settings, silent)
    assert (report.failed, report.notices) == ((), ())
    assert holding(settings.output) == before
    forgotten(settings.output)
    (settings.output / "다리/report.json").unlink()
    kept = holding(settings.output / "다리/ko")
    article.write_text(TEXT.replace("Two people", "Three people"), "utf-8")
    assert languages(publish(article, settings, silent))[1] == ["en", "ko"]
    assert holding(settings.output / "다리/ko") == kept


def test_what_was_changed_in_what_an_earlier_version_published_stays(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    publish(article, settings, silent)
    forgotten(settings.output)
    lay("ko/다리.ko.vtt", b"mine")
    (settings.output / "index.html").write_bytes(b"mine")
    report = publish(article, settings, silent)
    assert languages(report)[1] == ["ko"]
    assert [notice.code for notice in report.notices] == [STOPPED]
    assert (settings.output / "index.html").read_bytes() == b"mine"


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@pytest.mark.parametrize(
    "moment",
    [
        "pipeline.infra.atomic_output.swap",
        "pipeline.infra.atomic_output.write_aside",
        "pipeline.infra.ownership.Ledger.settle",
    ],
)
@pytest.mark.parametrize("times", [0, 1, 3])
def test_what_a_killed_run_left_is_ours_though_no_report_tells_of_it(
    moment: str,
    times: int,
    article: Path,
    settings: Settings,
    silent: Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, _, name = moment.rpartition(".")
    where: Any = Ledger if module.endswith("Ledger") else sys.modules[module]
    really, left = getattr(where, name), [None] * times

    def killed(*arguments: object, **named: object) -> None:
        if not left:
            raise Killed
        left.pop()
        really(*arguments, **named)

    publish(article, settings, silent)
    corrected(article)
    with monkeypatch.context() as patched:
        patched.setattr(where, name, killed)
        with suppress(Killed):
            publish(article, settings, silent)
    article.write_text(article.read_text("utf-8").replace("Tuesday", "Wednesday"), "utf-8")
    report = publish(article, settings, silent)
    assert (report.failed, report.notices) == ((), ())
    undisturbed = replace(settings, output=settings.output.with_name("other"))
    publish(article, undisturbed, silent)
    assert holding(settings.output) == holding(undisturbed.output)


def test_only_what_a_run_of_ours_left_half_way_is_cleaned_away(
    article: Path, settings: Settings, silent: Progress, lay: Lay
) -> None:
    mine = [lay(name, b"mine") for name in (".notes.partial", ".ko.12345678.part", "a.12345678.partial")]
    ours = [lay(name, b"half") for name in (".ko.12345678.partial/a.mp3", "ko/.index.html.abcdef01.partial")]
    assert not publish(article, settings, silent).failed
    assert all(path.read_bytes() == b"mine" for path in mine)
    assert not any(path.exists() for path in ours)


@pytest.mark.parametrize(
    "data", ["{", '{"files": {"../../mine.txt": ""}}', '{"files": 3}', "7", '{"files": {"ko/a.txt": ""}}']
)
def test_a_record_that_leads_elsewhere_or_is_damaged_makes_nothing_ours(
    data: str, article: Path, settings: Settings, silent: Progress, lay: Lay, tmp_path: Path
) -> None:
    drafts, mine = lay("ko/plan.txt", b"plan"), tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    lay(RECORD, data.encode())
    assert languages(publish(article, settings, silent)) == (["en"], ["ko"])
    assert (drafts.read_bytes(), mine.read_bytes()) == (b"plan", b"mine")


def test_names_that_a_file_system_took_apart_are_still_ours(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    (tmp_path / "다리.mp3").write_bytes(b"1")  # jamo, as HFS+ lists them
    ledger.settle({"다리.mp3": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"})
    assert ledger.strangers(tmp_path / "다리.mp3") == ()


def test_a_project_that_was_copied_with_its_output_goes_on(
    article: Path, settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    publish(article, settings, silent)
    shutil.copytree(tmp_path, tmp_path.with_name(f"{tmp_path.name}-copy"))
    there = tmp_path.with_name(f"{tmp_path.name}-copy")
    corrected(there / article.name)
    report = publish(there / article.name, replace(settings, output=there / "output"), silent)
    assert (report.failed, report.notices) == ((), ())


def test_a_record_that_cannot_be_read_for_now_is_not_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path)
    atomic_output.put(tmp_path / "글.html", b"1", ledger)
    record = (tmp_path / RECORD).read_bytes()
    read_text = Path.read_text

    def refused(path: Path, *arguments: str) -> str:
        if path.name == RECORD:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return read_text(path, *arguments)

    with monkeypatch.context() as during:
        during.setattr(Path, "read_text", refused)
        with pytest.raises(MachineLimit, match="Input/output error"):
            Ledger(tmp_path)
    assert (tmp_path / RECORD).read_bytes() == record
