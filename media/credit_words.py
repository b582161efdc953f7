"""The words of credits: the world's agencies, labels in their languages, particles."""

from __future__ import annotations


def _words(text: str, mark: str | None = None) -> frozenset[str]:
    return frozenset(text.split(mark))


_NAMES = (
    "AP|Associated Press|AFP|Agence France-Presse|Reuters|Getty Images|dpa|EPA|EFE|ANSA|ANP|APA"
    "|Belga|Keystone|Keystone-SDA|SDA|TT|NTB|Ritzau|Ritzau Scanpix|Scanpix|Lehtikuva|STT|PAP|CTK"
    "|ČTK|MTI|TASS|Sputnik|RIA Novosti|Interfax|Ukrinform|Xinhua|Kyodo|Kyodo News|Jiji|Yonhap"
    "|PTI|ANI|IANS|Antara|Bernama|AAP|NZN|PA|PA Media|Press Association|PA Wire|PA Images"
    "|Canadian Press|The Canadian Press|CP|UPI|Bloomberg|Zuma|ZUMA Press|Shutterstock|Alamy"
    "|Alamy Stock Photo|iStock|iStockphoto|Adobe Stock|Depositphotos|Dreamstime|Unsplash|Pexels"
    "|Pixabay|Wikimedia Commons|Wikimedia|Flickr|Corbis|Magnum Photos|Magnum|VII|Panos|SIPA|SIPA USA"
    "|Sipa Press|Abaca|ABACAPRESS|MAXPPP|Hans Lucas|REA|Gamma|Gamma-Rapho|Rapho|Divergence|Imago"
    "|Imago Images|picture alliance|picture-alliance|ddp|epd|KNA|dapd|ullstein bild"
    "|action press|Europa Press|ACN|Lusa|LaPresse|Contrasto|AGI|Adnkronos|IPA|Fotogramma|Agência Brasil"
    "|Folhapress|Agência O Globo|Estadão Conteúdo|Notimex|Cuartoscuro|Télam|Telam|Andina|Anadolu"
    "|Anadolu Agency|AA|DHA|İHA|ΑΠΕ-ΜΠΕ|Eurokinissi|ТАСС|РИА Новости|Укрінформ|WENN|Splash|Splash News|Backgrid|REX|Rex Features"
    "|Barcroft|Barcroft Media|SWNS|Caters|Mercury Press|Solent News|NurPhoto|Redux|Polaris|Newscom"
    "|Icon Sportswire|USA TODAY Sports|Action Images|EMPICS|Camera Press|Eyevine"
    "|LightRocket|SOPA Images|Pacific Press|Bildbyrån|IBL|Polfoto|Hollandse Hoogte|Photo News"
    "|Photonews|WireImage|FilmMagic|Invision|Everett|Everett Collection"
    "|Photofest|NASA|ESA|UNHCR|MCT|TNS|KRT|Tribune News Service|CNN|NBC|BBC|Getty|WPA Pool|Planet Labs|Maxar"
    "|Anadolu Ajansı|Agerpres|Mediafax|Inquam Photos|Agencja Wyborcza.pl|Agencja Gazeta|East News"
    "|Reporter Poland|Profimedia|MAFRA|TASR|Hina|Tanjug|Pixsell|BTA|ELTA|BNS|LETA|УНИАН|Интерфакс"
    "|БелТА|КП|EPA-EFE|EPA/EFE|SOOC|InTime News|ΑΠΕ|رويترز|أ ف ب|أ.ف.ب|فرانس برس|أسوشيتد برس|أ ب"
    "|الأناضول|واس|وام|רויטרס|AFP通信|新华社|新華社|中新社|中央社|视觉中国|共同通信|共同通信社|時事通信"
    "|時事|ロイター|アフロ|AFP時事|연합뉴스|뉴시스|뉴스1|stock.adobe.com|Getty Images/iStockphoto"
    "|Ipa-Agency|Fotolia|123RF|Avalon|Cover Images|MEGA|KIPA|Starface"
    "|Bestimage|Imagoeconomica|Icon Sport|PresseSports|DPPI|AFP7|Agencia EFE|NTB scanpix|Imagn|Imagn Images|Icon SMI|AGF|共同"
)
AGENCIES = {name.casefold(): name for name in _NAMES.split("|")}
AGENCIES.update({"agence france presse": "AFP", "the associated press": "AP"})
# Too short to be taken for an agency where nothing else says so.
NEEDS_COMPANY = _words(
    "aa pa cp tt vii rea ipa rex ap. ani ina agi sda apa anp stt pap mti ctk zuma bbc cnn nbc"
    " imago gamma magnum panos polaris everett redux solent caters esa nasa flickr ddp epd kna"
    " staff file pool twitter facebook instagram youtube dr privat private divergence rapho"
)
AGENCIES.update({"associated press": "AP", "agence france-presse": "AFP"})

# What says that a picture is an old one, or stands for its like: readers must see it.
KIND_NOTES = _words(
    "archivbild|archivfoto|archieffoto|arkivbild|arkivfoto|symbolbild|symbolfoto|file photo"
    "|foto de archivo|imagen de archivo|foto d'archivio|immagine d'archivio|foto di repertorio"
    "|photo d'archives|photo d'illustration|photo d’illustration|zdjęcie ilustracyjne"
    "|zdjęcie archiwalne|zdj. ilustracyjne|representational image|representative image",
    mark="|",
)
# A part that names nobody beside one that does: "EFE/Archivo", "EPA/STR".
NOBODY = _words(
    "photo|photos|foto|fotos|image|images|picture|video|archivo|arquivo|archivio|archive|archives"
    "|archiv|str|stf|ho|stringer|social media video",
    mark="|",
)

