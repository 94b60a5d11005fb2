"""The measurement: labelled passages, several readers, sealed parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evaluation.labelled import PASSAGES, write_passages
from ledger.samples import FakeReader

from interlock.evaluation import digest_of
from interlock.pipeline import Settings
from interlock.pipeline.bench import Bench, run_bench
from interlock.pipeline.bench_cases import find_cases, passage_documents
from interlock.pipeline.bench_report import bench_text, misses_text
from interlock.vocabulary import InterlockError, Kind, UnreadableDocument

SETTINGS = Settings(Path("unused.db"))
"""Nothing is written there."""


def two_readers() -> tuple[FakeReader, ...]:
    """One that finds everything it knows, and one that misses leases."""
    return FakeReader("full/1", 0.9), FakeReader("half/1", 0.3, skip=[Kind.LEASES_FROM])


def refuse(error: UnreadableDocument) -> None:
    """Nothing may fail."""
    raise AssertionError(str(error))


def measured(*passages: Path, readers: Callable[[], tuple[FakeReader, ...]] = two_readers, **rest: Any) -> tuple[Bench, ...]:
    """The fake readers on these passages."""
    return run_bench(SETTINGS, refuse, passages=passages, readers=readers, **rest)


def test_a_passage_becomes_a_document_with_its_date(tmp_path: Path) -> None:
    """Its text without the marks, its id as the address."""
    cases = find_cases(None, None, [write_passages(tmp_path / "train")])
    english, chinese = passage_documents(cases.labelled)
    assert english.text.startswith("Under the contract OpenAI will lease")
    assert (english.address, english.published, english.published_from) == ("en-x-001", "2025-11-05", "record")
    assert chinese.sentences


def test_passages_are_measured_as_articles_are(tmp_path: Path) -> None:
    """A lease and a purchase are found; what gold calls a loan is claimed as a guarantee, which is wrong."""
    bench, _ = measured(write_passages(tmp_path / "train"))
    edges = bench.totals.measures["edges"]
    assert (bench.reader, edges.hits, edges.judged, edges.wanted) == ("full/1", 2, 3, 3)
    assert list(bench.documents) == ["en-x-001", "zht-x-001"]
    assert bench.totals.shares["status"].record() == {"accuracy": 1.0, "n": 2}


def test_the_scripts_of_chinese_stand_apart(tmp_path: Path) -> None:
    """A passage says its language itself."""
    bench, _ = measured(write_passages(tmp_path / "train"))
    assert list(bench.languages) == ["en", "zh-Hant"]


def test_files_and_folders_may_be_given_together(tmp_path: Path) -> None:
    """A file that is in a folder too counts once."""
    folder = write_passages(tmp_path / "train")
    assert list(measured(folder / "zht.txt")[0].documents) == ["zht-x-001"]
    assert list(measured(folder / "zht.txt", folder)[0].documents) == ["zht-x-001", "en-x-001"]


def test_each_reader_is_measured_by_itself(tmp_path: Path) -> None:
    """On the same documents; what one finds helps the other nothing."""
    full, half = measured(write_passages(tmp_path / "train"))
    assert [bench.totals.measures["edges"].hits for bench in (full, half)] == [2, 1]
    assert [bench.reliability.bins[9].judged for bench in (full, half)] == [3, 0]
    assert [bench.reliability.bins[3].judged for bench in (full, half)] == [0, 2]


def test_readers_stand_side_by_side(tmp_path: Path) -> None:
    """A language or kind once, a line for each reader; then what each mixed up and its reliability."""
    told = bench_text(measured(write_passages(tmp_path / "train")))
    lines = [line.split() for line in told.splitlines()]
    assert ["en", "full/1", "2", "2", "0.500", "0.500", "0.500"] in [line[:7] for line in lines]
    assert ["half/1", "2", "1", "0.000", "0.000", "0.000"] in [line[:6] for line in lines]
    assert ["lends_to", "0", "guarantees", "1"] in lines
    assert told.count("expected calibration error") == 2
    assert ["0.9", "to", "1.0", "3", "0.900", "0.667"] in lines


def test_what_was_missed_and_wrong_is_told_by_reader(tmp_path: Path) -> None:
    """With the words of the text."""
    full, half = misses_text(measured(write_passages(tmp_path / "train"))).split("half/1: missed and wrong")
    assert ("missed" in full, "wrong" in full) == (True, True)
    assert "will lease chips" not in full
    assert "will lease chips" in half


def test_the_record_holds_everything_once_more(tmp_path: Path) -> None:
    """As JSON: kinds with their measures, confusion, reliability."""
    record = json.loads(json.dumps(measured(write_passages(tmp_path / "train"))[0].record()))
    assert list(record) == ["reader", "total", "languages", "kinds", "confusion", "reliability", "documents"]
    assert record["confusion"] == {
        "buys_from": {"buys_from": 1},
        "leases_from": {"leases_from": 1},
        "lends_to": {"guarantees": 1},
    }
    assert record["kinds"]["buys_from"]["full"]["f1"] == 1.0
    assert record["reliability"]["error"] == 0.233
    assert set(record["languages"]["en"]) == set(record["total"]) == set(record["documents"]["en-x-001"])


def test_articles_and_passages_may_be_measured_together(tmp_path: Path) -> None:
    """Folders of gold and texts beside passages."""
    (tmp_path / "01.txt").write_text("ASML investit 1,3 milliard d'euros dans Mistral.", encoding="utf-8")
    (tmp_path / "01.jsonl").write_text('{"kind": "invests_in", "subject": "ASML", "object": "Mistral AI"}', encoding="utf-8")
    bench, _ = measured(write_passages(tmp_path / "train"), gold_folder=tmp_path, text_folder=tmp_path)
    assert list(bench.documents) == ["01", "en-x-001", "zht-x-001"]
    assert bench.totals.measures["edges"].hits == 3


def test_a_passage_on_which_a_reader_breaks_counts_as_without_claims(tmp_path: Path) -> None:
    """It is told, and the others are measured."""
    folder = write_passages(tmp_path / "train")
    text = (folder / "en.txt").read_text(encoding="utf-8").replace("Under the contract", "BREAK THE READER:")
    (folder / "en.txt").write_text(text, encoding="utf-8")
    told: list[UnreadableDocument] = []
    bench, _ = run_bench(SETTINGS, told.append, passages=[folder], readers=two_readers)
    assert [error.address for error in told] == ["en-x-001"]
    assert (bench.totals.measures["edges"].hits, bench.totals.measures["edges"].wanted) == (1, 3)


def test_faulty_passages_stop_the_measurement(tmp_path: Path) -> None:
    """With file and line; so do an id that stands twice and a folder without passages."""
    folder = write_passages(tmp_path / "train")
    chinese = (PASSAGES / "zht.txt").read_text(encoding="utf-8")
    (folder / "more.txt").write_text(chinese, encoding="utf-8")
    with pytest.raises(InterlockError, match="'zht-x-001' has been read already"):
        measured(folder)
    (folder / "more.txt").write_text(chinese.replace("buys_from", "buys"), encoding="utf-8")
    with pytest.raises(InterlockError, match=r"more\.txt, line 11 \(=== zht-x-001\)"):
        measured(folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InterlockError, match="there is no passage in"):
        measured(tmp_path / "empty")


def sealed(folder: Path) -> Path:
    """A sealed folder of passages."""
    write_passages(folder)
    folder.with_name(f"{folder.name}.sha256").write_text(digest_of(folder), encoding="utf-8")
    return folder


def test_the_scoring_of_a_sealed_part_is_written_down(tmp_path: Path) -> None:
    """A line for each reader, also where only a file of the part is measured; another part leaves no trace."""
    folder = sealed(tmp_path / "test")
    measured(folder)
    measured(folder / "en.txt", readers=lambda: two_readers()[:1])
    measured(write_passages(tmp_path / "train"))
    lines = [json.loads(line) for line in (tmp_path / "scorings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["reader"], line["passages"]) for line in lines] == [("full/1", 2), ("half/1", 2), ("full/1", 1)]
    assert all(line["digest"] == digest_of(folder) and line["date"].startswith("20") for line in lines)
    assert set(lines[0]["totals"]) == {"en", "zh-Hant", "all"}
    assert lines[0]["totals"]["all"]["edges"]["recall"] == 0.667


def test_a_broken_seal_stops_the_measurement(tmp_path: Path) -> None:
    """Nothing is measured and nothing written down."""
    folder = sealed(tmp_path / "test")
    (folder / "more.txt").touch()
    with pytest.raises(InterlockError, match="has changed since it was sealed"):
        measured(folder)
    assert not (tmp_path / "scorings.jsonl").exists()


def test_a_sealed_part_is_measured_alone(tmp_path: Path) -> None:
    """Else its line in the log would tell of something else."""
    folder, train = sealed(tmp_path / "test"), write_passages(tmp_path / "train")
    for others in ({"passages": [folder, train]}, {"passages": [folder], "gold_folder": tmp_path, "text_folder": tmp_path}):
        with pytest.raises(InterlockError, match="measured alone"):
            run_bench(SETTINGS, refuse, readers=two_readers, **others)
