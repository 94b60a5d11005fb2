"""When a gold name and a claimed actor are the same."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

_STATES = {
    "united states": (
        "us",
        "u s",
        "usa",
        "america",
        "us government",
        "united states government",
        "government of the united states",
        "trump administration",
        "biden administration",
        "white house",
        "us department of commerce",
        "commerce department",
        "us commerce department",
        "department of commerce",
        "washington",
    ),
    "european union": ("eu", "european commission", "commission", "brussels"),
    "china": ("chinese government", "government of china", "beijing", "peoples republic of china", "prc"),
    "united kingdom": ("uk", "britain", "great britain", "british government", "uk government"),
    "israel": ("israeli government", "government of israel"),
    "south korea": ("korea", "republic of korea", "south korean government"),
    "taiwan": ("taiwanese government", "government of taiwan"),
    "saudi arabia": ("saudi", "kingdom of saudi arabia", "saudi government"),
    "united arab emirates": ("uae", "emirates", "abu dhabi"),
    "kazakhstan": ("government of kazakhstan",),
}
_STATE_OF = {alias: state for state, aliases in _STATES.items() for alias in (state, *aliases)}
_GENERIC_WORDS = (
    "ai data center centre centers centres project joint venture chip chips act department ministry government of and the in "
    "for new united technologies technology computing labs lab systems electronics capital ventures partners bank university "
    "international global"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_LEGAL_FORM = re.compile(r"\b(inc|corp|corporation|ltd|llc|plc|co|company|platforms|the|group|holdings?)\b\.?")
_ALIKE = 0.88
_LONG_ENOUGH = 5


def same_actor(gold: Any, claimed: Any, loose: bool = False) -> bool:
    """Whether the claimed actor is the gold one (any of them, where gold is a list).

    Names agree by canonical name, id or mention; a state, its government and its agencies are one; a longer form of
    the same name agrees. `loose` lets one shared telling word suffice, for things that may be described freely.
    """
    if isinstance(gold, list):
        return any(same_actor(one, claimed, loose) for one in gold)
    if isinstance(gold, str) and gold.startswith("group"):
        return _same_group(gold, claimed)
    wanted, got = ({_STATE_OF.get(name, name) for name in names_of(side)} for side in (gold, claimed))
    return bool(wanted & got) or any(_alike(a, b, loose) for a in wanted for b in got if a and b)


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """Lower case, no accents, no legal form, no punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(character for character in text if not unicodedata.combining(character))
    return re.sub(r"[\W_]+", " ", _LEGAL_FORM.sub(" ", text)).strip()


def names_of(actor: Any) -> set[str]:
    """The names by which an actor may be recognised; a gold name may list several, with '|' between them."""
    if actor is None:
        return {""}
    if isinstance(actor, str):
        return {plain_name(part) for part in actor.split("|")} | {plain_name(actor)}
    told = (actor.get("name") or "", str(actor.get("id", "")).replace("-", " "), actor.get("mention") or "")
    return {plain_name(name) for name in told} - {""} or {""}


def _same_group(gold: str, claimed: Any) -> bool:
    """A group agrees with a group; where both name numbers, these must agree."""
    if not isinstance(claimed, dict) or not (claimed.get("kind") == "group" or str(claimed.get("name", "")).startswith("group")):
        return False
    told = plain_name(" ".join([str(claimed.get("name")), str(claimed.get("mention")), *map(str, claimed.get("members") or [])]))
    wanted, got = re.findall(r"\d+", gold), re.findall(r"\d+", told)
    return wanted == got if wanted and got else True


def _alike(a: str, b: str, loose: bool) -> bool:
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    if _longer_form(a, b) or (min(len(a), len(b)) >= _LONG_ENOUGH and SequenceMatcher(None, a, b).ratio() >= _ALIKE):
        return True
    return loose and bool(_stems(a) & _stems(b))


def _longer_form(a: str, b: str) -> bool:
    """One name is the other with words around it: 'ampere' and 'ampere computing'."""
    if a == f"eu {b}" or b == f"eu {a}":
        return True
    first, second = set(a.split()), set(b.split())
    small = first if len(first) <= len(second) else second
    nested = first <= second or second <= first
    return bool(small) and nested and any(len(word) > 3 or not word.isascii() for word in small - _GENERIC)


def _stems(name: str) -> set[str]:
    return {word[:5] for word in name.split() if word not in _GENERIC}
