"""Two clauses and an audited organisation, for the tests of readiness."""

from datetime import date
from typing import Any

from cases.rules import TODAY, all_of, answer, asked, diagnosed, leaf, question, several
from gapwizard.domain.readiness import Rule, Stage

Dict = dict[str, Any]
AUDITED: Dict = {
    "internal_audit_date": date(2026, 3, 1),
    "internal_audit_clauses": ["4", "8"],
    "management_review_date": date(2026, 3, 15),
    "records_since": date(2025, 12, 1),
}
FULL = {**all_of("4", ["F3"]), **all_of("8", ["F3"])}
OWNED = {"owner": "service desk lead", "due": date(2026, 8, 1)}


def two(four: Dict | None = None, eight: Dict | None = None, **more: object) -> Dict:
    """A questionnaire of clauses 4 and 8 whose stage 1 looks at clause 4."""
    clauses = (four or several("4", 1), eight or several("8", 1))
    return asked(*clauses, readiness={"stage1_clauses": ["4"]}, **more)


def stages(data: Dict, *, today: date = TODAY, **tables: Dict) -> tuple[Stage, Stage]:
    """Both stages; where nothing else is said all is well and audited."""
    judged = diagnosed(data, today=today, **{"about": AUDITED, "answers": FULL, **tables}).readiness
    assert judged is not None
    return judged.stage1, judged.stage2


def weighted(clause: str, thirds: int) -> tuple[Dict, Dict]:
    """A leaf clause of weight 100 and answers that confirm `thirds` of its 300, none below P."""
    full, largely = divmod(thirds - 100, 2)
    shares = {"F": full, "L": largely, "P": 100 - full - largely}
    used = [(f"{clause}-{rating}", rating, weight) for rating, weight in shares.items() if weight]
    questions = [question(name, weight=weight) for name, _rating, weight in used]
    return leaf(clause, *questions), {name: answer(f"{rating}3") for name, rating, _ in used}


def one_rule(stage: Stage, code: str, tier: str = "hard") -> Rule:
    """The one rule of a code and tier."""
    (rule,) = [rule for rule in stage.rules if (rule.code, rule.tier) == (code, tier)]
    return rule


def about(**changes: object) -> Dict:
    """What an audited assessment knows of itself, with changes."""
    return {**AUDITED, **changes}
