"""How firmly, how much and who says so: the words for it in every language that ships, one fact a row."""

from __future__ import annotations

import pytest
from extraction.support import brief, deeds, read

from interlock.vocabulary import Bound, Kind, Status

S, B = Status, Bound
FT, REUTERS, FAMILIAR = "Financial Times", "Reuters", "people familiar with the matter"

# each: Google and Wiz, 32 billion dollars
STATUSES = [
    ("en", S.PLANNED, "Google signed a letter of intent to buy Wiz for $32 billion."),
    ("en", S.PLANNED, "Google signed a memorandum of understanding to buy Wiz for $32 billion."),
    ("en", S.OPTIONAL, "Google has the right to buy Wiz for $32 billion."),
    ("en", S.TALKS, "Google is in talks to buy Wiz for $32 billion."),
    ("en", S.ENDED, "Google cancelled its purchase of Wiz for $32 billion."),
    ("en", S.ENDED, "Google walked away from its $32 billion purchase of Wiz."),
    ("en", S.DENIED, "Google denied that it would buy Wiz for $32 billion."),
    ("en", S.AGREED, "Google agreed to buy Wiz for $32 billion."),
    ("fr", S.PLANNED, "Google a signé une lettre d’intention en vue de racheter Wiz pour 32 milliards de dollars."),
    ("fr", S.PLANNED, "Google a signé un protocole d’accord pour racheter Wiz pour 32 milliards de dollars."),
    ("fr", S.OPTIONAL, "Google a le droit de racheter Wiz pour 32 milliards de dollars."),
    ("fr", S.TALKS, "Google est en pourparlers pour racheter Wiz pour 32 milliards de dollars."),
    ("fr", S.ENDED, "Google a annulé le rachat de Wiz pour 32 milliards de dollars."),
    ("fr", S.ENDED, "Google a renoncé au rachat de Wiz pour 32 milliards de dollars."),
    ("fr", S.DENIED, "Google dément vouloir racheter Wiz pour 32 milliards de dollars."),
    ("fr", S.AGREED, "Google a accepté de racheter Wiz pour 32 milliards de dollars."),
    ("he", S.PLANNED, "גוגל חתמה על מכתב כוונות לרכישת וויז תמורת 32 מיליארד דולר."),
    ("he", S.PLANNED, "גוגל חתמה על מזכר הבנות לרכישת וויז תמורת 32 מיליארד דולר."),
    ("he", S.OPTIONAL, "גוגל רשאית לרכוש את וויז תמורת 32 מיליארד דולר."),
    ("he", S.TALKS, "גוגל מנהלת מגעים לרכישת וויז תמורת 32 מיליארד דולר."),
    ("he", S.ENDED, "גוגל ביטלה את רכישת וויז תמורת 32 מיליארד דולר."),
    ("he", S.ENDED, "גוגל נסוגה מרכישת וויז תמורת 32 מיליארד דולר."),
    ("he", S.DENIED, "גוגל הכחישה כי תרכוש את וויז תמורת 32 מיליארד דולר."),
    ("he", S.AGREED, "גוגל הסכימה לרכוש את וויז תמורת 32 מיליארד דולר."),
    ("zh", S.PLANNED, "谷歌已簽署以320億美元收購Wiz的意向書。"),
    ("zh", S.PLANNED, "谷歌簽署備忘錄，擬以320億美元收購Wiz。"),
    ("zh", S.OPTIONAL, "谷歌有權以320億美元收購Wiz。"),
    ("zh", S.TALKS, "谷歌正洽談以320億美元收購Wiz。"),
    ("zh", S.ENDED, "谷歌取消以320億美元收購Wiz。"),
    ("zh", S.ENDED, "谷歌放棄以320億美元收購Wiz。"),
    ("zh", S.DENIED, "谷歌否認將以320億美元收購Wiz。"),
    ("zh", S.AGREED, "谷歌同意以320億美元收購Wiz。"),
    ("zhs", S.PLANNED, "谷歌已签署以320亿美元收购Wiz的意向书。"),
    ("zhs", S.PLANNED, "谷歌签署谅解备忘录，拟以320亿美元收购Wiz。"),
    ("zhs", S.OPTIONAL, "谷歌有权以320亿美元收购Wiz。"),
    ("zhs", S.TALKS, "谷歌正就以320亿美元收购Wiz进行谈判。"),
    ("zhs", S.ENDED, "谷歌取消以320亿美元收购Wiz。"),
    ("zhs", S.ENDED, "谷歌放弃以320亿美元收购Wiz。"),
    ("zhs", S.DENIED, "谷歌否认将以320亿美元收购Wiz。"),
    ("zhs", S.AGREED, "谷歌同意以320亿美元收购Wiz。"),
    ("es", S.PLANNED, "Google firmó una carta de intenciones para comprar Wiz por 32.000 millones de dólares."),
    ("es", S.PLANNED, "Google firmó un memorando de entendimiento para comprar Wiz por 32.000 millones de dólares."),
    ("es", S.OPTIONAL, "Google tiene derecho a comprar Wiz por 32.000 millones de dólares."),
    ("es", S.TALKS, "Google negocia la compra de Wiz por 32.000 millones de dólares."),
    ("es", S.ENDED, "Google canceló la compra de Wiz por 32.000 millones de dólares."),
    ("es", S.ENDED, "Google renunció a la compra de Wiz por 32.000 millones de dólares."),
    ("es", S.DENIED, "Google desmintió que vaya a comprar Wiz por 32.000 millones de dólares."),
    ("es", S.AGREED, "Google acordó comprar Wiz por 32.000 millones de dólares."),
    ("de", S.PLANNED, "Google unterzeichnete eine Absichtserklärung zum Kauf von Wiz für 32 Milliarden Dollar."),
    ("de", S.PLANNED, "Google unterzeichnete ein Memorandum zum Kauf von Wiz für 32 Milliarden Dollar."),
    ("de", S.OPTIONAL, "Google hat das Recht, Wiz für 32 Milliarden Dollar zu übernehmen."),
    ("de", S.TALKS, "Google verhandelt über den Kauf von Wiz für 32 Milliarden Dollar."),
    ("de", S.ENDED, "Google hat die Übernahme von Wiz für 32 Milliarden Dollar abgesagt."),
    ("de", S.ENDED, "Google hat den Kauf von Wiz für 32 Milliarden Dollar aufgegeben."),
    ("de", S.DENIED, "Google dementierte, Wiz für 32 Milliarden Dollar übernehmen zu wollen."),
    ("de", S.AGREED, "Google hat zugestimmt, Wiz für 32 Milliarden Dollar zu übernehmen."),
    ("en", S.ENDED, "Google walked away from talks to buy Wiz for $32 billion."),
    ("fr", S.ENDED, "Google a renoncé à son projet de racheter Wiz pour 32 milliards de dollars."),
    ("he", S.ENDED, "גוגל זנחה את תוכניתה לרכוש את וויז תמורת 32 מיליארד דולר."),
    ("zh", S.ENDED, "谷歌放棄以320億美元收購Wiz的計畫。"),
    ("zhs", S.ENDED, "谷歌终止以320亿美元收购Wiz的谈判。"),
    ("es", S.ENDED, "Google abandonó sus negociaciones para comprar Wiz por 32.000 millones de dólares."),
    ("de", S.ENDED, "Google brach die Verhandlungen über den Kauf von Wiz für 32 Milliarden Dollar ab."),
    ("de", S.PLANNED, "Google will im kommenden Jahr nach langem Zögern Wiz für 32 Milliarden Dollar übernehmen."),
]


