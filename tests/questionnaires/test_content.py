"""The questionnaires that come with gapwizard keep what their readers are promised."""

import json
import re
import time
from pathlib import Path

import pytest

from cases.questionnaire_texts import (
    BOTH,
    DOCS,
    DOCUMENT_FIELDS,
    MAIN,
    QUESTION_FIELDS,
    READY,
    alike,
    gaps,
    hits,
    keys_taught,
    linted,
    of,
    shipped,
    structure,
    terms,
    texts,
    whole_word,
)
from gapwizard.domain import questionnaire as models
from gapwizard.domain.lint_rules import remarks
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.domain.registers import Register
from gapwizard.domain.wording import BLANK
from gapwizard.library.lint import lint
from gapwizard.library.shelf import DEFAULT, Shelf, load_file

CLOSED = ("Is", "Are", "Do", "Does", "Did", "Have", "Has", "Had", "Can", "Will", "Was", "Were")
"""A question that begins so is answered by yes or no."""

REMEDY = (
    r"\b(should|shall|must|ought|needs?|needed to|lack\w*|missing|recommend\w*|advis\w+"
    r"|(has|have) to|there (is|are|was|were) no)\b"
)
"""Words that prescribe, or claim more than was seen."""

BLAME = (
    r"\b(fail(s|ed|ure to)\b|poor\w*|careless\w*|neglect\w*|negligen\w*|ignor\w+|forg[eo]t\w*"
    r"|inadequate\w*|insufficient\w*|unfortunately|sloppy|bad(ly)? \w+ed|wrong\w*|guilty|blam\w+"
    r"|because|due to|owing to)\b"
)
"""Words that judge people or name a cause."""

EVIDENCE = r"\b(shown|showed|seen|sampled|interviewed)\b"
"""An N sentence speaks of what the assessor met with, not of what exists."""

DENIED = r"^no\b|\b(is|are|was|were|has|have|had|do|does|did|can|could) not\b|\b(never|nobody|none|nothing|neither|nowhere)\b"
"""An L sentence denies nothing before it comes to the weakness."""

TURN = re.compile(r"; |, although |, though |, but |, while |, yet ")
"""Where an L sentence turns from what is fulfilled to what is weak."""

UNBOUND = {"DOC-144", "DOC-146"}
"""The diagnosis itself and the choice of a certification body: no clause asks for them."""

ELSEWHERE = {"DOC-043"}
"""The process of new services is judged where their changes are decided: 8.5.1.2."""

LENGTHS = {
    "text": (40, 240),
    "criterion": (30, 260),
    "points": (12, 180),
    "look_for": (15, 180),
    "follow_up": (20, 180),
    "warning_signs": (15, 180),
    "gap": (30, 240),
    "fix": (60, 320),
    "intent": (60, 340),
    "pitfalls": (20, 180),
    "maturity_levels": (40, 220),
    "title": (5, 90),
    "contents": (8, 170),
}
"""Least and most characters of a text, by field."""

LIKENESS = 0.6
"""Two texts that share more than this of their words could stand for each other."""

OPTIONAL = {"points", "warning_signs"}
"""Fields of a question that some need not have."""


