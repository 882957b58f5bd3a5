"""Google through deep-translator, against a server that behaves like the real one, faults included.

Each fault is shown twice: what the bare library makes of it, and that the adapter does not.
"""

import html
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import deep_translator
import pytest
from deep_translator.constants import BASE_URLS

from pipeline.errors import EngineBusy, EngineRefused, ModelMissing, SettingsError
from pipeline.translation.engines.google import GoogleTranslator


class Google:
    """The mobile page: the answer to `q` in a div, made line by line by `say`."""

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
            words = "\n".join(self.say(line, target) for line in text.split("\n"))
            page = f'<html><body><div class="result-container">{html.escape(words)}</div></body></html>'
        data = page.encode()
        request.send_response(self.status)
        request.send_header("Content-Type", "text/html; charset=UTF-8")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)


@pytest.fixture
def google(serve, monkeypatch):
    server = Google()
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", serve(server) + "/m")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return server


@pytest.fixture
def waited():
    return []


@pytest.fixture
def adapter(settings, waited):
    return GoogleTranslator(replace(settings, offline=False), limit_s=5, sleep=waited.append)


def bare(text, target="ko"):
    return deep_translator.GoogleTranslator(source="en", target=target).translate(text)


def shown(words):
    return f'<div class="result-container">{words}</div>'


def test_offline_refuses_google_before_anything_is_sent(settings):
    with pytest.raises(SettingsError, match="--offline"):
        GoogleTranslator(settings)


def test_google_is_not_private():
    assert GoogleTranslator.private is False


def test_neighbouring_sentences_go_in_one_request(google, adapter):
    assert adapter.translate(["one", "two", "three"], "en", "ko") == ["one 말", "two 말", "three 말"]
    assert google.asked == [("one\ntwo\nthree", "en", "ko")]


@pytest.mark.parametrize(
    ("tag", "code"), [("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("he", "iw"), ("pt-BR", "pt"), ("ko", "ko")]
)
def test_languages_have_googles_own_codes(google, adapter, tag, code):
    adapter.translate(["one"], "en", tag)
    assert google.asked[0][2] == code


def test_white_space_at_the_ends_is_kept(google, adapter):
    assert bare(" one ") == "one 말"
    assert adapter.translate([" one ", "two\n", "  "], "en", "ko") == [" one 말 ", "two 말\n", "  "]


@pytest.mark.parametrize(
    "text", ["재단은 보고서를 발표했다. ", "中国拒绝了难民。", "The foundation said so. "]
)
def test_many_sentences_are_packed_under_both_limits(google, adapter, text):
    texts = [f"{number} {text * 5}" for number in range(60)]
    made = adapter.translate(texts, "en", "ko")
    assert [words.split()[0] for words in made] == [str(number) for number in range(60)]
    assert len(google.asked) < 30


def test_a_sentence_beyond_the_limits_is_cut_and_joined(google, adapter):
    long = "재단은 보고서를 발표했다, " * 200 + "끝"
    with pytest.raises(Exception):  # noqa: B017, PT011 - the library's choice
        bare(long)
    [made] = adapter.translate([long], "ko", "en")
    assert made.count("재단은") == 200
    assert made.endswith("끝 말")
    assert len(google.asked) > 1


def test_merged_lines_are_asked_one_by_one(google, adapter):
    google.page = lambda text: shown(text.replace("\n", " ")) if "\n" in text else None
    assert adapter.translate(["one", "two"], "en", "ko") == ["one 말", "two 말"]
    assert [text for text, *_ in google.asked] == ["one\ntwo", "one", "two"]


def test_an_error_page_is_no_translation(google, adapter, waited):
    google.page = lambda text: shown("Error 500 (Server Error)!!1500.That’s an error.There was an error.")
    assert bare("one").startswith("Error 500")
    with pytest.raises(EngineBusy, match="error page"):
        adapter.translate(["one"], "en", "ko")
    assert waited == [1, 2, 4]


@pytest.mark.parametrize("text", ["***", "😀"])
def test_none_is_no_translation(google, adapter, text):
    google.page = lambda text: shown(text)
    assert bare(text) is None
    with pytest.raises(EngineRefused, match="no translation"):
        adapter.translate([text], "en", "ko")


def test_a_server_that_never_answers_is_given_up(google, settings):
    ended = threading.Event()
    google.page = lambda text: ended.wait(3) and None
    quick = GoogleTranslator(replace(settings, offline=False), limit_s=0.1, sleep=lambda _: None)
    started = time.monotonic()
    with pytest.raises(EngineBusy, match=r"within 0\.1 s"):
        quick.translate(["one"], "en", "ko")
    assert time.monotonic() - started < 2
    ended.set()


def test_a_busy_server_is_asked_again_later(google, adapter, waited):
    google.status = 429

    def recover(_):
        google.status = 200 if len(google.asked) > 2 else 429

    google.page = recover
    assert adapter.translate(["one"], "en", "ko") == ["one 말"]
    assert waited == [1, 2]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_stays_busy_is_given_up(google, adapter, status):
    google.status = status
    with pytest.raises(EngineBusy) as raised:
        adapter.translate(["one"], "en", "ko")
    assert len(google.asked) == 4
    assert "again later" in raised.value.advice


def test_a_page_without_a_result_is_refused(google, adapter):
    google.page = lambda text: "<html><body>Before you continue</body></html>"
    with pytest.raises(EngineRefused):
        adapter.translate(["one"], "en", "ko")


def test_no_error_tells_the_text(google, adapter, monkeypatch):
    secret = "The witness lives in Dandong"

    def told(error):
        return "".join(traceback.format_exception(error))

    google.page = lambda text: "<html></html>"
    with pytest.raises(deep_translator.exceptions.TranslationNotFound) as theirs:
        bare(secret)
    assert "Dandong" in told(theirs.value)
    with pytest.raises(EngineRefused) as ours:
        adapter.translate([secret], "en", "ko")
    assert "Dandong" not in told(ours.value)

    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", "http://127.0.0.1:9/m")
    with pytest.raises(Exception, match="Dandong"):
        bare(secret)
    with pytest.raises(EngineBusy) as ours:
        adapter.translate([secret], "en", "ko")
    assert "Dandong" not in told(ours.value)


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
