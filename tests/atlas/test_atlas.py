"""The shipped atlas, and a user's own file."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from interlock.atlas import Atlas, load_atlas
from interlock.vocabulary import ActorKind, DataFileError


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """The shipped atlas."""
    return load_atlas()


def test_the_atlas_is_a_directory_of_the_field(atlas: Atlas) -> None:
    """At least 400 actors, 250 with a Hebrew name, 250 with both Chinese forms; every kind but groups."""
    assert len(atlas) >= 400
    assert sum("he" in entry.names for entry in atlas) >= 250
    assert sum({"zh-Hant", "zh-Hans"} <= set(entry.names) for entry in atlas) >= 250
    assert {entry.kind for entry in atlas} == set(ActorKind) - {ActorKind.GROUP}


def test_every_reference_leads_to_an_actor(atlas: Atlas) -> None:
    """Parents and posts name actors that exist."""
    missing = {entry.id: entry.parent for entry in atlas if entry.parent and atlas.get(entry.parent) is None}
    missing |= {
        entry.id: post.organisation for entry in atlas for post in entry.affiliations if atlas.get(post.organisation) is None
    }
    assert missing == {}


def test_parents_form_no_circle(atlas: Atlas) -> None:
    """Going up from any actor ends."""
    for entry in atlas:
        seen = {entry.id}
        above = atlas.get(entry.parent or "")
        while above is not None:
            assert above.id not in seen, f"{entry.id}: {seen}"
            seen.add(above.id)
            above = atlas.get(above.parent or "")


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("nvidia", "輝達"),
        ("nvidia", "英伟达"),
        ("nvidia", "אנבידיה"),
        ("oracle", "甲骨文"),
        ("softbank", "軟銀"),
        ("jensen-huang", "黃仁勳"),
        ("meta", "מטא"),
        ("openai", "OpenAI"),
        ("european-union", "Union européenne"),
    ],
)
def test_well_known_names_are_there(atlas: Atlas, actor: str, name: str) -> None:
    """Names are the product: the press's own forms lead to the actor."""
    entry = atlas.get(actor)
    assert entry is not None
    assert name in entry.all_names()


def test_the_founder_of_dji_is_not_the_founder_of_scale(atlas: Atlas) -> None:
    """汪滔 is Frank Wang of DJI; Alexandr Wang has other Chinese names."""
    entry = atlas.get("alexandr-wang")
    assert entry is not None
    assert "汪滔" not in entry.all_names()


def test_a_name_of_two_actors_is_marked_in_all_but_one(atlas: Atlas) -> None:
    """A name means at most one actor without context."""
    sure: dict[str, set[str]] = defaultdict(set)
    for entry in atlas:
        marked = {name.casefold() for name in entry.ambiguous}
        for name in entry.all_names():
            if name.casefold() not in marked:
                sure[name.casefold()].add(entry.id)
    assert {name: ids for name, ids in sure.items() if len(ids) > 1} == {}


def test_names_are_in_the_script_of_their_language(atlas: Atlas) -> None:
    """Hebrew letters stand in Hebrew names only, Chinese characters in Chinese and Japanese ones."""
    wrong = [
        (entry.id, language, name)
        for entry in atlas
        for language, names in entry.names.items()
        for name in names
        if (language != "he" and re.search("[\u05d0-\u05ea]", name))
        or (language not in {"zh-Hant", "zh-Hans", "ja"} and re.search("[\u4e00-\u9fff]", name))
    ]
    assert wrong == []


def test_a_mark_is_on_a_name_that_is_there(atlas: Atlas) -> None:
    """What is marked ambiguous is a full, short or famous name of the same actor."""
    stray = {entry.id: left for entry in atlas if (left := entry.ambiguous - {*entry.all_names(), *entry.short, *entry.famous})}
    assert stray == {}


def test_a_rename_keeps_the_old_name_with_its_date(atlas: Atlas) -> None:
    """Facebook became Meta in October 2021."""
    entry = atlas.get("meta")
    assert entry is not None
    assert any(renaming.old.startswith("Facebook") and renaming.date.startswith("2021-10") for renaming in entry.renamed)
    assert "Facebook" in entry.all_names()


def test_a_users_file_adds_and_corrects(tmp_path: Path) -> None:
    """An own file adds actors; the same id replaces the shipped one."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {id: my-lab, kind: company, name: My Lab, names: {he: [המעבדה שלי]}}\n- {id: openai, kind: company, name: Open AI}\n",
        encoding="utf-8",
    )
    atlas = load_atlas([path])
    mine, corrected = atlas.get("my-lab"), atlas.get("openai")
    assert mine is not None
    assert mine.names["he"] == ("המעבדה שלי",)
    assert corrected is not None
    assert corrected.name == "Open AI"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: X Y, kind: company, name: X}", "line 1: 'X Y': an id is lower-case ASCII"),
        ("- {id: x, kind: firm, name: X}", "'firm' is none of"),
        ("- {id: x, kind: company}", "'name' is missing"),
        ("- {id: x, kind: company, name: X, colour: red}", "no such key 'colour'"),
        ("- {id: x, kind: company, name: X, names: {klingon: [X]}}", "'klingon' is no language of the atlas"),
        ("- {id: x, kind: company, name: X, sectors: [magic]}", "'magic' is no sector"),
        ("- {id: x, kind: company, name: X, renamed: [{from: Y, to: X, date: soon}]}", "'soon' is no date"),
    ],
)
def test_a_wrong_entry_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    """A user's mistake is found when the file is loaded."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        load_atlas([path])
