"""Machine-translated documents: told by their signs, names put back where that is clear, ordinary words left alone."""

from __future__ import annotations

import pytest
from extraction.support import analysed, brief, briefs, deeds, read

from interlock.extraction.mention import Mention

# code; sentences; what is claimed; what the text has in the place of names
REPAIRED: list[tuple[str, tuple[str, ...], set[str], set[str]]] = [
    (
        "fr",
        (
            "Le fonds a proposé 32 000 millions de dollars à Mistral AI.",
            "L’objectif a recruté 11 ingénieurs d’OpenAI.",
            "Les actions du but ont bondi de 4 %.",
        ),
        {"hires Meta -> group: 11 engineers", "share_price_change Meta"},
        {"objectif", "but"},
    ),
    (
        "fr",
        (
            "Nvidia et OpenAI ont signé.",
            "Google et pomme ont investi 3 milliards de dollars dans Anthropic.",
            "Le PDG de pomme s’en félicite.",
        ),
        {"invests_in group: Google and Apple -> Anthropic"},
        {"pomme"},
    ),
    (
        "fr",
        ("OuvertAI achète des puces à Nvidia pour 2 milliards de dollars.",),
        {"buys_from OpenAI -> Nvidia"},
        {"OuvertAI"},
    ),
    (
        "fr",
        (
            "Elle valait 32 000 millions.",
            "L’oracle a investi 3 milliards de dollars dans OpenAI, et selon la presse Pomme a racheté Wiz.",
        ),
        {"invests_in Oracle -> OpenAI", "acquires Apple -> Wiz"},
        {"Pomme", "oracle"},
    ),
    (
        "he",
        ("המחיר הלך למעלה 17 אחוזים.", "מניות התפוח עלו ב-4%.", "הנביא הודיעה כי תרכוש 200 אלף שבבים מאנבידיה."),
        {"share_price_change Apple", "buys_from Oracle -> Nvidia"},
        {"תפוח", "נביא"},
    ),
    (
        "zh",
        ("首席執行軍官說，神諭公司將向輝達採購40億美元的晶片。", "神諭的股價上漲了5%。"),
        {"buys_from Oracle -> Nvidia", "share_price_change Oracle"},
        {"神諭"},
    ),
    (
        "zhs",
        ("首席执行军官说，神谕公司将向英伟达采购40亿美元的芯片。", "人择公司宣布融资30亿美元。"),
        {"buys_from Oracle -> Nvidia", "funding_raised Anthropic"},
        {"神谕", "人择"},
    ),
    (
        "en",
        (
            "This article was machine-translated.",
            "Byte Beat has bought 60,000 chips from Nvidia for $2 billion.",
            "Shares of the goal rose 4%.",
        ),
        {"buys_from ByteDance -> Nvidia", "share_price_change Meta"},
        {"Byte Beat", "the goal"},
    ),
    (
        "es",
        (
            "La empresa dio a conocer la estaca del 9%.",
            "Las acciones de Envidia subieron 4%.",
            "Envidia invirtió 5.000 millones de dólares en Intel.",
        ),
        {"share_price_change Nvidia", "invests_in Nvidia -> Intel"},
        {"Envidia"},
    ),
    (
        "de",
        (
            "Dieser Text wurde maschinell übersetzt.",
            "Die Ziel-Aktie stieg um 4 Prozent.",
            "Das Orakel übernimmt CoreWeave für 9 Milliarden Dollar.",
        ),
        {"share_price_change Meta", "acquires Oracle -> CoreWeave"},
        {"Ziel", "Orakel"},
    ),
]


def repaired(code: str, *sentences: str) -> list[Mention]:
    """The names that were put back."""
    return [mention for mention in analysed(code, *sentences).named if mention.repaired]


@pytest.mark.parametrize(("code", "sentences", "claimed", "words"), REPAIRED)
def test_a_name_that_became_a_word_is_put_back(code: str, sentences: tuple[str, ...], claimed: set[str], words: set[str]) -> None:
    """The claims name the firm; the mention is what the text says."""
    assert claimed <= set(briefs(deeds(code, *sentences)))
    assert {mention.actor.mention for mention in repaired(code, *sentences)} == words


@pytest.mark.parametrize(("code", "sentences", "claimed", "words"), REPAIRED)
def test_a_claim_says_that_it_rests_on_a_repair(
    code: str, sentences: tuple[str, ...], claimed: set[str], words: set[str]
) -> None:
    """Notes and a lower confidence; the quote is that of the text."""
    for claim in deeds(code, *sentences):
        assert "machine_translated" in claim.notes
        assert ("repaired_name" in claim.notes) == (brief(claim) in claimed)
        assert claim.confidence <= 0.65 or "repaired_name" not in claim.notes


def test_a_true_name_in_a_translated_text_is_not_called_repaired() -> None:
    """The note stands only where the party itself was put back; pronouns inherit it."""
    text = ("Le fonds valait 32 000 millions de dollars.", "Meta a investi 2 milliards de dollars dans Mistral AI.")
    assert [claim.notes for claim in deeds("fr", *text)] == [("machine_translated",)]
    claims = deeds("fr", text[0], "L’objectif a recruté des ingénieurs.", "Il a investi 2 milliards de dollars dans Mistral AI.")
    notes = {brief(claim): claim.notes for claim in claims}
    assert "repaired_name" in notes["invests_in Meta -> Mistral AI"]


