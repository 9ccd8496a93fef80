"""What parts one event from another, besides places: words that turn, days, means and figures that cannot be one event's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from ..lexicon import table
from ..spans import lowers
from ..values import Claim, When
from .context import Context
from .geography import places_part

TENFOLD = 10
OUTSIZE = 200
"""A figure this large, and ten times that of the event told before it, is no figure of that event."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of ``turns.csv``: words that turn from one event to another, and where in the sentence they must stand."""

    form: str
    where: Literal["start", "any"]
    example: str
    counterexample: str


@lru_cache(maxsize=1)
def turns() -> tuple[Turn, ...]:
    """The table."""
    return table("circumstance", "turns", Turn, ("form",))


def turn_of(doc: Doc, claim: Claim) -> Turn | None:
    """The words by which the sentence of a claim turns to another event, or null.

    >>> import tollbook
    >>> doc = tollbook.load()("Two men died in Homs. In a separate attack, three died.")
    >>> [row and row.form for row in (turn_of(doc, claim) for claim in doc._.casualty)]
    [None, 'in a separate']
    """
    sent = doc[claim.trigger].sent
    words = _padded(lowers(sent))
    again = recounts(claim)
    rows = (row for row in turns() if not (again and row.form.startswith(("earlier ", "meanwhile"))))
    return next((row for row in rows if _stands(row, words)), None)


_RECOUNTS = ("noun.toll", "noun.tally", "noun.body", ":predicate")
"""Rules that read a count of the dead: what was earlier is that it was given, "Earlier on Monday police put the dead at 17"."""


def recounts(claim: Claim) -> bool:
    """Whether a claim gives a count of the dead: "the toll climbs to 15", whatever day that is."""
    return claim.rule.endswith(_RECOUNTS)


def is_of_report(context: Context, date: When) -> bool:
    """Whether a date in brackets at the end of a line is the day of the report: "Two shot dead [Radio Kotto, Monday]"."""
    start, end = date.extent.start, date.extent.end
    opened = next(
        (word for word in reversed(context.words[max(0, start - 6) : start]) if word in ("[", "(", "]", ")")), ""
    )
    return opened in ("[", "(") and context.words[end : end + 1] in (("]",), (")",))


def is_in_passing(doc: Doc, claim: Claim) -> bool:
    """Whether the sentence of a claim tells of it in passing, to date another event: "The raid came days after"."""
    row = turn_of(doc, claim)
    words = _padded(lowers(doc[claim.trigger].sent))
    return row is not None and row.form.endswith(" after") and not words.startswith(f" {row.form} ")


def names_the_deed(context: Context, claim: Claim) -> bool:
    """Whether a claim is followed by the deed as one known: "two men were wounded in the attack"."""
    words = context.words[claim.trigger + 1 : claim.trigger + 4]
    return len(words) == 3 and words[0] in ("in", "by") and words[1] in ("the", "that", "this") and words[2] in _DEED


def turn_between(doc: Doc, before: Claim, claim: Claim) -> Turn | None:
    """The words that turn to another event within one sentence, between two of its claims: "days after", "another blast"."""
    between = lowers(doc[before.trigger + 1 : claim.trigger])
    words = _padded(between)
    rows = (row for row in turns() if row.form.startswith(_ANEW) or row.form.endswith(" after"))
    found = next((row for row in rows if f" {row.form} " in words), None)
    return found or (RECALLED if _recalls(between, before, claim) else None)


def is_beside(context: Context, before: Claim, claim: Claim) -> bool:
    """Whether a claim is told in one breath with another: "killed a chief along with two guards", "two killed and one missing".

    So are some of those before it: "nine were hurt, two of whom died".
    """
    if before.trigger == claim.trigger:
        return True
    if context.distance(claim, before) != 0:
        return False
    start = claim.count.extent.end if claim.count.extent is not None else claim.extent.start
    if {"them", "whom"} & set(context.words[start : start + 2]) and "of" in context.words[start - 1 : start + 1]:
        return True
    return set(context.words[before.extent.end : claim.extent.start]) <= {"and", ",", "&"}


def contrasts(context: Context, before: Claim, claim: Claim) -> bool:
    """Whether "while" sets the dead or hurt of one place against those told before it in the sentence."""
    between = context.words[before.trigger + 1 : claim.trigger]
    return "while" in between and {before.harm, claim.harm} <= _VIOLENT and before.harm == claim.harm


