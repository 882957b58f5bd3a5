"""What a page holds and a book cannot: set aside, and told of once a kind with its whole text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.document.notices import Level, Notice

_TOLD = {
    "page": (Level.INFO, "The page around the article was left out"),
    "before": (Level.INFO, "What stands before the article's text was left out"),
    "after": (Level.INFO, "What stands behind the article's text was left out"),
    "links": (Level.INFO, "Lists of links to other pages were left out"),
    "line": (Level.INFO, "Lines that belong to the page were left out"),
    "rights": (Level.INFO, "Lines about rights were left out"),
    "author": (Level.INFO, "What the page says of the author was left out"),
    "footer": (Level.INFO, "The page's foot was left out"),
    "player": (Level.INFO, "Players' menus were left out"),
    "above-title": (Level.INFO, "Lines above the title were left out"),
    "byline": (Level.INFO, "Lines that say who wrote the article and when were taken out of the text"),
    "share": (Level.INFO, "Buttons for sharing were left out"),
    "comments": (Level.INFO, "Comments were left out"),
    "related": (Level.INFO, "Boxes of related articles were left out"),
    "newsletter": (Level.INFO, "An invitation to subscribe was left out"),
    "advertisement": (Level.INFO, "Advertisements were left out"),
    "repeated": (Level.INFO, "Words pulled out of the text to stand beside it were left out"),
    "unseen": (
        Level.WARNING,
        "The page hides this text and shows no other, so it was taken for the article; see that all of it may be published",
    ),
    "hidden-most": (
        Level.WARNING,
        "The page hides more text than it shows, and that was left out; if it is the article's, save the page once it shows it",
    ),
    "hidden": (Level.INFO, "Text that the page hides was left out"),
    "navigation": (Level.INFO, "Navigation was left out"),
    "form": (Level.INFO, "Parts of forms were left out"),
    "embedded": (Level.WARNING, "Embedded media were left out; name them in the text if they matter"),
    "drawing": (Level.INFO, "Drawings within the text were left out, with the words in them"),
    "ruby": (
        Level.INFO,
        "Links and pictures among characters with readings were left out, the words of both kept",
    ),
    "notes-heading": (Level.INFO, "The heading over the notes was left out"),
    "noscript": (Level.INFO, "What the page shows only without scripts was left out"),
}
"""The kinds, in the order in which they are told."""


@dataclass(slots=True)
class Aside:
    """What was set aside of one file."""

    name: str
    told: Mapping[str, tuple[Level, str]] = field(default_factory=lambda: _TOLD)
    """The kinds, in the order in which they are told, and what is said of each."""
    _found: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)

    def put(self, kind: str, line: int, text: str, address: str = "") -> None:
        """Something of this kind with its visible text, and where it came from; nothing is said of nothing."""
        if text or address:
            self._found.setdefault(kind, []).append((line, text, address))

    def notices(self) -> tuple[Notice, ...]:
        """One notice a kind, placed where the first of it stood."""
        return tuple(self._notice(kind, *self.told[kind]) for kind in self.told if kind in self._found)

    def _notice(self, kind: str, level: Level, message: str) -> Notice:
        found = self._found[kind]
        line = found[0][0]
        addresses = list(dict.fromkeys(address for *_, address in found if address))
        count = f" ({len(found)} places)" if len(found) > 1 else ""
        named = f": {', '.join(addresses)}." if addresses else "."
        return Notice(
            f"reading.{kind}",
            level,
            f"{self.name}:{line}" if line else self.name,
            f"{message}{count}{named}",
            "\n".join(text for _, text, _ in found if text),
        )
