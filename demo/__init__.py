"""The demo: a district and a neighbour that have never been, told through the software's own deeds on their days.

`texts/` holds every word and every day, one folder an administration; district.py says what may stand there. building.py
makes a story of each text, told in founding.py, needing.py, challenging.py, meeting.py, piloting.py or reporting.py, and
agenda.py lets the stories act in the order of time.
"""