class TestEveryQuestion:
    @pytest.mark.parametrize("name", BOTH)
    def test_has_every_field_filled_in(self, name: str) -> None:
        for question in shipped(name).questions.values():
            written = {field for field in QUESTION_FIELDS if getattr(question, field)}

            assert written | OPTIONAL == set(QUESTION_FIELDS) | OPTIONAL, question.id
            assert all((question.gap.N, question.gap.P, question.gap.L)), question.id
            assert question.criterion != question.text, question.id
            assert 1 <= len(question.look_for) <= 4, question.id
            assert 1 <= len(question.follow_up) <= 4, question.id
            assert len(question.points) != 1, question.id

    @pytest.mark.parametrize("name", BOTH)
    def test_says_whom_to_ask(self, name: str) -> None:
        q = shipped(name)

        assert [asked.id for asked in q.questions.values() if not q.roles_of(asked)] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_says_its_effort_in_the_file(self, name: str) -> None:
        clauses = linted(name).data["clauses"]
        assert isinstance(clauses, list)
        raw = [question for clause in clauses for question in clause.get("questions", [])]

        assert [question["id"] for question in raw if "effort" not in question] == []

    @pytest.mark.parametrize(("field", "least", "most"), [(k, *v) for k, v in LENGTHS.items()])
    def test_keeps_each_text_to_a_sane_length(self, field: str, least: int, most: int) -> None:
        odd = [str(text) for text in of(field) if not least <= len(text.words) <= most]

        assert odd == []

    def test_has_no_text_with_stray_space_or_double_signs(self) -> None:
        assert (
            hits(r"^\s|\s$|\s\s|\s(?!\.\.\.)[,.;:?!]|(?<!\.)\.\.(?!\.)|,,|;;|\u2014", texts()) == []
        )


class TestTheSpokenQuestion:
    def test_cannot_be_answered_by_yes_or_no(self) -> None:
        assert hits(rf"^({'|'.join(CLOSED)})\b", of("text")) == []

    def test_ends_as_a_question_or_an_invitation(self) -> None:
        assert [str(text) for text in of("text") if not text.words.endswith(("?", "."))] == []

    def test_is_short_enough_to_be_said_in_one_breath_or_two(self) -> None:
        assert [str(text) for text in of("text") if not 8 <= len(text.words.split()) <= 35] == []

    def test_speaks_no_language_of_the_standard(self) -> None:
        jargon = (
            r"documented information|interested part|\bshall\b|\bSMS\b|top management"
            r"|planned interval|service management system|nonconformit|continual|lifecycle"
            r"|applicable requirement|intended (outcome|result)|as appropriate|effectiveness"
        )

        assert hits(jargon, of("text")) == []

    def test_asks_nobody_to_know_clause_numbers(self) -> None:
        assert hits(r"\bclauses? \d", of("text")) == []

    @pytest.mark.parametrize("name", BOTH)
    def test_asks_to_be_shown_something_in_one_follow_up_of_three_at_most(self, name: str) -> None:
        probes = [text for q in shipped(name).questions.values() for text in q.follow_up]

        assert 3 * sum(text.startswith("Show me") for text in probes) <= len(probes)

    def test_is_followed_by_probes_that_are_open_too(self) -> None:
        assert hits(rf"^({'|'.join(CLOSED)})\b", of("follow_up")) == []


class TestTheCriterion:
    def test_is_one_sentence_that_ends_with_a_full_stop(self) -> None:
        assert hits(r"[^.]$|[.?!]\s", of("criterion")) == []

    def test_states_and_does_not_command(self) -> None:
        assert hits(r"\b(shall|should|must|will|ought)\b", of("criterion")) == []

    def test_is_in_the_present_tense(self) -> None:
        relative = re.compile(r"\b(what|that|which|who|whom|where|it|they)\b", re.IGNORECASE)
        main = [
            text._replace(words=relative.split(text.words, maxsplit=1)[0])
            for text in of("criterion")
        ]

        assert hits(r"\b(was|were|had|did)\b", main) == []

    def test_is_never_a_question(self) -> None:
        assert hits(r"\?|\b(you|your)\b", of("criterion", "points")) == []


