"""The demo's pilots that go on: one tried further, two running, one being planned, and the other administration's."""

from ignite.demo.pilots_decided import DecisionText, LessonText, ObstacleText, PilotText, ThresholdText

ALIVE = (
    PilotText(
        challenge="jobb",
        startup="Provrum VR",
        owner="jonas",
        decider="elisabet",
        planned=-88,
        starts=-80,
        ends=-30,
        budget=78_000,
        number=58,
        title="Prova jobbet i VR-glasögon",
        question="Stannar fler kvar på sin praktik om de har övat på platsen i VR-glasögon först?",
        partners="Ekdalens science park",
        thresholds=(
            ThresholdText("Praktiker som varar mer än två veckor", "procent", 36, 70, 60),
            ThresholdText("Övningar innan deltagaren vill gå dit på riktigt", "gånger", 0, 5, 4),
        ),
        check_ins=(
            (-74, "well", "Kaféet och tvätteriet är filmade. Deltagarna valde själva vad som skulle vara med."),
            (-64, "so_so", "Två deltagare blev illamående. Vi sitter ner och kör kortare pass."),
            (-50, "well", "Fem deltagare har varit på sin riktiga arbetsplats. En sa: jag kände igen allt."),
            (-36, "well", "Lagret är filmat. Arbetsgivaren vill visa filmen för sina egna nyanställda."),
            (-17, "well", "Nu övar också de som bor på Öster."),
            (-4, "well", "Sju av tio har börjat. Sex är kvar efter två veckor."),
        ),
        costs=(
            (-76, "Filmning av tre arbetsplatser", 36_000),
            (-73, "Fyra par glasögon, hyra", 14_500),
            (-33, "Handledarutbildning", 8_000),
            (-12, "Glasögon, fortsatt hyra", 9_500),
        ),
        obstacles=(
            ObstacleText(
                -72, "law", "En kollega på kaféet vill inte vara med på film.", "jonas", -70,
                "Vi filmade om när hon var ledig. Nu frågar vi alla före.",
            ),
            ObstacleText(
                -21, "time", "Handledarna hinner bara öva med två deltagare om dagen.", "jonas",
            ),
        ),
        measured=-31,
        decisions=(
            DecisionText(
                -29, "iterate",
                "Vi är på god väg: 60 procent stannar kvar, målet är 70. Men bara fem har hunnit börja. Vi fortsätter med fem "
                "deltagare till, också från gruppbostäderna, innan vi bestämmer oss.",
                (
                    LessonText(
                        "Vägen dit är svårare än arbetet",
                        "Vi trodde att arbetsmomenten var det som skrämde.",
                        "Deltagarna övade mest på bussen, dörren och omklädningsrummet.",
                        "Filma vägen dit och de första fem minuterna. Arbetet kan ni visa på plats.",
                        "Daglig verksamhet, arbetsmarknadsenheter",
                    ),
                ),
                new_end=35,
            ),
        ),
        more_lessons=(
            (
                -61,
                LessonText(
                    "Sitt ner och kör korta pass",
                    "Vi trodde att tjugo minuter i glasögonen var lagom.",
                    "Efter sju minuter blev flera trötta eller illamående. Sittande gick det bra.",
                    "Börja med fem minuter på en stol, och låt deltagaren själv ta av glasögonen.",
                    "Alla som provar VR",
                ),
            ),
        ),
    ),
    PilotText(
        challenge="anteckning",
        startup="Talpenna",
        owner="karin",
        decider="elisabet",
        planned=-84,
        starts=-70,
        ends=6,
        budget=65_000,
        number=61,
        title="Tala in anteckningen",
        question="Halveras tiden för dokumentation om vi talar in anteckningen hos den äldre?",
        personal_data=True,
        thresholds=(
            ThresholdText("Dokumentation per pass", "minuter", 40, 20, 22),
            ThresholdText("Tid från besök till anteckning", "minuter", 260, 15, 12),
            ThresholdText("Medarbetare som vill fortsätta", "procent", 0, 80, 92),
        ),
        check_ins=(
            (-66, "so_so", "Tolv telefoner utdelade. Dialekten från Norrbotten blir poesi."),
            (-56, "well", "Tjugosju minuter per pass redan. Mira hann med en promenad med en kund."),
            (-44, "well", "Sjuksköterskan ringer hälften så ofta."),
            (-30, "stuck", "Journalen uppdaterades i natt, och kopplingen slutade fungera."),
            (-26, "well", "Kopplingen är lagad. Vi skrev för hand i fyra dagar, och ingen vill tillbaka."),
            (-8, "well", "Två minuter ifrån målet. Kvällsgruppen i Söder vill vara med."),
        ),
        costs=(
            (-68, "Licenser, tolv medarbetare i tolv veckor", 28_800),
            (-67, "Anpassning till journalens rubriker", 18_000),
            (-52, "Hörlurar som tål regn", 4_350),
            (-27, "Ny koppling efter uppdateringen", 7_500),
        ),
        obstacles=(
            ObstacleText(
                -69, "procurement", "Journalens leverantör tar betalt för varje koppling.", "elisabet", -60,
                "Testmiljön ingår i vårt avtal. Inköp hittade det på sidan 41.",
            ),
            ObstacleText(
                -58, "culture", "Några vill inte prata högt om den äldre utomhus.", "karin", -47,
                "Vi säger ”hon” i stället för namn och talar in i trapphuset eller på cykeln.",
            ),
            ObstacleText(
                -29, "it", "När journalen uppdateras slutar kopplingen att fungera.", "oskar",
            ),
        ),
        measured=-7,
    ),
    PilotText(
        challenge="svinn",
        startup="Tallriksvis",
        owner="bengt",
        decider="gunilla",
        planned=-66,
        starts=-55,
        ends=20,
        budget=58_000,
        number=66,
        title="Laga det som äts upp",
        question="Kan köket på Lindgården halvera matsvinnet om det ser vad som blev kvar på tallriken?",
        partners="Forskningsinstitutet för mat och måltid i Ekdalen",
        thresholds=(
            ThresholdText("Matsvinn per portion", "gram", 210, 105, 148),
            ThresholdText("Portioner som lagas men aldrig serveras", "procent", 18, 8, 11),
        ),
        check_ins=(
            (-49, "so_so", "Kameran är uppe. Köket är skeptiskt till att bli tittat på."),
            (-40, "well", "Kokerskan såg att kålrotsmoset kom tillbaka orört. Nu är det potatis."),
            (-28, "well", "En fjärdedel mindre svinn. Vi beställer två dagar före i stället för fyra."),
            (-11, "well", "148 gram. Vi såg att en boende hade slutat äta middag, och dietisten är inkopplad."),
        ),
        costs=(
            (-53, "Kamera och installation", 22_000),
            (-52, "Licens i tre månader", 21_000),
        ),
        obstacles=(
            ObstacleText(
                -47, "culture", "Köket känner sig övervakat.", "bengt", -39,
                "Kameran ser bara tallriken. Köket fick egen inloggning och visar siffrorna själva.",
            ),
            ObstacleText(
                -35, "money", "Leverantören av råvaror tar ut en avgift när vi beställer senare.", "gunilla",
            ),
            ObstacleText(
                -10, "competence", "Ingen vet hur vi följer upp när någon äter mindre.", "tove",
            ),
        ),
        measured=-11,
        more_lessons=(
            (
                -24,
                LessonText(
                    "Låt köket äga siffrorna",
                    "Vi trodde att enhetschefen skulle visa resultatet varje vecka.",
                    "Ingen lyssnade förrän kokerskan själv satte upp dagens siffra på dörren.",
                    "Ge dem som lagar maten inloggningen från första dagen.",
                    "Boenden, skolor och förskolor med eget kök",
                ),
            ),
        ),
    ),
    PilotText(
        challenge="vikarie",
        startup="Förstapasset",
        owner="helena",
        decider="elisabet",
        planned=-5,
        starts=10,
        ends=50,
        budget=52_000,
        started=False,
        personal_data=True,
        title="En kollega i örat",
        question="Ringer vikarierna hälften så ofta, och stannar fler, om de kan fråga i hörsnäckan?",
        partners="Ekdalens science park",
        thresholds=(
            ThresholdText("Samtal till kollegor per vikarie och pass", "samtal", 9, 4),
            ThresholdText("Vikarier som slutar i förtid", "procent", 20, 8),
        ),
    ),
)

VASTERSKOG = (
    PilotText(
        challenge="simskola",
        startup="Rumsvärden",
        owner="vera",
        decider="rolf",
        planned=-32,
        starts=-28,
        ends=18,
        budget=42_000,
        number=9,
        title="Plats först för den som inte kan simma",
        question="Får fler barn som inte kan simma en plats om skolan bjuder in dem?",
        thresholds=(ThresholdText("Platser till barn som inte kan simma", "procent", 20, 60),),
        check_ins=((-18, "well", "Två skolor är med. 24 barn har börjat."),),
        costs=((-26, "Anpassning av bokningen", 24_000),),
        obstacles=(ObstacleText(-20, "time", "Bussen hinner inte före lunch.", "vera"),),
        more_lessons=(
            (
                -12,
                LessonText(
                    "Skolan når familjer som vi inte når",
                    "Vi trodde att kön var rättvis.",
                    "Hälften av barnen hade aldrig stått i den.",
                    "Bjud in genom skolan.",
                    "Bad och idrott",
                ),
            ),
        ),
    ),
)
