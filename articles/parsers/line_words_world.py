"""The stock phrases of news pages in further languages, in the tables of `line_words`.

Polish, Czech, Hungarian, Romanian, Russian, Ukrainian, Greek, Turkish, Arabic, Hebrew,
Chinese, Japanese, Korean, Indonesian. Lines are folded as there; a Greek sigma at a
word's end is folded to the common one, so the tables write σ.
"""

from __future__ import annotations

RELATED_HEADINGS = (
    # Polish, Czech, Hungarian, Romanian
    r"(?:zobacz|czytaj|przeczytaj|sprawdź)(?: (?:także|też|również|więcej|dalej))(?: .{2,30})?|polecamy(?: .{2,20})?|polecane|warto przeczytać|podobne artykuły|powiązane(?: .{2,20})?|najczęściej czytane|najpopularniejsze|najnowsze(?: .{2,20})?|więcej na (?:ten )?temat.{0,30}",
    r"(?:pře)?čtěte (?:také|též|i|více)|související(?: (?:články|témata))?|mohlo by vás zajímat|nejčtenější(?: .{2,20})?|další (?:články|zprávy)(?: .{2,30})?|doporučujeme",
    r"kapcsolódó(?: (?:cikkek|hírek))?|olvas(?:sa|d) el ezt is|további (?:cikkek|hírek)|legolvasottabb(?:ak)?|ajánlott|cit(?:ește|iți) și|articole (?:similare|înrudite|recomandate)|(?:cele )?mai citite|pe aceeași temă|știri similare",
    # Russian, Ukrainian
    r"читайте (?:также|ещ[её])(?: .{2,30})?|смотрите также|(?:материалы|новости|статьи|ещ[её]) по теме|по теме|похожие (?:материалы|новости|статьи)|самое (?:читаемое|популярное|интересное)|(?:последние|главные|другие) новости(?: .{2,30})?|лента новостей|рекомендуем(?: .{2,20})?|популярное|новости партн[её]ров",
    r"читайте (?:також|ще)(?: .{2,30})?|дивіться також|(?:матеріали|новини) за темою|за темою|схожі (?:новини|статті|матеріали)|(?:останні|головні|інші) новини(?: .{2,30})?|(?:най)?популярн(?:е|іше)|рекомендуємо",
    # Greek, Turkish
    r"διαβ[άα]στε (?:επ[ίι]σησ|ακ[όο]μ[ηα]|περισσ[όο]τερα)(?: .{2,30})?|δε[ίι]τε (?:επ[ίι]σησ|ακ[όο]μ[ηα])|σχετικ[άα](?: (?:[άα]ρθρα|θ[έε]ματα|ν[έε]α))?|δημοφιλ[ήη](?: .{2,20})?|τελευτα[ίι]α ν[έε]α|ρο[ήη] ειδ[ήη]σεων|περισσ[όο]τερα(?: .{2,30})?",
    r"i̇?lgili (?:haber(?:ler)?|içerik(?:ler)?|konular)|benzer haberler|diğer haberler|(?:en )?çok okunan(?:lar| haberler)|son dakika(?: haberleri)?|öne çıkan(?:lar| haberler)|bunlar da ilginizi çekebilir|ilginizi çekebilir",
    # Arabic, Hebrew
    r"[اإ]قر[أا](?:وا)? (?:[أا]يضا?ً?ا?|المزيد|كذلك)|شاهد [أا]يضا?ً?ا?|(?:[أا]خبار|مواضيع|موضوعات|مقالات) (?:ذات صلة|متعلقة|مشابهة)|ذات صلة|الأكثر (?:قراءة|مشاهدة|تداولا?ً?|شيوعا?ً?)|قد يعجبك [أا]يضا?ً?ا?|[آا]خر الأخبار|المزيد من .{2,30}",
    r"קראו (?:גם|עוד)|כתבות (?:נוספות|קשורות|מומלצות)|עוד (?:בנושא|כתבות|חדשות).{0,30}|לקריאה נוספת|הנקראות ביותר|אולי יעניין אות(?:ך|כם)|כתבות שאולי .{2,20}",
    # Chinese, Japanese, Korean, Indonesian
    r"(?:相关|相關)(?:新闻|新聞|阅读|閱讀|报道|報導|文章|链接|連結|推荐|推薦|专题|專題)?|(?:延伸|推荐|推薦)(?:阅读|閱讀)|热门.{0,8}|熱門.{0,8}|猜你喜欢|更多.{0,12}|大家都在看|今日热点",
    r"関連(?:記事|ニュース|リンク|トピックス?|キーワード|特集)?|あわせて読みたい|おすすめ.{0,10}|(?:アクセス)?ランキング.{0,10}|最新(?:記事|ニュース|の.{0,8})?|こちらも.{0,12}|人気(?:記事|ニュース).{0,6}|注目の?(?:記事|ニュース)?",
    r"관련 ?(?:기사|뉴스|콘텐츠|키워드)?|(?:많이|가장 많이) 본 ?(?:뉴스|기사)|추천 ?(?:기사|뉴스)|함께 볼 ?만한 (?:뉴스|기사)|이 시각 .{2,12}|주요 ?(?:뉴스|기사)|인기 ?(?:기사|뉴스)|실시간 .{2,10}",
    r"baca juga|(?:berita|artikel) (?:terkait|lainnya|terpopuler|terkini)|terpopuler|terkini|rekomendasi untuk anda|xem thêm|tin liên quan|đọc thêm",
)  # fmt: skip