_VIOLENT = frozenset({"killed", "injured", "killed_or_injured"})

RECALLED = Turn(
    "a deed before", "any", "Five men were shot after a raid that killed two.", "Five men died in the raid."
)
"""Stands for the words by which a sentence recalls what came before, or what somebody is arrested for."""

_RECALLING = frozenset({"after", "following", "followed"})
_HAPPENED = frozenset(
    """gunfight gunbattle firefight shootout clash clashes raid attack ambush shooting massacre bombing blast strike
    explosion""".split()
)
_TAKEN = frozenset({"detained", "abducted"})


def _recalls(between: Sequence[str], before: Claim, claim: Claim) -> bool:
    """``seven were shot after a gunfight left three dead``; ``arrested two over a bombing that killed five``."""
    deeds = [n for n, word in enumerate(between) if word in _HAPPENED]
    if not deeds:
        return False
    led = between[max(0, deeds[-1] - 4) : deeds[-1]]
    if before.harm in _TAKEN and claim.harm not in _TAKEN and {"that", "which"} & set(between[deeds[-1] + 1 :]):
        return True
    return bool(_RECALLING & set(led)) and bool({"a", "an"} & set(led)) and len(between) - deeds[-1] <= 5


_ANEW = ("another", "a separate", "in a separate", "a second", "in a second")


def turn_on_the_way(doc: Doc, before: Claim, claim: Claim) -> Turn | None:
    """The words by which a sentence without a figure, just before that of a claim, turns to another event."""
    start = doc[claim.trigger].sent.start
    if start == 0:
        return None
    sent = doc[start - 1].sent
    if sent.start <= before.trigger:
        return None
    words = _padded(lowers(sent))
    rows = (row for row in turns() if row.where == "start" or row.form.startswith(_ANEW))
    found = next((row for row in rows if _stands(row, words)), None)
    if found is None and _counts_deeds(words) and (_opens_with_day(doc, start) or _sums_them(doc, claim)):
        return RECALLED
    return found or (RECALLED if _came_after(words) and _is_dated_deed(doc, claim) else None)


def _sums_them(doc: Doc, claim: Claim) -> bool:
    """``In all, 19 have died in them``: whether the sentence of a claim adds up the deeds told of just before."""
    words = _padded(lowers(doc[claim.trigger].sent))
    return words.startswith((" in all ", " in total ", " altogether ")) or " in them " in words


def _came_after(words: str) -> bool:
    """``The attack came a day after a raid on Bel``: whether a sentence tells of an earlier deed to date another."""
    _, found, behind = words.partition(" after ")
    led = words.split(" after ")[0].split()
    told = behind.split()[:4]
    return (
        bool(found)
        and not _CAME.isdisjoint(led)
        and told[:1] in (["a"], ["an"], ["another"])
        and not _HAPPENED.isdisjoint(told)
    )


_CAME = frozenset({"came", "comes", "coming", "occurred", "happened", "follows"})


def _is_dated_deed(doc: Doc, claim: Claim) -> bool:
    """``The bombing on Wednesday killed nine``: whether a sentence opens with a deed and the day that tells which."""
    sent = doc[claim.trigger].sent
    words = lowers(doc[sent.start : claim.trigger])
    deed = words[:1] in (["the"], ["that"]) and not _HAPPENED.isdisjoint(words[1:3])
    return deed and any(d.role == "event" and sent.start < d.extent.start < claim.trigger for d in doc._.when or ())


_NTH = ("second", "third", "fourth", "fifth", "latest", "worst", "deadliest")


def _counts_deeds(words: str) -> bool:
    """``It was the second attack in the town this month``: whether a sentence puts a deed among others."""
    told = words.split()
    return any(
        word in _NTH and not _HAPPENED.isdisjoint(told[n + 1 : n + 4]) and told[max(0, n - 1)] in ("the", "a")
        for n, word in enumerate(told)
    )


def _opens_with_day(doc: Doc, start: int) -> bool:
    """Whether a sentence opens with a date: "On March 2", "In January", "Last week"."""
    return any(d.role in ("event", "background") and start <= d.extent.start <= start + 1 for d in doc._.when or ())


