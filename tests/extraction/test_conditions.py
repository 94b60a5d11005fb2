"""What a deal depends on, and clauses that only suppose one."""

from __future__ import annotations

import pytest
from extraction.support import brief, deeds, passage, read_small

from interlock.extraction.conditions import find_conditions

# the condition in braces
CONDITIONS = [
    ("en", "Nvidia will invest $10 billion in OpenAI {as each gigawatt is deployed}."),
    ("en", "{Once the regulator agrees}, Google will buy Wiz for $32 billion."),
    ("en", "Google agreed to buy Wiz for $32 billion, {subject to approval in Europe}."),
    ("en", "Google will buy Wiz for $32 billion {if the regulator agrees}."),
    ("en", "{If the regulator agrees}, Google will buy Wiz for $32 billion."),
    ("en", "SoftBank will lend $2.5 billion to OpenAI, {provided it becomes a company}, people said."),
    ("en", "AMD grants OpenAI warrants for 160 million shares, {vesting as purchases reach 1.5 gigawatts}."),
    ("en", "Google signed a contract to buy Wiz for $32 billion, {pending clearance in Paris}."),
    ("en", "Microsoft will lease 200 megawatts from CoreWeave {unless the grid fails}."),
    ("fr", "Google va racheter Wiz pour 32 milliards de dollars {sous réserve de l’accord de Bruxelles}."),
    ("fr", "Nvidia investira 10 milliards de dollars dans OpenAI {à mesure que les gigawatts seront déployés}."),
    ("fr", "{Une fois l’accord signé}, Nvidia investira 10 milliards de dollars dans OpenAI."),
    ("fr", "{Si le régulateur donne son feu vert}, Google rachètera Wiz pour 32 milliards de dollars."),
    ("fr", "Google rachètera Wiz pour 32 milliards de dollars, {à condition que Bruxelles l’autorise}."),
    ("he", "גוגל תרכוש את וויז תמורת 32 מיליארד דולר, {בכפוף לאישור הרגולטור}."),
    ("he", "אנבידיה תשקיע 10 מיליארד דולר ב-OpenAI {עם השלמת כל גיגה-ואט}."),
    ("he", "{אם הרגולטור יאשר}, גוגל תרכוש את וויז תמורת 32 מיליארד דולר."),
    ("he", "גוגל תרכוש את וויז תמורת 32 מיליארד דולר, {בתנאי שהרגולטור יאשר}."),
    ("zh", "{一旦監管機構批准}，谷歌將以320億美元收購Wiz。"),
    ("zh", "{若監管機構批准}，則谷歌將以320億美元收購Wiz。"),
    ("zh", "谷歌將以320億美元收購Wiz，交易{須經歐盟批准}。"),
    ("zh", "輝達將向OpenAI投資100億美元，{前提是資料中心如期完工}。"),
    ("zhs", "英伟达将向OpenAI投资100亿美元，{随着每个吉瓦部署分批到位}。"),
    ("zhs", "谷歌将以320亿美元收购Wiz，{尚待欧盟批准}。"),
    ("es", "Google comprará Wiz por 32.000 millones de dólares, {siempre que Bruselas lo autorice}."),
    ("es", "Nvidia invertirá 10.000 millones de dólares en OpenAI, {sujeto a la aprobación del regulador}."),
    ("es", "{Si el regulador lo aprueba}, Google comprará Wiz por 32.000 millones de dólares."),
    ("de", "Google will Wiz für 32 Milliarden Dollar übernehmen, {sobald die Kartellbehörde zustimmt}."),
    ("de", "Nvidia investiert 10 Milliarden Dollar in OpenAI, {unter der Bedingung, dass das Rechenzentrum läuft}."),
]

DEALS = {"acquires", "invests_in", "lends_to", "leases_from", "grants_equity"}


@pytest.mark.parametrize(("code", "marked"), CONDITIONS)
def test_a_deal_holds_what_it_depends_on(code: str, marked: str) -> None:
    """The conditional clause, word for word, without the sign that ends it."""
    wanted = marked.partition("{")[2].partition("}")[0]
    found = [claim for claim in deeds(code, marked.replace("{", "").replace("}", "")) if claim.kind in DEALS]
    assert [claim.condition for claim in found] == [wanted]


