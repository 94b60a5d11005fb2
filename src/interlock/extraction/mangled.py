"""Machine-translated documents: what gives them away, and names that the machine took for words ('but' for Meta).

Which signs tell it, and which words may be which names, is data (`Language.mangled`). A word is put back only where its
place shows that it is a name and the document shows that a machine wrote it; where the signs are weak nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from interlock.extraction.mention import Mention, Source
from interlock.extraction.wordlist import introducing_words, mangled_names, mangled_titles, title_words, trigger_words
from interlock.languages import Boundary, Language, Title, TranslatedName
from interlock.vocabulary import Actor, ActorKind, Sentence

_ENOUGH = 2.0
"""Evidence from which a document counts as translated by a machine: one sign, two hints, or two names in clear places."""
_SIGN, _HINT, _PLACE, _SAID_ELSEWHERE = 2.0, 1.0, 1.0, 1.0
_FEWEST_FIRMS = 2
"""Known firms that a document names before names alone may give it away: a tale of oracles and apples names none."""
_REACH = 40
"""Characters before and behind a word in which its place shows."""
_FIRMS = frozenset({ActorKind.COMPANY, ActorKind.FUND})

Known = Callable[[str], Mention | None]
"""A mention, at no particular place, of the atlas actor with an id."""


@dataclass(frozen=True, slots=True)
class Mangling:
    """What a document that a machine translated has lost, as far as it can be put back."""

    repaired: tuple[Mention, ...] = ()
    titles: tuple[tuple[Title, int, int], ...] = ()

    def titles_within(self, start: int, end: int) -> list[tuple[Title, int, int]]:
        """The posts that were turned into words, in a stretch of the text."""
        return [hit for hit in self.titles if start <= hit[1] and hit[2] <= end]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word at [start, end) that may be a name; `outer` is where its prefix letters begin, `places` what shows a name."""

    start: int
    end: int
    outer: int
    entry: TranslatedName
    places: frozenset[str]

    @property
    def is_clear(self) -> bool:
        """Whether it can hardly be anything but a name. A capital alone is no proof: it may be another name."""
        return self.entry.sure or bool(self.places - {"capital"})


def find_mangling(
    text: str, folded: str, sentences: Sequence[tuple[Sentence, Language]], named: Sequence[Mention], known: Known
) -> Mangling | None:
    """What can be put back in a document that a machine translated; None where too little speaks for that."""
    languages = list({language.code: language for _, language in sentences}.values())
    signs = sum(_signs(folded, language) for language in languages)
    words = [word for sentence, language in sentences for word in _words(text, folded, sentence, language, named)]
    titles = [hit for sentence, language in sentences for hit in _titles(folded, sentence, language, named)]
    if signs + _told_by_names(words, titles, named, bool(signs)) < _ENOUGH:
        return None
    repaired = [_repaired(word, text, known) for word in words if word.is_clear or word.places]
    return Mangling(tuple(mention for mention in repaired if mention is not None), tuple(titles))


def with_repairs(named: list[Mention], mangling: Mangling | None) -> list[Mention]:
    """The mentions with the names that were put back, in order of place, in stead of unknown names at their places."""
    if mangling is None:
        return named
    places = [(m.start, m.end) for m in mangling.repaired] + [(start, end) for _, start, end in mangling.titles]
    kept = [m for m in named if m.source is not Source.SHAPE or not any(m.start < end and start < m.end for start, end in places)]
    return sorted([*kept, *mangling.repaired], key=lambda mention: (mention.start, -mention.end))


def mangling_notes(parties: Iterable[Actor], mentions: Iterable[Mention], mangling: Mangling | None) -> tuple[str, ...]:
    """What a claim must say of its parties, where the mentions are those of its sentence."""
    if mangling is None:
        return ()
    here = [mention for mention in mentions if mention.source is not Source.GROUP]
    repaired = any(_rests_on_repair(party, here, mangling) for party in parties)
    return ("machine_translated", "repaired_name") if repaired else ("machine_translated",)


CERTAINTY = {"machine_translated": 0.85, "repaired_name": 0.75}
"""What a note leaves of the confidence."""


def _rests_on_repair(party: Actor, here: list[Mention], mangling: Mangling) -> bool:
    """Whether a party, or a member of a joint party, is there only by a name that was put back."""
    said = [mention for mention in here if mention.actor.id == party.id or mention.actor.name in party.members]
    if said:
        own = [mention for mention in said if mention.actor.mention == party.mention] or said
        return any(mention.repaired for mention in own)
    return any(mention.actor.id == party.id for mention in mangling.repaired)


def _signs(folded: str, language: Language) -> float:
    rules = language.mangled
    signs = {match.group() for match in rules.signs.finditer(folded)} if rules.signs else set()
    hints = {match.group() for match in rules.hints.finditer(folded)} if rules.hints else set()
    return _SIGN * len(signs) + _HINT * len(hints)


def _told_by_names(words: list[_Word], titles: Sequence[object], named: Sequence[Mention], has_signs: bool) -> float:
    """What words in the places of names say: each word and place once, more where the text has the true name too."""
    known = {mention.actor.id for mention in named if mention.source is Source.ATLAS}
    firms = {mention.actor.id for mention in named if mention.source is Source.ATLAS and mention.kind in _FIRMS}
    clear = [word for word in words if word.is_clear]
    sure = _SIGN * len({word.entry.actor for word in clear if word.entry.sure})
    if not (has_signs or sure) and len(firms) < _FEWEST_FIRMS:
        return 0.0
    told = sure + _PLACE * len({(word.entry.actor, place) for word in clear for place in word.places - {"capital"}})
    told += _PLACE * bool(titles)
    return told + _SAID_ELSEWHERE * any(word.entry.actor in known for word in clear)


