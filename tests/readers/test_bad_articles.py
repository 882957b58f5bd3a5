"""Files that are no articles: one clear refusal each, and quickly."""

import os
import time
from pathlib import Path

import pytest

from pipeline.document.notices import Level
from pipeline.errors import (
    ArticleEmpty,
    ArticleError,
    ArticleIsDirectory,
    ArticleMissing,
    ArticleNotText,
    ArticleUnreadable,
    UnknownLanguage,
)
from pipeline.readers import read


def _file(folder: Path, data: bytes, name: str = "article.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_missing_file_is_named_with_the_nearest_name_there_is(tmp_path: Path) -> None:
    _file(tmp_path, b"text", "article.md")
    with pytest.raises(ArticleMissing) as caught:
        read(tmp_path / "artcle.md")
    assert "artcle.md" in caught.value.message
    assert "article.md" in caught.value.advice


@pytest.mark.parametrize("name", ["none.md", "file.md/inside.md", "nul\0.md", "none/none.md"])
def test_a_path_that_leads_nowhere_is_missing(tmp_path: Path, name: str) -> None:
    _file(tmp_path, b"text", "file.md")
    with pytest.raises(ArticleMissing):
        read(tmp_path / name)


def test_a_broken_link_is_missing(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(ArticleMissing, match=r"is a link to .*gone\.md, which is not there"):
        read(tmp_path / "link.md")


def test_a_folder_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(ArticleIsDirectory, match="folder"):
        read(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(ArticleUnreadable):
        read(tmp_path / "pipe.md")


def test_a_file_without_permission_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, b"text")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleUnreadable, match="Permission denied"):
        read(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b" \n\t\n\x0c",
        "\u3000\n".encode(),
        b"---\ntitle: Only this\n---\n",
        b"# Title\n\n## Heading\n\n### Another\n",
        b"# Title\n\n***\n\n...\n",
        b"# Title\n\n<!-- nothing -->\n",
        b"# Title\n\n## Related articles\n\n- One\n- Two\n",
        "# 제목\n\n🙂\n".encode(),
    ],
)
@pytest.mark.parametrize("name", ["article.md", "article.txt"])
def test_an_article_without_text_is_empty(tmp_path: Path, data: bytes, name: str) -> None:
    if data.startswith(b"# Title\n\n<!--") and name.endswith("txt"):
        data = b"# Title\n"
    with pytest.raises(ArticleEmpty):
        read(_file(tmp_path, data, name))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 and more", "PDF"),
        (b"PK\x03\x04 and more", "Word"),
        (b"\x89PNG\r\n", "picture"),
        (b"text\x00" * 5, "binary"),
        ("text".encode("utf-16-le"), "binary"),
        (b"\x01\x02\x03" * 20, "binary"),
        (b"# Title\n\nA caf" + b"\xe9.", "line 3, byte 6: 0xe9"),
        ("제목\n본문".encode("cp949"), "line 1, byte 1"),
        (b"ab\xed\xa0\x80", "line 1, byte 3"),
        ("text".encode("utf-16")[:-1], "UTF-16"),
    ],
)
def test_what_is_not_text_is_refused_by_name_or_place(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(ArticleNotText) as caught:
        read(_file(tmp_path, data))
    assert told in caught.value.message
    assert caught.value.advice


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_that_name_themselves_and_all_line_ends_are_read(
    tmp_path: Path, encoding: str, end: str
) -> None:
    text = end.join(["# 제목", "", "첫 문장이다.", "둘째 문장이다.", ""])
    article, notices = read(_file(tmp_path, text.encode(encoding)))
    assert [sentence.text for sentence in article.sections[0].blocks[0].sentences] == [
        "첫 문장이다. ",
        "둘째 문장이다.",
    ]
    assert article.title.text == "제목"
    assert [notice.code for notice in notices] == (
        [] if encoding.startswith("utf-8") else ["reading.encoding"]
    )


def test_text_is_composed_and_freed_of_control_characters(tmp_path: Path) -> None:
    text = "# Cafe\u0301\n\n\u1112\u1161\u11ab \x1b[1mbold\x07 x\ufeffy &#xFFFF;&#xD800;e&#x301;."
    article, notices = read(_file(tmp_path, text.encode()))
    assert article.title.text == "Café"
    assert article.sections[0].blocks[0].text == "한 [1mbold xy \ufffd\ufffdé."
    assert [notice.code for notice in notices] == ["reading.control-characters"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\x00" * 50_000_000, ArticleNotText),
        (b"\xff" + b"a" * 50_000_000, ArticleNotText),
        (b"\n" * 50_000_000, ArticleEmpty),
        (b"word and word. " * 3_400_000, ArticleError),
    ],
    ids=["binary", "undecodable", "blank", "text"],
)
def test_fifty_megabytes_are_refused_at_once(tmp_path: Path, data: bytes, error: type[ArticleError]) -> None:
    path = _file(tmp_path, data)
    began = time.process_time()
    with pytest.raises(error):
        read(path)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("title: One: two", "line 2"),
        ("a: 1\nb: [1, 2", "line "),
        ("a: &x [1]\nb: *x", "line 3"),
        ("a: " + "[" * 1000, "brackets"),
        ("title: y\n? [a]\n: b", "line 3"),
    ],
)
def test_front_matter_that_is_not_understood_is_refused_with_its_line(
    tmp_path: Path, front: str, told: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read(_file(tmp_path, f"---\n{front}\n---\n\nText.\n".encode()))
    assert "front matter" in caught.value.message
    assert told in caught.value.message


def test_an_unknown_language_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage, match="Klingon"):
        read(_file(tmp_path, b"# T\n\nText.\n"), "Klingon")


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", ">- "])
def test_ten_thousand_levels_of_quotes_or_lists_are_one_clear_error(tmp_path: Path, mark: str) -> None:
    path = _file(tmp_path, f"# T\n\n{mark * 10_000}text\n".encode())
    began = time.process_time()
    with pytest.raises(ArticleError, match=r"article\.md:3.*too deep"):
        read(path)
    assert time.process_time() - began < 10


