"""What the conditions of a deal come to: whether it is met step by step, as something is built or delivered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from interlock.languages import load_languages
from interlock.vocabulary import Claim
from interlock.vocabulary.folding import fold


def is_as_deployed(claims: Iterable[Claim]) -> bool:
    """Whether a claim ties its deal to deployment ('as each gigawatt is deployed'), in any of the languages.

    A condition that one authority or one vote meets ('subject to approval') is none of these.
    """
    return any(claim.condition and _tells_deployment(claim.condition) for claim in claims)


@lru_cache(maxsize=4096)
def _tells_deployment(condition: str) -> bool:
    words = fold(condition)
    grammars = (language.grammar for language in load_languages())
    return any(grammar.deployment is not None and grammar.deployment.search(words) for grammar in grammars)
