"""When, where and by whom an article was made, as newsrooms write it under a title, beside it and at an article's end."""

from pathlib import Path

import pytest

from pipeline.languages.dates import iso_date
from pipeline.readers import read
from pipeline.readers.author_names import people, reporters
from pipeline.readers.credit_fields import Credits, credits_in, signature, signed
from pipeline.readers.hypertext import html_reader
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript

STORY = {
    "ko": "강물이 월요일부터 이 미터나 불어 나루터의 배는 한낮에 운항을 멈추었다고 군청이 밝혔고 사람들은 배가 언제 다시 뜨는지 몰랐다.",
    "zh-Hans": "河水从星期一起上涨了两米，渡船中午就停航了，县政府当天下午向居民发出了通知，码头上没有人知道渡船什么时候会恢复。",
    "zh-Hant": "河水從星期一起上漲了兩米，渡船中午就停航了，縣政府當天下午向居民發出了通知，碼頭上沒有人知道渡船什麼時候會恢復。",
    "ja": "川の水は月曜日から二メートル増え、渡し船は昼に運航を止めたと郡が発表し、いつ再開するのか桟橋では誰も知らなかった。",
    "ar": "توقفت العبارة ظهرا لأن النهر ارتفع مترين منذ يوم الاثنين، ولم يعرف أحد على الرصيف متى ستعود إلى العمل من جديد.",
    "es": "El transbordador se detuvo a mediodía porque el río había subido dos metros desde el lunes, y nadie en el muelle sabía cuándo volvería.",
}
TITLE = {"ko": "나룻배가 멈추다", "zh-Hans": "渡船今天停航了", "zh-Hant": "渡船今天停航了", "ja": "渡し船が止まる", "ar": "توقفت العبارة", "es": "El transbordador se detiene"}  # fmt: skip


def _page(language: str, *, head: str = "", above: str = "", under: str = "", behind: str = "") -> str:
    story = f"<p>{STORY[language]}</p>" * 4
    title = head or f"<title>{TITLE[language]}</title>"
    return (
        f"<html lang={language}><head>{title}</head><body><header><a href=/>x</a></header><main>{above}"
        f"<h1>{TITLE[language]}</h1>{under}{story}{behind}</main></body></html>"
    )


def _read(page: str) -> Manuscript:
    return html_reader.parse(page, "page.html", Album(Path(), "", own=False), "")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("出版時間：2016/05/21 11:44", Credits("2016-05-21")),
        ("2019-03-18 23:59聯合報 記者陳嘉寧／桃園機場報導", Credits("2019-03-18", ("陳嘉寧",))),
        ("社會中心／綜合報導", Credits()),
        ("发布时间：2019-05-18 来源：中国地理学会", Credits("2019-05-18")),
        ("2020-06-05 20:35 叨叨姐胡一刀", Credits("2020-06-05")),
        ("2025年1月14日 01時28分 (1月14日 01時40分更新)", Credits("2025-01-14")),
        ("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)", Credits("2013-08-28")),
        ("입력 2024.03.05 15:20 | 수정 2024.03.06 10:00", Credits("2024-03-05")),
        ("구현모 기자 입력 2025.05.15 20:00", Credits("2025-05-15", ("구현모",))),
        ("記者陳昱光／台北報導", Credits("", ("陳昱光",))),
        ("編集委員　田中陽", Credits("", ("田中陽",))),
        (
            "发表于2024-03-05 21:30| 1164次阅读| 来源江边网| 0 条评论| 作者李明",
            Credits("2024-03-05", ("李明",)),
        ),
        ("2024-03-05 09:25:09 字号：A- A A+ 来源：江边网", Credits("2024-03-05")),
    ],
)
def test_a_line_that_says_several_things_of_an_articles_origin_is_understood(
    line: str, says: Credits
) -> None:
    assert credits_in(line) == says


