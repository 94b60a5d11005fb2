"""The pages. Each module answers the addresses of one subject."""

from interlock.web.pages import (
    actors,
    deals,
    digest,
    documents,
    game,
    judging,
    look,
    method,
    network,
    overview,
    people,
    searching,
    stories,
    stress,
)

ROUTERS = (
    overview.router,
    network.router,
    deals.router,
    actors.router,
    people.router,
    digest.router,
    stories.router,
    stress.router,
    judging.router,
    method.router,
    game.router,
    searching.router,
    documents.router,
    look.router,
)
