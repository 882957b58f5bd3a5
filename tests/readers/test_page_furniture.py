"""What stands around and within an article on the web and is no part of it: set aside, told of, never spoken."""

from pathlib import Path

import pytest

from pipeline.document.article import Role
from pipeline.errors import UnknownLanguage
from pipeline.readers import read
from pipeline.readers.author_names import listed_authors, people
from pipeline.readers.hypertext import html_reader
from pipeline.readers.hypertext.furniture import matches
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript

STORIES = {
    "en": (
        "The ferry stopped at noon because the river had risen by two metres since Monday.",
        "Nobody on the quay knew when it would run again, and the harbour master did not answer.",
        "In the evening the first boats came back with bread and blankets for the island.",
    ),
    "ko": (
        "강물이 월요일부터 이 미터나 불어 나루터의 배는 한낮에 운항을 멈추었다고 군청이 밝혔다.",
        "부두에 나온 사람들은 배가 언제 다시 뜨는지 아무도 몰랐고 항만장은 전화를 받지 않았다.",
        "저녁이 되자 첫 배들이 섬사람들에게 줄 빵과 담요를 싣고 돌아왔다고 주민들은 말했다.",
    ),
    "zh": (
        "河水从星期一起上涨了两米，渡船中午就停航了，县政府当天下午向居民发出了通知。",
        "码头上没有人知道渡船什么时候会恢复，港务长也一直没有接听居民打来的电话。",
        "傍晚时分，第一批船载着面包和毛毯回到岛上，居民们说他们等了整整一天。",
    ),
}
TITLES = {"en": "The ferry stops", "ko": "나룻배가 멈추다", "zh": "渡船停航"}


def _read(page: str) -> Manuscript:
    return html_reader.parse(page, "page.html", Album(Path(), "", own=False), "")


def _texts(found: Manuscript) -> list[str]:
    return [part.text for piece in found.pieces for part in piece.walk() if part.text]


def _page(language: str, *, before: str = "", within: str = "", behind: str = "", head: str = "") -> str:
    first, second, third = (f"<p>{paragraph}</p>" for paragraph in STORIES[language])
    return (
        f"<html lang={language}><head>{head}</head><body><header><a href=/>Home</a></header><article><h1>{TITLES[language]}</h1>"
        f"{before}{first}{second}{within}{third}{behind}</article></body></html>"
    )


