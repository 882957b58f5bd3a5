"""What is no longer wanted goes from folders, pages, feeds and site, and nothing that is not ours goes with it."""

import errno
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import feedparser
import pytest

from pipeline.app.publish import publish
from pipeline.app.removal import remove
from pipeline.app.stage_configurations import site_of
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.errors import NameTaken, NotOurs, SettingsError, WriteError
from pipeline.infra.ownership import RECORD, STOPPED
from pipeline.site.feed_state import publish_feeds
from pipeline.site.static_layout import lay_out

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "---\nlang: en\ndate: 2024-05-01\n---\n# The bridge\n\n## First\n\nIt opened.\n\n## Second\n\nIt closed.\n"
OTHER = "---\nlang: en\ndate: 2024-06-01\n---\n# 우물\n\nThe well is dry. People carry water.\n"


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[..., Settings], silent: Progress
) -> Path:
    """Two articles, published, and their feeds."""
    folder = tmp_path_factory.mktemp("project")
    settings = _settings(settings_in, folder, folder)
    for name, text in {"bridge": TEXT, "우물": OTHER}.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
        publish(folder / f"{name}.md", settings, silent)
    publish_feeds(site_of(settings))
    return folder


def _settings(settings_in: Callable[..., Settings], folder: Path, project: Path) -> Settings:
    """What was made once lies in the store of the project."""
    address = "https://example.org/news"
    return settings_in(folder, to=("ko", "ar"), base_url=address, store=project / "store")


@pytest.fixture
def settings(tmp_path: Path, project: Path, settings_in: Callable[..., Settings]) -> Settings:
    return _settings(settings_in, tmp_path, project)


@pytest.fixture
def output(tmp_path: Path, project: Path, settings: Settings) -> Path:
    """A copy of the project's."""
    for name in ("bridge.md", "우물.md", "memory.sqlite"):
        shutil.copy2(project / name, tmp_path / name)
    shutil.copytree(project / "output", settings.output)
    return settings.output


def holding(folder: Path) -> Mapping[str, bytes]:
    there = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in there}


def titles(output: Path, language: str) -> list[str]:
    return [item.title for item in feedparser.parse((output / f"feeds/{language}.xml").read_bytes()).entries]


def test_an_edition_goes_from_its_folder_the_pages_and_the_report(settings: Settings, output: Path) -> None:
    removed = remove(settings, "bridge", "ko")
    assert not (output / "bridge/ko").exists()
    assert {path.relative_to(output).parts[1] for path in removed.gone} == {"ko"}
    assert (removed.changed, removed.strange, removed.notices) == ((), (), ())
    for page in ("bridge/index.html", "bridge/en/index.html", "bridge/ar/index.html"):
        text = (output / page).read_text("utf-8")
        assert "../ko/" not in text
        assert '"ko/' not in text
    assert "bridge/ko/" not in (output / "index.html").read_text("utf-8")
    assert "%EC%9A%B0%EB%AC%BC/ko/" in (output / "index.html").read_text("utf-8")
    report = json.loads((output / "bridge/report.json").read_bytes())
    assert [one["language"] for one in report["editions"]] == ["en", "ar"]
    for one in report["editions"]:
        for file in one["files"]:
            assert sha256((output / "bridge" / file["path"]).read_bytes()).hexdigest() == file["digest"]


def test_what_is_left_is_as_if_the_edition_had_never_been_made(
    settings: Settings, output: Path, tmp_path: Path, silent: Progress
) -> None:
    remove(settings, "bridge", "ko")
    never = replace(settings, to=("ar",), output=tmp_path / "never")
    publish(tmp_path / "bridge.md", never, silent)
    assert holding(output / "bridge") == holding(never.output / "bridge")


def test_the_last_other_language_leaves_no_empty_switch(
    settings: Settings, output: Path, tmp_path: Path, silent: Progress
) -> None:
    remove(settings, "bridge", "ko")
    remove(settings, "bridge", "ar")
    never = replace(settings, to=(), output=tmp_path / "never")
    publish(tmp_path / "bridge.md", never, silent)
    assert holding(output / "bridge") == holding(never.output / "bridge")


def test_its_episode_leaves_the_feeds_and_what_was_laid_out(
    settings: Settings, output: Path, tmp_path: Path
) -> None:
    lay_out(tmp_path / "upload", site_of(settings))
    before = feedparser.parse((output / "feeds/ar.xml").read_bytes()).entries[0].id
    remove(settings, "bridge", "ko")
    publish_feeds(site_of(settings))
    assert (len(titles(output, "ko")), len(titles(output, "ar"))) == (1, 2)
    assert feedparser.parse((output / "feeds/ar.xml").read_bytes()).entries[0].id == before
    assert not list((output / "feeds/sound").glob("bridge.ko.*"))
    for name in ("feeds/en.xml", "feeds/ko.opds.json"):
        assert b"bridge.ko." not in (output / name).read_bytes()
    lay_out(tmp_path / "upload", site_of(settings))
    assert not list((tmp_path / "upload").rglob("*bridge.ko*"))
    assert not (tmp_path / "upload/bridge/ko").exists()


def test_a_whole_article_goes(settings: Settings, output: Path, tmp_path: Path) -> None:
    lay_out(tmp_path / "upload", site_of(settings))
    remove(settings, "bridge")
    publish_feeds(site_of(settings))
    lay_out(tmp_path / "upload", site_of(settings))
    for root in (output, tmp_path / "upload"):
        assert not [path for path in root.rglob("*bridge*") if RECORD not in path.name]
        assert "bridge" not in (root / "index.html").read_text("utf-8")
    remove(settings, "우물", "en")
    remove(settings, "우물", "ko")
    remove(settings, "우물", "ar")
    publish_feeds(site_of(settings))
    assert sorted(path.name for path in output.iterdir()) == [RECORD, "feeds", "index.html"]
    assert not list((output / "feeds").rglob("*.*ml"))


