"""The guides: every command in them is one, every address is well formed, and what a page shows is there."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import pytest
import yaml
from markdown_it import MarkdownIt

from cli import cli

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("guides/*.md"))]
CALL = re.compile(r"(?:^|\s)(?:cli\.py|(?<!/)manyvoices) (?=[a-z])(.*)")


def parsed(page: Path) -> list[Any]:
    """The tokens of a page, those within paragraphs and cells too."""
    tokens = MarkdownIt().enable("table").parse(page.read_text("utf-8"))
    return [*tokens, *(child for token in tokens for child in token.children or ())]


def calls(page: Path) -> Iterator[tuple[str, bool]]:
    """Each command of ours on a page, and whether it stands in a block to be copied as it is."""
    for token in parsed(page):
        if token.type == "fence" and token.info.strip() in ("sh", ""):
            yield from (
                (found[1], True) for line in token.content.splitlines() if (found := CALL.search(line))
            )
        elif token.type == "code_inline" and (found := CALL.search(token.content)):
            yield found[1], False


CALLS = sorted(
    {
        (page.name, line, is_whole)
        for page in PAGES
        if page.stem != "commands"
        for line, is_whole in calls(page)
    }
)


def parse(line: str, is_whole: bool) -> None:
    """Read a command line as Click does, and run nothing. Raises for what there is not."""
    group: click.Command = cli
    words = shlex.split(re.sub(r"[][]", "", re.split(" && | >", line)[0]), comments=True)
    context = click.Context(cli)
    while isinstance(group, click.Group) and words:
        name, *words = words
        command = group.get_command(context, name)
        assert command is not None, f"no command {name}"
        group, context = command, click.Context(command, parent=context, info_name=name)
    if isinstance(group, click.Group):
        assert not is_whole
        return
    try:
        group.make_context(context.info_name, words)
    except click.BadParameter:  # one that is missing, or a word that stands for others
        assert not is_whole


def test_commands_are_found_where_they_stand() -> None:
    found = {line for _, line, _ in CALLS}
    assert {"publish input/article.md", "serve --host 0.0.0.0", "models add en ko"} <= found
    assert len(CALLS) > 60


@pytest.mark.parametrize(("page", "line", "is_whole"), CALLS)
def test_every_command_is_one_with_options_that_it_has(page: str, line: str, is_whole: bool) -> None:
    parse(line, is_whole)


@pytest.mark.parametrize("line", ["publsh a.md", "publish a.md --too ko", "review exprt a.md", "inspect"])
def test_a_command_that_there_is_not_is_found(line: str) -> None:
    with pytest.raises((click.UsageError, AssertionError)):
        parse(line, is_whole=True)


def links(page: Path) -> Iterator[str]:
    for token in parsed(page):
        if where := token.attrGet("href") or token.attrGet("src"):
            yield str(where)
    yield from re.findall(r'(?:src|href|poster)="([^"]+)"', page.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_addresses_are_well_formed_and_lie_on_the_web(page: Path) -> None:
    for where in links(page):
        parts = urlsplit(where)
        if parts.scheme or parts.netloc:
            assert parts.scheme == "https", where
            assert re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", parts.netloc), where
            assert not re.search(r"[\s<>“”]|[.,;:]$", where), where


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_leads_to_is_there(page: Path) -> None:
    for where in links(page):
        parts = urlsplit(where)
        if parts.scheme or not parts.path or parts.path.startswith("sample/"):
            continue
        there = page.parent / parts.path
        assert there.exists(), where
        if parts.fragment and there.suffix == ".md":
            assert parts.fragment in anchors(there), where


def anchors(page: Path) -> set[str]:
    """What headings of a page are called in addresses."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    plain = (
        re.sub(r"[^\w\s-]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", head)).strip().lower() for head in heads
    )
    return {re.sub(r"[\s]+", "-", head) for head in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_are_described(page: Path) -> None:
    for token in parsed(page):
        if token.type == "image":
            assert token.content, token.attrGet("src")


def test_every_page_is_in_the_list_of_pages() -> None:
    told = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    listed = set(leaves(told))
    assert listed == {page.relative_to(DOCS).as_posix() for page in PAGES[1:]}


def leaves(value: Any) -> Iterator[str]:
    """The pages that a list of pages names, at any depth."""
    if isinstance(value, str):
        yield value
        return
    for each in value.values() if isinstance(value, dict) else value:
        yield from leaves(each)


def test_the_readme_keeps_to_two_screens_and_leads_to_every_guide() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= 100
    for page in DOCS.glob("guides/*.md"):
        assert f"(docs/guides/{page.name})" in "\n".join(lines)


def test_all_pictures_that_pages_show_are_made_by_the_script_and_small(script: Callable[[str], Any]) -> None:
    made = {*script("picture_docs").PICTURES, "film.webm", "film.webp", "film.vtt"}
    shown = {Path(where).name for page in PAGES for where in links(page) if "pictures/" in where}
    assert shown == made == {path.name for path in (DOCS / "pictures").iterdir()}
    assert (DOCS / "pictures" / "film.webm").stat().st_size < 1_500_000
    assert sum((DOCS / "pictures" / name).stat().st_size for name in made) < 2_500_000


def test_the_guides_hold_the_sample_and_today_s_pictures_and_nothing_hidden(
    script: Callable[[str], Any], tmp_path: Path
) -> None:
    hook = script("guides_hook")
    assert "publish input/article.md" in hook.lacking(tmp_path)
    for name in (
        "output/article/report.json",
        "output/article/ko/index.html",
        "output/article/.manyvoices.json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert hook.lacking(tmp_path) == ""
    assert [name for name, _ in hook.additions(tmp_path)] == ["sample/ko/index.html", "sample/report.json"]
    (tmp_path / "build" / "pictures").mkdir(parents=True)
    (tmp_path / "build" / "pictures" / "page.webp").write_bytes(b"")
    assert "pictures/page.webp" in dict(hook.additions(tmp_path))
