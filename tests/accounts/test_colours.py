"""An organisation's colour gives shades that can be read, whatever the colour."""

import pytest

from accounts.colours import accent_css, contrast, dark_shades, light_shades

COLOURS = ["#0B5A6B", "#000000", "#FFFFFF", "#FFD500", "#C01B1B", "#00FF00", "#0000FF", "#7F7F7F", "#663399", "#FF66CC"]
FILLS = ["base-default", "base-hover", "base-active"]


def test_black_on_white_has_the_highest_contrast():
    assert contrast("#000000", "#ffffff") == 21.0


def test_a_colour_has_no_contrast_to_itself():
    assert contrast("#0B5A6B", "#0b5a6b") == 1.0


def test_contrast_does_not_care_about_the_order():
    assert contrast("#0B5A6B", "#ffffff") == contrast("#ffffff", "#0B5A6B")


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("shades_of", [light_shades, dark_shades])
def test_text_on_every_filled_surface_reaches_aa(colour, shades_of):
    shades = shades_of(colour)
    poor = {fill for fill in FILLS if contrast(shades[fill], shades["base-contrast-default"]) < 4.5}
    assert poor == set()


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("shades_of", [light_shades, dark_shades])
def test_accent_text_reaches_aa_on_every_background(colour, shades_of):
    shades = shades_of(colour)
    grounds = ["background-default", "background-tinted", "surface-default", "surface-tinted"]
    poor = {ground for ground in grounds if contrast(shades[ground], shades["text-subtle"]) < 4.5}
    assert poor == set()


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("shades_of", [light_shades, dark_shades])
def test_fills_and_field_borders_stand_out_from_the_page(colour, shades_of):
    shades = shades_of(colour)
    poor = {
        name
        for name in ["base-default", "border-default"]
        if contrast(shades[name], shades["background-default"]) < 3.0
    }
    assert poor == set()


def test_a_dark_enough_colour_is_kept_as_it_is():
    assert light_shades("#0B5A6B")["base-default"] == "#0b5a6b"


def test_the_default_colour_gives_the_shades_of_the_built_theme():
    light, dark = light_shades("#0B5A6B"), dark_shades("#0B5A6B")
    # As the generator of Designsystemet prints them in frontend/dist/vendor/designsystemet/theme.css.
    assert (light["text-subtle"], light["surface-tinted"], light["border-subtle"]) == ("#1c6676", "#e0eaec", "#a3c1c7")
    assert (dark["text-subtle"], dark["surface-tinted"], dark["background-default"]) == (
        "#96acb1",
        "#193137",
        "#0d1a1d",
    )


def test_the_style_sheet_speaks_for_light_and_dark():
    css = accent_css("#663399")
    assert css.count("--ds-color-accent-base-default:") == 2
    assert css.count("--ds-color-accent-") == 32
    assert "prefers-color-scheme: dark" in css


@pytest.mark.parametrize("nonsense", ["", "red", "#fff", "#12345g", "#123456;}", "663399", "#663399\n"])
def test_what_is_no_colour_is_refused(nonsense):
    with pytest.raises(ValueError, match="not a colour"):
        accent_css(nonsense)
