"""Servers: Oxigraph's own SPARQL servers as child processes, one query at a time in each, so that one that runs away can be ended alone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from clustereval.errors import DataError, UsageError
from clustereval.protocol import Refusal

if TYPE_CHECKING:
    import httpx

    from clustereval.protocol import Asked

__all__ = ["Limits", "Reply", "Servers", "program"]

READY = b"Listening for requests"
STARTING = 10
"""Seconds within which a server must be ready."""
LONGEST = 1 << 16
"""Bytes of what a server says that are looked at."""
IN_MEMORY = 1 << 20
"""Bytes of an answer that are kept in memory; what is longer goes to a temporary file."""
DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, memory of its server, bytes of its text and of its answer; how many run at once and how long others wait."""

    seconds: float = 30
    memory_bytes: int = 2 << 30
    query_bytes: int = 1 << 20
    answer_bytes: int = 64 << 20
    at_once: int = 4
    patience: float = 5


@dataclass(frozen=True)
class Reply:
    """What a server answered: status, media type, length, and the whole answer, ready to be read from its beginning."""

    status: int
    kind: str
    length: int
    body: IO[bytes]


@dataclass(frozen=True)
class Server:
    """A server that runs: its process, its port on loopback, and the file that takes what it complains about."""

    process: asyncio.subprocess.Process
    port: int
    complaints: IO[bytes]

    def end(self) -> None:
        """End the server at once."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
        self.complaints.close()


def program() -> Path:
    """Return the program of Oxigraph's server. Raises UsageError when the packages of the explorer are not installed."""
    import shutil
    import sysconfig

    found = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
    if found is None:
        raise UsageError('The SPARQL endpoint needs more packages. Install them: python -m pip install "clustereval[explore]"')
    return Path(found)


def restraint(memory: int) -> Callable[[], None] | None:
    """Return what a server does before it starts, on Linux: agree to die with us, and to take no more memory than `memory` bytes."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes
    import resource

    system = ctypes.CDLL(None)

    def restrain() -> None:
        system.prctl(DIE_WITH_PARENT, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

    return restrain


def free_port() -> int:
    """Return a port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def start_server(folder: Path, limits: Limits) -> Server:
    """Start a server on a database and wait until it is ready. Raises DataError when it does not come up."""
    complaints = tempfile.TemporaryFile()  # noqa: SIM115  (closed when the server ends)
    port = free_port()
    # The second rope: should this process hang, the server itself gives up on the query soon after.
    rope = str(int(limits.seconds) + 5)
    process = await asyncio.create_subprocess_exec(
        *(str(program()), "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}", "--timeout-s", rope),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=complaints,
        preexec_fn=restraint(limits.memory_bytes),
    )
    server = Server(process, port, complaints)
    said = b""
    try:
        until = time.monotonic() + STARTING
        while process.returncode is None and time.monotonic() < until:
            # Read at a place of our own: to seek would move the place where the server, which shares the file, writes next.
            said = os.pread(complaints.fileno(), LONGEST, 0)
            if READY in said:
                return server
            await asyncio.sleep(0.01)
    except BaseException:
        server.end()
        raise
    server.end()
    raise DataError(f"Oxigraph's server did not start on {folder}: {said.decode(errors='replace').strip() or 'it said nothing'}. Start again.")


