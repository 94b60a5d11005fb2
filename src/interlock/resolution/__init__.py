"""Resolution: who is who, which claims are one fact, which documents tell one story, what is disputed."""

from interlock.resolution.resolving import Resolution, resolve

__all__ = ["Resolution", "resolve"]