@pytest.mark.parametrize(("code", "wanted", "sentence"), STATUSES)
def test_how_far_a_purchase_has_come(code: str, wanted: Status, sentence: str) -> None:
    """A letter of intent is a plan, a right is no purchase, talks are no deal; the parties and the sum are those told."""
    (claim,) = [claim for claim in deeds(code, sentence) if claim.kind is Kind.ACQUIRES]
    assert brief(claim) == "acquires Google -> Wiz"
    assert claim.amount is not None and claim.amount.value == 32e9
    assert claim.status == wanted


# each: Nvidia and OpenAI, 100 billion dollars
BOUNDS = [
    ("en", B.AT_MOST, "Nvidia will invest up to $100 billion in OpenAI."),
    ("en", B.AT_LEAST, "Nvidia will invest at least $100 billion in OpenAI."),
    ("en", B.ABOUT, "Nvidia will invest nearly $100 billion in OpenAI."),
    ("fr", B.AT_MOST, "Nvidia investira jusqu’à 100 milliards de dollars dans OpenAI."),
    ("fr", B.AT_LEAST, "Nvidia investira au moins 100 milliards de dollars dans OpenAI."),
    ("fr", B.ABOUT, "Nvidia investira près de 100 milliards de dollars dans OpenAI."),
    ("he", B.AT_MOST, "אנבידיה תשקיע עד 100 מיליארד דולר ב-OpenAI."),
    ("he", B.AT_LEAST, "אנבידיה תשקיע לפחות 100 מיליארד דולר ב-OpenAI."),
    ("he", B.ABOUT, "אנבידיה תשקיע כמעט 100 מיליארד דולר ב-OpenAI."),
    ("zh", B.AT_MOST, "輝達將向OpenAI投資最多1000億美元。"),
    ("zh", B.AT_LEAST, "輝達將向OpenAI投資至少1000億美元。"),
    ("zh", B.ABOUT, "輝達將向OpenAI投資近1000億美元。"),
    ("zhs", B.AT_MOST, "英伟达将向OpenAI投资至多1000亿美元。"),
    ("zhs", B.AT_LEAST, "英伟达将向OpenAI投资不少于1000亿美元。"),
    ("zhs", B.ABOUT, "英伟达将向OpenAI投资将近1000亿美元。"),
    ("es", B.AT_MOST, "Nvidia invertirá hasta 100.000 millones de dólares en OpenAI."),
    ("es", B.AT_LEAST, "Nvidia invertirá al menos 100.000 millones de dólares en OpenAI."),
    ("es", B.ABOUT, "Nvidia invertirá casi 100.000 millones de dólares en OpenAI."),
    ("de", B.AT_MOST, "Nvidia investiert bis zu 100 Milliarden Dollar in OpenAI."),
    ("de", B.AT_LEAST, "Nvidia investiert mindestens 100 Milliarden Dollar in OpenAI."),
    ("de", B.ABOUT, "Nvidia investiert fast 100 Milliarden Dollar in OpenAI."),
]