COMMENT_HEADINGS = (
    r"(?:dodaj )?komentarze?(?: \d+)?|komentáře?|diskuse|hozzászólások|comentarii|комментари(?:и|й)|оставить комментарий|обсудить|коментарі|σχ[όο]λια|yorumlar?|yorum yap|التعليقات|تعليقات|أضف تعليق|תגובות|הוסף תגובה|(?:网友)?评论|發表評論|コメント(?:する)?|みんなのコメント|댓글(?: ?\d+)?|komentar",
)  # fmt: skip

FURNITURE = (
    # Labels of advertisements
    r"reklam[ay]?|reklaam|inzerce|hirdetés|publicitate|реклама|διαφ[ήη]μιση|إعلان|اعلان|פרסומת|广告|廣告|広告|ＰＲ|광고|iklan|quảng cáo|oglas|reklamă|promo(?:vido)?|contenido patrocinado|sponsorowane|annonsørinnhold|advertorial|paid for by .{2,40}",
    # Sharing and tools
    r"udostępnij(?: .{2,20})?|podziel się.{0,20}|drukuj|wyślij|kopiuj link|sdílet|tisk|megosztás|distribuie|поделиться(?: .{2,20})?|распечатать|скопировать ссылку|поділитися|надрукувати|продолжение (?:после|под) реклам\w+|κοινοπο[ίι]ηση|εκτ[ύυ]πωση|paylaş|yazdır|abone ol|مشاركة|شارك(?:ها)?|طباعة|نسخ الرابط|שתף|שתפו|הדפסה|שמור|分享(?:到.{1,6})?|收藏|打印|字号.{0,8}|シェア(?:する)?|ツイート|ブックマーク|保存|印刷|공유(?:하기)?|인쇄|글자 ?크기.{0,8}|스크랩|bagikan",
    # Navigation and accounts
    r"strona główna|zaloguj(?: się)?|szukaj|domů|přihlásit|hledat|kezdőlap|bejelentkezés|acasă|главная|войти|поиск|меню|головна|увійти|пошук|αρχικ[ήη]|σ[ύυ]νδεση|αναζ[ήη]τηση|anasayfa|ana sayfa|giriş yap|ara|الرئيسية|تسجيل الدخول|بحث|ראשי|כניסה|חיפוש|首页|首頁|登录|注册|搜索|ホーム|トップ|ログイン|検索|会員登録|홈|로그인|검색|beranda|masuk",
    # Tags, editors, sources, numbers of readers
    r"(?:tagi|tagy|címkék|etichete|теги|мітки|ετικ[έε]τεσ|etiketler|الكلمات (?:المفتاحية|الدلالية)|كلمات مفتاحية|תגיות|标签|關鍵字|关键[字词]|タグ|キーワード|태그)\s?[:：]?.{0,60}",
    r"[\[【(（]?\s?(?:责任编辑|責任編輯|编辑|編輯|责编|校对|审核|来源|來源|编辑：)\s?[:：].{1,20}|źródło ?: .{2,40}|zdroj ?: .{2,40}|источник ?: .{2,40}|джерело ?: .{2,40}|πηγ[ήη] ?: .{2,40}|kaynak ?: .{2,40}|المصدر ?: .{2,40}",
    r"(?:czas czytania|doba čtení|время чтения|час читання|χρ[όο]νοσ αν[άα]γνωσησ|okuma süresi|وقت القراءة|זמן קריאה).{0,20}",
    # Standards and trust lines
    r"conforme a los criterios de.{0,40}|(?:så arbetar vi|slik jobber vi|sådan arbejder vi)\b.*|this website and its associated newspaper adheres.*|.{0,60}independent press standards organisation.*",
)  # fmt: skip

