"""All mentions of a document by name, with the noun phrases around them; groups of people; no pronouns yet."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from interlock.extraction.mention import Mention, Source
from interlock.extraction.names import NameHit, NameIndex, attached_prefix
from interlock.extraction.numbers import read_number
from interlock.extraction.unknown import UnknownName, UnknownNames, has_predicate, occurrences
from interlock.extraction.wordlist import descriptive_nouns, introducing_words, phrase_nouns, title_words, trigger_words
from interlock.languages import Boundary, Language
from interlock.vocabulary import Actor, ActorKind, Document, Sentence

_GLOSS = re.compile(r"\s?[(（]\s?([^()（）\n]{2,50}?)\s?[)）]")
_PREDICATE_REACH = 18
"""Characters behind a name in which a verb of business makes it a name."""
_PLAIN_HAN_NAME = 4
"""Characters: a Chinese name of this length is hardly ever an ordinary word, whatever its first meaning."""
_PHRASE_REACH = 40
"""Characters before a name in which its title or company noun may stand."""


def find_mentions(document: Document, folded: str, sentences: list[tuple[Sentence, Language]], index: NameIndex) -> list[Mention]:
    """Mentions by name in the given sentences, in order of place.

    A gloss in brackets right behind a name ('輝達（Nvidia）') names the same actor and becomes part of its phrase.
    """
    text = document.text
    known = [hit for hit in index.scan(text) if _inside(hit.start, hit.end, sentences)]
    things = [hit for hit in known if _is_thing(folded, hit, sentences)]
    known = [hit for hit in known if hit not in things and not _is_other_word(text, folded, hit, sentences)]
    taken = bytearray(len(text))
    for hit in [*known, *things]:
        taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    unknown = _unknown_names(text, folded, taken, sentences)
    accepted = _drop_doubtful(text, folded, known, sentences)
    mentions = [_atlas_mention(hit, text, index) for hit in accepted] + [_shape_mention(name) for name in unknown]
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return _with_phrases(_merge_glosses(mentions, text), folded, sentences)


def known_actor(index: NameIndex, actor_id: str) -> Mention | None:
    """A mention of an atlas actor at no particular place, for descriptions that fit it alone."""
    entry = index.entry(actor_id)
    if entry is None:
        return None
    return _atlas_mention(NameHit(0, len(entry.name), entry, short=False, ambiguous=False), entry.name, index)


def slug(surface: str) -> str:
    """An id for an unknown actor: its surface form in lower case, words joined by '-'."""
    return re.sub(r"[\W_]+", "-", surface.casefold()).strip("-") or "unnamed"


def counted(number: str, mention: str) -> tuple[str, ...]:
    """The number of a group as its member, where the words that name the group do not show it in digits already."""
    return () if re.search(r"\d", mention) else (number,)


def _is_other_word(text: str, folded: str, hit: NameHit, sentences: list[tuple[Sentence, Language]]) -> bool:
    """Whether the letters of a known name are another word here: a title (PDG), a surname behind a given name, a number
    (שלושה, three, is no Lusha with a prefix), or part of a longer Chinese name (思科 in 睿思科技)."""
    language = _language_at(hit.start, sentences)
    if language is None:
        return False
    surface = folded[hit.start : hit.end]
    if hit.ambiguous and text[hit.start : hit.end].islower():
        return True  # 'du' is a word of French before it is a firm
    if title_words(language).is_one(surface) or _is_number(folded, hit, language):
        return True
    before = folded[max(0, hit.start - 20) : hit.start]
    if hit.entry.kind is ActorKind.COMPANY and _is_honoured(before, folded[hit.end : hit.end + 4], language):
        return True  # 'Mr Ford', '福特先生'
    if "\u4e00" <= text[hit.start] <= "\u9fff":
        endings = language.names.company_endings
        overlap = endings.search(folded, hit.end - 1, hit.end + 4) if endings and len(surface) == 2 else None
        return overlap is not None and overlap.start() == hit.end - 1
    given = before[:-1].rpartition(" ")[2].strip("\"'(")
    alone = " " not in surface and hit.entry.kind is not ActorKind.PERSON and before.endswith(" ")
    return alone and given in language.names.given_names and text[hit.start - len(given) - 1].isupper()


def _is_number(folded: str, hit: NameHit, language: Language) -> bool:
    """Whether the word, with the letters written to it, is a number."""
    letters = attached_prefix(folded, hit.start) if language.boundary is Boundary.PREFIX else None
    start = hit.start - len(letters or "")
    number = read_number(folded, start, hit.end, language)
    return number is not None and (number.start, number.end) == (start, hit.end) and not folded[start].isdigit()


def _is_thing(folded: str, hit: NameHit, sentences: list[tuple[Sentence, Language]]) -> bool:
    """Whether what stands right beside a firm's name makes a thing of it: 'Amazon rainforest', 'האורקל' with an article."""
    language = _language_at(hit.start, sentences)
    if language is None or hit.entry.kind is not ActorKind.COMPANY:
        return False
    names, behind = language.names, folded[hit.end : hit.end + 20]
    if names.thing_behind is not None and names.thing_behind.match(behind.lstrip(" ")):
        return True
    before = folded[max(0, hit.start - 20) : hit.start]
    if names.thing_before is not None and names.thing_before.search(before):
        return True
    letters = attached_prefix(folded, hit.start) if language.boundary is Boundary.PREFIX else None
    alone = letters is not None and letters.endswith("ה") and " " not in folded[hit.start : hit.end]
    return alone and "media" not in hit.entry.sectors