class TestTheGapSentences:
    def test_prescribe_nothing(self) -> None:
        assert hits(REMEDY, of("gap")) == []

    def test_blame_nobody_and_name_no_cause(self) -> None:
        assert hits(BLAME, of("gap")) == []

    def test_are_one_sentence_each_that_ends_with_a_full_stop(self) -> None:
        assert hits(r"[^.]$|[.?!]\s", of("gap")) == []

    def test_address_nobody(self) -> None:
        assert hits(r"\b(you|your|we|our|he|she|his|her)\b", of("gap")) == []

    def test_for_n_say_what_was_not_shown_and_no_more(self) -> None:
        assert [q.id for q, words in gaps("N") if not re.search(EVIDENCE, words)] == []
        assert [q.id for q, words in gaps("N") if re.search(r"\bexists?\b", words)] == []

    def test_for_n_deny(self) -> None:
        denial = r"\b(no|none|not|neither|nothing|nobody)\b"
        whole = {"8.2.3.1-Q03"}  # everything done by others is what is not fulfilled there
        found = {q.id for q, words in gaps("N") if not re.search(denial, words, re.IGNORECASE)}

        assert found <= whole

    @pytest.mark.parametrize("rating", ["P", "L"])
    def test_for_p_and_l_leave_what_only_the_assessor_knows_as_a_blank(self, rating: str) -> None:
        assert [q.id for q, words in gaps(rating) if BLANK not in words] == []

    @pytest.mark.parametrize("rating", ["P", "L"])
    def test_for_p_and_l_say_two_things(self, rating: str) -> None:
        one = [q.id for q, words in gaps(rating) if not re.search(r"[;,] |\bbut\b|\band\b", words)]

        assert one == []

    def test_for_l_say_what_is_fulfilled_before_the_weakness(self) -> None:
        for question, words in gaps("L"):
            parts = TURN.split(words)

            assert len(parts) >= 2, (question.id, words)
            assert not re.search(DENIED, parts[0], re.IGNORECASE), (question.id, words)

    def test_for_l_hide_no_nonconformity(self) -> None:
        hidden = r"\bnot shown\b|\b(was|were) absent\b|\bhad no(ne)?\b|\bnot (fulfilled|met by)\b"
        assert [q.id for q, words in gaps("L") if re.search(hidden, words)] == []

    def test_for_l_of_a_documented_criterion_call_nothing_unwritten(self) -> None:
        unwritten = r"\bnot (documented|recorded|written|on record)\b|\b(only|merely) orally\b"
        found = [q.id for q, words in gaps("L") if q.documented and re.search(unwritten, words)]

        assert found == []

    def test_for_l_of_a_planned_interval_admit_no_missed_date(self) -> None:
        late = r"\b(irregular\w*|overdue|was skipped|were skipped|left out|not held)\b"
        assert [q.id for q, words in gaps("L") if q.interval and re.search(late, words)] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_are_three_different_sentences(self, name: str) -> None:
        for question in shipped(name).questions.values():
            assert len({question.gap.N, question.gap.P, question.gap.L}) == 3, question.id


class TestTheFix:
    def test_is_one_or_two_sentences(self) -> None:
        long = [str(t) for t in of("fix") if len(re.findall(r"[.!?](?=\s|$)", t.words)) > 2]

        assert long == []

    def test_tells_what_to_do(self) -> None:
        tame = r"^(The|It|There|You|We|A|An|This|No)\b|\b(should|must|shall)\b"

        assert hits(tame, of("fix")) == []


class TestNoTwoTextsAreAlike:
    @pytest.mark.parametrize("field", LENGTHS)
    def test_word_for_word(self, field: str) -> None:
        seen: dict[str, str] = {}
        twice = []
        for text in of(field):
            key = " ".join(re.findall(r"\w+", text.words.lower()))
            if key in seen:
                twice.append(f"{seen[key]} and {text}")
            seen[key] = text.place

        assert twice == []

    @pytest.mark.parametrize("field", [field for field in LENGTHS if field != "points"])
    def test_nearly(self, field: str) -> None:
        assert alike(of(field), LIKENESS) == []

    def test_nearly_among_the_points_of_different_questions(self) -> None:
        assert alike(of("points"), LIKENESS, within_owner=False) == []

    def test_and_the_comparison_notices_a_changed_word(self) -> None:
        one = of("text")[0]
        other = one._replace(place="copy", words=one.words.replace("your", "our"))

        assert one.words != other.words
        assert len(alike([one, other], LIKENESS)) == 1

    def test_and_the_comparison_takes_no_more_than_seconds(self) -> None:
        start = time.perf_counter()
        alike(of("gap"), LIKENESS)

        assert time.perf_counter() - start < 5


