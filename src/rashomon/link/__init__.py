"""Annotations in, links out: pure functions that need no database, network or screen.

`accounts` keeps of each account what linking compares; `copies`, `versions`, `entities` and `stories` link
whole documents and names; `events` makes the records that the engine joins, and the events of their scored pairs.
"""