def _padded(words: Iterable[str]) -> str:
    return " " + " ".join(word for word in words if word[-1:].isalnum()) + " "


_LEADS = (" only ", " just ", " and ", " but ")


def _stands(row: Turn, words: str) -> bool:
    words = next((words[len(lead) - 1 :] for lead in _LEADS if words.startswith(lead)), words)
    if row.where == "start":
        return words.startswith(f" {row.form} ")
    _, found, after = words.partition(f" {row.form} ")
    return bool(found) and not (row.form.startswith("last ") and after.startswith("of "))


def days_part(one: When, other: When) -> bool:
    """Whether two dates do not meet: both resolved to days, or both no more than weekdays, and not the same one."""
    if one.start is other.start is None and None not in (one.weekday, other.weekday):
        return one.weekday != other.weekday
    if not (one.start and one.end and other.start and other.end):
        return False
    width = min(len(one.start), len(other.start))
    return one.end[:width] < other.start[:width] or other.end[:width] < one.start[:width]


def means_part(context: Context, claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether the sentence of a claim names other means than those of the claims of an event."""
    own = _means(context, claim)
    others = {cls for one in told for cls in _means(context, one)}
    return bool(own and others) and "method" not in own | others and own.isdisjoint(others)


def _means(context: Context, claim: Claim) -> set[str]:
    return {w.cls for w in context.in_sentence(claim, context.weapons) if w.role == "used"}


_DEEDS = frozenset(
    """attacks bombings bombs blasts explosions strikes airstrikes raids shootings clashes incidents violence assaults
    ambushes shelling""".split()
)
_SUMMING = frozenset({"across", "series", "wave", "spate", "string", "nationwide", "both", "separate", "total"})
"""Words that sum up several events where their deeds are named in the plural."""

_COUNTED = frozenset({"two", "three", "four", "five", "six", "several", "multiple", "twin"})


def sums_up(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim sums up several events: "a wave of attacks across Iraq", "strikes on Homs and Hama"."""
    sent = context.doc[claim.trigger].sent
    words = context.words[sent.start : sent.end]
    deeds = [n for n, word in enumerate(words) if word in _DEEDS]
    if not deeds:
        return False
    if not _SUMMING.isdisjoint(words) or any(not _COUNTED.isdisjoint(words[max(0, n - 3) : n]) for n in deeds):
        return True
    start, end = _between_stops(context, claim)
    told = [p for p in context.in_sentence(claim, context.places) if start <= p.extent.start < end]
    places = [p for p in told if p.role == "incident" and p.type != "country"]
    return len({one.trigger for one in context.claims if sent.start <= one.trigger < sent.end}) == 1 and any(
        places_part(one, other) for one in places for other in places
    )


def _between_stops(context: Context, claim: Claim) -> tuple[int, int]:
    """The part of the sentence of a claim between semicolons."""
    sent = context.doc[claim.trigger].sent
    stops = [sent.start, *(i for i in range(sent.start, sent.end) if context.words[i] == ";"), sent.end]
    start = max(i for i in stops if i <= claim.trigger)
    return start, next((i for i in stops if i > claim.trigger), sent.end)


SHARE = 0.75
"""The largest share of a sum that one of its events has."""


def is_of_sum(claim: Claim, told: Sequence[Claim]) -> bool:
    """Whether a figure is small enough to be that of one of the events that a claim sums up."""
    size = claim.count.low or claim.count.high or 0
    if any(other.trigger == claim.trigger for other in told):  # "three medics and a driver" are told together
        return False
    stated = (other.count for other in told if other.harm == claim.harm and other.count.op not in ("plural", "vague"))
    sizes = [count.low or count.high or 0 for count in stated]
    return bool(sizes) and 0 < size <= SHARE * max(sizes)


_INDEFINITE = frozenset({"a", "an", "another", "two", "three", "several"})
_DEED = frozenset(
    """bomb bombs bombing bombings blast blasts explosion strike strikes airstrike airstrikes raid attack ambush clash mine ied
    rocket rockets grenade shell shells drone bomber bombers gunman attacker mortar mortars i.e.d.""".split()
)
_UNNAMED = frozenset(
    "gunmen militants insurgents rebels assailants attackers bombers mortars rockets clashes bombs".split()
)
_OPENING = 14
_PHRASE = 4


def opens_with_deed(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim opens with a deed or doers not told of before: "A bomb killed", "Gunmen shot"."""
    sent = context.doc[claim.trigger].sent
    words = [word for word in context.words[sent.start : min(sent.start + _OPENING, claim.trigger)] if word.strip()]
    if words and words[0] in _UNNAMED:
        return True
    starts = [n for n, word in enumerate(words) if word in _INDEFINITE]
    return any(not _DEED.isdisjoint(words[n + 1 : n + 1 + _PHRASE]) for n in starts)


_LATER = frozenset({"later", "next", "following"})
_SPANS = frozenset("hour hours day days night week weeks month months morning".split())


def deed_later(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim opens with a later time and a deed not told of before: "Two days later a bomb"."""
    start = context.doc[claim.trigger].sent.start
    words = context.words[start : start + _PHRASE + 1]
    return not (_LATER.isdisjoint(words) or _SPANS.isdisjoint(words)) and opens_with_deed(context, claim)


_FIGHTERS = frozenset({"combatant", "security"})


def is_of_fighters(context: Context, claim: Claim, told: Sequence[Claim]) -> bool:
    """Whether a claim tells of fighters who died "when" something else happened, where civilians were told of before."""
    statuses = {other.victims.status for other in told}
    if claim.victims.status not in _FIGHTERS or "civilian" not in statuses or statuses & _FIGHTERS:
        return False
    end = context.doc[claim.trigger].sent.end
    return not {"when", "as", "after"}.isdisjoint(context.words[claim.trigger : min(end, claim.trigger + _OPENING)])


_FEW = 3
_MANY = 5
_ON_TOP = frozenset(
    """another more other others additional further also later separately meanwhile elsewhere second third fourth""".split()
)


def told_singly_of(context: Context, claim: Claim) -> Claim | None:
    """The total of which a victim told alone, without place or day, is likely one: "A woman burnt to death in her house"."""
    size = claim.count.low or 0
    if claim.harm != "killed" or claim.count.op != "eq" or not 0 < size <= _FEW or claim.victims.extent is None:
        return None
    sent = context.doc[claim.trigger].sent
    if claim.background or context.items[claim.trigger] or not _ON_TOP.isdisjoint(context.words[sent.start : sent.end]):
        return None
    placed = [p for p in context.places if p.role == "incident"] + [
        d for d in context.dates if d.role in ("event", "since")
    ]
    if claim.victims.status not in ("unknown", "civilian") or context.in_sentence(claim, placed):
        return None
    tops = [c for c in context.claims[: context.claims.index(claim)] if c.harm == "killed" and _is_top(c)]
    total = next((c for c in reversed(tops) if context.distance(claim, c) < 0), None)
    return total if total is not None and _is_total_for(total, claim) else None


def _is_top(claim: Claim) -> bool:
    return claim.subset_of is None and claim.same_as is None and not claim.furniture


def _is_total_for(total: Claim, claim: Claim) -> bool:
    if total.scope != "incident" or total.background or (total.count.low or 0) < _MANY:
        return False
    return total.victims.status in ("unknown", "mixed", claim.victims.status)


def counts_more(context: Context, claim: Claim) -> bool:
    """``Four more soldiers``: whether a figure goes on with people of its noun told of before."""
    number, head = claim.count.extent, claim.victims.head
    return number is not None and head is not None and "more" in context.words[number.end : head]


def has_kind(context: Context, told: Iterable[Claim], claim: Claim) -> bool:
    """Whether some of the claims of an event tell of people of the noun of a claim."""
    noun = context.words[claim.victims.head or 0]
    return any(one.victims.head is not None and context.words[one.victims.head] == noun for one in told)


_IN = frozenset({"in", "near", "at", "outside", "around"})


def opens_with_place(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a claim opens with a place: "In central Bosnia, militiamen took"."""
    start = context.doc[claim.trigger].sent.start
    near = [p for p in context.places if start < p.extent.start <= start + _PHRASE]
    return context.words[start] in _IN and bool(near)


def outgrows(claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether a figure is out of all proportion to what was told of the event: it sums over more than that."""
    size = claim.count.low or claim.count.high or 0
    sizes = [other.count.low or other.count.high or 0 for other in told if other.harm == claim.harm]
    return size >= OUTSIZE and bool(sizes) and size >= TENFOLD * max(sizes)
