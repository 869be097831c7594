"""What starting costs: the command, the app to its first paint, each in a fresh process.

Owns those measurements. Never asserts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from bench.measuring import command, median, python, row


def start_up() -> None:
    """Fresh processes."""
    bare = median(python("pass"), 9)
    row("rightparty --help", median(command("--help"), 9), bare, "python -c pass", "< 3")
    textual = median(python("import textual.app"), 5)
    paint = (
        "import os, sys\nos.environ['RIGHTPARTY_DATA'] = sys.argv[1]\n"
        "from simulator.screens.app import RightpartyApp\n"
        "class Painted(RightpartyApp):\n"
        "    def on_mount(self):\n"  # Textual calls the base's own handler as well
        "        self.call_after_refresh(self.call_after_refresh, os._exit, 0)\n"
        "Painted().run(headless=True, size=(80, 24))"
    )
    with tempfile.TemporaryDirectory() as folder:
        shown = median(
            lambda: subprocess.run([sys.executable, "-c", paint, folder], check=True, capture_output=True), 7
        )
        row("app to first paint", shown, textual, "import textual.app", "< 1.5")
    row(
        "  of which importing the app",
        median(python("import simulator.screens.app"), 5),
        textual,
        "import textual.app",
        "",
    )
