"""Who answers for which clause, as JSON."""

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.responsibility import (
    MatrixRow,
    ends_of,
    matrix,
    without_interface,
    without_owner,
)
from gapwizard.domain.strict_json import Json


def duty_json(row: MatrixRow) -> Json:
    """One clause of the matrix."""
    return {
        "id": row.clause.id,
        "title": row.clause.title,
        "parts": {name: list(letters) for name, letters in row.letters.items()},
        "owner": row.owner,
        "inherited": row.inherited,
    }


def responsibilities_json(diagnosis: Diagnosis, *, leaves: bool) -> Json:
    """The matrix of the charted clauses, or of the leaf clauses, and what is missing in it."""
    return {
        "clauses": [duty_json(row) for row in matrix(diagnosis, leaves=leaves)],
        "without_owner": [clause.id for clause in without_owner(diagnosis)],
        "interfaces": [
            {"id": name, "clauses": list(ends_of(name)), "note": row.note}
            for name, row in diagnosis.assessment.interfaces.items()
        ],
        "without_interface": [
            {
                "clauses": [pair.first.id, pair.second.id],
                "owners": list(pair.owners),
                "links": [list(link) for link in pair.links],
            }
            for pair in without_interface(diagnosis)
        ],
    }
