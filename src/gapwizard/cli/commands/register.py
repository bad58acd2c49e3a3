"""`gapwizard register`: the registers that the questionnaire declares."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, names
from gapwizard.session.acts import registers
from gapwizard.session.acts.fields import split
from gapwizard.session.acts.names import NEW

if TYPE_CHECKING:
    from gapwizard.domain.registers import Register, RegisterView
    from gapwizard.session.session import Session


class RegisterOptions(TypedDict):
    """The options of `register`, by the names of their values."""

    view: str | None
    matrix: bool
    delete: bool
    file: str | None
    ignore: tuple[str, ...]
    dry_run: bool
    take: str | None
    as_csv: bool
    as_json: bool


@click.command("register", help=_("""
\b
Examples:
  gapwizard register acme                          which registers there are
  gapwizard register acme risks                    the rows of one
  gapwizard register acme risks --view above --csv
  gapwizard register acme risks --matrix           how many rows lie where the two scales cross
  gapwizard register acme risks new title="Key person leaves" likelihood=3 impact=4
  gapwizard register acme risks R-01               one row, with what each field means
  gapwizard register acme risks R-01 treatment=reduce owner="Operations" review=2027-03-31
  gapwizard register acme risks R-01 --delete
  gapwizard register acme risks --import risks.xlsx --dry-run

