"""From what the network proposes to claims: parties, figures, status, sources, evidence."""

from __future__ import annotations

from functools import cache

import pytest
from extraction.neural.support import analysed, candidate, find, found, span
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.extraction.analysis import Analysis
from interlock.extraction.claims import make_claims
from interlock.extraction.neural.actors import Span
from interlock.extraction.neural.drafting import make_drafts
from interlock.extraction.neural.labels import class_of
from interlock.extraction.neural.scoring import Candidate
from interlock.vocabulary import KINDS, ActorKind, Claim, Kind, Status, claim_from_record, claim_to_record
from interlock.vocabulary.claim import LONGEST_EVIDENCE

K = Kind
LOAN = "Alphalab lent $5 million to Betachips."


@cache
def document(code: str, *sentences: str) -> Analysis:
    """An analysed document; the same one again where it was asked for before."""
    return analysed(code, *sentences)


def claims(
    sentences: tuple[str, ...] | str,
    names: tuple[str | tuple[str, ActorKind], ...],
    *candidates: Candidate,
    code: str = "xx",
    floor: float = 0.5,
    thresholds: dict[int, float] | None = None,
    conditions: tuple[str, ...] = (),
) -> list[Claim]:
    """The claims that come of candidates whose actors are the names, in the order in which they are given."""
    analysis = document(code, *([sentences] if isinstance(sentences, str) else sentences))
    spans: list[Span] = [span(analysis, *([name] if isinstance(name, str) else name)) for name in names]
    places = tuple(find(analysis.document.text, words) for words in conditions)
    drafts = make_drafts(candidates, found(analysis, *spans, conditions=places), thresholds or {}, floor)
    made = make_claims(analysis.document, drafts, "test")
    for claim in made:
        evidence = claim.evidence
        assert evidence.quote == analysis.document.text[evidence.start : evidence.end]
        assert len(evidence.quote) <= LONGEST_EVIDENCE
        assert all(quantity.text in evidence.quote for quantity in claim.quantities().values())
    return list(made)


def brief(made: list[Claim]) -> list[str]:
    """Kind, subject and object of each, in order of confidence."""
    ordered = sorted(made, key=lambda claim: -claim.confidence)
    return [f"{each.kind} {each.subject.name}" + (f" > {each.object.name}" if each.object else "") for each in ordered]


AB = ("Alphalab", "Betachips")
A, B = 0, 1


def test_a_proposal_is_a_claim() -> None:
    """Parties by their names, the figure, the network's chance as confidence, the sentence as evidence."""
    (claim,) = claims(LOAN, AB, candidate(K.LENDS_TO, A, B, quantities=((0, 0),), chance=0.8765))
    assert (claim.kind, claim.subject.id, claim.object and claim.object.id) == (K.LENDS_TO, "alpha-lab", "beta-chips")
    assert claim.amount is not None and claim.amount.value == 5e6
    assert (claim.confidence, claim.evidence.quote) == (0.876, LOAN)


def test_a_proposal_counts_from_the_threshold_of_its_class() -> None:
    """From the floor where the class has none."""
    proposal = candidate(K.LENDS_TO, A, B, chance=0.6)
    assert claims(LOAN, AB, proposal, floor=0.6) and not claims(LOAN, AB, proposal, floor=0.61)
    of_loans, of_sales = {class_of(K.LENDS_TO, None): 0.7}, {class_of(K.BUYS_FROM, None): 0.7}
    assert not claims(LOAN, AB, proposal, thresholds=of_loans)
    assert claims(LOAN, AB, proposal, thresholds=of_sales)
    assert claims(LOAN, AB, proposal, floor=0.9, thresholds={class_of(K.LENDS_TO, None): 0.5})


def test_nobody_deals_with_himself() -> None:
    """Two mentions of one actor are no two parties."""
    sentence = "Alphalab lent $5 million to Alphalab."
    analysis = document("xx", sentence)
    spans = [span(analysis, "Alphalab"), span(analysis, "Alphalab", number=1)]
    assert make_drafts([candidate(K.LENDS_TO, 0, 1)], found(analysis, *spans), {}, 0.5) == []


