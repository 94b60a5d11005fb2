"""Loads language files. A wrong key, value or pattern fails here, with file and line, not in the middle of a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from interlock.datafiles import Node, collection_paused, load_yaml
from interlock.languages.checks import choice, each, one_of, wanted
from interlock.languages.mangling import read_mangled, read_title
from interlock.languages.measures import read_bound, read_dates, read_numbers, read_unit
from interlock.languages.patterns import WordPatterns
from interlock.languages.schema import (
    Asset,
    AttributionRules,
    Boundary,
    Description,
    Grammar,
    Language,
    MangledRules,
    NameRules,
    Pronoun,
    SentenceRules,
    SpeechRules,
    StatusWords,
    Trigger,
    ZoneCues,
)
from interlock.vocabulary import METRICS, ActorKind, Kind, Status
from interlock.vocabulary.folding import fold

KEYS = frozenset(
    {
        "code",
        "name",
        "script",
        "boundary",
        "prefixes",
        "sentences",
        "zones",
        "numbers",
        "units",
        "bounds",
        "dates",
        "statuses",
        "attribution",
        "speech",
        "titles",
        "names",
        "pronouns",
        "descriptions",
        "assets",
        "grammar",
        "triggers",
        "mangled",
    }
)
OPTIONAL_KEYS = frozenset({"prefixes", "mangled"})
"""Sections that a language may do without."""

_NEEDS = frozenset({"amount", "share", "power", "count", "object", "origin", "asset", "position", "date", "quantity"})
_TAKES = frozenset({"amount", "share", "power", "count"})


def language_codes() -> tuple[str, ...]:
    """Codes of the shipped languages, in alphabetical order."""
    folder = files("interlock.languages") / "data"
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


class ShippedLanguage(Language):
    """A shipped language, whose file is loaded when something of it is asked for.

    To tell zones and sentences wants little of a language, and often of several; so this little is loaded by itself.
    The first question for anything else loads and checks the whole file: before a sentence in the language is read.
    """

    def __init__(self, code: str, path: Path) -> None:
        vars(self).update(code=code, _path=path)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not loaded yet."""
        if name.startswith("_"):
            raise AttributeError(name)
        known = vars(self)
        with collection_paused():
            loaded = _front(*_sections(known["_path"])) if name in _FRONT else vars(load_language_file(known["_path"]))
        for key, value in loaded.items():
            known.setdefault(key, value)
        return known[name]


@cache
def load_language(code: str) -> Language:
    """The shipped language `code` ('zh' serves zh-Hant and zh-Hans). Raises KeyError for one that is not shipped."""
    if code not in language_codes():
        raise KeyError(f"no language file for '{code}'; shipped: {', '.join(language_codes())}")
    return ShippedLanguage(code, shipped_path(code))


def shipped_path(code: str) -> Path:
    """The file of a shipped language."""
    return Path(str(files("interlock.languages") / "data" / f"{code}.yaml"))


def load_languages() -> tuple[Language, ...]:
    """Every shipped language."""
    return tuple(load_language(code) for code in language_codes())


def load_language_file(path: Path) -> Language:
    """Load and check one language file. Raises DataFileError with file and line."""
    top, patterns = _sections(path)
    return Language(
        code=top["code"].text(),
        name=top["name"].text(),
        script=top["script"].text(),
        **_front(top, patterns),
        numbers=read_numbers(top["numbers"], patterns),
        units=each(top["units"], patterns, read_unit),
        bounds=each(top["bounds"], patterns, read_bound),
        statuses=_statuses(top["statuses"], patterns),
        attribution=_attribution(top["attribution"], patterns),
        titles=each(top["titles"], patterns, read_title),
        names=_names(top["names"], patterns),
        pronouns=each(top["pronouns"], patterns, _pronoun),
        descriptions=each(top["descriptions"], patterns, _description),
        assets=tuple(Asset(key.text(), wanted(patterns.entry(value), value)) for key, value in top["assets"].pairs()),
        grammar=_grammar(top["grammar"], patterns),
        triggers=each(top["triggers"], patterns, _trigger),
        mangled=read_mangled(top["mangled"], patterns) if "mangled" in top else MangledRules(),
    )


