"""Exit codes, as `interlock --help` documents them."""

from __future__ import annotations

OK = 0
ERROR = 1
USAGE = 2
SOME_FAILED = 3
CHECK_FAILED = 4
INTERRUPTED = 130

EPILOG = """\b
Exit codes:
  0    done
  1    an error: the message says which
  2    the command line is wrong, a path that does not exist included
  3    done, but some documents failed; each is named on standard error
  4    a requested check failed (bench --min-f1, diff --fail-on, rebuild --check, digest --strict)
  130  interrupted; what was finished is kept
\b
Data goes to standard output, messages to standard error. The ledger is interlock.db in the current folder;
INTERLOCK_LEDGER or --ledger FILE names another. Settings: flags, then INTERLOCK_* variables, then interlock.toml.
"""
