"""A plain table, CSV or xlsx, as a framework: a row for each clause or question."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from gapwizard.domain.readers import yes_or_no
from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused, quoted
from gapwizard.exchange import sheet
from gapwizard.exchange.convert.source import NOTHING, Asked, Branch, Framework, Ledger, Worded
from gapwizard.exchange.convert.words import Ids, cleaned, flat, group_question, paragraphs
from gapwizard.exchange.sheet import SheetRow
from gapwizard.exchange.table import Faults, Form
from gapwizard.i18n import _, labelled

FORM = Form(
    columns={
        "id": ("编号", "号", "ref", "ref_id", "number", "no", "no."),
        "title": ("标题", "name", "名称"),
        "text": ("题目", "正文", "内容", "question", "requirement", "description"),
        "criterion": ("准则",),
        "clause": ("条款", "section", "group"),
        "parent": ("上级", "parent_id"),
        "points": ("要点",),
        "look_for": ("查看内容",),
        "follow_up": ("追问",),
        "warning_signs": ("警示迹象",),
        "key": ("关键",),
        "documented": ("要求成文",),
        "interval": ("定期",),
        "top_management": ("最高管理者",),
        "core": ("核心",),
        "weight": ("权重",),
        "effort": ("工作量",),
        "roles": ("角色", "role"),
        "depends_on": ("取决于", "fact", "facts"),
        "intent": ("目的",),
        "guidance": ("指南", "advice", "annotation"),
        "fix": ("改进", "改进措施"),
        "gap_n": ("gap.n", "差距n"),
        "gap_p": ("gap.p", "差距p"),
        "gap_l": ("gap.l", "差距l"),
    },
    required=("id", "text"),
    passed={},
)
LISTS = ("points", "look_for", "follow_up", "warning_signs")
FLAGS = ("key", "documented", "interval", "top_management", "core")
EFFORTS = ("S", "M", "L")
OF_QUESTIONS = (
    "criterion", *LISTS, *FLAGS, "weight", "effort", "depends_on", "roles", "gap_n", "gap_p", "gap_l", "fix",
)  # fmt: skip
"""Columns that say something of a question."""


def read(path: Path, language: str, encoding: str | None, ignore: Iterable[str]) -> Framework:
    """The framework of a table. Raises Refused with every fault by line and column."""
    found = sheet.read(path, FORM, encoding=encoding, ignore=ignore)
    reader = _Reader(found.faults)
    for row in found.rows:
        reader.row(row)
    found.faults.check()
    return Framework(
        id=path.stem,
        version="1",
        language=language or "en",
        title=Worded(flat(cleaned(path.stem))),
        notice=NOTHING,
        said=found.said.removeprefix(f"{path}: ").removeprefix(f"{path}："),
        branches=reader.hung(),
        triggers=reader.triggers(language),
        roles=reader.roles,
        ledger=reader.ledger,
    )


class _Reader:
    """Reads rows one after the other, and hangs them under each other at the end."""

    def __init__(self, faults: Faults) -> None:
        self.ledger = Ledger()
        self._faults = faults
        self._rows: dict[str, tuple[Branch, str, int]] = {}
        """Branch, what it stands below, and the line, by the id of the row."""
        self._facts: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._ids = Ids(self.ledger)
        self._role_ids = Ids(self.ledger)

    def triggers(self, language: str) -> list[Json]:
        """The facts that rows depend on."""
        return [
            {"id": made, "question": Worded(name) if name.endswith(("?", "？")) else group_question(Worded(name), language), "kind": "profile"}
            for name, made in self._facts.items()
        ]  # fmt: skip

    @property
    def roles(self) -> list[Json]:
        """Whom rows name."""
        return [{"id": made, "title": Worded(name)} for name, made in self._roles.items()]

    def row(self, row: SheetRow) -> None:
        """Read one row; what is wrong in it is noted."""
        cells = {name: told for name, cell in row.cells.items() if (told := cleaned(cell))}
        name = flat(cells.get("id", ""))
        if not name:
            self._faults.add(row.line, "id", _("empty, and other cells of the line are not"))
            return
        if name in self._rows:
            first = self._rows[name][2]
            said = _("{id!r} stands twice, first in line {line}").format(
                id=quoted(name), line=first
            )
            self._faults.add(row.line, "id", said)
            return
        if not cells.get("text") and not cells.get("title"):
            self._faults.add(row.line, "text", _("empty; a question has a text, a clause a title"))
            return
        branch = Branch(name, Worded(flat(cells.get("title", ""))), str(row.line))
        branch.intent = Worded(cells.get("intent", ""))
        branch.advice = [Worded(one) for one in paragraphs(cells.get("guidance", ""))]
        if "text" in cells:
            branch.asked = [self._asked(row.line, cells)]
        else:
            for column in (column for column in OF_QUESTIONS if column in cells):
                said = _("cells that only a question has, in a row without a text")
                self.ledger.leave(said, labelled(name, column))
        above = cells.get("parent") or cells.get("clause") or ""
        if cells.get("clause", above) != above:
            self.ledger.leave(_("clauses beside a parent"), labelled(name, cells["clause"]))
        self._rows[name] = (branch, flat(above), row.line)

    def _asked(self, line: int, cells: Mapping[str, str]) -> Asked:
        asked = Asked("", Worded(flat(cells["text"])), Worded(flat(cells.get("criterion", ""))))
        for column in LISTS:
            if column in cells:
                asked.lists[column] = [Worded(one) for one in _items(cells[column])]
        for column in FLAGS:
            self._take(line, cells, column, asked.plain, _flag)
        self._take(line, cells, "weight", asked.plain, _weight)
        self._take(line, cells, "effort", asked.plain, _effort)
        asked.facts = [
            self._known(one, self._facts, self._ids) for one in _items(cells.get("depends_on", ""))
        ]
        roles = [
            self._known(one, self._roles, self._role_ids) for one in _items(cells.get("roles", ""))
        ]
        if roles:
            asked.plain["roles"] = list(dict.fromkeys(roles))
        for key, column in (("N", "gap_n"), ("P", "gap_p"), ("L", "gap_l"), ("fix", "fix")):
            if column in cells:
                asked.texts[key] = Worded(flat(cells[column]))
        return asked

    def _take(
        self,
        line: int,
        cells: Mapping[str, str],
        column: str,
        into: Json,
        read: Callable[[str], object],
    ) -> None:
        if column not in cells:
            return
        try:
            into[column] = read(cells[column])
        except Refused as problem:
            self._faults.add(line, column, problem)

    @staticmethod
    def _known(name: str, found: dict[str, str], ids: Ids) -> str:
        if name not in found:
            found[name] = ids.new(name, name, told=False)
        return found[name]

    def hung(self) -> list[Branch]:
        """Hang the rows under each other. Raises Refused for a cycle."""
        top: list[Branch] = []
        titled: dict[str, Branch] = {}
        for name, (branch, above, line) in self._rows.items():
            parent = self._above(name, above, line)
            if parent is not None:
                parent.below.append(branch)
            elif above:  # a clause that no row stands for
                if above not in titled:
                    titled[above] = Branch("", Worded(above), str(line))
                    top.append(titled[above])
                titled[above].below.append(branch)
            else:
                top.append(branch)
        self._check_reached(top)
        return top

    def _above(self, name: str, above: str, line: int) -> Branch | None:
        """The row that one stands below: the one it names, else the longest number before its own."""
        if above:
            found = self._rows.get(above)
            if above == name:
                self._faults.add(
                    line, "parent", _("{id!r} is above itself").format(id=quoted(name))
                )
                self._faults.check()
            return found[0] if found is not None else None
        while "." in name:
            name = name.rpartition(".")[0]
            if name in self._rows:
                return self._rows[name][0]
        return None

    def _check_reached(self, top: list[Branch]) -> None:
        """Refuse rows that are above themselves, which nothing leads to."""
        stack = list(top)
        names = set(self._rows)
        while stack:
            one = stack.pop()
            names.discard(one.name)
            stack += one.below
        if names:
            first = min(names, key=lambda name: self._rows[name][2])
            self._faults.add(
                self._rows[first][2], "parent", _("{id!r} is above itself").format(id=quoted(first))
            )
            self._faults.check()


def _items(cell: str) -> list[str]:
    """The items of a cell: its lines, else what `;` divides."""
    lines = paragraphs(cell)
    return (
        lines
        if len(lines) > 1
        else [flat(one) for one in cell.replace("；", ";").split(";") if one.strip()]
    )


def _flag(cell: str) -> bool:
    found = yes_or_no(cell)
    if found is None:
        raise Refused(_("{cell!r} is neither yes nor no"), cell=cell)
    return found


def _weight(cell: str) -> int:
    # Four digits at most, that no number of thousands of digits is computed.
    if not (cell.isdecimal() and len(cell) <= 4 and int(cell) <= 1000):
        raise Refused(_("{cell!r} is no whole number from 0 to 1000"), cell=cell)
    return int(cell)


def _effort(cell: str) -> str:
    if cell.upper() not in EFFORTS:
        raise Refused(_("{cell!r} is none of S, M and L"), cell=cell)
    return cell.upper()
