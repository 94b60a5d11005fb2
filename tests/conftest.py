"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# a busy machine is no fault of the code: examples have no deadline
settings.register_profile("interlock", deadline=None)
settings.load_profile("interlock")
