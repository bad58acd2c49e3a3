"""The rules of diagnosis, a second time: naive, slow, on plain dicts, from the written rules alone.

It shares no line with the domain and imports none of it. `questionnaire` is the file format;
`assessment` holds `about`, `facts` (trigger: bool), `answers`, `maturity` (clause: level),
`documents` and `findings`. Every figure is a Fraction or an int; nothing is rounded.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

Dict = dict[str, Any]
VALUE = {"N": 0, "P": 1, "L": 2, "F": 3, "?": 0}
RANK = {None: 0, "strength": 0, "ofi": 1, "minor": 2, "major": 3}


# --- the questionnaire as lists -------------------------------------------------------------


def leaves(questionnaire: Dict) -> list[Dict]:
    return [clause for clause in questionnaire["clauses"] if clause.get("questions")]


def questions(questionnaire: Dict) -> list[Dict]:
    return [question for leaf in leaves(questionnaire) for question in leaf["questions"]]


def leaf_of(questionnaire: Dict, question: str) -> str:
    for leaf in leaves(questionnaire):
        if question in [one["id"] for one in leaf["questions"]]:
            return leaf["id"]
    raise KeyError(question)


def above(questionnaire: Dict, clause: str) -> list[str]:
    """The clause itself and everything over it."""
    parents = {one["id"]: one.get("parent") for one in questionnaire["clauses"]}
    chain = [clause]
    while parents[chain[-1]] is not None:
        chain.append(parents[chain[-1]])
    return chain


def inside(questionnaire: Dict, clause: str | None, tops: list[str]) -> bool:
    return clause is not None and bool(set(above(questionnaire, clause)) & set(tops))


def questions_below(questionnaire: Dict, clause: str) -> list[Dict]:
    return [
        question
        for leaf in leaves(questionnaire)
        if clause in above(questionnaire, leaf["id"])
        for question in leaf["questions"]
    ]


# --- one answer -----------------------------------------------------------------------------


def is_no(questionnaire: Dict, assessment: Dict, trigger: str) -> bool:
    if assessment["facts"].get(trigger) is False:
        return True
    needs = {one["id"]: one.get("needs") for one in questionnaire["triggers"]}[trigger]
    return needs is not None and is_no(questionnaire, assessment, needs)


def applicable(questionnaire: Dict, assessment: Dict, question: Dict) -> bool:
    triggers = question.get("depends_on", [])
    if by_fact(questionnaire, assessment, question):
        return False
    if not triggers and questionnaire.get("na", "facts") == "facts":
        return True
    answer = assessment["answers"].get(question["id"], {})
    return not (answer.get("rating") == "NA" and answer.get("reason", "").strip())


def by_fact(questionnaire: Dict, assessment: Dict, question: Dict) -> bool:
    triggers = question.get("depends_on", [])
    return bool(triggers) and all(is_no(questionnaire, assessment, one) for one in triggers)


def answered(questionnaire: Dict, assessment: Dict, question: Dict) -> bool:
    rating = assessment["answers"].get(question["id"], {}).get("rating")
    return rating in VALUE and applicable(questionnaire, assessment, question)


def strength(answer: Dict) -> int:
    if answer.get("strength") is not None:
        return int(answer["strength"])
    kinds = [item["kind"] for item in answer.get("evidence", [])]
    sampled = any(
        item["kind"] == "record" and item.get("sample") and enough(*item["sample"])
        for item in answer.get("evidence", [])
    )
    if sampled and ("document" in kinds or "observed" in kinds):
        return 3
    return 2 if set(kinds) & {"document", "record", "observed"} else 1


def enough(n: int, of: int) -> bool:
    """Whether n of N records are a sufficient sample: the smallest root that reaches N."""
    root = next(number for number in range(1, of + 1) if number * number >= of)
    return n >= min(of, 25, max(3, root))


def not_found(question: Dict, answer: Dict) -> bool:
    return bool(question.get("documented")) and strength(answer) == 0


def counted(question: Dict, answer: Dict) -> int:
    caps = [[1, 2, 3, 3][strength(answer)]]
    if question.get("documented") and strength(answer) <= 1:
        caps.append(1)
    if answer.get("other_party") and not answer.get("control"):
        caps.append(1)
    return min(VALUE[answer["rating"]], *caps)


def point_grade(question: Dict, answer: Dict) -> str | None:
    rating, key = answer["rating"], question.get("key", False)
    if question.get("preparation"):
        return None
    if rating == "?" and not not_found(question, answer):
        return None
    if rating == "N" or not_found(question, answer):
        return "major" if key else "minor"
    if rating == "P":
        return "major" if key and answer.get("recurring") else "minor"
    if rating == "L":
        if answer.get("lapse"):
            return "minor"
        described = answer.get("observation", "").strip() and not answer.get("bulk")
        return "ofi" if described else None
    return None


def undescribed(question: Dict, answer: Dict) -> bool:
    """A weakness that was rated one by one and that nobody described."""
    return (
        answer["rating"] == "L"
        and not question.get("preparation")
        and not answer.get("bulk")
        and point_grade(question, answer) is None
    )


def evidence_gap(question: Dict, answer: Dict) -> bool:
    graded = not_found(question, answer) and not question.get("preparation")
    return counted(question, answer) < VALUE[answer["rating"]] and not graded


# --- scores of a set ------------------------------------------------------------------------


def band(x: Fraction) -> str:
    for name, limit in (("N", 15), ("P", 50), ("L", 85)):
        if x * 100 <= limit:
            return name
    return "F"


def scores(questionnaire: Dict, assessment: Dict, chosen: list[Dict]) -> Dict:
    apply = [one for one in chosen if applicable(questionnaire, assessment, one)]
    done = [one for one in apply if answered(questionnaire, assessment, one)]
    found: Dict = {"questions": len(chosen), "applicable": len(apply), "answered": len(done)}
    blank = dict.fromkeys(
        ("completeness", "declared", "confirmed", "ceiling", "band", "evidence_backed")
    )
    if not apply:
        return found | blank
    answer = assessment["answers"]
    weight: Callable[[Dict], int] = lambda one: one.get("weight", 1)  # noqa: E731
    whole = sum(3 * weight(one) for one in apply)
    got = sum(weight(one) * counted(one, answer[one["id"]]) for one in done)
    open_ = sum(3 * weight(one) for one in apply if one not in done)
    found |= blank | {"completeness": Fraction(len(done), len(apply))}
    if whole:
        found["confirmed"] = Fraction(got, whole)
        found["ceiling"] = Fraction(got + open_, whole)
    if done:
        backed = sum(strength(answer[one["id"]]) >= 2 for one in done)
        found["evidence_backed"] = Fraction(backed, len(done))
    weighed = sum(3 * weight(one) for one in done)
    if weighed:
        said = sum(weight(one) * VALUE[answer[one["id"]]["rating"]] for one in done)
        found["declared"] = Fraction(said, weighed)
        found["band"] = band(found["confirmed"])
    return found


def maturity(questionnaire: Dict, assessment: Dict, leaf: Dict) -> Dict:
    claimed = assessment["maturity"].get(leaf["id"])
    about = assessment["about"]
    target = about.get("targets", {}).get(leaf["id"], about.get("target", 3))
    leaf_band = scores(questionnaire, assessment, leaf["questions"])["band"]
    confirmed = None
    if claimed is not None and leaf_band is not None:
        confirmed = min(claimed, {"N": 0, "P": 0, "L": 1, "F": 5}[leaf_band])
    gap = None if confirmed is None else max(0, target - confirmed)
    return {"claimed": claimed, "confirmed": confirmed, "target": target, "gap": gap}


def overall_maturity(questionnaire: Dict, assessment: Dict) -> Fraction | None:
    levels = [
        maturity(questionnaire, assessment, leaf)["confirmed"] for leaf in leaves(questionnaire)
    ]
    known = [level for level in levels if level is not None]
    return Fraction(sum(known), len(known)) if known else None


# --- points, nonconformities ----------------------------------------------------------------


def all_points(questionnaire: Dict, assessment: Dict) -> dict[str, str]:
    """The grade of every point, by question."""
    found = {}
    for question in questions(questionnaire):
        if answered(questionnaire, assessment, question):
            grade = point_grade(question, assessment["answers"][question["id"]])
            if grade is not None:
                found[question["id"]] = grade
    return found


def referred(questionnaire: Dict, assessment: Dict) -> dict[str, set[str]]:
    """Each mirror point that makes no nonconformity of its own: the leaves it may point to."""
    points = all_points(questionnaire, assessment)
    by_id = {question["id"]: question for question in questions(questionnaire)}
    found: dict[str, set[str]] = {}
    for name, grade in points.items():
        if not by_id[name].get("mirror") or grade == "ofi":
            continue
        home = leaf_of(questionnaire, name)
        others = {
            leaf_of(questionnaire, other)
            for other, other_grade in points.items()
            if other_grade != "ofi"
            and RANK[other_grade] >= RANK[grade]
            and not by_id[other].get("mirror")
            and leaf_of(questionnaire, other) != home
            and set(by_id[other].get("documents", [])) & set(by_id[name].get("documents", []))
        }
        if others:
            found[name] = others
    return found


def systemic(questionnaire: Dict, assessment: Dict, leaf: Dict) -> bool:
    apply = [
        one
        for one in leaf["questions"]
        if applicable(questionnaire, assessment, one) and not one.get("preparation")
    ]
    points = all_points(questionnaire, assessment)
    out = referred(questionnaire, assessment)
    looked_at = [
        one
        for one in apply
        if answered(questionnaire, assessment, one)
        and not assessment["answers"][one["id"]].get("bulk")
        and one["id"] not in out
    ]
    nc = [one for one in looked_at if points.get(one["id"]) in ("major", "minor")]
    low = [one for one in looked_at if assessment["answers"][one["id"]]["rating"] in "NP"]
    return len(apply) >= 3 and len(nc) >= 3 and 2 * len(low) >= len(apply)


def proposed(questionnaire: Dict, assessment: Dict) -> dict[str, Dict]:
    """What the points raise by themselves, splits included, nothing decided yet."""
    points = all_points(questionnaire, assessment)
    out = referred(questionnaire, assessment)
    records = assessment["findings"]
    found: dict[str, Dict] = {}
    for leaf in leaves(questionnaire):
        mine = [one["id"] for one in leaf["questions"] if one["id"] in points]
        nc = [one for one in mine if points[one] != "ofi" and one not in out]
        split = [one for one in nc if f"NC-{one}" in records]
        rest = [one for one in nc if one not in split]
        ofi = [one for one in mine if points[one] == "ofi"]
        if rest:
            bad = any(points[one] == "major" for one in rest)
            grade = "major" if bad or systemic(questionnaire, assessment, leaf) else "minor"
            found[f"NC-{leaf['id']}"] = {"clause": leaf["id"], "questions": rest, "grade": grade}
        for one in split:
            found[f"NC-{one}"] = {"clause": leaf["id"], "questions": [one], "grade": points[one]}
        if ofi:
            found[f"OFI-{leaf['id']}"] = {"clause": leaf["id"], "questions": ofi, "grade": "ofi"}
    return found


def done(record: Dict) -> bool:
    """Whether a gap that was added by hand is closed: no answer could release it."""
    gap = (record.get("grade") or "minor") in ("major", "minor", "ofi")
    return gap and not record.get("set_aside") and record.get("state") in ("closed", "verified")


def findings(questionnaire: Dict, assessment: Dict) -> dict[str, Dict]:
    """Every finding that stands, was set aside, is no longer raised, or was added by hand."""
    raised = proposed(questionnaire, assessment)
    found: dict[str, Dict] = {}
    for name, one in raised.items():
        record = assessment["findings"].get(name, {})
        found[name] = {
            "clause": one["clause"],
            "questions": one["questions"],
            "proposed_grade": one["grade"],
            "grade": record.get("grade") or one["grade"],
            "counts": not record.get("set_aside"),
            "owner": record.get("owner") or None,
            "due": record.get("due"),
        }
    for name, record in assessment["findings"].items():
        if name not in raised:
            by_hand = name.startswith("F-")
            found[name] = {
                "clause": record.get("clause"),
                "questions": [],
                "proposed_grade": record.get("grade") if by_hand else None,
                "grade": record.get("grade"),
                "counts": by_hand and not record.get("set_aside") and not done(record),
                "owner": record.get("owner") or None,
                "due": record.get("due"),
            }
    return found


def clause_figures(questionnaire: Dict, assessment: Dict, clause: Dict) -> Dict:
    chosen = questions_below(questionnaire, clause["id"])
    points = all_points(questionnaire, assessment)
    ids = [one["id"] for one in chosen]
    counts = {
        grade: sum(points.get(one) == grade for one in ids) for grade in ("major", "minor", "ofi")
    }
    counts["evidence_gap"] = sum(
        evidence_gap(one, assessment["answers"][one["id"]])
        for one in chosen
        if answered(questionnaire, assessment, one)
    )
    counts["undescribed"] = sum(
        undescribed(one, assessment["answers"][one["id"]])
        for one in chosen
        if answered(questionnaire, assessment, one)
    )
    standing = [
        one["grade"]
        for one in findings(questionnaire, assessment).values()
        if one["counts"] and inside(questionnaire, one["clause"], [clause["id"]])
    ]
    worst = max(standing, key=lambda grade: RANK[grade], default=None)
    leaf = bool(clause.get("questions"))
    return {
        "scores": scores(questionnaire, assessment, chosen),
        "points": counts,
        "systemic": leaf and systemic(questionnaire, assessment, clause),
        "grade": worst if RANK[worst] else None,
        "maturity": maturity(questionnaire, assessment, clause) if leaf else None,
    }


# --- documents ------------------------------------------------------------------------------


def state_of(assessment: Dict, document: str) -> str:
    """The document's own state, or that of the one which holds it at the end of the chain."""
    record = assessment["documents"].get(document, {})
    if record.get("held_in"):
        return state_of(assessment, record["held_in"])
    return str(record.get("state", "unknown"))


