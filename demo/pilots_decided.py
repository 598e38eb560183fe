"""The demo's pilots that are over: two that are scaled up, and one that ended with a lesson."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ThresholdText:
    measure: str
    unit: str
    baseline: float
    target: float
    result: float | None = None


@dataclass(frozen=True)
class ObstacleText:
    day: int
    kind: str
    text: str
    owner: str
    resolved: int | None = None
    resolution: str = ""


@dataclass(frozen=True)
class LessonText:
    title: str
    believed: str
    saw: str
    advice: str
    for_whom: str


@dataclass(frozen=True)
class DecisionText:
    day: int
    kind: str
    reason: str
    lessons: tuple[LessonText, ...]
    new_end: int | None = None


@dataclass(frozen=True)
class PilotText:
    """Days are working days from today; `check_ins` are (day, mood, line), `costs` (day, what, SEK excl. VAT)."""

    challenge: str
    startup: str
    owner: str
    decider: str
    planned: int
    starts: int
    ends: int
    budget: int
    title: str
    question: str
    thresholds: tuple[ThresholdText, ...]
    started: bool = True
    partners: str = ""
    personal_data: bool = False
    number: int = 0
    check_ins: tuple[tuple[int, str, str], ...] = ()
    costs: tuple[tuple[int, str, int], ...] = ()
    obstacles: tuple[ObstacleText, ...] = ()
    measured: int | None = None
    decisions: tuple[DecisionText, ...] = ()
    more_lessons: tuple[tuple[int, LessonText], ...] = ()


DECIDED = (
    PilotText(
        challenge="dialog",
        startup="Torgprat",
        owner="fatima",
        decider="elisabet",
        planned=-322,
        starts=-316,
        ends=-252,
        budget=68_000,
        number=114,
        title="Röststationen på Ektorget",
        question="Får vi svar från fler och andra boende om vi frågar där de redan är, på deras eget språk?",
        partners="Högskolan i Ekdalen, institutionen för samhällsplanering",
        thresholds=(
            ThresholdText("Svar per fråga", "svar", 13, 100, 417),
            ThresholdText("Andel svar på annat språk än svenska", "procent", 4, 25, 38),
            ThresholdText("Tid från sista svar till sammanställning", "dagar", 28, 7, 2),
        ),
        check_ins=(
            (-310, "well", "Tre stationer på plats. 60 svar första veckan, de flesta i tvättstugan."),
            (
                -300,
                "so_so",
                "Skärmen på torget är för ljus på kvällen och får sitta still för länge i solen.",
            ),
            (-290, "well", "Vi bytte fråga i går. Flest svar på somaliska och arabiska."),
            (-275, "well", "Biblioteket vill ha kvar sin station efter piloten."),
            (-258, "well", "Alla svar är sammanställda. Vi visade dem på torget i lördags, med kaffe."),
        ),
        costs=(
            (-308, "Tre röststationer, hyra och uppsättning", 41_000),
            (-285, "Översättning och sammanställning, två frågor", 19_500),
            (-256, "Affischer på tolv språk", 3_800),
        ),
        obstacles=(
            ObstacleText(
                -312,
                "law",
                "Får vi spela in röster på allmän plats? Juristen är osäker.",
                "elisabet",
                -304,
                "Rösten görs om till text i stationen och raderas direkt. Skylt på tolv språk. Dataskyddsombudet är nöjt.",
            ),
            ObstacleText(
                -302,
                "other",
                "Inget eluttag på torget.",
                "fatima",
                -299,
                "Kiosken lånar ut ett uttag mot en kaffe i veckan.",
            ),
        ),
        measured=-254,
        decisions=(
            DecisionText(
                -251,
                "scale_up",
                "Alla tre mål är nådda med råge. 417 svar mot 13 på ett vanligt möte, och nästan fyra av tio på ett annat "
                "språk än svenska. Medborgarkontoret tar över tre stationer i ordinarie drift från årsskiftet.",
                (
                    LessonText(
                        "Ställ frågan där folk ändå väntar",
                        "Vi trodde att torget skulle ge flest svar, eftersom där är mest folk.",
                        "Tvättstugan gav fyra gånger så många svar som torget. Där har man tid, och ingen ser på.",
                        "Börja i tvättstugan, väntrummet och biblioteket. Byt fråga varannan vecka och visa svaren på samma plats.",
                        "Alla som ska fråga boende om något",
                    ),
                ),
            ),
        ),
        more_lessons=(
            (
                -292,
                LessonText(
                    "Fråga dataskyddsombudet före leverantören",
                    "Vi trodde att juridiken kunde lösas under tiden.",
                    "Frågan om inspelning stoppade oss i åtta dagar fast svaret var enkelt.",
                    "Boka en halvtimme med dataskyddsombudet innan pilotplanen är klar.",
                    "Pilotägare",
                ),
            ),
        ),
    ),
    PilotText(
        challenge="ord",
        startup="Sagotråd",
        owner="anneli",
        decider="mikael",
        planned=-318,
        starts=-310,
        ends=-240,
        budget=62_000,
        number=127,
        title="Sagan som följer med hem",
        question="Pratar barnen mer svenska om de lånar hem en bok som berättar på båda språken?",
        personal_data=True,
        thresholds=(
            ThresholdText("Eget tal per barn och dag", "minuter", 6, 15, 17),
            ThresholdText("Nya ord per barn på tio veckor", "ord", 22, 60, 71),
            ThresholdText("Böcker som kommer tillbaka", "procent", 55, 90, 93),
        ),
        check_ins=(
            (-303, "well", "30 böcker utlånade. Föräldramötet var fullt, det har aldrig hänt."),
            (-293, "so_so", "Fyra böcker är tvättade i maskinen. Det ska man inte."),
            (-280, "well", "En pappa har spelat in hela boken på tigrinja. Nu vill alla höra den."),
            (-262, "well", "Pedagogerna tar upp barnens nya ord i samlingen."),
            (-245, "well", "Mätningen är klar. Barnen pratar nästan tre gånger så mycket."),
        ),
        costs=(
            (-306, "30 böcker i tio veckor", 44_000),
            (-304, "Introduktion för pedagoger och föräldrar", 9_000),
            (-278, "Fyra nya böcker", 5_200),
        ),
        obstacles=(
            ObstacleText(
                -308,
                "time",
                "Pedagogerna hinner inte titta på ordlistan.",
                "anneli",
                -291,
                "En kvart i veckan är avsatt på avdelningsmötet. Det räcker.",
            ),
            ObstacleText(
                -295,
                "competence",
                "Två föräldrar kan inte läsa, och appen för inspelning är bara text.",
                "anneli",
                -284,
                "Startupen gjorde om knapparna till bilder på en vecka.",
            ),
        ),
        measured=-242,
        decisions=(
            DecisionText(
                -238,
                "scale_up",
                "Barnen pratar 17 minuter om dagen i stället för 6, och böckerna kommer tillbaka. Vi inför arbetssättet på "
                "alla sju förskolor under nästa läsår och upphandlar för tre år. Det vi lärde oss delas med alla som vill lämna anbud.",
                (
                    LessonText(
                        "Föräldrarnas egen röst gör störst skillnad",
                        "Vi trodde att den inlästa svenskan var det viktiga.",
                        "De barn vars familjer spelade in sin egen röst ökade mest, också på svenska.",
                        "Låt familjen spela in först, gärna tillsammans på ett föräldramöte med kaffe.",
                        "Förskolor och bibliotek",
                    ),
                    LessonText(
                        "Mät i två veckor innan ni börjar",
                        "Vi trodde att vi visste hur mycket barnen pratade.",
                        "Pedagogerna gissade 20 minuter. Det var 6.",
                        "Lägg två veckor på att mäta utgångsläget. Utan det hade ingen trott på resultatet.",
                        "Alla pilotägare",
                    ),
                ),
            ),
        ),
    ),
    PilotText(
        challenge="natt",
        startup="Nattuggla Omsorg",
        owner="bengt",
        decider="gunilla",
        planned=-315,
        starts=-305,
        ends=-262,
        budget=76_000,
        number=131,
        title="Lugn natt på Lindgården",
        question="Kan vi halvera de besök som väcker, utan att någon får vänta längre på hjälp?",
        personal_data=True,
        thresholds=(
            ThresholdText("Besök som väcker, per natt", "besök", 13, 6, 11),
            ThresholdText("Tid till hjälp för den som är uppe", "minuter", 9, 5, 8),
        ),
        check_ins=(
            (-300, "so_so", "Åtta av tolv radar är uppe. Nätet når inte de fyra rummen längst bort."),
            (-290, "stuck", "För många falska signaler. Personalen har stängt av ljudet."),
            (
                -278,
                "so_so",
                "Startupen har ställt om. Hälften så många signaler, men vi litar inte på dem än.",
            ),
            (-266, "so_so", "Vi går fortfarande in för säkerhets skull."),
        ),
        costs=(
            (-303, "Tolv radar, hyra åtta veckor", 48_000),
            (-298, "Nätkabel till fyra rum", 17_400),
            (-276, "Extra utbildning för nattpersonalen", 6_500),
        ),
        obstacles=(
            ObstacleText(
                -302,
                "it",
                "Det trådlösa nätet når inte rummen längst bort på avdelning 2.",
                "oskar",
                -294,
                "Kabel drogs till fyra rum, bekostad av piloten. Hela huset behöver nytt nät.",
            ),
            ObstacleText(
                -289,
                "culture",
                "Vi vågar inte lita på tavlan. Om något händer är det vi som får stå för det.",
                "bengt",
                -270,
                "Rutinen säger nu att den som följer tavlan har gjort rätt. Men det kom för sent för piloten.",
            ),
        ),
        measured=-264,
        decisions=(
            DecisionText(
                -260,
                "end",
                "Vi nådde inte målen. Besöken som väcker gick från 13 till 11 per natt. Tekniken behöver ett bättre nät, "
                "och vi behövde ha rutinen klar innan vi började. Vi avslutar och tar med oss det in i byggprojektet.",
                (
                    LessonText(
                        "Bestäm vem som har ansvaret innan sensorn sätts upp",
                        "Vi trodde att personalen skulle gå in mindre när de såg att någon sov.",
                        "De gick in ändå, eftersom ingen hade sagt att de fick låta bli.",
                        "Skriv den nya rutinen först, tillsammans med nattpersonal och medicinskt ansvarig sjuksköterska.",
                        "Alla som vill pröva larm eller sensorer",
                    ),
                    LessonText(
                        "Mät nätet i taket, inte i korridoren",
                        "Vi trodde att huset hade nät överallt.",
                        "Fyra av tolv rum saknade täckning i taket. Det kostade en fjärdedel av budgeten.",
                        "Låt IT gå runt med en mätare innan pilotplanen är skriven. Det tar en timme.",
                        "Boenden och IT",
                    ),
                ),
            ),
        ),
    ),
)
