"""Credits as a photo desk reads them, and captions whose ends only look like one."""

from __future__ import annotations

import pytest

from media.credits import Credited, split_caption
from tests.costs import cost

# line, caption that remains, creators, source, supplier
CASES = [
    ('The prime minister in Rome, Monday, June 3, 2024. (Roberto Monaldo/LaPresse via AP)', 'The prime minister in Rome, Monday, June 3, 2024.', ('Roberto Monaldo',), 'LaPresse', 'AP'),
    ('President Ana Costa in Lisbon. (Pool Photo via AP)', 'President Ana Costa in Lisbon.', (), '', 'AP'),
    ('Police in Lyon. Social media video/via REUTERS', 'Police in Lyon.', (), '', 'Reuters'),
    ('Fotos: Karin Haas (2), Jens Wolf|', '', ('Karin Haas', 'Jens Wolf'), '', ''),
    ("Des passants à Lille. (Photo d'archives Pascal Bonnière)", 'Des passants à Lille.', ('Pascal Bonnière',), '', ''),
    ('Des passants à Lille. Photo archives Sud-Matin/Marc Leroy', 'Des passants à Lille.', ('Marc Leroy',), 'Sud-Matin', ''),
    ('Vista del puerto de Vigo. (EFE/Archivo)', 'Vista del puerto de Vigo.', (), 'EFE', ''),
    ('El alcalde durante el acto. Foto: Archivo', 'El alcalde durante el acto.', (), '', ''),
    ('El alcalde durante el acto. (Foto: Secretaría de Salud)', 'El alcalde durante el acto.', (), 'Secretaría de Salud', ''),
    ('La sindaca con i bambini. Foto: Mauro Scrobogna / LaPresse', 'La sindaca con i bambini.', ('Mauro Scrobogna',), 'LaPresse', ''),
    ('De haven van Rotterdam. ANP / Robin Utrecht', 'De haven van Rotterdam.', ('Robin Utrecht',), 'ANP', ''),
    ('Arkivbild. Foto: Johan Nilsson/TT', 'Arkivbild.', ('Johan Nilsson',), 'TT', ''),
    ('Statsministeren i Aarhus. (Arkivfoto). Foto: Liselotte Sabroe/Ritzau Scanpix', 'Statsministeren i Aarhus. (Arkivfoto).', ('Liselotte Sabroe',), 'Ritzau Scanpix', ''),
    ('Rybacy na Bałtyku (zdj. ilustracyjne)', 'Rybacy na Bałtyku', (), '', ''),
    ('A train leaves Wuhan. [Photo/Xinhua]', 'A train leaves Wuhan.', (), 'Xinhua', ''),
    ('A rally in Seoul on Friday. Yonhap News', 'A rally in Seoul on Friday.', (), 'Yonhap', ''),
    ('Fishing boats in Aomori. (Mainichi/Ken Aoki)', 'Fishing boats in Aomori.', ('Ken Aoki',), 'Mainichi', ''),
    ('The reef off Cairns. (AAP Image/Brian Cassey)', 'The reef off Cairns.', ('Brian Cassey',), 'AAP', ''),
    ('The reef off Cairns. Picture: NewsWire / John Gass', 'The reef off Cairns.', ('John Gass',), 'NewsWire', ''),
    ('The premier in Regina. THE CANADIAN PRESS/Heywood Yu', 'The premier in Regina.', ('Heywood Yu',), 'The Canadian Press', ''),
    ('The premier in Regina. (Heywood Yu/The Canadian Press)', 'The premier in Regina.', ('Heywood Yu',), 'The Canadian Press', ''),
    ('The premier in Regina. (Submitted by Ann Coe)', 'The premier in Regina.', ('Ann Coe',), '', ''),
    ('A cabin on the lake. Courtesy of the Lake County Historical Society', 'A cabin on the lake.', (), 'Lake County Historical Society', ''),
    ('The council meets. (Ann Coe, special to the Harbor Journal)', 'The council meets.', ('Ann Coe',), 'Harbor Journal', ''),
    ('The council meets. (Screengrab from council video)', 'The council meets.', (), '', ''),
    ('The council meets. Illustration by Ann Coe; photos by Bo Reed', 'The council meets.', ('Ann Coe', 'Bo Reed'), '', ''),
    ('The reef off Cairns. (Facebook: Reef Watch)', 'The reef off Cairns.', (), '', ''),
    ('The council meets. Screenshot via YouTube', 'The council meets.', (), '', ''),
]  # fmt: skip