def section_readers() -> dict[str, Callable[[Node, WordPatterns], object]]:
    """What reads each section of a file, for a check that goes on behind a fault; a list is read member by member."""
    return {
        "sentences": lambda node, _: _sentences(node),
        "zones": _zones,
        "numbers": read_numbers,
        "units": read_unit,
        "bounds": read_bound,
        "dates": read_dates,
        "statuses": _statuses,
        "attribution": _attribution,
        "speech": _speech,
        "titles": read_title,
        "names": _names,
        "pronouns": _pronoun,
        "descriptions": _description,
        "assets": lambda node, patterns: [wanted(patterns.entry(value), value) for _, value in node.pairs()],
        "grammar": _grammar,
        "triggers": _trigger,
        "mangled": read_mangled,
    }


LISTS = frozenset({"units", "bounds", "titles", "pronouns", "descriptions", "triggers"})
"""Sections that are lists; the others map keys to values."""
_FRONT = frozenset({"boundary", "prefixes", "sentences", "zones", "dates", "speech"})
"""What reading a text wants of a language, before anything is known of the text."""


def _front(top: dict[str, Node], patterns: WordPatterns) -> dict[str, Any]:
    return {
        "boundary": patterns.boundary,
        "prefixes": top["prefixes"].text() if "prefixes" in top else "",
        "sentences": _sentences(top["sentences"]),
        "zones": _zones(top["zones"], patterns),
        "dates": read_dates(top["dates"], patterns),
        "speech": _speech(top["speech"], patterns),
    }


def _sections(path: Path) -> tuple[dict[str, Node], WordPatterns]:
    """The parts of a file, and the patterns of its language."""
    root = load_yaml(path)
    top = root.fields(KEYS, required=KEYS - OPTIONAL_KEYS)
    return top, patterns_of(root, top)


def patterns_of(root: Node, top: dict[str, Node]) -> WordPatterns:
    """The patterns that a language's words are made into: what its boundary and its prefixes ask for."""
    boundary = one_of(top["boundary"], Boundary)
    prefixes = top["prefixes"].text() if "prefixes" in top else ""
    if (boundary is Boundary.PREFIX) != bool(prefixes):
        raise root.error("'prefixes' stands with 'boundary: prefix' and only there")
    return WordPatterns(boundary, prefixes)


def _sentences(node: Node) -> SentenceRules:
    found = node.fields(frozenset({"terminators", "abbreviations"}), frozenset({"terminators"}))
    abbreviations = found["abbreviations"].texts() if "abbreviations" in found else ()
    return SentenceRules(found["terminators"].text(), frozenset(fold(word) for word in abbreviations))


def _zones(node: Node, patterns: WordPatterns) -> ZoneCues:
    found = node.fields(frozenset({"teaser_marks", "teaser", "advert", "related", "boilerplate"}))
    marks = found["teaser_marks"].text() if "teaser_marks" in found else ""
    cues = [patterns.words(found.get(key)) for key in ("teaser", "advert", "related", "boilerplate")]
    return ZoneCues(marks, *cues)


def _statuses(node: Node, patterns: WordPatterns) -> tuple[StatusWords, ...]:
    return tuple(StatusWords(one_of(key, Status), wanted(patterns.words(value), value)) for key, value in node.pairs())


def _attribution(node: Node, patterns: WordPatterns) -> AttributionRules:
    found = node.fields(frozenset({"before", "after", "anonymous"}))
    anonymous = (
        tuple((wanted(patterns.words(value), value), key.text()) for key, value in found["anonymous"].pairs())
        if "anonymous" in found
        else ()
    )
    return AttributionRules(patterns.before(found.get("before")), patterns.words(found.get("after")), anonymous)


def _speech(node: Node, patterns: WordPatterns) -> SpeechRules:
    found = node.fields(frozenset({"verbs", "quotes"}), frozenset({"verbs", "quotes"}))
    pairs = []
    for item in found["quotes"].items():
        marks = item.text().split()
        if len(marks) != 2:
            raise item.error("an opening and a closing mark, with a space between, are wanted here")
        pairs.append((marks[0], marks[1]))
    return SpeechRules(patterns.words(found["verbs"]), tuple(pairs))


