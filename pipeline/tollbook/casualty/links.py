"""Links between the claims of an article: the same figure told again, the parts of a figure told later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..items import Layout, layout
from ..spans import lowers
from ..values import Claim, Evidence
from .earlier import with_earlier_tolls
from .leads import of_headline, of_only_dead
from .refer import RULE
from .singly import at_nearest, told_singly
from .wholes import as_part, sentence_of, size_of, with_wholes

_GENERIC = frozenset(
    """people persons person others dead individuals victims martyrs casualties fatalities killed civilians bodies lives
    members""".split()
)
_ADDS = frozenset({"another", "more", "other", "others", "additional", "further"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_FEW = 3
"""Figures up to this one mean many events: they are one figure only under one name, or after a headline."""
_REACH = 6
"""How many sentences back the names of a counted group may stand from their number."""


def _goes_on(doc: Doc, claim: Claim) -> bool:
    """Whether a claim says that its people come on top of those before."""
    start = claim.count.extent.start if claim.count.extent is not None else claim.extent.start
    return any(doc[i].lower_ in _ADDS for i in range(max(start - 1, claim.extent.start), claim.extent.end))


def _words(doc: Doc, claim: Claim) -> list[str] | None:
    """The words for a claim's people, or null where there are none."""
    extent = claim.victims.extent
    return None if extent is None else [doc[i].lower_ for i in range(extent.start, extent.end)]


def _head(doc: Doc, claim: Claim) -> str | None:
    """What a claim's people are called: the name of a named person, else the head noun."""
    if claim.victims.head is None or claim.victims.extent is None:
        return None
    if claim.victims.named:
        return str(doc[claim.victims.extent.end - 1].lower_)
    return str(doc[claim.victims.head].lower_)


def _singular(word: str | None) -> str | None:
    return word[:-1] if word is not None and word.endswith("s") and len(word) > 3 else word


def _compatible(doc: Doc, first: Claim, second: Claim) -> bool:
    a, b = _head(doc, first), _head(doc, second)
    if (first.subset_of is None) != (second.subset_of is None):
        told = second.subset_of is None and a is not None and a == b and (size_of(second) or 0) > _FEW
        return told and first.victims.status == second.victims.status
    if second.subset_of not in (None, first.subset_of) and None in (a, b):
        return False
    if _is_of_hurt(doc, first) != _is_of_hurt(doc, second):
        return False
    if size_of(second) == 1:
        return a is not None and (a == b or _names(doc, first, second))
    if _singular(a) == _singular(b):
        return True
    if _is_definite(doc, second) and {a, b}.isdisjoint({None}):
        kinds = {first.victims.demographic, second.victims.demographic} - {()}
        return len(kinds) < 2 and len({first.victims.status, second.victims.status} - {"unknown"}) < 2
    if (size_of(second) or 0) <= _FEW and first.zone != "headline" and {a, b}.isdisjoint({None}):
        return False
    if first.victims.demographic != second.victims.demographic and None not in (a, b) and not {a, b} & _GENERIC:
        return False
    statuses = {first.victims.status, second.victims.status} - {"unknown"}
    return len(statuses) < 2


_HURT = frozenset({"wounded", "injured", "hurt"})


def _is_of_hurt(doc: Doc, claim: Claim) -> bool:
    """``two of the injured have died``: people of whom only this is told, so not the two who were killed."""
    number = claim.count.extent
    if number is None or claim.harm != "killed":
        return False
    words = lowers(doc[number.end : number.end + 4])
    return words[:1] == ["of"] and not _HURT.isdisjoint(words)


def _is_definite(doc: Doc, claim: Claim) -> bool:
    """``three workers were shot`` ... ``the three women``: a number that is told as known."""
    number = claim.count.extent
    if number is None or number.end >= len(doc):
        return False
    known = doc[number.start].lower_ == "the" or (number.start > 0 and doc[number.start - 1].lower_ == "the")
    return known and doc[number.end].lower_ not in _REST


def _names(doc: Doc, first: Claim, second: Claim) -> bool:
    """``a child was killed`` ... ``The child Ali Hassan was killed``: one noun, and a name in one of them alone."""
    if first.victims.named == second.victims.named or first.victims.head is None or second.victims.head is None:
        return False
    return bool(doc[first.victims.head].lower_ == doc[second.victims.head].lower_)


