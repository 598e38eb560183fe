"""From an organisation's one colour to the sixteen accent shades of the theme, in light and in dark, always legible.

The shades follow Designsystemet's own rule: each is the colour at a fixed relative luminance, so that every contrast in
the design holds whatever the colour. Only the filled surfaces keep the colour itself; where white text could not be
read on it, it is darkened until it can. Luminance and contrast are those of WCAG 2.2.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_Rgb = tuple[float, float, float]

# Relative luminance of each shade, from @digdir/designsystemet (src/colors/colorMetadata.ts).
_LUMINANCE: dict[str, tuple[float, float]] = {
    "background-default": (1.0, 0.009),
    "background-tinted": (0.9, 0.014),
    "surface-default": (1.0, 0.021),
    "surface-tinted": (0.81, 0.027),
    "surface-hover": (0.7, 0.036),
    "surface-active": (0.59, 0.056),
    "border-subtle": (0.5, 0.08),
    "border-default": (0.19, 0.22),
    "border-strong": (0.11, 0.39),
    "text-subtle": (0.11, 0.39),
    "text-default": (0.0245, 0.84),
}
# White on this luminance has a contrast of 4.5:1, and so has black on the other.
_DARKEST_UNDER_BLACK = 4.5 * 0.05 - 0.05
_LIGHTEST_UNDER_WHITE = 1.05 / 4.5 - 0.05
# In dark mode text is less colourful than fills, or it glows.
_DARK_CHROMA = 0.7
# How much further a button goes when it is pointed at and when it is pressed, in steps of CIE lightness.
_STEP = 8.0


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two hex colours, 1.0 to 21.0. ValueError when one is not `#rrggbb`."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The WCAG relative luminance of a hex colour, 0.0 (black) to 1.0 (white)."""
    return _luminance(_rgb(colour))


def accent_css(colour: str) -> str:
    """A style sheet that replaces the theme's accent shades by those of `colour`, for light and for dark.

    The colour is checked and only derived values are written, so nothing typed can become CSS. ValueError when it is
    not `#rrggbb`.
    """
    light, dark = _declarations(light_shades(colour)), _declarations(dark_shades(colour))
    return f":root {{\n{light}}}\n@media (prefers-color-scheme: dark) {{\n[data-color-scheme=auto] {{\n{dark}}}\n}}\n"


@lru_cache(maxsize=64)  # an organisation's pages, letters and reports ask again and again
def light_shades(colour: str) -> dict[str, str]:
    """Shade name → hex colour, for light mode."""
    rgb = _rgb(colour)
    shades = {name: _hex(_at_luminance(rgb, light)) for name, (light, _dark) in _LUMINANCE.items()}
    base = _rgb(under_white(colour))
    lightness = _lightness(_luminance(base))
    # A very dark colour answers the pointer by becoming lighter; the others become darker still.
    step = _STEP if lightness <= 20 else -_STEP
    return shades | _fills(rgb, base, [lightness + step, lightness + 2 * step], "#ffffff")


def under_white(colour: str) -> str:
    """The colour itself where white text can be read on it, else darkened until it can."""
    rgb = _rgb(colour)
    return _hex(rgb if _luminance(rgb) <= _LIGHTEST_UNDER_WHITE else _at_luminance(rgb, _LIGHTEST_UNDER_WHITE - 0.002))


def dark_shades(colour: str) -> dict[str, str]:
    """Shade name → hex colour, for dark mode."""
    rgb = _rgb(colour)
    muted = _rgb(_hex(_with_chroma(rgb, _DARK_CHROMA)))
    shades = {name: _hex(_at_luminance(muted, dark)) for name, (_light, dark) in _LUMINANCE.items()}
    # The mirror of the light one's lightness, but never so dark that black text is lost on it when it is pressed.
    lightness = max(64.0, min(85.0, 100.0 - _lightness(_luminance(rgb))))
    base = _at_luminance(rgb, _from_lightness(lightness))
    return shades | _fills(rgb, base, [lightness - _STEP, lightness - 2 * _STEP], "#000000")


def _fills(rgb: _Rgb, base: _Rgb, pressed: list[float], text: str) -> dict[str, str]:
    """The filled surfaces and the text on them; pointing and pressing never make the text hard to read."""

    def legible(lightness: float) -> str:
        target = _from_lightness(lightness)
        if text == "#ffffff":
            target = min(target, _LIGHTEST_UNDER_WHITE - 0.002)
        else:
            target = max(target, _DARKEST_UNDER_BLACK + 0.002)
        return _hex(_at_luminance(rgb, target))

    return {
        "base-default": _hex(base),
        "base-hover": legible(pressed[0]),
        "base-active": legible(pressed[1]),
        "base-contrast-subtle": _hex(_at_luminance(rgb, 0.87 if text == "#ffffff" else 0.006)),
        "base-contrast-default": text,
    }


def _declarations(shades: dict[str, str]) -> str:
    return "".join(f"  --ds-color-accent-{name}: {value};\n" for name, value in shades.items())


def _rgb(colour: str) -> _Rgb:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: _Rgb) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02x}" for channel in rgb)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(rgb: _Rgb) -> float:
    red, green, blue = (_linear(channel) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lightness(luminance: float) -> float:
    """CIE lightness (0–100) of a relative luminance."""
    return 903.3 * luminance if luminance <= 0.008856 else 116 * float(luminance ** (1 / 3)) - 16


def _from_lightness(lightness: float) -> float:
    return lightness / 903.3 if lightness <= 8 else float(((lightness + 16) / 116) ** 3)


def _at_luminance(rgb: _Rgb, target: float) -> _Rgb:
    """The colour mixed with white or with black until it has the wanted relative luminance."""
    goal = (1.0, 1.0, 1.0) if _luminance(rgb) < target else (0.0, 0.0, 0.0)

    def mixed(share: float) -> _Rgb:
        red, green, blue = (own + (end - own) * share for own, end in zip(rgb, goal, strict=True))
        return red, green, blue

    return mixed(_bisect(lambda share: abs(_luminance(mixed(share)) - _luminance(goal)) > abs(target - goal[0])))


def _bisect(too_little: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _round in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if too_little(middle) else (low, middle)
    return high


def _with_chroma(rgb: _Rgb, factor: float) -> _Rgb:
    """The same hue and lightness in OKLab (Björn Ottosson, 2020) with its chroma multiplied."""
    red, green, blue = (_linear(channel) for channel in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = factor * (1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short)
    b = factor * (0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _gamma(max(0.0, 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)),
        _gamma(max(0.0, -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)),
        _gamma(max(0.0, -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)),
    )
