"""Which actors are one: the atlas first, then names glossed in documents, then names compared; judgements above all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from interlock.atlas import Atlas
from interlock.resolution.names import NameMatcher, NameVerdict
from interlock.resolution.nodes import Node, form
from interlock.resolution.unions import Unions
from interlock.vocabulary import ActorKind, ActorLink, Identity, Judged, Judgement, Verdict
from interlock.vocabulary.folding import is_latin
from interlock.vocabulary.identity import LED, base_of

_JUDGED, _GLOSSED = "judgement", "gloss"
_GLOSS_SCORE = 0.9
NAMESAKES, PERHAPS = "namesakes", 0.7
"""The rule that holds two of one name apart; the score of a link by which they are one, perhaps."""
_ALIKE = "the names are spelled alike"
_SHORTEST_GLOSS = 2
"""Letters of a form, without spaces and marks, that can be a name."""

Known = Callable[[frozenset[str]], Iterable[Node]]
"""The nodes that have one of these keys."""


def keys_of(node: Node, matcher: NameMatcher) -> frozenset[str]:
    """What two nodes must share for them to be compared: keys of the name, and the forms seen in texts."""
    if "@" in node.key:
        return frozenset()
    base = {f"base:{base_of(node.key)}"} if _family(node) == "firm" else set()
    return matcher.keys(node.name, node.kind) | {f"form:{found}" for found in _forms(node)} | base


def _forms(node: Node) -> set[str]:
    found = {form(name) for name in (node.name, *node.mentions)}
    return {each for each in found if len(each) >= _SHORTEST_GLOSS}


def link(one: Node, other: Node, matcher: NameMatcher) -> ActorLink | None:
    """Why the two nodes are one actor, or None. Only nodes of one family are ever linked."""
    left, right = sorted((one, other), key=lambda node: node.key)
    if left.key == right.key or _family(left) != _family(right) or "@" in left.key + right.key:
        return None
    if base_of(left.key) == base_of(right.key):
        apart = namesakes(left.key, left.kind, right.key, right.kind, matcher)
        return apart or ActorLink(left.key, right.key, "spelling", 1.0, _ALIKE)
    match = matcher.match(left.name, left.kind, right.name, right.kind)
    if match.verdict is NameVerdict.SAME:
        return ActorLink(left.key, right.key, match.rule, match.score, match.why)
    if match.verdict is NameVerdict.DIFFERENT and match.rule == "atlas":
        return None
    return _gloss(left, right) or _gloss(right, left)


def namesakes(one: str, kind: ActorKind, other: str, other_kind: ActorKind, matcher: NameMatcher) -> ActorLink | None:
    """Two nodes of one name as firms that other people lead: two firms where their kinds differ too, else perhaps two, which
    are held to be one. None where the same may lead both, or where it is not told who leads one."""
    if LED not in one or LED not in other:
        return None
    heads = [node.partition(LED)[2].replace("-", " ") for node in (one, other)]
    if matcher.match(heads[0], ActorKind.PERSON, heads[1], ActorKind.PERSON).verdict is not NameVerdict.DIFFERENT:
        return None
    why = f"{heads[0].title()} leads the one, {heads[1].title()} the other"
    left, right = sorted((one, other))
    if kind is not other_kind:
        return ActorLink(left, right, NAMESAKES, 0.0, f"two of one name: a {kind} and a {other_kind}, and {why}")
    return ActorLink(left, right, "spelling", PERHAPS, f"the names are spelled alike; but {why}: these may be two")


def _gloss(named: Node, glossed: Node) -> ActorLink | None:
    """A document uses the name of `named` for `glossed`: it says both, and one of them in another script."""
    wanted = form(named.name)
    if len(wanted) < _SHORTEST_GLOSS or is_latin(named.name) == is_latin(glossed.name):
        return None
    if all(form(mention) != wanted for mention in glossed.mentions):
        return None
    left, right = sorted((named.key, glossed.key))
    return ActorLink(left, right, _GLOSSED, _GLOSS_SCORE, f"a document calls {glossed.name} also {named.name}")


def _family(node: Node) -> str:
    return node.key.partition(":")[0]


def link_new(new: Iterable[Node], known: Known, matcher: NameMatcher) -> list[ActorLink]:
    """Every link between a new node and a node with which it shares a key, sorted."""
    links: dict[tuple[str, str], ActorLink] = {}
    for node in new:
        for other in known(keys_of(node, matcher)):
            found = link(node, other, matcher)
            if found is not None:
                links[found.left, found.right] = found
    return [links[key] for key in sorted(links)]


def identities(
    nodes: Mapping[str, Node], links: Iterable[ActorLink], judgements: Sequence[Judgement], atlas: Atlas
) -> list[Identity]:
    """The actors that the nodes make together. The answer does not depend on any order.

    Links join the surest first. Never joined: what a judgement holds to be different, two actors of the atlas, and a
    name that documents use for several actors.
    """
    joined = Unions(nodes)
    kept: list[ActorLink] = []
    by_actor = _by_actor(nodes)
    apart = {
        frozenset((one, other))
        for row in judgements
        if row.about is Judged.ACTOR and row.verdict is not Verdict.SAME
        for one in by_actor.get(row.left, ())
        for other in by_actor.get(row.right, ())
    }
    links = list(links)
    apart |= {frozenset((row.left, row.right)) for row in links if row.rule == NAMESAKES}
    for found in [
        *_judged(judgements, by_actor),
        *sorted(_sure(links), key=lambda row: (-row.score, row.left, row.right)),
    ]:
        if found.left not in nodes or found.right not in nodes:
            continue
        left, right = joined.members(found.left), joined.members(found.right)
        if found.rule != _JUDGED:
            known = {nodes[key].actor for key in (*left, *right) if atlas.get(nodes[key].actor)}
            if len(known) > 1 or any(frozenset((one, other)) in apart for one in left for other in right):
                continue
        joined.join(found.left, found.right)
        kept.append(found)
    rows: dict[str, list[ActorLink]] = defaultdict(list)
    for found in kept:
        rows[joined.root(found.left)].append(found)
    groups = list(joined.groups())
    first = _first_of_name(members for _, members in groups)
    made = (_identity([nodes[key] for key in members], rows[root], atlas, first) for root, members in groups)
    return sorted(made, key=lambda identity: identity.id)


def _first_of_name(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """For each name the least node of the group that goes by it alone, where several firms have that name."""
    found: dict[str, str] = {}
    for key in sorted(key for members in groups for key in members):
        found.setdefault(base_of(key), key)
    return found


def _by_actor(nodes: Mapping[str, Node]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(nodes):
        found[nodes[key].actor].append(key)
        for each in dict.fromkeys((key, base_of(key))):
            found[each].append(key)
    return found


def _judged(judgements: Sequence[Judgement], by_actor: Mapping[str, Sequence[str]]) -> list[ActorLink]:
    links = []
    for row in judgements:
        if row.about is Judged.ACTOR and row.verdict is Verdict.SAME:
            every = sorted({*by_actor.get(row.left, ()), *by_actor.get(row.right, ())})
            why = f"{row.who} on {row.when[:10]}: {row.why or 'same'}"
            links += [ActorLink(every[0], other, _JUDGED, 1.0, why) for other in every[1:]]
    return links


def _sure(links: Iterable[ActorLink]) -> list[ActorLink]:
    """The links without the glosses of a name that is glossed for several: 'the company' would join them all."""
    every = list(links)
    glossed: dict[str, set[str]] = defaultdict(set)
    every = [found for found in every if found.rule != NAMESAKES]
    sure = [found for found in every if found.rule != _GLOSSED]
    near = Unions({key for found in every for key in (found.left, found.right)})
    for found in sure:
        near.join(found.left, found.right)
    for found in every:
        if found.rule == _GLOSSED:
            glossed[found.left].add(near.root(found.right))
            glossed[found.right].add(near.root(found.left))
    for found in every:
        if found.rule == _GLOSSED and len(glossed[found.left]) == 1 and len(glossed[found.right]) == 1:
            sure.append(found)
    return sure


def _identity(members: Sequence[Node], links: Sequence[ActorLink], atlas: Atlas, first: Mapping[str, str]) -> Identity:
    """The identity that the nodes make: named by the atlas where it knows one of them, else by its Latin name."""
    spoken = min(members, key=lambda node: (atlas.get(node.actor) is None, not is_latin(node.name), node.key))
    entry = atlas.get(spoken.actor)
    kind = entry.kind if entry else min((node.kind for node in members), key=_kind_order)
    names = {name for node in members for name in (node.name, *node.mentions)}
    base = base_of(spoken.key)
    alone = first[base] in {node.key for node in members}
    identity = spoken.actor if entry else base if alone else spoken.key
    return Identity(
        identity,
        entry.name if entry else spoken.name,
        kind,
        tuple(sorted(node.key for node in members)),
        tuple(sorted(names)),
        tuple(sorted(links, key=lambda row: (row.left, row.right, row.rule))),
    )


def _kind_order(kind: ActorKind) -> tuple[bool, str]:
    return kind is not ActorKind.COMPANY, str(kind)
