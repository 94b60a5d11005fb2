"""The language-model reader: asks passage by passage, lets the answers through the gate, joins them with our own readings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from interlock.atlas import Atlas
from interlock.extraction.analysis import Analyser
from interlock.extraction.claims import make_claims
from interlock.extraction.clear import cleared
from interlock.extraction.language_model.actors import Resolver, SameName
from interlock.extraction.language_model.answers import Proposed, proposed_claims
from interlock.extraction.language_model.budget import Budget, BudgetSpent
from interlock.extraction.language_model.cache import AnswerCache
from interlock.extraction.language_model.endpoint import Endpoint, EndpointError, EndpointRefused, tokens_of
from interlock.extraction.language_model.gate import GATE, Gate, Seen, seen
from interlock.extraction.language_model.passages import Asked, asked_passages
from interlock.extraction.language_model.prompt import prompt_version, question, question_again, system_prompt
from interlock.extraction.language_model.refusal import Refusal
from interlock.extraction.linking import linked
from interlock.extraction.neural.joint import PROPOSED, are_one, propose
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.reader import NeuralReading, drafts_of, neural_reading
from interlock.extraction.reader import grammar_drafts
from interlock.languages import Language
from interlock.vocabulary import Claim, Document, ReadingUnfinished

MOST_TOKENS = 4000
"""Of an answer."""
_SHORTEST_ANSWER = 200
"""Tokens that an estimate sets aside for any answer, beside half a token for each character of the passage."""
_GIVEN_UP = 6
"""Questions in a row without an answer, each asked several times, after which a run asks no more."""
_AT_ONCE = 4
"""Questions under way at a time."""


@dataclass
class Tally:
    """What became of a run's questions: `refused` counts by reason what was dropped for good."""

    passages: int = 0
    kept_answers: int = 0
    asked: int = 0
    unanswered: int = 0
    passed: int = 0
    put_right: int = 0
    no_json: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What reading a document would ask: questions not answered before, and tokens at most."""

    passages: int
    questions: int
    tokens_in: int
    tokens_out: int


class Questions:
    """One model, its budget, and the answers kept from before. `tally` and `budget` tell how it went."""

    def __init__(self, endpoint: Endpoint, budget: Budget, cache: AnswerCache) -> None:
        self.endpoint, self.budget, self.cache = endpoint, budget, cache
        self.tally = Tally()
        self._down: EndpointError | None = None
        self._failed_in_a_row = 0

    @property
    def name(self) -> str:
        """The reader's name with its version: model, gate and prompt."""
        model = re.sub(r"[^A-Za-z0-9.:_-]+", "-", self.endpoint.model)
        return f"llm-{model}/{GATE}.{prompt_version()}"

    def answer(self, user: str) -> str:
        """The model's answer, kept from before or asked for. Raises EndpointError or BudgetSpent."""
        key = (self.endpoint.name, prompt_version(), user)
        kept = self.cache.get(*key)
        if kept is not None:
            self.tally.kept_answers += 1
            return kept
        if self._down is not None:
            raise self._down
        held = self.budget.hold(tokens_of(len(system_prompt()) + len(user)), MOST_TOKENS)
        try:
            answer = self.endpoint.complete(
                system_prompt(), user, max_tokens=MOST_TOKENS, as_json=True, seconds=self.budget.left()
            )
        except EndpointError as error:
            self.budget.settle(held)
            self._failed_in_a_row += 1
            if isinstance(error, EndpointRefused) or self._failed_in_a_row >= _GIVEN_UP:
                self._down = error  # nobody is asked a hundred times whether the key is wrong, or there at all
            raise
        self._failed_in_a_row = 0
        self.budget.settle(held, answer.tokens_in, answer.tokens_out, answer.counted)
        self.tally.asked += 1
        self.cache.put(answer.text, *key)
        return answer.text

    def estimate(self, document: Document) -> Estimate:
        """What is not answered yet of a document. Nothing is sent."""
        clear, _ = cleared(document)
        passages = asked_passages(clear)
        open_ = [
            asked for asked in passages if self.cache.get(self.endpoint.name, prompt_version(), _question(asked, clear)) is None
        ]
        tokens = sum(tokens_of(len(system_prompt()) + len(_question(asked, clear))) for asked in open_)
        return Estimate(len(passages), len(open_), tokens, sum(_SHORTEST_ANSWER + len(asked.text) // 2 for asked in open_))


class LanguageModelReader:
    """Reads with a language model, believes what the gate lets through."""

    def __init__(
        self, languages: Sequence[Language], atlas: Atlas, model: Model | None, questions: Questions, same_name: SameName
    ) -> None:
        """`model` is the network that the gate asks for its view; without it only the grammar is asked."""
        self._analyser = Analyser(languages, atlas, loose=True)
        self._model, self._questions = model, questions
        self.name = questions.name
        self._gate = Gate(Resolver(atlas, same_name), self.name)

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place. Raises ReadingUnfinished where a passage got no answer."""
        analysis = self._analyser.analyse(document)
        if not analysis.passages:
            return ()
        network = neural_reading(analysis, self._model) if self._model is not None else None
        drafts = grammar_drafts(analysis)
        at = seen(document, analysis, network, drafts)
        asked = asked_passages(analysis.document)
        self._questions.tally.passages += len(asked)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            answered = list(pool.map(lambda one: self._passage(one, at), asked))
        missing = [error for claims, error in answered if error is not None]
        if missing:
            self._questions.tally.unanswered += len(missing)
            raise ReadingUnfinished(f"{len(missing)} of {len(asked)} passages were not answered: {missing[0]}")
        own = make_claims(document, drafts, self.name)
        known = [proposal.claim for proposal in propose(self._network_claims(document, network), own)]
        claims = {claim.id: claim for found, _ in answered for each in found for claim in [_joined(each, known)]}
        ordered = sorted(claims.values(), key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.kind, claim.id))
        return linked(ordered)

    def _network_claims(self, document: Document, network: NeuralReading | None) -> tuple[Claim, ...]:
        if network is None or self._model is None:
            return ()
        return make_claims(document, drafts_of(network, self._model, PROPOSED), self.name)

    def _passage(self, asked: Asked, at: Seen) -> tuple[list[Claim], EndpointError | BudgetSpent | None]:
        """The claims of a passage, or why there was no answer."""
        user = _question(asked, at.analysis.document)
        try:
            passed, refused = self._held(self._questions.answer(user), asked, at)
            if refused is None or refused:
                again, left = self._held(self._questions.answer(question_again(user, refused)), asked, at)
                known = {claim.id for claim in passed}
                again = [claim for claim in again if claim.id not in known]
                self._questions.tally.put_right += len(again)
                passed += again
                self._count(refused, left, len(again))
        except (EndpointError, BudgetSpent) as error:
            return [], error
        self._questions.tally.passed += len(passed)
        return passed, None

    def _held(self, answer: str, asked: Asked, at: Seen) -> tuple[list[Claim], list[tuple[Proposed, str]] | None]:
        """What of an answer passes the gate, and what does not with the reason; None where it holds no claims at all."""
        proposed = proposed_claims(answer)
        if proposed is None:
            return [], None
        passed: list[Claim] = []
        refused: list[tuple[Proposed, str]] = []
        for each in proposed:
            try:
                passed.append(self._gate.claim(each, at, asked.start, asked.end))
            except Refusal as refusal:
                refused.append((each, str(refusal)))
        return passed, refused

    def _count(self, refused: list[tuple[Proposed, str]] | None, left: list[tuple[Proposed, str]] | None, put_right: int) -> None:
        """Count by reason what is dropped: what was refused twice, or was refused and given up."""
        tally = self._questions.tally
        if refused is None and left is None:
            tally.no_json += 1
        gone = left or (refused or [])[put_right:]
        tally.refused.update(reason.partition(":")[0] for _, reason in gone)


def _question(asked: Asked, document: Document) -> str:
    return question(asked, document.language, document.published)


def _joined(claim: Claim, known: Sequence[Claim]) -> Claim:
    """The claim as our own readers have it where they have the same one: then the two are one claim with two witnesses."""
    for own in known:
        if own.evidence.overlaps(claim.evidence) and are_one(claim, own):
            same = {name: q.interval() for name, q in own.quantities().items()}
            if same == {name: q.interval() for name, q in claim.quantities().items()}:
                return replace(
                    own, reader=claim.reader, confidence=claim.confidence, status=claim.status, status_word=claim.status_word
                )
    return claim
