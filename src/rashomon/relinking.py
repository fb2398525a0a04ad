"""Linking a library again: what changed since the last time is worked out and written, the rest stays.

The result is that of a whole run (`tests/contracts/test_relinking.py` holds the two together, row for row).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.collecting import seldom_collecting
from rashomon.compare.corrections import Corrections
from rashomon.engines import linking
from rashomon.link import packed
from rashomon.link.accounts import Account, account_of
from rashomon.link.copies import Compared
from rashomon.link.judged import Judged, judged
from rashomon.link.versions import Revision, find_versions, revision_of
from rashomon.store import Library, linked
from rashomon.store.judgements import log


def relink(library: Library, key: str) -> None:
    """Make links and clusters what the rows and judgements make of them, and remember `key` as the state linked."""
    with seldom_collecting():
        _relink(library, key)


def _relink(library: Library, key: str) -> None:
    revisions = [one for document in library.documents() if (one := revision_of(document)) is not None]
    _save_versions(library, revisions)
    read = _read(library)
    parts = linking.link_parts(read.accounts, revisions, read.given, read.known)
    digests, shingles = read.known.digests, parts.compared.kept
    with library.transaction():
        linked.save_parts(library, parts.rest.links, parts.rest.clusters, parts.events)
        linked.save_copies(library, parts.compared.links.values())
        new = {
            one.id: linked.Compared.of(packed.to_row(one), digests[one.id], packed.to_bytes(shingles[one.id]))
            for one in read.fresh
        }
        linked.save_compared(library, new, digests)
        library.set_setting("linked", key)


def _save_versions(library: Library, revisions: Iterable[Revision]) -> None:
    """Link the versions of pages first, for judgements are carried along them; forget what another version kept."""
    wrong = {one.judgement.left for one in log(library) if not one.retracted and one.judgement.verdict == "wrong"}
    version = linking.linking_version()
    with library.transaction():
        linked.save_versions(library, (one for one in find_versions(revisions, Judged()) if one.id not in wrong))
        if library.setting("compared") != version:
            linked.forget_compared(library)
            library.set_setting("compared", version)


@dataclass(frozen=True)
class _Read:
    """What linking starts from: accounts, of which some are `fresh`; judgements; what an earlier run left."""

    accounts: list[Account]
    fresh: list[Account]
    given: Judged
    known: linking.Known


def _read(library: Library) -> _Read:
    judgements = library.judgements()
    given, corrections = judged(judgements), Corrections.of(judgements)
    judged_rows = linked.documents_of(library, (one.left for one in judgements if one.right is None))
    corrected = frozenset(judged_rows.values())
    held = dict(linked.load_compared(library))
    accounts, fresh, digests, unchanged = [], [], {}, set()
    for document in library.documents():
        one = held.get(document.id)
        if one is not None and document.id not in corrected:
            account = packed.from_row(one.account_row(), document)
            digests[document.id] = one.digest
        else:
            account = account_of(document, corrections.apply(library.annotations(document.id)), given.wrong)
            digests[document.id] = packed.digest(account)
            if document.id not in corrected:
                fresh.append(account)
        if one is not None and one.last == digests[document.id]:
            unchanged.add(document.id)
        accounts.append(account)
    copies = {(one.left, one.right): one for one in linked.load_copies(library)}
    shingles = {document: packed.from_bytes(one.shingles) for document, one in held.items()}
    compared = Compared(shingles, frozenset(unchanged), copies)
    known = linking.Known(digests, linked.load_parts(library), compared, frozenset(judged_rows))
    return _Read(accounts, fresh, given, known)
