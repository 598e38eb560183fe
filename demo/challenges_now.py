"""The demo's challenges of these weeks, and the other administration's."""

from demo.challenges_first_year import AnswerText, ChallengeText

NOW = (
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
