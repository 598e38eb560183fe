"""English dates in the same order and thousands apart by spaces, so that both languages read alike: 18 Nov 2026."""

DATE_FORMAT = "j M Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y H:i"
SHORT_DATETIME_FORMAT = "j M Y H:i"
TIME_FORMAT = "H:i"
THOUSAND_SEPARATOR = "\N{NO-BREAK SPACE}"
