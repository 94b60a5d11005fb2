"""One sentence with everything found in it: mentions, quantities, dates, assets, clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interlock.extraction.clear import Places
from interlock.extraction.dates import FoundDate, FoundPeriod
from interlock.extraction.mangled import Mangling
from interlock.extraction.mention import Mention, Source
from interlock.extraction.quantities import FoundQuantity
from interlock.extraction.wordlist import asset_words, people_words
from interlock.languages import Boundary, Language
from interlock.vocabulary import Actor, ActorKind, Sentence

_BREAK_SIGNS = re.compile(r"[;；:：…]|(?<=\s)-(?=\s)|--+")
_COMMA = re.compile(r"[,，、()（）]")
_LIST_GAP = 16
"""Characters that may stand between two members of a list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One argument candidate: a mention, or the members of a list ('Oracle, Nvidia and AMD')."""

    members: tuple[Mention, ...]

    @property
    def head(self) -> Mention:
        """The first member, which carries the markers of the whole."""
        return self.members[0]

    @property
    def start(self) -> int:
        """Where the first member begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the last member ends."""
        return self.members[-1].outer_end


@dataclass(frozen=True, slots=True)
class FoundAsset:
    """A thing that is bought, built or restricted; `name` is English."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence ready for reading. All offsets are into `text`, the document's without invisible signs; `folded` is all of it
    folded."""

    sentence: Sentence
    language: Language
    text: str
    folded: str
    candidates: tuple[Candidate, ...]
    quantities: tuple[FoundQuantity, ...]
    dates: tuple[FoundDate, ...]
    periods: tuple[FoundPeriod, ...]
    assets: tuple[FoundAsset, ...]
    breaks: tuple[int, ...]
    commas: tuple[int, ...]
    topic: Mention | None = None
    context_year: str | None = None  # of the last date said before in the same paragraph
    raiser: Mention | None = None  # who was last said to raise money
    loose: tuple[FoundQuantity, ...] = ()  # numbers that only their surroundings make quantities; see loose.py
    mangling: Mangling | None = None  # of its document, where a machine translated it
    places: Places | None = None  # where the document has invisible signs

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where the sentence ends."""
        return self.sentence.end

    @property
    def figures(self) -> tuple[FoundQuantity, ...]:
        """All quantities, the loose ones last: for a reader that weighs their surroundings."""
        return (*self.quantities, *self.loose)

    def untouched(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of `text` as offsets into the document's untouched text."""
        return (start, end) if self.places is None else self.places.untouched(start, end)

    @property
    def mentions(self) -> Iterator[Mention]:
        """All mentions, those of lists one by one."""
        return (member for candidate in self.candidates for member in candidate.members)

    def in_name(self, start: int, end: int) -> bool:
        """Whether words lie inside a name ('Banque européenne d'investissement'): then they are no verb or noun of their own."""
        return any(
            member.start <= start and end <= member.end and member.source <= Source.SHAPE
            for candidate in self.candidates
            for member in candidate.members
        )

    def has_candidate(self, start: int, end: int) -> bool:
        """Whether a mention stands between two places."""
        return any(start <= candidate.start and candidate.end <= end for candidate in self.candidates)

    def is_question(self) -> bool:
        """Whether the sentence asks: then it claims nothing."""
        return self.text[self.start : self.end].rstrip(" \n\"'”’»」』)）").endswith(("?", "？", "؟"))

    def barriers(self, one: int, other: int) -> tuple[int, int]:
        """Clause breaks and commas between two places."""
        low, high = min(one, other), max(one, other)
        return sum(low <= place < high for place in self.breaks), sum(low <= place < high for place in self.commas)

    def clause(self, place: int) -> tuple[int, int]:
        """The clause around a place, as a half-open span."""
        start = max((b for b in self.breaks if b <= place), default=self.start)
        end = min((b for b in self.breaks if b > place), default=self.end)
        return start, end

    def distance(self, one: int, other: int) -> float:
        """How far two places are apart, in words (a Chinese character counts half a word)."""
        low, high = min(one, other), max(one, other)
        if self.language.boundary is Boundary.NONE:
            return (high - low) / 2
        return self.folded.count(" ", low, high) + 0.5


def make_passage(
    sentence: Sentence,
    language: Language,
    text: str,
    folded: str,
    mentions: list[Mention],
    quantities: tuple[FoundQuantity, ...],
    dates: tuple[FoundDate, ...],
    periods: tuple[FoundPeriod, ...],
    topic: Mention | None,
) -> Passage:
    """Put a sentence together; groups of people and lists are made here."""
    mentions = _without_attributes(mentions, folded, language)
    everyone = sorted([*mentions, *_groups(sentence, language, text, folded, mentions, quantities)], key=lambda m: m.start)
    start, end = sentence.start, sentence.end
    breaks = [
        match.start()
        for match in _BREAK_SIGNS.finditer(folded, start, end)
        if not (folded[match.start() - 1 : match.start()].isdigit() and folded[match.end() : match.end() + 1].isdigit())
    ]
    if language.grammar.clause_breaks:
        breaks += [match.start() for match in language.grammar.clause_breaks.finditer(folded, start, end)]
    commas = [
        match.start()
        for match in _COMMA.finditer(folded, start, end)
        if not (folded[match.start() - 1 : match.start()].isdigit() and folded[match.end() : match.end() + 1].isdigit())
    ]
    return Passage(
        sentence,
        language,
        text,
        folded,
        _candidates(everyone, folded, language, quantities),
        quantities,
        dates,
        periods,
        _assets(sentence, language, folded),
        tuple(sorted(breaks)),
        tuple(commas),
        topic,
    )


def _without_attributes(mentions: list[Mention], folded: str, language: Language) -> list[Mention]:
    """Drop states and places that only say where the next name comes from ('日本軟銀', 'US chip maker Nvidia')."""
    kept = []
    for place, mention in enumerate(mentions):
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        attribute = (
            following is not None
            and mention.kind in (ActorKind.GOVERNMENT, ActorKind.PLACE)
            and following.kind not in (ActorKind.GOVERNMENT, ActorKind.PLACE)
            and following.source in (Source.ATLAS, Source.SHAPE)
            and _only_says_where(folded[mention.end : following.outer_start], language)
        )
        if not attribute:
            kept.append(mention)
    return kept


def _only_says_where(between: str, language: Language) -> bool:
    """Whether nothing but a space, or a noun for firms ('美国基金Benchmark'), parts a place from the name behind it."""
    gap = between.strip()
    names = language.names
    return not gap or any(nouns is not None and nouns.fullmatch(gap) for nouns in (names.company_nouns, names.company_endings))


def _groups(
    sentence: Sentence, language: Language, text: str, folded: str, mentions: list[Mention], quantities: tuple[FoundQuantity, ...]
) -> list[Mention]:
    """'seven engineers', 'researchers': people named by count or by trade only."""
    taken = [(m.outer_start, m.outer_end) for m in mentions]
    groups = []
    for quantity in quantities:
        if quantity.people:
            amount = quantity.quantity.value if quantity.quantity.value is not None else quantity.quantity.low
            number = f"{amount:g}" if amount is not None else ""
            groups.append(_group(quantity.start, quantity.end, f"{number} {quantity.unit}".strip(), text, number))
            taken.append((quantity.start, quantity.end))
    for unit, match in people_words(language).find(folded, sentence.start, sentence.end):
        short = language.boundary is Boundary.NONE and match.end() - match.start() < 2  # 人 is everywhere
        if not short and not any(start < match.end() and match.start() < end for start, end in taken):
            groups.append(_group(match.start(), match.end(), unit.name, text, ""))
            taken.append((match.start(), match.end()))
    return groups


def _group(start: int, end: int, label: str, text: str, number: str) -> Mention:
    actor = Actor(
        "group-" + label.replace(" ", "-"), f"group: {label}", ActorKind.GROUP, text[start:end], (number,) if number else ()
    )
    return Mention(start, end, start, end, actor, Source.GROUP)


def _candidates(
    mentions: list[Mention], folded: str, language: Language, quantities: tuple[FoundQuantity, ...]
) -> tuple[Candidate, ...]:
    """Join the members of lists. A list has a conjunction somewhere and members of one kind.

    A member with a sum right behind it begins a clause that leaves out its verb ('10 billion in X and Y 5 billion').
    """
    sums = [quantity.start for quantity in quantities if quantity.field == "amount"]
    candidates: list[Candidate] = []
    run: list[Mention] = []
    joined = False

    def close() -> None:
        if joined and len(run) > 1:
            candidates.append(Candidate(tuple(run)))
        else:
            candidates.extend(Candidate((member,)) for member in run)

    for mention in mentions:
        if run:
            link = _link(folded[run[-1].outer_end : mention.outer_start], language)
            if any(0 <= start - mention.outer_end <= 2 for start in sums) or mention.actor.id in {m.actor.id for m in run}:
                link = None  # the same actor again begins a new clause
            if link and mention.outer_start >= run[-1].outer_end and _alike(run[-1], mention):
                joined = joined or link == "conjunction"
                run.append(mention)
                continue
            close()
        run, joined = [mention], False
    if run:
        close()
    return tuple(candidates)


def _alike(one: Mention, other: Mention) -> bool:
    firms = {ActorKind.COMPANY, ActorKind.FUND, ActorKind.ORGANISATION}
    return one.kind == other.kind or (one.kind in firms and other.kind in firms)


def _link(gap: str, language: Language) -> str | None:
    """What stands between two members of a list: 'comma', 'conjunction', or None where they are no list."""
    if len(gap) > _LIST_GAP:
        return None
    rest = gap.replace(",", " ").replace("，", " ").strip(" -")
    if language.grammar.articles:
        rest = language.grammar.articles.sub("", rest).strip(" -")
    if gap.strip() == "、":
        return "conjunction"
    if not rest:
        return "comma" if "," in gap or "，" in gap else None
    if language.boundary is Boundary.PREFIX and len(rest) <= 3 and all(letter in language.prefixes for letter in rest):
        return "conjunction" if rest.startswith("ו") else "comma" if "," in gap else None  # 'ממטא, מגוגל ומאורקל'
    conjunctions = language.grammar.conjunctions
    return "conjunction" if conjunctions and conjunctions.fullmatch(rest.strip("、")) else None


def _assets(sentence: Sentence, language: Language, folded: str) -> tuple[FoundAsset, ...]:
    found = [
        FoundAsset(asset.name, match.start(), match.end())
        for asset, match in asset_words(language).find(folded, sentence.start, sentence.end)
    ]
    found.sort(key=lambda asset: (asset.start - asset.end, asset.start))
    chosen: list[FoundAsset] = []
    for asset in found:
        if not any(other.start < asset.end and asset.start < other.end for other in chosen):
            chosen.append(asset)
    return tuple(sorted(chosen, key=lambda asset: asset.start))
