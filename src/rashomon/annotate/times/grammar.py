"""The expressions of time as patterns over the codes of lexemes (see lexicon.CODES), each with its builder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from rashomon.annotate.times import dates, days, lengths
from rashomon.annotate.times.context import Context
from rashomon.annotate.times.lexicon import CODES
from rashomon.annotate.times.when import When

Build: TypeAlias = Callable[[re.Match[str], Context], When | None]

_EDGE = "(?:a?e-?o?a?)?"  # early, late, mid-, the beginning of the
_OF_YEAR = "(?:[oi]?,?(?P<Y>Y)|o?a?(?P<R>[lnh])(?P<U>U))?"  # of 2016, of last year

#: The codes a match can begin with, the pattern, the builder. Of two patterns that match at one place the first whose
#: builder makes something of it is taken, so longer forms stand first.
RULES: tuple[tuple[str, str, Build], ...] = (
    # clock times, with a day where one stands beside them
    ("TNP", "(?P<T>[TNP])(?P<A>A)?-?,?(?P<Z>Z)?,?[oi]?(?:(?P<R>[lnh])?(?P<W>W)|(?P<X>X))", days.clock),
    ("N", "(?P<T>N)ia(?P<A>P)", days.clock),
    ("NY", "(?P<T>[NY])(?P<Z>u)", days.hundred_hours),
    ("TNYP", "(?P<T>[TNYP])(?P<A>A)?(?P<Z>Z)?", days.clock),
    ("NY", "(?P<T>[NY])", days.four_digits_after_at),
    # dates
    ("I", "(?P<I>I)", dates.full_date),
    ("WM", "(?:W,?)?(?P<M>M)(?P<D>[NO])[-d](?P<E>[NO])(?:,?(?P<Y>Y))?", dates.day_range),
    ("NO", "(?P<D>[NO])[-d](?P<E>[NO])o?(?P<M>M)(?:,?(?P<Y>Y))?", dates.day_range),
    ("WaMP", "(?:a?Po)?(?:W,?)?a?(?P<M>M)(?P<D>[NO]),?(?P<Y>Y)", dates.full_date),
    ("WaNO", "(?:W,?)?a?(?P<D>[NO])o?-?(?P<M>M)-?,?(?P<Y>Y)", dates.full_date),
    ("WaMP", "(?:a?Po)?(?:W,?)?a?(?P<M>M)(?P<D>[NO])", dates.day_and_month),
    ("WaNO", "(?:W,?)?a?(?P<D>[NO])o?(?P<M>M)", dates.day_and_month),
    ("aOl", "a?(?P<O>[Ol])w?-?(?P<U>U)[oi](?P<M>M)(?:,?(?P<Y>Y))?", dates.part_of),
    ("lnh", "(?P<R>[lnh])(?P<U>U)'(?P<M>M)", dates.month),
    ("aelnhM", _EDGE + "[lnh]?(?P<M>M)" + _OF_YEAR, dates.month),
    ("aOl", "a?(?P<O>[Ol])(?P<N>N)(?P<U>u)[oi](?:(?P<Y>Y)|a?(?P<R>[lnh])(?P<U2>U))", dates.months_of),
    ("aeY", "a?e?(?P<Y>Y)'?(?P<O>O)-?(?P<U>U)", dates.quarter_after_year),
    ("aY", "a?(?P<Y>Y)[-d](?P<E>[YN])", dates.year_range),
    ("aU", "a?U(?P<Y>Y)", dates.year),
    ("ameY", "a?m?" + _EDGE + "(?P<Y>Y)", dates.year),
    ("aeD", _EDGE + "(?P<D>D)", dates.decade),
    ("aeO", _EDGE + "(?P<O>O)-?(?P<U>U)", dates.century),
    ("aelnhS", _EDGE + "a?(?P<R>[lnh])?(?P<S>S)(?:[oi]?(?P<Y>Y))?", dates.season),
    # quarters and parts of a whole
    ("aOl", "a?(?P<O>[Ol])w?-?(?P<U>U)(?:[oi]a?(?:(?P<Y>Y)|(?P<R>[lnh])(?P<U2>U)))?", dates.part_of),
    # weekdays and days counted from today
    ("aPebklnhW", "(?:a?Po|a?[ebk][io]?)?(?P<R>[lnh])?(?P<W>W)(?:P|U)?", days.weekday),
    ("a", "a(?P<U>U)(?P<K>[bk])(?P<X>X)", days.beside_deictic),
    ("ebkX", "[ebk]?(?P<X>X)(?P<U>U)", days.deictic),
    ("ebkX", "[ebk]?(?P<X>X)P?", days.deictic),
    ("aF", "a?(?P<F>F)(?P<Y>Y)?", dates.feast),
    # counted from another time
    ("mNaq", "m?(?:(?P<N>N)|a?(?P<Q>q)|a)w?[-w]?(?P<U>[Uu])(?P<K>[gbkf])", lengths.ago),
    ("a", "a(?P<U>U)(?P<K>[bkl])", lengths.beside),
    ("as", "a?s(?:(?P<U>U)|p)[oi]?(?:a?lU|aU[gb])", lengths.year_before),
    ("aebklnhts", "(?:a?[ebk]-?[oi]?)?a?(?P<R>[lnhts])w?(?P<U>U)", lengths.relative),
    ("ah", "a?(?P<R>[lh])(?![NUuqwm-])", lengths.the_past),
    ("htl", "(?P<R>[hlt])P", days.this_part),
    ("P", "(?<=[io]a)P", days.part_told),
    ("P", "(?<=i)P", days.part_told),
    # lengths
    ("alnx", "a?[lnx]m?(?P<N>N)w?-?(?P<U>[Uu])", lengths.lasting),
    ("alnx", "a?[lnx]q?w?(?P<U>u)", lengths.vague),
    ("aO", "a?O(?P<N>N)(?P<U>u)", lengths.lasting),
    ("mN", "m?N[-d]N-?w*(?P<U>[Uu])[gbkf]?", lengths.vague),
    ("maN", "m?a?(?P<N>N)[-wL]*(?P<U>[Uu])(?:-?E|-L)?", lengths.lasting),
    ("my", "m?ya?(?P<U>U)[gbk]", lengths.vague),
    ("my", "m?(?P<H>y)a?(?P<U>U)", lengths.lasting),
    ("a", "(?P<a>a)(?P<E>e)(?P<U>U)", lengths.definite),
    ("bk", "(?P<E>[bk])i(?P<a>a)w?(?P<U>U)", lengths.definite),
    ("ae", "(?:a?(?P<E>e)[oi])?(?P<a>a)w?(?P<U>U)", lengths.definite),
    ("ma", "m?(?P<a>a)[wyL]*(?P<U>U)(?:-[LE])?", lengths.single),
    ("maq", "m?a?q[-w]*(?P<U>u)", lengths.vague),
    ("v", "v(?P<N>[NO])?w?(?P<U>[Uu])", lengths.repeated),
    ("v", "v[WP]", lengths.repeated),
    ("R", "(?P<R>R)", lengths.repeated),
    ("mu", "m?(?P<U>u)(?:[gf]|-L)?", lengths.vague),
    ("U", "(?P<U>U)-[LE]", lengths.lasting),
    ("U", "(?P<U>U)-(?P<K>[gb])", lengths.ago),
    ("U", "(?P<U>U)['-](?P<E>e)", lengths.end_of),
    ("aV", "a?V", lengths.vague),
)


@cache
def rules() -> dict[str, tuple[tuple[re.Pattern[str], Build], ...]]:
    """The rules that can begin with each code, compiled, in order."""
    compiled = [(starts, re.compile(pattern), build) for starts, pattern, build in RULES]
    return {code: tuple((one, build) for starts, one, build in compiled if code in starts) for code in CODES}


def find_expressions(context: Context) -> Iterator[tuple[int, int, When]]:
    """Each expression of time as its first lexeme, the one after its last, and what it means; none overlap."""
    codes, at, table = context.reading.codes, 0, rules()
    while at < len(codes):
        for pattern, build in table[codes[at]]:
            match = pattern.match(codes, at)
            found = _built(match, build, context) if match and _is_near(match, context) else None
            if match and found is not None:
                if found.granule is not None:
                    context.tell(found.granule, found.full, at)
                yield at, match.end(), found
                at = match.end()
                break
        else:
            at += 1


def _built(match: re.Match[str], build: Build, context: Context) -> When | None:
    """What the builder makes of a match; a date outside the years 1 to 9999 has no value."""
    try:
        return build(match, context)
    except (OverflowError, ValueError):
        return When()


def _is_near(match: re.Match[str], context: Context) -> bool:
    """Whether no more than a line break or two spaces part the words of a match."""
    lexemes = context.reading.lexemes[match.start() : match.end()]
    return all(after.start - before.end <= 3 for before, after in pairwise(lexemes))
