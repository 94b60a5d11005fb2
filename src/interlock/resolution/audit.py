"""The arithmetic audit: totals and percentages that a text states are checked against its own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.vocabulary import Bound
from interlock.vocabulary.audit import Check, Figure, Sum
from interlock.vocabulary.folding import fold
from interlock.vocabulary.quantity import stated

_NEAR = 2
"""Sentences within which the parts of a sum stand."""
_MOST_PARTS = 4
_EXACT = 0.004
_PERCENT = 0.035
"""How far a percentage may be off: 'about 80 %' for 81.4 %, and the rounding of both figures."""
_FEWEST_WITHOUT_WORD = 3
"""Parts that a sum must have where no word says that it is one: three figures add up to a fourth by chance too rarely."""
_SMALL = 50
"""Small numbers add up by chance."""
_ROUND = 20


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of one language by which it states sums."""

    total: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


@lru_cache(maxsize=1)
def load_cues() -> Mapping[str, Cues]:
    """The words of each language, folded. Raises DataFileError."""
    path = Path(str(files("interlock.resolution") / "data" / "arithmetic.yaml"))
    keys = frozenset({"language", "total", "above", "below"})
    found = {}
    for node in load_yaml(path).items():
        row = node.fields(keys, keys)
        words = (tuple(fold(word) for word in row[name].texts()) for name in ("total", "above", "below"))
        found[row["language"].text()] = Cues(*words)
    return found


def audit(sentences: Mapping[int, tuple[str, str]], figures: Sequence[Figure]) -> list[Sum]:
    """What the figures of a text make together. `sentences` gives the text and the language of each by its number.

    A sum is INCONSISTENT only where one sentence states it with a word for it and all parts beside it.
    """
    ordered = sorted(figures, key=lambda figure: figure.start)
    sentences = {number: (fold(text), language) for number, (text, language) in sentences.items()}
    found = [*_totals(sentences, ordered), *_percentages(sentences, ordered)]
    best: dict[tuple[str, int], Sum] = {}
    for each in found:
        key = each.relation, each.stated.start if each.stated else each.inputs[0].start
        known = best.get(key)
        if known is None or _rank(each) < _rank(known):
            best[key] = each
    return sorted(best.values(), key=lambda each: (each.inputs[0].start, each.relation))


def _rank(each: Sum) -> tuple[bool, bool, int]:
    spread = max(figure.sentence for figure in each.inputs) - min(figure.sentence for figure in each.inputs)
    return each.check is not Check.CONSISTENT, not each.cue, spread + len(each.inputs)


def _totals(sentences: Mapping[int, tuple[str, str]], figures: Sequence[Figure]) -> Iterator[Sum]:
    for whole in figures:
        if whole.measure == "share" or whole.quantity.bound is Bound.BETWEEN:
            continue
        near = [each for each in figures if each is not whole and each.measure == whole.measure and _beside(each, whole)]
        near = [each for each in near if 0 < stated(each.quantity) < stated(whole.quantity)][:_ROUND]
        for number in range(2, min(_MOST_PARTS, len(near)) + 1):
            for parts in combinations(near, number):
                if not _adds_up(parts, whole):
                    continue
                word = _word(sentences, (whole, *parts), "total")
                if word or _sure(parts, whole):
                    yield _total(Check.CONSISTENT, parts, whole, word)
        wrong = [each for each in near if each.sentence == whole.sentence]
        word = _word(sentences, (whole,), "total")
        if word and len(wrong) >= 2 and _stands_beside(sentences, whole, word) and not _explained(figures, whole):
            yield _total(Check.INCONSISTENT, wrong, whole, word)


def _beside(one: Figure, other: Figure) -> bool:
    return abs(one.sentence - other.sentence) <= _NEAR


def _sure(parts: Sequence[Figure], whole: Figure) -> bool:
    if whole.measure == "count" and stated(whole.quantity) < _SMALL:
        return False
    return len(parts) >= _FEWEST_WITHOUT_WORD and len({part.sentence for part in (*parts, whole)}) <= 2


def _adds_up(parts: Sequence[Figure], whole: Figure) -> bool:
    if len({stated(part.quantity) for part in parts}) < len(parts) and len(parts) < _FEWEST_WITHOUT_WORD:
        return False
    total = sum(stated(part.quantity) for part in parts)
    return abs(total - stated(whole.quantity)) <= _EXACT * stated(whole.quantity)


def _explained(figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether any figures near it make the total, or a figure is told more than once: then nothing can be said."""
    near = [each for each in figures if each is not whole and each.measure == whole.measure and _beside(each, whole)]
    if any(stated(each.quantity) >= stated(whole.quantity) for each in near):
        return True
    return any(
        abs(sum(stated(part.quantity) for part in parts) - stated(whole.quantity)) <= 0.05 * stated(whole.quantity)
        for number in range(2, min(5, len(near)) + 1)
        for parts in combinations(near[:12], number)
    ) or any(each.quantity.bound is not Bound.EXACT for each in (whole, *near))


def _stands_beside(sentences: Mapping[int, tuple[str, str]], whole: Figure, word: str) -> bool:
    """Whether the word for a total stands right before the figure."""
    text = sentences[whole.sentence][0]
    place = text.find(fold(whole.text))
    return place >= 0 and word in text[max(0, place - len(word) - 6) : place]


def _total(check: Check, parts: Sequence[Figure], whole: Figure, word: str) -> Sum:
    total = sum(stated(part.quantity) for part in parts)
    return Sum(check, "total", tuple(parts), whole, total, total, word)


def _percentages(sentences: Mapping[int, tuple[str, str]], figures: Sequence[Figure]) -> Iterator[Sum]:
    shares = [each for each in figures if each.measure == "share" and each.quantity.bound is not Bound.BETWEEN]
    for share in shares:
        near = [each for each in figures if each.measure != "share" and _beside(each, share)]
        for one, other in combinations(near, 2):
            if one.measure != other.measure or share.sentence not in (one.sentence, other.sentence):
                continue
            least, most = sorted((stated(one.quantity), stated(other.quantity)))
            if least <= 0 or least == most:
                continue
            for relation, computed in (("percent_above", most / least - 1), ("percent_below", 1 - least / most)):
                if abs(computed - abs(stated(share.quantity))) > _PERCENT * max(computed, 0.3):
                    continue
                side = relation.rpartition("_")[2]
                word = _word(sentences, (share,), side)
                if word:
                    yield Sum(Check.CONSISTENT, relation, (one, other), share, computed, computed, word)


def _word(sentences: Mapping[int, tuple[str, str]], figures: Sequence[Figure], kind: str) -> str:
    """A word of that kind in a sentence of one of the figures."""
    for figure in figures:
        text, language = sentences.get(figure.sentence, ("", ""))
        cues = load_cues().get(language.partition("-")[0])
        for word in getattr(cues, kind) if cues else ():
            if word in text:
                return str(word)
    return ""
