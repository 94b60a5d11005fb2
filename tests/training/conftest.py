"""Tests of what trains need PyTorch, which neither `make test` nor the package installs: `make train` does."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["test_dropout.py", "test_network.py", "test_trainer.py"]
