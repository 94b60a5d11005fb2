"""Unknown names: by shape and context, then wherever else the document says them.

What a language's names look like is data (`Language.names`); here are only the scripts' habits: capitals in Latin,
company nouns and titles before Hebrew names, glosses, endings and family names in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interlock.extraction.names import attached_prefix
from interlock.extraction.wordlist import company_nouns, title_words, trigger_words
from interlock.languages import Boundary, Language
from interlock.vocabulary import ActorKind

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ0-9"
_CAPITAL_WORD = rf"[A-ZÀ-ÖØ-Þ][{_LETTER}&’'.-]*"
_LATIN_NAME = re.compile(
    rf"{_CAPITAL_WORD}(?:[ \u00a0](?:(?:of|de|du|des|van|von|der|la|le|&)[ \u00a0])?(?:{_CAPITAL_WORD}|\d+(?!\w)))*"
)
_FOREIGN_NAME = re.compile(rf"(?<![{_LETTER}.])[A-Za-zÀ-ÖØ-öø-ɏ][{_LETTER}&’'.-]*(?:[ \u00a0][A-ZÀ-ÖØ-Þ0-9][{_LETTER}&’'.-]*)*")
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea][\u05d0-\u05ea'׳\"״־-]*")
_HAN_GLOSS = re.compile(rf"([\u4e00-\u9fff・‧·]{{2,12}})[(（]([A-Z][{_LETTER} .&'’-]{{1,40}})[)）]")
_ELIDED = re.compile(r"(?:[LDSNCJMT]|[Qq]u|[ldsncjmt])['’](?=[A-Za-zÀ-ÖØ-öø-ÿ])")
_QUOTED = re.compile(r"\s*[\"״“”„](?=\S)([^\"״“”„\n]{2,40})[\"״“”](?![\u05d0-\u05ea])")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,12}")
_DOTTED_HAN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[・·‧•][\u4e00-\u9fff]{1,8})*?([・·‧•][\u4e00-\u9fff]{1,8})(?![・·‧•])")
_PRODUCT = re.compile(r"[A-Za-z]+-?\d[\w.-]*\Z")
_LONGEST_NAME = 60
_PREDICATE_REACH = 14
"""Characters behind a word that opens a sentence in which a verb of business makes it a name."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name at [start, end) that the atlas does not hold."""

    start: int
    end: int
    surface: str
    kind: ActorKind


