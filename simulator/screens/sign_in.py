"""Signing in to a team's records: name, password, nothing else.

Owns the form. Passwords and sessions are `simulator.desk.people`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, Static

from scenarios.problems import RightpartyError

if TYPE_CHECKING:
    from simulator.screens.app import RightpartyApp


class SignInScreen(ModalScreen[bool]):
    """Who are you?"""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Not now")]

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why

    def compose(self) -> ComposeResult:
        """Two fields and what is wrong, if anything is."""
        with Vertical(id="form-box"):
            yield Static("Sign in", classes="title", markup=False)
            yield Static(self.why, id="sign-why", markup=False)
            yield Label("Name")
            yield Input(id="sign-name")
            yield Label("Password")
            yield Input(id="sign-password", password=True)
            yield Footer()

    def on_mount(self) -> None:
        """Start at the name."""
        self.query_one("#sign-name").focus()

    @on(Input.Submitted, "#sign-name")
    def _on(self) -> None:
        self.query_one("#sign-password").focus()

    @on(Input.Submitted, "#sign-password")
    def _sign_in(self) -> None:
        from simulator.desk.desk import open_accounts
        from simulator.records.places import keep_session

        name, word = (self.query_one(each, Input) for each in ("#sign-name", "#sign-password"))
        try:
            accounts = open_accounts()
            try:
                token = accounts.sign_in(name.value.strip(), word.value, cast("RightpartyApp", self.app).clock.now())
                keep_session(token, accounts.named(name.value.strip()).id)
            finally:
                accounts.database.close()
        except RightpartyError as error:
            self.query_one("#sign-why", Static).update(str(error))
            word.value = ""
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Without an account one can look at scenarios and watch demonstrations."""
        self.dismiss(False)
