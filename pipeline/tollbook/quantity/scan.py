"""Find the numbers of a document with their modifiers, and say what they are: counts, measures, shares, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..values import Op
from .numbers import DASHES, Number, read_number
from .tables import contexts, modifiers, number_words, symbols, unit_words, vague_words

Kind = Literal["count", "measure", "share", "other"]

MEMBERSHIP = frozenset({"member", "person", "man", "strong", "people", "men", "women", "child", "children", "odd"})
"""Second parts of a compound that still counts people: a five-member family, a 12-strong crew."""

_YEARS = range(1500, 2101)
_NOT_ONE = {
    "before": frozenset({"no", "this", "that", "which", "any", "every", "each", "some", "the", "day", "another"}),
    "after": frozenset({"another", "day", "thing", "day.", "way", "hand", "side", "time", "reason", "step", "example"}),
}
_NOT_NO_AFTER = frozenset({"longer", "doubt", "more", "matter", "less", "way", "fewer", "later", "sooner", "wonder"})
_BETWEEN_AGES = frozenset({"and", ",", "to", "or", "between", "from", *DASHES})
_LONGEST_AGES = 12
_REACH_OF_AS = 6
_OPENERS = frozenset("'\"“‘(")


@dataclass(frozen=True, slots=True)
class Found:
    """A number in its surroundings: token positions of the whole with its modifier, and what it is."""

    start: int
    end: int
    number: Number
    op: Op
    low: int | None
    high: int | None
    kind: Kind
    rule: str
    unit: str | None = None
    ask: bool = False


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    return frozenset(number_words()) | vague_words().first_words | {"a", "an"}


def _bounded(op: Op, number: Number) -> tuple[int | None, int | None]:
    """Bounds of a number under a modifier, by the manual's table of operators."""
    low, high = number.low, number.high
    if op in ("gte", "gt"):
        return low, None
    if op == "lte":
        return None, high if high is not None else low
    if op == "lt":
        top = high if high is not None else low
        return None, None if top is None else max(top - 1, 0)
    return low, high


def _joined_range(words: Sequence[str], first: Number) -> Number | None:
    """``between 10 and 15``, ``10 to 15``, ``three or four``, ``three - to - five``: one number of two."""
    at = first.end
    hyphenated = at + 2 < len(words) and words[at] in DASHES and words[at + 1] in ("to", "or")
    joint = at + 1 if hyphenated else at
    if joint + 1 >= len(words):
        return None
    between = first.start > 0 and words[first.start - 1] == "between"
    word = words[joint]
    if not (
        word in ("to", "or") or (word == "and" and between) or (word in ("–", "—", "-") and first.rule == "digits")
    ):
        return None
    start = joint + 1
    if words[start] in DASHES and hyphenated:
        start += 1
    second = read_number(words, start) if start < len(words) else None
    if second is None or second.share or first.low is None or second.low is None or second.low <= first.low:
        return None
    low = first.low
    if second.low >= 1000 and low < 1000 and second.low % 1000 == 0 and _shares_scale(words, second):
        low *= 1000 if second.low < 10**6 else 10**6
    op: Op = "alt" if word == "or" else "range"
    begin = first.start - 1 if between else first.start
    return replace(first, start=begin, end=second.end, low=low, high=second.high or second.low, op=op)


def _said_again(words: Sequence[str], number: Number) -> Number:
    """``fifteen (15)``, ``15 (fifteen)``: a number with the same number in brackets, as officials write it."""
    at = number.end
    if words[at : at + 1] != ["("] or at + 2 >= len(words):
        return number
    again = read_number(words, at + 1)
    same = again is not None and (again.low, again.high) == (number.low, number.high)
    if again is None or not same or again.rule == number.rule or words[again.end : again.end + 1] != [")"]:
        return number
    return replace(number, end=again.end + 1)


def _shares_scale(words: Sequence[str], second: Number) -> bool:
    last = number_words().get(words[second.end - 1])
    return last is not None and last.kind == "scale"


def _with_modifiers(words: Sequence[str], number: Number) -> tuple[int, int, Op, str]:
    """Start, end, operator and rule of a number with the modifiers on both sides."""
    start, end, op = number.start, number.end, number.op
    rule = number.rule if op in ("eq", "vague") else f"{number.rule}.{op}"
    if number.share and number.low is None and number.rule.startswith("vague"):
        return start, end, op, rule
    found = modifiers("before").ending(words, start)
    while found is not None:
        start, row = found
        if row.op != "eq" and op in ("eq", "vague", "range") and not (op == "range" and row.op.startswith("approx")):
            op = row.op if op != "vague" or row.op in ("gte", "gt", "lte", "lt") else op
            rule = f"{number.rule}.{op}"
        found = modifiers("before").ending(words, start)
    after = modifiers("after").starting(words, end)
    if after is not None and _bends_the_next(words, after[0]):
        after = None  # "20 and more than 40 others", "17 and over 30": the second modifier belongs to the second number
    if after is not None and op in ("eq", "approx"):
        end, row_after = after
        op = row_after.op
        rule = f"{number.rule}.{op}"
    return start, end, op, rule


