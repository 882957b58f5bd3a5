"""Numbers in Korean text that point at a place or a thing: verses, articles, pages, documents, books, versions."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule

_BOOKS = (
    r"(?:창세기|출애굽기|레위기|민수기|신명기|여호수아|사사기|룻기|사무엘[상하]|열왕기[상하]|역대[상하]|에스라|느헤미야|에스더|욥기"
    r"|시편|잠언|전도서|아가|이사야|예레미야(?:\s?애가)?|에스겔|다니엘|호세아|아모스|오바댜|하박국|스바냐|스가랴|말라기"
    r"|(?:마태|마가|누가|요한)복음|사도행전|로마서|고린도[전후]서|갈라디아서|에베소서|빌립보서|골로새서|데살로니가[전후]서"
    r"|디모데[전후]서|디도서|빌레몬서|히브리서|야고보서|베드로[전후]서|요한[일이삼1-3]서|유다서|요한계시록|[꾸쿠코]란)"
)
_NUMBERED = (
    r"(?:버스|출구|국도|지방도|도로|고속도로|선수|타자|문제|문항|질문|홀|버튼|채널|후보|게이트|트랙|레인|염색체|교향곡|테이블"
    r"|좌석|승강장|창구|차선|항목|조항|그림|사진|확진자|환자|피고인|증인)"
)
_NUMBERING = r"(?:기호|등번호|배번|국도|문항|번호|채널|교향곡|소나타|협주곡|질문|문제|정답)"
_IN_THEIR = "세대|여성|남성|청년|표심|유권자|층|직장인"


def rules() -> list[NamedRule]:
    """To be applied before times, scores and fractions, for which they could be taken."""
    return [*_passages(), *_documents(), *_numbers(), *_generations()]


def _passages() -> list[NamedRule]:
    return [
        rule(
            "chapter and verse",
            rf"({_BOOKS})\s?(\d+):(\d+)(?:\s?[-–~∼～]\s?(\d+))?(?!\d)",
            _verse,
            "창세기 1:27 -> 창세기 일장 이십칠절",
        ),
        rule("a psalm", r"(?<=시편)\s?(\d+)(?=편)", _sino, "시편 23편 -> 시편 이십삼편"),
        rule("a chapter before its verse", r"(?<!\d)(\d+)(?=장\s?\d+절)", _sino, "3장 16절 -> 삼장 16절"),
        rule("an article of a law", r"\bArts?\.\s?(\d+)(?!\d)", r"제\1조", "Art. 33 -> 제33조"),
        rule(
            "from page to page",
            r"(?<![A-Za-z])pp?\.\s?(\d+)\s?[-–—~]\s?(\d+)",
            r"\1에서 \2쪽",
            "pp. 12-15 -> 12에서 15쪽",
        ),
        rule("a page", r"(?<![A-Za-z])pp?\.\s?(\d+)", r"\1쪽", "p. 12 -> 12쪽"),
    ]


def _documents() -> list[NamedRule]:
    return [
        rule(
            "a document of the United Nations",
            r"(?<![A-Za-z\d/])[A-Z]{1,4}(?:/[A-Z\d]+(?:\.\d+)?)+(?![a-z])(?=[^A-Z]|$)",
            _document,
            "S/RES/2397 -> S RES 2397",
        ),
        rule(
            "the number of a book",
            r"(?<=ISBN)([-\s:]*)(\d[\d-]{8,}[\dX])",
            _book,
            "ISBN 978-89-364-7290-1 -> ISBN 구칠팔 팔구 삼육사 칠이구공 일",
        ),
        rule(
            "a line of a virus or a part of a list",
            r"(?<![A-Za-z\d.])([A-Z]{1,3})\.(?=\d)",
            r"\1 점 ",
            "B.1 -> B 점 1",
        ),
        rule("a version", r"(?<![\d.])(\d+(?:\.\d+){2,})(?!\d|\.\d)", _version, "2.0.1 -> 이 점 영 점 일"),
        rule(
            "the number of a notice",
            r"(?<!\d)(\d{4})-(\d+)(?=호)",
            r"\1 다시 \2",
            "2018-1234호 -> 2018 다시 1234호",
        ),
    ]


def _numbers() -> list[NamedRule]:
    return [
        rule(
            "the number before what bears it", rf"(?<!\d)(\d+)(?=번\s{_NUMBERED})", _sino, "9번 홀 -> 구번 홀"
        ),
        rule(
            "the number behind what bears it",
            rf"({_NUMBERING}\s?)(\d+)(?=번(?!째))",
            lambda found: found[1] + cardinal.sino(int(found[2])),
            "기호 2번 -> 기호 이번",
        ),
        rule(
            "an aircraft",
            r"(?<=보잉 )(7\d7)(?:-(\d{1,4}))?(?!\d)",
            _aircraft,
            "보잉 737-800 -> 보잉 칠삼칠 팔공공",
        ),
        rule(
            "the number of a house",
            r"(?<!\d)(\d{1,4})-(\d{1,4})(?=번지|번길)",
            r"\1 다시 \2",
            "12-3번지 -> 12 다시 3번지",
        ),
        rule(
            "the months of a sentence",
            r"((?:징역|금고|집행유예|실형|구금)\s?(?:\d+년\s?)?)(6|10)(?=월)",
            _months,
            "징역 1년 6월 -> 징역 1년 육월",
        ),
        rule("the separation of powers", r"3(?=권\s?분립)", "삼", "3권 분립 -> 삼권 분립"),
    ]


def _generations() -> list[NamedRule]:
    return [
        rule(
            "a generation by its computer",
            r"(?<!\d)([3-6]86)(?=\s?(?:세대|운동권|정치|출신|그룹))",
            _one_by_one,
            "386세대 -> 삼팔육세대",
        ),
        rule(
            "people by their decades",
            rf"(?<!\d)(1020|2030|3040|4050|5060|6070)(?=\s?(?:{_IN_THEIR}))",
            _one_by_one,
            "2030 세대 -> 이공삼공 세대",
        ),
    ]


def _sino(found: re.Match[str]) -> str:
    return found.group().replace(found[1], cardinal.sino(int(found[1])))


def _one_by_one(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1])


def _verse(found: re.Match[str]) -> str:
    book, chapter, verse, last = found.groups()
    part = "편" if book == "시편" else "장"
    said = f"{book} {cardinal.sino(int(chapter))}{part} {cardinal.sino(int(verse))}"
    return f"{said}절" if not last else f"{said}절에서 {cardinal.sino(int(last))}절"


def _document(found: re.Match[str]) -> str:
    """S/RES/2397, A/77/168: no fractions; two words with a stroke, as TCP/IP, stay."""
    text = found.group()
    return text.replace("/", " ") if re.search(r"\d", text) and text.count("/") > 1 else text


def _book(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found[2])
    return " " + " ".join(map(cardinal.one_by_one, groups)) + " 엑스" * found[2].endswith("X")


def _aircraft(found: re.Match[str]) -> str:
    return " ".join(cardinal.one_by_one(number) for number in found.groups() if number)


def _months(found: re.Match[str]) -> str:
    """Months that a sentence lasts are 육월 and 십월; those of the year are 유월 and 시월."""
    return found[1] + cardinal.sino(int(found[2]))


def _version(found: re.Match[str]) -> str:
    return " 점 ".join(
        cardinal.sino(int(part)) if part[0] != "0" or len(part) == 1 else cardinal.decimals(part)
        for part in found[1].split(".")
    )
