"""Write docs/language-coverage.md anew: what the program can do with each language, asked of the program itself.

Usage: python scripts/list_languages.py
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.config import registry
from pipeline.languages import FALLBACK, Language, folders, languages
from pipeline.languages.normalization.tables import table
from pipeline.languages.numbers import grammar_of
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.synthesis import local_speakers
from pipeline.translation.checks.meaning.lexicon import has_table, lexicon_of
from pipeline.translation.models.known_releases import expected_model

PLACE = Path(__file__).parents[1] / "docs" / "language-coverage.md"
HEAD = """# What each language has

`python scripts/list_languages.py` writes this page from what the program knows; [languages.md](languages.md) tells how a
language is added.

- **Translated here**: by Firefox's models on this machine, from English and into it; the figure is COMET-22 on FLORES-200, by
  the makers' own evaluation; – where no model was published when this version was made (`models list` asks anew). A pair without
  English goes by way of it. Other engines, and what they send where, are
  those of [translations.md](translations.md).
- **Spoken here** is without a network, by the first that is named and installed, where nobody asks for another; **online** only
  by who is asked for by name ([voices.md](voices.md)).
- **Numbers and signs** are put into words by rules of the language's own, or by those that languages share and the
  language's tables; where neither is, the voice gets them as they are written ([normalization.md](normalization.md)).
- **Amounts** are compared with the original's by value, also where both are in words; **meanings** by words of the kinds named
  ([translations.md](translations.md)).

"""
COLUMNS = (
    ("language", "left"),
    ("tag", "left"),
    ("from English", "right"),
    ("into English", "right"),
    ("spoken here", "left"),
    ("online", "left"),
    ("numbers and signs", "left"),
    ("amounts", "left"),
    ("meanings", "left"),
)
NOTHING = "–"
ENGINES = {"kokoro": "Kokoro", "supertonic": "Supertonic", "espeak": "eSpeak NG"}
"""Those on this machine, as people call them."""
_RULES = {"left": "---", "right": "---:"}


def main() -> None:
    """Write the page."""
    PLACE.write_text(page(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    lines = [
        [name for name, _ in COLUMNS],
        [_RULES[side] for _, side in COLUMNS],
        *(_row(each) for each in languages().values()),
    ]
    return HEAD + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _row(language: Language) -> list[str]:
    return [
        f"{language.name}, {language.native}",
        f"`{language.tag}`",
        _model(FALLBACK, language.tag),
        _model(language.tag, FALLBACK),
        _listed(list(_voices(language))),
        "gTTS" if _speaks("gtts", language) else NOTHING,
        _normalization(language),
        "by value" if grammar_of(language.base).words else "figures alone",
        _meanings(language),
    ]


def _model(source: str, target: str) -> str:
    known = None if source == target else expected_model(source, target)
    if known is None:
        return NOTHING
    return f"{known.quality.comet * 100:.1f}" if known.quality.comet else "unrated"


def _voices(language: Language) -> Iterator[str]:
    """The engines on this machine, in the order in which they are tried."""
    own = folders.table(language.tag, "language").get("voices", {})
    for engine in local_speakers(language.tag):
        if own.get(engine) or (engine == "espeak" and _speaks(engine, language)):
            yield ENGINES[engine]


def _speaks(engine: str, language: Language) -> bool:
    return registry.speaker(engine, NarrationConfiguration()).voice(language.tag) is not None


def _normalization(language: Language) -> str:
    if folders.module(language.base, "normalization.grammar"):
        return "rules of its own"
    return "shared rules" if table(language.base) else "as written"


def _meanings(language: Language) -> str:
    """By the shorter list: what is compared, or what alone is not."""
    if not has_table(language):
        return NOTHING
    compared = lexicon_of(language.tag).kinds
    lacking = lexicon_of(FALLBACK).kinds - compared
    if len(compared) <= len(lacking):
        return _listed(sorted(compared))
    return f"all but {_listed(sorted(lacking))}" if lacking else "all kinds"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or NOTHING


if __name__ == "__main__":
    main()
