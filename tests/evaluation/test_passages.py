"""Labelled passages: what a file holds, and every fault of form with the line where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from evaluation.composed import SOUND, changed, read_text, sound
from hypothesis import given
from hypothesis import strategies as st

from interlock.evaluation.passages import LANGUAGES, read_passages
from interlock.vocabulary import ActorKind

GUIDE = Path(__file__).parents[2] / "corpus" / "passages" / "GUIDE.md"
MARKED = SOUND[SOUND.index("[Cobalt") : SOUND.index("\n--- actors")]

# what stands in the sound passage; what is written instead; the words of the line with the fault; what is said of it
FAULTS = {
    "mark without end": ("[Its|meridian]", "[Its|meridian", "[Its|meridian", "a mark is broken"),
    "mark without beginning": ("[Its|meridian]", "Its|meridian]", "Its|meridian]", "a mark is broken"),
    "mark without key": ("[Its|meridian]", "[Its]", "[Its]", "a mark is broken"),
    "mark with capitals in its key": ("[Its|meridian]", "[Its|Meridian]", "[Its|Meridian]", "a mark is broken"),
    "mark in a mark": ("[Its|meridian]", "[[Its|meridian]|diaz]", "[[Its", "a mark is broken"),
    "bracket in the text": ("pays if", "pays [sic] if", "pays [sic]", "a mark is broken near"),
    "brace in the text": ("pays if", "pays {sic} if", "pays {sic}", "a mark is broken near"),
    "unknown key in the headline": ("[Cobalt AI|cobalt] rents", "[Cobalt AI|kobold] rents", "rents", "'kobold' is marked"),
    "unknown key in the body": ("[Its|meridian]", "[Its|grid]", "[Its|grid]", "'grid' is marked in the text"),
    "no event": ("event: cobalt-lease\n", "", "===", "'event:' is missing"),
    "no date": ("date: 2026-03-04\n", "", "===", "'date:' is missing"),
    "no style": ("style: wire\n", "", "===", "'style:' is missing"),
    "empty style": ("style: wire", "style:", "===", "'style:' is missing"),
    "short date": ("2026-03-04", "2026-3-4", "===", "'date:' is YYYY-MM-DD"),
    "no such day": ("2026-03-04", "2026-02-30", "===", "'date:' is YYYY-MM-DD"),
    "unknown field": ("style: wire", "style: wire\nwriter: x", "writer:", "'writer' is no field of a passage"),
    "line that is no field": ("style: wire", "style: wire\nhurried", "hurried", "'hurried' is no field of a passage"),
    "field twice": ("style: wire", "style: wire\nstyle: blog", "style: blog", "'style:' stands twice"),
    "unknown language": ("en-x-001", "xx-x-001", "===", "a passage begins with"),
    "id without writer": ("en-x-001", "en-001", "===", "a passage begins with"),
    "id with a short number": ("en-x-001", "en-x-1", "===", "a passage begins with"),
    "unknown part": ("style: wire\n", "style: wire\n--- notes\nnone\n", "--- notes", "'--- notes' is no part"),
    "part twice": ("--- claims\n", "--- claims\n--- actors\n", "--- actors\nleases", "'--- actors' stands twice"),
    "no text": (MARKED, "", "===", "there is no text"),
    "actor without name": ("diaz = Omar Diaz : person", "diaz : person", "diaz : person", "an actor is 'key = English name"),
    "actor without kind": ("diaz = Omar Diaz : person", "diaz = Omar Diaz", "diaz = Omar", "an actor is 'key = English name"),
    "unknown kind": ("Omar Diaz : person", "Omar Diaz : human", "diaz = Omar", "'human' is no kind of actor"),
    "actor twice": ("--- claims", "alto = Alto : fund\n--- claims", "alto = Alto :", "'alto' stands twice among the actors"),
    "unknown member": ("group : alto", "group : alto,basso", "banks =", "'basso', a member of 'banks', is not among the actors"),
    "part of nothing": ("part_of t1", "part_of t2", "lends_to alto", "part_of names 't2', and no claim has that label"),
    "part of a total without label": ("t1: lends_to", "lends_to", "lends_to alto", "part_of names 't1'"),
    "label twice": ("lends_to alto", "t1: lends_to alto", "lends_to alto", "two claims have the label 't1'"),
    "fault in a claim": ("q {$2bn by Alto}", "q {$2bn by Basso}", "lends_to alto", "'$2bn by Basso' is not in the text"),
}


def line_of(words: str, text: str) -> int:
    """The number of the line where the words begin; they stand once at the beginning of what follows it."""
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_with_its_line(name: str, tmp_path: Path) -> None:
    """It is said of the right line and passage, and the passage is not among the sound ones."""
    old, new, words, said = FAULTS[name]
    text = changed(old, new)
    passages, faults = read_text(tmp_path, text)
    assert passages == []
    matching = [fault for fault in faults if said in fault.reason]
    assert [fault.line for fault in matching] == [line_of(words, text)], [str(fault) for fault in faults]
    assert matching[0].passage == text.partition("\n")[0]
    assert str(matching[0]).startswith(f"{tmp_path / 'passages.txt'}, line {matching[0].line} (")


def test_all_faults_of_a_passage_are_told_at_once(tmp_path: Path) -> None:
    """An unknown kind, an unknown key and a bad claim: nobody has to read three times."""
    text = changed("Omar Diaz : person", "Omar Diaz : human", changed("{$2bn by Alto}", "{$2bn by Basso}"))
    _, faults = read_text(tmp_path, text)
    assert sorted(fault.line for fault in faults) == sorted(
        [line_of("[Its|", text), line_of("diaz =", text), line_of("lends_to alto", text)]
    )


@pytest.mark.parametrize("gone", range(SOUND.count("\n")))
def test_a_line_that_is_gone_is_missed(tmp_path: Path, gone: int) -> None:
    """All but text that no claim quotes and a claim that is no total hold the passage together."""
    lines = SOUND.splitlines()
    line = lines.pop(gone)
    _, faults = read_text(tmp_path, "\n".join(lines))
    spare = not line or line.startswith(("[Cobalt AI|cobalt] rents", "[Its", "leases_from", "lends_to"))
    assert bool(faults) != spare


def test_lines_are_counted_from_the_head_of_the_file(tmp_path: Path) -> None:
    """The fault of a second passage."""
    second = changed("en-x-001", "en-x-002", changed("part_of t1", "part_of t2"))
    _, faults = read_text(tmp_path, SOUND, second)
    assert [fault.line for fault in faults] == [SOUND.count("\n") + 1 + line_of("lends_to alto", second)]


def test_an_id_that_stands_twice_is_a_fault_of_the_second(tmp_path: Path) -> None:
    """The first stays."""
    passages, faults = read_text(tmp_path, SOUND, SOUND)
    assert [passage.id for passage in passages] == ["en-x-001"]
    assert [(fault.line, fault.reason) for fault in faults] == [(SOUND.count("\n") + 2, "this id stands twice")]


def test_one_bad_passage_does_not_spoil_the_others(tmp_path: Path) -> None:
    """Before and behind it."""
    bad = changed("en-x-001", "en-x-002", changed("style: wire\n", ""))
    passages, faults = read_text(tmp_path, SOUND, bad, changed("en-x-001", "en-x-003"))
    assert [passage.id for passage in passages] == ["en-x-001", "en-x-003"]
    assert {fault.passage for fault in faults} == {"=== en-x-002"}


def test_what_stands_before_the_first_passage_is_a_fault(tmp_path: Path) -> None:
    """A mistyped first line must not hide a passage."""
    passages, faults = read_text(tmp_path, changed("=== en", "== en"))
    assert passages == []
    assert "a passage begins with" in faults[0].reason
    assert faults[0].line == 1


def test_a_file_of_empty_lines_holds_nothing(tmp_path: Path) -> None:
    """Neither passages nor faults."""
    assert read_text(tmp_path, "\n\n") == ([], [])


def test_the_head_is_read(tmp_path: Path) -> None:
    """Id, event, date, style; the language comes from the id."""
    found = sound(tmp_path)
    assert (found.id, found.event, found.date, found.style) == ("en-x-001", "cobalt-lease", "2026-03-04", "wire")
    tags = {sound(tmp_path, changed("en-x-001", f"{code}-x-001")).language for code in LANGUAGES}
    assert tags == {"he", "zh-Hant", "zh-Hans", "fr", "en", "es", "de"}


def test_the_text_is_without_marks(tmp_path: Path) -> None:
    """The headline and its blank line stand, empty lines around the text do not."""
    text = sound(tmp_path, changed("--- text\n", "--- text\n\n")).text
    assert text.startswith("Cobalt AI rents halls\n\nCobalt AI agreed to lease 120 megawatts from Meridian Grid for up to $1.4bn")
    assert text.endswith("$2bn by Alto.")


def test_mentions_are_in_order_of_place(tmp_path: Path) -> None:
    """Names, pronouns and descriptions, each with its key."""
    found = sound(tmp_path)
    assert [(mention.key, found.text[mention.start : mention.end]) for mention in found.mentions] == [
        ("cobalt", "Cobalt AI"),
        ("cobalt", "Cobalt AI"),
        ("meridian", "Meridian Grid"),
        ("meridian", "Its"),
        ("diaz", "Omar Diaz"),
        ("cobalt", "it"),
        ("banks", "Two banks"),
        ("alto", "Alto"),
    ]


def test_a_prefix_letter_stays_outside_the_mention(tmp_path: Path) -> None:
    """Hebrew glues 'to' and 'from' to a name."""
    text = "מכרה ל[אנבידיה|nvidia] ומ[OpenAI|openai] שבבים."
    actors = "nvidia = Nvidia : company\nopenai = OpenAI : company"
    found = sound(tmp_path, f"=== he-x-001\nevent: e\ndate: 2026-01-01\nstyle: wire\n--- text\n{text}\n--- actors\n{actors}\n")
    assert found.text == "מכרה לאנבידיה ומOpenAI שבבים."
    assert [found.text[mention.start - 1 : mention.end] for mention in found.mentions] == ["לאנבידיה", "מOpenAI"]


def test_actors_are_read(tmp_path: Path) -> None:
    """Kind, English name, and the members of a group."""
    actors = sound(tmp_path).actors
    assert {key: actor.kind for key, actor in actors.items()} == {
        "cobalt": ActorKind.COMPANY,
        "meridian": ActorKind.COMPANY,
        "diaz": ActorKind.PERSON,
        "alto": ActorKind.COMPANY,
        "banks": ActorKind.GROUP,
    }
    assert (actors["alto"].name, actors["banks"].members, actors["alto"].members) == ("Banco Alto", ("alto",), ())


def test_a_passage_may_claim_nothing(tmp_path: Path) -> None:
    """The part is empty, or is not there."""
    head = SOUND[: SOUND.index("--- claims")]
    assert sound(tmp_path, head + "--- claims\n").claims == sound(tmp_path, head).claims == ()


def test_a_total_may_stand_behind_its_parts(tmp_path: Path) -> None:
    """Labels are looked up when all claims are read."""
    lines = SOUND.splitlines()
    found = sound(tmp_path, "\n".join([*lines[:-2], lines[-1], lines[-2]]))
    assert [(claim.label, claim.part_of) for claim in found.claims] == [(None, None), (None, "t1"), ("t1", None)]


def test_the_example_of_the_guide_is_without_fault(tmp_path: Path) -> None:
    """What annotators copy is right."""
    example = re.search(r"```text\n(=== .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    found = sound(tmp_path, example[1])
    assert len(found.claims) == 7


def test_the_passages_of_the_tests_are_without_fault() -> None:
    """Those that the bench is tested with."""
    for path in sorted((Path(__file__).parent / "passages").glob("*.txt")):
        passages, faults = read_passages(path)
        assert passages and faults == []


letters = st.text(st.sampled_from("ab .,|=>;:לבהו ־״國AI企業、。é’\u00a0\u200f𝔸"), max_size=12)
names = st.text(st.sampled_from("abאנ國é AI.-:;=>\u05be𝔸"), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder whose file is written over again and again."""
    return tmp_path_factory.mktemp("composed")


