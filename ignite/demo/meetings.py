"""The demo's meetings: two matchmaking days, meetings booked one by one, outcomes and thanks."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class MeetingText:
    """`outcome` is a next step, "missed", "cancelled", "" while nothing has been said. On a day `slot` counts from 0."""

    challenge: str
    startup: str
    manager: str
    booked: int
    slot: int = 0
    day: int = 0
    hour: int = 10
    minute: int = 0
    place: str = "Ektorget 3, rum Linden"
    outcome: str = ""
    words: str = ""
    follow_up: int | None = None
    refer_to: str = ""
    moved_to_slot: int | None = None


@dataclass(frozen=True)
class DayText:
    name: str
    date: int
    planned: int
    opened: int
    starts_at: time
    ends_at: time
    place: str
    managers: tuple[str, ...]
    startups: tuple[str, ...]
    meetings: tuple[MeetingText, ...]
    lunch: tuple[time, time] | None = None
    finished: bool = False


PAST_DAY = DayText(
    name="Matchdag om omsorg och arbete",
    date=-94,
    planned=-118,
    opened=-112,
    starts_at=time(9),
    ends_at=time(14, 30),
    lunch=(time(11, 45), time(12, 45)),
    place="Medborgarhuset, Stora salen",
    managers=("karin", "helena", "bengt", "jonas"),
    startups=(
        "Provrum VR",
        "Steget Före Simulering",
        "Immersia North",
        "Talpenna",
        "Journalrösten",
        "Murmur Notes",
        "Tallriksvis",
        "Portionera",
        "Förstapasset",
        "Lathunden Digital",
        "Kollegan i Fickan",
    ),
    finished=True,
    meetings=(
        MeetingText(
            "jobb",
            "Provrum VR",
            "jonas",
            -103,
            0,
            outcome="pilot",
            words="Att deltagarna kan stanna filmen när de vill.",
        ),
        MeetingText(
            "jobb",
            "Steget Före Simulering",
            "jonas",
            -103,
            1,
            outcome="later",
            words="Bra för nästa steg, när man redan är på plats.",
        ),
        MeetingText(
            "jobb",
            "Immersia North",
            "jonas",
            -102,
            3,
            outcome="follow_up",
            words="They had done this with 200 people.",
            follow_up=-86,
        ),
        MeetingText(
            "anteckning",
            "Talpenna",
            "karin",
            -105,
            0,
            outcome="follow_up",
            words="Det fungerade i hissen, utan nät.",
            follow_up=-90,
        ),
        MeetingText(
            "anteckning",
            "Journalrösten",
            "karin",
            -105,
            1,
            outcome="later",
            words="Talet lämnar aldrig telefonen. Men det är långt till en färdig produkt.",
        ),
        MeetingText(
            "anteckning",
            "Murmur Notes",
            "karin",
            -104,
            3,
            outcome="follow_up",
            words="Förstår brytning bättre än jag gör.",
            follow_up=-89,
        ),
        MeetingText(
            "anteckning",
            "Talpenna",
            "helena",
            -101,
            2,
            outcome="pilot",
            words="Kvällsgruppen skulle vilja börja i morgon.",
        ),
        MeetingText(
            "anteckning", "Journalrösten", "helena", -101, 4, outcome="no", words="För många steg för oss."
        ),
        MeetingText(
            "anteckning",
            "Talpenna",
            "bengt",
            -100,
            5,
            outcome="refer",
            words="Hemtjänsten har mer nytta av det här än vi.",
            refer_to="Hemtjänst Norr",
        ),
        MeetingText(
            "svinn",
            "Tallriksvis",
            "bengt",
            -104,
            0,
            outcome="pilot",
            words="Att de ser vilken rätt det är, inte bara vikten.",
        ),
        MeetingText(
            "svinn",
            "Portionera",
            "bengt",
            -104,
            1,
            outcome="follow_up",
            words="Bilderna skulle våra boende tycka om.",
            follow_up=-80,
        ),
        MeetingText(
            "vikarie",
            "Förstapasset",
            "helena",
            -103,
            0,
            outcome="follow_up",
            words="Svaren kom ur vår egen pärm.",
            follow_up=-30,
        ),
        MeetingText(
            "vikarie",
            "Lathunden Digital",
            "helena",
            -103,
            1,
            outcome="later",
            words="Enkelt och billigt. En reserv.",
        ),
        MeetingText(
            "vikarie",
            "Kollegan i Fickan",
            "helena",
            -102,
            3,
            outcome="missed",
            words="Tåget stod still i Hallsberg.",
        ),
        MeetingText(
            "vikarie",
            "Förstapasset",
            "karin",
            -100,
            5,
            outcome="follow_up",
            words="Vi borde göra det här tillsammans med Söder.",
            follow_up=-30,
        ),
        MeetingText(
            "vikarie",
            "Lathunden Digital",
            "jonas",
            -99,
            5,
            outcome="refer",
            words="Passar köket och tvätten.",
            refer_to="Gruppbostäder Öster",
        ),
        MeetingText(
            "vikarie",
            "Kollegan i Fickan",
            "jonas",
            -99,
            6,
            outcome="no",
            words="Deras material är för omsorgen.",
        ),
        MeetingText("vikarie", "Lathunden Digital", "bengt", -99, 7, outcome="missed"),
        MeetingText(
            "vikarie",
            "Förstapasset",
            "bengt",
            -98,
            3,
            outcome="cancelled",
            words="Nattpersonalen behöver mig den timmen.",
        ),
    ),
)

COMING_DAY = DayText(
    name="Matchdag om gemenskap och unga",
    date=9,
    planned=-14,
    opened=-10,
    starts_at=time(13),
    ends_at=time(16, 30),
    place="Medborgarhuset, Stora salen",
    managers=("karin", "lina", "helena", "bengt"),
    startups=(
        "Kaffekedjan",
        "Companion Loop",
        "Grannringen",
        "Sällskapsdags",
        "Hängytan",
        "Spelplats Nio",
    ),
    meetings=(
        MeetingText("ensam", "Companion Loop", "karin", -9, 0),
        MeetingText("ensam", "Sällskapsdags", "karin", -9, 1, moved_to_slot=3),
        MeetingText("ensam", "Grannringen", "karin", -8, 2),
        MeetingText("unga", "Hängytan", "lina", -8, 0),
        MeetingText("unga", "Spelplats Nio", "lina", -8, 1),
        MeetingText("ensam", "Kaffekedjan", "helena", -6, 0),
        MeetingText("ensam", "Companion Loop", "helena", -6, 2),
        MeetingText("ensam", "Companion Loop", "bengt", -3, 4),
    ),
)

ONE_BY_ONE = (
    MeetingText(
        "dialog",
        "Torgprat",
        "fatima",
        -340,
        day=-334,
        outcome="pilot",
        words="Att tvättstugan var deras bästa plats.",
    ),
    MeetingText(
        "dialog", "Samtalstråden", "fatima", -340, day=-333, outcome="later", words="Fint för svåra frågor."
    ),
    MeetingText(
        "ord",
        "Sagotråd",
        "anneli",
        -341,
        day=-334,
        hour=13,
        place="Förskolan Tallkotten",
        outcome="pilot",
        words="Boken tålde att bli tuggad på.",
    ),
    MeetingText(
        "ord",
        "Ordkotten",
        "anneli",
        -341,
        day=-332,
        hour=13,
        place="Förskolan Tallkotten",
        outcome="no",
        words="För mycket spring för våra lokaler.",
    ),
    MeetingText(
        "natt",
        "Nattuggla Omsorg",
        "bengt",
        -339,
        day=-331,
        place="Äldreboendet Lindgården",
        outcome="pilot",
        words="Ingen kamera alls.",
    ),
    MeetingText(
        "natt",
        "Stilla Sensor",
        "bengt",
        -339,
        day=-330,
        place="Äldreboendet Lindgården",
        outcome="later",
        words="Mattan ligger i vägen vid städning.",
    ),
    MeetingText(
        "anteckning",
        "Talpenna",
        "karin",
        -93,
        day=-90,
        hour=14,
        outcome="pilot",
        words="De hade redan läst våra rubriker.",
    ),
    MeetingText(
        "anteckning",
        "Murmur Notes",
        "karin",
        -93,
        day=-89,
        hour=14,
        outcome="no",
        words="Kopplingen till vår journal dröjer ett år.",
    ),
    MeetingText(
        "jobb",
        "Immersia North",
        "jonas",
        -92,
        day=-86,
        outcome="later",
        words="Priset är i överkant för en liten pilot.",
    ),
    MeetingText(
        "svinn", "Portionera", "bengt", -92, day=-80, outcome="missed", words="Vi var sjuka båda två."
    ),
    MeetingText(
        "vikarie",
        "Förstapasset",
        "helena",
        -36,
        day=-30,
        hour=13,
        place="Hemtjänst Söder, Åsgatan 12",
        outcome="pilot",
        words="Två av våra vikarier var med och ville börja direkt.",
    ),
    MeetingText(
        "ensam",
        "Sällskapsdags",
        "karin",
        -16,
        day=-11,
        hour=15,
        outcome="follow_up",
        words="Den vanliga tv:n räcker.",
        follow_up=9,
    ),
    MeetingText("ensam", "Kaffekedjan", "karin", -9, day=-1, hour=14, place="Hemtjänst Norr, Björkvägen 4"),
)

VASTERSKOG = (
    MeetingText(
        "simskola",
        "Rumsvärden",
        "vera",
        -44,
        day=-36,
        place="Västerskogs badhus",
        outcome="pilot",
        words="Skolan som bjuder in.",
    ),
)

# (challenge, startup, day, reason): what those hear who do not go on.
THANKS = (
    (
        "dialog",
        "Samtalstråden",
        -320,
        "Vi valde en väg som når fler på en gång. Vi hör av oss när vi har en svår fråga att samtala om.",
    ),
    ("ord", "Ordkotten", -319, "Vi valde en lösning som också följer med hem. Tack för en rolig förmiddag."),
    (
        "natt",
        "Stilla Sensor",
        -316,
        "Vi valde en lösning utan matta i sängen. Vi berättar gärna vad piloten lär oss.",
    ),
    (
        "natt",
        "Nattuggla Omsorg",
        -255,
        "Piloten är slut. Vi nådde inte målen den här gången, mest på grund av vårt nät. Tack för ert arbete.",
    ),
    (
        "anteckning",
        "Journalrösten",
        -82,
        "Vi valde en lösning som är klar att användas nu. Hör gärna av er när ni har kommit längre.",
    ),
    ("anteckning", "Murmur Notes", -82, "Vi valde en lösning som redan kan tala med vår journal."),
    (
        "jobb",
        "Steget Före Simulering",
        -84,
        "Vi valde att börja med vägen dit. Vi vill gärna tala med er om nästa steg.",
    ),
    (
        "svinn",
        "Portionera",
        -64,
        "Vi valde en lösning som ser vad som blev kvar. Vi tar med oss idén om bilder.",
    ),
)
