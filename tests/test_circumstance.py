"""Where, when, by what, by whom, and who says so: whole renderings of each claim's circumstances."""

from __future__ import annotations

from collections.abc import Callable

import cases
import pytest
from spacy.tokens import Doc

from tollbook.circumstance.doubts import doubts
from tollbook.circumstance.parting import turn_of, turns
from tollbook.spans import by_id, text_of
from tollbook.values import Circumstance, Claim, Count, Extent, Victims


def render(doc: Doc, one: Circumstance) -> str:
    """``harm low @place when weapon by=perpetrator responsibility from=source``; a dash where null, ``deed`` without claim."""
    claim = by_id(doc._.casualty).get(one.claim)
    told = "deed" if claim is None else f"{claim.harm} {claim.count.low}"
    place = by_id(doc._.place).get(one.place)
    when = by_id(doc._.when).get(one.when)
    weapon = by_id(doc._.weapon).get(one.weapon)
    actor = by_id(doc._.actor).get(one.perpetrator)
    attribution = by_id(doc._.attribution).get(one.attribution)
    return (
        f"{told} @{place.name if place else '-'} {when.start if when else '-'} "
        f"[{text_of(doc, weapon.extent) if weapon else '-'}] by={text_of(doc, actor.extent) if actor else '-'} "
        f"{one.responsibility} from={text_of(doc, attribution.source) if attribution else '-'}"
    )


@pytest.mark.parametrize("case", cases.parameters("circumstance"))
def test_examples(case: cases.Case, annotate: Callable[..., Doc]) -> None:
    doc = annotate(case.text, case.published)
    assert tuple(render(doc, one) for one in doc._.circumstance) == case.expected


def test_every_word_of_doubt_has_an_example_that_holds_it() -> None:
    from tollbook.circumstance.doubts import Doubt
    from tollbook.lexicon import table

    rows = table("circumstance", "doubts", Doubt, ("form",))
    assert len(rows) == len(doubts())
    assert all(row.form in row.example.lower() for row in rows)