@pytest.mark.parametrize(("code", "wanted", "sentence"), BOUNDS)
def test_how_much_an_investment_is(code: str, wanted: Bound, sentence: str) -> None:
    """'Up to' is no more than that, 'at least' no less, 'nearly' about as much."""
    (claim,) = deeds(code, sentence)
    assert brief(claim) == "invests_in Nvidia -> OpenAI"
    assert claim.amount is not None and claim.amount.bound == wanted
    assert 1e11 in (claim.amount.value, claim.amount.low, claim.amount.high)


SOURCES = [
    ("en", {FT}, "Nvidia will invest $100 billion in OpenAI, according to the Financial Times."),
    ("en", {FAMILIAR}, "Nvidia will invest $100 billion in OpenAI, people familiar with the matter said."),
    ("en", {FT, REUTERS}, "Nvidia will invest $100 billion in OpenAI, Reuters reported, citing the Financial Times."),
    ("fr", {FT}, "Selon le Financial Times, Nvidia investira 100 milliards de dollars dans OpenAI."),
    ("fr", {FAMILIAR}, "Nvidia investira 100 milliards de dollars dans OpenAI, selon des personnes proches du dossier."),
    ("fr", {FT, REUTERS}, "Nvidia investira 100 milliards de dollars dans OpenAI, rapporte Reuters, citant le Financial Times."),
    ("he", {FT}, "לפי הפייננשל טיימס, אנבידיה תשקיע 100 מיליארד דולר ב-OpenAI."),
    ("he", {FAMILIAR}, "לדברי מקורות המעורים בפרטים, אנבידיה תשקיע 100 מיליארד דולר ב-OpenAI."),
    ("he", {FT, REUTERS}, "אנבידיה תשקיע 100 מיליארד דולר ב-OpenAI, כך דיווחה רויטרס, המצטטת את הפייננשל טיימס."),
    ("zh", {FT}, "據《金融時報》報導，輝達將向OpenAI投資1000億美元。"),
    ("zh", {FAMILIAR}, "知情人士透露，輝達將向OpenAI投資1000億美元。"),
    ("zh", {FT, REUTERS}, "路透社引述《金融時報》報導，輝達將向OpenAI投資1000億美元。"),
    ("zhs", {FT}, "据《金融时报》报道，英伟达将向OpenAI投资1000亿美元。"),
    ("zhs", {FAMILIAR}, "知情人士透露，英伟达将向OpenAI投资1000亿美元。"),
    ("zhs", {FT, REUTERS}, "路透社援引《金融时报》报道，英伟达将向OpenAI投资1000亿美元。"),
    ("es", {FT}, "Según el Financial Times, Nvidia invertirá 100.000 millones de dólares en OpenAI."),
    ("es", {FAMILIAR}, "Nvidia invertirá 100.000 millones de dólares en OpenAI, según personas familiarizadas con el asunto."),
    ("es", {FT, REUTERS}, "Nvidia invertirá 100.000 millones de dólares en OpenAI, informó Reuters, citando al Financial Times."),
    ("de", {FT}, "Laut Financial Times investiert Nvidia 100 Milliarden Dollar in OpenAI."),
    ("de", {FAMILIAR}, "Nvidia investiert 100 Milliarden Dollar in OpenAI, sagten mit der Angelegenheit vertraute Personen."),
    (
        "de",
        {FT, REUTERS},
        "Nvidia investiert 100 Milliarden Dollar in OpenAI, berichtete Reuters unter Berufung auf die Financial Times.",
    ),
    (
        "en",
        {"The Wall Street Journal", FAMILIAR},
        "The Wall Street Journal, citing people familiar with the matter, said Nvidia will invest $100 billion in OpenAI.",
    ),
    ("en", {"CNBC"}, "Nvidia will invest $100 billion in OpenAI, CNBC has learned."),
    ("zh", {"an official"}, "一名美國官員證實，輝達將向OpenAI投資1000億美元。"),
    ("he", {"The Information"}, "אנבידיה תשקיע 100 מיליארד דולר ב-OpenAI, מדווח The Information."),
]


