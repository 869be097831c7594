"""The app's themes beside Textual's own: one with the strongest contrast.

Owns colours. Never the only signal for anything.
"""

from __future__ import annotations

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#FFFF00",
    secondary="#00FFFF",
    accent="#00FFFF",
    warning="#FFD700",
    error="#FF8080",
    success="#80FF80",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    dark=True,
    variables={"text-muted": "#E0E0E0"},
)
DARK, LIGHT = "textual-dark", "textual-light"
THEMES = (DARK, LIGHT, HIGH_CONTRAST.name)
