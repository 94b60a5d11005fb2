"""The command line: one file per verb. It parses, asks the pipeline, and prints."""

from interlock.cli.app import main

__all__ = ["main"]
