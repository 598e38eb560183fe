"""Startups of the demo in schools, dialogue, work, city and administration; every name is made up."""

from ignite.demo.startups_care import StartupText

CITY = (
    StartupText(
        "Torgprat", -425, "medborgardialog", "Malmö", "market", "Ylva Adolfsdotter",
        "Dialog där folk redan är. En röststation på torget, i tvättstugan och på biblioteket ställer en fråga på tolv "
        "språk. Svaren skrivs ut, översätts och sorteras samma kväll, utan namn.",
        "Kommuner och stadsdelar som vill höra fler", "Dialog om två parker, 640 svar.", 70_000,
    ),
    StartupText(
        "Folkets Karta", -425, "medborgardialog stadsmiljo", "Stockholm", "growing", "Rasmus Hjelte",
        "Boende sätter nålar på en karta: här är jag otrygg, här vill jag ha en bänk. Ni ser mönster och kan svara på "
        "samma karta.",
        "Stadsutveckling och trygghetsarbete", "Nio kommuner.", 60_000,
    ),
    StartupText(
        "Samtalstråden", -425, "medborgardialog", "Sundsvall", "prototype", "Linnea Ahlsén",
        "Små samtalsgrupper på fyra personer och en kvart, ledda av en digital moderator. Bra när frågan är svår.",
        "Medborgardialog och samråd", "", 45_000,
    ),
    StartupText(
        "Civic Echo Labs", -425, "medborgardialog", "Edinburgh", "growing", "Isla Drummond",
        "We analyse thousands of comments from residents in forty languages and show what people agree and disagree "
        "on, with quotes. Built for consultation teams in local government.",
        "City councils", "Two councils in Scotland.", 90_000, "en",
    ),
    StartupText(
        "Klartext Tolk", -425, "arbetsmarknad medborgardialog", "Södertälje", "market", "Bashir Ansari",
        "Tolk i mobilen på nio språk när den bokade tolken inte kommer. Människa i första hand, maskin när ingen är "
        "ledig, och alltid tydligt vilket.",
        "Socialtjänst, förskola, medborgarkontor", "Sex kommuner.", 40_000,
    ),
    StartupText(
        "Sagotråd", -425, "forskola", "Göteborg", "market", "Agnes Wiksten",
        "En tygbok med en knapp som berättar sagan på barnets språk och på svenska. Familjen lånar hem den och spelar in "
        "sin egen röst. Pedagogen ser vilka ord barnet har hört och sagt.",
        "Förskolor med flerspråkiga barn", "Fyra förskolor, 70 barn.", 55_000,
    ),
    StartupText(
        "Ordkotten", -425, "forskola skola", "Trollhättan", "prototype", "Josefin Barkman",
        "Spel på golvet där barnen hoppar på ord. Svensk bild, modersmål i högtalaren. Inga skärmar.",
        "Förskola och förskoleklass", "", 35_000,
    ),
    StartupText(
        "Lingo Nest", -310, "forskola", "Tartu", "growing", "Kadri Lepik",
        "An app that gives preschool teachers five-minute language games for multilingual children, with recordings "
        "by native speakers in thirty languages.",
        "Preschools and nurseries", "200 preschools in Estonia and Finland.", 60_000, "en",
    ),
    StartupText(
        "Läsloppan", -310, "forskola skola kultur-och-fritid", "Varberg", "market", "Vendela Ström",
        "Bokpåsen som kommer tillbaka: böcker med chip, lånade av förskolan, lästa hemma och inlästa på femton språk.",
        "Förskolor och bibliotek", "Elva bibliotek.", 30_000,
    ),
    StartupText(
        "Hallonlista", -60, "forskola arbetsmiljo", "Nyköping", "market", "Tim Grenmark",
        "Barnen har en liten bricka i jackan. Närvarolistan fyller i sig själv vid dörren och på utflykten.",
        "Förskolor", "Åtta förskolor.", 45_000,
    ),
    StartupText(
        "Tyst Lek", -60, "forskola arbetsmiljo", "Piteå", "prototype", "Svea Norrby",
        "Ljudmätare formad som en uggla. Barnen ser när det blir högt, och ni ser var och när på dygnet.",
        "Förskolor och skolmatsalar", "", 25_000,
    ),
    StartupText(
        "Första Veckan", -60, "forskola arbetsmarknad", "Botkyrka", "prototype", "Leyla Tanriver",
        "Korta filmer på fjorton språk om kläder, sjukdom, avgift och inskolning. Föräldern frågar i text eller tal "
        "och får svar ur era egna regler.",
        "Förskolor", "", 40_000,
    ),
    StartupText(
        "Närvarande", -310, "skola", "Eskilstuna", "market", "Jacob Löfkvist",
        "Ser mönster i frånvaro efter två veckor i stället för två månader, och föreslår vem som ska ringa hem.",
        "Grundskolor", "Femton skolor.", 65_000,
    ),
    StartupText(
        "Läxkollektivet", -60, "skola kultur-och-fritid", "Uppsala", "market", "Hanna Idh",
        "Studenter hjälper elever med läxor i tomma rum nära hemmet. Vi sköter schema, intyg och rum.",
        "Skolor, bibliotek och fritidsgårdar", "Sju kommuner.", 50_000,
    ),
    StartupText(
        "Hängytan", -60, "kultur-och-fritid", "Umeå", "prototype", "Kim Ljungqvist",
        "En digital fritidsgård där unga umgås med en vuxen ledare på plats. Ledarna har utbildning, och kvällarna har "
        "tema: spel, musik, prat. Vi släpper inte in den som inte hör till.",
        "Fritidsgårdar och elevhälsa", "En kommun.", 60_000,
    ),
    StartupText(
        "Spelplats Nio", -60, "kultur-och-fritid trygghet", "Skövde", "market", "Melker Ohlén",
        "Turneringar i dataspel mellan fritidsgårdar, med tjejlag från start. Ledarna får en handbok om trygghet på nätet.",
        "Fritidsgårdar", "22 fritidsgårdar.", 35_000,
    ),
    StartupText(
        "Youth Harbour", -60, "kultur-och-fritid socialtjanst", "Rotterdam", "growing", "Sanne Visser",
        "An anonymous chat where teenagers meet trained youth workers in the evening. Youth services get early "
        "signals without names.",
        "Youth services", "Nine cities in the Netherlands.", 95_000, "en",
    ),
    StartupText(
        "Pulskollen", -60, "kultur-och-fritid skola", "Motala", "idea", "Ebba Rydh",
        "En fråga om dagen till unga: hur har du det? Ni ser hur gruppen mår, aldrig den enskilda.",
        "Fritidsgårdar och skolor", "", 20_000,
    ),
    StartupText(
        "Svarslots", -60, "administration-och-service", "Lund", "market", "Filippa Enarsson",
        "Telefonsvararen som kan svara. De tio vanligaste frågorna besvaras direkt på sexton språk, med era egna "
        "texter. Resten kopplas till en människa som redan vet vad det gäller.",
        "Medborgarkontor och kontaktcenter", "Två kommuner.", 80_000,
    ),
    StartupText(
        "Kölappen", -60, "administration-och-service", "Karlskrona", "market", "Viktor Smedman",
        "Den som ringer väljer en tid att bli uppringd. Kön försvinner, och samtalen jämnas ut över dagen.",
        "Kontaktcenter", "Fyra kommuner.", 30_000,
    ),
    StartupText(
        "Klarspråkarna", -310, "administration-och-service medborgardialog", "Stockholm", "market", "Disa Norén Falk",
        "Läser igenom er webb och era blanketter, hittar svåra ord och föreslår enklare. Ni godkänner varje ändring.",
        "Kommunikatörer och medborgarkontor", "Tolv myndigheter.", 40_000,
    ),
    StartupText(
        "Synpunkten", -60, "medborgardialog administration-och-service", "Gävle", "prototype", "Amir Daneshvar",
        "Samlar synpunkter från telefon, e-post och lappar i en lista, föreslår svar och visar vad många tycker.",
        "Kommuner och regioner", "", 55_000,
    ),
    StartupText(
        "Förstapasset", -310, "arbetsmiljo aldreomsorg", "Örnsköldsvik", "prototype", "Märta Silverberg",
        "Den nya medarbetaren har en erfaren kollega i örat. Frågor besvaras ur era rutiner, med film på liften och "
        "nyckelskåpet. Kan vi inte svara kopplas samtalet till en människa.",
        "Vikarier i hemtjänst och boende", "", 60_000,
    ),
    StartupText(
        "Lathunden Digital", -310, "arbetsmiljo", "Värnamo", "market", "Roger Hedlundh",
        "Checklistor med bilder i mobilen, en för varje arbetsmoment. Chefen ser vad som är läst.",
        "Vård, städ och kök", "Nio kommuner.", 25_000,
    ),
    StartupText(
        "Kollegan i Fickan", -310, "arbetsmiljo arbetsmarknad", "Malmö", "idea", "Zahra Moradi",
        "Introduktion i tio korta övningar på lätt svenska, för den som är ny i yrket och i språket.",
        "Omsorg", "", 40_000,
    ),
    StartupText(
        "Inhoppet", -310, "arbetsmiljo forskola", "Tierp", "market", "Anton Wessman",
        "Vikarier som är godkända av er ser lediga pass i mobilen och tar dem med ett tryck. Först till kvarn, inom era regler.",
        "Förskola, skola och omsorg", "18 kommuner.", 45_000,
    ),
    StartupText(
        "Poolplats", -60, "klimat-och-resurser administration-och-service", "Västervik", "market", "Greta Alnäs",
        "Elcyklar och bilar som alla enheter delar på. Boka på en minut, lås upp med telefonen, se hur mycket varje "
        "fordon används.",
        "Kommuner", "Fem kommuner.", 70_000,
    ),
    StartupText(
        "Bordsbyte", -60, "klimat-och-resurser", "Borås", "prototype", "Ture Lekander",
        "Inventerar möbler med mobilkameran och visar vad som finns i förråden. Internt byte i stället för inköp.",
        "Kommuner och regioner", "", 30_000,
    ),
    StartupText(
        "Brighter Paths", -60, "trygghet stadsmiljo", "Tallinn", "market", "Marten Oja",
        "Adaptive lighting for underpasses and walking routes. Light follows those who walk, and the city sees which "
        "routes people choose after dark.",
        "Cities", "Tallinn region.", 85_000, "en",
    ),
    StartupText(
        "Rumsvärden", -310, "kultur-och-fritid administration-och-service", "Lidköping", "market", "Lena Ekegren",
        "En kalender för alla lokaler. Föreningen bokar, dörren låser upp sig och ljuset tänds. Ni ser vad som står tomt.",
        "Kommuner och skolor", "Åtta kommuner.", 50_000,
    ),
)
