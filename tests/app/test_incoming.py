"""What a feed or a queue brings: each article is its own trouble, keeps its name, and is moved when it is through."""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from pipeline.app.article_folders import belonging_to
from pipeline.app.article_queue import ArticleQueue
from pipeline.app.article_run import ArticleRun
from pipeline.app.incoming import Incoming, publish_incoming
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Progress, Published
from pipeline.document.report import FailedArticle, Report
from pipeline.errors import ArticleMissing, InUse, SettingsError

Run = Callable[..., CompletedProcess[str]]
SENTENCE = "강물이 어제 크게 올라서 마을 사람들은 다리를 건너지 못하고 오래 기다렸다. "
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>소식</title>{items}</channel></rss>"""


def item(title: str, address: str, day: int = 30, text: str = SENTENCE * 12) -> str:
    return (
        f"<item><title>{title}</title><link>https://example.org/{address}</link>"
        f"<pubDate>{day} Nov 2026 09:00:00 +0900</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
    )


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def feed(tmp_path: Path) -> Callable[..., str]:
    def write(*items: str) -> str:
        path = tmp_path / "feed.xml"
        path.write_text(RSS.format(items="".join(items)), "utf-8")
        return str(path)

    return write


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    folder = tmp_path / "queue"
    folder.mkdir()
    return folder


def article(path: Path, text: str = "우물이 말랐다.", **front: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}: {value}\n" for name, value in front.items())
    path.write_text(f"---\nlang: ko\n{lines}---\n# {path.stem}\n\n{text}\n", "utf-8")
    return path


def published(incoming: Incoming, settings: Settings, progress: Progress) -> list[Report | FailedArticle]:
    with closing(publish_incoming(incoming, settings, progress)) as results:
        return list(results)


def slugs(results: list[Report | FailedArticle]) -> list[str]:
    return [each.slug if isinstance(each, Report) else f"! {each.place}" for each in results]


def holding(folder: Path) -> set[str]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if not path.name.endswith(".lock")}


def test_an_item_keeps_its_name_when_its_title_changes(
    feed: Callable[..., str], settings: Settings, silent: Progress
) -> None:
    published(Incoming(feeds=[feed(item("강물이 높다", "1"))]), settings, silent)
    [report] = published(Incoming(feeds=[feed(item("강물이 낮다", "1"))]), settings, silent)
    assert isinstance(report, Report)
    assert (report.slug, report.title) == ("강물이-높다", "강물이 낮다")


def test_items_of_one_title_are_articles_of_their_own(
    feed: Callable[..., str], settings: Settings, silent: Progress
) -> None:
    items = [
        item("주간 소식", str(n), day, f"{SENTENCE * 12}{n}번째.") for n, day in ((1, 30), (2, 29), (3, 29))
    ]
    first = slugs(published(Incoming(feeds=[feed(*items)]), settings, silent))
    assert first[:2] == ["주간-소식", "주간-소식-2026-11-29"]
    assert len(set(first)) == 3
    assert slugs(published(Incoming(feeds=[feed(*reversed(items))]), settings, silent)) == first[::-1]


def test_what_cannot_be_published_is_one_result_among_others(
    feed: Callable[..., str], settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    bare = "<item><title>페이지</title><link>https://example.org/page</link></item>"
    missing = str(tmp_path / "none.xml")
    incoming = Incoming([str(article(tmp_path / "우물.md"))], [missing, feed(bare, item("강물", "1"))])
    assert slugs(published(incoming, settings, silent)) == [
        f"! {missing}", "! https://example.org/page", "강물", "우물",
    ]  # fmt: skip
    site = (settings.output / "index.html").read_text("utf-8")
    assert "강물" in site
    assert "우물" in site


def test_the_newest_article_of_a_queue_comes_first_and_all_are_moved(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "옛날.md", date="2020-01-02")
    article(queue / "오늘.md", date="2026-11-30")
    article(queue / "작년.md", date="2025-06-01")
    (queue / "빈 글.md").write_text("\n", "utf-8")
    results = slugs(published(Incoming(queue=queue), settings, silent))
    assert [each for each in results if not each.startswith("!")] == ["오늘", "작년", "옛날"]
    assert holding(queue) == {
        *(f"done/{name}{ending}" for name in ("오늘", "작년", "옛날") for ending in (".md", ".report.json")),
        *("failed/빈 글.md", "failed/빈 글.report.json"),
    }
    assert json.loads((queue / "failed/빈 글.report.json").read_text("utf-8"))["exit_code"] == 14
    assert json.loads((queue / "done/오늘.report.json").read_text("utf-8"))["slug"] == "오늘"


class Adding(Progress):
    """Somebody puts an article into the queue when the first one is published."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_done = False

    def tell(self, event: Event) -> None:
        if isinstance(event, Published) and not self._is_done:
            self._is_done = True
            self.change()

    def change(self) -> None:
        article(self._path, date="2027-01-01")


