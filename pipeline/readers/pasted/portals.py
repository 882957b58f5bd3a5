"""Lines of news pages and portals around an article, and the forms in which they write who and when."""

import re
import tomllib
from functools import cache
from pathlib import Path

from pipeline.readers.headings import words
from pipeline.readers.pasted.draft import Draft

_LONGEST = 300
_HEAD_LINES = 25
_TITLE_WORDS = 4
_FEWEST = 2
"""Lines that are furniture for sure in a text that was pasted from a page."""
_ITEM = re.compile(r"\s*[(（\[]*(?P<letter>[a-z])[)）.]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;。！？][\"'”’」』)）]*\s*\Z")
_TIME = r"(?:\s*(?:at|,|오전|오후|上午|下午)?\s*\d{1,2}(?::\d\d(?::\d\d)?|時\d\d分|시\s?\d\d분)(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?)"
_DAY = r"(?:\d{4}\s?[.\-/年년]\s?\d{1,2}\s?[.\-/月월]\s?\d{1,2}\s?[.日일]?|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})"
_DATED = re.compile(
    rf"(?:(?P<name>(?!입력|등록|승인|수정|발행|게시|기사)[가-힣]{{2,4}})\s+(?:기자\s+)?)?(?:(?:입력|등록|승인|기사입력|发布时间|发布于|公開|掲載|published|posted)\s*[:：]?\s*)?(?P<day>{_DAY}){_TIME}(?P<rest>.*)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"\s*(?:(?:[|·・]\s*)?(?:수정|최종수정|업데이트|更新|updated?|modified|来源|來源)\s*[:：]?\s*(?:{_DAY}{_TIME}?|\S{{1,20}})|[^\d\s]{{1,12}})?\s*",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"(?P<by>by\s+[^,]{3,60}),\s+(?:\w+\s){0,2}(?:writer|reporter|correspondent|editor|staff|associated press|reuters|bureau chief|columnist)\w*\s*",
    re.IGNORECASE,
)


def set_furniture_aside(draft: Draft) -> None:
    """Empty the lines of the page around the article, when there are enough to say that it was pasted from one."""
    sure = {number for number in range(len(draft.lines)) if _is_furniture(draft.lines, number)}
    if len(sure) < _FEWEST:
        return
    found = _with_neighbours(draft.lines, sure)
    found |= _sentences_between(draft.lines, found)
    found |= _menu(draft.lines, found)
    draft.set_aside("pasted-furniture", *sorted(found))
    _write_heads_plainly(draft)


def _is_furniture(lines: list[str], number: int) -> bool:
    line = lines[number]
    if _is(line, "leading") and not _SENTENCE_END.search(line):
        return True
    return _is(line, "sure") and not _is_item(lines, number)


def _is_item(lines: list[str], number: int) -> bool:
    """Whether a line that begins with `(c)` is the third item of a list, and no notice of rights."""
    if not (item := _ITEM.match(lines[number])):
        return False
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    behind = next((line for line in lines[number + 1 :] if line.strip()), "")
    letters = [found["letter"].lower() for line in (before, behind) if (found := _ITEM.match(line))]
    return any(abs(ord(letter) - ord(item["letter"].lower())) == 1 for letter in letters)


def _is(line: str, kind: str) -> bool:
    text = " ".join(line.split())
    return bool(text) and len(text) <= _LONGEST and bool(_patterns()[kind].fullmatch(text))


def _with_neighbours(lines: list[str], sure: set[int]) -> set[int]:
    """`sure` lines, and lines beside them that may be furniture too, with those beside these."""
    filled = _filled(lines)
    found = set(sure)
    for order in (filled, filled[::-1]):
        before = -1
        for number in order:
            if before in found and number not in found and _is(lines[number], "near"):
                found.add(number)
            before = number
    return found


def _sentences_between(lines: list[str], found: set[int]) -> set[int]:
    """Sentences that begin like furniture, between two lines of it or behind the last one."""
    filled = _filled(lines)
    return {
        number
        for before, number, behind in zip(filled, filled[1:], [*filled[2:], None], strict=False)
        if before in found and (behind is None or behind in found) and _is(lines[number], "leading")
    }


def _filled(lines: list[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.strip()]


def _menu(lines: list[str], found: set[int]) -> set[int]:
    """The short lines above the title, where one of them is furniture; never the first, which may be the title."""
    above: set[int] = set()
    first = next(iter(_filled(lines)), -1)
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if not line.strip():
            continue
        if number not in found and words(line) >= _TITLE_WORDS:
            return above - {first} if above & found else set()
        above.add(number)
    return set()


def _write_heads_plainly(draft: Draft) -> None:
    """Leave of the lines that say who and when what they say of it: no hours, no changes, no offices."""
    for number, line in enumerate(draft.lines[: _HEAD_LINES * 2]):
        text = " ".join(line.split())
        if len(text) > 120:
            continue
        if (dated := _DATED.fullmatch(text)) and _AGAIN.fullmatch(dated["rest"]):
            draft.lines[number] = f"{dated['name']} 기자 | {dated['day']}" if dated["name"] else dated["day"]
        elif job := _JOB.fullmatch(text):
            draft.lines[number] = job["by"]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads((Path(__file__).parent / "furniture.toml").read_text("utf-8"))
    return {
        kind: re.compile("|".join(f"(?:{each})" for each in found), re.IGNORECASE)
        for kind, found in table.items()
    }
