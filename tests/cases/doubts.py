"""An assessment with every doubt about its data, one question for each."""

from cases.rules import Dict, answer, asked, diagnosed, items, question, several
from gapwizard.domain.diagnosis import Diagnosis

WHOLE = asked(
    {"id": "8", "title": "Operation", "questions": [
        question("8-Q01"), question("8-Q02", depends_on=["s"]), question("8-Q03"),
        question("8-Q04"), question("8-Q05", depends_on=["s"]), question("8-Q06"),
        question("8-Q07"), question("8-Q08"), question("8-Q09", preparation=True),
        question("8-Q10", points=["a", "b"]), question("8-Q11"),
    ]},
    several("9", 2),
    triggers=[{"id": "s", "question": "Any?"}],
    readiness={"stage1_clauses": ["9"]},
)  # fmt: skip
ANSWERS: Dict = {
    "8-Q01": answer("F1"),
    "8-Q02": {"rating": "NA"},
    "8-Q03": answer("?"),
    "8-Q04": answer("L2", bulk=True),
    "8-Q05": {"rating": "NA", "reason": "none"},
    "8-Q06": answer("P"),
    "8-Q07": answer("L"),
    "8-Q08": answer("L", observation="… of … were late", suggested=True),
    "8-Q09": answer("P", ticked=[0]),
    "8-Q10": answer("P", ticked=[0]),
    "8-Q11": answer("F2", evidence=items("record[3/5]: tickets")),
}


def seen(**tables: Dict) -> Diagnosis:
    """Its diagnosis, with some tables replaced."""
    return diagnosed(WHOLE, **{"answers": ANSWERS, **tables})
