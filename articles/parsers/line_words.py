"""The stock phrases of news pages, in the languages news is written in.

Each table is of regular expressions over a line that `lines.plain` has folded: lower
case, straight apostrophes, no counts, marks or dots at its ends. A table says what
kind of line it is about; none names a publisher.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Headings over lists of other stories; the whole line.
RELATED_HEADINGS = (
    # English
    r"(?:more |other )?related(?: (?:to this story|content|stor(?:y|ies)|articles?|coverage|news|posts?|links?|topics?|reading|videos?|items?|stories & .*))?(?: to this story)?",
    r"more related to this story|more (?:stories|news|headlines|galleries|photos|pictures|articles|must-reads.*|like this|coverage|reading|videos?|opinion|sports?|politics|business|local news|in this series)",
    r"more (?:from|on|in|about|by|stories from|news from|stories about) .{2,60}",
    r"other .{0,30}(?:stories|columns|articles|news)|more (?:great|good|top|big|popular) (?:.{2,25} )?stories|related (?:stories|articles|news|coverage) (?:from|on|about|in) .{2,40}",
    r"(?:you (?:may|might) |readers )?also (?:like|be interested in|enjoy|read|on .{2,30}|in .{2,30})",
    r"you (?:may|might|could|will|'ll) (?:also )?(?:like|be interested in|enjoy|have missed)(?: .{2,40})?",
    r"(?:the )?most (?:popular|read|viewed|watched|shared|commented|recent|discussed|clicked)(?: .{2,30})?",
    r"in the headlines|trending(?: .{2,25})?|more for you|for you|people are also reading|popular(?: (?:now(?: in .{2,20})?|stories|articles|posts|news|today|on .{2,30}|in .{2,30}))?",
    r"top (?:stories|picks|news|headlines|articles|videos|reads)(?: .{2,25})?",
    r"recommended(?: (?:for you|stories|reading|articles|by .{2,20}|videos?))?|we recommend|our picks",
    r"(?:the )?latest(?: (?:news|stories|headlines|articles|videos?|updates|from .{2,30}|in .{2,30}|on .{2,30}))?",
    r"(?:don't|dont) miss(?: .{2,20})?|in case you missed it|must[- ]reads?|editor'?s'? (?:picks?|choice)",
    r"(?:what to )?read (?:next|this next|more on (?:this|these|about) .{0,40}|more (?:about|on|from) .{2,40})|up next|next up|see also|read also|keep reading",
    r"(?:from|around|elsewhere on) (?:around )?the web|promoted stories|sponsored (?:content|stories|links)|paid content|from our partners|you may like|.{2,20} on the web|elsewhere on .{2,20}",
    r"(?:in this|more in) (?:section|series|story)|on this story|(?:recent|featured|similar|further) (?:stories|posts|articles|news|reading|coverage|videos?)|in other news|essential reading|best of .{2,30}|in pictures",
    r"next (?:in|on) (?:\S+ ){0,2}(?:news|sports?|politics|business)|suggested (?:reads?|reading|stories|articles|posts)|stories from .{2,40}|more (?:[^\s,]+ ){1,2}(?:news|stories|headlines|coverage)",
    # German
    r"(?:mehr|weitere[rs]?|alles)(?: .{2,30})? (?:zum thema|zu diesem thema|aus .{2,40}|von .{2,30}|über .{2,30}|zu .{2,40}|artikel|nachrichten|meldungen|themen|news|beiträge)(?: .{2,30})?",
    r"(?:das|dies) könnte (?:sie|dich) auch interessieren|(?:auch )?interessant|passend zum .{3,12}|lesen sie (?:auch|mehr|hier)(?: zum thema)?|lesetipps?|lies auch",
    r"(?:am )?meist(?:gelesen|geklickt|kommentiert|diskutiert)e?(?: .{2,30})?|verwandte (?:themen|artikel)|ähnliche (?:artikel|themen|beiträge)|zum thema|themen im artikel",
    r"(?:aktuelle|neueste|top|beliebte)[- ]?(?:nachrichten|meldungen|artikel|themen|news|beiträge)|empfehlungen(?: .{2,30})?|empfohlene? .{2,30}|topthemen|schlagzeilen",
    # French
    r"sur le m[êe]me (?:sujet|th[èe]me)|(?:à|a) (?:lire|voir|découvrir)(?: (?:aussi|également|ensuite))?|lire (?:aussi|également)|les? plus (?:lus?|partagés?|commentés?|vus?|populaires)(?: .{2,30})?",
    r"dans la m[êe]me (?:rubrique|catégorie)|articles? (?:liés?|similaires?|associés?|connexes?|récents?|populaires?|recommandés?)|plus d'(?:articles|infos|actualités)(?: .{2,30})?",
    r"(?:nos|derniers?|dernières?|toutes les|autres) (?:articles?|actualités?|infos?|dépêches|sélection)(?: .{2,30})?|(?:à|a) la une(?: .{2,30})?|en continu|vous aimerez aussi|cela (?:peut|pourrait) vous intéresser|recommandés? pour vous|sur le sujet",
    # Spanish
    r"(?:noticias|artículos|temas|contenidos?|notas|historias|enlaces) (?:relacionad[oa]s?|similares|recomendad[oa]s)|relacionad[oa]s?|(?:también )?te (?:puede|podría|recomendamos|pueden)(?: .{0,30})?(?:interesar)?",
    r"(?:más|mas) (?:noticias|sobre|en|de|leíd[oa]s?|vist[oa]s?|información|historias)(?: .{2,40})?|(?:lo|las|los) (?:más|mas|últimas?|últimos?) .{2,30}|(?:lee|leer|lea|mira|ver|vea) también|últimas noticias|le puede interesar|ver más|(?:seguí|sigue|siga) leyendo(?: .{2,30})?",
    # Portuguese
    r"(?:leia|veja|assista|confira)(?: também| mais)?|veja os vídeos .{2,40}|saiba mais|(?:notícias|matérias|artigos|conteúdos?) (?:relacionad[oa]s?|recomendad[oa]s)|(?:mais|as mais|os mais) (?:lidas?|lidos?|vistas?|sobre|notícias|recentes|em)(?: .{2,30})?|tópicos relacionados|últimas (?:notícias)?|recomendad[oa]s(?: .{2,20})?",
    # Italian
    r"(?:raccomandati|consigliati)(?: .{2,20})?|leggi (?:anche|pure|altro)|articoli (?:correlati|simili|recenti)|correlat[oi]|(?:i|gli|le) (?:articoli |notizie |video )?più (?:lett[ie]|vist[ie]|recenti|popolari)(?: .{2,20})?|più letti|(?:ti )?potrebbe(?:ro)? (?:anche )?interessar(?:e|ti|vi)(?: anche)?|altr[ie] (?:articoli|notizie)(?: .{2,30})?|ultim[eio] (?:notizie|articoli|ora)|notizie (?:correlate|del giorno)|vedi anche",
    # Dutch
    r"lees (?:ook|meer|verder)(?: over .{2,30})?|(?:meer|ander) (?:over|nieuws|artikelen|uit|van)(?: .{2,40})?|gerelateerde?(?: .{2,25})?|(?:meest|best) gelezen(?: .{2,20})?|aanbevolen(?: .{2,25})?|net binnen|laatste nieuws|uitgelicht|bekijk ook|ook interessant",
    # Scandinavian and Finnish
    r"l[äæe]s (?:vidare|videre)|l[äæe]s (?:också|også|även|mer|mere|mera)(?: (?:om|på) .{2,30})?|les (?:også|mer|meir)(?: om .{2,30})?|mes?t l[äæe]s[te]*e?(?: .{2,20})?|relater(?:at|ade|ede|te|t)(?: .{2,25})?|(?:fler|flere|mer|mere) (?:artiklar|artikler|nyheter|nyheder|om|från|fra|saker)(?: .{2,40})?|(?:senaste|seneste|siste) (?:nytt|nyt|nyheterna|nyheter|nyheder|artiklar)(?: .{2,20})?|rekommender.{2,30}|anbefal.{2,30}|lue myös|luetuimmat",
)  # fmt: skip

# Headings over, and invitations to, readers' comments; the whole line.
COMMENT_HEADINGS = (
    r"(?:visitor|reader|user)s?'? comments?(?: .{0,12}(?:add|post|leave) (?:a |your )?comment)?|.{2,40} on \w{3,9} \d{1,2},.{4,12}(?:said|wrote)",
    r"(?:reader |view |show |see |read |all |latest |most recent )?comments?(?: section| policy| on this (?:article|story)| \(?\d+\)?)?",
    r"(?:\d+ )?(?:comments?|replies|responses)(?: on .{2,80}| to .{2,80})?|join the (?:conversation|discussion)|leave a (?:reply|comment)|post a comment|have your say|what do you think|conversation|discussion|add (?:a |your )?comment",
    r"(?:leser)?kommentare?(?: \(\d+\))?|(?:ihr|dein) kommentar|diskussion|diskutieren sie mit|mitdiskutieren|kommentar schreiben|beiträge",
    r"(?:vos |les |\d+ )?commentaires?|r[ée]agi(?:r|ssez)|laisser un commentaire|(?:los )?comentarios?|deja (?:un|tu) comentario|deixe (?:um|seu) comentário|commenti|lascia un commento|reacties?|reageer|kommentarer|skriv en kommentar|kommentera|kommentér|keskustelu",
)

# What the house says about comments; from the start of the line, however long.
COMMENT_RULES = (
    r"(?:the )?comments? (?:are|is|posted|made|published|may|on this|that)\b|(?:the )?(?:opinions|views) expressed|you must (?:be logged in|log in|have an account|register)|we (?:reserve the right|welcome comments|encourage)|(?:los comentarios|os comentários|i commenti|les commentaires|die kommentar\w*|reacties|kommentarer) (?:publicad|no |não |non |sono |sont |publi|sind|dieses|geben|werden|som|worden|zijn)|para poder comentar|enviá? tu comentario|envie sua (?:notícia|matéria)|to (?:post a comment|comment,)|(?:your )?comments (?:will|should|must)|by posting",
)  # fmt: skip

# Tools, sharing, navigation, notes of the machine: the whole line.
FURNITURE = (
    r"(?:share|save|print|e-?mail|tweet|like|pin|view|send|copy link|bookmark|listen|play|pause|mute|expand|close|open|menu|search|skip|back|home|news|actions?|more|next|previous|prev|reply|report|follow|following|gift|link|copied|loading|toggle|cancel|submit|continue|enlarge|zoom|fullscreen|caption|gallery|image|photo|video|audio|advertisement|advertising|ad|ads|sponsored|promoted|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|annons|annonse|annonce|reklame|mainos)s?",
    r"(?:share|save|email|print|send|post|tweet|like)(?: (?:this|url|to|on|via|it|by|the|with|article|story|page|link|facebook|twitter|x|linkedin|whatsapp|email|reddit|pinterest|friends?|options?|your|now|tools|icon|button)){1,6}",
    r"(?:skip|jump|back|go|return|scroll)(?: (?:to|the|main|content|navigation|top|home|homepage|page|footer|search|of|up|recipe|article|story|comments|video)){1,6}|(?:print|pin|save) (?:this )?recipe|\+\d{1,2}|show caption",
    r"(?:article|story) (?:continues|continued) (?:below|after|beneath).*|continue reading.{0,40}|read (?:more|full story|the full story|full article|on|more here|less)|show (?:more|less|all)|see (?:more|all|less)|load more.{0,20}|view (?:more|all|gallery|comments|photos|full (?:image|size)).{0,20}|click to (?:enlarge|expand|play|view|share|print|email).{0,40}|tap to .{2,30}",
    r"(?:\d+|an?|one|two|three|several|few)? ?(?:min(?:ute)?s?|sec(?:ond)?s?|hours?|hrs?|days?|weeks?|months?|years?)(?: ago| read| video| listen)|.{0,12}\b(?:min(?:ute)?s?) (?:read|listen|watch)|[^\d]{4,30} \d{1,2} min(?:ute)?s? read|ver tod[oa]s? .{2,25}|reading time.{0,20}|lesezeit.{0,20}|temps de lecture.{0,20}|(?:tiempo|tempo) de (?:lectura|leitura).{0,20}|leestijd.{0,20}|(?:vor|il y a|hace|há|fa|geleden|sedan|siden) .{1,20}|\d+ (?:stunden?|heures?|horas?|ore|uur|timmar|timer|minuten?|minutter|minuter|tage?|jours?|días?|dias|giorni|dagen)(?: .{0,10})?",
    r"was this (?:article|story|page) helpful|(?:go )?back to top\. skip to.{0,30}|a version of this (?:article|story|review|column) .*|read or share this story.*|read more here:? .*|more from this (?:author|site).*|(?:sent|posted)|a link has been (?:sent|posted) to .*|your message has been sent.*|post to facebook|.{0,20}#storylink.*|view (?:this )?image.{0,3}|(?:open|close) (?:document|gallery)|order reprints.*|hide caption|toggle caption|just watched|replay|more videos.{0,12}|must watch|now playing.{0,60}|contact the reporter|story continues(?: below)?|join the (?:conversation|discussion|debate)|follow this topic|(?:from )?(?:the )?(?:[^\s,]+ ){0,3}staff reports?|continue reading.*|advertisement.{0,40}|(?:in deze|på denne|i denne) .{0,12}artikk?el.{0,20}|this (?:article|story|page) is (?:more than|over|about) .{2,20} old|dieser (?:artikel|beitrag) ist .{2,30} alt|cet article (?:date|a plus) de .{2,30}|(?:originally|first) published (?:as|on|in|at|by) .*|this (?:story|article) (?:was )?(?:originally|first) .*|our standards: .*|view/post comments|post navigation|previous next|previous article|next article|(?:prev|previous|next)(?: (?:article|story|post|page|slide|image|photo))?|slide \d+.{0,12}|\d+ (?:of|/) \d+.{0,15}|\d+ ?/ ?\d+|\d+ (?:photos?|images?|comments?|shares?|likes?|views?|votes?)|page \d+.{0,12}",
    r"(?:log|sign) ?(?:in|out|on)(?: .{0,30})?|(?:log|sign) in with .{2,90}|this copy is for your personal non-?commercial use only.{0,300}|sign ?up(?: .{0,15})?|register(?: .{0,20})?|my account|account|profile|subscribe(?: now| today)?|subscription(?:s)?|subscribers? only|premium|exclusive|donate|support us|become a (?:member|subscriber|supporter)|membership|e-?paper|newsletters?|alerts?|notifications?|settings|help|faq|contact(?: us)?|about(?: us)?|careers?|jobs|advertise(?: with us)?|privacy(?: .{0,25})?|terms(?: .{0,30})?|cookies?(?: .{0,25})?|accessibility|site ?map|rss(?: feeds?)?|legal|imprint|impressum|datenschutz|agb|kontakt|hilfe|mediadaten|mentions légales|nous contacter|aviso legal|contacto|privacidad|chi siamo|contatti|fale conosco|over ons|om oss|om os|kontakta oss",
    r"(?:facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|instagram|youtube|telegram|messenger|flipboard|tumblr|google\+?|snapchat|tiktok|threads|bluesky|mastodon|xing|pocket|viber|line|e-?mail|mail|sms|rss|apple news|google news)",
    r"(?:drucken|teilen|merken|versenden|kommentieren|vorlesen|speichern|anhören|senden|artikel (?:teilen|drucken|merken|anhören|hören)|zur startseite|startseite|menü|suche|anmelden|registrieren|abonnieren|abo|schließen|zurück|weiter|mehr anzeigen|alle anzeigen|bild vergrößern|zum inhalt springen|bilderstrecke|video abspielen|nach oben|link kopieren)",
    r"(?:partager|imprimer|envoyer|sauvegarder|enregistrer|écouter|lire plus tard|accueil|rechercher|menu|connexion|se connecter|s'abonner|s'inscrire|abonnez-vous|abonnés?|réservé aux abonnés|article réservé aux abonnés|fermer|retour|voir plus|lire la suite|suivre|agrandir|copier le lien|aller au contenu|partager (?:cet article|sur .{2,20})|offrir cet article|ajouter à (?:vos|mes) favoris)",
    r"(?:compartir|compartilhar|imprimir|guardar|salvar|enviar|escuchar|ouvir|inicio|início|portada|buscar|menú|menu|iniciar sesión|entrar|suscríbete|suscribirse|suscripción|assine|assinar|cerrar|fechar|volver|voltar|ver más|ver mais|seguir|seguir leyendo|continúe leyendo|continue lendo|condividi|stampa|salva|invia|ascolta|abbonati|accedi|chiudi|registrati|cerca|segui|copiar enlace|copiar link|copia link|compartir en .{2,20}|compartilhe.{0,25}|condividi su .{2,20}|regala esta noticia|redação|redacción|redazione)",
    r"(?:delen|deel(?: dit artikel| op .{2,20})?|afdrukken|printen|opslaan|bewaren|luister|inloggen|abonneren|zoeken|sluiten|terug|volg|lees verder|dela|dela artikeln?|skriv ut|spara|lyssna|logga in|prenumerera|sök|stäng|följ|del|del artikel(?:en)?|del på .{2,20}|skriv ut|lagre|lytt|logg inn|abonner|søg|søk|luk|lukk|følg|log ind|gem|kopiér link|kopiera länk|kopier lenke|jaa|tilaa|kirjaudu|tulosta)",
    r"(?:e-?mail|follow|contact)(?: (?:the|this))? (?:author|reporter|writer|editor|us)(?: .{0,20})?|follow (?:@|us|him|her|them)? ?.{0,40}(?:twitter|facebook|instagram|x)|@\w+(?: on twitter)?",
    # Tools of share bars, comments and players, and lists of topics on one line.
    r"become an? .{2,30} (?:sponsor|member)|listen ?[•·] ?\d{1,2}:\d\d|social sharing|text size|tweeter|commenter|réagir|quick links|to embed this (?:post|article|story|video),.{0,80}|add to google|(?:add|prefer) .{2,30} (?:on|as .{0,20}source on) google|see all topics|flag as offensive|you have successfully emailed the .{2,12}|e-?mail sent|story tools|(?:video|ad)(?: ad)? feedback|(?:video )?transcript|automatically generated transcript.*|\d{1,2}:\d\d(?::\d\d)?(?: ?[•·|] ?(?:source: )?.{2,30})?|comenta(?: reporta un error)?|reporta un error|report an error",
    r"(?:this content is imported from|ce contenu est importé de) .{2,300}|(?:related |story )?(?:topics?|tags?|tagged|keywords?|filed under|temas|etiquetas|archivado en|themen|schlagworte|mots[- ]clés|tópicos)\s?:[^.?!]{2,300}",
    # What parts the text around a picture or an advertisement.
    r"(?:(?:de |het )?(?:tekst|artikel|bericht) (?:gaat|loopt) (?:verder|door)|(?:der |die )?(?:artikel|text|beitrag) (?:geht|wird) .{0,30}(?:weiter|fortgesetzt)|(?:nach|unter) (?:der|dem|diesem) (?:anzeige|werbung|bild|foto|video) geht|(?:artikeln|texten|saken|artikkelen|artiklen|teksten|juttu|artikkeli) (?:fortsätter|fortsetter|fortsætter|jatkuu)|la suite (?:de l'article )?après|la suite après|continúa (?:después|tras|debajo)|sigue leyendo después|continua (?:após|depois|dopo|sotto)|l'articolo (?:continua|prosegue)|(?:dalszy|dalsza) (?:ciąg|część) .{0,20}pod|ciąg dalszy).{0,60}",
    r"printed from:? .{3,}|print this page(?: .{0,40})?|(?:story|article) highlights|(?:key|main) (?:points|takeaways)|at a glance|in brief|the essentials?|highlights|das wichtigste(?: in kürze)?|auf einen blick|kurz gefasst|(?:l'essentiel|en bref|points clés)|(?:lo esencial|puntos clave|lo más importante|en resumen)|(?:in breve|i punti chiave)|in het kort|i korthet|kort fortalt",
    r"this post is for (?:paid|paying|premium) (?:members|subscribers)(?: only)?|become a paid (?:member|subscriber)\b.{0,140}|corrections and clarifications|did you see something wrong in this (?:story|article).{0,100}|ads by .{2,20}|about (?:the )?author|see more by .{3,60}",
    r"this entry was posted (?:in|on|by) .*|\(?except for the headline, this story .*|\(?updates? (?:with|to|throughout) .{3,150}|topics?|tags?|open (?:this )?(?:photo|image|picture) in (?:a )?gallery|slideshow ?\( ?\d{1,3} (?:images?|photos?|pictures?) ?\)|(?:(?:autoplay|show thumbnails|show captions|last slide|next slide)\s?){2,8}|report an? (?:(?:editorial|technical|factual) )?(?:error|issue|mistake|typo)(?: .{0,20})?",
    r"here are your .{3,60} headlines.{0,20}|headlines for \w+ \d{1,2}",
    # Slugs of wires, heads and feet of press releases.
    r"[a-z]{2,3}-[a-z]{2,3}--.{2,70}|.{2,70}\b(?:ld-writethru|writethru|1st ld|newsalert)|for (?:immediate|public) release|(?:media|press) contacts?\b.*|embargoed until .*|end(?:s| of release)?",
    r".{0,40}\bis committed to publishing a diversity of letters.*|this (?:article|story|piece|essay) (?:appears|appeared|first appeared|was (?:originally|first) published) (?:in|on|by|at) .*|(?:spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december) (?:19|20)\d\d (?:issue|print edition)",
    r"\W*|[a-z]|top|\.+",
)

# What makes a line an invitation; searched from the start of the line.
CALLS_AT_START = (
    r"when you subscribe,? we will use|your information will be used in accordance|vielen dank! wir haben ihnen|sigue con nosotros|(?:since|while|as) you're here\b|we have a small favou?r to ask|in a time of both misinformation|by subscribing,? you\b|if everyone who reads\b",
    r"please (?:follow|like|join|share)\b|see (?:.{0,30}'s |(?:all |our |the |more ){1,2})(?:\w+ ){0,3}(?:pictures|photos|cartoons|galler(?:y|ies)|slideshows?|videos?|covers)(?: of (?:the )?.{2,30})?$",
    r"(?:new)?you can (?:now )?listen to .{2,40} (?:articles|stories)|get (?:local|all your|the latest) .{0,40}(?:delivered|news)|click here|click to|click on|check out what's|.{2,30} top headlines are here|tap here|sign up|subscribe|register (?:now|here|today|for free)|download (?:our|the) .{0,30}app|get (?:the|our|more|unlimited|all the|breaking|daily|your) .{0,60}(?:newsletter|inbox|app|alerts?|access|headlines|e-?mail|delivered|subscription)|join (?:our|us|the) .{0,40}(?:newsletter|whatsapp|telegram|facebook|community|mailing|free)|follow (?:us|our|@|.{2,40} on (?:twitter|facebook|instagram|x\b|youtube|tiktok|linkedin|threads))|(?:like|add|friend) us on|find us on|watch (?:.{2,40} on your|live|now)|listen to (?:our|the) .{0,40}podcast|have (?:you )?(?:got )?(?:a|an|any) (?:news )?(?:tip|story)|do you (?:have|know) (?:a|any|more|something|information).{0,60}|got a (?:tip|story|news)|send (?:us )?(?:your )?(?:tips?|letters?|comments|photos|pictures|stories) to|to (?:contact|reach|submit|post|subscribe|comment|read (?:more|the full)|learn more|sign up|receive)\b.{0,60}\b(?:click|visit|email|e-mail|call|log|write|sign|subscribe|here)|contact (?:the (?:author|reporter|writer)|us|our news|.{2,40} at [\w.]+@)|write to (?:us|.{2,40} at) .{0,60}|e-?mail .{0,60}@|reach .{2,40} at .{0,60}(?:@|\d{3})|(?:for|to get) more (?:stories|news|information|on\b|content).{0,80}(?:click|visit|follow|sign|subscribe|go to|check out|download)|visit our|support (?:our|independent|quality|local) journalism|become a (?:member|subscriber|supporter|patron)|start your (?:free )?(?:trial|subscription|day)|keep up (?:to date|with)|stay in touch|something went wrong|invalid e-?mail|join .{2,30}(?:whatsapp|telegram)|stay (?:up to date|informed|connected|in the know|updated|on top of)|never miss|don't miss (?:a|out|the latest)|want (?:more|weekly|to (?:read|know|get)|the latest|.{0,40}newsletter).{0,80}|need (?:more|to know more).{0,40}\?|enter your (?:e-?mail|postcode|zip)|get involved with the news|send (?:us )?your (?:news|photos|videos)|by (?:signing up|subscribing|clicking|entering|submitting|continuing|providing)|you (?:can|may) unsubscribe|thank you for (?:signing|subscribing|reading|your)|thanks for (?:signing|subscribing|reading)|please (?:enter|check|try again|log in|sign in|enable|support|consider|subscribe)|read our (?:full )?(?:privacy|terms|guidelines)|see (?:our|the full) .{0,30}(?:privacy|policy)|be the first to|share your (?:thoughts|story|views)|let us know|let (?:your )?friends (?:in|know)\b|tell us|(?:what|how) do you think.{0,60}(?:comment|below|let us)|comment below|now signed up|this (?:story|article) (?:is for|has been shared)|unlock this|already (?:a|have an) (?:subscriber|account|member)|not a (?:subscriber|member)|use our .{2,30}(?:tool|form)|buy (?:tickets|now|the book|your)|order (?:now|your|a)|shop (?:now|the)|vote (?:now|in our|for)|take our|enjoy (?:this|unlimited)|try (?:it|us|.{0,20}free)|create (?:an|a free|your) account",
    r"(?:jetzt|hier) (?:abonnieren|anmelden|bestellen|registrieren|lesen|klicken|testen|kostenlos|herunterladen|kommentieren|geht es|finden sie|können sie)|hier (?:geht's|gehts|geht es) .{0,40}|klicken sie|klick(?:e)? hier|abonnieren sie|melden sie sich|folgen sie uns|folge[nt]? .{0,30}(?:auf|bei) (?:facebook|twitter|instagram|whatsapp)|(?:unseren?|den|zum) .{0,40}newsletter.{0,60}|(?:bleiben sie|immer) (?:auf dem laufenden|informiert)|sie haben .{0,30}(?:hinweise|fragen|feedback)|schreiben sie (?:uns|an)|diskutieren sie|laden sie .{0,40}app|mit .{0,20}(?:plus|abo).{0,40}(?:lesen|weiterlesen)|weiterlesen mit|lesen sie (?:weiter|diesen artikel|mehr in|alles)|nichts (?:mehr )?verpassen|sie möchten .{0,60}|haben sie (?:einen )?(?:fehler|fragen|hinweise|einen fehler)",
    r"devenez fans?\b|cliquez|abonnez[- ]vous|inscrivez[- ]vous|suivez[- ](?:nous|l'actualité|.{2,30} sur)|téléchargez|recevez|retrouvez .{0,60}(?:newsletter|application|sur (?:facebook|twitter|notre))|pour (?:lire|accéder|recevoir|soutenir|commenter|poursuivre).{0,80}(?:abonn|inscri|cliqu|connect|compte)|rejoignez|soutenez|découvrez nos|il vous reste .{0,60}|cet article est réservé|la suite (?:est )?réservée?|déjà abonné|vous (?:êtes|souhaitez|avez) .{0,60}(?:abonné|newsletter|information|témoign|erreur)|je (?:m'abonne|m'inscris)|profitez de",
    r"suscr[íi]bete|suscríbase|regístrate|haz (?:clic|click)|haga (?:clic|click)|pincha|pinche|s[íi]guenos|síganos|sigue (?:toda|la información|leyendo|a .{2,30} en)|únete|descarga|descárgate|recibe|apúntate|apúntese|si quieres .{0,80}(?:suscr|regístr|recib|newsletter|bolet)|para (?:seguir leyendo|leer más|continuar|comentar)|consulta (?:aquí|nuestra|todas)|puedes (?:seguir|leer|suscribir|consultar).{0,60}|accede a|conoce más|no te pierdas",
    r"assine|cadastre-se|inscreva-se|clique (?:aqui|e )|siga (?:o|a|nos|as|@|.{2,30} no)|receba|baixe|participe d[oe]|acompanhe|entre (?:no|para) .{0,40}(?:grupo|canal|whatsapp|telegram)|quer (?:receber|ficar|ler|saber).{0,80}|faça (?:seu|o) (?:login|cadastro)|para (?:ler|comentar|continuar).{0,60}|iscriviti|abbonati|clicca|seguici|segui (?:.{2,30} su|la|gli|tutte)|scarica|resta (?:aggiornato|connesso)|per (?:continuare a leggere|leggere|rimanere).{0,60}|ricevi|unisciti|registrati",
    r"klik hier|meld je|abonneer|word (?:lid|abonnee)|volg (?:ons|.{2,30} op)|ontvang|download (?:de|onze)|schrijf je in|wil je .{0,80}|lees (?:verder met|alle artikelen)|heb je (?:een )?(?:tip|vraag|opmerking|foutje|nieuws).{0,60}|tip (?:ons|de redactie)|blijf op de hoogte|bekijk (?:hier|onze)|prenumerera|anmäl dig|följ (?:oss|.{2,30} på)|ladda ner|klicka här|tipsa (?:oss|.{2,30})|läs (?:mer|hela) .{0,30}(?:här|prenumer)|få .{0,60}(?:nyhetsbrev|mejl)|tilmeld|meld (?:deg|dig)|følg (?:oss|os|.{2,30} på)|klik her|klikk her|tips (?:oss|.{2,20})|bliv abonnent|bli abonnent|har du (?:et |ett )?tips?.{0,60}|få .{0,60}(?:nyhedsbrev|nyhetsbrev)|tilaa",
)  # fmt: skip

# The same anywhere in a short line.
CALLS_WITHIN = (
    r"(?:sign up|subscribe|register|click here|log in|sign in) (?:for|to|here|now|today|below|and)\b|newsletter(?:s)? (?:sign|here|anmelden)|(?:straight|sent|delivered) to your inbox|in your inbox|your (?:email|e-mail) address|manage (?:all )?(?:your )?newsletters|(?:terms (?:of (?:use|service)|and conditions)|privacy policy)|(?:we|this (?:site|website)|our (?:site|partners)) uses? cookies|use of cookies|accept (?:all )?cookies|ad ?blocker|enable javascript|all fields are required|unsubscribe|(?:tell us|let us know|have your say) in the comments|(?:may|might|can) (?:earn|receive|get) (?:an? )?(?:small )?(?:affiliate )?commission|affiliate[- ]links?\b",
    r"(?:verwenden|nutzen|setzen|setzt|benutzt) .{0,30}cookies|cookies (?:ein|zu|von)|datenschutz(?:erklärung|hinweise|bestimmungen)|(?:jetzt|hier) (?:abonnieren|anmelden|kostenlos)|nous utilisons des cookies|(?:utilise|utilisent|dépôt) (?:des|de) cookies|politique de (?:confidentialité|cookies)|boîte (?:mail|e-mail)|(?:utilizamos|usamos|usa|utiliza) cookies|política de (?:privacidad|privacidade|cookies)|términos y condiciones|termos de uso|(?:utilizza|utilizziamo|usa) (?:i )?cookie|informativa (?:sulla )?privacy|(?:gebruiken|gebruikt|maakt gebruik van) .{0,20}cookies|privacy(?:beleid|verklaring|statement)|(?:använder|bruger|bruker) .{0,20}(?:cookies|kakor|informasjonskapsler)|nyhetsbrev.{0,30}(?:här|her)|tu (?:correo|email|bandeja)|seu e-?mail",
)  # fmt: skip

# One of these is in every line that the table above fits: a quick look first.
CALL_STEMS = (
    "sign", "subscri", "regist", "click", "log in", "newsletter", "inbox", "mail", "terms",
    "privacy", "cookie", "ad block", "adblock", "javascript", "fields are", "datenschutz",
    "abonn", "anmeld", "kostenlos", "confidentialité", "privaci", "término", "termos",
    "kakor", "informasjon", "nyhetsbrev", "correo", "bandeja", "commission", "affiliate", "comments",
)  # fmt: skip

# Words before a colon that make the rest the title of another story.
PROMO_LABELS = (
    r"(?:read|see|watch|listen|hear|view)(?: (?:more|also|next|now|this|here|the full story|full story|on|all))?|also (?:read|see|watch|on .{2,30})|(?:more|read more|related|more)(?: (?:on|about|from|in) .{2,40})?|related(?: (?:story|stories|article|articles|content|coverage|news|reading|video|link))?|must[- ]read|don't miss|dont miss|in case you missed it|trending|recommended|opinion|exclusive|analysis|explainer|explained|background|in depth|gallery|photos|pictures|in pictures|podcast|video|watch|previously|earlier|timeline|live|live updates?|live blog|up next|most read|bonus|sign up|poll|quiz|map",
    r"lesen sie (?:auch|mehr|hier|dazu)(?: .{0,30})?|lies auch|mehr (?:zum thema|dazu|lesen)?|auch interessant|siehe auch|zum thema|hintergrund|kommentar|interview|bildergalerie|fotostrecke|im video|passend dazu|plus|lesetipp|weiterlesen|[àa] (?:lire|voir|écouter)(?: (?:aussi|également))?|lire (?:aussi|également)|voir aussi|(?:en )?vidéo|en images|diaporama|notre (?:article|dossier|analyse)|décryptage|analyse|lire notre .{2,30}",
    r"(?:lee|lea|leer|mira|vea|ver)(?: (?:también|además|más))|te (?:puede|podría|recomendamos)(?: interesar| leer)?|(?:más|además|relacionado|también|en vídeo|en video|fotos|galería|vea)|(?:leia|veja|assista|ouça)(?: (?:também|mais|ainda))?|saiba mais|relembre|entenda|leggi (?:anche|pure)|guarda anche|(?:vedi|approfondisci|il video|foto|la fotogallery)(?: anche)?|approfondimento|lees (?:ook|meer)|bekijk (?:ook|hier)|zie ook|kijk ook|luister ook|l[äæe]s (?:också|også|även|mer|mere|mera)|les (?:også|mer)|se (?:også|också|även)|lue myös",
)  # fmt: skip

EMBED_STUBS = (
    r".{0,100}pic\.twitter\.com/\w+",
    r"(?:video|audio|tweet|twitter|instagram|facebook|youtube|tiktok|podcast|map|chart|graphic|poll|quiz|document|media|post)? ?embed(?:ded)?(?: (?:content|video|tweet|post|code|media))?",
    r"(?:embedded|external|eingebetteter?) (?:content|inhalt|video|tweet|post|media)|externer inhalt|contenu (?:externe|intégré)|contenido (?:externo|incrustado)|contenuto esterno|conteúdo externo|externe inhoud|twitter-inhalt|(?:view|see) (?:this post|tweet|post) on (?:instagram|twitter|x|facebook)|a post shared by .{2,80}|(?:this|the) (?:video|content|media|audio|player|browser) (?:is (?:not|no longer)|isn't|could not|cannot|can't|does not) .{2,60}|(?:video|audio)[- ]?(?:player|unavailable|playback not supported)|media playback is (?:not supported|unsupported) on (?:your|this) device|your browser does not support .{2,40}|playback not supported|diesen? (?:inhalt|tweet|beitrag) .{2,60}",
)

DATE_WORDS = _words(
    "published posted updated last on at date first and modified created edited by am um uhr"
    " veröffentlicht aktualisiert zuletzt erstellt stand vom den der publié mis mise à jour le la"
    " modifié publicado actualizado el a las atualizado em às por pubblicato aggiornato il alle ore"
    " gepubliceerd bijgewerkt om op publicerad uppdaterad kl publisert oppdatert publiceret"
    " opdateret d h edt est et gmt bst utc pdt pst ct cet cest mez mesz ist monday tuesday"
    " wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag"
    " dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi"
    " mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì venerdì sabato domenica"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag"
    " fredag lördag söndag mandag tirsdag lørdag søndag pm of de du del min read hour hours ago"
    " laatste update wijziging gewijzigd redactie redaktion rédaction actualisé julkaistu päivitetty"
)

RECASE_SMALL = _words(
    "a an the and but or nor for so yet as at by in of on per to via vs is"
)
RECASE_KEPT = _words(
    "US UK EU UN UAE USA FBI CIA NSA DEA ATF IRS ICE CIA NATO NASA FIFA UEFA NBA NFL NHL MLB"
    " AI ID IT PM MP MPS TV UFO ISIS IS-K GOP DOJ EPA FDA OPEC BBC CNN ABC NBC CBS AP AFP ITV"
    " AFD SPD CDU CSU FDP ARD ZDF ONU UE EE.UU OTAN IMF ECB EZB DNA HIV AIDS COVID LGBTQ"
)

TOOLS = _words(
    "facebook twitter whatsapp google linkedin pinterest reddit email mail e print imprimer"
    " drucken share teilen partager compartir condividi compartilhar delen dela tweet envoyer"
    " enviar comments comment copy link menu login messenger telegram instagram youtube rss"
    " cet article articleimprimer mode zen lire sur le reader readermode this via on by to save"
    " kopieren imprimir stampa skriv ut x tumblr flipboard sms pocket connect comentar"
)

NAME_PARTICLES = _words(
    "de da do dos das di del della du la le van der den von zu ter ten y e bin al el af av zum ibn ben mc d'"
)

NOT_IN_NAMES = _words(
    "follow share your my me our christmas just in out now show hide caption skip more staff writer reporter correspondent reporting editor columnist contributor agency agencies press news"
    " media group times post wire network service online desk bureau team redaktion redaction"
    " rédaction redacción redação redazione redactie the special contributing senior political chief"
    " business sports health science house street party police president minister university council"
    " city county state school government court home read more about world week year day new latest"
    " top breaking live video update opinion analysis sport politics magazine daily sunday monday"
    " branch committee department affairs morning today review guide best travel food style culture arts music film books"
    " folha jornal gazeta correio diário diario prensa corriere giornale gazzetta repubblica"
    " zeitung nachrichten anzeiger kurier tagblatt allgemeine courrier journal quotidien krant"
    " dagblad courant gazette tribune chronicle examiner filed release posted updated published size text shop guest essay letters obituary gallery"
)

# What a note below a story's end says of the story, its makers or its readers; from the
# start of the line. Never asked of a line between paragraphs.
END_NOTES = (
    r"with assistance (?:by|from)|to contact the (?:reporter|author|writer|editor)s?\b|\(?(?:updates?|adds|recasts|corrects|rewrites)\b.{2,120}\bparagraphs?|über dieses thema bericht",
    r"(?:this|the) (?:article|story|post|piece|column|essay|report|interview|op-ed|review|content|series|project|transcript)(?: \S+)? (?:(?:was|were|is|has been|have been|had been) (?:also |first |last |originally |co-?|re)*(?:published|produced|made|supported|written|translated|reported|funded|updated|edited|adapted|excerpted|sponsored|distributed|provided|part of|from|based|available|for)|(?:first |originally )?(?:appears|appeared|ran|comes|came)\b)",
    r"(?:an? |another )?(?:different |shorter |longer |fuller )?version of this|the (?:author|writer|columnist)s? (?:is|was|are|can|may|has|works|covers)|(?:the )?(?:opinions|views) (?:expressed|in this)|(?:our|the) (?:newsroom|team|reporters?) (?:can|may) be",
    r"(?:you can )?(?:contact|reach|e-?mail|call|write to|tweet|message|follow|tip|text) .{2,120}(?:@|\d{3}|\bon (?:x|twitter|facebook|instagram|bluesky|mastodon|threads|signal|linkedin)\b|e-?mail)|.{2,60} can be (?:reached|contacted|found|followed)|(?:.{0,200}\bfollow (?:him|her|them|us|me|the author) )?on (?:x|twitter|facebook|instagram|bluesky|mastodon|threads)\b(?::? follow\b|.{0,80}$)",
    r"الآراء الواردة|ترحب .{2,30} بالنقاش|(?:questions|comments)\? (?:comments|questions|suggestions|e-?mail)|get .{2,40} on (?:twitter|facebook)|if you (?:liked|enjoyed|have (?:a|any|more) (?:tip|story|stories|information|question|comment)|want to (?:support|contact|share|write)|would like to (?:write|submit|contact|support|share|comment)|have been affected)|(?:read|see) (?:more (?:on|from|about|of)|all)\b.{0,80}|more (?:on|about) this\b|have (?:a|any) (?:tip|story|comment|question|confidential)|send (?:news|tips|your)|got a\b",
    r"(?:with|additional) (?:files|reporting|research|information|material|reports?|contributions?|writing|input|agencies) (?:from|by|inputs)|(?:reporting|editing|writing|graphics?|photos?|photographs?|illustrations?|video|audio|production|translation|fact[- ]check(?:ing|ed)?|research|compiled|edited|produced|translated|transcribed|interview(?:ed)?) (?:and (?:reporting|editing|writing) )?by\b|.{2,80} (?:receives?|is supported by) .{0,60}(?:support|funding|grants?|foundations?)",
    r"(?:dieser|diese|dieses) (?:artikel|text|beitrag|meldung|interview|kommentar|kolumne) (?:ist|wurde|erschien|stammt)|mit (?:material|informationen|agenturmaterial) (?:von|der|des)|(?:mehr|alle|weitere) (?:zum|zur|zu|über|aus|nachrichten|artikel|infos|informationen|meldungen).{0,80}|(?:der|die) autor(?:in|en)? (?:ist|war|lebt|arbeitet|sind)|das (?:interview|gespräch) führte|aufgezeichnet von|transparenzhinweis|\(?(?:anmerkung|hinweis) der redaktion",
    r"cet(?:te)? (?:article|texte|tribune|dépêche|entretien|contenu) (?:a|est|provient)|ce texte (?:a|est)|propos recueillis|\(?avec (?:l'|la )?(?:afp|reuters|ap|agences?)\b|retrouvez|pour aller plus loin|l'auteure? est|suivez",
    r"est[ea] (?:artículo|texto|contenido|reportaje|nota|noticia|información) (?:fue|ha|es|forma|se)|con información de|puedes? (?:seguir|consultar|escribir|leer)|si quieres|(?:el|la) autora? es|conforme a|(?:aquí|acá) (?:puedes?|podés)|más información (?:en|sobre)|edición de",
    r"(?:este|esta) (?:texto|artigo|conteúdo|reportagem|matéria|notícia|coluna) (?:foi|é|faz|integra|não)|com informações d|texto (?:editado|corrigido) por|estagiári[ao]\b|sob (?:a )?supervisão|colaborou|participe|(?:fotos|vídeos)\b.{0,80}:?$|quest[oa] (?:articolo|intervista|testo) (?:è|e'|fa)|con informazioni (?:di|da)|(?:l'autore|l'autrice) è|ha collaborato|segui(?:ci)?\b.{2,60}(?:su|sul)\b",
    r"dit (?:artikel|verhaal|bericht|interview) (?:is|werd|verscheen|komt)|de auteur is|met medewerking|meer (?:over|nieuws|lezen)|(?:den här|denne|denna|dette) (?:artikeln|texten|artikkelen|artiklen|saken)|(?:ten )?(?:artykuł|tekst) (?:powstał|pochodzi|ukazał)|źródło|więcej (?:o|na)|материал подготов|источник|по материалам|με πληροφορ|kaynak|المصدر|出典|来源|来源：|출처",
)  # fmt: skip

# A note that corrects the story is part of it, and stays where it stands.
CORRECTION_STEMS = (
    "correct", "clarif", "misstat", "misspel", "misidentif", "earlier version", "previous version",
    "incorrectly", "erron", "rectif", "korrig", "berichtig", "errata", "fe de err", "korreksj",
    "rättels", "rettels", "oprav", "исправ", "editor's note", "editors' note", "clarification",
)  # fmt: skip
