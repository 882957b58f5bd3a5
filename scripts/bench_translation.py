"""How long the translation of an article takes beside the model's own time for the same sentences.

    python scripts/bench_translation.py [--words 900] [--runs 3] [--to pt-BR]

An article of about so many words, of different sentences, is translated whole (checks, memory and all) and by the bare
engine, in turn; the median ratio is told, in processor time, which other programs do not lengthen. Ends with 1 when it is
over 1.2.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pipeline.app.stage_configurations import reading_of, translation_of
from pipeline.config.settings import Settings
from pipeline.document.article import Article
from pipeline.document.events import Nobody
from pipeline.readers import read
from pipeline.translation.chain import chain
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate

GOAL = 1.2
ARTICLE = Path(__file__).parent.parent / "input" / "article.md"


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=900)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--to", default="pt-BR")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        article, sentences = _article(Path(folder), options.words)
        ratios = []
        for run in range(options.runs):
            whole = _seconds(lambda run=run: _translate(article, options.to, Path(folder) / str(run)))  # type: ignore[misc]
            bare = _seconds(
                lambda: FirefoxTranslator(translation_of(_settings(Path(folder)))).translate(
                    sentences, article.language, options.to
                )
            )
            ratios.append(whole / bare)
            print(f"whole {whole:.2f} s, the engine alone {bare:.2f} s: {ratios[-1]:.2f}")
    print(f"median {median(ratios):.2f}, goal at most {GOAL}")
    raise SystemExit(median(ratios) > GOAL)


def _article(folder: Path, words: int) -> tuple[Article, Sequence[str]]:
    """The sample's sentences over and over, each time with another number, so that none is known already."""
    sample, _ = read(ARTICLE, configuration=reading_of(_settings(folder)))
    own = [
        sentence.text
        for section in sample.sections
        for block in section.blocks
        for sentence in block.sentences
    ]
    texts: list[str] = []
    while sum(len(text.split()) for text in texts) < words:
        texts.append(f"In {1900 + len(texts)}, {own[len(texts) % len(own)]}")
    path = folder / "long.md"
    path.write_text("# A long report\n\n## One\n\n" + "\n\n".join(texts) + "\n", "utf-8")
    article, _ = read(path, configuration=reading_of(_settings(folder)))
    return article, [sentence.text for sentence in article.sentences()]


def _translate(article: Article, target: str, folder: Path) -> None:
    settings = _settings(folder)
    with closing(Memory(settings.memory)) as memory:
        translate(
            article,
            target,
            reviewed=None,
            engines=chain(translation_of(settings)),
            memory=memory,
            progress=Nobody(),
        )


def _settings(folder: Path) -> Settings:
    return Settings(memory=folder / "memory.sqlite", store=folder / "store", offline=True)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
