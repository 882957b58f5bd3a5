"""How newsrooms write the lines that are not body, in a dozen languages: patterns for the whole of a line."""

import re

CONTENTS = re.compile(
    r"(?:table of contents|contents|in this article|on this page|목차|차례|目录|目錄|目次|índice|tabla de contenidos?"
    r"|sumário|table des matières|sommaire|inhaltsverzeichnis|inhalt|indice|содержание|зміст|оглавление|المحتويات"
    r"|فهرست|תוכן העניינים|विषय-सूची|i̇çindekiler|içindekiler|mục lục|daftar isi|inhoud(?:sopgave)?|spis treści|yaliyomo)"
    r"\s*[:：]?",
    re.IGNORECASE,
)
"""A line over a list of contents."""
CREDIT = re.compile(
    r"(?:(?:cover |featured |header )?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|graphics?)"
    r"(?:\s+(?:by|credits?|courtesy of|from|via)\b|\s*[:©/|])"
    r"|(?:foto(?:graf[ií]a)?|imagen|imagem|ilustración|ilustração|immagine|bild|grafik|afbeelding|zdjęcie|fot\.)"
    r"(?:\s+(?:de|di|da|do|por|von|van)\b|\s*[:©/|])"
    r"|(?:crédit|crédito|crédits|créditos)\s+(?:photo|de la foto|da foto|foto)|photo\s*:|©"
    r"|(?:사진|그림|이미지)\s*(?:제공|출처|[=:：/|©])|(?:图片|照片|圖片|摄影|攝影|图|圖)\s*(?:来源|來源|提供|由|[：:/／|])"
    r"|(?:写真|撮影|画像)\s*(?:提供|出典|[：:/／=＝])|фото\s*[:：©/]|صورة\s*[:：]|تصوير\s*[:：]|תמונה\s*:|צילום\s*:)",
    re.IGNORECASE,
)
"""How a credit begins."""
NOTE = re.compile(
    r"\b(?:images?|pictures?|photos?|photographs?|illustrations?)\b.*"
    r"\b(?:illustrati(?:ve|on) purposes|for illustration|illustrative only|do(?:es)? not (?:depict|show)|stock (?:photo|image)|symboli[cz])"
    r"|\b(?:imagen|foto|imagem)\b.*\b(?:ilustrativ|meramente|archivo|arquivo)|\b(?:image|photo)\b.*\b(?:d.illustration|à titre illustratif|prétexte)"
    r"|\bsymbol(?:bild|foto)\b|(?:이미지|사진|그림).*(?:참고용|예시|설명을 돕기|관련이? ?없|자료 ?사진)"
    r"|(?:图片|图像|照片|配图|圖片|圖像|配圖).*(?:仅供|僅供|示意|无关|無關|不代表)|(?:写真|画像).*(?:イメージ|関係ありません|資料)"
    r"|изображени[ея].*(?:иллюстра)|الصورة.*(?:توضيح|تعبير)",
    re.IGNORECASE,
)
"""What a note on a picture says."""
RELATED = re.compile(
    r"(?:you (?:might|may)(?: also)? (?:want to|like to|like|enjoy|be interested in|wish to)(?: (?:read|reading))?(?: next)?"
    r"|related(?: (?:articles?|stories|story|links?|posts?|news|reading|content|coverage|topics?))?"
    r"|(?:read|see)(?: also| more| next)|also read|further reading|recommended(?: reading| for you| articles?)?"
    r"|more (?:on this(?: story| topic)?|stories|from .{1,40}|articles?|news)|don['’]t miss"
    r"|관련(?: ?기사| ?글| ?링크| ?뉴스)?(?: 더 ?보기)?|(?:함께|더) (?:읽어 ?볼|읽을|볼) ?(?:만한 )?(?:기사|글|거리)?|추천 ?(?:기사|글)"
    r"|(?:相关|延伸|推荐|更多|相關|推薦)(?:阅读|文章|链接|新闻|报道|报导|閱讀|連結|鏈接|新聞|報導|報道)|(?:您|你)(?:可能|也许|也許)(?:还|也|還|會|会)?(?:想|喜欢|喜歡|对|對).{0,12}"
    r"|関連(?:記事|リンク|ニュース|情報)?|(?:あわせて|合わせて)読みたい(?:記事)?|おすすめ(?:の)?記事"
    r"|(?:artículos|noticias|enlaces|notas) relacionad[oa]s|(?:lea|lee|vea|ver|leer) también|(?:también )?(?:te|le) puede(?: también)? interesar"
    r"|(?:artigos|notícias|links|matérias) relacionad[oa]s|(?:leia|veja) (?:também|mais)|você (?:também )?pode (?:gostar(?: de ler)?|querer ler)"
    r"|(?:à )?lire aussi|(?:articles|contenus) (?:liés|connexes|associés)|voir aussi|sur le même sujet|à lire également"
    r"|(?:lesen|lies|siehe) (?:sie )?auch|mehr zum thema|weitere artikel(?: zum thema)?|das könnte (?:sie|dich) auch interessieren|verwandte artikel"
    r"|leggi anche|articoli correlati|lees ook|czytaj także|(?:читайте|смотрите) также|читайте також|статьи по теме|اقرأ أيضا(?:ً)?|مقالات ذات صلة|baca juga|xem thêm|bài viết liên quan)"
    r"[\s:：!！?？.。…>»]*",
    re.IGNORECASE,
)
"""A line that leads in links to other articles."""
REFERENCES = re.compile(
    r"(?:references?(?: cited)?|bibliography|works cited|(?:end)?notes(?: and references)?|(?:further )?sources(?: and further reading)?|citations"
    r"|참고 ?(?:문헌|자료)|각주|미주|출처|주석|(?:主要)?(?:参考|參考)(?:文献|文獻|资料|資料)|引用(?:文献|文獻)|注释|註釋|注釋|出处|出處|資料來源|资料来源|脚注|出典|注"
    r"|referencias(?: bibliográficas)?|bibliografía|fuentes|notas|referências(?: bibliográficas)?|bibliografia|fontes"
    r"|références(?: bibliographiques)?|bibliographie|sources|notes|quellen(?:verzeichnis)?|literatur(?:verzeichnis)?|anmerkungen|einzelnachweise"
    r"|riferimenti|fonti|note|bronnen|noten|referenties|źródła|przypisy|литература|источники|примечания|ссылки|література|джерела|примітки"
    r"|المراجع|المصادر|الهوامش|منابع|پانویس‌ها|הערות שוליים|מקורות|ביבליוגרפיה|संदर्भ|स्रोत|kaynakça|kaynaklar|dipnotlar|tài liệu tham khảo|nguồn"
    r"|daftar pustaka|referensi|sumber|marejeo|vyanzo)\s*[:：]?",
    re.IGNORECASE,
)
"""A heading over the works that were used."""
REFERENCE = re.compile(
    r"(?:\[\d{1,3}\]|[(（]?\d{1,3}[.)）]|[①-⑳]|\*{1,3}|[†‡])\s*\S|.*(?:https?://|www\.|\bdoi:|\bISBN\b|[(（](?:1[89]|20)\d\d|,\s(?:1[89]|20)\d\d[.)]?\Z)"
)
"""What a paragraph has that names a work: a number, an address, or a year where works have it."""
