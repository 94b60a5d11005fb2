"""GEXF and GraphML as networkx reads them: weights, bounds, evidence, parallel edges."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import networkx
import pytest
from exchange.contents import content, made, wild
from hypothesis import given, settings
from lxml import etree
from resolution.press import claim, document, dollars, firm

from interlock.exchange.content import Content
from interlock.exchange.cypher import cypher
from interlock.exchange.graphs import gexf, graphml, holdable
from interlock.network.building import build_network
from interlock.network.flows import FlowBasis, NetworkLayer
from interlock.vocabulary import Kind, Status

WRITERS = {"gexf": gexf, "graphml": graphml}


def graph(form: str, of: Content, layer: NetworkLayer = NetworkLayer.MONEY, **network: Any) -> networkx.MultiDiGraph:
    """The graph as networkx reads the file."""
    data = WRITERS[form](build_network(of.facts, **network), layer, of)
    if form == "gexf":
        return networkx.MultiDiGraph(networkx.read_gexf(io.BytesIO(data)))  # where no edge has a twin it reads a plain graph
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)


@pytest.mark.parametrize("form", WRITERS)
def test_a_deal_is_an_edge_with_its_amount_as_weight_and_its_sentence(form: str) -> None:
    """From the payer to the payee, with both ends, the bound, the status and the address."""
    told = graph(form, content())
    ((_, edge),) = told["openai"]["nvidia"].items()
    assert edge["weight"] == edge["amount_low"] == edge["amount_high"] == 350e9
    assert (edge["status"], edge["amount_bound"], edge["layer"], edge["basis"]) == ("agreed", "exact", "money", "announced")
    assert "OpenAI leases_from Nvidia".replace(" ", " one ") in edge["quotes"]
    assert "https://press.example/lease?a=1&b=2#top" in edge["urls"]
    assert edge["facts"] in {fact.id for fact in content().facts}
    assert told.nodes["openai"]["label"] == "OpenAI"


@pytest.mark.parametrize("form", WRITERS)
def test_an_unknown_amount_is_no_weight_and_not_nought(form: str) -> None:
    deal = [claim(Kind.BUYS_FROM, firm("OpenAI"), firm("Oracle"))]
    ((_, edge),) = graph(form, made([document("a", "2025-11-04", deal)]))["openai"]["oracle"].items()
    assert "weight" not in edge and "amount_low" not in edge
    assert edge["amount_known"] is False


@pytest.mark.parametrize("form", WRITERS)
def test_parallel_deals_stay_apart(form: str) -> None:
    """A purchase and a loan between the same two are two edges."""
    rows = [claim(kind, firm("OpenAI"), firm("Oracle"), amount=dollars(1e9)) for kind in (Kind.BUYS_FROM, Kind.LENDS_TO)]
    told = graph(form, made([document("a", "2025-11-04", rows)]))
    assert {edge["instrument"] for edge in told["openai"]["oracle"].values()} == {"purchase", "loan"}


@pytest.mark.parametrize("form", WRITERS)
def test_each_basis_and_layer_is_a_file_of_its_own(form: str) -> None:
    """What is only talked of is no flow; control goes another way than money."""
    announced = graph(form, content())
    assert not announced.has_edge("nvidia", "openai") or "optional" not in {
        edge["status"] for edge in announced["nvidia"]["openai"].values()
    }
    asked = graph(form, content(), statuses=[Status.OPTIONAL])
    assert {edge["status"] for *_, edge in asked.edges(data=True)} == {"optional"}
    done = graph(form, content(), basis=FlowBasis.REALISED)
    assert {edge["status"] for *_, edge in done.edges(data=True)} == {"done"}
    control = graph(form, content(), NetworkLayer.CONTROL)
    assert {edge["layer"] for *_, edge in control.edges(data=True)} == {"control"}


@settings(max_examples=25)
@given(wild())
def test_any_name_can_be_held(of: Content) -> None:
    """The files are well-formed and networkx finds every flow under the names that XML can hold."""
    network = build_network(of.facts, statuses=list(Status))
    for form, write in WRITERS.items():
        for layer in NetworkLayer:
            data = write(network, layer, of)
            etree.fromstring(data)
            told = graph(form, of, layer, statuses=list(Status))
            flows = list(network.layer(layer))
            assert told.number_of_edges() == len(flows)
            for flow in flows:
                label = told.nodes[flow.source]["label"]
                assert " ".join(label.split()) == " ".join(holdable(network.actors[flow.source].name).split())


def test_gexf_is_of_version_1_2_and_says_what_its_weights_are() -> None:
    root = etree.fromstring(gexf(build_network(content().facts), NetworkLayer.MONEY, content()))
    assert root.get("version") == "1.2"
    assert root.tag == "{http://www.gexf.net/1.2draft}gexf"
    assert "US dollars" in str(root.findtext(".//{*}description"))


def test_no_path_of_a_local_file_is_handed_on() -> None:
    """Graphs and scripts give its name alone."""
    deal = [claim(Kind.BUYS_FROM, firm("OpenAI"), firm("Oracle"), amount=dollars(1e9))]
    paper, claims = document("/home/me/secret/notes.txt", "2025-11-04", deal, voice="one")
    of = made([(replace(paper, title="Notes"), claims)])
    files = [write(build_network(of.facts), NetworkLayer.MONEY, of).decode() for write in WRITERS.values()]
    for text in (*files, "".join(cypher(of))):
        assert "notes.txt" in text and "secret" not in text
