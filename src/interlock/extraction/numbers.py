"""Numbers as they are written: digits, words, scales; the value with the place that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interlock.extraction.wordlist import per_language
from interlock.languages import Boundary, Language
from interlock.vocabulary import Bound

_LETTER = r"[^\W\d_]"
_SHORT = re.compile(r"[a-z]{1,4}")
_SHORTEST_WORD = 4  # Latin scales shorter than this, or without a vowel, are abbreviations: bn, k, mds
_BEFORE_DIGITS = re.compile(r"[a-z0-9_][-]?\Z|\d[.,:/]\Z|#\Z")
_BEFORE_LATIN = re.compile(r"[^\W]-?\Z|\d[.,:/]\Z|#\Z")
_MOST_TOKENS = 24
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number at [start, end). `bound` is what its own words say ('tens of', 'une cinquantaine', 多); None for nothing.

    `vague` numbers name a magnitude only. `scale` is the last scale read, 1 without one; `short` is the length of a
    scale that was an abbreviation. `group` tells digits such as '3,500' that may also be read as thousands.
    """

    value: float
    start: int
    end: int
    bound: Bound | None = None
    vague: bool = False
    scale: float = 1.0
    short: int = 0
    spaced: bool = False
    digits: bool = False
    year_like: bool = False
    lone_word: bool = False
    group: bool = False


@dataclass(slots=True)
class _State:
    """What has been read so far: the groups, each with the scale it was closed with."""

    groups: list[tuple[float, float]]
    end: int
    scale: float = 1.0
    bound: Bound | None = None
    vague: bool = False
    short: int = 0
    spaced: bool = False
    last: str = ""
    digits: bool = False
    year_like: bool = False
    group: bool = False
    zero: bool = False  # 二百零五: the digit behind stands in the lowest place

    def copy(self) -> _State:
        return _State(
            list(self.groups),
            self.end,
            self.scale,
            self.bound,
            self.vague,
            self.short,
            self.spaced,
            self.last,
            self.digits,
            self.year_like,
            self.group,
            self.zero,
        )


def alternatives(words: Iterable[str]) -> str:
    """The words as one pattern, longest first; one that matches nothing where there are none."""
    return "|".join(sorted((re.escape(word).replace(r"\ ", " ") for word in words), key=len, reverse=True)) or r"(?!)"


