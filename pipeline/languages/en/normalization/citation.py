"""English citations: paragraphs of laws, resolutions, versions, chapters and the short words before numbers."""

import re

from pipeline.languages.normalization.counting import cardinal, one_by_one, year
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import roman

_SHORT = {
    "art": "article", "arts": "articles", "chap": "chapter", "chs": "chapters", "sec": "section", "secs": "sections",
    "n": "note", "nn": "notes", "fn": "footnote", "res": "resolution", "ext": "extension", "cl": "clause",
    "reg": "regulation", "sched": "schedule", "app": "appendix", "eq": "equation", "figs": "figures", "vols": "volumes",
}  # fmt: skip
"""What these stand for before a number."""
_CASES = r"Case|Bill|Public Law|Pub\. L\.|Docket"
_ACTS = r"Directive|Regulation|Decision|Law|Act|Decree|Order|Case|Bill|Public Law|Pub\. L\.|Docket|Decree-Law|Ordinance"
_PARTS = "section|subsection|paragraph|subparagraph|clause|article|rule|part|item|point"
_ITEM = r"(?:\d{1,2}|[A-Za-z]|[ivx]{2,5})"
_NUMBERED = (
    r"World War|Part|Chapter|Act|Scene|Phase|Article|Volume|Vol\.|Section|Title|Annex|Book|Appendix|Super Bowl"
    r"|Level|Stage|Type|Class|Category|Schedule|Tier|Grade|Round|Protocol|Apollo|Amendment|Table|Figure"
)
_ROMAN = r"(?=[IVXLC])(?:X[LC]|L?X{0,3})(?:I[VX]|V?I{0,3})(?<=[IVXLC])"


def letters() -> list[NamedRule]:
    """To be applied before rulers."""
    return [
        rule(
            "a chapter or a war",
            rf"\b((?:{_NUMBERED})s?) ({_ROMAN})\b(?!\.[A-Z])",
            _chapter,
            "Chapter IV -> Chapter four",
        ),
        rule(
            "paragraphs by small Roman numerals",
            rf"\b((?:{_PARTS})s? )(\([ivx]{{1,5}}\)(?:(?:,? (?:and|or|to) |, )\([ivx]{{1,5}}\))*)",
            _small_roman,
            "section (ii) and (iv) -> section two and four",
            re.IGNORECASE,
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before all other rules for digits."""
    return [*_laws(), *_numbers()]


def versions() -> list[NamedRule]:
    """To be applied when dates and thousands with full stops are known."""
    return [
        rule(
            "a version or an address of four numbers",
            r"(?<![\d.])\d+(?:\.\d+){2,}(?!\.?\d)",
            _version,
            "2.0.1 -> two point zero point one",
        ),
    ]


def _laws() -> list[NamedRule]:
    return [
        rule(
            "a paragraph of an article",
            rf"(?:(?<=\d)|(?<=\d[A-Z]))(?:\({_ITEM}\))+",
            _paragraphs,
            "5(2)(a) -> 5, 2, eigh",
        ),
        rule("to a paragraph", rf"(?<=\w)\s?[-–]\s?\(({_ITEM})\)", r" to \1", "2-(b) -> 2 to b"),
        rule("letters before a number", r"(?<![A-Za-z.])([A-Z]{2})\.(?=\d)", r"\1 ", "UN.5 -> UN 5"),
        rule(
            "a resolution by its symbol",
            r"(?<=/RES/)\d{4}\b",
            _symbol,
            "/RES/2397 -> /RES/twenty-three ninety-seven",
        ),
        rule(
            "a shortened word before a number",
            rf"(?<![\w.])({'|'.join(_SHORT)})\.\s?(?=\d)",
            _in_full,
            "Art. 5 -> Article 5",
            re.IGNORECASE,
        ),
        rule(
            "a resolution",
            r"\b([Rr]esolutions? )((?:\d{4},? (?:and )?)*\d{4})\b",
            _resolutions,
            "resolution 2397 -> resolution twenty-three ninety-seven",
        ),
        rule("a paragraph", r"\b([Pp])ara(s?)\b (?=\d)", r"\1aragraph\2 ", "para 5 -> paragraph 5"),
    ]


def _numbers() -> list[NamedRule]:
    return [
        rule(
            "an act and its year",
            rf"\b((?:{_ACTS})(?: \(E[UC]+\))?(?: [Nn]os?\.?)? \d+)/(?=\d)",
            r"\1, ",
            "Directive 95/46 -> Directive 95, 46",
        ),
        rule(
            "a case and its year",
            rf"\b((?:{_CASES})(?: [Nn]os?\.?)? \d+)-(?=\d)",
            r"\1, ",
            "Case 12-345 -> Case 12, 345",
        ),
        rule("a number with a part", r"\b([Nn]o\.\s?\d+)[-–](?=\d)", r"\1, ", "No. 12-345 -> No. 12, 345"),
        rule("a number without a space", r"\bNo(?=\d)", "Number ", "No5 -> Number 5"),
        rule(
            "a number without a full stop",
            r"\bNo (?=\d{1,3}(?![\d,.%]|\s[a-z]+s\b|\s(?:people|men|women|children|more|less)\b))",
            "Number ",
            "No 5 -> Number 5",
        ),
    ]


def plans() -> list[NamedRule]:
    """To be applied before paragraphs."""
    return [
        rule(
            "a plan named by its paragraph",
            r"(?<![\d.,§])(?<!Section )(?<!section )(401|403)\(([a-z])\)(?!\w|\()",
            lambda found: f"four oh {'one' if found[1] == '401' else 'three'} {found[2]}",
            "401(k) -> four oh one k",
        ),
    ]


def _chapter(found: re.Match[str]) -> str:
    return f"{found[1]} {cardinal(str(roman(found[2])), 'en')}"


def _paragraphs(found: re.Match[str]) -> str:
    """(2)(a)(ii): two, a, two."""
    said, after_letter = [], False
    for item in re.findall(r"\((\w+)\)", found.group()):
        numeral = re.fullmatch(r"[ivx]+", item) and (len(item) > 1 or after_letter)
        said.append(str(roman(item.upper())) if numeral else "eigh" if item in "aA" else item)
        after_letter = item.isalpha()
    return "".join(f", {item}" for item in said)


def _resolutions(found: re.Match[str]) -> str:
    return found[1] + re.sub(r"\d{4}", lambda number: _resolution(number.group()), found[2])


def _symbol(found: re.Match[str]) -> str:
    return _resolution(found.group())


def _resolution(digits: str) -> str:
    """By hundreds, as the Security Council's are said: twenty-three ninety-seven."""
    return year(int(digits), "en") if digits[0] != "0" else digits


def _in_full(found: re.Match[str]) -> str:
    said = _SHORT[found[1].lower()]
    return f"{said.capitalize() if found[1][0].isupper() else said} "


def _version(found: re.Match[str]) -> str:
    parts = found.group().split(".")
    sign, say = ("dot", one_by_one) if len(parts) == 4 else ("point", cardinal)
    said = f" {sign} ".join(say(part, "en") for part in parts)
    return " " * found.string[found.start() - 1 : found.start()].isalpha() + said


def _small_roman(found: re.Match[str]) -> str:
    return found[1] + re.sub(r"\((\w+)\)", lambda each: cardinal(str(roman(each[1].upper())), "en"), found[2])
