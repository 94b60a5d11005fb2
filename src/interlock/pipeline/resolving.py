"""Resolving a ledger: what is new since the last time, and whatever that touches. Same answer as all of it at once."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from interlock.atlas import Atlas, load_atlas
from interlock.languages.searching import SEGMENTATION
from interlock.ledger.derived import DerivedTables
from interlock.ledger.meant import vectors_made_by
from interlock.ledger.searched import catch_up
from interlock.resolution import actors, stories
from interlock.resolution.facts import fact_of
from interlock.resolution.known import Told
from interlock.resolution.merging import merge
from interlock.resolution.names import NameMatcher, matcher_for
from interlock.resolution.nodes import Heads, Node, forms_of, heads_of
from interlock.resolution.origins import story_of
from interlock.resolution.profiles import Profile, marks, marks_needed, profile
from interlock.resolution.propositions import Resolver
from interlock.resolution.rules import RULES
from interlock.resolution.times import days
from interlock.vocabulary import Actor, ActorLink, Claim, Judged, Judgement, Party
from interlock.vocabulary.document import Source
from interlock.vocabulary.identity import NodeForm, base_of
from interlock.vocabulary.judgement import standing
from interlock.vocabulary.story import StoryLink

BATCH = 500
"""Documents in one transaction."""
MOST_KEPT = 10_000
"""Documents whose claims are kept in memory from batch to batch (about 40 kB each)."""


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """What a resolving did: documents taken in, documents touched by them, blocks of facts made anew, seconds."""

    documents: int
    touched: int
    blocks: int
    seconds: float


def resolve_ledger(
    ledger: Path, atlas_files: Iterable[Path] = (), *, afresh: bool = False, progress: Callable[[int], None] | None = None
) -> ResolveReport:
    """Bring actors, stories and facts of the ledger up to date; `afresh` makes them all again.

    What changes goes in by batches of documents, each wholly or not at all, so that a run that is cut short loses
    nothing. Raises LedgerError.
    """
    began, atlas = time.monotonic(), load_atlas(tuple(atlas_files))
    catch_up(ledger, SEGMENTATION, partial(_names_in, atlas), afresh=afresh)
    documents = touched = blocks = 0
    with DerivedTables(ledger) as tables:
        rules = f"{RULES}:{_digest(atlas)}"
        matcher: NameMatcher | None = None
        kept = _Kept(tables)
        while True:
            with tables.writing():
                if afresh or tables.made_with() != rules:
                    tables.start_over(rules)
                    afresh = False
                batch = tables.unresolved(BATCH)
                judged = tables.judgements(unresolved=True)
                if not batch and not judged:
                    break
                matcher = matcher or matcher_for(atlas)
                kept.begin(batch, judged)
                work = _Work(tables, atlas, matcher, kept)
                work.run(batch, judged)
                tables.search_names(SEGMENTATION, partial(_names_in, atlas))
                tables.done_with(batch, judged)
            documents, touched, blocks = documents + len(batch), touched + work.touched, blocks + work.blocks
            if progress is not None:
                progress(documents)
    _keep_meaning(ledger)
    return ResolveReport(documents, touched, blocks, time.monotonic() - began)


def _keep_meaning(ledger: Path) -> None:
    """Give vectors to what is new, where somebody has begun to make them."""
    if vectors_made_by(ledger) is not None:
        from interlock.pipeline.meaning import catch_up_meaning  # most ledgers have none, and do without it

        catch_up_meaning(ledger)


@lru_cache(maxsize=2)
def _digest(atlas: Atlas) -> str:
    told = (f"{entry.id}|{entry.kind}|{entry.all_names()}|{sorted(entry.ambiguous)}" for entry in atlas)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _names_in(atlas: Atlas, actor: str) -> tuple[str, ...]:
    entry = atlas.get(actor)
    return entry.all_names() if entry else ()


class _Kept:
    """What has been read of documents, from batch to batch: it is the same until a document is read anew, an actor of it becomes
    another, or somebody judges or writes."""

    def __init__(self, tables: DerivedTables) -> None:
        self.sources: dict[str, Source] = {}
        self.claims: dict[str, dict[str, Claim]] = {}
        self.profiles: dict[str, Profile] = {}
        self._tables, self._written = tables, tables.written_elsewhere()

    def begin(self, batch: list[str], judged: list[Judgement]) -> None:
        """Forget what may have changed before a batch is taken in, and everything where it has become much."""
        written = self._tables.written_elsewhere()
        if judged or written != self._written or len(self.claims) > MOST_KEPT:
            self.sources.clear()
            self.claims.clear()
            self.profiles.clear()
        for document in batch:
            for known in (self.sources, self.claims, self.profiles):
                known.pop(document, None)
        self._written = written


class _Work:
    """One batch: each step hands on what the next has to look at."""

    def __init__(self, tables: DerivedTables, atlas: Atlas, matcher: NameMatcher, kept: _Kept) -> None:
        self.touched = self.blocks = 0
        self._tables, self._atlas, self._matcher = tables, atlas, matcher
        self._held = standing(tables.judgements())
        self._sources, self._claims, self._profiles = kept.sources, kept.claims, kept.profiles
        self._identity: dict[str, str] = {}
        self._resolver = Resolver(atlas, self.identity, self._heads_in)
        self._heads: dict[str, Heads] = {}

    def run(self, batch: list[str], judged: list[Judgement]) -> None:
        """Take the documents and the judgements in."""
        pairs = {about: {each for row in judged if row.about is about for each in (row.left, row.right)} for about in Judged}
        renamed = self._actors(batch, pairs[Judged.ACTOR])
        changed = sorted(set(batch) | self._tables.documents_naming(renamed))
        for document in changed:
            self._profiles.pop(document, None)
        blocks = self._propositions(changed)
        moved = self._stories(changed, pairs[Judged.DOCUMENT])
        for document in moved:
            blocks |= self._tables.blocks_of(document)
        for claim in pairs[Judged.CLAIM]:
            blocks |= self._tables.blocks_of_claim(claim)
        self._facts(blocks)
        self.touched, self.blocks = len(set(changed) | moved), len(blocks)

    # actors

    def _actors(self, batch: list[str], judged: set[str]) -> set[str]:
        """Take in the names of the documents; return the nodes whose identity has changed."""
        touched: set[str] = set()
        for document in batch:
            before, now = self._tables.node_forms_of(document), self._forms(document)
            self._tables.replace_node_forms(document, sorted(before - now), sorted(now - before))
            touched |= {form.node for form in before ^ now}
        nodes = self._nodes(touched)
        near = set(touched)
        for key in sorted(touched):
            near |= self._tables.drop_links(key)
            self._tables.replace_keys(key, actors.keys_of(nodes[key], self._matcher) if key in nodes else ())

        def known(keys: frozenset[str]) -> Iterator[Node]:
            found = self._nodes(self._tables.nodes_with(keys))
            return (found[key] for key in sorted(found))

        self._tables.add_links(actors.link_new((nodes[key] for key in sorted(nodes)), known, self._matcher))
        for each in judged:
            near |= self._tables.nodes_of_actor(each)
        return self._identities(near)

    def _identities(self, start: set[str]) -> set[str]:
        """Make the identities around these nodes anew; return the nodes for which one has changed."""
        links: dict[tuple[str, str], ActorLink] = {}
        closure = self._closure(start, links)
        before = {node: self._tables.identity_of(node) for node in closure}
        nodes = self._nodes(closure)
        made = actors.identities(nodes, links.values(), self._held, self._atlas)
        self._tables.replace_identities(closure, made)
        now = {node: (identity.id, identity.name, identity.kind) for identity in made for node in identity.nodes}
        self._identity.update({node: told[0] for node, told in now.items()})
        return {node for node in closure if before[node] != now.get(node)}

    def _closure(self, start: set[str], links: dict[tuple[str, str], ActorLink]) -> set[str]:
        """All nodes that a link, an identity or a judgement joins with these, however far."""
        judged: dict[str, set[str]] = defaultdict(set)
        for row in self._held:
            if row.about is Judged.ACTOR:
                for one, other in ((row.left, row.right), (row.right, row.left)):
                    judged[one].add(other)
        seen, waiting = set(start), sorted(start)
        while waiting:
            node = waiting.pop()
            found = self._tables.links_of(node)
            links.update({(row.left, row.right): row for row in found})
            next_to = {each for row in found for each in (row.left, row.right)}
            identity = self._tables.identity_of(node)
            if identity is not None:
                next_to |= self._tables.nodes_of_identity(identity[0])
            if judged:
                for each in {node, base_of(node), *(form.actor for form in self._tables.forms_of_node(node))}:
                    for other in judged.get(each, ()):
                        next_to |= self._tables.nodes_of_actor(other)
            waiting += sorted(next_to - seen)
            seen |= next_to
        return seen

    def _nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        found = {key: Node.of(self._tables.forms_of_node(key)) for key in keys}
        return {key: node for key, node in found.items() if node is not None}

    def _forms(self, document: str) -> set[NodeForm]:
        claims = self._claims_of(document).values()
        return {row for claim in claims for row in forms_of(claim, document, self._atlas, self._heads_in(document))}

    def _heads_in(self, document: str) -> Heads:
        found = self._heads.get(document)
        if found is None:
            found = self._heads[document] = heads_of(self._claims_of(document).values(), self._atlas)
        return found

    # propositions

    def _propositions(self, documents: list[str]) -> set[str]:
        """Put the claims of the documents into blocks; return every block that gains or loses one."""
        blocks: set[str] = set()
        for document in documents:
            blocks |= self._tables.blocks_of(document)
            told = (self._resolver.proposition(each) for each in self._told(document))
            blocks |= self._tables.replace_propositions(document, [(each.told.claim.id, each.block) for each in told])
        return blocks

    # stories

    def _stories(self, documents: list[str], judged: set[str]) -> set[str]:
        """Find the stories of the documents; return the documents whose story or origin has changed."""
        near: set[str] = {each for each in judged if self._tables.has_document(each)}
        for document in documents:
            near |= {document} | self._tables.drop_story_links(document)
            found = self._profile(document)
            self._tables.replace_marks(document, marks(found), _day(found.source.said), found.news)

        def around(shared: frozenset[str], found: Profile) -> Iterator[Profile]:
            met = self._tables.documents_near(shared, _day(found.source.said), stories.LONGEST_STORY)
            enough = sorted(other for other, number, news in met if number >= marks_needed(found, news))
            return (self._profile(other) for other in enough)

        links = stories.link_new((self._profile(document) for document in documents), around)
        self._tables.add_story_links(links)
        return self._tell(near)

    def _tell(self, start: set[str]) -> set[str]:
        links: dict[tuple[str, str], StoryLink] = {}
        closure = self._story_closure(start, links)
        before = {document: self._tables.told_in(document) for document in closure}
        groups: dict[str, list[Profile]] = defaultdict(list)
        for document, root in stories.components(closure, links.values(), self._held).items():
            groups[root].append(self._profile(document))
        made = [story_of(group) for _, group in sorted(groups.items())]
        self._tables.replace_tellings(closure, ((story.id, story.tellings) for story in made))
        now = {told.document: (story.id, told.origin) for story in made for told in story.tellings}
        return {document for document in closure if before[document] != now[document]}

    def _story_closure(self, start: set[str], links: dict[tuple[str, str], StoryLink]) -> set[str]:
        judged: dict[str, set[str]] = defaultdict(set)
        for row in self._held:
            if row.about is Judged.DOCUMENT and self._tables.has_document(row.left) and self._tables.has_document(row.right):
                judged[row.left].add(row.right)
                judged[row.right].add(row.left)
        seen, waiting = set(start), sorted(start)
        while waiting:
            document = waiting.pop()
            found = self._tables.story_links_of(document)
            links.update({(row.left, row.right): row for row in found})
            next_to = {each for row in found for each in (row.left, row.right)} | judged[document]
            told = self._tables.told_in(document)
            if told is not None:
                next_to |= self._tables.documents_of_story(told[0])
            waiting += sorted(next_to - seen)
            seen |= next_to
        return seen

    def _profile(self, document: str) -> Profile:
        found = self._profiles.get(document)
        if found is None:
            told = self._told(document)
            found = profile(self._source(document), told, self._tables.text(document), self._resolver)
            self._profiles[document] = found
        return found

    # facts

    def _facts(self, blocks: set[str]) -> None:
        for block in sorted(blocks):
            rows = self._tables.block(block)
            told = [Told(self._claims_of(document)[claim], self._source(document)) for claim, document in rows]
            where = {document: self._tables.told_in(document) for _, document in rows}
            in_story = {document: found[0] for document, found in where.items() if found}
            origin = {document: found[1] for document, found in where.items() if found}
            groups = merge(map(self._resolver.proposition, told), in_story, origin, self._held)
            self._tables.replace_facts(block, [fact_of(group, origin, self._party) for group in groups])

    def _party(self, actor: Actor, document: str) -> Party:
        return self._resolver.party(actor, document, self._tables.identity_named)

    # what is read once

    def identity(self, node: str) -> str:
        """The identity of a node."""
        found = self._identity.get(node)
        if found is None:
            told = self._tables.identity_of(node)
            found = self._identity[node] = told[0] if told else node
        return found

    def _told(self, document: str) -> list[Told]:
        source = self._source(document)
        return [Told(claim, source) for claim in self._claims_of(document).values()]

    def _claims_of(self, document: str) -> Mapping[str, Claim]:
        found = self._claims.get(document)
        if found is None:
            found = self._claims[document] = {claim.id: claim for claim in self._tables.claims_of(document)}
        return found

    def _source(self, document: str) -> Source:
        found = self._sources.get(document)
        if found is None:
            found = self._sources[document] = self._tables.source(document)
        return found


def _day(said: str | None) -> int | None:
    return None if said is None else days(said)[0]