def test_the_author_only_says() -> None:
    """The document's voice lends nothing."""
    (claim,) = claims(LOAN, AB, candidate(K.LENDS_TO, None, B), candidate(K.SAYS, None, None))
    assert (claim.kind, claim.subject.name) == (K.SAYS, "document author")


def test_what_the_author_says_can_be_written_and_read_back() -> None:
    """Like any other claim."""
    (claim,) = claims(LOAN, AB, candidate(K.SAYS, None, None))
    assert claim_from_record(claim_to_record(claim)) == claim


def test_what_needs_an_object_is_no_claim_without_one() -> None:
    """A loan to nobody; a lease may leave the lessor open."""
    assert claims(LOAN, AB, candidate(K.LENDS_TO, A, None)) == []
    assert brief(claims(LOAN, AB, candidate(K.LEASES_FROM, A, None))) == ["leases_from Alphalab"]


def test_what_has_no_object_is_no_claim_with_one() -> None:
    """A report about somebody else."""
    assert claims(LOAN, AB, candidate(K.REPORTS, A, B, metric="revenue")) == []


@pytest.mark.parametrize(
    ("kind", "subject", "target"),
    [
        (K.LEADS, ActorKind.COMPANY, ActorKind.COMPANY),
        (K.INVESTS_IN, ActorKind.COMPANY, ActorKind.PERSON),
        (K.RESTRICTS, ActorKind.COMPANY, ActorKind.COMPANY),
        (K.RELEASES, ActorKind.COMPANY, ActorKind.COMPANY),
    ],
)
def test_parties_are_of_the_kinds_that_the_table_allows(kind: Kind, subject: ActorKind, target: ActorKind) -> None:
    """A company leads nobody, nobody invests in a person."""
    assert claims("Zeta met Yota.", (("Zeta", subject), ("Yota", target)), candidate(kind, 0, 1)) == []


def test_one_direction_of_a_kind_is_kept_for_a_pair() -> None:
    """The likelier."""
    there, back = candidate(K.LENDS_TO, A, B, chance=0.7), candidate(K.LENDS_TO, B, A, chance=0.9)
    assert brief(claims(LOAN, AB, there, back)) == ["lends_to Betachips > Alphalab"]
    assert brief(claims(LOAN, AB, back, there)) == ["lends_to Betachips > Alphalab"]


def test_in_another_sentence_the_direction_may_be_another() -> None:
    """A loan here, one back there."""
    sentences = (LOAN, "Betachips lent $7 million to Alphalab.")
    made = claims(
        sentences,
        AB,
        candidate(K.LENDS_TO, A, B, quantities=((0, 0),)),
        candidate(K.LENDS_TO, B, A, sentence=1, quantities=((1, 0),), chance=0.8),
    )
    assert brief(made) == ["lends_to Alphalab > Betachips", "lends_to Betachips > Alphalab"]


def test_what_goes_either_way_is_said_once() -> None:
    """Partners and rivals."""
    there, back = candidate(K.PARTNERS_WITH, A, B, chance=0.7), candidate(K.PARTNERS_WITH, B, A, chance=0.9)
    assert brief(claims(LOAN, AB, there, back)) == ["partners_with Betachips > Alphalab"]


def test_of_kinds_that_are_much_alike_the_likeliest_is_kept() -> None:
    """An investment or a loan, not both; unless both are likely."""
    loan = candidate(K.LENDS_TO, A, B, chance=0.9)
    assert brief(claims(LOAN, AB, loan, candidate(K.INVESTS_IN, A, B, chance=0.59))) == ["lends_to Alphalab > Betachips"]
    assert brief(claims(LOAN, AB, loan, candidate(K.INVESTS_IN, A, B, chance=0.6))) == [
        "lends_to Alphalab > Betachips",
        "invests_in Alphalab > Betachips",
    ]


