"""The root command: global options, the list of commands, and the terminal app without a command.

Commands are imported only when they are called: `--help` lists all of them without one.
"""

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard import __version__, i18n
from gapwizard.cli.usage import TYPED
from gapwizard.errors import Refused, nearest, quoted
from gapwizard.i18n import N_, _

if TYPE_CHECKING:
    from gapwizard.session.session import Session

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", N_("Create an assessment and print its id.")),
    "list": ("list_", N_("List the assessments.")),
    "archive": ("archive", N_("Put an assessment out of sight, or back.")),
    "duplicate": ("archive", N_("Create an assessment from another one.")),
    "lock": ("archive", N_("Lock an assessment as a baseline, or unlock it.")),
    "show": ("show", N_("Show an assessment, or one question with its answer and history.")),
    "fact": ("about", N_("Answer scoping facts with yes or no.")),
    "set": ("about", N_("Set what the assessment knows of itself.")),
    "answer": ("answer", N_("Answer one question.")),
    "review": ("review", N_("Mark answers as reviewed by somebody else.")),
    "maturity": ("about", N_("Claim a maturity level for a clause.")),
    "document": ("document", N_("Set the state of a document.")),
    "finding": ("finding", N_("List, show or change findings.")),
    "action": ("action", N_("List, show or change actions.")),
    "department": ("department", N_("List, add or change departments.")),
    "responsibility": ("responsibility", N_("Show or set who answers for which clause.")),
    "advice": (
        "advice",
        N_("List or show the advice of the questionnaire: guidance, never rated."),
    ),
    "slot": ("agenda", N_("List, show or change interviews of the agenda.")),
    "agenda": ("agenda", N_("Show, propose or export the agenda.")),
    "sheet": ("sheet", N_("Write an answer sheet to fill in elsewhere.")),
    "import": ("import_", N_("Take answers in from CSV or xlsx, or an assessment from a bundle.")),
    "merge": ("merge", N_("Take what a colleague did in another copy of the same assessment.")),
    "dispute": ("merge", N_("List or settle what two people said differently.")),
    "export": ("export", N_("Write one assessment to one file, whole or redacted, encrypted.")),
    "encrypt": ("encryption", N_("Encrypt an assessment on the disk with a passphrase.")),
    "decrypt": ("encryption", N_("Make an encrypted assessment plain again.")),
    "delete": ("archive", N_("Delete an assessment with its history, backups and exports.")),
    "diagnose": ("diagnose", N_("Print the diagnosis.")),
    "compare": ("compare", N_("Compare assessments: better, worse, and why.")),
    "search": ("search", N_("Search everything in one assessment.")),
    "check": ("report", N_("List what stands against handing the report over.")),
    "text": ("text", N_("Show or write the words of the report.")),
    "report": ("report", N_("Write the diagnosis report.")),
    "plan": ("plan", N_("The way to the certificate: who does what, when.")),
    "sample": ("sample", N_("Draw records at random, as many as suffice.")),
    "register": ("register", N_("List, show or change registers: risks, objectives, parties, ...")),
    "files": ("files", N_("The file plan: write skeletons, scan a folder of real files.")),
    "handout": ("handout", N_("Write what is handed over beside the report.")),
    "template": ("template", N_("List, show, copy or check the templates of the report.")),
    "undo": ("restore", N_("Take the last change back, or do it again.")),
    "ask": ("interview", N_("Interview in plain lines, for screen readers and broken terminals.")),
    "keys": ("keys", N_("Print the keys of the app, or a key map file to start from.")),
    "questionnaire": (
        "questionnaire",
        N_("List, show, lint, carry or convert questionnaires; print the schema."),
    ),
    "demo": ("new", N_("Open a finished sample assessment, or print its report.")),
    "backup": ("restore", N_("Copy an assessment with its history.")),
    "restore": ("restore", N_("Bring an assessment back from a backup or from its own past.")),
    "repair": ("restore", N_("Say what is damaged, and mend it.")),
    "doctor": ("doctor", N_("Print versions, paths and what is missing, for pasting.")),
}
"""Module in `cli.commands` and one-line help of each command."""

APP_OBJECTS = 100_000
"""New objects after which the collector looks them through while the app runs: 20 ms at a time."""
EXAMPLES = N_("""
\b
Examples:
  gapwizard                          open the terminal app
  gapwizard demo                     look at a finished assessment
  gapwizard new "Acme Cloud"         create an assessment, print its id
  gapwizard answer acme-cloud 8.6.1-Q02 P --note "matrix not used"
  gapwizard report acme-cloud        write the diagnosis report
""")


