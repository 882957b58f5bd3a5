"""Google through deep-translator, against a server that behaves like the real one, faults included.

Each fault is shown twice: what the bare library makes of it, and that the adapter does not.
"""

import html
import re
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import deep_translator
import pytest
from deep_translator.constants import BASE_URLS

from pipeline.config.tables import Limits
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, ModelMissing
from pipeline.translation.batching import ask_engine
from pipeline.translation.engines.google import GoogleTranslator
from pipeline.translation.limited_engine import Limited


class Google:
    """The mobile page: the answer to `q` in a div, made line by line by `say`; numbers stay as they are."""

    def __init__(self):
        self.asked = []
        self.lock = threading.Lock()
        self.say = lambda line, target: f"{line} 말"
        self.page = None
        self.status = 200

    def __call__(self, request):
        parts = urlsplit(request.path)
        if len(request.path) > 8_000:
            request.send_error(414)
            return
        query = parse_qs(parts.query, keep_blank_values=True)
        text, target = query["q"][0], query["tl"][0]
        with self.lock:
            self.asked.append((text, query["sl"][0], target))
        page = self.page(text) if self.page else None
        if page is None:
            page = shown("\n".join(self.line(line, target) for line in text.split("\n")))
        data = page.encode()
        request.send_response(self.status)
        request.send_header("Content-Type", "text/html; charset=UTF-8")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    def line(self, line, target):
        return line if line.isdecimal() else self.say(line, target)

    @property
    def lines(self):
        """What was asked, without the witness."""
        return [re.sub(r"\n\d{4}$", "", text) for text, *_ in self.asked]


@pytest.fixture
def google(serve, monkeypatch):
    server = Google()
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", serve(server) + "/m")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return server


@pytest.fixture
def adapter(configuration):
    return GoogleTranslator(configuration)


@pytest.fixture
def waited():
    return []


@pytest.fixture
def answers(adapter, waited):
    """The adapter behind the limits, as it is used; the words, or the error of the first sentence without."""

    def ask(texts, source="en", target="ko", **limits):
        held = Limited(
            adapter, Limits(**{"sentences": 40, **limits}), sleep=waited.append, chance=lambda: 0.5
        )
        made = sorted(
            ask_engine(held, "1", texts, source, target, accept=lambda number, words: None),
            key=lambda answer: answer.number,
        )
        for answer in made:
            if answer.error:
                raise answer.error
        return [answer.words for answer in made]

    return ask


def bare(text, target="ko"):
    return deep_translator.GoogleTranslator(source="en", target=target).translate(text)


def shown(words):
    return f'<html><body><div class="result-container">{html.escape(words)}</div></body></html>'


def test_google_is_not_private():
    assert GoogleTranslator.private is False


def test_neighbouring_sentences_go_in_one_request_with_a_witness(google, adapter):
    assert adapter.translate(["one", "two", "three"], "en", "ko") == ["one 말", "two 말", "three 말"]
    [(text, *pair)] = google.asked
    assert re.fullmatch(r"one\ntwo\nthree\n[3-9]\d{3}", text)
    assert pair == ["en", "ko"]


