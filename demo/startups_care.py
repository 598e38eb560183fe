"""Startups of the demo in care and health; every name is made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StartupText:
    """`day` is when it came into the registry; `contact` is a name, whose address is made from it."""

    name: str
    day: int
    themes: str
    place: str
    stage: str
    contact: str
    summary: str
    for_whom: str = ""
    references: str = ""
    price_from: int | None = None
    language: str = "sv"


CARE = (
    StartupText(
        "Talpenna",
        -425,
        "aldreomsorg arbetsmiljo",
        "Linköping",
        "market",
        "Moa Ekstrandh",
        "Vi gör anteckningar av tal. Medarbetaren säger vad som hänt medan hon går till cykeln. Texten sorteras under "
        "rätt rubrik i journalen, planeringen och rapporten, och hon godkänner med ett tryck. Fungerar utan nät.",
        "Hemtjänst, särskilt boende och hemsjukvård",
        "Pilot i två hemtjänstgrupper, 40 medarbetare.",
        60_000,
    ),
    StartupText(
        "Journalrösten",
        -425,
        "aldreomsorg administration-och-service",
        "Umeå",
        "prototype",
        "Hampus Lövdahl",
        "Diktering för social dokumentation. Röststyrda mallar läser upp frågor och fyller i svaren på plats hos "
        "brukaren. Talet stannar i telefonen.",
        "Omsorgspersonal och handläggare",
        "",
        45_000,
    ),
    StartupText(
        "Murmur Notes",
        -310,
        "aldreomsorg",
        "Tampere",
        "growing",
        "Aino Ketola",
        "Speech-to-text for home care workers. We turn two minutes of speech after a home visit into a structured "
        "note in any care record system. Understands Swedish, Finnish and English, also with an accent.",
        "Home care and nursing homes",
        "Three municipalities in Finland.",
        80_000,
        "en",
    ),
    StartupText(
        "Slingvis",
        -425,
        "aldreomsorg arbetsmiljo",
        "Borås",
        "market",
        "Ludvig Hallonsten",
        "Planering för hemtjänst som räknar om slingorna när någon blir sjuk. Tider för läkemedel och dubbelbemanning "
        "hålls alltid, och kontinuiteten syns i en siffra.",
        "Planerare och enhetschefer i hemtjänst",
        "Används i fyra kommuner.",
        70_000,
    ),
    StartupText(
        "Nattuggla Omsorg",
        -425,
        "aldreomsorg trygghet",
        "Lund",
        "market",
        "Siri Wahlgård",
        "Digital nattillsyn med radar i taket. Vi ser andning och rörelse utan kamera, och säger till när någon är på "
        "väg upp eller har slutat röra sig.",
        "Särskilt boende och gruppbostäder",
        "Två boenden i Skåne sedan förra hösten.",
        75_000,
    ),
    StartupText(
        "Stilla Sensor",
        -425,
        "aldreomsorg",
        "Skellefteå",
        "prototype",
        "Erik Nordvall",
        "Tunna mattor under madrassen mäter sömn och oro. Personalen ser vem som är vaken och kan låta den som sover "
        "sova. Inga bilder och inget ljud.",
        "Äldreboenden",
        "",
        50_000,
    ),
    StartupText(
        "Fallfritt Hem",
        -310,
        "aldreomsorg trygghet",
        "Gävle",
        "prototype",
        "Pernilla Ståhlberg",
        "Sensor i golvlisten som känner igen ett fall och larmar inom tio sekunder, också när larmknappen ligger på "
        "nattygsbordet.",
        "Äldre som bor ensamma och särskilda boenden",
        "",
        65_000,
    ),
    StartupText(
        "Balansera Mera",
        -310,
        "aldreomsorg kultur-och-fritid",
        "Östersund",
        "market",
        "Jan-Erik Fjellborg",
        "Balansträning på stolen och vid diskbänken, tio minuter om dagen, ledd av en röst. Hemtjänsten ser framstegen.",
        "Äldre hemma och träffpunkter",
        "Träffpunkter i två kommuner.",
        30_000,
    ),
    StartupText(
        "Kaffekedjan",
        -310,
        "aldreomsorg",
        "Örebro",
        "market",
        "Lovisa Thorell",
        "Vi kopplar ihop äldre som är ensamma för ett samtal på telefon, två gånger i veckan, efter intressen. En "
        "samtalsvärd lyssnar in och ser när någon behöver mer stöd. Ingen app behövs.",
        "Äldre med hemtjänst, träffpunkter och anhöriga",
        "180 äldre i tre kommuner.",
        55_000,
    ),
    StartupText(
        "Grannringen",
        -310,
        "aldreomsorg medborgardialog",
        "Norrköping",
        "prototype",
        "Adam Berglöf",
        "Grannar i samma kvarter hjälper varandra med en promenad, en kopp kaffe eller ett byte av glödlampa. Alla är "
        "identifierade, och en lokal värd håller ihop kretsen.",
        "Äldre som är ensamma och deras grannar",
        "",
        40_000,
    ),
    StartupText(
        "Companion Loop",
        -60,
        "aldreomsorg",
        "Aarhus",
        "growing",
        "Freja Holmgaard",
        "A radio-like device with one button that brings older people living alone into live group conversations, "
        "music and exercise. Staff at the meeting place host from there; those at home join without a screen.",
        "Isolated older people, day centres",
        "Eleven municipalities in Denmark.",
        90_000,
        "en",
    ),
    StartupText(
        "Minnesbänken",
        -310,
        "aldreomsorg kultur-och-fritid",
        "Visby",
        "idea",
        "Rut Lindgårdh",
        "Samtalskort och korta filmer ur lokala arkiv väcker minnen till liv. Gjort för besök på tjugo minuter, med en "
        "eller flera personer med demens.",
        "Äldreboenden, hemtjänst och bibliotek",
        "",
        25_000,
    ),
    StartupText(
        "Sällskapsdags",
        -60,
        "aldreomsorg",
        "Kalmar",
        "market",
        "Bo Hansgård",
        "Skärmen som ringer upp av sig själv. Familj, vänner och träffpunkten syns i vardagsrummet på en vanlig tv. "
        "Den äldre behöver inte trycka på något.",
        "Äldre som inte använder dator",
        "Två kommuner.",
        70_000,
    ),
    StartupText(
        "Dosminnet",
        -425,
        "aldreomsorg",
        "Falun",
        "market",
        "Elsa Kronvik",
        "En dosa som lyser, låter och delar ut läkemedel i rätt tid, och säger till hemtjänsten först när en dos har "
        "missats.",
        "Äldre med många läkemedel",
        "Fem kommuner.",
        60_000,
    ),
    StartupText(
        "Fotspår Hälsa",
        -60,
        "aldreomsorg",
        "Uppsala",
        "prototype",
        "Noor Alavi",
        "En dörrmatta som fotograferar fotsulan och ser små sår och tryckmärken. Bilden bedöms automatiskt, och "
        "sköterskan får en signal vid förändring.",
        "Hemtjänst, vårdcentraler",
        "",
        85_000,
    ),
)