def _is_honoured(before: str, behind: str, language: Language) -> bool:
    """Whether an honorific of people stands right beside a name."""
    honorifics = language.names.person_honorifics
    if honorifics is None:
        return False
    if language.boundary is Boundary.NONE:
        return honorifics.match(behind) is not None
    stem = before.rstrip()
    return stem != before and any(match.end() == len(stem) for match in honorifics.finditer(stem))


def _inside(start: int, end: int, sentences: list[tuple[Sentence, Language]]) -> bool:
    found = _sentence_at(start, sentences)
    return found is not None and end <= found[0].end


def _language_at(place: int, sentences: list[tuple[Sentence, Language]]) -> Language | None:
    found = _sentence_at(place, sentences)
    return found[1] if found else None


def _sentence_at(place: int, sentences: list[tuple[Sentence, Language]]) -> tuple[Sentence, Language] | None:
    """The sentence around a place. Sentences stand in order and do not overlap."""
    index = bisect_right(sentences, place, key=lambda pair: pair[0].start) - 1
    return sentences[index] if index >= 0 and place < sentences[index][0].end else None


_VERSION = re.compile(r"(?:[ -]?\d[A-Za-z0-9]*|\.\d+| [IVX]{1,4}\b)(?:\.\d+)*(?: (?:[A-Z][A-Za-z]+|\d[A-Za-z0-9]*)\b)?")


def _atlas_mention(hit: NameHit, text: str, index: NameIndex) -> Mention:
    """A mention of an atlas actor; a product takes its version words ('Grok 5 Fast')."""
    end, actor = hit.end, index.actor(hit.entry, text[hit.start : hit.end])
    version = _VERSION.match(text, end) if hit.entry.kind is ActorKind.PRODUCT and text[end - 1].isascii() else None
    if version:
        end = version.end()
        name = text[hit.start : end]
        actor = Actor(slug(name), name, actor.kind, name)
    return Mention(
        hit.start,
        end,
        hit.start,
        end,
        actor,
        Source.ATLAS,
        sectors=hit.entry.sectors,
        gender=hit.entry.gender,
        employer=index.employer(hit.entry),
        posts=tuple((post.organisation, post.role) for post in hit.entry.affiliations),
        listed=hit.entry.ticker is not None if hit.entry.kind is ActorKind.COMPANY else None,
    )


def _shape_mention(name: UnknownName) -> Mention:
    actor = Actor(slug(name.surface), name.surface, name.kind, name.surface)
    return Mention(name.start, name.end, name.start, name.end, actor, Source.SHAPE)


def _drop_doubtful(text: str, folded: str, hits: list[NameHit], sentences: list[tuple[Sentence, Language]]) -> list[NameHit]:
    """Ambiguous names count only with context.

    Context is: the actor said elsewhere by a clear name; a company noun or title before it; a capital inside a Latin
    sentence; another clear actor in the same sentence for a name in a script without capitals.
    """
    sure = {hit.entry.id for hit in hits if not hit.ambiguous}
    kept = []
    for hit in hits:
        if not hit.ambiguous or hit.entry.id in sure or _has_context(text, folded, hit, hits, sentences):
            kept.append(hit)
    return kept


