"""One article to be published: what it says, what it is called, and where its files are."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.app.stage_configurations import reading_of
from pipeline.config.settings import Settings
from pipeline.document.article import Article
from pipeline.document.digest import digest
from pipeline.document.notices import Notice
from pipeline.errors import SettingsError
from pipeline.infra import atomic_output
from pipeline.readers import Place, place, read


@dataclass(frozen=True, slots=True)
class Job:
    """An article that was read, and by which settings it is to be published."""

    place: Place
    article: Article
    settings: Settings
    slug: str
    """What it is called in the output."""
    digest: str
    """Of the article."""
    notices: tuple[Notice, ...] = ()
    """What was found or set aside when it was read."""

    @property
    def title(self) -> str:
        """The article's, as reports call it."""
        return self.article.title.text.strip()

    @property
    def languages(self) -> tuple[str, ...]:
        """All in which it is published, its own first."""
        own = self.article.language
        return own, *(language for language in self.settings.to if language != own)

    @property
    def folder(self) -> Path:
        """Where its editions lie."""
        return self.settings.output / self.slug

    @property
    def file(self) -> Path:
        """Its own file, or one that would be called by its slug: beside it lie its translations, terms and lexicon."""
        return self.place.beside(self.slug)

    @property
    def usual_slug(self) -> str:
        """What it is called when neither the command nor its front matter says otherwise."""
        return atomic_output.slug(self.place.stem(self.article.title.text), "article")


def read_job(where: Path | Place, settings: Settings) -> Job:
    """The article at its place, read. Raises as `readers.read`, and `SettingsError` for a slug without a letter."""
    source = place(where)
    article, notices = read(source, configuration=reading_of(settings))
    return Job(source, article, settings, _slug(source, article, settings.slug), digest(article), notices)


def _slug(source: Place, article: Article, asked: str) -> str:
    """As the command or the front matter says, else as the article's file is called, else as its title."""
    if asked and not atomic_output.slug(asked, ""):
        raise SettingsError(
            f"The slug “{asked}” has no letter and no digit.", "Name another, as --slug my-news."
        )
    return atomic_output.slug(asked or article.slug or source.stem(article.title.text), "article")
