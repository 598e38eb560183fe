"""The demo's challenges of the first year: the brief, who was considered, and how each startup answered."""

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
