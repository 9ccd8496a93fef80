"""Over what a figure sums: one event, several, a period, a whole conflict.

A phrase of the clause decides ("since the war began"); then what is said to have killed ("the conflict has killed"), the start
of a running count ("since 8 October"), a month or a week that somebody documents. Figures that go on with a summed one share
its scope.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..told import Told, words_at
from ..values import Extent, Scope
from .meaning import clause_of, found_phrases, is_year, left_edge
from .scene import Scene
from .sentence import AUXILIARY, Hit
from .tables import as_scope

_LARGE = 100_000
_BEYOND_ONE_EVENT = 1_000
"""So many are killed, hurt or taken in a war, hardly ever in one event that reporters still sum up."""
_LONG_WAR = 5_000
_STILL_MANY = 50_000
"""So many who "remain displaced" are those of a whole war."""
_MANY = 200
_WARS = frozenset(
    """war wars conflict insurgency uprising rebellion revolt crisis exchanges fighting hostilities violence feud
    unrest genocide""".split()
)
_SURELY_WARS = frozenset({"war", "wars", "insurgency", "rebellion", "genocide", "uprising"})
"""Words that no single fight or feud goes by, however few it has killed."""
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday".split())
_DOCUMENTED = frozenset(
    """documented recorded registered logged counted verified tallied compiled documents records counts logs verifies
    tallies totals""".split()
)
_PARTS_OF_YEAR = frozenset({"the", "first", "second", "third", "fourth", "last", "this", "past", "previous"})
_EVENTS = frozenset({"incidents", "attacks", "raids", "clashes", "strikes", "events", "cases"})
_ONE_DEED = frozenset(
    """attack bomb bombing blast explosion strike airstrike raid ambush missile rocket mine landmine shell bomber gunman
    drone shooting massacre""".split()
)
_SPANS = _MONTHS | _EVENTS | {"quarter", "semester", "trimester", "half", "week"}
"""Words for what a figure may sum over."""

_BEGINNINGS = frozenset({"invasion", "war", "coup", "conflict", "uprising", "revolution", "insurgency"})
_TIMES_OF_DAY = frozenset({"dawn", "morning", "midnight", "noon", "sunrise", "daybreak", "midday", "overnight"})
_PERFECT = frozenset({"has", "have", "'ve", "had"})
_RUNNING = frozenset({"has", "have", "'ve"})
_HANGING = frozenset({"xcomp", "obj", "amod", "nmod", "advcl", "obl", "compound"})
_CLIMB = 3
_AGO = frozenset({"last", "on", "early", "late", "then"})


def scope_of(scene: Scene, hit: Hit) -> Told[Scope]:
    """Over what a figure sums."""
    group = hit.whole or hit.group
    low = group.number.low if group.number is not None else None
    if group.exact == 1 and hit.rule != "noun.tally":
        return Told("incident", "scope.one_person")
    start, end = clause_of(scene, hit)
    war = _by_war(scene, hit) if group.number is not None else None
    if war is not None:
        return war
    for at, stop, value, _ in found_phrases(scene, "scope", start, end):
        if value == "period" and _is_measure(scene, at, stop):
            continue
        cues = (Extent(at, stop),)
        if _is_compared(scene, at) or _is_of_course(scene, at, stop) or _is_month_of(scene, at, stop):
            continue
        if _is_to_end(scene, at) or _is_of_land(scene, at) or "adding" in scene.words[hit.trigger.end : at]:
            continue
        if value == "period" and scene.words[at] in _AGO and _is_of_one_deed(scene, hit):
            return Told("incident", "scope.one_deed", cues)
        if value == "conflict" and scene.words[at] == "since" and not _DAYS.isdisjoint(scene.words[stop : stop + 3]):
            return Told("series", "scope.since_day", cues)
        if value == "period" and scene.words[at] == "since" and (low or 0) >= _LONG_WAR:
            of_war = hit.trigger.harm == "killed" or (_says_year(scene, at) and (low or 0) >= _LARGE)
            return Told("conflict" if of_war else "period", "scope.since_so_many", cues)
        return Told(as_scope(value), "scope.phrase", cues)
    begun = _by_start(scene, hit, start, end)
    if hit.trigger.harm == "displaced" and (low or 0) >= _STILL_MANY and _is_state(scene, hit):
        return Told("conflict", "scope.so_many_displaced")
    if begun is None and hit.trigger.harm == "displaced" and (low or 0) >= _LARGE:
        return Told("conflict", "scope.so_many_displaced")
    if group.number is None:
        return Told("incident", "scope.default")
    summed = _by_span(scene, hit, low or 0) or _by_size(scene, hit, low or 0)
    return begun or summed or Told("incident", "scope.default")


_STATES = frozenset({"are", "remain", "remained", "stay"})


def _is_state(scene: Scene, hit: Hit) -> bool:
    """``some 2.6 million are displaced``, ``remain evacuated``: how things stand, not what a year brought."""
    return hit.trigger.start > scene.start and scene.words[hit.trigger.start - 1] in _STATES


_MOST = frozenset({"worst", "largest", "biggest", "highest", "heaviest"})
_COMPARED = 9
"""How far before the words for a time the superlative stands that they limit."""


def _is_compared(scene: Scene, at: int) -> bool:
    """``one of the deadliest attacks on the town this year``, ``the worst raid since 2008, when 35 died``: not summed over."""
    for i in range(at - 1, max(scene.start, at - _COMPARED) - 1, -1):
        word = scene.words[i]
        if word in _MOST or word.endswith("iest"):
            return scene.words[i - 1] not in ("at", "its")
        if word in (",", ";", ":") or scene.tags[i] in ("VBD", "VBZ", "VBP", "VBN", "MD"):
            return False
    return False


_ENDS = frozenset({"end", "ending", "resolve", "resolving", "settle", "settling"})


def _is_to_end(scene: Scene, at: int) -> bool:
    """``a campaign to end the country's 40-year war``: a war that somebody wants to end, and not what killed."""
    return not _ENDS.isdisjoint(scene.words[max(scene.start, at - 5) : at])


