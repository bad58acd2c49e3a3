"""Redaction: what is private is gone from every text, and what is gone is counted."""

from datetime import UTC, date, datetime, time
from typing import get_args

import pytest

from gapwizard.domain.assessment import (
    TABLES,
    About,
    ActionRecord,
    Answer,
    Assessment,
    Department,
    DocumentRecord,
    FindingRecord,
    Interface,
    Responsibility,
    Slot,
)
from gapwizard.domain.base import Text
from gapwizard.domain.evidence import Evidence, EvidenceKind, parse_item
from gapwizard.errors import Refused
from gapwizard.session.handover.fields import FATES, Where, rewrite, texts_of
from gapwizard.session.handover.known_words import Known
from gapwizard.session.handover.places import Decisions
from gapwizard.session.handover.redaction import Redaction, RedactionOptions, redact
from gapwizard.session.handover.scrubber import NAME, NameRule, Scrubber, short_forms
from gapwizard.store.people import Person

PEOPLE = {
    "ops": Person("Dana Whitfield", "+49 30 1234"),
    "quality": Person("张伟", "zhang@example.cn"),
    "desk": Person("May Long", ""),
}
EVERYWHERE = (
    "Dana Whitfield, Acme Cloud, /home/dana/a.pdf, https://acme.example/x, d.w@acme.example"
)


def assessment() -> Assessment:
    """An assessment with something private in every table."""
    about = About(
        name="Acme Cloud FY26",
        questionnaire="q",
        questionnaire_version="1",
        created=datetime(2026, 1, 1, tzinfo=UTC),
        organisation="Acme Cloud Ltd",
        assessor="Ada Byron",
        scope=EVERYWHERE,
        contracts=(EVERYWHERE,),
        baseline="acme-cloud-2025",
    )
    return Assessment(
        id="acme-cloud-fy26",
        about=about,
        answers={
            "Q1": Answer(
                note="secret " + EVERYWHERE,
                evidence=(Evidence(kind=EvidenceKind.SAID, text=EVERYWHERE),),
                reason="张经理说，张伟不在",
                follow_up=True,
                candidate=True,
            )
        },
        documents={"D1": DocumentRecord(location="/srv/x", note="secret", sha256="0" * 64)},
        findings={"F1": FindingRecord(statement=EVERYWHERE, owner="Whitfield")},
        actions={"A1": ActionRecord(title=EVERYWHERE, note="secret")},
        departments={
            "ops": Department(title="Operations"),
            "quality": Department(title="质量部（张伟）"),
        },
        interfaces={"1|2": Interface(note=EVERYWHERE)},
        slots={
            "S1": Slot(
                day=date(2026, 1, 1),
                start=time(9),
                interviewer="Ada Byron",
                note_taker="Tom Fox",
                summary="Tom Fox will ask Dana's deputy",
            )
        },
    )


def redacted(*, client: bool = False, hide: tuple[str, ...] = ()) -> Redaction:
    """The assessment after redaction."""
    return redact(assessment(), PEOPLE, RedactionOptions(client, hide), ("root", "Grace Hopper"))