@pytest.mark.parametrize(
    "line",
    [
        "2024년 3월 5일, 전쟁이 끝났다", "2024年3月5日，战争结束了。", "记者从县政府获悉", "新华社北京4月24日电", "記者王小明在台北看到大火", "2024-03-05 15:20 모두 달아났다.",
        "2024-03-05 15:20 Bridge closed", "2024.03.05 15:20 지진 발생", "2024-03-05 15:20 مقتل شخصين", "En 2024 murieron 300 personas", "28 August 2013 was the day the bridge fell", "3월 5일", "دمشق، 28 آب 2013: قتل خمسة",
    ],
)  # fmt: skip
def test_a_line_that_says_more_stays_text(line: str) -> None:
    assert credits_in(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("江边报记者 李明", ("李明",)), ("采写：江边见习记者 李明、王小芳", ("李明", "王小芳")), ("【文/江边网专栏作者 李明】", ("李明",)), ("撰文／李明", ("李明",)), ("（取材・文＝佐野みどり）", ("佐野みどり",)),
        ("文／佐野 みどり　撮影／田中太郎", ("佐野 みどり",)), ("나루, 강변 김민수 기자 kim@naru.example", ("김민수",)), ("김민수 기자", ("김민수",)),
        ("江边社记者", ()), ("记者 在现场看到大火", ()), ("取材：三千人", ()), ("현장에 있던 기자", ()), ("记者李明从县政府获悉", ()), ("图：李明", ()),
        ("江边报记者 李明 王小芳", ("李明", "王小芳")), ("记者：谢谢", ()), ("评论员 认为", ()), ("作者：佚名", ()), ("ライター：募集", ()), ("取材・執筆", ()), ("여성 기자", ()), ("전직 특파원", ()),
    ],
)  # fmt: skip
def test_a_line_of_its_own_signs_a_text(line: str, names: tuple[str, ...]) -> None:
    assert signature(line) == names


def test_a_title_that_reads_as_a_signature_names_no_author() -> None:
    found = _read(
        f"<html lang=ko><header>x</header><article><h1>사건 기자</h1><p>{STORY['ko']}</p></article>"
    )
    assert found.front.authors == ()


@pytest.mark.parametrize(
    ("language", "other", "line"),
    [
        ("ko", "다리가 무너지다", "이영희 기자"),
        ("zh-Hans", "大桥倒塌了", "江边报记者 李明"),
        ("ja", "橋が落ちた", "取材・文＝佐野みどり"),
    ],
)
@pytest.mark.parametrize("leading", ["<h3>+</h3>", ""])
def test_who_signs_another_article_in_a_list_behind_this_one_is_not_its_author(
    language: str, other: str, line: str, leading: str
) -> None:
    others = f"<div class=x>{leading}<ul><li><a href=1>{other}</a></li><li>{line}</li></ul></div>"
    assert _read(_page(language, behind=others)).front.authors == ()


@pytest.mark.parametrize(
    "days",
    [
        ("2024-05-01", "2024-05-02"),
        ("2024년 5월 1일", "2024년 5월 2일"),
        ("2024年5月1日", "2024年5月2日"),
        ("May 1, 2024", "What came later"),
    ],
)
def test_the_days_of_a_diary_stay_its_headings(tmp_path: Path, days: tuple[str, str]) -> None:
    written = tmp_path / "diary.md"
    parts = "\n".join(f"## {day}\n\n{STORY['ko']}\n" for day in days)
    written.write_text(f"# 여행 일기\n\n{parts}", "utf-8")
    article, _ = read(written)
    assert [block.text for block in article.walk() if block.text in days] == [*days]


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [("zh-Hans", "江边报记者 李明", ("李明",)), ("ja", "（取材・文＝佐野みどり）", ("佐野みどり",)), ("ko", "나루 김민수 기자 kim@naru.example", ("김민수",))],
)  # fmt: skip
@pytest.mark.parametrize("place", ["under", "behind"])
def test_who_signs_in_a_line_of_its_own_is_the_author_and_is_not_read_out(
    language: str, line: str, names: tuple[str, ...], place: str
) -> None:
    found = _read(_page(language, **{place: f"<p>{line}</p>"}))
    assert found.front.authors == names
    assert line not in [piece.text for piece in found.pieces]


