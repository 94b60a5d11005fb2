"""Reads the titles of people, and what a language file knows of text that a machine translated."""

from __future__ import annotations

from interlock.datafiles import Node
from interlock.languages.checks import each, wanted
from interlock.languages.patterns import WordPatterns
from interlock.languages.schema import MangledRules, Title, TranslatedName


def read_title(node: Node, patterns: WordPatterns) -> Title:
    """A post that people hold, with its words."""
    found = node.fields(frozenset({"role", "words", "founds", "former"}), frozenset({"role", "words"}))
    founds, former = ("founds" in found and found["founds"].flag(), "former" in found and found["former"].flag())
    return Title(found["role"].text(), wanted(patterns.entry(found["words"]), node), founds, former)


def read_mangled(node: Node, patterns: WordPatterns) -> MangledRules:
    """The section `mangled`: signs of machine translation, and names that were translated as words."""
    found = node.fields(frozenset({"signs", "hints", "before", "behind", "names", "titles"}))
    return MangledRules(
        signs=patterns.words(found.get("signs")),
        hints=patterns.words(found.get("hints")),
        before=patterns.before(found.get("before")),
        behind=patterns.words(found.get("behind")),
        names=each(found["names"], patterns, _translated) if "names" in found else (),
        titles=each(found["titles"], patterns, read_title) if "titles" in found else (),
    )


def _translated(node: Node, patterns: WordPatterns) -> TranslatedName:
    found = node.fields(frozenset({"actor", "words", "sure", "unless"}), frozenset({"actor", "words"}))
    words = wanted(patterns.entry(found["words"]), node)
    sure = "sure" in found and found["sure"].flag()
    return TranslatedName(found["actor"].text(), words, sure, patterns.words(found.get("unless")))