@given(parts=st.lists(st.tuples(letters, names, st.sampled_from(["a", "b_2"])), max_size=8), rest=letters)
def test_marks_never_move_the_text(folder: Path, parts: list[tuple[str, str, str]], rest: str) -> None:
    """Whatever stands around them: the words of each mark lie at its offsets."""
    marked = "T" + "".join(f"{before}[{name}|{key}]" for before, name, key in parts) + rest
    head = "=== en-x-001\nevent: e\ndate: 2026-01-01\nstyle: wire\n--- text\n"
    found = sound(folder, f"{head}{marked}\n--- actors\na = A : company\nb_2 = B : fund\n--- claims\n")
    assert found.text == "T" + "".join(before + name for before, name, _ in parts) + rest
    assert [(found.text[m.start : m.end], m.key) for m in found.mentions] == [(name, key) for _, name, key in parts]


@given(text=st.text(max_size=200))
def test_any_file_is_read_or_has_faults(folder: Path, text: str) -> None:
    """Nothing that somebody writes stops the reading, and what is more than space is a passage or a fault."""
    path = folder / "any.txt"
    path.write_bytes(text.encode("utf-8", "replace"))
    passages, faults = read_passages(path)
    assert passages or faults or not text.strip()


@given(taken=st.integers(0, SOUND.count("\n") - 1), put=st.integers(0, SOUND.count("\n") - 1))
def test_a_line_in_the_wrong_place_never_stops_the_reading(folder: Path, taken: int, put: int) -> None:
    """What is left is sound or at fault; a fault names a line of the file."""
    lines = SOUND.splitlines()
    lines.insert(put, lines.pop(taken))
    passages, faults = read_text(folder, "\n".join(lines))
    assert passages or faults
    assert all(1 <= fault.line <= len(lines) for fault in faults)
