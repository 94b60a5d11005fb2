"""Grammar and network together: each proposes claims, learned weights say how far to believe them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interlock.atlas import Atlas
from interlock.extraction.analysis import Analyser
from interlock.extraction.claims import make_claims
from interlock.extraction.linking import linked
from interlock.extraction.neural.drafting import TRADES
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.reader import neural_drafts
from interlock.extraction.reader import grammar_drafts
from interlock.languages import Language
from interlock.vocabulary import KINDS, ActorKind, Claim, Document, Kind

_NEAR = 200
"""Characters between the passages of two claims that may be one."""
_EVEN, _SURE_OF_WORDS = 0.5, 0.8
"""Probability below which the network leaves the kind of a trade to the grammar, and confidence from which that is sure of it."""
PROPOSED = 0.08
"""Probability from which the network's claims are put before the weights."""


_INFERRED = "inferred_actor"
"""The note of a claim one of whose parties stands in another sentence."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim with what each reader says of it: the network's probability, the grammar's confidence, None where silent."""

    claim: Claim
    network: float | None
    grammar: float | None


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned weights of a logistic model of whether a proposal is right, and the chances from which it counts."""

    bias: float
    network: float
    unseen: float
    grammar: float
    agreed: float
    kinds: Mapping[str, float]
    floor: float
    speech_floor: float

    def counts(self, claim: Claim, chance: float) -> bool:
        """Whether a claim with this chance is told."""
        return chance >= (self.speech_floor if claim.kind is Kind.SAYS else self.floor)

    def chance(self, proposal: Proposal) -> float:
        """The probability that the proposal is right."""
        seen, said = proposal.network, proposal.grammar
        score = self.bias + self.kinds.get(str(proposal.claim.kind), 0.0)
        score += self.unseen if seen is None else self.network * logit(seen)
        if said is not None:
            score += self.grammar * said + (self.agreed if seen is not None else 0.0)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


class JointReader:
    """The default reader: both readers' proposals, weighed."""

    def __init__(self, languages: Sequence[Language], atlas: Atlas, model: Model) -> None:
        self._analyser = Analyser(languages, atlas, loose=True)
        self._model = model
        self._weights = Weights(**model.card["weights"])
        self.name = f"both/{model.version}"

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place. A document in no known language has none."""
        found = []
        for proposal in self.proposals(document):
            chance = self._weights.chance(proposal)
            if self._weights.counts(proposal.claim, chance):
                found.append(replace(proposal.claim, confidence=round(chance, 3), reader=self.name))
        return linked(one_claim_a_figure(found))

    def proposals(self, document: Document) -> list[Proposal]:
        """Everything that either reader holds possible, in order of place."""
        return propose(*read_apart(document, self._analyser, self._model, self.name))


def read_apart(document: Document, analyser: Analyser, model: Model, reader: str) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """What the network and what the grammar propose of a document, on one analysis of it."""
    analysis = analyser.analyse(document)
    network = make_claims(document, neural_drafts(analysis, model, PROPOSED), reader)
    return network, make_claims(document, grammar_drafts(analysis), reader)


def one_claim_a_figure(claims: Sequence[Claim]) -> list[Claim]:
    """Of two claims between the same parties that hold the very same sum, the likelier: a sum is no two legs of a deal. Nor is it
    that of a party spoken of before, where the sentence names both parties of a deal with that sum; nor does the other to the one
    what the one does to the other."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (-claim.confidence, claim.evidence.start, claim.id)):
        if not any(_share_a_sum(claim, other) or _is_turned_round(claim, other) for other in kept):
            kept.append(claim)
    kept = [claim for claim in kept if not any(_names_its_parties(other, claim) for other in kept)]
    return sorted(kept, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.kind, claim.id))


def _share_a_sum(one: Claim, other: Claim) -> bool:
    if one.object is None or other.object is None or one.amount is None or one.amount != other.amount:
        return False
    parties = {one.subject.id, one.object.id} == {other.subject.id, other.object.id}
    return parties and one.evidence.overlaps(other.evidence)


def _names_its_parties(one: Claim, other: Claim) -> bool:
    """Whether two claims of a kind share a sum and a party, and only the first has both of its parties in the sentence."""
    if one.object is None or other.object is None or one.amount is None:
        return False
    alike = one.kind is other.kind and one.amount == other.amount and one.evidence.overlaps(other.evidence)
    shared = {one.subject.id, one.object.id} & {other.subject.id, other.object.id}
    return alike and bool(shared) and _INFERRED in other.notes and _INFERRED not in one.notes