def begins_with(text: str, document: str) -> bool:
    """Whether a text begins with a document's id, and not merely with a longer one's."""
    after = text[len(document) : len(document) + 1]
    return text.startswith(document) and not (after.isalnum() or after in ("-", "_"))


def seen(assessment: Dict, document: str) -> bool:
    if state_of(assessment, document) in ("draft", "outdated", "current"):
        return True
    return any(
        begins_with(item["text"], document) and item["kind"] != "said"
        for answer in assessment["answers"].values()
        for item in answer.get("evidence", [])
    )


def linked_to(questionnaire: Dict, document: str) -> list[Dict]:
    return [one for one in questions(questionnaire) if document in one.get("documents", [])]


def verdicts(questionnaire: Dict, assessment: Dict, document: Dict) -> list[str]:
    name, obligation = document["id"], document.get("obligation", "good_practice")
    links = linked_to(questionnaire, name)
    if links and not any(applicable(questionnaire, assessment, one) for one in links):
        return ["not_applicable"]
    answer = assessment["answers"]
    done = [
        one
        for one in links
        if answered(questionnaire, assessment, one)
        and (answer[one["id"]]["rating"] != "?" or not_found(one, answer[one["id"]]))
    ]
    done = [one for one in done if not one.get("mirror")] or done
    lacking = [
        answer[one["id"]]["rating"] == "N" or not_found(one, answer[one["id"]]) for one in done
    ]
    weak = [
        bad or answer[one["id"]]["rating"] == "P" for one, bad in zip(done, lacking, strict=True)
    ]
    make = "consider" if obligation == "good_practice" else "create"
    fixed = {
        "absent": [make],
        "draft": ["revise"],
        "outdated": ["revise"],
        "obsolete": ["withdraw", "create"] if obligation == "required" else ["withdraw"],
        "current": ["revise"] if any(weak) else ["keep"],
        "not_needed": ["not_needed"],
    }
    state = state_of(assessment, name)
    if state != "unknown":
        return fixed[state]
    for one in questions(questionnaire):
        if one["id"] == document.get("existence") and answered(questionnaire, assessment, one):
            told = answer[one["id"]]
            if told["rating"] == "N" or not_found(one, told):
                return [make]
    if not done:
        return ["consider" if obligation == "good_practice" else "check"]
    if all(lacking):
        return [make]
    if any(weak):
        return ["revise"]
    return ["keep"] if seen(assessment, name) else ["check"]


