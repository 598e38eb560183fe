"""The two administrations of the demo: what they are called, why they must think anew, their units and themes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DriverText:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class OrganisationText:
    """`units` is a tree: the name of a unit → the names of the units under it."""

    slug: str
    name: str
    colour: str
    narrative: str
    drivers: tuple[DriverText, ...]
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    budget: tuple[int, int] = (40_000, 100_000)


EKDALEN = OrganisationText(
    slug="ekdalen",
    name="Ekdalens stadsdelsförvaltning",
    colour="#0B5A6B",
    narrative=(
        "Om tio år är var fjärde ekdalsbo över 65. Då är vi färre som arbetar och betalar skatt, och fler som behöver "
        "omsorg. Vi kan inte springa fortare. Vi behöver arbeta på andra sätt.\n\n"
        "Därför prövar vi smått och snabbt. Vi börjar i behov som ni ser i vardagen, inte i tekniken. Vi möter "
        "företag som tänker nytt, gör piloter för högst hundratusen kronor och bestämmer oss efter några månader. "
        "Ett försök som inte träffade rätt är också bra, om det var billigt och vi har skrivit ner vad vi lärde oss."
    ),
    drivers=(
        DriverText(
            "aldre",
            "Fler äldre, färre som arbetar",
            "Antalet ekdalsbor över 80 år ökar med hälften till 2035. Antalet i arbetsför ålder är detsamma som i dag.",
        ),
        DriverText(
            "personal",
            "Svårt att hitta kollegor",
            "Var tredje medarbetare i omsorgen går i pension inom tio år. Redan i dag står tjänster tomma i månader.",
        ),
        DriverText(
            "ekonomi",
            "Snävare ekonomi",
            "Kostnaderna växer snabbare än skatten. Varje timme som går till dubbelarbete tas från någon som behöver oss.",
        ),
        DriverText(
            "vantan",
            "Invånarna väntar sig mer",
            "Den som bokar tandläkaren på en minut vill inte vänta tre veckor på svar från oss.",
        ),
        DriverText(
            "klimat",
            "Klimat och resurser",
            "Staden ska vara klimatneutral 2035. Mat, resor och lokaler är vår största del.",
        ),
    ),
    units={
        "Äldreomsorg": (
            "Hemtjänst Norr",
            "Hemtjänst Söder",
            "Äldreboendet Lindgården",
            "Träffpunkten Kastanjen",
        ),
        "Funktionsstöd": ("Daglig verksamhet Verkstan", "Gruppbostäder Öster"),
        "Förskola": ("Förskolan Tallkotten", "Förskolan Regnbågsbacken"),
        "Barn, unga och familj": ("Fritidsgården Kupan", "Familjestöd"),
        "Medborgare och samhälle": ("Medborgarkontoret", "Biblioteket vid Ektorget"),
        "Stab och utveckling": (),
    },
)

VASTERSKOG = OrganisationText(
    slug="vasterskog",
    name="Västerskogs kultur- och fritidsförvaltning",
    colour="#7A2E5D",
    narrative=(
        "Alla i Västerskog ska ha något att längta till på fritiden. Vi når inte dem som behöver det mest, och våra "
        "hus står tomma på dagarna. Vi prövar nya sätt tillsammans med föreningar och unga företag."
    ),
    drivers=(
        DriverText(
            "unga", "Unga lämnar föreningslivet", "Var tredje tonåring har slutat idrotta vid femton."
        ),
        DriverText("lokaler", "Dyra lokaler", "Energi och underhåll tar en allt större del av pengarna."),
    ),
    units={"Bad och idrott": ("Västerskogs badhus",), "Bibliotek": (), "Ung kultur": ()},
    budget=(30_000, 80_000),
)

# (slug, Swedish, English): shared by the whole installation.
THEMES = (
    ("aldreomsorg", "Äldreomsorg", "Elderly care"),
    ("funktionsstod", "Funktionsstöd", "Disability support"),
    ("forskola", "Förskola", "Preschool"),
    ("skola", "Skola", "School"),
    ("socialtjanst", "Socialtjänst", "Social services"),
    ("arbetsmarknad", "Arbetsmarknad och integration", "Employment and integration"),
    ("kultur-och-fritid", "Kultur och fritid", "Culture and leisure"),
    ("medborgardialog", "Medborgardialog", "Citizen dialogue"),
    ("trygghet", "Trygghet", "Safety"),
    ("stadsmiljo", "Stadsmiljö", "Urban environment"),
    ("klimat-och-resurser", "Klimat och resurser", "Climate and resources"),
    ("arbetsmiljo", "Arbetsmiljö och kompetens", "Work environment and skills"),
    ("administration-och-service", "Administration och service", "Administration and service"),
)
