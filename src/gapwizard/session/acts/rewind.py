"""Going back to a copy, or to an assessment's own past, as one act that undo takes back."""

from gapwizard.domain.assessment import TABLES, Assessment, Change
from gapwizard.session.acts.act import Act


def rewound(now: Assessment, target: Assessment, label: str) -> Act:
    """Bring an assessment back to what it was; `label` says when or in which copy."""
    return Act("rewind", label, tuple(differences(now, target)))


def differences(now: Assessment, target: Assessment) -> list[Change]:
    """The changes that lead from one state to another."""
    found: list[Change] = []
    for table in TABLES:
        old, new = now.rows(table), target.rows(table)
        names = sorted(old.keys() | new.keys())
        found += [
            Change(table, name, new.get(name)) for name in names if old.get(name) != new.get(name)
        ]
    return found
