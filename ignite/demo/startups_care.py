"""Startups of the demo in care, health and disability support; every name is made up."""

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
        "Talpenna", -425, "aldreomsorg arbetsmiljo", "Linköping", "market", "Moa Ekstrandh",
        "Vi gör anteckningar av tal. Medarbetaren säger vad som hänt medan hon går till cykeln. Texten sorteras under "
        "rätt rubrik i journalen, planeringen och rapporten, och hon godkänner med ett tryck. Fungerar utan nät.",
        "Hemtjänst, särskilt boende och hemsjukvård", "Pilot i två hemtjänstgrupper, 40 medarbetare.", 60_000,
    ),
    StartupText(
        "Journalrösten", -425, "aldreomsorg administration-och-service", "Umeå", "prototype", "Hampus Lövdahl",
        "Diktering för social dokumentation. Röststyrda mallar läser upp frågor och fyller i svaren på plats hos "
        "brukaren. Talet stannar i telefonen.",
        "Omsorgspersonal och handläggare", "", 45_000,
    ),
    StartupText(
        "Murmur Notes", -310, "aldreomsorg", "Tampere", "growing", "Aino Ketola",
        "Speech-to-text for home care workers. We turn two minutes of speech after a home visit into a structured "
        "note in any care record system. Understands Swedish, Finnish and English, also with an accent.",
        "Home care and nursing homes", "Three municipalities in Finland.", 80_000, "en",
    ),
    StartupText(
        "Slingvis", -425, "aldreomsorg arbetsmiljo", "Borås", "market", "Ludvig Hallonsten",
        "Planering för hemtjänst som räknar om slingorna när någon blir sjuk. Tider för läkemedel och dubbelbemanning "
        "hålls alltid, och kontinuiteten syns i en siffra.",
        "Planerare och enhetschefer i hemtjänst", "Används i fyra kommuner.", 70_000,
    ),
    StartupText(
        "Nattuggla Omsorg", -425, "aldreomsorg trygghet", "Lund", "market", "Siri Wahlgård",
        "Digital nattillsyn med radar i taket. Vi ser andning och rörelse utan kamera, och säger till när någon är på "
        "väg upp eller har slutat röra sig.",
        "Särskilt boende och gruppbostäder", "Två boenden i Skåne sedan förra hösten.", 75_000,
    ),
    StartupText(
        "Stilla Sensor", -425, "aldreomsorg", "Skellefteå", "prototype", "Erik Nordvall",
        "Tunna mattor under madrassen mäter sömn och oro. Personalen ser vem som är vaken och kan låta den som sover "
        "sova. Inga bilder och inget ljud.",
        "Äldreboenden", "", 50_000,
    ),
    StartupText(
        "Fallfritt Hem", -310, "aldreomsorg trygghet", "Gävle", "prototype", "Pernilla Ståhlberg",
        "Sensor i golvlisten som känner igen ett fall och larmar inom tio sekunder, också när larmknappen ligger på "
        "nattygsbordet.",
        "Äldre som bor ensamma och särskilda boenden", "", 65_000,
    ),
    StartupText(
        "Balansera Mera", -310, "aldreomsorg kultur-och-fritid", "Östersund", "market", "Jan-Erik Fjellborg",
        "Balansträning på stolen och vid diskbänken, tio minuter om dagen, ledd av en röst. Hemtjänsten ser framstegen.",
        "Äldre hemma och träffpunkter", "Träffpunkter i två kommuner.", 30_000,
    ),
    StartupText(
        "Kaffekedjan", -310, "aldreomsorg", "Örebro", "market", "Lovisa Thorell",
        "Vi kopplar ihop äldre som är ensamma för ett samtal på telefon, två gånger i veckan, efter intressen. En "
        "samtalsvärd lyssnar in och ser när någon behöver mer stöd. Ingen app behövs.",
        "Äldre med hemtjänst, träffpunkter och anhöriga", "180 äldre i tre kommuner.", 55_000,
    ),
    StartupText(
        "Grannringen", -310, "aldreomsorg medborgardialog", "Norrköping", "prototype", "Adam Berglöf",
        "Grannar i samma kvarter hjälper varandra med en promenad, en kopp kaffe eller ett byte av glödlampa. Alla är "
        "identifierade, och en lokal värd håller ihop kretsen.",
        "Äldre som är ensamma och deras grannar", "", 40_000,
    ),
    StartupText(
        "Companion Loop", -60, "aldreomsorg", "Aarhus", "growing", "Freja Holmgaard",
        "A radio-like device with one button that brings older people living alone into live group conversations, "
        "music and exercise. Staff at the meeting place host from there; those at home join without a screen.",
        "Isolated older people, day centres", "Eleven municipalities in Denmark.", 90_000, "en",
    ),
    StartupText(
        "Minnesbänken", -310, "aldreomsorg kultur-och-fritid", "Visby", "idea", "Rut Lindgårdh",
        "Samtalskort och korta filmer ur lokala arkiv väcker minnen till liv. Gjort för besök på tjugo minuter, med en "
        "eller flera personer med demens.",
        "Äldreboenden, hemtjänst och bibliotek", "", 25_000,
    ),
    StartupText(
        "Sällskapsdags", -60, "aldreomsorg", "Kalmar", "market", "Bo Hansgård",
        "Skärmen som ringer upp av sig själv. Familj, vänner och träffpunkten syns i vardagsrummet på en vanlig tv. "
        "Den äldre behöver inte trycka på något.",
        "Äldre som inte använder dator", "Två kommuner.", 70_000,
    ),
    StartupText(
        "Dosminnet", -425, "aldreomsorg", "Falun", "market", "Elsa Kronvik",
        "En dosa som lyser, låter och delar ut läkemedel i rätt tid, och säger till hemtjänsten först när en dos har "
        "missats.",
        "Äldre med många läkemedel", "Fem kommuner.", 60_000,
    ),
    StartupText(
        "Fotspår Hälsa", -60, "aldreomsorg", "Uppsala", "prototype", "Noor Alavi",
        "En dörrmatta som fotograferar fotsulan och ser små sår och tryckmärken. Bilden bedöms automatiskt, och "
        "sköterskan får en signal vid förändring.",
        "Hemtjänst, vårdcentraler", "", 85_000,
    ),
    StartupText(
        "Tallriksvis", -310, "aldreomsorg klimat-och-resurser", "Helsingborg", "market", "Kajsa Rosendahl",
        "Kameran ovanför disken ser vad som blev kvar på tallriken. Köket får veta vilka rätter som äts upp och hur "
        "mycket som ska lagas i morgon. För äldreboenden visar vi också vem som äter mindre, om ni vill.",
        "Kök på äldreboenden, skolor och förskolor", "Skolkök i tre kommuner, 31 procent mindre matsvinn.", 65_000,
    ),
    StartupText(
        "Portionera", -310, "klimat-och-resurser", "Malmö", "prototype", "Nils Abrahamsson Ry",
        "Beställning av måltider dagen före i stället för fyra dagar före. De boende väljer med bilder, och köket "
        "får en prognos per avdelning.",
        "Måltidsverksamheter", "", 55_000,
    ),
    StartupText(
        "Restvåg", -310, "klimat-och-resurser skola", "Göteborg", "market", "Ellen Tranell",
        "Våg vid matavfallet som visar svinnet per dag på en skärm, så att alla ser hur det går. Enkelt att installera.",
        "Skolor och boenden", "Tolv skolkök.", 20_000,
    ),
    StartupText(
        "Leftover Logic", -310, "klimat-och-resurser", "Utrecht", "growing", "Bram de Wit",
        "Forecasting of meals for institutional kitchens. We combine attendance, menus and weather to predict how "
        "much food is eaten, and cut food waste by a quarter.",
        "Care homes, hospitals and schools", "40 kitchens in the Netherlands.", 95_000, "en",
    ),
    StartupText(
        "Provrum VR", -310, "funktionsstod arbetsmarknad", "Karlstad", "market", "Tuva Sandelin",
        "Vi filmar er riktiga arbetsplats i 360 grader och gör den till en lugn övning i VR-glasögon. Deltagaren går "
        "vägen dit, hör ljuden och möter kollegorna, i sin egen takt och med stopp när som helst.",
        "Daglig verksamhet, arbetsmarknadsenheter, särskola", "Två dagliga verksamheter.", 80_000,
    ),
    StartupText(
        "Steget Före Simulering", -310, "arbetsmarknad funktionsstod", "Västerås", "prototype", "Johan Kvistgren",
        "Arbetsmoment som spel på surfplatta: duka, packa, tvätta. Handledaren ställer in svårighet och ser vad som är "
        "svårt.",
        "Daglig verksamhet och gymnasiesärskola", "", 50_000,
    ),
    StartupText(
        "Immersia North", -310, "funktionsstod", "Oulu", "growing", "Veera Salonen",
        "Virtual reality training for people with intellectual disabilities: travelling by bus, shopping, a first day "
        "at work. Scenes can be recorded with an ordinary 360 camera.",
        "Day activity centres and special schools", "Two regions in Finland.", 100_000, "en",
    ),
    StartupText(
        "Bildstöd Nu", -425, "funktionsstod", "Kristianstad", "market", "Annika Mellberg",
        "Gör om vilken text som helst till bildstöd och lättläst. Genomförandeplanen blir en serie som deltagaren kan "
        "visa och ändra i själv.",
        "LSS-verksamheter, särskola, socialtjänst", "Sju kommuner.", 40_000,
    ),
    StartupText(
        "Min Plan i Fickan", -60, "funktionsstod", "Halmstad", "prototype", "Simon Tegelberg",
        "Deltagarens mål med bilder i mobilen. Små steg, egna foton och uppläsning. Personalen ser vad som är gjort.",
        "Daglig verksamhet och gruppbostäder", "", 45_000,
    ),
    StartupText(
        "Handen Talar", -60, "funktionsstod administration-och-service", "Örebro", "idea", "Meja Sundin",
        "Översätter teckenspråk till text på en surfplatta i receptionen. Vi tränar modellen tillsammans med döva.",
        "Medborgarkontor och vård", "", 60_000,
    ),
    StartupText(
        "Ledljud", -60, "funktionsstod stadsmiljo", "Luleå", "prototype", "Oliver Stråhle",
        "Små fyrar som berättar var dörren, hissen och receptionen är, för den som inte ser. Telefonen läser upp.",
        "Offentliga lokaler", "", 55_000,
    ),
    StartupText(
        "Egen Takt Rehab", -425, "aldreomsorg", "Sundsvall", "market", "Carin Westvall",
        "Rehabilitering hemma med film och uppföljning. Arbetsterapeuten följer fler personer utan fler resor.",
        "Hemrehab", "Två regioner och tre kommuner.", 50_000,
    ),
    StartupText(
        "Lyftvakt", -60, "arbetsmiljo aldreomsorg", "Jönköping", "prototype", "Patrik Ollner",
        "En knapp i arbetsskjortan känner av tunga lyft och tipsar om bättre teknik efter passet. Bara den som bär "
        "den ser sina siffror.",
        "Omsorgspersonal", "", 35_000,
    ),
    StartupText(
        "Anhörigrummet", -60, "aldreomsorg administration-och-service", "Växjö", "market", "Hedvig Lagerblom",
        "En säker plats där den anhöriga ser besök, besked och vem som är kontaktperson, och kan ställa en fråga som "
        "alla i teamet ser svaret på. Inloggning med e-legitimation.",
        "Hemtjänst och särskilt boende", "Tre kommuner.", 75_000,
    ),
    StartupText(
        "Vakna Vård", -425, "aldreomsorg", "Borlänge", "idea", "Gustav Prinz",
        "Lugnt ljus i korridoren leder den som går upp på natten till toaletten och tillbaka. Larmar bara om någon "
        "inte återvänder.",
        "Demensboenden", "", 30_000,
    ),
)
