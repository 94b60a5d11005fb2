"""Words that stand for whom they refer to, as the passages show them: 'we', 'the lab', 'its owner', '該公司'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from interlock.evaluation.passages import Passage
from interlock.vocabulary import ActorKind
from interlock.vocabulary.folding import fold

_LEAST_ACTORS = 3
_MOST_OF_ONE = 0.5
"""Words of which more mentions than this mean one actor are its name, however many others bear it."""


def reference_words_of(passages: Iterable[Passage]) -> list[str]:
    """Folded words that mean several actors, none of them mostly."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        said = {(mention.key, fold(passage.text[mention.start : mention.end])) for mention in passage.mentions}
        for key, words in said:
            if passage.actors[key].kind is not ActorKind.GROUP:
                meant[words][passage.actors[key].name] += 1
    return sorted(
        words
        for words, actors in meant.items()
        if len(actors) >= _LEAST_ACTORS and max(actors.values()) <= _MOST_OF_ONE * sum(actors.values())
    )
