"""What the dashboard paints: the honesty numbers, a painter of rows for each view, the side, a detail.

The honesty numbers stand together because one of them alone deceives: what is confirmed by evidence,
what is declared, how much was asked, how much evidence was seen.
"""

from fractions import Fraction

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import next_best
from gapwizard.domain.concerns import Concern, concern_word, concerns
from gapwizard.domain.diagnosis import Diagnosis, Maturity, Step
from gapwizard.domain.figures import (
    NOTHING,
    one_decimal,
    percent,
    percent_word,
    percentage,
    with_sign,
)
from gapwizard.domain.overview import moved_by, overview, points_below, profile
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.readiness import Rule, Tier
from gapwizard.domain.scale import TOP_LEVEL, Grade, Rating
from gapwizard.domain.sentences import rule_sentence
from gapwizard.domain.visible import one_line
from gapwizard.domain.words import grade_word, ready_word
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.text import (
    DIM,
    MARKS,
    STRONG,
    bar,
    cut,
    line,
    mark,
    padded,
    plain,
    right,
    wrapped,
)

VIEWS = {
    "bars": N_("Bars"),
    "heat": N_("Heatmap"),
    "first": N_("To do first"),
    "quality": N_("Data quality"),
    "maturity": N_("Maturity"),
    "readiness": N_("Readiness"),
    "groups": N_("Groups"),
}


def figures(
    diagnosis: Diagnosis, baseline: Diagnosis | None, view: str, width: int
) -> list[Content]:
    """The honesty numbers side by side, then range, findings, readiness and target."""
    overall = diagnosis.overall
    level = one_decimal(diagnosis.maturity)
    parts: list[str | tuple[str, str]] = [
        (_("Confirmed {share}").format(share=percentage(overall.confirmed)), STRONG),
        _("declared {share}").format(share=percentage(overall.declared)),
        _("complete {share}").format(share=percentage(overall.completeness)),
        _("seen {share}").format(share=percentage(overall.evidence_backed)),
        _("indicative maturity {level}").format(level=NOTHING if level is None else level),
    ]
    first = plain(" ")
    for part in parts:
        first += line(part, "  ")
    second = [_range(diagnosis), _findings(diagnosis)]
    if diagnosis.assessment.about.later:
        words = _("this round {share}")
        second.append(words.format(share=percentage(diagnosis.this_round.confirmed)))
    second += filter(None, [_since(diagnosis, baseline)])
    below = _below(diagnosis)
    third = [*_stages(diagnosis), below]
    if view == "maturity":
        second, third = [*second, below], _levels(diagnosis)
    return [first, *(cut(plain(" " + "   ".join(row)), width) for row in (second, third))]


def _below(diagnosis: Diagnosis) -> str:
    """The target, and how many of the leaf clauses with a level stand under it."""
    seen, target = profile(diagnosis), diagnosis.assessment.about.target
    if not any(seen.levels):
        return _("target {target}: no level given").format(target=target)
    return _("target {target}: {count} below").format(target=target, count=seen.below)


def views(diagnosis: Diagnosis) -> list[str]:
    """The views there are: groups only where the questionnaire has some."""
    return [name for name in VIEWS if name != "groups" or diagnosis.questionnaire.views]


def tabs(diagnosis: Diagnosis, view: str) -> Content:
    """Name the views, the one shown in brackets."""
    row = plain(" ")
    for name in views(diagnosis):
        words = VIEWS[name]
        tab = line((f"[{_(words)}] ", STRONG)) if name == view else plain(f" {_(words)}  ", DIM)
        row += clickable(tab, "look", name)
    return row


def _range(diagnosis: Diagnosis) -> str:
    overall = diagnosis.overall
    if overall.answered == overall.applicable:
        coarse = len(next_best.as_a_whole(diagnosis))
        return _("{count} only as a whole").format(count=coarse) if coarse else _("all asked")
    low, high = percentage(overall.confirmed), percentage(overall.ceiling)
    return _("{low} to {high} once all is asked").format(low=low, high=high)


