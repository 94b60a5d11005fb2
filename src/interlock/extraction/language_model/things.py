"""What is bought, built or restricted, and which post is held: in the words of our own lists, or in those of the document."""

from __future__ import annotations

from typing import Any

from interlock.extraction.language_model.quotes import find_quote
from interlock.extraction.language_model.scope import Scope
from interlock.extraction.wordlist import title_words
from interlock.vocabulary import Kind

_LONGEST = 60
_POSTS = frozenset({Kind.LEADS, Kind.HIRES, Kind.LEAVES, Kind.FOUNDS})


def find_asset(said: Any, scope: Scope) -> str | None:
    """The thing that the model names: one that our lists find in the quote, else its words where the quote holds them."""
    if not isinstance(said, str) or not said.strip() or len(said) > _LONGEST:
        return None
    found = [asset for passage in scope.sentences for asset in passage.assets if scope.holds(asset.start, asset.end)]
    words = set(said.lower().split())
    alike = [asset.name for asset in found if words & set(asset.name.lower().split())]
    if alike or found:
        return (alike or [found[0].name])[0]
    places = find_quote(said, scope.text, scope.start, scope.end)
    return scope.text[places[0][0] : places[0][1]] if places else None


def find_role(said: Any, kind: Kind, scope: Scope) -> str | None:
    """The post, as our lists of titles call it; None where they find none near the quote."""
    if kind not in _POSTS or not isinstance(said, str):
        return None
    roles = [
        title.role
        for passage in scope.sentences
        for title, match in title_words(passage.language).find(passage.folded, passage.start, passage.end)
        if not title.founds and scope.touches(match.start(), match.end())
    ]
    same = [role for role in roles if role.lower() == said.strip().lower()]
    return next(iter(same or roles), None)
