"""Linking a library again: what changed since the last time is worked out and written, the rest stays.

The result is that of a whole run (`tests/contracts/test_relinking.py` holds the two together, row for row).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from rashomon.collecting import seldom_collecting
from rashomon.compare.corrections import Corrections
from rashomon.engines import linking
from rashomon.link import packed
from rashomon.link.accounts import Account, account_of
from rashomon.link.copies import Compared
from rashomon.link.judged import Judged, judged
from rashomon.link.versions import Revision, find_versions, revision_of
from rashomon.model import Annotation, Document
from rashomon.store import Library, linked
from rashomon.store.judgements import log
from rashomon.store.shelf import Shelf

#: Accounts that are made and kept at a time.
READ = 200


def relink(library: Library, key: str) -> None:
    """Make links and clusters what the rows and judgements make of them, and remember `key` as the state linked."""
    with seldom_collecting():
        _relink(library, key)


def _relink(library: Library, key: str) -> None:
    revisions = [one for document in library.documents() if (one := revision_of(document)) is not None]
    _save_versions(library, revisions)
    read = _read(library)
    staged = linked.Staged(library)
    try:
        compared = linking.link_parts(read.accounts, revisions, read.given, staged, read.known)
        with library.transaction():
            staged.save()
            linked.save_copies(library, compared.links.values())
            shingles = {one: packed.to_bytes(compared.kept[one]) for one in read.fresh}
            linked.save_compared(library, shingles, read.known.digests)
            library.set_setting("linked", key)
    finally:
        staged.close()


def _save_versions(library: Library, revisions: Iterable[Revision]) -> None:
    """Link the versions of pages first, for judgements are carried along them; forget what another version kept."""
    wrong = {one.judgement.left for one in log(library) if not one.retracted and one.judgement.verdict == "wrong"}
    with library.transaction():
        linked.save_versions(library, (one for one in find_versions(revisions, Judged()) if one.id not in wrong))
        forget_others(library)


def forget_others(library: Library) -> None:
    """Forget what another version of linking kept: what is kept from now on is this one's. For a transaction."""
    version = linking.linking_version()
    if library.setting("compared") != version:
        linked.forget_compared(library)
        library.set_setting("compared", version)


@dataclass(frozen=True)
class _Read:
    """What linking starts from: accounts, of which some are `fresh`; judgements; what an earlier run left."""

    accounts: list[Account]
    fresh: list[str]
    given: Judged
    known: linking.Known


def _read(library: Library) -> _Read:
    judgements = library.judgements()
    given, corrections = judged(judgements), Corrections.of(judgements)
    judged_rows = linked.documents_of(library, (one.left for one in judgements if one.right is None))
    corrected = frozenset(judged_rows.values())
    held = dict(linked.load_compared(library))
    digests = {document: one.digest for document, one in held.items() if document not in corrected}
    shelf = Shelf(library)
    accounts: list[Account] = []
    # What people corrected is read anew each time, and not kept.
    for document in (found for one in sorted(corrected) if (found := library.document(one)) is not None):
        account = account_of(document, corrections.apply(library.annotations(document.id)), given.wrong)
        digests[document.id] = packed.digest(account)
        accounts.append(account)
    missing = [row["id"] for row in library.select("SELECT id FROM document ORDER BY id") if row["id"] not in digests]
    for at in range(0, len(missing), READ):
        digests |= _keep(library, missing[at : at + READ], given)
    accounts += [shelf.account(one) for one in digests if one not in corrected]
    fresh = [*missing, *(one for one, kept in held.items() if not kept.last)]
    unchanged = frozenset(one for one, digest in digests.items() if one in held and held[one].last == digest)
    copies = {(one.left, one.right): one for one in linked.load_copies(library)}
    shingles = {document: packed.from_bytes(one.shingles) for document, one in held.items() if one.last}
    compared = Compared(shingles, unchanged, copies)
    known = linking.Known(digests, linked.load_parts(library), compared, frozenset(judged_rows))
    return _Read(accounts, fresh, given, known)


def _keep(library: Library, documents: Iterable[str], given: Judged) -> dict[str, str]:
    """Keep the accounts of these documents for the next time too; the digest of each."""
    found = filter(None, map(library.document, documents))
    made = [Readied.of(document, library.annotations(document.id), given.wrong) for document in found]
    with library.transaction():
        for one in made:
            one.keep(library)
    return {one.document: one.digest for one in made}


@dataclass(frozen=True, slots=True)
class Readied:
    """The account of a document as linking keeps it: made of rows at hand, they need not be read back for it."""

    document: str
    digest: str
    packed: bytes

    @classmethod
    def of(cls, document: Document, rows: Sequence[Annotation], wrong: frozenset[str] = frozenset()) -> Self:
        """The account that these rows, in the order of `Library.annotations`, make of the document."""
        account = account_of(document, rows, wrong)
        parts = packed.to_json(account)
        return cls(document.id, packed.digest(account, parts), linked.pack(parts))

    def keep(self, library: Library) -> None:
        """Keep it, as one that was not linked yet. To be called in a transaction."""
        linked.keep_account(library, self.document, self.digest, self.packed)
