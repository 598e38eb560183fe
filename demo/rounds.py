"""The prioritisation rounds of the demo: which needs, who assessed them, what the chief decided and why."""

from dataclasses import dataclass, field

CRITERIA = (
    {
        "name": "Nytta för invånaren",
        "weight": 5,
        "guidance": "Hur mycket bättre blir det, och för hur många?",
    },
    {
        "name": "Nytta för medarbetaren",
        "weight": 3,
        "guidance": "Lättar det arbetsdagen eller höjer det kvaliteten?",
    },
    {
        "name": "Går att pröva smått",
        "weight": 4,
        "guidance": "Kan vi veta mer om tre månader, för högst 100 000 kr?",
    },
    {"name": "Delas av flera", "weight": 2, "guidance": "Har fler enheter samma behov?"},
)


@dataclass(frozen=True)
class DecisionText:
    """`points` is the team's typical view, 1–5, around which each person's points fall."""

    need: str
    decision: str
    points: int
    reason: str


@dataclass(frozen=True)
class RoundText:
    """Days are working days from today. `opened` None means still being prepared; `handed_in` counts needs a person."""

    name: str
    planned: int
    closes_on: int
    team: tuple[str, ...]
    needs: tuple[str, ...]
    opened: int | None = None
    assessed: int | None = None
    decided: int | None = None
    decisions: tuple[DecisionText, ...] = ()
    handed_in: dict[str, int] = field(default_factory=dict)


TEAM = ("samir", "ingrid", "oskar", "tove")

FIRST = RoundText(
    name="Första omgången",
    planned=-382,
    opened=-381,
    assessed=-378,
    decided=-371,
    closes_on=-372,
    team=TEAM,
    needs=(),
    decisions=(
        DecisionText(
            "dialog_moten",
            "forward",
            4,
            "Vi tar behovet vidare. Det berör alla som bor i Ekdalen, och vi kan pröva något nytt på en enda plats. "
            "Vi slår ihop det med behovet om enkäter på fler språk.",
        ),
        DecisionText(
            "dialog_sprak",
            "forward",
            4,
            "Vi tar behovet vidare tillsammans med behovet om dialogmöten. De löses bäst ihop.",
        ),
        DecisionText(
            "ordforrad",
            "forward",
            5,
            "Det här vill vi pröva först. Tre enheter har samma behov, och nyttan varar länge för varje barn.",
        ),
        DecisionText(
            "nattillsyn",
            "forward",
            4,
            "Vi tar behovet vidare. Det är viktigt för de boende och för er som arbetar natt, och det går att mäta.",
        ),
        DecisionText(
            "lokaler",
            "park",
            3,
            "Behovet är riktigt, men fastighetskontoret byter bokningssystem i år. Vi väntar och ser vad det löser.",
        ),
        DecisionText(
            "snorojning",
            "park",
            3,
            "Plogningen sköts av trafikkontoret. Vi har lämnat era dagar till dem, och tar upp behovet igen före "
            "nästa vinter om det inte har blivit bättre.",
        ),
        DecisionText(
            "kaffemaskin",
            "decline",
            1,
            "Det här löser ni snabbast själva: servicecentret byter maskinen inom en vecka. Ring dem i dag.",
        ),
        DecisionText(
            "byt_system",
            "decline",
            2,
            "Ett helt systembyte är för stort för en pilot. Upphandlingen av nytt system börjar nästa år. Skriv gärna "
            "ett nytt behov om det moment som tar mest tid, så kan vi pröva något där.",
        ),
    ),
)

