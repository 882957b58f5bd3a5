"""A thousand sentences through `google` on a bad day: busy, failing, silent, and mixing texts up.

Every sentence ends right or reported, none is lost or mixed up, and none that was done is asked for again, also
when the run is killed.
"""

import html
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from deep_translator.constants import BASE_URLS

from pipeline.config.tables import Limits
from pipeline.document.article import Article, Block, BlockKind, Role, Section, Sentence, Span
from pipeline.errors import TranslationError
from pipeline.languages import find
from pipeline.translation.batching import ask_engine
from pipeline.translation.checks import Pair, faults, findings
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.google import GoogleTranslator
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate

pytestmark = pytest.mark.slow

COUNT = 1000
HANG_S = 1.5
"""Longer than an answer takes on a busy machine: one that comes too late is asked for again, of course."""
SOURCES = (
    "The people of the village with the number {} were told nothing about it.",
    "Nobody knows what became of the {} families who had asked for help that winter.",
    "Officials said that {} children had been sent back across the river.",
    "A woman who had fled with {} others spoke about what she had seen.",
)
TARGETS = (
    "{}번 마을 사람들은 그것에 대해 아무 말도 듣지 못했다.",
    "그 겨울에 도움을 청했던 {}가족이 어떻게 되었는지는 아무도 모른다.",
    "관리들은 어린이 {}명이 강 건너로 돌려보내졌다고 말했다.",
    "다른 {}명과 함께 달아난 한 여성이 자신이 본 것에 대해 말했다.",
)
TEXTS = [SOURCES[number % 4].format(number + 100) for number in range(COUNT)]
RIGHT = {text: TARGETS[number % 4].format(number + 100) for number, text in enumerate(TEXTS)}