FURNITURE = {
    "en-most-read": ("en", "<div class=x><h3>Most popular</h3><ol><li><a href=1>A bridge falls</a><li><a href=2>Goat on a roof</a></ol></div>"),
    "en-counter": ("en", "<div class=y><p>Image 1 of 5</p><p>Back to Gallery</p></div>"),
    "en-rights": ("en", "<p>© 2024 The Post. All rights reserved.</p>"),
    "en-lead": ("en", "<p>Related: <a href=/b>The bridge that fell last week</a></p>"),
    "en-advertisement": ("en", "<p>ADVERTISEMENT</p>"),
    "ko-most-read": ("ko", "<div class=x><strong>많이 본 뉴스</strong><ul><li><a href=1>다리가 무너지다</a><li><a href=2>지붕 위의 염소</a></ul></div>"),
    "ko-share": ("ko", "<div class=y>기사 공유하기</div>"),
    "ko-rights": ("ko", "<p>저작권자 © 나루일보 무단 전재 및 재배포 금지</p>"),
    "zh-related": ("zh", "<div class=x><p>相关阅读</p><ul><li><a href=1>桥梁昨天倒塌</a><li><a href=2>屋顶上的山羊</a></ul></div>"),
    "en-foot": ("en", "<div class=footer-bottom-text>The centre can be reached by telephone between seven and two on working days.</div>"),
    "en-box-of-links": ("en", "<figure class=recirculation><h4>Trending News</h4><ul><li><a href=1>A bridge falls</a><li><a href=2>Goat on a roof</a></ul></figure>"),
    "ko-foot": ("ko", "<div class='footer_area'></div><div class=footer_info>독자 상담실은 평일 오전 아홉 시부터 오후 여섯 시까지 문을 엽니다.</div>"),
    "ko-particulars": ("ko", "<dl><dt>발행인</dt><dd>이강물</dd><dt>사업자등록번호</dt><dd>102-81-00358</dd></dl>"),
    "ko-publisher": ("ko", "<dl><dt>발행·편집인</dt><dd>이강물</dd></dl><dl><dt>전화</dt><dd>02</dd><dt>사업자등록번호</dt><dd>102</dd></dl>"),
    "zh-share": ("zh", "<div class=y>分享到微信</div>"),
    "zh-rights": ("zh", "<p>版权所有，未经授权禁止转载。</p>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FURNITURE)
@pytest.mark.parametrize("place", ["within", "behind"])
def test_furniture_in_an_article_is_set_aside_and_named(kind: str, place: str) -> None:
    language, furniture = FURNITURE[kind]
    found = _read(_page(language, **{place: furniture}))
    assert _texts(found) == [TITLES[language], *STORIES[language]]
    assert any(notice.evidence for notice in found.notices if notice.code != "reading.page")


TEASERS = {
    "en": ("A bridge falls", "The bridge over the strait fell on Sunday evening, and nobody was hurt, the county said."),
    "ko": ("다리가 무너지다", "해협을 건너는 다리가 일요일 저녁에 무너졌지만 다친 사람은 없다고 군청이 밝혔다."),
    "zh": ("桥梁昨天倒塌", "跨海大桥星期天晚上倒塌，县政府说没有人受伤，渡船明天恢复。"),
}  # fmt: skip


@pytest.mark.parametrize("language", STORIES)
def test_teasers_of_other_articles_behind_the_text_are_set_aside(language: str) -> None:
    title, says = TEASERS[language]
    card = f"<li><a href=/1><img src=a.jpg></a><div><h5><a href=/1>{title}</a></h5><p>{says}</p></div></li>"
    found = _read(_page(language, behind=f"<ul class=two>{card * 4}</ul>"))
    assert _texts(found) == [TITLES[language], *STORIES[language]]


@pytest.mark.parametrize("language", STORIES)
def test_linked_headings_over_the_articles_own_text_stay(language: str) -> None:
    title, says = TEASERS[language]
    parts = "".join(
        f"<h2><a href=/{number}>{number}. {title}</a></h2><p>{number}. {says}</p>" for number in range(1, 5)
    )
    texts = _texts(_read(_page(language, within=parts)))
    assert [number for number in range(1, 5) if f"{number}. {says}" not in texts] == []


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize(
    "box",
    [
        "<div class=photo><img src=a.png alt=x><div class='caption'>{}</div></div>",
        "<div><div class=wrap><img src=a.png alt=x></div><span class=story-image__caption>{}</span></div>",
        "<span class=end_photo_org><img src=a.png alt=x><em class=img_desc>{}</em></span>",
    ],
)
def test_a_caption_that_only_its_class_names_is_the_pictures(language: str, box: str) -> None:
    title, _ = TEASERS[language]
    found = _read(_page(language, within=box.format(title)))
    assert [piece.role for piece in found.pieces if piece.text == title] == [Role.CAPTION]


@pytest.mark.parametrize("language", STORIES)
def test_text_beside_a_picture_in_a_box_named_caption_is_text(language: str) -> None:
    story = STORIES[language]
    found = _read(
        f"<header>x</header><article><h1>T</h1><div><img src=a.png alt=x><div class=caption>{story[0] * 9}</div>"
        f"<p>{story[1]}</p></div></article>"
    )
    assert Role.CAPTION not in {piece.role for piece in found.pieces}


SENTENCES = {
    "en": (
        "(c) access to a lawyer who speaks their language, without any payment;",
        "Copyright law does not apply to the rules, said the minister on Monday.",
        "The opinions expressed by the court were not shared by the government of the island.",
        "All rights reserved for citizens were taken from them in a single night.",
        "This document may not be valid beyond the border, the officer told them.",
        "Follow the money, she said",
        "Join us, they told the crowd",
        "Register at the border by noon.",
        "Like many, he left.",
        "Labels on the boxes said that they came from abroad",
        "Advertising was banned in May",
        "Contact with the family broke off in June.",
        "Support for the strike grew all summer.",
        "For more than three years nobody came.",
        "Research published by the university names five dead.",
        "Published in 2019, the report named five ministers",
        "Posted on the border, 300 soldiers waited",
        "Updated 12 rules on asylum",
    ),
    "ko": (
        "경찰은 무단 배포 혐의로 다섯 명을 체포했다.",
        "법원은 저작권자의 손을 들어줬다고 신문들이 전했다.",
        "가족은 망명을 신청했지만 거절당했다.",
        "경찰은 주민의 제보를 받고 현장에 나왔다.",
    ),
    "zh": (
        "律师说，警察未经法院许可就把他们送上飞机。",
        "关注难民的组织说有三人失踪",
        "未经许可，任何人不得进入难民营。",
        "转发给家人的信里说他还活着",
        "扫描显示他的头部受了重伤",
        "当局禁止转载这篇报道。",
        "欢迎他们的人站满了码头。",
        "下载这份文件的有三千人",
        "建议他加入会员的是一位朋友，他没有答应。",
        "本文来自巴西的记者写下了战争。",
        "编辑 部里的人都走了。",
        "审核 委员会昨天通过了方案",
        "声明说，本文是他写的。",
        "声明以上内容属实的证人没有出现在法庭上。",
        "原题为《石头记》，后来改名为《红楼梦》。",
        "原題為《石頭記》的小說有三千頁",
        "返回家乡的人说，首页上没有他们的名字。",
    ),
    "es": ("Sigue sin saberse dónde están los niños.", "Temas como la deuda dividen a la ciudad", "Comparte la casa con su tía."),
    "ar": ("شارك الآلاف في المسيرة.", "سجل الشهود أسماء القتلى."),
    "ru": ("Он жил в стране, где все права защищены законом.", "Войти в дом никто не смог."),
    "ja": ("登録を拒まれた人は三千人に上る。", "警察は無断転載の疑いで五人を逮捕した。", "この記事は会員の間で話題になった。", "この記事は会員の方々の声をまとめたものです。", "彼女は編集部を去った。", "提供：食料と水が足りないという。", "この記事は三年前に新聞に掲載されたものだと彼は言った。"),
}  # fmt: skip
KINDS = ("line", "closing", "rights")


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, each) for language, found in SENTENCES.items() for each in found]
)
def test_a_sentence_that_begins_like_furniture_is_none(language: str, sentence: str) -> None:
    assert [kind for kind in KINDS if matches(kind, sentence, language)] == []


