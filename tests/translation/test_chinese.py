"""Traditional Chinese where no model writes it, and never Simplified under its name."""

import pytest

from pipeline.document.article import Article, Block, BlockKind, Role, Section, Sentence, Span
from pipeline.errors import ModelMissing, TranslationError
from pipeline.settings import Doubtful
from pipeline.settings_tables import LOCAL
from pipeline.translation.chinese import through
from pipeline.translation.limits import Limited
from pipeline.translation.termbase import Entry, Termbase, Wording
from pipeline.translation.translate import translate

SIMPLIFIED = {
    "The talks": "会谈",
    "North Korea closed the border.": "朝鲜关闭了边境。",
    "The software records every call.": "该软件记录每一个电话。",
}


def article() -> Article:
    def sentence(id: str, text: str, kind: BlockKind = BlockKind.PARAGRAPH, role: Role = Role.BODY) -> Block:
        return Block(id, kind, role, (Sentence(f"{id}-k1", (Span(text),)),))

    title, *body = SIMPLIFIED
    blocks = tuple(sentence(f"s1-b{number}", text) for number, text in enumerate(body, 2))
    heading = sentence("s0-b1", title, BlockKind.HEADING, Role.TITLE)
    return Article(
        "en", heading, sections=(Section("s1", sentence("s1-b1", title, BlockKind.HEADING), blocks),)
    )


class OnlySimplified:
    """An engine with a model for zh-Hans alone."""

    name = "hans"
    version = "1"
    private = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def prepare(self, source, target, progress):
        if target == "zh-Hant":
            raise ModelMissing("There is no model for Traditional Chinese.", "Add one.")
        return "1 model"

    def translate(self, texts, source, target):
        assert target == "zh-Hans"
        self.asked += texts
        return [SIMPLIFIED[text] for text in texts]


class Claiming(OnlySimplified):
    """One that answers Simplified for Traditional, as models do."""

    name = "claiming"

    def prepare(self, source, target, progress):
        return "1"

    def translate(self, texts, source, target):
        self.asked += texts
        return [SIMPLIFIED[text] for text in texts]


def made(memory, told, *engines, **more):
    chain = tuple(Limited(engine, LOCAL) for engine in engines)
    return translate(article(), "zh-Hant", reviewed=None, engines=chain, memory=memory, progress=told, **more)


def texts(edition):
    return [each.text for each in edition.article.sentences()]


def test_simplified_words_are_written_in_taiwan_s_characters_and_the_way_is_named(memory, told):
    edition = made(memory, told, OnlySimplified())
    assert texts(edition) == ["會談", "會談", "朝鮮關閉了邊境。", "該軟體記錄每一個電話。"]
    assert edition.engines == ("hans 1 + opencc s2twp",)
    [version] = {each.maker.version for each in memory.entries("en", "zh-Hant")}
    assert version.startswith("1 model + opencc s2twp ")


def test_the_glossary_s_own_words_take_the_place_of_converted_ones(memory, told):
    for wordings in (
        {"en": Wording(("North Korea",)), "zh-Hant": Wording(("北韓",), ("朝鮮",))},
        {"en": Wording(("North Korea",)), "zh-Hant": Wording(("北韓",)), "zh-Hans": Wording(("朝鲜",))},
    ):
        terms = Termbase((Entry(wordings),))
        way = through("zh-Hant", "en", terms)
        assert way is not None
        assert way.converted("North Korea closed it.", "朝鲜关闭了边境。") == "北韓關閉了邊境。"
        assert way.converted("Joseon ended.", "朝鲜王朝结束了。") == "朝鮮王朝結束了。"
    edition = made(memory, told, OnlySimplified(), terms=terms)
    assert texts(edition)[2] == "北韓關閉了邊境。"


def test_converted_words_are_known_again(memory, told):
    first = made(memory, told, OnlySimplified())
    again = OnlySimplified()
    assert made(memory, told, again) == first
    assert again.asked == []


def test_an_engine_s_simplified_answer_never_passes_for_traditional(memory, told):
    with pytest.raises(TranslationError, match="nothing usable"):
        made(memory, told, Claiming(), doubtful=Doubtful.HOLD)
    assert list(memory.entries("en", "zh-Hant")) == []


def test_the_next_engine_writes_it_then(memory, told):
    edition = made(memory, told, Claiming(), OnlySimplified())
    assert "hans 1 + opencc s2twp" in edition.engines
    assert texts(edition)[2] == "朝鮮關閉了邊境。"


class LateInSaying(OnlySimplified):
    """A server that says only when it is asked that it lacks Traditional Chinese."""

    def prepare(self, source, target, progress):
        return "1"

    def translate(self, texts, source, target):
        if target == "zh-Hant":
            self.asked.append("")
            raise ModelMissing("There is no Traditional Chinese here.", "Name another.")
        return super().translate(texts, source, target)


def test_a_server_that_lacks_it_is_asked_for_simplified_too_and_just_once(memory, told):
    edition = made(memory, told, LateInSaying())
    assert texts(edition)[2] == "朝鮮關閉了邊境。"
    assert edition.engines == ("hans 1 + opencc s2twp",)
    again = LateInSaying()
    assert made(memory, told, again) == edition
    assert again.asked == []


def test_without_a_model_for_either_the_one_to_add_is_named(memory, told):
    class Nothing(OnlySimplified):
        def prepare(self, source, target, progress):
            raise ModelMissing(f"no model for {target}", "")

    with pytest.raises(ModelMissing, match="no model for zh-Hans"):
        made(memory, told, Nothing())