class BadDay:
    """Google: 10 % too busy, 5 % an error page, 5 % silence, 2 % another text's translation, cut off."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.chance = random.Random(4)
        self.done: Counter[str] = Counter()
        """How often the right translation of each text was sent."""
        self.outcomes: Counter[str] = Counter()
        self.strange: list[tuple[str, str]] = []
        """Questions and the other text's translation they got."""
        self.last = "\n".join([TEXTS[-1], "3210"])
        self.ended = threading.Event()

    def __call__(self, request) -> None:
        question = parse_qs(urlsplit(request.path).query)["q"][0]
        with self.lock:
            outcome = self.choose(question)
        if outcome == "silence":
            self.ended.wait(20)
            return
        status = 429 if outcome == "busy" else 200
        words = {
            "error page": "Error 500 (Server Error)!!1500.That’s an error.",
            "strange": self.strange[-1][1] if self.strange else "",
        }
        page = f'<div class="result-container">{html.escape(words.get(outcome) or answer(question))}</div>'
        request.send_response(status)
        request.send_header("Content-Type", "text/html; charset=UTF-8")
        request.send_header("Content-Length", str(len(page.encode())))
        request.end_headers()
        request.wfile.write(page.encode())

    def choose(self, question: str) -> str:
        one = self.chance.random()
        names = [("busy", 0.10), ("error page", 0.15), ("silence", 0.20), ("strange", 0.22)]
        outcome = next((name for name, below in names if one < below), "right")
        self.outcomes[outcome] += 1
        if outcome == "right":
            self.done.update(question.split("\n")[:-1])
        if outcome == "strange":
            whole = answer(self.last)
            self.strange.append((question, whole[: len(whole) * 3 // 5]))
        self.last = question
        return outcome


def answer(question: str) -> str:
    return "\n".join(RIGHT.get(line, line) for line in question.split("\n"))


@pytest.fixture
def day(serve, monkeypatch):
    server = BadDay()
    server.address = serve(server) + "/m"
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", server.address)
    accept(0, RIGHT[TEXTS[0]])  # the checks read their tables once, which takes longer than an answer
    yield server
    server.ended.set()


def google(sentences: int) -> Limited:
    limits = Limits(
        concurrency=12, sentences=sentences, attempts=7, time_limit_s=HANG_S, repeats=2, failures=25
    )
    return Limited(
        GoogleTranslator(TranslationConfiguration()), limits, sleep=lambda seconds: time.sleep(seconds / 50)
    )


def accept(number: int, words: str) -> str | None:
    found = faults(Pair("s", TEXTS[number], words, (), True), find("en"), find("ko"))
    return found[0].text if found else None


def article(texts=TEXTS) -> Article:
    """The texts as an article of paragraphs."""

    def block(id, texts, **more):
        sentences = (Sentence(f"{id}-k{place}", (Span(text),)) for place, text in enumerate(texts, 1))
        return Block(id, more.pop("kind", BlockKind.PARAGRAPH), sentences=tuple(sentences), **more)

    heading = {"kind": BlockKind.HEADING, "level": 2}
    blocks = tuple(block(f"s1-b{at + 2}", texts[at : at + 10]) for at in range(2, len(texts), 10))
    return Article(
        language="en",
        title=block("s0-b1", texts[:1], kind=BlockKind.HEADING, role=Role.TITLE, level=1),
        front=(),
        sections=(Section("s1", block("s1-b1", texts[1:2], **heading), blocks),),
        back=(),
        authors=(),
        date=None,
        description="",
    )


@pytest.mark.parametrize("sentences", [1, 8])
def test_every_sentence_ends_right_or_reported_on_a_bad_day(day, sentences):
    began = time.monotonic()
    made = list(ask_engine(google(sentences), "1", TEXTS, "en", "ko", accept=accept))
    took = time.monotonic() - began
    assert sorted(each.number for each in made) == list(range(COUNT))
    assert not [each for each in made if each.error is None and each.words != RIGHT[TEXTS[each.number]]]
    assert not [each for each in made if (each.error is None) != bool(each.words)]
    errors = [str(each.error) for each in made if each.error is not None]
    reported = len(errors)
    assert reported <= COUNT // 100, errors[:3]
    assert set(day.outcomes) == {"busy", "error page", "silence", "strange", "right"}
    assert max(day.done.values()) == 1, "something done was asked for again"
    assert len(day.done) == COUNT - reported
    silent_one_after_another = day.outcomes["silence"] * HANG_S
    assert took < max(silent_one_after_another, 15)


def test_the_witness_alone_knows_every_strange_answer_and_so_do_the_checks(day):
    made = list(ask_engine(google(1), "1", TEXTS, "en", "ko", accept=lambda number, words: None))
    assert not [each for each in made if each.error is None and each.words != RIGHT[TEXTS[each.number]]]
    pairs = [Pair("s", question.split("\n")[0], words, (), True) for question, words in day.strange]
    known = sum(bool(findings([pair], find("en"), find("ko"))) for pair in pairs)
    assert len(pairs) > 10
    assert known == len(pairs)


RUN = """
import json, sys, time
from pathlib import Path
from deep_translator.constants import BASE_URLS
BASE_URLS["GOOGLE_TRANSLATE"] = sys.argv[1]
sys.path.insert(0, str(Path(sys.argv[3]).parent))
import test_thousand_sentences as here
from pipeline.document.events import Nobody
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate
translate(here.article(), "ko", reviewed=None, engines=[here.google(8)], memory=Memory(Path(sys.argv[2])), progress=Nobody())
"""


def start(day: BadDay, memory: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", RUN, day.address, str(memory), __file__],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def kept(memory: Path) -> set[str]:
    return {entry.source.text for entry in Memory(memory).entries("en", "ko")} if memory.exists() else set()


def test_what_was_done_before_a_kill_is_never_asked_for_again(day, tmp_path, told):
    memory = tmp_path / "memory.sqlite"
    for most in (200, 500):
        process = start(day, memory)
        deadline = time.monotonic() + 90
        while len(kept(memory)) < most and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.3)
        assert process.poll() is None, process.communicate()[0]
        process.send_signal(signal.SIGKILL)
        process.communicate()
        before = kept(memory)
        assert most <= len(before) < COUNT
        day.done.clear()
    try:
        edition = translate(
            article(), "ko", reviewed=None, engines=[google(8)], memory=Memory(memory), progress=told
        )
    except TranslationError:
        edition = None
    assert not before & set(day.done), "something kept was asked for again"
    words = {entry.source.text: entry.target.text for entry in Memory(memory).entries("en", "ko")}
    assert not {text for text, made in words.items() if made != RIGHT[text]}
    if edition is None:
        assert len(words) >= COUNT * 0.99
        return
    assert len(words) == COUNT
    sentences = [sentence for block in edition.article.walk() for sentence in block.sentences]
    assert [sentence.text.strip() for sentence in sentences] == [RIGHT[text] for text in TEXTS]
