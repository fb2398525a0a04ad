"""The reading room: a library as pages on this machine, and a story as one file that opens anywhere.

Server-rendered, no script, no network. Each page is a frozen dataclass made by its module in `pages/` and one
template; what a template may read is what the dataclass holds.
"""
