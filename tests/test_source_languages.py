"""An article in any language of the table gets its editions by the same road as an English one."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Event

TEXTS = {
    "ko": """항구 도시, 야간 조업 금지로 300가구 생계 막막
글 김민
2023년 10월 9일

시의회는 해가 진 뒤부터 해가 뜰 때까지 작은 배의 출항을 금지했다. “우리는 두렵습니다.”라고 선장은 말했다.

법은 무엇이라고 말하나
1986년에 만들어진 항만법은 폭풍이나 사고가 있을 때만 항구를 닫을 수 있다고 정한다. 변호사들은 이번 조치가 위법이라고 본다.

참고문헌
- 김민, 바다의 법
""",
    "zh-Hant": """港口夜間禁漁，三百戶家庭失去收入
作者：李偉
2023年10月9日

市議會禁止小船在日落後出港，約三百戶家庭以夜間捕魚為生。「我們很害怕。」船長說。

法律怎麼說
一九八六年的港口法只允許在風暴或事故後關閉港口，律師認為這次的措施並不合法，應當撤銷。

參考資料
- 李偉，海的法律
""",
    "es": """El puerto cierra de noche y deja a trescientas familias sin ingresos
Por Ana Ruiz
9 de octubre de 2023

El consejo prohibió que los barcos pequeños salgan de noche. «Tenemos miedo», dijo el capitán.

Lo que dice la ley
La ley de puertos de 1986 solo permite cerrar el puerto tras una tormenta o un accidente, según los abogados.

Referencias
- Ana Ruiz, La ley del mar
""",
}


class Untold:
    def tell(self, event: Event) -> None:
        pass


@pytest.mark.parametrize("source", list(TEXTS))
def test_an_article_of_another_language_is_published_in_english_and_chinese(
    settings_in: Callable[..., Settings], tmp_path: Path, source: str
) -> None:
    path = tmp_path / "port.txt"
    path.write_text(TEXTS[source], "utf-8")
    settings = settings_in(tmp_path, to=("en", "zh-Hans"))
    publish(path, settings, Untold())
    report = json.loads((tmp_path / "output" / "port" / "report.json").read_text("utf-8"))
    assert {edition["language"] for edition in report["editions"]} == {source, "en", "zh-Hans"}
    for tag in (source, "en", "zh-Hans"):
        with ZipFile(tmp_path / "output" / "port" / tag / f"port.{tag}.epub") as book:
            names = {Path(name).name for name in book.namelist()}
            section = book.read(next(name for name in book.namelist() if name.endswith("s2.xhtml"))).decode()
        assert {"cover.xhtml", "s1.xhtml", "s2.xhtml", "references.xhtml"} <= names
        assert f'lang="{tag}"' in section
