"""The flow network as a graph file, GEXF 1.2 for Gephi or GraphML: one basis and one layer a file, parallel edges kept apart.

The weight of an edge is the figure told for it in US dollars: of a range and of "up to" the upper end, of "at least" the lower.
Both ends are attributes beside it. An edge whose amount is unknown has no weight, which is not a weight of nought: Gephi then
takes 1, networkx none; `amount_known` tells them apart.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from interlock.exchange.content import Content, Quote, shown_address
from interlock.network.flows import Flow, FlowNetwork, NetworkLayer
from interlock.vocabulary import Fact, Party

Cell = str | float | int | bool | None
_GEXF = "http://www.gexf.net/1.2draft"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = 5
"""Sentences shown on an edge; `facts` names all that stand behind it."""

NODE_FIELDS: dict[str, type] = {"kind": str, "country": str, "sectors": str, "wikidata": str}
EDGE_FIELDS: dict[str, type] = {
    "layer": str,
    "basis": str,
    "instrument": str,
    "status": str,
    "amount_known": bool,
    "amount_low": float,
    "amount_high": float,
    "amount_bound": str,
    "amount_basis": str,
    "origins": int,
    "disputed": bool,
    "per": str,
    "period": str,
    "date": str,
    "asset": str,
    "share": float,
    "share_bound": str,
    "power_watts": float,
    "power_bound": str,
    "count": float,
    "count_bound": str,
    "unit": str,
    "facts": str,
    "quotes": str,
    "urls": str,
    "notes": str,
}
_GEXF_TYPES = {str: "string", float: "double", int: "integer", bool: "boolean"}
_GRAPHML_TYPES = {str: "string", float: "double", int: "int", bool: "boolean"}


def holdable(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return _UNHOLDABLE.sub("\ufffd", text)


def gexf(network: FlowNetwork, layer: NetworkLayer, content: Content) -> bytes:
    """A layer of a network as GEXF 1.2."""
    root = etree.Element("gexf", {"version": "1.2"}, nsmap={None: _GEXF})  # type: ignore[dict-item]
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "creator").text = "Interlock"
    etree.SubElement(meta, "description").text = f"{layer} flows, basis {network.basis}, weights in US dollars"
    graph = etree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    keys = {}
    for owner, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        listed = etree.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
        for name, of in fields.items():
            keys[owner, name] = f"{owner}_{name}"
            etree.SubElement(listed, "attribute", {"id": keys[owner, name], "title": name, "type": _GEXF_TYPES[of]})
    flows = _flows(network, layer)
    nodes = etree.SubElement(graph, "nodes")
    for party in _parties(network, flows):
        node = etree.SubElement(nodes, "node", {"id": holdable(party.id), "label": holdable(party.name)})
        _gexf_values(node, "node", _node_cells(party, content))
    edges = etree.SubElement(graph, "edges")
    facts = {fact.id: fact for fact in content.facts}
    for flow in flows:
        told = {"id": flow.id, "source": holdable(flow.source), "target": holdable(flow.target)}
        told |= {"type": "directed", "label": str(flow.instrument)}
        if flow.amount.figure is not None:
            told["weight"] = repr(flow.amount.figure)
        edge = etree.SubElement(edges, "edge", told)
        _gexf_values(edge, "edge", _edge_cells(flow, network, facts, content))
    return _written(root)


def graphml(network: FlowNetwork, layer: NetworkLayer, content: Content) -> bytes:
    """A layer of a network as GraphML."""
    root = etree.Element("graphml", nsmap={None: _GRAPHML})  # type: ignore[dict-item]
    for owner, fields in (("node", {"label": str, **NODE_FIELDS}), ("edge", {"weight": float, "label": str, **EDGE_FIELDS})):
        for name, of in fields.items():
            told = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": _GRAPHML_TYPES[of]}
            etree.SubElement(root, "key", told)
    graph = etree.SubElement(root, "graph", {"id": f"{layer}-{network.basis}", "edgedefault": "directed"})
    flows = _flows(network, layer)
    for party in _parties(network, flows):
        node = etree.SubElement(graph, "node", {"id": holdable(party.id)})
        _graphml_values(node, "node", {"label": party.name, **_node_cells(party, content)})
    facts = {fact.id: fact for fact in content.facts}
    for flow in flows:
        ends = {"id": flow.id, "source": holdable(flow.source), "target": holdable(flow.target)}
        edge = etree.SubElement(graph, "edge", ends)
        cells = _edge_cells(flow, network, facts, content)
        _graphml_values(edge, "edge", {"weight": flow.amount.figure, "label": str(flow.instrument), **cells})
    return _written(root)


def _flows(network: FlowNetwork, layer: NetworkLayer) -> list[Flow]:
    return sorted(network.layer(layer), key=lambda flow: flow.id)


def _parties(network: FlowNetwork, flows: Iterable[Flow]) -> list[Party]:
    wanted = {each for flow in flows for each in (flow.source, flow.target)}
    return [network.actors[each] for each in sorted(wanted) if each in network.actors]


def _node_cells(party: Party, content: Content) -> dict[str, Cell]:
    entry = content.atlas.get(party.id)
    cells: dict[str, Cell] = {"kind": str(party.kind)}
    if entry is not None:
        cells |= {"country": entry.country, "sectors": "; ".join(sorted(entry.sectors)), "wikidata": entry.wikidata}
    return cells


def _edge_cells(flow: Flow, network: FlowNetwork, facts: Mapping[str, Fact], content: Content) -> dict[str, Cell]:
    amount = flow.amount
    quotes: list[Quote] = [each for key in flow.facts if key in facts for each in content.quotes(facts[key])]
    cells: dict[str, Cell] = {
        "layer": str(flow.layer),
        "basis": str(network.basis),
        "instrument": str(flow.instrument),
        "status": str(flow.status),
        "amount_known": amount.known,
        "amount_low": amount.low if amount.known else None,
        "amount_high": amount.high if amount.known and math.isfinite(amount.high) else None,
        "amount_bound": str(amount.bound) if amount.known else None,
        "amount_basis": str(amount.basis),
        "origins": flow.origins,
        "disputed": flow.disputed,
        "facts": " ".join(flow.facts),
        "quotes": " ⏎ ".join(dict.fromkeys(each.text for each in quotes[:_QUOTES])),
        "urls": " ".join(dict.fromkeys(shown_address(each.address) for each in quotes[:_QUOTES])),
        "notes": "; ".join(flow.notes),
    }
    cells |= {name: getattr(flow, name) for name in ("per", "period", "date", "asset", "unit")}
    for name, quantity in (("share", flow.share), ("power", flow.power), ("count", flow.count)):
        if quantity is not None:
            cells |= {"power_watts" if name == "power" else name: quantity.largest(), f"{name}_bound": str(quantity.bound)}
    return cells


def _gexf_values(element: etree._Element, owner: str, cells: Mapping[str, Cell]) -> None:
    listed = etree.SubElement(element, "attvalues")
    for name, cell in cells.items():
        if cell is not None and cell != "":
            etree.SubElement(listed, "attvalue", {"for": f"{owner}_{name}", "value": _text(cell)})


def _graphml_values(element: etree._Element, owner: str, cells: Mapping[str, Cell]) -> None:
    for name, cell in cells.items():
        if cell is not None and cell != "":
            etree.SubElement(element, "data", {"key": f"{owner}_{name}"}).text = _text(cell)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, float) else holdable(str(cell))


def _written(root: etree._Element) -> bytes:
    target = io.BytesIO()
    etree.ElementTree(root).write(target, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return target.getvalue()