def _has_context(text: str, folded: str, hit: NameHit, hits: list[NameHit], sentences: list[tuple[Sentence, Language]]) -> bool:
    sentence, language = next(pair for pair in sentences if pair[0].start <= hit.start < pair[0].end)
    before = folded[max(sentence.start, hit.start - _PHRASE_REACH) : hit.start].rstrip(" -\"'(")
    if introducing_words(language).ends(before):
        return True
    if len(text[hit.start : hit.end]) >= _PLAIN_HAN_NAME and "\u4e00" <= text[hit.start] <= "\u9fff":
        return True
    behind = folded[hit.end : hit.end + 20].lstrip(" ,")
    if title_words(language).begins(behind):
        return True
    legal = language.names.legal_forms
    if legal and legal.match(folded[hit.end : hit.end + 20].lstrip(" ,")):
        return True
    if has_predicate(folded, hit.end, sentence.end, _PREDICATE_REACH, language):
        return True  # 'Apple offered ...': a verb of business right behind it
    if text[hit.start].isascii():
        return language.boundary is not Boundary.SPACE or hit.start > sentence.start + 2
    return any(
        other.start != hit.start
        and not other.ambiguous
        and other.entry.kind in _CONTEXT_KINDS
        and sentence.start <= other.start < sentence.end
        for other in hits
    )


_CONTEXT_KINDS = frozenset({ActorKind.COMPANY, ActorKind.FUND, ActorKind.PRODUCT, ActorKind.PERSON, ActorKind.GOVERNMENT})


def _unknown_names(text: str, folded: str, taken: bytearray, sentences: list[tuple[Sentence, Language]]) -> list[UnknownName]:
    """Every occurrence of every unknown name, the longest where they overlap; surnames stand for people said before."""
    finder = UnknownNames(text, folded, taken)
    found = [name for sentence, language in sentences for name in finder.find(sentence.start, sentence.end, language)]
    kinds: dict[str, ActorKind] = {}
    for name in sorted(found, key=lambda name: name.start):
        if not name.surface.strip():
            continue
        if kinds.get(name.surface) is not ActorKind.PERSON:
            kinds[name.surface] = name.kind
    aliases = {surface: surface for surface in kinds}
    for surface in sorted(kinds, key=len, reverse=True):
        words = re.split(r"[\s・·‧•]+", surface.strip())
        part = words[-1] if kinds[surface] is ActorKind.PERSON else _short_firm(words[0], sentences)
        alone = part in aliases or text.count(part) > text.count(surface)  # it stands alone somewhere
        if alone and _may_stand_for(part, surface):
            aliases[part] = surface
            kinds[part] = kinds[surface]
    chosen = []
    marked = bytearray(taken)
    for surface in sorted(aliases, key=len, reverse=True):
        full = aliases[surface]
        for start, end in occurrences(text, folded, surface):
            if not any(marked[start:end]) and _inside(start, end, sentences):
                marked[start:end] = b"\x01" * (end - start)
                chosen.append(UnknownName(start, end, full, kinds[full]))
    return chosen


def _may_stand_for(part: str, surface: str) -> bool:
    """Whether a part of a name is telling enough to stand for all of it."""
    shortest = 2 if "\u4e00" <= part[:1] <= "\u9fff" else 3
    return part != surface and len(part) >= shortest and part[0].isupper() == surface[0].isupper() and not part.isdigit()


def _short_firm(name: str, sentences: list[tuple[Sentence, Language]]) -> str:
    """A firm's name without the ending that says its trade: 岳峰 for 岳峰半導體."""
    if not "\u4e00" <= name[0] <= "\u9fff":
        return name
    for language in {language.code: language for _, language in sentences}.values():
        endings = language.names.company_endings
        for match in endings.finditer(name) if endings else ():
            if match.end() == len(name) and match.start() >= 2:
                return name[: match.start()]
    return name


