"""Text pasted out of portals, mail, PDF files and Project Gutenberg: the article, and nothing that came along."""

from pathlib import Path

import pytest

from pipeline.document.article import Article, BlockKind, Role
from pipeline.document.notices import Notice
from pipeline.readers import read

LONG = {
    "ko": "두 강변을 잇는 야간 여객선이 앞으로 적어도 3년 더 운항한다고 시의회가 4일 저녁 밝혔다.",
    "zh": "连接两岸的夜间渡轮将至少再运营三年，市议会周一晚上作出了这一决定，运营商表示欢迎。",
    "ja": "両岸を結ぶ夜間フェリーは少なくともあと三年運航されると、市議会が月曜日の夜に決めた。",
    "en": "The night ferry between the two shores will continue for at least three more years, the council decided.",
}


def _read(folder: Path, text: str) -> tuple[Article, tuple[Notice, ...]]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return read(path)


def _words(article: Article) -> list[str]:
    return [block.text for section in article.sections for block in section.walk() if block.text]


@pytest.mark.parametrize(
    ("head", "tail", "title", "author", "body"),
    [
        (
            "야간 여객선 운항 연장\n입력 2024.03.04. 오후 6:12  수정 2024.03.04. 오후 7:01\n김하늘 기자\n3\n본문 요약봇 텍스트 음성 변환\n인쇄하기",
            "haneul@example.com\n▶ 예시뉴스 구독하기\n<저작권자 ⓒ 예시뉴스, 무단 전재-재배포 금지>\n구독\n좋아요\n5",
            "야간 여객선 운항 연장", "김하늘", LONG["ko"],
        ),
        (
            "야간 여객선 운항 연장\n김하늘 입력 2024. 3. 4. 18:12\n번역 설정\n글씨크기 조절하기\n인쇄하기",
            "Copyright © 예시뉴스. 무단전재 및 재배포 금지.\n댓글 12개\n공유하기",
            "야간 여객선 운항 연장", "김하늘", LONG["ko"],
        ),
        (
            "夜间渡轮将继续运营\n2024年03月04日 18:12 新浪新闻\n分享到微信\n字号",
            "责任编辑：王小明\n海量资讯、精准解读，尽在新浪财经APP\n点击查看更多\n举报",
            "夜间渡轮将继续运营", "", LONG["zh"],
        ),
        (
            "夜間フェリー、三年間継続へ\n2024年3月4日 18:12\n3/4(月) 18:12配信\nコメント12件\nシェアする",
            "最終更新:3/4(月) 18:30\nこの記事はいかがでしたか？\nいいね!\n無断転載を禁じます",
            "夜間フェリー、三年間継続へ", "", LONG["ja"],
        ),
        (
            "Skip to main content\nHome\nWorld\n\nCouncil votes to keep the night ferry\nBy Ana Ruiz, Staff Writer\nMarch 4, 2024 at 6:12 p.m. EST\nShare on Facebook\n4 min read",
            "© 2024 The Example Post\nSign up for our newsletter\nAna Ruiz covers the shore. Follow her @example.",
            "Council votes to keep the night ferry", "Ana Ruiz", LONG["en"],
        ),
    ],
    ids=["naver", "daum", "sina", "yahoo japan", "english"],
)  # fmt: skip
def test_of_a_pasted_page_the_article_stays_and_its_lines_are_told(
    tmp_path: Path, head: str, tail: str, title: str, author: str, body: str
) -> None:
    article, notices = _read(tmp_path, f"{head}\n\n{body}\n\n{body}\n\n{tail}\n")
    assert article.title.text == title
    assert article.authors == ((author,) if author else ())
    assert article.date[:10] == "2024-03-04"
    assert _words(article)[1:] == [body, body]
    (told,) = (notice for notice in notices if notice.code == "reading.pasted-furniture")
    assert head.splitlines()[-1] in told.evidence


@pytest.mark.parametrize("line", ["구독", "분享", "5", "Home", "ADVERTISEMENT", "©", "保存"])
def test_one_line_that_looks_like_furniture_is_no_pasted_page(tmp_path: Path, line: str) -> None:
    _, notices = _read(tmp_path, f"제목이다\n\n{LONG['ko']}\n\n{line}\n\n{LONG['ko']}\n")
    assert "reading.pasted-furniture" not in [notice.code for notice in notices]


@pytest.mark.parametrize("sign", ["◆", "■", "▣", "◇", "▶"])
@pytest.mark.parametrize(
    ("head", "language"), [("앞으로의 일정", "ko"), ("今后安排", "zh"), ("今後の予定", "ja")]
)
def test_a_line_with_a_sign_over_a_paragraph_is_a_subhead(
    tmp_path: Path, sign: str, head: str, language: str
) -> None:
    article, _ = _read(tmp_path, f"제목이다\n\n{LONG[language]}\n\n{sign} {head}\n{LONG[language]}\n")
    assert article.sections[-1].title.text == head


