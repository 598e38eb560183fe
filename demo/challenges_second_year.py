"""The demo's challenges of the second year that came to the past matchmaking day."""

from demo.challenges_first_year import AnswerText, ChallengeText

SECOND_YEAR = (
    ChallengeText(
        key="jobb",
        needs=("prova_jobb",),
        owner="jonas",
        written=-128,
        opened=-126,
        answers_by=-102,
        offered=(-94, -90),
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
        offered=(-94, -90),
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
        offered=(-94, -90),
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
        offered=(-94, -90),
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
)