SECOND = RoundText(
    name="Andra omgången",
    planned=-149,
    opened=-148,
    assessed=-146,
    decided=-137,
    closes_on=-138,
    team=TEAM,
    needs=(),
    decisions=(
        DecisionText(
            "prova_jobb",
            "forward",
            5,
            "Vi tar behovet vidare. En trygg väg till praktik betyder mycket för deltagarna, och vi kan pröva i liten skala.",
        ),
        DecisionText(
            "dubbel_dok",
            "forward",
            5,
            "Ett av de behov som fick högst poäng. Fyrtio minuter per pass är för mycket, och tre enheter säger samma sak. Vi tar det "
            "vidare ihop med behovet om sena anteckningar.",
        ),
        DecisionText(
            "anteckna_sent",
            "forward",
            4,
            "Vi tar behovet vidare tillsammans med behovet om dubbel dokumentation.",
        ),
        DecisionText(
            "matsvinn",
            "forward",
            4,
            "Vi tar behovet vidare. Det sparar både mat och pengar, och Lindgården har en chef som vill äga frågan.",
        ),
        DecisionText(
            "ny_pa_passet",
            "forward",
            4,
            "Vi tar behovet vidare, så att något kan finnas på plats till sommaren.",
        ),
        DecisionText(
            "ensamma_hemma",
            "forward",
            5,
            "Vi tar behovet vidare. Ensamhet är det som flest av er beskriver. Vi slår ihop det med träffpunktens behov.",
        ),
        DecisionText(
            "traffpunkt", "forward", 4, "Vi tar behovet vidare tillsammans med behovet om ensamma hemma."
        ),
        DecisionText(
            "unga_natet",
            "forward",
            4,
            "Vi tar behovet vidare. Fler fritidsgårdar har försökt, så vi lyssnar först på vad de lärde sig.",
        ),
        DecisionText(
            "telefonko",
            "forward",
            4,
            "Vi tar behovet vidare. Alla invånare märker skillnaden, och kön går att mäta varje dag.",
        ),
        DecisionText(
            "fordon",
            "forward",
            4,
            "Vi tar behovet vidare. Det är bra för klimatet och för budgeten, och lätt att pröva i två hus.",
        ),
        DecisionText(
            "anhoriga",
            "forward",
            4,
            "Vi tar behovet vidare. Vi skriver utmaningen när piloten om dokumentation är klar, eftersom de hänger ihop.",
        ),
        DecisionText(
            "genomforandeplan",
            "forward",
            4,
            "Vi tar behovet vidare. Det står näst i tur för funktionsstöd, efter piloten om att prova ett arbete.",
        ),
        DecisionText(
            "inskolning",
            "forward",
            4,
            "Vi tar behovet vidare. Förskolans lärdomar om språk kommer till nytta här.",
        ),
        DecisionText(
            "larmknapp",
            "park",
            3,
            "Vi parkerar behovet tills vi har skrivit klart lärdomarna från piloten om natten. Den visade att sensorer "
            "kräver mer av nätet än huset har i dag.",
        ),
        DecisionText(
            "grannsamverkan",
            "park",
            3,
            "Polisen och bostadsbolaget gör en gemensam kartläggning i vår. Vi vill se den först.",
        ),
        DecisionText(
            "cykelstold",
            "park",
            2,
            "Ett låsbart ställe är på väg från fastighetskontoret. Vi tar upp behovet igen om det inte hjälper.",
        ),
        DecisionText(
            "frukostbuffe",
            "decline",
            2,
            "Köket kan ställa fram frukost från halv sju redan nu. Rektorn och köket har bestämt att börja på måndag.",
        ),
        DecisionText(
            "tolkbokning",
            "decline",
            2,
            "Staden har just tecknat ett nytt avtal om tolkar, med vite när tolken uteblir. Vi följer upp siffran om ett "
            "halvår. Skriv igen om den inte har sjunkit.",
        ),
    ),
)

WAITING_FOR_DECISION = RoundText(
    name="Snabbomgång förskola",
    planned=-16,
    opened=-15,
    assessed=-13,
    closes_on=-4,
    team=("samir", "ingrid", "tove"),
    needs=("vilostunder", "vikariesok", "utflykt"),
)

OPEN = RoundText(
    name="Tredje omgången",
    planned=-9,
    opened=-8,
    assessed=-6,
    closes_on=5,
    team=TEAM,
    needs=("lokaler", "narvaro", "synpunkter", "lakemedel", "forsta_jobbet"),
    handed_in={"samir": 2, "ingrid": 5, "oskar": 3, "tove": 4},
)

PLANNED = RoundText(
    name="Fjärde omgången",
    planned=-1,
    closes_on=25,
    team=TEAM,
    needs=("studieplats", "skulder"),
)

# Answered straight from the need's own page, without a round: need → (day, state, reason).
ANSWERED_AT_ONCE = {
    "parkeringstillstand": (
        -95,
        "declined",
        "E-tjänsten för parkeringstillstånd öppnar om två veckor, med hjälp på lätt svenska. Vi har bett trafikkontoret "
        "att låta er på Kastanjen prova den först.",
    ),
    "tradgardsland": (
        -108,
        "parked",
        "En fin tanke som hör till nästa vår. Vi tar upp den igen i februari, tillsammans med träffpunkten.",
    ),
}

COMMENTS = {
    5: (
        "Många berörs, och det går att börja i morgon.",
        "Det här hör jag överallt.",
        "Högsta nyttan av alla i omgången.",
    ),
    4: (
        "Bra och tydligt beskrivet.",
        "Går att mäta.",
        "Vi har en chef som vill.",
        "Lagom stort för en pilot.",
    ),
    3: (
        "Viktigt, men någon annan äger frågan.",
        "Jag är osäker på hur vi prövar smått.",
        "Väntar på andra beslut.",
    ),
    2: ("Mer en beställning än ett behov.", "Löses bättre i linjen.", "För stort för en pilot."),
    1: ("Det här är inget för oss.", "Servicecentret kan hjälpa till direkt."),
}

VASTERSKOG = RoundText(
    name="Höstens behov",
    planned=-68,
    opened=-67,
    assessed=-66,
    decided=-62,
    closes_on=-63,
    team=("rolf", "ismail"),
    needs=(),
    decisions=(
        DecisionText("simskola", "forward", 5, "Vi tar behovet vidare. Alla barn ska kunna simma."),
        DecisionText(
            "badhusenergi", "forward", 4, "Vi tar behovet vidare. Energin går att mäta vecka för vecka."
        ),
        DecisionText("replokal", "park", 3, "Skolorna ser över sina lokaler i vår. Vi väntar på dem."),
    ),
)
