"""A small Swedish–English lexicon of municipal welfare, by which texts in two languages can be compared.

Each concept belongs to a field, has a name in both languages and the word beginnings it is known by. A Swedish stem
of five letters or more is found inside compounds too ("hemtjänst" in "kvällshemtjänst"); a shorter one, and every
English one, only where a word begins; one of three letters or fewer must be the whole word. A stem with a space is
a phrase. The lexicon is general on purpose: it is drawn from the field's own vocabulary, not from any set of needs.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    key: str
    field: str
    sv: str
    en: str
    stems_sv: tuple[str, ...]
    stems_en: tuple[str, ...]


# field | key | Swedish name | English name | Swedish stems | English stems
_TABLE = """
older|elderly|äldre|older people|äldre, pensionär, senior, åldring, ålderdom|older, elder, senior, aging, ageing, pensioner
older|home_care|hemtjänst|home care|hemtjänst, hemvård, hemsjukvård|home care, homecare, domiciliary, home help, home nursing
older|care_home|äldreboende|care homes|äldreboende, särskilt boende, vårdboende, vårdhem, ålderdomshem|care home, nursing home, residential care, assisted living
older|dementia|demens|dementia|demens, alzheimer, minnessjuk, minnesstöd|dementia, alzheimer, memory
older|loneliness|ensamhet|loneliness|ensam, isolering, sociala kontakter|lonel, isolat, social contact, companionship
older|falls|fall och larm|falls and alarms|fallolyck, fallskad, fallprevention, trygghetslarm, balansträning|fall prevention, falls, alarm, balance training
health|health|hälsa|health|hälsa, hälso, friskvård, välmående|health, wellbeing, well-being, wellness
health|mental_health|psykisk hälsa|mental health|psykisk, ångest, depression, stress, oro|mental, anxiety, depress, stress, psycholog, therap
health|exercise|rörelse och träning|exercise|träning, motion, rörelse, gymnasti, fysisk aktivitet, idrott, sport|exercise, training, movement, physical activit, fitness, sport, workout
health|rehabilitation|rehabilitering|rehabilitation|rehab, återhämtning|rehab, recovery, physiotherap
health|medicine|läkemedel|medication|läkemedel, medicin, dosering|medicat, medicine, pill, drug
health|nursing|vård|care|vård, sjuksköter, omvårdnad, patient|nurse, nursing, caregiv, care staff, patient, healthcare
health|food|mat och måltider|food and meals|måltid, matsedel, livsmedel, matsvinn, maten, näring, kost, skolmat|meal, food, nutrition, diet, kitchen
health|addiction|beroende|addiction|missbruk, beroendevård, alkohol, narkotika, spelberoende|addict, substance, alcohol, gambling
health|remote_care|digital vård|remote care|distansvård, egenmonitorering, välfärdsteknik, digital vård|telehealth, telecare, remote care, remote monitoring, welfare technolog, assistive technolog
disability|disability|funktionsnedsättning|disability|funktionsned, funktionshind, funktionsvariation, lss|disab, impairment, special needs
disability|daily_activity|daglig verksamhet|daily activities|daglig verksamhet, dagverksamhet, sysselsättning|daily activit, day cent, occupational activit, sheltered work
disability|neurodiversity|npf|neurodiversity|autism, adhd, npf, neuropsykiatri|autis, adhd, neurodiver
disability|hearing|hörsel|hearing|hörsel, döva, teckenspråk, hörande|hearing, deaf, sign language
disability|vision|syn|sight|synskad, synnedsätt, blinda, punktskrift|blind, visually impaired, low vision, sight loss
disability|accessibility|tillgänglighet|accessibility|tillgänglig, lättläst|accessib, easy read, inclusive design
disability|communication_aid|kommunikationsstöd|communication support|bildstöd, kommunikationsstöd, kognitivt stöd|picture support, augmentative, alternative communication, cognitive support
children|preschool|förskola|preschool|förskol, dagis, barnomsorg|preschool, kindergarten, nursery, childcare, day care, early childhood
children|children|barn|children|barn, småbarn|child, kid, toddler
children|parents|föräldrar|parents|förälder, föräldr, vårdnadshav, familj|parent, guardian, famil
children|foster_care|familjehem|foster care|familjehem, fosterhem, placerade barn, jourhem|foster, adoption, child welfare, kinship
children|youth|unga|young people|ungdom, unga, tonåring, fritidsgård|youth, young people, teen, adolescen
children|play|lek|play|leken, lekfull, lekplats, spela|play, playful, playground
education|school|skola|school|skola, skolor, elev, grundskol, gymnasi, rektor|school, pupil, student, headteacher
education|teacher|lärare|teachers|lärare, pedagog, undervisning|teach, pedagog, educator, classroom
education|language_learning|språkutveckling|language development|språk, ordförråd, flerspråk, modersmål|language, vocabular, multilingual, mother tongue, bilingual
education|reading|läsning|reading|läsning, läsför, högläs, läsa, böcker, dyslexi|reading, literacy, book, dyslexi
education|mathematics|matematik|mathematics|matematik, matte|math, numeracy
education|absence|skolfrånvaro|school absence|skolfrånvaro, hemmasittar, närvaro i skolan|absence, absentee, truan, school attendance
education|adult_learning|vuxnas lärande|adult learning|vuxenutbildning, komvux, kompetensutveckling, utbildning, lärande|adult education, upskill, reskill, learning, course, e-learning, education
education|homework|läxor och studiestöd|study support|läxhjälp, läxor, studiestöd|homework, tutor, study support
integration|integration|integration|integration|integration, nyanländ, invandr, etablering|integration, newcomer, immigrant, migrant, newly arrived
integration|refugees|flyktingar|refugees|flykting, asyl|refugee, asylum
integration|interpreting|tolkning|interpreting|tolk, översätt|interpret, translat
work|work_market|arbetsmarknad|employment|arbetsmarknad, arbetslös, jobbsök, arbetssök, anställningsbar|employment, unemploy, job seek, jobseek, labour market, labor market
work|recruitment|rekrytering|recruitment|rekryter, bemanning, vikarie, anställa|recruit, hiring, staffing, temp staff, substitute
work|scheduling|schema|scheduling|schema, schemalägg, turordning, arbetspass|schedul, roster, rota, shift
work|work_environment|arbetsmiljö|work environment|arbetsmiljö, sjukfrånvaro, sjukskriv, arbetsbelast|work environment, sick leave, workload, occupational health, burnout
work|introduction|introduktion|onboarding|introduktion, nyanställd|onboard, new employee, induction
work|leadership|ledarskap|leadership|ledarskap, chefer|leader, manager
work|internship|praktik|work experience|praktikplats, praktik, sommarjobb|internship, work experience, summer job, workplace visit
social|social_services|socialtjänst|social services|socialtjänst, socialsekreter, biståndshand, socialt arbete, ekonomiskt bistånd|social service, social work, case worker, caseworker, benefit
social|homelessness|hemlöshet|homelessness|hemlös, bostadslös, härbärge|homeless, shelter
social|violence|våld|violence|våld, hedersrel, kvinnofrid, övergrepp|violence, abuse, assault
social|crime|brott|crime|brottsför, kriminal, gäng, avhopp|crime, criminal, gang, offend
social|safety|trygghet|safety|trygg, otrygg, säkerhet|safety, safe, security, secure
social|debt|skulder|debt|skuld, budgetrådgiv, vräkning|debt, eviction, financial counsel
social|volunteering|frivilliga|volunteering|frivillig, volontär, civilsamhäll, förening|volunt, civil society, association, ngo
social|equality|jämlikhet|equality|jämlik, jämställ, diskriminer, mångfald|equal, discriminat, diversity, inclusion
citizen|dialogue|medborgardialog|citizen dialogue|medborgardialog, dialog, samråd, delaktig, medborgarförslag, synpunkt|dialogue, participat, consultation, citizen engagement, feedback, co-creat
citizen|residents|invånare|residents|invånare, medborgare, boende, kommuninv|resident, citizen, inhabitant, public
citizen|democracy|demokrati|democracy|demokrati, valdeltag, inflytande, rösta|democra, voting, vote, influence
citizen|contact_centre|kontaktcenter|contact centre|kontaktcenter, kundtjänst, växel, medborgarservice, frågor och svar|contact cent, call cent, customer service, helpdesk
citizen|e_service|e-tjänster|digital services|e-tjänst, e-legitim, ansökan, blankett, självbetjän|e-service, digital service, application form, self-service, online form
citizen|plain_language|klarspråk|plain language|klarspråk, begriplig, lättbegrip|plain language, understandable, simplif
citizen|information|information|information|information, informer, kommunikation, nyhets|information, communicat, news, inform
admin|documentation|dokumentation|documentation|dokument, journal, anteckn, rapporter, social dokumentation|document, record, note-taking, notes, report
admin|case_handling|handläggning|case handling|handlägg, ärende, myndighetsutöv|case management, case handling, casework, processing
admin|archive|arkiv och diarium|records and archives|arkiv, diarie, registrator, allmänna handling|archiv, registry, public record
admin|procurement|upphandling|procurement|upphandl, inköp, leverantör, avtal|procure, purchas, supplier, contract
admin|economy|ekonomi|finance|ekonomi, budget, faktura, redovisning|financ, budget, invoice, accounting
admin|decision|beslutsstöd|decision support|beslutsstöd, beslutsunder, uppföljning, nyckeltal|decision support, decision-making, follow-up, key figure, dashboard, analytics
admin|planning|planering|planning|planering, planera, prognos|planning, plan, forecast, predict
admin|meetings|möten|meetings|mötesprotokoll, sammanträd, möten, mötesplats|meeting, minutes, conference
admin|quality|kvalitet|quality|kvalitet, avvikelse, tillsyn|quality, deviation, inspection, audit
admin|privacy|dataskydd|data protection|dataskydd, gdpr, sekretess, personuppgift, integritet|data protection, gdpr, privacy, confidential
city|housing|bostäder|housing|bostad, bostäder, hyresgäst, lägenhet, fastighet|housing, tenant, apartment, landlord, real estate, property
city|laundry|tvätt|laundry|tvätt|laundr, washing
city|construction|byggande|construction|bygglov, byggande, byggnad, byggprojekt, renover|construct, building, renovat, planning permission
city|urban_planning|stadsplanering|urban planning|stadsplaner, detaljplan, stadsutveck, samhällsplan|urban plan, city plan, urban develop, zoning
city|streets|gator|streets|gator, gatu, vägar, trafik, parkering, snöröj|street, road, traffic, parking, snow
city|mobility|resor|mobility|kollektivtrafik, resor, transport, cykel, cykling, skjuts, mobilitet, färdtjänst|mobility, transport, bicycl, bike, cycling, ride, travel, commut
city|parks|parker och natur|parks and nature|parker, natur, grönyt, skötsel, träd, biologisk mångfald|park, nature, green space, biodiversity, tree
city|water|vatten|water|vatten, avlopp, dagvatten, vattendrag, översvämning|water, sewage, stormwater, river, flood, drainage
city|waste|avfall|waste|avfall, sopor, återvinn, återbruk, nedskräp, cirkul|waste, recycl, reuse, litter, circular, garbage
city|lighting|belysning|lighting|belysning, lampor, gatljus|lighting, lamp, light
city|cleaning|städning|cleaning|städning, städa, lokalvård, klotter|cleaning, clean, graffiti
environment|energy|energi|energy|energi, elförbruk, värme, solcell|energy, electricity, heating, solar
environment|climate|klimat|climate|klimat, utsläpp, koldioxid|climate, emission, carbon
environment|sustainability|hållbarhet|sustainability|hållbar, miljövän, miljöarbete|sustainab, environmental, eco-friendly
environment|air|luft|air|luftkvalitet, inomhus, ventilation, buller|air quality, indoor, ventilation, noise
culture|culture|kultur|culture|kultur, konst, teater, musik|cultur, arts, theatre, theater, music
culture|library|bibliotek|libraries|bibliotek|librar
culture|museum|museer och kulturarv|museums and heritage|museum, museer, kulturarv, histori|museum, heritage, histor
culture|tourism|besök och turism|visitors and tourism|turis, besökare, besöksmål, destination|touris, visitor, destination, sightseeing
culture|leisure|fritid|leisure|fritid, evenemang|leisure, recreation, event, free time
culture|business|näringsliv|local business|näringsliv, företagare, handel, butik|business, entrepreneur, retail, shop
tech|virtual_reality|virtuell verklighet|virtual reality|vr-glas, virtuell, simulering, vr|virtual reality, vr, simulat, immersive, headset
tech|augmented_reality|förstärkt verklighet|augmented reality|förstärkt verklighet, ar-app|augmented reality, ar, geolocat, mixed reality
tech|ai|artificiell intelligens|artificial intelligence|artificiell intelligens, maskininlär, ai, språkmodell|artificial intelligence, machine learning, ai, language model, algorithm
tech|chatbot|chatbot|chatbots|chattbot, chatbot, digital assistent, chatt|chatbot, virtual assistant, digital assistant, chat
tech|speech|tal|speech|talstyr, talsyntes, röststyr, taligenkän, uppläs, diktering|speech, voice, text-to-speech, dictat, audio
tech|sensors|sensorer|sensors|sensor, uppkoppl, sakernas internet, iot|sensor, iot, internet of things, connected device, smart device
tech|robots|robotar|robots|robot, automation, automatiser|robot, automat
tech|game|spel|games|spelifier, spelbaser, dataspel, spel|game, gamif, gaming, quiz
tech|app|app|app|app, appen, appar, mobilapp, mobiltelefon, smartphone|app, apps, mobile app, smartphone, mobile
tech|platform|digital plattform|digital platforms|plattform, digitalt verktyg, webbtjänst, programvara|platform, software, saas, web service, digital tool
tech|video|film och video|video|video, film, kamera|video, film, camera
tech|map|kartor|maps|kartor, karta, geodata, positioner|map, gis, geodata, geospatial, location
tech|drone|drönare|drones|drönare|drone, uav, aerial
tech|data|data|data|öppna data, datadriv, datainsam, statistik, dataanalys|open data, data-driven, data collect, statistic, data analy
tech|image|bildanalys|image analysis|bildanalys, bildigenkän, datorseende|computer vision, image recogn, image analy
tech|matching|förmedling|matching services|förmedl, matchar, matchning, dela med sig, delning|matching, matchmak, match, sharing, broker
tech|avatar|digitala tvillingar|digital twins|digital tvilling, 3d-modell, visualiser|digital twin, 3d, visuali
"""


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem.strip() for stem in text.split(","))


def _read(table: str) -> tuple[Concept, ...]:
    rows = (line.split("|") for line in table.strip().splitlines())
    return tuple(
        Concept(key, field, sv, en, _stems(stems_sv), _stems(stems_en))
        for field, key, sv, en, stems_sv, stems_en in rows
    )


CONCEPTS = _read(_TABLE)
BY_KEY = {concept.key: concept for concept in CONCEPTS}
