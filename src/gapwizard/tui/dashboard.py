"""What the dashboard paints: figures, bars, the heatmap of letters, what to do first."""

from textual.content import Content

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import overview, quality
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import Grade, Rating, one_decimal, percent
from gapwizard.i18n import N_, _
from gapwizard.tui.text import (
    DIM,
    MARKS,
    STRONG,
    bar,
    line,
    mark,
    padded,
    percentage,
    plain,
    wrapped,
)

NPLF = (Rating.N, Rating.P, Rating.L, Rating.F)
HEADS = {
    "bars": N_("Clause                    Conf                Mat   N   P   L   F Findings"),
    "heat": N_("Clause, a letter per question: N P L F  ? don't know  - N/A  . not asked"),
    "first": N_("What to do first: points to gain in overall conformity"),
}


def figures(diagnosis: Diagnosis, view: str, width: int) -> list[Content]:
    """Give the honesty numbers side by side, findings, readiness and the head of the rows."""
    overall = diagnosis.overall
    level = one_decimal(diagnosis.maturity)
    parts: list[str | tuple[str, str]] = [
        (_("Confirmed {share}").format(share=percentage(overall.confirmed)), STRONG),
        _("declared {share}").format(share=percentage(overall.declared)),
        _("complete {share}").format(share=percentage(overall.completeness)),
        _("seen {share}").format(share=percentage(overall.evidence_backed)),
        _("indicative maturity {level}").format(level="--" if level is None else level),
    ]
    first = plain(" ")
    for part in parts:
        first += line(part, "  ")
    second = f" {_range(diagnosis)}   {_findings(diagnosis)}"
    head = padded(plain(f"  {_(HEADS[view])}", DIM), width)
    return [first, plain(second), plain(f" {_stages(diagnosis)}"), head]


def _range(diagnosis: Diagnosis) -> str:
    overall = diagnosis.overall
    if overall.answered == overall.applicable:
        return _("all asked")
    low, high = percentage(overall.confirmed), percentage(overall.ceiling)
    return _("{low} to {high} once all is asked").format(low=low, high=high)


def _findings(diagnosis: Diagnosis) -> str:
    majors, minors, ofi = (
        len(diagnosis.graded(grade)) for grade in (Grade.MAJOR, Grade.MINOR, Grade.OFI)
    )
    words = _("{majors} major, {minors} minor, {ofi} OFI")
    return words.format(majors=majors, minors=minors, ofi=ofi)


def _stages(diagnosis: Diagnosis) -> str:
    readiness = diagnosis.readiness
    if readiness is None:
        return ""
    one, two = (wording.ready_word(s.verdict) for s in (readiness.stage1, readiness.stage2))
    return _("stage 1: {one}   stage 2: {two}").format(one=one, two=two)


def bar_row(diagnosis: Diagnosis, name: str) -> Content:
    """Give one clause as a bar with its figures."""
    seen = overview(diagnosis, name)
    level = one_decimal(seen.maturity)
    counts = "".join(f"{seen.ratings[rating]:4}" for rating in NPLF)
    words = [f"{seen.majors} MAJ"] * bool(seen.majors) + [f"{seen.minors} min"] * bool(seen.minors)
    title = diagnosis.questionnaire.clause[name].title
    return line(
        "  ",
        padded(plain(f"{name:<4} {title}"), 24),
        f"{percentage(seen.confirmed):>5} {bar(seen.confirmed, 12)}",
        f" {'--' if level is None else level:>4} {counts} ",
        (" ".join(words) or "-", "$text-error" if seen.majors else ""),
    )


def heat_row(diagnosis: Diagnosis, name: str) -> Content:
    """Give one leaf clause with a letter per question."""
    row = padded(plain(f"  {name} {diagnosis.questionnaire.clause[name].title}"), 34)
    for point in diagnosis.clauses[name].points:
        row += line(" ") + mark(letter(point))
    return row


def letter(point: Point) -> str:
    """Give the letter of a question: its rating, `-` where it does not apply, `.` while open."""
    if point.rating is not None:
        return MARKS[point.rating]
    return "." if point.standing is Standing.OPEN else "-"


def step_row(diagnosis: Diagnosis, index: int) -> Content:
    """Give one thing to do with what it gains."""
    step = diagnosis.steps[index]
    grade = wording.grade_word(step.grade) if step.grade is not None else "-"
    title = diagnosis.questionnaire.clause[step.clause].title
    name = padded(plain(f"{step.clause} {title}"), 46)
    return line(f"  {index + 1:>3}  ", name, f" +{percent(step.gain)}  {grade}")


def side(diagnosis: Diagnosis, width: int, height: int) -> list[Content]:
    """Give what stands beside the rows in a wide window."""
    rows = [line((" " + _("What to do first"), STRONG))]
    for step in diagnosis.steps[:8]:
        title = diagnosis.questionnaire.clause[step.clause].title
        name = padded(plain(f"{step.clause} {title}"), width - 12)
        rows.append(line(" ", name, f" +{percent(step.gain)}"))
    readiness = diagnosis.readiness
    if readiness is not None:
        for name_of, stage in ((_("Stage 1"), readiness.stage1), (_("Stage 2"), readiness.stage2)):
            verdict = wording.ready_word(stage.verdict)
            rows += [plain(""), line((f" {name_of}: {verdict}", STRONG))]
            for rule in stage.failing[:5]:
                sentence = f"- {wording.rule_sentence(rule)}"
                rows += [line("  ", row) for row in wrapped(sentence, width - 4, 2)]
    rows += [plain(""), line((" " + _("Data quality"), STRONG))]
    rows += [line("  ", row) for row in wrapped(_quality(diagnosis), width - 4, 3)]
    return rows[:height]


def _quality(diagnosis: Diagnosis) -> str:
    seen = quality(diagnosis)
    return _(
        "not asked {open}, claimed only {claimed}, don't know {unknown}, in bulk {bulk}, "
        "contradictions {against}"
    ).format(
        open=seen.not_asked,
        claimed=seen.claimed,
        unknown=seen.unknown,
        bulk=seen.bulk,
        against=seen.contradictions,
    )
