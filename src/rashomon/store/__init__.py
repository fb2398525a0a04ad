"""The library, one SQLite file: documents, annotations, links, judgements, problems, full-text search."""

from rashomon.store.library import Head, Hit, Library

__all__ = ["Head", "Hit", "Library"]
