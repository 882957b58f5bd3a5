"""The stages of a run, each a function: read an article, translate it, narrate the editions, write the files.

    with open_session(settings) as session:
        job = read("article.md", session)
        editions = [translate(job, language, session) for language in job.languages]
        report = write(job, [narrate(job, edition, session) for edition in editions], session)

Unlike `publish`, which goes the same way for many articles side by side, a stage raises whatever goes wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.app.article_report import report_article
from pipeline.app.claiming import Shelf, claim, hold, record_of, revisions_of
from pipeline.app.edition import cast_for, place_edition, script_of, translate_edition
from pipeline.app.findings import Findings
from pipeline.app.job import Job, read_job
from pipeline.app.session import Session
from pipeline.app.stage_configurations import narration_of, site_of
from pipeline.document.article import Edition
from pipeline.document.notices import Notice
from pipeline.document.report import Report
from pipeline.document.sound import Voice
from pipeline.errors import PublishError
from pipeline.narration.narrate import Script, doubts, unspoken
from pipeline.narration.scheduling import narrating
from pipeline.readers import place
from pipeline.site.feed_state import keep_site
from pipeline.site.site_index import Shelved, claim_site
from pipeline.translation.terms import terms_for
from pipeline.translation.translate import judge, original


@dataclass(frozen=True, slots=True)
class Narrated:
    """An edition all of whose sentences lie in the store as sound."""

    edition: Edition
    script: Script
    notices: tuple[Notice, ...] = ()
    """What was found in its words and its sound."""


def read(where: str | Path, session: Session) -> Job:
    """The article in a file, at an address, or for `-` on standard input. Raises as `publish`."""
    return read_job(place(where), session.settings)


def translate(job: Job, language: str, session: Session) -> Edition:
    """The article in one of its languages. Raises `EditionHeld` when too much of it cannot be relied on, and what its
    translators raise."""
    terms = terms_for(job.file, job.settings.glossary, session.memory)
    edition = translate_edition(job, language, terms, session, session.progress)
    judge(edition, job.settings.doubtful)
    return edition


def narrate(job: Job, edition: Edition, session: Session) -> Narrated:
    """The edition, what it lacked of its sound spoken. Raises `VoiceMissing`, `NarrationError`, `WriteError`."""
    voice, cast_notices = cast_for(job, edition.language)
    script = _script(job, edition, voice)
    errors: list[PublishError] = []

    def edition_spoken(_: str, error: PublishError | None) -> None:
        errors.extend([error] if error else ())

    with narrating(
        narration_of(job.settings), _let_pass, edition_spoken, session.workers.runner, session.workers.speak
    ) as narration:
        narration.speak(edition.language, unspoken(script, session.store))
    if errors:
        raise errors[0]
    notices = (*cast_notices, *edition.notices, *doubts(script, session.store))
    return Narrated(edition, script, tuple(dict.fromkeys(notices)))


def write(job: Job, editions: Sequence[Narrated], session: Session) -> Report:
    """Put the files of all these editions, their pages and the report into the article's folder, and list it on the site.

    Raises `NameTaken` and `NotOurs` when the folder is another's, and `WriteError`.
    """
    with hold(job, session.progress) as lease:
        ledger, findings = record_of(job), Findings(_let_pass)
        findings.add((*job.notices, *claim(job, ledger)))
        claim_site(site_of(job.settings))
        languages = [each.edition.language for each in editions]
        shelf = Shelf(ledger, revisions_of(job, session.store), languages, lease.confirm)
        placed = [_place(each, job, session, shelf, findings) for each in editions]
        report = report_article(job, shelf, placed, (), findings)
        findings.add(keep_site(site_of(job.settings), job.folder))
        return replace(report, notices=findings.of())


def _place(each: Narrated, job: Job, session: Session, shelf: Shelf, findings: Findings) -> Shelved:
    """The edition's files in their place; all that was found in its words, its sound and its files goes to `findings`."""
    placed = place_edition(job, each.edition, each.script, session, session.progress, shelf)
    findings.add((*each.notices, *placed.notices), each.edition.language)
    return placed


def _script(job: Job, edition: Edition, voice: Voice) -> Script:
    """With that of the article's own language, by which the sentences are spoken that stay in it."""
    own = None
    if edition.language != job.article.language:
        own_voice, _ = cast_for(job, job.article.language)
        own = _script(job, original(job.article), own_voice)
    return script_of(job, edition, voice, own)


def _let_pass(*_: object) -> None:
    """Nobody is told."""
