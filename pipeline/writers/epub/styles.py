"""The book's style sheet: one for all languages, and what a script needs beside it."""

from importlib.resources import files

from pipeline.languages import Language

_SHARED = {"Hans": "Hani", "Hant": "Hani"}
"""Scripts that are set alike, under the name of what they have in common (ISO 15924)."""


def sheet(language: Language, *, narrated: bool = True) -> bytes:
    """The style sheet of a book in `language`, with the highlight of what is read aloud if it is `narrated`."""
    templates = files("pipeline.writers") / "templates"
    own = templates / f"epub.{_SHARED.get(language.script, language.script)}.css"
    highlight = [templates / "epub.highlight.css"] if narrated else []
    sheets = [templates / "epub.css", *([own] if own.is_file() else []), *highlight]
    return "\n".join(part.read_text("utf-8") for part in sheets).encode()
