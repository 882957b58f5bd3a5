"""A language by its tag or name: `find`, what it says of itself, and its fixed words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import UnknownLanguage
from pipeline.languages import folders
from pipeline.languages.plurals import whole
from pipeline.languages.tags import subtags_of

_LONGEST_BASE = 3
"""Letters of the language in a tag: `ko`, `kor`."""

DISCLOSURES: Mapping[str, tuple[str, ...]] = {
    "machine_translated": ("engine", "date"),
    "unreviewed_translation": ("date",),
    "mixed_translation": ("engine", "date"),
    "mixed_by": ("reviewer", "engine", "date"),
    "reviewed_translation": ("date",),
    "reviewed_by": ("reviewer", "date"),
    "left_untranslated": ("count",),
    "synthetic_voice": (),
}
"""The fixed words by which an edition says where its words and its voice come from, and what may stand in braces."""


FALLBACK = "en"
"""The language of what nobody said the language of."""
_SPACED_BY_SENTENCE = {"Thai", "Laoo", "Khmr", "Mymr"}
_SHOWN = 60
"""Characters of what was typed that are shown."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language the program can name, by BCP 47."""

    tag: str
    """The tag used inside: `ko`, `zh-Hans`, `pt-BR`."""
    name: str
    """English name."""
    native: str
    """The language's own name for itself."""
    script: str
    """ISO 15924: `Latn`, `Kore`, `Hans`, `Hant`, `Jpan`, `Arab` …"""
    direction: str
    """`ltr` or `rtl`."""
    aliases: tuple[str, ...]
    """Other names accepted at the door, lower case."""
    region: str = ""
    """ISO 3166: whose usage is written, where readers of other regions would notice."""

    def fact(self, section: str, name: str, default: Any = None) -> Any:
        """What its folder says of it in `[section]` of `language.toml`, under `name`."""
        return folders.table(self.tag, "language").get(section, {}).get(name, default)

    @property
    def base(self) -> str:
        """The primary subtag: `zh` of `zh-Hans`."""
        return self.tag.partition("-")[0]

    @property
    def cased(self) -> bool:
        """Whether a script has capitals."""
        return self.script in {"Latn", "Cyrl", "Grek", "Armn", "Geor"}

    @property
    def keep_all(self) -> bool:
        """Whether a line ends at spaces alone, as `word-break: keep-all` has it, though letters fill squares."""
        return self.script == "Kore"

    @property
    def spaced(self) -> bool:
        """Whether words are set apart by spaces."""
        return self.script not in {"Hans", "Hant", "Jpan"} | _SPACED_BY_SENTENCE

    @property
    def parted(self) -> bool:
        """Whether sentences are set apart by spaces, which Thai has between them and not between words."""
        return self.spaced or self.script in _SPACED_BY_SENTENCE


@cache
def languages() -> Mapping[str, Language]:
    """All languages that have a folder, by tag, in the order in which lists show them."""
    return {tag: _language(tag, folders.table(tag, "language")) for tag in folders.tags()}


def _language(tag: str, row: Mapping[str, Any]) -> Language:
    return Language(
        tag=tag,
        name=row["name"],
        native=row["native"],
        script=row.get("script", "Latn"),
        direction=row.get("direction", "ltr"),
        aliases=tuple(row.get("aliases", ())),
        region=row.get("region", ""),
    )


def find(name: str) -> Language:
    """The language that `name` means: a tag in any case, an alias (`zh`, `zh-TW`, `ko-KR`) or an English name.

    A tag may name a region (`es-AR`, `zh-Hant-HK`) and the script of its language. Raises `UnknownLanguage` with the
    nearest names, also for a tag whose script or region is none.
    """
    wanted = name.strip().lower().replace("_", "-")
    found = (_by_name().get(wanted) or _by_tag(name, wanted)) if wanted else None
    if found is None:
        raise UnknownLanguage(f"No language is called “{name[:_SHOWN]}”.", _advice(wanted[:_SHOWN]))
    return found


def _by_tag(name: str, wanted: str) -> Language | None:
    """The language of a tag that has no folder as it stands, by its parts; None for no language's."""
    base, *parts = wanted.split("-")
    named = _by_name().get(base)
    if named is None or not parts or len(base) > _LONGEST_BASE:
        return None
    kin = [each for each in languages().values() if each.base == named.base]
    said = subtags_of(parts)
    if said.unknown or (said.script and said.script not in {each.script.lower() for each in kin}):
        part = said.unknown or said.script
        raise UnknownLanguage(
            f"No language is called “{name}”: “{part}” is not a script, region or variant of {named.name} that is known.",
            f"Did you mean {_choices(kin)}?",
        )
    if said.script:
        return next(each for each in kin if each.script.lower() == said.script)
    return _by_name().get(f"{base}-{said.region}", named)


@cache
def words(tag: str) -> Mapping[str, str]:
    """The fixed words of an edition in the language `tag`; English ones where it has none, but no form of English
    for a number beside a word that the language has."""
    own = folders.table(tag, "words")
    english = {
        name: text
        for name, text in folders.table("en", "words").items()
        if whole(name) == name or whole(name) not in own
    }
    return {**english, **own}


@cache
def _by_name() -> Mapping[str, Language]:
    named: dict[str, Language] = {}
    for language in languages().values():
        for name in (language.tag, language.name, language.native, *language.aliases):
            named.setdefault(name.lower(), language)
    return named


def _advice(wanted: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, _by_name(), n=9, cutoff=0.6)
    if near:
        tags = list(dict.fromkeys(_by_name()[name].tag for name in near))[:3]
        return f"Did you mean {_choices(languages()[tag] for tag in tags)}?"
    return f"Known are: {', '.join(languages())}."


def _choices(offered: Iterable[Language]) -> str:
    return ", ".join(f"{each.tag} ({each.name})" for each in offered)


def codes(tag: str, service: str) -> tuple[str, ...]:
    """What the engine or service called `service` calls the language `tag`, the closest first; none where it does not say.

    From `[codes]` of the language. An empty one says that the service cannot have it.
    """
    written = folders.table(tag, "language").get("codes", {}).get(service, ())
    return (written,) if isinstance(written, str) else tuple(written)


def language_name(tag: str) -> str:
    """The English name of the language `tag`."""
    known = languages().get(tag)
    return known.name if known else tag
