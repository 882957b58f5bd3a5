"""Formulas of TeX in the signs that a line of text has: `\\frac{d}{v}` is d/v, `x^2` is x²."""

import re
import tomllib
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
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class _Commands:
    signs: dict[str, str]
    names: frozenset[str]
    structures: frozenset[str]


def in_signs(tex: str) -> str:
    """The formula `tex` in one line; what only says how it looks is left out."""
    tokens = _TOKEN.findall(_ENVIRONMENT.sub(" ", without_comments(tex, closed_only=True)))
    made = "".join(_Reading(tokens).all())
    return " ".join(re.sub(r"\s+([,.;:)])", r"\1", made).split())


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
            return _shift(self._argument(), raised=token == "^")
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
        if token[0] in "{\\^_&" or self._depth >= _DEEPEST:
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
            return f"{_bracket(self._argument())}/{_bracket(self._argument())}"
        if name in ("binom", "dbinom"):
            return f"({self._argument()} {self._argument()})"
        if name == "sqrt":
            return f"{self._index()}√{_bracket(self._argument())}"
        if name in known.structures:
            return self._argument()
        if name in known.names:
            return f" {name} "
        if not name.isalpha():
            return name if name in "{}%$&#_" else " "
        return known.signs.get(name, "")

    def _index(self) -> str:
        """The degree of a root."""
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        found = re.match(r"\[(\w{1,9})\]", token)
        if not found:
            return ""
        self._tokens[self._at] = token[found.end() :]
        self._at += not token[found.end() :]
        return found[1].translate(_RAISED)


def _bracket(text: str) -> str:
    said = text.strip()
    return said if _SIMPLE.fullmatch(said) else f"({said})"


def _shift(text: str, *, raised: bool) -> str:
    """`text` above or below the line where there are signs for it."""
    said = text.strip()
    if raised and said in ("∘", "°"):
        return "°"
    if raised and set(said) <= {"′"}:
        return said
    made = said.translate(_RAISED if raised else _LOWERED)
    changed = all(new != old for new, old in zip(made, said, strict=True))
    return made if changed else (f"^{_bracket(said)}" if raised else f" {said}")


@cache
def _commands() -> _Commands:
    table = tomllib.loads((Path(__file__).parent / "formulas.toml").read_text("utf-8"))
    return _Commands(table["signs"], frozenset(table["names"]), frozenset(table["structures"]))