class HelpContext(click.Context):
    """A command line whose help is formatted by us."""

    def make_formatter(self) -> click.HelpFormatter:
        """What formats help, imported when somebody asks for it."""
        from gapwizard.cli.help_text import HelpFormatter

        return HelpFormatter(width=self.terminal_width, max_width=self.max_content_width)


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names in the order of work."""
        return list(COMMANDS)

    context_class = HelpContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Speak the language of the environment until an option says another: `--help` ends here."""
        i18n.use(None)
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"gapwizard.cli.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        command.context_class = HelpContext
        for one in getattr(command, "commands", {}).values():
            one.context_class = HelpContext
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one names the nearest."""
        if args and args[0] not in COMMANDS:
            near = nearest(args[0], list(COMMANDS))
            hint = _(" The nearest is {near!r}.").format(near=near) if near else ""
            ctx.fail(
                _("There is no command {name!r}.{hint}").format(name=quoted(args[0]), hint=hint)
            )
        ctx.meta[TYPED] = args[1:]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(words)) for name, (_module, words) in COMMANDS.items()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, whose words were marked before the language was known."""
        found = [parameter.get_help_record(ctx) for parameter in self.get_params(ctx)]
        with formatter.section(_("Options")):
            formatter.write_dl([(names, _(words)) for names, words in filter(None, found)])
        self.format_commands(ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Put the examples first, in the language of the user."""
        self.help = (
            _(EXAMPLES) + "\n\n" + _("Self-assessment against ISO/IEC 20000-1:2018, offline.")
        )
        super().format_help_text(ctx, formatter)


def _speak(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Choose the language before anything is printed."""
    if not ctx.resilient_parsing:
        i18n.use(value)
        i18n.word()
    return value


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--lang", type=click.Choice(i18n.LANGUAGES), callback=_speak, is_eager=True,
    help=N_("Language of the program and of what it prints."),
)  # fmt: skip
@click.option(
    "--data", type=click.Path(file_okay=False, readable=False, path_type=Path), metavar="DIR",
    help=N_("Folder of assessments (or GAPWIZARD_DATA)."),
)  # fmt: skip
@click.option("--ascii", is_flag=True, help=N_("App: no characters whose width terminals doubt."))
@click.option(
    "--no-mouse", is_flag=True, help=N_("App: leave the mouse to the terminal, to select text.")
)
@click.version_option(__version__, "--version", message="gapwizard %(version)s")
@click.pass_context
def cli(
    ctx: click.Context,
    lang: str | None,
    data: Path | None,
    *,
    ascii: bool,  # noqa: A002 - the word of the option
    no_mouse: bool,
) -> None:
    """Self-assessment against ISO/IEC 20000-1:2018."""
    from gapwizard import paths
    from gapwizard.session import face

    invocation = Invocation(data.absolute() if data is not None else paths.data_folder(), lang)
    invocation.ascii, invocation.mouse = ascii, not no_mouse
    ctx.obj = invocation
    if ctx.invoked_subcommand is None:
        invocation.start_app()
    else:
        face.ask_with(_passphrase)


def _passphrase(name: str) -> str:
    """Ask for the passphrase of an encrypted assessment."""
    from gapwizard.cli import passphrase

    return passphrase.known_passphrase(None, name)


class Invocation:
    """What the global options say: the folder of assessments, and the language if one was named."""

    ascii = False
    """Whether the app uses only characters whose width no terminal doubts."""
    mouse = True
    """Whether the app listens to the mouse; without it the terminal selects text."""

    def __init__(self, data: Path, lang: str | None) -> None:
        """Keep the global options."""
        self.data = data
        self.lang = lang

    def start_app(self, *, demo: str | None = None) -> None:
        """Run the terminal app, in the language named, else the one chosen in the app.

        It begins with the `demo` of a language, of that of the app where it is empty. Raises Refused without a terminal, and what kept an answer from the disk.
        """
        from gapwizard import settings

        chosen = self.lang or settings.load().language
        if chosen:
            i18n.use(chosen)
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Refused(
                _(
                    "the terminal app needs a terminal; `gapwizard --help` lists the commands for scripts"
                )
            )
        # Textual paints at ticks of 1/60 s. What a key changes comes with one, that it is saved
        # with a later one: at 1/120 s "saved" stands there 32 ms after the key instead of 48.
        os.environ.setdefault("TEXTUAL_FPS", "120")
        from gapwizard.session import face
        from gapwizard.tui.app import GapwizardApp

        face.listen(None)  # a word on standard error would tear the screen; the app says it itself
        app = GapwizardApp(self.data, demo=demo, ascii=self.ascii)
        gc.set_threshold(APP_OBJECTS, 20, 20)
        app.run(mouse=self.mouse)
        if app.bug is not None:
            app.finish()
            raise app.bug
        if app.farewell:
            sys.stderr.write(app.farewell + "\n")
        if app.failure is not None:
            raise app.failure
        if app.return_code:
            sys.exit(app.return_code)

    def open(self, assessment: str, *, write: bool = True, speak: bool = False) -> "Session":
        """Open an assessment, its questions in the language named, else in its own.

        With `speak` what is printed is in that language too. Raises Refused, InUse or Unreadable.
        """
        from gapwizard.domain import gradings
        from gapwizard.session.session import Session

        session = Session.open(self.data, assessment, write=write, language=self.lang)
        i18n.word(lambda: gradings.words(session.assessment.about.grading))
        if speak:
            self.speak(session.assessment.about.language)
        return session

    def read(self, assessment: str, *, speak: bool = False) -> "Session":
        """Open an assessment for reading, and say what was noticed on opening it."""
        from gapwizard.session import face

        session = self.open(assessment, write=False, speak=speak)
        face.tell(session.notices)
        return session

    def speak(self, assessment_language: str) -> str:
        """Choose the language of what is printed about an assessment: named, else its own."""
        chosen = self.lang or assessment_language
        i18n.use(chosen)
        return chosen


pass_invocation = click.make_pass_decorator(Invocation)
