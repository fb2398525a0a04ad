"""Links wait outside of the library's tables until all are made; what broke half way leaves nothing there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.model import Cluster, Link
from rashomon.store import Library
from rashomon.store.linked import Staged

FIRST = Link("event", "a", "b", "same", "test@1", 0.9)


def broken() -> Iterator[Link]:
    for at in range(2_000):
        yield Link("event", f"c{at}", f"d{at}", "same", "test@1", 0.9)
    raise ValueError("broke")


@pytest.mark.parametrize("outside", [True, False], ids=["alone", "within a transaction"])
def test_a_part_that_broke_half_way_is_as_if_it_had_never_begun(tmp_path: Path, outside: bool) -> None:
    library = Library.open(tmp_path / "b.db", create=True)
    if not outside:
        library.connection.execute("BEGIN")
    staged = Staged(library)
    staged.part("first", ([FIRST], [Cluster("event", ("a", "b"), "fell", "CONTROL")]))
    with pytest.raises(ValueError, match="broke"):
        staged.part("second", (broken(), ()))
    if outside:
        with library.transaction():
            staged.save()
    else:
        staged.save()
        library.connection.execute("COMMIT")
    staged.close()
    assert [one.left for one in library.links("event")] == ["a"]
    assert [one.members for one in library.clusters("event")] == [("a", "b")]
