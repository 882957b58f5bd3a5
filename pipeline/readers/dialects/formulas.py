"""Formulas of TeX in the signs that a line of text has: `\\frac{d}{v}` is d/v, `x^2` is x²."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.readers.dialects.private_comments import without_comments

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&]|[^\\{}^_&]+", re.DOTALL)
_RAISED = str.maketrans(
    "0123456789+-=()niabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)
_LOWERED = str.maketrans("0123456789+-=()aeijoruvxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₒᵣᵤᵥₓₕₖₗₘₙₚₛₜ")
_SIMPLE = re.compile(r"[\w.,′°]*|\([^()]*\)|[√∑∏∫]?[\w.]+")
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\s*\{[\w*]{1,30}\}(?:\{[lcr|]{1,20}\})?|\\(?:label|tag|ref|eqref|color)\*?\s*\{[^{}]{0,80}\}|(?<!\\)%[^\n]*"
)
_REMARK = re.compile(
    r"(?<!\\)%[^\n]*|\\(?:label|tag|color)\*?\s*\{[^{}]{0,80}\}|\\(?:nonumber|notag)(?![A-Za-z])"
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SLASH, _OVERLINE = "\u0338", "\u0305"
APPLIED = "\u2061"
"""Behind the name of a function; seen as a space unless a bracket follows."""
EDGE = "\u2063"
"""On both sides of a fraction."""
_APPLIED = re.compile(rf"{APPLIED}\s*(?=[(\[])")
_PARTED = re.compile(rf"(?<=[\w\u0305]){EDGE}+(?=\w)")
_EDGES = re.compile(EDGE)
_NEGATIVE = re.compile(r"((?:^|[(\[{=<>≤≥≠≈×÷·⋅,;→/] ?)[-−±]) (?=[\w√(])")
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class _Commands:
    signs: dict[str, str]
    names: frozenset[str]
    structures: frozenset[str]
    silent: frozenset[str]


def in_signs(tex: str) -> str:
    """The formula `tex` in one line; what only says how it looks is left out, a command that is not known stands as it is."""
    tokens = _TOKEN.findall(_ENVIRONMENT.sub(" ", without_comments(tex, closed_only=True)))
    made = "".join(_Reading(tokens).all())
    return even(re.sub(r" ([,.;:)])", r"\1", " ".join(made.split())))


def even(line: str) -> str:
    """A formula in one line with its spaces as they are read: 3 1/2 is no 31/2, −5 no − 5."""
    parted = _APPLIED.sub("", _EDGES.sub("", _PARTED.sub(" ", line))).replace(APPLIED, " ")
    text = " ".join(parted.split()).replace("( ", "(").replace(" )", ")")
    return unicodedata.normalize("NFC", _NEGATIVE.sub(r"\1", text))


def unknown_commands(text: str) -> tuple[str, ...]:
    """The commands that stand in a formula in one line as they were written."""
    return tuple(dict.fromkeys(_COMMAND.findall(text)))


def overlined(text: str) -> str:
    """`text` under a line, as a period of decimals is: 0.3̅ is a third."""
    return "".join(sign if sign.isspace() else f"{sign}{_OVERLINE}" for sign in text)


def without_layout(tex: str) -> str:
    """`tex` in one line, without its author's comments, its numbers and what leads to it."""
    return " ".join(_REMARK.sub(" ", without_comments(tex, closed_only=True)).split())


class _Reading:
    """One walk over the tokens of a formula."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def all(self) -> list[str]:
        """Everything, what follows an unmatched brace included."""
        made = []
        while self._at < len(self._tokens):
            made += self._group()
            self._at += 1
        return made

    def _group(self) -> list[str]:
        """What stands before the next brace that closes."""
        made: list[str] = []
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            made.append(self._one())
        return made

    def _one(self) -> str:
        token = self._tokens[self._at]
        self._at += 1
        if token == "{":
            return self._braced()
        if token in "^_":
            return shift(self._argument(), raised=token == "^")
        if token == "&":
            return " "
        return self._command(token[1:].rstrip("*")) if token[0] == "\\" else token.replace("~", " ")

    def _braced(self) -> str:
        if self._depth >= _DEEPEST:
            return ""
        self._depth += 1
        made = "".join(self._group())
        self._at += 1
        self._depth -= 1
        return made

    def _argument(self) -> str:
        """The next group, command or character."""
        while self._at < len(self._tokens) and not self._tokens[self._at].strip():
            self._at += 1
        if self._at >= len(self._tokens) or self._tokens[self._at] == "}":
            return ""
        token = self._tokens[self._at]
        if token[0] in "{\\^_&":
            if self._depth >= _DEEPEST:
                self._at += 1
                return ""
            self._depth += 1
            made = self._one()
            self._depth -= 1
            return made
        rest = token.lstrip()
        self._tokens[self._at] = rest[1:]
        self._at += not rest[1:]
        return rest[:1]

    def _command(self, name: str) -> str:
        known = _commands()
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            return fraction(self._argument(), self._argument())
        if name in ("binom", "dbinom"):
            return f"({self._argument()} {self._argument()})"
        if name == "sqrt":
            return f"{self._index()}√{bracket(self._argument())}"
        if name == "not":
            return struck(self._argument())
        if name in ("overline", "bar"):
            return overlined(self._argument())
        if name in known.structures:
            return self._argument()
        if name in known.names:
            return f" {name} "
        if not name.isalpha():
            return name if name in "{}%$&#_" else " "
        return known.signs.get(name, "" if name in known.silent else f"\\{name} ")

    def _index(self) -> str:
        """The degree of a root."""
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        found = re.match(r"\[(\w{1,9})\]", token)
        if not found:
            return ""
        self._tokens[self._at] = token[found.end() :]
        self._at += not token[found.end() :]
        return found[1].translate(_RAISED)


def fraction(above: str, below: str) -> str:
    """What is divided and by what."""
    return f"{EDGE}{bracket(above)}/{bracket(below)}{EDGE}"


def struck(text: str) -> str:
    """`text` with a stroke through its first sign, which says that it does not hold."""
    said = text.strip()
    return f"{said[:1]}{_SLASH}{said[1:]}" if said else "¬"


def bracket(text: str) -> str:
    """`text` in brackets, unless it is one thing anyway."""
    said = text.strip().strip(APPLIED)
    return said if _SIMPLE.fullmatch(said) else f"({said})"


def shift(text: str, *, raised: bool) -> str:
    """`text` above or below the line where there are signs for it."""
    said = text.strip()
    if raised and said in ("∘", "°"):
        return "°"
    if raised and set(said) <= set("'′″‴"):
        return said
    made = said.translate(_RAISED if raised else _LOWERED)
    changed = all(new != old for new, old in zip(made, said, strict=True))
    return made if changed else (f"^{bracket(said)}" if raised else f" {said}")


@cache
def _commands() -> _Commands:
    table = tomllib.loads((Path(__file__).parent / "formulas.toml").read_text("utf-8"))
    return _Commands(table["signs"], *(frozenset(table[kind]) for kind in ("names", "structures", "silent")))
