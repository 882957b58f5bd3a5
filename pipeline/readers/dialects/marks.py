"""Marks within a line: attributes, names of emoji, citations, raised and lowered signs, formulas."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from pipeline.readers.dialects import written
from pipeline.readers.dialects.scan import Scan

_KRAMDOWN = re.compile(r"\{:(?!:)[^{}\n]{0,500}\}|\{::?(?:options|nomarkdown|/nomarkdown|/)[^{}\n]{0,300}\}")
_VALUE = r"[\w:-]{1,40}=(?:\"[^\"{}\n]{0,200}\"|'[^'{}\n]{0,200}'|[^\s{}\"']{1,100})"
_ATTRIBUTES = re.compile(
    rf"\{{[ \t]?(?:[#.][\w:.-]{{1,80}}|{_VALUE}|-|\.unnumbered)(?:[ \t]+(?:[#.]?[\w:.-]{{1,80}}|{_VALUE})){{0,20}}[ \t]?/?\}}"
)
_EMOJI = re.compile(r":([a-z0-9_+-]{1,40}):")
_CITATION = re.compile(
    r"[ \t]?\[(?:(?:see(?: also)?|cf\.?|e\.g\.,?|vgl\.|siehe) )?-?@\w[^\s,;@\[\]]{0,80}(?:[,;][^\[\]\n]{0,200})?\](?!\()",
    re.IGNORECASE,
)
"""Only words that lead to a work may stand before its key; a sentence in brackets may name an account."""
_KEYED = re.compile(r"(?:\[[^\[\]\n]{0,60}\])?\[#(?P<key>[\w:.+-]{2,60})\](?P<define>:?)")
_DEFINED = re.compile(r"^\[#([\w:.+-]{2,60})\]:", re.MULTILINE)
_RAISED = re.compile(r"\^([0-9A-Za-z+−-]{1,10})\^")
_LOWERED = re.compile(r"~([0-9+−-]{1,4})~(?!~)")
_MATHS = re.compile(r"\\[A-Za-z]|[\^_=<>{}+|]|[\w)]\s*[/*·×-]\s*[\w(]")
_SHORT = re.compile(
    r"[A-Za-zα-ωΑ-Ω]{1,2}['′]?|-?\d[\d.,]*%?|[A-Za-z]\([\w,+\s-]{0,20}\)|[\[(][\w,.\s-]{1,20}[\])]"
)
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LONGEST_FORMULA = 3_000


def attributes(scan: Scan) -> bool:
    """Leave out attributes: kramdown's `{: .lead}`, Pandoc's `{.lead #id width=50%}`; a heading's id is read with it."""
    found = _KRAMDOWN.match(scan.text, scan.at)
    container = scan.text.startswith(":::", scan.line_start)
    if (
        not found
        and not container
        and (scan.begins_line or scan.before in ')]`*_ \t"”’.!?…:' or scan.before.isalnum())
    ):
        found = _ATTRIBUTES.match(scan.text, scan.at)
        if found and scan.text.startswith("#", scan.line_start) and "#" in found[0]:
            return False
    if not found:
        return False
    scan.put(found.end())
    return True


def emoji(scan: Scan) -> bool:
    """Write the sign that is named between two colons; other names stay."""
    found = _EMOJI.match(scan.text, scan.at)
    sign = _sign(found[1]) if found and not (scan.before.isascii() and scan.before.isalnum()) else ""
    if not found or not sign:
        return False
    scan.put(found.end(), sign)
    return True


def citation(scan: Scan) -> bool:
    """Set aside a key to a bibliography that the text does not have; where it has it, it is a note."""
    if found := _CITATION.match(scan.text, scan.at):
        scan.close_up()
        scan.set_aside("citation", found.end())
        return True
    keyed = _KEYED.match(scan.text, scan.at)
    if not keyed:
        return False
    if keyed["define"] or keyed["key"] in scan.defined:
        scan.put(keyed.end(), f"[^{keyed['key']}]{keyed['define']}")
    else:
        scan.set_aside("citation", keyed.end())
    return True


def raised(scan: Scan) -> bool:
    """`2^nd^` and `H~2~O`, raised and lowered."""
    found = _RAISED.match(scan.text, scan.at)
    if found and (scan.before.isalnum() or scan.before in ")]”’"):
        scan.put(found.end(), f"<sup>{found[1]}</sup>")
        return True
    found = _LOWERED.match(scan.text, scan.at)
    if found and scan.before.isascii() and scan.before.isalpha():
        scan.put(found.end(), f"<sub>{found[1]}</sub>")
        return True
    return False


def dollars(scan: Scan) -> bool:
    """Write the formula between dollar signs in signs; money is none."""
    if scan.text.startswith("$$", scan.at):
        return _displayed(scan, "$$")
    end = scan.find("$", scan.at + 1, _LONGEST_FORMULA)
    inside = scan.text[scan.at + 1 : end] if end >= 0 else ""
    behind = scan.text[end + 1 : end + 2]
    if not inside or inside != inside.strip() or "\n\n" in inside or not is_formula(inside):
        return False
    if any(sign.isascii() and sign.isalnum() for sign in (scan.before, behind)):
        return False
    scan.put(end + 1, written.formula(inside))
    return True


def bracketed(scan: Scan) -> bool:
    r"""The same between `\\(` and `\\)`, `\\[` and `\\]`, with one backslash or two."""
    double = scan.text.startswith("\\\\", scan.at)
    opening = scan.text[scan.at : scan.at + 2 + double]
    closing = opening[:-1] + (")" if opening[-1] == "(" else "]")
    end = scan.find(closing, scan.at + len(opening), _LONGEST_FORMULA)
    inside = scan.text[scan.at + len(opening) : end] if end >= 0 else ""
    if (
        not inside
        or "\n\n" in inside
        or not (double or re.search(r"\\[A-Za-z]|[\^_=]", inside))
        or "](" in inside
    ):
        return False
    scan.put(end + len(closing), written.formula(inside))
    return True


def is_formula(inside: str) -> bool:
    """Whether what stands between two dollar signs is a formula rather than text between two prices."""
    if "\\" in inside:
        return True
    if _EAST.search(inside) or len(inside) > 200:
        return False
    if inside[0].isdigit() and re.search(r"[A-Za-z]{3,}", inside):
        return False
    return bool(
        _SHORT.fullmatch(inside) or (_MATHS.search(inside) and not re.search(r"[a-z]{3,} [a-z]{3,}", inside))
    )


def defined_keys(text: str) -> frozenset[str]:
    """The keys of the works that `text` itself names, as MultiMarkdown has it: `[#Doe:2006]: John Doe …`."""
    return frozenset(_DEFINED.findall(text))


def _displayed(scan: Scan, sign: str) -> bool:
    end = scan.find(sign, scan.at + 2, _LONGEST_FORMULA)
    inside = scan.text[scan.at + 2 : end] if end >= 0 else ""
    if not inside.strip() or "\n\n" in inside.strip():
        return False
    scan.put(end + 2, written.formula(inside))
    return True


def _sign(name: str) -> str:
    known = _signs().get(name, "")
    if known or not re.fullmatch(r"[a-z][a-z_]{2,}", name):
        return known
    try:
        sign = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""
    return sign if unicodedata.category(sign) == "So" and ord(sign) > 0x2190 else ""


@cache
def _signs() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "emoji.toml").read_text("utf-8"))
