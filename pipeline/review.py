"""Translations on their way to a person."""

from pathlib import Path

from pipeline import shelf
from pipeline.document.article import Article
from pipeline.document.events import Noticed, Progress
from pipeline.document.notices import Level, Notice
from pipeline.errors import ModelMissing, SettingsError
from pipeline.readers import Place, place, read
from pipeline.settings import Settings
from pipeline.translation.chain import chain
from pipeline.translation.interchange.segments import State
from pipeline.translation.interchange.xliff import write_xliff
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate


def export(where: Path | Place, settings: Settings, progress: Progress) -> tuple[Path, ...]:
    """Write a file for review beside the article for each of `settings.to`; the files.

    It holds a machine's translation where there is a model, state `translated`, and else only the source.
    Raises `SettingsError` when one of the files is there already, and then writes none.
    """
    article, _ = read(where, settings=settings)
    source = place(where)
    path = source.beside(shelf.slug(source.stem(article.title.text), "article"))
    files = {tag: path.with_name(f"{path.stem}.{tag}.xlf") for tag in settings.to if tag != article.language}
    if taken := [file.name for file in files.values() if file.exists()]:
        raise SettingsError(
            f"There is a file for review already: {', '.join(taken)}.",
            "Move it away, or name other languages with --to.",
        )
    for tag, file in files.items():
        draft = _draft(article, tag, settings, progress)
        shelf.put(file, write_xliff(article, draft, tag, original=path.name, state=State.TRANSLATED))
    return tuple(files.values())


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
