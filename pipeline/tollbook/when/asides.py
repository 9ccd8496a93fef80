"""Days that date no harm: those on which a toll stood or was given, of statements, of burials and releases."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Extent

_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds scores".split()
)
_COUNTED = frozenset(
    "people persons bodies corpses dead deaths fatalities casualties killed victims injured wounded".split()
)
"""Nouns that may stand between a count and its day: "counted six corpses on Thursday"."""

_TOLLS = frozenset("toll tally figure figures count dead deaths fatalities casualties injured wounded total".split())
_MOVES = frozenset(
    """rose risen rises rise climbed climbs increased increases reached stood stands grew grown jumped passed updated revised
    raised raises raising put puts given gave corrected lowered""".split()
)
_COUNTING = frozenset({"counted", "tallied"})
_LEADS = frozenset({"on", "late", "early", "by", "the"})
_AFTER_TOLL = 24
"""Most words between a toll and the verb by which it rises."""

_STATEMENTS = frozenset(
    """reply statement letter release communique communiqué note message memo memorandum bulletin tweet post report briefing
    answer""".split()
)
_OWNED = frozenset("figure figures toll tally count statement report entry update announcement estimate total".split())
"""What a day may have that dates no harm: "this replaces Monday's figure"."""

_LATER = frozenset(
    """buried bury burial burials funeral funerals coffin coffins mourned freed released agreed signed visited visiting
    convicted sentenced""".split()
)
"""Words of what is done apart from harm or after it: "buried their dead on Friday", "a truce was agreed on 14 July"."""

_GATHERINGS = frozenset({"burial", "burials", "funeral", "funerals"})
_STRUCK = frozenset("killed kills killing hit struck bombed attacked wounded wounding shot exploded blew tore".split())
"""Deeds that may befall those who bury: "a bomber killed nine at a funeral on Friday"."""

_REACH = 6
_ENDS = frozenset({",", ";", ":", ".", "after", "when", "who", "which", "that", "as", "while", "and", "but"})


def is_aside(words: Sequence[str], date: Extent) -> bool:
    """Whether a date in a sentence, of whose words in lower case it is a stretch, dates no harm.

    >>> is_aside("the toll of the raid rose to 31 on thursday".split(), Extent(9, 10))
    True
    >>> is_aside("gunmen killed 31 people on thursday".split(), Extent(5, 6))
    False
    """
    return (
        _is_as_of(words, date)
        or _is_of_count(words, date)
        or _is_of_statement(words, date)
        or _owns_figure(words, date)
        or _is_of_later_deed(words, date)
    )


def _led(words: Sequence[str], at: int) -> int:
    """The word before a date, prepositions left out."""
    at -= 1
    while at >= 0 and words[at] in _LEADS:
        at -= 1
    return at


def _is_as_of(words: Sequence[str], date: Extent) -> bool:
    """``still missing as of Sunday``."""
    at = date.start
    while at > 0 and words[at - 1] in _LEADS:
        at -= 1
    return list(words[max(0, at - 2) : at]) == ["as", "of"]


def _is_number(word: str) -> bool:
    return word.replace(",", "").isdigit() or word in _NUMBERS


def _is_of_count(words: Sequence[str], date: Extent) -> bool:
    """``rose to 31 on Thursday``, ``given as 14 on Sunday``, ``counted six corpses on Friday``, ``up from 19 this morning``."""
    at = _led(words, date.start)
    while at > 0 and words[at] in _COUNTED:
        at -= 1
    if at < 2 or not _is_number(words[at]):
        return False
    led = words[max(0, at - 4) : at]
    if list(led[-2:]) in (["up", "from"], ["down", "from"]) or not _COUNTING.isdisjoint(led):
        return True
    verb = next((at - n for n in (1, 2, 3, 4) if at - n >= 0 and words[at - n] in _MOVES), None)
    if verb is None or words[at - 1] not in ("to", "at", "as", "of"):
        return False
    return not _TOLLS.isdisjoint(words[max(0, verb - _AFTER_TOLL) : at])


def _is_of_statement(words: Sequence[str], date: Extent) -> bool:
    """``in a reply of 22 November``."""
    led = words[max(0, date.start - 2) : date.start]
    return len(led) == 2 and led[1] in ("of", "dated") and led[0] in _STATEMENTS


def _owns_figure(words: Sequence[str], date: Extent) -> bool:
    """``this afternoon's figure of eight dead``."""
    return words[date.end : date.end + 1] in (["'s"], ["’s"]) and not _OWNED.isdisjoint(
        words[date.end + 1 : date.end + 4]
    )


def _is_of_later_deed(words: Sequence[str], date: Extent) -> bool:
    """``buried their dead yesterday``, ``a truce was agreed on 14 July``."""
    for at in range(date.start - 1, max(-1, date.start - 1 - _REACH), -1):
        if words[at] in _ENDS:
            return False
        if words[at] in _LATER:
            return words[at] not in _GATHERINGS or _STRUCK.isdisjoint(words[:at])
    return False
