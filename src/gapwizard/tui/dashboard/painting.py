"""What the dashboard paints around its rows: the honesty numbers, the views, the side, a detail."""

from collections.abc import Sequence
from fractions import Fraction

from textual.content import Content

from gapwizard.domain import wording
from gapwizard.domain.concerns import concern_word, concerns
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import one_decimal, percent, percentage
from gapwizard.domain.overview import profile
from gapwizard.domain.roadmap import Moved
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import one_line
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.text import DIM, STRONG, bar, cut, line, padded, plain, wrapped

VIEWS = {
    "bars": N_("Bars"),
    "heat": N_("Heatmap"),
    "first": N_("To do first"),
    "quality": N_("Data quality"),
    "maturity": N_("Maturity"),
    "readiness": N_("Readiness"),
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
        _("indicative maturity {level}").format(level="--" if level is None else level),
    ]
    first = plain(" ")
    for part in parts:
        first += line(part, "  ")
    second = [_range(diagnosis), _findings(diagnosis)]
    if diagnosis.assessment.about.later:
        share = percentage(diagnosis.this_round.confirmed)
        second.append(_("this round {share}").format(share=share))
    if since := _since(diagnosis, baseline):
        second.append(since)
    below = _("target {target}: {count} below").format(
        target=diagnosis.assessment.about.target, count=profile(diagnosis).below
    )
    third = [*_stages(diagnosis), below]
    if view == "maturity":
        second, third = [*second, below], _levels(diagnosis)
    return [first, *(cut(plain(" " + "   ".join(row)), width) for row in (second, third))]


def tabs(view: str) -> Content:
    """Name the views, the one shown in brackets."""
    row = plain(" ")
    for name, words in VIEWS.items():
        row += line((f"[{_(words)}] ", STRONG)) if name == view else plain(f" {_(words)}  ", DIM)
    return row


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
    figure = percent(moved)
    return "" if figure is None else f"{figure:+.1f}"


def _stages(diagnosis: Diagnosis) -> list[str]:
    readiness = diagnosis.readiness
    if readiness is None:
        return []
    return [
        _("stage 1: {verdict}").format(verdict=wording.ready_word(readiness.stage1.verdict)),
        _("stage 2: {verdict}").format(verdict=wording.ready_word(readiness.stage2.verdict)),
    ]


def _levels(diagnosis: Diagnosis) -> list[str]:
    """Say how many leaf clauses stand at each level."""
    seen = profile(diagnosis)
    counts = "  ".join(f"{level}: {count}" for level, count in enumerate(seen.levels))
    words = _("leaf clauses at level  {counts}  none: {none}")
    return [words.format(counts=counts, none=seen.unclaimed)]


def effect(title: str, moved: Sequence[Moved], width: int) -> list[Content]:
    """The figures before and after a what-if; those that move stand out."""
    rows = [cut(line(" ", (title, STRONG)), width)]
    for row in moved:
        style = STRONG if row.changed else DIM
        label, before = padded(plain(row.label, style), 26), padded(plain(row.before, style), 22)
        rows.append(line(" ", label, before, ("-> ", DIM), (row.after, style)))
    return rows


def side(diagnosis: Diagnosis, view: str, width: int, height: int) -> list[Content]:
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
    return rows[:height]


def _side_first(diagnosis: Diagnosis, width: int) -> list[Content]:
    rows = [line((" " + _("What to do first"), STRONG))]
    for step in diagnosis.steps[:6]:
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
        rows.append(line((f" {name_of}: {wording.ready_word(stage.verdict)}", STRONG)))
        for rule in stage.failing[:5]:
            sentence = f"- {wording.rule_sentence(rule)}"
            rows += [line("  ", row) for row in wrapped(sentence, width - 4, 2)]
    return rows
