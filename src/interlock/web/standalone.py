"""Scripts and style of a file that stands alone: joined into one, with nothing left to load."""

from __future__ import annotations

import re
from functools import cache

from interlock.web.rendering import static_text

_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}|\w+)\s+from\s+"[^"]+";\s*$', re.MULTILINE)
_EXPORT_LIST = re.compile(r"^export\s*\{[^}]*\};?\s*$", re.MULTILINE)
_DEFAULT = re.compile(r"export\s*\{\s*(\w+)\s+as\s+default\s*\};?\s*(?:/\*.*?\*/|//.*)?\s*$", re.DOTALL)
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const|let)\b)", re.MULTILINE)
MODULES = ("vendor/cytoscape.mjs", "map-svg.js", "map.js", "map-alone.js")


@cache
def joined_script() -> str:
    """The modules of the map as one script, without imports and exports.

    The library goes into a function of its own, so that its short names stay apart from ours.
    """
    library, *own = (static_text(name) for name in MODULES)
    exported = _DEFAULT.search(library)
    assert exported is not None
    head = f"const cytoscape = (() => {{ {library[: exported.start()]}\nreturn {exported[1]}; }})();"
    return "\n".join([head, *map(_bare, own)])


def _bare(module: str) -> str:
    return _EXPORT.sub("", _EXPORT_LIST.sub("", _IMPORT.sub("", module)))
