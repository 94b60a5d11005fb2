"""From drafts to claims: evidence, identity, repeats, the legs of a deal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extraction.support import brief, page, passage, read, read_small, shipped_reader

from interlock.extraction.claims import make_claims
from interlock.extraction.draft import Draft
from interlock.extraction.linking import linked
from interlock.extraction.modality import FoundStatus
from interlock.extraction.quantities import FoundQuantity
from interlock.vocabulary import Actor, ActorKind, Bound, Document, Kind, Money, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE

ALPHA = Actor("alpha-lab", "Alphalab", ActorKind.COMPANY, "Alphalab")
BETA = Actor("beta-chips", "Betachips", ActorKind.COMPANY, "Betachips")
GAMMA = Actor("gamma-cloud", "Gammacloud", ActorKind.COMPANY, "Gammacloud")
SENTENCE = "then Alphalab paid Betachips $5 million for chips and $7 million for more chips."


def document(sentence: str = SENTENCE) -> Document:
    """One sentence."""
    return page("xx", sentence)


def money(sentence: str, text: str, value: float) -> FoundQuantity:
    """A sum as it stands in the sentence."""
    start = sentence.index(text)
    return FoundQuantity(
        "amount", Money(value, Bound.EXACT, text=text, currency="USD"), "USD", False, start, start + len(text), None, start + 1
    )


def draft(
    sentence: str = SENTENCE,
    kind: Kind = Kind.BUYS_FROM,
    subject: Actor = ALPHA,
    target: Actor | None = BETA,
    confidence: float = 0.8,
) -> Draft:
    """A purchase whose trigger is 'paid'."""
    anchor = (sentence.index("paid"), sentence.index("paid") + 4)
    status = FoundStatus(Status.AGREED)
    return Draft(kind, passage("xx", sentence), (subject,), (target,) if target else (), anchor, status, confidence)


def test_the_evidence_is_the_smallest_stretch_over_all_parts() -> None:
    """From the first to the last of trigger, parties and figures."""
    made = draft()
    made.spans = [(5, 13), (SENTENCE.index("Betachips"), SENTENCE.index("Betachips") + 9)]
    made.quantities = {"amount": money(SENTENCE, "$5 million", 5e6)}
    made.spans.append((SENTENCE.index("$5"), SENTENCE.index("$5") + 10))
    claim = make_claims(document(), [made], "test")[0]
    assert claim.evidence.quote == "Alphalab paid Betachips $5 million"
    assert (claim.evidence.start, claim.evidence.end) == (5, 5 + len(claim.evidence.quote))


def test_a_part_outside_the_sentence_does_not_stretch_the_evidence() -> None:
    """An antecedent in the sentence before is not quoted."""
    first, second = "then Alphalab left.", "then it paid Betachips."
    made = Draft(
        Kind.BUYS_FROM,
        passage("xx", first, second),
        (ALPHA,),
        (BETA,),
        (28, 32),
        FoundStatus(Status.DONE),
        0.8,
        spans=[(5, 13), (33, 42)],
    )
    assert make_claims(page("xx", first, second), [made], "test")[0].evidence.quote == "paid Betachips"


def test_too_long_a_stretch_is_cut_to_trigger_and_figures() -> None:
    """Parties are dropped from the quote before figures are."""
    sentence = "then Alphalab " + "and so on " * 50 + "paid Betachips $5 million."
    made = draft(sentence)
    made.quantities = {"amount": money(sentence, "$5 million", 5e6)}
    made.spans = [(5, 13), (sentence.index("$5"), sentence.index("$5") + 10)]
    claim = make_claims(document(sentence), [made], "test")[0]
    assert claim.evidence.quote == "paid Betachips $5 million"


def test_a_claim_whose_figure_does_not_fit_is_none() -> None:
    """No quote without its figures, no claim without a quote."""
    sentence = "then Alphalab paid Betachips " + "and so on " * 50 + "$5 million."
    made = draft(sentence)
    made.quantities = {"amount": money(sentence, "$5 million", 5e6)}
    made.spans = [(sentence.index("$5"), sentence.index("$5") + 10)]
    assert make_claims(document(sentence), [made], "test") == ()


def test_a_figure_outside_the_evidence_makes_no_claim() -> None:
    """Every digit of every quantity stands in the quote."""
    made = draft()
    made.quantities = {"amount": money(SENTENCE, "$7 million", 7e6)}
    made.spans = [(5, 13)]
    assert make_claims(document(), [made], "test") == ()


def test_the_longest_evidence_is_the_limit_and_not_one_more() -> None:
    """400 characters stand, 401 do not."""
    for length, wanted in ((LONGEST_EVIDENCE, LONGEST_EVIDENCE), (LONGEST_EVIDENCE + 1, 4)):
        sentence = "paid " + "x" * 500
        made = replace(draft(sentence), spans=[(0, length)])
        assert len(make_claims(document(sentence), [made], "test")[0].evidence.quote) == wanted


def test_a_status_word_outside_the_evidence_is_not_told() -> None:
    """It must stand in the quote."""
    inside, outside = draft(), draft(subject=GAMMA)
    start = SENTENCE.index("chips")
    inside.status, inside.spans = FoundStatus(Status.PLANNED, start, start + 5), [(start, start + 5)]
    outside.status = FoundStatus(Status.PLANNED, start, start + 5)
    words = {claim.subject.id: claim.status_word for claim in make_claims(document(), [inside, outside], "test")}
    assert words == {"alpha-lab": "chips", "gamma-cloud": None}


def test_the_id_does_not_depend_on_the_reader() -> None:
    """Two readers that agree make one claim."""
    one, other = (make_claims(document(), [draft()], reader)[0] for reader in ("one/1", "other/2"))
    assert one.id == other.id
    assert (one.reader, other.reader) == ("one/1", "other/2")


def test_the_id_does_not_depend_on_confidence_or_address() -> None:
    """Nor on anything else that is not said."""
    elsewhere = replace(document(), id="0" * 32, address="https://example.org/", retrieved="2026-03-03T00:00:00Z")
    one, other = make_claims(document(), [draft()], "test")[0], make_claims(elsewhere, [draft(confidence=0.3)], "test")[0]
    assert one.id == other.id


def test_the_id_depends_on_what_is_said() -> None:
    """Kind, parties, figures, metric, place, text, and the date that relative dates count from."""
    base = make_claims(document(), [draft()], "test")[0].id
    with_sum = draft()
    with_sum.quantities = {"amount": money(SENTENCE, "$5 million", 5e6)}
    with_sum.spans = [(SENTENCE.index("$5"), SENTENCE.index("$5") + 10)]
    others = [
        make_claims(document(), [draft(kind=Kind.LEASES_FROM)], "test")[0].id,
        make_claims(document(), [draft(subject=GAMMA)], "test")[0].id,
        make_claims(document(), [draft(target=GAMMA)], "test")[0].id,
        make_claims(document(), [with_sum], "test")[0].id,
        make_claims(document(), [replace(draft(), spans=[(5, 13)])], "test")[0].id,
        make_claims(replace(document(), published="2020-01-01"), [draft()], "test")[0].id,
        make_claims(replace(document(), text_id="f" * 32), [draft()], "test")[0].id,
        *(
            make_claims(document(), [replace(draft(kind=Kind.REPORTS, target=None), metric=metric)], "test")[0].id
            for metric in ("revenue", "profit")
        ),
    ]
    assert len({base, *others}) == len(others) + 1


def test_two_posts_in_one_phrase_are_two_claims() -> None:
    """Chairman and chief executive."""
    found = read("en", "Larry Fink, chairman and chief executive of BlackRock, smiled.")
    assert {claim.role for claim in found if claim.kind is Kind.LEADS} == {"chairman", "CEO"}


def test_the_same_claim_made_twice_is_one() -> None:
    """The surer one stays."""
    claims = make_claims(document(), [draft(confidence=0.4), draft(confidence=0.7), draft(confidence=0.5)], "test")
    assert [claim.confidence for claim in claims] == [0.7]


def test_a_claim_that_says_less_at_the_same_place_is_dropped() -> None:
    """With and without its sum: with."""
    more = draft(confidence=0.3)
    more.quantities = {"amount": money(SENTENCE, "$5 million", 5e6)}
    more.spans = [(SENTENCE.index("$5"), SENTENCE.index("$5") + 10)]
    claims = make_claims(document(), [draft(), more], "test")
    assert [claim.amount.value if claim.amount else None for claim in claims] == [5e6]


def test_claims_with_different_sums_both_stay() -> None:
    """5 and 7 million are two purchases."""
    made = []
    for text, value in (("$5 million", 5e6), ("$7 million", 7e6)):
        single = draft()
        single.quantities = {"amount": money(SENTENCE, text, value)}
        single.spans = [(SENTENCE.index(text), SENTENCE.index(text) + 10)]
        made.append(single)
    claims = make_claims(document(), made, "test")
    assert sorted(claim.amount.value for claim in claims if claim.amount and claim.amount.value) == [5e6, 7e6]


def test_claims_come_in_order_of_place() -> None:
    """Whatever the order of the drafts."""
    found = read_small("Alphalab took over Gammacloud.", "Deltafund lent $5 million to Alphalab.")
    assert [claim.evidence.start for claim in found] == sorted(claim.evidence.start for claim in found)
    drafts = [replace(draft(subject=GAMMA), spans=[(20, 30)]), replace(draft(), spans=[(0, 20)])]
    assert make_claims(document(), drafts, "test") == make_claims(document(), drafts[::-1], "test")


def test_legs_of_a_deal_share_an_id() -> None:
    """A purchase and a stake between the same two, in either direction, close together."""
    drafts = [draft(), draft(kind=Kind.INVESTS_IN, subject=BETA, target=ALPHA)]
    deals = [claim.deal for claim in linked(make_claims(document(), drafts, "test"))]
    assert deals[0] is not None and deals[0] == deals[1]


@pytest.mark.parametrize(
    "other",
    [
        draft(kind=Kind.INVESTS_IN, subject=GAMMA),  # another party
        draft(kind=Kind.SAYS, target=None),  # not a deal
        draft(kind=Kind.COMPETES_WITH),  # not a deal
    ],
    ids=["party", "speech", "rivals"],
)
def test_what_is_no_leg_shares_none(other: Draft) -> None:
    """Another party, or nothing that moves."""
    assert {claim.deal for claim in linked(make_claims(document(), [draft(), other], "test"))} == {None}


def test_one_kind_alone_has_no_deal() -> None:
    """Two purchases between the same two are no legs of each other."""
    made = []
    for text, value in (("$5 million", 5e6), ("$7 million", 7e6)):
        single = draft()
        single.quantities = {"amount": money(SENTENCE, text, value)}
        single.spans = [(SENTENCE.index(text), SENTENCE.index(text) + 10)]
        made.append(single)
    assert [claim.deal for claim in linked(make_claims(document(), made, "test"))] == [None, None]
    assert [claim.deal for claim in linked(make_claims(document(), [draft()], "test"))] == [None]


LEGS = [
    ("en", "AMD sold chips to OpenAI for $10 billion. AMD granted OpenAI warrants for 10% of its shares."),
    ("he", "OpenAI רכשה מ-AMD שבבים תמורת 10 מיליארד דולר. AMD העניקה ל-OpenAI כתבי אופציה על עד 10% ממניותיה."),
]


@pytest.mark.parametrize(("code", "text"), LEGS)
def test_legs_in_two_sentences_share_an_id(code: str, text: str) -> None:
    """The order and the warrants."""
    first, _, second = text.partition(". ")
    found = [c for c in read(code, first + ".", second) if c.kind in (Kind.BUYS_FROM, Kind.GRANTS_EQUITY)]
    assert {c.kind for c in found} == {Kind.BUYS_FROM, Kind.GRANTS_EQUITY}
    assert len({c.deal for c in found}) == 1 and found[0].deal


def test_far_apart_they_share_none() -> None:
    """Two stories in one document."""
    found = read(
        "en",
        "AMD sold chips to OpenAI for $10 billion.",
        *["The weather was fine, and nobody spoke of it."] * 12,
        "AMD granted OpenAI warrants for 10% of its shares.",
    )
    assert {c.deal for c in found} == {None}


def test_two_legs_of_one_sentence() -> None:
    """The investment and the order; a list never holds one actor twice."""
    found = read("en", "Nvidia will invest up to $100 billion in OpenAI, and OpenAI will buy chips from Nvidia for $50 billion.")
    assert {brief(c) for c in found} == {"invests_in Nvidia -> OpenAI", "buys_from OpenAI -> Nvidia"}
    assert len({c.deal for c in found}) == 1 and found[0].deal


def test_a_deal_id_is_the_same_every_time() -> None:
    """It comes from the claims alone."""
    text = LEGS[0][1]
    one, other = (tuple(c.deal for c in shipped_reader().read(page("en", text))) for _ in range(2))
    assert one == other


def test_no_drafts_no_claims() -> None:
    """Nothing comes of nothing."""
    assert make_claims(document(), [], "test") == ()


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Google bought Wiz in January for $32 billion.", "2025-01"),  # eleven months ago; next month is nearer
        ("Google will buy Wiz in January for $32 billion.", "2026-01"),
        ("Google bought Wiz in November for $32 billion.", "2025-11"),
        ("Google bought Wiz on January 9, 2026 for $32 billion.", "2026-01-09"),  # the text says the year
    ],
)
def test_what_has_happened_lies_behind(sentence: str, date: str) -> None:
    (claim,) = shipped_reader().read(page("en", sentence, published="2025-12-09"))
    assert claim.date == date
