"""`rightparty serve`: the app in a browser, for machines without a terminal. The one door to textual-serve.

Owns who may connect: pages of other sites may not, nothing is fetched from elsewhere, and beyond this machine only a team's records are
served, where everybody signs in. Every browser window is a program of its own with a session of its own.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scenarios.problems import RightpartyError
from simulator.commands.console import tell
from simulator.desk.desk import open_accounts

if TYPE_CHECKING:
    from aiohttp.web import Application, Request, StreamResponse
    from textual_serve.server import Server

LOCAL = ("localhost", "127.0.0.1", "::1")
POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'"
"""What a page may load: only what this server has. (The page asks a font service for a font, which is refused; it has its own.)"""


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty serve", description="The app in a browser.")
    parser.add_argument("--host", default="localhost", help="where to listen; another than this machine needs accounts")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--public-url", metavar="URL", help="the address people use, behind a proxy that speaks https")
    options = parser.parse_args(arguments)
    if not 0 < options.port < 65536:
        raise RightpartyError("--port runs from 1 to 65535.")
    accounts = open_accounts()
    try:
        shared = accounts.have_accounts()
    finally:
        accounts.database.close()
    refuse_open_door(options.host, options.public_url, shared)
    server = build_server(options.host, options.port, options.public_url)
    tell(f"Open {server.public_url} in a browser. Ctrl+C ends it; calls that are open can be resumed.")
    server.serve()
    return 0


def refuse_open_door(host: str, public_url: str | None, shared: bool) -> None:
    """Raises RightpartyError where strangers could use the records of somebody who has this machine to themselves, or in the clear."""
    local = host in LOCAL and public_url is None
    if local:
        return
    if not shared:
        raise RightpartyError(
            "Whoever reaches this address would be you: these records have no accounts.",
            "Make accounts first: rightparty people add NAME --role admin",
        )
    if public_url is None or urlsplit(public_url).scheme != "https":
        raise RightpartyError(
            "Passwords would cross the network in the clear.",
            "Put a proxy that speaks https before it and name its address: --public-url https://practise.example.org",
        )


def build_server(host: str, port: int, public_url: str | None = None) -> Server:
    """The server, with its doors shut. Raises RightpartyError when its package is missing."""
    try:
        from textual_serve.server import Server
    except ImportError:
        raise RightpartyError("Serving needs one more package.", "pip install 'rightparty[browser]'") from None

    class Shut(Server):
        """Answers its own pages alone."""

        async def _make_app(self) -> Application:
            app: Application = await super()._make_app()
            app.middlewares.append(_guard(self.public_url))
            return app

        async def on_startup(self, app: Application) -> None:
            """Without the banner; what to do is said on the terminal."""

    os.environ["RIGHTPARTY_SESSION"] = "own"  # inherited by every program that a window starts
    command = shlex.join([sys.executable, "-m", "simulator"])
    return Shut(command, host=host, port=port, title="rightparty", public_url=public_url)


def _guard(public_url: str) -> Callable[..., Awaitable[StreamResponse]]:
    """Turns away requests for another host (a name made to point here) and from pages of other sites."""
    from aiohttp import web

    wanted = urlsplit(public_url)
    hosts = {wanted.netloc} | {f"{name}:{wanted.port}" for name in LOCAL if wanted.hostname in LOCAL and wanted.port}

    @web.middleware
    async def guard(request: Request, handler: Callable[[Request], Awaitable[Any]]) -> Any:
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and urlsplit(origin).netloc not in hosts):
            raise web.HTTPForbidden(text="This address is not served here.")
        answer = await handler(request)
        if not answer.prepared:
            answer.headers["Content-Security-Policy"] = POLICY
            answer.headers["X-Content-Type-Options"] = "nosniff"
            answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return guard
