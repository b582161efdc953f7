"""Credits of many languages and agencies: a table of lines and what they say."""

from __future__ import annotations

import pytest

from media.credits import is_credit, read_credit, split_caption

# line, caption that remains, credit line
CASES = [
    ('A barn at dusk. Provided by the Barrow family', 'A barn at dusk.', 'Provided by the Barrow family'),
    ('The mayor speaks. Supplied by Northern Water', 'The mayor speaks.', 'Supplied by Northern Water'),
    ('A road. REUTERS/Jane Doe/File Photo', 'A road.', 'REUTERS/Jane Doe/File Photo'),
    ('The empty quay in May.Ann Boll', 'The empty quay in May.', 'Ann Boll'),
    ('Cats asleep on the quay Ann Boll / Harbour Post', 'Cats asleep on the quay', 'Ann Boll / Harbour Post'),
    ('Le quai vide, le 2 mars 2019 ANNE DUBOIS, AFP', 'Le quai vide, le 2 mars 2019', 'ANNE DUBOIS, AFP'),
    ('Le quai vide, le 2 mars. ANNE DUBOIS / RUE LIBRE POUR « LE QUAI »', 'Le quai vide, le 2 mars.', 'ANNE DUBOIS / RUE LIBRE POUR « LE QUAI »'),
    ('A road. REUTERS/Jane Doe/Pool', 'A road.', 'REUTERS/Jane Doe/Pool'),
    ('Barn owner Jim Smith. (KAYLA BRANDT, Prairie Sentinel)', 'Barn owner Jim Smith.', 'KAYLA BRANDT, Prairie Sentinel'),
    ('Barn owner Jim Smith. | Photo Credit: B. JOTHI', 'Barn owner Jim Smith.', 'B. JOTHI'),
    ('Un phoque au port - © Radio Ouest - Maël Kerbrat', 'Un phoque au port', 'Radio Ouest - Maël Kerbrat'),
    ('Le maire à Lyon, le 2 mars. JEAN DUPONT / AFP', 'Le maire à Lyon, le 2 mars.', 'JEAN DUPONT / AFP'),
    ('Le maire à Lyon, le 2 mars. LUDOVIC MARIN / AFP', 'Le maire à Lyon, le 2 mars.', 'LUDOVIC MARIN / AFP'),
    ('Le maire. Crédit : Ville de Lyon', 'Le maire.', 'Ville de Lyon'),
    ("Le maire (Photo d'illustration)", 'Le maire', "Photo d'illustration"),
    ('Le maire. Photo d’archives Sipa/Jean Dupont', 'Le maire.', 'Photo d’archives Sipa/Jean Dupont'),
    ("L'attaccante a Roma (foto Lapresse)", "L'attaccante a Roma", 'Lapresse'),
    ("L'attaccante a Roma (Ansa/Mario Rossi)", "L'attaccante a Roma", 'Ansa/Mario Rossi'),
    ("L'attaccante a Roma - Foto Ansa", "L'attaccante a Roma", 'Ansa'),
    ('El alcalde en Lugo. Foto: cortesía de la familia', 'El alcalde en Lugo.', 'cortesía de la familia'),
    ('El alcalde en Lugo, en una imagen de archivo. Europa Press', 'El alcalde en Lugo, en una imagen de archivo.', 'Europa Press'),
    ('El alcalde en Lugo (Brais Lorenzo / EFE)', 'El alcalde en Lugo', 'Brais Lorenzo / EFE'),
    ('El alcalde en Lugo | Foto: Cuartoscuro', 'El alcalde en Lugo', 'Cuartoscuro'),
    ('El alcalde en Lugo. Foto cedida por el club', 'El alcalde en Lugo.', 'cedida por el club'),
    ('Jangada na praia — Foto: Thiago Gadelha/SVM', 'Jangada na praia', 'Thiago Gadelha/SVM'),
    ('Jangada na praia Imagem: Reprodução/Instagram', 'Jangada na praia', 'Reprodução/Instagram'),
    ('Jangada na praia. Crédito: Divulgação', 'Jangada na praia.', 'Divulgação'),
    ('De molen bij Enter. © Carlo ter Ellen', 'De molen bij Enter.', 'Carlo ter Ellen'),
    ('De molen bij Enter. Beeld ANP', 'De molen bij Enter.', 'ANP'),
    ('De molen bij Enter. Foto Robin van Lonkhuijsen', 'De molen bij Enter.', 'Robin van Lonkhuijsen'),
    ('Storch auf dem Dach. Foto: picture alliance/dpa/Lukas Schulze', 'Storch auf dem Dach.', 'picture alliance/dpa/Lukas Schulze'),
    ('Storch auf dem Dach. © picture alliance / dpa', 'Storch auf dem Dach.', 'picture alliance / dpa'),
    ('Storch auf dem Dach (Quelle: imago images)', 'Storch auf dem Dach', 'imago images'),
    ('Storch auf dem Dach. (Foto: Stadt Borken/pd)', 'Storch auf dem Dach.', 'Stadt Borken/pd'),
    ('Storch auf dem Dach. Bildrechte: IMAGO', 'Storch auf dem Dach.', 'IMAGO'),
    ('Renen på vägen. Foto: Olof Wik/TT', 'Renen på vägen.', 'Olof Wik/TT'),
    ('Reinen på veien. FOTO: PRIVAT', 'Reinen på veien.', 'PRIVAT'),
    ('Renen. (Foto: Mads Claus Rasmussen © Ritzau Scanpix)', 'Renen.', 'Mads Claus Rasmussen © Ritzau Scanpix'),
    ('Kuva satamasta. Kuva: Matti Virtanen / Lehtikuva', 'Kuva satamasta.', 'Matti Virtanen / Lehtikuva'),
    ('Foka na plaży / fot. Dominik Sadowski / PAP', 'Foka na plaży', 'Dominik Sadowski / PAP'),
    ('Foka na plaży (fot. Jakub Orzechowski / Agencja Wyborcza.pl)', 'Foka na plaży', 'Jakub Orzechowski / Agencja Wyborcza.pl'),
    ('Foka na plaży | Foto: Jan Kowalski / East News', 'Foka na plaży', 'Jan Kowalski / East News'),
    ('Foka na plaży Źródło: PAP / Jan Kowalski', 'Foka na plaży', 'PAP / Jan Kowalski'),
    ('Most v Praze. Foto: ČTK / Jan Novák', 'Most v Praze.', 'ČTK / Jan Novák'),
    ('Most v Praze | Foto: Michal Růžička, MAFRA', 'Most v Praze', 'Michal Růžička, MAFRA'),
    ('Híd Budapesten. Fotó: Kovács Béla / MTI', 'Híd Budapesten.', 'Kovács Béla / MTI'),
    ('Podul. Foto: Inquam Photos / Octav Ganea', 'Podul.', 'Inquam Photos / Octav Ganea'),
    ('Podul. Sursa foto: Agerpres', 'Podul.', 'Agerpres'),
    ('Kedi camda (Fotoğraf: Anadolu Ajansı)', 'Kedi camda', 'Anadolu Ajansı'),
    ('Το καφενείο / Φωτογραφία: Eurokinissi', 'Το καφενείο', 'Eurokinissi'),
    ('Мост через реку. Фото: Сергей Юров / ТАСС', 'Мост через реку.', 'Сергей Юров / ТАСС'),
    ('Мост через реку © РИА Новости / Павел Львов', 'Мост через реку', 'РИА Новости / Павел Львов'),
    ('Мост (фото: пресс-служба губернатора)', 'Мост', 'пресс-служба губернатора'),
    ('أطفال يزرعون الشتلات (رويترز)', 'أطفال يزرعون الشتلات', 'رويترز'),
    ('أطفال يزرعون الشتلات - أ ف ب', 'أطفال يزرعون الشتلات', 'أ ف ب'),
    ('התאנה ברחוב. צילום: אוליבייה כהן', 'התאנה ברחוב.', 'אוליבייה כהן'),
    ('子どもたち=岩手県大船渡市、佐伯真帆撮影', '子どもたち', '岩手県大船渡市、佐伯真帆撮影'),
    ('流された橋の跡（住民提供）', '流された橋の跡', '住民提供'),
    ('会見する首相（写真：AFP/アフロ）', '会見する首相', 'AFP/アフロ'),
    ('船长老何在驾驶室里 张弛 摄', '船长老何在驾驶室里', '张弛 摄'),
    ('船长老何在驾驶室里。新华社记者 张弛 摄', '船长老何在驾驶室里。', '新华社记者 张弛 摄'),
    ('등대 앞 부부 [여수시 제공. 재판매 및 DB 금지]', '등대 앞 부부', '여수시 제공'),
    ('등대 앞 부부. /사진=연합뉴스', '등대 앞 부부.', '연합뉴스'),
    ('등대 앞 부부. 사진: 뉴시스', '등대 앞 부부.', '뉴시스'),
    ('A door. Image: Jane Roe', 'A door.', 'Jane Roe'),
    ('A door. (Shutterstock)', 'A door.', 'Shutterstock'),
    ('A door. Jane Roe/Bay Area News Group', 'A door.', 'Jane Roe/Bay Area News Group'),
    ('A door. | Jane Roe / KQED', 'A door.', 'Jane Roe / KQED'),
    ('A door. AP Photo by Jane Roe', 'A door.', 'AP Photo by Jane Roe'),
    ('A door. Jane Roe • The Oregon Daily', 'A door.', 'Jane Roe • The Oregon Daily'),
    ('A door. Photo by Jane Roe for The Oregon Daily', 'A door.', 'Jane Roe for The Oregon Daily'),
    ('A door. (Jane Roe/Staff photographer)', 'A door.', 'Jane Roe/Staff photographer'),
    ('A door. Staff Photo by Jane Roe', 'A door.', 'Staff Photo by Jane Roe'),
    ('A door. (Photo courtesy of Jane Roe)', 'A door.', 'Photo courtesy of Jane Roe'),
    ('A door. (Courtesy Jane Roe)', 'A door.', 'Courtesy Jane Roe'),
    ('A door. Anchor photo by Wes Rourke', 'A door.', 'Anchor photo by Wes Rourke'),
    ('A door. By Jane Roe | Staff Photographer', 'A door.', 'By Jane Roe | Staff Photographer'),
    ('A door. Ⓒ Jane Roe', 'A door.', 'Ⓒ Jane Roe'),
    ('A door. Forest Department Handout', 'A door.', 'Forest Department Handout'),
    ('A door. Alamy', 'A door.', 'Alamy'),
    ('A door. Alan Price/Alamy Stock Photo', 'A door.', 'Alan Price/Alamy Stock Photo'),
    ('A door. Jane Roe/Reuters', 'A door.', 'Jane Roe/Reuters'),
    ('A door. Mandatory Credit: Jane Roe-USA TODAY Sports', 'A door.', 'Jane Roe-USA TODAY Sports'),
    ('A door. Jane Roe-USA TODAY Sports', 'A door.', 'Jane Roe-USA TODAY Sports'),
    ('A door. (ABC News: Jane Roe)', 'A door.', 'ABC News: Jane Roe'),
    ('A door. Supplied: Door Museum', 'A door.', 'Supplied: Door Museum'),
    ('A door. Photo by Jane Roe on Unsplash', 'A door.', 'Jane Roe on Unsplash'),
    ('A door. Jane Roe/Pool via REUTERS', 'A door.', 'Jane Roe/Pool via REUTERS'),
    ('A door. Courtesy of Door Museum/Handout via REUTERS', 'A door.', 'Courtesy of Door Museum/Handout via REUTERS'),
    ('A door. (Express Photo by Jane Roe)', 'A door.', 'Express Photo by Jane Roe'),
    ('A door JANE ROE', 'A door', 'JANE ROE'),
    ('Una puerta. JANE ROE (AFP)', 'Una puerta.', 'JANE ROE (AFP)'),
    ('Une porte, samedi. | OUEST-MATIN', 'Une porte, samedi.', 'OUEST-MATIN'),
    ('Une porte. — J. Roe / 20 Heures', 'Une porte.', 'J. Roe / 20 Heures'),
    ('Une porte. Photo archives Jane ROE', 'Une porte.', 'Jane ROE'),
    ('Een deur. Beeld Jane Roe / de Ochtend', 'Een deur.', 'Jane Roe / de Ochtend'),
    ('Drzwi do lasu / Shutterstock', 'Drzwi do lasu', 'Shutterstock'),
    ('Eine Tür. Fotos: Jane Roe (2), dpa', 'Eine Tür.', 'Jane Roe (2), dpa'),
]  # fmt: skip