class UnknownNames:
    """Finds names in one stretch of text in one language; `taken` marks characters that are part of known names."""

    def __init__(self, text: str, folded: str, taken: bytearray) -> None:
        self.text = text
        self.folded = folded
        self.taken = taken

    def find(self, start: int, end: int, language: Language) -> Iterator[UnknownName]:
        """Names within [start, end), in no particular order, possibly overlapping."""
        if language.boundary is Boundary.SPACE:
            yield from self._latin(start, end, language)
            return
        yield from self._foreign(start, end, language)
        if language.boundary is Boundary.PREFIX:
            yield from self._hebrew(start, end, language)
        else:
            yield from self._han(start, end, language)

    def _free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def _latin(self, start: int, end: int, language: Language) -> Iterator[UnknownName]:
        for match in _LATIN_NAME.finditer(self.text, start, end):
            for piece_start, piece_end in self._untaken(match.start(), match.end()):
                first, last = self._trimmed(piece_start, piece_end, language)
                if first >= last or last - first > _LONGEST_NAME:
                    continue
                surface = self.text[first:last]
                if language.names.capitalised_nouns and not self._shows_a_name(first, last, language):
                    continue
                if first == self._sentence_start(start) and not self._said_inside(surface, first, end, language):
                    continue
                yield UnknownName(first, last, surface, self._kind(first, last, language))

    def _shows_a_name(self, first: int, last: int, language: Language) -> bool:
        """Whether more than capitals tells a name, where every noun has one: two words that are no compounds and count
        nothing, an odd spelling, or what stands beside it."""
        words = self.text[first:last].split()
        if len(words) > 1:
            return not all("-" in word for word in words) and not self.text[first - 2 : first - 1].isdigit()
        if "-" not in words[0] and (any(c.isupper() for c in words[0][1:]) or any(c.isdigit() for c in words[0])):
            return True
        names = language.names
        if names.legal_forms and names.legal_forms.match(self.folded[last : last + 40].lstrip(" ,")):
            return True
        before = self.folded[max(0, first - 40) : first]
        return _ends(names.company_nouns, before) or _ends(names.person_honorifics, before)

    def _sentence_start(self, start: int) -> int:
        while start < len(self.text) and not self.text[start].isalnum():
            start += 1
        return start

    def _said_inside(self, surface: str, first: int, end: int, language: Language) -> bool:
        """Whether a capitalised word that opens a sentence is a name: of several words, or odd, or said elsewhere."""
        if len(surface.split()) > 1 or any(c.isupper() for c in surface[1:]) or any(c.isdigit() for c in surface):
            return True
        if self.folded.count(" " + surface.lower() + " ") > self.text.count(" " + surface + " "):
            return False
        if has_predicate(self.folded, first + len(surface), end, _PREDICATE_REACH, language):
            return True  # 'Lovable raised ...'
        elsewhere = re.compile(rf"(?<=[a-zà-ÿ,;] ){re.escape(surface)}(?!\w)")
        return bool(elsewhere.search(self.text)) or self._kind(first, first + len(surface), language) is ActorKind.PERSON

    def _untaken(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of [start, end) between known names."""
        place = start
        while place < end:
            if self.taken[place]:
                place += 1
                continue
            stop = place
            while stop < end and not self.taken[stop]:
                stop += 1
            yield place, stop
            place = stop

    def _trimmed(self, start: int, end: int, language: Language) -> tuple[int, int]:
        """Without words that are no part of a name: titles, weekdays, what is listed in `not_names`."""
        words = [(m.start(), m.end()) for m in re.finditer(r"\S+", self.text[start:end])]
        while words and self._no_name(start + words[0][0], start + words[0][1], language):
            words.pop(0)
        while words and self._no_name(start + words[-1][0], start + words[-1][1], language):
            words.pop()
        if not words:
            return start, start
        first, last = start + words[0][0], start + words[-1][1]
        elided = _ELIDED.match(self.text, first, last)
        if elided and language.boundary is Boundary.SPACE:
            small = self.text[elided.end()].islower()  # 'L'accord': the capital is the article's
            rest = words[1][0] + start if small and len(words) > 1 else last if small else elided.end()
            return self._trimmed(rest, last, language)
        surface = self.text[first:last]
        for ending in ("'s", "’s"):
            surface = surface.removesuffix(ending)
        surface = surface.rstrip(".-'’&")
        return first, first + len(surface)

    def _no_name(self, start: int, end: int, language: Language) -> bool:
        word = self.folded[start:end].strip(".'-&,")
        word = word.removesuffix("'s")
        if len(word) < 2 or word in language.names.not_names or word in language.dates.months or word.isdigit():
            return True
        return title_words(language).is_one(word)

    def _foreign(self, start: int, end: int, language: Language) -> Iterator[UnknownName]:
        """Latin names inside text of another script."""
        for match in _FOREIGN_NAME.finditer(self.text, start, end):
            for piece_start, piece_end in self._untaken(match.start(), match.end()):
                first, last = self._trimmed(piece_start, piece_end, language)
                surface = self.text[first:last]
                if last - first >= 2 and any(c.isupper() for c in surface):
                    yield UnknownName(first, last, surface, self._kind(first, last, language))

    def _kind(self, start: int, end: int, language: Language) -> ActorKind:
        """A guess from the shape of the name and the words around it."""
        names, before, after = language.names, self.folded[max(0, start - 40) : start], self.folded[end : end + 40]
        surface = self.folded[start:end]
        words = surface.replace("・", " ").split()
        if names.legal_forms and names.legal_forms.match(after.lstrip(" ,")):
            return ActorKind.COMPANY
        if _ends(names.company_nouns, before) or (names.company_endings and _ends(names.company_endings, surface)):
            return ActorKind.COMPANY
        if _PRODUCT.match(self.text[start:end]):
            return ActorKind.PRODUCT
        if words and words[0] in names.given_names and len(words) > 1:
            return ActorKind.PERSON
        if _ends(names.person_honorifics, before):
            return ActorKind.PERSON
        plain = len(words) in (2, 3) and all(word.replace("-", "").replace("'", "").isalpha() for word in words)
        titles = title_words(language)
        if plain and (titles.ends(before.rstrip(" ,")) or titles.begins(after.lstrip(" ,("))):
            return ActorKind.PERSON
        if plain and language.speech.verbs and language.speech.verbs.match(after.lstrip(" ,")):
            return ActorKind.PERSON
        return ActorKind.COMPANY

    def _hebrew(self, start: int, end: int, language: Language) -> Iterator[UnknownName]:
        words = [(m.start(), m.end()) for m in _HEBREW_WORD.finditer(self.text, start, end)]
        folded = [self.folded[a:b].strip("-'\"") for a, b in words]
        for place, (first, last) in enumerate(words):
            if folded[place] in language.names.given_names and place + 1 < len(words):
                follows, stop = words[place + 1]
                if self.text[last:follows] == " " and self._free(first, stop) and not self._common(folded[place + 1], language):
                    yield UnknownName(first, stop, self.text[first:stop], ActorKind.PERSON)
        for _, match in company_nouns(language).find(self.folded, start, end):
            yield from self._after_company_noun(match.start(), match.end(), end, language)

    def _after_company_noun(self, noun: int, place: int, end: int, language: Language) -> Iterator[UnknownName]:
        quoted = _QUOTED.match(self.text, place, end)
        if quoted:
            if quoted.group(1).strip() and self._free(quoted.start(1), quoted.end(1)):
                yield UnknownName(quoted.start(1), quoted.end(1), quoted.group(1), ActorKind.COMPANY)
            return
        skipped = 0
        for match in _HEBREW_WORD.finditer(self.text, place, end):
            if self.text[place : match.start()].strip(" -־"):
                return  # a sign stands between: no name here
            phrase_end = place
            word = self.folded[match.start() : match.end()]
            place = match.end()
            if word.startswith("ה") and skipped < 3:
                skipped += 1  # 'the Israeli', 'the chips': describes the firm
                quoted = _QUOTED.match(self.text, place, end)
                if quoted and quoted.group(1).strip() and self._free(quoted.start(1), quoted.end(1)):
                    yield UnknownName(quoted.start(1), quoted.end(1), quoted.group(1), ActorKind.COMPANY)
                    return
                continue
            if len(word) < 3 or not self._free(match.start(), match.end()) or self._common(word, language):
                return
            if self.folded.startswith(" ה", match.end()):
                return  # 'the firm for designing the chips': a description, not a name
            described = any(words.pattern.fullmatch(self.folded, noun, phrase_end) for words in language.descriptions)
            if described and self.text.count(self.text[match.start() : match.end()]) < 2:
                return  # 'the start-up is worth': the description is complete, what follows is no name
            stop = self._longest_repeated(match.start(), match.end(), end, language)
            yield UnknownName(match.start(), stop, self.text[match.start() : stop], ActorKind.COMPANY)
            return

    def _longest_repeated(self, start: int, end: int, limit: int, language: Language) -> int:
        """The end of a second word that belongs to the name: the document repeats both, or it is a usual ending."""
        follows = re.compile(r" ([\u05d0-\u05ea][\u05d0-\u05ea'׳-]+)").match(self.text, end, limit)
        if follows is None or not self._free(start, follows.end()):
            return end
        endings = language.names.company_endings
        usual = endings is not None and endings.fullmatch(follows.group(1)) is not None
        return follows.end() if usual or self.text.count(self.text[start : follows.end()]) > 1 else end

    def _common(self, word: str, language: Language) -> bool:
        """Whether a Hebrew word is known as something else than a name."""
        if word in language.names.not_names or word in language.numbers.words or word in language.numbers.scales:
            return True
        others = (language.names.company_nouns, language.speech.verbs, language.grammar.conjunctions, language.grammar.oblique)
        if any(pattern and pattern.fullmatch(word) for pattern in others):
            return True
        return title_words(language).is_one(word) or trigger_words(language).is_one(word)

    def _han(self, start: int, end: int, language: Language) -> Iterator[UnknownName]:
        for match in _HAN_GLOSS.finditer(self.text, start, end):
            first = self._han_name_start(match.start(1), match.end(1), language)
            known_word = self.folded[match.start(2) : match.end(2)] in language.names.not_names  # 人工智慧（AI）
            if match.end(1) - first >= 2 and self._free(first, match.end(1)) and not known_word:
                kind = (
                    ActorKind.PERSON
                    if "・" in self.folded[first : match.end(1)]
                    else self._kind(match.start(2), match.end(2), language)
                )
                yield UnknownName(first, match.end(1), self.text[first : match.end(1)], kind)
        for match in _DOTTED_HAN.finditer(self.text, start, end):
            first = self._han_name_start(match.start(), match.start() + match.group().index(match.group(1)), language, shortest=2)
            stop = self._han_name_end(match.start(1) + 1, match.end(), language)
            if self._free(first, stop) and stop > match.start(1):
                yield UnknownName(first, stop, self.text[first:stop], ActorKind.PERSON)
        yield from self._han_people(start, end, language)
        endings = language.names.company_endings
        for match in endings.finditer(self.folded, start, end) if endings else ():
            run = re.compile(r"[\u4e00-\u9fff]{1,6}\Z").search(self.text[max(start, match.start() - 6) : match.start()])
            if run:
                first = self._han_name_start(match.start() - len(run.group()), match.end(), language)
                if match.start() - first >= 2 and self._free(first, match.end()):
                    yield UnknownName(first, match.end(), self.text[first : match.end()], ActorKind.COMPANY)

    def _counted(self, place: int, language: Language) -> bool:
        """Whether a number ends right before `place` ('30萬芯片'): what follows is counted, not named."""
        before = self.folded[place - 1 : place]
        return before.isdigit() or before in language.numbers.words or before in language.numbers.scales

    def _han_people(self, start: int, end: int, language: Language) -> Iterator[UnknownName]:
        """A family name and one or two more characters, right behind or right before a title."""
        for _, match in title_words(language).find(self.folded, start, end):
            behind = self._person_at(match.end(), 1, language)
            before = None if behind else self._person_at(match.start(), -1, language)  # '岳峰董事長謝伯謙': 岳峰 is the firm
            for name in (behind, before):
                if name is not None:
                    yield name

    def _person_at(self, place: int, direction: int, language: Language) -> UnknownName | None:
        """A person's name of three or two characters that begins (1) or ends (-1) at `place`."""
        for length in (3, 2):
            start = place if direction > 0 else place - length
            name = self.text[max(start, 0) : start + length]
            if self._family_name(name, length, language) and self._free(start, start + length):
                return UnknownName(start, start + length, name, ActorKind.PERSON)
        return None

    def _family_name(self, name: str, length: int, language: Language) -> bool:
        return (
            len(name) == length
            and bool(_HAN_RUN.fullmatch(name))
            and name[0] in language.names.surnames
            and name[0] not in language.names.not_names
            and not any(name.endswith(word) or name[1:] == word for word in language.names.not_names)
        )

    def _han_name_end(self, start: int, end: int, language: Language) -> int:
        """Where a transliterated name ends: before a verb of saying, a trigger, a title or a word that is none."""
        said = language.speech.verbs.search(self.folded, start + 1, end + 2) if language.speech.verbs else None
        ends = [said.start()] if said else []
        ends += [
            match.start() for words in (trigger_words, title_words) for _, match in words(language).find(self.folded, start, end)
        ]
        ends += [
            found for word in language.names.not_names if len(word) > 1 and (found := self.folded.find(word, start, end)) >= 0
        ]
        return min((place for place in ends if place > start), default=end)

    def _han_name_start(self, start: int, end: int, language: Language, shortest: int = 1) -> int:
        """Where a Chinese name begins: behind the last word in front of it that is none of its characters."""
        place = start
        nouns = language.names.company_nouns
        for match in nouns.finditer(self.folded, start, end) if nouns else ():
            if match.end() < end:
                place = max(place, match.end())
        for word in sorted(language.names.not_names, key=lambda word: (-len(word), word)):
            found = self.folded.rfind(word, place, end - 1)
            if found >= 0 and len(word) >= shortest and _HAN_RUN.search(word + word):
                place = max(place, found + len(word))
        for _, said in trigger_words(language).find(self.folded, place, end - 1):
            if said.end() < end - 1:
                place = max(place, said.end())
        return place


def _ends(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Whether a match of the pattern ends where the text ends, spaces aside."""
    if pattern is None:
        return False
    stripped = text.rstrip(" ,")
    return any(match.end() == len(stripped) for match in pattern.finditer(stripped))


def has_predicate(folded: str, start: int, end: int, reach: int, language: Language) -> bool:
    """Whether a word that says a claim begins within `reach` characters behind `start`."""
    return any(
        match.start() < start + reach and trigger.metric != "share_price_change"  # rain falls too
        for trigger, match in trigger_words(language).find(folded, start, end)
    )


def occurrences(text: str, folded: str, surface: str) -> Iterator[tuple[int, int]]:
    """Every place where `surface` stands as a word of its own (Hebrew prefix letters aside)."""
    place = text.find(surface)
    while place >= 0:
        end = place + len(surface)
        before, after = text[place - 1 : place], text[end : end + 1]
        han = "\u4e00" <= surface[0] <= "\u9fff"
        free_before = (
            han
            or not before.isalnum()
            or attached_prefix(folded, place) is not None
            or (before > "\u0590") != (surface[0] > "\u0590")
        )
        free_after = han or not after.isalnum() or (after > "\u0590") != (surface[-1] > "\u0590")
        if free_before and free_after:
            yield place, end
        place = text.find(surface, end)