def linked(doc: Doc, claims: Sequence[Claim], days: Mapping[int, frozenset[str]]) -> list[Claim]:
    """Set ``same_as``, and ``subset_of`` across sentences, of the claims of an article.

    Args:
        days: For sentences that name a day, by their first token, the days.
    """
    found: list[Claim] = []
    page = layout(doc) if claims else Layout(())
    for claim in claims:
        listed = [one for one in found if not _is_other_item(page, one, claim)]
        if claim.subset_of is None and (claim.rule.endswith(RULE) or _is_share(doc, claim, listed)):
            claim = _part_of_earlier(doc, claim, listed, _told_together(claim, claims))
        elif claim.subset_of is None and (parent := _of_the_rest(doc, claim, listed)) is not None:
            claim = as_part(claim, parent, "link.rest")
        found.append(_again(doc, claim, listed, days))
    found = with_earlier_tolls(doc, _with_names(doc, with_wholes(doc, found)))
    return at_nearest(doc, told_singly(doc, found, page))


def _again(doc: Doc, claim: Claim, before: Sequence[Claim], days: Mapping[int, frozenset[str]]) -> Claim:
    """A claim with the first claim that it repeats, if any."""
    if (first := _first_told(doc, claim, before, days)) is not None:
        rule = "link.same_figure"
    elif (first := of_headline(doc, claim, before)) is not None:
        rule = "link.headline_again"
    elif (first := of_only_dead(claim, before)) is not None:
        rule = "link.only_dead"
    else:
        return claim
    return _with(claim, Evidence("same_as", rule), same_as=first.id)


def _with(claim: Claim, ground: Evidence, **values: str) -> Claim:
    """A claim with other values, and why it has them."""
    return replace(claim, evidence=(*claim.evidence, ground), **values)  # type: ignore[arg-type]  # all of them are text


def _first_told(doc: Doc, claim: Claim, before: Sequence[Claim], days: Mapping[int, frozenset[str]]) -> Claim | None:
    figure = size_of(claim)
    if figure is None or figure == 0 or claim.furniture or claim.superseded_by is not None:
        return None
    if _is_of_another(doc, claim):
        return None
    more = _goes_on(doc, claim)
    sentence = sentence_of(doc, claim)
    for other in before:
        if other.harm != claim.harm or other.same_as is not None or other.furniture or not _of_one_scope(other, claim):
            continue
        if size_of(other) != figure or sentence_of(doc, other) == sentence or other.superseded_by is not None:
            continue
        again = more and _goes_on(doc, other)
        summed = other.zone == "headline" and figure > _FEW and _after_other_harm(doc, claim)
        if (
            more
            and not summed
            and not (again and (_words(doc, other) == _words(doc, claim) or _both_again(doc, other, claim, before)))
        ):
            continue  # "two more farmers" come on top, unless they are told again in the same words
        if _apart(days.get(sentence_of(doc, other)), days.get(sentence)) or claim.background != other.background:
            continue
        if figure == 1 and other.zone != "headline" and _is_new(doc, other, claim):
            continue
        if _compatible(doc, other, claim):
            return other
    return None


def _of_one_scope(other: Claim, claim: Claim) -> bool:
    """Whether two figures sum up alike: "two guards and five cooks died in two attacks" also tells of each attack."""
    parted = other.scope == "series" and claim.scope == "incident" and other.count.op == "eq"
    return other.scope == claim.scope or parted


def _after_other_harm(doc: Doc, claim: Claim) -> bool:
    """``killed seven and abducted 150 others``: others than those of another harm, so no more of this one."""
    before = doc[doc[claim.trigger].sent.start : claim.extent.start]
    return bool(before) and lowers(before)[-1] == "and"


def _both_again(doc: Doc, other: Claim, claim: Claim, before: Sequence[Claim]) -> bool:
    """``four died and a dozen more were hurt`` ... ``besides the four, twelve others were hurt``: the same pair again."""
    first = {
        c.same_as or c.id for c in before if c.harm != claim.harm and sentence_of(doc, c) == sentence_of(doc, other)
    }
    here = [c for c in before if c.harm != claim.harm and sentence_of(doc, c) == sentence_of(doc, claim)]
    return any(c.same_as is not None and c.same_as in first for c in here)


