"""What a text of its own must look like to be taken for a credit."""

from __future__ import annotations

import re

from media.credit_parts import (
    LABEL,
    PARTS,
    agency_in,
    is_initials,
    is_name_like,
    is_organisation,
    is_person,
    is_short,
    owners_of,
    owns_nothing,
    without_day,
    without_label,
)
from media.credit_tails import calls_itself_agency
from media.credit_words import PLAIN_CREDITS

FILE_PHOTO = re.compile(
    r"^[^.!?]{0,60}\b(?:file (?:photo|picture|image)|(?:staff|archive|library) (?:photo|picture)"
    r"|archivfoto|archivbild|archieffoto|arkivfoto|arkivbild|foto de archivo|handout|pool photo"
    r"|foto d'archivio|photo d.archives?)s?\)?\.?$",
    re.IGNORECASE,
)


# "Satellite image 2024 Sol Technologies/Handout via REUTERS": who handed it on, by name.
_HANDED_ON = re.compile(
    r"[^.!?;]{2,80}\s?/\s?(?:handout )?via (?P<who>[^.!?;/]{2,30})", re.IGNORECASE
)
_SCREEN = re.compile(
    r"(?:screen ?(?:shot|grab)s?|capture d[’']écran|captura de pantalla|schermata|skjermdump"
    r"|skärmdump|skærmbillede)(?: (?:via|from|by|aus|de|da|von|fra|från)\s[^.!?]{2,60})?",
    re.IGNORECASE,
)


def looks_like_credit(text: str) -> float:
    """Say how much a text of its own looks like a credit, 0 to 1."""
    text = without_day(text)
    handed = _HANDED_ON.fullmatch(text.strip(" .")) if is_short(text) else None
    if handed and agency_in(handed["who"]):
        return 0.9
    if not is_short(text) or re.search(r"[!?;]|\d{3}", text):
        return 0.0
    plain = text.strip(" .")
    if re.match(rf"^(?:{LABEL})\b", plain, re.IGNORECASE) and owners_of(
        without_label(plain)
    ) != ((), "", ""):
        return 0.9
    if agency_in(plain):
        return 0.9
    if calls_itself_agency(plain):
        return 0.85
    labelled = without_label(plain)
    if labelled != plain and len(labelled.split()) <= 3 and is_name_like(labelled):
        return 0.75
    is_plain = plain.casefold() in PLAIN_CREDITS
    if is_plain or FILE_PHOTO.match(plain) or _SCREEN.fullmatch(plain):
        return 0.85
    return _looks_like_pair(plain)


def _looks_like_pair(text: str) -> float:
    """Judge "Name/Agency", "Name via Agency" and "Name, The Paper"."""
    parts = [part for part in PARTS.split(text) if part.strip()]
    if len(parts) < 2 or not all(is_name_like(part) for part in parts):
        return 0.0
    if any(owns_nothing(part) for part in parts):
        return 0.0
    divided = bool(re.search(r"[/|—–]|\bvia\b|\bfor\b", text))
    if any(agency_in(part) for part in parts):
        return 0.95 if divided else 0.85
    if divided and not re.search(r"\bfor\b", text):
        is_named = any(
            is_person(part) or is_initials(part) or part.casefold() in PLAIN_CREDITS
            for part in parts
        )
        return 0.8 if is_named and re.search(r"[/|]", text) else 0.0
    is_paper = any(is_organisation(part) for part in parts[1:])
    return 0.75 if is_paper and is_person(parts[0]) else 0.0
