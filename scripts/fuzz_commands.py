"""Feed odd words to the commands, and odd files, until something breaks: a bug's exit code, a traceback, a hang.

Usage: python scripts/fuzz_commands.py [--runs 50000] [--seed 0] [--only commands,settings,…] [--show 10]
Everything happens in this process, in a folder of its own, offline, by the engines for tests: some milliseconds an input.
Inputs are of six kinds: commands (their own options with odd values), settings (publish.toml), articles, reviewed files
(PO, XLIFF, TMX, sheets), glossaries (CSV, TBX) and lexicons (TOML, PLS). Input N of a seed is always the same: what was
found is run again by `--seed S --first N --runs 1`. Exits with 1 when anything broke, each kind of fault told once.
"""

import io
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from random import Random
from types import FrameType
from unittest.mock import patch

import click

import cli
from pipeline import errors
from pipeline.commands.stopping import Stopping
from pipeline.config import registry
from pipeline.config.loading import ENVIRONMENT
from pipeline.config.settings import Settings
from pipeline.infra import exception_messages

LATE_S = 10
"""By the clock of the processor; no input here is longer than some hundred kB."""
CODES = {0, 1, 2, 70} | {
    each.exit_code
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, errors.PublishError)
}
STEP = 1_000
"""Inputs after which it says how far it is."""
LEFT_OUT = {"serve", "doctor"}
"""Commands that go on until they are stopped, or ask other programs."""
NOT_GIVEN = {"--watch", "--listen", "--help", "--version"}
ARTICLE = """---
title: Returned to danger
author: Jane Roe, Kim Chul
date: 2024-03-05
lang: en
---

# Returned to danger

On 5 March some 1,200 people were returned. “Nobody asked us,” said *Kim Chul*, [a witness](https://example.org/a).

## What was said

- 12 of 30 were not heard
- The government did not answer

| Year | People |
|------|--------|
| 2023 | 1,000  |
"""
LEXICON = '[en]\n"UNHCR" = "you en aitch see are"\n"Kim" = "/kɪm/"\n\n[ko]\n"유엔" = "유엔"\n'
PLS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'
    ' alphabet="ipa" xml:lang="en">\n<lexeme><grapheme>Kim</grapheme><phoneme>kɪm</phoneme></lexeme>\n'
    "<lexeme><grapheme>UN</grapheme><alias>you en</alias></lexeme>\n</lexicon>\n"
)
GLOSSARY = "en,ko,zh-Hans,note\nrefugee,난민|망명자,难民,\nNorth Korea,북한,朝鲜,keep\n"
TOML = 'to = ["ko", "es"]\nspeaker = "hum"\njobs = 1\n[limits.marker]\nrequests_per_second = 2\n[pauses]\nsentence_ms = 300\n'
ODD = (
    "", " ", "-", "--", "0", "-1", "1e309", "nan", "inf", "9" * 5000, "1" * 400, "0x10", "0x" + "f" * 5000, "true", "null", "None", "[]", "{}", "[[", "]]",
    "\0", "\ufeff", "\u202e", "\ud800", "é", "e\u0301", "가", "中", "ا", "😀", "\t", "\n", "\r", "'", '"', "'''", '"""', "\\", "/", "//", ".", "..",
    "../x", "/dev/null", "/", "~", "~nobody/x", "a" * 300, "a" * 5000, "con", "x/y/z", "file:///etc/passwd", "http://", "http://[", "https://a.b/c?d=e",
    "http://user:pw@h/", "http://1/", "ko", "ko,es", "xx", "zh", "en-US-x-y-z-a-b-c", ",", ",,", "=", ":", "a=b", "%s", "{0}", "$(x)", "`x`", "*", "?",
    "<a>", "&amp;", "&x;", "]]>", "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<!--", "<?xml", "# ", "---", "```", "| a |", "msgid \"\"", "1-2-3", "2024-13-45", "10000-01-01",
    "0000-00-00", "(", ")", "[", "[^1]", "١٢٣", "²", "Ⅻ", "1,000.00,0", "1/0", "%", "％", "a@b", "af_heart", "jf_alpha*", "1+1", "kokoro", "hum", "marker", "google",
)  # fmt: skip

