"""Bytes in, Documents out: the readers, and the one way to read files, folders, addresses and standard input."""

from __future__ import annotations

from rashomon.ingest.formats import READERS
from rashomon.ingest.places import read_paths
from rashomon.ingest.raw import Options, Raw

__all__ = ["READERS", "Options", "Raw", "read_paths"]
