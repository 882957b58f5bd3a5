"""A chat server over a stub that does all that servers and models have been seen to do."""

import json
import threading
import time

import pytest

from pipeline.config.registry import Context
from pipeline.config.tables import Chat, Limits
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, SettingsError
from pipeline.languages import find
from pipeline.translation.batching import ask_engine
from pipeline.translation.checks import Pair, faults
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.chat import ChatTranslator
from pipeline.translation.limited_engine import Limited

TEXTS = ("The law changed.", "Nobody was asked.", "They left.")
KOREAN = ("법이 바뀌었다.", "아무도 묻지 않았다.", "그들은 떠났다.")


class Server:
    """Answers `say(body)`; `status` and `raw` overrule it."""

    def __init__(self):
        self.asked = []
        self.headers = []
        self.say = lambda body: as_json(*KOREAN)
        self.finish = "stop"
        self.status = lambda body: 200
        self.raw = None
        self.more = {}

    def __call__(self, request):
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.asked.append(body)
        self.headers.append(dict(request.headers))
        status = self.status(body)
        data = self.raw(request) if self.raw else json.dumps(self.answer(body)).encode()
        if data is None:
            return
        request.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **self.more}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)

    def answer(self, body):
        message = {"role": "assistant", "content": self.say(body)}
        return {
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
        }


def as_json(*words):
    return json.dumps({str(number): word for number, word in enumerate(words, 1)}, ensure_ascii=False)


def as_lines(*words):
    return "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))


def plain(body):
    """Whether numbered lines were asked for."""
    return "response_format" not in body


@pytest.fixture
def stub():
    return Server()


@pytest.fixture
def make(stub, serve):
    address = serve(stub) + "/v1"

    def chat(**options):
        return ChatTranslator(
            TranslationConfiguration(chat=Chat(**{"base_url": address, "timeout_s": 2, **options}))
        )

    return chat


@pytest.fixture
def chat(make):
    return make(model="little")


def translate(chat, texts=TEXTS, context=Context(), target="ko"):  # noqa: B008 - frozen
    return chat.translate_in(texts, "en", target, context)


def told(stub):
    return stub.asked[-1]["messages"][-1]["content"]


def test_numbered_lines_go_out_and_json_by_a_schema_comes_back(chat, stub):
    assert translate(chat) == KOREAN
    [body] = stub.asked
    assert "1. The law changed.\n2. Nobody was asked.\n3. They left." in told(stub)
    assert "from English into Korean" in told(stub)
    schema = body["response_format"]["json_schema"]["schema"]
    assert (schema["required"], schema["additionalProperties"]) == (["1", "2", "3"], False)
    assert body["model"] == "little"
    assert body["stream"] is False


def test_thinking_is_turned_off(chat, stub):
    translate(chat)
    assert stub.asked[0]["chat_template_kwargs"] == {"enable_thinking": False}


def test_the_model_is_told_the_title_what_stood_before_and_the_terms_that_occur(chat, stub):
    before = tuple(f"Sentence {number}." for number in range(6))
    translate(chat, context=Context("Sent back", before, (("refoulement", "강제송환"), ("Sarah", "Sarah"))))
    assert "Sent back" in told(stub)
    assert "- refoulement: 강제송환\n- Sarah: Sarah" in told(stub)
    assert "Sentence 3.\nSentence 4.\nSentence 5." in told(stub)
    assert "Sentence 2." not in told(stub)
    translate(chat)
    assert "title" not in told(stub)
    assert "Use these words" not in told(stub)


def test_a_second_try_is_warmer(make, stub):
    chat = make(temperature=0.1)
    for attempt in range(3):
        translate(chat, context=Context(attempt=attempt))
    assert [body["temperature"] for body in stub.asked] == [0.1, 0.4, 0.7]


def test_a_server_that_refuses_schemas_is_asked_for_lines_and_remembered(chat, stub):
    stub.status = lambda body: 200 if plain(body) else 400
    stub.say = lambda body: as_lines(*KOREAN)
    assert translate(chat) == KOREAN
    assert "after its number" in told(stub)
    count = len(stub.asked)
    translate(chat)
    assert len(stub.asked) == count + 1