@pytest.mark.parametrize("language", STORIES)
def test_sentences_that_begin_like_furniture_stay_in_an_article(language: str) -> None:
    within = "".join(
        f"<p>{sentence}</p><p>{'. '.join(STORIES[language])}</p>" for sentence in SENTENCES[language]
    )
    texts = _texts(_read(_page(language, within=within)))
    assert [sentence for sentence in SENTENCES[language] if sentence not in texts] == []


@pytest.mark.parametrize(
    ("kind", "language", "line"),
    [
        ("rights", "en", "(c) 2024 The Post"), ("rights", "en", "Copyright © The Post. All rights reserved."), ("rights", "en", "The Post. All Rights Reserved."),
        ("rights", "es", "© El Puente. Prohibida su reproducción"), ("rights", "ru", "2024. Все права защищены."), ("rights", "ko", "<저작권자(c) 나루일보, 무단 전재-재배포 금지>"),
        ("rights", "zh", "未经授权，不得转载"), ("rights", "zh", "转载请注明出处。"), ("rights", "ja", "無断転載・複製を禁じます。"), ("rights", "ar", "جميع الحقوق محفوظة © 2024"),
        ("line", "en", "Follow us on Twitter"), ("line", "en", "Share this article"), ("line", "en", "Print"), ("line", "en", "Tags: war, peace"), ("line", "en", "Sign up"),
        ("closing", "en", "Follow us on Twitter and Facebook."), ("closing", "en", "Last updated on May 5, 2024"), ("closing", "en", "Support our journalism."),
        ("line", "en", "PUBLISHED: 10:48, Tue, Nov 19, 2019 | UPDATED: 11:05, Tue, Nov 19, 2019"), ("closing", "ja", "残り3104文字"), ("closing", "ko", "기사 URL이 복사되었습니다."),
        ("closing", "zh", "建議您加入中央社付費會員找尋您要的新聞。"), ("closing", "zh", "下載「江邊日報APP」"), ("closing", "ar", "الآراء الواردة أدناه لا تعبر عن رأي الموقع."), ("line", "ja", "みんなのツイートを見る"),
        ("closing", "ko", "나루일보 채널을 구독해 주세요."), ("line", "zh", "关注公众号"), ("closing", "zh", "欢迎关注我们的公众号"), ("line", "zh", "分享到微信"),
        ("closing", "zh", "本文来源：江边日报责任编辑：李明_NF01"), ("closing", "zh", "编辑 李明 校对 王小芳"), ("closing", "zh", "責任編輯／李明"), ("closing", "zh", "(本文来自江边新闻，更多原创资讯请下载“江边新闻”APP)"),
        ("closing", "zh", "发布日期：2024-03-06 责任编辑：李明"), ("closing", "zh", "信息来源于网络"), ("closing", "zh", "相关资讯请关注:江边专区"), ("closing", "zh", "【免责声明】本文仅代表作者本人观点，与江边网无关。"), ("closing", "zh", "返回江边网首页>>"),
        ("line", "zh", "（原标题：渡船停航，居民等了一天）"), ("line", "zh", "（原题为《渡船停航》）"), ("line", "zh", "原題為「渡船停航」。"), ("closing", "zh", "声明：本文仅代表作者观点。"), ("closing", "zh", "免责声明本文仅代表作者观点。"), ("line", "zh", "用微信扫码二维码"), ("line", "zh", "【打印本页】【关闭窗口】"), ("line", "zh", "现在位置： 首页 >> 江边新闻 >> 正文"), ("line", "zh", "最后更新: 2024-03-05 15:14:21"),
        ("lists", "zh", "点击进入专题："), ("lists", "zh", "为你推荐"), ("closing", "ja", "この記事は会員限定です。紙の新聞を購読中の方は、無料で会員登録できます。"), ("closing", "ja", "（文＝江辺編集部）"), ("closing", "ja", "※本記事は江辺新聞からの転載です。"),
        ("line", "ja", "カテゴリーをフォローする"), ("line", "ja", "この記事の画像を見る(2枚)"), ("line", "ja", "文字サイズ 小 中 大"), ("closing", "ko", "나루, 강변 김민수 기자 kim@naru.example"),
    ],
)  # fmt: skip
def test_a_notice_or_an_invitation_is_furniture(kind: str, language: str, line: str) -> None:
    assert matches(kind, line, language)


