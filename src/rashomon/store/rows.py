"""Single rows and links of a library, by id: what a page about one of them asks for."""

from __future__ import annotations

from rashomon.model import Annotation, Link
from rashomon.store.library import Library


def load_row(library: Library, row_id: str) -> Annotation | None:
    """The annotation with this id; None where the library has none."""
    found = library.select("SELECT document FROM annotation WHERE id = ?", (row_id,))
    if not found:
        return None
    return next((one for one in library.annotations(found[0]["document"]) if one.id == row_id), None)


def load_links_between(library: Library, left: str, right: str) -> list[Link]:
    """The links of two rows or two documents, whichever way round."""
    low, high = sorted((left, right))
    return [one for one in library.links() if {one.left, one.right} == {low, high}]


def load_link(library: Library, link_id: str) -> Link | None:
    """The link with this id; None where the library has none."""
    kinds = library.select("SELECT kind FROM link WHERE id = ?", (link_id,))
    if not kinds:
        return None
    return next((one for one in library.links(kinds[0]["kind"]) if one.id == link_id), None)


def cluster_of(library: Library, member: str) -> str | None:
    """The id of the cluster that a row is in; None where it is in none."""
    found = library.select("SELECT cluster FROM cluster_member WHERE member = ?", (member,))
    return str(found[0]["cluster"]) if found else None