class TestEveryClause:
    @pytest.mark.parametrize("name", BOTH)
    def test_says_what_it_is_for(self, name: str) -> None:
        assert [clause.id for clause in shipped(name).clauses if not clause.intent] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_with_questions_names_two_or_three_pitfalls_and_whom_to_ask(self, name: str) -> None:
        for leaf in shipped(name).leaves:
            assert 2 <= len(leaf.pitfalls) <= 3, leaf.id
            assert 1 <= len(leaf.roles) <= 3, leaf.id

    @pytest.mark.parametrize("name", BOTH)
    def test_points_to_other_clauses_that_exist(self, name: str) -> None:
        q = shipped(name)
        for clause in q.clauses:
            assert set(clause.see_also) <= set(q.clause) - {clause.id}, clause.id
            assert len(set(clause.see_also)) == len(clause.see_also), clause.id

    def test_has_six_maturity_statements_of_its_own(self) -> None:
        assert [leaf.id for leaf in shipped(MAIN).leaves if len(leaf.maturity_levels) != 6] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_has_six_maturity_statements_to_fall_back_on(self, name: str) -> None:
        assert len(set(shipped(name).maturity_levels)) == 6

    def test_names_no_maturity_level_in_a_statement(self) -> None:
        names = r"\b(incomplete|performed|managed|established|predictable|innovating) (level|process)|\blevel [0-5]\b"

        assert hits(names, of("maturity_levels")) == []

    def test_that_has_a_counterpart_elsewhere_says_how_sure_that_is(self) -> None:
        mappings = [m for clause in shipped(MAIN).clauses for m in clause.mappings]

        assert {m.to for m in mappings} == {
            "ISO/IEC 20000-1:2011",
            "ISO 9001:2015",
            "ISO/IEC 27001:2022",
            "ITIL 4",
        }
        assert {m.status for m in mappings} <= {"A", "S"}


class TestTheDocuments:
    @pytest.mark.parametrize("name", BOTH)
    def test_say_what_must_be_inside_and_who_keeps_them(self, name: str) -> None:
        for document in shipped(name).documents:
            assert len(document.contents) >= 3, document.id
            assert all((document.kind, document.level, document.owner, document.review)), (
                document.id
            )
            assert document.clauses or document.id in UNBOUND, document.id

    @pytest.mark.parametrize("name", BOTH)
    def test_that_are_required_serve_a_question(self, name: str) -> None:
        q = shipped(name)

        assert [d.id for d in q.documents if d.obligation == "required" and not q.links[d.id]] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_belong_to_the_clauses_whose_questions_link_to_them(self, name: str) -> None:
        q = shipped(name)
        for document in q.documents:
            assert set(document.clauses) <= set(q.clause), document.id
            asked = {q.clause_of[question.id].id for question in q.links[document.id]}
            above = {clause for leaf in asked for clause in q.line[leaf]}
            assert not asked or above & set(document.clauses) or document.id in ELSEWHERE

    @pytest.mark.parametrize("name", BOTH)
    def test_that_may_be_one_file_say_so_and_never_of_themselves(self, name: str) -> None:
        documents = shipped(name).documents

        assert any(document.combines_with for document in documents)
        assert [d.id for d in documents if d.id in d.combines_with] == []


