"""The site's list of articles in pages: none is left over, none of anybody else's is touched, hosts get them all."""

import errno
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.app.identity import RESERVED
from pipeline.errors import WriteError
from pipeline.infra import ownership
from pipeline.infra.atomic_output import slug
from pipeline.infra.ownership import RECORD, STOPPED
from pipeline.infra.store import write_aside
from pipeline.languages import languages
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import write_site
from pipeline.site.static_layout import lay_out
from pipeline.writers.site_pages import SITE_FILES, SITE_PAGE


@pytest.fixture
def site(tmp_path: Path) -> SiteConfiguration:
    return SiteConfiguration(
        output=tmp_path / "output", store=tmp_path / "store", base_url="https://news.example"
    )


def lay(output: Path, numbers: Iterable[int]) -> None:
    """Small articles, published in Korean."""
    for number in numbers:
        folder = output / f"기사-{number}"
        (folder / "ko").mkdir(parents=True)
        recording = f"ko/기사-{number}.ko.mp3"
        (folder / recording).write_bytes(b"sound")
        file = {"path": recording, "media_type": "audio/mpeg", "digest": "0" * 64, "size": 5}
        day = f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}"
        edition = {
            "language": "ko",
            "status": "published",
            "title": "소식",
            "date": day,
            "origin": "original",
            "speaker": {"engine": "hum", "voice": "hum", "version": "1"},
            "seconds": 1.0,
            "description": "",
            "source_digest": "",
            **{name: [] for name in ("authors", "engines", "chapters", "disclosures", "notices")},
            "files": [file],
        }
        report = {"source": "a.md", "title": "소식", "language": "ko", "date": day, "editions": [edition]}
        (folder / "report.json").write_text(json.dumps(report | {"notices": []}), "utf-8")


def pages(output: Path) -> list[str]:
    return sorted(path.relative_to(output).as_posix() for path in output.glob("index-*"))


def test_pages_come_with_articles_and_go_with_them(site: SiteConfiguration) -> None:
    lay(site.output, range(60))
    assert write_site(site) == ()
    assert pages(site.output) == ["index-2.html", "index-3.html"]
    for number in range(30):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert pages(site.output) == ["index-2.html"]
    for number in range(30, 50):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert pages(site.output) == []


def test_a_page_that_did_not_change_is_not_written(site: SiteConfiguration) -> None:
    lay(site.output, range(60))
    write_site(site)
    before = {name: (site.output / name).stat().st_mtime_ns for name in pages(site.output)}
    write_site(site)
    assert {name: (site.output / name).stat().st_mtime_ns for name in before} == before


