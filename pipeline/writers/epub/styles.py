"""The book's style sheet: one for all languages, and what a script needs beside it."""

from importlib.resources import files

from pipeline.languages import Language, words

_SHARED = {"Hans": "Hani", "Hant": "Hani"}
"""Scripts that are set alike, under the name of what they have in common (ISO 15924)."""


_STRUCK = """
{of}del::before {{
  content: "{begin}";
}}

{of}del::after {{
  content: "{end}";
}}
"""


def sheet(language: Language, *, narrated: bool = True, other: str = "") -> bytes:
    """The style sheet of a book in `language`, with the highlight of what is read aloud if it is `narrated`.

    Struck-through text is named to screen readers, most of which pass over `del` alone; that of a second language
    with the tag `other` in its own words.
    """
    templates = files("pipeline.writers") / "templates"
    own = templates / f"epub.{_SHARED.get(language.script, language.script)}.css"
    highlight = [templates / "epub.highlight.css"] if narrated else []
    sheets = [templates / "epub.css", *([own] if own.is_file() else []), *highlight]
    struck = [_struck(language.tag), *([_struck(other, f":lang({other}) ")] if other else [])]
    return "\n".join([part.read_text("utf-8") for part in sheets] + struck).encode()


def _struck(tag: str, of: str = "") -> str:
    begin, _, end = words(tag)["deleted"].partition("{text}")
    return _STRUCK.format(of=of, begin=begin, end=f"{end}{end[0]} ").lstrip()
