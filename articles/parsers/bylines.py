"""Names of who wrote a story, as bylines, notes and biographies give them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.parsers.dates import MONTH_NUMBERS, has_date
from articles.parsers.languages import COMMON_WORDS
from articles.parsers.line_words import DATE_WORDS, NAME_PARTICLES, NOT_IN_NAMES
from media.credits import is_agency

LONGEST_BYLINE = 260
MOST_BIOGRAPHY_WORDS = 70

_BY = re.compile(
    r"^\W{0,3}(?:(?:von unsere[mnr]|dal(?:la)? nostr[oa]|de notre|van onze|de nuestr[oa]) [^\W\d_]{4,20}|"
    r"(?:redaktur|redaktur & reporter|penulis|pewarta|posted by|publicado por)\s?:|(?:written|words|story|text|report(?:ed|ing)?|analysis|review|posted|interview"
    r"|opinion|column|exclusive)s? by|by|from our correspondent|von|par|por|di|a cura di|door|av|af"
    r"|text|texte|texto|testo|tekst|autore?(?:in|ren)?|auteurs?|authors?|autor[ae]?s?|reporter"
    r"|skrevet af|skrevet av|escrito por|propos recueillis par|eine? [^\W\d_]{4,20} von"
    r"|aus [^\d,.]{2,30} berichte(?:t|n)|une? [^\W\d_]{4,20} de|geschreven door|redactie|kirjoittaja|teksti|oprac\.|автор(?:ы)?|текст|autorka?|tekst|szerző|autori?"
    r"|yazan|haber|κε[ίι]μενο|τη[ςσ]|του|كتب(?:ت)?|بقلم|מאת)\s?[:：]?\s+(?P<names>\S.*)$",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:^|[\s|·,])(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s(?P<names>[^\W\d_a-z].*)$"
)
_AFTER_NAMES = re.compile(
    r"\s?(?:\s(?:foto|photo|photograph|picture|bild|video|grafik|illustration|kuv)\w{0,2}\s?(?::|by\s)|[|·•/@]|on:\s|\s[–—-]\s|\son\s|\sin\s|\sat\s|\sfor\s|\sfür\s|\spour\s|\spara\s|\bemail\b|\be-mail\b"
    r"|\benvoyée?s? spécia|\bfollow\b|\bpublished\b|\bposted\b|\bupdated\b|\bleave a\b|\bcomments?\b|\bpublié|\bpublicado|\bveröffentlicht|\d|\().*$",
    re.IGNORECASE,
)
# A reporter's word beside the name, where names have no capitals.
_EAST_ASIAN = re.compile(
    r"(?:作者|记者|記者|撰文|文|采写|特约撰稿)\s?[:：/／|丨]\s?(?P<said>[\u3400-\u9fff·]{2,8})(?![\u3400-\u9fff])"
    r"|(?P<korean>[가-힣]{2,4})\s(?:선임|인턴|수습)?\s?(?:기자|특파원)(?![가-힣])"
    r"|^(?P<alone>[\u3400-\u9fff]{1,4}[ \u3000][\u3400-\u9fff\u3040-\u309f]{1,4})$"
    r"|^[(（【](?P<signed>[\u3400-\u9fff]{3,5})[)）】]$"
    r"|^(?P<before>[\u3400-\u9fff]{2,5})(?:記者|记者)$"
)
_EAST_ASIAN_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_NAME = re.compile(
    r"[\u3400-\u9fff]{1,4}[ \u3000][\u3400-\u9fff\u3040-\u309f]{1,4}"
)
_AND = re.compile(r"\s*(?:,|;|&|\b(?:and|und|et|y|e|en|och|og|ja)\b)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[^\W\d_a-zß-öø-ÿ][\w.'’\-]*$")
# The outlet's office behind a name: "Renata Alves, Agora AP".
_OFFICE = re.compile(r"[a-z]\s(?!II|IV|VI|JR|SR)[A-Z]{2,3}$")
_SHORT_BYLINE = 80
_MOST_IN_BARE_NAME = 3


def byline_names(text: str) -> tuple[str, ...]:
    """Give the names of a byline, empty where the line is none.

    A line must say that it is one ("By X", "Von X", "Text: X"), or hold "By X" next to
    a date, a bar or the same name: titles may hold it too.
    """
    if len(text) > LONGEST_BYLINE:
        return ()
    line = _parted(" ".join(text.split()))
    if found := _BY.match(line):
        return names_in(found["names"])
    if names := _east_asian_names(line):
        return names
    inside = _BY_INSIDE.search(line)
    if not inside:
        return _name_before_date(line) or _names_before_date(line)
    names = names_in(inside["names"])
    before = line[: inside.start()]
    is_signed = has_date(line) or "|" in line or any(name in before for name in names)
    return names if is_signed else ()


_DATED_NAME = re.compile(
    r"^([^\d,|•·:]{5,40}?)\s(?:Publi[ée]|Publicad[oa]|Published|Posted|Veröffentlicht|Opublikowano"
    r"|Pubblicato|Gepubliceerd|Publicerad|Publisert|Mis à jour|Updated)\b"
)


def _east_asian_names(line: str) -> tuple[str, ...]:
    """Take "作者：李文静" and "박소연 기자" in a short line."""
    if len(line) > _SHORT_BYLINE:
        return ()
    found = [name for match in _EAST_ASIAN.finditer(line) for name in match.groups()]
    return tuple(dict.fromkeys(name for name in found if name))


def _name_before_date(line: str) -> tuple[str, ...]:
    """Take "John Bacon, The Paper 4:28 p.m. EST January 2, 2015"."""
    if not has_date(line) or len(line) > 160:
        return ()
    name = re.match(r"^([^,|•·]{5,40})(?:,|\s[|•·])\s", line) or _DATED_NAME.match(line)
    if name and _says_more(name[1], line[name.end() :]):
        return ()
    return (
        (name[1],)
        if name and is_person_name(name[1]) and len(line.split()) <= 20
        else ()
    )


def _names_before_date(line: str) -> tuple[str, ...]:
    """Take "María Soler / Luis Prado Arneda 27 OCT 2012": two names or more, and a day."""
    before = re.split(r"\s\d", line, maxsplit=1)[0] if has_date(line) else ""
    names = tuple(name.strip() for name in before.split(" / "))
    return names if len(names) > 1 and all(map(is_person_name, names)) else ()


def _says_more(name: str, rest: str) -> bool:
    """Refuse "Posted Thu 14 Jul 2016" and "Ann Lee, bell tuner, born 2 June 1923"."""
    if {word.casefold() for word in name.split()} & DATE_WORDS:
        return True
    words = [word for word in re.findall(r"[^\W\d_]{4,}", rest) if word.islower()]
    return any(w not in DATE_WORDS and w not in MONTH_NUMBERS for w in words)


# What a reporter covers, before the post: "Marine Correspondent".
_BEATS = (
    r"political|politics|business|sports?|city|local|digital|crime|marine|fisheries|fishing|health|education"
    r"|environment|climate|science|technology|tech|economics|economy|religion|transport|defen[cs]e|energy"
    r"|security|legal|court|home affairs|social affairs|foreign|world|national|europe|asia|africa|china"
    r"|middle east|white house|medical|arts|culture|media|features|investigations|investigative|consumer"
    r"|property|travel|food|film|music|news|data|community|county|regional|royal|entertainment|general"
)
# A post after a name: "Ellie Proctor Senior Reporter".
_ROLE_AFTER = re.compile(
    rf"(?<=\w)\s(?:(?:senior|chief|staff|special|deputy|associate|assistant|{_BEATS})\s"
    r"(?:[^\W\d_]+\s(?=correspondent))?)*"
    r"(?:reporter|writer|editor|correspondent|columnist|contributor|producer|journalist)$",
    re.IGNORECASE,
)
# A post before it: "North America correspondent Ellie Proctor".
_ROLE_BEFORE = re.compile(
    r"^(?:[^\W\d_][\w.-]*\s){0,4}(?:correspondent|reporter|editor|writer|bureau chief|columnist)\s"
    r"(?=[^\W\d_a-zß-öø-ÿ])"
)
# Where each of them is: "Ellie Proctor in Port Ann and Bo Lind".
_PLACE_BETWEEN = re.compile(
    r"\sin\s[^\W\d_a-zß-öø-ÿ][\w.’'-]*(?:\s[^\W\d_a-zß-öø-ÿ][\w.’'-]*)?(?=,\s|\sand\s)"
)
_ADDRESS = re.compile(r"\s?[\w.+-]+@[\w-]+\.[\w.-]+|\s?@\w+")
# Words that lost the markup between them: "ByEllie ProctorSenior", "ProctorandBo", "LINDMay 6".
_GLUED_BY = re.compile(r"^(By|Von|Par|Por)(?=[A-ZÀ-Þ][a-zß-öø-ÿ])")
_GLUED_AND = re.compile(r"(?<=[a-zß-öø-ÿ]{2})and(?=[A-ZÀ-Þ][a-zß-öø-ÿ])")
_GLUED_DATE = re.compile(
    r"(?<=[A-ZÀ-Þ]{3})(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d)"
)
# Behind a name of two words; some names have a capital within: "MacArthur", "VanDyke".
_GLUED = re.compile(
    r"(?<=[\w.]\s)(?<!\b[Bb]y\s)(?<!\bVon\s)(?<!\bPar\s)(?<!\band\s)(?!(?:Mac|Fitz|Van|Von|Del|Des|Dal|San|Saint)[A-Z])"
    r"([A-ZÀ-Þ][a-zß-öø-ÿ.’'-]*[a-zß-öø-ÿ]{2})(?=[A-ZÀ-Þ])"
)


def _parted(line: str) -> str:
    """Part words that run into each other, and leave out addresses."""
    line = _GLUED_DATE.sub(" ", _ADDRESS.sub("", line))
    line = _GLUED_BY.sub(r"\1 ", _GLUED_AND.sub(" and ", line))
    return _GLUED.sub(r"\1 | ", line)


# A name written for wide screens and again for narrow ones: "Ana Reyes Ana Reyes".
_SAID_TWICE = re.compile(r"(?<!\w)(\w+ [^,;]{1,40}\w)\s?\1(?!\w)")


def names_in(text: str) -> tuple[str, ...]:
    """Give the names in what follows "By": people, or the agency where there are none."""
    head = _PLACE_BETWEEN.sub("", _parted(text[:LONGEST_BYLINE]))
    head = _AFTER_NAMES.sub("", head).strip(" .,:;")
    head = re.split(r"\s(?:By|BY|Von|Par|Por)\s", head)[0]
    head = _SAID_TWICE.sub(r"\1", head)
    pieces = [_without_role(p.strip(" .")) for p in _AND.split(head) if p.strip(" .")]
    names = [_without_day(without_agency(piece)) for piece in pieces]
    people = [recased(name) for name in names if is_person_name(name)]
    people = people[:1] + [name for name in people[1:] if not _OFFICE.search(name)]
    if people:
        return tuple(dict.fromkeys(people))
    agencies = [p for p in pieces if is_agency(p) or is_agency(p.split(" ")[0])]
    return tuple(dict.fromkeys(agencies[:1]))


def _without_role(piece: str) -> str:
    """Cut a post off a name, before or after it."""
    return _ROLE_AFTER.sub("", _ROLE_BEFORE.sub("", piece))


def shown_byline(text: str, names: Sequence[str]) -> str:
    """Give the part of a byline from its first name to its last, as readers see it.

    "By Maren Holt and Joseph Adeyemi · Nov 5, 2026" gives "Maren Holt and Joseph
    Adeyemi"; names in capitals, or not in the text, come as they were read.
    """
    line = " ".join(text.split())
    folded = line.casefold()
    places = [folded.find(name.casefold()) for name in names]
    joined = ", ".join(names)
    if not places or min(places) < 0 or len(folded) != len(line):
        return joined
    ends = [at + len(name) for at, name in zip(places, names, strict=True)]
    shown = line[min(places) : max(ends)]
    is_long = len(shown) > len(joined) + 12 * len(names)
    return joined if shown.isupper() or is_long else shown


# What no person's name of three words or more begins with: "Le Soir du Port".
_ARTICLE_FIRST = re.compile(
    r"(?:the|le|la|les|el|los|las|il|lo|gli|i|der|die|das|o|a|os|as|de|het)\s|l['’]",
    re.IGNORECASE,
)


def is_person_name(text: str) -> bool:
    """Say whether a text could be a person's name: two to five capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 5 or is_agency(text):
        return False
    if _EAST_ASIAN_SIGNS.search(text):
        return bool(_EAST_ASIAN_NAME.fullmatch(text))
    if any(word.casefold().strip(".,") in NOT_IN_NAMES for word in words):
        return False
    if _ARTICLE_FIRST.match(text) and len(words) > 2:
        return False
    first = words[0].casefold()
    if len(first) >= 5 and first in DATE_WORDS and first != "domingo":
        return False
    capital = [bool(_NAME_WORD.match(w)) and not w[0].islower() for w in words]
    fits = [
        c or w.casefold() in NAME_PARTICLES for c, w in zip(capital, words, strict=True)
    ]
    return all(fits) and capital[-1] and sum(capital) >= 2


