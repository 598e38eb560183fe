"""The demo's two matchmaking days: who was there, who met whom, and what it led to."""

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
