"""MyMemory through deep-translator and Microsoft by our own client, against servers with the real ones' faults."""

import json
from urllib.parse import parse_qs, urlsplit

import deep_translator
import pytest
from deep_translator.constants import BASE_URLS

from pipeline.config.tables import Microsoft
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, ModelMissing, SettingsError
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.microsoft import MicrosoftTranslator
from pipeline.translation.engines.mymemory import MyMemoryTranslator, _library

KEY = "planted-key-0123456789"


def send(request, value, status=200, **headers):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    request.send_response(status)
    for name, text in headers.items():
        request.send_header(name.replace("_", "-"), text)
    request.send_header("Content-Length", str(len(data)))
    request.end_headers()
    request.wfile.write(data)


@pytest.fixture
def mymemory(serve, monkeypatch):
    """Answers as the function in `[0]` says: the question to the response's body."""
    said = [None]
    asked = []

    def answer(request):
        query = parse_qs(urlsplit(request.path).query)
        asked.append((query["q"][0], query["langpair"][0]))
        send(request, said[0](query["q"][0]))

    monkeypatch.setitem(BASE_URLS, "MYMEMORY", serve(answer) + "/get")
    return said, asked


def found(words, segment, match=1.0, **more):
    return {
        "responseData": {"translatedText": words, "match": match},
        "matches": [{"segment": segment, "translation": words or "옛날 번역", "match": match}],
        **more,
    }


def bare(text):
    return deep_translator.MyMemoryTranslator("en-GB", "ko-KR").translate(text)


def test_a_sentence_that_mymemory_knows_is_translated(mymemory, configuration):
    said, asked = mymemory
    said[0] = lambda text: found("그들은 &quot;아니&quot;라고 했다.", text)
    made = MyMemoryTranslator(configuration).translate(['They said "no".'], "en", "ko")
    assert made == ['그들은 "아니"라고 했다.']
    assert asked == [('They said "no".', "en-GB|ko-KR")]


def test_a_similar_sentences_translation_is_not_taken(mymemory, configuration):
    said, _ = mymemory
    said[0] = lambda text: found("5명이 송환되었다.", "Five people were sent back.", 0.82)
    assert bare("Nine people were sent back.") == "5명이 송환되었다."
    with pytest.raises(AnswerUnusable, match="another sentence"):
        MyMemoryTranslator(configuration).translate(["Nine people were sent back."], "en", "ko")


def test_no_translation_is_not_filled_with_the_next_best(mymemory, configuration):
    said, _ = mymemory
    said[0] = lambda text: found(None, "Something else.", 0.6)
    assert bare("Nine people.") == "옛날 번역"
    with pytest.raises(AnswerUnusable):
        MyMemoryTranslator(configuration).translate(["Nine people."], "en", "ko")


@pytest.mark.parametrize(
    "words",
    [
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.",
        "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
    ],
)
def test_a_warning_is_no_translation(mymemory, configuration, words):
    said, _ = mymemory
    said[0] = lambda text: found(words, text)
    assert bare("One.") == words
    with pytest.raises(EngineBusy):
        MyMemoryTranslator(configuration).translate(["One."], "en", "ko")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"null", b'{"responseData": null}', b"\xff\xfe"])
def test_an_odd_answer_is_no_translation(mymemory, configuration, body):
    said, _ = mymemory
    said[0] = lambda text: body
    with pytest.raises((AnswerUnusable, EngineBusy)) as raised:
        MyMemoryTranslator(configuration).translate(["The witness."], "en", "ko")
    assert raised.value.__context__ is None


def test_mymemory_is_asked_by_https():
    assert deep_translator.MyMemoryTranslator("en-GB", "ko-KR")._base_url.startswith("http:")
    assert _library("en", "ko")._base_url.startswith("https:")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("ko", "ko-KR"), ("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("pt-BR", "pt-BR"), ("fr", "fr-FR")],
)
def test_languages_have_mymemorys_codes(mymemory, configuration, tag, code):
    said, asked = mymemory
    said[0] = lambda text: found("x", text)
    MyMemoryTranslator(configuration).translate(["One."], "en", tag)
    assert asked[0][1] == f"en-GB|{code}"


def test_a_language_that_mymemory_lacks_is_a_missing_model(configuration, monkeypatch):
    monkeypatch.setattr("deep_translator.constants.MY_MEMORY_LANGUAGES_TO_CODES", {"english": "en-GB"})
    with pytest.raises(ModelMissing):
        MyMemoryTranslator(configuration).translate(["One."], "en", "ko")


def test_sentences_beyond_500_bytes_do_not_fit(configuration):
    engine = MyMemoryTranslator(configuration)
    assert engine.fits(["가" * 166])
    assert not engine.fits(["가" * 167])
    assert not engine.fits(["one", "two"])


@pytest.fixture
def microsoft(serve, monkeypatch):
    """Makes a translator whose server answers as the given function does; what it was asked."""
    asked = []

    def make(answer, **options):
        def handle(request):
            length = int(request.headers.get("Content-Length", 0))
            asked.append((request.path, dict(request.headers), json.loads(request.rfile.read(length))))
            answer(request)

        monkeypatch.setenv("MY_KEY", KEY)
        table = Microsoft(base_url=serve(handle), key_variable="MY_KEY", **options)
        return MicrosoftTranslator(TranslationConfiguration(microsoft=table)), asked

    return make


def lines(*words, to="ko"):
    return [{"translations": [{"text": each, "to": to}]} for each in words]


def test_microsoft_is_asked_for_several_sentences_at_once(microsoft):
    engine, asked = microsoft(lambda request: send(request, lines("하나", "둘")), region="koreacentral")
    assert engine.translate(["one", "two"], "en", "ko") == ["하나", "둘"]
    [(path, headers, body)] = asked
    assert path == "/translate?api-version=3.0&from=en&to=ko"
    assert headers["Ocp-Apim-Subscription-Key"] == KEY
    assert headers["Ocp-Apim-Subscription-Region"] == "koreacentral"
    assert "Authorization" not in headers
    assert body == [{"text": "one"}, {"text": "two"}]


@pytest.mark.parametrize(
    "answer",
    [
        lines("하나"),
        lines("하나", "둘", "셋"),
        lines("一", "二", to="ja"),
        {"error": {}},
        [{}, {}],
        [None, None],
        "말",
    ],
)
def test_what_microsoft_was_not_asked_for_is_not_taken(microsoft, answer):
    engine, _ = microsoft(lambda request: send(request, answer))
    with pytest.raises(AnswerUnusable):
        engine.translate(["one", "two"], "en", "ko")


@pytest.mark.parametrize(("status", "error"), [(401, EngineRefused), (403, EngineRefused), (429, EngineBusy)])
def test_microsofts_no_is_told_without_the_key(microsoft, status, error):
    said = {"error": {"message": f"the key {KEY} is wrong"}}
    engine, _ = microsoft(lambda request: send(request, said, status, Retry_After="7"))
    with pytest.raises(error) as raised:
        engine.translate(["one"], "en", "ko")
    assert KEY not in str(raised.value)
    assert getattr(raised.value, "seconds", 7) == 7


def test_microsoft_without_a_key_is_a_fault_of_the_settings(monkeypatch):
    monkeypatch.delenv("MICROSOFT_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="key_variable"):
        MicrosoftTranslator(TranslationConfiguration())
