"""How long the server waits for a client: one that sends slowly, or nothing, does not hold its place."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds until the headers of a request must be there, from the moment a connection is made or its last answer ended.
#: A browser sends them at once; one that keeps a spare connection open makes another when it needs it.
HEADERS = 20.0
#: Connections at once: the pages of ten readers take sixty; a process may have 1,024 files open.
MOST_CONNECTIONS = 500
UNASKED = (h11.IDLE, h11.DONE)  # nothing is being answered


class Patient(H11Protocol):
    """uvicorn's HTTP protocol, which itself waits for headers for ever, with an end to waiting."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        # Another request on a connection that was kept, or the rest of a form that was refused before it was read.
        if self.waiting is None and self.conn.our_state in UNASKED:
            self._wait()
        super().data_received(data)
        if self.conn.our_state not in UNASKED:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.waiting = self.loop.call_later(HEADERS, self.transport.close)

    def _stop(self) -> None:
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None
