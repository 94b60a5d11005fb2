"""Scripts and style of a file that stands alone: joined into one, with nothing left to load."""

from __future__ import annotations

import re
from functools import cache

from interlock.web.rendering import static_text

_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}|\*\s+as\s+\w+)\s+from\s+"[^"]+";\s*$', re.MULTILINE)
_EXPORT_LIST = re.compile(r"^export\s*\{[^}]*\};?\s*$", re.MULTILINE)
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const|let)\b)", re.MULTILINE)
MODULES = ("map.js", "map-alone.js")


@cache
def joined_script() -> str:
    """The modules of the map as one script, without imports and exports."""
    return "\n".join(_bare(static_text(name)) for name in MODULES)


def _bare(module: str) -> str:
    return _EXPORT.sub("", _EXPORT_LIST.sub("", _IMPORT.sub("", module)))