def stands(questionnaire: Dict, assessment: Dict, document: Dict) -> bool:
    """Whether a document was seen, is no draft, and is kept or revised."""
    return (
        seen(assessment, document["id"])
        and state_of(assessment, document["id"]) != "draft"
        and verdicts(questionnaire, assessment, document)[0] in ("keep", "revise")
    )


# --- readiness ------------------------------------------------------------------------------


def three_months_before(day: date) -> date:
    """The same day three months earlier; where that month has no such day, its last."""
    year, month = (day.year, day.month - 3) if day.month > 3 else (day.year - 1, day.month + 9)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def unanswered(questionnaire: Dict, assessment: Dict, chosen: list[Dict]) -> int:
    figures = scores(questionnaire, assessment, chosen)
    return int(figures["applicable"]) - int(figures["answered"])


def majors(questionnaire: Dict, assessment: Dict, tops: list[str] | None) -> int:
    return sum(
        one["counts"]
        and one["grade"] == "major"
        and (tops is None or inside(questionnaire, one["clause"], tops))
        for one in findings(questionnaire, assessment).values()
    )


def key_unknown(questionnaire: Dict, assessment: Dict, chosen: list[Dict]) -> bool:
    """Whether a key question among some is answered with don't know."""
    return any(
        one.get("key")
        and answered(questionnaire, assessment, one)
        and assessment["answers"][one["id"]]["rating"] == "?"
        for one in chosen
    )


