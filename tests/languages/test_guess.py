"""Which language a text is in."""

import pytest

from pipeline.languages.guess import guess

TEXTS = {
    "en": "More than five hundred people were sent back across the border in one night, and their families have not heard from them since.",
    "ko": "하룻밤 사이에 500명이 넘는 사람들이 국경 너머로 돌려보내졌다. UN은 우려를 나타냈다.",
    "zh-Hans": "一夜之间，五百多人被送过边境，他们的家人至今没有消息。",
    "zh-Hant": "一夜之間，五百多人被送過邊境，他們的家人至今沒有消息。",
    "ja": "一夜のうちに五百人以上が国境の向こうへ送り返され、家族にはまだ連絡がない。",
    "es": "Más de quinientas personas fueron devueltas en una noche y sus familias no han sabido nada de ellas desde entonces, según las organizaciones que las apoyan.",
    "pt-BR": "Mais de quinhentas pessoas foram devolvidas em uma noite e as suas famílias não têm notícias delas até hoje, segundo as organizações que as apoiam.",
    "fr": "Plus de cinq cents personnes ont été renvoyées en une nuit et leurs familles sont sans nouvelles depuis, selon les organisations qui les aident dans le pays.",
    "it": "Più di cinquecento persone sono state rimandate in una notte e le loro famiglie non hanno più notizie, secondo le organizzazioni che si occupano di loro nella regione.",
    "de": "Mehr als fünfhundert Menschen wurden in einer Nacht zurückgebracht, und ihre Familien haben seitdem nichts mehr von ihnen gehört, wie die Helfer mit Sorge berichten.",
    "nl": "Meer dan vijfhonderd mensen werden in een nacht teruggestuurd en hun families hebben sindsdien niets meer van hen gehoord, volgens de organisaties die voor hen werken.",
    "pl": "Ponad pięćset osób zostało odesłanych w jedną noc i od tego czasu ich rodziny nie mają o nich wiadomości, jak mówią organizacje, które im pomagają w tym kraju.",
    "tr": "Bir gecede beş yüzden fazla insan geri gönderildi ve aileleri o günden bu yana çok az haber aldı; bu durum için daha sonra bir açıklama da olmadı.",
    "vi": "Hơn năm trăm người đã bị đưa trở lại trong một đêm và gia đình của họ không nhận được tin tức từ đó đến nay, theo các tổ chức đang giúp những người này.",
    "id": "Lebih dari lima ratus orang dipulangkan dalam satu malam dan keluarga mereka tidak mendengar kabar sejak itu, menurut organisasi yang membantu mereka di negara itu.",
    "sw": "Zaidi ya watu mia tano walirudishwa katika usiku mmoja na familia zao hazijapata habari za watu hao tangu hapo, kwa mujibu wa mashirika ya haki.",
    "ru": "Более пятисот человек были возвращены за одну ночь.",
    "uk": "Понад п'ятсот осіб повернули за одну ніч.",
    "ar": "أعيد أكثر من خمسمئة شخص عبر الحدود في ليلة واحدة.",
    "fa": "بیش از پانصد نفر در یک شب به آن سوی مرز بازگردانده شدند و گزارشی نرسید.",
    "he": "יותר מחמש מאות בני אדם הוחזרו בלילה אחד.",
    "hi": "एक ही रात में पाँच सौ से अधिक लोग वापस भेजे गए।",
    "cs": "Více než pět set lidí bylo za jedinou noc vráceno přes hranici a jejich rodiny o nich od té doby nemají žádné zprávy.",
    "sv": "Mer än femhundra människor skickades tillbaka över gränsen på en natt, och deras familjer har inte hört något från dem sedan dess.",
    "el": "Περισσότεροι από πεντακόσιοι άνθρωποι στάλθηκαν πίσω σε μία νύχτα.",
    "ro": "Peste cinci sute de oameni au fost trimiși înapoi peste graniță într-o singură noapte, iar familiile lor nu mai știu nimic despre ei.",
    "da": "Mere end fem hundrede mennesker blev sendt tilbage over grænsen på én nat, og deres familier har ikke hørt fra dem siden.",
    "fi": "Yli viisisataa ihmistä palautettiin rajan yli yhdessä yössä, eivätkä heidän perheensä ole sen jälkeen kuulleet heistä mitään.",
    "bg": "Повече от петстотин души бяха върнати през границата за една нощ и оттогава семействата им нямат вест от тях.",
    "hu": "Több mint ötszáz embert küldtek vissza a határon túlra egyetlen éjszaka alatt, és a családjuk azóta semmit sem hallott róluk.",
    "th": "ประชาชนกว่าห้าร้อยคนถูกส่งกลับข้ามพรมแดนในคืนเดียว",
    "ca": "Més de cinc-centes persones van ser retornades en una sola nit i des de llavors les seves famílies no n’han sabut res més.",
}


@pytest.mark.parametrize("tag", list(TEXTS))
def test_a_paragraph_tells_its_language(tag: str) -> None:
    assert guess(TEXTS[tag]) == tag


SHORT = {
    "en": "The boats stayed in port.",
    "es": "Los barcos se quedaron en el puerto.",
    "pt-BR": "Os barcos não saíram do porto.",
    "fr": "Les bateaux sont restés au port.",
    "it": "Le barche sono rimaste nel porto.",
    "de": "Die Boote blieben im Hafen.",
    "nl": "De boten bleven in de haven.",
    "pl": "Łodzie zostały w porcie.",
    "tr": "Tekneler limanda kaldı.",
    "vi": "Những chiếc thuyền ở lại cảng.",
    "id": "Perahu-perahu itu tetap di pelabuhan.",
    "sw": "Mashua zilibaki bandarini.",
    "ru": "Лодки остались в порту, а Їжакевич уехал из Ивано-Франковска.",
    "uk": "Човни залишилися в порту, а капітан Крылов поїхав до міста, бо мав що розповісти.",
    "ar": "بقيت القوارب في الميناء.",
    "fa": "قایق‌ها در بندر ماندند.",
    "zh-Hans": "渔船留在了港口。",
    "zh-Hant": "漁船留在了港口。",
    "ja": "漁船は港に残った。",
    "ko": "BBC 방송: 배들은 항구에 남았다.",
}


@pytest.mark.parametrize("tag", list(SHORT))
def test_a_sentence_tells_its_language(tag: str) -> None:
    assert guess(SHORT[tag]) == tag


def test_names_in_another_script_do_not_outweigh_the_text() -> None:
    assert guess("The report names 김민 and 李偉, and quotes Їжакевич twice in its last chapter.") == "en"
    assert guess("BBC와 AP 통신은 Human Rights Watch의 보고서를 인용해 이렇게 전했다.") == "ko"


@pytest.mark.parametrize("text", ["", "123", "Quo vadis?", "🙂", "La Paz"])
def test_too_little_text_counts_as_english(text: str) -> None:
    assert guess(text) == "en"