def test_a_server_that_knows_no_extras_gets_the_bare_question(chat, stub):
    stub.status = lambda body: 200 if "chat_template_kwargs" not in body else 422
    assert translate(chat) == KOREAN
    assert set(stub.asked[-1]) == {"messages", "stream", "model", "response_format"}


def test_without_a_schema_when_the_settings_say_so(make, stub):
    stub.say = lambda body: as_lines(*KOREAN)
    assert translate(make(schema=False)) == KOREAN
    assert plain(stub.asked[0])


def test_a_question_that_is_too_long_for_the_model_is_asked_in_halves(chat, stub):
    def status(body):
        return 400 if "2. " in body["messages"][0]["content"] else 200

    stub.status = status
    stub.say = lambda body: as_json(
        KOREAN[[text in body["messages"][0]["content"] for text in TEXTS].index(True)]
    )
    assert [answer.words for answer in through(chat)] == list(KOREAN)


def through(chat, texts=TEXTS, target="ko", **limits):
    """As it is used: with limits, and with the checks."""
    held = Limited(chat, Limits(**{"repeats": 1, "attempts": 2, **limits}), sleep=lambda _: None)

    def accept(number, words):
        found = faults(Pair("s", texts[number], words, (), True), find("en"), find(target))
        return found[0].text if found else None

    made = ask_engine(held, "1", texts, "en", target, accept=accept)
    return sorted(made, key=lambda answer: answer.number)


@pytest.mark.parametrize(
    "said",
    [
        as_json(*KOREAN),
        f"```json\n{as_json(*KOREAN)}\n```",
        f"<think>\nHmm. 1. The law …\n</think>\n{as_json(*KOREAN)}",
        as_lines(*KOREAN),
        as_lines(*KOREAN).replace(". ", ") ", 1),
        as_json(*(f"{number}. {words}" for number, words in enumerate(KOREAN, 1))),
    ],
)
def test_what_is_surely_meant_is_understood(chat, stub, said):
    stub.say = lambda body: said
    assert translate(chat) == KOREAN


FAULTY = {
    "preamble before lines": "Here is the translation:\n" + as_lines(*KOREAN),
    "preamble before JSON": "다음은 번역입니다: " + as_json(*KOREAN),
    "preamble inside a line": as_json("Here is the Korean translation: 법이 바뀌었다.", *KOREAN[1:]),
    "Korean preamble inside": as_json("번역: 법이 바뀌었다.", *KOREAN[1:]),
    "note after": as_lines(*KOREAN) + "\n\nNote: I kept the names.",
    "note inside": as_json("법이 바뀌었다. (Note: literal)", *KOREAN[1:]),
    "thought without end": "<think>The user wants",
    "thought inside": as_json("<think>Hmm</think> 법이 바뀌었다.", *KOREAN[1:]),
    "control token": as_json("법이 바뀌었다.<|im_end|>", *KOREAN[1:]),
    "empty line": as_json("", *KOREAN[1:]),
    "blank line": as_json(KOREAN[0], "  \n", KOREAN[2]),
    "merged lines": as_json(" ".join(KOREAN[:2]), KOREAN[1], KOREAN[2]),
    "merged lines, one missing": as_lines(" ".join(KOREAN[:2]), KOREAN[2]),
    "missing line": as_json(*KOREAN[:2]),
    "line too many": as_json(*KOREAN, "끝."),
    "doubled line": as_json(KOREAN[0], KOREAN[0], KOREAN[2]),
    "doubled key": '{"1": "가", "2": "나", "2": "다", "3": "라"}',
    "other keys": '{"0": "가", "1": "나", "2": "다"}',
    "a list": json.dumps(KOREAN, ensure_ascii=False),
    "numbers out of order": "2. 가\n1. 나\n3. 다",
    "number twice": "1. 가\n2. 나\n2. 다",
    "wrong types": '{"1": "가", "2": 2, "3": null}',
    "nested": '{"1": {"text": "가"}, "2": "나", "3": "다"}',
    "cut JSON": as_json(*KOREAN)[:-10],
    "several lines in one": as_json("법이\n바뀌었다.", *KOREAN[1:]),
    "a question instead": "Could you tell me more about the report?",
    "the question repeated": as_json("The article's title: Sent back", *KOREAN[1:]),
    "nothing": "",
}


