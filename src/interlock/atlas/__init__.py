"""The shipped directory of actors of the AI economy, and a user's own additions."""

from interlock.atlas.entry import Affiliation, AtlasEntry, Renaming
from interlock.atlas.loading import Atlas, load_atlas

__all__ = ["Affiliation", "Atlas", "AtlasEntry", "Renaming", "load_atlas"]