def _findings(diagnosis: Diagnosis) -> str:
    majors, minors, ofi = (
        len(diagnosis.graded(grade)) for grade in (Grade.MAJOR, Grade.MINOR, Grade.OFI)
    )
    words = _("{majors} major, {minors} minor, {ofi} OFI")
    return words.format(majors=majors, minors=minors, ofi=ofi)


def _since(diagnosis: Diagnosis, baseline: Diagnosis | None) -> str:
    """Say how far the whole moved since last time."""
    if baseline is None:
        return ""
    now, then = diagnosis.overall.confirmed, baseline.overall.confirmed
    if now is None or then is None:
        return ""
    return _("since last time {points}").format(points=change(now - then))


def change(moved: Fraction | None) -> str:
    """A change in points with its sign, empty for none."""
    return "" if moved is None else with_sign(moved)


def _stages(diagnosis: Diagnosis) -> list[str]:
    readiness = diagnosis.readiness
    if readiness is None:
        return []
    return [
        _("stage 1: {verdict}").format(verdict=ready_word(readiness.stage1.verdict)),
        _("stage 2: {verdict}").format(verdict=ready_word(readiness.stage2.verdict)),
    ]


def _levels(diagnosis: Diagnosis) -> list[str]:
    """Say how many leaf clauses stand at each level."""
    seen = profile(diagnosis)
    counts = "  ".join(i18n.labelled(level, count) for level, count in enumerate(seen.levels))
    words = _("leaf clauses at level  {counts}  none: {none}")
    return [words.format(counts=counts, none=seen.unclaimed)]


def side(diagnosis: Diagnosis, view: str, width: int) -> list[Content]:
    """What stands beside the rows in a wide window: what the view itself does not show."""
    parts = {
        "first": _side_first(diagnosis, width),
        "maturity": _side_profile(diagnosis),
        "quality": _side_quality(diagnosis, width),
        "readiness": _side_readiness(diagnosis, width),
    }
    rows: list[Content] = []
    for name, part in parts.items():
        if name != view and part:
            rows += [*part, plain("")]
    return rows


def _side_first(diagnosis: Diagnosis, width: int) -> list[Content]:
    rows = [line((" " + _("What to do first"), STRONG))]
    for step in diagnosis.first_steps:
        title = one_line(diagnosis.questionnaire.clause[step.clause].title)
        name = padded(plain(f"{step.clause} {title}"), width - 9)
        rows.append(line(" ", name, f" +{percent(step.gain)}"))
    return rows


def _side_profile(diagnosis: Diagnosis) -> list[Content]:
    """Draw how many leaf clauses stand at each level, the highest above."""
    seen = profile(diagnosis)
    most = max((*seen.levels, seen.unclaimed, 1))
    rows = [line((" " + _("Leaf clauses by maturity level"), STRONG))]
    counts = [*reversed([*enumerate(seen.levels)])]
    for level, count in counts:
        rows.append(plain(f"  {level} {bar(Fraction(count, most), 20)} {count}"))
    rows.append(plain("  " + _("- no level yet: {count}").format(count=seen.unclaimed)))
    return rows


def _side_quality(diagnosis: Diagnosis, width: int) -> list[Content]:
    rows = [line((" " + _("Data quality"), STRONG))]
    for one in concerns(diagnosis):
        if one.number:
            words = plain(concern_word(one.code))
            rows.append(line(f" {one.number:>4} ", cut(words, width - 7)))
    return rows if len(rows) > 1 else [*rows, plain("  " + _("nothing to warn of"))]


def _side_readiness(diagnosis: Diagnosis, width: int) -> list[Content]:
    readiness, rows = diagnosis.readiness, list[Content]()
    if readiness is None:
        return rows
    for name_of, stage in ((_("Stage 1"), readiness.stage1), (_("Stage 2"), readiness.stage2)):
        said = i18n.labelled(name_of, ready_word(stage.verdict))
        rows.append(line((f" {said}", STRONG)))
        for rule in stage.failing[:5]:  # two stages of five rules leave room; its view has all
            rows += [line("  ", row) for row in wrapped(f"- {rule_sentence(rule)}", width - 4, 2)]
    return rows


