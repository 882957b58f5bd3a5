"""Markdown as people write it for Hugo, Jekyll, Hexo, MDX, Obsidian, GitHub, MkDocs and others."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline.document.article import Article, Block, BlockKind, Mark, MarkKind, Role
from pipeline.document.notices import Notice
from pipeline.readers import read

STRONG = Mark(MarkKind.STRONG)


def _read(folder: Path, text: str) -> tuple[Article, tuple[Notice, ...]]:
    path = folder / "a.md"
    path.write_text(f"# T\n\n{text}\n", "utf-8")
    return read(path)


def _blocks(folder: Path, text: str) -> list[Block]:
    article, _ = _read(folder, text)
    return [block for section in article.sections for block in section.walk() if block.text][1:]


def _texts(folder: Path, text: str) -> list[str]:
    return [block.text for block in _blocks(folder, text)]


def _codes(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(notice.code, notice.evidence) for notice in _read(folder, text)[1]]


@pytest.mark.parametrize(
    "tag",
    [
        '{{< figure src="w.png" alt="우물" caption="오월의 우물" >}}',
        '{{< img src="w.png" alt="우물" caption="오월의 우물" width="300" />}}',
        '{% include figure.html image_path="w.png" alt="우물" caption="오월의 우물" %}',
        '<Image src="w.png" alt="우물" caption="오월의 우물" />',
        "![우물](w.png){: .wide }\n*오월의 우물*",
        "![우물](w.png){width=50%}\n_오월의 우물_",
        "<figure markdown>\n![우물](w.png)\n<figcaption>오월의 우물</figcaption>\n</figure>",
    ],
)
def test_a_picture_of_any_site_is_a_figure_with_its_caption(tmp_path: Path, tag: str) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "w.png")
    article, notices = _read(tmp_path, f"물은 깊다.\n\n{tag}\n\n끝.")
    (figure,) = (block for block in article.walk() if block.kind is BlockKind.FIGURE)
    assert [(part.kind, part.text) for part in figure.blocks] == [
        (BlockKind.ALTERNATIVE, "우물"),
        (BlockKind.CAPTION, "오월의 우물"),
    ]
    assert not notices


def test_the_caption_of_a_picture_that_is_set_aside_stays_a_caption(tmp_path: Path) -> None:
    caption, rest = _blocks(tmp_path, "![표지](https://example.org/a.png)\n_표지 사진_\n\n글.")
    assert (caption.kind, caption.role, caption.text) == (BlockKind.PARAGRAPH, Role.CAPTION, "표지 사진")
    assert rest.role is Role.BODY


@pytest.mark.parametrize(
    "box",
    [
        "> [!NOTE] 알림\n> 월요일에는 닫는다.",
        "> [!tip]- 알림\n> 월요일에는 닫는다.",
        ":::note 알림\n월요일에는 닫는다.\n:::",
        ":::tip[알림]\n\n월요일에는 닫는다.\n\n:::",
        '::: {.callout-tip title="알림"}\n월요일에는 닫는다.\n:::',
        '!!! note "알림"\n    월요일에는 닫는다.',
        '??? question "알림"\n\n    월요일에는 닫는다.\n',
        '{{% notice warning "알림" %}}\n월요일에는 닫는다.\n{{% /notice %}}',
        '{{< alert type="info" title="알림" >}}\n월요일에는 닫는다.\n{{< /alert >}}',
        '<Callout type="info" title="알림">\n\n월요일에는 닫는다.\n\n</Callout>',
        "```ad-note\ntitle: 알림\n월요일에는 닫는다.\n```",
        '{% note info "알림" %}\n월요일에는 닫는다.\n{% endnote %}',
    ],
)
def test_a_box_is_a_quotation_with_its_title_and_without_its_tag(tmp_path: Path, box: str) -> None:
    article, notices = _read(tmp_path, f"앞.\n\n{box}\n\n뒤.")
    before, quotation, behind = article.sections[0].blocks
    assert quotation.kind is BlockKind.QUOTATION
    assert [part.text for part in quotation.blocks] == ["알림", "월요일에는 닫는다."]
    assert (before.text, behind.text) == ("앞.", "뒤.")
    assert not notices


@pytest.mark.parametrize(
    "box",
    [
        "> [!WARNING]\n> 小心。",
        "::: warning\n小心。\n:::",
        "!!! danger\n    小心。",
        "{{% notice tip %}}小心。{{% /notice %}}",
    ],
)
def test_a_box_without_a_title_is_a_quotation_alone(tmp_path: Path, box: str) -> None:
    article, _ = _read(tmp_path, box)
    (quotation,) = article.sections[0].blocks
    assert (quotation.kind, [part.text for part in quotation.blocks]) == (BlockKind.QUOTATION, ["小心。"])


@pytest.mark.parametrize(
    "note",
    [
        "물[^1]은 깊다.\n\n[^1]: 아주 깊다.",
        "물^[아주 깊다.]은 깊다.",
        "물{{< sidenote >}}아주 깊다.{{< /sidenote >}}은 깊다.",
        '물{% sidenote "one" "아주 깊다." %}은 깊다.',
        "물[#one]은 깊다.\n\n[#one]: 아주 깊다.",
    ],
)
def test_a_note_of_any_form_is_a_note(tmp_path: Path, note: str) -> None:
    text, found = _blocks(tmp_path, note)
    assert (text.text, found.kind, found.text) == ("물은 깊다.", BlockKind.NOTE, "아주 깊다.")


@pytest.mark.parametrize(
    ("written", "read_"),
    [
        ("강은 [[언덕|그 언덕]]에서 온다.", "강은 그 언덕에서 온다."),
        ("河从[[旧城]]流过。", "河从旧城流过。"),
        ("See [[Old Town#The bridge]] too.", "See Old Town too."),
        ("[[노트/강 이야기]]를 보라.", "강 이야기를 보라."),
        ("| a | b |\n|---|---|\n| [[井\\|老井]] | 水 |", "老井"),
    ],
)
def test_a_link_between_notes_reads_as_what_it_shows(tmp_path: Path, written: str, read_: str) -> None:
    assert read_ in _texts(tmp_path, written)


def test_a_link_to_a_heading_of_the_same_note_leads_there(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, "[[#둘째 절]]을 보라.\n\n## 둘째 절\n\n글.")
    (link,) = (mark for one in article.sentences() for span in one.spans for mark in span.marks)
    assert (link.kind, link.value) == (MarkKind.LINK, "#s2-b1")
    assert not notices


def test_notes_that_embed_each_other_in_a_circle_are_told_and_not_brought_in(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("비밀.\n\n![[a]]\n", "utf-8")
    article, (notice,) = _read(tmp_path, "글.\n\n![[b]]\n\n![[a#절]]")
    assert [block.text for block in article.sections[0].walk()] == ["T", "글."]
    assert (notice.code, notice.where, notice.evidence) == ("reading.embed", "a.md:5", "![[b]]\n![[a#절]]")


def test_an_embedded_picture_is_found_in_the_folders_of_its_vault(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "attachments").mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / "attachments" / "강.png")
    folder = tmp_path / "노트" / "여행"
    folder.mkdir(parents=True)
    article, _ = _read(folder, "![[강.png|강의 지도|300]]")
    (figure,) = article.sections[0].blocks
    assert [part.text for part in figure.blocks] == ["강의 지도"]


@pytest.mark.parametrize("top", ["hugo.toml", "_config.yml", ".git", "package.json", "mkdocs.yml"])
@pytest.mark.parametrize("held", ["assets", "static/assets", "public/assets", "source/assets"])
def test_a_picture_by_a_sites_own_path_is_looked_for_from_the_sites_folder(
    tmp_path: Path, top: str, held: str
) -> None:
    (tmp_path / top).mkdir()
    (tmp_path / held).mkdir(parents=True)
    Image.new("RGB", (30, 20)).save(tmp_path / held / "우물.png")
    folder = tmp_path / "content" / "posts"
    folder.mkdir(parents=True)
    article, notices = _read(folder, "![우물](/assets/우물.png?v=2)")
    assert article.sections[0].blocks[0].picture
    assert not notices


@pytest.mark.parametrize(
    ("written", "read_"),
    [
        ("아주 ==추운== 해였다.", "아주 추운 해였다."),
        ("那年==很冷==。", "那年很冷。"),
        ("첫 문장. ^first-block", "첫 문장."),
        ("그것은 :rocket: 빠르다 :+1:", "그것은 🚀 빠르다 👍"),
        ("10:30:15 에 :no_such_sign: 왔다.", "10:30:15 에 :no_such_sign: 왔다."),
        ("끝났다. #여행 #강/상류", "끝났다."),
        ("C#과 F#은 언어다.", "C#과 F#은 언어다."),
        ("이것은 #1 문제다.", "이것은 #1 문제다."),
        ("물이다 [@kim2020, p. 3].", "물이다."),
        ("메일은 [a@b.org] 이다.", "메일은 [a@b.org] 이다."),
        ("물은 H~2~O 이고 2^10^ 이다.", "물은 H2O 이고 210 이다."),
        ("3~5일, 10~12시 ^^", "3~5일, 10~12시 ^^"),
        ("요금은 a==b 이다.", "요금은 a==b 이다."),
        ("`==a==` 와 `$x$` 는 코드다.", "==a== 와 $x$ 는 코드다."),
        ("[링크](https://example.org/a==b==/#절_$x$)다.", "링크다."),
        ("https://example.org/?q=a==&b==c", "https://example.org/?q=a==&b==c"),
    ],
)
def test_signs_of_a_dialect_are_read_as_meant_and_others_stay(
    tmp_path: Path, written: str, read_: str
) -> None:
    assert _texts(tmp_path, written) == [read_]


@pytest.mark.parametrize(
    ("written", "read_"),
    [
        (r"시간은 $t = \frac{d}{v}$ 이다.", "시간은 t = d/v 이다."),
        (r"如果 $x^2 + y_1 \leq \sqrt{2}$，则。", "如果 x² + y₁ ≤ √2，则。"),
        (r"각 \\(\alpha\\) 와 \(\beta_2\) 이다.", "각 α 와 β₂ 이다."),
        ("$$\n\\sum_{i=1}^n i = \\frac{n(n+1)}{2}\n$$", "∑ (i = 1 … n) i = (n(n + 1))/2"),
        ("Let $n$ be $O(n)$.", "Let n be O(n)."),
        ("The ferry costs $5 and the bus $3 each way.", "The ferry costs $5 and the bus $3 each way."),
        ("Between US$5 million and A$7 million.", "Between US$5 million and A$7 million."),
        ("요금은 $5, 버스는 $3이다.", "요금은 $5, 버스는 $3이다."),
        ("Set $HOME/bin and $PATH first.", "Set $HOME/bin and $PATH first."),
    ],
)
def test_a_formula_is_read_in_signs_and_money_stays_money(tmp_path: Path, written: str, read_: str) -> None:
    assert _texts(tmp_path, written) == [read_]


@pytest.mark.parametrize(
    ("written", "strong"),
    [
        ("그는 **“봄이 왔다”**고 말했다.", ["“봄이 왔다”"]),
        ("메뉴에서 **파일로 변환...**을 누른다.", ["파일로 변환..."]),
        ("**강조(强調)**는 **제목:**이다.", ["강조(强調)", "제목:"]),
        ("他说**“春天来了”**然后走了。打开**《设置》**。", ["“春天来了”", "《设置》"]),
        ("彼は**「春が来た」**と言った。", ["「春が来た」"]),
        ("这是**100%**的，**完。**后。", ["100%", "完。"]),
    ],
)
def test_emphasis_beside_east_asian_letters_is_as_its_author_meant(
    tmp_path: Path, written: str, strong: list[str]
) -> None:
    (block,) = _blocks(tmp_path, written)
    spans = [span for one in block.sentences for span in one.spans if STRONG in span.marks]
    assert [span.text for span in spans] == strong
    assert "*" not in block.text


@pytest.mark.parametrize("written", ["2 * 3 * 4 는", "값* 과 별*", "** 아님", 'a**"b"**c'])
def test_stars_that_are_no_emphasis_stay(tmp_path: Path, written: str) -> None:
    assert _texts(tmp_path, written) == [written]


@pytest.mark.parametrize(
    ("written", "read_"),
    [
        ("{{< youtube abc >}}\n\n글.", ["글."]),
        ("{{< unknown >}}\n본문이다.\n{{< /unknown >}}", ["본문이다."]),
        ("{% highlight python %}\nprint(1)\n{% endhighlight %}", ["print(1)"]),
        ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}", ["x := 1"]),
        ('[둘째]({{< ref "b.md" >}}) 글, [첫째]({% post_url 2022-01-01-a %}) 글.', ["둘째 글, 첫째 글."]),
        ("* 목차\n{:toc}\n\n글.", ["글."]),
        ("[TOC]\n\n글.\n\n[[toc]]", ["글."]),
        ("<!-- toc -->\n- [절](#절)\n<!-- tocstop -->\n\n글.", ["글."]),
        ("글이다.\n{: .lead}", ["글이다."]),
        ("{: .prompt-info }\n\n글.", ["글."]),
        ('<div class="notice" markdown="1">\n**주의:** 물.\n</div>', ["주의: 물."]),
        ("import A from './a'\nexport const b = 1\n\n글.", ["글."]),
        ("<Tabs>\n\n글.\n\n</Tabs>", ["글."]),
        ('<Tweet id="1" />\n\n글.', ["글."]),
        ("Up:: [[Index]]\n\n글.", ["글."]),
        ("```dataview\nTABLE date\n```\n\n글.", ["글."]),
        ("```mermaid\ngraph TD\n```\n\n글.", ["글."]),
        ("{% raw %}틀 {{ page.title }} 은 남는다.{% endraw %}", ["틀 {{ page.title }} 은 남는다."]),
        ("{{< unknown `a\n글.", ["{{< unknown `a 글."]),
        ("글 {% if x %}물{% endif %}이다.", ["글 물이다."]),
        ("글.\n\n##제목이다\n\n물.", ["글.", "제목이다", "물."]),
        ("- [/] 반쯤\n- [x] 끝", ["반쯤", "끝"]),
    ],
)
def test_what_only_a_sites_program_understands_is_not_read_out(
    tmp_path: Path, written: str, read_: list[str]
) -> None:
    assert _texts(tmp_path, written) == read_


@pytest.mark.parametrize(
    ("written", "code", "evidence"),
    [
        ("글 {{< tweet 1 >}}.", "reading.tag", "{{< tweet 1 >}}"),
        ("글 {{ site.author }}.", "reading.value", "{{ site.author }}"),
        ("글.\n\n```mermaid\n그림\n```", "reading.diagram", "```mermaid\n그림\n```"),
        ("글.\n\nUp:: [[위]]", "reading.property", "Up:: [[위]]"),
        ("글. #태그", "reading.tags", "#태그"),
        ("글 [@kim2020].", "reading.citation", "[@kim2020]"),
        ("import A from './a'\n\n글.", "reading.property", "import A from './a'"),
        ("글 `= this.file.name`.", "reading.query", "`= this.file.name`"),
    ],
)
def test_what_was_set_aside_is_told_with_its_words(
    tmp_path: Path, written: str, code: str, evidence: str
) -> None:
    assert (code, evidence) in _codes(tmp_path, written)


def test_a_heading_with_a_name_of_its_own_is_reached_by_it(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, "[가자](#visit)\n\n## 찾아가기 {#visit .wide}\n\n길.")
    assert article.sections[1].title.text == "찾아가기"
    (link,) = (mark for one in article.sentences() for span in one.spans for mark in span.marks)
    assert link.value == "#s2-b1"
    assert not notices


@pytest.mark.parametrize(
    "written",
    [
        "the country's\nexport default insurance rose 5%, and\nimport bans from 'Russia'\nstayed.",
        "export const rose and fell.",
        "Senator:: he said no.",
        "의원:: 그는 “아니다.”",
        "议员:: 他说不。",
        "“we [the @bbc and Reuters] saw 5 dead”",
        "그는 [기자 @kim2020 에게] 말했다.",
    ],
)
def test_a_sentence_is_taken_for_nothing_that_is_for_programs(tmp_path: Path, written: str) -> None:
    assert _texts(tmp_path, written) == [written.replace("\n", " ")]


@pytest.mark.parametrize(
    "written", ["물이다 [see @kim2020, p. 3].", "물이다 [@kim2020; @li2019].", "물이다 [vgl. @kim2020]."]
)
def test_keys_to_works_are_set_aside_with_what_belongs_to_them(tmp_path: Path, written: str) -> None:
    assert _texts(tmp_path, written) == ["물이다."]


@pytest.mark.parametrize("written", ["[1] 첫째 문헌", "[A] 是", "[가] 예"])
def test_an_item_that_begins_with_a_word_in_brackets_is_no_task(tmp_path: Path, written: str) -> None:
    assert _texts(tmp_path, f"- {written}\n- [/] 끝") == [written, "끝"]
