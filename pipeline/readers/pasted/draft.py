"""A pasted text while it is put in order: its lines, and what was set aside of them. Lines keep their numbers."""

from dataclasses import dataclass, field

from pipeline.document.notices import Level, Notice
from pipeline.readers.front_matter import Front

_TOLD = {
    "pasted-head": "The head of a mail was left out of the text; its subject, sender and date serve",
    "pasted-licence": "What Project Gutenberg says of the book was left out",
    "pasted-furniture": "Lines of the page around the article were left out",
    "pasted-signature": "The signature was left out",
    "pasted-pages": "Numbers and running heads of pages were left out",
    "pasted-contents": "A list of contents was left out: every edition has a contents page of its own",
}
_PERSONAL = ("pasted-head", "pasted-signature")
"""What holds people's addresses, which are told nowhere."""


@dataclass(slots=True)
class Draft:
    """Lines, the front matter that they say, and those that are set aside."""

    lines: list[str]
    front: Front
    _aside: dict[str, dict[int, str]] = field(default_factory=dict)

    def set_aside(self, kind: str, *numbers: int) -> None:
        """Empty the lines of these numbers, from 0, and tell of them as of this kind."""
        for number in numbers:
            if self.lines[number].strip():
                self._aside.setdefault(kind, {})[number] = self.lines[number].strip()
                self.lines[number] = ""

    def notices(self, name: str) -> tuple[Notice, ...]:
        """One a kind, with all lines of it."""
        return tuple(
            Notice(
                f"reading.{kind}",
                Level.INFO,
                f"{name}:{min(found) + 1}",
                f"{_TOLD[kind]}.",
                "" if kind in _PERSONAL else "\n".join(text for _, text in sorted(found.items())),
            )
            for kind, found in self._aside.items()
        )
