"""JSON-LD as rdflib reads it, without asking any server for a context."""

from __future__ import annotations

import json

import pytest
import rdflib
from exchange.contents import content, wild
from hypothesis import given, settings

from interlock.exchange.content import Content
from interlock.exchange.linked_data import linked_data

SCHEMA = rdflib.Namespace("https://schema.org/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def graph(made: Content) -> rdflib.Graph:
    return rdflib.Graph().parse(data=json.dumps(linked_data(made)), format="json-ld")


def urn(*parts: str) -> rdflib.URIRef:
    return rdflib.URIRef("urn:interlock:" + ":".join(parts))


@pytest.fixture(scope="module")
def triples() -> rdflib.Graph:
    return graph(content())


def test_the_context_stands_in_the_file() -> None:
    assert isinstance(linked_data(content())["@context"], dict)


def test_a_fact_has_its_parties_its_amount_and_what_it_comes_from(triples: rdflib.Graph) -> None:
    """A monetary amount with value and both ends; derived from its claims."""
    (fact,) = [fact for fact in content().facts if fact.kind == "leases_from"]
    node = urn("fact", fact.id)
    assert (node, urn("subject"), urn("actor", "openai")) in triples
    assert (node, urn("object"), urn("actor", "nvidia")) in triples
    assert (node, urn("kind"), urn("kind", "leases_from")) in triples
    amount = triples.value(node, SCHEMA.amount)
    assert triples.value(amount, rdflib.RDF.type) == SCHEMA.MonetaryAmount
    assert triples.value(amount, SCHEMA.value) == rdflib.Literal(350e9)
    assert str(triples.value(amount, SCHEMA.currency)) == "USD"
    assert set(triples.objects(node, PROV.wasDerivedFrom)) == {urn("claim", claim) for claim in fact.claims}
    assert triples.value(urn("actor", "openai"), SCHEMA.name) == rdflib.Literal("OpenAI")


def test_an_open_end_is_no_number(triples: rdflib.Graph) -> None:
    """'At least' has no upper end, 'up to' no lower one."""
    (loan,) = [fact for fact in content().facts if fact.kind == "lends_to"]
    amount = triples.value(urn("fact", loan.id), SCHEMA.amount)
    assert triples.value(amount, SCHEMA.minValue) is not None
    assert triples.value(amount, SCHEMA.maxValue) is None


def test_a_claim_says_where_it_stands(triples: rdflib.Graph) -> None:
    """Its quote, in a place of its document, by words and by number."""
    for document, claims in content().told():
        for claim in claims:
            node = urn("claim", claim.id)
            assert triples.value(node, SCHEMA.text) == rdflib.Literal(claim.evidence.quote)
            target = triples.value(node, OA.hasTarget)
            assert triples.value(target, OA.hasSource) == urn("document", document.id)
            kinds = {triples.value(each, rdflib.RDF.type) for each in triples.objects(target, OA.hasSelector)}
            assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}


@settings(max_examples=8)
@given(wild())
def test_hostile_names_stay_literals(made: Content) -> None:
    """Every actor keeps its name, and every fact its subject."""
    found = graph(made)
    names = {str(name) for name in found.objects(None, SCHEMA.name)}
    assert {party.name for fact in made.facts for party in (fact.subject, fact.object) if party} <= names
    for fact in made.facts:
        assert found.value(urn("fact", fact.id), urn("subject")) is not None
