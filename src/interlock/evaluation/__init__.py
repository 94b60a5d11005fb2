"""Measuring claims against gold: docs/accuracy.md says how each number is counted."""

from interlock.evaluation.gold import GoldCase, demo_articles, demo_gold, gold_cases
from interlock.evaluation.scoring import DocumentScore, Measure, Share, Totals, score_document, total

__all__ = [
    "DocumentScore",
    "GoldCase",
    "Measure",
    "Share",
    "Totals",
    "demo_articles",
    "demo_gold",
    "gold_cases",
    "score_document",
    "total",
]
