"""How every page is made of its template, with the style and the script that stand in it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from pipeline.config.tables import Theme
from pipeline.errors import SettingsError
from pipeline.languages import Language, words
from pipeline.writers.epub.styles import sheet
from pipeline.writers.read_along import policy, script_json
from pipeline.writers.theme import own_style, theme_css

if TYPE_CHECKING:
    from jinja2 import Environment

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|^[ \t]*//[^\n]*$", re.MULTILINE)

_PLAIN = Theme()
_TEMPLATES = files("pipeline.writers") / "templates"
_OURS = "manyvoices"
"""Before the name of one of our templates, where one of the same name stands before it."""
_BETWEEN = re.compile(r" ?([{};,])\n")
"""The end of a line of a style sheet that needs none."""
_AFTER_NAME = re.compile(r"(?<=[\w-]): (?=\S)")
"""What stands between a name and its value there."""
_QUOTED = re.compile(r'="([A-Za-z_][\w-]*)"\]')
"""The value of an attribute that needs no quotes in a selector."""


def render(
    template: str,
    language: Language,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    theme: Theme = _PLAIN,
    loaded: bytes = b"",
    late: Sequence[str] = (),
    **values: Any,
) -> bytes:
    """A page from its template, with the style sheets `styles` beside those of all pages, and the `scripts` as one, which may
    have another one `loaded`, and which brings the style sheets `late`: what without it nobody sees.

    Style and script stand in it between line ends, which the policy's digests count. Raises `SettingsError` for a
    template of the `theme`'s own that cannot be followed.
    """
    brought = _late_style(tuple(late))
    script = _script(tuple(scripts), brought)
    with _own_templates(theme):
        style = _style(language, tuple(styles), theme, _own_style(theme))
        page = (
            _environment(theme.templates)
            .get_template(template)
            .render(
                language=language,
                style=safe(style),
                script=safe(script),
                policy=policy([f"\n{style}\n", brought], f"\n{script}\n" if script else "", loaded),
                words=words(language.tag),
                **values,
            )
        )
    return page.encode()


@lru_cache(maxsize=64)
def _style(language: Language, styles: Sequence[str], theme: Theme, own: str) -> str:
    ours = [sheet(language, narrated=False).decode(), *map(source, ("page.css", *styles)), theme_css(theme)]
    return "\n".join(filter(None, [_compact_style("\n".join(ours)), own]))


def _own_style(theme: Theme) -> str:
    file = own_style(theme)
    return file.read_text("utf-8") if file else ""


@cache
def _late_style(sheets: Sequence[str]) -> str:
    return _compact_style("\n".join(map(source, sheets)))


@cache
def _script(scripts: Sequence[str], style: str) -> str:
    """The scripts as one, which knows the `style` that it brings as `LATE_STYLE`."""
    known = [f"const LATE_STYLE = {script_json(style)}"] if style else []
    return "\n".join([*known, compact("\n".join(map(source, scripts)))])


@contextmanager
def _own_templates(theme: Theme) -> Iterator[None]:
    """Say what is wrong with a template, and where; in ours nothing is."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        if not theme.templates:
            raise
        raise SettingsError(
            f"A template in {theme.templates} cannot be followed{_place(error, theme)}: {_fault(error)}.",
            "Correct it, or leave out templates in [theme].",
        ) from error


def _place(error: Exception, theme: Theme) -> str:
    """The file of the `theme`'s own that is at fault, as far as the error knows it, and the line."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return f" ({error.name}, line {error.lineno})"
    folder = Path(theme.templates).expanduser()
    places = [(Path(each.filename), each.lineno) for each in extract_tb(error.__traceback__)]
    own = [(path.relative_to(folder), line) for path, line in places if folder in path.parents]
    return f" ({own[-1][0]}, line {own[-1][1]})" if own else ""


def _fault(error: Exception) -> str:
    from jinja2 import TemplateNotFound

    if isinstance(error, RecursionError):
        return f"it leads to itself without end; ours of the same name is called {_OURS}/ and the name"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    return str(error).rstrip(".") or type(error).__name__


def part(template: str, macro: str, *values: Any) -> str:
    """What a macro of one of our templates makes: a part of a page that is put into it later."""
    made: str = getattr(_environment("").get_template(template).module, macro)(*values)
    return str(made)


def safe(markup: str) -> str:
    """`markup` as the templates take it, unescaped: it was escaped where it was made."""
    from markupsafe import Markup

    return Markup(markup)


def compact(source: str) -> str:
    """A style sheet or script of ours without comments, indentation and empty lines; none of ours has text of several
    lines, or a comment behind code on its line."""
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "\n".join(line for line in lines if line)


def _compact_style(sheets: str) -> str:
    """Style sheets without what only people need, in fewer lines."""
    style = _AFTER_NAME.sub(":", _BETWEEN.sub(r"\1", compact(sheets)))
    style = _QUOTED.sub(r"=\1]", style)
    return style.replace(";}", "}")


@cache
def _environment(own: str) -> "Environment":
    """With the templates in the folder `own` before ours; those can do no more than show what they are given."""
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        FunctionLoader,
        PrefixLoader,
        StrictUndefined,
    )
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    ours = FunctionLoader(_template)
    first = [FileSystemLoader(Path(own).expanduser())] if own else []
    return (ImmutableSandboxedEnvironment if own else Environment)(
        autoescape=True,
        auto_reload=bool(own),
        finalize=_allowed_text,
        keep_trailing_newline=True,
        loader=ChoiceLoader([*first, ours, PrefixLoader({_OURS: ours})]),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def _template(name: str) -> str | None:
    """One of ours; None where there is none of this name."""
    return source(name) if (_TEMPLATES / name).is_file() and "/" not in name else None


def source(name: str) -> str:
    """A file of the folder `templates`."""
    return (_TEMPLATES / name).read_text("utf-8")


def _allowed_text(value: object) -> object:
    """Text without the characters that no HTML may hold; what is marked as safe came without them."""
    if type(value) is not str:
        return value
    return _FORBIDDEN.sub("", value)
