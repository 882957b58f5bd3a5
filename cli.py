"""The command line: options become settings, events become progress, errors become words and an exit code."""

import json
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline import settings as options
from pipeline.document.events import Fetching, Progress
from pipeline.document.notices import Level
from pipeline.document.report import Report
from pipeline.errors import EditionsMissing, FaultsFound, PublishError, StrictFindings
from pipeline.screen import shown
from pipeline.settings import Settings
from pipeline.telling import language_name, notice_line, plan_lines

if TYPE_CHECKING:
    from pipeline.narration.hearing import Ear

BUG = 70
INTERRUPTED = 130
WORST = 10
"""How many sentences are listed after listening."""

ARTICLE = click.argument("article", type=click.Path())
OUTPUT = click.option("--output", metavar="DIR", help="Folder of everything published. [default: output]")
OFFLINE = click.option("--offline", is_flag=True, default=None, help="Open no network connection at all.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")
QUIET = click.option("--quiet", is_flag=True, help="Print errors and nothing else.")
READING = (
    click.option("--lang", metavar="TAG", help="The article's language. [default: found from the article]"),
    click.option(
        "--headings",
        metavar="LINES",
        help="Which lines of a plain text are headings: auto, none (only typed ##), or 3,9,21. [default: auto]",
    ),
    click.option(
        "--fetch-pictures",
        is_flag=True,
        default=None,
        help="Fetch pictures that the article shows from the web.",
    ),
    click.option("--refetch", is_flag=True, default=None, help="Fetch again what was fetched before."),
    click.option(
        "--allow-local", is_flag=True, default=None, help="Fetch from this machine and its own network too."
    ),
)
"""What says how an article is read."""

Command = TypeVar("Command", bound=Callable[..., Any])


def reads(command: Command) -> Command:
    """Give `command` the options `READING`."""
    for option in reversed(READING):
        command = option(command)
    return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Hangul is no reason to stop
    try:
        cli.main(arguments, prog_name="cli.py", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _complain("\nStopped. What was finished is kept: run the same command again to go on.")
        sys.exit(INTERRUPTED)
    except PublishError as error:
        _complain(f"Error: {error.message}\n{error.advice}".rstrip())
        sys.exit(error.exit_code)
    except Exception as error:
        _complain(_bug(error))
        sys.exit(BUG)


def _bug(error: Exception) -> str:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="manyvoices-", suffix=".log", delete=False
    ) as log:
        traceback.print_exception(error, file=log)
    return (
        f"Error: this is a bug in manyvoices: {type(error).__name__}: {error}\n"
        f"Please report it with {log.name}; read that file first, it may hold words of your article."
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="manyvoices")
def cli() -> None:
    """Publish one article in many languages: an e-book that reads itself aloud, and a podcast episode.

    Your text stays on this machine unless you name an engine that sends it. Options may also stand in
    publish.toml (to = ["ko", "es"]) or in the environment (MANYVOICES_TO=ko,es).
    """