def test_a_page_of_a_disturbed_run_is_written_down_as_it_lies_there(
    site: SiteConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(site.output, range(1))
    write_site(site)
    lay(site.output, range(1, 2))
    with monkeypatch.context() as disturbed:
        disturbed.setattr(ownership.Ledger, "settle", _refuse)
        with pytest.raises(WriteError, match="full"):
            write_site(site)
    write_site(site)
    files = json.loads((site.output / RECORD).read_text("utf-8"))["files"]
    assert files["index.html"] == sha256((site.output / "index.html").read_bytes()).hexdigest()


def _refuse(*_: object) -> None:
    raise OSError("full")


def test_what_a_person_put_there_stays(site: SiteConfiguration) -> None:
    lay(site.output, range(60))
    own, note = site.output / "index-2.html", site.output / "index-메모.txt"
    own.write_text("my own", "utf-8")
    note.write_text("a note", "utf-8")
    assert [notice.code for notice in write_site(site)] == [STOPPED]
    for number in range(60):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert pages(site.output) == ["index-2.html", "index-메모.txt"]
    assert (own.read_text("utf-8"), note.read_text("utf-8")) == ("my own", "a note")


def test_a_page_that_a_person_changed_stays_when_it_would_go(site: SiteConfiguration) -> None:
    lay(site.output, range(30))
    write_site(site)
    page = site.output / "index-2.html"
    page.write_text(page.read_text("utf-8") + "<!-- 손으로 고침 -->", "utf-8")
    shutil.rmtree(site.output / "기사-1")
    for number in range(2, 15):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert "손으로 고침" in page.read_text("utf-8")


def test_a_folder_called_like_a_page_stops_that_page_alone(site: SiteConfiguration) -> None:
    lay(site.output, range(60))
    (site.output / "index-2.html").mkdir()
    (site.output / "index-2.html" / "메모.txt").write_text("mine", "utf-8")
    assert [notice.code for notice in write_site(site)] == [STOPPED]
    assert (site.output / "index.html").read_text("utf-8").count("<article") == 20
    write_site(replace(site, replace=True))
    assert (site.output / "index-2.html.kept" / "메모.txt").read_text("utf-8") == "mine"
    assert (site.output / "index-2.html").is_file()


def test_hosts_get_every_page_and_search_engines_what_they_got(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    lay(site.output, range(60))
    write_site(site)
    target = tmp_path / "site"
    lay_out(target, site)
    assert (target / "index-2.html").is_file()
    assert (target / "index-2.html.gz").is_file()
    sitemap = (target / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://news.example/</loc>" in sitemap
    assert "<loc>https://news.example/index-2.html</loc>" in sitemap
    for number in range(40):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    lay_out(target, site)
    assert not (target / "index-2.html").exists()


def cover(colour: tuple[int, int, int]) -> bytes:
    """A picture as large as a cover."""
    made = BytesIO()
    Image.new("RGB", (1500, 1500), colour).save(made, "JPEG")
    return made.getvalue()


def add_cover(output: Path, number: int, data: bytes) -> None:
    """Give the article `number` this cover."""
    folder = output / f"기사-{number}"
    report = json.loads((folder / "report.json").read_text("utf-8"))
    files = report["editions"][0]["files"]
    told = {
        "path": "ko/cover.jpg",
        "media_type": "image/jpeg",
        "digest": sha256(data).hexdigest(),
        "size": len(data),
    }
    report["editions"][0]["files"] = [file for file in files if file["path"] != told["path"]] + [told]
    (folder / "ko" / "cover.jpg").write_bytes(data)
    (folder / "report.json").write_text(json.dumps(report), "utf-8")


def small_covers(output: Path) -> set[str]:
    return {path.name for path in (output / "index.files").glob("*.jpg")}


def test_covers_are_shown_small_and_go_with_what_they_were_made_from(site: SiteConfiguration) -> None:
    lay(site.output, range(2))
    add_cover(site.output, 0, cover((90, 20, 20)))
    add_cover(site.output, 1, cover((20, 90, 20)))
    assert write_site(site) == ()
    first = small_covers(site.output)
    page = (site.output / "index.html").read_text("utf-8")
    assert len(first) == 2
    assert all(f'src="index.files/{name}"' in page for name in first)
    for name in first:
        with Image.open(site.output / "index.files" / name) as small:
            assert max(small.size) <= 250
    times = {name: (site.output / "index.files" / name).stat().st_mtime_ns for name in first}
    add_cover(site.output, 1, cover((20, 20, 90)))
    write_site(site)
    after = small_covers(site.output)
    assert len(after & first) == 1
    assert len(after - first) == 1
    [kept] = after & first
    assert (site.output / "index.files" / kept).stat().st_mtime_ns == times[kept]


@pytest.mark.parametrize("count", [3, 40])
def test_a_large_site_that_has_no_small_covers_yet_is_written_down_a_few_times(
    site: SiteConfiguration, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    records = []

    def write(path: Path, data: bytes) -> None:
        records.append(path.name)
        write_aside(path, data)

    lay(site.output, range(count))
    for number in range(count):
        add_cover(site.output, number, cover((number * 5, 0, 0)))
    monkeypatch.setattr(ownership, "write_aside", write)
    write_site(site)
    assert len(small_covers(site.output)) == count
    assert records.count(RECORD) <= 4


def test_a_cover_in_whose_place_another_file_lies_is_told_and_stops_no_other(site: SiteConfiguration) -> None:
    lay(site.output, range(2))
    for number in range(2):
        add_cover(site.output, number, cover((number * 100, 0, 0)))
    write_site(site)
    [mine, other] = sorted((site.output / "index.files").glob("*.jpg"))
    for path in (site.output / RECORD, site.output / "index.html", *(site.output / "index.files").iterdir()):
        path.unlink()
    mine.write_bytes(b"mine")
    assert [notice.code for notice in write_site(site)] == [STOPPED]
    assert mine.read_bytes() == b"mine"
    assert f"index.files/{other.name}" in (site.output / "index.html").read_text("utf-8")
    assert f"index.files/{mine.name}" not in (site.output / "index.html").read_text("utf-8")


def test_a_cover_that_is_no_picture_leaves_the_article_without_one(site: SiteConfiguration) -> None:
    lay(site.output, range(1))
    add_cover(site.output, 0, b"no picture")
    assert write_site(site) == ()
    assert not small_covers(site.output)
    assert "<img" not in (site.output / "index.html").read_text("utf-8").partition("<body")[2]


@pytest.mark.parametrize("what", ["cover.jpg", "feeds"])
def test_what_cannot_be_read_for_now_is_not_taken_for_missing(
    site: SiteConfiguration, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    lay(site.output, range(1))
    add_cover(site.output, 0, cover((90, 20, 20)))
    (site.output / "feeds").mkdir()
    for name in ("read_bytes", "iterdir"):
        monkeypatch.setattr(Path, name, _refused(getattr(Path, name), what))
    with pytest.raises(WriteError, match=what):
        write_site(site)


def _refused(real: Callable[[Path], object], what: str) -> Callable[[Path], object]:
    def refused(path: Path) -> object:
        if path.name == what:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    return refused


def test_what_a_person_put_beside_the_sites_files_stays(site: SiteConfiguration, tmp_path: Path) -> None:
    lay(site.output, range(1))
    write_site(site)
    note, index = site.output / "index.files" / "메모.txt", site.output / "index.files" / "search.ko.json"
    note.write_text("mine", "utf-8")
    index.write_text("{}", "utf-8")
    add_cover(site.output, 0, cover((1, 2, 3)))
    lay(site.output, [1])
    assert [notice.code for notice in write_site(site)] == [STOPPED]
    assert (note.read_text("utf-8"), index.read_text("utf-8")) == ("mine", "{}")
    lay_out(tmp_path / "site", site)
    assert not (tmp_path / "site" / "index.files" / "메모.txt").exists()


def test_hosts_get_what_the_sites_pages_need(site: SiteConfiguration, tmp_path: Path) -> None:
    lay(site.output, range(1))
    add_cover(site.output, 0, cover((1, 2, 3)))
    write_site(site)
    lay_out(tmp_path / "site", site)
    laid = {path.name for path in (tmp_path / "site" / "index.files").iterdir()}
    assert laid == {*small_covers(site.output), "search.ko.json", "search.ko.json.gz"}


def test_the_same_articles_give_the_same_bytes(site: SiteConfiguration) -> None:
    lay(site.output, range(30))
    add_cover(site.output, 0, cover((9, 9, 9)))
    write_site(site)
    files = [path for path in site.output.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    for path in (*site.output.glob("*.html"), *(site.output / "index.files").iterdir()):
        path.unlink()
    write_site(site)
    assert {path: path.read_bytes() for path in files} == before


@pytest.mark.parametrize("name", ["page", "index-2", "index-2.html", "색인-2.html", "ko.html", "index.files"])
def test_no_article_takes_a_pages_name(name: str) -> None:
    called = slug(name, "article")
    assert called not in RESERVED
    assert not SITE_PAGE.fullmatch(called)
    assert called != SITE_FILES


@pytest.mark.parametrize("tag", languages())
def test_the_pages_of_every_language_are_known_by_their_names(tag: str) -> None:
    assert SITE_PAGE.fullmatch(f"{tag}.html")
    assert SITE_PAGE.fullmatch(f"{tag}-12.html")
