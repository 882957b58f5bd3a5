"""Numbers in Korean text that point at a place or a thing: verses, articles, pages, documents, books, versions, lines."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization import coordinates
from pipeline.languages.normalization.signs import Rule

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


def rules() -> list[Rule]:
    """To be applied before times, scores and fractions, for which they could be taken."""
    return [
        (re.compile(rf"({_BOOKS})\s?(\d+):(\d+)(?:\s?[-–~∼～]\s?(\d+))?(?!\d)"), _verse),
        (re.compile(r"(?<=시편)\s?(\d+)(?=편)"), _verbalize),
        (re.compile(r"(?<!\d)(\d+)(?=장\s?\d+절)"), _verbalize),
        (re.compile(r"\bArts?\.\s?(\d+)(?!\d)"), r"제\1조"),
        (re.compile(r"(?<![A-Za-z])pp?\.\s?(\d+)\s?[-–—~]\s?(\d+)"), r"\1에서 \2쪽"),
        (re.compile(r"(?<![A-Za-z])pp?\.\s?(\d+)"), r"\1쪽"),
        (re.compile(r"(?<![A-Za-z\d/])[A-Z]{1,4}(?:/[A-Z\d]+(?:\.\d+)?)+(?![a-z])(?=[^A-Z]|$)"), _document),
        (re.compile(r"(?<=ISBN)([-\s:]*)(\d[\d-]{8,}[\dX])"), _book),
        (re.compile(r"(?<![A-Za-z\d.])([A-Z]{1,3})\.(?=\d)"), r"\1 점 "),
        (re.compile(r"(?<![\d.])(\d+(?:\.\d+){2,})(?!\d|\.\d)"), _version),
        (re.compile(r"(?<![\w.)\]])\.(?=\d)"), "0."),
        (re.compile(rf"(?<!\d)(\d+)(?=번\s{_NUMBERED})"), _verbalize),
        (re.compile(rf"({_NUMBERING}\s?)(\d+)(?=번(?!째))"), lambda found: found[1] + cardinal.sino(int(found[2]))),
        (re.compile(r"(?<=보잉 )(7\d7)(?:-(\d{1,4}))?(?!\d)"), _aircraft),
        (re.compile(r"(?<!\d)(\d{1,4})-(\d{1,4})(?=번지|번길)"), r"\1 다시 \2"),
        (re.compile(r"((?:징역|금고|집행유예|실형|구금)\s?(?:\d+년\s?)?)(6|10)(?=월)"), _months),
        (re.compile(r"3(?=권\s?분립)"), "삼"),
        (re.compile(r"(?<![\d.])(\d+)\^(\d+)"), r"\1의 \2제곱"),
        (re.compile(r"(?:시속\s?)?(?<![\d.])(\d+(?:\.\d+)?)\s?(?:km|㎞)/h(?![A-Za-z])"), r"시속 \1km"),
        (re.compile(r"(?:초속\s?)?(?<![\d.])(\d+(?:\.\d+)?)\s?m/s(?:ec)?(?![A-Za-z\d])"), r"초속 \1m"),
        (re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)[kK](?=\s?(?:달리기|마라톤|코스|대회))"), r"\1km"),
        (re.compile(r"(?<=\d초)\s?(\d\d)(?!\d)"), lambda found: " " + cardinal.decimals(found[1])),
        (re.compile(r"(?<!\d)([1-4])/4(?=분기)"), lambda found: f"{cardinal.sino(int(found[1]))}사"),
        (re.compile(r"(?<![\d/])(\d{4})/(\d\d)(?![\d/])"), _season),
        (re.compile(r"(?<!\d)([3-6]86)(?=\s?(?:세대|운동권|정치|출신|그룹))"), _one_by_one),
        (re.compile(r"(?<!\d)(1020|2030|3040|4050|5060|6070)(?=\s?(?:세대|여성|남성|청년|표심|유권자|층|직장인))"), _one_by_one),
        *coordinates.rules("ko"),
    ]  # fmt: skip


def _verbalize(found: re.Match[str]) -> str:
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


def _season(found: re.Match[str]) -> str:
    """2024/25, a season; 1000/99 stays a fraction."""
    follows = (int(found[1]) + 1) % 100 == int(found[2])
    return f"{found[1]}에서 {found[2]}" if follows else found.group()
