"""Mentions of people by what befell them before: ``the dead``, ``those killed``, ``the 12 people killed``."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Harm
from .scene import Scene
from .sentence import AUXILIARY, BE
from .tallies import number_behind

_HARM_OF: dict[str, Harm] = {
    "dead": "killed", "killed": "killed", "deceased": "killed", "fatalities": "killed", "victims": "killed",
    "slain": "killed", "wounded": "injured", "injured": "injured", "casualties": "killed_or_injured",
    "missing": "missing", "arrested": "detained", "detained": "detained", "abducted": "abducted",
    "kidnapped": "abducted", "bodies": "killed", "hostages": "abducted", "detainees": "detained",
    "martyred": "killed",
    "neutralized": "killed", "neutralised": "killed", "massacred": "killed", "deaths": "killed", "fallen": "killed",
    "died": "killed", "perished": "killed", "fatality": "killed", "victim": "killed",
}  # fmt: skip
_BARE = frozenset({"dead", "killed", "wounded", "injured", "missing", "victims", "casualties", "deceased"})
_AFTER_BARE = frozenset({".", ",", ";", "as", "after", "when", ")", "–", "—", "-", "|"})
_SAID = frozenset({"reported", "confirmed", "known", "believed", "feared", "presumed"})
_RELATIVE = frozenset({"who", "had", "have", "been", "were", "was"})
_OPENERS = frozenset({"the", "those", "all", "these"})
_AMONG = (["among"], ["amongst"])
_PEOPLE = frozenset(
    {"people", "persons", "ones", "men", "who", "were", "was", "had", "have", "been", "confirmed", "reported"}
)


@dataclass(frozen=True, slots=True)
class Reference:
    """``the dead``, ``those killed``, ``the 12 people killed``: tokens, the harm, and whether it repeats a number."""

    start: int
    end: int
    token: int
    harm: Harm
    counted: bool


def references(scene: Scene) -> list[Reference]:
    """Mentions of people by what befell them before."""
    found: list[Reference] = []
    for at in range(scene.start, scene.end):
        reference = _reference(scene, at) if scene.words[at] in _OPENERS else _bare(scene, at) or _summary(scene, at)
        if reference is not None:
            found.append(reference)
    return found


def past_adverbs(scene: Scene, at: int) -> int:
    """The token behind the adverbs that stand at a token."""
    while at < scene.end and scene.tags[at] == "RB":
        at += 1
    return at


def _summary(scene: Scene, at: int) -> Reference | None:
    """``Fatalities included a nurse``, ``the toll also includes the six attackers``: a bare noun for all of them."""
    opens = scene.words[at] in ("fatalities", "victims", "casualties") and at == scene.start
    if not opens and scene.words[at] != "toll":
        return None
    verb = past_adverbs(scene, at + 1)
    told = verb < scene.end and scene.words[verb] in ("include", "includes", "included")
    return Reference(at, at + 1, at, _HARM_OF.get(scene.words[at], "killed"), False) if told else None


def _bare(scene: Scene, at: int) -> Reference | None:
    """``among dead``, ``among seven killed`` in a headline."""
    if scene.words[at] not in ("among", "amongst") or at + 1 >= scene.end:
        return None
    if scene.words[at + 1] in _OPENERS:
        return None  # read from "the" on
    counted = scene.at_start.get(at + 1)
    told = counted.end if counted is not None and counted.number is not None else scene.end
    while told < scene.end and scene.words[told] in _SAID | _RELATIVE:
        told += 1  # "among 31 people reported killed", "among five people who died"
    harm = scene.harm_at.get(told)
    if harm is not None and counted is not None and harm.kind != "noun" and harm.form != "ing":
        return Reference(at + 1, harm.end, harm.token, harm.harm, True)
    quantity = scene.reader.inside.get(at + 1)
    i = quantity.extent.end if quantity is not None and quantity.kind == "count" else at + 1
    if i >= scene.end or scene.words[i] not in _BARE:
        return None
    following = scene.words[i + 1] if i + 1 < scene.end else "."
    if following not in _AFTER_BARE and scene.tags[i + 1] not in ("IN", "TO"):
        return None
    return Reference(at + 1, i + 1, i, _HARM_OF[scene.words[i]], i > at + 1)


def _reference(scene: Scene, at: int) -> Reference | None:
    i = at + 1
    counted = False
    while i < scene.end:
        quantity = scene.reader.inside.get(i)
        if quantity is not None and quantity.kind == "count" and quantity.extent.start >= at:
            counted, i = True, quantity.extent.end
        elif scene.words[i] in _PEOPLE or (_modifies(scene, i) and scene.words[i] not in _HARM_OF):
            i += 1
        elif not counted and scene.words[at - 1 : at] in _AMONG and (who := _followed_by_who(scene, i)) is not None:
            i = who  # "among the soldiers who died"
        else:
            break
    if scene.told is not None and counted and scene.words[at - 1 : at] in _AMONG and scene.words[i - 1] in BE:
        return Reference(at, i - 1, i - 2, scene.told, False)  # "among the five was ..."
    if i >= scene.end or scene.words[i] not in _HARM_OF or (counted and i == at + 1):
        return None
    if scene.words[i + 1 : i + 2] == ["at"] and number_behind(scene, i + 2):
        return None  # "put the dead at 41"
    if scene.words[i] in ("bodies", "deaths", "victims") and scene.words[i + 1 : i + 2] == ["of"]:
        return None
    if scene.words[i] == "deaths" and scene.words[at - 1 : at] != ["of"]:
        return None
    if scene.words[i] in ("died", "perished") and scene.words[i - 1] != "who":
        return None
    bare = scene.words[i] in ("killed", "arrested", "detained") and scene.words[at] == "the"
    if bare and not counted and "who" not in scene.words[at:i]:
        return None
    both = scene.words[i + 1 : i + 2] in (["and"], ["or"], ["/"]) and scene.words[i + 2 : i + 3]
    if both and {_HARM_OF[scene.words[i]], _HARM_OF.get(scene.words[i + 2], "")} == {"killed", "injured"}:
        return Reference(at, i + 3, i, "killed_or_injured", counted)  # "those killed and injured"
    noun = i + 1
    while noun < scene.end and scene.tags[noun] in ("NN", "NNS"):
        noun += 1
    if identified(scene, noun) is not None:
        return Reference(at, noun, i, _HARM_OF[scene.words[i]], False)  # "the slain officers were identified as"
    following = scene.at_start.get(i + 1)
    told = following is not None and following.victims is not None and not following.is_thing
    if told and scene.words[i] not in ("victims", "casualties"):
        return None
    harmed = scene.words[i] in ("victim", "victims") and scene.told in ("injured", "killed_or_injured")
    return Reference(at, i + 1, i, scene.told if harmed and scene.told else _HARM_OF[scene.words[i]], counted)


def _modifies(scene: Scene, at: int) -> bool:
    return scene.tags[at] in ("RB", "JJ") and scene.reader.row_at(at) is None  # not "the gunman dead"


def _followed_by_who(scene: Scene, at: int) -> int | None:
    """The "who" behind the people whose noun stands at a token, or null."""
    group = scene.of_token.get(at)
    told = group is not None and group.is_person and scene.words[group.end : group.end + 1] == ["who"]
    return group.end if told and group is not None else None


_IDENTIFIED = frozenset({"identified", "named", "listed"})


def identified(scene: Scene, at: int) -> int | None:
    """The token behind ``have been identified as``, ``, identified as``, or null."""
    i = at
    while i < scene.end and (scene.words[i] in AUXILIARY or scene.words[i] == "," or scene.tags[i] == "RB"):
        i += 1
    told = i + 1 < scene.end and scene.words[i] in _IDENTIFIED and scene.words[i + 1] in ("as", ":")
    return i + 2 if told else None