def _is_other_item(page: Layout, one: Claim, other: Claim) -> bool:
    """Whether two claims stand in different lines of a list of headlines or of a bulletin, each a story of its own."""
    first, second = page.items[one.trigger], page.items[other.trigger]
    parted = bool(page.items[0]) or (0 not in (first, second) and not page.running)
    return parted and first != second


_ELSEWHERE = frozenset({"separately", "elsewhere"})
_CAME = frozenset({"came", "comes", "come", "coming", "occurred", "happened", "follows"})


def _is_of_another(doc: Doc, claim: Claim) -> bool:
    """``Separately, two were wounded``, ``The blast came ten days after | five guards died``: no figure told again."""
    sent = doc[claim.trigger].sent
    if doc[sent.start].lower_ in _ELSEWHERE:
        return True
    before = lowers(doc[max(sent.start, claim.extent.start - 6) : claim.extent.start])
    if _tells_of_another(lowers(doc[sent.start : claim.trigger])):
        return True
    return before[-1:] == ["after"] and not _CAME.isdisjoint(before)


_ANOTHER = frozenset({"another", "second", "third", "fourth", "separate"})
_DEEDS = frozenset(
    "bomb bombing blast explosion strike airstrike raid attack ambush clash mine ied grenade bomber".split()
)
_TO_DEED = 4


def _tells_of_another(words: Sequence[str]) -> bool:
    """``Another suicide bombing killed four``: no deed told of before, so none of its dead."""
    return any(
        word in _ANOTHER and words[n - 1 : n] != ["the"] and not _DEEDS.isdisjoint(words[n + 1 : n + 1 + _TO_DEED])
        for n, word in enumerate(words)
    )


def _is_new(doc: Doc, other: Claim, claim: Claim) -> bool:
    """``a man was hurt in Tarsin. A man was hurt in Bel``: whether somebody is told of anew right after the one before."""
    extent = claim.count.extent
    if extent is None or doc[extent.start].lower_ not in _INDEFINITE:
        return False
    return bool(doc[other.trigger].sent.end == sentence_of(doc, claim))


def _apart(first: frozenset[str] | None, second: frozenset[str] | None) -> bool:
    """Whether two sentences name days, and none in common."""
    return bool(first) and bool(second) and first is not None and second is not None and not first & second


_REST = frozenset({"others", "other", "remaining", "rest"})