@pytest.mark.parametrize("said", FAULTY.values(), ids=FAULTY.keys())
def test_an_answer_that_is_not_exactly_what_was_asked_for_is_never_taken(chat, stub, said):
    stub.say = lambda body: said
    with pytest.raises(AnswerUnusable):
        translate(chat)


@pytest.mark.parametrize(
    "said",
    [
        "Here is the translation: 법이 바뀌었다.",
        "<think>Hmm",
        "네! 법이 바뀌었다.",
        "번역: 법이 바뀌었다.",
        "1. 법이\n2. 바뀌었다.",
    ],
)
def test_a_single_sentence_is_looked_at_as_closely(make, stub, said):
    stub.say = lambda body: said
    with pytest.raises(AnswerUnusable):
        translate(make(schema=False), TEXTS[:1])


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("ko", "The law changed in many places."),
        ("ko", "法律在许多地方都变了。"),
        ("zh-Hant", "法律在许多地方发生了变化，这对难民来说问题很严重。"),
        ("zh-Hans", "법이 많은 곳에서 바뀌었다."),
        ("es", "The law changed in many places."),
    ],
)
def test_an_echo_and_the_wrong_script_are_asked_for_again_and_then_reported(chat, stub, target, words):
    stub.say = lambda body: as_json(words)
    [answer] = through(chat, ("The law changed in many places.",), target)
    assert answer.words == ""
    assert isinstance(answer.error, AnswerUnusable)
    assert [body["temperature"] for body in stub.asked] == [0, 0.3]


def test_sentences_that_mention_a_translation_are_no_greetings(chat, stub):
    stub.say = lambda body: as_json("번역가는 말했다: 아니다.")
    assert translate(chat, ("The translator said: no.",)) == ("번역가는 말했다: 아니다.",)
    stub.say = lambda body: as_json("다음은 유엔의 숫자이다.")
    assert translate(chat, ("Here are the UN's figures.",)) == ("다음은 유엔의 숫자이다.",)


def test_two_equal_sentences_may_have_equal_translations(chat, stub):
    stub.say = lambda body: as_json("아니다.", "아니다.")
    assert translate(chat, ("No.", "No.")) == ("아니다.", "아니다.")


def test_a_batch_is_halved_until_the_bad_line_stands_alone(chat, stub):
    words = dict(zip(TEXTS, KOREAN, strict=True))

    def say(body):
        lines = [
            line.partition(". ")[2]
            for line in body["messages"][0]["content"].split("Lines:\n")[1].splitlines()
        ]
        made = [words[line] for line in lines]
        return as_json(*made[:-1]) if TEXTS[1] in lines and len(lines) > 1 else as_json(*made)

    stub.say = say
    assert [answer.words for answer in through(chat)] == list(KOREAN)


@pytest.mark.parametrize("finish", ["length", "content_filter", "tool_calls", None])
def test_an_answer_that_did_not_end_by_itself_is_not_taken(chat, stub, finish):
    stub.finish = finish
    with pytest.raises(AnswerUnusable, match="did not finish"):
        translate(chat)


@pytest.mark.parametrize(
    "raw",
    [
        b"not JSON",
        b"",
        b"\xff\xfe\xfa",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}',
        b'{"choices": [{"message": {"content": 7}, "finish_reason": "stop"}]}',
        b'{"choices": [{"message": "x", "finish_reason": "stop"}]}',
        b'{"choices": {"message": {}}}',
        b'{"error": {"message": "overloaded"}}',
        b"[]",
        b"null",
        b"[" * 200_000,
    ],
)
def test_an_answer_of_another_form_is_not_taken(chat, stub, raw):
    stub.raw = lambda request: raw
    with pytest.raises(AnswerUnusable):
        translate(chat)


@pytest.mark.parametrize("status", [401, 403, 404, 405])
def test_a_servers_no_is_final(chat, stub, status):
    stub.status = lambda body: status
    with pytest.raises(EngineRefused, match=str(status)):
        translate(chat)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