def is_names_only(text: str) -> bool:
    """Say whether a line is nothing but people: "Maria Osei and Jonah Feld"."""
    if len(text) > LONGEST_BYLINE:
        return False
    return all(map(is_person_name, _AND.split(text.strip(" .,"))))


def is_bare_name(text: str) -> bool:
    """Say whether a line is one person's name and nothing else; "By By" is none."""
    words = text.split()
    is_short = 2 <= len(words) <= _MOST_IN_BARE_NAME and is_person_name(text)
    return is_short and not any(map(_opens_sentence, words))


def without_agency(name: str) -> str:
    """Cut the agency off that stands behind a whole name: "Ann Author Bloomberg"."""
    words = name.split()
    for size in (1, 2):
        if len(words) >= size + 2 and is_agency(" ".join(words[-size:])):
            return " ".join(words[:-size])
    return name


def _without_day(name: str) -> str:
    """Cut off the day or month that runs on behind a name: "Bryan Wells Tuesday"."""
    head, _, last = name.rpartition(" ")
    folded = last.casefold().strip(".,")
    is_date = folded in MONTH_NUMBERS or (len(folded) > 5 and folded in DATE_WORDS)
    return head if is_date and len(head.split()) >= 2 else name


def recased(name: str) -> str:
    """Give "LAURIE O'HARA" as names are written; other names stay as they are."""
    is_flat = name.isupper() or (name.islower() and " " in name)
    return name.title() if is_flat else name


