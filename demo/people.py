"""The people of the demo, all invented: who they are, where they work and what they may do."""

from dataclasses import dataclass

from accounts.models import Role

# For every person of the demo. It is printed, and it opens nothing but the demo.
PASSWORD = "tjugo-lugna-minuter"
DOMAINS = ("demo.example", "annan.example")


@dataclass(frozen=True)
class PersonText:
    """`first_sight` is what a visitor who signs in as this person does well to look at first."""

    key: str
    name: str
    email: str
    unit: str
    roles: tuple[str, ...]
    first_sight: str = ""
    language: str = "sv"

    @property
    def is_sign_in(self) -> bool:
        return bool(self.first_sight)


STAFF, MANAGER, TEAM = (Role.STAFF,), (Role.STAFF, Role.LINE_MANAGER), (Role.STAFF, Role.TEAM_MEMBER)

EKDALEN = (
    PersonText(
        "yasmin",
        "Yasmin Ekwall",
        "admin@demo.example",
        "Stab och utveckling",
        (Role.ADMINISTRATOR,),
        "enheter, personer, berättelsen och beloppsgränserna",
    ),
    PersonText(
        "elisabet",
        "Elisabet Norling",
        "utvecklingschef@demo.example",
        "Stab och utveckling",
        (Role.STAFF, Role.DEVELOPMENT_CHIEF),
        "en prioritering att besluta om, en utmaning utan startuper, en pilot som snart är slut",
    ),
    PersonText(
        "mira",
        "Mira Lindehag",
        "medarbetare@demo.example",
        "Hemtjänst Norr",
        STAFF,
        "ett utkast att skriva klart och svar på egna behov",
    ),
    PersonText(
        "karin",
        "Karin Hedström",
        "chef@demo.example",
        "Hemtjänst Norr",
        MANAGER,
        "ett möte att lämna utfall från, bokade möten på matchdagen, en egen pilot",
    ),
    PersonText(
        "samir",
        "Samir Haddadin",
        "team@demo.example",
        "Stab och utveckling",
        TEAM,
        "tre behov kvar att bedöma i den öppna prioriteringen",
    ),
    PersonText(
        "perolof",
        "Per-Olof Brandting",
        "ledning@demo.example",
        "Stab och utveckling",
        (Role.LEADERSHIP,),
        "två rapporter till ledningsgruppen och portföljen av piloter",
    ),
    PersonText("gunilla", "Gunilla Friskman", "gunilla.friskman@demo.example", "Äldreomsorg", MANAGER),
    PersonText("mikael", "Mikael Stenhall", "mikael.stenhall@demo.example", "Förskola", MANAGER),
    PersonText("helena", "Helena Östgren", "helena.ostgren@demo.example", "Hemtjänst Söder", MANAGER),
    PersonText("bengt", "Bengt Åkerhult", "bengt.akerhult@demo.example", "Äldreboendet Lindgården", MANAGER),
    PersonText("jonas", "Jonas Wikner", "jonas.wikner@demo.example", "Daglig verksamhet Verkstan", MANAGER),
    PersonText("anneli", "Anneli Sjödal", "anneli.sjodal@demo.example", "Förskolan Tallkotten", MANAGER),
    PersonText("fatima", "Fatima Rahimian", "fatima.rahimian@demo.example", "Medborgarkontoret", MANAGER),
    PersonText("lina", "Lina Forsberg Ek", "lina.forsberg.ek@demo.example", "Fritidsgården Kupan", MANAGER),
    PersonText("ingrid", "Ingrid Malmqvist", "ingrid.malmqvist@demo.example", "Stab och utveckling", TEAM),
    PersonText("oskar", "Oskar Vingren", "oskar.vingren@demo.example", "Stab och utveckling", TEAM),
    PersonText("tove", "Tove Lundmarker", "tove.lundmarker@demo.example", "Funktionsstöd", TEAM),
    PersonText("ronja", "Ronja Åstrand", "ronja.astrand@demo.example", "Medborgarkontoret", STAFF),
    PersonText("sofia", "Sofia Bergdal", "sofia.bergdal@demo.example", "Förskolan Tallkotten", STAFF),
    PersonText("nadia", "Nadia Petrovska", "nadia.petrovska@demo.example", "Äldreboendet Lindgården", STAFF),
    PersonText("ahmed", "Ahmed Yusufi", "ahmed.yusufi@demo.example", "Daglig verksamhet Verkstan", STAFF),
    PersonText("daniel", "Daniel Hultman", "daniel.hultman@demo.example", "Fritidsgården Kupan", STAFF),
    PersonText("emma", "Emma Rosander", "emma.rosander@demo.example", "Familjestöd", STAFF),
    PersonText("leif", "Leif Granberg", "leif.granberg@demo.example", "Gruppbostäder Öster", STAFF),
    PersonText("maria", "Maria Celikkol", "maria.celikkol@demo.example", "Biblioteket vid Ektorget", STAFF),
    PersonText(
        "theo", "Theo Lennox", "theo.lennox@demo.example", "Träffpunkten Kastanjen", STAFF, language="en"
    ),
)

VASTERSKOG = (
    PersonText("disa", "Disa Kullander", "admin@annan.example", "Ung kultur", (Role.ADMINISTRATOR,)),
    PersonText(
        "rolf",
        "Rolf Sundkvist",
        "utvecklingschef@annan.example",
        "Ung kultur",
        (Role.STAFF, Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER),
        "en annan förvaltning, som inte ser något av den första",
    ),
    PersonText("vera", "Vera Klintberg", "vera.klintberg@annan.example", "Västerskogs badhus", MANAGER),
    PersonText("ismail", "Ismail Demirel", "ismail.demirel@annan.example", "Bibliotek", TEAM),
)