def _is_gloss(last: Mention, mention: Mention, gloss: re.Match[str], text: str) -> bool:
    """Whether a bracket says the name before it once more: all of it, in another script or as an acronym."""
    if (mention.start, mention.end) != gloss.span(1):
        return False
    if last.source is Source.ATLAS and mention.source is Source.ATLAS:
        return last.actor.id == mention.actor.id
    if text[last.start].isascii() != text[mention.start].isascii():
        return True
    inside = gloss.group(1)
    return inside.isupper() and len(inside) <= 6 and last.kind is mention.kind


def _merge_glosses(mentions: list[Mention], text: str) -> list[Mention]:
    """Drop a name that only glosses the one before it; a known gloss names an unknown form before it."""
    merged: list[Mention] = []
    for mention in mentions:
        last = merged[-1] if merged else None
        gloss = _GLOSS.match(text, last.end) if last else None
        if last is None or gloss is None or not _is_gloss(last, mention, gloss, text):
            merged.append(mention)
            continue
        known = mention if last.source is Source.SHAPE and mention.source is Source.ATLAS else last
        name = known.actor.name
        if known.source is Source.SHAPE and mention.source is Source.SHAPE and text[mention.start].isascii():
            name = mention.actor.name
        actor = replace(
            known.actor, name=name, mention=last.actor.mention if last.source is Source.SHAPE else text[last.start : last.end]
        )
        merged[-1] = replace(
            last,
            actor=actor,
            source=known.source,
            sectors=known.sectors,
            gender=known.gender,
            employer=known.employer,
            posts=known.posts,
            listed=known.listed,
            outer_end=gloss.end(),
        )
    learned = {m.actor.mention: m.actor for m in merged if m.outer_end > m.end}
    return [
        replace(m, actor=replace(learned[m.actor.mention], mention=m.actor.mention))
        if m.source is Source.SHAPE and m.actor.mention in learned
        else m
        for m in merged
    ]


def _with_phrases(mentions: list[Mention], folded: str, sentences: list[tuple[Sentence, Language]]) -> list[Mention]:
    """Widen each mention to its noun phrase: 'the chip maker Nvidia', 'חברת השבבים הישראלית היילו'."""
    wider = []
    last_end = 0
    for mention in mentions:
        language = _language_at(mention.start, sentences)
        start = mention.outer_start if language is None else _phrase_start(mention.start, last_end, folded, language)
        wider.append(replace(mention, outer_start=start))
        last_end = mention.outer_end
    return wider


def _phrase_start(start: int, floor: int, folded: str, language: Language) -> int:
    """Where the noun phrase of a name begins: at the company noun or description before it, without a sign between."""
    floor = max(floor, start - _PHRASE_REACH)
    window = folded[floor:start]
    for sign in ",.;:!?()\n、，。；：":
        cut = window.rfind(sign)
        if cut >= 0:
            floor += cut + 1
            window = folded[floor:start]
    starts = [
        floor + match.start()
        for _, match in phrase_nouns(language).find(window, 0, len(window))
        if _describes(window[match.end() :], language)
    ]
    first = min(starts, default=start)
    if first < start and language.boundary is Boundary.PREFIX:
        first += _prefix_length(folded, first, language)
    return first


def _describes(between: str, language: Language) -> bool:
    """Whether the words between a noun and a name may belong to one phrase: few, and no verb among them."""
    if language.boundary is Boundary.NONE:
        short = len(between) <= 6
    elif language.boundary is Boundary.PREFIX:
        short = len(between.split()) <= 3 and all(word.startswith("ה") for word in between.split())
    else:
        short = len(between.split()) <= 3
    if not short or next(trigger_words(language).find(between, 0, len(between)), None) is not None:
        return False
    words = between.split()
    prepositions = [pattern for pattern in (language.grammar.oblique, language.grammar.genitive_before) if pattern]
    return not any(pattern.search(" ".join(words[: n + 1])) for pattern in prepositions for n in range(len(words)))


def _prefix_length(folded: str, start: int, language: Language) -> int:
    """Length of the prefix letters that the word at `start` carries, where the pattern matched them too."""
    for length in (3, 2, 1):
        word = folded[start + length : start + length + 30]
        letters = folded[start : start + length]
        if all(letter in language.prefixes for letter in letters) and descriptive_nouns(language).begins(word):
            return length
    return 0
