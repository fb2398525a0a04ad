"""Rashomon: every account of one event, every claim with whose word it rests on, and no verdicts."""

__version__ = "0.1.0"
