"""What a browser says of itself, in words."""

from django.utils.translation import gettext as _

# The first that fits: Edge and Opera also say Chrome, Chrome also says Safari, phones also say Linux or Mac OS X.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
MACHINES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def device_in_words(agent: str) -> str:
    """Browser and machine, "Firefox, Windows"."""
    known = [next((name for mark, name in names.items() if mark in agent), "") for names in (BROWSERS, MACHINES)]
    return ", ".join(filter(None, known)) or _("Okänd webbläsare")