class TestARedactedAssessment:
    @pytest.mark.parametrize(
        "word",
        [
            "Dana", "Whitfield", "张伟", "张经理", "Ada", "Byron", "Tom", "secret", "/home", "/srv",
            "https", "acme.example", "000000", "acme-cloud-2025", "zhang@",
        ],
    )  # fmt: skip
    def test_holds_no_trace_of_what_is_private(self, word: str) -> None:
        assert word not in redacted().assessment.model_dump_json()

    def test_names_the_department_instead_of_the_person(self) -> None:
        public = redacted().assessment
        assert public.answers["Q1"].evidence[0].text.startswith("Operations, Acme Cloud, ")
        assert public.slots["S1"].summary == "the note-taker will ask Operations's deputy"
        assert public.findings["F1"].owner == "Operations"

    def test_falls_back_on_the_id_where_the_title_holds_the_name(self) -> None:
        public = redacted().assessment
        assert public.departments["quality"].title == "质量部（quality）"
        assert public.answers["Q1"].reason == "quality说，quality不在"

    def test_calls_an_assessor_who_asked_too_by_that_part(self) -> None:
        before = assessment()
        about = before.about.model_copy(update={"scope": "Ada Byron wrote this"})
        before = before.model_copy(update={"about": about})
        made = redact(before, PEOPLE, RedactionOptions())
        assert made.assessment.about.scope == "the assessor wrote this"

    def test_keeps_what_is_no_secret(self) -> None:
        public, before = redacted().assessment, assessment()
        assert public.answers["Q1"].evidence[0].kind is EvidenceKind.SAID
        assert public.about.organisation == "Acme Cloud Ltd"
        assert public.answers.keys() == before.answers.keys()
        assert public.about.created == before.about.created

    def test_does_not_say_where_evidence_lies(self) -> None:
        item = parse_item("record: log {asked; owner: Dana Whitfield; at: share/x; asked of: desk}")
        before = assessment()
        before = before.model_copy(update={"answers": {"Q1": Answer(evidence=(item,))}})
        made = redact(before, PEOPLE, RedactionOptions())

        (left,) = made.assessment.answers["Q1"].evidence
        assert (left.location, left.asked_of, left.state) == ("", "desk", "asked")
        assert "Dana" not in left.owner
        assert any("locations of evidence" in words for words in made.left_out)

    def test_loses_its_flags_and_its_baseline(self) -> None:
        public = redacted().assessment
        answer = public.answers["Q1"]
        assert (answer.follow_up, answer.candidate, answer.note) == (False, False, "")
        assert public.about.baseline is None

    def test_is_still_an_assessment(self) -> None:
        public = redacted(client=True, hide=("Operations",)).assessment
        assert Assessment.model_validate(public.model_dump()) == public

    def test_tells_what_was_left_out_without_quoting_it(self) -> None:
        words = "\n".join(redacted(client=True).left_out)
        for part in ("private notes of answers: 1", "locations", "paths in texts", "the client's"):
            assert part in words
        assert not any(secret in words for secret in ("Dana", "Acme", "secret", "张"))

    def test_leaves_a_name_that_is_a_word_too_and_lists_it(self) -> None:
        before = assessment().model_copy(
            update={"findings": {"F1": FindingRecord(statement="In May 2026 May Long left")}}
        )
        found = redact(before, PEOPLE, RedactionOptions())
        assert found.assessment.findings["F1"].statement == "In May 2026 desk left"
        doubtful = [place.words for place in found.places if not place.replaced]
        assert doubtful == ["May"]


class TestTheClientsName:
    def test_stays_unless_it_is_asked_for(self) -> None:
        assert "Acme Cloud" in redacted().assessment.model_dump_json()

    def test_is_gone_everywhere_on_request(self) -> None:
        public = redacted(client=True).assessment
        assert public.id == "the-client"
        assert public.about.name == public.about.organisation == "the client"
        assert "acme cloud" not in public.model_dump_json().casefold()

    def test_is_known_without_its_legal_form(self) -> None:
        assert short_forms("Acme Cloud Co., Ltd.") == [
            "Acme Cloud Co., Ltd.", "Acme Cloud Co.", "Acme Cloud",
        ]  # fmt: skip
        assert short_forms("北方数据科技股份有限公司") == [
            "北方数据科技股份有限公司", "北方数据科技",
        ]  # fmt: skip

    def test_in_a_shorter_form_is_said_to_stand_there_still(self) -> None:
        before = assessment().model_copy(
            update={"findings": {"F1": FindingRecord(statement="Acme has none")}}
        )
        found = redact(before, {}, RedactionOptions(client=True))
        assert any("--hide Acme" in words for words in found.look)
        found = redact(before, {}, RedactionOptions(client=True, hide=("acme",)))
        assert found.assessment.findings["F1"].statement == "[left out] has none"