@pytest.mark.parametrize(
    ("language", "heading", "counted"),
    [
        ("en", "Responses", "3 Responses"), ("en", "No response to the call", "One Response to the call"),
        ("ko", "의견", "의견 3개"), ("zh", "回复", "回复(3)"), ("ja", "感想", "感想3件"),
    ],
)  # fmt: skip
def test_a_heading_leads_in_comments_when_it_counts_the_responses(
    language: str, heading: str, counted: str
) -> None:
    assert not matches("talk", heading, language)
    assert matches("talk", counted, language)


@pytest.mark.parametrize("language", STORIES)
def test_tables_quotations_code_and_short_lists_at_the_end_stay(language: str) -> None:
    behind = "<h2>3월</h2><ul><li>가나다</li><li>라마바</li></ul><table><tr><th>a<th>b<tr><td>1<td>2</table><pre>x = 1</pre>"
    texts = _texts(_read(_page(language, behind=behind)))
    assert texts[-8:] == ["3월", "가나다", "라마바", "a", "b", "1", "2", "x = 1"]


CLOSING = {
    "zh-Hans": ("（原题为《渡船停航》）", "编辑 李明 校对 王小芳", "本文来源：江边日报责任编辑：李明"),
    "zh-Hant": ("（原題為《渡船停航》）", "責任編輯：李明", "本文轉載自江邊日報"),
    "ja": ("（文＝江辺編集部）", "この記事は会員限定です。", "カテゴリーをフォローする"),
}


@pytest.mark.parametrize("language", CLOSING)
def test_who_edited_an_article_and_where_it_was_taken_from_is_not_read_behind_it(language: str) -> None:
    story = [f"{part}{number}。" for number, part in enumerate(STORIES["zh"])]
    lines = "".join(f"<p>{line}</p>" for line in (*story, *CLOSING[language]))
    heading = "<h3>关联</h3>"
    found = _read(
        f"<html lang={language}><header>x</header><article><h1>渡船停航</h1>{lines}{heading}</article>"
    )
    assert _texts(found) == ["渡船停航", *story]
    assert all(line in "".join(notice.evidence for notice in found.notices) for line in CLOSING[language])


