"""What a credit says: its parts, who of them are people, who owns and who delivered."""

from __future__ import annotations

import re

from media.credit_words import (
    AGENCIES,
    LABELS,
    NOBODY,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLAIN_CREDITS,
)

LONGEST_CREDIT = 140
MOST_CREDIT_WORDS = 18
LABEL = r"(?:" + "|".join(LABELS) + r")"

PARTS = re.compile(
    r";?\s(?:[Ff]ile |[Ss]taff )?[Pp]hotos? by\s|,?\s[Ss]pecial (?:to|for)\s|\s?[/|•·／]\s?(?:for |via )?|\s?©\s?|(?<=[a-zß-ÿ])-(?=[A-Z]{2,}\s[A-Z])|\s(?:from|on)\s(?=(?:Pixabay|Unsplash|Pexels|Flickr|Wikimedia)\b)|\s?[—–]\s?|\s-\s|\s(?:via|for|pour|für|para|per|voor|för|through|über|vía)\s|,\s|(?<![A-Z])\.\s(?=[A-Z])"
)
# "ABN News: Kirsty Lowe", as broadcasters sign: the newsroom, then who took it.
_NEWSROOM_THEN_NAME = re.compile(
    r"^((?:[^\W\d_a-zß-öø-ÿ][\w.&-]*\s){0,3}[^\W\d_a-zß-öø-ÿ][\w.&-]*):\s(?=[^\W\d_a-zß-öø-ÿ])"
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en|og|och|&)\s")
_CAPITAL_WORD = re.compile(r"^[^\W\d_a-zß-öø-ÿ][\w.'’\-]*$")


def owners_of(core: str) -> tuple[tuple[str, ...], str, str]:
    """Give creators, source and supplier of a credit without its label."""
    creators: list[str] = []
    owners: list[str] = []
    alone: list[str] = []
    said = without_day(_before_noise(_ASIDE.sub("", core)))
    said = _HOUSE_BEHIND.sub(r"/\1", said)
    for part in PARTS.split(_NEWSROOM_THEN_NAME.sub(r"\1/", said)):
        name = part.strip(" .").removeprefix("the ")
        agency = agency_in(name)
        if agency:
            owners.append(agency)
            rest = _beside_agency(name)
            creators += [rest] if is_person(rest) else []
        elif name.casefold() in PLAIN_CREDITS | NOBODY:
            continue
        elif is_organisation(name):
            owners.append(name)
        else:
            creators += [n for n in _AND.split(name) if is_person(n)]
            alone += [name] if _ONE_WORD.fullmatch(name) else []
    if creators and not owners and "/" in said:
        owners = alone[:1]
    if re.search(r"\b(?:via|through|über|vía)\b", core, re.I) and len(owners) == 1:
        return tuple(creators), "", owners[0]
    owners = list(dict.fromkeys(owners))
    source = owners[0] if owners else ""
    return tuple(dict.fromkeys(creators)), source, owners[-1] if owners[1:] else ""


# "Mainichi/Rui Sol": a word beside a name is the house, though nobody knows it.
_ONE_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w-]{3,}")
# "Rui Sol (2)" took two of the pictures, "Rui Sol (CC BY 4.0)" gave his away.
_ASIDE = re.compile(r"\s?\((?:\d{1,2}|CC[ -]?(?:BY|0)[^()]{0,20})\)")
# "Rui Sol (Reuters)": the house in brackets behind the name.
_HOUSE_BEHIND = re.compile(r"(?<=\w)\s\(([^()]{2,40})\)$")
# "Rui Sol - 6.mai.2019/Reuters": the day of the picture, between name and house.
_DAY_BETWEEN = re.compile(r"\s?[-–]\s?\d{1,2}\.(?:[^\W\d_]{3}|\d{1,2})\.\d{2,4}\s?/\s?")


def without_day(credit: str) -> str:
    """Drop the day that some papers print between a name and its house."""
    return _DAY_BETWEEN.sub("/", credit)


def _before_noise(core: str) -> str:
    """Drop "Courtesy of" and "Handout via", which name nobody."""
    return re.sub(
        r"^(?:(?:photo |image )?courtesy (?:of )?|handout(?: photo)?[,:]? ?(?:from |by |via )?|via |©\s?"
        r"|(?:submitted|provided|supplied|contributed) by |photos? d[’']archives? )",
        "",
        core,
        flags=re.IGNORECASE,
    )


_ENDINGS = (
    " photos", " photo", " foto", " image", " news", " pool", " files", " file", " archive",
    ".com",
)  # fmt: skip


def agency_in(text: str) -> str:
    """Give the agency's own name where a part names one, as "AP Photo" does."""
    name = tidy(text.strip(" .()")).casefold()
    if name in AGENCIES:
        return AGENCIES[name]
    for ending in _ENDINGS:
        name = name.removesuffix(ending) if name != ending.strip() else name
    name = name.removeprefix("photo ").removeprefix("the ")
    if name in AGENCIES:
        return AGENCIES[name]
    first, _, rest = name.partition(" ")
    if (
        first in AGENCIES
        and rest
        and text.split(" ", 1)[0].isupper()
        and is_person(text.strip().partition(" ")[2])
    ):
        return AGENCIES[first]
    return ""


def _beside_agency(name: str) -> str:
    """Give the person in "EFE Juan Pérez", nobody where all is agency."""
    rest = name.partition(" ")[2]
    return rest if name.casefold() not in AGENCIES and not agency_in(rest) else ""


