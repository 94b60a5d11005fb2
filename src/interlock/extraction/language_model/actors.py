"""Who a proposed party is: an actor that the passage names or that its words refer to.

Nothing of a model's own words becomes a name: an actor is called as the atlas calls it, or as the document does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from interlock.atlas import Atlas
from interlock.extraction.arguments import ACTS_FOR_FIRM
from interlock.extraction.language_model.quotes import find_words
from interlock.extraction.language_model.refusal import Reason, Refusal
from interlock.extraction.language_model.scope import Meant, Scope
from interlock.extraction.mention import Source
from interlock.extraction.mentions import slug
from interlock.extraction.neural.drafting import AUTHOR
from interlock.extraction.wordlist import company_nouns
from interlock.vocabulary import Actor, ActorKind, Kind
from interlock.vocabulary.folding import fold_name, is_latin
from interlock.vocabulary.identity import family


class Alike(IntEnum):
    """Whether two names are of one actor."""

    NO = 0
    UNSURE = 1
    YES = 2


SameName = Callable[[str, ActorKind, str, ActorKind], Alike]
"""Compares two names, each with the kind of its actor, across scripts too."""

_LONGEST_NAME = 80
_PROPER = re.compile(r"(?<![\w-])[A-Z][\w'’.&-]*")
_PLAIN_CAPITALS = frozenset({"AI", "IT", "GPU", "GPUs", "US", "UK", "EU", "TPU", "CPU", "HBM", "R&D", "ML", "VC"})
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass(frozen=True, slots=True)
class Party:
    """A resolved party. `inferred`: the quote itself does not name it; `joint`: the ids of a group's members."""

    actor: Actor
    start: int
    end: int
    inferred: bool = False
    joint: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The ids that stand for the party in the text."""
        return self.joint or frozenset({self.actor.id})


class Resolver:
    """Finds parties with the atlas and with what the offline readers see."""

    def __init__(self, atlas: Atlas, same_name: SameName) -> None:
        self._same_name = same_name
        self._ids: dict[str, set[str]] = {}
        self._entries = {entry.id: entry for entry in atlas}
        for entry in atlas:
            for name in (*entry.all_names(), *entry.short, *entry.famous):
                self._ids.setdefault(fold_name(name), set()).add(entry.id)

    def party(self, said: Any, scope: Scope, role: str, deed: Kind, other: Party | None = None) -> Party:
        """The party that a model names in a claim of the kind `deed`, beside an `other` that it is not.

        Raises Refusal where the passage bears no such actor.
        """
        if not isinstance(said, dict) or not isinstance(said.get("name"), str) or not said["name"].strip():
            raise Refusal(Reason.FORM, f"'{role}' is an actor: an object with name, kind, mention")
        name, kind = said["name"].strip(), _kind(said, role)
        if fold_name(name) in ("document author", "document-author"):
            return Party(AUTHOR, scope.start, scope.end)
        if len(name) > _LONGEST_NAME:
            raise Refusal(Reason.ACTOR, f"'{role}': a name of more than {_LONGEST_NAME} characters is none")
        members = said.get("members")
        if isinstance(members, list) and len(members) > 1 and all(isinstance(member, str) for member in members):
            return self._group(members, scope, role, deed)
        mention = said.get("mention")
        if isinstance(mention, str) and mention.strip():
            return self._mentioned(name, kind, mention.strip(), scope, role, deed)
        found = self._named(name, kind, scope, deed) or self._described(name, kind, scope, other)
        if found is None:
            raise Refusal(Reason.ACTOR, f"'{role}': the passage does not name '{name}'; give its own words in 'mention'")
        return found

    def _group(self, members: Sequence[str], scope: Scope, role: str, deed: Kind) -> Party:
        """A joint party: each member is in the passage."""
        found = [self._named(member.strip(), None, scope, deed) for member in members[:12]]
        missing = [member for member, party in zip(members, found, strict=False) if party is None]
        if missing:
            raise Refusal(Reason.ACTOR, f"'{role}': the passage does not name '{missing[0][:_LONGEST_NAME]}'")
        parties = [party for party in found if party is not None]
        actors = {party.actor.id: party.actor for party in parties}
        if len(actors) < 2:
            return parties[0]
        names = tuple(actor.name for actor in actors.values())
        first, last = min(party.start for party in parties), max(party.end for party in parties)
        close = last - first <= 200
        mention = scope.text[first:last] if close else parties[0].actor.mention
        label = ", ".join(names[:-1]) + " and " + names[-1]
        group = Actor("group-" + "-".join(actors), f"group: {label}", ActorKind.GROUP, mention, names)
        inferred = any(party.inferred for party in parties)
        return Party(group, first, last if close else parties[0].end, inferred, frozenset(actors))

    def _mentioned(self, name: str, kind: ActorKind, mention: str, scope: Scope, role: str, deed: Kind) -> Party:
        """The party that these words of the passage mean, if that may be the one named."""
        places = find_words(mention, scope.text, scope.folded, *scope.around)
        if not places:
            raise Refusal(Reason.ACTOR, f"'{role}': the words '{mention[:_LONGEST_NAME]}' do not stand in the passage")
        places.sort(key=lambda place: (not scope.holds(*place), place))
        ids = self._known(name)
        for start, end in places:
            over = [meant for meant in scope.meant if meant.start < end and start < meant.end]
            for meant in over:
                if self._may_be(name, kind, ids, meant):
                    return _party(meant, kind, scope)
                if _acts_for(meant, ids, scope, deed):
                    return _employer(meant, kind, scope)
        named = self._named(name, kind, scope, deed)
        if named is not None:
            return replace(named, inferred=named.inferred or not scope.holds(named.start, named.end))
        start, end = places[0]
        if any(meant.known and meant.start < end and start < meant.end for meant in scope.meant) or ids:
            raise Refusal(Reason.ACTOR, f"'{role}': '{mention[:_LONGEST_NAME]}' is not '{name}' here")
        return self._new(name, kind, start, end, scope, role)

    def _new(self, name: str, kind: ActorKind, start: int, end: int, scope: Scope, role: str) -> Party:
        """Somebody that no reader of ours has seen: called as the document says."""
        surface = scope.text[start:end]
        if len(surface) > _LONGEST_NAME or "\n" in surface:
            raise Refusal(Reason.ACTOR, f"'{role}': '{surface[:30]}...' is too long for a name")
        if kind is ActorKind.GROUP:
            group = Actor("group-" + slug(surface), f"group: {surface}", kind, surface)
            return Party(group, start, end, not scope.holds(start, end))
        if is_latin(surface) and is_latin(name) and _proper(name) and self._same_name(name, kind, surface, kind) is Alike.NO:
            raise Refusal(Reason.ACTOR, f"'{role}': '{surface}' is not '{name}'")
        return Party(Actor(slug(surface), surface, kind, surface), start, end, not scope.holds(start, end))

    def _named(self, name: str, kind: ActorKind | None, scope: Scope, deed: Kind) -> Party | None:
        """The party by its name alone: an actor of the atlas that is meant here, or a name that stands here."""
        ids = self._known(name)
        if ids:
            for meant in scope.meant:
                if meant.actor.id in ids:
                    return _party(meant, kind, scope)
            for meant in scope.meant:
                if _acts_for(meant, ids, scope, deed):
                    return _employer(meant, kind, scope)
            unknown = [meant for meant in scope.meant if meant.named and not meant.known]
            alike = [meant for meant in unknown if self._may_be(name, kind or meant.actor.kind, (), meant)]
            if party := self._unseen(ids, scope):
                return party
            return _party(alike[0], kind, scope) if alike else self._heard(name, kind, scope)
        sort = kind or ActorKind.COMPANY
        alike = [meant for meant in scope.meant if meant.named and self._may_be(name, sort, ids, meant)]
        if alike:
            return _party(alike[0], kind, scope)
        if _proper(name):
            places = find_words(name, scope.text, scope.folded, *scope.around)
            for start, end in sorted(places, key=lambda place: not scope.holds(*place)):
                surface = scope.text[start:end]
                return Party(Actor(slug(surface), surface, sort, surface), start, end, not scope.holds(start, end))
        return None

    def _unseen(self, ids: Iterable[str], scope: Scope) -> Party | None:
        """An actor of the atlas whose name stands here though our readers took it for a part of something else."""
        for identity in sorted(ids):
            entry = self._entries[identity]
            for name in entry.all_names():
                if name in entry.ambiguous or len(name) < 3:
                    continue
                for start, end in find_words(name, scope.text, scope.folded, *scope.around):
                    actor = Actor(entry.id, entry.name, entry.kind, scope.text[start:end])
                    return Party(actor, start, end, not scope.holds(start, end))
        return None

    def _heard(self, name: str, kind: ActorKind | None, scope: Scope) -> Party | None:
        """A person whose name in Latin letters sounds like words of the quote in another alphabet."""
        if kind is not ActorKind.PERSON or not is_latin(name):
            return None
        words = [(m.start(), m.end()) for m in re.finditer(r"[^\s,;:()\"]+", scope.text[scope.start : scope.end])]
        for length in (3, 2):
            for first, last in zip(words, words[length - 1 :], strict=False):
                start, end = scope.start + first[0], scope.start + last[1]
                surface = scope.text[start:end]
                if not is_latin(surface) and self._same_name(name, kind, surface, kind) is Alike.YES:
                    return Party(Actor(slug(surface), surface, kind, surface), start, end)
        return None

    def _described(self, name: str, kind: ActorKind, scope: Scope, other: Party | None) -> Party | None:
        """'seven engineers', 'an AI start-up': the one description that it can mean, in the quote or else beside it.

        Invented names are none.
        """
        if _proper(name):
            return None
        number = _number(name) if kind is ActorKind.GROUP else None
        if number is not None:
            return self._counted(number, scope)
        kinds = {family(kind)} | ({"group"} if kind is ActorKind.PERSON else set())
        every = [meant for meant in scope.meant if not meant.named and family(meant.actor.kind) in kinds]
        for fitting in ([m for m in every if scope.holds(m.start, m.end)], every):
            free = {_apart(meant, other) for meant in fitting if not meant.known or _is(meant, other)}
            free = {each for each in free if set(_words(each[0].id)) & set(_words(name))} or free
            if len({actor.id for actor, _ in free}) == 1:
                actor, (start, end) = min(free, key=lambda each: each[1])
                return Party(actor, start, end, not scope.holds(start, end))
        return self._thing(name, kind, scope) or _called(kind, scope)

    def _counted(self, number: str, scope: Scope) -> Party | None:
        """People named by their number: as the grammar's groups, else by the words that count them."""
        for meant in scope.meant:
            if number in meant.actor.members and meant.source is Source.GROUP:
                return _party(meant, ActorKind.GROUP, scope)
        for figure in scope.figures:
            if figure.field == "count" and f"{figure.quantity.value or 0:g}" == number and scope.holds(figure.start, figure.end):
                surface = scope.text[figure.start : figure.end]
                group = Actor("group-" + slug(surface), f"group: {surface}", ActorKind.GROUP, surface, (number,))
                return Party(group, figure.start, figure.end)
        return None

    def _thing(self, name: str, kind: ActorKind, scope: Scope) -> Party | None:
        """A thing of our lists that shares a word with the description."""
        if kind not in (ActorKind.PRODUCT, ActorKind.PROJECT, ActorKind.PLACE):
            return None
        for passage in scope.sentences:
            for asset in passage.assets:
                if scope.holds(asset.start, asset.end) and set(_words(asset.name)) & set(_words(name)):
                    surface = scope.text[asset.start : asset.end]
                    return Party(Actor(slug(surface), surface, kind, surface), asset.start, asset.end)
        return None

    def _known(self, name: str) -> set[str]:
        return self._ids.get(fold_name(name), set())

    def _may_be(self, name: str, kind: ActorKind, ids: Iterable[str], meant: Meant) -> bool:
        """Whether a stretch of the text may mean who is named."""
        if meant.actor.id in ids:
            return True
        if ids:
            return False
        surface, own = meant.actor.mention, meant.actor.name
        if fold_name(name) in (fold_name(surface), fold_name(own)):
            return True
        if not meant.named:
            return not meant.known and not _proper(name) and family(meant.actor.kind) == family(kind)
        people = kind is meant.actor.kind is ActorKind.PERSON and is_latin(name) != is_latin(surface)
        least = Alike.UNSURE if people else Alike.YES
        sort = meant.actor.kind if meant.known else kind  # of an unknown name its kind is a guess
        return any(self._same_name(name, kind, other, sort) >= least for other in {surface, own})