NO_CREDIT = [
    "She was photographed by her husband in 1956.",
    "He said the picture was taken by a friend.",
    "The house was provided by the city.",
    "The books were supplied by the county for free.",
    "Jane Roe, the mayor, at the opening on Tuesday.",
    "A view of Paris, France.",
    "The play by Jane Roe",
    "Ein Foto, das die Welt bewegte.",
    "Το σπίτι της γιαγιάς μου στο χωριό.",
    "김철수 대표가 자료를 제공했다",
    "この店が料理を提供。",
    "Jane Roe and John Doe in 2010",
    "Bayern gegen Dortmund",
    "Left: the old bridge. Right: the new one.",
    "President Joe Biden (right) with Jane Roe",
    "Members of the Bay Area Choir",
    "Photo finish at the Derby",
    "It works in every ward, said Dr. Jane Roe, of the University of Oslo.",
    "The door, seen from NEW YORK",
    "Redaktion / Korrespondenz Nord",
]


@pytest.mark.parametrize(("line", "caption", "credit"), CASES)
def test_split_caption__in_many_languages(line, caption, credit):
    read = split_caption(line)
    assert (read.caption_rest, read.credit_line) == (caption, credit)
    assert read.confidence >= 0.7


@pytest.mark.parametrize("line", NO_CREDIT)
def test_split_caption__no_credit_is_seen_where_none_is(line):
    assert split_caption(line).confidence == 0
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("[여수시 제공. 재판매 및 DB 금지]", "여수시 제공"),
        ("사진=연합뉴스", "연합뉴스"),
        ("（写真：AFP/アフロ）", "AFP/アフロ"),
        ("Photo by Ravi Menon", "Ravi Menon"),
    ],
)
def test_read_credit__signs_beside_the_name(text, credit):
    assert read_credit(text).credit_line == credit