CALLS_AT_START = (
    r"obserwuj nas|dołącz do|zapisz się|subskrybuj|śledź nas|pobierz aplikację|sledujte nás|přihlaste se|iratkozz|kövess(?:en|e)? minket|abonează-te|urmărește-ne|urmăriți",
    r"подп(?:исывайтесь|ишитесь|ишись)|присоединяйтесь|следите за|читайте нас|скачайте|хотите .{2,60}\?|если вы стали свидетел|сообщите нам|п[іи]дпи(?:суйтеся|шіться)|приєднуйтесь|стежте за|читайте нас|если вы нашли ошибку|якщо ви (?:знайшли|помітили)|нашли (?:опечатку|ошибку)",
    r"ακολουθ[ήη]στε|εγγραφε[ίι]τε|γ[ίι]νετε μ[έε]λοσ|κατεβ[άα]στε|bizi takip|takip edin|abone ol|bülten|uygulamamızı|haberleri .{2,40}takip",
    r"تابعونا|تابعنا|تابع(?:وا)? .{2,40} على|اشترك|سجل (?:الآن|في)|للاشتراك|حمّ?ل تطبيق|انضم|עקבו אחרי|הצטרפו|להרשמה|הירשמו|להורדת|הורידו",
    r"(?:欢迎)?关注(?:我们|微信|公众号)|扫(?:一扫|码|描)|下载.{0,10}(?:客户端|app)|点击.{0,20}(?:查看|阅读|进入|下载)|更多精彩|请(?:登录|注册|下载)|想看更多|訂閱|追蹤",
    r"(?:有料)?会員(?:に|登録|限定)|この記事は.{0,12}会員|残り.{1,8}文字|続きを読む|無料(?:登録|会員)|フォロー(?:する)?|メール(?:マガジン|登録)|ご意見|구독|네이버에서|카카오톡|제보는|기사제보|무료 ?체험|앱 ?다운로드|ikuti kami|berlangganan|unduh aplikasi",
)  # fmt: skip

CALLS_WITHIN = (
    r"begambleaware|gamble responsibly|odds (?:are )?correct|18\+ (?:only|new customers)",
    r"(?:google|яндекс|telegram|вконтакте).{0,12}(?:новост|канал|haberler|news'te)|(?:канал|каналі) (?:в|у) (?:telegram|viber|whatsapp)|używamy plików cookie|pliki cookies|файлы cookie|soubory cookie",
)  # fmt: skip

CALL_STEMS = (
    "gamble",
    "odds",
    "18+",
    "google",
    "яндекс",
    "telegram",
    "вконтакте",
    "канал",
)

# Words before a colon that make the rest the title of another story.
PROMO_LABELS = (
    r"(?:zobacz|czytaj|przeczytaj|sprawdź)(?: (?:także|też|również|więcej|dalej))?|(?:pře)?čtěte(?: (?:také|též|i|více))?|související|olvas(?:sa|d) el(?: ezt is)?|cit(?:ește|iți)(?: și)?",
    r"(?:читайте|смотрите)(?: (?:также|ещ[её]))?|(?:ещ[её] )?по теме|(?:читайте|дивіться)(?: (?:також|ще))?|за темою|διαβ[άα]στε(?: (?:επ[ίι]σης|ακ[όο]μ[ηα]|περισσ[όο]τερα))?|δε[ίι]τε(?: επ[ίι]σης)?|ayrıca (?:bakınız|oku)|i̇?lgili haber",
    r"[اإ]قر[أا](?:وا)?(?: (?:[أا]يضا?ً?ا?|المزيد|كذلك))?|شاهد(?: [أا]يضا?ً?ا?)?|קראו (?:גם|עוד)|לקריאה נוספת|עוד בנושא|(?:相关|相關|延伸)(?:阅读|閱讀|新闻|新聞|报道)|関連記事|あわせて読みたい|관련 ?기사|baca juga|xem thêm",
    r"(?:le|te|les) (?:puede|podría|recomendamos|pueden)(?: .{0,12})?(?:interesar|gustar)?|lea (?:además|también|más)|siga leyendo|(?:in )?riproduzione|ti potrebbe interessare|lire l'article|à voir aussi|à (?:re)?lire",
)  # fmt: skip

DATE_WORDS = frozenset(
    [
        "opublikowano",
        "opublikowane",
        "aktualizacja",
        "zaktualizowano",
        "dodano",
        "godz",
        "r",
        "publikováno",
        "aktualizováno",
        "megjelent",
        "frissítve",
        "publicat",
        "actualizat",
        "ora",
        "опубликовано",
        "обновлено",
        "обновлён",
        "год",
        "года",
        "г",
        "в",
        "опубліковано",
        "оновлено",
        "року",
        "δημοσιεύτηκε",
        "δημοσίευση",
        "ενημέρωση",
        "τελευταία",
        "ώρα",
        "στις",
        "giriş",
        "tarihi",
        "güncelleme",
        "son",
        "yayın",
        "yayınlanma",
        "güncellenme",
        "tarih",
        "نشر",
        "في",
        "تم",
        "النشر",
        "آخر",
        "تحديث",
        "الساعة",
        "بتاريخ",
        "יום",
        "פורסם",
        "עודכן",
        "בתאריך",
        "בשעה",
        "pada",
        "wib",
        "wita",
        "diperbarui",
        "terbit",
        "lúc",
        "ngày",
    ]
)