def _is_turned_round(one: Claim, other: Claim) -> bool:
    """Whether a claim says of each other's parties what a likelier one says, of the same sum, or in the same words and with
    nothing of its own: two purchases that answer each other have their own goods or sums."""
    if one.object is None or other.object is None or one.kind is not other.kind or KINDS[one.kind].symmetric:
        return False
    if (one.subject.id, one.object.id) != (other.object.id, other.subject.id):
        return False
    if one.amount is not None and one.amount == other.amount:
        return True
    return one.evidence.overlaps(other.evidence) and not one.quantities() and one.asset in (None, other.asset)


def propose(network: Sequence[Claim], grammar: Sequence[Claim]) -> list[Proposal]:
    """Pair the claims that are one; of a pair the one with more figures speaks, the network's where they are level."""
    left = list(grammar)
    proposals = []
    for claim in sorted(network, key=lambda claim: -claim.confidence):
        alike = [other for other in left if are_one(claim, other)]
        same = next((other for other in alike if other.id == claim.id), alike[0] if alike else None)
        if same is None:
            near = next((other for other in left if _read_otherwise(claim, other)), None)
            if near is None:
                proposals.append(Proposal(claim, claim.confidence, None))
            else:
                left.remove(near)
                proposals.append(Proposal(near, claim.confidence, near.confidence))
            continue
        left.remove(same)
        fuller = same if len(same.quantities()) > len(claim.quantities()) else claim
        proposals.append(Proposal(replace(_completed(fuller, same), date=_date(claim, same)), claim.confidence, same.confidence))
    proposals += [Proposal(claim, None, claim.confidence) for claim in left]
    return sorted(proposals, key=lambda p: (p.claim.evidence.start, p.claim.evidence.end, p.claim.kind, p.claim.id))


def are_one(one: Claim, other: Claim) -> bool:
    if (one.kind, one.metric, one.subject.id) != (other.kind, other.metric, other.subject.id):
        return False
    apart = one.object is not None and other.object is not None and one.object.id != other.object.id
    if apart and not _count_the_same(one, other):
        return False
    a, b = one.evidence, other.evidence
    if a.start > b.end + _NEAR or b.start > a.end + _NEAR:
        return False
    if one.amount and other.amount and one.amount.currency != other.amount.currency:
        return False
    mine, others = one.quantities(), other.quantities()
    return all(mine[name].interval() == others[name].interval() for name in mine.keys() & others.keys())


def _count_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims count people in the same words: 'three' and 'three engineers' are no two groups."""
    objects = (one.object, other.object)
    counted = all(each is not None and each.kind is ActorKind.GROUP for each in objects) and one.count and other.count
    return bool(counted) and one.evidence.overlaps(other.evidence)


def _read_otherwise(claim: Claim, other: Claim) -> bool:
    """Whether the grammar reads what the network holds unlikely as the near kind, or the other way round."""
    return _read_as_near_kind(claim, other) or _read_turned_round(claim, other)


def _read_turned_round(claim: Claim, other: Claim) -> bool:
    """Whether the network holds a claim possible of which the grammar reads the very opposite in the same words: on the
    development part the grammar is right five times of six where the network is not even sure."""
    if claim.object is None or claim.confidence >= _EVEN or KINDS[claim.kind].symmetric:
        return False
    return claim.evidence.overlaps(other.evidence) and are_one(replace(claim, subject=claim.object, object=claim.subject), other)


def _read_as_near_kind(claim: Claim, other: Claim) -> bool:
    """Whether the network holds a purchase possible where the grammar, sure of its words, reads a lease of the same, or the
    other way round: one deal, and the words say which."""
    if {claim.kind, other.kind} != TRADES or claim.confidence >= _EVEN or other.confidence < _SURE_OF_WORDS:
        return False
    return are_one(replace(claim, kind=other.kind), other)


def _completed(claim: Claim, other: Claim) -> Claim:
    """A claim with what the grammar says more of the same proposition, and with the grammar's status where a word shows it."""
    shown = other.status_word is not None and other.status_word in claim.evidence.quote
    return replace(
        claim,
        status=other.status if shown else claim.status,
        status_word=other.status_word if shown else claim.status_word,
        role=claim.role or other.role,
        asset=claim.asset or other.asset,
        period=claim.period or other.period,
        per=claim.per or other.per,
        position=claim.position or other.position,
        origin=claim.origin or other.origin,
        condition=claim.condition or other.condition,
        attributed_to=claim.attributed_to or other.attributed_to,
    )


def _date(network: Claim, grammar: Claim) -> str | None:
    """The date of a proposition that both read. The network weighs all dates of the passage; where it ties none, the grammar's,
    which is only the nearest, counts for figures alone: these are of the time told in their clause."""
    return network.date or (grammar.date if network.kind is Kind.REPORTS else None)


def logit(chance: float) -> float:
    """The log odds of a probability, kept finite."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))