@pytest.mark.parametrize(
    ("tag", "code"), [("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("he", "iw"), ("pt-BR", "pt"), ("ko", "ko")]
)
def test_languages_have_googles_own_codes(google, adapter, tag, code):
    adapter.translate(["one"], "en", tag)
    assert google.asked[0][2] == code


def test_white_space_inside_a_text_makes_no_lines_of_its_own(google, adapter):
    assert adapter.translate([" one\n two ", "three"], "en", "ko") == ["one two 말", "three 말"]


@pytest.mark.parametrize(
    "text", ["재단은 보고서를 발표했다. ", "中国拒绝了难民。", "The foundation said so. "]
)
def test_many_sentences_are_packed_under_both_limits(google, answers, text):
    texts = [f"{number} {text * 5}".strip() for number in range(60)]
    made = answers(texts, "en", "ko")
    assert [words.split()[0] for words in made] == [str(number) for number in range(60)]
    assert len(google.asked) < 30


def test_a_sentence_beyond_the_limits_is_cut_and_joined(google, answers):
    long = "재단은 보고서를 발표했다, " * 200 + "끝"
    with pytest.raises(Exception):  # noqa: B017, PT011 - the library's choice
        bare(long)
    [made] = answers([long], "ko", "en")
    assert made.count("재단은") == 200
    assert made.endswith("끝 말")
    assert len(google.asked) > 1


def test_merged_lines_are_asked_for_in_halves(google, answers):
    google.page = lambda text: shown(text.replace("\n", " ", 1)) if text.count("\n") > 1 else None
    assert answers(["one", "two"]) == ["one 말", "two 말"]
    assert google.lines == ["one\ntwo", "one", "two"]


def test_a_batch_of_the_library_loses_what_is_done_and_ours_keeps_it(google, answers):
    google.page = lambda text: "<html></html>" if text.startswith("three") else None
    library = deep_translator.GoogleTranslator(source="en", target="ko")
    with pytest.raises(deep_translator.exceptions.TranslationNotFound):
        library.translate_batch(["one", "two", "three"])
    google.asked.clear()
    with pytest.raises(AnswerUnusable):
        answers(["one", "two", "three"], sentences=1)
    assert google.lines == ["one", "two", "three", "three"]


def test_an_error_page_is_no_translation(google, answers, waited):
    google.page = lambda text: shown("Error 500 (Server Error)!!1500.That’s an error.There was an error.")
    assert bare("one").startswith("Error 500")
    with pytest.raises(EngineBusy, match="error page"):
        answers(["one"])
    assert waited == [1, 2, 4]


@pytest.mark.parametrize("text", ["***", "😀"])
def test_signs_are_no_reason_for_none(google, adapter, text):
    google.page = shown
    assert bare(text) is None
    assert adapter.translate([text], "en", "ko") == [text]


def test_an_empty_page_is_no_translation(google, adapter):
    google.page = lambda text: shown("")
    assert bare("one") == ""
    with pytest.raises(AnswerUnusable, match="no translation"):
        adapter.translate(["one"], "en", "ko")


@pytest.mark.parametrize("texts", [["The law changed in 1982."], ["one", "two"]])
def test_another_texts_translation_is_not_taken_even_whole(google, adapter, texts):
    google.page = lambda text: shown("다른 문장의 번역이다.\n7777")
    assert bare(texts[0]).startswith("다른")
    with pytest.raises(AnswerUnusable, match="another text"):
        adapter.translate(texts, "en", "ko")


@pytest.mark.parametrize("cut", [1, 3, 6, 12])
def test_a_translation_that_was_cut_off_is_not_taken(google, adapter, cut):
    google.page = lambda text: shown((text + " 말")[: -cut - 2])
    assert bare("The law changed.") is not None
    with pytest.raises(AnswerUnusable, match="cut off"):
        adapter.translate(["The law changed."], "en", "ko")


@pytest.mark.parametrize("written", ["{:,}", "{} ", "{}.", "N. {}"])
def test_a_witness_may_come_back_in_another_dress_but_not_with_letters(google, adapter, written):
    def dressed(text):
        line, witness = text.split("\n")
        return shown(f"{line} 말\n{written.format(int(witness))}")

    google.page = dressed
    if "N" in written:
        with pytest.raises(AnswerUnusable):
            adapter.translate(["one"], "en", "ko")
    else:
        assert adapter.translate(["one"], "en", "ko") == ["one 말"]


def test_a_server_that_never_answers_is_given_up(google, answers):
    ended = threading.Event()
    google.page = lambda text: ended.wait(3) and None
    started = time.monotonic()
    with pytest.raises(EngineBusy, match=r"within 0\.1 s"):
        answers(["one"], time_limit_s=0.1)
    assert time.monotonic() - started < 2
    ended.set()


def test_a_server_that_sends_a_byte_now_and_then_is_given_up(serve, monkeypatch, answers):
    ended = threading.Event()

    def trickle(request):
        request.send_response(200)
        request.end_headers()
        while not ended.wait(0.02):
            request.wfile.write(b" ")

    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", serve(trickle) + "/m")

    def wait():
        with suppress(Exception):
            bare("one")

    slow = threading.Thread(target=wait, daemon=True)
    slow.start()
    slow.join(0.5)
    assert slow.is_alive(), "the library gives up by itself"
    with pytest.raises(EngineBusy, match=r"within 0\.2 s"):
        answers(["one"], time_limit_s=0.2, attempts=1)
    ended.set()


def test_a_busy_server_is_asked_again_later(google, answers, waited):
    google.status = 429

    def recover(_):
        google.status = 200 if len(google.asked) > 2 else 429

    google.page = recover
    assert answers(["one"]) == ["one 말"]
    assert waited == [1, 2]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_stays_busy_is_given_up(google, answers, status):
    google.status = status
    with pytest.raises(EngineBusy) as raised:
        answers(["one"])
    assert len(google.asked) == 4
    assert "again later" in raised.value.advice


def test_a_page_without_a_result_is_no_translation(google, adapter):
    google.page = lambda text: "<html><body>Before you continue</body></html>"
    with pytest.raises(AnswerUnusable):
        adapter.translate(["one"], "en", "ko")


def test_no_error_tells_the_text(google, adapter, monkeypatch):
    secret = "The witness lives in Dandong"

    def told(error):
        return "".join(traceback.format_exception(error))

    google.page = lambda text: "<html></html>"
    with pytest.raises(deep_translator.exceptions.TranslationNotFound) as theirs:
        bare(secret)
    assert "Dandong" in told(theirs.value)
    with pytest.raises(AnswerUnusable) as ours:
        adapter.translate([secret], "en", "ko")
    assert "Dandong" not in told(ours.value)
    assert ours.value.__context__ is None

    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", "http://127.0.0.1:9/m")
    with pytest.raises(Exception, match="Dandong"):
        bare(secret)
    with pytest.raises(EngineBusy) as ours:
        adapter.translate([secret], "en", "ko")
    assert "Dandong" not in told(ours.value)
    assert ours.value.__context__ is None


def test_an_unknown_language_is_a_missing_model(google, adapter, monkeypatch):
    monkeypatch.setattr("pipeline.translation.engines.google._code", lambda tag: "tlh")
    with pytest.raises(ModelMissing):
        adapter.translate(["one"], "en", "ko")


def test_threads_do_not_get_each_others_texts(google, adapter):
    def slow(line, target):
        time.sleep(0.002 * (int(line.split()[1]) % 5))
        return f"{line} 말"

    google.say = slow
    texts = [f"sentence {number}" for number in range(80)]
    shared = deep_translator.GoogleTranslator(source="en", target="ko")
    with ThreadPoolExecutor(8) as pool:
        mixed = list(pool.map(shared.translate, texts))
        own = list(pool.map(lambda text: adapter.translate([text], "en", "ko")[0], texts))
    wanted = [f"{text} 말" for text in texts]
    assert mixed != wanted, "the library became safe, and one instance is enough"
    assert own == wanted


def test_a_budget_stops_before_google_is_sent_more(google, answers):
    with pytest.raises(EngineRefused, match="budget"):
        answers(["one", "two", "three"], sentences=1, characters_per_run=7)
    assert google.lines == ["one", "two"]