def _bends_the_next(words: Sequence[str], at: int) -> bool:
    """Whether a modifier that ends before a word is that of a number which follows it."""
    following = words[at] if at < len(words) else ""
    return following == "than" or following[:1].isdigit()


def _is_year(words: Sequence[str], number: Number, modified: bool) -> bool:
    word = words[number.start]
    if number.rule != "digits" or number.end - number.start > 1 or modified or not word.isdigit() or len(word) != 4:
        return False
    return int(word) in _YEARS


def _is_age(words: Sequence[str], number: Number) -> bool:
    """A bare number between commas after a name: ``Ali Hassan, 52, said``."""
    if number.rule != "digits" or number.low is None or not 0 < number.low < 120 or number.end - number.start > 1:
        return False
    before = words[number.start - 1] if number.start else ""
    after = words[number.end] if number.end < len(words) else "."
    return before in (",", "(") and after in (",", ")", ";")


def _is_one_of_ages(words: Sequence[str], at: int) -> bool:
    """A later one of several ages: ``two boys aged six and eight drowned``."""
    i = at
    floor = max(0, at - _LONGEST_AGES)
    while i > floor and (words[i - 1] in _BETWEEN_AGES or words[i - 1].isdigit() or words[i - 1] in number_words()):
        i -= 1
    return i < at and words[i - 1 : i] in (["aged"], ["ages"])


def _is_ratio(words: Sequence[str], number: Number) -> bool:
    """The second number of ``three in ten of those wounded``."""
    before = words[number.start - 2 : number.start]
    return before[1:] == ["in"] and before[0] in number_words() and words[number.end : number.end + 1] == ["of"]


def _reason(doc: Doc, words: Sequence[str], number: Number, modified: bool) -> str | None:
    """Why a number counts nothing, or null."""
    if number.value is not None:
        return "fraction"
    after = contexts("after").starting(words, number.end)
    dated = after is not None and after[1].reason == "date" and not modified and not _is_auxiliary(words, number.end)
    if after is not None and (after[1].reason != "date" or (dated and _could_be_day(number))):
        return after[1].reason
    before = contexts("before").ending(words, number.start)
    if before is not None and not modified:
        if before[1].reason == "date":
            day = number.rule == "digits" and (_could_be_day(number) or _is_year(words, number, modified))
            return "date" if day and not _counts_plural(doc, number.end) else None
        if number.rule == "digits" or before[1].reason == "age":
            return before[1].reason
    if _is_year(words, number, modified) and not _counts_plural(doc, number.end):
        return "year"
    if _is_age(words, number) or _is_one_of_ages(words, number.start):
        return "age"
    if _is_ratio(words, number):
        return "ratio"
    if number.rule == "digits" and number.op == "range" and _is_score(words, number):
        return "score"
    return _compound(doc, words, number)


_AFTER_MAY = frozenset("have be not also still yet well never already soon even die".split())


def _is_auxiliary(words: Sequence[str], at: int) -> bool:
    """``30 may have died``: the month's name as an auxiliary."""
    return words[at : at + 1] == ["may"] and at + 1 < len(words) and words[at + 1] in _AFTER_MAY


def _could_be_day(number: Number) -> bool:
    return number.low is not None and 0 < number.low <= 31 and number.op in ("eq", "range")


def _counts_plural(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].tag_ in ("NNS", "NNPS") and not doc[at].is_space


def _is_score(words: Sequence[str], number: Number) -> bool:
    high = number.high or 0
    follower = words[number.end] if number.end < len(words) else "."
    return (
        high < 20
        and number.low is not None
        and (not follower.isalpha() or follower in ("win", "loss", "defeat", "draw"))
    )


def _compound(doc: Doc, words: Sequence[str], number: Number) -> str | None:
    """A number that is part of a compound (``12-hour``, ``three-storey``) counts nothing but members."""
    at = number.end
    apart = at < len(doc) and bool(doc[at - 1].whitespace_ and doc[at].whitespace_)  # "killed 12 - among them two boys"
    if not apart and at + 1 < len(words) and words[at] in DASHES and words[at + 1].isalpha():
        return None if words[at + 1] in MEMBERSHIP else "compound"
    joined = number.start >= 2 and words[number.start - 1] in DASHES and not doc[number.start - 1].whitespace_
    return "compound" if joined and words[number.start - 2].isalpha() else None


def _measure(doc: Doc, words: Sequence[str], number: Number) -> tuple[str, bool] | None:
    """Unit of a number that measures, and whether quantulum3 should read it; null for a number that does not."""
    if number.start > 0 and words[number.start - 1] in symbols():
        return symbols()[words[number.start - 1]].unit, False
    at = number.end
    if at < len(words) and words[at] in DASHES:
        at += 1
    while at < len(words) and words[at] in ("more", "straight", "consecutive", "square", "cubic", "nautical", "metric"):
        at += 1
    found = unit_words().starting(words, at)
    if found is None or _qualifies(doc, words, number, found[0]):
        return None
    return found[1].unit, found[1].ask


