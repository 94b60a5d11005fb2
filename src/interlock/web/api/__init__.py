"""The HTTP API: the answers of the verbs, for programs."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
