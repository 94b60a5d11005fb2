"""The pages. Each module answers the addresses of one subject."""

from interlock.web.pages import actors, deals, documents, look, overview

ROUTERS = (overview.router, deals.router, actors.router, documents.router, look.router)
