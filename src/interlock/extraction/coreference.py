"""Pronouns and definite descriptions: the actor said before that they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from interlock.extraction.mention import Mention, Source
from interlock.extraction.wordlist import reference_words
from interlock.languages import Description, Language, Pronoun
from interlock.vocabulary import ActorKind, Sentence

_REACH = 4
"""Sentences back in which an antecedent may stand."""
_SCENES = frozenset({ActorKind.EVENT, ActorKind.PROJECT})
_BACKGROUND = frozenset({"media", "exchange", "regulator", "consulting"})
"""Sectors of actors that texts name as sources and scenes more than as heroes."""
_BANK = frozenset({"bank"})


@dataclass(frozen=True, slots=True)
class _Antecedent:
    mention: Mention
    sentence: int
    topic: bool  # the first mention of its sentence


Known = Callable[[str], Mention | None]
"""A mention, at no particular place, of the atlas actor with an id."""


def resolve_references(
    sentences: list[tuple[Sentence, Language]], folded: str, named: list[Mention], known: Known
) -> list[list[Mention]]:
    """For each sentence its mentions in order: names, and the pronouns and descriptions that could be resolved.

    `known` finds the actor of a description that fits one actor only ('the bloc').
    """
    history: list[_Antecedent] = []
    resolved: list[list[Mention]] = []
    often = Counter(mention.actor.id for mention in named)
    place = 0
    for number, (sentence, language) in enumerate(sentences):
        names = []
        while place < len(named) and named[place].start < sentence.end:
            if named[place].start >= sentence.start:
                names.append(named[place])
            place += 1
        here = list(names)
        for start, end, kinds, sectors, gender, source, fixed in _references(sentence, language, folded, names, known):
            antecedent = fixed or _antecedent(history, here, often, number, start, kinds, sectors, gender, source)
            if antecedent is None and kinds <= _SCENES:
                antecedent = _scene(named, often, start, kinds)
            if antecedent:
                here.append(
                    replace(
                        antecedent,
                        start=start,
                        end=end,
                        outer_start=start,
                        outer_end=end,
                        source=source,
                        actor=replace(antecedent.actor, mention=folded[start:end]),
                    )
                )
        here.sort(key=lambda mention: mention.start)
        resolved.append(here)
        history = [old for old in history if number - old.sentence < _REACH]
        history += [_Antecedent(mention, number, mention is topic(here, language, folded)) for mention in here]
    return resolved


def _scene(named: list[Mention], often: Counter[str], place: int, kinds: frozenset[ActorKind]) -> Mention | None:
    """The event or project that the text named most before: 'the conference' reaches back over pages."""
    said = [mention for mention in named if mention.kind in kinds and mention.end <= place]
    return max(said, key=lambda mention: (often[mention.actor.id], mention.start), default=None)


def is_topical(mention: Mention) -> bool:
    """Whether a mention may be what the next sentence goes on about without saying so."""
    return mention.source is not Source.GROUP and not mention.sectors & _BACKGROUND and mention.kind is not ActorKind.PLACE


def topic(mentions: list[Mention], language: Language, folded: str) -> Mention | None:
    """What a sentence is about: its first topical mention that no preposition marks."""
    oblique = language.grammar.oblique
    for mention in mentions:
        marked = oblique and oblique.search(folded[max(0, mention.outer_start - 20) : mention.outer_start])
        if is_topical(mention) and not marked:
            return mention
    return None


_Reference = tuple[int, int, frozenset[ActorKind], frozenset[str], str | None, Source, Mention | None]


def _references(sentence: Sentence, language: Language, folded: str, names: list[Mention], known: Known) -> list[_Reference]:
    """Places that refer back, the longest where they overlap, outside the phrases of names."""
    found: list[_Reference] = []
    for words, match in reference_words(language).find(folded, sentence.start, sentence.end):
        start = match.start() + _prefix_length(match.group(), language)
        if isinstance(words, Pronoun):
            found.append((start, match.end(), words.kinds, frozenset(), words.gender, Source.PRONOUN, None))
        else:
            fixed = known(words.actor) if words.actor else None
            found.append((start, match.end(), words.kinds, words.sectors, None, Source.DESCRIPTION, fixed))
    found.sort(key=lambda reference: (reference[0] - reference[1], reference[0]))
    chosen: list[_Reference] = []
    for reference in found:
        start, end = reference[:2]
        overlaps = any(start < other[1] and other[0] < end for other in chosen)
        in_name = any(start < name.outer_end and name.outer_start < end for name in names)
        if not overlaps and not in_name:
            chosen.append(reference)
    return sorted(chosen, key=lambda reference: reference[0])


def _prefix_length(words: str, language: Language) -> int:
    """Length of the prefix letters that a Hebrew reference carries ('מהחברה' is 'מ' and 'החברה').

    The article melts into some of them: 'לחברה' is 'ל' and 'החברה'.
    """
    entries: list[Pronoun | Description] = [*language.pronouns, *language.descriptions]
    for length in range(min(3, len(words)), 0, -1):
        rest = words[length:].lstrip("-")
        forms = (rest, "ה" + rest) if words[length - 1] in "בלכ" else (rest,)
        if all(letter in language.prefixes for letter in words[:length]) and any(
            entry.pattern.fullmatch(form) for entry in entries for form in forms
        ):
            return len(words) - len(rest)
    return 0


def _antecedent(
    history: list[_Antecedent],
    here: list[Mention],
    often: Counter[str],
    number: int,
    place: int,
    kinds: frozenset[ActorKind],
    sectors: frozenset[str],
    gender: str | None,
    source: Source,
) -> Mention | None:
    """The best actor said before `place`: near, topical, of a fitting kind, gender and sector."""
    candidates = history + [
        _Antecedent(mention, number, order == 0) for order, mention in enumerate(here) if mention.end <= place
    ]
    best: tuple[float, int] | None = None
    chosen = None
    most = max(often.values(), default=1)
    for candidate in candidates:
        mention = candidate.mention
        if mention.kind not in kinds or (gender and mention.gender and mention.gender != gender):
            continue
        if sectors and mention.sectors and not sectors & mention.sectors:
            continue
        if mention.sectors & _BACKGROUND and not sectors & mention.sectors:
            continue  # a newspaper or an exchange is not what 'the company' means
        back = number - candidate.sentence
        if back >= _REACH:
            continue
        score = -1.5 * back + (1.2 if candidate.topic else 0.0) + (0.8 if sectors & mention.sectors else 0.0)
        score += 0.6 * often[mention.actor.id] / most
        if source is Source.DESCRIPTION and not sectors and mention.sectors == _BANK:
            score -= 0.8  # a bank is called 'the bank' more than 'the company'
        if source is Source.PRONOUN and back == 0:
            score -= 0.4  # a pronoun more often takes up the sentence before
        rank = (score, mention.start)
        if best is None or rank > best:
            best, chosen = rank, mention
    return chosen