def test_kinds_that_are_not_alike_stand_side_by_side() -> None:
    """An investment and a purchase."""
    made = claims(LOAN, AB, candidate(K.INVESTS_IN, A, B, chance=0.9), candidate(K.BUYS_FROM, B, A, chance=0.55))
    assert brief(made) == ["invests_in Alphalab > Betachips", "buys_from Betachips > Alphalab"]


FIGURES = "Alphalab lent $5 million to Betachips and $7 million to Gammacloud for 12%."


def test_a_figure_of_each_field_at_most() -> None:
    """The first that the network gives."""
    (claim,) = claims(FIGURES, AB, candidate(K.LENDS_TO, A, B, quantities=((0, 1), (0, 0), (0, 2))))
    assert {name: quantity.value for name, quantity in claim.quantities().items()} == {"amount": 7e6, "share": 0.12}


def test_a_figure_of_another_sentence_is_not_taken() -> None:
    """It would not stand in the evidence."""
    sentences = (LOAN, "Alphalab lent Betachips more.")
    (claim,) = claims(sentences, AB, candidate(K.LENDS_TO, A, B, sentence=1, quantities=((0, 0),)))
    assert claim.quantities() == {}
    assert claim.evidence.quote == sentences[1]


def test_a_report_is_about_its_figure() -> None:
    """Where that stands in another sentence there is no report."""
    (claim,) = claims(LOAN, AB, candidate(K.REPORTS, A, None, metric="revenue", quantities=((0, 0),)))
    assert (claim.metric, claim.object, claim.amount and claim.amount.value) == ("revenue", None, 5e6)
    sentences = (LOAN, "Alphalab slept.")
    assert claims(sentences, AB, candidate(K.REPORTS, A, None, metric="revenue", sentence=1, quantities=((0, 0),))) == []


def test_two_figures_are_two_reports() -> None:
    """The same figure twice is one."""
    reports = [
        candidate(K.REPORTS, A, None, metric="revenue", quantities=((0, number),), chance=chance)
        for number, chance in ((0, 0.9), (1, 0.8), (0, 0.7))
    ]
    assert sorted(each.amount.value or 0 for each in claims(FIGURES, AB, *reports) if each.amount) == [5e6, 7e6]


def test_the_unit_of_a_count_is_told() -> None:
    """In English."""
    (claim,) = claims("Alphalab bought 40 chips from Betachips.", AB, candidate(K.BUYS_FROM, A, B, quantities=((0, 0),)))
    assert claim.count is not None and (claim.count.value, claim.unit) == (40, "chips")


JOINT = "Alphalab, Betachips and Deltafund lent $9 million to Gammacloud."
JOINT_NAMES = ("Alphalab", "Betachips", "Deltafund", "Gammacloud")


def lenders(*subjects: int, figure: bool = True) -> list[Candidate]:
    """Each lends to the last."""
    figures = ((0, 0),) if figure else ()
    return [candidate(K.LENDS_TO, subject, 3, quantities=figures, chance=0.9 - subject / 100) for subject in subjects]


def test_those_who_share_a_sum_are_a_group() -> None:
    """One claim with one sum, and the members by name."""
    (claim,) = claims(JOINT, JOINT_NAMES, *lenders(0, 1, 2))
    assert (claim.subject.kind, claim.subject.members) == (ActorKind.GROUP, ("Alphalab", "Betachips", "Deltafund"))
    assert claim.subject.mention == "Alphalab, Betachips and Deltafund"
    assert claim.amount is not None and claim.amount.value == 9e6
    assert (claim.object and claim.object.id, claim.confidence) == ("gamma-cloud", 0.9)


def test_those_who_share_no_sum_have_a_claim_each() -> None:
    """Nothing is divided."""
    made = claims(JOINT, JOINT_NAMES, *lenders(0, 1, figure=False))
    assert brief(made) == ["lends_to Alphalab > Gammacloud", "lends_to Betachips > Gammacloud"]


def test_one_who_has_a_sum_alone_is_no_group() -> None:
    """The others share none with him."""
    made = claims(JOINT, JOINT_NAMES, *lenders(0), *lenders(1, figure=False))
    assert brief(made) == ["lends_to Alphalab > Gammacloud", "lends_to Betachips > Gammacloud"]