def test_one_circumstance_for_each_claim(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Shelling killed two men in Homs and wounded five. A third man died on Tuesday.")
    assert [one.claim for one in doc._.circumstance] == [claim.id for claim in doc._.casualty]
    assert len(doc._.circumstance) == 3


@pytest.mark.parametrize("row", turns(), ids=lambda row: row.form)
def test_each_word_turns_in_its_example_only(row: object, annotate: Callable[..., Doc]) -> None:
    def parts(text: str) -> bool:
        doc = annotate(text)
        first = Extent(0, 1)
        claim = Claim("c1", first, "killed", Count(None, "eq", 1, 1), Victims(None), 0, "body", "test")
        return turn_of(doc, claim) is not None

    assert parts(row.example)  # type: ignore[attr-defined]
    assert not parts(row.counterexample)  # type: ignore[attr-defined]


PLACED = [
    ("the start of a road", "Gunmen killed four men on the road between Homs and Hama.", ["Homs"]),
    ("of its own clause", "A mine killed two men in Homs while a raid killed nine in Aleppo.", ["Homs", "Aleppo"]),
    ("of the only clause", "In Homs, a mine killed two men while a raid killed nine.", ["Homs", "Homs"]),
    (
        "whose people live elsewhere",
        "A raid on Idlib, where many of Aleppo's people live, killed nine.",
        ["Idlib"],
    ),
    ("two towns are no road", "Gunmen killed four men in Homs, and fighting went on in Hama.", ["Homs"]),
    ("the village within", "A mortar shell killed eight people in Qarqa village of Baghlan.", ["Qarqa"]),
    ("a struck hospital", "A hospital ward in El Obeid was hit by a drone; four patients died.", ["El Obeid"]),
    (
        "treated in a hospital",
        "A shell hit a bus. Four men died after they were taken to a hospital in El Obeid.",
        [None],
    ),
    ("a lake is precise", "In Baga, all was calm. A mine killed two fishermen on Lake Chad.", ["Lake Chad"]),
    ("fled from there", "About 1,200 people have fled villages around Homs.", ["Homs"]),
    ("fled to there", "A shell killed two men. A third, who fled to Homs, was wounded.", [None, None]),
    ("a refugee from there", '"The shells killed three of us," said Yonas, a refugee from Eritrea.', [None]),
    ("taken from there", "Rebels abducted nine women from Homs.", ["Homs"]),
    ("a bearing", "Shelling killed two men in Ariha, 12 km south of Idlib.", ["Arīḩā"]),
    (
        "the land of the headline",
        "Violence in Nigeria\n\nMore than 35,000 people have been killed since 2009.",
        ["Nigeria"],
    ),
    ("no land for one event", "Violence in Nigeria\n\nA bomb killed two men in Kano on Friday.", ["Kano"]),
]


@pytest.mark.parametrize(("text", "wanted"), [one[1:] for one in PLACED], ids=[one[0] for one in PLACED])
def test_where_a_harm_befell(text: str, wanted: list[str | None], annotate: Callable[..., Doc]) -> None:
    doc = annotate(text, "2018-02-14")
    places = by_id(doc._.place)
    found = [places[one.place].name if one.place else None for one in doc._.circumstance if one.claim is not None]
    assert found == wanted


LIVE = "Homs live\n\n10:00 A car bomb killed two men in Homs.\n\n11:00 Calm in Hama.\n\n12:00 {}"
TOLD = [
    ("an update of a live blog", LIVE.format("In Homs the toll has risen to five dead."), [0, 0]),
    ("other means in a live blog", LIVE.format("A sniper shot dead a boy in Homs."), [0, 1]),
    ("another month", "Two men were killed in Homs on Monday. In January, a raid there killed five.", [0, 1]),
    ("the same month", "Two men were killed in Homs on Monday. In February, a raid there wounded five.", [0, 0]),
    (
        "an aside is left again",
        "A bomb killed two men in Homs on Monday. The dead include a man who survived a raid in Aleppo which killed "
        "seven soldiers in 2015. Four others were wounded.",
        [0, 0, 1, 0],
    ),
    (
        "arrests are left again",
        "A bomb killed two men in Homs.\n\nPolice arrested three suspects at a checkpoint.\n\nAnother two men were wounded.",
        [0, 1, 0],
    ),
    ("a place that opens a paragraph", "A bomb killed two soldiers.\n\nIn Homs, shelling killed five.", [0, 1]),
    (
        "events that a sum adds up",
        "A wave of attacks across Iraq killed 19 people on Monday. A car bomb in Mosul killed six. Shelling in Tikrit "
        "killed four.",
        [0, 1, 2],
    ),
    ("no sum of one attack", "An attack in Mosul killed 19 people on Monday. Six others were wounded.", [0, 0]),
    (
        "a sum of two attacks again",
        "Two bombings in Homs and Hama killed nine people on Monday. Four died in Homs. The two bombings also wounded 30.",
        [0, 1, 0],
    ),
    ("two clauses", "Shelling killed one man in Homs, while a mine killed two in Aleppo.", [0, 1]),
    ("two clauses of one place", "Shelling killed one man in Homs, while two were wounded there.", [0, 0]),
    ("days before, in one sentence", "A mine killed two men in Homs, days after another killed nine.", [0, 1]),
    ("a day later it is told", "A mine killed two men in Homs, and a day later the army found nine bodies.", [0, 0]),
    (
        "told in passing",
        "A mine killed two men in Homs. The blast came a day after a raid killed five soldiers and wounded six. Three "
        "others were wounded.",
        [0, 1, 1, 0],
    ),
    (
        "another attack on the way",
        "Gunmen killed five men in Homs. Police said another attack took place nearby. Six were killed there.",
        [0, 1],
    ),
    ("nothing on the way", "Gunmen killed five men in Homs. Police said the attack was brief. Six were hurt.", [0, 0]),
    (
        "deeds of a round-up",
        "Gunmen killed two men in Homs.\n\nIn Aleppo, a bomb killed four. A mine wounded a farmer.\n\nShelling killed "
        "three in Damascus.\n\nA raid killed six in Raqqa.",
        [0, 1, 2, 3, 4],
    ),
    (
        "deeds of one report",
        "Gunmen killed two men in Homs on Monday. A bomb also wounded a farmer.",
        [0, 0],
    ),
    (
        "the same figure elsewhere",
        "Gunmen killed six men in Homs. In Aleppo, six men were killed by a mine.",
        [0, 1],
    ),
    (
        "a day that the deed has",
        "A raid on Monday killed two men in Homs. Three were wounded in the raid, which began on Sunday.",
        [0, 0],
    ),
    (
        "arrests in the same raid",
        "Troops killed two rebels in Homs.\n\nThree fighters were captured there, and a rifle was found.",
        [0, 0],
    ),
    (
        "a dated deed told of anew",
        "Four guards were killed in a blast in Homs, police said on Tuesday.\n\nOn January 9, at least ten guards were "
        "injured when a bomber attacked a convoy.",
        [0, 1],
    ),
    (
        "the deed's own date",
        "Four guards were killed in a blast in Homs.\n\nOn February 12, when the bomb went off, ten others were injured.",
        [0, 0],
    ),
    (
        "where the victim is from",
        "A bomb killed a student in Homs on Monday. The victim was identified as Rami Saleh of Hama. Nine people were hurt.",
        [0, 0, 0],
    ),
    (
        "long ago",
        "A raid killed four men in Homs.\n\nThe town was hit by a bomb in March 2015 that killed nine people.",
        [0, 1],
    ),
    (
        "what the deeds add up to",
        "Gunmen killed five men in Homs on Monday. It was the fourth attack in the district this year. In all, 19 men have "
        "died in them.",
        [0, 1],
    ),
    (
        "a count of one deed",
        "Gunmen killed five men in Homs on Monday. It was the fourth attack in the district this year. A woman was hurt.",
        [0, 0],
    ),
    (
        "the earlier deed that dates this one",
        "A bomb killed six men in Homs on Friday. The attack came a day after an attack in Hama. The bombing on Thursday "
        "killed nine people.",
        [0, 1],
    ),
    (
        "this deed again, once dated",
        "A bomb killed six men in Homs on Friday. The attack came a day after a raid by the army. The bombing wounded nine.",
        [0, 0],
    ),
    (
        "counted paragraphs of a release",
        "Release\n\n1. Shells hit Homs on Monday. The toll is seven dead.\n\n2. In Hama, a rocket struck a camp. A mother "
        "was killed.\n\n3. On Tuesday, a truck was hit by a missile. Two men were hurt.",
        [0, 1, 2],
    ),
    (
        "a counted paragraph that goes on",
        "Release\n\n1. Shells hit Homs on Monday. Seven people died.\n\n2. As a result of them, nine people were hurt.",
        [0, 0],
    ),
    (
        "a village next door",
        "Rebels killed a teacher in Homs, and soldiers killed four men in a nearby village.",
        [0, 1],
    ),
    ("a house next door", "Rebels killed a teacher in Homs and wounded four men in a nearby house.", [0, 0]),
    ("a place in the same paragraph", "A bomb killed two soldiers. In Homs, the bomb also wounded five.", [0, 0]),
]


@pytest.mark.parametrize(("text", "wanted"), [one[1:] for one in TOLD], ids=[one[0] for one in TOLD])
def test_which_event_a_claim_speaks_of(text: str, wanted: list[int], annotate: Callable[..., Doc]) -> None:
    doc = annotate(text, "2018-02-14")
    assert [one.event for one in doc._.circumstance if one.claim is not None] == wanted


MEANS = [
    ("the munition, not its carrier", "Two helicopters dropped barrel bombs on Homs, killing nine.", ["barrel bombs"]),
    ("the carrier alone", "Two helicopters attacked Homs, killing nine.", ["helicopters"]),
    ("of those unhurt", "Mortar rounds landed in Homs. No one was hurt.", ["Mortar rounds"]),
]


@pytest.mark.parametrize(("text", "wanted"), [one[1:] for one in MEANS], ids=[one[0] for one in MEANS])
def test_by_what(text: str, wanted: list[str], annotate: Callable[..., Doc]) -> None:
    doc = annotate(text)
    weapons = by_id(doc._.weapon)
    assert [text_of(doc, weapons[one.weapon].extent) for one in doc._.circumstance if one.weapon is not None] == wanted
