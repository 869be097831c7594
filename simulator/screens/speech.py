"""The line to speak into: Enter says it, Ctrl+J starts a new line, arrows bring back what was said before.

Owns keys and history. Never knows what becomes of the words.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea


class SpeechInput(TextArea):
    """Where the agent speaks."""

    @dataclass
    class Spoken(Message):
        """The agent said something."""

        text: str

    def __init__(self, id: str | None = None) -> None:
        super().__init__(
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder="Say something, then press Enter",
            id=id,
        )
        self._said: list[str] = []
        self._at = 0

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._speak()
        elif event.key in ("ctrl+j", "shift+enter"):
            event.stop()
            event.prevent_default()
            self.insert("\n")
        elif event.key in ("up", "down") and self._said and (not self.text or self.text in self._said):
            event.stop()
            event.prevent_default()
            self._recall(-1 if event.key == "up" else 1)
        else:
            await super()._on_key(event)

    def _speak(self) -> None:
        text = self.text.strip()
        if text:
            self._said.append(text)
            self._at = len(self._said)
            self.text = ""
            self.post_message(self.Spoken(text))

    def _recall(self, step: int) -> None:
        self._at = max(0, min(len(self._said), self._at + step))
        self.text = self._said[self._at] if self._at < len(self._said) else ""
        self.move_cursor(self.document.end)

    def give_back(self, text: str) -> None:
        """Put words back, to be changed and said again."""
        self.text = text
        self.move_cursor(self.document.end)
        self.focus()
