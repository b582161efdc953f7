"""Where a caption ends and its credit begins, when no label or bracket says so."""

from __future__ import annotations

import re

from media.credit_parts import LONGEST_CREDIT, is_name_like, is_person

_LONGEST_TITLE = 12
# A stop that ends no sentence: "said Dr. Anil Prasad".
_ENDS_IN_TITLE = re.compile(
    r"(?:^|[\s(“\"])(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Ste|Sr|Jr|Sra|Dott|Dra?|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Cpl|Maj"
    r"|Rev|Hon|Pres|No|Nr|vs|bzw|Hr|Fr|Mme|Mlle|Ing|Avv|On|[A-Z])\.$"
)
_NAME_IN_CAPITALS = re.compile(
    r"(?<!\S)(?P<before>[^\s]*(?:[a-zß-öø-ÿ]|\b\d{4})[.”»)]?)\s(?:[-–—/]\s)?"
    r"(?P<credit>(?P<name>(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+\s){1,3}[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{2,})"
    r"(?:\s?[/|–—,]\s?[A-Z][\w .]{1,30})?(?:\s(?:FOR|POUR|PARA|PER)\s[«“\"]?\s?[A-ZÀ-Þ][^a-z.,;()]{1,30})?)$"
)
# "The lighthouse on Saturday night. | OUEST-MATIN".
_OWNER_AFTER_BAR = re.compile(
    r"(?<=[.!?»”)])\s[|/]\s(?P<credit>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9'’./ -]{2,40})$"
)
# Words that go on with what stands behind them: "seen from NEW YORK".
_GOING_ON = """
    at in to of for from the by on with and a an der die das den dem im am vom von zu bei und de du des la le les
    au aux et à en el los las del al y do da dos em na no e o il lo gli di nel della van het i på av og och til
"""
_GOES_ON = frozenset(_GOING_ON.split())


_AGENCY_WORD = re.compile(
    r"(?:(?:instagram|facebook|twitter|tiktok|youtube)\s(?-i:[@A-ZÀ-Þ])[\w.]+(?:\s(?-i:[A-ZÀ-Þ])[\w.]+){0,2}$)|(?:agencia|agência|agence|agenzia|agentur|agencja|agenția|agency)\s(?-i:[^\W\d_a-zß-öø-ÿ])[\w-]*$",
    re.IGNORECASE,
)
# "ST PHOTO: LIM WEI JIE": whose photographer took it.
_HOUSE_BEFORE = re.compile(r"(?<=[.!?”\"»)])\s([A-ZÀ-Þ]{2,6})$")


def calls_itself_agency(text: str) -> bool:
    """Say whether a text is "Agencia Uno", an agency by its own words."""
    return bool(_AGENCY_WORD.match(text))


def house_before(caption: str) -> tuple[str, str]:
    """Part from a caption the capitals that go with the label behind it."""
    found = _HOUSE_BEFORE.search(caption)
    return (caption[: found.start()], f"{found[1]} ") if found else (caption, "")


def ends_in_title(text: str) -> bool:
    """Say whether a text's last stop belongs to a title or an initial."""
    return bool(_ENDS_IN_TITLE.search(text[-_LONGEST_TITLE:]))


# "The hill at dawn. Ann Boll for The Harbour Post": who took it, and for which paper.
_FOR_PAPER = re.compile(
    r"(?<=[.!?”\"»)])\s?(?P<credit>(?P<name>(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s){2,4})"
    r"(?:for|für|pour|para|per|voor|för)\s(?P<paper>(?:[Tt]he |[Dd]ie |[Dd]en |[Ll][ae] |[Ee]l )?[^\W\d_a-zß-öø-ÿ][^.!?,;:()]{2,40}))\.?$"
)


def name_for_paper(caption: str) -> tuple[str, str, float] | None:
    """Take "Ann Boll for The Harbour Post" after a sentence."""
    found = _FOR_PAPER.search(caption, max(0, len(caption) - LONGEST_CREDIT))
    if not found or ends_in_title(caption[: found.start()]):
        return None
    if not is_person(found["name"]) or not is_name_like(found["paper"]):
        return None
    return caption[: found.start()].rstrip(), found["credit"], 0.85


# "The hill at dawn. Ann Boll ann.boll@post.example": who took it, and how to reach them.
_NAME_AND_ADDRESS = re.compile(
    r"(?<=[.!?”\"»)])\s?(?P<name>(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s){2,4})[\w.+-]{1,40}@[\w.-]{3,40}$"
)
# "The hill at dawn. Ann Boll" in front of "(Reuters)".
_NAME_ALONE = re.compile(
    r"(?<=[.!?”\"»)])\s(?P<name>(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s){1,3}[^\W\d_a-zß-öø-ÿ][\w.'’-]*)$"
)


def name_with_address(caption: str) -> tuple[str, str, float] | None:
    """Take the name of "Ann Boll ann.boll@post.example" after a sentence."""
    found = _NAME_AND_ADDRESS.search(caption, max(0, len(caption) - LONGEST_CREDIT))
    if not found or not is_person(found["name"]):
        return None
    return caption[: found.start()].rstrip(), found["name"].strip(), 0.85


def name_in_front(caption: str) -> tuple[str, str]:
    """Part from a caption the name that goes with the house in brackets behind it."""
    found = _NAME_ALONE.search(caption, max(0, len(caption) - LONGEST_CREDIT))
    if (
        not found
        or not is_person(found["name"])
        or ends_in_title(caption[: found.start()])
    ):
        return caption, ""
    return caption[: found.start()], f"{found['name']} "


# "The quay in 2013.Ann Boll": the markup between caption and name is lost.
_RUN_INTO = re.compile(
    r"(?<=[a-zß-öø-ÿ\d][.»”])(?P<credit>(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s?){2,4})$"
)
# "Cats sleep on the quay Ann Boll / The Harbour Post": two owners after a word of the caption.
_PAIR_RUNS_ON = re.compile(
    r"(?P<before>\b[a-zß-öø-ÿ]+)\s(?P<credit>(?P<name>(?:[^\W\d_a-zß-öø-ÿ][\w'’-]*\s){2,3})/\s?[^\W\d_a-zß-öø-ÿ][^.!?,;:()]{2,40})$"
)


def name_run_on(caption: str) -> tuple[str, str, float] | None:
    """Take a name, or a name and its house, that runs on behind a caption without a mark."""
    tail = max(0, len(caption) - LONGEST_CREDIT)
    found = _RUN_INTO.search(caption, tail)
    if found and is_person(found["credit"]):
        return caption[: found.start()], found["credit"], 0.85
    found = _PAIR_RUNS_ON.search(caption, tail)
    if not found or found["before"] in _GOES_ON or not is_person(found["name"]):
        return None
    return caption[: found.start("credit")].rstrip(), found["credit"], 0.8


def name_in_capitals(caption: str) -> tuple[str, str, float] | None:
    """Take "The oven is lit at eleven RUI BARBEIRO": a name in capitals runs on."""
    if barred := _OWNER_AFTER_BAR.search(caption):
        return caption[: barred.start()].rstrip(), barred["credit"], 0.75
    found = _NAME_IN_CAPITALS.search(caption, max(0, len(caption) - LONGEST_CREDIT))
    if not found or found["before"].casefold() in _GOES_ON:
        return None
    if not is_person(found["name"]):
        return None
    return caption[: found.start("credit")].rstrip(" -–—/"), found["credit"], 0.75
