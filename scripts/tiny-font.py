"""Writes test/fixtures/tiny-font/two-letters.ttf: a font that has the letters U+4EF7 and U+683C alone, as a block and
a wedge. The test of pictures takes it for a font of the system.

    pip install fonttools
    python scripts/tiny-font.py
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def outline(*points):
    pen = TTGlyphPen(None)
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


glyphs = {
    ".notdef": outline((50, 0), (50, 700), (450, 700)),
    "block": outline((100, 0), (100, 800), (900, 800), (900, 0)),
    "wedge": outline((100, 0), (500, 800), (900, 0)),
}
font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder(list(glyphs))
font.setupCharacterMap({0x4EF7: "block", 0x683C: "wedge"})
font.setupGlyf(glyphs)
font.setupHorizontalMetrics({name: (1000, 50) for name in glyphs})
font.setupHorizontalHeader(ascent=800, descent=-200)
names = {"familyName": "Two Letters", "styleName": "Regular", "psName": "TwoLetters-Regular"}
font.setupNameTable(names, mac=False)
font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
font.setupPost()
font.font["head"].created = font.font["head"].modified = 0
font.font.recalcTimestamp = False
folder = Path(__file__).parent.parent / "test" / "fixtures" / "tiny-font"
folder.mkdir(exist_ok=True)
font.save(folder / "two-letters.ttf")