NPLF = (Rating.N, Rating.P, Rating.L, Rating.F, Rating.NA)
BAR = 10
"""Cells of a bar."""
FIXED = 54
"""Cells of a row of the bars beside the clause's name."""
NARROW = 76
"""Cells below which a row has no bar: its figure says the same."""
LEVEL = 11
"""Cells of a maturity level."""
CHANGE = 7
"""Cells of the change since last time."""
HEADS = {
    "heat": N_("Clause, a letter per question: N P L F  ? don't know  - N/A  . not asked"),
    "first": N_("Points to gain in overall conformity, open questions, worst grade, actions"),
    "quality": N_("What the reader of the figures has to know; Enter shows the questions"),
    "readiness": N_("Rules of readiness, failing first: stage, what was found, what is needed"),
    "groups": N_("The same answers grouped otherwise: confirmed, questions asked, findings"),
}
_TIERS: dict[Tier, str] = {
    "asked": N_("needed for any verdict"),
    "hard": N_("must hold, or it is not ready"),
    "ready": N_("needed for ready"),
    "conditional": N_("needed for conditionally ready"),
}


def head(view: str, width: int, *, compared: bool) -> Content:
    """The head of the rows of a view."""
    if view == "bars":
        name = padded(plain(_("Clause")), _name_cells(width, compared=compared))
        counts = "".join(f" {word:>2}" for word in ("N", "P", "L", "F", "NA"))
        words = line(
            "  ",
            name,
            right(plain(_("Conf")), 5),
            " " * (BAR + 4 if width >= NARROW else 1),
            right(plain(_("Mat")), 4),
            right(plain(_("change")), CHANGE) if compared else "",
            f"{counts}  ",
            _("Findings"),
        )
        return words.stylize(DIM)
    if view == "maturity":
        name = padded(plain("  " + _("# confirmed  + claimed  | target")), _level_cells(width) + 10)
        heads = (_("Claimed"), _("Confirmed"), _("Target"), _("Gap"))
        return line(name, *(padded(plain(word), LEVEL) for word in heads)).stylize(DIM)
    return plain(f"  {_(HEADS[view])}", DIM)


def _name_cells(width: int, *, compared: bool) -> int:
    room = width - FIXED - (CHANGE if compared else 0)
    return max(12, room + (0 if width >= NARROW else BAR + 3))


def bar_row(diagnosis: Diagnosis, baseline: Diagnosis | None, name: str, width: int) -> Content:
    """One clause as a bar with its figures."""
    seen, compared = overview(diagnosis, name), baseline is not None
    level = one_decimal(seen.maturity)
    counts = "".join(f" {seen.ratings[rating]:2}" for rating in NPLF)
    title = one_line(diagnosis.questionnaire.clause[name].title)
    moved = change(moved_by(diagnosis, baseline, name)) or "-"
    drawn = bar(seen.confirmed, BAR)
    if seen.confirmed is None:
        empty = padded(plain(_("not asked")), BAR)
        drawn = f"[{empty}]"
    drawn = f"{drawn} " if width >= NARROW else ""
    counted = ((seen.majors, _("{count} MAJ")), (seen.minors, _("{count} min")))
    found = [words.format(count=count) for count, words in counted if count]
    return line(
        "  ",
        padded(plain(f"{name:<4} {title}"), _name_cells(width, compared=compared)),
        f"{percentage(seen.confirmed):>5} {drawn}{'--' if level is None else level:>4}",
        f"{moved:>{CHANGE}}" if compared else "",
        f"{counts}  ",
        (" ".join(found) or "-", "$text-error" if seen.majors else ""),
    )


def heat_row(diagnosis: Diagnosis, name: str) -> Content:
    """One leaf clause with a letter per question."""
    row = padded(plain(f"  {name} {one_line(diagnosis.questionnaire.clause[name].title)}"), 34)
    for point in diagnosis.clauses[name].points:
        row += line(" ") + mark(letter(point))
    return row


def letter(point: Point) -> str:
    """The letter of a question: its rating, `-` where it does not apply, `.` while open."""
    if point.rating is not None:
        return MARKS[point.rating]
    return "." if point.standing is Standing.OPEN else "-"