@cli.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--to",
    metavar="LANGUAGES",
    help="Languages beside the article's own. [default: ko,zh-Hans,zh-Hant,es,pt-BR]",
)
@OUTPUT
@click.option(
    "--translator",
    metavar="NAME",
    help="auto (local models), or one or several of firefox, google, chat and so on with commas: the next does "
    "what the one before cannot. What people wrote comes before all. [default: auto]",
)
@click.option(
    "--speaker",
    metavar="NAME",
    help="auto (Kokoro, else eSpeak NG), kokoro, espeak, gtts, speech. [default: auto]",
)
@reads
@OFFLINE
@click.option("--jobs", metavar="N", help="Processes that speak side by side. [default: one a core]")
@click.option("--also", metavar="SIZES", help="Further e-books: text, small (for slow lines), bilingual.")
@click.option(
    "--embed-font",
    is_flag=True,
    default=None,
    help="Put a font with the letters it needs into each e-book.",
)
@click.option("--certified-by", metavar="NAME", help="Who evaluated the e-books' accessibility.")
@click.option("--strict", is_flag=True, default=None, help="Treat warnings as an error.")
@click.option(
    "--accept-findings",
    is_flag=True,
    default=None,
    help="Publish a translation although it has serious findings.",
)
@click.option(
    "--plan",
    "plan_only",
    is_flag=True,
    help="Show what would be translated by whom and for how much, and do nothing.",
)
@click.option("--watch", is_flag=True, help="Publish again whenever something changes, until Ctrl-C.")
@click.option(
    "--listen", "listens", is_flag=True, help="Hear the editions again, as the command listen does."
)
@AS_JSON
@QUIET
def publish(
    articles: tuple[str, ...],
    plan_only: bool,
    watch: bool,
    listens: bool,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Publish each ARTICLE as an e-book, an episode and a page in every language.

    ARTICLE is a file, the address of a web page, or - for standard input. A reviewed translation is a file
    beside the article: article.ko.xlf for article.md. Run it again after any change or interruption: what
    was made before is found, and not made anew.
    """
    if plan_only:
        _show_plans(articles, _settings(flags), as_json)
    elif watch:
        _watch(articles, flags, as_json, quiet, listens)
    else:
        _publish(articles, _settings(flags), as_json, quiet, listens)


@cli.command()
@ARTICLE
@reads
@OFFLINE
@AS_JSON
def inspect(article: str, as_json: bool, **flags: Any) -> None:
    """Show what is found in ARTICLE: its outline, and what each part is taken for. Publishes nothing."""
    from pipeline.readers import place, read
    from pipeline.readers.outline import outline, outlined

    found, notices = read(place(article), settings=_settings(flags))
    if as_json:
        _print_json(outlined(found, notices))
    else:
        click.echo(outline(found, notices))


@cli.command()
@click.option("--base-url", metavar="URL", help="Where the output folder will stand on the web.")
@click.option("--site-title", metavar="TEXT", help="Title of the feeds. [default: the first article's title]")
@click.option("--owner", metavar="NAME", help="Who publishes.")
@click.option("--owner-email", metavar="ADDRESS", help="Address that podcast directories write to.")
@click.option(
    "--withdraw", metavar="ARTICLE", help="Take an article's episodes out, until they are restored."
)
@click.option("--restore", metavar="ARTICLE", help="Bring back what was withdrawn.")
@click.option("--language", metavar="TAG", default="", help="Withdraw or restore one language only.")
@click.option("--renamed", metavar="OLD NEW", nargs=2, help="NEW goes on as the same episodes that OLD was.")
@OUTPUT
def feed(
    withdraw: str | None, restore: str | None, language: str, renamed: tuple[str, str] | None, **flags: Any
) -> None:
    """Write the feeds of all published editions: output/feeds/LANGUAGE.xml for podcast apps, LANGUAGE.atom for
    readers, catalogue.opds.json for e-book apps.

    ARTICLE, OLD and NEW are names of folders in the output.
    """
    from pipeline import syndication

    settings = _settings(flags)
    if withdraw:
        syndication.withdraw(settings, withdraw, language)
    if restore:
        syndication.restore(settings, restore, language)
    if renamed:
        syndication.renamed(settings, *renamed)
    paths, notices = syndication.publish_feeds(settings)
    for path in paths:
        click.echo(path)
    for notice in notices:
        _complain(notice_line(notice))


@cli.group()
def review() -> None:
    """Translations out to a person; a file that comes back is found beside the article."""


@review.command()
@ARTICLE
@click.option("--to", metavar="LANGUAGES", help="Languages to write a file for, as ko,es.", required=True)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["xliff", "xliff12", "po", "csv", "tmx", "html"]),
    default="xliff",
    show_default=True,
    help="What to write; html is a page to be read, and does not come back.",
)
@click.option("--translator", metavar="NAME", help="Who makes the draft. [default: auto]")
@reads
@OFFLINE
@QUIET
def export(article: str, kind: str, quiet: bool, **flags: Any) -> None:
    """Write ARTICLE's sentences for a translator, with a machine's draft where there is a model.

    The file stands beside the article: article.ko.xlf. A sentence counts as reviewed when its state is
    set to reviewed or final, as translation tools do. An .xlf beside the article is used as it is; other
    files come back with "review import".
    """
    from pipeline.readers import place
    from pipeline.review import export

    settings = _settings(flags)
    with shown(as_json=False, quiet=quiet) as progress:
        paths = export(place(article), settings, progress, kind)
    for path in paths:
        click.echo(path)


@review.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--article", metavar="ARTICLE", help="The article. [default: the one that FILE names, beside it]"
)
@click.option("--to", metavar="LANGUAGE", help="The language, where FILE does not say.")
@click.option("--reviewer", metavar="NAME", default="", help="Who reviewed it, as editions will say.")
@click.option(
    "--aligned",
    metavar="TRANSLATION",
    type=click.Path(path_type=Path),
    help="A whole translation as text or Markdown; FILE is the article then.",
)
@OFFLINE
@AS_JSON
@QUIET
def bring_in(
    files: tuple[Path, ...],
    article: str | None,
    to: str | None,
    reviewer: str,
    aligned: Path | None,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Take what people wrote in each FILE (XLIFF, PO, CSV, TMX) into the translation memory.

    There it is preferred to every machine, for ever. A damaged file changes nothing; sentences of the
    article that changed meanwhile are named, and the rest comes in.
    """
    from pipeline.languages import find
    from pipeline.readers import place
    from pipeline.review import align, bring_in

    settings = _settings(flags)
    target = find(to).tag if to else ""
    with shown(as_json=False, quiet=quiet or as_json) as progress:
        if aligned is not None:
            if not target or len(files) != 1:
                raise click.UsageError("--aligned needs one article and --to with one language.")
            found = [align(files[0], aligned, target, settings, progress, who=reviewer)]
        else:
            own = place(article) if article else None
            found = [*bring_in(files, settings, progress, article=own, target=target, who=reviewer)]
    if as_json:
        _print_json([asdict(each) for each in found])
        return
    for each in found:
        click.echo(f"{each.path} ({each.language}): {_counted(each.counts)}")


@review.command()
@ARTICLE
@click.option("--to", metavar="LANGUAGES", help="Languages to look at. [default: as publish]")
@click.option("--translator", metavar="NAME", help="Whose words count as there. [default: auto]")
@reads
@OFFLINE
@AS_JSON
def status(article: str, as_json: bool, **flags: Any) -> None:
    """Show how many of ARTICLE's sentences are by machine, edited, reviewed, final or missing, by language."""
    from pipeline.readers import place
    from pipeline.review import status

    found = status(place(article), _settings(flags))
    if as_json:
        _print_json({each.language: each.counts for each in found})
        return
    for each in found:
        click.echo(f"{each.language:8} {_counted(each.counts)}")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"


@review.command()
@click.option("--seed", metavar="NAME", help="Which one. [default: show the names of all]")
def glossary(seed: str | None) -> None:
    """Print a glossary that comes with the program: review glossary --seed human-rights > glossary.csv

    It is used once it stands beside the article, or where publish.toml says: glossary = "terms.csv".
    """
    from pipeline.translation import termbase

    if seed is None:
        click.echo("\n".join(termbase.seeds()))
    else:
        click.get_binary_stream("stdout").write(termbase.seed(seed))


@cli.group()
def voices() -> None:
    """The voices: who speaks each language, and how to get Kokoro's."""


@voices.command("list")
@AS_JSON
def list_voices(as_json: bool) -> None:
    """Show who speaks each language."""
    from pipeline.narration.voices import kokoro_lines, spoken

    found = spoken(_settings({}))
    if as_json:
        _print_json({each.language.tag: [asdict(voice) for voice in each.voices] for each in found})
        return
    for each in found:
        speakers = ", ".join(f"{voice.engine} {voice.name}" for voice in each.voices)
        click.echo(f"{each.language.tag:8} {each.language.name:22} {speakers or 'nobody'}")
    click.echo('\nKokoro\'s voices, to be chosen as [voices.ko] name = "jm_kumo" in publish.toml:')
    for kind in kokoro_lines():
        click.echo(f"  {kind}")


@voices.command("try")
@click.argument("language")
@click.argument("text")
@click.option("--name", metavar="VOICE", default="", help="Another voice than the language's usual one.")
@click.option("--speaker", metavar="NAME", help="Another engine than the usual one.")
@click.option(
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path("sample.wav"),
    help="WAV or MP3.",
)
@OFFLINE
def try_voice(language: str, text: str, name: str, file: Path, **flags: Any) -> None:
    """Say a TEXT and write it into a file: voices try ko "안녕하세요." --name jm_kumo"""
    from pipeline.languages import find
    from pipeline.narration.samples import sample

    voice, said = sample(find(language).tag, text, name, file, _settings(flags))
    seconds = said.sound.samples / said.sound.rate
    click.echo(f"{file}: {seconds:.1f} s by {voice.engine} {voice.name}")
    if said.doubt:
        click.echo(f"Warning: {said.doubt}", err=True)


@voices.command("oov")
@click.argument("article", type=click.Path())
@click.option(
    "--to", metavar="LANGUAGES", help="Editions to look through too, as far as they are translated."
)
@OFFLINE
@reads
def unsure_words(article: str, **flags: Any) -> None:
    """List the words of an ARTICLE that can only be guessed at, for its lexicon."""
    from pipeline.planning import guesses
    from pipeline.readers import place

    settings = _settings(flags)
    languages = settings.to if flags.get("to") else ()
    for tag, words, missing in guesses(place(article), languages, settings):
        if languages:
            click.echo(f"{tag}:")
        for each in words:
            click.echo(f"{each.times:4} {each.word}: {each.why}")
        if not words:
            click.echo("There is no word that can only be guessed at.")
        if missing:
            sentences = "1 sentence has" if missing == 1 else f"{missing} sentences have"
            click.echo(f"{sentences} no translation yet, and nothing was translated for this.")


@voices.command("lexicon")
@click.argument("lexicon", type=click.Path(path_type=Path))
@click.argument("language")
@click.option(
    "--output", "file", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The PLS file."
)
def export_lexicon(lexicon: Path, language: str, file: Path) -> None:
    """Write one language of a LEXICON as PLS 1.0, for other programs."""
    from pipeline.errors import writing
    from pipeline.languages import find
    from pipeline.narration.lexicon import Lexicon, as_pls, lexicons

    tag = find(language).tag
    found = lexicons(lexicon).get(tag, Lexicon(tag))
    with writing(file):
        file.write_bytes(as_pls(found))
    click.echo(f"{file}: {len(found.entries)} words")


@voices.command("install")
@click.argument("names", metavar="[VOICE]...", nargs=-1)
@click.option(
    "--from",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder that holds the voices already; nothing is fetched then.",
)
@OFFLINE
@QUIET
def install_voices(names: tuple[str, ...], folder: Path | None, quiet: bool, **flags: Any) -> None:
    """Fetch Kokoro's voices once, the usual ones or those named: from the official release, else npm's package."""
    from pipeline.narration.engines.kokoro import VOICE_NAMES
    from pipeline.narration.voices import install, sources

    settings = _settings(flags)
    wanted = names or VOICE_NAMES
    with shown(as_json=False, quiet=quiet) as progress:
        added = install(
            wanted,
            settings.voices,
            sources(settings.offline or folder is not None, folder),
            lambda done, total: progress.tell(Fetching("Kokoro's voices", done, total)),
        )
    click.echo(f"{len(added)} voices were added to {settings.voices}; all {len(wanted)} are there.")


@cli.group()
def models() -> None:
    """The translation models: which are here, and how to add one."""


@models.command("list")
@AS_JSON
def list_models(as_json: bool) -> None:
    """Show the translation models on this machine."""
    from pipeline.translation.engines.models import listed

    found = listed(_settings({}))
    if as_json:
        _print_json([{"source": each.source, "target": each.target, "place": each.place} for each in found])
        return
    for each in found:
        click.echo(f"{each.source} to {each.target:8} {each.size / 1e6:.0f} MB, {each.place}")


@models.command("add")
@click.argument("source")
@click.argument("target")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@OFFLINE
@QUIET
def add_model(source: str, target: str, folder: Path | None, quiet: bool, **flags: Any) -> None:
    """Add Firefox's model from SOURCE to TARGET: the one in FOLDER, or else Mozilla's, fetched and checked."""
    from pipeline.languages import find
    from pipeline.translation.engines.models import add

    settings = _settings(flags)
    with shown(as_json=False, quiet=quiet) as progress:
        add(find(source).tag, find(target).tag, folder, settings, progress)
    click.echo(f"The model from {find(source).name} to {find(target).name} is in {settings.models}.")


@cli.command()
@OUTPUT
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="0.0.0.0 lets others in your network in.",
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
def serve(host: str, port: int, **flags: Any) -> None:
    """Serve the published site on this machine until Ctrl-C."""
    from pipeline.serve import serve

    serve(
        _settings(flags).output,
        host,
        port,
        lambda address: click.echo(f"Serving at {address} – Ctrl-C ends it."),
    )


@cli.command()
@click.option(
    "--target", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Folder to upload."
)
@click.option("--base-url", metavar="URL", help="Where the folder will stand on the web.")
@OUTPUT
def site(target: Path, **flags: Any) -> None:
    """Lay out the published site in a folder for any static host, and say what the host must answer."""
    from pipeline.site import lay_out, needs

    laid = lay_out(target, _settings(flags))
    size = f"{laid.size / 1e6:.1f} MB"
    click.echo(f"{laid.files} files, {size}, in {target}: {laid.written} written, {laid.removed} taken away.")
    click.echo("The host must answer:")
    for need in needs():
        click.echo(f"  {need}")


@cli.command()
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--fast", is_flag=True, help="Leave out EPUBCheck and Ace.")
@AS_JSON
def check(editions: tuple[Path, ...], fast: bool, as_json: bool) -> None:
    """Say what is wrong with each EDITION: an e-book, a recording, a feed, or a folder of them, whoever made it.

    Our own rules look at all of it; EPUBCheck and Ace look too where they are installed.
    """
    from pipeline.proofing.proof import checkers, proof, told

    proofs = []
    for one in proof(editions, fast=fast):
        proofs.append(one)
        if not as_json:
            click.echo(told(one))
    if as_json:
        _print_json([asdict(one) for one in proofs])
    else:
        click.echo(f"Checked by {', '.join(checkers(fast=fast))}.")
    if faulty := [one for one in proofs if one.errors]:
        raise FaultsFound(f"{len(faulty)} of {len(proofs)} files have errors.", "They stand above.")


@cli.command("listen")
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--worst",
    metavar="N",
    type=click.IntRange(0),
    default=WORST,
    show_default=True,
    help="How many sentences to list.",
)
@AS_JSON
def listen_again(editions: tuple[Path, ...], worst: int, as_json: bool) -> None:
    """Hear each EDITION with Whisper, on this machine, and list the sentences that it understood worst.

    EDITION is an article's folder in the output, an edition's folder, or an .mp3 or .epub in it. Of a folder the
    episode is heard, and of its e-book what the episode leaves out. It needs the extra "listen".
    """
    from pipeline.listen import as_value, listen, told

    values = []
    try:
        with shown(as_json=False, quiet=as_json) as progress:
            for one in listen(editions, _ear(), _settings({}), progress):
                values.append(as_value(one, worst))
                if not as_json:
                    click.echo(told(one, worst))
    finally:
        if as_json and values:
            _print_json(values)