@pytest.mark.parametrize("language", STORIES)
def test_links_within_an_item_of_the_text_stay(language: str) -> None:
    first, second, third = STORIES[language]
    inner = "<ul><li><a href=1>1677080 A</a></li><li><a href=2>1677107 B</a></li></ul>"
    listed = f"<ul><li>{second}</li><li>{third}{inner}</li></ul>"
    found = _read(_page(language, within=listed, behind=f"<p>{first * 2}</p>"))
    assert {"1677080 A", "1677107 B"} <= set(_texts(found))


def test_a_small_marked_part_is_dropped_for_the_one_that_holds_the_article() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["en"] * 3)
    teaser = (
        f"<main><p>{'A teaser of another story that leads the reader away from this one. ' * 4}</p></main>"
    )
    found = _read(f"<header>x</header>{teaser}<div class=content><h1>T</h1>{story}</div>")
    assert STORIES["en"][2] in _texts(found)


@pytest.mark.parametrize("language", STORIES)
def test_text_between_line_breaks_beside_one_paragraph_is_read(language: str) -> None:
    lines = "<br><br>".join(STORIES[language] * 3)
    page = f"<html lang={language}><div class=header><a href=/>x</a></div><div class=content><h1>T</h1><div>{lines}<p>{STORIES[language][0]}</p></div></div>"
    assert _texts(_read(page))[1:10] == list(STORIES[language] * 3)


@pytest.mark.parametrize("tag", ["noscript", "script type=text/template"])
def test_text_that_only_a_page_without_scripts_shows_is_read(tag: str) -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["ko"])
    found = _read(
        f"<header>x</header><div itemprop=articleBody><h1>T</h1><{tag}>{story}</{tag.split()[0]}></div>"
    )
    assert _texts(found) == ["T", *STORIES["ko"]]


@pytest.mark.parametrize("language", STORIES)
def test_a_longer_text_for_pages_without_scripts_is_not_read_behind_the_article(language: str) -> None:
    first, second, third = STORIES[language]
    shown, waiting = f"{first} {second}", f"<noscript>{f'<p>{third}</p>' * 8}</noscript>"
    page = f"<html lang={language}><header>x</header><article><h1>{TITLES[language]}</h1><p>{shown}</p>{waiting}</article>"
    assert _texts(_read(page)) == [TITLES[language], shown]


@pytest.mark.parametrize("language", STORIES)
def test_a_notice_is_no_article_and_that_for_pages_without_scripts_is_read(language: str) -> None:
    notice, *story = STORIES[language]
    waiting = "".join(f"<p>{each}</p>" for each in story * 3)
    page = f"<html lang={language}><h1>{TITLES[language]}</h1><noscript>{waiting}</noscript><div><p>{notice}</p></div>"
    assert set(story) <= set(_texts(_read(page)))


def test_the_title_is_the_heading_that_the_metadata_name() -> None:
    page = _page("en", head="<meta property=og:title content='The ferry stops again'>").replace(
        "<h1>The ferry stops</h1>", "<h1>Island desk</h1><h2>The ferry stops again</h2>"
    )
    found = _read(page)
    assert _texts(found) == ["The ferry stops again", *STORIES["en"]]
    assert "Island desk" in "".join(notice.evidence for notice in found.notices)


def test_a_heading_between_title_and_byline_is_the_subtitle() -> None:
    found = _read(_page("ko", before="<h2>섬사람들이 배를 기다린다</h2><p class=byline>김하늘 기자</p>"))
    assert found.front.subtitle == "섬사람들이 배를 기다린다"
    assert _texts(found) == [TITLES["ko"], *STORIES["ko"]]


def test_no_account_and_no_mark_up_is_an_author() -> None:
    written = [
        "<a href='/p'>Ana Ruiz</a>",
        "admin",
        "관리자",
        "小编",
        "ana.ruiz",
        "@ana",
        "a@example.org",
        "김하늘",
        "王芳",
    ]
    assert people(written) == ("Ana Ruiz", "김하늘", "王芳")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ruiz, Ana", ("Ana Ruiz",)),
        ("Ana Ruiz, John Doe", ("Ana Ruiz", "John Doe")),
        ("Brenda Hill, MD", ("Brenda Hill, MD",)),
        ("김하늘, 박바다", ("김하늘", "박바다")),
    ],
)
def test_names_in_metadata_are_people(written: str, meant: tuple[str, ...]) -> None:
    assert listed_authors(written) == meant


