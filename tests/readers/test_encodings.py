"""Encodings: named by a mark, by a declaration, or by what the bytes show; else one clear refusal."""

from pathlib import Path

import pytest

from pipeline.document.article import Article
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError, ArticleNotText
from pipeline.readers import read

TEXTS = {
    "ko": "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올라 마을 사람들은 다리를 건너지 못했다. 배는 모두 항구로 돌아왔고, 학교는 문을 닫았다.\n\n시장은 “비가 그치면 곧 다시 열겠다”고 말했다.\n",
    "zh-Hans": "# 过河的桥\n\n昨天晚上河水上涨，村里的人不能过桥。所有的船都回到了港口，学校也关门了。\n\n市长说：“雨停了以后，我们马上就会重新开放。”\n",
    "zh-Hant": "# 過河的橋\n\n昨天晚上河水上漲，村裡的人不能過橋。所有的船都回到了港口，學校也關門了。\n\n市長說：「雨停了以後，我們馬上就會重新開放。」\n",
    "ja": "# 川を渡る橋\n\n昨日の夕方、川の水が大きく増え、村の人々は橋を渡れなかった。船はすべて港に戻り、学校は休みになった。\n\n市長は「雨がやめばすぐに再開する」と話した。\n",
    "es": "# El puente sobre el río\n\nAyer por la tarde el río creció y los vecinos no pudieron cruzar el puente. Todos los barcos volvieron al puerto y el colegio cerró.\n\nEl alcalde dijo: «Abriremos mañana, cuando deje de llover».\n",
    "ru": "# Мост через реку\n\nВчера вечером вода в реке поднялась, и жители не смогли перейти мост. Все лодки вернулись в порт, а школа закрылась.\n\nМэр сказал, что мост скоро откроют.\n",
    "pl": "# Most przez rzekę\n\nWczoraj wieczorem rzeka wezbrała i mieszkańcy nie mogli przejść przez most. Wszystkie łodzie wróciły do portu, a szkołę zamknięto.\n\nBurmistrz powiedział, że wkrótce go otworzą.\n",
    "el": "# Η γέφυρα\n\nΧθες το βράδυ το ποτάμι φούσκωσε και οι κάτοικοι δεν μπόρεσαν να περάσουν τη γέφυρα. Όλα τα πλοία γύρισαν στο λιμάνι.\n",
    "ar": "# الجسر فوق النهر\n\nارتفع ماء النهر مساء أمس ولم يستطع سكان القرية عبور الجسر. عادت كل القوارب إلى الميناء وأغلقت المدرسة أبوابها.\n",
    "en": "# The bridge\n\nThe river rose last night, and nobody could cross the bridge. All boats came back to the harbour.\n",
}


def _read(folder: Path, data: bytes, name: str = "article.md") -> tuple[Article, tuple[Notice, ...]]:
    path = folder / name
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize(
    ("language", "encoding", "named"),
    [
        ("ko", "cp949", "CP949"),
        ("ko", "euc-kr", "CP949"),
        ("zh-Hans", "gb18030", "GB18030"),
        ("zh-Hans", "gb2312", "GB18030"),
        ("zh-Hant", "big5", "Big5"),
        ("zh-Hant", "gb18030", "GB18030"),
        ("ja", "shift_jis", "Shift_JIS"),
        ("ja", "euc-jp", "EUC-JP"),
        ("ja", "iso2022_jp", "ISO-2022-JP"),
        ("es", "cp1252", "Windows-1252"),
        ("ru", "cp1251", "Windows-1251"),
        ("ru", "koi8-r", "KOI8-R"),
        ("pl", "cp1250", "Windows-1250"),
        ("el", "cp1253", "Windows-1253"),
        ("ar", "cp1256", "Windows-1256"),
        *((language, "utf-16", "UTF-16") for language in ("ko", "zh-Hans", "en")),
        *((language, "utf-16-le", "UTF-16") for language in TEXTS),
        *((language, "utf-16-be", "UTF-16") for language in TEXTS),
        *((language, "utf-32-be", "UTF-32") for language in ("ko", "zh-Hant", "en")),
    ],
)
def test_the_same_article_comes_out_of_every_encoding(
    tmp_path: Path, language: str, encoding: str, named: str
) -> None:
    expected, silent = _read(tmp_path, TEXTS[language].encode())
    article, notices = _read(tmp_path, TEXTS[language].encode(encoding))
    assert article == expected
    assert not silent
    assert [(notice.code, notice.level) for notice in notices] == [("reading.encoding", Level.INFO)]
    assert named in notices[0].text


