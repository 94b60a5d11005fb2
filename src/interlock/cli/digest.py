"""`interlock digest`: what the press tells of a period, sentence by sentence with its sources."""

from __future__ import annotations

import os
from pathlib import Path

import click

from interlock.cli.codes import CHECK_FAILED, OK
from interlock.cli.options import ATLAS, LEDGER, QUIET, horizon_options, settings_of
from interlock.cli.output import emit
from interlock.pipeline.answers import Horizon, for_terminal


@click.command("digest")
@click.option("--since", metavar="WHEN", help="From when: a date, a run (run:3), or a time back from the last day (7d, 2w, 3m).")
@click.option("--until", metavar="DATE", help="Until when, told as it was known by then.")
@click.option("--about", metavar="ACTOR|TOPIC", help="Only what is about this actor, or what a search for these words finds.")
@click.option(
    "--language", default="en", show_default=True, metavar="TAG", help="The language of the digest: en, he, zh-Hant, fr."
)
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "json"]), default="md", show_default=True, help="How it is written."
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=24,
    show_default=True,
    metavar="N",
    help="At most N deals, a third of it of the rest; 0: all.",
)
@click.option(
    "--writer",
    type=click.Choice(["template", "llm"]),
    default="template",
    show_default=True,
    help="Who words the sentences: the language files, or a language model whose every sentence passes the same gate.",
)
@click.option("--llm-model", metavar="NAME", help="The model of --writer llm.")
@click.option("--llm-provider", metavar="NAME|URL", help="Where it answers: openai, anthropic, gemini, ollama, or an address.")
@click.option("--strict", is_flag=True, help="Exit with code 4 where the gate refused a sentence.")
@horizon_options
@ATLAS
@LEDGER
@QUIET
def command(
    since: str | None,
    until: str | None,
    about: str | None,
    language: str,
    form: str,
    limit: int,
    writer: str,
    llm_model: str | None,
    llm_provider: str | None,
    strict: bool,
    as_of: str | None,
    learned_by: str | None,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> int:
    """Write an analysis of what the ledger tells: from facts only, every sentence with its sources and their true number.

    A gate reads each finished sentence back and refuses it where it holds a name, a figure, a quotation or a status that
    its facts do not hold; what is refused is named on standard error.

    \b
    Examples:
      interlock digest --since 7d
      interlock digest --about OpenAI --language he --format html > openai.html
      interlock digest --since run:3 --strict
      interlock digest --writer llm --llm-model qwen3 --llm-provider ollama
    """
    from interlock.pipeline.answers_digest import DigestQuestion, answer_digest, digest_languages, digest_text

    if language not in digest_languages():
        raise click.BadParameter(
            f"there is no digest in '{language}'; there is {', '.join(digest_languages())}", param_hint="--language"
        )
    settings = settings_of(ledger=ledger, atlas=atlas)
    question = DigestQuestion(since, until, about, language, limit, -(-limit // 3))
    rewrite = None
    if writer == "llm":
        from interlock.pipeline.digest_model import model_writer

        if llm_model is None:
            raise click.UsageError("--writer llm wants a model: --llm-model NAME")
        rewrite = model_writer(llm_model, llm_provider, language, os.environ)
    elif llm_model is not None or llm_provider is not None:
        raise click.UsageError("--llm-model and --llm-provider say who --writer llm is; give --writer llm too")
    digest = answer_digest(settings.ledger, question, horizon=Horizon(as_of, learned_by), atlas=settings.atlas, rewrite=rewrite)
    emit([digest_text(digest, form)])
    for refused in digest.refused:
        click.echo(f"refused: {for_terminal(refused.text[:400])}: {for_terminal('; '.join(refused.reasons)[:600])}", err=True)
    if not quiet:
        for note in (*digest.notes, *(rewrite.notes if rewrite else ())):
            click.echo(note, err=True)
    return CHECK_FAILED if strict and digest.refused else OK
