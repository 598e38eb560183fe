"""Texts as words, and which of these say something."""

import re
from collections.abc import Iterable

# A word shorter than this says little, and what is longer than that is no word.
TELLING_LETTERS = 4
MOST_LETTERS = 60

WORD = re.compile(r"\w+(?:-\w+)*")
# Words that say nothing about what a text is about. In common are those that either language has.
_SWEDISH = """
    alla allt andra att av bara behov behöva behöver bland bli blir både bättre de dem den denna deras dessa det detta där
    därför då efter eller en enklare er ett finns flera fler får från för förvaltning ge genom går göra gör ha hade han har
    hela hjälp hjälper hon hur här i idag in ingen inom inte jag kan kommun kommuner kommunen kunna kräver lösning
    lösningar man med medan mellan mer mest mindre mot mycket många måste men möjlighet ner ni nu nya nytt när något några
    och också olika om oss på personal samma samt se sedan sig sin sina sitt ska skulle som startup startups stor stora
    stort svårt så söker ta tid till under upp ut utan vad var vara varje verksamhet verksamheten verksamheter vi vid vilja
    vill vilka vilken våra vårt vår än är
    aldrig alltid annan annat båda enda gång gången gånger gärna hinner ibland innan kommer kommit känner längre ligger
    minut minuter människa människor människorna månad månader någon någons nästan ofta plats platsen platser redan saker
    samtidigt själv själva står ställe säger
    timmar timme tillsammans vecka veckan veckor ännu
    över även använda använder används använts arbeta arbetar arbete företag bolag dag dagens digital digitala digitalt
    antal baserad bygger enkel enkelt erbjuder exempel hitta klara nämnd nämnden sak sätt stöd stödja utveckla utvecklar
    utvecklat
"""
_ENGLISH = """
    a about after all also among an and any are as at available be because been before being better between both by can
    city company could daily do does each easier every few find for from get give good has have he help helps her his how
    i if in into is it its just like looking made make makes making many may more most municipal municipality municipalities
    must need needs new no not now of offer offers on one only or other our out over own people provide provides public
    sector service services she should simple so solution solutions some such than that the their them then there these
    they this those through time to today too up use used user users uses using want wants was way we well were what when
    where which while who will with without work works would you your
    based called develop developed developing develops different e-g easy etc example give g help including makes minute
    minutes part parts startup startups support supports thing things via
"""
EVERYDAY = {"sv": frozenset(_SWEDISH.split()), "en": frozenset(_ENGLISH.split())}
_EITHER = EVERYDAY["sv"] | EVERYDAY["en"]


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters; those with a hyphen whole, those without an end cut."""
    return [word[:MOST_LETTERS] for word in WORD.findall(text.lower())]


def language_of(words: Iterable[str]) -> str:
    """ "sv" or "en": the language whose small words stand more often in the text; Swedish when neither does."""
    words = list(words)
    swedish, english = (sum(word in EVERYDAY[language] for word in words) for language in ("sv", "en"))
    return "en" if english > swedish else "sv"


def is_telling(word: str) -> bool:
    """Whether the word may say what a text is about."""
    return len(word) >= TELLING_LETTERS and word not in _EITHER and not word.isdigit()
