"""Translations on their way to a person."""

from pathlib import Path

from pipeline import shelf
from pipeline.document.article import Article
from pipeline.document.events import Noticed, Progress
from pipeline.document.notices import Level, Notice
from pipeline.errors import ModelMissing, SettingsError
from pipeline.readers import read
from pipeline.settings import Settings
from pipeline.translation.chain import chain
from pipeline.translation.interchange.segments import State
from pipeline.translation.interchange.xliff import write_xliff
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate


def export(path: Path, settings: Settings, progress: Progress) -> tuple[Path, ...]:
    """Write a file for review beside the article at `path` for each of `settings.to`; the files.

    It holds a machine's translation where there is a model, state `translated`, and else only the source.
    Raises `SettingsError` when one of the files is there already, and then writes none.
    """
    article, _ = read(path)
    places = {tag: path.with_name(f"{path.stem}.{tag}.xlf") for tag in settings.to if tag != article.language}
    if taken := [place.name for place in places.values() if place.exists()]:
        raise SettingsError(
            f"There is a file for review already: {', '.join(taken)}.",
            "Move it away, or name other languages with --to.",
        )
    for tag, place in places.items():
        draft = _draft(article, tag, settings, progress)
        shelf.put(place, write_xliff(article, draft, tag, original=path.name, state=State.TRANSLATED))
    return tuple(places.values())


def _draft(article: Article, tag: str, settings: Settings, progress: Progress) -> Article | None:
    try:
        edition = translate(
            article,
            tag,
            reviewed=None,
            engines=chain(settings),
            memory=Memory(settings.memory),
            progress=progress,
        )
    except ModelMissing as error:
        progress.tell(
            Noticed(Notice("review.empty", Level.INFO, tag, f"The file has no draft. {error.message}"))
        )
        return None
    return edition.article