def _of_the_rest(doc: Doc, claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """``Four of them were killed in Dorna while the three others were hit in Bel``: the whole of which these are the rest."""
    last = before[-1] if before else None
    number, size = claim.count.extent, claim.count.high
    if last is None or last.subset_of is None or last.harm != claim.harm or number is None or size is None:
        return None
    start = number.start - 1 if doc[number.start].lower_ != "the" else number.start
    near = {doc[i].lower_ for i in range(max(start - 1, 0), min(number.end + 1, len(doc)))}
    if "the" not in near or not _REST & near:
        return None
    whole = next((c for c in before if c.id == last.subset_of), None)
    if whole is None:
        return None
    top = whole.count.high
    if _distance(doc, last, claim) > ("remaining" in near) and size + (last.count.high or 0) != top:
        return None
    return whole if top is None or size + (last.count.high or 0) <= top else None


def _distance(doc: Doc, one: Claim, other: Claim) -> int:
    """Sentences from one claim to a later one."""
    start, end = sorted((sentence_of(doc, one), sentence_of(doc, other)))
    return sum(doc[i].is_sent_start is True for i in range(start + 1, end + 1))


_NEAR_HEAD = 2
_JOINTS = frozenset({";", ",", "–", "—", "and", "but"})
_THOSE = frozenset({"victims", "dead", "deceased", "killed", "fatalities", "deaths", "bodies", "slain"})


def _is_share(doc: Doc, claim: Claim, before: Sequence[Claim]) -> bool:
    """``Seventeen of them died there``, ``Some of the victims were burned``: a share of those told right before.

    "Of them" means whoever the sentence before tells of, so a share of the wounded who died is no part of the dead.
    """
    number = claim.count.extent
    if number is None:
        return False
    at = number.end - 1 if doc[number.end - 1].lower_ == "of" else number.end
    words = [doc[i].lower_ for i in range(at, min(at + 3, len(doc)))]
    if words[:1] != ["of"]:
        return False
    if words[1:2] in (["the"], ["those"]) and words[2:] and words[2] in _THOSE:
        return claim.harm == "killed"
    if words[1:2] == ["us"]:
        return claim.harm == "killed"
    if words[1:2] not in (["them"], ["these"], ["those"]) or not before:
        return False
    here, last = sentence_of(doc, claim), sentence_of(doc, before[-1])
    if last == here:
        return doc[number.start - 1].lower_ in _JOINTS and before[-1].harm == claim.harm
    if number.start - here > _NEAR_HEAD:
        return False  # "soldiers met the attackers and killed six of them"
    told = {c.harm for c in before if sentence_of(doc, c) == last and c.subset_of is None and c.count.high != 0}
    return bool(doc[last].sent.end == here) and told == {claim.harm}


_NEAR = 2
"""How many sentences back people whose dead and hurt are one figure may stand from some of them."""
_AGAINST = frozenset({"against", "than", "from", "compared", "with"})


def _told_together(claim: Claim, claims: Sequence[Claim]) -> int:
    """How many are told of in one go: ``among the dead are nine women, five children and a soldier`` are 15."""
    if not claim.rule.endswith(RULE):
        return size_of(claim) or claim.count.low or 0
    beside = [c for c in claims if c.trigger == claim.trigger and c.rule == claim.rule and c.subset_of is None]
    return sum(size_of(c) or c.count.low or 0 for c in beside)


def _part_of_earlier(doc: Doc, claim: Claim, before: Sequence[Claim], size: int) -> Claim:
    """Link what is told of the dead to the nearest figure of the dead that can hold them, a counted one first."""
    fitting = [other for other in reversed(before) if _can_hold(doc, other, claim, size)]
    fitting = [o for o in fitting if not _is_of_other_side(o, claim)] or fitting
    whole = next((o for o in fitting if o.count.op != "plural"), fitting[0] if fitting else None)
    if whole is None:
        return claim
    return as_part(claim, whole, "link.part_of_dead")


_SIDES = frozenset({"combatant", "security"})


def _is_of_other_side(one: Claim, other: Claim) -> bool:
    """``troops killed four rebels. Among the soldiers who died was a captain``: no part of the rebels."""
    return {one.victims.status, other.victims.status} == _SIDES


def _can_hold(doc: Doc, other: Claim, claim: Claim, size: int) -> bool:
    """Whether one claim may be the whole of another that tells of some of the dead."""
    either = (
        other.harm == "killed_or_injured"
        and claim.harm in ("killed", "injured")
        and _distance(doc, other, claim) <= _NEAR
    )
    if (other.harm != claim.harm and not either) or other.subset_of is not None or other.furniture != claim.furniture:
        return False
    if other.trigger == claim.trigger or (other.modality != "asserted" and claim.modality == "asserted"):
        return False
    if "attacker" in other.victims.role and "attacker" not in claim.victims.role:
        return False  # "all four attackers died. Among the dead is a general"
    top = other.count.high if other.count.op != "lte" else None
    if other.count.high == 1 or (top is not None and size > top):
        return False
    start = other.count.extent.start if other.count.extent is not None else other.extent.start
    return start == 0 or doc[start - 1].lower_ not in _AGAINST


def _with_names(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """Make named persons parts of the number that they add up to: ``two men were hurt`` ... ``A and B were hurt``."""
    found = list(claims)
    for sentence in sorted({sentence_of(doc, c) for c in claims if c.victims.named}):
        for harm in sorted({c.harm for c in claims}):
            named = [
                n for n, c in enumerate(found)
                if sentence_of(doc, c) == sentence and c.harm == harm and c.victims.named and c.subset_of is None
                and c.same_as is None and not c.furniture
            ]  # fmt: skip
            if len(named) < 2:
                continue
            whole = _whole_of(doc, found, named[0], len(named))
            if whole is not None:
                for n in named:
                    found[n] = _with(found[n], Evidence("subset_of", "link.names"), subset_of=whole.id)
    return found


def _whole_of(doc: Doc, claims: Sequence[Claim], at: int, size: int) -> Claim | None:
    here = sentence_of(doc, claims[at])
    starts = [s.start for s in doc.sents if s.start <= here][-_REACH - 1 :]
    for other in reversed(claims[:at]):
        sentence = sentence_of(doc, other)
        if (
            other.harm == claims[at].harm
            and other.subset_of is None
            and size_of(other) == size
            and sentence in starts[:-1]
        ):
            return next((c for c in claims if c.id == other.same_as), other)
    return None