Input = tuple[Sequence[str], Mapping[str, bytes]]
"""What is typed, and files with their content."""


@dataclass
class Seeds:
    """Files to begin with, as the program itself wrote them."""

    files: Mapping[str, bytes] = field(default_factory=dict)


def commands(dice: Random, seeds: Seeds) -> Input:
    """A command with some of its options, half of the values odd."""
    names, command = dice.choice(_commands())
    words = list(names)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            words += [_value(dice) for _ in range(dice.choice((0, 1, 1, 1, 2)))]
        elif dice.random() < 0.25 and not NOT_GIVEN & set(parameter.opts):
            words.append(dice.choice(parameter.opts))
            if not getattr(parameter, "is_flag", False):
                words.append(_value(dice))
    if names == ("publish",):
        words.append("--plan")
    return words, {"article.md": ARTICLE.encode(), **seeds.files}


def settings(dice: Random, seeds: Seeds) -> Input:
    """A publish.toml, and a command that reads it."""
    return _planned(dice), {"article.md": ARTICLE.encode(), "publish.toml": _settings(dice)}


def articles(dice: Random, seeds: Seeds) -> Input:
    """An article, most often its front matter, under each ending."""
    name = f"article.{dice.choice(('md', 'md', 'md', 'txt', 'html', 'docx'))}"
    command = ("inspect", name) if dice.random() < 0.7 else ("publish", name, "--plan", "--to", "ko")
    return command, {name: _changed(dice, ARTICLE.encode())}


def reviewed(dice: Random, seeds: Seeds) -> Input:
    """A file that came back from review."""
    name = dice.choice(sorted(seeds.files))
    files = {"article.md": ARTICLE.encode(), name: _changed(dice, seeds.files[name])}
    ways = (
        ("review", "import", name),
        ("review", "status", "article.md", "--to", "ko"),
        ("publish", "article.md", "--plan", "--to", "ko"),
    )
    return dice.choice((ways[0], *ways)), files


def glossaries(dice: Random, seeds: Seeds) -> Input:
    """A glossary beside the article."""
    name, data = dice.choice((("glossary.csv", GLOSSARY.encode()), ("glossary.tbx", _tbx())))
    files = {"article.md": ARTICLE.encode(), name: _changed(dice, data)}
    return ("publish", "article.md", "--plan", "--to", dice.choice(("ko", "zh-Hans"))), files


def lexicons(dice: Random, seeds: Seeds) -> Input:
    """A lexicon, read by the command that writes it in the other form."""
    name, text = dice.choice((("lexicon.toml", LEXICON), ("lexicon.pls", PLS)))
    files = {"article.md": ARTICLE.encode(), name: _changed(dice, text.encode())}
    ways = (
        ("voices", "lexicon", name, "en", "--output", "out.pls"),
        ("publish", "article.md", "--plan", "--to", "ko"),
    )
    return dice.choice(ways), files


KINDS: Mapping[str, Callable[[Random, Seeds], Input]] = {
    each.__name__: each for each in (commands, settings, articles, reviewed, glossaries, lexicons)
}


def _commands() -> Sequence[tuple[tuple[str, ...], click.Command]]:
    return tuple(_below(cli.cli, ()))


