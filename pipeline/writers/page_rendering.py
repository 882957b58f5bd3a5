"""How every page is made of its template, with the style and the script that stand in it."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.languages import Language, words
from pipeline.writers.epub.styles import sheet
from pipeline.writers.read_along import policy

if TYPE_CHECKING:
    from jinja2 import Environment

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|^[ \t]*//[^\n]*$", re.MULTILINE)

_BETWEEN = re.compile(r" ?([{};,])\n")
"""The end of a line of a style sheet that needs none."""


def render(
    template: str, language: Language, styles: Sequence[str] = (), scripts: Sequence[str] = (), **values: Any
) -> bytes:
    """A page from its template, with the style sheets `styles` beside those of all pages, and the `scripts` as one.

    Style and script stand in it between line ends, which the policy's digests count.
    """
    style = _BETWEEN.sub(
        r"\1", _compact("\n".join([sheet(language).decode(), *map(_source, ("page.css", *styles))]))
    )
    script = _compact("\n".join(map(_source, scripts)))
    page = (
        _environment()
        .get_template(template)
        .render(
            language=language,
            style=safe(style),
            script=safe(script),
            policy=policy(f"\n{style}\n", f"\n{script}\n" if script else ""),
            words=words(language.tag),
            **values,
        )
    )
    return page.encode()


def safe(markup: str) -> str:
    """`markup` as the templates take it, unescaped: it was escaped where it was made."""
    from markupsafe import Markup

    return Markup(markup)


def _compact(source: str) -> str:
    """A style sheet or script of ours without comments, indentation and empty lines; none of ours has text of several
    lines, or a comment behind code on its line."""
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "\n".join(line for line in lines if line)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        autoescape=True,
        auto_reload=False,
        finalize=_allowed_text,
        keep_trailing_newline=True,
        loader=FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def _source(name: str) -> str:
    return (files("pipeline.writers") / "templates" / name).read_text("utf-8")


def _allowed_text(value: object) -> object:
    """Text without the characters that no HTML may hold; what is marked as safe came without them."""
    if type(value) is not str:
        return value
    return _FORBIDDEN.sub("", value)
