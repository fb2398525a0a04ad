"""One module a page: a frozen dataclass that holds all its template reads, and the function that makes it."""