def _qualifies(doc: Doc, words: Sequence[str], number: Number, end: int) -> bool:
    """Whether a word for a time stands before the noun that is counted: ``two night watchmen``."""
    plural = end < len(doc) and doc[end].tag_ in ("NNS", "NNPS", "NNP") and doc[end].is_lower
    return plural and number.low != 1 and words[end - 1] in ("night", "day", "week", "month", "year", "hour")


def _kind(doc: Doc, words: Sequence[str], number: Number, modified: bool) -> tuple[Kind, str | None, str | None, bool]:
    """Kind of a number, the reason where it counts nothing, its unit, and whether to ask for the dimension."""
    measured = _measure(doc, words, number)
    if measured is not None:
        reason = contexts("after").starting(words, number.end)
        if reason is not None and reason[1].reason == "age":
            return "other", "age", None, False
        return "measure", None, measured[0], measured[1]
    if number.share:
        return "share", None, None, False
    reason_text = _reason(doc, words, number, modified)
    if reason_text is not None:
        return "other", reason_text, None, False
    return "count", None, None, False


_OWNERS = frozenset("the them those these his her their its our".split())


def _is_no_number(words: Sequence[str], number: Number) -> bool:
    """Whether the words only look like a number: ``no longer``, ``one another``, ``how many``."""
    first = words[number.start]
    before = words[number.start - 1] if number.start else ""
    after = words[number.end] if number.end < len(words) else ""
    if number.end - number.start == 1:
        if first == "one" and before == "that":
            if after == "of" and words[number.end + 1 : number.end + 2] and words[number.end + 1] in _OWNERS:
                return False  # "said that one of the raiders was captured"
            return not after.isalpha() or after in ("was", "is", "had", "has", "who", "which", "that", "of")
        if first == "one":
            return before in _NOT_ONE["before"] or after in _NOT_ONE["after"]
        if first == "no":
            return after in _NOT_NO_AFTER or not after[:1].isalpha()
        if first in ("many", "few"):
            return before == "how" or (before in ("so", "too", "as", "the") and after in ("as", "", ".", ",", "of"))
        if first == "half":
            return after not in ("of", "the", "were", "are", "them")
        if first == "most":
            return not (after in ("were", "are", "women", "children", "civilians") or before in (",", "–", "—"))
        if first in ("dozen", "a"):
            return before in DASHES
    return False


def _as_many(words: Sequence[str], at: int, end: int, counted: Found | None) -> Found | None:
    """``three were killed and as many injured``: the number before again."""
    if counted is None or words[at] != "many" or words[at - 1] != "as" or words[at - 2] in ("twice", "times", "half"):
        return None
    if "as" in words[at + 1 : min(end, at + _REACH_OF_AS)]:
        return None
    return replace(counted, start=at - 1, end=at + 1, number=replace(counted.number, start=at, end=at + 1))


def find_numbers(doc: Doc, words: Sequence[str], at: int, end: int) -> Iterator[Found]:
    """Yield the numbers between two tokens, left to right, without overlap.

    >>> import spacy
    >>> doc = spacy.blank("en")("At least 53 men fled 12 km on 3 May")
    >>> [(doc[f.start : f.end].text, f.kind, f.low, f.high) for f in find_numbers(doc, [t.lower_ for t in doc], 0, 9)]
    [('At least 53', 'count', 53, None), ('12', 'measure', 12, 12), ('3', 'other', 3, 3)]
    """
    openings = _openings()
    done = at
    counted: Found | None = None
    while at < end:
        word = words[at]
        if word not in openings and not word[:1].isdigit():
            at += 1
            continue
        same = _as_many(words, at, end, counted)
        if same is not None and at - 1 >= done:
            yield same
            at = done = same.end
            continue
        number = read_number(words, at)
        if number is not None and word == "some" and number.end < end and read_number(words, number.end):
            number = None  # "some 40": a modifier, not a vague word
        if number is None or number.end > end or _is_no_number(words, number):
            at += 1
            continue
        ranged = _joined_range(words, number) if number.rule in ("digits", "words") and number.op == "eq" else None
        number = ranged if ranged is not None and ranged.end <= end else number
        number = _said_again(words, number) if number.op == "eq" else number
        found = _found(doc, words, number, done)
        counted = found if found.kind == "count" else counted
        yield found
        at = done = found.end


def _found(doc: Doc, words: Sequence[str], number: Number, earliest: int) -> Found:
    start, stop, op, rule = _with_modifiers(words, number)
    start = max(start, earliest)
    kind, reason, unit, ask = _kind(doc, words, number, start < number.start and op != "eq")
    if kind in ("other", "measure"):
        start, stop = (number.start, number.end) if kind == "other" else (start, stop)
        low, high = number.low, number.high
        op = number.op if kind == "other" else op
    else:
        low, high = _bounded(op, replace(number, op=op))
    vague = number.rule.startswith("vague") or number.op == "vague"
    if stop < len(words) and words[stop] == "of" and (vague and kind in ("count", "share")):
        stop += 1
    return Found(start, stop, number, op, low, high, kind, rule if reason is None else f"other.{reason}", unit, ask)
