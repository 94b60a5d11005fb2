"""Sentences of a block, by one pass over its terminators. Offsets are exact and no letter is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from interlock.languages.schema import Language
from interlock.reading.identification import is_small_word
from interlock.vocabulary.folding import fold

LONGEST = 2000  # characters; longer runs are cut, so that no later step meets a sentence of a megabyte

_DEFAULT_TERMINATORS = ".!?。！？…"
_WIDE = "。！？｡"  # end a sentence without a space behind them
_CLOSERS = "\"'”’»›)\\]}」』）】》〉〗］"
_OPENERS = "\"'“‘«‹([{「『（【《〈„״"
# A mark in front of a line: bullet, number of a list item, Markdown heading or quote.
_BULLET = re.compile(r"(?:(?:[•●▪▫◦‣⁃∙·■□◆◇▶►▸★☆✓✔➤→]|[-*+–—](?=\s)|#{1,6}(?=\s)|>(?=\s)|\(?\d{1,2}[.)、](?=\s)|\d{1,2}、)\s*)+")
_WORD_BEFORE = re.compile(r"[^\s(\[{«»“”\"‘„「」『』（）,;:!?，、；：。！？]+\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
_NEXT_WORD = re.compile(rf"[\s{re.escape(_OPENERS)}]*([^\W\d_]+(?:['’](?=\w))?)")
_LOOK_BACK = 24
_SAID = 16
_LONGEST_TITLE = 60
_DASH = re.compile(r"\s+[-–—]\s")
# ASCII marks between Chinese characters end a sentence as their wide forms do.
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff「『（《]")
# Particles of names: 'M. Le Pen' is no end, though 'le' is a small word.
_PARTICLES = frozenset({"le", "la", "de", "du", "des", "d", "l", "van", "von", "der", "den", "di", "del", "el", "al"})


@lru_cache(maxsize=16)
def _ends(terminators: str) -> re.Pattern[str]:
    marks = re.escape("".join(sorted(set(terminators or _DEFAULT_TERMINATORS) - {"\n"})))
    # The French space between the stop and the closing guillemet belongs to the sentence.
    return re.compile(rf"([{marks}]+)((?:[\s\u00a0\u202f]?»|[{_CLOSERS}])*)")


def _is_abbreviation(text: str, start: int, stop: int, language: Language) -> bool:
    """Whether the full stop at `stop` belongs to the word in front of it: an abbreviation or an initial."""
    before = _WORD_BEFORE.search(text[max(start, stop - _LOOK_BACK) : stop])
    if not before:
        return False
    word = before.group()
    known = language.sentences.abbreviations
    folded = fold(word)
    letters = _LETTERS.findall(word)
    initials = (
        bool(letters) and all(len(part) == 1 for part in letters) and "".join(letters) == word.replace(".", "").replace("-", "")
    )
    if not (initials or folded in known or folded + "." in known or word in known or word + "." in known):
        return False
    if initials and len(letters) == 1 and letters[0].islower() and folded not in known and folded + "." not in known:
        return False
    following = _NEXT_WORD.match(text, stop + 1)
    if following and following[1][0].isupper():
        opener = following[1].lower().rstrip("'’")
        # 'in the U.S. The company': a capital on a small word opens a sentence.
        return not (is_small_word(opener) and opener not in _PARTICLES)
    return True


def _is_speech_tag(text: str, end: int, language: Language) -> bool:
    """Whether what follows a quotation is its 'he said': the sentence goes on."""
    verbs = language.speech.verbs
    if verbs is None:
        return False
    tail = fold(text[end : end + _SAID])
    match = verbs.search(tail)
    return match is not None and len(tail[: match.start()].split()) <= 1


def _closes_title(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the mark stands in a quoted title amid a sentence of a script without capitals (… played "Who?" with …)."""
    following = _LETTERS.search(text, end, end + 4)
    if text[stop] not in "?!" or following is None or following.group()[0].isupper():
        return False
    begin = max(start, stop - _LONGEST_TITLE)
    opening = max(text.rfind(mark, begin, stop) for mark in _OPENERS)
    return opening > begin and text[begin:opening].rstrip()[-1:].isalpha()


def _is_end(text: str, start: int, match: re.Match[str], limit: int, language: Language) -> bool:
    marks, closers = match[1], match[2]
    end = match.end()
    if end >= limit:
        return True
    following = text[end]
    if any(mark in _WIDE for mark in marks):
        return not (closers and _is_speech_tag(text, end, language))
    if not following.isspace():
        between = _IDEOGRAPH.match(following) and _IDEOGRAPH.match(text[match.start() - 1 : match.start()])
        return bool(between) and marks[-1] in "!?" and not (closers and _is_speech_tag(text, end, language))
    strict = marks.startswith("..") or marks[0] == "…"
    if not _opens_sentence(text, end, limit, strict=strict):
        return False
    if closers:
        return not _is_speech_tag(text, end, language) and not _closes_title(text, start, match.start(), end)
    return marks != "." or not _is_abbreviation(text, start, match.start(), language)


def _opens_sentence(text: str, position: int, limit: int, *, strict: bool) -> bool:
    """Whether what follows can begin a sentence: no small letter, save in names such as xAI and iPhone."""
    if _DASH.match(text, position, limit):
        return False  # '"How much?" - not for …' is one sentence
    while position < limit and (text[position].isspace() or text[position] in _OPENERS):
        position += 1
    if position >= limit:
        return True
    letter = text[position]
    if letter.islower():
        word = _LETTERS.match(text, position)
        return word is not None and not word.group().islower()
    return letter.isupper() or letter.isdigit() or not strict


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run without terminators at a comma or space."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        at = max(window.rfind(mark) for mark in ",;:，、；：")
        if at < LONGEST // 2:
            at = max(at, window.rfind(" "))
        at = start + (at + 1 if at >= LONGEST // 4 else LONGEST)
        yield start, at
        start = at
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def split_sentences(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """The spans of the sentences in `text[start:end]`, without the spaces between them and the bullet in front.

    A stretch without a letter or digit is no sentence.
    """
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        start = bullet.end()
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _ends(language.sentences.terminators).finditer(text, start, end):
        if match.start() == begin:
            continue
        if _is_end(text, begin, match, end, language):
            spans.append((begin, match.end()))
            begin = match.end()
    if begin < end:
        spans.append((begin, end))
    found: list[tuple[int, int]] = []
    for span in spans:
        for piece in _cut(text, *span):
            trimmed = _trim(text, *piece)
            if trimmed is None:
                continue
            if any(map(str.isalnum, text[trimmed[0] : trimmed[1]])):
                found.append(trimmed)
            elif found:  # a closing mark that stands alone goes with the sentence before it
                found[-1] = (found[-1][0], trimmed[1])
    return found
