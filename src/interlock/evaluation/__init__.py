"""Measuring claims against gold: docs/accuracy.md says how each number is counted."""

from interlock.evaluation.counts import Measure, Share, Tally, Totals, total
from interlock.evaluation.gold import GoldCase, demo_articles, demo_gold, gold_cases
from interlock.evaluation.reliability import Bin, Reliability, judgements, reliability
from interlock.evaluation.scoring import DocumentScore, Verdict, score_document
from interlock.evaluation.seals import Seal, digest_of, log_scoring, seal_of

__all__ = [
    "Bin",
    "DocumentScore",
    "GoldCase",
    "Measure",
    "Reliability",
    "Seal",
    "Share",
    "Tally",
    "Totals",
    "Verdict",
    "demo_articles",
    "demo_gold",
    "digest_of",
    "gold_cases",
    "judgements",
    "log_scoring",
    "reliability",
    "score_document",
    "seal_of",
    "total",
]
