"""One edition's way: its words, its voice and script, its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from pipeline.app.article_report import list_placed
from pipeline.app.claiming import Shelf
from pipeline.app.disclosures import disclosures
from pipeline.app.job import Job
from pipeline.app.session import Session
from pipeline.app.stage_configurations import narration_of, site_of, translation_of
from pipeline.document.article import Edition, Origin
from pipeline.document.events import Progress, Writing
from pipeline.document.lexicon import Lexicon
from pipeline.document.notices import Notice
from pipeline.document.pages import pages
from pipeline.document.sound import Voice
from pipeline.document.untranslated import is_left
from pipeline.errors import NarrationError
from pipeline.infra import atomic_output
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.language_runs import languages as foreign
from pipeline.narration.lexicon import lexicon_for
from pipeline.narration.narrate import Script, forget_damaged, laid_out, mark_made, sound
from pipeline.narration.timeline import pcm
from pipeline.narration.voice_selection import cast, check_lexicon, others
from pipeline.site.edition_pages import make_files, make_page, naming_what_lies_there, put_pictures
from pipeline.site.site_index import PAGE, Shelved
from pipeline.translation.edition_draft import Making
from pipeline.translation.roundtrip import add_round_trip
from pipeline.translation.termbase import Termbase
from pipeline.translation.translate import begin, finish, original, reviewed_file
from pipeline.writers.edition_files import Names, edition_files
from pipeline.writers.epub.metadata import Imprint


def begin_edition(job: Job, language: str, terms: Termbase, session: Session, progress: Progress) -> Making:
    """What people wrote for the edition in `language`, which is not the article's. Raises as `translation.begin`."""
    return begin(
        job.article,
        language,
        reviewed=reviewed_file(job.file, language),
        engines=session.translators,
        memory=session.memory,
        progress=progress,
        slug=job.slug,
        terms=terms,
        doubtful=job.settings.doubtful,
    )


def translate_edition(
    job: Job,
    language: str,
    terms: Termbase,
    session: Session,
    progress: Progress,
    begun: Making | None = None,
) -> Edition:
    """The edition in `language`, its words not judged yet; of what was `begun` of it. Raises as `translation.translate`."""
    if language == job.article.language:
        return original(job.article)
    edition = finish(begun or begin_edition(job, language, terms, session, progress))
    if not _is_checked_again(edition, job):
        return edition
    return add_round_trip(edition, translation_of(job.settings))


def _is_checked_again(edition: Edition, job: Job) -> bool:
    return job.settings.round_trip and edition.origin is not Origin.ORIGINAL


def cast_for(job: Job, language: str) -> tuple[Voice, tuple[Notice, ...]]:
    """As `narration.cast`; raises too what is wrong with the lexicon, before a word is translated for it."""
    voice, notices = cast(language, narration_of(job.settings))
    _lexicon(job, language, voice)
    return voice, notices


def script_of(job: Job, edition: Edition, voice: Voice, own: Script | None) -> Script:
    """What is spoken for an edition; `own` is the script of the article's own language, by which the sentences are
    spoken that stay in it."""
    read = pages(edition, words(edition.language), told_of(job, edition))
    spoken = (each for page in read for each in page.sentences() if own is None or not is_left(each))
    said = {tag: _lexicon(job, tag, voice) for tag in (edition.language, *foreign(spoken))}
    return Script(read, voice, others(voice, narration_of(job.settings)), said[edition.language], said, own)


def told_of(job: Job, edition: Edition) -> tuple[str, ...]:
    """What an edition says of itself."""
    return disclosures(edition, job.settings.disclosure)


def place_edition(
    job: Job,
    edition: Edition,
    script: Script,
    session: Session,
    progress: Progress,
    shelf: Shelf,
) -> Shelved:
    """Make the edition's files of its script, all of which was spoken, and put them in their place with its page.

    Several editions may be made at once. Raises `WriteError`, `NotOurs`, and `NarrationError` for sound that is gone.
    """
    settings, language = job.settings, edition.language
    timeline = laid_out(script, session.store, settings.pauses)
    events = told_of(job, edition)
    revision = shelf.revisions.of(edition, timeline)
    imprint = Imprint(
        modified=revision.moment,
        appeared=shelf.revisions.first,
        publisher=settings.owner,
        certified_by=settings.certified_by,
    )
    with atomic_output.bench(job.folder) as bench, _finding_damage(script, session.store):
        files, notices = edition_files(
            edition,
            timeline,
            partial(pcm, get=partial(sound, session.store)),
            Names(job.slug, language),
            imprint,
            events,
            session.store,
            session.encoders,
            bench,
            settings.also,
            settings.embed_font,
            script.lexicons,
            lambda done, total: progress.tell(Writing(language, done, total)),
        )
    artifacts = {name: atomic_output.artifact(name, data) for name, data in files.items()}
    beside = make_files(edition, timeline, artifacts, job.folder, site_of(settings))
    artifacts |= {name: atomic_output.artifact(name, data) for name, data in beside.items()}
    page = make_page(edition, timeline, artifacts, shelf.languages, job.folder, site_of(settings))
    shelf.confirm()
    with shelf.sharing:
        put_pictures(timeline, shelf.ledger)
    now = naming_what_lies_there(page, language, shelf.languages, job.folder)
    atomic_output.place(job.folder / language, {**files, **beside}, shelf.ledger, beside={PAGE: now})
    placed = Shelved(edition, timeline, events, artifacts, page, notices, revision)
    with shelf.sharing:
        list_placed(job, shelf, placed, now)
    mark_made(script, session.store)
    return placed


@contextmanager
def _finding_damage(script: Script, store: Store) -> Iterator[None]:
    """One sound that is damaged is a reason to look at all, so that the next run speaks them again and not one after the other."""
    try:
        yield
    except NarrationError:
        forget_damaged(script, store)
        raise


def _lexicon(job: Job, language: str, voice: Voice) -> Lexicon:
    lexicon = lexicon_for(job.file, language, job.settings.lexicon)
    check_lexicon(lexicon, voice)
    return lexicon