def test_what_is_not_ours_stays_and_is_named(settings: Settings, output: Path) -> None:
    mine = {"ko/notes.txt": b"mine", "ko/index.html": b"changed", "plan/a.md": b"plan"}
    for name, data in mine.items():
        path = output / "bridge" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    one = remove(settings, "bridge", "ko")
    assert one.changed == (output / "bridge/ko/index.html",)
    assert one.strange == (output / "bridge/ko/notes.txt",)
    whole = remove(settings, "bridge")
    assert set(whole.strange) == {output / "bridge" / name for name in mine} - set(whole.changed)
    assert holding(output / "bridge") == mine


def test_a_page_that_a_person_changed_stays_and_is_named(settings: Settings, output: Path) -> None:
    for name in ("bridge/en/index.html", "bridge/index.html", "index.html"):
        (output / name).write_bytes(b"mine")
    removed = remove(settings, "bridge", "ko")
    assert [notice.code for notice in removed.notices] == [STOPPED] * 3
    assert not (output / "bridge/ko").exists()
    assert (output / "bridge/en/index.html").read_bytes() == b"mine"


def test_a_report_that_a_person_changed_stops_it_before_anything_is_removed(
    settings: Settings, output: Path
) -> None:
    (output / "bridge/report.json").write_bytes(b"{}")
    before = holding(output)
    with pytest.raises(NotOurs, match=r"report\.json"):
        remove(settings, "bridge", "ko")
    assert holding(output) == before


@pytest.mark.parametrize("missing", ["bridge/en/index.html", "bridge/ar/index.html", "bridge/index.html"])
def test_an_edition_goes_although_the_page_of_a_neighbour_is_not_there(
    missing: str, settings: Settings, output: Path
) -> None:
    (output / missing).unlink()
    assert not remove(settings, "bridge", "ko").strange
    assert not (output / "bridge/ko").exists()
    report = json.loads((output / "bridge/report.json").read_bytes())
    assert [one["language"] for one in report["editions"]] == ["en", "ar"]
    assert "bridge/ko/" not in (output / "index.html").read_text("utf-8")
    remove(settings, "bridge", "ar")
    assert not (output / "bridge/ar").exists()


def test_a_page_that_cannot_be_corrected_stops_it_before_anything_is_removed(
    settings: Settings, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = holding(output / "bridge/ko")

    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("pipeline.app.removal.without", fail)
    with pytest.raises(WriteError):
        remove(settings, "bridge", "ko")
    assert holding(output / "bridge/ko") == before


@pytest.mark.parametrize(("slug", "language"), [("none", ""), ("..", ""), ("feeds", ""), ("bridge", "es")])
def test_what_does_not_lie_published_cannot_be_removed(
    slug: str, language: str, settings: Settings, output: Path
) -> None:
    before = holding(output)
    with pytest.raises(SettingsError, match="lies published"):
        remove(settings, slug, language)
    assert holding(output) == before


def test_what_an_earlier_version_published_can_be_removed(settings: Settings, output: Path) -> None:
    for record in output.rglob(RECORD):
        record.unlink()
    remove(settings, "bridge", "ko")
    assert not (output / "bridge/ko").exists()
    remove(settings, "bridge")
    assert not (output / "bridge").exists()


def test_another_article_does_not_take_the_place_of_one_that_was_removed(
    settings: Settings, output: Path, tmp_path: Path, silent: Progress
) -> None:
    remove(settings, "bridge")
    (tmp_path / "q2").mkdir()
    other = tmp_path / "q2/bridge.md"
    other.write_text(OTHER, "utf-8")
    with pytest.raises(NameTaken, match="removed"):
        publish(other, settings, silent)
    assert not publish(tmp_path / "bridge.md", settings, silent).failed


@pytest.mark.parametrize("moment", ["page_entries", "article_page", "write_site"])
def test_a_removal_that_was_killed_is_finished_by_the_next(
    moment: str, settings: Settings, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(f"pipeline.app.removal.{moment}", killed)
        with pytest.raises(Killed):
            remove(settings, "bridge", "ko")
    with suppress(SettingsError):
        assert remove(settings, "bridge", "ko").notices == ()
    for page in ("index.html", "bridge/index.html", "bridge/en/index.html"):
        text = (output / page).read_text("utf-8")
        assert not [link for link in ("bridge/ko/", '"ko/index', "../ko/") if link in text]


def test_the_command_removes_writes_the_feeds_and_says_what_went(
    run: Run, environment: Mapping[str, str], output: Path
) -> None:
    without_address = run(environment, "remove", "bridge", "ko")
    assert without_address.returncode == 4
    assert "base_url" in without_address.stderr
    assert (output / "bridge/ko").exists()
    own = {**environment, "MANYVOICES_BASE_URL": "https://example.org/news"}
    done = run(own, "remove", "bridge", "Korean")
    assert done.returncode == 0, done.stderr
    assert str(output / "bridge/ko") in done.stdout
    assert len(titles(output, "ko")) == 1
    (output / "bridge/en/cover.jpg").write_bytes(b"mine")
    changed = run(own, "remove", "bridge")
    assert changed.returncode == 54
    assert "cover.jpg" in changed.stderr
    assert titles(output, "en") == ["우물"]
