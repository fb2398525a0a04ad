"""What a worker does here in place of annotating: some words end it, as some text or library might one day."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence

from rashomon.annotate import Made, Work
from rashomon.model import RashomonError


def answer(batch: Sequence[Work]) -> Iterator[Made | RashomonError]:
    for work in batch:
        document = work.document
        if "kill" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        elif "sleep" in document.text:
            time.sleep(3600)
        elif "memory" in document.text:
            bytearray(20_000_000_000)
        elif "model" in document.text:
            yield RashomonError("another language model")
            return
        yield Made([])