def test_different_sums_are_different_claims() -> None:
    """Five from one, seven from the other."""
    sentence = "Alphalab lent $5 million to Gammacloud, and Betachips $7 million."
    names = ("Alphalab", "Betachips", "Gammacloud")
    made = claims(
        sentence,
        names,
        candidate(K.LENDS_TO, 0, 2, quantities=((0, 0),)),
        candidate(K.LENDS_TO, 1, 2, quantities=((0, 1),), chance=0.8),
    )
    assert {each.subject.name: each.amount.value for each in made if each.amount} == {"Alphalab": 5e6, "Betachips": 7e6}


def test_the_word_that_shows_the_status_lies_in_the_evidence() -> None:
    """The nearest of its clause."""
    sentence = "Alphalab is in talks to lend $5 million to Betachips."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, status=Status.TALKS))
    assert (claim.status, claim.status_word) == (Status.TALKS, "in talks")
    assert claim.status_word and claim.status_word in claim.evidence.quote


def test_a_status_word_close_by_overrules_an_unsure_network() -> None:
    """One that is sure of another status keeps it, without a word."""
    sentence = "Alphalab is in talks to lend $5 million to Betachips."
    (unsure,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, status=Status.PLANNED, lead=4.0))
    assert (unsure.status, unsure.status_word) == (Status.TALKS, "in talks")
    (sure,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, status=Status.PLANNED, lead=4.1))
    assert (sure.status, sure.status_word) == (Status.PLANNED, None)


@pytest.mark.parametrize("status", Status)
def test_without_a_status_word_the_network_decides(status: Status) -> None:
    """However unsure it is."""
    (claim,) = claims(LOAN, AB, candidate(K.LENDS_TO, A, B, status=status, lead=0.1))
    assert (claim.status, claim.status_word) == (status, None)


def test_a_status_word_behind_the_parties_widens_the_evidence() -> None:
    """To the comma behind it."""
    sentence = "On Monday, Alphalab lent Betachips, it denied, $5 million."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, status=Status.DENIED))
    assert (claim.status_word, claim.evidence.quote) == ("denied", "Alphalab lent Betachips, it denied")


def test_a_status_word_that_does_not_fit_into_the_evidence_is_not_told() -> None:
    """It is far away; the status stays."""
    sentence = "Alphalab lent $5 million to Betachips " + "and so on " * 40 + "in talks."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, status=Status.TALKS, quantities=((0, 0),)))
    assert (claim.status, claim.status_word) == (Status.TALKS, None)


def test_evidence_goes_out_to_the_commas_around_it() -> None:
    """Not to the whole sentence."""
    sentence = "On Monday, Alphalab lent $5 million to Betachips, and rain fell."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, quantities=((0, 0),)))
    assert claim.evidence.quote == "Alphalab lent $5 million to Betachips"


def test_evidence_that_would_be_too_long_is_cut_to_its_parts() -> None:
    """400 characters at most, with both parties and the figure."""
    sentence = "so it was " * 40 + "that Alphalab lent $5 million to Betachips " + "and so on " * 40
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, quantities=((0, 0),)))
    assert claim.evidence.quote == "Alphalab lent $5 million to Betachips"


def test_parties_too_far_apart_leave_the_later_one_with_the_figure() -> None:
    """The quote holds the digits before it holds names."""
    sentence = "Alphalab " + "and so on " * 45 + "lent $5 million to Betachips."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, quantities=((0, 0),)))
    assert claim.evidence.quote == "$5 million to Betachips"


def test_a_figure_too_far_away_makes_no_claim() -> None:
    """No quote without its figures, no claim without a quote."""
    sentence = "Alphalab lent Betachips " + "and so on " * 45 + "$5 million."
    assert claims(sentence, AB, candidate(K.LENDS_TO, A, B, quantities=((0, 0),))) == []


def test_a_party_of_a_sentence_before_is_inferred() -> None:
    """The quote is of the sentence that says it, and a note tells."""
    (claim,) = claims((LOAN, "Betachips paid it back."), AB, candidate(K.BUYS_FROM, A, B, sentence=1))
    assert (claim.notes, claim.evidence.quote) == (("inferred_actor",), "Betachips paid it back.")