_SUFFERING = frozenset(
    """grip gripped plagued ravaged torn racked wracked battered scarred mired battling facing struggling embroiled locked
    engulfed recovering emerging""".split()
)


def _is_of_land(scene: Scene, at: int) -> bool:
    """``in Idlib, an area in the grip of a nine-year war``: what a land goes through, and not what killed."""
    return not _SUFFERING.isdisjoint(scene.words[max(scene.start, at - 6) : at])


def _is_month_of(scene: Scene, at: int, stop: int) -> bool:
    """``abducted 300 pupils in November last year``: a month of a year, in which it happened."""
    return scene.words[at:stop] == ["last", "year"] and scene.words[at - 1] in _MONTHS


_COURSES = frozenset({"month", "week", "year", "months", "weeks", "hours", "days"})
_SUMMED = _WARS | {"the", "clashes", "attacks", "protests", "bombing", "shelling", "raids", "strikes", "unrest"}


def _is_of_course(scene: Scene, at: int, stop: int) -> bool:
    """``a woman in the last month of pregnancy``: a part of something of her own, not a time that is summed over."""
    after = scene.words[stop : stop + 2]
    return scene.words[stop - 1] in _COURSES and after[:1] == ["of"] and not _SUMMED & set(after)


def _says_year(scene: Scene, at: int) -> bool:
    """Whether what a count runs from is told with its year: "since May 2021"."""
    return any(word.isdigit() and len(word) == 4 for word in scene.words[at + 1 : at + 4])


def _is_of_one_deed(scene: Scene, hit: Hit) -> bool:
    """``an attack that killed two last year``: one deed, whenever it was."""
    if hit.agent is None:
        return False
    agent = scene.doc[hit.agent]
    if agent.tag_ in ("WDT", "WP") and agent.head.dep_ == "acl:relcl":
        agent = agent.head.head
    return agent.lower_ in _ONE_DEED and any(child.lower_ in ("a", "an", "another") for child in agent.children)


_RECORD = 8
"""How many words before a period the word may stand that makes it that of a record."""


def _is_measure(scene: Scene, at: int, stop: int) -> bool:
    """``one of the bloodiest attacks this year``, ``in the last month of pregnancy``: a period that nothing sums up."""
    after = scene.words[stop : stop + 2]
    if len(after) == 2 and after[0] == "of" and not after[1].isdigit():
        return True
    before = scene.words[max(scene.start, at - _RECORD) : at]
    return any(word == "worst" or (word.endswith("iest") and len(word) > 5) for word in before)


def _by_size(scene: Scene, hit: Hit, low: int) -> Told[Scope] | None:
    """``more than 48,000 have been killed``: too many for one event, of a war that goes on."""
    if low < _BEYOND_ONE_EVENT or hit.trigger.harm in ("displaced", "unharmed"):
        return None
    first = max(scene.start, hit.trigger.start - 4)
    running = [at for at in range(first, hit.trigger.start) if scene.words[at] in _RUNNING]
    return Told("conflict", "scope.too_many", words_at(*running)) if running or low >= _LARGE else None