# each: a right of Nvidia's to invest up to 100 billion dollars in OpenAI, and no duty
RIGHTS = [
    ("en", "Nvidia may, but need not, invest up to $100 billion in OpenAI."),
    ("fr", "Nvidia peut, sans y être tenu, investir jusqu’à 100 milliards de dollars dans OpenAI."),
    ("he", "אנבידיה רשאית, אך לא חייבת, להשקיע ב-OpenAI עד 100 מיליארד דולר."),
    ("zh", "輝達有權但無義務向OpenAI投資最多1000億美元。"),
    ("zhs", "英伟达可以但没有义务向OpenAI投资至多1000亿美元。"),
    ("es", "Nvidia puede, pero no está obligada a ello, invertir hasta 100.000 millones de dólares en OpenAI."),
    ("de", "Nvidia darf, muss aber nicht, bis zu 100 Milliarden Dollar in OpenAI investieren."),
]


@pytest.mark.parametrize(("code", "sentence"), RIGHTS)
def test_a_right_without_a_duty_is_optional(code: str, sentence: str) -> None:
    """Not done, not denied: it may be used or not, and 'up to' stays with the sum."""
    (claim,) = deeds(code, sentence)
    assert brief(claim) == "invests_in Nvidia -> OpenAI"
    assert claim.status is S.OPTIONAL
    assert claim.amount is not None and claim.amount.bound is B.AT_MOST


# Sam Altman quotes Elon Musk
QUOTES = [
    ("en", "“Musk told me: 'Google bought Wiz',” said Sam Altman."),
    ("fr", "« Musk m’a dit : “Google a racheté Wiz” », raconte Sam Altman."),
    ("he", "\"מאסק אמר לי: 'גוגל רכשה את וויז'\", סיפר סם אלטמן."),
    ("zh", "「馬斯克告訴我：『谷歌收購了Wiz』，」奧特曼說。"),
    ("zhs", "“马斯克告诉我：‘谷歌收购了Wiz’，”奥特曼说。"),
    ("es", "«Musk me dijo: “Google compró Wiz”», contó Sam Altman."),
    ("de", "„Musk sagte mir: ‚Google hat Wiz gekauft‘“, sagte Sam Altman."),
]


@pytest.mark.parametrize(("code", "sentence"), QUOTES)
def test_what_stands_in_a_quotation_is_said_by_who_is_quoted(code: str, sentence: str) -> None:
    """The outer speaker speaks, once; the deal inside the quotation has him as its source."""
    claims = read(code, sentence)
    assert [claim.subject.name for claim in claims if claim.kind is Kind.SAYS] == ["Sam Altman"]
    (deal,) = [claim for claim in claims if claim.kind is Kind.ACQUIRES]
    assert brief(deal) == "acquires Google -> Wiz"
    assert [actor.name for actor in deal.attributed_to] == ["Sam Altman"]


@pytest.mark.parametrize(("code", "wanted", "sentence"), SOURCES)
def test_who_says_so(code: str, wanted: set[str], sentence: str) -> None:
    """A paper, people without a name, one paper that reports what another does: never a party of the deal."""
    (claim,) = deeds(code, sentence)
    assert brief(claim) == "invests_in Nvidia -> OpenAI"
    assert {actor.name for actor in claim.attributed_to} == wanted
