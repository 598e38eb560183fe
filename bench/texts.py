"""Needs in believable Swedish, as many as a benchmark wants; the same ones every time."""

import random
from collections.abc import Iterator

WHERE = [
    "hemtjänsten",
    "förskolan",
    "grundskolan",
    "daglig_verksamhet",
    "äldreboendet",
    "biblioteket",
    "fritidsgården",
    "socialkontoret",
    "växeln",
    "lokalvården",
    "måltidsenheten",
    "parkskötseln",
    "bygglovsenheten",
    "överförmyndaren",
    "elevhälsan",
    "familjecentralen",
    "gruppbostaden",
    "rehabiliteringen",
    "kontaktcentret",
    "arkivet",
    "personalenheten",
    "ekonomienheten",
    "kulturskolan",
    "simhallen",
]
WHO = [
    "medarbetare",
    "vikarier",
    "enhetschefer",
    "undersköterskor",
    "förskollärare",
    "handläggare",
    "boende",
    "anhöriga",
    "elever",
    "vårdnadshavare",
    "besökare",
    "föreningar",
    "kockar",
    "vaktmästare",
    "stödassistenter",
    "nyanställda",
    "pedagoger",
    "samordnare",
]
WHAT = [
    "dokumentation",
    "schemaläggning",
    "tolkning",
    "nycklar",
    "kallelser",
    "hjälpmedel",
    "beställningar",
    "felanmälan",
    "introduktion",
    "språkutveckling",
    "matsvinn",
    "bokning",
    "närvaro",
    "överlämning",
    "rapportering",
    "journalföring",
    "vikariebokning",
    "inköp",
    "planering",
    "uppföljning",
    "synpunkter",
    "lokaler",
    "transporter",
    "läkemedel",
    "ljudmiljö",
    "inomhusklimat",
    "utemiljö",
    "samtal",
    "protokoll",
    "fakturor",
]
PROBLEM = """skrivs i flera system|hinner inte göras|görs på papper|tar för lång tid|blir fel|försvinner på vägen
kommer för sent|görs olika på varje enhet|är svårt att förstå|kräver två personer|går bara att göra på plats
stoppar annat arbete|upprepas varje dag|saknar ägare|märks först när någon klagar""".replace("\n", "|").split("|")
EFFECT = """tiden tas från dem vi är till för|personalen blir stressad|kvaliteten skiljer sig mellan enheter
anhöriga ringer och frågar|vi betalar för samma sak två gånger|nya slutar tidigt|ingen vågar lita på uppgifterna
väntetiden växer|maten slängs|barnen får vänta|ärenden blir liggande|chefen får lösa det på kvällen""".replace(
    "\n", "|"
).split("|")
WISH = """uppgiften görs en gång|alla ser samma sak|det går att göra i telefonen|väntetiden halveras
hälften så mycket kastas|den boende bestämmer själv|introduktionen tar en vecka|felen upptäcks samma dag
ingen behöver ringa|varje enhet gör likadant""".replace("\n", "|").split("|")


def needs(count: int, *, seed: int = 7) -> Iterator[dict[str, str]]:
    """`count` needs as field → text; about sixty words each."""
    pick = random.Random(seed).choice
    for number in range(count):
        what, where, who = pick(WHAT), pick(WHERE).replace("_", " "), pick(WHO)
        yield {
            "title": f"{what.capitalize()} i {where} {pick(PROBLEM)}",
            "for_whom": f"{who.capitalize()} i {where}",
            "situation": (
                f"I {where} är det {who} som sköter {what}. Arbetet {pick(PROBLEM)}, och när {pick(WHO)} är borta "
                f"{pick(PROBLEM)} också {pick(WHAT)}. Vi har provat listor, möten och en gemensam mapp. "
                f"Ändå {pick(PROBLEM)} det vi behöver, mest på morgonen och före helgen."
            ),
            "consequence": f"Följden är att {pick(EFFECT)}. Dessutom {pick(EFFECT)}.",
            "desired_effect": f"Vi vill att {pick(WISH)} och att {pick(WISH)}.",
            "baseline": f"{10 + number % 50} minuter per dag",
        }
