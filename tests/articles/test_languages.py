"""The language of a text, where it is sure."""

from __future__ import annotations

import pytest

from articles.parsers.languages import guess_language

TEXTS = {
    "en": "The city said on Monday that it would not pay for the bridge, which has been closed for three years, and that the state will have to do it.",
    "de": "Die Stadt teilte am Montag mit, dass sie die Brücke nicht bezahlen werde, die seit drei Jahren für den Verkehr geschlossen ist und nun auch noch rostet.",
    "fr": "La ville a dit lundi qu'elle ne paierait pas le pont, qui est fermé depuis trois ans, et que l'Etat devra le faire dans les mois à venir avec la région.",
    "es": "La ciudad dijo el lunes que no pagará el puente, que está cerrado desde hace tres años, y que el Estado tendrá que hacerlo con la ayuda de las provincias.",
    "it": "Il Comune ha detto lunedì che non pagherà il ponte, che è chiuso da tre anni, e che lo Stato dovrà farlo con i fondi della Regione e delle province.",
    "pt": "A prefeitura disse na segunda-feira que não vai pagar a ponte, que está fechada há três anos, e que o governo do Estado terá de pagar com a ajuda da União.",
    "nl": "De stad zei maandag dat zij niet voor de brug zal betalen, die al drie jaar dicht is, en dat het Rijk het dan maar moet doen met geld van de provincie.",
    "sv": "Staden sade på måndagen att den inte kommer att betala för bron, som har varit stängd i tre år, och att staten då får göra det med pengar från EU.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_guess_language__table(language, text):
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "Kurz.", "Lorem ipsum dolor sit amet " * 10])
def test_guess_language__unsure(text):
    assert guess_language(text) == ""
