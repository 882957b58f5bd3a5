"""A run that is killed when editions lie in their places and nothing names them yet leaves each with its page."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.document.report import Report

ROOT = Path(__file__).parents[1]
DATE = "---\ndate: 2024-05-01\nlang: ko\n---\n\n"
ARTICLE = f"{DATE}# 강을 건너는 다리\n\n강물이 크게 올랐다.\n\n![배 한 척](배.png)\n"
CORRECTED = ARTICLE.replace("크게", "조금")
KILLED = """
import os, signal, sys
from importlib import import_module

module, name = sys.argv[1].split(":")
setattr(import_module(module), name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))

import cli
cli.main(["publish", "다리.md", "--to", "zh-Hans"])
"""
AFTER_ONE, AFTER_ALL = "pipeline.app.edition:mark_made", "pipeline.app.article_run:report_article"
"""What is called when the first edition was put in its place, and when the last one was."""


def written(folder: Path, text: str) -> Path:
    """The article with its picture."""
    folder.mkdir(exist_ok=True)
    (folder / "배.png").write_bytes(
        (ROOT / "tests/readers/cases/markdown-japanese/in/bridge.png").read_bytes()
    )
    article = folder / "다리.md"
    article.write_text(text, "utf-8")
    return article


def killed(folder: Path, moment: str, environment: Mapping[str, str]) -> None:
    """Publish the article in `folder` until `moment`."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, moment],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def editions(folder: Path) -> list[str]:
    """The languages of the editions that lie there."""
    return sorted(path.parent.name for path in folder.glob("output/다리/*/*.epub"))


def leads_nowhere(folder: Path) -> list[str]:
    """Files of the article that pages of editions name, and that are not there: links, recordings and pictures; the
    site's page, which a run writes at its end, excepted."""
    pages = folder.glob("output/다리/*/index.html")
    named = (
        (page, unquote(match[1]).partition("?")[0])
        for page in pages
        for match in re.finditer(r'(?:href|src)="([^":#]+)["#]', page.read_text("utf-8"))
    )
    below = [(page, name) for page, name in named if name != "../../index.html"]
    assert below
    return [f"{page.parent.name}: {name}" for page, name in below if not (page.parent / name).is_file()]


def named_by(page: Path) -> list[str]:
    """The languages of the editions that a page of the article or of the site leads to."""
    return sorted(set(re.findall(r'href="(?:[^"/]+/)?([\w-]+)/index\.html"', page.read_text("utf-8"))))


def files(folder: Path) -> Mapping[str, bytes]:
    """All of the output."""
    found = (path for path in (folder / "output").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "there"), [(AFTER_ONE, ["ko"]), (AFTER_ALL, ["ko", "zh-Hans"])], ids=["one", "all"]
)
def test_an_edition_lies_there_with_its_page_though_the_run_is_killed_before_its_report(
    tmp_path: Path,
    moment: str,
    there: list[str],
    published: Callable[..., Report],
    environment_in: Callable[..., dict[str, str]],
) -> None:
    folder = tmp_path / "killed"
    article = written(folder, ARTICLE)
    killed(folder, moment, environment_in(folder))
    assert editions(folder) == there
    assert [tag for tag in there if not (folder / "output" / "다리" / tag / "index.html").is_file()] == []
    assert leads_nowhere(folder) == []
    assert named_by(folder / "output" / "다리" / "index.html") == there
    published(folder, article, to=("zh-Hans",))
    whole = tmp_path / "whole"
    published(whole, written(whole, ARTICLE), to=("zh-Hans",))
    assert files(folder) == files(whole)


@pytest.mark.slow
def test_a_corrected_edition_never_lies_there_without_its_page(
    tmp_path: Path, published: Callable[..., Report], environment_in: Callable[..., dict[str, str]]
) -> None:
    published(tmp_path, written(tmp_path, ARTICLE), to=("zh-Hans",))
    written(tmp_path, CORRECTED)
    killed(tmp_path, AFTER_ONE, environment_in(tmp_path))
    page = (tmp_path / "output" / "다리" / "ko" / "index.html").read_text("utf-8")
    assert "강물이 조금 올랐다." in page
    assert 'href="../zh-Hans/index.html"' in page
    assert leads_nowhere(tmp_path) == []


@pytest.mark.slow
def test_what_a_killed_run_published_is_on_the_site_when_anything_else_is_published(
    tmp_path: Path, published: Callable[..., Report], environment_in: Callable[..., dict[str, str]]
) -> None:
    written(tmp_path, ARTICLE)
    killed(tmp_path, AFTER_ONE, environment_in(tmp_path))
    other = tmp_path / "other.md"
    other.write_text(f"{DATE}# 다른 소식\n\n비가 그쳤다.\n", "utf-8")
    published(tmp_path, other, to=())
    assert "강을 건너는 다리" in (tmp_path / "output" / "index.html").read_text("utf-8")