NO_CREDIT = [
    "Mayor Dana Whitlow, left, and John Smith.",
    "The winners were Ann Coe (center), Bo Reed and Cy Holt (right).",
    "Minister Eva Berg in Paris, France, May 2, 2023.",
    "Ann Coe and her husband, Bo Reed, in Portland, Ore.",
    "The bridge over the Tyne in Newcastle upon Tyne.",
    "From left: Ann Coe, Bo Reed, Cy Holt and Di Marsh.",
    "Singer Ann Coe performs at the Ryman Auditorium in Nashville, Tennessee",
    "The scene outside the Royal Courts of Justice, London",
    "The actor in the film The Last Harbor (2019)",
    'The author of "The Tide," Ann Coe',
    "Ann Coe, 34, of Leeds, with her dog Max",
    "A statue of King George V in Auckland",
    "Kanzlerin Berta Vogt (Mitte) und Minister Karl Ernst (SPD)",
    "Der Dom zu Speyer im Winter 1905",
    "Der neue Vorstand: Karl Ernst, Eva Berg und Max Ruf",
    "Le maire de Brest, Jean Le Goff, à gauche, et Marie Dupuis",
    "La ministre Marie Dupuis (à droite) à Paris, le 3 mai 2023",
    "El presidente Juan Rojas (izquierda) y Ana Lima",
    "La alcaldesa de Vigo, Ana Lima, en Madrid",
    "O ministro Paulo Cunha (PT) e a deputada Ana Lima (PSDB)",
    "Il sindaco di Roma, Luca Neri, con Anna Verdi",
    "De burgemeester van Gent, Jan de Vries (links)",
    "Statsminister Eva Berg (A) og Karl Holm (V)",
    "Statsministern Eva Berg (S) och Karl Holm (M)",
    "Burmistrz Gdyni Jan Nowak (z lewej)",
    "Striker Bo Reed of Manchester United",
    "Boats in the harbour at St. Ives, Cornwall.",
    "The new album by Ann Coe is out on Domino Records.",
    "The BBC headquarters in London - Broadcasting House",
    "Protesters march to the White House on Saturday, Jan. 6",
    "Sen. Carla Moss, D-N.Y., and Rep. Bo Reed, R-Ohio",
    "A worker at the Getty Images office in Seattle",
    "The Reuters building in Canary Wharf, London",
    "An exhibition of photos by Ann Coe opens on Friday",
    "A room at the Hotel Imago in Rome.",
    "He won a Pulitzer for his photos of the war, said the AP.",
    "Children read books in the library of Kyodo City",
    "Image of the black hole in M87",
    "The Mirror, the Sun and the Daily Star front pages",
    "The picture by Vermeer was stolen in 1990",
]


@pytest.mark.parametrize(("line", "caption", "creators", "source", "supplier"), CASES)
def test_split_caption__as_a_photo_desk_reads_it(
    line, caption, creators, source, supplier
):
    read = split_caption(line)
    assert (read.caption_rest, read.creators) == (caption, creators)
    assert (read.source, read.supplier) == (source, supplier)


@pytest.mark.parametrize("line", NO_CREDIT)
def test_split_caption__an_end_like_a_credit_loses_nothing(line):
    assert split_caption(line) == Credited(caption_rest=line)


def test_split_caption__one_long_word_costs_as_many_short_ones():
    long, short = "a" * 1400, "aaa " * 350
    assert cost(
        lambda: [split_caption.__wrapped__(long) for _ in range(200)]
    ) < 2 * cost(lambda: [split_caption.__wrapped__(short) for _ in range(200)])