def test_speech_is_quoted_whole() -> None:
    """The sentence where somebody speaks; about whom is not told."""
    sentence = "On Monday, Alphalab said, Betachips will fall."
    (claim,) = claims(sentence, AB, candidate(K.SAYS, A, B))
    assert (claim.object, claim.evidence.quote) == (None, sentence)


def test_long_speech_is_cut() -> None:
    """400 characters with the speaker."""
    sentence = "and so on " * 30 + "Alphalab said so " + "and so on " * 40 + "here."
    (claim,) = claims(sentence, AB[:1], candidate(K.SAYS, A, None))
    assert len(claim.evidence.quote) == LONGEST_EVIDENCE and claim.evidence.quote.startswith("Alphalab said so")


def test_sources_are_told_unless_they_are_parties() -> None:
    """Two at most, each once; a report may have its own subject as source."""
    names = (*AB, "Epsilonpost", "Deltafund", "Gammacloud")
    sentence = "Alphalab lent $5 million to Betachips, Epsilonpost, Deltafund and Gammacloud reported."
    (claim,) = claims(sentence, names, candidate(K.LENDS_TO, A, B, sources=(2, A, 2, 3, 4)))
    assert [source.id for source in claim.attributed_to] == ["epsilon-post", "delta-fund"]
    (report,) = claims(sentence, names, candidate(K.REPORTS, A, None, metric="revenue", quantities=((0, 0),), sources=(A,)))
    assert [source.id for source in report.attributed_to] == ["alpha-lab"]
    (speech,) = claims(sentence, names, candidate(K.SAYS, 2, None, sources=(3,)))
    assert speech.attributed_to == ()


def test_the_first_date_is_the_claims() -> None:
    """As the grammar reads it."""
    sentence = "On 4 May 2026 Alphalab lent Betachips what it had on 5 May 2025."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B, dates=((0, 1), (0, 0))))
    assert claim.date == "2025-05-05"


def test_a_claim_to_which_the_network_ties_no_date_has_none() -> None:
    """Whatever dates stand beside it, or in the paragraph before it."""
    sentence = "On 4 May 2026 Alphalab lent Betachips what it had on 5 May 2025."
    assert claims(sentence, AB, candidate(K.LENDS_TO, A, B))[0].date is None
    assert claims((sentence, LOAN), AB, candidate(K.LENDS_TO, A, B, sentence=1))[0].date is None


def test_a_figure_reported_is_of_the_date_in_its_clause() -> None:
    """Where the network ties none; past a comma it may be of another."""
    report = candidate(K.REPORTS, A, None, metric="revenue", quantities=((0, 0),))
    assert claims("In 2025 the revenue of Alphalab was $5 million.", AB[:1], report, code="en")[0].date == "2025"
    assert claims("In 2025 it grew, and Alphalab now earns $5 million.", AB[:1], report, code="en")[0].date is None


def test_a_figure_reported_has_the_date_that_touches_it() -> None:
    """Also where the network ties another."""
    sentence = "Alphalab had revenue of $5 million in 2024 and $7 million in 2026."
    first = candidate(K.REPORTS, A, None, metric="revenue", quantities=((0, 0),), dates=((0, 1),))
    assert claims(sentence, AB[:1], first, code="en")[0].date == "2024"


def test_users_are_no_money() -> None:
    """A large number that names no currency counts heads where heads are reported, whatever money was named before."""
    sentences = ("Alphalab lent $5 million to Betachips.", "Alphalab's users rose to 400 million in May.")
    users = candidate(K.REPORTS, A, None, metric="users", sentence=1, quantities=((1, 0),))
    (claim,) = claims(sentences, AB, users, code="en")
    assert claim.amount is None
    assert claim.count is not None and claim.count.value == 400e6


