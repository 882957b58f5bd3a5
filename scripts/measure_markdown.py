"""How much of real Markdown files is read, and whether signs of a dialect are left in what is spoken.

    python scripts/measure_markdown.py FOLDER [--half odd|even] [--show]

Recall is the share of the words of the source, mark-up and what was set aside taken out, that stand in the article. Signs are
braces, percent signs in pairs, pipes, carets, and dollar signs that are no money, in text that is no code. With `--half` only
every second file counts, so that what was tuned on one half can be reported on the other.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.document.article import Article, BlockKind, MarkKind
from pipeline.document.notices import Notice
from pipeline.errors import PublishError
from pipeline.readers import read
from pipeline.readers.configuration import ReadingConfiguration

_ENDINGS = (".md", ".markdown", ".mdx")
_SIGNS = {
    "braces": re.compile(r"\{\{|\}\}|\{%|%\}|\{[:#.]\w|\{<|>\}"),
    "percent signs": re.compile("%%"),
    "pipes": re.compile(r"\|"),
    "carets": re.compile(r"\^(?!\^|_)(?<!\^\^)"),
    "dollars": re.compile(r"\$(?![\d.,])(?!\s?\d)"),
    "callouts": re.compile(r"\[![A-Za-z]+\]|:::|!!!"),
    "stars": re.compile(r"\*\*|(?<!=)==(?!=)"),
    "links": re.compile(r"\[\[|\]\]|\]\("),
}
_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_WORD = re.compile(rf"[{_EAST}]|[^\W_{_EAST}]+")
"""A sign of Chinese, Japanese or Korean, whose words mark-up parts and joins, or a word of other scripts."""
_NOT_TEXT = re.compile(
    r"\A(?:---\n.*?\n---|\+\+\+\n.*?\n\+\+\+)|^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\1[`~]*|<!--.*?-->|%%.*?%%|\{\{.*?\}\}|\{%.*?%\}|\$\$.*?\$\$|\\\\?\[.*?\\\\?\]"
    r"|\]\([^)\n]*\)|\]\[[^\]\n]*\]|<[^>\n]+>|https?://\S+|^\s*\[[^\]]+\]:[^\n]*|\{[:#.][^}\n]*\}|!\[[^\]\n]*\]|`[^`\n]+`|\$[^$\n]+\$|\[!\w+\]|&\w+;|\[\^[^\]\n]+\]|:[a-z_]+:|^[ \t>]*\d{1,9}[.)](?=\s)|^(?:import|export) [^\n]*|^ {4}[^\n]*",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, code, comments, addresses and tags; that they are known here by rules of its own keeps the measure apart from the reader."""


def main() -> None:
    """Read each file and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("odd", "even"))
    parser.add_argument(
        "--show", action="store_true", help="print the text around each sign and the words that are missing"
    )
    asked = parser.parse_args()
    paths = sorted(path for path in asked.folder.rglob("*") if path.suffix.lower() in _ENDINGS)
    chosen = paths if not asked.half else paths[(asked.half == "odd") :: 2]
    _report(chosen, show=asked.show)


def _report(paths: list[Path], *, show: bool) -> None:
    recalls: list[float] = []
    signs: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for path in paths:
        try:
            article, notices = read(path, configuration=ReadingConfiguration(drafts=True))
        except PublishError as error:
            refused[type(error).__name__] += 1
            if show:
                print(f"{path}: {error.message}")
            continue
        recalls.append(_recall(path, article, notices, show=show))
        for kind, around in _signs(article):
            signs[kind] += 1
            if show:
                print(f"{path}: {kind}: {around}")
    ordered = sorted(recalls)
    print(f"files {len(paths)}, read {len(recalls)}, refused {dict(refused)}")
    if ordered:
        mean = sum(ordered) / len(ordered)
        print(
            f"recall: mean {mean:.4f}, median {ordered[len(ordered) // 2]:.4f}, least {ordered[0]:.3f}, under .99: {sum(each < 0.99 for each in ordered)}"
        )
    print(f"signs: {dict(signs) or 'none'}")


def _recall(path: Path, article: Article, notices: tuple[Notice, ...], *, show: bool) -> float:
    source = _NOT_TEXT.sub(" ", path.read_text("utf-8", "replace").replace("\r\n", "\n"))
    wanted = Counter(_WORD.findall(source.lower()))
    held = " ".join(
        [
            *(block.text for block in article.walk()),
            *(notice.evidence for notice in notices),
            article.description,
            *article.tags,
        ]
    )
    found = Counter(_WORD.findall(held.lower()))
    lost = wanted - found
    if show and lost.total():
        print(f"{path}: lost {lost.total()} of {wanted.total()}: {' '.join(list(lost)[:12])}")
    return 1 - lost.total() / wanted.total() if wanted else 1.0


def _signs(article: Article) -> Iterator[tuple[str, str]]:
    for block in article.walk():
        if block.kind is BlockKind.CODE:
            continue
        for sentence in block.sentences:
            spoken = "".join(
                span.text
                for span in sentence.spans
                if all(mark.kind is not MarkKind.CODE for mark in span.marks)
            )
            for kind, pattern in _SIGNS.items():
                if found := pattern.search(spoken):
                    yield kind, spoken[max(0, found.start() - 40) : found.end() + 40].replace("\n", " ")


if __name__ == "__main__":
    main()
