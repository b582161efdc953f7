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
    "ca": "el la els les de i en que del un una per amb no se al com més però ha és aquest també entre des són està sobre fins els",
}  # fmt: skip
COMMON_WORDS = {language: set(words.split()) for language, words in _COMMON.items()}


def guess_language(text: str) -> str:
    """Give the language's code, empty where two are close or the text is short."""
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