@cli.command()
@AS_JSON
def doctor(as_json: bool) -> None:
    """Say which engines, voices and tools are on this machine, and how to get the others."""
    from pipeline.doctor import examine

    findings = examine(_settings({}))
    if as_json:
        _print_json([asdict(finding) for finding in findings])
        return
    for finding in findings:
        mark = "ok     " if finding.works else "MISSING" if finding.needed else "–      "
        click.echo(f"{mark} {finding.name}: {finding.text}")
        if finding.advice and not finding.works:
            click.echo(f"        {finding.advice}")


def _show_plans(articles: Sequence[str], settings: Settings, as_json: bool) -> None:
    from pipeline.planning import plan
    from pipeline.readers import place

    plans = [plan(place(article), settings) for article in articles]
    if as_json:
        _print_json([each.as_value() for each in plans])
        return
    for each in plans:
        for text in plan_lines(each):
            click.echo(text)


def _settings(flags: dict[str, Any]) -> Settings:
    return options.load({name: value for name, value in flags.items() if value is not None})


def _publish(articles: Sequence[str], settings: Settings, as_json: bool, quiet: bool, listens: bool) -> None:
    from pipeline.publish import publish
    from pipeline.readers import place

    ear = _ear() if listens else None  # before the work, so that a missing one is told at once
    reports = []
    with shown(as_json=as_json, quiet=quiet) as progress:
        for article in articles:
            reports.append(publish(place(article), settings, progress))
            progress.done(reports[-1], settings)
        try:
            if ear:
                _listen_after(reports, ear, settings, progress, as_json, quiet)
        finally:
            _judge(reports, settings)