def _kind(said: dict[str, Any], role: str) -> ActorKind:
    try:
        return ActorKind(str(said.get("kind")))
    except ValueError:
        raise Refusal(Reason.FORM, f"'{role}': the kind of an actor is one of: {', '.join(ActorKind)}") from None


def _party(meant: Meant, kind: ActorKind | None, scope: Scope, inferred: bool = False) -> Party:
    """The actor meant. What sort of thing an unknown name is, the model may know better."""
    actor = meant.actor
    if kind is not None and not meant.known and meant.source is Source.SHAPE and kind is not ActorKind.GROUP:
        actor = replace(actor, kind=kind)
    return Party(actor, meant.start, meant.end, inferred or not scope.holds(meant.start, meant.end) or not meant.named)


def _called(kind: ActorKind, scope: Scope) -> Party | None:
    """A firm, or firms, that the quote calls only by a noun for firms ('start-ups')."""
    if kind not in (ActorKind.COMPANY, ActorKind.GROUP):
        return None
    found = {
        (match.start(), match.end())
        for passage in scope.sentences
        for _, match in company_nouns(passage.language).find(passage.folded, passage.start, passage.end)
        if scope.holds(match.start(), match.end()) and not passage.in_name(match.start(), match.end())
    }
    longest = max(found, key=lambda place: (place[1] - place[0], -place[0]), default=None)
    if longest is None or any(place[1] <= longest[0] or longest[1] <= place[0] for place in found):
        return None
    surface = scope.text[longest[0] : longest[1]]
    group = kind is ActorKind.GROUP
    actor = Actor(("group-" if group else "") + slug(surface), f"group: {surface}" if group else surface, kind, surface)
    return Party(actor, *longest)


