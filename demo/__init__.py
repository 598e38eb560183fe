"""The demo: a district and a neighbour that have never been, told through the software's own deeds on their days.

`texts/` holds every word and every day, district by district; district.py says what may stand there. building.py makes
stories of them, agenda.py lets the stories act in the order of time, and the files ending in -ing tell one kind each.
"""
