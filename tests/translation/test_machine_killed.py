"""Two hundred sentences through a slow engine: nothing that came back is asked for again, whatever happens between."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.translation.memory import Memory

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COUNT = 200

RUN = """
import sys, time
from pathlib import Path
from pipeline.document.article import Article, Block, BlockKind, Role, Section, Sentence, Span
from pipeline.document.events import Nobody
from pipeline.config.tables import Limits
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate

WORDS = {
    "ko": ("그 회담은 ", "번째 날에도 끝나지 않았다."),
    "zh-Hant": ("會談在第", "天仍未結束。"),
}

class Slow:
    name, version, private = "slow", "1", False

    def translate(self, texts, source, target):
        with open(sys.argv[2], "a") as log:
            log.writelines(f"{text}\\n" for text in texts)
        time.sleep(0.005 * len(texts))
        before, behind = WORDS[target]
        return [before + text.split()[-1].rstrip(".") + behind for text in texts]

def paragraph(number):
    id = f"s1-b{number + 2}"
    text = f"The talks did not end on day number {number}."
    return Block(id, BlockKind.PARAGRAPH, sentences=(Sentence(f"{id}-k1", (Span(text),)),))

def heading(id, role):
    return Block(id, BlockKind.HEADING, role, (Sentence(f"{id}-k1", (Span("1, 2, 3"),)),))

article = Article(
    "en",
    heading("s0-b1", Role.TITLE),
    sections=(Section("s1", heading("s1-b1", Role.BODY), tuple(map(paragraph, range(int(sys.argv[6]))))),),
)
limits = Limits(sentences=int(sys.argv[4]), concurrency=int(sys.argv[5]))
edition = translate(
    article,
    sys.argv[3],
    reviewed=None,
    engines=(Limited(Slow(), limits),),
    memory=Memory(Path(sys.argv[1])),
    progress=Nobody(),
)
sys.stdout.reconfigure(encoding="utf-8")
print("\\n".join(sentence.text for sentence in edition.article.sentences()))
"""


class Runs:
    """Runs that share a memory, and what they asked."""

    def __init__(self, folder: Path, target: str, together: int = 1, at_once: int = 1) -> None:
        self.memory = folder / "memory.sqlite"
        self.log = folder / "asked"
        self.log.touch()
        self.target = target
        self.more = (str(together), str(at_once), str(COUNT))

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", RUN, str(self.memory), str(self.log), self.target, *self.more]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")

    def finish(self) -> list[str]:
        process = self.start()
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return said.split("\n")[:-1]

    def asked(self) -> list[str]:
        return self.log.read_text().splitlines()

    def kept(self) -> set[str]:
        memory = Memory(self.memory)
        found = {each.source.text for each in memory.entries("en", self.target)}
        memory.close()
        return found


@pytest.mark.parametrize(
    ("target", "together", "at_once", "words"),
    [("ko", 1, 1, "그 회담은 7번째 날에도 끝나지 않았다."), ("zh-Hant", 8, 4, "會談在第7天仍未結束。")],
)
def test_a_run_killed_in_the_middle_is_gone_on_with(
    tmp_path: Path, target: str, together: int, at_once: int, words: str
) -> None:
    runs = Runs(tmp_path, target, together, at_once)
    process = runs.start()
    deadline = time.monotonic() + 30
    while len(runs.asked()) < COUNT // 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    before, kept = len(runs.asked()), runs.kept()
    assert COUNT // 2 <= before < COUNT
    assert before - len(kept) <= 2 * together * at_once  # what was in work
    said = runs.finish()
    assert not kept & set(runs.asked()[before:])
    assert said[9] == words
    assert len(set(said)) == COUNT + 1
    assert runs.finish() == said
    assert len(runs.asked()) == before + COUNT - len(kept)


def test_two_runs_at_once_do_the_work_and_agree(tmp_path: Path) -> None:
    runs = Runs(tmp_path, "ko")
    both = [runs.start(), runs.start()]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]
    assert len(runs.kept()) == COUNT
    assert max(Counter(runs.asked()).values()) <= 2
    before = runs.asked()
    runs.finish()
    assert runs.asked() == before