def test_a_heading_that_says_when_and_by_whom_is_no_heading() -> None:
    found = _read(_page("zh-Hans", under="<h4>发表于2024-03-05 21:30| 1164次阅读| 来源江边网| 作者李明</h4>"))
    assert (found.front.date, found.front.authors) == ("2024-03-05", ("李明",))
    assert [piece.text for piece in found.pieces if piece.level] == [TITLE["zh-Hans"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("〔記者陳慰慈／台北報導〕北市的河水上漲。", ("陳慰慈",)), ("開示を求めた行政文書について調べる。（米田優人）", ("米田優人",)), ("釐清死因。（王煌忠／台中報導）", ("王煌忠",)),
        ("（中央社記者邱俊欽桃園19日電）桃園市清晨發生大火。", ("邱俊欽",)), ("一時停電した。（代表撮影）", ()), ("發表了（圖／翻攝畫面）", ()), ("（综合报道）河水上涨。", ()), ("彼は（米田優人）と書いた。", ()), ("ニューヨーク（共同）", ()), ("彼は知事になった（無所属）", ()), ("会议下周举行。（人民日报）", ()), ("故事还没有结束。（待续）", ()), ("（笔记）河水上涨。", ()), ("河水上涨。（记者李明）", ("李明",)),
    ],
)  # fmt: skip
def test_a_name_in_brackets_signs_a_text(text: str, names: tuple[str, ...]) -> None:
    assert signed(text) == names


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018年09月16日 15:31", "2018-09-16"), ("2024. 3. 5. 오후 3:20", "2024-03-05"), ("2024年3月5日（火）午後3時20分", "2024-03-05"),
        ("28 آب 2013", "2013-08-28"), ("28 اغسطس 2013", "2013-08-28"), ("12 جويلية 2022", "2022-07-12"),
        ("2024/13/05 11:44", None), ("3.5.2024 11:44", None),
    ],
)  # fmt: skip
def test_a_day_with_the_time_and_a_month_by_its_other_names_is_a_date(written: str, day: str | None) -> None:
    assert iso_date(written) == day


DATELINES = {
    "ko": "입력 : 2024.03.05 15:20", "zh-Hans": "2024-03-05 15:20 来源：江边网", "zh-Hant": "出版時間：2024/03/05 15:20", "ja": "2024年3月5日 15時20分",
    "ar": "الثلاثاء، 5 آذار/مارس 2024", "es": "Publicado el 5 de marzo de 2024, 15:20",
}  # fmt: skip


@pytest.mark.parametrize("language", STORY)
@pytest.mark.parametrize("place", ["above", "under"])
def test_the_date_beside_the_title_is_the_articles_and_is_not_read_out(language: str, place: str) -> None:
    found = _read(_page(language, **{place: f"<div class=info>{DATELINES[language]}</div>"}))
    assert found.front.date[:10] == "2024-03-05"
    assert DATELINES[language] not in [piece.text for piece in found.pieces]


@pytest.mark.parametrize("language", STORY)
@pytest.mark.parametrize("behind", [" - {}", "_{}", " : 뉴스 : {}", " | {}", " :: {} ::"])
def test_the_names_behind_a_title_are_left_out_where_the_page_shows_it_without(
    language: str, behind: str
) -> None:
    title = TITLE[language]
    named = f"<title>{title}{behind.format('江边网')}</title>"
    page = _page(language, head=named).replace("<h1>", "<div class=title>").replace("</h1>", "</div>")
    found = _read(page)
    assert [piece.text for piece in found.pieces].count(title) + (found.front.title == title) == 1


@pytest.mark.parametrize("language", STORY)
def test_a_heading_with_the_sites_name_says_the_title_alone(language: str) -> None:
    title = TITLE[language]
    head = f"<meta property=og:title content='{title}'><meta property=og:site_name content='江边网'>"
    page = _page(language, head=head).replace(f"<h1>{title}</h1>", f"<h1>{title} - <b>江边网</b></h1>")
    assert _read(page).pieces[0].text == title