def _acts_for(meant: Meant, ids: set[str], scope: Scope, deed: Kind) -> bool:
    """Whether somebody in the quote acts for one of these firms in a deed of this kind, as the offline readers hold it."""
    acts = deed in ACTS_FOR_FIRM and meant.actor.kind is ActorKind.PERSON and scope.holds(meant.start, meant.end)
    return acts and meant.employer is not None and meant.employer.id in ids


def _employer(meant: Meant, kind: ActorKind | None, scope: Scope) -> Party:
    assert meant.employer is not None
    return _party(replace(meant, actor=replace(meant.employer, mention=meant.actor.mention)), kind, scope, True)


def _is(meant: Meant, other: Party | None) -> bool:
    return other is not None and meant.actor.id in other.ids


def _apart(meant: Meant, other: Party | None) -> tuple[Actor, tuple[int, int]]:
    """Who a description means. One that we took for the other party, which it cannot be, stands for somebody unnamed."""
    actor, surface = meant.actor, meant.actor.mention
    if _is(meant, other):
        actor = Actor(slug(surface), surface, actor.kind, surface)
    return actor, (meant.start, meant.end)


def _proper(name: str) -> bool:
    """Whether a name in Latin letters holds a proper name, not only words that describe; in other scripts that is not told."""
    if not is_latin(name):
        return True
    return any(match.group() not in _PLAIN_CAPITALS for match in _PROPER.finditer(name)) or any(
        sign.isupper() for word in name.split() for sign in word[1:] if word not in _PLAIN_CAPITALS
    )


def _number(name: str) -> str | None:
    digits = re.search(r"\d+", name)
    if digits:
        return digits[0]
    return next((str(_NUMBERS.index(word) + 1) for word in name.lower().split() if word in _NUMBERS), None)


def _words(name: str) -> list[str]:
    return [word.rstrip("s") for word in re.findall(r"[^\W_]+", name.lower()) if len(word) > 2]