@dataclass
class Servers:
    """The servers of one database: started when needed, as many as may run at once, reused one query after another."""

    folder: Path
    limits: Limits
    idle: list[Server] = field(default_factory=list)
    running: set[Server] = field(default_factory=set)
    free: asyncio.Semaphore | None = None
    client: httpx.AsyncClient | None = None

    async def start(self) -> None:
        """Start the first server, so that the first query need not wait and a broken database is told at once."""
        try:
            import httpx
        except ImportError as error:
            raise UsageError('The SPARQL endpoint needs more packages. Install them: python -m pip install "clustereval[explore]"') from error
        self.free = asyncio.Semaphore(self.limits.at_once)
        # A proxy of the environment has nothing to do with loopback; a server closes idle connections, so each query opens its own.
        self.client = httpx.AsyncClient(trust_env=False, timeout=None, limits=httpx.Limits(max_keepalive_connections=0))
        self.idle.append(await start_server(self.folder, self.limits))

    async def stop(self) -> None:
        """End all servers."""
        for server in [*self.idle, *self.running]:
            server.end()
            await server.process.wait()
        self.idle.clear()
        if self.client is not None:
            await self.client.aclose()
        self.free = self.client = None

    @contextlib.asynccontextmanager
    async def server(self) -> AsyncIterator[Server]:
        """Lend a server to one query. It is given back when the query has ended well; else it is ended, and the query with it.

        Raises Refusal when all are busy for longer than a query may wait.
        """
        if self.free is None:
            raise Refusal(503, "The endpoint is not running. Ask again in a moment.", {"Retry-After": "5"})
        free = self.free
        try:
            async with asyncio.timeout(self.limits.patience):
                await free.acquire()
        except TimeoutError as error:
            seconds = str(max(1, round(self.limits.seconds / 2)))
            raise Refusal(503, f"{self.limits.at_once} queries run already. Ask again in {seconds} seconds.", {"Retry-After": seconds}) from error
        try:
            server = self.resting() or await start_server(self.folder, self.limits)
            self.running.add(server)
            try:
                yield server
            except BaseException:
                server.end()
                await server.process.wait()
                raise
            else:
                self.idle.append(server)
            finally:
                self.running.discard(server)
        finally:
            free.release()

    def resting(self) -> Server | None:
        """Return a server that waits for a query, if any; one that the system has ended meanwhile is done with."""
        while self.idle:
            server = self.idle.pop()
            if server.process.returncode is None:
                return server
            server.end()
        return None

    async def ask(self, asked: Asked, accept: str) -> Reply:
        """Ask a server and return its answer, whole: an answer that was cut off would look like one.

        Raises Refusal when it takes too long, too much memory, or grows too long; the query is stopped then, as it is when the asker gives up.
        """
        import httpx

        limits = self.limits
        body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (whoever sends the answer closes it)
        try:
            async with self.server() as server:
                try:
                    async with asyncio.timeout(limits.seconds):
                        return await self.exchange(server, asked, accept, body)
                except TimeoutError as error:
                    raise Refusal(
                        504, f"The query was stopped: it took longer than {limits.seconds:g} seconds. Ask for less, or narrow its patterns."
                    ) from error
                except httpx.TransportError as error:
                    raise await self.fallen(server) from error
        except BaseException:
            body.close()
            raise

    async def fallen(self, server: Server) -> Refusal:
        """Return what to tell of a server that ended while it answered: out of memory, as a rule."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await server.process.wait()
        if b"memory allocation" in os.pread(server.complaints.fileno(), LONGEST, 0):
            return Refusal(
                507, f"The query was stopped: it took more than {self.limits.memory_bytes >> 20:,} MiB of memory. Ask for less, or narrow its patterns."
            )
        return Refusal(502, "The server that answered the query ended unexpectedly. Ask again; if it happens again, ask in another way.")

    async def exchange(self, server: Server, asked: Asked, accept: str, body: Any) -> Reply:
        """Hand a query to a server and gather what it answers."""
        assert self.client is not None
        length = 0
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        async with self.client.stream("POST", f"http://127.0.0.1:{server.port}/query", content=asked.form(), headers=headers) as response:
            async for piece in response.aiter_bytes():
                length += len(piece)
                if length > self.limits.answer_bytes:
                    raise Refusal(507, f"The answer is longer than {self.limits.answer_bytes:,} bytes. Ask for less, or page with LIMIT and OFFSET.")
                body.write(piece)
            body.seek(0)
            return Reply(response.status_code, response.headers.get("content-type", "").partition(";")[0].strip(), length, body)
