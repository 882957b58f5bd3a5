"""How much memory one process takes that speaks several languages by turns, and for what.

Usage: python scripts/measure_footprint.py FOLDER [--language ko]... [--lines 300] [--tokens 220] [--rounds 2]

FOLDER holds one file `<language>.txt` a language, a sentence a line, as NTREX does. Of each language the longest of its first lines that is said in
one breath is said by Kokoro, all languages by turns, several rounds. A line a step tells what is resident afterwards, what of it nobody else has,
and the most that was, by Linux. Ends with 1 when the most is over 700 MB, or grows after the first round by more than a tenth.
"""

import argparse
import gc
from pathlib import Path

GOAL_MB = 700
GOAL_GROWTH = 1.1


def main() -> None:
    """Speak, and print a line a step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", action="append")
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--tokens", type=int, default=220)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    _tell("Python alone")
    from pipeline.app.stage_configurations import narration_of
    from pipeline.config.loading import load
    from pipeline.narration.engines.kokoro import KokoroSpeaker, usual

    tags = asked.language or sorted(file.stem for file in asked.folder.glob("*.txt"))
    speaker = KokoroSpeaker(narration_of(load({})))
    _tell("the program")
    longest = {tag: _longest(tag, asked) for tag in tags if usual(tag)}
    peaks = []
    for number in range(asked.rounds):
        for tag, text in longest.items():
            voice = speaker.voice(tag)
            assert voice
            speaker.speak(text, voice)
            _tell(f"round {number + 1}, {tag} said")
        peaks.append(_peak())
    grown = peaks[-1] / peaks[0]
    print(f"at most {peaks[-1]} MB, goal {GOAL_MB}; {grown:.2f} times the first round's, goal {GOAL_GROWTH}")
    raise SystemExit(peaks[-1] > GOAL_MB or grown > GOAL_GROWTH)


def _longest(tag: str, asked: argparse.Namespace) -> str:
    """The line with most tokens, of those that are one breath."""
    from pipeline.document.sound import Run
    from pipeline.narration.engines import kokoro

    lines = (asked.folder / f"{tag}.txt").read_text("utf-8").splitlines()[: asked.lines]
    tokens = {line: len(kokoro._tokens(kokoro._phonemes((Run(line, tag),)))) for line in lines}
    text: str = max((line for line in lines if tokens[line] <= asked.tokens), key=tokens.__getitem__)
    _tell(f"words of {tag}; {tokens[text]} tokens")
    return text


def _tell(step: str) -> None:
    gc.collect()
    rows = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines())
    kept = {row[0]: int(row[1]) // 1024 for row in rows if row[-1] == "kB"}
    print(
        f"{step:<34} {kept['Rss:']:>5} MB resident, {kept['Anonymous:']:>5} its own, at most {_peak():>5}",
        flush=True,
    )


def _peak() -> int:
    """The most that was resident; of this program alone, which the kernel's count for children is not."""
    rows = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return next(int(row[1]) for row in rows if row[0] == "VmHWM:") // 1024


if __name__ == "__main__":
    main()
