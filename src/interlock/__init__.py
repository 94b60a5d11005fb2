"""Interlock reads the press on the AI economy and rebuilds the system of its deals, each with its sentence."""

__version__ = "0.2.0"