def test_lines_with_signs_one_below_the_other_are_a_list(tmp_path: Path) -> None:
    article, _ = _read(
        tmp_path, f"제목이다\n\n{LONG['ko']}\n\n■ 어른 2천원\n■ 어린이 천원\n■ 노인 무료\n\n{LONG['ko']}\n"
    )
    (listed,) = (block for block in article.walk() if block.kind is BlockKind.LIST)
    assert [item.text for item in listed.blocks] == ["어른 2천원", "어린이 천원", "노인 무료"]


@pytest.mark.parametrize(
    "caption", ["▲ 선착장에 정박한 여객선. /예시뉴스DB", "▲停靠在码头的渡轮。", "▲ The ferry at the landing"]
)
def test_what_a_triangle_begins_is_a_caption_and_no_heading(tmp_path: Path, caption: str) -> None:
    article, _ = _read(tmp_path, f"제목이다\n\n{LONG['ko']}\n\n{caption}\n\n{LONG['ko']}\n")
    (found,) = (block for block in article.walk() if block.role is Role.CAPTION)
    assert found.text == caption.lstrip("▲ ")


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("From: Jane Roe <jane@example.org>\nTo: list@example.org\nSubject: Re: 다리\nDate: Mon, 4 Mar 2024 09:12:33 +0100", "다리", "Jane Roe"),
        ("보낸사람: 김하늘 <h@example.org>\n받는사람: b@example.org\n제목: 회신: 다리\n날짜: 2024-03-04", "다리", "김하늘"),
        ("发件人：王小明 <w@example.org>\n收件人：b@example.org\n主题：转发：桥\n日期：2024年3月4日", "桥", "王小明"),
    ],
)  # fmt: skip
def test_a_mails_head_says_who_and_when_and_no_address_is_told(
    tmp_path: Path, head: str, title: str, author: str
) -> None:
    text = f"{head}\n\nThe bridge will be closed from Monday to Friday. Please use\nthe ferry, which leaves every half hour from the south\nlanding.\n\nBest regards,\nJane\n--\nJane Roe\nTel. +44 20 7946 0000\n"
    article, notices = _read(tmp_path, text)
    assert (article.title.text, article.authors, article.date[:10]) == (title, (author,), "2024-03-04")
    assert _words(article)[1:] == [
        "The bridge will be closed from Monday to Friday. Please use the ferry, which leaves every half hour from the south landing."
    ]
    assert not any(word in f"{article!r}{notices!r}" for word in ("example.org", "7946"))


def test_a_text_that_speaks_of_a_subject_is_no_mail(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, f"제목: 다리\n\n{LONG['ko']}\n\n감사합니다.\n")
    assert "감사합니다." in [block.text for block in article.walk()]
    assert not [notice for notice in notices if notice.code.startswith("reading.pasted")]


