"""Firefox's models at work: the packaged pair, sentences of any length, and what is said when there is none."""

import gc
import struct
from threading import Thread

import pytest

from pipeline.errors import ModelMissing
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.engines.long_sentences import clauses, rejoin
from pipeline.translation.models import find_model
from pipeline.translation.models.token_count import Pieces

LONG = (
    "The committee said that the people who had come from the north were living in the city, that they had been "
    "working in the fields for a long time before the war began, that the children who had been sent to the school "
    "in the town were now back with the families who had left them there in the winter, that the government had not "
    "yet told the people what would be done with the houses which had been built on the land by the river, and that "
    "the food which had been given to them was to be shared with the people of the towns until Tuesday."
)


@pytest.mark.parametrize(
    ("source", "target", "text", "wanted"),
    [
        ("en", "pt-BR", "The Way Forward", "O caminho a seguir"),
        ("pt-BR", "en", "O caminho a seguir", "The way forward"),
    ],
)
def test_the_packaged_pair_translates_without_network(configuration, source, target, text, wanted):
    made = FirefoxTranslator(configuration).translate([text, "2013"], source, target)
    assert [made[0].lower(), made[1]] == [wanted.lower(), "2013"]


def test_the_same_sentence_is_translated_the_same_in_any_company(configuration):
    alone = FirefoxTranslator(configuration).translate(["Most of them are women."], "en", "pt-BR")
    among = FirefoxTranslator(configuration).translate(
        ["A list", "Most of them are women.", LONG], "en", "pt-BR"
    )
    assert among[1] == alone[0]


def test_any_thread_may_translate_and_let_the_engine_go(configuration, capfd):
    """The library's own class ends a thread that is not its first, and complains when another one drops it."""
    engines = [FirefoxTranslator(configuration)]
    engines[0].translate(["The Way Forward"], "en", "pt-BR")

    def elsewhere():
        made.extend(engines[0].translate(["The Way Forward"], "en", "pt-BR"))
        engines.clear()
        gc.collect()

    made: list[str] = []
    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [each.lower() for each in made] == ["o caminho a seguir"]
    assert "unsendable" not in capfd.readouterr().err


def test_a_long_sentence_is_translated_to_its_end(configuration):
    model = find_model(configuration.models, "en", "pt-BR")
    from fxtranslate import Translator

    vocabulary = model.source_vocabulary.read_bytes()
    bare = Translator(model.model.read_bytes(), vocabulary, vocabulary).translate(LONG)
    assert "terça-feira" not in bare, "the engine cuts no more, and nothing needs to be split"
    [made] = FirefoxTranslator(configuration).translate([LONG], "en", "pt-BR")
    assert made.endswith("terça-feira.")


def test_the_version_names_engine_and_model(configuration, told):
    engine = FirefoxTranslator(configuration)
    one, other = (engine.prepare(*pair, told) for pair in (("en", "pt-BR"), ("pt-BR", "en")))
    assert one.startswith(f"{engine.version} ")
    assert one != other


@pytest.mark.parametrize("target", ["ko", "zh-Hans", "es"])
def test_a_missing_model_offline_tells_the_next_step(configuration, told, target):
    with pytest.raises(ModelMissing) as raised:
        FirefoxTranslator(configuration).prepare("en", target, told)
    assert "--offline" in raised.value.message
    assert f"models add en {target}" in raised.value.advice
    assert "models bundle --to DIR" in raised.value.advice


@pytest.mark.parametrize(
    "text", [LONG, "재단은 " * 80 + "발표했다.", "中国拒绝允许他们，" * 40 + "寻求庇护。", "x" * 500]
)
@pytest.mark.parametrize("most", [7, 50])
def test_clauses_fit_and_lose_nothing(text, most):
    pieces = clauses(text, lambda piece: len(piece) <= most)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= most for piece in pieces)


def test_clauses_are_cut_at_pauses():
    assert clauses("한국은 그렇다고 말했고, 중국은 아니라고 말했다.", lambda piece: len(piece) < 20) == (
        "한국은 그렇다고 말했고, ",
        "중국은 아니라고 말했다.",
    )
    assert clauses("他们说可以，我们说不可以。", lambda piece: len(piece) < 9) == (
        "他们说可以，",
        "我们说不可以。",
    )


def test_a_full_stop_in_the_middle_is_taken_off():
    assert rejoin(("one, ", "two."), ("uno.", "dos."), spaced=True) == "uno dos."
    assert rejoin(("one, ", "two."), ("一。", "二。"), spaced=False) == "一二。"


def test_tokens_are_counted_by_the_best_sum_of_scores():
    def piece(text, score):
        inner = b"\x0a" + bytes([len(text.encode())]) + text.encode() + b"\x15" + struct.pack("<f", score)
        return b"\x0a" + bytes([len(inner)]) + inner

    vocabulary = Pieces(
        b"".join(
            piece(*each) for each in [("▁", -3.0), ("▁한국", -1.0), ("▁한", -2.0), ("국", -2.0), ("어", -1.0)]
        )
    )
    assert vocabulary.count("한국어") == 2
    assert vocabulary.count("  한국어  한국 ") == 3
    assert vocabulary.count("한국😀") == 5