def _below(command: click.Command, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        yield names, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner and name not in LEFT_OUT:
            yield from _below(inner, (*names, name))


def _planned(dice: Random) -> tuple[str, ...]:
    ways = (
        ("inspect", "article.md"),
        ("publish", "article.md", "--plan"),
        ("feed",),
        ("site",),
        ("voices", "list"),
        ("models", "list"),
    )
    return dice.choice((*ways[:2], *ways))


def _value(dice: Random) -> str:
    if dice.random() < 0.5:
        usual = (
            "article.md",
            "ko",
            "en",
            "output",
            "article.ko.po",
            "none.md",
            "hum",
            "marker",
            "3",
            "auto",
            "text",
            "po",
            "xliff",
        )
        return dice.choice(usual)
    return dice.choice(ODD).replace("\0", "").replace("\ud800", "\udcff")  # what a system may hand on


def _settings(dice: Random) -> bytes:
    lines = TOML.splitlines() if dice.random() < 0.5 else []
    for _ in range(dice.randrange(1, 4)):
        name = dice.choice(
            [each.name for each in fields(Settings)]
            + ["site", "voices", "accept_findings", "translators", dice.choice(ODD)]
        )
        shape = dice.random()
        value = dice.choice(
            (
                f'"{dice.choice(ODD)}"',
                dice.choice(ODD),
                "[1, [2]]",
                "{a = 1}",
                "true",
                "-3",
                "1.5",
                "2024-01-01",
                f'["{dice.choice(ODD)}"]',
            )
        )
        if shape < 0.6:
            lines.insert(0, f"{name} = {value}")
        else:
            lines += [
                f"[{name}{dice.choice(('', '.ko', '.hum', '.x'))}]",
                f"{dice.choice(('base_url', 'title', 'ko', 'speed', 'sentence_ms', 'x', 'timeout_s', 'format'))} = {value}",
            ]
    text = "\n".join(lines).encode("utf-8", "surrogatepass")
    return _changed(dice, text) if dice.random() < 0.2 else text


def _changed(dice: Random, data: bytes) -> bytes:
    """`data` with one to four changes: odd words put in, pieces taken out, doubled, moved or turned."""
    for _ in range(dice.randrange(1, 5)):
        data = dice.choice(_CHANGES)(dice, data)
    return data


def _put(dice: Random, data: bytes) -> bytes:
    at = dice.randrange(len(data) + 1)
    return (
        data[:at] + dice.choice(ODD).encode("utf-8", "surrogatepass") * dice.choice((1, 1, 1, 50)) + data[at:]
    )


def _replaced(dice: Random, data: bytes) -> bytes:
    """What stands between two signs of mark-up by something odd."""
    marks = [place for place, byte in enumerate(data) if byte in b'"<>=:,\n']
    if len(marks) < 2:
        return data
    at = dice.randrange(len(marks) - 1)
    return data[: marks[at] + 1] + dice.choice(ODD).encode("utf-8", "surrogatepass") + data[marks[at + 1] :]


def _cut(dice: Random, data: bytes) -> bytes:
    begin = dice.randrange(len(data) + 1)
    return data[:begin] + data[begin + dice.choice((1, 1, 10, 100, 10**6)) :]


def _doubled(dice: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = dice.randrange(len(lines))
    return b"".join([*lines[:at], lines[at] * dice.choice((2, 2, 200)), *lines[at:]])


def _moved(dice: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def _turned(dice: Random, data: bytes) -> bytes:
    if not data:
        return data
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def _encoded(dice: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(
        dice.choice(("utf-16", "utf-8-sig", "cp949", "gb18030", "utf-32")), "replace"
    )


_CHANGES = (_put, _put, _replaced, _replaced, _replaced, _cut, _doubled, _moved, _turned, _encoded)


def _tbx() -> bytes:
    from pipeline.translation.termbase.sheet import from_csv
    from pipeline.translation.termbase.tbx import to_tbx

    return to_tbx(from_csv(GLOSSARY.encode(), "glossary.csv"))


class Late(BaseException):
    """An input takes too long. No program's error, so that nobody mends it by the way."""


def _raise_late(_number: int, _frame: FrameType | None) -> None:
    raise Late


@dataclass(frozen=True, slots=True)
class Broken:
    """A fault, and the input that showed it."""

    number: int
    kind: str
    words: Sequence[str]
    what: str
    """Where it broke and how; the same for the same fault."""


def seeds_in(folder: Path) -> Seeds:
    """Files for review, as the program writes them."""
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    files: dict[str, bytes] = {}
    for form in ("po", "xliff", "xliff12", "tmx", "csv"):
        before = set(folder.iterdir())
        _run(("review", "export", "article.md", "--to", "ko", "--format", form, "--quiet"))
        files |= {path.name: path.read_bytes() for path in set(folder.iterdir()) - before if path.is_file()}
    return Seeds(files)


def tried(number: int, kind: str, made: Input, folder: Path) -> Broken | None:
    """Run one input in `folder`, which is emptied first."""
    words, files = made
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    what = _run(words)
    return Broken(number, kind, words, what) if what else None


def _run(words: Sequence[str]) -> str:
    """What broke; empty when nothing did."""
    said, complained = _stream(), _stream()
    bugs: list[str] = []
    with (
        redirect_stdout(said),
        redirect_stderr(complained),
        patch.object(exception_messages, "_fault", _noting(bugs)),
    ):
        signal.setitimer(signal.ITIMER_VIRTUAL, LATE_S)
        try:
            code = cli._ended(list(words), Stopping())
        except Late:
            return f"over {LATE_S} s"
        except BaseException as error:  # noqa: BLE001 whatever comes through is a fault
            return f"escaped: {_where(error)}"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if bugs:
        return bugs[0]
    if code not in CODES or code == cli.BUG:
        return f"exit code {code}"
    return (
        "a traceback"
        if any(b"Traceback (most" in each.buffer.getvalue() for each in (said, complained))
        else ""
    )


def _stream() -> "io.TextIOWrapper[io.BytesIO]":
    """What a terminal is to a command."""
    return io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace", write_through=True)


def _noting(bugs: list[str]) -> Callable[[Exception], errors.ProgramFault]:
    """In place of the log on the disk; a bug of one edition only is one too."""

    def noted(error: Exception) -> errors.ProgramFault:
        bugs.append(_where(error))
        return errors.ProgramFault(str(error)[:200])

    return noted


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "pipeline" in each.filename] or frames
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno} {own[-1].name}" if own else "?"
    return f"{type(error).__name__} at {place}: {str(error)[:120]}"


def _environment(folder: Path) -> dict[str, str]:
    own = {"translator": "marker", "speaker": "hum", "doubtful": "accept", "offline": "1", "jobs": "1"}
    places = {name: str(folder / name) for name in ("store", "voices", "models")}
    places["memory"] = str(folder / "memory.sqlite")
    plain = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT.values()}
    return plain | {ENVIRONMENT[name]: value for name, value in (own | places).items()}


def main() -> None:
    """Try all inputs, and tell each kind of fault once."""
    asked = _asked()
    signal.signal(signal.SIGVTALRM, _raise_late)
    kinds = asked.only.split(",") if asked.only else list(KINDS)
    counted: Counter[str] = Counter()
    first: dict[str, Broken] = {}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryDirectory() as around:
        place = Path(around, "work")  # `..` is ours too
        place.mkdir()
        os.environ.update(_environment(Path(kept)))
        vars(registry)["entry_points"] = cache(entry_points)  # a third of the time of an input
        with chdir(place):
            seeds = seeds_in(place)
            for number in range(asked.first, asked.first + asked.runs):
                dice = Random(f"{asked.seed} {number}")
                kind = dice.choice(kinds)
                broken = tried(number, kind, KINDS[kind](dice, seeds), place)
                if broken is not None:
                    counted[broken.what] += 1
                    if broken.what not in first:
                        first[broken.what] = broken
                        print(_told(broken, asked.seed), flush=True)
                if (done := number + 1 - asked.first) % STEP == 0:
                    print(f"{done:,} inputs, {len(first)} faults", file=sys.stderr, flush=True)
    for what, times in counted.most_common(asked.show):
        print(f"{times:>6}  {what}")
    taken = time.perf_counter() - began
    print(
        f"{asked.runs} inputs in {taken:.0f} s ({taken / max(asked.runs, 1) * 1000:.1f} ms each): {len(first)} faults"
    )
    sys.exit(bool(first))


def _told(broken: Broken, seed: int) -> str:
    words = " ".join(word[:40] for word in broken.words)
    return f"{broken.what}\n        {broken.kind}, --seed {seed} --first {broken.number} --runs 1: {words!r}"


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=50_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--show", type=int, default=20)
    return parser.parse_args()


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
