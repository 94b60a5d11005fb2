"""From the words of a language file to compiled patterns, with the language's word boundary around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from interlock.datafiles import Node
from interlock.languages.alternation import heads, joined
from interlock.languages.schema import Boundary, Side, Slot, Words
from interlock.languages.validity import is_sure
from interlock.vocabulary.folding import fold

_LETTER = r"[^\W\d_]"
_HEAD = 3
"""Letters of a Hebrew word that tell, before its prefixes are tried, that it may stand at a place."""
_NESTED_REPEAT = re.compile(r"\([^()]*[+*][^()]*\)[+*]")


class WordPatterns:
    """Builds the patterns of one language."""

    def __init__(self, boundary: Boundary, prefixes: str) -> None:
        self.boundary = boundary
        self._slots: dict[str, Slot] = {}
        if boundary is Boundary.NONE:
            self._start = self._end = self._prefix = ""
        else:
            self._start, self._end = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"
            self._prefix = rf"(?:[{prefixes}]{{1,3}}-?)??" if boundary is Boundary.PREFIX else ""

    def words(self, node: Node | None) -> re.Pattern[str] | None:
        """One pattern for a list of words; None where there are none."""
        return None if node is None else self.compile(node.items(), self._start, self._end)

    def entry(self, node: Node | None) -> Words | None:
        """As `words`, compiled when it is first used: only words of which that is not sure are compiled to check them."""
        if node is None:
            return None
        words = sorted(map(self._word, node.items()), key=len, reverse=True)
        if all(map(is_sure, words)):
            return Words(self._joined(words, self._start, self._end)) if words else None
        pattern = self.words(node)
        return Words(pattern.pattern, pattern) if pattern else None

    def before(self, node: Node | None) -> re.Pattern[str] | None:
        """A pattern for words that end right where something else begins."""
        return None if node is None else self.compile(node.items(), self._start, r"[\s\"'(「『《*_-]*\Z")

    def prefix(self, node: Node | None) -> re.Pattern[str] | None:
        """As `words`, with nothing asked of what follows ('$' before a number)."""
        return None if node is None else self.compile(node.items(), self._start if self.boundary is not Boundary.NONE else "", "")

    def compile(self, items: Iterable[Node], start: str, end: str) -> re.Pattern[str] | None:
        """Join the words, longest first, and prove that the whole is a pattern that matches something and ends."""
        members = list(items)
        words = sorted(map(self._word, members), key=len, reverse=True)
        if not words:
            return None
        try:
            pattern = re.compile(self._joined(words, start, end))
        except re.error:
            pattern = None
        if pattern is None or pattern.fullmatch(""):
            for item in members:  # which of them is it?
                self.check(item)
            raise members[0].error("these words give no valid pattern together")
        return pattern

    def _joined(self, words: list[str], start: str, end: str) -> str:
        """The words with their boundaries, each boundary written once where all of them have it."""
        # a boundary beside a sign ('%', '$') would ask for a letter that cannot be there
        opened = [bool(start) and (word[:1].isalnum() or word[:1] in "([\\") for word in words]
        endings = [end if end.endswith(r"\Z") or word[-1:].isalnum() or word[-1:] in ")]?*+}" else "" for word in words]
        if all(endings):
            endings = [""] * len(words)
        else:
            end = ""
        runs = groupby(zip(opened, words, endings, strict=True), key=itemgetter(0))
        parts = [self._run([pair[1:] for pair in run], start if has_start else "") for has_start, run in runs]
        return f"(?:{'|'.join(parts)}){end}"

    def _run(self, words: list[tuple[str, str]], start: str) -> str:
        """Words, each with its ending, behind one boundary."""
        if not start:
            return joined(words)
        if not self._prefix:
            return f"{start}(?:{joined(words)})"
        runs = groupby(words, key=lambda pair: heads([pair[0]], _HEAD) is not None)
        return f"{start}(?:{'|'.join(self._prefixed(list(run), plain) for plain, run in runs)})"

    def _prefixed(self, words: list[tuple[str, str]], plain: bool) -> str:
        """Words that may stand behind prefix letters. The order of the words counts more than the letters before them,
        so each word has its own prefix; a look at the first letters of plain words spares trying them all."""
        first = heads([word for word, _ in words], _HEAD) if plain and len(words) > 1 else None
        each = "|".join(f"{self._prefix}(?:{word}){end}" for word, end in words)
        return f"(?={self._prefix}(?:{first}))(?:{each})" if first else each

    def _word(self, item: Node) -> str:
        folded = _fold_pattern(item.text())
        if _NESTED_REPEAT.search(folded):
            raise item.error(f"'{item.text()}' repeats a repeat, which can take for ever")
        return folded

    def check(self, item: Node) -> str:
        """The folded word, proven by itself to be a pattern that matches something and cannot run away."""
        folded = self._word(item)
        try:
            pattern = re.compile(folded)
        except re.error as error:
            raise item.error(f"'{item.text()}' is no valid pattern: {error}") from None
        if pattern.fullmatch(""):
            raise item.error(f"'{item.text()}' matches the empty text")
        return folded

    def slots(self, node: Node | None) -> tuple[Slot, ...]:
        """Slots from text such as 'before | after in, into | before ~'s' (see docs/languages.md)."""
        if node is None:
            return ()
        return tuple(self._known_slot(node, part.strip()) for part in node.text().split(" | "))

    def _known_slot(self, node: Node, text: str) -> Slot:
        """Many triggers have the same slots: each is made once."""
        if text not in self._slots:
            self._slots[text] = self._slot(node, text)
        return self._slots[text]

    def _slot(self, node: Node, text: str) -> Slot:
        side_text, _, markers_text = text.partition(" ")
        try:
            side = Side(side_text)
        except ValueError:
            raise node.error(f"a slot begins with before, after or any, not '{side_text}'") from None
        markers = [marker.strip() for marker in markers_text.split(",") if marker.strip()]
        leading = [_fold_pattern(marker) for marker in markers if not marker.startswith("~")]
        if self.boundary is Boundary.PREFIX:  # 'ב-' is the letter ב attached to the word, with a dash or without
            leading = [marker + "?" if marker.endswith("-") else marker for marker in leading]
        behind = [_fold_pattern(marker[1:]) for marker in markers if marker.startswith("~")]
        try:
            return Slot(side, _joined(leading, self._start + self._prefix, r"\s*\Z"), _joined(behind, "", ""))
        except re.error as error:
            raise node.error(f"a marker of '{text}' is no valid pattern: {error}") from None


def _joined(words: list[str], start: str, end: str) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(start + "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")" + end)


def _fold_pattern(pattern: str) -> str:
    """Fold the literal characters; an escaped class such as \\S and the P of a named group keep their case."""
    folded = fold(pattern)
    if "\\" not in pattern and "(?P<" not in pattern:
        return folded
    return "".join(
        original
        if (place and pattern[place - 1] == "\\" and original.isascii()) or pattern[max(0, place - 2) : place + 2] == "(?P<"
        else character
        for place, (original, character) in enumerate(zip(pattern, folded, strict=True))
    )
