"""Where a source begins and ends: noun phrases to the left and to the right of a cue, by closed classes of words."""

from __future__ import annotations

from ..values import Extent
from .page import Page
from .words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    DOCUMENTS,
    HYPHENS,
    LEADING,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    QUOTES,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
)

LONGEST = 30
"""Most words of a source."""

_SEMI_AUXILIARIES = frozenset("going used appeared seemed seems appears continued continues able willing".split())
_NOT_ADVERBS = frozenset("family italy july ally daily weekly assembly only fly rely july".split())
_TIMES = DAYS - {"march", "may"}
_LONGEST_PART = 12
"""Most words of one part of an apposition."""

_LONGEST_NAME = 6
_TALKS = frozenset(
    {"interview", "call", "conversation", "statement", "message", "telephone", "briefing", "post", "letter"}
)

_FUNCTIONS = frozenset(
    """a an the head chief director leader president chairman chairwoman spokesman spokeswoman spokesperson minister
    secretary commander governor mayor senator professor who which one founder former deputy executive member author
    editor analyst researcher whose chair himself""".split()
)


def verb_group_start(page: Page, i: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin: at "has" in "has since said"."""
    floor = page.sentence(i).start
    while i > floor and _in_verb_group(page, i - 1, floor):
        i -= 1
    return i


def _in_verb_group(page: Page, i: int, floor: int) -> bool:
    """Whether a word belongs to the verb that stands somewhere behind it."""
    word, before = page.word(i), page.word(i - 1)
    if word in ("’s", "'s"):
        return before in SUBJECTS
    if word == "to":
        return before in _SEMI_AUXILIARIES or before in ("have", "has", "had", "went", "began")
    if word == "far" and before == "so":
        return True
    if word in _SEMI_AUXILIARIES or word == "since":
        return word in ADVERBS or (i > floor and page.word(i + 1) == "to")
    return word in AUXILIARIES or word in ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS)


def source_left(page: Page, end: int) -> Extent | None:
    """The noun phrase that ends just before ``end``, with its apposition; null where none does."""
    floor = page.sentence(max(end - 1, 0)).start
    if end <= floor:
        return None
    if page.word(end - 1) == ",":
        return _around_apposition(page, floor, end - 1)
    actor = page.ending.get(end)
    start = _left(page, floor, end)
    if actor is not None:
        start = min(start, actor.extent.start) if actor.extent.start >= floor else start
    titled = next(
        (
            a
            for a in page.actors
            if a.title is not None and a.title.end == end and floor <= a.extent.start and a.extent.end <= a.title.start
        ),
        None,
    )
    if titled is not None:
        start = min(start, titled.extent.start)
    named = _named_before(page, floor, start)
    return Extent(named, end) if named is not None else _trim(page, start, _without_time(page, start, end))


def _without_time(page: Page, start: int, end: int) -> int:
    """The end of a source without when it spoke: "the police | on Monday" said."""
    last = end
    while last - 1 > start and page.word(last - 1) in _TIMES:
        last -= 1
    if last == end:
        return end
    while last - 1 > start and page.word(last - 1) in ("on", "late", "early", "last", "earlier"):
        last -= 1
    return last


def _named_before(page: Page, floor: int, start: int) -> int | None:
    """Where the person begins whom a source describes without a comma behind it.

    "Ali Haddad, spokesman for the governor, …" has one; "Ali Haddad, spokesman for the governor said", "Ali Haddad, a
    nurse at Tarsin Hospital, the largest in the town said" and "Ali Haddad, in a call with the paper said" have none.
    """
    opening = start - 1
    for _ in range(2):
        if opening <= floor or page.word(opening) != ",":
            return None
        how = _describes(page, opening + 1)
        name = _name_start(page, floor, opening) if how != "loosely" else None
        if how is None or name is not None:
            return name
        opening = _comma_before(page, floor, opening)
    return None


def _comma_before(page: Page, floor: int, i: int) -> int:
    return next((j for j in range(i - 1, max(floor, i - _LONGEST_PART), -1) if page.word(j) == ","), floor)


def _describes(page: Page, i: int) -> str | None:
    """How what stands behind a comma goes on about the person before it: ``surely``, ``loosely``, or not at all."""
    article = page.word(i) in ("a", "an", "the")
    if page.word(i) in ("in", "during") and page.word(i + 1) in ("a", "an", "the", "phone") and _talks(page, i + 1):
        return "surely"
    if page.word(i + article) in _FUNCTIONS - {"a", "an", "the", "who", "which", "one", "whose"}:
        return "surely"
    return "loosely" if article else None


def _talks(page: Page, i: int) -> bool:
    return not _TALKS.isdisjoint(page.lower[i : i + 4])


def _name_start(page: Page, floor: int, end: int) -> int | None:
    """Where the capitalised name begins that ends at a comma and opens a sentence, or follows a quotation or a comma."""
    i = end
    while i > floor and end - i < _LONGEST_NAME and page.is_capital(i - 1):
        i -= 1
    opens = i == floor or page.word(i - 1) in QUOTES | {",", "and", "but"}
    plain = page.word(i) in PREPOSITIONS | DETERMINERS | SUBORDINATORS | ADVERBS | DAYS | SUBJECTS | COORDINATORS
    return i if i < end and opens and not plain else None


def _left(page: Page, floor: int, end: int) -> int:
    i = end
    joint: int | None = None
    while i > floor and end - i < LONGEST:
        word = page.word(i - 1)
        if page.quoted_at(i - 1) != page.quoted_at(end - 1) or (
            page.is_boundary(i - 1) and not _in_brackets(page, i - 1)
        ):
            break
        if word == ")" and _in_brackets(page, i - 1):
            i = _opening(page, i - 1)
            continue
        if word == "," or page.is_blank(i - 1):
            break
        if word in ("and", "or", "&"):
            joint = i if joint is None else joint
            i -= 1
            continue
        if word in RELATIVES and i < end and word != "that":
            # A relative clause between the noun and its verb: go on to the noun.
            i -= 1
            continue
        if word == "as" and page.word(i - 2) in ("known", "described", "identified"):
            i -= 2
            continue
        if word in ("while", "as", "when") and page.word(i).endswith("ing") and _in_relative(page, floor, i - 1):
            i -= 1
            continue
        if word in SUBORDINATORS or word in QUESTION_WORDS:
            return joint if joint is not None and _clause(page, i, joint) else i
        if word in AUXILIARIES and word not in ("'s", "’s") and not _behind_relative(page, floor, i - 1):
            return joint if joint is not None else i
        if word in SUBJECTS and not (word == "her" or (word == "it" and i < end)):
            return i - 1 if i == end or joint == i else (joint if joint is not None else i)
        if word in ("a", "an", "the") and i < end and not _continues_left(page, floor, i - 1):
            return i - 1
        i -= 1
    return i


def _continues_left(page: Page, floor: int, i: int) -> bool:
    """Whether a noun phrase goes on to the left of an article: "a spokesman for the army"."""
    before = page.word(i - 1)
    if (
        before in PREPOSITIONS
        or before in COORDINATORS
        or before in ("both", "all", "half", "than", "-")
        or before.endswith("ing")
    ):
        return True
    return any(page.word(j) in ("who", "which", "whose") for j in range(max(floor, i - 8), i))


def _opening(page: Page, i: int) -> int:
    """Where the bracket that closes at ``i`` opens, a few words before; ``i`` itself where none does."""
    return next((j for j in range(i - 1, max(-1, i - 7), -1) if page.word(j) == "("), i)


def _in_brackets(page: Page, i: int) -> bool:
    """Whether a short form or a party in brackets ends or starts here: "the Front (FNX)", "Rep. Haddad (R-Ohio)"."""
    if page.word(i) == ")":
        return _opening(page, i) < i
    return page.word(i) == "(" and any(page.word(j) == ")" for j in range(i + 1, i + 7))


def _behind_relative(page: Page, floor: int, i: int) -> bool:
    return any(page.word(j) in ("who", "which", "whose") for j in range(max(floor, i - 4), i))


def _in_relative(page: Page, floor: int, i: int) -> bool:
    """Whether a relative clause goes on at a word: "a clerk who was hurt in the blast | while sitting outside | said"."""
    for j in range(i - 1, max(floor, i - _LONGEST_PART), -1):
        if page.word(j) in ("who", "whose"):
            return True
        if page.word(j) in (",", ";") or page.is_boundary(j):
            return False
    return False


def _clause(page: Page, start: int, end: int) -> bool:
    return any(page.word(j) in AUXILIARIES for j in range(start, end))


def _trim(page: Page, start: int, end: int) -> Extent | None:
    """Drop what stands before the noun phrase proper: conjunctions, adverbs, an adverbial."""
    while start < end:
        word = page.word(start)
        actor = page.starting.get(start)
        if actor is not None and word not in DAYS:
            break
        if (
            word in COORDINATORS
            or word in ADVERBS
            or word in (",", "however", "which", "whom")
            or (not page.is_alpha(start) and word not in ("'s", "’s"))
        ) or (word in DAYS and start + 1 < end):
            start += 1
        elif word in LEADING and start + 1 < end:
            start = _past_adverbial(page, start, end)
        elif (
            word.endswith("ly")
            and start + 1 < end
            and word not in ("family", "july", "italy", "daily", "weekly", "early", "elderly")
        ):
            start += 1
        else:
            break
    return Extent(start, end) if start < end else None


def _past_adverbial(page: Page, start: int, end: int) -> int:
    """Where the subject begins behind "In a statement" or "On Monday" without a comma."""
    for i in range(end - 1, start, -1):
        before = page.word(i - 1)
        opens = (
            page.word(i) in DETERMINERS or page.word(i) in SUBJECTS or i in page.starting or page.word(i) in POSSESSIVES
        )
        if (
            opens
            and page.word(i) not in ("'s", "’s")
            and before not in PREPOSITIONS | DETERMINERS | POSSESSIVES | HYPHENS
        ):
            return i
    return start + 1


def _around_apposition(page: Page, floor: int, comma: int) -> Extent | None:
    """The noun phrase before an apposition that a comma closes at ``comma``."""
    opening = comma - 1
    tries = 0
    while opening > floor and comma - opening < LONGEST:
        if page.quoted_at(opening) != page.quoted_at(comma - 1):
            return None
        if page.word(opening) == "," and _opens_apposition(page, opening):
            start = _left(page, floor, opening)
            found = _trim(page, start, opening)
            named = found is not None and (
                page.is_capital(found.end - 1) or page.word(found.end - 1) == ")" or found.end in page.ending
            )
            if found is not None and _continues_outwards(page, floor, found):
                tries += 1
                opening -= 1
                continue
            if found is not None and (
                named or tries or page.word(found.start) in ("the", "a", "an") or _possessed(page, found)
            ):
                return Extent(found.start, comma)
            tries += 1
        opening -= 1
    return None


def _continues_outwards(page: Page, floor: int, found: Extent) -> bool:
    """Whether what was found describes a person named before it: "Ali Haddad, | head of a college in Zelba |, the capital,"."""
    if page.word(found.start) not in _FUNCTIONS or page.word(found.start - 1) != ",":
        return False
    return _name_start(page, floor, found.start - 1) is not None


def _possessed(page: Page, extent: Extent) -> bool:
    """Whether a noun phrase begins with whose it is: "its spokesman", "the governor's aide"."""
    return page.word(extent.start) in POSSESSIVES or any(
        page.word(i) in ("'s", "’s") for i in range(extent.start, extent.end)
    )


def _opens_apposition(page: Page, comma: int) -> bool:
    nxt = page.word(comma + 1)
    return (
        nxt in _FUNCTIONS
        or nxt.isdigit()
        or (comma + 1) in page.starting
        or page.is_capital(comma + 1)
        or nxt in QUESTION_WORDS
        or nxt.isalpha()
    )


def source_right(page: Page, start: int, *, closed: bool = False) -> Extent | None:
    """The noun phrase that starts at ``start``, with its apposition; null where none does.

    Args:
        closed: Whether an apposition must be closed by a comma, because a clause follows.
    """
    start = page.on(start)
    end = page.sentence(min(start, len(page.doc) - 1)).end
    i = start
    while i < end and i - start < LONGEST:
        word = page.word(i)
        actor = page.starting.get(i)
        if actor is not None and actor.extent.end > i and not actor.rule.startswith("pronoun"):
            i = actor.extent.end
            continue
        if not page.is_alpha(i) and word not in HYPHENS and word not in ("'s", "’s", "&"):
            if word == "(" and _in_brackets(page, i):
                i = next(j for j in range(i + 1, i + 7) if page.word(j) == ")") + 1
                continue
            break
        if i > start and (
            (word in AUXILIARIES and word not in ("'s", "’s")) or word in SUBORDINATORS or word in RELATIVES
        ):
            break
        if i > start and word in ("saying", "said", "adding", "citing", "quoted", "says", "told"):
            break
        if i > start and word in ("by", "from") and any(page.word(j) in DOCUMENTS for j in range(start, i)):
            i += 1
            continue
        if i > start and word in (LEADING - {"for", "with", "from", "at"}) | DAYS | SUBJECTS:
            break
        if i == start and (word in PREPOSITIONS or word in DAYS or word in COORDINATORS or word in SUBORDINATORS):
            return None
        i += 1
        if i - start == 1 and word in SUBJECTS | OBJECTS:
            break
    if i <= start:
        return None
    return Extent(start, _with_apposition(page, i, end, closed=closed))


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _with_apposition(page: Page, i: int, end: int, *, closed: bool) -> int:
    """The end of the apposition that a comma opens at ``i``; ``i`` itself where none does.

    Args:
        closed: Whether another comma must close it, because a clause follows.
    """
    if page.word(i) != "," or (page.word(i + 1) not in _FUNCTIONS and page.starting.get(i + 1) is None):
        return i
    if page.word(i + 1) in ("who", "which"):
        return i
    j = i + 1
    while j < end and j - i < LONGEST and not page.is_boundary(j) and not page.is_blank(j):
        if page.word(j) in (",", "who", "which"):
            return j
        if page.word(j) in AUXILIARIES and page.word(j) not in ("'s", "’s"):
            return i
        if page.is_parsed(j) and page.doc[j].tag_ in FINITE and not page.doc[j].dep_.startswith("acl"):
            return i  # "According to Karim, the raid hit the district, injuring six"
        j += 1
    return i if closed else j


def opens_noun_phrase(page: Page, i: int) -> bool:
    """Whether a noun phrase can start at a word."""
    word = page.word(i)
    return page.is_alpha(i) and word not in PREPOSITIONS | COORDINATORS | SUBORDINATORS | BE
