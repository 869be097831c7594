"""Serving: the page and its connection for this machine's own pages, nobody else's; beyond it only with accounts and https."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from scenarios.problems import RightpartyError
from simulator.commands.serve import build_server, refuse_open_door
from simulator.records.places import keep_session, session_person, session_token


@pytest.fixture(autouse=True)
def environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building a server sets a variable for the programs it starts."""
    monkeypatch.setenv("RIGHTPARTY_SESSION", "")


async def client() -> TestClient:  # type: ignore[type-arg]
    """A client of the server's app."""
    server = build_server("localhost", 8000)
    return TestClient(TestServer(await server._make_app()))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "localhost:8000"}, 200),
        ({"Host": "127.0.0.1:8000"}, 200),
        ({"Host": "localhost:8000", "Origin": "http://localhost:8000"}, 200),
        ({"Host": "localhost:8000", "Origin": "https://evil.example"}, 403),
        ({"Host": "localhost:8000", "Origin": "null"}, 403),
        ({"Host": "evil.example:8000"}, 403),
    ],
)
async def test_page_is_for_this_machine_alone(headers: dict[str, str], status: int) -> None:
    """A page of another site, or a name that was made to point here, is turned away."""
    async with await client() as asking:
        answer = await asking.get("/", headers=headers)
        assert answer.status == status
        if status == 200:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "googleapis" not in policy


async def test_connection_of_another_sites_page_is_turned_away() -> None:
    """It could press keys otherwise."""
    async with await client() as asking:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await asking.ws_connect("/ws", headers={"Host": "localhost:8000", "Origin": "https://evil.example"})


def test_strangers_are_not_let_in_as_whoever_owns_the_machine() -> None:
    """Without accounts only this machine; with accounts only over https."""
    refuse_open_door("localhost", None, False)
    with pytest.raises(RightpartyError, match="would be you"):
        refuse_open_door("0.0.0.0", None, False)
    with pytest.raises(RightpartyError, match="in the clear"):
        refuse_open_door("0.0.0.0", None, True)
    with pytest.raises(RightpartyError, match="in the clear"):
        refuse_open_door("localhost", "http://practise.example.org", True)
    refuse_open_door("0.0.0.0", "https://practise.example.org", True)


def test_each_window_has_a_session_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing in to one signs nobody in elsewhere: nothing is written."""
    from simulator.records.places import data_folder

    build_server("localhost", 8000)
    assert os.environ["RIGHTPARTY_SESSION"] == "own"
    keep_session("token", "p-1")
    assert (session_token(), session_person()) == ("token", "p-1")
    assert not (data_folder() / "session").exists()
    keep_session(None)
    assert session_token() is None


async def test_app_is_shown_in_a_browser_window(own_data_folder: Path) -> None:
    """The command itself, a window's connection, and the first screen coming through it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None
        assert f"http://localhost:{port}" in process.stderr.readline().decode()
        async with aiohttp.ClientSession() as session:
            for _ in range(100):
                try:
                    connection = await session.ws_connect(
                        f"ws://localhost:{port}/ws?width=80&height=24", origin=f"http://localhost:{port}"
                    )
                    break
                except aiohttp.ClientConnectorError:
                    await asyncio.sleep(0.1)
            shown = b""
            async with asyncio.timeout(60):
                async for message in connection:
                    shown += message.data if message.type == aiohttp.WSMsgType.BINARY else b""
                    if b"practise a call" in shown:
                        break
        assert b"practise a call" in shown
    finally:
        process.terminate()
        process.communicate(timeout=20)