def _by_war(scene: Scene, hit: Hit) -> Told[Scope] | None:
    """``the conflict, now in its ninth year, has killed``: what has killed is a war."""
    words = scene.words[scene.start : scene.end]
    for n in range(len(words) - 3):
        if words[n : n + 2] == ["in", "its"] and words[n + 3] in ("year", "decade", "month"):
            return Told("conflict", "scope.year_of_war", (Extent(scene.start + n, scene.start + n + 4),))
    before = scene.words[max(scene.start, hit.trigger.start - 2) : hit.trigger.start]
    if "toll" in scene.words[hit.trigger.start : hit.trigger.end] and not {"war", "war's"}.isdisjoint(before):
        return Told("conflict", "scope.war_has_killed", (Extent(hit.trigger.start - len(before), hit.trigger.end),))
    low = hit.group.number.low if hit.group.number is not None else None
    war = _left_by(scene, hit, _WARS if (low or 0) >= _BEYOND_ONE_EVENT else _SURELY_WARS)
    if war is not None:
        return Told("conflict", "scope.war_has_left", words_at(war))
    if hit.agent is None or hit.trigger.kind == "noun":
        return None
    agent, trigger = scene.doc[hit.agent], scene.doc[hit.trigger.token]
    if agent.tag_ in ("WDT", "WP") and trigger.dep_ == "acl:relcl":
        agent = trigger.head
    perfect = _PERFECT & set(scene.words[max(scene.start, hit.trigger.start - 3) : hit.trigger.start])
    shared_aux = trigger.dep_ == "conj" and any(c.lower_ in _PERFECT for c in trigger.head.children)
    does = agent.dep_.startswith("nsubj") or trigger.dep_ == "acl:relcl"
    if does and agent.lower_ in _WARS and (perfect or shared_aux):
        return Told("conflict", "scope.war_has_killed", words_at(agent.i))
    return None


def _left_by(scene: Scene, hit: Hit, wars: frozenset[str]) -> int | None:
    """``the war, which began in 1980, has left 62,000 dead``: the war that is the subject of what the harm hangs on."""
    token = scene.doc[hit.trigger.token]
    for _ in range(_CLIMB):
        war = next((c.i for c in token.children if c.dep_ == "nsubj" and c.lower_ in wars), None)
        if war is not None:
            helpers = [c for c in token.children if c.dep_ == "aux"]
            running = any(c.lower_ in _RUNNING for c in helpers) and all(c.tag_ != "MD" for c in helpers)
            return int(war) if running else None
        if token.dep_ not in _HANGING or token.head.i == token.i:
            return None
        token = token.head
    return None


def _by_start(scene: Scene, hit: Hit, start: int, end: int) -> Told[Scope] | None:
    """``since 8 October``, ``since protests resumed on Friday``: a count that runs."""
    for at in range(start, end):
        if scene.words[at] != "since" or at + 1 >= scene.end or _is_adverb(scene, at):
            continue
        after = scene.words[at + 1 : min(at + 8, scene.end)]
        if not after[0][0].isalnum():
            continue  # "has been missing since, the mayor said"
        cues = (Extent(at, at + 2),)
        if (
            after[0] in _DAYS
            or after[:2] == ["the", "weekend"]
            or (after[0] in _AGO and len(after) > 1 and after[1] in _DAYS)
        ):
            return Told("series", "scope.since_day", cues)
        if after[0] in _TIMES_OF_DAY or (after[0] in ("early", "late") and after[1:2] == ["morning"]):
            return Told("series", "scope.since_time_of_day", cues)
        if _BEGINNINGS & set(after):
            return Told("conflict", "scope.since_beginning", cues)
        own = next((i for i in range(at + 1, scene.end) if scene.tags[i] in ("VBD", "VBZ")), None)
        if own == hit.trigger.token:
            continue
        verbal = any(tag in ("VBD", "VBZ", "VBN") for tag in scene.tags[at + 1 : min(at + 8, scene.end)])
        dated = any(word in _MONTHS or (word.isdigit() and len(word) == 4) for word in after[:4])
        if dated or verbal or after[0] in ("then", "last", "early", "late", "mid"):
            return Told("period", "scope.since", cues)
    return None


def _is_adverb(scene: Scene, at: int) -> bool:
    """``have since been discharged``, ``the deadliest attack since``: no start of a count."""
    tags = scene.tags[at + 1 : at + 2]
    if scene.words[at - 1] in AUXILIARY and tags and tags[0] in ("VBN", "VBD"):
        return True
    return any(w.endswith("est") or w in ("worst", "first", "most") for w in scene.words[max(scene.start, at - 6) : at])