def _ear() -> "Ear":
    from pipeline.narration.engines.whisper import WhisperEar

    return WhisperEar()


def _listen_after(
    reports: Sequence[Report], ear: "Ear", settings: Settings, progress: Progress, as_json: bool, quiet: bool
) -> None:
    from pipeline.listen import as_value, listen, told

    folders = [
        settings.output / report.slug / edition.language for report in reports for edition in report.published
    ]
    for one in listen(folders, ear, settings, progress):
        if as_json:
            click.echo(json.dumps({"event": "listened", **as_value(one, WORST)}, ensure_ascii=False))
        elif not quiet:
            click.echo(told(one, WORST))


def _watch(articles: Sequence[str], flags: dict[str, Any], as_json: bool, quiet: bool, listens: bool) -> None:
    """Publish, and again after each change; what goes wrong is told, and the next change tries again."""
    from pipeline.watch import changes

    settings = _settings(flags)
    changed = changes([Path(article) for article in articles], settings)
    while True:
        try:
            _publish(articles, _settings(flags), as_json, quiet, listens)
        except PublishError as error:
            _complain(f"Error: {error.message}\n{error.advice}".rstrip())
        if (found := next(changed, None)) is None:
            return
        if not quiet:
            click.echo(f"Changed: {', '.join(path.name for path in found)}", err=as_json)


def _judge(reports: Sequence[Report], settings: Settings) -> None:
    """Raise what the reports deserve: nothing when every edition is there."""
    failed = [edition for report in reports for edition in report.failed]
    if failed:
        names = ", ".join(language_name(edition.language) for edition in failed)
        raise EditionsMissing(
            f"Not published: {names}.",
            "The reasons stand above; everything else was published.",
            (edition.exit_code for edition in failed),
        )
    warned = [notice for report in reports for notice in report.all_notices if notice.level is not Level.INFO]
    if settings.strict and warned:
        raise StrictFindings(f"{len(warned)} warnings, and --strict was given.", "They stand above.")


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _complain(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
