"""Direction and addresses of what documents say."""

from interlock.reporting.links import direction, web_address

__all__ = ["direction", "web_address"]