def test_a_formula_leaves_no_hole_in_its_sentence() -> None:
    formula = (
        "<span class=mwe-math-element><span style='display: none'><math><mi>t</mi></math></span>"
        "<img class=mwe-math-fallback-image-inline aria-hidden=true alt='{\\displaystyle t}'></span>"
    )
    found = _read(
        _page(
            "en",
            within=f"<p>If the time is {formula}, then the stone has reached the water below the wall.</p>",
        )
    )
    assert "If the time is t, then the stone has reached the water below the wall." in _texts(found)


def test_what_a_ruby_stands_over_is_read_though_it_is_hidden_from_screen_readers() -> None:
    found = _read(
        _page(
            "zh",
            within="<p><ruby><rb aria-hidden=true>渡船</rb><rt>ぶね</rt></ruby>停在河边的码头旁边，已经整整两天没有开动了。</p>",
        )
    )
    assert any(text.startswith("渡船停") for text in _texts(found))


def test_one_damaged_byte_of_a_page_is_read_with_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(_page("en", head="<meta charset=utf-8>").encode().replace(b"Home", b"H\xfcme"))
    article, notices = read(page)
    assert article.title.text == TITLES["en"]
    assert [notice.where for notice in notices if notice.code == "reading.damaged-bytes"] == ["page.html:1"]


@pytest.mark.parametrize(
    ("name", "text", "called"),
    [
        ("page.html", "<html lang=eu><article><h1>Zubia</h1><p>Udalak zubia itxi zuen atzo gauean.</p></article>", "Basque"),
        ("note.txt", "ძველი ჭა\n\nძველი ჭა მოედნის შუაში დგას და ხალხი მას ას წელზე მეტია იყენებს.\n", "Georgian"),
    ],
)  # fmt: skip
def test_a_language_that_is_not_known_is_named_and_never_taken_for_another(
    tmp_path: Path, name: str, text: str, called: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UnknownLanguage, match=called):
        read(tmp_path / name)
    assert read(tmp_path / name, "es")[0].language == "es"


def test_a_byline_that_is_a_time_alone_names_nobody() -> None:
    found = _read(_page("ko", before="<time class=byline rel=author>2024년 5월 1일</time>"))
    assert found.front.authors == ()
    assert _texts(found) == [TITLES["ko"], *STORIES["ko"]]


@pytest.mark.parametrize(
    ("fact", "is_kept"),
    [
        ("CIF Rotterdam", True),
        ("NIF has won the vote", True),
        ("ISSN 1234-5678", False),
        ("CIF: B12345678", False),
    ],
)
def test_a_list_of_facts_is_a_publishers_only_with_its_number(fact: str, is_kept: bool) -> None:
    story = "".join(
        f"<p>On day {day} the ferry stopped at noon, because the river had risen by {day} metres.</p>"
        for day in range(9)
    )
    page = f"<body><header>x</header><main><h1>T</h1>{story}<dl><dt>Terms</dt><dd>{fact}</dd></dl><p>The ferry runs again from Monday, said the harbour master of the town.</p></main>"
    found = html_reader.parse(page, "page.html", Album(Path(), "", own=False), "")
    assert any(fact in part.text for piece in found.pieces for part in piece.walk()) == is_kept


@pytest.mark.parametrize(
    ("language", "line", "is_furniture"),
    [
        ("zh", "建议加入少许盐调味。", False),
        ("zh", "建议您加入本站读者群", True),
        ("zh", "给市长提意见的人很多，但他没有回答。", False),
        ("zh", "给本站提意见", True),
        ("ja", "会員の方だけが橋を渡れるわけではない。", False),
        ("ja", "この記事は有料会員限定です。", True),
    ],
)
def test_a_sentence_that_begins_like_a_pages_request_is_no_furniture(
    language: str, line: str, is_furniture: bool
) -> None:
    assert matches("closing", line, language) == is_furniture
