"""The challenges of the demo: the brief, who was considered, and how each startup answered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerText:
    """What one startup handed in; the price is SEK excl. VAT."""

    startup: str
    how: str
    pilot_plan: str
    price: int
    needs_from_us: str = "En kontaktperson hos er två timmar i veckan."
    references: str = ""
    personal_data: bool = False
    trade_secret: str = ""
    trade_secret_reason: str = ""


@dataclass(frozen=True)
class ChallengeText:
    """Days are working days from today; on the days `offered` the startups can meet.

    `set_aside` and `declined` are (startup, reason). A challenge that is not `opened` is still a draft.
    """

    key: str
    needs: tuple[str, ...]
    owner: str
    written: int
    opened: int | None
    answers_by: int
    theme: str
    title: str
    problem: str
    for_whom: str
    baseline: str
    effect: str
    contribution: str
    route: str
    budget: int = 80_000
    closed: int | None = None
    shortlisted: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    invited: tuple[str, ...] = ()
    declined: tuple[tuple[str, str], ...] = ()
    answers: tuple[AnswerText, ...] = ()
    offered: tuple[int, ...] = ()
    greeting: str = (
        "Vi tror att ni kan ha ett svar på det här. Läs gärna och berätta hur ni skulle göra hos oss."
    )


FIRST_YEAR = (
    ChallengeText(
        key="dialog",
        needs=("dialog_moten", "dialog_sprak"),
        owner="fatima",
        written=-362,
        opened=-360,
        answers_by=-340,
        closed=-339,
        theme="medborgardialog",
        title="Hör dem som aldrig kommer till mötet",
        problem=(
            "När vi frågar boende om deras närmiljö svarar samma tio personer. Mötena är på kvällen och enkäterna på "
            "svenska. Barnfamiljer, unga och boende med andra modersmål saknas, och att tolka svaren tar veckor."
        ),
        for_whom="Boende i Ekdalen som vi inte når i dag",
        baseline="13 personer per dialog, 4 procent med annat modersmål",
        effect="Minst hundra svar per fråga, från fler grupper, och ett resultat vi kan läsa samma vecka.",
        contribution="Torget, biblioteket och två tvättstugor. Kommunikatör en dag i veckan.",
        route="Medborgarkontorets chef beslutar. Drift ryms i kommunikationsbudgeten.",
        set_aside=(
            ("Folkets Karta", "Bra för platser, men löser inte att folk inte svarar."),
            ("Klartext Tolk", "Hjälper i mötet, och vår fråga är de som inte kommer dit."),
        ),
        invited=("Torgprat", "Samtalstråden", "Civic Echo Labs"),
        declined=(
            ("Civic Echo Labs", "We are fully booked until the summer and would not do this justice."),
        ),
        answers=(
            AnswerText(
                "Torgprat",
                "Vi ställer en röststation på tre platser där folk redan står och väntar. Den ställer en fråga i taget, på "
                "det språk man väljer, och svaret talas in. Samma kväll får ni svaren översatta, utan namn och röst, "
                "grupperade efter vad de handlar om.",
                "En fråga om Ektorget, tre platser, tre veckor. Vi jämför vilka som svarar med vilka som bor här.",
                68_000,
                "Tre uttag, någon som torkar av skärmen, och en fråga som ni verkligen vill ha svar på.",
                "Dialog om två parker, 640 svar på 14 dagar.",
            ),
            AnswerText(
                "Samtalstråden",
                "Vi bjuder in till korta samtal i grupper om fyra, på kvällen och på lunchen, med digital samtalsledare.",
                "Tjugo samtal om en fråga, på svenska och arabiska.",
                45_000,
            ),
        ),
    ),
    ChallengeText(
        key="ord",
        needs=("ordforrad",),
        owner="anneli",
        written=-361,
        opened=-359,
        answers_by=-341,
        closed=-338,
        theme="forskola",
        title="Fler ord varje dag, hemma och i förskolan",
        problem=(
            "Många av våra barn hör lite svenska hemma och hinner säga lite i gruppen. Böckerna vi lånar ut räcker inte, "
            "och föräldrarna läser ofta på ett annat språk än svenska."
        ),
        for_whom="Barn 3–5 år på Tallkotten, och deras familjer",
        baseline="6 minuters eget tal per barn och dag",
        effect="Varje barn har en språkstund om dagen och använder fler ord på båda språken.",
        contribution="Två avdelningar, pedagogernas planeringstid, samarbete med biblioteket.",
        route="Avdelningschefen för förskola beslutar om fler förskolor ska vara med.",
        set_aside=(
            ("Lingo Nest", "Bygger på en skärm per barn. Det vill vi inte för de minsta."),
            ("Läsloppan", "Löser utlåningen men inte att barnet ska prata."),
        ),
        invited=("Sagotråd", "Ordkotten"),
        answers=(
            AnswerText(
                "Sagotråd",
                "Barnet lånar hem en tygbok. Den berättar på barnets språk och på svenska, ställer frågor och väntar på "
                "svar. Familjen spelar in sin egen röst. Pedagogen ser vilka ord barnet har sagt och tar upp dem i gruppen.",
                "Trettio barn på två avdelningar i tio veckor. Vi mäter eget tal och ord före och efter, med er metod.",
                62_000,
                "En halvtimmes introduktion för pedagogerna och ett föräldramöte.",
                "Fyra förskolor, 70 barn.",
                personal_data=True,
            ),
            AnswerText(
                "Ordkotten",
                "Golvspel där barnen hoppar på ord i par. Pedagogen väljer ord ur veckans tema.",
                "En avdelning i åtta veckor.",
                35_000,
            ),
        ),
    ),
    ChallengeText(
        key="natt",
        needs=("nattillsyn",),
        owner="bengt",
        written=-358,
        opened=-356,
        answers_by=-338,
        closed=-336,
        theme="aldreomsorg",
        title="Låt den som sover sova",
        problem=(
            "På natten går vi in till alla vid bestämda tider. Många väcks i onödan, medan den som är vaken får vänta. "
            "Vi vill veta vem som behöver oss, utan kamera i rummet."
        ),
        for_whom="Boende på Lindgården och nattpersonalen",
        baseline="38 rumsbesök per natt, vart tredje väcker",
        effect="Hälften så många besök som väcker, och snabbare hjälp till den som är uppe.",
        contribution="Två avdelningar, nattpersonal som vill, IT-stöd.",
        route="Avdelningschefen för äldreomsorg beslutar. Kräver plats i nästa års investeringsbudget.",
        set_aside=(("Vakna Vård", "Fin idé, men hjälper inte oss att veta vem som är vaken."),),
        invited=("Nattuggla Omsorg", "Stilla Sensor"),
        answers=(
            AnswerText(
                "Nattuggla Omsorg",
                "En radar i taket ser andning och rörelse. Nattpersonalen får en signal när någon är på väg upp, och ser på "
                "en tavla vilka som sover.",
                "Tolv rum i åtta veckor. Vi räknar besök, väckningar och tid till hjälp.",
                76_000,
                "Nät i taket och ett uttag per rum.",
                "Två boenden i Skåne.",
                personal_data=True,
            ),
            AnswerText(
                "Stilla Sensor",
                "En matta under madrassen visar sömn, oro och om någon har gått upp.",
                "Åtta sängar i sex veckor.",
                50_000,
                personal_data=True,
            ),
        ),
    ),
)

SECOND_YEAR = (
    ChallengeText(
        key="jobb",
        needs=("prova_jobb",),
        owner="jonas",
        written=-128,
        opened=-126,
        answers_by=-102,
        closed=-98,
        theme="funktionsstod",
        title="Våga prova ett nytt arbete",
        problem=(
            "Deltagare i daglig verksamhet vill ut på riktiga arbetsplatser. Men det nya blir för mycket den första dagen: "
            "ljuden, vägen, människorna. Studiebesök räcker inte, och praktiken avbryts."
        ),
        for_whom="Deltagare i daglig verksamhet på Verkstan",
        baseline="5 av 14 praktiker varade mer än två veckor",
        effect="Deltagaren vänjer sig i sin egen takt, och fler stannar kvar.",
        contribution="Handledare, tre arbetsgivare som är med, ett rum att öva i.",
        route="Enhetschefen beslutar. Fortsättning ryms i habiliteringsersättningens ram.",
        budget=85_000,
        set_aside=(
            ("Bildstöd Nu", "Passar bättre för behovet om genomförandeplaner. Vi sparar den till dess."),
        ),
        invited=("Provrum VR", "Steget Före Simulering", "Immersia North"),
        answers=(
            AnswerText(
                "Provrum VR",
                "Vi filmar tre av era arbetsplatser i 360 grader: vägen dit, omklädningsrummet, arbetet, fikat. I "
                "VR-glasögonen går deltagaren dit så många gånger det behövs, med stopp när som helst. Handledaren "
                "ser vad som är svårt och bestämmer nästa steg.",
                "Tio deltagare, tre arbetsplatser, tre månader. Sedan börjar de sin praktik på riktigt.",
                78_000,
                "Att arbetsgivarna släpper in oss en dag var.",
                "Två dagliga verksamheter.",
                trade_secret="Hur vi tar bort suddiga rörelser i filmen, så att deltagaren inte blir illamående.",
                trade_secret_reason="Metoden är inte skyddad och kan kopieras av andra företag.",
            ),
            AnswerText(
                "Steget Före Simulering",
                "Övningar på surfplatta för moment som återkommer: duka, packa, tvätta.",
                "Åtta deltagare i sex veckor.",
                50_000,
            ),
            AnswerText(
                "Immersia North",
                "Ready-made VR scenes for bus, shop and first day at work, in Swedish. We can add one scene of your own.",
                "Eight participants for ten weeks.",
                98_000,
            ),
        ),
    ),
    ChallengeText(
        key="anteckning",
        needs=("dubbel_dok", "anteckna_sent"),
        owner="karin",
        written=-128,
        opened=-126,
        answers_by=-102,
        closed=-97,
        theme="aldreomsorg",
        title="Skriv en gång, var hos den äldre",
        problem=(
            "Efter varje besök skriver våra medarbetare samma sak i tre system, ofta timmar senare. Det tar fyrtio minuter "
            "per pass, och det lilla som hänt hinner glömmas."
        ),
        for_whom="Undersköterskor och vårdbiträden i hemtjänsten",
        baseline="40 minuter dokumentation per pass",
        effect="Anteckningen görs en gång, inom en kvart, och hamnar rätt.",
        contribution="Tolv medarbetare, en verksamhetsutvecklare, tillgång till testmiljön i journalen.",
        route="Avdelningschefen för äldreomsorg beslutar. Finansieras genom minskad övertid.",
        set_aside=(("Slingvis", "Löser planeringen, men inte dokumentationen."),),
        invited=("Talpenna", "Journalrösten", "Murmur Notes"),
        answers=(
            AnswerText(
                "Talpenna",
                "Medarbetaren trycker på knappen och berättar medan hon går till cykeln. Texten delas upp under journalens "
                "rubriker. Hon läser och godkänner, och det som sjuksköterskan behöver går dit direkt.",
                "Tolv medarbetare i sex veckor i Hemtjänst Norr. Vi mäter minuter per pass och tid från besök till anteckning.",
                65_000,
                "Tolv telefoner och en halv dag för att lära oss era rubriker.",
                "Två hemtjänstgrupper, 40 medarbetare.",
                personal_data=True,
            ),
            AnswerText(
                "Journalrösten",
                "Mallar som läser upp frågor och tar emot svaren på plats. Talet stannar i telefonen.",
                "Sex medarbetare i fyra veckor.",
                45_000,
                personal_data=True,
            ),
            AnswerText(
                "Murmur Notes",
                "We turn speech into structured notes and have an interface to your record system in a test environment.",
                "Ten carers for eight weeks, in Swedish, Finnish and English.",
                80_000,
                personal_data=True,
            ),
        ),
    ),
    ChallengeText(
        key="svinn",
        needs=("matsvinn",),
        owner="bengt",
        written=-127,
        opened=-125,
        answers_by=-102,
        closed=-96,
        theme="klimat-och-resurser",
        title="Laga det som äts upp",
        problem=(
            "Maten på Lindgården beställs fyra dagar i förväg efter antal boende. En tredjedel slängs, och vi ser inte när "
            "någon äter mindre."
        ),
        for_whom="Boende och måltidspersonal på Lindgården",
        baseline="210 gram svinn per portion",
        effect="Svinnet halveras, och vi ser i tid när någon äter dåligt.",
        contribution="Köket, två avdelningar, kostombudet en dag i veckan.",
        route="Enhetschefen beslutar. Betalar sig själv om svinnet minskar med en fjärdedel.",
        set_aside=(("Leftover Logic", "Priset är över ramen, och de arbetar bara med stora kök."),),
        invited=("Tallriksvis", "Portionera", "Restvåg"),
        declined=(
            ("Restvåg", "Vår våg visar bara summan. Ni behöver veta vilka rätter, och det kan vi inte än."),
        ),
        answers=(
            AnswerText(
                "Tallriksvis",
                "Kameran ovanför disken ser vad som blev kvar, rätt för rätt. Varje morgon får köket ett förslag på mängd. "
                "Kostombudet ser om en avdelning äter mindre.",
                "Två avdelningar i tre månader. Vi väger svinnet varje dag.",
                58_000,
                "En diskbänk med uttag och fem minuter om dagen.",
                "Skolkök i tre kommuner.",
            ),
            AnswerText(
                "Portionera",
                "De boende väljer dagen före, med bilder. Köket får antal per rätt.",
                "En avdelning i åtta veckor.",
                55_000,
            ),
        ),
    ),
    ChallengeText(
        key="vikarie",
        needs=("ny_pa_passet",),
        owner="helena",
        written=-127,
        opened=-125,
        answers_by=-102,
        closed=-95,
        theme="arbetsmiljo",
        title="Trygg redan första passet",
        problem=(
            "Trettio vikarier börjar på tre veckor. De får en pärm och två dagar bredvid, och ringer sedan sina kollegor "
            "hela dagen. Var femte slutar innan sommaren är över."
        ),
        for_whom="Timvikarier i hemtjänsten, och de äldre de besöker",
        baseline="6 av 30 slutade i förtid",
        effect="Den nya får svar direkt, och de vana hinner med sitt.",
        contribution="Våra rutiner, tio vikarier, två handledare.",
        route="Enhetschefen och HR beslutar inför nästa sommar.",
        set_aside=(("Inhoppet", "Löser bemanningen, inte introduktionen."),),
        invited=("Förstapasset", "Lathunden Digital", "Kollegan i Fickan"),
        answers=(
            AnswerText(
                "Förstapasset",
                "Vikarien frågar i hörsnäckan: hur funkar liften? Svaret kommer ur era rutiner, uppläst eller som film. "
                "Hittar vi inget svar kopplas hon till en handledare, och rutinen kompletteras.",
                "Tio vikarier i en månad. Vi räknar samtal till kollegor och frågar varje vikarie efter passet.",
                52_000,
                "Era rutiner och två handledare som svarar.",
                personal_data=True,
            ),
            AnswerText(
                "Lathunden Digital",
                "Checklistor med bilder för varje moment. Klart på två veckor.",
                "Femton vikarier i sex veckor.",
                25_000,
                references="Nio kommuner.",
            ),
        ),
    ),
    ChallengeText(
        key="ensam",
        needs=("ensamma_hemma", "traffpunkt"),
        owner="karin",
        written=-34,
        opened=-32,
        answers_by=8,
        offered=(4, 9),
        theme="aldreomsorg",
        title="Någon att prata med, två gånger i veckan",
        problem=(
            "Många äldre med hemtjänst träffar ingen annan än oss. Träffpunkten har plats, men de som behöver den mest kan "
            "inte ta sig dit. De vill prata med någon om något annat än medicin."
        ),
        for_whom="Äldre som bor ensamma och har svårt att ta sig ut",
        baseline="61 av 140 säger att de ofta känner sig ensamma",
        effect="Den som vill har någon att prata med minst två gånger i veckan.",
        contribution="Träffpunktens värdar, hemtjänstens medarbetare som bjuder in, fyrtio äldre som vill.",
        route="Avdelningschefen för äldreomsorg beslutar. Förebyggande medel finns till och med nästa år.",
        shortlisted=("Minnesbänken",),
        set_aside=(("Balansera Mera", "Bra träning, men svarar inte på ensamheten."),),
        invited=("Kaffekedjan", "Companion Loop", "Grannringen", "Sällskapsdags"),
        answers=(
            AnswerText(
                "Kaffekedjan",
                "Vi lär känna varje person i ett samtal och kopplar sedan ihop två eller tre med samma intressen. De rings "
                "upp på vanlig telefon två gånger i veckan. Vår samtalsvärd är med i början och märker om någon behöver er.",
                "Fyrtio äldre i Hemtjänst Norr i tio veckor. Vi frågar om ensamhet före, mitt i och efter, med er fråga.",
                58_000,
                "Att era medarbetare frågar vilka som vill, och ett samtal i veckan med er.",
                "180 äldre i tre kommuner.",
                personal_data=True,
            ),
            AnswerText(
                "Companion Loop",
                "Each person gets one device with one button. It joins live conversations, music and exercise hosted from "
                "Kastanjen, so those at home meet those who are there. No screen, no password.",
                "Twenty people at home for three months, hosted twice a week from the meeting place.",
                88_000,
                "One host two hours a day, and help to place the devices.",
                "Eleven municipalities in Denmark.",
                personal_data=True,
            ),
            AnswerText(
                "Sällskapsdags",
                "Träffpunkten dyker upp på den vanliga tv:n klockan två varje dag. Den som vill stannar, den som inte vill "
                "stänger av.",
                "Femton hem i åtta veckor.",
                70_000,
            ),
        ),
    ),
    ChallengeText(
        key="unga",
        needs=("unga_natet",),
        owner="lina",
        written=-33,
        opened=-31,
        answers_by=8,
        offered=(4, 9),
        theme="kultur-och-fritid",
        title="En trygg vuxen där de unga redan är",
        problem=(
            "Fyrtio ungdomar kommer till Kupan. De andra umgås på nätet, ofta utan någon vuxen. Vi får veta för sent när "
            "någon mår dåligt, och få flickor kommer hit."
        ),
        for_whom="Ungdomar 13–17 år som inte kommer till fritidsgården",
        baseline="24 procent flickor, 40 ungdomar per kväll",
        effect="Minst sextio nya ungdomar har träffat en av våra ledare.",
        contribution="Två fritidsledare fyra kvällar i veckan, ungdomsråd som testar.",
        route="Enhetschefen beslutar. Fortsättning söks ur medlen för trygghet.",
        set_aside=(("Pulskollen", "Mäter hur det är, men ger inga möten."),),
        invited=("Hängytan", "Spelplats Nio", "Youth Harbour"),
        declined=(
            (
                "Youth Harbour",
                "Our chat is built for a whole city. A pilot below 150 000 SEK is not possible for us.",
            ),
        ),
        answers=(
            AnswerText(
                "Hängytan",
                "Era ledare får en egen yta på nätet som är öppen när Kupan är öppen. Ungdomar bjuder in vänner. Vi "
                "utbildar ledarna och finns med de första fyra veckorna.",
                "Två kvällar i veckan i tio veckor, med ungdomsrådet som värdar.",
                54_000,
                "Två ledare som vill lära sig, och era regler för orosanmälan.",
                personal_data=True,
            ),
        ),
    ),
    ChallengeText(
        key="telefon",
        needs=("telefonko",),
        owner="fatima",
        written=-6,
        opened=-4,
        answers_by=15,
        theme="administration-och-service",
        title="Kortare väntan för den som ringer",
        problem=(
            "Hälften av samtalen till Medborgarkontoret gäller samma tio frågor. Svaren finns på webben, men är svåra att "
            "hitta och förstå. Kön är tolv minuter på måndagar."
        ),
        for_whom="Invånare som ringer, och de som svarar",
        baseline="12 minuters väntan på måndagar, 31 procent lägger på",
        effect="Väntan under tre minuter, och de enkla frågorna besvarade direkt på flera språk.",
        contribution="Samtalsstatistik, våra svarstexter, två medarbetare.",
        route="Enhetschefen beslutar. Drift ryms i telefonibudgeten.",
    ),
    ChallengeText(
        key="fordon",
        needs=("fordon",),
        owner="jonas",
        written=-2,
        opened=None,
        answers_by=30,
        theme="klimat-och-resurser",
        title="Dela på bilarna och elcyklarna vi redan har",
        problem="Våra 19 fordon används drygt en tredjedel av tiden. Ingen ser vad de andra har, och vi hyr in i onödan.",
        for_whom="Medarbetare som reser i tjänsten",
        baseline="37 procent av arbetstiden",
        effect="Samma resor med fem fordon färre.",
        contribution="",
        route="",
    ),
)

VASTERSKOG = (
    ChallengeText(
        key="simskola",
        needs=("simskola",),
        owner="vera",
        written=-60,
        opened=-58,
        answers_by=-42,
        closed=-40,
        theme="kultur-och-fritid",
        title="Simskola för dem som behöver den mest",
        problem="Platserna i simskolan går till familjer som bevakar dagen då de släpps. Vart femte barn kan inte simma.",
        for_whom="Barn 6–8 år i Västerskog",
        baseline="340 barn i kö",
        effect="De barn som inte kan simma får plats först.",
        contribution="Badhuset två timmar i veckan.",
        route="Enhetschefen beslutar.",
        budget=60_000,
        invited=("Rumsvärden", "Inhoppet"),
        answers=(
            AnswerText(
                "Rumsvärden",
                "Vi gör kön synlig för skolorna, som bjuder in de barn som inte kan simma. Platser som inte används släpps samma dag.",
                "Två skolor i åtta veckor.",
                42_000,
            ),
        ),
    ),
)