def kind_of_no(questionnaire: Dict, assessment: Dict, trigger: str) -> str | None:
    """The kind of the fact that makes a trigger no, at it or above it."""
    one = next(one for one in questionnaire["triggers"] if one["id"] == trigger)
    if assessment["facts"].get(trigger) is False:
        return str(one.get("kind", "event"))
    needs = one.get("needs")
    return None if needs is None else kind_of_no(questionnaire, assessment, needs)


def not_observed(questionnaire: Dict, assessment: Dict) -> list[str]:
    """Leaves with key questions that facts took out whole, an event among these facts."""
    return [
        leaf["id"]
        for leaf in leaves(questionnaire)
        if any(one.get("key") for one in leaf["questions"])
        and all(by_fact(questionnaire, assessment, one) for one in leaf["questions"])
        and "event"
        in [
            kind_of_no(questionnaire, assessment, trigger)
            for one in leaf["questions"]
            for trigger in one["depends_on"]
        ]
    ]


def covered(questionnaire: Dict, clause: str, audited: list[str]) -> bool:
    """Whether an audit saw a clause: it is named, or all below it are, or nothing is asked there."""
    below = [one["id"] for one in questionnaire["clauses"] if one.get("parent") == clause]
    if clause in audited or not questions_below(questionnaire, clause):
        return True
    return bool(below) and all(covered(questionnaire, one, audited) for one in below)