@pytest.mark.parametrize(
    ("code", "sentence", "group", "kind"),
    [
        ("en", "Alphalab laid off 600 engineers.", "600 engineers", K.LEAVES),
        ("en", "Alphalab is cutting about 600 jobs.", "600 jobs", K.LEAVES),
        ("de", "Alphalab entlässt 600 Mitarbeiter.", "600 Mitarbeiter", K.LEAVES),
        ("fr", "Alphalab supprime 130 postes.", "130 postes", K.LEAVES),
        ("es", "Alphalab despide a 600 empleados.", "600 empleados", K.LEAVES),
        ("he", "Alphalab פיטרה 600 עובדים.", "600 עובדים", K.LEAVES),
        ("zh", "Alphalab精簡約600個職位。", "600個職位", K.LEAVES),
        ("en", "Alphalab took on 600 engineers, a year after it laid off some.", "600 engineers", K.HIRES),
        ("en", "Alphalab is cutting prices and hires 600 engineers.", "600 engineers", K.HIRES),
    ],
)
def test_who_is_sent_away_is_not_hired(code: str, sentence: str, group: str, kind: Kind) -> None:
    """A group that the words of its clause send away leaves."""
    (made,) = claims(sentence, ("Alphalab", (group, ActorKind.GROUP)), candidate(K.HIRES, 0, 1), code=code)
    assert made.kind is kind
    assert (made.subject.kind is ActorKind.GROUP) is (kind is K.LEAVES)


def test_hired_people_have_an_origin() -> None:
    """Which is neither party; other kinds have none."""
    names: tuple[str | tuple[str, ActorKind], ...] = ("Alphalab", ("Bob Lee", ActorKind.PERSON), "Betachips")
    sentence = "Alphalab hired Bob Lee from Betachips."
    (claim,) = claims(sentence, names, candidate(K.HIRES, 0, 1, origins=(2,)))
    assert claim.origin is not None and claim.origin.id == "beta-chips"
    assert claims(sentence, names, candidate(K.HIRES, 0, 1, origins=(0,)))[0].origin is None
    assert claims(sentence, names, candidate(K.PARTNERS_WITH, 0, 2, origins=(2,)))[0].origin is None


def test_a_post_has_the_nearest_title_as_its_role() -> None:
    """Of the person's."""
    names: tuple[str | tuple[str, ActorKind], ...] = (("Bob Lee", ActorKind.PERSON), "Alphalab")
    sentence = "The chairman slept while the CEO Bob Lee led Alphalab."
    (claim,) = claims(sentence, names, candidate(K.LEADS, 0, 1))
    assert claim.role == "CEO"
    assert claims(sentence, names, candidate(K.SAYS, 0, None))[0].role is None


def test_a_deal_has_the_condition_close_by() -> None:
    """In the words of the text; speech has none, and one far away is another's."""
    sentence = "Alphalab lent $5 million to Betachips if rain fell."
    (claim,) = claims(sentence, AB, candidate(K.LENDS_TO, A, B), conditions=("if rain fell",))
    assert claim.condition == "if rain fell"
    assert claims(sentence, AB, candidate(K.SAYS, A, None), conditions=("if rain fell",))[0].condition is None
    far = "Alphalab lent Betachips, " + "and so on " * 20 + "if rain fell."
    assert claims(far, AB, candidate(K.LENDS_TO, A, B), conditions=("if rain fell",))[0].condition is None


def test_what_is_bought_is_the_asset_named_close_by() -> None:
    """In English."""
    (claim,) = claims("Alphalab bought chips from Betachips.", AB, candidate(K.BUYS_FROM, A, B))
    assert claim.asset == "AI chips"


def test_a_hebrew_sentence_is_quoted_as_it_stands() -> None:
    """Prefix letters, signs and all."""
    sentence = "ביום שני, אנבידיה השקיעה 100 מיליון דולר ב־OpenAI, וירד גשם."
    (claim,) = claims(sentence, ("אנבידיה", "OpenAI"), candidate(K.INVESTS_IN, A, B, quantities=((0, 0),)), code="he")
    assert claim.evidence.quote == "אנבידיה השקיעה 100 מיליון דולר ב־OpenAI"
    assert (claim.subject.name, claim.amount and claim.amount.value) == ("Nvidia", 1e8)


