"""What a worker does here in place of annotating: some words end it, as some text or library might one day."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from typing import Any

from rashomon.model import Document, RashomonError


def answer(batch: Sequence[Document]) -> Iterator[Any]:
    for document in batch:
        if "kill" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        elif "sleep" in document.text:
            time.sleep(3600)
        elif "memory" in document.text:
            bytearray(20_000_000_000)
        elif "model" in document.text:
            yield RashomonError("another language model")
            return
        yield []