def stage1(questionnaire: Dict, assessment: Dict) -> str:
    tops = questionnaire["readiness"].get("stage1_clauses", [])
    chosen = [
        one
        for leaf in leaves(questionnaire)
        if inside(questionnaire, leaf["id"], tops)
        for one in leaf["questions"]
    ]
    if unanswered(questionnaire, assessment, chosen):
        return "no_verdict"
    judged = [
        (one, verdicts(questionnaire, assessment, one)[0]) for one in questionnaire["documents"]
    ]
    apply = [one for one, verdict in judged if verdict != "not_applicable"]
    critical = all(stands(questionnaire, assessment, one) for one in apply if one.get("critical"))
    required = [
        stands(questionnaire, assessment, one)
        for one in apply
        if one.get("obligation") == "required"
    ]
    about = assessment["about"]
    hard = (
        majors(questionnaire, assessment, tops) == 0
        and not key_unknown(questionnaire, assessment, chosen)
        and critical
        and about.get("internal_audit_date") is not None
        and about.get("management_review_date") is not None
    )
    share = Fraction(sum(required), len(required)) if required else Fraction(1)
    confirmed = scores(questionnaire, assessment, chosen)["confirmed"]
    confirmed = Fraction(0) if confirmed is None else confirmed
    if hard and share * 100 >= 90 and confirmed * 100 >= 70:
        return "ready"
    if hard and share * 100 >= 80 and confirmed * 100 >= 60:
        return "conditional"
    return "not_ready"