def step_row(
    diagnosis: Diagnosis, rank: int, step: Step, actions: list[str], width: int
) -> Content:
    """One thing to do with what it gains and which actions deal with it."""
    grade = grade_word(step.grade) if step.grade is not None else "-"
    title = one_line(diagnosis.questionnaire.clause[step.clause].title)
    name = padded(plain(f"{step.clause} {title}"), max(20, width - 42))
    figures = f" +{percent(step.gain):<5} {len(step.open_points):>3}  "
    return line(f"  {rank:>3}  ", name, figures, padded(plain(grade), 11), " ".join(actions) or "-")


def concern_row(concern: Concern) -> Content:
    """One concern with how many questions or findings it has."""
    words = f"  {concern.number:>5}  {concern_word(concern.code)}"
    return plain(words, "" if concern.number else DIM)


def maturity_row(diagnosis: Diagnosis, name: str, width: int) -> Content:
    """One leaf clause with its levels against the target."""
    maturity = diagnosis.clauses[name].maturity
    title = one_line(diagnosis.questionnaire.clause[name].title)
    cells = padded(plain(f"  {name} {title}"), _level_cells(width))
    if maturity is None:
        return cells
    levels = (maturity.claimed, maturity.confirmed, maturity.target, maturity.gap)
    figures = "".join(f"{'-' if level is None else level:<{LEVEL}}" for level in levels)
    return line(cells, f" {_drawn(maturity)} ", (figures, "" if maturity.gap else DIM))


def _level_cells(width: int) -> int:
    return max(20, width - 10 - 4 * LEVEL)


def _drawn(maturity: Maturity) -> str:
    """Draw levels 1 to 5: `[#++|..]`, confirmed 1, claimed 3, target 3."""
    drawn = "|" if maturity.target == 0 else ""
    for level in range(1, TOP_LEVEL + 1):
        confirmed = level <= (maturity.confirmed or 0)
        drawn += "#" if confirmed else "+" if level <= (maturity.claimed or 0) else "."
        if level == maturity.target:
            drawn += "|"
    return f"[{drawn}]"


def rule_row(stage: int, rule: Rule) -> Content:
    """One readiness rule and whether it holds."""
    state = _("HOLDS") if rule.holds else _("FAILS")
    style = DIM if rule.holds else "" if rule.tier == "conditional" else "$text-error"
    words = padded(plain(state, style), 7)
    return line(f"  {stage}  ", words, rule_sentence(rule))


def clause_words(diagnosis: Diagnosis, name: str) -> str:
    """Say what is open below a clause."""
    points = points_below(diagnosis, name)
    scores = diagnosis.clauses[name].scores
    words = _(
        "{name} {title}: {open} of {all} questions have something open; confirmed {confirmed}, "
        "declared {declared}, asked {answered} of {applicable}"
    )
    return words.format(
        name=name,
        title=one_line(diagnosis.questionnaire.clause[name].title),
        open=sum(point.to_do for point in points),
        all=len(points),
        confirmed=percent_word(scores.confirmed_if_asked),
        declared=percent_word(scores.declared),
        answered=scores.answered,
        applicable=scores.applicable,
    )


def level_words(diagnosis: Diagnosis, name: str) -> str:
    """The statements of the confirmed and the target level of a leaf clause."""
    clause, maturity = diagnosis.questionnaire.clause[name], diagnosis.clauses[name].maturity
    statements = diagnosis.questionnaire.levels_of(clause)
    if maturity is None or len(statements) <= TOP_LEVEL:
        return clause_words(diagnosis, name)
    words = _("target {level}: {statement}").format(
        level=maturity.target, statement=statements[maturity.target]
    )
    if maturity.confirmed is None:
        return words
    now = _("now {level}: {statement}").format(
        level=maturity.confirmed, statement=statements[maturity.confirmed]
    )
    return f"{now}  {words}"


def rule_words(rule: Rule) -> str:
    """The whole sentence of a rule and what it decides."""
    return i18n.with_aside(rule_sentence(rule), _(_TIERS[rule.tier]))
