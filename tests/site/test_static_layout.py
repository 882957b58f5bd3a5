"""The laid out folder holds what readers need, and can be laid out again."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import EditionMissing, NotOurs, SettingsError
from pipeline.infra.ownership import Ledger, digest_of
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.static_layout import lay_out, needs


@pytest.fixture
def site(tmp_path: Path) -> SiteConfiguration:
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
    return SiteConfiguration(output=output, base_url="https://news.example/site/")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_readers_get_pages_sound_and_feeds_and_not_what_editors_need(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    lay_out(tmp_path / "site", site)
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


def test_every_text_lies_packed_beside_itself(site: SiteConfiguration, tmp_path: Path) -> None:
    lay_out(tmp_path / "site", site)
    page = tmp_path / "site" / "마을" / "ko" / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert not list((tmp_path / "site").rglob("*.mp3.gz"))


def test_the_sitemap_names_every_page_with_its_languages(site: SiteConfiguration, tmp_path: Path) -> None:
    lay_out(tmp_path / "site", site)
    text = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert text.count("<loc>") == 4
    assert "<loc>https://news.example/site/%EB%A7%88%EC%9D%84/ko/</loc>" in text
    assert 'hreflang="zh-Hans" href="https://news.example/site/%EB%A7%88%EC%9D%84/zh-Hans/"' in text
    robots = (tmp_path / "site" / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://news.example/site/sitemap.xml" in robots


def test_laid_out_again_nothing_is_written_and_what_is_gone_goes(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    first = lay_out(target, site)
    assert first.written == first.files
    (target / "CNAME").write_text("news.example", "utf-8")
    again = lay_out(target, site)
    assert (again.written, again.removed) == (0, 0)
    (site.output / "마을" / "zh-Hans" / "sections" / "01.mp3").unlink()
    assert lay_out(target, site).removed == 1
    assert "마을/zh-Hans/sections/01.mp3" not in names(target)
    assert (target / "CNAME").read_text("utf-8") == "news.example"


@pytest.mark.parametrize(
    "data",
    ['["../precious.txt", "{outside}", 7]', '{{"files": {{"../precious.txt": "", "{outside}": ""}}}}', "{{"],
)
def test_a_list_that_somebody_changed_leads_out_of_nowhere(
    data: str, site: SiteConfiguration, tmp_path: Path
) -> None:
    outside = tmp_path / "precious.txt"
    outside.write_text("mine", "utf-8")
    target = tmp_path / "site"
    lay_out(target, site)
    (target / ".manyvoices.json").write_text(data.format(outside=outside), "utf-8")
    lay_out(target, site)
    assert outside.read_text("utf-8") == "mine"


STRANGE = ("index.html", "robots.txt", "sitemap.xml", "_headers", "feeds/ko.xml", "마을/ko/마을.ko.mp3")


def test_nothing_of_a_strangers_folder_is_replaced_and_nothing_is_laid_into_it(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    for name in STRANGE:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text("mine", "utf-8")
    with pytest.raises(NotOurs, match=r"index\.html") as refused:
        lay_out(target, site)
    assert all(way in refused.value.advice for way in ("--target", "move it away", "--replace"))
    assert names(target) == set(STRANGE)
    assert {(target / name).read_text("utf-8") for name in STRANGE} == {"mine"}
    laid = lay_out(target, replace(site, replace=True))
    assert len(laid.notices) == len(STRANGE)
    for name in STRANGE:
        path = target / name
        assert path.with_name(f"{path.stem}.kept{path.suffix}").read_text("utf-8") == "mine"
        assert path.read_text("utf-8") != "mine"
    assert lay_out(target, site).written == 0


def test_what_was_changed_in_a_laid_out_folder_stays(site: SiteConfiguration, tmp_path: Path) -> None:
    target = tmp_path / "site"
    lay_out(target, site)
    for name in ("robots.txt", "마을/zh-Hans/sections/01.mp3"):
        (target / name).write_text("mine", "utf-8")
    with pytest.raises(NotOurs, match=r"robots\.txt"):
        lay_out(target, site)
    (target / "robots.txt").unlink()
    (site.output / "마을" / "zh-Hans" / "sections" / "01.mp3").unlink()
    laid = lay_out(target, site)
    assert laid.stayed == (target / "마을/zh-Hans/sections/01.mp3",)
    assert laid.stayed[0].read_text("utf-8") == "mine"


def test_a_folder_that_an_earlier_version_laid_out_is_ours(site: SiteConfiguration, tmp_path: Path) -> None:
    target = tmp_path / "site"
    lay_out(target, site)
    (target / ".manyvoices.json").write_text(json.dumps(sorted(names(target))), "utf-8")
    (site.output / "마을" / "zh-Hans" / "sections" / "01.mp3").unlink()
    (site.output / "index.html").write_text("<title>all of it</title>", "utf-8")
    assert lay_out(target, site).removed == 1
    assert (target / "index.html").read_text("utf-8") == "<title>all of it</title>"


def test_drafts_that_lie_among_what_is_published_are_not_for_the_web(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    drafts = [site.output / "마을" / name for name in ("ko.kept/초고.md", "ko/notes.txt", "plan.md")]
    drafts.append(site.output / "feeds" / "ko.kept.xml")
    for path in drafts:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", "utf-8")
    sound = site.output / "feeds" / "sound" / "마을.ko.0123abcd.mp3"
    sound.parent.mkdir()
    sound.write_bytes(b"sound")
    laid = lay_out(tmp_path / "site", site)
    assert set(laid.left) == set(drafts)
    found = names(tmp_path / "site")
    assert not [name for name in found if "kept" in name or name.endswith((".md", "notes.txt"))]
    assert "feeds/sound/마을.ko.0123abcd.mp3" in found


def test_a_target_within_the_output_and_an_empty_output_are_refused(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="lies within"):
        lay_out(site.output / "site", site)
    with pytest.raises(EditionMissing, match="Nothing is published"):
        lay_out(tmp_path / "site", SiteConfiguration(output=tmp_path / "nowhere"))


def test_what_the_host_must_answer_is_said() -> None:
    assert "206" in needs()[0]
    assert any("offline.js" in need and "HTTPS" in need for need in needs())


FEED = (
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>우물</title>'
    '<atom:link rel="self" href="{}/feeds/ko.xml"/></channel></rss>'
)


def with_feed(site: SiteConfiguration, address: str) -> None:
    path = site.output / "feeds" / "ko.xml"
    path.write_text(FEED.format(address), "utf-8")
    Ledger(path.parent).settle({path.name: digest_of(path)})


def test_a_site_without_an_address_stands_where_its_feeds_say(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    with_feed(site, "https://news.example/%EB%A7%88%EC%9D%84")
    laid = lay_out(tmp_path / "site", replace(site, base_url=""))
    assert (
        "https://news.example/%EB%A7%88%EC%9D%84/sitemap.xml"
        in (tmp_path / "site" / "robots.txt").read_text()
    )
    assert [(notice.code, notice.level) for notice in laid.notices] == [("site.address", "info")]


def test_a_site_and_feeds_of_different_addresses_are_told(site: SiteConfiguration, tmp_path: Path) -> None:
    with_feed(site, "https://old.example/site")
    (notice,) = lay_out(tmp_path / "site", site).notices
    assert notice.level == "warning"
    assert "https://old.example/site" in notice.text
    assert "feed --base-url https://news.example/site" in notice.text
    with_feed(site, "https://news.example/site")
    assert lay_out(tmp_path / "site", site).notices == ()


def test_an_address_that_is_none_is_refused_as_by_the_feeds(site: SiteConfiguration, tmp_path: Path) -> None:
    for address in ("news.example", "https://news.example/?a=b"):
        with pytest.raises(SettingsError, match="base_url"):
            lay_out(tmp_path / "site", replace(site, base_url=address))
