"""Strict reading of the shipped and the user's YAML files: every error names file and line.

The one room that knows YAML; languages and atlas are built on it.
"""

from interlock.datafiles.node import Node, collection_paused, load_yaml

__all__ = ["Node", "collection_paused", "load_yaml"]