_BIOGRAPHY = re.compile(
    r"^\W{0,2}(?P<name>(?:[^\W\d_][\w.'’-]*\s){1,4}?[^\W\d_][\w.'’-]*),?\s"
    r"(?P<verb>is|was|are|writes|covers|reports|has been|joined|can be reached|ist|schreibt"
    r"|arbeitet|est|écrit|es|escribe|è|scrive|é|escreve|schrijft|är|skriver|er)\s",
    re.IGNORECASE,
)


# What authors do and are, in the words of their biographies.
_WRITES = re.compile(
    r"\b(?:writes|covers|reports|can be reached|schreibt|berichtet|arbeitet (?:als|für|bei)|écrit|escribe|scrive"
    r"|escreve|schrijft|skriver|writer|reporter|editor|columnist|author|correspondent|journalist\w*|critic"
    r"|blogger|contribut\w+|producer|freelance\w*|professor\w*|fellow|director|lecturer|novelist|historian"
    r"|researcher|scientist|economist|analyst|founder|co-?founder|president|chief executive|attorney|lawyer"
    r"|teacher|librarian|consultant|physician|scholar|student|poet|essayist|photographer|intern|chair\w*"
    r"|member of|redakt\w+|autor\w*|korrespond\w+|kolumn\w+|schriftsteller\w*|dozent\w*|volont\w+"
    r"|rédact\w+|auteure?|chroniqueu\w+|écrivain\w*|profess\w+|period\w+|redator\w*|colunista"
    r"|columnista|escrit\w+|giornalista|scrittor\w+|docente|schrijver|hoogleraar|verslaggever\w*|skribent)\b",
    re.IGNORECASE,
)


