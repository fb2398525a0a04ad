"""Counts of those who live ("killed five, wounded twenty"): kept apart from the killed where commas are lost."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.tree import Tree


def word_of_survival(tree: Tree, words: Lexicon, tokens: Sequence[int]) -> int | None:
    """The token beside a figure that says its people live, as "injured" in "kills 5 injured 20"; None where none does.

    `tokens` are the figure's. Headlines and texts that lost their commas ("Child Killed 20 People Injured") parse
    badly, so that the word right beside the figure says more than the tree: of 1,805 figures in claims of killing in
    FA-KES 35 stood so. Where killed and wounded are counted as one it is the wounding that has the figure.
    """
    if not tokens:
        return None
    alive = words.words["leaving_alive"]
    if len(tokens) > 1 and tree.low[tokens[-1]] in alive:
        return tokens[-1]  # the word is the unit: "5 injured"
    first, after = tokens[0], tokens[-1] + 1
    while after < len(tree) and tree.low[after] in ("more", "other", "others", "people", "were", "was", "are"):
        after += 1
    if after + 2 < len(tree) and tree.lemma[after] in words.words["killing"] and tree.low[after + 1] in ("and", "or"):
        after += 2  # "15 guards were killed or wounded": the harmed, not the killed
    if after < len(tree) and tree.low[after] in alive and _is_undergone(tree, after):
        return after
    before = first - 1
    while before > 0 and tree.low[before] in ("at", "least", "about", "around", "over", "up", "to", "some", "another"):
        before -= 1
    # "killing and wounding nine guards" counts the harmed: the wounded show them, for the killed are fewer
    return before if before >= 0 and tree.low[before] in alive else None


def _is_undergone(tree: Tree, at: int) -> bool:
    """Whether a participle has no object of its own right after it: "20 injured in Velm", not "killed 5 injured 20"."""
    if not tree.low[at].endswith(("ed", "en", "hurt", "missing", "prisoner")):
        return False
    return at + 1 == len(tree) or tree.pos[at + 1] not in ("NUM", "DET", "PROPN", "NOUN")