class TestAName:
    @pytest.mark.parametrize(
        ("written", "left"),
        [
            ("DANA WHITFIELD said", "Ops said"),
            ("Whitfield, Dana", "Ops"),
            ("Dana\n Whitfield", "Ops"),
            ("Ms. Whitfield's list", "Ops's list"),
            ("Dr. Dana Whitfield and Prof. Dr. Whitfield", "Ops and Ops"),
            ("Mr. and Mrs. Whitfield", "Ops"),
            ("Prof. Dr. med. Whitfield and Dr.Whitfield", "Ops and Ops"),
            ("Herrn Whitfield, Miss Whitfield", "Ops, Ops"),
            ("a near Miss. Whitfield of DR. Whitfield", "a near Miss. Ops of DR. Ops"),
            ("we asked Phil. Whitfield said", "we asked Phil. Ops said"),
            ("由Dr. Whitfield确认", "由Ops确认"),
            ("Danas list, Whitfieldian", "Ops list, Whitfieldian"),
            ("dana", "dana"),
            ("Dana Whitfield, Dana said", "Ops, Ops said"),
        ],
    )
    def test_is_found_as_people_write_it(self, written: str, left: str) -> None:
        assert Scrubber([NameRule(NAME, "Dana Whitfield", "Ops")])(written) == left

    @pytest.mark.parametrize(
        ("written", "left"),
        [("请张伟确认", "请岗位确认"), ("张总监和张三", "岗位和张三"), ("主张伟大", "主张伟大")],
    )
    def test_in_chinese_has_no_spaces_around_it(self, written: str, left: str) -> None:
        assert Scrubber([NameRule(NAME, "张伟", "岗位")])(written) == left

    def test_of_two_letters_does_not_eat_words(self) -> None:
        assert Scrubber([NameRule(NAME, "Li", "Ops")])("List, li, Li") == "List, li, Ops"

    @pytest.mark.parametrize("name", ["", "  ", "(", "\\", "[x", "a|b", "*", "?P<r0>", "\x00"])
    def test_of_any_letters_breaks_nothing(self, name: str) -> None:
        assert Scrubber([NameRule(NAME, name, "Ops")], places="-")("plain text") == "plain text"

    @pytest.mark.parametrize("name", [" ," * 10_000, "a," * 10_000, "x" * 20_000, "a " * 10_000])
    def test_of_a_strangers_length_is_looked_for_in_time(self, name: str) -> None:
        rules = [NameRule(NAME, form, "-") for form in (name, *short_forms(name))]
        text = f"{name} said"
        assert len(Scrubber(rules)(text)) <= len(text)

    def test_of_nobody_changes_nothing(self) -> None:
        assert Scrubber([])("as it was") == "as it was"


class TestWhatIsPutIn:
    """A department's title, the id of a department, the marks: they are searched as well."""

    def test_holds_no_client(self) -> None:
        before = Assessment(
            id="acme-cloud",
            about=About(
                name="FY26", questionnaire="q", questionnaire_version="1",
                created=datetime(2026, 1, 1, tzinfo=UTC), organisation="Acme Cloud Ltd",
                capacity={"acme-cloud-desk": "2"},
            ),
            departments={"acme-cloud-desk": Department(title="Acme Cloud service desk")},
            answers={"Q1": Answer(evidence=(parse_item("said: Tom Fox says no"),))},
            slots={"S-01": Slot(day=date(2026, 1, 1), start=time(9), department="acme-cloud-desk")},
            responsibilities={"8.6": Responsibility(parts={"acme-cloud-desk": ("R",)})},
        )  # fmt: skip
        people = {"acme-cloud-desk": Person("Tom Fox", "")}
        public = redact(before, people, RedactionOptions(client=True, hide=("Acme",))).assessment
        assert "acme" not in public.model_dump_json().casefold()
        assert public.answers["Q1"].evidence[0].text == "the client service desk says no"
        assert public.about.capacity == {"department-1": "2"}
        assert public.slots["S-01"].department == "department-1"
        assert public.responsibilities["8.6"].parts == {"department-1": ("R",)}

    @pytest.mark.parametrize("word", ["left", "out", "client", "assessor", "the"])
    def test_holds_no_hidden_word(self, word: str) -> None:
        public = redacted(client=True, hide=(word,)).assessment
        assert word not in public.findings["F1"].statement
        assert word not in public.slots["S1"].interviewer
        assert word not in public.about.organisation


class TestTheOutcome:
    def test_is_searched_again_and_a_word_that_is_left_is_refused_with_its_place(self) -> None:
        about = assessment().about.model_copy(update={"questionnaire": "acme-own"})
        before = assessment().model_copy(update={"about": about})
        with pytest.raises(Refused, match="about about questionnaire"):
            redact(before, PEOPLE, RedactionOptions(hide=("acme",)))

    def test_may_hold_the_ids_that_everybody_has(self) -> None:
        known = Known(ids=frozenset({"Q1", "q", "1"}))
        public = redact(
            assessment(), PEOPLE, RedactionOptions(hide=("Q1",)), known=known
        ).assessment
        assert "Q1" in public.answers

    def test_is_refused_where_a_text_became_too_long(self) -> None:
        before = assessment().model_copy(
            update={"findings": {"F1": FindingRecord(statement="Dana Whitfield " * 1_300)}}
        )
        people = {"ops": Person("Dana Whitfield", "")}
        longer = before.model_copy(
            update={"departments": {"ops": Department(title="Operations " * 5)}}
        )
        with pytest.raises(Refused, match="F1 Fact: 72800 characters"):
            redact(longer, people, RedactionOptions())