class TestTheMainQuestionnaire:
    def test_is_as_large_as_the_standard(self) -> None:
        q = shipped(MAIN)
        sizes = (len(q.questions), len(q.documents), len(q.triggers))

        assert sizes == (286, 122, 24)

    def test_has_the_clauses_of_the_standard_in_their_order(self) -> None:
        assert {c.id: c.parent for c in shipped(MAIN).clauses} == structure()["clauses"]
        assert [c.id for c in shipped(MAIN).clauses] == list(structure()["clauses"])

    def test_has_the_questions_in_their_order(self) -> None:
        assert list(shipped(MAIN).questions) == list(structure()["questions"])

    def test_has_at_most_70_key_questions_and_one_in_every_leaf_but_7_5_1(self) -> None:
        q = shipped(MAIN)
        key = [question.id for question in q.questions.values() if question.key]

        assert len(key) <= 70
        assert [leaf.id for leaf in q.leaves if not any(x.key for x in leaf.questions)] == ["7.5.1"]

    @pytest.mark.parametrize("part", ["documents", "evidence"])
    def test_links_to_what_was_calibrated(self, part: str) -> None:
        wanted = {k: v[part] for k, v in structure()["questions"].items()}

        assert {q.id: list(getattr(q, part)) for q in shipped(MAIN).questions.values()} == wanted

    @pytest.mark.parametrize("part", ["files", "records"])
    def test_plans_the_files_of_a_small_organisation(self, part: str) -> None:
        found = {one.id: list(one.documents) for one in getattr(shipped(MAIN), part)}

        assert found == structure()[part]
        assert list(found) == list(structure()[part])

    def test_names_the_routine_in_which_a_duty_is_kept_up(self) -> None:
        routines: dict[str, set[str]] = {routine.id: set() for routine in shipped(MAIN).routines}
        for question in shipped(MAIN).questions.values():
            if question.routine:
                routines[question.routine].add(question.id)

        assert routines == {k: set(v) for k, v in structure()["routines"].items()}

    def test_shows_every_leaf_once_in_each_view(self) -> None:
        q = shipped(MAIN)

        assert len(q.views) == 4
        for view in q.views:
            for leaf in q.leaves:
                holding = [g.title for g in view.groups if q.within(leaf.id, g.clauses)]
                assert len(holding) == 1, (view.id, leaf.id)

    @pytest.mark.parametrize(
        "flag", ["key", "documented", "interval", "top_management", "mirror", "core"]
    )
    def test_flags_what_the_standard_makes_it_flag(self, flag: str) -> None:
        wanted = {k for k, v in structure()["questions"].items() if flag in v.get("flags", [])}
        found = {q.id for q in shipped(MAIN).questions.values() if getattr(q, flag)}

        assert found == wanted

    def test_leaves_a_question_out_only_for_the_facts_of_the_standard(self) -> None:
        wanted = {k: v.get("depends_on", []) for k, v in structure()["questions"].items()}

        assert {q.id: list(q.depends_on) for q in shipped(MAIN).questions.values()} == wanted

    def test_bundles_as_many_points_as_the_standard_does(self) -> None:
        wanted = {k: v.get("points", 0) for k, v in structure()["questions"].items()}

        assert {q.id: len(q.points) for q in shipped(MAIN).questions.values()} == wanted

    def test_asks_its_facts_when_they_can_be_known(self) -> None:
        found = {t.id: (t.kind, t.needs, t.replaces) for t in shipped(MAIN).triggers}

        assert found == {
            k: (v["kind"], v.get("needs"), v.get("replaces"))
            for k, v in structure()["triggers"].items()
        }

    def test_obliges_to_the_documents_of_the_standard(self) -> None:
        found = {d.id: [d.obligation, d.existence, d.critical] for d in shipped(MAIN).documents}

        assert found == structure()["documents"]

    def test_explains_the_words_newcomers_trip_over(self) -> None:
        glossary = {entry.term: entry.meaning for entry in shipped(MAIN).glossary}

        assert len(glossary) == len(shipped(MAIN).glossary) >= 60
        for false_friend in (
            "ISO 20001",
            "Clause 6.3 (false friend)",
            "Management representative",
            "Management manual",
            "Preventive action",
            "Excluding clauses",
        ):
            assert false_friend in glossary
        assert "ISO 9001" in glossary["Clause 6.3 (false friend)"]
        assert "no service management standard" in glossary["ISO 20001"]


