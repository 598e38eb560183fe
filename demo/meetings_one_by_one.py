"""The demo's meetings that were booked one by one, and the thanks to those who did not go on."""

from demo.meetings_on_days import MeetingText

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
