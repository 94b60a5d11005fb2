"""What each stretch of a plain text is."""

from __future__ import annotations

import pytest
from reading.standin import LANGUAGES

from interlock.reading import read_text
from interlock.vocabulary import Document, ZoneKind

P1 = "The chip maker agreed on Tuesday to lend two billion dollars to the cloud firm, which is to spend them on its chips."
P2 = "Analysts asked where the money comes from. Neither company wanted to say, and both declined to comment further."
H1 = "יצרנית השבבים הסכימה ביום שלישי להלוות שני מיליארד דולר לחברת הענן, שתוציא אותם על השבבים שלה."
H2 = "אנליסטים שאלו מאין מגיע הכסף. אף אחת מהחברות לא רצתה לומר, ושתיהן סירבו להגיב על השאלה."
Z1 = "晶片商周二同意借給這家雲端公司二十億美元,後者將用這筆錢購買晶片。"
Z2 = "分析師質疑資金從何而來,兩家公司均不願置評,也沒有透露更多細節。"


def read(*lines: str, joint: str = "\n\n") -> Document:
    return read_text(joint.join(lines), "x.txt", languages=LANGUAGES)


def kind_of(document: Document, words: str) -> ZoneKind:
    position = document.text.rindex(words)
    return next(zone.kind for zone in document.zones if zone.start <= position < zone.end)


def test_headline() -> None:
    """A first short line without a final mark is the headline, and the title."""
    document = read("Chip maker lends to its own customer", P1, P2)
    assert document.zones[0].kind is ZoneKind.HEADLINE
    assert document.title == "Chip maker lends to its own customer"


def test_repeated_headline() -> None:
    """The headline again is boilerplate."""
    document = read("Chip maker lends to its own customer", "Chip maker lends to its own customer", P1)
    assert [zone.kind for zone in document.zones] == [ZoneKind.HEADLINE, ZoneKind.BOILERPLATE, ZoneKind.BODY]


def test_section_heading() -> None:
    """A short open line in front of a paragraph is a heading."""
    assert kind_of(read(P1, "Where the money goes", P2), "Where the money") is ZoneKind.HEADLINE


def test_paragraph_first() -> None:
    """A text that begins with a paragraph has no headline."""
    document = read(P1, P2)
    assert document.title is None
    assert {zone.kind for zone in document.zones} == {ZoneKind.BODY}


@pytest.mark.parametrize("mark", ["●", "▶", "►", "■"])
def test_marked_teaser(mark: str) -> None:
    """A line that begins with a mark of links is a teaser."""
    assert kind_of(read(H1, f"{mark} חברת הביטוח קונה מתחרה ב־3 מיליארד דולר", H2), "הביטוח") is ZoneKind.TEASER


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((P1, "Read also: Bank buys rival for $9 billion", P2), "Bank"),
        ((H1, "קראו גם: הבנק קונה מתחרה", H2), "הבנק"),
        ((Z1, "延伸閱讀:銀行收購對手", Z2), "銀行"),
    ],
)
def test_named_teaser(lines: tuple[str, ...], words: str) -> None:
    """A line that begins with words such as 'read also' is a teaser."""
    assert kind_of(read(*lines), words) is ZoneKind.TEASER


def test_marked_list_is_body() -> None:
    """Three marked lines in a row that are whole sentences are a list of the article."""
    assert kind_of(read(H1, "● היא תשלם מחר.", "● היא תבנה מפעל.", "● היא תגייס עובדים.", H2), "תבנה") is ZoneKind.BODY


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((Z1, "雜誌訂閱優惠,即日起訂閱再送一個月(價值500元)!", "點我拿優惠:https://example.cc/abc", Z2), "雜誌"),
        ((Z1, "雜誌訂閱優惠,即日起訂閱再送一個月(價值500元)!", "點我拿優惠:https://example.cc/abc", Z2), "點我"),
        ((P1, "Subscribe now and get 50% off!", P2), "Subscribe"),
        ((P1, "Headphones for $99 only, while stocks last. For details click here", P2), "Headphones"),
        ((H1, "אוזניות ב־99 שקל בלבד. לפרטים לחצו כאן", H2), "אוזניות"),
        ((P1, "Headphones for all!", "Look: https://shop.example/offer", P2), "Headphones"),
        ((P1, "Click here", "https://shop.example/offer", P2), "https"),
    ],
)
def test_advert(lines: tuple[str, ...], words: str) -> None:
    """Offers, calls to click and their links are adverts."""
    assert kind_of(read(*lines), words) is ZoneKind.ADVERT