class TestTheAuditReadinessQuestionnaire:
    def test_is_small_and_whole(self) -> None:
        q = shipped(READY)

        assert 38 <= len(q.questions) <= 46
        assert 10 <= len(q.documents) <= 15
        assert len(q.glossary) == 12
        assert "include" not in json.loads(_path(READY).read_text("utf-8"))

    def test_has_a_clause_tree_of_its_own(self) -> None:
        assert [clause.id for clause in shipped(READY).top] == ["A", "B", "C", "D"]
        assert not set(shipped(READY).clause) & set(shipped(MAIN).clause)

    def test_judges_readiness_by_clauses_that_exist(self) -> None:
        q = shipped(READY)

        assert q.readiness is not None
        assert set(q.readiness.stage1_clauses) <= set(q.clause)
        assert set(q.charts) == {leaf.id for leaf in q.leaves}

    @pytest.mark.parametrize(
        "subject",
        [
            "internal audit",
            "management review",
            "three months",
            "scope",
            "accredited for ISO/IEC 20000-1",
            "mock audit",
            "remote",
            "interpret",
            "transfer",
            "sector",
            "travel",
            "cost of three years",
            "audit days",
            "impartiality",
            "surveillance audits",
            "recertification",
            "deadline",
        ],
    )
    def test_asks_about(self, subject: str) -> None:
        criteria = [*of("criterion", questionnaire=READY), *of("gap", questionnaire=READY)]

        assert hits(re.escape(subject), criteria) != []


class TestFacts:
    @pytest.mark.parametrize("name", BOTH)
    def test_are_plain_questions_with_a_line_of_help(self, name: str) -> None:
        for trigger in shipped(name).triggers:
            assert trigger.question.endswith("?"), trigger.id
            assert trigger.help.startswith("Counts: "), trigger.id
            assert re.search(r"\b(A no|It) takes out\b", trigger.help), trigger.id

    @pytest.mark.parametrize("name", BOTH)
    def test_decide_something(self, name: str) -> None:
        q = shipped(name)
        used = {trigger for question in q.questions.values() for trigger in question.depends_on}
        used |= {trigger.needs for trigger in q.triggers if trigger.needs}

        assert used == set(q.trigger)


class TestRoles:
    @pytest.mark.parametrize("name", BOTH)
    def test_say_who_that_is_in_a_small_organisation(self, name: str) -> None:
        assert [role.id for role in shipped(name).roles if len(role.help) < 30] == []

    @pytest.mark.parametrize("name", BOTH)
    def test_are_all_asked_something(self, name: str) -> None:
        q = shipped(name)
        asked = {role.id for question in q.questions.values() for role in q.roles_of(question)}
        asked |= {role for clause in q.clauses for role in clause.roles}

        assert asked == set(q.role)


class TestTerms:
    """One word for one thing: docs/terms.md is the list."""

    def test_are_listed_with_what_they_mean_and_what_is_not_said(self) -> None:
        assert len(terms()) >= 40
        assert [term for term, others, meaning in terms() if not (all(others) and meaning)] == []

    def test_stand_in_the_list_once(self) -> None:
        used = [term for term, _others, _meaning in terms()]
        unused = [word for _term, others, _meaning in terms() for word in others]

        assert len(set(used)) == len(used)
        assert len(set(unused)) == len(unused)
        assert not {part.lower() for term in used for part in term.split(", ")} & set(unused)

    @pytest.mark.parametrize(
        ("word", "term"), [(word, term) for term, others, _meaning in terms() for word in others]
    )
    def test_are_used_instead_of(self, word: str, term: str) -> None:
        enforced = of(*QUESTION_FIELDS, *DOCUMENT_FIELDS)

        assert hits(whole_word(word), enforced) == [], f"say {term!r}"

    @pytest.mark.parametrize(
        ("word", "text", "found"),
        [
            ("vendor", "Two vendors were asked.", True),
            ("CI", "each CI has an owner", True),
            ("CI", "the ci pipeline", False),
            ("SMS", "by SMS", True),
            ("license", "until it is licensed", False),
            ("work-around", "a workaround", False),
        ],
    )
    def test_are_found_as_whole_words(self, word: str, text: str, found: bool) -> None:
        assert bool(whole_word(word).search(text)) is found

    def test_are_spelled_the_british_way(self) -> None:
        american = (
            r"\b(?!size|sized|sizes|prize|seize)\w+i[sz]ation(?<!isation)s?\b"
            r"|\b(prioriti|organi|authori|recogni|minimi|optimi|summari|finali|utili)z\w+"
            r"|\b(behavior|color|center|program|fulfill|catalog|favor|judgment)s?\b"
        )

        assert hits(american, of(*QUESTION_FIELDS, *DOCUMENT_FIELDS)) == []


