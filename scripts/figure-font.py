"""Writes fonts/NumeracyFigures-3.052-*.ttf: the letters of Source Sans 3 that figures use, and nothing else of it.

The program that draws figures as pixels reads the whole file of a font again for each letter that it draws, so a file
of a fifteenth of the size is read a fifteenth as long. The letters and the distances between them are those of Source
Sans 3. The name is another, because the licence keeps the name "Source" for the whole font.

Run it from the checkout, with fonttools installed (pip install fonttools):

    python3 scripts/figure-font.py
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Numeracy Figures"
FOLDER = Path(__file__).parent.parent / "fonts"

# Held against `figureLetters` of src/plots/render-fonts.ts by a test.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2028), 0x2192, 0x2212, 0x2248, 0x2264, 0x2265, 0x25CF]

# What is applied where a text asks for nothing.
FEATURES = ["calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rclt", "rlig"]

for style in ["Regular", "SemiBold"]:
    font = TTFont(FOLDER / f"SourceSans3-3.052-{style}.ttf", recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    names = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}, cut from Source Sans 3 3.052",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
    font.save(FOLDER / f"NumeracyFigures-3.052-{style}.ttf")