def biography_names(text: str) -> tuple[str, ...]:
    """Give whom the sentences of an author's biography speak of, sentence by sentence."""
    if len(text.split()) > MOST_BIOGRAPHY_WORDS:
        return ()
    sentences = re.split(r"(?<=[a-zß-ÿ)])(?<!\bJr)(?<!\bSr)\.\s", text)
    found = [_BIOGRAPHY.match(sentence) for sentence in sentences]
    names = [recased(match["name"]) for match in found if match and _is_spoken(match)]
    return tuple(n for n in names if is_person_name(n) and not _opens_sentence(n))


def _is_spoken(found: re.Match[str]) -> bool:
    """Refuse a title's verb: "Parrot Yoga Is a Thing" tells of nobody."""
    return found["verb"].islower() or found.string.isupper()


def names_a_writer(text: str) -> bool:
    """Say whether a sentence speaks of what an author does; "Die Brücke ist alt" does not."""
    return bool(_WRITES.search(text))


def speaks_of(name: str, text: str) -> bool:
    """Say whether a short text opens as "Mr. Benning is a retired librarian" does."""
    if len(text.split()) > MOST_BIOGRAPHY_WORDS // 2:
        return False
    title = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Frau|Herr|Mme|M)"
    surname = re.escape(name.rpartition(" ")[2])
    return bool(
        re.match(rf"{title}\.?\s{surname}(?:,.{{3,60}},)?\s(?:is|was|ist|est)\b", text)
    )


def _opens_sentence(name: str) -> bool:
    """Say whether the first word is none of a name: "Für Donnerstag ist geplant"."""
    first = name.split(maxsplit=1)[0].casefold()
    return any(first in words for words in COMMON_WORDS.values())
