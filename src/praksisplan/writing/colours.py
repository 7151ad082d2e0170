"""The colours of cells and pictures, for light and dark screens."""

LOOKS = {
    "certain": ("1f4e79", "ffffff"),
    "expected": ("8fb3d9", "1c2733"),
    "possible": ("cfe0f1", "1c2733"),
    "not_expected": ("f4f6f8", "5c6670"),
    "ruled_out": ("ffffff", "5c6670"),
    "unknown": ("f2ead8", "4d3f1a"),
    "begun": ("ffffff", "5c6670"),
    "over": ("9c2a10", "ffffff"),
    "perhaps-over": ("fbe0d6", "6b1d0b"),
}
"""Background and text colour of the cells of timelines and charts; amounts above a limit are red."""

INK, BLUE, GREY, LINE, BACK, WHITE = "#1c2733", "#0f3557", "#44515e", "#d3dbe3", "#f2f5f8", "#ffffff"
SURE, EXPECTED, PERHAPS = (f"#{LOOKS[look][0]}" for look in ("certain", "expected", "possible"))
OVER, DOUBT = (f"#{LOOKS[look][0]}" for look in ("over", "perhaps-over"))
"""What lies, or may lie, above its limit."""
DARK = {
    WHITE: "#12181f",
    INK: "#e6edf4",
    BLUE: "#a8cbf0",
    GREY: "#b3bfcb",
    LINE: "#3a4753",
    BACK: "#1e2730",
    SURE: "#8fc1f2",
    EXPECTED: "#2f6296",
    PERHAPS: "#24405c",
    "#f4f6f8": "#1a222b",
    "#5c6670": "#9aa6b2",
    "#f2ead8": "#3d3418",
    "#4d3f1a": "#e8d9ae",
    OVER: "#ff9d80",
    DOUBT: "#4f2317",
    "#6b1d0b": "#ffc9b8",
}
"""Every colour of a picture, with the one in its place on a dark screen."""