HARMFUL = (
    "base64_codec", "base64", "zlib", "bz2", "zip", "hex", "uu", "quopri", "rot13", "idna", "punycode", "undefined",
    "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "aliases", "x" * 5000,
)  # fmt: skip
ASCII_PAGE = "<html lang=en><head>{}<title>T</title></head><body><article><h1>The bridge</h1><p>The river rose last night, and nobody could cross.</p></article></body></html>"
PAGE = "<html><head>{}<title>T</title></head><body><article><h1>강을 건너는 다리</h1><p>어제 저녁 강물이 크게 올라 마을 사람들은 다리를 건너지 못했다.</p></article></body></html>"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="euc-kr">', "cp949"),
        ("<meta charset=ks_c_5601-1987>", "cp949"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR">', "cp949"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="nonsense">', "cp949"),
        ("", "cp949"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_in_the_encoding_it_declares(tmp_path: Path, head: str, encoding: str) -> None:
    article, notices = _read(tmp_path, PAGE.format(head).encode(encoding), "a.html")
    assert article.title.text == "강을 건너는 다리"
    assert not [notice for notice in notices if notice.code == "reading.encoding"] or encoding != "utf-8"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("shift_jis", "utf-8"), ("koi8-r", "utf-8"), ("utf-7", "utf-8"), ("utf-8", "cp949"), ("utf-7", "cp949")],
)
def test_a_false_declaration_is_passed_over_and_told(tmp_path: Path, declared: str, encoding: str) -> None:
    head = f'<meta charset="{declared}">'
    article, notices = _read(tmp_path, PAGE.format(head).encode(encoding), "a.html")
    assert article.title.text == "강을 건너는 다리"
    assert ("reading.encoding", Level.WARNING) in [(notice.code, notice.level) for notice in notices]


@pytest.mark.parametrize("name", ["utf-16", "U16", "utf-32", "utf_16_le"])
def test_a_page_whose_declaration_could_be_read_is_not_in_wide_characters(tmp_path: Path, name: str) -> None:
    article, _ = _read(tmp_path, ASCII_PAGE.format(f'<meta charset="{name}">').encode(), "a.html")
    assert article.title.text == "The bridge"


@pytest.mark.parametrize("name", HARMFUL)
def test_a_character_set_that_is_none_of_text_is_passed_over(tmp_path: Path, name: str) -> None:
    """Not looked up: `zlib` would unpack without bound, and `undefined` raises whatever it is given."""
    page = ASCII_PAGE.format(f'<meta charset="{name}">')
    article, notices = _read(tmp_path, page.encode(), "a.html")
    assert article.title.text == "The bridge"
    assert ("reading.encoding", Level.WARNING) in [(notice.code, notice.level) for notice in notices]


def test_an_xhtml_page_may_declare_its_encoding_as_xml_does(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="euc-kr"?>\n' + PAGE.format("")
    article, _ = _read(tmp_path, page.encode("cp949"), "a.xhtml")
    assert article.title.text == "강을 건너는 다리"


@pytest.mark.parametrize(
    "data",
    [
        "제목\n본문".encode("cp949"),
        b"# Title\n\nA caf\xe9.",
        b"\xff" + b"a" * 1000,
        bytes(range(128, 256)) * 3,
    ],
)
def test_what_is_not_sure_is_refused_with_all_that_was_tried(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ArticleNotText) as caught:
        _read(tmp_path, data)
    for name in ("UTF-8", "CP949", "GB18030", "Big5", "Shift_JIS", "Windows-1252"):
        assert name in caught.value.message
    assert "iconv" in caught.value.advice


@pytest.mark.parametrize(
    ("language", "encoding", "named"),
    [
        ("ko", "utf-8", "UTF-8"),
        ("ko", "cp949", "CP949"),
        ("zh-Hans", "gb18030", "GB18030"),
        ("ja", "cp932", "Shift_JIS"),
    ],
)
def test_a_byte_without_meaning_is_named_with_its_line(
    tmp_path: Path, language: str, encoding: str, named: str
) -> None:
    text = TEXTS[language]
    at = text.index("\n\n", 20) + 2
    data = text[:at].encode(encoding) + b"ab\x81\n" + text[at:].encode(encoding)
    with pytest.raises(ArticleNotText) as caught:
        _read(tmp_path, data)
    assert f"line {text[:at].count(chr(10)) + 1}, byte 3 (0x81)" in caught.value.message
    assert named in caught.value.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp949", "utf-8"])
def test_a_text_cut_within_its_last_character_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(ArticleError) as caught:
        _read(tmp_path, f"{TEXTS['ko']}끝".encode(encoding)[:-1])
    assert "line" in caught.value.message


@pytest.mark.parametrize("encoding", ["cp949", "utf-16-le"])
def test_a_long_text_in_another_encoding_is_read_whole(tmp_path: Path, encoding: str) -> None:
    text = TEXTS["ko"] * 3000
    article, _ = _read(tmp_path, text.encode(encoding), "a.txt")
    assert sum(len(block.text) for block in article.walk()) > len(text) * 0.9


def test_no_text_is_taken_for_another_ones_encoding(tmp_path: Path) -> None:
    """Lone surrogates and binary data are nobody's text."""
    for data in (b"ab\xed\xa0\x80", bytes(range(256)) * 50, b"\x00\x01" * 500, "글".encode("utf-16-le") * 3):
        with pytest.raises(ArticleNotText):
            _read(tmp_path, data)