def test_a_chinese_sentence_is_quoted_as_it_stands() -> None:
    """Wide signs divide it."""
    sentence = "週一，輝達向OpenAI投資1億美元，股價上漲。"
    (claim,) = claims(sentence, ("輝達", "OpenAI"), candidate(K.INVESTS_IN, A, B, quantities=((0, 0),)), code="zh")
    assert claim.evidence.quote == "輝達向OpenAI投資1億美元"


MANY = (
    "On Monday, Alphalab and Betachips lent $5 million and 12% to Gammacloud, which will buy 40 chips by 4 May 2026.",
    "Deltafund is in talks to invest up to $7 million in it, people familiar with the matter said.",
    "Alphalab " + "and so on " * 42 + "sold $9 million of chips to Deltafund.",
)
MANY_NAMES = (
    *("Alphalab", "Betachips", "Gammacloud", "Deltafund", ("it", ActorKind.COMPANY)),
    *(("people familiar", ActorKind.GROUP),),
)
actors = st.integers(0, len(MANY_NAMES) - 1)
figures = st.lists(st.sampled_from([(0, 0), (0, 1), (0, 2), (1, 0), (2, 0)]), max_size=3, unique=True).map(tuple)
proposals = st.builds(
    candidate,
    st.sampled_from([kind for kind in Kind if kind is not K.REPORTS]),
    st.one_of(st.none(), actors),
    st.one_of(st.none(), actors),
    chance=st.floats(0, 1),
    sentence=st.integers(0, 2),
    quantities=figures,
    dates=st.sampled_from([(), ((0, 0),)]),
    sources=st.lists(actors, max_size=3).map(tuple),
    origins=st.lists(actors, max_size=2).map(tuple),
    status=st.sampled_from(Status),
)
reports = st.builds(
    candidate,
    st.just(K.REPORTS),
    actors,
    st.none(),
    metric=st.sampled_from(["revenue", "profit"]),
    chance=st.floats(0, 1),
    sentence=st.integers(0, 2),
    quantities=figures,
    status=st.sampled_from(Status),
)


@settings(max_examples=200)
@given(st.lists(st.one_of(proposals, reports), max_size=10))
def test_whatever_is_proposed_a_claim_is_sound(made: list[Candidate]) -> None:
    """Evidence exact, short, with all figures (checked where claims are made); no party twice; chance from the floor on."""
    for claim in claims(MANY, MANY_NAMES, *made):
        row = KINDS[claim.kind]
        assert claim.confidence >= 0.5
        assert claim.object is None or claim.object.id != claim.subject.id
        assert claim.object is not None or row.object_optional or not row.object
        assert claim.object is None or row.object
        assert claim.status_word is None or claim.status_word in claim.evidence.quote
        assert len(claim.attributed_to) <= 2
        assert (claim.metric is not None) == (claim.kind is K.REPORTS)
        assert claim.subject.name != "document author" or claim.kind is K.SAYS


@settings(max_examples=200)
@given(st.lists(proposals, max_size=10))
def test_a_kind_goes_one_way_between_two_actors_of_a_sentence(made: list[Candidate]) -> None:
    """Whatever is proposed; speech apart."""
    seen = set()
    for claim in claims(MANY, MANY_NAMES, *made):
        if claim.object is not None and claim.subject.kind is not ActorKind.GROUP:
            sentence = sum(claim.evidence.start >= passage.end for passage in document("xx", *MANY).passages)
            seen.add((claim.kind, claim.subject.id, claim.object.id, sentence))
    assert not {(kind, target, subject, sentence) for kind, subject, target, sentence in seen} & seen


@settings(max_examples=100)
@given(st.lists(st.one_of(proposals, reports), max_size=8).flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_of_proposals_changes_nothing(made: tuple[list[Candidate], list[Candidate]]) -> None:
    """The likelier comes first, however they are put."""
    one, other = ([(each.id, each.confidence) for each in claims(MANY, MANY_NAMES, *candidates)] for candidates in made)
    assert one == other