@pytest.mark.parametrize(
    "line",
    [
        "OpenAI will end the free trial of its chatbot in March, the company said, and charge $20 a month.",
        "The ministry told reporters to click here and there, and nothing happened for a month.",
        "Copyright suits have cost the firm $1.5 billion so far.",
        "Related parties bought a tenth of the shares.",
    ],
)
def test_body_that_sounds_like_furniture(line: str) -> None:
    """A sentence of the article that holds such words stays body."""
    assert kind_of(read(P1, line, P2), line) is ZoneKind.BODY


def test_inline_related() -> None:
    """Of a bracket with links inside a paragraph only the bracket is not body."""
    text = Z1 + " (相關報導: 另一家公司的故事 | 更多文章 )"
    document = read(text, Z2)
    bracket = document.zones[1]
    assert document.text[bracket.start : bracket.end].strip() == "(相關報導: 另一家公司的故事 | 更多文章 )"
    assert [zone.kind for zone in document.zones] == [ZoneKind.BODY, ZoneKind.RELATED, ZoneKind.BODY]


def test_text_behind_inline_related() -> None:
    """What follows such a bracket in the paragraph is body again."""
    document = read("前面一句話說完了。(相關報導: 故事 | 更多文章)後面還有一句話。", Z2)
    assert kind_of(document, "後面還有") is ZoneKind.BODY


def test_plain_bracket_is_body() -> None:
    """A bracket of the article stays body."""
    assert kind_of(read(P1 + " (It was founded in 2017.)", P2), "founded") is ZoneKind.BODY


@pytest.mark.parametrize(
    ("line", "words"), [("Image | Max", "Image"), ("© 2025 The Paper", "Paper"), ("Photo: Agency", "Agency")]
)
def test_boilerplate(line: str, words: str) -> None:
    """Credits and copyright lines are boilerplate."""
    french = "La société a annoncé mardi qu'elle prêterait deux milliards de dollars à son client pour les puces."
    lines = (french, line, french + " Et plus.") if line.startswith("Image") else (P1, line, P2)
    assert kind_of(read(*lines), words) is ZoneKind.BOILERPLATE


def test_byline_in_front_of_paragraph() -> None:
    """A bracketed by-line in front of a paragraph is boilerplate, the paragraph is not."""
    document = read("〔記者王小明/綜合報導〕" + Z1, Z2)
    assert [zone.kind for zone in document.zones] == [ZoneKind.BOILERPLATE, ZoneKind.BODY, ZoneKind.BODY]


def test_empty_last_section() -> None:
    """The title of a section with nothing under it is boilerplate."""
    assert kind_of(read(P1, P2, "Sources"), "Sources") is ZoneKind.BOILERPLATE


def test_related_section() -> None:
    """Short lines under 'related stories' are links."""
    document = read(P1, P2, "Related stories", "Bank buys a rival for $9 billion", "Markets fall again")
    assert kind_of(document, "Bank") is ZoneKind.RELATED


def test_wrapped_paragraph() -> None:
    """The lines of a hard-wrapped paragraph are one paragraph with sentences across line ends."""
    lines = [
        "The chip maker agreed on Tuesday to lend two billion dollars to the",
        "cloud firm. The firm is to spend all of the money on chips that the",
        "lender makes, which some analysts have called a circular arrangement",
        "between the two of them.",
    ]
    document = read(*lines, joint="\n")
    assert [document.text[s.start : s.end].split()[0] for s in document.sentences] == ["The", "The"]
    assert {sentence.paragraph for sentence in document.sentences} == {0}


def test_line_ends_sentence() -> None:
    """In any other text a line end is a sentence end."""
    assert len(read("One", "two", "three", joint="\n").sentences) == 3


def test_sentences_of_teaser_are_marked() -> None:
    """A sentence carries the kind of its zone."""
    document = read(P1, "Read also: Bank buys rival", P2)
    assert [s.zone for s in document.sentences if not s.zone.is_evidence] == [ZoneKind.TEASER]
