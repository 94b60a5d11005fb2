"""The documentation and the command agree in both directions, and no link leads nowhere."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import pytest

from interlock.cli import codes
from interlock.cli.app import VERBS, cli
from interlock.pipeline.settings import DEFAULT_READER, READERS, Settings

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"
REFERENCE = DOCS / "cli.md"
PAGES = sorted([*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md"), REPOSITORY / "corpus" / "README.md"])

OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z0-9-]*|-[a-zA-Z])(?![\w-])")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\(<?([^)\s>]+)>?\)|(?:src|href)=\"([^\"]+)\"")


@cache
def command_of(verb: str) -> click.Command:
    """The click command of a verb."""
    found = cli.get_command(click.Context(cli), verb)
    assert found is not None
    return found


@cache
def options_of(verb: str) -> frozenset[str]:
    """All spellings of all options of a verb, help aside."""
    return frozenset(
        spelling
        for parameter in command_of(verb).params
        if isinstance(parameter, click.Option)
        for spelling in [*parameter.opts, *parameter.secondary_opts]
    )


@cache
def sections() -> dict[str, str]:
    """The second-level sections of the reference by their heading."""
    parts = re.split(r"^## +(.+?) *$", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def section_of(verb: str) -> str:
    """The section of a verb."""
    return sections()[f"`{verb}`"]


def first_cells(section: str) -> list[str]:
    """The first cell of each row of the tables of a section, their heads aside."""
    rows = re.findall(r"^\| *(.+?) *\|.*\|$", FENCE.sub("", section), flags=re.MULTILINE)
    return [row for row in rows if row.startswith("`")]


def commands_in(page: Path) -> list[list[str]]:
    """The words of each `interlock …` command that the fenced blocks of a page show, pipes and what follows left out."""
    found = []
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        prompted = block.startswith("```console")  # there, what stands behind no prompt is output
        for line in block.splitlines()[1:-1]:
            if prompted and not line.startswith("$ "):
                continue
            for part in re.split(r"\||&&|;|\$\(", line.removeprefix("$ ")):
                words = re.sub(r"\s#.*|\s{3,}.*|[<>)].*", "", part.strip())
                if words.startswith("interlock "):
                    found.append(shlex.split(words.replace("'", "").replace('"', "")))
    return found


def test_every_verb_has_its_section() -> None:
    """In the order of the help text, and no section for a verb that does not exist."""
    told = [heading.strip("`") for heading in sections() if heading.startswith("`")]
    assert told == list(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_in_the_reference_and_no_other(verb: str) -> None:
    """The table of a verb's section names the options that the verb takes; its prose names no others."""
    in_table = {option for cell in first_cells(section_of(verb)) for option in OPTION.findall(cell)}
    assert in_table == options_of(verb)
    prose = FENCE.sub("", section_of(verb))
    assert set(re.findall(r"`(--[a-z0-9-]+)", prose)) <= options_of(verb)


@pytest.mark.parametrize("verb", VERBS)
def test_every_argument_and_choice_is_in_the_reference(verb: str) -> None:
    """A verb's synopsis names its arguments; its section names every value that an option takes, or says where they stand."""
    usage = section_of(verb).strip().splitlines()
    synopsis = next(line for line in usage if line.startswith(f"interlock {verb}"))
    everywhere = REFERENCE.read_text(encoding="utf-8")
    for parameter in command_of(verb).params:
        if isinstance(parameter, click.Argument):
            assert parameter.make_metavar(click.Context(command_of(verb))).strip("{}") in synopsis
        if isinstance(parameter.type, click.Choice):
            assert [choice for choice in parameter.type.choices if f"`{choice}`" not in everywhere] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_shows_an_example(verb: str) -> None:
    """A block that begins with the command, behind the synopsis."""
    assert re.search(rf"^```console\n\$ .*interlock {verb}\b", section_of(verb), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_command_shown_exists(page: Path) -> None:
    """Verb and options of each `interlock …` in a fenced block of the documentation are real."""
    for words in commands_in(page):
        if words[1] in ("--help", "-h", "--version") or not re.fullmatch("[a-z]+", words[1]):
            continue
        assert words[1] in VERBS, words
        unknown = set(OPTION.findall(" ".join(words[2:]))) - options_of(words[1]) - {"--help", "-h", "-"}
        assert not unknown, words


def test_every_exit_code_is_documented() -> None:
    """The table of exit codes holds the codes of the program, and no others."""
    known = {str(value) for name, value in vars(codes).items() if name.isupper() and isinstance(value, int)}
    assert set(re.findall(r"^\| `(\d+)`", sections()["Exit codes"], re.MULTILINE)) == known


def test_every_environment_variable_is_documented() -> None:
    """The names that the source asks the environment for."""
    asked = re.compile(r"""environ(?:ment)?(?:\.get)?[(\[]\s*["']([A-Z_]+)["']|["']([A-Z_]+)["'] (?:not )?in os\.environ""")
    known = {
        first or second
        for path in (REPOSITORY / "src").rglob("*.py")
        for first, second in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert "INTERLOCK_LEDGER" in known
    assert set(re.findall(r"^\| `([A-Z_]+)`", sections()["Environment variables"], re.MULTILINE)) == known


def test_every_key_of_the_settings_file_is_documented() -> None:
    """The keys of interlock.toml are the fields of the settings."""
    known = {field.name for field in fields(Settings)} - {"origins"}
    assert {cell.strip("`") for cell in first_cells(sections()["interlock.toml"])} == known


def test_every_reader_is_documented_and_the_default_is_marked() -> None:
    """The table of readers names those that there are."""
    rows = [line for line in sections()["Readers"].splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == list(READERS)
    assert [row.split("`")[1] for row in rows if "(default)" in row] == [DEFAULT_READER]


def slug(heading: str) -> str:
    """The anchor that a heading gets on the usual hosts."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link leads to a file of the repository, its anchor to a heading of that file."""
    for written in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        target, _, anchor = (written[0] or written[1]).partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{page.name}: {target}"
        assert file.is_relative_to(REPOSITORY), f"{page.name}: {target} lies outside the repository"
        if anchor and file.suffix == ".md":
            headings = re.findall(r"^#{1,6} +(.+)$", FENCE.sub("", file.read_text(encoding="utf-8")), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, f"{page.name}: {target}#{anchor}"


def test_every_page_is_in_the_index() -> None:
    """docs/index.md links every page beside it, and the folder of decisions."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    linked = {(DOCS / target.partition("#")[0]).resolve() for target, _ in LINK.findall(index) if target}
    missing = [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and page not in linked]
    assert not missing
    assert [page.name for page in (DOCS / "decisions").glob("*.md") if page not in linked] == []