def stage2(questionnaire: Dict, assessment: Dict, today: date) -> str:
    chosen = questions(questionnaire)
    if unanswered(questionnaire, assessment, chosen):
        return "no_verdict"
    about = assessment["about"]
    audit, review = about.get("internal_audit_date"), about.get("management_review_date")
    since = about.get("records_since")
    tops = [one["id"] for one in questionnaire["clauses"] if one.get("parent") is None]
    audited = about.get("internal_audit_clauses", [])
    hard = (
        majors(questionnaire, assessment, None) == 0
        and not key_unknown(questionnaire, assessment, chosen)
        and audit is not None
        and audit <= today
        and all(covered(questionnaire, one, audited) for one in tops)
        and review is not None
        and review <= today
        and since is not None
        and since <= three_months_before(today)
    )
    confirmed = scores(questionnaire, assessment, chosen)["confirmed"]
    confirmed = Fraction(0) if confirmed is None else confirmed
    each = [scores(questionnaire, assessment, leaf["questions"]) for leaf in leaves(questionnaire)]
    low = sum(one["band"] is not None and one["confirmed"] * 100 <= 50 for one in each)
    planned = all(
        one["owner"] and one["due"]
        for one in findings(questionnaire, assessment).values()
        if one["counts"] and one["grade"] == "minor"
    )
    observed = not not_observed(questionnaire, assessment)
    if hard and confirmed * 100 > 85 and low == 0 and planned and observed:
        return "ready"
    if hard and confirmed * 100 >= 75 and low <= 2:
        return "conditional"
    return "not_ready"


# --- what to do first -----------------------------------------------------------------------


def gains(questionnaire: Dict, assessment: Dict) -> list[tuple[str, Fraction]]:
    """Leaves with open points and what closing each one adds to overall confirmed, in order."""
    apply = [one for one in questions(questionnaire) if applicable(questionnaire, assessment, one)]
    whole = sum(3 * one.get("weight", 1) for one in apply)
    found: list[tuple[bool, Fraction, int, str]] = []
    for place, leaf in enumerate(leaves(questionnaire)):
        missing = points = 0
        for one in leaf["questions"]:
            if one not in apply:
                continue
            done = answered(questionnaire, assessment, one)
            now = counted(one, assessment["answers"][one["id"]]) if done else 0
            missing += one.get("weight", 1) * (3 - now)
            points += now < 3
        if points:
            grade = clause_figures(questionnaire, assessment, leaf)["grade"]
            gain = Fraction(missing, whole) if whole else Fraction(0)
            found.append((grade != "major", -gain, place, leaf["id"]))
    return [(name, -gain) for _, gain, _, name in sorted(found)]


# --- what else is reported ------------------------------------------------------------------


def contradictions(questionnaire: Dict, assessment: Dict) -> list[str]:
    """Questions answered NA, with a reason, while a fact they depend on says yes."""
    return [
        one["id"]
        for one in questions(questionnaire)
        if assessment["answers"].get(one["id"], {}).get("rating") == "NA"
        and assessment["answers"][one["id"]].get("reason")
        and any(
            assessment["facts"].get(name) is True and not is_no(questionnaire, assessment, name)
            for name in one.get("depends_on", [])
        )
    ]


def unserved(questionnaire: Dict) -> list[str]:
    """Required documents that serve no question."""
    return [
        one["id"]
        for one in questionnaire["documents"]
        if one.get("obligation") == "required" and not linked_to(questionnaire, one["id"])
    ]


def omissions(questionnaire: Dict, assessment: Dict) -> list[str]:
    """Leaf clauses with documented questions and no linked document kept or revised."""
    standing = {
        one["id"] for one in questionnaire["documents"] if stands(questionnaire, assessment, one)
    }
    return [
        leaf["id"]
        for leaf in leaves(questionnaire)
        if any(
            one.get("documented") and applicable(questionnaire, assessment, one)
            for one in leaf["questions"]
        )
        and not standing & {name for one in leaf["questions"] for name in one.get("documents", [])}
    ]