# Houses that sell pictures and write no stories: their bare name signs a picture.
PICTURE_HOUSES = _words(
    "getty|getty images|shutterstock|alamy|alamy stock photo|istock|istockphoto|adobe stock|depositphotos"
    "|dreamstime|unsplash|pexels|pixabay|wikimedia commons|wikimedia|flickr|corbis|imago|imago images"
    "|picture alliance|rex features|rex|wireimage|filmmagic|splash news|backgrid|stock.adobe.com|fotolia|123rf",
    mark="|",
)

LABELS = (
    r"photo(?:graph)?s?(?: credits?| courtesy)?",
    r"(?:main |file |lead |top |cover |hero |listing |header |banner |featured? |thumbnail )?(?:images?|pictures?|photos?)(?: credits?)?",
    r"photograph(?:er|ed|e|y|y by|s by)?",
    r"(?:mandatory )?credits?(?: line| photos?| images?)?",
    r"(?:supplied|submitted|contributed)(?=\s?[:：])",
    r"sources?",
    r"courtesy",
    r"illustrations?",
    r"graphics?",
    r"fotos?(?:graf(?:in|ie|ía|ia|i)?)?",
    r"fotógrafo|fotografia|fotografía|fotografie|fotocredit|fotobyline",
    r"bild(?:er|quelle|rechte|nachweis)?|quelle|archivfoto|archivbild|symbolbild|symbolfoto",
    r"cr[ée]dits?(?: photos?| images?)?|crédito(?:s)?(?: da (?:foto|imagem))?",
    r"photo d.archives?|photographie",
    r"imagem|imagen|imágen(?:es)?|immagine|fonte|fuente|cr[ée]dito(?:s)?",
    r"beeld|bron|billede|kilde|källa|kuva",
    r"zdjęcie|fot\.?|foto cr[ée]dito|źródło|sursa foto|fotó|fotoğraf(?:lar)?|forrás|zdroj",
    r"صورة|الصورة|تصوير|المصدر|צילום|תמונה|קרדיט|nuotr(?:auka)?\.?|ảnh",
    r"φωτο(?:γραφ[ίι](?:α|ες)|γρ[άα]φος)?|φωτό|πηγή|εικόνα|фото|источник|джерело",
)

ORGANISATION_WORDS = _words(
    "images image press news times post agency agence agencia agência agentur photo photos"
    " studio studios media tv radio police polizei polizia policía gendarmerie department"
    " ministry university universität université college institute instituto archive archives"
    " archiv archivio archivo museum musée museo gallery foundation church council county city"
    " stadt ville office service services sport sports pictures films entertainment group inc"
    " ltd llc gmbh corp company international national herald tribune journal gazette chronicle"
    " guardian telegraph mirror express star sun standard observer independent magazine review"
    " zeitung tageblatt anzeiger nachrichten presse figaro monde libération parisien équipe país"
    " mundo vanguardia globo folha estado repubblica corriere stampa volkskrant telegraaf nrc"
    " aftonbladet expressen politiken dagbladet aftenposten vg bt handout supplied submitted"
    " contributed provided pool stringer staff facebook instagram twitter youtube google nasa"
    " army navy force guard command library collection association federation club united"
    " bureau sheriff's fire association-press wire network digital stock divulgação reprodução"
    " feuerwehr stadtverwaltung verlag universal disney warner netflix hbo fox abc cbs nbc bbc"
    " congress parliament parlament senate house embassy trust society school schools hospital"
    " kremlin pentagon nato unicef unesco fifa uefa sentinel ledger courier argus dispatch"
    " enquirer inquirer republic examiner advocate advertiser bulletin beacon messenger daily"
    " weekly newspapers publishing photographer photography freelance technologies"
    " secretaría ministerio ministério ministère ministero ministerium ayuntamiento alcaldía"
    " prefeitura gobierno governo gouvernement câmara mairie préfecture comune bomberos"
    " bombeiros pompiers polícia carabinieri kommune kommun politiet polisen brandweer gemeente"
    " politie policja straż landratsamt bundeswehr"
)

NOT_NAMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april"
    " june july august september october november december left right center centre"
    " president minister secretary street avenue road north south east west read more"
    " related watch video share click here"
)

PARTICLES = _words(
    "de da do dos das di del della dei du la le van der den von zu ter ten y e bin al el af"
    " av of for und and et og och the /for via for/ d' vom zum"
)

PLAIN_CREDITS = _words(
    "supplied|submitted|contributed|handout|courtesy photo|courtesy image|provided"
    "|family photo|family handout|family|handout photo|own work|eigenes bild|foto privata"
    "|submitted photo|contributed photo|provided photo|file photo|staff photo|stock photo"
    "|file|archives|archiv|archivfoto|archivbild|privat|private|divulgação|reprodução"
    "|arquivo pessoal|d.r.|dr|all rights reserved|symbolbild|archivio|cortesía|aportada"
    "|staff|screenshot|screengrab|youtube|facebook|instagram|twitter|pool|stringer|photo: supplied"
    "|the author|author|own photo|eigenes foto|photo d'illustration|photo d’illustration|immagine d'archivio|imagen de archivo|foto di repertorio"
    "|zdjęcie ilustracyjne|staff photographer|freelance|special to the times|архив|cedida"
    "|representational image|representative image|representational picture|riproduzione riservata|press handout|pressebild|pressefoto|pool photo|zdj. ilustracyjne|zdjęcie archiwalne|getty|getty images/istockphoto",
    mark="|",
)