def is_organisation(text: str) -> bool:
    words = text.casefold().replace("’", "'").split()
    if not words or not is_name_like(text):
        return False
    if words[0] in {"the", "la", "le", "el", "il", "die", "der", "das", "o", "a"}:
        return True
    if len(words) == 1 and text.isupper() and 2 <= len(text) <= 8:
        return True
    return any(word.strip(".'") in ORGANISATION_WORDS for word in words)


def is_person(text: str) -> bool:
    """Say whether a text could be a person's name: two to five capitalised words."""
    words = text.strip(" .").split()
    if not 2 <= len(words) <= 5 or not is_name_like(text):
        return False
    lower = {word.casefold().strip(".") for word in words}
    return not lower & (NOT_NAMES | ORGANISATION_WORDS)


def is_name_like(text: str) -> bool:
    """Say whether every word is capitalised, or a particle, or a label of our own."""
    words = text.strip(" .").split()
    if not words or len(words) > 7:
        return False
    lowered = text.strip(" .").casefold()
    if lowered in PLAIN_CREDITS or agency_in(lowered):
        return True
    capital = [bool(_CAPITAL_WORD.match(w)) or w.casefold() in AGENCIES for w in words]
    fits = [
        c or w.casefold() in PARTICLES or (w.isdigit() and len(w) <= 2)
        for c, w in zip(capital, words, strict=True)
    ]
    return all(fits) and any(capital)


# What goes on with a sentence, or signs a story: "of the University", "Redaktion Sport".
_NO_OWNER = re.compile(
    r"of\s|von der\s|(?:redac|redak|rédac|redaz|corresponsal)", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.\s?-?){2,3}$")


def owns_nothing(part: str) -> bool:
    """Say whether a part goes on with a sentence, or signs a story, not a picture."""
    return bool(_NO_OWNER.match(part.lstrip()))


def is_initials(part: str) -> bool:
    """Say whether a part is "M.L.", as papers sign their own pictures."""
    return bool(_INITIALS.match(part))


# A page that lost the markup between them runs a name into its house: "Ana SolGetty Images".
_GLUED_HOUSE = re.compile(
    r"(?<=[a-zß-öø-ÿ])(?=(?:Getty Images|Shutterstock|Reuters|Associated Press|Alamy|Corbis|AFP|iStock)\W*$)"
)

# "Rui Sol/Getty ImagesThe boats": the house runs into the caption behind it.
_GLUED_CAPTION = re.compile(r"(?<=/Getty Images)(?=[A-ZÀ-Þ][a-z'’])")


# "The boats at the quayPhoto: Rui Sol": the label runs on behind the caption.
_GLUED_LABEL = re.compile(
    r"(?<=[a-zß-öø-ÿ\d.!?”\"»)])(?=(?:Credit|Source|Photo(?:graph)?|Picture|Image|Foto|Bild|Quelle"
    r"|Crédit|Fuente|Fonte|Beeld|Bron)\s?:)"
)


def tidy(text: str) -> str:
    """Fold spaces, and part houses, labels and captions that run into each other."""
    parted = _GLUED_HOUSE.sub("/", " ".join(text.split()))
    return _GLUED_LABEL.sub(" ", _GLUED_CAPTION.sub(" ", parted))


def is_short(credit: str) -> bool:
    return len(credit) <= LONGEST_CREDIT and len(credit.split()) <= MOST_CREDIT_WORDS


def without_brackets(text: str) -> str:
    is_whole = re.fullmatch(r"[(\[（【][^()\[\]（）【】]*[)\]）】]", text)
    return text[1:-1].strip() if is_whole else text


_LEADINGLABEL = re.compile(
    rf"^(?:{LABEL}(?:\s?(?:[:：]|\.\.\.|…)|\s/\s(?=[A-ZÀ-Þ]))|(?:image|media) (?:source|copyright)(?:,?(?=\s)|(?-i:(?=[A-ZÀ-Þ])))|©|"
    rf"(?:file |undated |handout )?(?:{LABEL}) (?:by|credit|von|av|af|di|par|door|por)\b:?|"
    r"(?:fot|phot|φωτ)\.(?=\s?[^\W\d_])|"
    rf"(?:credit)*(?:photos?(?: (?:d[’'])?archives?)?|credit|foto|fotos|bild|beeld|billede|kuva|image|picture|imagen|imagem|immagine|photographe|photographer|фото)(?:(?-i:(?= ?[A-ZÀ-ÝА-Я]))|(?= (?:cedida|cortesía|gentileza)\b)))\s*",
    re.IGNORECASE,
)


_KEPT_WHOLE = re.compile(
    r"(?:photos?|images?|pictures?) (?:courtesy|d[’'])|(?:supplied|submitted|contributed)\s?:",
    re.IGNORECASE,
)


def without_label(text: str) -> str:
    """Drop the label, twice where two stand ("Credit: Photo by X")."""
    rest = text
    if (
        _KEPT_WHOLE.match(text.strip())
        or text.strip(" .()").casefold() in PLAIN_CREDITS
    ):
        return _unbracketed(text)
    for _ in range(2):
        if PARTS.split(rest)[0].strip().casefold() in AGENCIES:
            break
        rest = _unbracketed(_LEADINGLABEL.sub("", rest, count=1))
    return rest


def _unbracketed(text: str) -> str:
    """Drop brackets around a text; one at its end that it opened itself stays."""
    bare = text.strip(" ()[]")
    for opening, closing in ("()", "[]"):
        if bare.count(opening) > bare.count(closing):
            bare += closing
    return bare
