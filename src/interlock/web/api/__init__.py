"""The HTTP API: the answers of the verbs, for programs."""

from interlock.web.api import exports, listings, networks

ROUTERS = (listings.router, networks.router, exports.router)
