"""Digests: what a ledger tells of a period, planned from facts, written per language, passed by a gate, and rendered."""