class TestTheShelf:
    @pytest.mark.parametrize("name", BOTH)
    def test_holds_files_without_an_error_or_a_warning_of_content(self, name: str) -> None:
        remarks = [r for r in linted(name).remarks if not r.warning or r.place != "$.language"]

        assert remarks == []

    @pytest.mark.parametrize("name", BOTH)
    def test_keeps_to_the_rules_of_words_in_chinese_too(self, name: str) -> None:
        assert list(remarks(load_file(_path(name), "zh-Hans"))) == []

    @pytest.mark.parametrize("name", BOTH)
    def test_holds_files_in_one_layout(self, name: str) -> None:
        folder = _path(name).parent
        for path in (_path(name), *sorted((folder / name).rglob("*.json"))):
            text = path.read_text("utf-8")
            again = json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"

            assert text == again, path.name


class TestThePageForAuthors:
    """docs/questionnaires.md teaches the format, and its example works."""

    @staticmethod
    def example() -> str:
        """The first block of JSON on the page."""
        page = (DOCS / "questionnaires.md").read_text("utf-8")
        found = re.search(r"```json\n(.*?)```", page, re.DOTALL)
        assert found is not None
        return found[1]

    def test_has_an_example_of_twelve_lines_that_lint_accepts(self, tmp_path: Path) -> None:
        path = tmp_path / "backup-check.json"
        path.write_text(self.example(), "utf-8")
        found = lint(path)

        assert len(self.example().splitlines()) == 12
        assert [str(remark) for remark in found.remarks if remark.place != "$.language"] == []
        assert found.questionnaire is not None
        assert found.questionnaire.questions
        assert found.questionnaire.triggers
        assert found.questionnaire.documents

    @pytest.mark.parametrize(
        ("heading", "model"),
        [
            ("Key of the file", models.Questionnaire),
            ("Key of a clause", models.Clause),
            ("Key of a question", models.Question),
            ("Key of a document", models.Document),
            ("Key of a trigger", models.Trigger),
            ("Key of a piece of advice", models.Guidance),
            ("Key of a register", Register),
            ("Key of a task", TaskTemplate),
        ],
    )
    def test_names_every_key(self, heading: str, model: type[models.Value]) -> None:
        extra = {"include"} if model is models.Questionnaire else set()

        assert keys_taught(heading) == set(model.model_fields) | extra

    def test_teaches_a_translation_that_lint_accepts(self, tmp_path: Path) -> None:
        page = (DOCS / "questionnaires.md").read_text("utf-8")
        blocks = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
        path = tmp_path / "backup-check.json"
        path.write_text(blocks[0], "utf-8")
        (tmp_path / "backup-check.zh-Hans.json").write_text(blocks[1], "utf-8")

        assert [str(remark) for remark in lint(path).errors] == []


def _path(name: str) -> Path:
    return DOCS.parent / "questionnaires" / f"{name}.json"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_document_is_owned_by_a_role_that_somebody_can_have(language: str) -> None:
    """An owner that is no role is a second person in the plan, with a week of its own."""
    told = Shelf(Path("/nowhere")).load(DEFAULT, language=language)
    titles = {role.title for role in told.roles}
    assert {one.owner for one in told.documents if one.owner} <= titles
