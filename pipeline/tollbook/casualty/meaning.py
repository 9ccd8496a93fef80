"""How a claim is meant: whether it is asserted, and whether it tells of an earlier event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ..told import Told, words_at
from ..values import Extent, Modality
from .scene import Scene
from .sentence import AUXILIARY, Hit, Phrase
from .tables import NUM, YEAR, as_modality, phrases, phrases_by_word

Earlier = Literal["no", "perhaps", "yes"]

_SUBORDINATE = frozenset(
    {"who", "which", "that", "when", "where", "while", "after", "because", "although", "but", "whose"}
)
_COULD = frozenset({"could", "would", "might", "may", "will"})
_ALWAYS_VERBS = frozenset({"denial", "denies", "denied", "denying", "rejects", "dismisses", "refutes"})
_BREAKS = frozenset({";", ":", ".", "?", "!"})
_HABIT = frozenset({"often", "regularly", "usually", "frequently", "sometimes", "routinely", "always", "typically"})
_FIRST = frozenset({"first", "second", "third", "last", "latest", "only", "next", "fourth", "fifth", "youngest"})
_REACH_OF_TALE = 7
"""Words within which "reports on social media of" and "the claim by the governor that" come to what they tell."""
_TALES = frozenset("claims claim reports report allegations allegation accusations rumours rumors suggestions".split())
_UNTRUE = frozenset(
    "fabrication fabrications fabricated untrue false baseless propaganda lie lies fake unfounded".split()
)
_WRONG = frozenset({"wrong", "incorrect", "inaccurate", "exaggerated", "nonsense"})
_DOUBTED = frozenset({"suspected", "alleged", "presumed", "believed", "thought"})
_ENDS_OF_REPORT = frozenset({"but", "said", "says", "saying", "after", "for"})
_BRINGS = frozenset({"bringing", "taking", "raising", "pushing"})
_ATTEMPTS = frozenset(
    """tried try trying tries attempted attempting attempt attempts threatened threatening threatens threats threat
    planned planning plotted plotting vowed sought""".split()
)
_REACH_BEFORE, _REACH_AFTER = 14, 25


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


_NUMBERS = frozenset("""two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty""".split())


def _is_number(word: str) -> bool:
    return word in _NUMBERS or (word.isdigit() and len(word) < 4)


def _holds(words: Sequence[str], form: tuple[str, ...]) -> bool:
    if YEAR not in form and NUM not in form:
        return tuple(words) == form
    return len(words) == len(form) and all(
        part == word or (part == YEAR and is_year(word)) or (part == NUM and _is_number(word))
        for part, word in zip(form, words, strict=True)
    )


def found_phrases(scene: Scene, name: str, start: int, end: int) -> list[Phrase]:
    """Phrases of a table between two tokens: start, end, value and place; the longest first."""
    known = scene.phrases.get(name)
    if known is None:
        known = scene.phrases[name] = tuple(sorted(_phrases(scene, name), key=lambda hit: (hit[0] - hit[1], hit[0])))
    return [hit for hit in known if start <= hit[0] and hit[1] <= end]


def _phrases(scene: Scene, name: str) -> Iterator[Phrase]:
    """All phrases of a table that stand in a sentence."""
    known = phrases_by_word(name)
    for at in range(scene.start, scene.end):
        rest = known.get(scene.words[at])
        if rest is None:
            continue
        second = scene.words[at + 1] if at + 1 < scene.end else ""
        for form, value, where in (*rest.get(second, ()), *rest.get(YEAR, ()), *rest.get("", ())):
            stop = at + len(form)
            if stop <= scene.end and _holds(scene.words[at:stop], form):
                yield at, stop, value, where


def left_edge(hit: Hit) -> int:
    return min(hit.trigger.start, (hit.whole or hit.group).start)


def _auxiliaries(scene: Scene, hit: Hit) -> list[int]:
    """The tokens of the verb group left of a word of harm, in order."""
    i = hit.trigger.start - 1
    while i >= scene.start and (
        scene.words[i] in AUXILIARY
        or scene.tags[i] in ("RB", "MD", "TO")
        or i in scene.harm_at
        or (scene.words[i] in ("and", "or") and i - 1 in scene.harm_at)
    ):
        i -= 1
    if hit.trigger.kind == "adjective" and hit.group.end <= hit.trigger.start:
        return _of_leaving(scene, hit)
    tree = [c for c in scene.doc[hit.trigger.token].children if c.dep_ in ("aux", "aux:pass", "advmod") and c.i <= i]
    far = [c.i for c in tree if c.lower_ in AUXILIARY or c.lower_ in ("not", "n't", "never")]
    may = "MD" in scene.tags[i + 1 : hit.trigger.start] or any(scene.words[at] == "may" for at in far)
    return [at for at in (*far, *range(i + 1, hit.trigger.start)) if scene.words[at] != "may" or may]


def _of_leaving(scene: Scene, hit: Hit) -> list[int]:
    """The auxiliaries of what makes people dead: ``could leave | thousands | dead``, ``may have left``; of their own "be"."""
    group = hit.whole or hit.group
    between = range(group.end, hit.trigger.start)
    own = [at for at in between if scene.words[at] in AUXILIARY or scene.words[at] in ("not", "n't", "never")]
    i = group.start - 1
    if own or i < scene.start or scene.words[i] not in ("leave", "left", "leaving", "leaves"):
        return own
    found: list[int] = []
    while i - 1 >= scene.start and (scene.words[i - 1] in AUXILIARY or scene.tags[i - 1] in ("RB", "MD")):
        i -= 1
        found.insert(0, i)
    return found


def modality_of(scene: Scene, hit: Hit) -> Told[Modality] | None:
    """How far the text stands behind a harm; null where it tells of none.

    The signs are read from near to far: the verb's own auxiliaries, words beside it, the verb that governs it, the
    clause that reports it.
    """
    edge = left_edge(hit)
    before = max(scene.start, edge - _REACH_BEFORE)
    if any(not _BREAKS & set(scene.words[end:edge]) for _, end, _, _ in found_phrases(scene, "voids", before, edge)):
        return None
    tokens = _auxiliaries(scene, hit)
    auxiliaries = [scene.words[at] for at in tokens]
    if hit.rule == "noun.lives":
        could = next((at for at in range(max(scene.start, edge - 4), edge) if scene.words[at] in _COULD), None)
        if could is not None:
            return Told("hypothetical", "modality.could_cost", words_at(could))
    if _is_general(scene, hit, auxiliaries):
        return None
    return (
        _by_auxiliary(auxiliaries, tokens)
        or _by_mark(scene, hit)
        or _by_attempt(scene, hit, auxiliaries)
        or _by_neighbour(scene, hit, edge)
        or _by_governor(scene, hit, auxiliaries)
        or _by_report(scene, edge)
        or _by_rebuttal(scene, hit, edge)
        or Told("asserted", "modality.default")
    )


def _is_general(scene: Scene, hit: Hit, auxiliaries: Sequence[str]) -> bool:
    """``bombs often kill civilians``, ``the attacks that are killing civilians``: nobody in particular."""
    if hit.group.number is not None or hit.group.form != "plural":
        return False
    if hit.trigger.kind == "noun":
        return bool({"not", "n't", "never"} & set(scene.words[max(scene.start, left_edge(hit) - 5) : left_edge(hit)]))
    if hit.trigger.kind != "verb":
        return False
    if hit.trigger.form == "ing" and hit.group.form == "plural" and _goes_with_habit(scene, hit.trigger.token):
        return True
    around = scene.words[max(scene.start, hit.trigger.start - 3) : min(scene.end, hit.trigger.end + 3)]
    if _HABIT & set(around) and hit.trigger.form in ("base", "s", "ing"):
        return True
    if hit.trigger.form in ("base", "ing") and {"they", "we", "you"} & set(
        scene.words[max(scene.start, hit.trigger.start - 2) : hit.trigger.start]
    ):
        return not {"will", "would", "could", "might", "may", "did", "to", "'ll"} & set(auxiliaries)
    if hit.trigger.rule == "verb.die" and hit.trigger.form == "ing" and "are" in auxiliaries:
        return True
    relative = scene.doc[hit.trigger.token].dep_ == "acl:relcl"
    return relative and (hit.trigger.form in ("base", "s") or (hit.trigger.form == "ing" and "are" in auxiliaries))


def _goes_with_habit(scene: Scene, at: int) -> bool:
    """``gangs who raid villages, | killing | residents``: what people do, told in the present; headlines tell news so."""
    verb = scene.doc[at]
    while verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "acl", "xcomp") and verb.head.i != verb.i:
        verb = verb.head
    told = verb.tag_ == "VBP" and verb.lower_ not in AUXILIARY and scene.words[scene.end - 1] in (".", "”", '"', "''")
    return told and not any(c.dep_.startswith("aux") for c in verb.children)


def _by_auxiliary(auxiliaries: Sequence[str], tokens: Sequence[int]) -> Told[Modality] | None:
    for form, value, where in phrases("modality"):
        if where != "auxiliary":
            continue
        for at in range(len(auxiliaries) - len(form) + 1):
            if tuple(auxiliaries[at : at + len(form)]) == form:
                return Told(as_modality(value), "modality.auxiliary", words_at(*tokens[at : at + len(form)]))
    return None


def _by_mark(scene: Scene, hit: Hit) -> Told[Modality] | None:
    token = scene.doc[hit.trigger.token]
    heads = [token, token.head] if token.dep_ in ("conj", "xcomp") else [token]
    marks = {child.lower_: child.i for head in heads for child in head.children if child.dep_ == "mark"}
    for form, value, where in phrases("modality"):
        if where == "mark" and form[0] in marks:
            return Told(as_modality(value), "modality.mark", words_at(marks[form[0]]))
    return None


def _by_neighbour(scene: Scene, hit: Hit, edge: int) -> Told[Modality] | None:
    start, trigger = scene.start, hit.trigger
    group = hit.whole or hit.group
    between = (group.end, trigger.start) if group.end <= trigger.start else (trigger.start - 4, trigger.start)
    for at, end, value, where in found_phrases(scene, "modality", max(start, edge - _REACH_BEFORE), trigger.start):
        if where == "beside":
            beside = between[0] <= at and end <= between[1] and trigger.start - end <= 4
            if scene.words[at] in _DOUBTED and _describes(scene, end, trigger.start):
                continue
            quantified = end == group.start or (end == trigger.start and group.start >= trigger.end)
            governed = end <= edge and edge - end <= 3 and scene.words[end - 1] == "to"
            if (beside or quantified or governed) and not _names_kind(scene, end, trigger.start):
                return Told(as_modality(value), "modality.beside", (Extent(at, end),))
            continue
        of_noun = where == "noun" and trigger.kind == "noun" and 0 <= edge - end <= 3
        of_clause = where == "clause" and not _BREAKS & set(scene.words[end:edge])
        if of_noun or of_clause:
            return Told(as_modality(value), f"modality.{where}", (Extent(at, end),))
    return None


def _describes(scene: Scene, end: int, stop: int) -> bool:
    """``suspected insurgents killed``, ``suspected of having killed``: the doubt is about who did it."""
    if end >= stop:
        return False
    return scene.words[end] == "of" or scene.tags[end] in ("NN", "NNS", "NNP", "NNPS", "JJ")


def _names_kind(scene: Scene, end: int, stop: int) -> bool:
    """``persons believed to be rebels were killed``: the doubt is about who they were."""
    after = scene.words[end : end + 2]
    tags = scene.tags[end : end + 3]
    if after[:1] == ["to"]:
        after, tags = scene.words[end + 1 : end + 3], scene.tags[end + 1 : end + 4]
    return after[:1] == ["be"] and tags[1:2] != ["VBN"] and end + 1 < stop


def _by_governor(scene: Scene, hit: Hit, auxiliaries: Sequence[str]) -> Told[Modality] | None:
    """Infinitives: of an attempt, a plan, a threat; of a verb that makes them come true."""
    if "to" not in auxiliaries or hit.trigger.kind == "noun":
        return None
    to = max((i for i in range(scene.start, hit.trigger.start) if scene.words[i] == "to"), default=scene.start)
    if to > scene.start and set(scene.words[max(scene.start, to - 2) : to]) & _FIRST:
        return None
    if "have" in auxiliaries or scene.words[to - 1] == "had":
        return None  # "had to be taken to hospital"
    for at, end, value, where in found_phrases(scene, "modality", max(scene.start, to - 6), to + 1):
        if where == "governor" and to + 1 - end <= 5:
            cues = (Extent(at, end),)
            return Told(as_modality(value), "modality.governor", cues) if value != "asserted" else None
    return Told("hypothetical", "modality.infinitive", words_at(to))


def _by_attempt(scene: Scene, hit: Hit, auxiliaries: Sequence[str]) -> Told[Modality] | None:
    """``they allegedly tried to kill``: an attempt right before the infinitive outweighs the doubt beside it."""
    at = hit.trigger.start - 2
    if "to" not in auxiliaries or hit.trigger.kind == "noun" or at < scene.start or scene.words[at + 1] != "to":
        return None
    return Told("hypothetical", "modality.attempt", words_at(at)) if scene.words[at] in _ATTEMPTS else None


def _by_report(scene: Scene, edge: int) -> Told[Modality] | None:
    for at, end, value, where in found_phrases(scene, "modality", max(scene.start, edge - _REACH_BEFORE), edge):
        verbal = scene.tags[at].startswith("V") or scene.words[at] in _ALWAYS_VERBS
        between = scene.words[end:edge]
        if where == "report" and verbal and not (_BREAKS | _ENDS_OF_REPORT) & set(between):
            return Told(as_modality(value), "modality.report", (Extent(at, end),))
    return None


def _is_called_wrong(scene: Scene, at: int) -> bool:
    return scene.words[at] in _WRONG and scene.words[at - 1] in ("is", "are", "was", "were", "as", "be")


def _by_rebuttal(scene: Scene, hit: Hit, edge: int) -> Told[Modality] | None:
    """``claims that jets killed civilians are a fabrication``: what is called untrue."""
    first = max(scene.start, edge - _REACH_BEFORE)
    before = scene.words[first:edge]
    told = [n for n, w in enumerate(before) if w in _TALES]
    tale = next((n for n in told if {"that", "of"} & set(before[n + 1 : n + _REACH_OF_TALE])), None)
    after = range(hit.trigger.end, min(scene.end, hit.trigger.end + _REACH_AFTER))
    untrue = next((at for at in after if scene.words[at] in _UNTRUE or _is_called_wrong(scene, at)), None)
    if tale is None or untrue is None or _BREAKS & set(before):
        return None
    return Told("denied", "modality.rebuttal", words_at(first + tale, untrue))


# Background


def earlier(scene: Scene, hit: Hit) -> Told[Earlier]:
    """Whether a harm belongs to an event before the one that the article tells of."""
    edge = left_edge(hit)
    before = then = False
    for at, end, value, _ in found_phrases(scene, "background", max(scene.start, edge - _REACH_BEFORE), edge):
        if _BREAKS & set(scene.words[end:edge]):
            continue
        if value == "career" and _depends(scene, hit, end, edge):
            return Told("yes", "background.career", (Extent(at, end),))
        if value == "before" and scene.words[end - 1] == "after" and end - at > 1 and _opens(scene, hit, at):
            return Told("yes", "background.opening", (Extent(at, end),))
        before = before or (value == "before" and (edge - end <= 4 and _is_embedded(scene, hit)))
    since = _compared_since(scene, edge)
    if since is not None:
        return Told("yes", "background.compared", (Extent(since, since + 1),))
    start, end = clause_of(scene, hit)
    then = any(value == "then" for _, _, value, _ in found_phrases(scene, "background", start, end))
    return Told("perhaps" if before or then else "no", "background.default")


def _compared_since(scene: Scene, edge: int) -> int | None:
    """``the deadliest attack since June 1993, when | 22 soldiers were killed``: what an event is compared with."""
    when = next((i for i in range(edge - 1, max(scene.start, edge - 4), -1) if scene.words[i] == "when"), None)
    if when is None:
        return None
    since = next((i for i in range(when - 1, max(scene.start, when - 7), -1) if scene.words[i] == "since"), None)
    led = [] if since is None else scene.words[max(scene.start, since - 9) : since]
    return since if any(word.endswith("iest") or word == "worst" for word in led) else None


_OPENING = 6


def _opens(scene: Scene, hit: Hit, at: int) -> bool:
    """``Two days after gunmen killed a priest, they attacked a church, killing nine``: a clause that opens the sentence."""
    later = [t.start for t in scene.triggers if t.start > hit.trigger.end]
    return at - scene.start <= _OPENING and any("," in scene.words[hit.trigger.end : other] for other in later)


def clause_of(scene: Scene, hit: Hit) -> tuple[int, int]:
    """The words round a harm that may say when: to the next subordinate clause on both sides."""
    start = left_edge(hit)
    while start > scene.start and scene.words[start - 1] not in _OPENS_CLAUSE:
        start -= 1
    start = max(start, _behind_insertion(scene, start, left_edge(hit)))
    end = max(hit.trigger.end, hit.group.end)
    limit = min(scene.end, end + _REACH_AFTER)
    while end < limit and scene.words[end] not in _SUBORDINATE and scene.words[end] != ";":
        if scene.words[end - 1] == "," and (scene.words[end] in _BRINGS or scene.words[end] == "as"):
            break  # "bringing this year's total to 310", "as it takes back what it lost": nothing of those before
        end += 1
    return start, end


_OPENS_CLAUSE = frozenset({"which", "who", ";", "whose", "where"})


def _behind_insertion(scene: Scene, start: int, edge: int) -> int:
    """``shelling of a town, which rebels have held since May, | left 14 dead``: where an inserted clause has ended."""
    if start - 2 <= scene.start or scene.words[start - 2] != "," or scene.words[start - 1] == ";":
        return start
    ends = (i for i in range(start, edge) if scene.words[i] == "," and scene.tags[i + 1] in ("VBD", "VBZ", "VBP"))
    return next(ends, start - 1) + 1


def _is_embedded(scene: Scene, hit: Hit) -> bool:
    return hit.trigger.kind == "noun" or scene.doc[hit.trigger.token].dep_ in ("advcl", "acl", "acl:relcl", "ccomp")


def _depends(scene: Scene, hit: Hit, end: int, edge: int) -> bool:
    """Whether a harm hangs on a phrase: as its noun, or in a clause on it (``linked to an attack that killed``)."""
    if hit.trigger.kind == "noun" or hit.trigger.form == "ing":
        return edge - end <= 6
    return {"that", "which", "who"} & set(scene.words[end:edge]) != set() or edge - end <= 2