Which registers and fields there are is declared by the questionnaire. A choice and a step of a scale
are written by their id or word in any language; an empty value clears. What is computed cannot be set.
A row that comes in is about the one of its id, or of its first field; where another one has the id
here, nothing is taken until --take says whose stands.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("name", metavar="[REGISTER]", required=False)
@click.argument("row", metavar="[new|ROW]", required=False)
@click.argument("words", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--view", metavar="VIEW", help=_("Only the rows of one of its views."))
@click.option("--matrix", is_flag=True, help=_("The picture of its two scales."))
@click.option("--delete", is_flag=True, help=_("Take the row away."))
@click.option(
    "--import", "file", metavar="FILE", help=_("Take rows in from CSV or xlsx, beside those here.")
)
@click.option(
    "--dry-run", is_flag=True, help=_("With --import: say what would change, change nothing.")
)
@click.option(
    "--take", type=click.Choice(("new", "mine", "theirs")),
    help=_("With --import: only what is new, or whose row stands where another has the same id."),
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="COLUMN", help=_("Pass over a column; may be repeated.")
)
@click.option("--csv", "as_csv", is_flag=True, help=_("Print it for a spreadsheet."))
@output.json_option
@output.encoding_option
@pass_invocation
def register_command(
    invocation: Invocation,
    /,
    assessment: str,
    name: str | None,
    row: str | None,
    words: tuple[str, ...],
    **asked: Unpack[RegisterOptions],
) -> None:
    """List, show or change the registers that the questionnaire declares."""
    usage.apart("--csv --json --matrix", "--delete --json")
    pairs = split(words)
    _check(name, row, pairs, asked)
    file, delete, as_json = asked["file"], asked["delete"], asked["as_json"]
    taken = file is not None and not asked["dry_run"]
    writes = delete or bool(pairs) or row == NEW or taken
    with invocation.open(assessment, write=writes, speak=True) as session:
        if name is None:
            _every(session, as_json=as_json)
            return
        register = registers.register_in(session.moment, name)
        if file is not None:
            _take_in(session, register, Path(file), asked)
        elif delete:
            session.do(registers.remove(session.moment, register, row or ""))
        elif writes:
            act = registers.change(session.moment, register, row or "", pairs)
            session.do(act)
            made = act.changes[0].id.rpartition("/")[2]
            if as_json:
                _one(session, register, made, as_json=True)
            elif row == NEW:
                output.data(made)
        elif row is not None:
            _one(session, register, row, as_json=as_json)
        else:
            chosen, csv = _view(register, asked["view"]), asked["as_csv"]
            _rows(session, register, chosen, matrix=asked["matrix"], as_csv=csv, as_json=as_json)


def _check(
    name: str | None, row: str | None, pairs: dict[str, str], asked: RegisterOptions
) -> None:
    """Refuse what does not go together."""
    file, delete = asked["file"], asked["delete"]
    others = bool(asked["view"]) or asked["matrix"] or asked["as_csv"]
    alone = row is not None or others or asked["as_json"] or delete or bool(pairs)
    usage.check(
        (row is None and delete, _("Missing argument 'ROW'.")),
        (delete and pairs, _("--delete takes the id of one row and nothing else")),
        (
            file is not None and (name is None or alone),
            _("--import goes with the name of a register and nothing else"),
        ),
        (asked["dry_run"] and file is None, _("--dry-run goes with --import")),
        (asked["take"] is not None and file is None, _("--take goes with --import")),
        (bool(asked["ignore"]) and file is None, _("--ignore goes with --import")),
        (name is None and others, _("--view, --matrix and --csv are about one register; name it")),
        (
            row is not None and others,
            _("--view, --matrix and --csv are about all rows; leave ROW out"),
        ),
    )


def _take_in(session: "Session", register: "Register", path: Path, asked: RegisterOptions) -> None:
    from gapwizard.cli.staging import take_in
    from gapwizard.session.staging.files import read_register

    file = read_register(path, register, asked["ignore"])
    take_in(session, file, asked["take"], dry_run=asked["dry_run"])


def _view(register: "Register", name: str | None) -> "RegisterView | None":
    """A view by id. Raises Refused."""
    if name is None:
        return None
    found = next((one for one in register.views if one.id == name), None)
    if found is None:
        from gapwizard.i18n import nearest_hint

        known = [one.id for one in register.views]
        raise Refused(
            _("{register} has no view {name!r}{hint}; there are {views}"),
            register=register.id,
            name=name,
            hint=nearest_hint(name, known),
            views=names(known) or "-",
        )
    return found


def _every(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.register_rows import rows_of
    from gapwizard.session.papers.registers import registers_json

    known = session.questionnaire.registers
    if as_json:
        output.document(registers_json(session.questionnaire, session.assessment))
        return
    if not known:
        output.words(_("the questionnaire declares no register"))
        return
    output.table(
        (_("id"), _("title"), _("rows"), _("for")),
        [(one.id, one.title, str(len(rows_of(session.assessment, one))), one.why) for one in known],
    )


def _rows(
    session: "Session",
    register: "Register",
    view: "RegisterView | None",
    *,
    matrix: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    from gapwizard.domain.register_rows import matrix_of, outside_matrix, rows_in_view, rows_of
    from gapwizard.session.papers.lists import csv_of, table_of
    from gapwizard.session.papers.registers import columns, register_json

    today = session.today()
    rows = rows_in_view(register, rows_of(session.assessment, register), view, today)
    if as_json:
        output.document(register_json(register, rows, today))
    elif as_csv:
        output.csv(csv_of(columns(register, today), rows))
    elif matrix:
        lines = matrix_of(register, rows, today)
        if not lines or register.matrix is None:
            raise Refused(_("{register} has no picture of two scales"), register=register.id)
        marks = {"low": " ", "middle": "*", "high": "!"}
        across, up = register.field(register.matrix.across), register.field(register.matrix.up)
        words = _("{up} (from top to bottom), {across} (from left to right)")
        output.words(words, up=up.title if up else "", across=across.title if across else "")
        output.table(
            ("", *(str(cell.across) for cell in lines[0])),
            [
                (str(line[0].up), *(f"{len(cell.rows) or '.'}{marks[cell.level]}" for cell in line))
                for line in lines
            ],
        )
        if outside := outside_matrix(register, rows, today):
            output.words(_("Not in this picture: {rows}"), rows=names(outside))
    else:
        keys = ["id", *(field.id for field in register.shown)]
        output.table(*table_of(columns(register, today), keys, rows))


def _one(session: "Session", register: "Register", name: str, *, as_json: bool) -> None:
    from gapwizard.domain.register_rows import ListedRow, field_text, with_word
    from gapwizard.session.papers.registers import row_json

    row, today = registers.row_in(session.moment, register, name), session.today()
    if as_json:
        output.document(row_json(register, ListedRow(name, row), today))
        return
    for field in register.fields:
        text = with_word(field, field_text(register, row, field, today))
        if text:
            output.data(labelled(field.title, text))
