"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A busy machine is no fault of the code: examples have no deadline. Continuous integration repeats the same examples, so
# that a change is judged by itself; on a developer's machine each run looks for new ones.
settings.register_profile("interlock", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("interlock")
