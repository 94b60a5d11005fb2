"""Showing what was found: tables for people, rows for programs, pictures.

Nothing here looks anything up: it is handed what it shows.
"""

from interlock.reporting.bidi import for_terminal
from interlock.reporting.figures import deal_phrase, money_in_words, quantities_in_words, size_in_words
from interlock.reporting.model import (
    ActorRow,
    Deal,
    DocumentRow,
    Explanation,
    ShownSentence,
    Telling,
    WitnessRow,
)
from interlock.reporting.picture import Bar, Panel, reliability_picture
from interlock.reporting.rows import actor_rows, claim_rows, csv_text, deal_rows, explanation_record, json_lines
from interlock.reporting.tables import Column, display_width, table
from interlock.reporting.terminal import actors_text, claims_text, deals_text, explanation_text

__all__ = [
    "ActorRow",
    "Bar",
    "Column",
    "Deal",
    "DocumentRow",
    "Explanation",
    "Panel",
    "ShownSentence",
    "Telling",
    "WitnessRow",
    "actor_rows",
    "actors_text",
    "claim_rows",
    "claims_text",
    "csv_text",
    "deal_phrase",
    "deal_rows",
    "deals_text",
    "display_width",
    "explanation_record",
    "explanation_text",
    "for_terminal",
    "json_lines",
    "money_in_words",
    "quantities_in_words",
    "reliability_picture",
    "size_in_words",
    "table",
]