def _names(node: Node, patterns: WordPatterns) -> NameRules:
    found = node.fields(
        frozenset(
            {
                "legal_forms",
                "company_nouns",
                "company_endings",
                "person_honorifics",
                "surnames",
                "given_names",
                "not_names",
                "capitalised_nouns",
                "thing_before",
                "thing_behind",
            }
        )
    )
    surnames = found["surnames"].texts() if "surnames" in found else ()
    given_names = found["given_names"].texts() if "given_names" in found else ()
    not_names = found["not_names"].texts() if "not_names" in found else ()
    return NameRules(
        patterns.words(found.get("legal_forms")),
        patterns.words(found.get("company_nouns")),
        patterns.words(found.get("company_endings")),
        patterns.words(found.get("person_honorifics")),
        frozenset(surnames),
        frozenset(fold(word) for word in given_names),
        frozenset(fold(word) for word in not_names),
        "capitalised_nouns" in found and found["capitalised_nouns"].flag(),
        patterns.before(found.get("thing_before")),
        patterns.words(found.get("thing_behind")),
    )


def _kinds(node: Node) -> frozenset[ActorKind]:
    return frozenset(one_of(item, ActorKind) for item in node.items())


def _pronoun(node: Node, patterns: WordPatterns) -> Pronoun:
    found = node.fields(frozenset({"words", "kinds", "gender", "number"}), frozenset({"words", "kinds"}))
    gender = choice(found["gender"], ("m", "f")) if "gender" in found else None
    number = choice(found["number"], ("s", "p")) if "number" in found else None
    return Pronoun(wanted(patterns.words(found["words"]), node), _kinds(found["kinds"]), gender, number)


def _description(node: Node, patterns: WordPatterns) -> Description:
    found = node.fields(frozenset({"words", "kinds", "sectors", "actor"}), frozenset({"words", "kinds"}))
    sectors = frozenset(found["sectors"].texts()) if "sectors" in found else frozenset()
    return Description(
        wanted(patterns.entry(found["words"]), node),
        _kinds(found["kinds"]),
        sectors,
        found["actor"].text() if "actor" in found else None,
    )


def _grammar(node: Node, patterns: WordPatterns) -> Grammar:
    behind = ("oblique", "by", "genitive_before", "elsewhere_before")
    ahead = ("genitive_after", "attributive", "elsewhere_behind")
    free = (
        "articles",
        "conjunctions",
        "relative",
        "clause_breaks",
        "hypothetical",
        "negation",
        "former",
        "conditions",
        "unreal",
        "dismissal",
        "deployment",
    )
    found = node.fields(frozenset((*behind, *ahead, *free, "bracket")))
    return Grammar(
        bracket="bracket" in found and found["bracket"].flag(),
        **{key: patterns.before(found.get(key)) for key in behind},
        **{key: patterns.prefix(found.get(key)) for key in ahead},
        **{key: patterns.words(found.get(key)) for key in free},
    )


_TRIGGER_KEYS = frozenset(
    {
        "kind",
        "words",
        "subject",
        "object",
        "origin",
        "object_optional",
        "undirected",
        "status",
        "metric",
        "role",
        "asset",
        "position",
        "needs",
        "takes",
        "weight",
    }
)


def _trigger(node: Node, patterns: WordPatterns) -> Trigger:
    found = node.fields(_TRIGGER_KEYS, frozenset({"kind", "words", "subject"}))
    kind = one_of(found["kind"], Kind)
    metric = choice(found["metric"], METRICS) if "metric" in found else None
    if (kind is Kind.REPORTS) != (metric is not None):
        raise node.error("'metric' stands with the kind 'reports' and only there")
    takes = frozenset(choice(item, _TAKES) for item in found["takes"].items()) if "takes" in found else None
    return Trigger(
        kind=kind,
        words=wanted(patterns.entry(found["words"]), node),
        subject=patterns.slots(found["subject"]),
        object=patterns.slots(found.get("object")),
        origin=patterns.slots(found.get("origin")),
        object_optional="object_optional" in found and found["object_optional"].flag(),
        undirected="undirected" in found and found["undirected"].flag(),
        status=one_of(found["status"], Status) if "status" in found else None,
        metric=metric,
        role=found["role"].text() if "role" in found else None,
        asset=found["asset"].text() if "asset" in found else None,
        position=int(found["position"].number()) if "position" in found else None,
        needs=frozenset(choice(item, _NEEDS) for item in found["needs"].items()) if "needs" in found else frozenset(),
        takes=takes,
        weight=found["weight"].number() if "weight" in found else 0.8,
        line=node.line,
    )
