"""The needs of the demo that were taken forward, in the words of those who handed them in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NeedText:
    """`day` is the working day from today on which it is handed in; `supports` are (person, line)."""

    key: str
    day: int
    by: str
    unit: str
    theme: str
    title: str
    for_whom: str
    situation: str
    consequence: str
    effect: str
    baseline: str = ""
    drivers: tuple[str, ...] = ()
    on_behalf_of: str = ""
    supports: tuple[tuple[str, str], ...] = ()


TAKEN_FORWARD = (
    NeedText(
        "dialog_moten",
        -404,
        "ronja",
        "Medborgarkontoret",
        "medborgardialog",
        "Samma tio personer kommer till alla dialogmöten",
        "Boende i Ekdalen som vi aldrig hör av",
        "Vi bjuder in till dialogmöte en vardagskväll i medborgarhuset. Det kommer tio till femton personer, och de "
        "flesta känner vi redan. Barnfamiljer, unga och de som arbetar kväll är nästan aldrig där.",
        "Vi fattar beslut om lekplatser och torg på ett för smalt underlag. De som inte kom tycker att vi inte frågade.",
        "Minst hundra boende säger sitt om varje större förändring, och de speglar dem som bor här.",
        "I snitt 13 personer per dialog, medelålder 64 år",
        ("vantan",),
        supports=(
            ("ingrid", "Samma sak när vi frågar om webben."),
            ("lina", "Ungdomarna går inte på möten."),
        ),
    ),
    NeedText(
        "dialog_sprak",
        -401,
        "ingrid",
        "Stab och utveckling",
        "medborgardialog",
        "Enkäter på bara svenska når inte hela Ekdalen",
        "Boende som läser annat än svenska bäst",
        "Våra enkäter går ut på svenska, ibland på engelska. I Ekdalen talas ett fyrtiotal språk. Att översätta och "
        "tolka svaren tar fyra veckor och görs därför sällan.",
        "Fyra av tio vuxna kan inte svara utan hjälp. Vi tror att vi vet vad folk tycker, men vi vet vad några tycker.",
        "Den som vill kan svara på sitt eget språk, och vi kan läsa svaren samma vecka.",
        "4 av 112 svar i senaste enkäten kom från boende med annat modersmål",
        ("vantan",),
        supports=(("maria", "Vi märker det på biblioteket varje dag."),),
    ),
    NeedText(
        "ordforrad",
        -400,
        "sofia",
        "Förskolan Tallkotten",
        "forskola",
        "Barnen får för få tillfällen att prata svenska",
        "Barn 3–5 år som hör lite svenska hemma",
        "På avdelningen talas elva språk. Under samlingen hinner varje barn säga några få meningar. Hemma läser många "
        "föräldrar inte på svenska, och våra böcker räcker inte till för utlåning.",
        "Barn börjar skolan med ett litet ordförråd. Det tar år att hinna ikapp.",
        "Varje barn har en språkstund om dagen, i förskolan eller hemma, på sina språk och på svenska.",
        "6 minuters eget tal per barn och dag, mätt under två veckor",
        ("personal",),
        supports=(
            ("mikael", "Samma bild på alla våra förskolor."),
            ("anneli", "Vi har försökt med bokpåsar, men de kommer inte tillbaka."),
            ("maria", "Biblioteket hjälper gärna till."),
        ),
    ),
    NeedText(
        "nattillsyn",
        -397,
        "nadia",
        "Äldreboendet Lindgården",
        "aldreomsorg",
        "Boende väcks av tillsyn som de inte behöver",
        "Boende på Lindgården och vi som arbetar natt",
        "Vi går in till alla boende vid bestämda tider på natten. De flesta sover, men många vaknar av dörren och "
        "lampan. Samtidigt kan någon annan ligga vaken och behöva hjälp.",
        "De boende sover dåligt och är oroliga dagen efter. Vi går många steg till fel rum.",
        "Vi är hos rätt person när det behövs, och den som sover får sova.",
        "38 rumsbesök per natt på två avdelningar, vart tredje besök väcker",
        ("aldre", "personal"),
    ),
    NeedText(
        "prova_jobb",
        -232,
        "ahmed",
        "Daglig verksamhet Verkstan",
        "funktionsstod",
        "Nya arbetsplatser känns för främmande för att våga prova",
        "Deltagare i daglig verksamhet som vill ut på en praktikplats",
        "Flera deltagare vill arbeta på kafé, lager eller tvätteri. När dagen kommer blir det nya för mycket: "
        "ljuden, vägen dit, människorna. Vi gör studiebesök, men ett besök räcker sällan.",
        "Praktiken avbryts eller blir aldrig av. Deltagaren tappar modet och arbetsgivaren också.",
        "Den som vill kan vänja sig i sin egen takt innan första dagen, och stannar kvar längre.",
        "5 av 14 påbörjade praktiker varade mer än två veckor förra året",
        ("personal",),
        supports=(("tove", "Samma behov på hela området."), ("leif", "Gäller flera av dem som bor hos oss.")),
    ),
    NeedText(
        "dubbel_dok",
        -215,
        "mira",
        "Hemtjänst Norr",
        "aldreomsorg",
        "Vi skriver samma sak i tre system efter varje besök",
        "Undersköterskor och vårdbiträden i hemtjänsten",
        "Efter besöket antecknar jag på papper. På kontoret skriver jag in det i journalen, i planeringen och i en "
        "lista till sjuksköterskan. Ofta är det kö till datorn.",
        "Det tar fyrtio minuter per pass som jag kunde ha varit hos någon. Det blir fel när jag skriver ur minnet.",
        "Jag skriver eller säger det en gång, hos den äldre, och det hamnar på rätt ställen.",
        "40 minuter dokumentation per pass",
        ("personal", "ekonomi"),
        supports=(
            ("helena", "Exakt likadant hos oss i Söder."),
            ("nadia", "Vi skriver också dubbelt på boendet."),
            ("karin", "Jag ser det på övertiden."),
        ),
    ),
    NeedText(
        "anteckna_sent",
        -203,
        "helena",
        "Hemtjänst Söder",
        "aldreomsorg",
        "Anteckningar skrivs sist på passet, när detaljerna är glömda",
        "Hemtjänstens medarbetare, sjuksköterskor och de äldre",
        "Den som har åtta besök före lunch hinner anteckna först när passet är slut. Då minns man det stora men inte "
        "det lilla: att hon inte åt, att han haltade.",
        "Små förändringar upptäcks sent. Sjuksköterskan ringer och frågar, och ingen vet säkert.",
        "Anteckningen görs inom en kvart efter besöket.",
        "Mediantid från besök till anteckning: 4 timmar 20 minuter",
        ("aldre", "personal"),
        on_behalf_of="Kvällsgruppen i Söder",
    ),
    NeedText(
        "matsvinn",
        -174,
        "nadia",
        "Äldreboendet Lindgården",
        "klimat-och-resurser",
        "En tredjedel av maten på Lindgården slängs",
        "Boende, måltidspersonal och ekonomin",
        "Maten beställs fyra dagar i förväg efter hur många som bor här, inte efter vad de äter. Vi slänger hela "
        "kantiner. Ändå blir några av de boende utan det de tycker om.",
        "Vi kastar mat för ungefär elva tusen kronor i veckan. De som äter lite går ner i vikt utan att vi ser varför.",
        "Vi lagar det som äts upp, och ser i tid när någon äter mindre.",
        "210 gram svinn per portion",
        ("klimat", "ekonomi"),
        supports=(("bengt", "Viktigt för oss. Jag äger gärna frågan."),),
    ),
    NeedText(
        "ny_pa_passet",
        -169,
        "helena",
        "Hemtjänst Söder",
        "arbetsmiljo",
        "Vikarier går sitt första pass utan att veta hur",
        "Timvikarier, och de äldre som de kommer hem till",
        "Varje sommar börjar trettio vikarier på tre veckor. De får en pärm och två dagar bredvid. Sedan ringer de: "
        "var finns nyckeln, hur funkar liften, vad gör jag om hon inte öppnar?",
        "De vana medarbetarna svarar i telefon hela dagen. Var femte vikarie slutar innan sommaren är över.",
        "Den som är ny får svar direkt och vågar komma tillbaka nästa pass.",
        "6 av 30 vikarier slutade i förtid i somras",
        ("personal",),
        supports=(("karin", "Vi också."), ("leif", "På gruppbostaden är det likadant.")),
    ),
    NeedText(
        "ensamma_hemma",
        -166,
        "mira",
        "Hemtjänst Norr",
        "aldreomsorg",
        "Många av våra äldre träffar ingen annan än oss",
        "Äldre med hemtjänst som bor ensamma",
        "Jag är den enda som kommer på hela dagen, och jag har tjugo minuter. Flera säger att de inte vill till en "
        "träffpunkt. De vill prata med någon, om något annat än medicin.",
        "Ensamheten gör dem sjukare. De larmar för att få höra en röst.",
        "Den som vill har någon att prata med minst två gånger i veckan, utöver oss.",
        "61 av 140 kunder säger att de ofta känner sig ensamma",
        ("aldre", "vantan"),
        supports=(("theo", "We hear the same at the meeting place."), ("gunilla", "")),
    ),
    NeedText(
        "traffpunkt",
        -163,
        "theo",
        "Träffpunkten Kastanjen",
        "aldreomsorg",
        "Träffpunkten når inte den som inte kan ta sig hit",
        "Äldre som har svårt att gå eller åka själva",
        "Vi har kaffe, musik och gymnastik fyra dagar i veckan. De som kommer bor i kvarteret. Färdtjänsten tar en "
        "timme, och många avstår när det är halt.",
        "De som behöver oss mest är hemma. Vi har plats för dubbelt så många.",
        "Den som är hemma kan vara med på något sätt, och lär känna någon att ringa till.",
        "35 besökare i snitt, 28 av dem bor närmare än 500 meter",
        ("aldre",),
    ),
    NeedText(
        "unga_natet",
        -162,
        "daniel",
        "Fritidsgården Kupan",
        "kultur-och-fritid",
        "Vi når inte de unga som är hemma vid skärmen",
        "Ungdomar 13–17 år som inte kommer till fritidsgården",
        "På Kupan kommer samma fyrtio ungdomar. Resten umgås på nätet, ofta utan någon vuxen i närheten. Vi har "
        "provat en egen chatt, men den dog efter en månad.",
        "Vi får veta för sent när någon mår dåligt. Flickorna är färre än var fjärde besökare.",
        "Unga som inte kommer hit kan ändå träffa en trygg vuxen, på tider när de är vakna.",
        "24 procent av besökarna är flickor, 40 ungdomar per kväll",
        ("vantan",),
        supports=(("lina", ""), ("emma", "Familjestöd skulle gärna vara med på en kväll.")),
    ),
    NeedText(
        "telefonko",
        -160,
        "ronja",
        "Medborgarkontoret",
        "administration-och-service",
        "Den som ringer väntar länge på svar vi redan har gett",
        "Invånare som ringer, och vi som svarar",
        "Hälften av samtalen gäller samma tio frågor: öppettider, avgifter, blanketter, bokning av lokal. Svaren "
        "finns på webben, men är svåra att hitta och skrivna på myndighetssvenska.",
        "Kön är tolv minuter på måndagar. Den som har ett svårt ärende får för lite tid.",
        "De enkla frågorna får svar direkt, på flera språk, så att vi hinner med de svåra.",
        "12 minuters väntan på måndagar, 31 procent lägger på",
        ("vantan", "ekonomi"),
        supports=(("fatima", ""), ("maria", "Många kommer till biblioteket i stället.")),
    ),
    NeedText(
        "fordon",
        -158,
        "leif",
        "Gruppbostäder Öster",
        "klimat-och-resurser",
        "Bilar och elcyklar står stilla medan andra saknar",
        "Medarbetare som reser i tjänsten",
        "Varje enhet har egna bilar och cyklar. Våra två bilar står stilla tre dagar i veckan. Hemtjänsten hyr "
        "samtidigt in. Ingen ser vad de andra har.",
        "Vi betalar för fordon som inte används, och kör bensin när elcykeln stod ledig.",
        "Vi delar på det vi har, och det går att boka på en minut.",
        "19 fordon används i snitt 37 procent av arbetstiden",
        ("klimat", "ekonomi"),
        supports=(("karin", "Vi hyrde in två bilar i höstas."),),
    ),
    NeedText(
        "anhoriga",
        -156,
        "karin",
        "Hemtjänst Norr",
        "aldreomsorg",
        "Anhöriga får olika besked beroende på vem de ringer",
        "Anhöriga till äldre med hemtjänst",
        "Anhöriga ringer planeringen, kontaktpersonen, biståndshandläggaren och mig. Vi vet olika delar. Ingen av oss "
        "ser vad de andra har svarat.",
        "Anhöriga blir oroliga och ringer igen. Vi lägger en halv dag i veckan på att reda ut missförstånd.",
        "Den anhöriga får samma besked, och kan själv se det som hon har rätt att se.",
        "I snitt 3,2 samtal innan en fråga är utredd",
        ("vantan", "aldre"),
    ),
    NeedText(
        "genomforandeplan",
        -154,
        "ahmed",
        "Daglig verksamhet Verkstan",
        "funktionsstod",
        "Deltagarna förstår inte sina egna planer",
        "Deltagare i daglig verksamhet och på gruppbostäder",
        "Genomförandeplanen är sex sidor text. Vi läser upp den och deltagaren säger ja. Få kan berätta vad som står i "
        "den en vecka senare.",
        "Planen blir vår och inte deltagarens. Målen följs inte upp.",
        "Deltagaren kan visa sin plan för någon annan och säga vad som är viktigast.",
        "3 av 22 deltagare kan nämna ett mål ur sin plan",
        ("vantan",),
        supports=(("tove", ""),),
    ),
    NeedText(
        "inskolning",
        -153,
        "anneli",
        "Förskolan Tallkotten",
        "forskola",
        "Nya föräldrar förstår inte hur förskolan fungerar",
        "Familjer som är nya i förskolan, särskilt nya i Sverige",
        "Vi lämnar ut tolv papper vid inskolningen. Frågorna kommer ändå: om kläder, om sjukdom, om avgiften. Tolk "
        "finns en timme.",
        "Barn kommer utan regnkläder och stannar inne. Föräldrar vågar inte fråga.",
        "Föräldrarna vet det viktigaste efter första veckan, på ett språk de förstår.",
        "41 frågor per familj de första tre veckorna",
        ("vantan", "personal"),
    ),
)
