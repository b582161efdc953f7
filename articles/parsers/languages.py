"""Which language a text is in, said only where the commonest words leave no doubt."""

from __future__ import annotations

import re
from collections import Counter

FEWEST_HITS = 12
READ_CHARACTERS = 20_000

_COMMON = {
    "en": "the of and to in that is was for on with as his her at by from are have be it not which has were will this said they who",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach bei einer um am sind noch wie einem über",
    "fr": "le la les des et en un une du est que dans qui pour par sur au plus pas avec ce il sont ne se aux été cette ont ses mais elle leur deux nous",
    "es": "el la los las de y en que del un una por con para se su al lo como más pero sus ha es fue este también entre no desde son está sobre hasta",
    "it": "il la di che e un una per del della in con non le dei si da al sono nel anche è gli più alla ha ma delle questo come dal dalla i hanno stato",
    "pt": "o a os as de e que do da em um uma para com não se no na por mais dos das como ao foi à também são pelo ele pela já seu sua às até",
    "nl": "de het een van en in dat op te is met voor zijn niet aan er om ook als bij maar door naar uit heeft hij ze nog over worden deze wordt tot werd",
    "sv": "och att det i en som på är av för med till den har inte om ett var men han sig från vi så kan när under vid också efter eller hade de sade",
    "da": "og at det i en som på er af for med til den har ikke om et var men han sig fra vi så kan når under ved også efter eller havde de sagde blev hvor der",
    "nb": "og at det i en som på er av for med til den har ikke om et var men han seg fra vi så kan når under ved også etter eller hadde de sier ble hvor der",
    "fi": "ja on ei että se hän oli ovat mutta myös kun joka mukaan jos sen niin kuin ole tai vielä sekä",
    "pl": "i w na z nie do się że to jest o jak po za od przez ale dla który był oraz tym jego są przy tego",
    "cs": "a se v na je že o s z do i to ve jako za by k ale jsou byl po pro od jsem které která který jeho podle také při už",
    "ro": "și de în a la cu că pe un o din care pentru nu mai este au fost sa se ce prin fi după ca al cel ale sunt lui",
    "hu": "a az és hogy nem is egy volt de meg csak már ezt mint azt ki még van el pedig szerint vagy ez után lesz",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi kadar en sonra ise olduğu ama dedi var yeni her iki göre",
    "id": "yang dan di dari ini untuk dengan tidak itu pada akan dalam juga ke ada oleh karena mereka telah sebagai bisa",
    "ca": "el la els les de i en que del un una per amb no se al com més però ha és aquest també entre des són està sobre fins els",
}  # fmt: skip
COMMON_WORDS = {language: set(words.split()) for language, words in _COMMON.items()}


# Letters that tell a language by themselves, or with the rarer ones beside them.
_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), (("ja", ""),)),
    (re.compile(r"[\uac00-\ud7af]"), (("ko", ""),)),
    (re.compile(r"[\u3400-\u9fff]"), (("zh", ""),)),
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), (("el", ""),)),
    (re.compile(r"[\u0590-\u05ff]"), (("he", ""),)),
    (re.compile(r"[\u0600-\u06ff]"), (("fa", "پچژگ"), ("ar", ""))),
    (re.compile(r"[\u0e00-\u0e7f]"), (("th", ""),)),
    (re.compile(r"[\u0900-\u097f]"), (("hi", ""),)),
    (
        re.compile(r"[\u0400-\u04ff]"),
        (("uk", "їєґ"), ("be", "ў"), ("sr", "ђћџ"), ("ru", "ыэё"), ("bg", "")),
    ),
)
FEWEST_LETTERS = 30


def language_by_letters(text: str) -> str:
    """Give the language whose letters the text is written in, empty for Latin ones."""
    sample = text[:READ_CHARACTERS].casefold()
    counts = [(len(letters.findall(sample)), rows) for letters, rows in _SCRIPTS]
    if counts[0][0] * 10 > counts[2][0] and counts[0][0] >= FEWEST_LETTERS // 2:
        return "ja"
    most, rows = max(counts, key=lambda counted: counted[0])
    latin = len(re.findall(r"[a-z]", sample))
    if most < FEWEST_LETTERS or most < latin:
        return ""
    marked = ((code, sum(map(sample.count, signs))) for code, signs in rows)
    return next((code for code, hits in marked if hits * 200 > most), rows[-1][0])


def guess_language(text: str) -> str:
    """Give the language's code, empty where two are close or the text is short."""
    if by_letters := language_by_letters(text):
        return by_letters
    counts = Counter(re.findall(r"[^\W\d_]+", text[:READ_CHARACTERS].casefold()))
    hits = {
        language: sum(counts[word] for word in words)
        for language, words in COMMON_WORDS.items()
    }
    (first, most), (_, second) = Counter(hits).most_common(2)
    total = counts.total()
    if most < FEWEST_HITS or most < 0.15 * total or most < 1.15 * second:
        return ""
    return first
