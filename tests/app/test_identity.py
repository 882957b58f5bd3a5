"""An article is known by more than its file's name: two of one name never take each other's place."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.app import identity
from pipeline.app import publish as publishing
from pipeline.app.expected_names import ExpectedNames
from pipeline.app.identity import Identity
from pipeline.app.job import Job, read_job
from pipeline.app.publish import publish, publish_all
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.report import Report
from pipeline.errors import NameTaken, SettingsError
from pipeline.infra.ownership import RECORD, stated_about
from pipeline.readers import Place, place

Run = Callable[..., subprocess.CompletedProcess[str]]
SPRING = "# 봄 소식\n\n다리가 열렸다. 두 사람이 건넜다. 강물은 낮았다. 배는 떠났다. 비가 그쳤다.\n"
SUMMER = "# 여름 소식\n\n우물이 말랐다. 마을은 물을 나른다. 길은 멀다. 아이들도 나른다. 비는 오지 않는다.\n"
Publish = Callable[..., Report]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was made once is not made anew for each test."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def settings(tmp_path: Path, store: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path, store=store)


@pytest.fixture
def publish_here(settings: Settings, silent: Progress) -> Publish:
    def run(path: Path, *, moved: bool = False, **options: object) -> Report:
        report = publish(path, replace(settings, **options), silent, moved=moved)
        assert report.failed == ()
        return report

    return run


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def holding(folder: Path) -> Mapping[str, bytes]:
    there = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in there}


def test_another_article_of_the_same_name_is_refused_with_the_ways_out(
    publish_here: Publish, settings: Settings, tmp_path: Path
) -> None:
    publish_here(written(tmp_path / "q1/news.md", SPRING))
    before = holding(settings.output)
    with pytest.raises(NameTaken) as refused:
        publish_here(written(tmp_path / "q2/news.md", SUMMER))
    assert "봄 소식" in refused.value.message
    assert "q1/news.md" in refused.value.message
    assert "q2/news.md" in refused.value.message
    assert all(way in refused.value.advice for way in ("slug:", "--slug", "remove news", "--moved"))
    assert holding(settings.output) == before


def test_an_article_made_from_the_last_one_is_another_while_that_is_there(
    publish_here: Publish, tmp_path: Path
) -> None:
    publish_here(written(tmp_path / "q1/news.md", SPRING))
    with pytest.raises(NameTaken):
        publish_here(written(tmp_path / "q2/news.md", SPRING.replace("두 사람", "세 사람")))


def test_two_articles_of_one_name_in_one_command_are_refused_before_anything_is_made(
    settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    paths = [written(tmp_path / "q1/news.md", SPRING), written(tmp_path / "q2/news.md", SUMMER)]
    with pytest.raises(NameTaken, match=r"q1/news\.md and .*q2/news\.md"):
        list(publish_all([place(path) for path in paths], settings, silent))
    assert not settings.output.exists()


def test_two_of_a_thousand_that_have_one_name_are_refused_before_anything_is_made(
    settings: Settings, silent: Progress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [written(tmp_path / f"소식 {number}.md", SPRING) for number in range(1000)]
    paths.append(
        written(
            tmp_path / "水井.md", "---\r\nslug: 소식-700\r\nlang: zh\r\n---\r\n# 水井\r\n\r\n水井干了。\r\n"
        )
    )
    reads: list[Path] = []
    monkeypatch.setattr(publishing, "read_job", lambda where, _: reads.append(where))
    with pytest.raises(NameTaken, match=r"소식 700\.md and .*水井\.md"):
        list(publish_all([place(path) for path in paths], settings, silent))
    assert reads == []
    assert not settings.output.exists()


def test_the_first_of_many_articles_is_published_before_the_others_are_read(
    settings: Settings, silent: Progress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [written(tmp_path / f"소식 {number}.md", SPRING) for number in range(100)]
    reads: list[Place] = []
    read = publishing.read_job
    monkeypatch.setattr(publishing, "read_job", lambda where, own: reads.append(where) or read(where, own))
    with closing(publish_all([place(path) for path in paths], settings, silent)) as reports:
        assert next(reports).slug == "소식-0"
    assert len(reads) < 10


@pytest.mark.parametrize(
    "head", ["---\ntitle: 봄\n---\n", "+++\nslug = 'spring'\n+++\n", "", "slug: none\n\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_an_article_will_be_called_is_what_it_is_called_when_it_is_read(
    settings: Settings, tmp_path: Path, head: str, encoding: str
) -> None:
    path = tmp_path / "봄 소식.md"
    path.write_text(f"{head}# 봄\n\n두 사람이 돌아갔다. slug: nothing\n", encoding)
    assert ExpectedNames(settings).of(place(path)).slug == read_job(place(path), settings).slug


def test_two_of_one_name_are_named_although_one_of_them_is_published_already(
    publish_here: Publish, settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    publish_here(written(tmp_path / "q1/소식.md", SPRING))
    (tmp_path / "link").symlink_to(tmp_path / "q1")
    paths = [written(tmp_path / "q2/소식.md", SUMMER), tmp_path / "link/소식.md"]
    with pytest.raises(NameTaken, match=r"q2/소식\.md and .*link/소식\.md"):
        list(publish_all([place(path) for path in paths], settings, silent))


def test_one_slug_for_several_articles_is_refused_before_anything_is_made(
    settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    paths = [written(tmp_path / "봄.md", SPRING), written(tmp_path / "여름.md", SUMMER)]
    with pytest.raises(SettingsError, match="“season” can name one article, and 2 are to be published"):
        list(publish_all([place(path) for path in paths], replace(settings, slug="season"), silent))
    assert not settings.output.exists()


def test_a_name_that_another_has_is_found_before_the_first_article_is_made(
    publish_here: Publish, settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    publish_here(written(tmp_path / "q1/news.md", SPRING))
    before = holding(settings.output)
    paths = [written(tmp_path / "first.md", SPRING), written(tmp_path / "q2/news.md", SUMMER)]
    with pytest.raises(NameTaken):
        list(publish_all([place(path) for path in paths], settings, silent))
    assert holding(settings.output) == before


def test_the_same_file_named_twice_is_one_article(
    settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    path = place(written(tmp_path / "news.md", SPRING))
    assert [report.slug for report in publish_all([path, path], settings, silent)] == ["news"]


def test_front_matter_and_the_command_line_give_an_article_a_name_of_its_own(
    publish_here: Publish, settings: Settings, tmp_path: Path
) -> None:
    publish_here(written(tmp_path / "q1/news.md", SPRING))
    own = written(tmp_path / "q2/news.md", f"---\nslug: News, 여름!\n---\n{SUMMER}")
    report = publish_here(own)
    assert report.slug == "news-여름"
    assert report.notices == ()
    assert (settings.output / "news-여름/ko/news-여름.ko.mp3").is_file()
    assert publish_here(written(tmp_path / "q3/news.md", SUMMER), slug="third").slug == "third"
    assert publish_here(own, slug="fourth").slug == "fourth"


def test_a_name_without_a_letter_is_none(publish_here: Publish, tmp_path: Path) -> None:
    path = written(tmp_path / "news.md", f"---\nslug: '!!'\n---\n{SPRING}")
    report = publish_here(path)
    assert (report.slug, [notice.code for notice in report.notices]) == ("news", ["reading.slug"])
    with pytest.raises(SettingsError, match="no letter"):
        publish_here(path, slug="…")


@pytest.mark.parametrize("slug", ["feeds", "Feeds!"])
def test_a_name_that_the_output_needs_is_no_articles(
    slug: str, publish_here: Publish, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(NameTaken, match="feeds"):
        publish_here(written(tmp_path / f"{slug}.md", SPRING))
    assert not settings.output.exists()


def test_another_working_folder_and_a_link_lead_to_the_same_article(
    publish_here: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "q1/news.md", SPRING)
    publish_here(path)
    monkeypatch.chdir(tmp_path / "q1")
    publish_here(Path("news.md"))
    publish_here(Path("../q1/news.md"), output=Path("../output"))
    (tmp_path / "linked").symlink_to(tmp_path / "q1")
    publish_here(tmp_path / "linked/news.md")
    written(path, SPRING.replace("봄 소식", "봄의 소식").replace("두 사람이", "세 사람이"))
    publish_here(tmp_path / "linked/news.md")


def test_a_file_that_is_rewritten_stays_the_article_that_it_is(publish_here: Publish, tmp_path: Path) -> None:
    publish_here(written(tmp_path / "news.md", SPRING))
    assert publish_here(written(tmp_path / "news.md", SUMMER)).title == "여름 소식"


@pytest.mark.parametrize("what", ["project", "output", "article"])
def test_what_was_moved_is_known_by_its_text(
    what: str, publish_here: Publish, settings: Settings, tmp_path: Path
) -> None:
    path, output = written(tmp_path / "project/news.md", SPRING), tmp_path / "project/output"
    publish_here(path, output=output)
    if what == "project":
        shutil.move(tmp_path / "project", tmp_path / "deep" / "er")
        path, output = tmp_path / "deep/er/news.md", tmp_path / "deep/er/output"
    elif what == "output":
        shutil.move(output, tmp_path / "public")
        output = tmp_path / "public"
    else:
        path = path.rename(tmp_path / "news.md")
    written(path, SPRING.replace("두 사람", "세 사람"))
    publish_here(path, output=output)


def test_another_article_is_refused_although_the_first_ones_file_is_gone(
    publish_here: Publish, tmp_path: Path
) -> None:
    publish_here(first := written(tmp_path / "q1/news.md", SPRING))
    first.unlink()
    other = written(tmp_path / "q2/news.md", SUMMER)
    with pytest.raises(NameTaken):
        publish_here(other)
    publish_here(other, moved=True)
    assert publish_here(other).title == "여름 소식"


def test_what_an_earlier_version_published_is_known_by_its_title(
    publish_here: Publish, settings: Settings, tmp_path: Path
) -> None:
    publish_here(written(tmp_path / "q1/news.md", SPRING))
    for record in settings.output.rglob(RECORD):
        record.unlink()
    with pytest.raises(NameTaken, match="봄 소식"):
        publish_here(written(tmp_path / "q2/news.md", SUMMER))
    publish_here(written(tmp_path / "q1/news.md", SPRING.replace("두 사람", "세 사람")))


def test_an_article_that_gets_another_name_is_told_to_lie_published_twice(
    publish_here: Publish, tmp_path: Path
) -> None:
    publish_here(path := written(tmp_path / "q1/news.md", SPRING))
    report = publish_here(path, slug="spring")
    [twice] = report.notices
    assert twice.code == "publish.twice"
    assert "feed --renamed news spring" in twice.text
    assert "remove news" in twice.text


def test_what_is_typed_is_the_same_article_when_most_of_it_is(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    own = {**environment, "MANYVOICES_TO": ""}
    assert run(own, "publish", "-", typed=SPRING, folder=tmp_path).returncode == 0
    assert (
        run(own, "publish", "-", typed=SPRING.replace("두 사람", "세 사람"), folder=tmp_path).returncode == 0
    )
    other = SUMMER.replace("여름 소식", "봄 소식")
    refused = run(own, "publish", "-", typed=other, folder=tmp_path)
    assert refused.returncode == 6
    assert "--slug" in refused.stderr
    assert run(own, "publish", "-", "--slug", "summer", typed=other, folder=tmp_path).returncode == 0
    assert (tmp_path / "output/summer/ko/summer.ko.epub").is_file()


def test_a_command_line_with_two_articles_of_one_name_ends_with_a_code_of_its_own(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    written(tmp_path / "q1/news.md", SPRING)
    written(tmp_path / "q2/news.md", SUMMER)
    done = run(environment, "publish", "q1/news.md", "q2/news.md", folder=tmp_path)
    assert done.returncode == 6
    assert "slug:" in done.stderr
    assert not (tmp_path / "output").exists()
    one = run(environment, "publish", "q1/news.md", "q2/news.md", "--slug", "both", folder=tmp_path)
    assert one.returncode == 4
    assert "“both” can name one article" in one.stderr


def test_pages_of_one_address_with_other_queries_are_other_articles(tmp_path: Path) -> None:
    settings = Settings(output=tmp_path)
    article = read_job(written(tmp_path / "a.md", SPRING), settings)
    other = read_job(written(tmp_path / "b.md", SUMMER), settings)

    def known(address: str, job: Job = article) -> Identity:
        return Identity.of(replace(job, place=place(address)))

    first = known("https://example.org/news?id=1")
    assert known("https://example.org/news?id=1", other).is_of(first, tmp_path)
    assert not known("https://example.org/news?id=2", other).is_of(first, tmp_path)
    assert known("https://example.org/news?id=1&key=2").is_of(first, tmp_path)
    assert "id=1" not in first.place


def test_what_an_article_is_known_by_does_not_name_the_folders_above(tmp_path: Path) -> None:
    path = written(tmp_path / "q1/news.md", SPRING)
    known = Identity.of(read_job(path, Settings(output=tmp_path / "output")))
    assert known.place == "../q1/news.md"
    assert os.fspath(tmp_path) not in str(known.as_value())


@pytest.mark.parametrize("renamed", [lambda path: path.rename(path.with_name("다리.md")), lambda path: None])
def test_a_renamed_article_is_told_to_lie_published_under_its_old_name_too(
    publish_here: Publish, tmp_path: Path, renamed: Callable[[Path], Path | None]
) -> None:
    path = written(tmp_path / "news.md", SPRING)
    publish_here(written(tmp_path / "other.md", SUMMER))
    publish_here(path, slug="spring")
    moved = renamed(path) or path
    notices = publish_here(moved, slug="bridge").notices
    told = [each for each in notices if each.code == "publish.twice"]
    assert len(told) == 1
    assert "remove spring" in told[0].text
    assert "feed --renamed spring bridge" in told[0].text


def test_of_many_articles_each_ones_record_is_read_once_for_all_others(
    publish_here: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        identity, "stated_about", lambda record: read.append(record.parent.name) or stated_about(record)
    )
    publish_here(written(tmp_path / "spring.md", SPRING))
    read.clear()
    for number, text in enumerate((SUMMER, "# 秋天\n\n河水很低。两个人过了桥。\n", "# 겨울\n\n눈이 왔다.\n")):
        publish_here(written(tmp_path / f"other-{number}.md", text))
    assert read.count("spring") == 1


def test_a_renamed_article_is_known_by_what_it_was_last_though_it_was_another_before(
    publish_here: Publish, tmp_path: Path
) -> None:
    path = written(tmp_path / "news.md", SPRING)
    publish_here(path, slug="first")
    publish_here(written(tmp_path / "other.md", "# 秋天\n\n河水很低。两个人过了桥。\n"))
    publish_here(written(path, SUMMER), slug="first")
    notices = publish_here(path.rename(tmp_path / "여름.md")).notices
    assert [each.code for each in notices] == ["publish.twice"]
