"""Names of the atlas in a text: boundaries, prefixes, overlaps, homonyms."""

from __future__ import annotations

import pytest

from interlock.atlas import Atlas, AtlasEntry, load_atlas
from interlock.extraction.names import NameIndex, attached_prefix
from interlock.vocabulary import ActorKind
from interlock.vocabulary.folding import fold


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """The names of the shipped atlas."""
    return NameIndex(load_atlas())


def found(index: NameIndex, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.entry.id) for hit in index.scan(text)]


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("ואנבידיה הודיעה", "אנבידיה", "nvidia"),
        ("שבאנבידיה אומרים", "אנבידיה", "nvidia"),
        ("מניות ב־OpenAI", "OpenAI", "openai"),
        ("בOpenAI אמרו", "OpenAI", "openai"),
        ("אמר ג׳נסן הואנג", "ג׳נסן הואנג", "jensen-huang"),
        ("昨日輝達宣布", "輝達", "nvidia"),
        ("据英伟达称", "英伟达", "nvidia"),
        ("PDG d'OpenAI", "OpenAI", "openai"),
        ("a deal with OPENAI.", "OPENAI", "openai"),
        ("馬克・祖克柏說", "馬克・祖克柏", "mark-zuckerberg"),
        ("馬克·祖克柏說", "馬克·祖克柏", "mark-zuckerberg"),
    ],
)
def test_a_name_is_found_where_its_script_lets_it_stand(index: NameIndex, text: str, surface: str, actor: str) -> None:
    """Hebrew prefix letters, maqaf, elision, Chinese text without spaces, other quotes and dots."""
    assert (surface, actor) in found(index, text)


@pytest.mark.parametrize(
    "text", ["מטאפורה יפה", "the metaverse", "meta-analysis", "a metadata store", "OpenAIs rival", "oracle bone"]
)
def test_a_name_is_not_found_inside_a_word_or_in_lower_case(index: NameIndex, text: str) -> None:
    """Letters of the same script on either side, and small letters, tell words from names."""
    assert [actor for _, actor in found(index, text) if actor in ("meta", "openai", "oracle")] == []


@pytest.mark.parametrize(
    ("text", "start", "prefix"),
    [
        ("ואנבידיה", 1, "ו"),
        ("שבאנבידיה", 2, "שב"),
        ("ב-OpenAI", 2, "ב"),
        ("xאנבידיה", 1, None),
        ("תמונהאנבידיה", 5, None),
        ("אנבידיה", 0, None),
    ],
)
def test_prefix_letters_are_one_to_three_of_seven(text: str, start: int, prefix: str | None) -> None:
    """ב ה ו כ ל מ ש, back to something that is no letter."""
    assert attached_prefix(fold(text), start) == prefix


def test_the_longest_name_wins_where_names_overlap(index: NameIndex) -> None:
    """OpenAI Foundation is not OpenAI."""
    assert found(index, "The OpenAI Foundation holds shares.") == [("OpenAI Foundation", "openai-foundation")]


def entry(actor_id: str, *names: str, short: tuple[str, ...] = (), ambiguous: tuple[str, ...] = ()) -> AtlasEntry:
    return AtlasEntry(actor_id, ActorKind.PERSON, names[0], names={"en": names}, short=short, ambiguous=frozenset(ambiguous))


def test_a_short_name_counts_once_the_full_name_was_said() -> None:
    """A surname alone is nobody; with its full name in the document it is that person."""
    index = NameIndex(Atlas([entry("jane-lark", "Jane Lark", short=("Lark",)), entry("tom-lark", "Tom Lark", short=("Lark",))]))
    assert found(index, "Lark sang.") == []
    assert found(index, "Lark sang. Tom Lark bowed.") == [("Lark", "tom-lark"), ("Tom Lark", "tom-lark")]


def test_a_name_that_is_a_word_too_is_marked_ambiguous() -> None:
    """It is a hit, and the caller decides by context."""
    index = NameIndex(Atlas([entry("scale", "Scale", ambiguous=("Scale",))]))
    assert [hit.ambiguous for hit in index.scan("Scale hired him.")] == [True]


def test_offsets_are_those_of_the_text(index: NameIndex) -> None:
    """Characters beyond the basic plane and combining marks shift nothing."""
    text = "😀 é\u0301 輝達 and OpenAI"
    assert [text[hit.start : hit.end] for hit in index.scan(text)] == ["輝達", "OpenAI"]
