"""The laid out folder holds what readers need, and can be laid out again."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.errors import EditionMissing, SettingsError
from pipeline.ownership import Ledger, digest_of
from pipeline.settings import Settings
from pipeline.site import lay_out, needs


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    output = tmp_path / "output"
    for language in ("ko", "zh-Hans"):
        edition = output / "마을" / language
        (edition / "sections").mkdir(parents=True)
        (edition / "index.html").write_text(f"<title>{language}</title>", "utf-8")
        (edition / f"마을.{language}.mp3").write_bytes(b"sound")
        (edition / "sections" / "01.mp3").write_bytes(b"part")
    (output / "마을" / "index.html").write_text("<title>마을</title>", "utf-8")
    (output / "마을" / "report.json").write_text("{}", "utf-8")
    (output / "index.html").write_text("<title>all</title>", "utf-8")
    (output / "feeds").mkdir()
    (output / "feeds" / "ko.xml").write_text("<rss/>", "utf-8")
    for folder in (output / "마을", output / "feeds"):
        there = [path for path in folder.rglob("*") if path.is_file()]
        Ledger(folder).settle({path.relative_to(folder).as_posix(): digest_of(path) for path in there})
    (output / "notes.txt").write_text("not published", "utf-8")
    (output / ".half").mkdir()
    return Settings(output=output, base_url="https://news.example/site/")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_readers_get_pages_sound_and_feeds_and_not_what_editors_need(
    settings: Settings, tmp_path: Path
) -> None:
    lay_out(tmp_path / "site", settings)
    found = names(tmp_path / "site")
    assert {
        "index.html",
        "feeds/ko.xml",
        "마을/index.html",
        "마을/ko/마을.ko.mp3",
        "마을/ko/sections/01.mp3",
    } <= found
    assert {".nojekyll", "robots.txt", "sitemap.xml", "_headers"} <= found
    assert not [name for name in found if name.endswith(("report.json", "notes.txt", "report.json.gz"))]


def test_every_text_lies_packed_beside_itself(settings: Settings, tmp_path: Path) -> None:
    lay_out(tmp_path / "site", settings)
    page = tmp_path / "site" / "마을" / "ko" / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert not list((tmp_path / "site").rglob("*.mp3.gz"))


def test_the_sitemap_names_every_page_with_its_languages(settings: Settings, tmp_path: Path) -> None:
    lay_out(tmp_path / "site", settings)
    text = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert text.count("<loc>") == 4
    assert "<loc>https://news.example/site/%EB%A7%88%EC%9D%84/ko/</loc>" in text
    assert 'hreflang="zh-Hans" href="https://news.example/site/%EB%A7%88%EC%9D%84/zh-Hans/"' in text
    robots = (tmp_path / "site" / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://news.example/site/sitemap.xml" in robots


def test_laid_out_again_nothing_is_written_and_what_is_gone_goes(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "site"
    first = lay_out(target, settings)
    assert first.written == first.files
    (target / "CNAME").write_text("news.example", "utf-8")
    again = lay_out(target, settings)
    assert (again.written, again.removed) == (0, 0)
    (settings.output / "마을" / "zh-Hans" / "sections" / "01.mp3").unlink()
    assert lay_out(target, settings).removed == 1
    assert "마을/zh-Hans/sections/01.mp3" not in names(target)
    assert (target / "CNAME").read_text("utf-8") == "news.example"


def test_a_list_that_somebody_changed_leads_out_of_nowhere(settings: Settings, tmp_path: Path) -> None:
    outside = tmp_path / "precious.txt"
    outside.write_text("mine", "utf-8")
    target = tmp_path / "site"
    lay_out(target, settings)
    (target / ".manyvoices.json").write_text(json.dumps(["../precious.txt", str(outside), 7]), "utf-8")
    lay_out(target, settings)
    assert outside.read_text("utf-8") == "mine"


def test_a_target_within_the_output_and_an_empty_output_are_refused(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="lies within"):
        lay_out(settings.output / "site", settings)
    with pytest.raises(EditionMissing, match="Nothing is published"):
        lay_out(tmp_path / "site", Settings(output=tmp_path / "nowhere"))


def test_what_the_host_must_answer_is_said() -> None:
    assert "206" in needs()[0]
