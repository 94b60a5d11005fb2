"""Chinese: short sentences of our own, each with the claims it makes, and sentences that make none."""

from __future__ import annotations

from functools import lru_cache

import pytest

from interlock.atlas import load_atlas
from interlock.extraction import GrammarReader
from interlock.languages import load_language
from interlock.reading import read_text
from interlock.vocabulary import Claim

SPOKEN = ("says", "leads")
"""Kinds that a sentence may make beside the ones that the table names."""

Wanted = tuple[str, str, str | None, float | None, str | None]
"""Kind (and metric), subject, object, the amount or other number, status."""

CLAIMS: list[tuple[str, list[Wanted]]] = [
    # investments
    ("軟銀將向OpenAI投資最多300億美元。", [("invests_in", "SoftBank", "OpenAI", 3e10, "planned")]),
    ("微软向Mistral AI注资1500万欧元。", [("invests_in", "Microsoft", "Mistral AI", 1.5e7, "done")]),
    ("Anthropic獲亞馬遜投資40億美元。", [("invests_in", "Amazon", "Anthropic", 4e9, "done")]),
    ("輝達正與xAI洽談,擬投資20億美元入股xAI。", [("invests_in", "Nvidia", "xAI", 2e9, "talks|planned")]),
    ("红杉资本领投了Harvey的新一轮融资。", [("invests_in", "Sequoia Capital", "Harvey", None, "done")]),
    (
        "Cohere完成5亿美元融资,由英伟达领投。",
        [("reports funding_raised", "Cohere", None, 5e8, "done"), ("invests_in", "Nvidia", "Cohere", None, "done")],
    ),
    ("亞馬遜斥資10億美元入股Anthropic。", [("invests_in", "Amazon", "Anthropic", 1e9, "done")]),
    ("阿布達比主權基金MGX有意投資Anthropic。", [("invests_in", "MGX", "Anthropic", None, "possible")]),
    ("软银以20亿美元收购英特尔2%的股份。", [("invests_in", "SoftBank", "Intel", 2e9, "agreed|done")]),
    # acquisitions and holdings
    ("Meta以20亿美元收购Manus。", [("acquires", "Meta", "Manus", 2e9, "agreed")]),
    ("峰淮科技遭高通以24億美元收購。", [("acquires", "Qualcomm", "峰淮科技", 2.4e9, "agreed")]),
    ("超微已完成對ZT Systems的收購。", [("acquires", "AMD", "ZT Systems", None, "done")]),
    ("Salesforce考虑收购Informatica。", [("acquires", "Salesforce", "Informatica", None, "possible")]),
    ("微軟持有OpenAI約27%的股權。", [("owns", "Microsoft", "OpenAI", 0.27, "done")]),
    ("软银出售了所持英伟达全部股份,套现58亿美元。", [("owns", "SoftBank", "Nvidia", 5.8e9, "ended")]),
    ("超微將向OpenAI授予最多10%股份的認股權證。", [("grants_equity", "AMD", "OpenAI", 0.1, "planned")]),
    # loans, guarantees, subsidies
    ("摩根大通向甲骨文提供380亿美元贷款。", [("lends_to", "JPMorgan Chase", "Oracle", 3.8e10, "done")]),
    ("甲骨文向摩根大通借款380億美元。", [("lends_to", "JPMorgan Chase", "Oracle", 3.8e10, "done")]),
    ("Google將為Fluidstack的32億美元租約提供擔保。", [("guarantees", "Google", "Fluidstack", 3.2e9, "planned|agreed")]),
    ("日本政府向Rapidus补贴1.7万亿日元。", [("funds", "Japan", "Rapidus", 1.7e12, "done")]),
    ("台積電獲美國政府補助66億美元。", [("funds", "United States", "TSMC", 6.6e9, "done")]),
    # purchases
    ("OpenAI向博通採購100億美元的晶片。", [("buys_from", "OpenAI", "Broadcom", 1e10, "agreed")]),
    ("甲骨文将从英伟达购买40万颗GB200芯片。", [("buys_from", "Oracle", "Nvidia", 4e5, "planned")]),
    ("Meta與Google簽署100億美元的雲端合約。", [("buys_from", "Meta", "Google", 1e10, "agreed")]),
    ("三星将为特斯拉代工AI6芯片,合同金额165亿美元。", [("buys_from", "Tesla", "Samsung Electronics", 1.65e10, "planned|agreed")]),
    ("SK海力士向輝達供應HBM4記憶體。", [("buys_from", "Nvidia", "SK Hynix", None, None)]),
    ("谷歌向Kairos Power购买500兆瓦核电。", [("buys_from", "Google", "Kairos Power", 5e8, "agreed")]),
    ("特斯拉已終止向輝達採購晶片。", [("buys_from", "Tesla", "Nvidia", None, "ended")]),
    ("台積電是輝達最大的晶片供應商。", [("buys_from", "Nvidia", "TSMC", None, None)]),
    # leases
    ("OpenAI向甲骨文租用4.5GW的算力。", [("leases_from", "OpenAI", "Oracle", 4.5e9, "agreed")]),
    ("Meta向谷歌租用TPU。", [("leases_from", "Meta", "Google", None, None)]),
    ("CoreWeave將14萬顆GPU出租給OpenAI。", [("leases_from", "OpenAI", "CoreWeave", 1.4e5, "agreed|planned")]),
    # together
    ("三星與輝達宣布合作開發機器人晶片。", [("partners_with", "Samsung Electronics", "Nvidia", None, "agreed")]),
    ("软银加入了星际之门项目。", [("joins", "SoftBank", "Stargate", None, "done")]),
    ("微軟將在威斯康辛州興建資料中心,耗資33億美元。", [("builds", "Microsoft", None, 3.3e9, "planned")]),
    # people
    ("Meta从OpenAI挖走了4名研究员。", [("hires", "Meta", "group: 4 researchers", 4, "done")]),
    ("楊立昆宣布離開Meta。", [("leaves", "Yann LeCun", "Meta", None, "done")]),
    ("Meta向研究员开出3亿美元的薪酬方案。", [("offers", "Meta", "group: researchers", 3e8, "done")]),
    ("苏茨克维于2024年创办了Safe Superintelligence。", [("founds", "Ilya Sutskever", "Safe Superintelligence", None, "done")]),
    ("輝達執行長黃仁勳周一訪問北京。", [("leads", "Jensen Huang", "Nvidia", None, None)]),
    # states
    ("美國商務部將浪潮列入實體清單。", [("restricts", "US Commerce Department", "Inspur", None, "done")]),
    ("中国禁止字节跳动购买英伟达芯片。", [("restricts", "China", "ByteDance", None, "done")]),
    ("美國批准輝達對華出口H20晶片。", [("eases", "United States", "Nvidia", None, "done")]),
    ("欧盟对谷歌处以29.5亿欧元罚款。", [("levies", "European Union", "Google", 2.95e9, "done")]),
    # figures, listings, products
    (
        "輝達第三季營收570億美元,淨利319億美元。",
        [("reports revenue", "Nvidia", None, 5.7e10, "done"), ("reports profit", "Nvidia", None, 3.19e10, "done")],
    ),
    ("Anthropic投后估值达1830亿美元。", [("reports valuation", "Anthropic", None, 1.83e11, "done")]),
    ("輝達股價收盤大跌17%。", [("reports share_price_change", "Nvidia", None, 0.17, "done")]),
    ("ChatGPT每周有超过8亿名用户。", [("reports users", "ChatGPT", None, 8e8, "done")]),
    ("亞馬遜今年資本支出預計達1,250億美元。", [("reports capital_expenditure", "Amazon", None, 1.25e11, "planned")]),
    ("微软宣布裁员9000人。", [("reports headcount", "Microsoft", None, 9000, None)]),
    ("英伟达市值突破5万亿美元。", [("reports market_value", "Nvidia", None, 5e12, "done")]),
    ("智谱AI计划在香港上市。", [("lists", "Zhipu AI", None, None, "planned")]),
    ("阿里巴巴推出通义千问。", [("releases", "Alibaba", "Qwen", None, "done")]),
]

