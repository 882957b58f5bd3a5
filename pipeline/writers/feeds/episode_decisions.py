"""What a person decided about episodes, kept beside them: which are withdrawn, and which were renamed.

It stands in `output/.episodes.toml`, which a person may edit. Its name begins with a dot, so that no server
of ours shows it: the list of what was withdrawn is nobody's business.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError, WriteError

NAME = ".episodes.toml"
ALL = "all"
"""Stands for every language of an article."""
_UNTIL_THEN = "until then nobody knows what was withdrawn, and no feed is written."


@dataclass(frozen=True, slots=True)
class Kept:
    """What was decided."""

    withdrawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By article, its languages, or `all`."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """By article, what it was called when its guids were made."""

    def holds(self, slug: str, language: str) -> bool:
        """Whether this edition is withdrawn."""
        return bool({ALL, language} & set(self.withdrawn.get(slug, ())))

    def first_name(self, slug: str) -> str:
        """What the article was called first: from that its guids are made."""
        seen = {slug}
        while (before := self.renamed.get(slug)) is not None and before not in seen:
            seen.add(before)
            slug = before
        return slug

    def without(self, slug: str, language: str) -> "Kept":
        """With this edition withdrawn, or all of the article's."""
        others = () if language == ALL else self.withdrawn.get(slug, ())
        return Kept({**self.withdrawn, slug: tuple(sorted({*others, language}))}, self.renamed)

    def back(self, slug: str, language: str) -> "Kept":
        """With this edition in the feeds again, or all of the article's."""
        if language != ALL and ALL in self.withdrawn.get(slug, ()):
            raise SettingsError(
                f"All languages of {slug} are withdrawn.",
                "Restore them all with --restore (without --language), then withdraw the ones you want removed.",
            )
        left = () if language == ALL else tuple(x for x in self.withdrawn.get(slug, ()) if x != language)
        return Kept({**self.withdrawn, slug: left}, self.renamed)

    def as_toml(self) -> bytes:
        """As the file holds it."""
        lines = [
            "# Written by cli.py feed --withdraw, --restore and --renamed; it may be edited.",
            "[withdrawn]",
        ]
        lines += [
            f"{_text(slug)} = [{', '.join(map(_text, languages))}]"
            for slug, languages in sorted(self.withdrawn.items())
            if languages
        ]
        lines += ["", "[renamed]"]
        lines += [f"{_text(slug)} = {_text(before)}" for slug, before in sorted(self.renamed.items())]
        return ("\n".join(lines) + "\n").encode()


def read_decisions(output: Path) -> Kept:
    """What was decided about the episodes in `output`. Raises `SettingsError` when the file does not say it as it should, and
    `WriteError` when the system does not let it be read: feeds without it would hold what was withdrawn.
    """
    path = output / NAME
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return Kept(_withdrawn(table.get("withdrawn", {})), _renamed_episodes(table.get("renamed", {})))
    except FileNotFoundError:
        return Kept()
    except ValueError as error:
        raise SettingsError(f"{path} cannot be read: {error}.", f"Correct it; {_UNTIL_THEN}") from error
    except OSError as error:
        raise WriteError(
            f"{path} cannot be read: {error.strerror or error}.",
            f"Check its permissions and the disk, and run the same command again; {_UNTIL_THEN}",
        ) from error


def _withdrawn(table: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(table, dict) or not all(isinstance(each, list) for each in table.values()):
        raise ValueError("[withdrawn] must name a list of languages for each article")
    return {slug: tuple(map(str, each)) for slug, each in table.items()}


def _renamed_episodes(table: Any) -> Mapping[str, str]:
    if not isinstance(table, dict) or not all(isinstance(each, str) for each in table.values()):
        raise ValueError("[renamed] must name the earlier name of each article")
    return dict(table)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
