"""Views: the same answers, grouped otherwise than by clause."""

from cases.rules import all_of, asked, diagnosed, several
from gapwizard.domain.views import view_rows

VIEW = {
    "id": "phases",
    "title": "Phases",
    "groups": [
        {"title": "Plan", "clauses": ["1"]},
        {"title": "Run", "clauses": ["2.1", "2.2"]},
        {"title": "Nothing", "clauses": []},
    ],
}
TREE = asked(
    several("1", 2, key=True),
    {"id": "2", "title": "Two"},
    {**several("2.1", 1), "parent": "2"},
    {**several("2.2", 1), "parent": "2"},
    views=[VIEW],
)


class TestAView:
    def test_sums_up_each_group_with_all_below_its_clauses(self):
        diagnosis = diagnosed(TREE, answers={**all_of("1", ["N2", "F2"]), **all_of("2.1", ["P2"])})
        [view] = diagnosis.questionnaire.views
        rows = view_rows(diagnosis, view)
        assert [(r.title, r.scores.applicable, r.scores.counted) for r in rows] == [
            ("Plan", 2, 3),
            ("Run", 2, 1),
            ("Nothing", 0, 0),
        ]
        assert [(r.majors, r.minors) for r in rows] == [(1, 0), (0, 1), (0, 0)]

    def test_adds_up_to_the_whole_where_each_leaf_is_in_one_group(self):
        diagnosis = diagnosed(TREE, answers=all_of("2.2", ["L1"]))
        rows = view_rows(diagnosis, diagnosis.questionnaire.views[0])
        whole = rows[0].scores
        for row in rows[1:]:
            whole = whole.plus(row.scores)
        assert whole == diagnosis.overall
