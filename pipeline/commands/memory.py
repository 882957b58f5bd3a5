"""`memory`: where what people wrote is kept, and the terms that all share there."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import AS_JSON, settings_of
from pipeline.commands.printing import print_json
from pipeline.document.quantities import count_of

if TYPE_CHECKING:
    from pipeline.app.memory_moving import Copied
    from pipeline.config.database_url import MemoryPlace

_ORDER = ("final", "reviewed", "edited", "machine")


@click.group()
def memory() -> None:
    """The translation memory: move it to where several machines share it, and keep a glossary for all in it."""


@memory.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@AS_JSON
def move(source: str, target: str, as_json: bool) -> None:
    """Copy the whole memory FROM a file or database TO another: sentences, reviews, glossary and budgets.

    Each is the path of a file, or postgresql://HOST/DATABASE; a name and a password are best left to PGUSER and
    PGPASSWORD or the file ~/.pgpass. All of it arrives or nothing. FROM stays as it is; TO must be empty. End other
    runs before: what they write meanwhile is not copied.
    """
    from pipeline.app.memory_moving import copy_memory

    one, other = _place(source), _place(target)
    copied = copy_memory(one, other)
    if as_json:
        print_json({"from": str(one), "to": str(other), **asdict(copied)})
        return
    click.echo(f"{other} holds all of {one}: {_words(copied)}.")
    click.echo(
        f"{one} is as it was. Name the other from now on: memory in publish.toml, or MANYVOICES_MEMORY."
    )


@memory.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--remove", is_flag=True, help="Keep no glossary in the memory any more.")
def glossary(file: Path | None, remove: bool) -> None:
    """Keep the glossary FILE (CSV or TBX) in the memory for all who use it; without FILE, print it.

    It counts for articles that have none beside them, where publish.toml names none.
    """
    from pipeline.app.opened_memory import open_memory
    from pipeline.document.plain_files import read_plain_file
    from pipeline.translation.termbase import read_termbase

    if file and remove:
        raise click.UsageError("--remove takes no FILE.")
    with open_memory(settings_of({})) as ours:
        if file:
            terms = read_termbase(file)
            ours.keep_glossary(file.name, read_plain_file(file))
            click.echo(f"{ours.place} keeps {count_of(len(terms.entries), 'term')} of {file} for all.")
        elif remove:
            ours.remove_glossary()
        elif own := ours.glossary():
            click.get_binary_stream("stdout").write(own.content)
        else:
            click.echo(f"{ours.place} keeps no glossary. Add one: memory glossary terms.csv", err=True)


def _place(written: str) -> "MemoryPlace":
    from pipeline.config.database_url import memory_place
    from pipeline.config.option_types import Refused
    from pipeline.errors import SettingsError

    try:
        return memory_place(written)
    except Refused as error:
        raise error.error from None
    except ValueError as error:
        raise SettingsError(f"“{written}” {error}.") from error


def _words(copied: "Copied") -> str:
    total = sum(copied.sentences.values())
    more = [
        count_of(copied.parts, "other record") if copied.parts else "",
        "a glossary" if copied.glossaries else "",
        count_of(copied.counts, "monthly count") if copied.counts else "",
    ]
    return ", ".join([f"{count_of(total, 'sentence')}{_kinds(copied.sentences)}", *filter(None, more)])


def _kinds(sentences: Mapping[str, int]) -> str:
    kinds = ", ".join(f"{sentences[name]} {name}" for name in _ORDER if sentences.get(name))
    return f" ({kinds})" if kinds else ""
