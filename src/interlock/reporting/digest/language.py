"""The language files of the digest: words, frames and grammar of one language, checked when loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from babel import Locale

from interlock.datafiles import Node, load_yaml
from interlock.reporting.digest.grammar import BadPattern, check, words_in
from interlock.vocabulary import Bound, Kind, Status

Plural = Mapping[str, str]
ARTICLE = "\x01"
"""Stands between an article and its name until the sentence is complete, so that 'de' + 'les États-Unis' becomes 'des'; the files
write it as ^."""
_TABLES = (
    "currencies",
    "money",
    "units",
    "bounds",
    "rates",
    "dates",
    "periods",
    "numbers",
    "sections",
    "page",
    "counts",
    "terms",
)
_OPTIONAL = frozenset({"neutral", "vowels", "script", "clitics", "last"})
_KEYS = (
    frozenset({"code", "name", "locale", "reader", "direction", "quotes", "spaced", "forms", "grammar", "prefixes", "scales"})
    | frozenset({"statuses", "kinds", "sentences", "status_words", "negations", "also", *_TABLES})
    | _OPTIONAL
)
_OF_FACTS = {"subject", "object", "origin", "place", "asset", "role", "metric", "quote", "period", "when", "date", "by"}
_FIGURES = {"amount", "share", "power", "count", "q", "due", "times"}
_OF_SENTENCES = (
    {"base", "past", "noun", "clause", "more", "papers", "origins", "documents", "languages", "first", "last", "facts", "about"}
    | {"seconded", "disputes", "further", "way", "patterns", "statuses", "holder", "counterparty", "class", "actor", "year"}
    | {"deal", "field", "sides", "reason", "told", "sources", "items", "before", "after", "day"}
)
_SLOTS = frozenset(_OF_FACTS | _OF_SENTENCES | _FIGURES | {f"{name}_of" for name in (*_FIGURES, "before", "after")})
_WORD = re.compile(r"[^\W\d_]+(?:[’'׳״\"-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Prefix:
    """How a word joins the name that follows it."""

    plain: str
    vowel: str | None = None
    foreign: str | None = None
    contracted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of a kind: infinitive, past, and noun phrase, each with alternatives by what is known; frames of its own."""

    base: tuple[str, ...]
    past: tuple[str, ...]
    noun: tuple[str, ...]
    frames: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class DigestLanguage:
    """One language of the digest, as its file has it."""

    code: str
    name: str
    reader: str
    direction: str
    locale: Locale
    quotes: tuple[str, str]
    forms: tuple[str, ...]
    grammar: Mapping[str, Mapping[str, str]]
    prefixes: Mapping[str, Prefix]
    last: str | None  # the prefix that joins the last item of a list, where the language writes it on to the item
    clitics: str  # letters that are written on to the front of a word: Hebrew ב, ל
    vowels: str
    script: re.Pattern[str]
    spaced: bool  # words stand apart from each other
    neutral: bool  # has sentences without a form for who is of unknown gender
    tables: Mapping[str, Mapping[str, Plural]]
    statuses: Mapping[str, tuple[str, ...]]
    neutral_statuses: Mapping[str, tuple[str, ...]]
    kinds: Mapping[Kind, KindWords]
    sentences: Mapping[str, tuple[str, ...]]
    status_words: Mapping[str, tuple[str, ...]]
    negations: frozenset[str]
    also: tuple[str, ...]
    scales: tuple[tuple[float, Plural], ...]

    def said(self, table: str, key: str) -> str | None:
        """The one word or pattern of a table; None where it has none."""
        return self.tables[table].get(key, {}).get("other")

    def plural(self, table: str, key: str, number: float) -> str | None:
        """The word of a table in the form that the number wants."""
        found = self.tables[table].get(key)
        return None if found is None else found.get(self.locale.plural_form(number), found["other"])

    def term(self, group: str, key: str) -> str:
        """The words for a value of a closed list; the value itself where the file has none."""
        return self.said("terms", f"{group}.{key}") or key.replace("_", " ")

    @property
    def clitic_pattern(self) -> str:
        """A pattern for the letters that may be written on to the front of a word."""
        return f"[{self.clitics}]{{0,3}}" if self.clitics else ""

    def apart(self, words: str) -> str:
        """A pattern for words that stand apart, where the language sets words apart."""
        return rf"(?<!\w){re.escape(words)}(?!\w)" if self.spaced else re.escape(words)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Every word that the file brings itself, in lower case: what a sentence may say beside names and figures."""
        return frozenset(match[0].casefold() for text in self._texts() for match in _WORD.finditer(text))

    @cached_property
    def own_phrases(self) -> frozenset[str]:
        """The runs of letters that the file brings itself, for a language that does not set words apart."""
        return frozenset(run for text in self._texts() for run in re.findall(r"[^\W\d_]+", text))

    def _texts(self) -> Iterator[str]:
        kinds = [text for kind in self.kinds.values() for each in (kind.base, kind.past, kind.noun) for text in each]
        frames = [text for kind in self.kinds.values() for each in kind.frames.values() for text in each]
        groups = (self.statuses, self.neutral_statuses, self.sentences)
        said = [text for group in groups for each in group.values() for text in each]
        for pattern in (*kinds, *frames, *said, *self.also):
            yield words_in(pattern)
        for table in self.tables.values():
            for plural in table.values():
                yield from map(words_in, plural.values())
        for _, plural in self.scales:
            yield from plural.values()
        for prefix in self.prefixes.values():
            yield from filter(None, (prefix.plain, prefix.vowel, prefix.foreign, *(both for _, both in prefix.contracted)))
        yield from self.grammar.get("articles", {}).values()


def digest_languages() -> tuple[str, ...]:
    """The languages that a digest can be written in."""
    folder = Path(str(files("interlock.reporting.digest") / "languages"))
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


@cache
def digest_language(code: str) -> DigestLanguage:
    """The language with this code. Raises DataFileError where its file is wrong, FileNotFoundError where there is none."""
    return read_language(Path(str(files("interlock.reporting.digest") / "languages" / f"{code}.yaml")))


def read_language(path: Path) -> DigestLanguage:
    """The language in a file. Raises DataFileError for the first thing in it that is wrong."""
    root = load_yaml(path)
    found = root.fields(_KEYS, _KEYS - _OPTIONAL)
    prefixes = {key.text(): _prefix(each) for key, each in found["prefixes"].pairs()}
    kinds = _kinds(found["kinds"], prefixes)
    tables = {name: _table(found[name]) for name in _TABLES}
    for bound in Bound:
        if str(bound) not in tables["bounds"]:
            raise found["bounds"].error(f"the bound '{bound}' is missing")
    return DigestLanguage(
        code=found["code"].text(),
        name=found["name"].text(),
        reader=found["reader"].text(),
        direction=found["direction"].text(),
        locale=Locale.parse(found["locale"].text().replace("-", "_")),
        quotes=_pair(found["quotes"]),
        forms=found["forms"].texts(),
        grammar={
            key.text(): {name.text(): value.text() for name, value in each.pairs()} for key, each in found["grammar"].pairs()
        },
        prefixes=prefixes,
        last=found["last"].text() if "last" in found else None,
        clitics=found["clitics"].text() if "clitics" in found else "",
        vowels=found["vowels"].text() if "vowels" in found else "",
        script=re.compile(found["script"].text() if "script" in found else r"\w"),
        spaced=found["spaced"].flag(),
        neutral="neutral" in found,
        tables=tables,
        statuses=_by_status(found["statuses"], prefixes),
        neutral_statuses=_by_status(found["neutral"], prefixes) if "neutral" in found else {},
        kinds=kinds,
        sentences={key.text(): _patterns(each, prefixes) for key, each in found["sentences"].pairs()},
        status_words=_by_status(found["status_words"], prefixes),
        negations=frozenset(found["negations"].texts()),
        also=tuple(text for text in found["also"].texts()),
        scales=tuple((row["size"].number(), _plural(row["word"])) for row in map(_scale, found["scales"].items())),
    )


def _words(node: Node) -> Mapping[str, str]:
    return {key.text(): value.text() for key, value in node.pairs()}


def _scale(node: Node) -> dict[str, Node]:
    return node.fields(frozenset({"size", "word"}), frozenset({"size", "word"}))


def _pair(node: Node) -> tuple[str, str]:
    both = node.texts()
    if len(both) != 2:
        raise node.error("two quotation marks are wanted, the opening and the closing one")
    return both[0], both[1]


def _prefix(node: Node) -> Prefix:
    found = node.fields(frozenset({"plain", "vowel", "foreign", "contracted"}), frozenset({"plain"}))
    short = tuple((key.text(), value.text()) for key, value in found["contracted"].pairs()) if "contracted" in found else ()
    return Prefix(
        found["plain"].text(),
        found["vowel"].text() if "vowel" in found else None,
        found["foreign"].text() if "foreign" in found else None,
        short,
    )


def _plural(node: Node) -> Plural:
    try:
        return {"other": node.text()}
    except Exception:
        forms = {key.text(): value.text() for key, value in node.pairs()}
    if "other" not in forms:
        raise node.error("the form 'other' is missing")
    return forms


def _table(node: Node) -> Mapping[str, Plural]:
    return {key.text(): _plural(value) for key, value in node.pairs()}


def _patterns(node: Node, prefixes: Mapping[str, Prefix]) -> tuple[str, ...]:
    """Patterns whose brackets close and whose slots there are."""
    for item in node.items():
        try:
            check(item.text(), _SLOTS, prefixes)
        except BadPattern as error:
            raise item.error(str(error)) from None
    return node.texts()


def _by_status(node: Node, prefixes: Mapping[str, Prefix]) -> Mapping[str, tuple[str, ...]]:
    found = {key.text(): _patterns(value, prefixes) for key, value in node.pairs()}
    for status in Status:
        if str(status) not in found:
            raise node.error(f"the status '{status}' is missing")
    return found


def _kinds(node: Node, prefixes: Mapping[str, Prefix]) -> Mapping[Kind, KindWords]:
    made = {}
    for key, value in node.pairs():
        try:
            kind = Kind(key.text())
        except ValueError:
            raise key.error(f"there is no kind '{key.text()}'") from None
        found = value.fields(frozenset({"base", "past", "noun", "frames"}), frozenset({"noun"}))
        base = _patterns(found["base"], prefixes) if "base" in found else ()
        frames = {name.text(): _patterns(each, prefixes) for name, each in found["frames"].pairs()} if "frames" in found else {}
        noun = tuple(text.replace("^", ARTICLE) for text in _patterns(found["noun"], prefixes))
        made[kind] = KindWords(base, _patterns(found["past"], prefixes) if "past" in found else base, noun, frames)
    for kind in Kind:
        if kind not in made:
            raise node.error(f"the kind '{kind}' is missing")
    return made


def joiner(language: DigestLanguage, prefix: str, word: str) -> str:
    """A prefix before a word, joined as the language joins them."""
    rule = language.prefixes[prefix]
    for article, both in rule.contracted:
        if word.startswith(article + ARTICLE):
            return both + word[len(article) + 1 :]
    first = next((letter for letter in word if letter.isalnum()), "")
    if rule.vowel is not None and first and first.casefold() in language.vowels:
        return rule.vowel + word
    if rule.foreign is not None and not language.script.match(first or "x"):
        return rule.foreign + word
    return rule.plain + word