class TestEveryPlace:
    def test_is_listed_with_its_sentence_before_and_after(self) -> None:
        places = redacted().places
        place = next(p for p in places if p.where == Where("slots", "S1", "summary"))
        assert place.before == "Tom Fox will ask Dana's deputy"
        assert place.after == "the note-taker will ask Dana's deputy"
        assert place.replaced

    def test_can_be_kept_or_replaced_by_its_mark(self) -> None:
        places = redacted().places
        place = next(p for p in places if p.where == Where("slots", "S1", "summary"))
        found = redact(
            assessment(),
            PEOPLE,
            RedactionOptions(),
            decided=Decisions(keep=frozenset([place.mark])),
        )
        assert found.assessment.slots["S1"].summary == "Tom Fox will ask Operations's deputy"

    def test_is_known_by_its_mark_alone(self) -> None:
        with pytest.raises(Refused, match="000000"):
            redact(
                assessment(), PEOPLE, RedactionOptions(), decided=Decisions(frozenset(["000000"]))
            )

    def test_that_is_doubtful_waits_for_a_decision(self) -> None:
        text = "抽查10张工单"
        before = assessment().model_copy(update={"findings": {"F1": FindingRecord(statement=text)}})
        found = redact(before, PEOPLE, RedactionOptions())
        assert found.assessment.findings["F1"].statement == text
        place = next(p for p in found.places if p.where.row == "F1")
        assert (place.words, place.replaced) == ("张工", False)
        decided = Decisions(replace=frozenset([place.mark]))
        found = redact(before, PEOPLE, RedactionOptions(), decided=decided)
        assert found.assessment.findings["F1"].statement == "抽查10quality单"


class TestABlankThatPartedLatinFromChinese:
    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("John Miller 称没有方针", "运维部称没有方针"),
            ("据 John Miller 说", "据运维部说"),
            ("John Miller says so", "运维部 says so"),
        ],
    )
    def test_goes_with_the_name(self, text: str, left: str) -> None:
        assert Scrubber([NameRule(NAME, "John Miller", "运维部")])(text) == left


class TestANameOfTwoPeople:
    def test_is_given_to_neither(self) -> None:
        rules = [NameRule(NAME, "Dana Whitfield", "Ops"), NameRule(NAME, "Dana Fox", "Desk")]
        assert Scrubber(rules)("Dana said, Dana Fox agreed") == "a person said, Desk agreed"


class TestPlacesInTexts:
    @pytest.mark.parametrize(
        "place",
        [
            "https://x.example/a?b=c", "www.example.org/x", "file:///c/x", "C:\\Users\\dana\\x.doc",
            "\\\\server\\share\\x", "/home/dana/x.pdf", "~/a/b", "dana.w@mail.example.org",
        ],
    )  # fmt: skip
    def test_are_left_out(self, place: str) -> None:
        scrub = Scrubber([], places="-")
        assert scrub(f"see {place} there") == "see - there"
        assert scrub(f"见（{place}）。") == "见（-）。"

    @pytest.mark.parametrize(
        "text", ["yes/no", "record[3/5]", "1/2", "and/or/not", "a @ b", "8.6.1/8.6.2", "24/7"]
    )
    def test_are_not_seen_where_there_are_none(self, text: str) -> None:
        assert Scrubber([], places="-")(text) == text

    def test_are_looked_for_in_a_long_text_in_time(self) -> None:
        text = "问题" * 10_000 + "a" * 10_000 + "/a" * 5_000 + "." * 10_000
        assert len(Scrubber([], places="-")(text)) <= len(text)


class TestEveryField:
    def test_has_one_fate(self) -> None:
        assert {table: set(fates) for table, fates in FATES.items()} == {
            table: set(model.model_fields) for table, model in TABLES.items()
        }

    def test_that_holds_words_is_searched_or_emptied(self) -> None:
        words = {"text", "private", "post"}
        sample = Department.model_fields["title"].metadata
        for table, model in TABLES.items():
            for name, field in model.model_fields.items():
                text = field.metadata == sample or get_args(field.annotation)[:1] == (Text,)
                if text:
                    assert FATES[table][name] in words, (table, name)


class TestEveryText:
    def test_of_every_table_passes_through(self) -> None:
        count = sum(EVERYWHERE in text for _place, text in texts_of(assessment()))
        assert count == 7
        assert not any(
            EVERYWHERE in text
            for _place, text in texts_of(
                rewrite(assessment(), lambda text, _place: text.replace(EVERYWHERE, ""))
            )
        )

    def test_is_known_by_its_type_in_every_field_there_is(self) -> None:
        sample = Department.model_fields["title"].metadata
        for table, model in TABLES.items():
            for name, field in model.model_fields.items():
                words = repr(field)
                looks_like_text = "max_length=20000" in words or "MaxLen(max_length=20000)" in words
                seen = field.metadata == sample or get_args(field.annotation)[:1] == (Text,)
                assert looks_like_text == seen, (table, name)