def _repaired(word: _Word, text: str, known: Known) -> Mention | None:
    mention = known(word.entry.actor)
    if mention is None:
        return None
    start, end = word.start, word.end
    actor = replace(mention.actor, mention=text[start:end])
    return replace(mention, start=start, end=end, outer_start=start, outer_end=end, actor=actor, repaired=True)


def _words(text: str, folded: str, sentence: Sentence, language: Language, named: Sequence[Mention]) -> Iterator[_Word]:
    """The words of a sentence that may be translated names, with what their places show."""
    taken: list[tuple[int, int]] = []
    for entry, match in mangled_names(language).find(folded, sentence.start, sentence.end):
        start = match.start() + _prefix_length(match.group(), entry, language)
        end = match.end()
        overlaps = any(start < b and a < end for a, b in taken) or not _is_free(start, end, entry, named)
        if overlaps or (entry.unless and entry.unless.search(folded)):
            continue
        taken.append((start, end))
        places = frozenset(_places(text, folded, (match.start(), start, end), sentence, language, named))
        yield _Word(start, end, match.start(), entry, places)


def _prefix_length(words: str, entry: TranslatedName, language: Language) -> int:
    """Length of the prefix letters that a Hebrew word carries."""
    for length in range(min(3, len(words) - 1), 0, -1) if language.boundary is Boundary.PREFIX else ():
        attached = all(letter in language.prefixes for letter in words[:length])
        if attached and entry.words.pattern.fullmatch(words[length:].lstrip("-")):
            return len(words) - len(words[length:].lstrip("-"))
    return 0


def _is_free(start: int, end: int, entry: TranslatedName, named: Sequence[Mention]) -> bool:
    """Whether no known name stands there, and no longer unknown one of which the word is a part."""
    around = [mention for mention in named if mention.start < end and start < mention.end]
    if any(mention.source is not Source.SHAPE for mention in around):
        return False
    return entry.sure or all(start <= mention.start and mention.end <= end for mention in around)


def _places(
    text: str, folded: str, word: tuple[int, int, int], sentence: Sentence, language: Language, named: Sequence[Mention]
) -> Iterator[str]:
    """What the place of a word says for a name."""
    outer, start, end = word
    before, behind = folded[max(sentence.start, outer - _REACH) : outer], folded[end : min(sentence.end, end + _REACH)]
    ahead = behind if behind.startswith(("-", "'")) else behind.lstrip()
    rules = language.mangled
    if rules.before and rules.before.search(before):
        yield "before"
    if rules.behind and rules.behind.match(ahead):
        yield "behind"
    if _has_title(before, ahead, language):
        yield "title"
    if _is_doer(before, language):
        yield "doer"
    if _in_list(folded, outer, end, language, named):
        yield "list"
    if _has_capital(text, start, end, sentence, language):
        yield "capital"


def _has_title(before: str, ahead: str, language: Language) -> bool:
    """Whether the word stands beside a post: 'chief executive of ...', '... CEO'."""
    if title_words(language).begins(ahead):
        return True
    genitive = language.grammar.genitive_before
    owned = genitive.search(before) if genitive else None
    return owned is not None and introducing_words(language).ends(before[: owned.start()].rstrip())


def _is_doer(before: str, language: Language) -> bool:
    """Whether the word, without an article, is whom something was done by: 'hired by goal'."""
    by = language.grammar.by.search(before) if language.grammar.by else None
    if by is None or any(sign in by.group().strip() for sign in " '"):
        return False
    verb = before[: by.start()].rstrip()
    return any(match.end() == len(verb) for _, match in trigger_words(language).find(verb, 0, len(verb)))


def _in_list(folded: str, outer: int, end: int, language: Language, named: Sequence[Mention]) -> bool:
    """Whether 'and' joins the word to a known firm."""
    conjunctions = language.grammar.conjunctions
    if conjunctions is None:
        return False
    firms = [m for m in named if m.source is Source.ATLAS and m.kind in _FIRMS]
    gaps = [folded[m.outer_end : outer] for m in firms if 0 < outer - m.outer_end <= 8]
    gaps += [folded[end : m.outer_start] for m in firms if 0 < m.outer_start - end <= 8]
    joined = (gap.strip() for gap in gaps if gap.strip(" ,、，"))
    return any(conjunctions.fullmatch(gap) and any(sign.isalpha() for sign in gap) for gap in joined)


def _has_capital(text: str, start: int, end: int, sentence: Sentence, language: Language) -> bool:
    """Whether the word alone has a capital, inside a sentence of small letters."""
    if language.boundary is not Boundary.SPACE or language.names.capitalised_nouns or not text[start].isupper():
        return False
    if not re.search(r"[a-zà-ÿ,’'] ?\Z", text[sentence.start : start]) or re.match(r"[ -]?[A-ZÀ-Þ]", text[end : end + 2]):
        return False
    if re.search(r"[A-ZÀ-Þ]\w* \Z", text[sentence.start : start]):
        return False
    first = [word[0] for word in text[sentence.start : sentence.end].split() if word[0].isalpha()]
    return 2 * sum(letter.islower() for letter in first) > len(first)


def _titles(folded: str, sentence: Sentence, language: Language, named: Sequence[Mention]) -> Iterator[tuple[Title, int, int]]:
    """Posts that were turned into words, where 'of' and a known firm stand right behind."""
    genitive = language.grammar.genitive_before
    for title, match in mangled_titles(language).find(folded, sentence.start, sentence.end):
        following = (m.start for m in named if m.source is Source.ATLAS and m.kind in _FIRMS and 0 < m.start - match.end() <= 8)
        if any(genitive and genitive.fullmatch(folded[match.end() : place].lstrip()) for place in following):
            yield title, match.start(), match.end()
