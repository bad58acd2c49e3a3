"""The menu of the report screen: sections, output and checks as rows with what each does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from textual.content import Content

from gapwizard.domain.lengths import OF_LENGTH, Length
from gapwizard.i18n import N_, _, labelled
from gapwizard.session.handover.places import Decisions
from gapwizard.session.papers.checks import Check, mended_at
from gapwizard.session.papers.editions import Edition
from gapwizard.session.papers.kinds import FORMATS, USUAL
from gapwizard.session.papers.report import CONTROL, sections
from gapwizard.tui.kit.picker import next_of
from gapwizard.tui.kit.text import DIM, STRONG, cut, line, plain

SECTION_WORDS = {
    "0-control": N_("Control block"),
    "1-conclusion": N_("Management summary"),
    "2-basis": N_("Basis, scope, method, limits"),
    "3-clauses": N_("Results by clause"),
    "4-findings": N_("Nonconformity reports"),
    "5-documents": N_("Documents"),
    "6-responsibilities": N_("Responsibilities"),
    "7-actions": N_("Roadmap"),
    "8-strengths": N_("Strengths and good practice"),
    "9-comparison": N_("Comparison with last time"),
    "A-answers": N_("All answers"),
    "B-register": N_("List of documents"),
    "C-method": N_("Scoring method"),
    "D-terms": N_("Terms"),
    "E-forms": N_("Forms of nonconformities"),
    "F-advice": N_("Advice"),
    "G-registers": N_("Registers"),
    "H-way": N_("The way to the certificate"),
}
"""What the sections are about; one without words shows its id."""
KIND_WORDS = {
    "md": N_("Markdown"),
    "html": N_("for a browser"),
    "docx": N_("Word, to be edited"),
    "pdf": N_("for paper"),
    "xlsx": N_("sheets to work with"),
    "json": N_("for programs"),
}
READ = ("html", "docx")
"""Formats that people read: they stand first, and are chosen until something else is."""
KINDS = (*READ, *(kind for kind in FORMATS if kind not in READ))
LENGTH_WORDS: dict[Length, str] = {
    "summary": N_("summary"),
    "standard": N_("standard"),
    "full": N_("full"),
}
LANGUAGE_SETS = (("en",), ("zh-Hans",), ("en", "zh-Hans"))
LANGUAGE_WORDS = ("en", "zh", N_("both"))


class Choices(NamedTuple):
    """What the next export is made of."""

    edition: Edition
    languages: tuple[str, ...]
    kinds: tuple[str, ...] = USUAL


class MenuRow(NamedTuple):
    """One row: what it does, about what, and how it looks."""

    act: str
    """head, length, final, words, handout, section, language, kind, posts, client, label, handout, sheet, take_in, check, place or doubtful; head does nothing."""
    about: str
    words: str
    style: str = ""


def rows_of(
    choices: Choices, checks: Sequence[Check], label: str, *, checks_first: bool
) -> list[MenuRow]:
    """The rows; in a low window what warns comes first, for there it is seen."""
    rest = [
        MenuRow("head", "", _("REPORT"), DIM),
        _lengths(choices.edition),
        MenuRow(
            "final", "", f"{box(chosen=choices.edition.final)} " + _("final: no draft any more")
        ),
        MenuRow("words", "", _("Words of the report ...")),
        MenuRow("head", "", _("SECTIONS"), DIM),
        *_sections(choices.edition),
        MenuRow("head", "", _("OUTPUT"), DIM),
        *_output(choices, label),
        MenuRow("handout", "", _("Write forms, slides and sheets (Enter)")),
        MenuRow("sheet", "", _("Answer sheet: write one to fill in elsewhere (s)")),
        MenuRow("take_in", "", _("Answer sheet: take one in that came back (t)")),
    ]
    warn = [row for check in checks if not check.ok for row in (_check(check), *_places(check))]
    fine = [_check(check) for check in checks if check.ok]
    head = [MenuRow("head", "", _("CHECKS"), DIM)]
    if checks_first:
        return [*(head if warn else []), *warn, *rest, *(head if fine else []), *fine]
    return [*rest, *(head if checks else []), *warn, *fine]


def _lengths(edition: Edition) -> MenuRow:
    words = "  ".join(
        f"{'(o)' if edition.length == length else '( )'} {_(said)}"
        for length, said in LENGTH_WORDS.items()
    )
    return MenuRow("length", "", _("Length") + "  " + words)


def _sections(edition: Edition) -> list[MenuRow]:
    chosen = edition.sections or OF_LENGTH[edition.length]
    rows = []
    for name in sections():
        if name != CONTROL:
            mark = box(chosen=name in chosen)
            words = f"{mark} {name.partition('-')[0]} {_(SECTION_WORDS.get(name, name))}"
            rows.append(MenuRow("section", name, words))
    return rows


def _output(choices: Choices, label: str) -> list[MenuRow]:
    languages = "  ".join(
        f"{'(o)' if choices.languages == chosen else '( )'} {_(words)}"
        for chosen, words in zip(LANGUAGE_SETS, LANGUAGE_WORDS, strict=True)
    )
    edition = choices.edition
    language, posts = _("Language"), _("people -> departments")
    client = _("the name of the client -> the client")
    return [
        MenuRow("language", "", f"{language}  {languages}"),
        *(
            MenuRow(
                "kind", kind, f"{box(chosen=kind in choices.kinds)} {kind}  {_(KIND_WORDS[kind])}"
            )
            for kind in KINDS
        ),
        MenuRow("posts", "", f"{box(chosen=edition.posts)} {posts}"),
        MenuRow("client", "", f"{box(chosen=edition.client)} {client}"),
        MenuRow("label", "", _("Class  [{label}]").format(label=" ".join(label.split()))),
    ]


def _check(check: Check) -> MenuRow:
    mark, style = ("ok", DIM) if check.ok else ("! ", "$text-warning")
    if check.blocks and not check.ok:
        mark, style = "!!", "$text-error"
    return MenuRow("check", check.code, f"{mark} {' '.join(check.words.split())}", style)


def _places(check: Check) -> Iterator[MenuRow]:
    """Two rows for each place where a name stands: before, and after."""
    for place in check.places:
        act = "place" if place.certain else "doubtful"
        yield MenuRow(
            act, place.mark, f"  {box(chosen=place.replaced)} {labelled(place.row, place.before)}"
        )
        yield MenuRow(act, place.mark, f"      -> {place.after}", "" if place.replaced else DIM)


def box(*, chosen: bool) -> str:
    """A box as it stands in a row."""
    return "[x]" if chosen else "[ ]"


def menu_row(row: MenuRow, width: int) -> Content:
    """A row as it is painted."""
    indent = " " if row.act == "head" else "  "
    style = STRONG if row.act == "head" else row.style
    return cut(line(indent, plain(row.words, style)), width)


def toggled(choices: Choices, row: MenuRow) -> Choices:
    """The choices after a row was toggled; at least one section and one format stay."""
    edition = choices.edition
    if row.act == "language":
        return choices._replace(languages=next_of(LANGUAGE_SETS, choices.languages))
    if row.act == "kind":
        kinds = tuple(k for k in KINDS if (k in choices.kinds) is not (k == row.about))
        return choices._replace(kinds=kinds or choices.kinds)
    if row.act == "section":
        chosen = edition.sections or OF_LENGTH[edition.length]
        after = tuple(n for n in sections() if (n in chosen) is not (n == row.about))
        edition = replace(edition, sections=after if set(after) - {CONTROL} else chosen)
    elif row.act == "length":
        after_it = next_of(tuple(LENGTH_WORDS), edition.length)
        edition = replace(edition, length=after_it, sections=None)
    elif row.act == "final":
        edition = replace(edition, final=not edition.final)
    elif row.act == "posts":
        edition = replace(edition, posts=not edition.posts)
    elif row.act == "client":
        edition = replace(edition, client=not edition.client)
    elif row.act in ("place", "doubtful"):
        edition = replace(edition, decided=_decided(edition, row))
    return choices._replace(edition=edition)


def still_decided(choices: Choices, checks: Sequence[Check]) -> Choices:
    """The choices without decisions about places that are gone: their sentence has changed."""
    marks = frozenset(place.mark for check in checks for place in check.places)
    decided = choices.edition.decided
    kept = Decisions(decided.replace & marks, decided.keep & marks)
    return choices._replace(edition=replace(choices.edition, decided=kept))


def check_of_row(checks: Sequence[Check], row: MenuRow) -> Check:
    """What a row warns of, with where it is mended."""
    if row.act == "check":
        return next(check for check in checks if check.code == row.about)
    places = (place for check in checks for place in check.places)
    place = next(place for place in places if place.mark == row.about)
    return Check("names", place.before, 1, *mended_at(place))


def _decided(edition: Edition, row: MenuRow) -> Decisions:
    """The decisions after one place was turned over: kept as typed, or replaced after all."""
    decided, mark = edition.decided, frozenset([row.about])
    if row.act == "place":
        return decided._replace(keep=decided.keep ^ mark)
    return decided._replace(replace=decided.replace ^ mark)