def test_what_is_put_into_a_queue_meanwhile_overtakes_the_archive(queue: Path, settings: Settings) -> None:
    for year in range(2000, 2008):
        article(queue / f"{year}.md", f"{year}년에 우물이 말랐다.", date=f"{year}-01-01")
    results = slugs(published(Incoming(queue=queue), settings, Adding(queue / "속보.md")))
    assert results.index("속보") < results.index("2000")
    assert len(results) == 9


def test_an_article_goes_with_its_translations_or_in_its_folder(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "우물.md")
    (queue / "우물.es.md").write_text("# El pozo\n", "utf-8")
    (queue / "plan.pdf").write_bytes(b"%PDF")
    article(queue / "우물.v2.md", "우물에 물이 있다.")
    article(queue / "다리" / "다리.md")
    (queue / "다리" / "bridge.png").write_bytes(b"png")
    published(Incoming(queue=queue), settings, silent)
    assert {name for name in holding(queue) if not name.endswith(".report.json")} == {
        *("done/우물.md", "done/우물.es.md", "done/우물.v2.md", "done/다리/다리.md", "done/다리/bridge.png"),
        "plan.pdf",
    }


def test_a_corrected_article_is_the_same_one_and_the_earlier_file_stays(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    for text in ("우물이 말랐다.", "우물에 물이 있다."):
        article(queue / "우물.md", text)
        assert slugs(published(Incoming(queue=queue), settings, silent)) == ["우물"]
    assert "말랐다" in (queue / "done/우물.md").read_text("utf-8")
    assert "물이 있다" in (queue / "done/우물 (2).md").read_text("utf-8")
    assert (queue / "done/우물 (2).report.json").is_file()


class Changing(Adding):
    """Somebody corrects the article while it is being published."""

    def change(self) -> None:
        article(self._path, "우물이 넷 있다.")


def test_an_article_that_is_changed_meanwhile_is_published_as_it_is_in_the_end(
    queue: Path, settings: Settings
) -> None:
    results = published(Incoming(queue=queue), settings, Changing(article(queue / "우물.md")))
    assert slugs(results) == ["우물", "우물"]
    assert "넷" in (settings.output / "우물" / "ko" / "index.html").read_text("utf-8")
    assert holding(queue) == {"done/우물.md", "done/우물.report.json"}


class AddingBeside(Adding):
    """Somebody puts something beside the article, or into its folder, while it is being published."""

    def __init__(self, path: Path, more: Path) -> None:
        super().__init__(path)
        self._more = more

    def change(self) -> None:
        article(self._more, "El pozo se secó.")


@pytest.mark.parametrize(("name", "more"), [("우물.md", "우물.es.md"), ("水井/水井.md", "水井/桥.md")])
def test_what_is_put_beside_an_article_meanwhile_is_not_put_aside_unpublished(
    name: str, more: str, queue: Path, settings: Settings
) -> None:
    adding = AddingBeside(article(queue / name), queue / more)
    results = published(Incoming(queue=queue), replace(settings, to=("es",)), adding)
    assert len(results) == (2 if "/" not in name else 3)
    assert {each for each in holding(queue) if not each.endswith(".report.json")} == {
        f"done/{name}",
        f"done/{more}",
    }


def test_an_article_that_comes_again_with_its_earlier_report_keeps_that_too(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "우물.md")
    (queue / "우물.report.json").write_text("earlier", "utf-8")
    published(Incoming(queue=queue), settings, silent)
    assert holding(queue) == {"done/우물.md", "done/우물.report.json", "done/우물 (2).report.json"}
    assert (queue / "done/우물.report.json").read_text("utf-8") == "earlier"


@pytest.mark.parametrize("name", ["가" * 84 + ".md", "깨진\udcff.md", "\x1b[31m붉은\n우물.md"])
def test_an_article_with_an_odd_name_harms_no_other(
    name: str, queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "다리.md", date="2020-01-01")
    article(queue / "odd.md").rename(queue / name)
    results = published(Incoming(queue=queue), settings, silent)
    assert [type(each) for each in results] == [Report, Report]
    assert not list(queue.glob("*.md"))
    assert len(list((queue / "done").iterdir())) == 4


def test_a_bug_over_one_article_lets_the_others_be_published(
    queue: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = ArticleRun.begin

    def failing(run: ArticleRun, moved: bool) -> None:
        if run.job.slug == "우물":
            raise ValueError("a bug")
        begin(run, moved)

    monkeypatch.setattr(ArticleRun, "begin", failing)
    article(queue / "우물.md", date="2026-01-01")
    article(queue / "다리.md", date="2020-01-01")
    results = published(Incoming(queue=queue), settings, silent)
    assert slugs(results) == [f"! {queue / '우물.md'}", "다리"]
    assert (queue / "failed/우물.md").is_file()


def test_the_site_names_what_was_published_when_the_last_article_cannot_be_finished(
    queue: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = ArticleRun.finish

    def failing(run: ArticleRun) -> Report:
        if run.job.slug == "다리":
            raise ValueError("a bug")
        return finish(run)

    monkeypatch.setattr(ArticleRun, "finish", failing)
    article(queue / "우물.md", date="2026-01-01")
    article(queue / "다리.md", date="2020-01-01")
    results = published(Incoming(queue=queue), settings, silent)
    assert slugs(results) == ["우물", f"! {queue / '다리.md'}"]
    assert "우물" in (settings.output / "index.html").read_text("utf-8")


def test_a_link_in_a_circle_harms_nobody(queue: Path, settings: Settings, silent: Progress) -> None:
    article(queue / "우물.md")
    (queue / "loop.md").symlink_to("loop.md")
    assert slugs(published(Incoming(queue=queue), settings, silent)) == ["우물"]


def test_a_link_that_is_moved_goes_on_leading_where_it_led(
    queue: Path, tmp_path: Path, settings: Settings, silent: Progress
) -> None:
    article(tmp_path / "elsewhere" / "우물.md")
    (queue / "우물.md").symlink_to("../elsewhere/우물.md")
    published(Incoming(queue=queue), settings, silent)
    assert "말랐다" in (queue / "done/우물.md").read_text("utf-8")


def test_where_nothing_can_be_moved_nothing_is_published(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "우물.md")
    (queue / "done").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="done is no folder"):
        published(Incoming(queue=queue), settings, silent)
    assert not settings.output.exists()


def test_an_item_whose_title_is_a_name_of_our_own_folders_gets_another(
    feed: Callable[..., str], settings: Settings, silent: Progress
) -> None:
    [report] = published(Incoming(feeds=[feed(item("Feeds", "1"))]), settings, silent)
    assert isinstance(report, Report)
    assert report.slug == "feeds-2026-11-30"


def test_a_feed_at_an_address_that_is_never_asked_harms_no_queue(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "우물.md")
    results = published(Incoming(feeds=["ftp://feeds.example/소식"], queue=queue), settings, silent)
    assert slugs(results) == ["! ftp://feeds.example/소식", "우물"]


def test_what_is_no_feed_is_one_result_among_others(
    tmp_path: Path, feed: Callable[..., str], settings: Settings, silent: Progress
) -> None:
    path = tmp_path / "소식.xml"
    path.write_text("<wells><item>井干了。</item></wells>", "utf-8")
    named = str(article(tmp_path / "우물.md"))
    results = published(Incoming([named], [str(path), feed(item("강물", "1"))]), settings, silent)
    assert slugs(results) == [f"! {path}", "강물", "우물"]


def test_what_belongs_to_another_article_stays_with_it(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    for name in ("우물.md", "우물.2026.md"):
        article(queue / name)
    (queue / "우물.2026.notes.txt~").write_text("", "utf-8")
    (queue / "우물.2026.es.xlf").write_text("", "utf-8")
    assert belonging_to(queue / "우물.md") == ()
    assert {each.name for each in belonging_to(queue / "우물.2026.md")} >= {"우물.2026.es.xlf"}
    article(queue / "우물.2026.txt")
    assert belonging_to(queue / "우물.2026.md") == ()


def test_an_edition_that_is_missing_leaves_its_article_among_the_failed(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    article(queue / "우물.md")
    published(Incoming(queue=queue), replace(settings, to=("es",), translator="firefox"), silent)
    report = json.loads((queue / "failed/우물.report.json").read_text("utf-8"))
    assert [each["language"] for each in report["editions"] if each["status"] == "failed"] == ["es"]


def test_an_item_of_two_feeds_is_one_article_and_equal_titles_are_told_apart(
    feed: Callable[..., str], settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    first = Path(feed(item("강물", "1"), item("우물", "2"))).rename(tmp_path / "first.xml")
    second = feed(item("강물", "1"), item("우물", "3", text=SENTENCE * 13))
    results = slugs(published(Incoming(feeds=[str(first), second]), settings, silent))
    assert results == ["강물", "우물", "우물-2026-11-30"]


@pytest.mark.parametrize("kept", ["output", "publish.toml", ".git"])
def test_a_folder_in_which_somebody_works_is_no_queue(
    queue: Path, settings: Settings, silent: Progress, kept: str
) -> None:
    article(queue / kept / "우물.md")
    with pytest.raises(SettingsError, match="moved"):
        published(Incoming(queue=queue), replace(settings, output=queue / "output"), silent)
    assert holding(queue) == {f"{kept}/우물.md"}


def test_two_runs_do_not_share_a_queue_whatever_their_stores(
    queue: Path, settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    article(queue / "우물.md")
    other = replace(settings, store=tmp_path / "another")
    with ArticleQueue(queue, other).alone(), pytest.raises(InUse):
        published(Incoming(queue=queue), settings, silent)
    assert holding(queue) == {"우물.md"}


def test_a_folder_in_the_queue_that_cannot_be_looked_into_is_named(
    queue: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(queue / "닫힘" / "우물.md")
    article(queue / "다리.md")
    really = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "닫힘":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    results = published(Incoming(queue=queue), settings, silent)
    assert set(slugs(results)) == {"다리", f"! {queue / '닫힘'}"}
    assert (queue / "failed" / "닫힘" / "우물.md").is_file()


def test_a_name_for_one_article_and_a_queue_that_is_not_there_are_refused(
    queue: Path, settings: Settings, silent: Progress
) -> None:
    with pytest.raises(SettingsError, match="--slug"):
        published(Incoming(queue=queue), replace(settings, slug="news"), silent)
    with pytest.raises(ArticleMissing, match="no folder"):
        published(Incoming(queue=queue / "none"), settings, silent)


def test_a_run_of_several_articles_is_summed_up(
    run: Run, environment: Mapping[str, str], queue: Path, tmp_path: Path
) -> None:
    article(queue / "우물.md")
    (queue / "빈.md").write_text("\n", "utf-8")
    done = run(environment, "publish", "--queue", queue, "--to", "es", "--json")
    assert done.returncode == 14
    last = json.loads(done.stdout.splitlines()[-1])
    assert (last["event"], last["articles"], last["whole"], last["failed"]) == ("run", 2, 1, 1)
    assert [each["exit_code"] for each in last["not_whole"]] == [14]
    assert "빈.md" in done.stderr
    for name in ("하나", "둘"):
        article(tmp_path / "articles" / f"{name}.md", f"{name}이다.")
    done = run(environment, "publish", tmp_path / "articles", "--to", "es")
    assert done.stdout.splitlines()[-1].startswith("2 articles in ")
    assert run(environment, "publish", "--queue", queue, "--plan").returncode == 2
    assert run(environment, "publish").returncode == 2