@pytest.mark.parametrize(
    ("asked_for", "seconds"), [("7", 7), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("soon", None), (None, None)]
)
def test_a_busy_server_says_when_to_come_again(chat, stub, status, asked_for, seconds):
    stub.status = lambda body: status
    stub.more = {"Retry-After": asked_for} if asked_for else {}
    with pytest.raises(EngineBusy) as raised:
        translate(chat)
    assert raised.value.seconds == seconds


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_the_text_nowhere(chat, stub, serve, status):
    elsewhere = []
    stub.status = lambda body: status
    stub.more = {"Location": serve(lambda request: elsewhere.append(request.path)) + "/v1/chat/completions"}
    with pytest.raises(EngineRefused, match="another address"):
        translate(chat)
    assert not elsewhere


def test_a_server_that_is_not_there_is_busy():
    chat = ChatTranslator(TranslationConfiguration(chat=Chat(base_url="http://127.0.0.1:9/v1")))
    with pytest.raises(EngineBusy, match="could not be reached"):
        translate(chat)


@pytest.mark.parametrize("headers", [True, False])
def test_bytes_that_trickle_in_have_an_end(make, stub, headers):
    ended = threading.Event()

    def trickle(request):
        if headers:
            request.send_response(200)
            request.end_headers()
        for _ in range(200):
            if ended.wait(0.02):
                return
            request.wfile.write(b" ")
            request.wfile.flush()

    stub.raw = trickle
    began = time.monotonic()
    made = through(make(timeout_s=0.3), TEXTS[:1], time_limit_s=0.6, attempts=1)
    assert isinstance(made[0].error, EngineBusy)
    assert time.monotonic() - began < 2
    ended.set()


def test_a_huge_answer_is_not_read_to_its_end(chat, stub, monkeypatch):
    monkeypatch.setattr("pipeline.infra.http.endpoint.MOST_BYTES", 100_000)
    sent = [0]

    def flood(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(1000):
            request.wfile.write(b" " * 100_000)
            sent[0] += 1

    stub.raw = flood
    with pytest.raises(AnswerUnusable, match="more than"):
        translate(chat)
    assert sent[0] < 500


def test_a_connection_that_breaks_off_is_busy(chat, stub):
    stub.more = {"Content-Length": "100000"}
    with pytest.raises((EngineBusy, AnswerUnusable)):
        translate(chat)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost:11434/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://192.168.1.5/v1", False),
        ("https://api.example/v1", False),
        ("http://localhost.example/v1", False),
        ("http://127.0.0.1.example/v1", False),
    ],
)
def test_text_stays_here_only_on_loopback(address, private):
    chat = ChatTranslator(TranslationConfiguration(chat=Chat(base_url=address)))
    assert chat.private is private
    if not private:
        with pytest.raises(SettingsError, match="--offline"):
            ChatTranslator(TranslationConfiguration(chat=Chat(base_url=address), offline=True))


def test_no_proxy_sees_what_stays_on_this_machine(chat, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert translate(chat) == KOREAN


def test_a_server_must_be_named():
    with pytest.raises(SettingsError, match="base_url"):
        ChatTranslator(TranslationConfiguration())


def test_a_model_has_its_own_template(make, stub):
    chat = make(
        model="gemma-12b-it",
        template="general {form} {lines}",
        templates={"gemma": "short {form} {lines}", "gemma-12b": "{source_tag}>{target_tag} {form}\n{lines}"},
    )
    translate(chat)
    assert told(stub).startswith("en>ko ")
    translate(make(model="other", template="general {form} {lines}"))
    assert told(stub).startswith("general")


@pytest.mark.parametrize(
    "template", ["{lines}", "{form}", "{form} {lines} {secret}", "{form} {lines} {", "{form.x} {lines}"]
)
def test_a_template_that_cannot_be_filled_is_a_fault(make, template):
    with pytest.raises(SettingsError, match="template"):
        make(template=template)


def test_the_version_changes_with_whatever_changes_the_words(make):
    options = [{}, {"model": "b"}, {"temperature": 0.5}, {"schema": False}, {"template": "x {form} {lines}"}]
    assert len({make(**each).version for each in options}) == len(options)
    assert make().version == make(timeout_s=9).version
