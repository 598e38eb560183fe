"""The demo's management groups, and the two reports made for one of them."""

GROUPS = (
    ("Förvaltningsledningen", ("perolof", "gunilla", "mikael", "elisabet")),
    ("Ledningsgruppen för äldreomsorg", ("gunilla", "karin", "helena", "bengt")),
)

FIRST_YEAR = {
    "title": "Första året med små piloter",
    "summary": (
        "Vi har prövat ett nytt sätt att arbeta: börja i ett behov, möta några startups och pröva smått. Tre piloter har "
        "startat. Alla tre har lärt oss något, också den som inte nådde sina mål.\n\n"
        "Det som gör störst skillnad är inte tekniken utan att någon i verksamheten äger frågan."
    ),
    "decisions_asked": (
        "Avsätt samma summa för piloter nästa år.\n"
        "Låt varje avdelning bidra med en person till innovationsteamet, en halv dag i veckan.\n"
        "Ta med kravet på nät i alla rum i byggprojektet för Lindgården."
    ),
}

SECOND_YEAR = {
    "title": "Andra året med små piloter",
    "summary": (
        "Fler lämnar in behov, och fler enheter känner igen sig i varandras. På matchdagen mötte fyra linjechefer elva "
        "startups på en enda dag. Piloten om att prova ett arbete i VR går vidare, och i hemtjänsten talar medarbetarna in "
        "sina anteckningar.\n\n"
        "Vi fastnar oftare i vanor och IT än i pengar."
    ),
    "decisions_asked": (
        "Utse en ansvarig för kopplingar till journalen på IT-avdelningen.\n"
        "Godkänn att Hemtjänst Söder går med i piloten om talade anteckningar till våren.\n"
        "Lägg in matchdagen två gånger om året i verksamhetsplanen."
    ),
}