def test_a_translated_text_lowers_the_confidence() -> None:
    """The same sentence beside a sign of machine translation counts for less."""
    fact = "Microsoft a investi 10 milliards de dollars dans OpenAI."
    (plain,) = deeds("fr", fact)
    (doubtful,) = deeds("fr", fact, "Tout cela pour 32 000 millions.")
    assert plain.notes == ()
    assert doubtful.confidence == pytest.approx(plain.confidence * 0.85, abs=0.001)


def test_a_post_that_became_a_word_is_read() -> None:
    """'exCEO' became 'Excel': the person once led the firm."""
    claims = deeds("fr", "Ils ont signé Nat Friedman, Excel de GitHub, pour 32 000 millions de dollars.")
    (post,) = [claim for claim in claims if claim.kind == "leads"]
    assert (brief(post), post.role, post.status) == ("leads Nat Friedman -> GitHub", "former CEO", "ended")


ORDINARY = [
    # words in their own sense, in business news with known firms
    ("fr", "Le but est d’acquérir des puces de Nvidia, et l’objectif de Meta a été atteint en mars."),
    ("fr", "Objectif : Meta et Google veulent doubler leurs dépenses ; le but a été fixé par Mark Zuckerberg."),
    ("fr", "L’objectif annoncé par Meta et OpenAI est d’investir 60 milliards de dollars."),
    ("fr", "La ligne d’arrivée est encore loin pour Apple, Nvidia et Meta, selon l’objectif affiché."),
    ("fr", "L’oracle d’Omaha a acheté des actions d’Apple ; l’oracle a investi 4 milliards de dollars dans Alphabet."),
    ("fr", "Le réchauffement anthropique inquiète Microsoft et Google, qui ont signé un accord avec Oracle."),
    ("fr", "La pomme est le fruit préféré des salariés d’Apple et de Meta."),
    ("fr", "Excel de Microsoft compte 400 millions d’utilisateurs, dont ceux de GitHub et de Meta."),
    ("fr", "OpenAI et Anthropic veulent une superintelligence sûre ; c’est le but de Meta aussi."),
    ("fr", "Le but de Mbappé a offert la victoire : Nvidia et Meta, sponsors du match, ont payé 3 millions d’euros."),
    ("fr", "Nvidia et Amazon financent la recherche sur la forêt : l’amazone a investi 2 ans de sa vie."),
    ("he", "המטרה היא למכור שבבים של אנבידיה, ומטא הודיעה על יעד של 3 מיליארד דולר."),
    ("he", "התפוח לא נופל רחוק מהעץ: אפל ומטא השקיעו 3 מיליארד דולר באנתרופיק."),
    ("he", "הנביא ירמיהו ניבא, וגוגל הודיעה כי תרכוש את וויז מידי אורקל."),
    ("zh", "打開人工智慧的大門，輝達與微軟投資OpenAI 100億美元。"),
    ("zh", "投資人擇優布局，輝達與蘋果的股價上漲了5%。"),
    ("zh", "蘋果向台積電採購晶片，目標公司的股價上漲。"),
    ("zhs", "大规模人工智能训练让英伟达和微软困惑，苹果的首席执行官表示。"),
    ("zhs", "人择原理认为宇宙如此，谷歌和英伟达宣布合作。"),
    ("en", "The goal has been met: Nvidia and Meta said the goal announced last year is to invest $3 billion."),
    ("en", "The Oracle of Omaha bought Apple shares; the oracle said it likes Amazon."),
    ("en", "Apple and Google farmers? The apple harvest rose 4%, and millet said to be scarce."),
    ("en", "DeepL said documents translated by software are worth $3 billion to Microsoft and Google."),
    ("en", "The anthropic principle, the Cambrian explosion and an Excel of Google's are what Meta talks about."),
    ("en", "The finish line is near for OpenAI and Oracle, whose goal is 10 gigawatts."),
    ("es", "La meta es invertir 3.000 millones de dólares, dijeron Nvidia y Microsoft; el objetivo de Meta es otro."),
    ("es", "Las acciones de la empresa suscitan envidia en Intel y AMD, y la manzana sube un 4% en el mercado."),
    ("de", "Das Ziel hat Meta angekündigt, und Apple will das Ziel von 3 Milliarden Dollar erreichen."),
    ("de", "Das Orakel von Omaha übernimmt Anteile an Apple, und das Orakel kündigte an, Amazon zu kaufen."),
    ("de", "Der Apfel fällt nicht weit vom Stamm: Google und Meta kaufen Chips von Nvidia."),
]


@pytest.mark.parametrize(("code", "sentence"), ORDINARY)
def test_ordinary_words_are_left_alone(code: str, sentence: str) -> None:
    """No name is put back, and no claim carries a note of machine translation."""
    assert repaired(code, sentence) == []
    assert [claim.notes for claim in read(code, sentence) if "machine_translated" in claim.notes] == []


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("fr", ("L’objectif a annoncé un accord avec OpenAI.",)),  # one place of a name, and nothing else
        ("fr", ("L’oracle a annoncé la chute de la ville, et l’oracle a décidé du sort du roi.",)),  # no firm anywhere
        ("es", ("La empresa anunció en el lunes un acuerdo con la manzana.",)),  # one hint
        ("en", ("The village shop sold millet; the oracle said it would rain.",)),
    ],
)
def test_weak_signs_do_nothing(code: str, sentences: tuple[str, ...]) -> None:
    """One place, or one hint, is no evidence."""
    assert repaired(code, *sentences) == []


def test_a_longer_name_is_no_translated_word() -> None:
    """'Objectif Lune' is itself, also in a translated text."""
    assert (
        repaired("fr", "Le tout vaut 32 000 millions.", "Objectif Lune a annoncé un accord avec Google, selon Objectif Lune.")
        == []
    )
