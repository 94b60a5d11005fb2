"""All of it at once: from documents with their claims and the judgements to actors, stories, facts and disputes.

A ledger does the same step by step for what is new (see `interlock.pipeline.resolving`); both give the same answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from interlock.atlas import Atlas
from interlock.resolution import actors, stories
from interlock.resolution.disputes import disputes
from interlock.resolution.facts import fact_of
from interlock.resolution.known import Told
from interlock.resolution.merging import merge
from interlock.resolution.names import NameMatcher, matcher_for
from interlock.resolution.nodes import Node, gather, heads_of
from interlock.resolution.origins import story_of
from interlock.resolution.profiles import Profile, marks, marks_needed, profile
from interlock.resolution.propositions import Proposition, Resolver
from interlock.resolution.times import gap
from interlock.vocabulary import Actor, ActorKind, Claim, Dispute, Document, Fact, Identity, Judgement, Party, Story
from interlock.vocabulary.document import source_of
from interlock.vocabulary.judgement import standing


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the claims make together. Each part is sorted by id."""

    identities: tuple[Identity, ...]
    stories: tuple[Story, ...]
    facts: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]


def resolve(
    documents: Iterable[tuple[Document, Sequence[Claim]]], judgements: Sequence[Judgement] = (), *, atlas: Atlas
) -> Resolution:
    """Resolve the claims of the documents. The order of documents and of judgements does not matter."""
    given = sorted(documents, key=lambda row: row[0].id)
    held = standing(judgements)
    matcher = matcher_for(atlas)
    heads = {document.id: heads_of(claims, atlas) for document, claims in given}
    nodes = gather(((document.id, claims) for document, claims in given), atlas, heads)
    people = actors.identities(nodes, actors.link_new(nodes.values(), _known(nodes, matcher), matcher), held, atlas)
    identity_of = {node: identity.id for identity in people for node in identity.nodes}
    resolver = Resolver(atlas, lambda node: identity_of.get(node, node), heads.__getitem__)
    told = {document.id: [Told(claim, source_of(document)) for claim in claims] for document, claims in given}
    profiles = {document.id: profile(source_of(document), told[document.id], document.text, resolver) for document, _ in given}
    found = find_stories(profiles, held)
    in_story = {telling.document: story.id for story in found for telling in story.tellings}
    origin_of = {telling.document: telling.origin for story in found for telling in story.tellings}
    blocks: dict[str, list[Proposition]] = defaultdict(list)
    for row in told.values():
        for each in row:
            proposition = resolver.proposition(each)
            blocks[proposition.block].append(proposition)
    party = party_in(resolver, {identity.id: (identity.name, identity.kind) for identity in people})
    facts = [
        fact_of(group, origin_of, party)
        for _, propositions in sorted(blocks.items())
        for group in merge(propositions, in_story, origin_of, held)
    ]
    facts.sort(key=lambda fact: fact.id)
    return Resolution(tuple(people), tuple(found), tuple(facts), tuple(disputes(facts, in_story)))


def find_stories(profiles: Mapping[str, Profile], judgements: Sequence[Judgement]) -> list[Story]:
    """The stories that documents tell, sorted by id. A document that shares its events with no other is a story alone."""
    links = stories.link_new(profiles.values(), _near(profiles))
    groups: dict[str, list[Profile]] = defaultdict(list)
    for document, root in stories.components(profiles, links, judgements).items():
        groups[root].append(profiles[document])
    return sorted((story_of(group) for group in groups.values()), key=lambda story: story.id)


def party_in(resolver: Resolver, named: Mapping[str, tuple[str, ActorKind]]) -> Callable[[Actor, str], Party]:
    """How an actor of a document is shown in a fact."""
    return lambda actor, document: resolver.party(actor, document, named.get)


def _known(nodes: Mapping[str, Node], matcher: NameMatcher) -> actors.Known:
    by_key: dict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        for key in actors.keys_of(node, matcher):
            by_key[key].add(node.key)
    return lambda keys: [nodes[each] for each in sorted({node for key in keys for node in by_key[key]})]


def _near(profiles: Mapping[str, Profile]) -> stories.Near:
    by_mark: dict[str, list[str]] = defaultdict(list)
    for found in profiles.values():
        for mark in marks(found):
            by_mark[mark].append(found.id)

    def near(shared: frozenset[str], found: Profile) -> list[Profile]:
        met = Counter(other for mark in shared for other in by_mark[mark])
        enough = (profiles[other] for other in sorted(met) if met[other] >= marks_needed(found, profiles[other]))
        return [other for other in enough if _in_reach(found, other)]

    return near


def _in_reach(one: Profile, other: Profile) -> bool:
    if one.source.said is None or other.source.said is None:
        return True
    return gap(one.source.said, other.source.said) <= stories.LONGEST_STORY


__all__ = ["Resolution", "find_stories", "party_in", "resolve"]