class NumberReader:
    """Reads the numbers of one language. Patterns are compiled once; `number_reader` keeps the reader."""

    def __init__(self, language: Language) -> None:
        rules = language.numbers
        self._rules = rules
        self._free = language.boundary is Boundary.NONE
        self._latin = language.script == "Latn"
        prefix = rf"(?:[{language.prefixes}]{{1,3}}-?)??" if language.boundary is Boundary.PREFIX else ""
        names = {*rules.words, *rules.scales, *rules.vague, *rules.rough, *rules.half}
        starts = {name for name in names if not self._is_short(name)}
        opening, closing = ("", "") if self._free else (rf"(?<!{_LETTER})", rf"(?!{_LETTER})")
        guard = r"(?![a-z])"
        self.starts = re.compile(rf"\d+|{opening}{prefix}(?P<word>{alternatives(starts)}){closing}{guard}")
        self._word = re.compile(rf"(?P<word>{alternatives(names)}){closing}{guard}")
        space = " " if " " in rules.thousands else ""
        grouped = rf"\d{{1,3}}(?P<mark>[,.'{space}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)(?P<rest>[.,]\d+(?![.,]?\d))?"
        if "," in rules.thousands:  # lakhs and crores: 12,34,567
            grouped = rf"(?P<indian>\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)(?:\.\d+(?![.,]?\d))?)|{grouped}"
        self._digits = re.compile(rf"{grouped}|(?P<whole>\d+)(?P<part>[.,]\d+(?![.,]\d))?")
        digit_words = "".join(word for word, value in rules.words.items() if len(word) == 1 and value < 10)
        tens = "".join(word for word, value in rules.scales.items() if len(word) == 1 and value == 10)
        self._point = (
            re.compile(rf"(?:{alternatives(rules.point)})(?P<digits>[{digit_words}]{{1,4}})(?![{digit_words}{tens}])")
            if rules.point and digit_words
            else None
        )
        self._joiner = re.compile(rf"[ ]?-?(?:{alternatives(rules.joiners)})[ -]?" if rules.joiners else r"(?!)")
        self._space = re.compile(r"[ \n]?-?" if not self._free else r" ?")
        more = [
            f"(?:{words.after.pattern})" for words in language.bounds if words.after is not None and words.bound is Bound.AT_LEAST
        ]
        self._more = re.compile(r" ?(?:" + "|".join(more) + r") ?") if more else None
        self._units = re.compile("|".join(f"(?:{unit.after.pattern})" for unit in language.units if unit.after) or r"(?!)")

    def _is_short(self, name: str) -> bool:
        return (
            bool(_SHORT.fullmatch(name))
            and name in self._rules.scales
            and (
                (len(name) < _SHORTEST_WORD and name != "mil" and name not in self._rules.words)
                or not re.search("[aeiouy]", name)
            )
        )

    def read(self, folded: str, start: int, end: int) -> FoundNumber | None:
        """The number that begins at `start` and ends by `end`, as far as it goes; None where there is none."""
        state = _State([], start)
        safe = state  # what stands when a longer reading breaks the rules
        for _ in range(_MOST_TOKENS):
            place = state.end
            if state.groups or state.vague:
                place = self._step(folded, place, end)
            token = self._token(folded, place, end, state)
            if token is None:
                break
            if token.last == "scale":
                safe = token
            state = token
        if self._free and state.last == "small" and state.scale >= 100 and not state.zero and state.groups[-1][0] < 10:
            state.groups[-1] = state.groups[-1][0] * state.scale / 10, 1.0  # 一億二, 三百五
        elif state.last == "small" and safe.last == "scale" and safe.scale > 1000:
            state = safe
        if state.last == "half" and state.scale == 1 and len(state.groups) == 1 and state.groups[0][0] < 1:
            return None
        if not state.groups or state.end > end or _is_broken(folded, start, state.end):
            return None
        value = float(sum(value for value, _ in state.groups))
        single = len(state.groups) == 1 and state.scale == 1
        if not value < 1e18 or (state.vague and value <= 1):
            return None
        return FoundNumber(
            value,
            start,
            state.end,
            state.bound,
            state.vague,
            state.scale,
            state.short,
            state.spaced,
            state.digits,
            state.year_like and single,
            not state.digits and single and value <= 1,
            state.group and single,
        )

    def _step(self, folded: str, place: int, end: int) -> int:
        """Past a space, a hyphen or joining words that another number word follows."""
        space = self._space.match(folded, place, end)
        near = space.end() if space else place
        joiner = self._joiner.match(folded, place, end)
        if joiner and not self._word.match(folded, near, end):
            further = self._joiner.match(folded, joiner.end(), end)
            for stop in (further.end() if further else joiner.end(), joiner.end()):
                if self._word.match(folded, stop, end):
                    return stop
        return near

    def _token(self, folded: str, place: int, end: int, state: _State) -> _State | None:
        if place >= end:
            return None
        if folded[place].isdecimal() and folded[place].isascii():
            return self._digits_token(folded, place, end, state)
        if self._more and state.groups:
            more = self._more.match(folded, place, end)
            scale = self._word.match(folded, more.end(), end) if more else None
            if more and scale and scale["word"] in self._rules.scales:
                token = self._scale_token(scale, place, state, folded, end)
                if token is not None:
                    token.bound = Bound.AT_LEAST
                return token
        if state.last == "small" and self._point and (point := self._point.match(folded, place, end)):
            return self._spoken_part(point, state)
        match = self._word.match(folded, place, end)
        if match is None:
            return None
        word = match["word"]
        rules = self._rules
        if self._free and state.last == "scale" and rules.words.get(word) == 0 and match.end() < end:
            token = state.copy()
            token.end, token.zero = match.end(), True
            follows = folded[match.end()].isdecimal() or self._word.match(folded, match.end(), end)
            return token if follows else None
        if not state.groups and not state.vague and word in rules.vague:
            return _State([(rules.vague[word], 1.0)], match.end(), bound=Bound.AT_LEAST, vague=True, last="vague")
        if word in rules.rough and (not state.groups or state.groups == [(1.0, 1.0)]):
            return _State([(rules.rough[word], 1.0)], match.end(), bound=Bound.ABOUT, last="small")
        if word in rules.half:
            return self._half_token(match, rules.half[word], state)
        if word in rules.scales:
            if not (self._is_short(word) and state.last != "digits"):
                return self._scale_token(match, place, state, folded, end)
            return None
        if word in rules.vague and state.groups and self._free:  # 十幾億
            token = state.copy()
            token.end, token.bound, token.last = match.end(), Bound.AT_LEAST, "few"
            return token if self._word.match(folded, match.end(), end) else None
        if word in rules.words:
            return self._small_token(match.end(), rules.words[word], state)
        return None

    def _spoken_part(self, match: re.Match[str], state: _State) -> _State:
        """The digits behind a spoken point: 三點六."""
        token = state.copy()
        digits = "".join(f"{self._rules.words[word]:.0f}" for word in match["digits"])
        token.groups[-1] = float(f"{token.groups[-1][0]:.0f}.{digits}"), 1.0
        token.end = match.end()
        return token

    def _digits_token(self, folded: str, place: int, end: int, state: _State) -> _State | None:
        if state.groups and state.last != "scale":
            return None
        match = self._digits.match(folded, place, end)
        if match is None or (state.groups and not self._free and not self._goes_on(folded, match, end, state)):
            return None
        value, group = self._value(match)
        token = state.copy()
        token.groups.append((value, 1.0))
        token.end, token.last, token.digits, token.group = match.end(), "digits", True, group
        token.year_like = bool(re.fullmatch(r"(?:19|20)\d\d", match[0]))
        return token

    def _goes_on(self, folded: str, digits: re.Match[str], end: int, state: _State) -> bool:
        """Whether digits behind a scale go on with a lower one: '2 billion 400 million'."""
        scale = self._word.match(folded, self._step(folded, digits.end(), end), end) if state.digits else None
        lower = self._rules.scales.get(scale["word"], 0.0) if scale is not None else 0.0
        return 1000 <= lower < state.scale and not self._is_short(scale["word"] if scale else "")

    def _value(self, match: re.Match[str]) -> tuple[float, bool]:
        """Which mark is the decimal one, by the shape of the number, then by the language."""
        decimal = self._rules.decimal
        if match.re.groupindex.get("indian") and match["indian"] is not None:
            return float(match["indian"].replace(",", "")), False
        if match["whole"] is not None:
            part = match["part"]
            return float(match["whole"] + ("." + part[1:] if part else "")), False
        mark, rest = match["mark"], match["rest"]
        whole = match[0][: len(match[0]) - len(rest or "")]
        if mark == decimal and not rest and whole.count(mark) == 1:
            first, _, last = whole.partition(mark)
            return float(f"{first}.{last}"), first != "0"
        if rest and rest[0] == mark:
            return float(match[0].replace(mark, "")), False
        return float(whole.replace(mark, "") + ("." + rest[1:] if rest else "")), False

    def _small_token(self, place: int, value: float, state: _State) -> _State | None:
        token = state.copy()
        token.end, token.last = place, "small"
        if state.vague or state.last in ("half", "digits", "few"):
            return None
        if state.last == "small":
            before, _ = token.groups[-1]
            if self._free and before < 10 and value < 10:
                return None
            fits = (
                (before >= 20 and before % 10 == 0 and value < 10)
                or (before >= 60 and before % 20 == 0 and value < 20)
                or (before >= 100 and value < 100)
            )
            if not fits or (before < 100 and value < 1):
                return None
            token.groups[-1] = before + value, 1.0
            return token
        if state.last == "scale" and state.groups and value >= state.scale:
            return None
        token.groups.append((value, 1.0))
        return token

    def _half_token(self, match: re.Match[str], part: float, state: _State) -> _State | None:
        if state.vague:
            return None
        token = state.copy()
        token.end = match.end()
        token.groups.append((part * state.scale if state.last == "scale" else part, 1.0))
        if state.last != "scale" and state.groups:
            half, whole = token.groups.pop(), token.groups.pop()
            token.groups.append((whole[0] + half[0], 1.0))
        token.last = "half"
        return token

    def _scale_token(self, match: re.Match[str], place: int, state: _State, folded: str, end: int) -> _State | None:
        """Multiply the trailing groups below the scale; refuse a scale that is not below the one before it."""
        unit = self._units.match(folded, match.start(), end)
        if unit and unit.end() > match.end() and state.groups and not self._continues(folded, match.end(), end, unit.end()):
            return None
        scale = self._rules.scales[match["word"]]
        if unit and unit.end() == match.end() and scale == 100 and state.groups and state.groups[-1][0] >= 10:
            return None  # '34 cents' are no hundreds
        token = state.copy()
        total = 0.0
        while token.groups and token.groups[-1][0] < scale:
            total += token.groups.pop()[0]
        if any(closed <= scale for _, closed in token.groups):
            return None
        if token.groups and total == 0 and not (state.last == "scale" and scale in (100, 1000) and state.scale > scale * 100):
            return None  # but 'a billion and a hundred million' where 'a hundred' is one word
        if (
            state.last == "digits"
            and state.group
            and scale >= 1e6
            and self._rules.decimal == ","
            and round(total * 1000) % 10 == 0
        ):
            total *= 1000  # '8,700 millones': nobody writes 8.7 with two zeros behind
        token.groups.append(((total or 1.0) * scale, scale))
        token.end, token.last, token.scale = match.end(), "scale", scale
        if self._is_short(match["word"]):
            token.short, token.spaced = len(match["word"]), match.start() > place or folded[match.start() - 1] == " "
        return token

    def _continues(self, folded: str, place: int, end: int, unit_end: int) -> bool:
        """Whether a longer scale word goes on past the unit that also begins here."""
        match = self._word.match(folded, place, end)
        return bool(match and match["word"] in self._rules.scales and match.end() > unit_end)

    def blocked(self, folded: str, start: int, floor: int) -> bool:
        """Whether what stands right before makes it no number of its own: 'GPT-4', 'H100', 'v2.0'."""
        window = max(floor, start - 2)
        pattern = _BEFORE_LATIN if self._latin else _BEFORE_DIGITS
        if pattern.search(folded, window, start):
            return True
        ordinal = self._rules.ordinal
        return bool(ordinal and ordinal.search(folded, max(floor, start - 16), start))


number_reader = per_language(NumberReader)


def _is_broken(folded: str, start: int, end: int) -> bool:
    """Whether an invisible sign parts the number from more digits: then what is read is not what is seen."""
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    if not folded[start].isdigit() and before.rstrip()[-1:].isdigit():
        return True  # the scale of a number that was not read
    return bool(
        (len(before) == 2 and _INVISIBLE.match(before[1]) and before[0].isdigit())
        or (len(after) == 2 and _INVISIBLE.match(after[0]) and after[1].isdigit())
    )


def read_number(folded: str, start: int, end: int, language: Language) -> FoundNumber | None:
    """The number that begins at `start` of folded text and ends by `end`; None where there is none.

    '1兆2,000億' is 1.2e12, 'three and a half billion' 3.5e9, 'עשרות מיליונים' 1e7 and vague.
    """
    return number_reader(language).read(folded, start, end)
