"""What a writer keeps for themselves in Markdown is nowhere: not in the article, not in a notice."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline.document.article import Article
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleIsDraft
from pipeline.readers import read
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.front_matter import split

SECRET = "비밀 秘密 secret"


def _read(folder: Path, text: str) -> tuple[Article, tuple[Notice, ...]]:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return read(path)


def _words(article: Article) -> list[str]:
    return [block.text for section in article.sections for block in section.walk() if block.text]


@pytest.mark.parametrize(
    "comment",
    [
        f"%% {SECRET} %%",
        f"%%\n{SECRET}\n\n- {SECRET}\n%%",
        f"%%{SECRET} `code` %%",
        f"<!-- {SECRET} -->",
        f"<!--\n\n{SECRET}\n\n```\n{SECRET}\n```\n-->",
        f"{{{{/* {SECRET} */}}}}",
        f"{{/* {SECRET} */}}",
        f"{{% comment %}}\n{SECRET}\n{{% endcomment %}}",
        f"{{{{< comment >}}}}{SECRET}{{{{< /comment >}}}}",
        f"{{::comment}}\n{SECRET}\n{{:/comment}}",
        f"[//]: # ({SECRET})",
    ],
)
@pytest.mark.parametrize(
    "around", ["# 물\n\n물은 깊다.\n\n{}\n\n끝.\n", "# 井\n\n> 井水。\n>\n> {}\n\n完。\n"]
)
def test_a_private_comment_is_neither_in_the_article_nor_in_a_notice(
    tmp_path: Path, comment: str, around: str
) -> None:
    if ">" in around.split("{}")[0]:
        comment = comment.replace("\n", "\n> ")
    article, notices = _read(tmp_path, around.format(comment))
    assert not any(word in f"{article!r}{notices!r}" for word in SECRET.split())
    assert _words(article)[-1] in ("끝.", "完。")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("강은 %%비밀%%깊다.", "강은 깊다."),
        ("河很<!-- 秘密 -->深。", "河很深。"),
        ("The river <!-- secret\n\nsecret --> runs.", "The river"),
        ("井在%%秘密\n秘密%%村里。", "井在村里。"),
        ("One %%secret%% two <!--secret--> three.", "One two three."),
    ],
)
def test_the_text_around_a_private_comment_stays(tmp_path: Path, text: str, said: str) -> None:
    article, notices = _read(tmp_path, f"# T\n\n{text}\n")
    assert _words(article)[1] == said
    assert not any(word in f"{article!r}{notices!r}" for word in ("비밀", "秘密", "secret"))
    assert [(notice.code, notice.where) for notice in notices] == [("reading.private", "a.md:3")]


@pytest.mark.parametrize("opening", ["%%", "<!--", "{::comment}", "{/*"])
def test_a_comment_without_end_hides_the_rest_and_says_where_it_begins(tmp_path: Path, opening: str) -> None:
    article, notices = _read(tmp_path, f"# 물\n\n물은 깊다.\n\n{opening} 비밀\n\n비밀 비밀.\n")
    assert _words(article) == ["물", "물은 깊다."]
    assert [(notice.code, notice.where) for notice in notices] == [("reading.comment", "a.md:5")]
    assert "비밀" not in repr(notices)


@pytest.mark.parametrize("opening", ["%%", "<!--"])
def test_one_without_end_within_a_line_hides_no_more_than_its_paragraph(tmp_path: Path, opening: str) -> None:
    article, _ = _read(tmp_path, f"# 水\n\n水很深{opening} 秘密\n\n井。\n")
    assert _words(article) == ["水", "水很深", "井。"]


@pytest.mark.parametrize("text", ["100%% 확실하다.", "`%%x%%` 은 표시다.", "`<!-- x -->`是注释。"])
def test_percent_signs_and_code_are_no_comments(tmp_path: Path, text: str) -> None:
    article, notices = _read(tmp_path, f"# T\n\n{text}\n")
    assert _words(article)[1] == text.replace("`", "")
    assert not notices


def test_code_blocks_keep_their_comments_and_what_follows_them_is_no_code(tmp_path: Path) -> None:
    text = "# T\n\n```html\n<!-- shown -->\n```\n\n> ```\n> %% shown %%\n\n글 %%비밀%% 끝.\n\n    <!-- shown -->\n"
    article, notices = _read(tmp_path, text)
    assert repr(article).count("shown") == 3
    assert "비밀" not in f"{article!r}{notices!r}"


@pytest.mark.parametrize(
    "line",
    [
        "draft: true",
        "published: false",
        "publish: no",
        "status: Draft",
        "status: pending",
        "draft: y",
        "private: yes",
        "params:\n  draft: true",
        "비공개: 예",
    ],
)
def test_a_draft_is_refused_until_it_is_asked_for(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: 제목\n{line}\n---\n아직 쓰는 중이다.\n", "utf-8")
    with pytest.raises(ArticleIsDraft, match=r"a\.md is a draft") as refused:
        read(path)
    assert "--drafts" in refused.value.advice
    article, _ = read(path, configuration=ReadingConfiguration(drafts=True))
    assert article.title.text == "제목"


@pytest.mark.parametrize(
    "line", ["draft: false", "published: true", "published: 2024-03-05", "status: published"]
)
def test_what_is_no_draft_is_read(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"---\ntitle: 标题\n{line}\n---\n正文在这里。\n")
    assert article.title.text == "标题"


@pytest.mark.parametrize(
    "line",
    [
        'title: "우물 %%비밀%%물 <!-- 秘密 -->"',
        'subtitle: "우물 물%%비밀%%"',
        'authors: ["우물 물{/* secret */}"]',
        'description: "<!-- 비밀 -->우물 물"',
        "tags: [우물 물%%비밀%%]",
        'title: "우물 물{% comment %}비밀{% endcomment %}"',
    ],
)
def test_private_comments_are_not_in_what_the_front_matter_says(line: str) -> None:
    front, _, notices = split(f"---\n{line}\n---\n글.\n", "a.md")
    assert "우물 물" in repr(front)
    assert not any(word in f"{front!r}{notices!r}" for word in SECRET.split())


@pytest.mark.parametrize(
    "text",
    [
        "```ad-note\ntitle: 우물%%비밀%%\n물 <!-- 秘密 -->이다.\n```",
        "우물{{< sidenote >}}물 %%비밀%%{{< /sidenote >}}",
        '{{< figure src="w.png" alt="우물%%비밀 秘密%%" caption="물<!-- secret -->" >}}',
        '{{< figure src="w.png" caption="우물 물" %% 비밀 secret %% >}}',
        '우물 {{ "물%%비밀%%" }}',
        "우물 물 ![[w.png|%%비밀%%]]",
        "우물 {% raw %}물%%비밀%%{% endraw %}",
        "우물 물 $$x=1 <!-- secret --> $$",
        "우물 [[물|물%%비밀%%]]",
        "우물 {{< tweet %%비밀%% >}}",
        "우물{{< sidenote >}}물 {% comment %}비밀{% endcomment %}{{< /sidenote >}}",
        "```ad-note\n우물 <Todo>秘密</Todo> 물\n```",
    ],
)
def test_private_comments_are_in_nothing_that_is_written_anew(tmp_path: Path, text: str) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "w.png")
    article, notices = _read(tmp_path, f"# T\n\n{text}\n")
    assert "우물" in repr(article)
    assert not any(word in f"{article!r}{notices!r}" for word in SECRET.split())


@pytest.mark.parametrize(
    "text",
    [
        "- 우물`이\n- %%비밀%% 물\n- 깊다`고",
        "우물`이\n \n%%비밀%% 물\n \n깊다`고",
        "> 우물`이\n>\n> %%비밀%% 물`",
        "# 우물`이\n물 %%비밀%% `고",
        "| 우물 ` | %%비밀%% | 물 ` |\n|---|---|---|\n| 1 | 2 | 3 |",
        "우물 ` | %%비밀%% | 물 `\n---|---|---\n1 | 2 | 3",
        "우물`이\n***\n%%秘密%% 물`",
        "1. 우물\n\n   물\n\n      %%秘密%% 끝",
        "우물 `\n<div>\n물 %%秘密%%`",
    ],
)
def test_code_that_is_none_hides_no_private_comment(tmp_path: Path, text: str) -> None:
    article, notices = _read(tmp_path, f"# T\n\n{text}\n")
    assert "우물" in repr(article)
    assert not any(word in f"{article!r}{notices!r}" for word in SECRET.split())


@pytest.mark.parametrize(
    "opening", ["{% comment %}", "{{< comment >}}", "<Todo>", "{>>", "{ /*", "{%#", "{{< private >}}"]
)
def test_a_tag_for_comments_without_end_hides_the_rest_too(tmp_path: Path, opening: str) -> None:
    article, notices = _read(tmp_path, f"# 물\n\n물은 깊다.\n\n{opening} 비밀\n\n비밀 비밀.\n")
    assert _words(article) == ["물", "물은 깊다."]
    assert [(notice.code, notice.where) for notice in notices] == [("reading.comment", "a.md:5")]
    assert "비밀" not in repr(notices)


@pytest.mark.parametrize(
    "comment",
    ["{>>비밀<<}", "{ /* 秘密 */ }", "{%# secret %}", "{% # 비밀 %}", "{#秘密#}", "{%- # 비밀 -%}"],
)
def test_comments_of_further_programs_are_private_too(tmp_path: Path, comment: str) -> None:
    article, notices = _read(tmp_path, f"# 물\n\n물은{comment} 깊다.\n")
    assert _words(article)[1] == "물은 깊다."
    assert not any(word in f"{article!r}{notices!r}" for word in SECRET.split())


def test_a_comment_that_crosses_paragraphs_is_told_with_both_its_lines(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, "# 물\n\n물은%%비밀\n\n비밀%% 깊다.\n")
    assert "비밀" not in f"{article!r}{notices!r}"
    assert [(notice.level, notice.where) for notice in notices] == [(Level.WARNING, "a.md:3")]
    assert "line 5" in notices[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Erlang begins a comment with %%.\n\nFive people died.",
        "얼랭은 %% 로 쓴다.\n\n다섯 명이 죽었다.",
        "물이 50%%라고 했다.\n\n끝이다.",
        "처음은 50%%라고 했고 나머지는 30%%라고 했다.",
        "占 50%%，后来是 60%%。",
    ],
)
def test_lone_percent_signs_take_no_paragraph_with_them(tmp_path: Path, text: str) -> None:
    article, _ = _read(tmp_path, f"# T\n\n{text}\n")
    assert _words(article)[1:] == text.split("\n\n")


def test_a_comment_within_a_line_is_private_over_paragraphs_and_loudly_so(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, "# T\n\n물 %% 비밀\n\n秘密 %% 끝\n")
    assert _words(article)[1:] == ["물", "끝"]
    assert [notice.level for notice in notices if notice.code == "reading.comment"] == [Level.WARNING]


def test_comments_are_private_behind_ever_so_many_kinds_of_code(tmp_path: Path) -> None:
    ticks = "\n\n".join(f"물 {'`' * number} 물" for number in range(1, 220))
    text = f"# T\n\n{ticks}\n\n우물 {{# 비밀 #}}\n\n우물 {{% comment %}}秘密{{% endcomment %}}끝.\n"
    article, _ = _read(tmp_path, text)
    assert _words(article)[-2:] == ["우물", "우물 끝."]
