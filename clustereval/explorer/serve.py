"""Serving: the application behind a port of this machine."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clustereval.errors import DataError, UsageError
from clustereval.explorer.access import LOOPBACK, Access

if TYPE_CHECKING:
    from clustereval.paths import Project

__all__ = ["Place", "access_of", "serve"]

PATIENCE = 5
"""Seconds that open requests get when the application ends."""


@dataclass(frozen=True)
class Place:
    """Where the application is reached: address, port, path and host names of a reverse proxy, whether it is public, the token to ask for."""

    host: str
    port: int
    root_path: str = ""
    public: bool = False
    token: str | None = None
    names: tuple[str, ...] = ()


def access_of(place: Place) -> Access:
    """Return how an application at a place may be reached: beyond this machine only with a token, unless it is public."""
    if place.host in LOOPBACK:
        return Access(token=place.token, public=place.public, hosts=(*LOOPBACK, *place.names))
    token = None if place.public else place.token or secrets.token_urlsafe(16)
    return Access(token=token, public=place.public, hosts=(*LOOPBACK, *place.names, place.host, socket.gethostname(), socket.getfqdn()))


def serve(project: Project, place: Place, originals: Mapping[str, tuple[str, ...]], without_people: bool, browser: bool) -> None:
    """Serve the explorer of a project until it is interrupted; `originals` are the lines of its sources by IRI, as far as they were given.

    Raises UsageError without the extra `explore`, DataError for a port that is taken or an address that is not this machine's.
    """
    try:
        import uvicorn

        from clustereval.explorer.app import application
    except ImportError as error:
        raise UsageError(f'The explorer needs more packages ({error.name}). Install them: pip install "clustereval[explore]"') from error
    import click

    from clustereval.explorer.site import Site

    access = access_of(place)
    listener = bound(place)
    site = Site(project, access, without_people, originals)
    app = application(site)
    address = f"http://{place.host if ':' not in place.host else f'[{place.host}]'}:{listener.getsockname()[1]}{place.root_path}/"
    first = f"{address}?token={access.token}" if access.token else address
    click.echo(f"clustereval: explorer at {first} (stop with Ctrl+C)", err=True)
    if browser:
        import webbrowser

        webbrowser.open(first)
    config = uvicorn.Config(app, log_level="warning", root_path=place.root_path, proxy_headers=True, timeout_graceful_shutdown=PATIENCE)
    uvicorn.Server(config).run(sockets=[listener])


def bound(place: Place) -> socket.socket:
    """Return a socket that listens at a place. Raises DataError when it is taken or not this machine's."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise DataError(f"The explorer cannot listen on {place.host}:{place.port} ({error.strerror}). Choose another with --host or --port.") from error
    return listener