@pytest.mark.parametrize(
    "title", ["Explainer: how tides work", "해설기사해설기사: 물때란", "特别报道特别报道：潮汐怎样形成"]
)
def test_a_title_with_a_colon_is_whole_where_its_beginning_stands_above_it(title: str) -> None:
    kicker = title.replace("：", ":").partition(":")[0]
    story = f"<p>{STORY['zh-Hans']}</p>" * 4
    page = f"<html><head><title>{title}</title></head><body><header>x</header><main><div>{kicker}</div><h1>{title}</h1>{story}</main>"
    found = _read(page)
    assert found.pieces[0].text == title
    assert found.front.title in ("", title)


@pytest.mark.parametrize(
    "entries",
    [
        ("桥梁关闭", "两人死亡"),
        ("橋が閉鎖", "二人死亡"),
        ("지진발생", "두명사망"),
        ("Bridge closed", "Two dead"),
    ],
)
def test_what_happened_by_the_hour_is_text(entries: tuple[str, str]) -> None:
    under = "".join(f"<p>2024-03-05 15:2{number} {entry}</p>" for number, entry in enumerate(entries))
    texts = [piece.text for piece in _read(_page("zh-Hans", under=under)).pieces]
    assert [entry for entry in entries if not any(entry in text for text in texts)] == []


def test_a_newsroom_is_the_author_only_where_nobody_signs() -> None:
    data = (
        '{"@type":"NewsArticle","author":{"@type":"Organization","name":"江報"},"publisher":{"name":"江報"}}'
    )
    head = f"<title>{TITLE['zh-Hant']}</title><script type=application/ld+json>{data}</script>"
    assert _read(_page("zh-Hant", head=head)).front.authors == ("江報",)
    assert _read(_page("zh-Hant", head=head, under="<p>記者陳嘉寧／桃園報導</p>")).front.authors == (
        "陳嘉寧",
    )
    assert _read(_page("zh-Hant", head=head, behind="<p>橋斷了。（王煌忠／台中報導）</p>")).front.authors == (
        "王煌忠",
    )


@pytest.mark.parametrize(
    "byline", ["<div class=byline>By Tom Long</div>", "<a rel=author href=/t>Tom Long</a>"]
)
def test_who_is_named_in_a_pages_byline_goes_before_its_newsroom(byline: str) -> None:
    data = '{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Post"},"publisher":{"name":"The Post"}}'
    head = f"<title>{TITLE['es']}</title><script type=application/ld+json>{data}</script>"
    assert _read(_page("es", head=head, under=byline)).front.authors == ("Tom Long",)


def test_a_line_in_the_place_of_a_name_is_no_name() -> None:
    assert people(["发布于 2019-09-26 07:19:52", "澎湖縣28日電", "王煌忠"]) == ("王煌忠",)
    assert reporters("記者陳嘉寧／桃園機場報導") == ("陳嘉寧",)
    assert reporters("Ana Ruiz") == ("Ana Ruiz",)
    assert people(["name", "RIVER.NET", "李明江边大学河流研究所执行院长", "李明"]) == ("李明",)
    assert people(["藍天 (stevenhgm)", "Ana Ruiz (Reuters)"]) == ("藍天", "Ana Ruiz (Reuters)")


def test_a_heading_over_other_articles_is_no_name() -> None:
    box = "<div class=author>相关文章</div>"
    assert _read(_page("zh-Hans", under=box)).front.authors == ()


@pytest.mark.parametrize(
    ("declared", "language"), [("en", "ko"), ("en-US", "zh-Hans"), ("es", "ar"), ("ko", "es")]
)
def test_a_language_whose_script_the_text_does_not_have_is_not_taken(
    tmp_path: Path, declared: str, language: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(_page(language).replace(f"lang={language}", f"lang={declared}"), "utf-8")
    article, notices = read(file)
    assert article.language == language
    assert [notice.code for notice in notices if notice.code.endswith("language")] == [
        "reading.document-language"
    ]


@pytest.mark.parametrize("language", ["ko", "zh-Hant"])
def test_a_paragraph_behind_a_triangle_is_a_caption_and_no_hindrance_for_the_byline(language: str) -> None:
    under = "<p>▲부두의 사람들.</p><p>記者林悅／南市報導</p>"
    found = _read(_page(language, under=under))
    assert [piece.role.value for piece in found.pieces if piece.text.startswith("▲")] == ["caption"]
    assert found.front.authors == ("林悅",)
