"""Documents with their claims become actors, stories, facts and disputes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolution.press import Told, actor, claim, document, dollars, firm, group, number, person

from interlock.atlas import Atlas, load_atlas
from interlock.resolution import Resolution, known, resolve
from interlock.resolution.profiles import profile
from interlock.resolution.propositions import Resolver
from interlock.resolution.stories import compare
from interlock.vocabulary import ActorKind, Bound, Claim, Fact, Judged, Judgement, Kind, Reason, Relation, Status, Verdict
from interlock.vocabulary.document import source_of
from interlock.vocabulary.judgement import make_judgement

ATLAS = load_atlas()
TESSEL, HARBOR, NORVIK = firm("Tessel Labs"), firm("Harborview Compute"), firm("Norvik Cloud")
LEASE = claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9), power=number(250e6), period="P10Y")


def facts_of(kind: Kind, *documents: Told, judgements: Sequence[Judgement] = ()) -> list[Fact]:
    return [fact for fact in resolve(documents, judgements, atlas=ATLAS).facts if fact.kind is kind]


def test_the_same_told_twice_is_one_fact_with_both_claims() -> None:
    (fact,) = facts_of(
        Kind.LEASES_FROM, document("a", "2026-02-10", [LEASE]), document("b", "2026-02-11", [LEASE], words="later")
    )
    assert (len(fact.claims), len(fact.documents)) == (2, 2)
    assert fact.amount == LEASE.amount


def test_a_verbatim_copy_is_no_second_source() -> None:
    told = [claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9))]
    (fact,) = facts_of(Kind.LEASES_FROM, document("a", "2026-02-10", told), document("b", "2026-02-10", told, voice="a"))
    assert (len(fact.documents), len(fact.origins)) == (2, 1)


def test_two_sums_between_the_same_two_are_two_facts() -> None:
    other = claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(1.1e9), power=number(80e6))
    assert len(facts_of(Kind.LEASES_FROM, document("a", "2026-02-10", [LEASE]), document("b", "2025-04-02", [other]))) == 2


def test_the_best_supported_value_is_that_of_most_origins_and_all_are_kept() -> None:
    people = claim(Kind.REPORTS, TESSEL, metric="headcount", count=number(600))
    more = [
        claim(Kind.REPORTS, TESSEL, metric="headcount", count=number(600, Bound.AT_LEAST), attributed_to=(firm(paper),))
        for paper in ("The Ledger", "Evening Bulletin")
    ]
    rows = [
        document("a", "2026-02-10", [people, claim(Kind.SAYS, person("Ada Reed"), TESSEL)], words="one writes"),
        document("b", "2026-02-20", more[:1], words="two writes"),
        document("c", "2026-02-25", more[1:], words="three has its own"),
    ]
    (fact,) = facts_of(Kind.REPORTS, *rows)
    assert fact.count == more[0].count
    assert {value.quantity for value in fact.values} == {people.count, more[0].count}


def test_a_name_in_hebrew_is_the_atlas_firm() -> None:
    hebrew = claim(Kind.LEASES_FROM, firm("OpenAI", "אופן איי-איי"), firm("Nvidia", "אנבידיה"), amount=dollars(350e9))
    english = claim(Kind.LEASES_FROM, firm("OpenAI"), firm("Nvidia"), amount=dollars(350e9))
    (fact,) = facts_of(
        Kind.LEASES_FROM, document("he", "2025-11-04", [hebrew], language="he"), document("en", "2025-11-05", [english])
    )
    assert (fact.subject.id, fact.object and fact.object.id) == ("openai", "nvidia")


def test_a_gloss_joins_a_name_with_the_one_in_another_script() -> None:
    """One document says both names, another only the Hebrew one."""
    both = claim(Kind.BUILDS, firm("Tessel Labs", "טסל מעבדות"), firm("Toledo"), asset="campus")
    alone = claim(Kind.LEASES_FROM, firm("טסל מעבדות"), HARBOR, amount=dollars(6.2e9))
    english = claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9))
    rows = [
        document("a", "2026-01-01", [both]),
        document("b", "2026-02-10", [alone], language="he"),
        document("c", "2026-02-11", [english]),
    ]
    (fact,) = facts_of(Kind.LEASES_FROM, *rows)
    assert fact.subject.name == "Tessel Labs"


def test_a_word_glossed_for_two_firms_joins_none() -> None:
    """'the company' in another script stands for each in turn."""
    rows = [
        document("a", "2026-01-01", [claim(Kind.BUILDS, firm("Tessel Labs", "החברה"), firm("Toledo"), asset="campus")]),
        document("b", "2026-01-02", [claim(Kind.BUILDS, firm("Norvik Cloud", "החברה"), firm("Bergen"), asset="campus")]),
        document("c", "2026-01-03", [claim(Kind.BUILDS, firm("החברה"), firm("Haifa"), asset="campus")], language="he"),
    ]
    found = resolve(rows, atlas=ATLAS)
    assert all(not {"Tessel Labs", "Norvik Cloud"} <= set(identity.names) for identity in found.identities)
    assert len({fact.subject.id for fact in found.facts}) == 3


def test_a_firm_and_a_product_of_one_name_stay_two() -> None:
    rows = [
        document("a", "2026-01-01", [claim(Kind.RELEASES, TESSEL, actor("Helios", ActorKind.PRODUCT))]),
        document("b", "2026-01-02", [claim(Kind.LEASES_FROM, firm("Helios"), HARBOR)]),
    ]
    ids = {identity.id for identity in resolve(rows, atlas=ATLAS).identities if "Helios" in identity.names}
    assert ids == {"product:helios", "firm:helios"}


def test_half_a_name_of_a_person_is_somebody_else_in_each_document() -> None:
    rows = [
        document("a", "2026-01-01", [claim(Kind.LEADS, person("Cohen"), TESSEL)]),
        document("b", "2026-01-02", [claim(Kind.LEADS, person("Cohen"), NORVIK)]),
    ]
    assert len({fact.subject.id for fact in resolve(rows, atlas=ATLAS).facts}) == 2


def test_a_later_step_changes_the_status_and_the_earlier_one_stays() -> None:
    steps = [(Status.TALKS, "2026-02-23"), (Status.AGREED, "2026-03-27"), (Status.DONE, "2026-06-02")]
    rows = [
        document(said, said, [claim(Kind.INVESTS_IN, HARBOR, TESSEL, status, amount=dollars(500e6))], words=said)
        for status, said in steps
    ]
    (fact,) = facts_of(Kind.INVESTS_IN, *rows)
    assert [(step.status, step.since) for step in fact.history] == steps
    assert fact.status is Status.DONE


def test_a_lower_status_told_later_is_no_step_back() -> None:
    rows = [
        document("a", "2026-02-10", [claim(Kind.ACQUIRES, HARBOR, TESSEL, Status.DONE, amount=dollars(7e8))]),
        document("b", "2026-05-10", [claim(Kind.ACQUIRES, HARBOR, TESSEL, Status.PLANNED, amount=dollars(7e8))]),
    ]
    (fact,) = facts_of(Kind.ACQUIRES, *rows)
    assert (fact.status, fact.since) == (Status.DONE, "2026-02-10")


def test_a_refusal_of_another_offer_changes_nothing() -> None:
    rows = [
        document("a", "2026-05-07", [claim(Kind.OFFERS, HARBOR, person("Rebecca Kline"), Status.PLANNED, amount=dollars(9e7))]),
        document("b", "2026-05-15", [claim(Kind.OFFERS, HARBOR, person("Sergio Kahn"), Status.REFUSED, amount=dollars(4e7))]),
    ]
    assert sorted(str(fact.status) for fact in facts_of(Kind.OFFERS, *rows)) == ["planned", "refused"]


def test_two_figures_from_two_origins_are_a_dispute() -> None:
    rows = [
        document("a", "2026-02-17", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, Status.DONE, share=number(0.15))]),
        document("b", "2026-03-01", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, Status.DONE, share=number(0.25))]),
    ]
    (dispute,) = resolve(rows, atlas=ATLAS).disputes
    assert (dispute.field, [side.told for side in dispute.sides]) == ("share", ["0.15", "0.25"])


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ({"amount": dollars(8e8, Bound.AT_MOST)}, {"amount": dollars(8e8)}, Reason.BOUND),
        ({"amount": dollars(2e9), "per": "year"}, {"amount": dollars(10e9)}, Reason.PERIOD),
        ({"amount": dollars(1.2e9, currency="EUR")}, {"amount": dollars(1.2e9)}, Reason.CURRENCY),
    ],
)
def test_the_likely_reason_of_a_dispute(mine: dict[str, Any], theirs: dict[str, Any], reason: Reason) -> None:
    rows = [
        document("a", "2026-02-10", [claim(Kind.LENDS_TO, HARBOR, TESSEL, attributed_to=(firm("The Ledger"),), **mine)]),
        document("b", "2026-02-12", [claim(Kind.LENDS_TO, HARBOR, TESSEL, attributed_to=(firm("The Bulletin"),), **theirs)]),
    ]
    assert [dispute.reason for dispute in resolve(rows, atlas=ATLAS).disputes if dispute.field == "amount"] == [reason]


def test_a_difference_that_is_told_beside_is_the_basis() -> None:
    """A valuation of 5.6bn against one of 5bn, and 0.6bn of new money."""
    money = claim(Kind.INVESTS_IN, HARBOR, TESSEL, Status.DONE, amount=dollars(6e8))
    values = [claim(Kind.REPORTS, TESSEL, None, Status.DONE, metric="valuation", amount=dollars(each)) for each in (5e9, 5.6e9)]
    rows = [document("a", "2026-01-14", [money, values[0]]), document("b", "2026-01-17", [money, values[1]])]
    (dispute,) = resolve(rows, atlas=ATLAS).disputes
    assert dispute.reason is Reason.BASIS


def test_a_denial_is_a_dispute_and_a_status() -> None:
    rows = [
        document("a", "2026-06-24", [claim(Kind.ACQUIRES, HARBOR, TESSEL, amount=dollars(6.5e8))]),
        document("b", "2026-06-25", [claim(Kind.ACQUIRES, HARBOR, TESSEL, Status.DENIED)]),
    ]
    found = resolve(rows, atlas=ATLAS)
    assert [dispute.reason for dispute in found.disputes] == [Reason.DENIAL]
    (fact,) = found.facts
    assert [step.status for step in fact.history] == [Status.AGREED, Status.DENIED]


def test_what_was_paid_of_what_was_promised_is_no_dispute() -> None:
    rows = [
        document("a", "2026-02-10", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, amount=dollars(5e9, Bound.AT_MOST))]),
        document("b", "2026-02-20", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, Status.DONE, amount=dollars(3e9))]),
    ]
    assert not resolve(rows, atlas=ATLAS).disputes


def test_quarters_are_no_dispute() -> None:
    rows = [
        document(
            "a",
            "2026-05-05",
            [claim(Kind.REPORTS, TESSEL, None, Status.DONE, metric="revenue", amount=dollars(4.1e8), period="2026-01/2026-03")],
        ),
        document(
            "b",
            "2026-05-20",
            [claim(Kind.REPORTS, TESSEL, None, Status.DONE, metric="revenue", amount=dollars(4.8e8), period="2026-04/2026-06")],
        ),
    ]
    found = resolve(rows, atlas=ATLAS)
    assert (len(found.facts), found.disputes) == (2, ())


def test_a_translation_shares_the_origin_and_says_what_it_changes() -> None:
    first = [
        claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9), power=number(250e6)),
        claim(Kind.GRANTS_EQUITY, HARBOR, TESSEL, share=number(0.04)),
        claim(Kind.LEADS, person("Nadia Brandt"), TESSEL, Status.DONE, role="founder"),
    ]
    copy = [
        claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9, Bound.AT_LEAST), power=number(250e6)),
        claim(Kind.LEADS, person("Nadia Brandt"), TESSEL, Status.DONE, role="co-founder"),
    ]
    (story,) = resolve(
        [document("a", "2026-02-10", first), document("b", "2026-02-11", copy, language="fr")], atlas=ATLAS
    ).stories
    assert [telling.relation for telling in story.tellings] == [Relation.FIRST, Relation.TRANSLATION]
    assert len(story.origins) == 1
    told = {(row.change.value, row.field, row.before, row.after) for row in story.tellings[1].differences}
    assert told == {
        ("changed", "amount", "6200000000 USD", "at_least 6200000000 USD"),
        ("changed", "role", "founder", "co-founder"),
        ("dropped", None, None, None),
    }


def test_a_report_of_a_report_shares_the_origin_of_the_outlet_it_names() -> None:
    paper = firm("The Ledger")
    rows = [
        document("a", "2026-02-10", [LEASE], site="theledger.com"),
        document("b", "2026-02-11", [claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9), attributed_to=(paper,))]),
    ]
    (story,) = resolve(rows, atlas=ATLAS).stories
    assert (story.tellings[1].relation, len(story.origins)) == (Relation.REPORT_OF_REPORT, 1)


def test_a_report_of_a_paper_that_is_not_there_names_the_one_it_credits_first() -> None:
    """As the paper is called, and not what comes first in the alphabet."""
    credits = [
        claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(6.2e9), attributed_to=(firm("The Ledger"),)),
        claim(Kind.ACQUIRES, HARBOR, TESSEL, Status.TALKS, attributed_to=(firm("Abacus News"),)),
    ]
    (story,) = resolve([document("a", "2026-02-10", [LEASE]), document("b", "2026-02-12", credits)], atlas=ATLAS).stories
    assert story.tellings[1].source == "The Ledger"


def test_the_same_firms_with_another_deal_are_another_story() -> None:
    other = claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(1.1e9), power=number(80e6), period="P6Y")
    found = resolve([document("a", "2026-02-10", [LEASE]), document("b", "2026-02-20", [other])], atlas=ATLAS)
    assert len(found.stories) == 2


def test_a_judgement_keeps_two_actors_apart_or_makes_them_one() -> None:
    rows = [
        document("a", "2026-02-10", [claim(Kind.INVESTS_IN, HARBOR, firm("Tessel"), amount=dollars(5e8))]),
        document("b", "2026-02-11", [claim(Kind.INVESTS_IN, HARBOR, firm("Tesserae Works"), amount=dollars(5e8))]),
    ]
    assert len(facts_of(Kind.INVESTS_IN, *rows)) == 2
    same = make_judgement(Judged.ACTOR, "tessel", "tesserae-works", Verdict.SAME, "ada", "2026-03-01T00:00:00Z", "renamed")
    assert len(facts_of(Kind.INVESTS_IN, *rows, judgements=[same])) == 1
    undone = make_judgement(Judged.ACTOR, "tessel", "tesserae-works", Verdict.SAME, "ada", "2026-03-02T00:00:00Z", "", same.id)
    assert len(facts_of(Kind.INVESTS_IN, *rows, judgements=[same, undone])) == 2


def test_a_claim_that_is_judged_wrong_supports_no_fact_until_that_is_undone() -> None:
    rows = [document("a", "2026-02-10", [LEASE]), document("b", "2026-02-11", [LEASE], words="later")]
    one, other = (claims[0].id for _, claims in rows)
    wrong = make_judgement(Judged.CLAIM, one, one, Verdict.WRONG, "ada", "2026-03-01T00:00:00Z", "a hypothetical")
    (fact,) = facts_of(Kind.LEASES_FROM, *rows, judgements=[wrong])
    assert fact.claims == (other,)
    undone = make_judgement(Judged.CLAIM, one, one, Verdict.WRONG, "ada", "2026-03-02T00:00:00Z", "", wrong.id)
    (fact,) = facts_of(Kind.LEASES_FROM, *rows, judgements=[wrong, undone])
    assert set(fact.claims) == {one, other}


def test_wrong_is_said_of_one_claim_only() -> None:
    for about, left, right in ((Judged.CLAIM, "a", "b"), (Judged.ACTOR, "a", "a")):
        with pytest.raises(ValueError, match="one claim"):
            make_judgement(about, left, right, Verdict.WRONG, "ada", "2026-03-01T00:00:00Z", "")


def test_a_judgement_keeps_two_claims_apart() -> None:
    rows = [document("a", "2026-02-10", [LEASE]), document("b", "2026-02-11", [LEASE], words="again")]
    one, other = (claims[0].id for _, claims in rows)
    apart = make_judgement(Judged.CLAIM, one, other, Verdict.DIFFERENT, "ada", "2026-03-01T00:00:00Z", "two leases")
    assert len(facts_of(Kind.LEASES_FROM, *rows)) == 1
    assert len(facts_of(Kind.LEASES_FROM, *rows, judgements=[apart])) == 2


def test_the_members_of_a_group_are_the_same_in_any_order() -> None:
    rows = [
        document("a", "2026-02-10", [claim(Kind.LENDS_TO, group("Nvidia", "Oracle"), TESSEL, amount=dollars(1e9))]),
        document(
            "b", "2026-02-11", [claim(Kind.LENDS_TO, group("甲骨文", "英伟达"), TESSEL, amount=dollars(1e9))], language="zh-Hans"
        ),
    ]
    (fact,) = facts_of(Kind.LENDS_TO, *rows)
    assert fact.subject.id == "group:nvidia+oracle"


FIRMS = [TESSEL, HARBOR, NORVIK, firm("Nvidia"), firm("אנבידיה"), firm("OpenAI")]
KINDS = [Kind.LEASES_FROM, Kind.INVESTS_IN, Kind.PARTNERS_WITH, Kind.ACQUIRES]
HEADS = [person("Nadia Brandt"), person("Paul Okafor"), person("נדיה ברנדט")]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    subject, object_ = draw(st.permutations(FIRMS))[:2]
    if draw(st.integers(0, 3)) == 0:
        led = draw(st.sampled_from([TESSEL, actor("Tessel Labs", ActorKind.FUND), NORVIK]))
        return claim(Kind.LEADS, draw(st.sampled_from(HEADS)), led, Status.DONE, role="CEO")
    rest: dict[str, object] = {}
    if draw(st.booleans()):
        value = draw(st.sampled_from([1e9, 1.02e9, 1.4e9, 5e9]))
        rest["amount"] = dollars(value, draw(st.sampled_from([Bound.EXACT, Bound.AT_MOST, Bound.ABOUT])))
    if draw(st.booleans()):
        rest["share"] = number(draw(st.sampled_from([0.1, 0.12, 0.5])))
    if draw(st.booleans()):
        rest["date"] = draw(st.sampled_from(["2026", "2026-02", "2026-02-10"]))
    status = draw(st.sampled_from([Status.TALKS, Status.AGREED, Status.DONE, Status.DENIED, Status.ENDED]))
    return claim(draw(st.sampled_from(KINDS)), subject, object_, status, **rest)


@st.composite
def presses(draw: st.DrawFn) -> list[Told]:
    """Up to six documents about few firms, so that much of it meets."""
    return [
        document(
            f"paper-{place}",
            draw(st.sampled_from([None, "2026-02-09", "2026-02-10", "2026-03-20", "2026-11-01"])),
            draw(st.lists(claims(), min_size=1, max_size=4, unique_by=lambda each: each.evidence.quote)),
            words=draw(st.sampled_from(["", f"number {place}"])),
            voice=draw(st.sampled_from([None, "wire"])),
        )
        for place in range(draw(st.integers(1, 6)))
    ]


def made(press: Sequence[Told], atlas: Atlas = ATLAS) -> Resolution:
    return resolve(press, atlas=atlas)


@settings(max_examples=60, deadline=None)
@given(presses(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_claims_does_not_matter(press: list[Told], chance: random.Random) -> None:
    shuffled = [(paper, chance.sample(told, len(told))) for paper, told in chance.sample(press, len(press))]
    assert made(shuffled) == made(press)


@settings(max_examples=60, deadline=None)
@given(presses())
def test_origins_never_exceed_documents_and_every_claim_is_in_one_fact(press: list[Told]) -> None:
    found = made(press)
    for fact in found.facts:
        assert 1 <= len(fact.origins) <= len(fact.documents)
    told = sorted((each.id, paper.id) for paper, every in press for each in every)
    assert sorted((row.claim, row.document) for fact in found.facts for row in fact.support) == told


@settings(max_examples=60, deadline=None)
@given(presses())
def test_every_document_tells_one_story_and_origins_are_tellings_of_it(press: list[Told]) -> None:
    found = made(press)
    assert sorted(telling.document for story in found.stories for telling in story.tellings) == sorted(
        paper.id for paper, _ in press
    )
    for story in found.stories:
        inside = {telling.document for telling in story.tellings}
        assert {telling.origin for telling in story.tellings} <= inside
        assert all(telling.of is None or telling.of in inside for telling in story.tellings)


@settings(max_examples=80, deadline=None)
@given(presses())
def test_what_two_documents_share_does_not_depend_on_the_side(press: list[Told]) -> None:
    resolver = Resolver(ATLAS, str)
    profiles = [
        profile(source_of(paper), [known.Told(each, source_of(paper)) for each in told], paper.text, resolver)
        for paper, told in press
    ]
    for one in profiles:
        for other in profiles:
            assert compare(one, other) == compare(other, one)


def test_the_first_telling_does_not_depend_on_the_folder() -> None:
    """Of two of one day that tell as much one stands for the first: the same, wherever the files lie."""
    told = [claim(Kind.INVESTS_IN, firm("Nvidia"), firm("OpenAI"), amount=dollars(1e11))]
    firsts = set()
    for folder in map(str, range(12)):
        rows = [document(f"{folder}/{name}", "2025-11-04", told, voice=name) for name in ("one", "other")]
        texts = {paper.id: paper.text_id for paper, _ in rows}
        (story,) = resolve(rows, atlas=ATLAS).stories
        firsts.add(texts[story.tellings[0].document])
    assert len(firsts) == 1