def test_a_book_of_gutenberg_is_what_stands_between_its_marks(tmp_path: Path) -> None:
    text = (
        "The Project Gutenberg eBook of The Lamp\n\nTitle: The Lamp\n\nAuthor: A. Writer\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\n"
        "Produced by Some\n\n\nTHE LAMP\n\nBy A. Writer\n\n\nCONTENTS\n\n   I. The Harbour\n   II. The Storm\n\n\nCHAPTER I.\n\nTHE HARBOUR OF THE TOWN\n\n\n"
        "It was a grey morning in the harbour, and the _Sea Bird_ lay at the\nquay with her sails furled.[1] The captain had been\nashore since the evening, and nobody knew when\nhe would be back.\n\n     O lamp that burns above,\n       Thou keepest watch\n"
        "     And givest them thy light.\n\n[Footnote 1: The tide is late.]\n\n\nCHAPTER II.\n\nTHE STORM\n\n\nThe wind rose in the afternoon and tore the sails.\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\nUpdated editions.\n"
    )
    article, notices = _read(tmp_path, text)
    assert (article.title.text, article.authors) == ("The Lamp", ("A. Writer",))
    assert [section.title.text for section in article.sections] == [
        "Chapter I. The Harbour of the Town",
        "Chapter II. The Storm",
    ]
    first, verse, note = article.sections[0].blocks
    assert (
        first.text
        == "It was a grey morning in the harbour, and the Sea Bird lay at the quay with her sails furled. The captain had been ashore since the evening, and nobody knew when he would be back."
    )
    assert verse.text == "O lamp that burns above,\nThou keepest watch\nAnd givest them thy light."
    assert (note.kind, note.text) == (BlockKind.NOTE, "The tide is late.")
    assert not any("utenberg" in block.text for block in article.walk())
    assert "reading.pasted-licence" in [notice.code for notice in notices]


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {} of 3", "{}쪽", "第{}页"[1:]])
def test_numbers_and_running_heads_of_pages_are_set_aside(tmp_path: Path, number: str) -> None:
    page = "\n".join([LONG["ko"], "", LONG["ko"], "", LONG["ko"], "", LONG["ko"]])
    text = (
        "제목이다\n\n"
        + "\n\n".join(f"{page}\n\n{number.format(each)}\n\n월간 강변" for each in (1, 2, 3))
        + "\n"
    )
    article, notices = _read(tmp_path, text)
    assert _words(article)[1:] == [LONG["ko"]] * 12
    (told,) = (notice for notice in notices if notice.code == "reading.pasted-pages")
    assert told.evidence.count("월간 강변") == 3


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_numbers_over_the_sections_of_an_essay_are_no_pages(tmp_path: Path, language: str) -> None:
    section = "\n\n".join([LONG[language]] * 3)
    text = "Lager\n\n" + "\n\n".join(f"{each}\n\n{section}" for each in (1, 2, 3)) + "\n"
    article, notices = _read(tmp_path, text)
    words = [block.text for block in article.walk()]
    assert [each for each in words if each in ("1", "2", "3")] == ["1", "2", "3"]
    assert "reading.pasted-pages" not in [notice.code for notice in notices]


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_a_number_amid_a_sentence_counts_pages(tmp_path: Path, language: str) -> None:
    page = "\n\n".join([LONG[language]] * 3)
    half, rest = LONG[language][:20], LONG[language][20:]
    article, _ = _read(tmp_path, f"Lager\n\n{page}\n\n1\n\n{page}\n\n{half}\n\n2\n\n{rest}\n\n{page}\n\n3\n")
    assert not {block.text for block in article.walk()} & {"1", "2", "3"}


def test_verse_keeps_its_lines_and_a_text_that_is_set_in_throughout_is_none(tmp_path: Path) -> None:
    article, _ = _read(
        tmp_path, f"제목이다\n\n{LONG['ko']}\n\n    강이 흐른다\n    밤에도 흐른다\n\n{LONG['ko']}\n"
    )
    assert "강이 흐른다\n밤에도 흐른다" in [block.text for block in article.walk()]
    article, _ = _read(tmp_path, "    제목이다\n\n    강이 흐른다\n    밤에도 흐른다\n")
    assert "강이 흐른다\n밤에도 흐른다" not in [block.text for block in article.walk()]


SENTENCES = {
    "c) access to a lawyer;": "en",
    "(c) access to a lawyer;": "en",
    "Sign up for the army or leave, they said.": "en",
    "Follow me, he said.": "en",
    "Copyright law does not apply to the rules, said the minister on Monday.": "en",
    "경찰은 무단 배포 혐의로 다섯 명을 체포했다.": "ko",
    "저작권자의 손을 들어준 법원은 이유를 밝히지 않았다.": "ko",
    "未经许可，任何人不得进入难民营。": "zh",
    "转发给家人的信里说他还活着。": "zh",
}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("notice", ["ⓒ 예시뉴스\n공유하기", "© 2024 Example\nTweet"])
def test_a_sentence_that_begins_like_furniture_stays_in_a_pasted_page(
    tmp_path: Path, sentence: str, notice: str
) -> None:
    body = LONG[SENTENCES[sentence]]
    items = ("b) food and water;\n", "\nd) a bed;") if "c)" in sentence else ("", "")
    text = f"Lager\n\n{body}\n\n{sentence.join(items)}\n{notice}\n\n{body}\n"
    article, notices = _read(tmp_path, text)
    assert article.title.text == "Lager"
    assert sentence.rstrip(";") in " ".join(block.text for block in article.walk()).replace("( c", "(c")
    (told,) = (one for one in notices if one.code == "reading.pasted-furniture")
    assert told.evidence == notice


@pytest.mark.parametrize("sentence", ["未经许可，任何人不得进入难民营。", "경찰은 무단 배포 혐의로 다섯 명을 체포했다.", "Follow me, he said."])  # fmt: skip
def test_a_short_title_over_such_a_sentence_stays(tmp_path: Path, sentence: str) -> None:
    body = LONG["en"]
    article, _ = _read(tmp_path, f"Lager\n\n{sentence}\n\n{body}\n\n{body}\n\nTweet\n© 2024 Example\n")
    assert article.title.text == "Lager"
    assert sentence in [block.text for block in article.walk()]