def _by_span(scene: Scene, hit: Hit, low: int) -> Told[Scope] | None:
    """``documented the killing of 411 civilians in September``, ``this week``: a span of time that somebody sums up."""
    words = scene.words[scene.start : scene.end]
    documented = bool(_DOCUMENTED & set(words)) or hit.rule == "noun.tally" or _is_of_ward(hit, words)
    for n, word in enumerate(words):
        if word not in _SPANS and not is_year(word):
            continue
        before = words[n - 1] if n else ""
        after = words[n + 1] if n + 1 < len(words) else ""
        cues = words_at(scene.start + n)
        summed = after == "alone" or ((documented or low >= _MANY) and not _in_clause_of_its_own(words, n))
        summed = summed and (documented or words[n + 1 : n + 3] != ["last", "year"])
        if word in _MONTHS and before in ("in", "for", "during", "through") and summed:
            return Told("period", "scope.month_summed", cues)
        if is_year(word) and before == "in" and low >= _MANY and not _in_clause_of_its_own(words, n):
            return Told("period", "scope.year_summed", cues)
        if word in ("quarter", "semester", "trimester") and documented and before in _PARTS_OF_YEAR:
            return Told("period", "scope.quarter_summed", cues)
        if word in _MONTHS and _ends_months(words, n):
            return Told("period", "scope.days_summed", cues)
        if word in _MONTHS and documented and _ends_days(words, n):
            return Told("period", "scope.days_summed", cues)
        if word == "half" and before in ("first", "second") and after == "of":
            return Told("period", "scope.half_year", cues)
        if word == "week" and _sums_week(words, n, documented):
            return Told("series", "scope.week_summed", cues)
        if word in _EVENTS and documented and n and (words[n - 1].isdigit() or scene.inside_count(scene.start + n - 1)):
            return Told("series", "scope.events_summed", cues)
    return None


def _ends_days(words: Sequence[str], at: int) -> bool:
    """``from 1 to 30 June``, ``between March and May``: the last month of a stretch of days or months."""
    before = words[max(0, at - 6) : at]
    joined = {"to", "and", "until", "till", "-", "–"} & set(before[-3:])
    return bool({"from", "between"} & set(before)) and bool(joined)


_OURS = frozenset({"our", "we"})


def _is_of_ward(hit: Hit, words: Sequence[str]) -> bool:
    """``In January our surgeons treated 27 people for gunshot wounds``: what a hospital or charity counts of its own work."""
    return hit.trigger.harm == "injured" and bool(_OURS & set(words)) and bool({"treated", "admitted"} & set(words))


def _ends_months(words: Sequence[str], at: int) -> bool:
    """``from January to June``, ``between March and May``: the last of several months that are named whole."""
    before = words[max(0, at - 3) : at]
    return len(before) == 3 and before[0] in ("from", "between") and before[1] in _MONTHS


def _in_clause_of_its_own(words: Sequence[str], at: int) -> bool:
    """``in a raid in June, when``: the month belongs to one event."""
    return bool({"when", "after"} & set(words[at : at + 3]))


def _sums_week(words: Sequence[str], at: int, documented: bool) -> bool:
    before = words[max(0, at - 3) : at]
    if (
        before[-1:] == ["this"]
        or before[-1:] == ["previous"]
        or (before[-1:] == ["the"] and words[at + 1 : at + 2] == ["before"])
    ):
        return documented or "killed" in words[at - 4 : at]
    return before[-1:] == ["the"] and bool({"during", "over", "throughout"} & set(before))


def shared(scene: Scene, hits: Sequence[tuple[Hit, Told[Scope]]]) -> list[Told[Scope]]:
    """Scopes of the hits of a sentence, where a figure that goes on with a summed one shares its scope."""
    found: list[Told[Scope]] = []
    last: tuple[Hit, Told[Scope]] | None = None
    for hit, scope in hits:
        if (
            scope.value == "incident"
            and last is not None
            and last[1].value != "incident"
            and _goes_on(scene, last[0], hit)
        ):
            scope = Told(last[1].value, "scope.goes_on", last[1].cues)
        found.append(scope)
        last = (hit, scope)
    return found


def _goes_on(scene: Scene, first: Hit, second: Hit) -> bool:
    if second.group.number is None or (second.group.exact == 1 and second.whole is None):
        return False
    between = scene.words[min(left_edge(first), left_edge(second)) : max(left_edge(first), left_edge(second))]
    return not {"when", "after", "where", ";"} & set(between)


def runs_on(scene: Scene, hit: Hit) -> bool:
    """Whether a figure of a sentence right after a summed one is summed too: ``nine people have died on the other side``."""
    low = hit.group.number.low if hit.group.number is not None else None
    if (
        low is None
        or low < 2
        or any(
            w in _DAYS or w in _MONTHS or w in ("when", "yesterday", "today")
            for w in scene.words[scene.start : scene.end]
        )
    ):
        return False
    near = scene.words[max(scene.start, hit.trigger.start - 4) : hit.trigger.start]
    return bool({"has", "have"} & set(near)) and "MD" not in scene.tags[hit.trigger.start - 4 : hit.trigger.start]
