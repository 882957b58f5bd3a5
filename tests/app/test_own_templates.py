"""A newsroom's own templates in a run: what changes in them is followed, and what is wrong in them loses no article."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config.settings import Settings
from pipeline.config.tables import Theme
from pipeline.document.notices import Level
from pipeline.document.report import Report
from pipeline.errors import SettingsError
from pipeline.infra.ownership import RECORD, STOPPED

TEXT = "---\ntitle: 우물이 마르다\ndate: 2024-03-01\nlang: ko\n---\n\n## 하나\n\n물이 없다.\n"
Published = Callable[..., Report]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "우물.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    (tmp_path / "틀" / "부분").mkdir(parents=True)
    return Theme(templates=str(tmp_path / "틀"))


def test_what_a_template_takes_in_from_another_folder_makes_pages_anew_when_it_changes(
    tmp_path: Path,
    article: Path,
    theme: Theme,
    published: Published,
    settings_in: Callable[..., Settings],
) -> None:
    folder = Path(theme.templates)
    (folder / "edition.html").write_text(
        "{% extends 'manyvoices/edition.html' %}{% block footer %}{% include '부분/발.html' %}{% endblock %}",
        "utf-8",
    )
    page = settings_in(tmp_path).output / "우물" / "ko" / "index.html"
    for words in ("두 도시에서 찍음", "세 도시에서 찍어 냄"):
        (folder / "부분" / "발.html").write_text(f"<footer>{words}</footer>", "utf-8")
        published(tmp_path, article, theme=theme)
        assert words in page.read_text("utf-8")


def test_pages_in_a_style_of_ones_own_are_ours_though_their_record_is_lost(
    tmp_path: Path, article: Path, published: Published, settings_in: Callable[..., Settings]
) -> None:
    folder = settings_in(tmp_path).output / "우물"
    theme = Theme(link="#7a0019")
    published(tmp_path, article, theme=theme)
    (folder / RECORD).unlink()
    report = published(tmp_path, article, to=("en",), theme=theme)
    assert STOPPED not in {notice.code for notice in report.notices}
    assert 'href="en/index.html"' in (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["site.html", "feed.html", "article.html", "edition.html", "embed.html", "frame.html"]
)
def test_a_mistake_in_any_template_is_told_before_anything_is_made(
    name: str, tmp_path: Path, article: Path, theme: Theme, published: Published
) -> None:
    (Path(theme.templates) / name).write_text("<p>\n\n{{ 없다 }}", "utf-8")
    with pytest.raises(SettingsError, match=re.escape(f"({name}, line 3): '없다' is undefined")):
        published(tmp_path, article, theme=theme)
    assert not list((tmp_path / "output").rglob("ko"))


def test_a_template_that_only_takes_blocks_of_ours_is_no_mistake(
    tmp_path: Path, article: Path, theme: Theme, published: Published
) -> None:
    for name in ("site", "feed", "article", "edition", "embed", "frame"):
        own = f'{{% extends "manyvoices/{name}.html" %}}{{% block footer %}}우리{{% endblock %}}'
        (Path(theme.templates) / f"{name}.html").write_text(own, "utf-8")
    published(tmp_path, article, theme=theme)


@pytest.mark.parametrize("base_url", ["", "https://news.example"])
def test_a_mistake_that_one_article_alone_shows_in_the_list_loses_it_no_edition(
    base_url: str,
    tmp_path: Path,
    article: Path,
    theme: Theme,
    published: Published,
    settings_in: Callable[..., Settings],
) -> None:
    own = "{% for one in articles %}{% if one.day == '2024년 3월 1일' %}{{ 없다 }}{% endif %}{% endfor %}"
    (Path(theme.templates) / "site.html").write_text(own, "utf-8")
    report = published(tmp_path, article, theme=theme, base_url=base_url)
    assert [edition.language for edition in report.published] == ["ko"]
    [told] = [notice for notice in report.notices if notice.code == "site.settings"]
    assert told.level is Level.ERROR
    assert "(site.html, line 1): '없다' is undefined" in told.text
    assert (settings_in(tmp_path).output / "우물/ko/index.html").is_file()
