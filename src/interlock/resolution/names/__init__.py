"""Names: whether two are of one actor, within a script and between Hebrew, Chinese and Latin."""

from interlock.resolution.names.matcher import NameMatcher, matcher_for
from interlock.resolution.names.verdict import NameMatch, NameVerdict

__all__ = ["NameMatch", "NameMatcher", "NameVerdict", "matcher_for"]