SILENT: list[str] = [
    "這家餐廳的牛肉麵投資了很多時間。",
    "如果OpenAI收購Anthropic,市場會怎麼看?",
    "出租車司機在路口等了很久。",
    "圖書館向讀者提供免費的Wi-Fi。",
    "他在公園裡跑了十公里。",
    "周末天气晴朗,适合出行。",
    "投資人應該注意匯率風險。",
    "昨晚的音樂會吸引了許多年輕人。",
    "这部电影讲述了一个家族的故事。",
    "百货公司本周末全场八折。",
    "大学生更喜欢在线购物。",
    "颱風造成三千戶停電。",
    "球隊以3比1擊敗對手,拿下冠軍。",
    "市政府将在公园种植500棵树。",
    "專家建議每天走路一萬步。",
    "奶奶把两成的退休金存进了银行。",
]


@lru_cache(maxsize=1)
def _reader() -> GrammarReader:
    return GrammarReader((load_language("zh"),), load_atlas())


def _claims(sentence: str) -> tuple[Claim, ...]:
    document = read_text(sentence + "\n", "a.txt", published="2025-11-10", languages=(load_language("zh"),))
    return _reader().read(document)


def _fits(claim: Claim, wanted: Wanted) -> bool:
    kind, subject, target, number, status = wanted
    said = f"{claim.kind} {claim.metric}" if claim.metric else str(claim.kind)
    parties = (claim.subject.name, claim.object.name if claim.object else None)
    either = (subject, target), (target, subject) if kind == "partners_with" else (subject, target)
    free = kind == "builds" and parties[0] == subject
    if said != kind or not (parties in either or free):
        return False
    values = [quantity.value for quantity in claim.quantities().values()]
    if number is not None and not any(value is not None and abs(value - number) <= 0.001 * number for value in values):
        return False
    return status is None or str(claim.status) in status.split("|")


@pytest.mark.parametrize(("sentence", "wanted"), CLAIMS)
def test_claims_of_a_sentence(sentence: str, wanted: list[Wanted]) -> None:
    claims = _claims(sentence)
    for one in wanted:
        assert any(_fits(claim, one) for claim in claims), [str(claim) for claim in claims]


@pytest.mark.parametrize("sentence", SILENT)
def test_no_claim(sentence: str) -> None:
    assert not [claim for claim in _claims(sentence) if claim.kind not in SPOKEN]