SUPPOSED = [
    ("en", "If Google bought Wiz for $32 billion, it would be a record."),
    ("en", "If the regulator agreed, Google would buy Wiz for $32 billion."),
    ("en", "If Google, the search giant, will buy Wiz for $32 billion, the market will fall."),
    ("en", "Unless Google will buy Wiz for $32 billion, nobody will."),
    ("en", "Even if Google will buy Wiz for $32 billion, little changes."),
    ("fr", "Si Google rachète Wiz pour 32 milliards de dollars, le marché tombera."),
    ("fr", "Si le régulateur acceptait, Google rachèterait Wiz pour 32 milliards de dollars."),
    ("he", "אם גוגל תרכוש את וויז תמורת 32 מיליארד דולר, המניה תיפול."),
    ("he", "אם הרגולטור היה מאשר, גוגל היתה רוכשת את וויז תמורת 32 מיליארד דולר."),
    ("zh", "若谷歌將以320億美元收購Wiz，股價會下跌。"),
    ("zhs", "如果谷歌将以320亿美元收购Wiz，股价会下跌。"),
    ("es", "Si Google comprara Wiz por 32.000 millones de dólares, sería un récord."),
    ("es", "Si el regulador lo aprobara, Google compraría Wiz por 32.000 millones de dólares."),
    ("de", "Wenn Google Wiz für 32 Milliarden Dollar übernimmt, fällt die Aktie."),
    ("de", "Wenn die Behörde zustimmte, würde Google Wiz für 32 Milliarden Dollar übernehmen."),
]


@pytest.mark.parametrize(("code", "sentence"), SUPPOSED)
def test_a_deal_that_is_only_supposed_is_none(code: str, sentence: str) -> None:
    """The clause with 'if' tells the deal itself, or what follows is as unreal as the condition."""
    assert [brief(claim) for claim in deeds(code, sentence) if claim.kind == "acquires"] == []


@pytest.mark.parametrize(
    ("sentence", "claimed"),
    [
        ("if Alphalab bought chips from Betachips", False),
        ("why not say Alphalab bought chips from Betachips", False),
        ("then Alphalab bought chips from Betachips if it rained", True),
        ("if it rained; then Alphalab bought chips from Betachips", True),
        ("if it rained, Alphalab bought chips from Betachips", False),
        ("by gift Alphalab bought chips from Betachips", True),  # 'if' inside a word
    ],
)
def test_a_supposition_stands_before_its_trigger_in_its_clause(sentence: str, claimed: bool) -> None:
    """'If' behind, in another clause, or inside a word supposes nothing."""
    assert bool(read_small(sentence)) is claimed


def test_each_deal_of_a_sentence_has_its_own_condition() -> None:
    """The condition goes to the deal told nearest to it."""
    text = "Nvidia invested $5 billion in Intel; Google will buy Wiz for $32 billion, subject to approval in Europe."
    assert {brief(claim): claim.condition for claim in deeds("en", text)} == {
        "invests_in Nvidia -> Intel": None,
        "acquires Google -> Wiz": "subject to approval in Europe",
    }


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Nvidia once invested $5 billion in Intel."),
        ("en", "As expected, Nvidia invested $5 billion in Intel as the market fell."),
        ("en", "Nvidia provided chips to Intel for $5 billion."),
        ("fr", "Nvidia a investi 5 milliards de dollars dans Intel une fois de plus."),
        ("he", "חברת האם של גוגל השקיעה 5 מיליארד דולר באינטל."),
        ("zh", "輝達期待已久，向英特爾投資50億美元，待遇優厚。"),
    ],
)
def test_words_in_another_sense_are_no_condition(code: str, sentence: str) -> None:
    """'Once' as 'one day', 'provided' as 'delivered', a parent company as 'if'."""
    assert [claim.condition for claim in deeds(code, sentence) if claim.condition] == []


def test_a_condition_ends_at_the_next_sign_that_is_not_in_a_number() -> None:
    """A decimal comma or a thousands sign ends nothing; neither does a comma right behind the words that begin it."""
    ready = passage("en", "It pays once sales reach 1,500 units (a record), subject to, among others, a vote.")
    assert [ready.text[start:end] for start, end in find_conditions(ready)] == ["subject to, among others"]
    ready = passage("en", "It pays as the sales reach 1,500 units (a record).")
    assert [ready.text[start:end] for start, end in find_conditions(ready)] == ["as the sales reach 1,500 units"]
