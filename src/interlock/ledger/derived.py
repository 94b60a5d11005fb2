"""The derived tables: who is who, stories, facts. All of it can be made again from claims and judgements.

The rules are not here: this room keeps rows, and is told by the pipeline what to put into them.
"""

from __future__ import annotations

from interlock.ledger.derived_actors import ActorTables
from interlock.ledger.derived_facts import FactTables
from interlock.ledger.derived_stories import StoryTables


class DerivedTables(ActorTables, StoryTables, FactTables):
    """One process's hand on the derived tables. Use it as a context manager, and change rows inside `writing` only."""
