"""The cues of languages, asked of one line at a time: teaser, advert, related, boilerplate?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interlock.languages.schema import ZoneCues
from interlock.vocabulary import ZoneKind
from interlock.vocabulary.folding import fold

# The host and path of a link are ASCII, so a Chinese link without spaces around it ends where Chinese begins.
_LINK = re.compile(r"(?:https?://|www\.)[!-~]+|\b[a-z0-9-]+\.(?:cc|ly|gl|co|com|net|org|me|tw|link)/[!-~]+", re.IGNORECASE)
_BRACKET = re.compile(
    r"\([^()\n]{2,400}\)|（[^（）\n]{2,400}）|\[[^\[\]\n]{2,400}\]|【[^【】\n]{2,400}】|〔[^〔〕\n]{2,200}〕|［[^［］\n]{2,400}］"
)
_OPENING = re.compile(r"[\s>*_#|·:-]*")
_SHORT = 60
_LONGEST_CUE = 40
_LONGEST_LABELLED = 200
_STOPS = ".!?。！？"
_STARTS = (("teaser", ZoneKind.TEASER), ("related", ZoneKind.RELATED), ("boilerplate", ZoneKind.BOILERPLATE))


def _is_specific(cue: str) -> bool:
    """Whether a cue is more than one word: single words occur in any article."""
    cue = cue.strip()
    return " " in cue or len(cue) >= (4 if not cue.isascii() and cue[0] >= "\u3000" else 99)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one or more languages together."""

    parts: tuple[ZoneCues, ...]

    @property
    def longest(self) -> int:
        """Longer lines are never furniture of a page, whatever words they hold."""
        return 400

    def _at_start(self, line: str, name: str) -> re.Match[str] | None:
        start = _OPENING.match(line)
        for part in self.parts:
            pattern: re.Pattern[str] | None = getattr(part, name)
            if pattern is not None and (found := pattern.match(line, start.end() if start else 0)):
                return found
        return None

    def _offers(self, folded: str) -> int:
        """How many different words of an offer a line holds."""
        found = {match.group() for part in self.parts if part.advert for match in part.advert.finditer(folded)}
        return len(found)

    def begins_with_mark(self, line: str) -> bool:
        """Whether a line begins with a mark that sites put in front of links to other stories."""
        return any(line[:1] in part.teaser_marks for part in self.parts if part.teaser_marks and line)

    def has_link(self, line: str) -> bool:
        """Whether a line shows an address."""
        return _LINK.search(line) is not None

    def is_bare_link(self, line: str) -> bool:
        """Whether a line is an address and hardly anything else."""
        link = _LINK.search(line)
        return link is not None and len(line) - len(link.group()) <= 12

    def offers(self, line: str) -> bool:
        """Whether a line holds a word of an offer."""
        return self._offers(fold(line)) > 0

    def is_related_heading(self, line: str) -> bool:
        """Whether a line says only that links to other stories follow."""
        if len(line) > _SHORT:
            return False
        folded = fold(line)
        found = self._at_start(folded, "related")
        return found is not None and not any(map(str.isalnum, folded[found.end() :]))

    def kind_of(self, line: str) -> ZoneKind | None:
        """The kind of a whole line, where its words tell."""
        if self.begins_with_mark(line):
            return ZoneKind.TEASER
        folded = fold(line)
        if self._is_advert(line, folded):
            return ZoneKind.ADVERT
        for name, kind in _STARTS:
            if self._is_labelled(folded, name):
                return kind
        return None

    def _is_labelled(self, folded: str, name: str) -> bool:
        """Whether a line begins with a cue that labels it, not with the same words as part of a sentence.

        'Related: …' and 'Copyright 2025 …' are labels; 'Related parties paid …' and 'Copyright suits cost …' are not.
        """
        if len(folded) > _LONGEST_LABELLED:
            return False
        found = self._at_start(folded, name)
        if found is None:
            return False
        behind = folded[found.end() :].lstrip()
        if not any(map(str.isalnum, behind)) or found.group()[-1] in ":|©" or behind[0] in ":|©/" or behind.startswith("- "):
            return True
        if _is_specific(found.group()):
            return len(folded) <= _SHORT or folded.rstrip("\"') ")[-1:] not in _STOPS or name == "boilerplate"
        return name == "boilerplate" and (behind[0].isdigit() or folded[-1:] not in _STOPS)

    def _is_advert(self, line: str, folded: str) -> bool:
        """Two signs of an offer are wanted, for a body paragraph may well speak of advertising or a subscription."""
        if "/" not in line and "!" not in folded and not self._offers_at_edge(folded):
            return False  # nothing below can hold; most lines end here, without a search through all of them
        found = [match for part in self.parts if part.advert for match in part.advert.finditer(folded)]
        if not found:
            return False
        if self.has_link(line):
            return True
        at_end = [match for match in found if not any(map(str.isalnum, folded[match.end() :]))]
        at_start = [match for match in found if not any(map(str.isalnum, folded[: match.start()]))]
        if set(at_end) & set(at_start):
            return True  # the cue is the whole line
        if len({match.group() for match in found}) >= 2:
            return "!" in folded or bool(at_start or at_end)
        if any(_is_specific(match.group()) for match in at_end):
            return len(folded) <= 2 * _LONGEST_LABELLED
        return any(_is_specific(match.group()) for match in at_start) and (len(line) <= _SHORT or folded.rstrip()[-1:] == "!")

    def _offers_at_edge(self, folded: str) -> bool:
        if self._at_start(folded, "advert"):
            return True
        tail = max(0, len(folded) - _LONGEST_CUE)
        return any(part.advert.search(folded, tail) for part in self.parts if part.advert)

    def inside(self, text: str, start: int, end: int) -> Iterator[tuple[ZoneKind, int, int]]:
        """Brackets within a paragraph that are no part of it: links to other stories, and a by-line in front."""
        for bracket in _BRACKET.finditer(text, start, end):
            folded = fold(bracket.group()[1:-1])
            if self._is_labelled(folded, "related") or self._is_labelled(folded, "teaser"):
                yield ZoneKind.RELATED, bracket.start(), bracket.end()
            elif bracket.start() == start and len(folded) <= _SHORT and self._at_start(folded, "boilerplate"):
                yield ZoneKind.BOILERPLATE, bracket.start(), bracket.end()
