"""A LibreTranslate server: its languages, its answers, its faults; and sentence marks put right."""

import json

import pytest

from pipeline.config.tables import Libre
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, ModelMissing, SettingsError
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.libretranslate import LibreTranslator
from pipeline.translation.engines.punctuation import repair

KEY = "planted-key-0123456789"
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "ko", "zh", "zt", "pt", "ja"]},
    {"code": "ko", "name": "Korean", "targets": ["en"]},
]


class Server:
    def __init__(self):
        self.languages = LANGUAGES
        self.words = lambda text: f"{text} 말."
        self.body = None
        self.status = 200
        self.asked = []

    def __call__(self, request):
        if request.path == "/languages":
            value = self.languages
        else:
            question = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
            self.asked.append((request.path, question, dict(request.headers)))
            value = {"translatedText": [self.words(text) for text in question["q"]]}
        data = (
            self.body
            if self.body is not None and request.path != "/languages"
            else json.dumps(value).encode()
        )
        request.send_response(self.status if request.path != "/languages" else 200)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)


@pytest.fixture
def libre():
    return Server()


@pytest.fixture
def engine(libre, serve):
    return LibreTranslator(TranslationConfiguration(libretranslate=Libre(base_url=serve(libre), timeout_s=2)))


def test_sentences_go_as_a_list_and_come_back_in_order(engine, libre):
    assert engine.translate(["one", "two"], "en", "ko") == ["one 말.", "two 말."]
    [(path, question, headers)] = libre.asked
    assert (path, question) == (
        "/translate",
        {"q": ["one", "two"], "source": "en", "target": "ko", "format": "text"},
    )
    assert "Authorization" not in headers


def test_the_key_goes_into_the_question(libre, serve, monkeypatch):
    monkeypatch.setenv("MY_KEY", KEY)
    engine = LibreTranslator(
        TranslationConfiguration(libretranslate=Libre(base_url=serve(libre), key_variable="MY_KEY"))
    )
    engine.translate(["one"], "en", "ko")
    assert libre.asked[0][1]["api_key"] == KEY
    assert KEY not in repr(engine._server)


@pytest.mark.parametrize(
    ("tag", "codes", "wanted"),
    [
        ("zh-Hans", ["zh", "zt"], "zh"),
        ("zh-Hant", ["zh", "zt"], "zt"),
        ("zh-Hans", ["zh-Hans", "zh-Hant"], "zh-Hans"),
        ("zh-Hant", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("pt-BR", ["pt", "pt-BR"], "pt-BR"),
        ("pt-BR", ["pt"], "pt"),
    ],
)
def test_the_servers_own_codes_are_used(engine, libre, tag, codes, wanted):
    libre.languages = [{"code": "en", "name": "English", "targets": codes}]
    engine.translate(["one"], "en", tag)
    assert libre.asked[0][1]["target"] == wanted


@pytest.mark.parametrize(("source", "target"), [("ko", "zh-Hans"), ("de", "en"), ("en", "zh-Hant")])
def test_a_pair_that_the_server_lacks_is_a_missing_model(engine, libre, source, target):
    libre.languages = [LANGUAGES[1], {"code": "en", "targets": ["ko", "zh"]}]
    with pytest.raises(ModelMissing):
        engine.translate(["one"], source, target)
    assert not libre.asked


def test_older_servers_translate_into_all_they_know(engine, libre):
    libre.languages = [{"code": "en", "name": "English"}, {"code": "ko", "name": "Korean"}]
    assert engine.translate(["one"], "en", "ko")


@pytest.mark.parametrize("languages", [{}, [1], None, [{"name": "English"}], "en"])
def test_an_odd_list_of_languages_is_said_to_be_one(engine, libre, languages):
    libre.languages = languages
    with pytest.raises((AnswerUnusable, ModelMissing)):
        engine.translate(["one"], "en", "ko")


@pytest.mark.parametrize(
    "body",
    [
        b'{"translatedText": ["one"]}',
        b'{"translatedText": "one two"}',
        b'{"translatedText": [1, 2]}',
        b'{"translatedText": null}',
        b"[]",
        b"<html>Error 500</html>",
        b"",
        b'{"translatedText": ["one", "tw',
        b"\xff\xfe\x00",
    ],
)
def test_an_answer_that_does_not_fit_is_not_taken(engine, libre, body):
    libre.body = body
    with pytest.raises(AnswerUnusable):
        engine.translate(["one", "two"], "en", "ko")


@pytest.mark.parametrize(
    ("status", "error"), [(400, AnswerUnusable), (403, EngineRefused), (429, EngineBusy), (500, EngineBusy)]
)
def test_the_servers_no_is_told_apart(engine, libre, status, error):
    libre.status, libre.body = status, json.dumps({"error": f"Invalid API key {KEY}"}).encode()
    with pytest.raises(error) as raised:
        engine.translate(["one"], "en", "ko")
    assert KEY not in str(raised.value)


def test_a_server_must_be_named():
    with pytest.raises(SettingsError, match="base_url"):
        LibreTranslator(TranslationConfiguration())


def test_only_a_server_on_this_machine_is_private(engine):
    assert engine.private
    far = LibreTranslator(TranslationConfiguration(libretranslate=Libre(base_url="https://libre.example")))
    assert not far.private


def test_chinese_answers_get_their_own_marks(engine, libre):
    libre.words = lambda text: "他们说,不行. 对吗?"
    assert engine.translate(["one"], "en", "zh-Hans") == ["他们说，不行。对吗？"]


@pytest.mark.parametrize(
    ("script", "text", "wanted"),
    [
        ("Hans", "中国拒绝了难民.", "中国拒绝了难民。"),
        ("Hans", "他说:“不行.”", "他说：“不行。”"),
        ("Hans", "价格是3.5元, 共1,000人, 见 example.org.", "价格是3.5元，共1,000人，见 example.org."),
        ("Hans", "那是在2023.", "那是在2023。"),
        ("Hans", "下午3:15见; 好!", "下午3:15见；好！"),
        ("Hant", "他們說,不行?", "他們說，不行？"),
        ("Jpan", "はい,そうです.", "はい、そうです。"),
        ("Jpan", "U.S. が言った.", "U.S. が言った。"),
        ("Kore", "중국은 거부했다。 한국은，그렇다。", "중국은 거부했다. 한국은, 그렇다."),
        ("Kore", "“안 된다。”고 했다.", "“안 된다.”고 했다."),
        ("Kore", "중국(中国，北京)은 3.5%.", "중국(中国，北京)은 3.5%."),
        ("Latn", "No. 中, sí.", "No. 中, sí."),
    ],
)
def test_sentence_marks_are_those_of_the_language(script, text, wanted):
    assert repair(text, script) == wanted
    assert repair(wanted, script) == wanted