def test_ten_levels_of_lists_are_read(tmp_path: Path) -> None:
    text = "# T\n\n" + "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(10))
    article, _ = read(_file(tmp_path, text.encode()))
    assert [
        sentence.text for sentence in article.sections[0].blocks[0].walk().__iter__().__next__().sentences
    ] == []
    assert sum(1 for sentence in article.sentences() if sentence.text.startswith("level")) == 10


@pytest.mark.parametrize("name", ["article.md", "article.txt"])
@pytest.mark.parametrize(
    "pattern", ["a", "word, word. ", "[", "![", "*", "*a ", "`", "<", "&", "\\", "_a", "글. ", "文。", "> "]
)
def test_a_very_long_line_is_read_in_seconds(tmp_path: Path, name: str, pattern: str) -> None:
    line = pattern * (60_000 // len(pattern))
    path = _file(tmp_path, f"# T\n\nText here.\n\nx {line}\n".encode(), name)
    began = time.process_time()
    read(path)
    assert time.process_time() - began < 20


def test_deep_lists_in_plain_text_are_flattened(tmp_path: Path) -> None:
    text = "A title\n" + "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(500))
    article, _ = read(_file(tmp_path, text.encode(), "article.txt"))
    assert sum(1 for sentence in article.sentences() if sentence.text.startswith("level")) == 500


def test_one_byte_that_is_zero_is_dropped_with_a_warning_that_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# 우물\n\n물은 맑\x00았다.\n".encode())
    article, notices = read(path, "ko")
    assert [each.text for each in article.sentences()][-1] == "물은 맑았다."
    told = [(each.level, each.where) for each in notices if each.code == "reading.control-characters"]
    assert told == [(Level.WARNING, "a.md:3")]


@pytest.mark.parametrize("attributes", [" ".join(f"a{number}=v" for number in range(50_000)), "x " * 50_000])
def test_a_tag_with_attributes_beyond_reason_is_refused_at_once(tmp_path: Path, attributes: str) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        f"<html><body>\n<article {attributes}><p>The well was full.</p></article></body></html>", "utf-8"
    )
    with pytest.raises(ArticleError, match=r"a\.html:2: a tag has more than 1,000 attributes"):
        read(page, "en")


def test_a_long_value_is_no_attribute_beyond_reason(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        f"<html><body><article><p title='{'a ' * 50_000}'>The well was full.</p></article></body></html>",
        "utf-8",
    )
    assert [each.text for each in read(page, "en")[0].sentences()][-1] == "The well was full."


def test_notes_that_embed_each_other_are_set_aside_and_none_is_opened(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "a.md").write_text("# A\n\nThe well was full.\n\n![[b]]\n\n![[a]]\n", "utf-8")
    (tmp_path / "b.md").write_text("# B\n\nWater.\n\n![[a]]\n", "utf-8")
    article, notices = read(tmp_path / "a.md", "en")
    assert [each.text for each in article.sentences()][-1] == "The well was full."
    assert any("b" in notice.evidence for notice in notices)
