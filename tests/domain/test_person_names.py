"""Names in texts: which places are certain, which are left for a person to decide, which are none."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from gapwizard import paths
from gapwizard.domain.folded_text import Sure, foldings
from gapwizard.domain.hidden_words import Contact, HiddenWord
from gapwizard.domain.person_names import PersonName, people_in
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单成安常文时关连温平章管计明"
)
GIVEN = (
    *"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚峰成本全工文华建国志宇健波斌辉力海新龙俊飞鹏亮玲红梅云燕莉晶",
    *"倩雪琳佳欣怡理行务案法度员人作程生安定", "秀英", "秀兰", "桂英", "建国", "建华", "志强", "志明",
    "小明", "海燕", "国强", "晓明", "文明", "全面", "明确",
)  # fmt: skip
FIRST = (
    "James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard "
    "Susan Joseph Mark Grace Will Bill Frank Rose Hope Art May June Faith Iris Rich Dana Max Victor "
    "Norman Guy Ray Drew Chase Chance Page Miles Grant Pat Sue Rob Jack Dick Penny"
)
LAST = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Long Page Grant Price Banks Case Field "
    "Stone Wood Young King Law Cook Church Best Hand Major Rule Service Read Short Day Good Sharp "
    "Power Rivers Fields Love Strong Small Early Reason Order Parts Records Stock Wise Cross"
)


@cache
def shipped() -> tuple[str, ...]:
    """Every text of every questionnaire that comes with gapwizard, in both languages."""
    files = sorted(paths.shipped_folder("questionnaires").rglob("*.json"))
    assert len(files) > 3
    every = (text for file in files for text in strings(json.loads(file.read_text("utf-8"))))
    return tuple(dict.fromkeys(every))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@cache
def every_text(*, chinese: bool) -> str:
    """All of them in the letters of a name, a line each: it stands in no other."""
    han = re.compile("[\u3400-\u9fff]")
    return "\n".join(text for text in shipped() if bool(han.search(text)) is chinese)


def certain(name: str, least: Sure = Sure.WHOLE, words: PlainWords = NO_TEXTS) -> list[str]:
    """What a name would change in the shipped texts, with what stands around it."""
    text = every_text(chinese=not name.isascii())
    return [
        text[max(0, seen.start - 8) : seen.end + 8]
        for seen in PersonName(name, words).seen(text)
        if seen.sure >= least
    ]


class TestNoShippedSentence:
    def test_changes_in_a_report_for_any_common_chinese_name(self) -> None:
        text = every_text(chinese=True)
        pairs = {text[at : at + 2] for at in range(len(text))}
        there = [
            name
            for name in map("".join, product(FAMILY, GIVEN))
            if name[:2] in pairs and name in text
        ]
        assert len(there) > 50  # the law says something
        assert {name: found for name in there if (found := certain(name))} == {}

    def test_changes_in_a_report_for_any_common_english_name(self) -> None:
        text = every_text(chinese=False).casefold()
        known = set(re.findall(r"\w+", text))
        first, last = ([w for w in some.split() if w.casefold() in known] for some in (FIRST, LAST))
        every = map(" ".join, product(first, last))
        names = [name for name in every if name.casefold() in text]
        assert len(names) > 3  # the law says something
        assert {name: found for name in names if (found := certain(name))} == {}

    def test_changes_in_a_redacted_export_either_where_its_own_words_are_known(self) -> None:
        words = PlainWords(shipped())
        names = [
            *(f"{family}晓峰" for family in FAMILY[:60]),
            "Mark Page",
            "Grace Long",
            "任成",
            "高明",
        ]
        assert {name: found for name in names if (found := certain(name, Sure.LIKELY, words))} == {}


class TestAChineseName:
    @pytest.mark.parametrize(
        ("name", "text", "sure"),
        [
            ("张伟", "请张伟确认", Sure.WHOLE),
            ("张伟", "张伟（运维）", Sure.WHOLE),
            ("张伟", "访谈张伟，已确认", Sure.WHOLE),
            ("张伟", "昨日张伟到场", Sure.LIKELY),
            ("张伟", "张经理说", Sure.LIKELY),
            ("王伟", "王伟院长拒绝签字", Sure.WHOLE),
            ("王伟", "询问王伟护士长", Sure.WHOLE),
            ("王伟", "王伟科长说没有", Sure.WHOLE),
            ("张伟", "由张工负责", Sure.LIKELY),
            ("王伟", "王院长没有到场", Sure.LIKELY),
            ("任成", "曾任院长", Sure.DOUBTFUL),
            ("任成", "2019年任总经理，后调离", Sure.DOUBTFUL),
            ("任成", "由任经理负责", Sure.LIKELY),
            ("高明", "与高校长期合作", Sure.DOUBTFUL),
            ("曾伟", "不曾经理解", Sure.DOUBTFUL),
            ("张伟", "老张", Sure.DOUBTFUL),
            ("张伟", "抽查10张工单", Sure.DOUBTFUL),
            ("张伟", "抽查１０张 工单", Sure.DOUBTFUL),
            ("张伟", "抽查 10 张工单", Sure.DOUBTFUL),
            ("张伟", "每张工单", Sure.DOUBTFUL),
            ("张伟", "这张工作单", Sure.DOUBTFUL),
            ("张伟", "一张工程图", Sure.DOUBTFUL),
            ("张伟", "主张伟大", Sure.DOUBTFUL),
            ("张伟", "主张经理负责制", Sure.DOUBTFUL),
            ("任成", "责任成本", Sure.DOUBTFUL),
            ("任成", "由任成负责", Sure.WHOLE),
            ("高明", "提高明显", Sure.DOUBTFUL),
            ("常明", "经常明确认定", Sure.DOUBTFUL),
            ("安全", "由安全负责", Sure.DOUBTFUL),
            ("欧阳建国", "欧阳总监", Sure.LIKELY),
            ("李小明", "李小明", Sure.WHOLE),
            ("李小明", "小明说", Sure.DOUBTFUL),
        ],
    )
    def test_is_as_sure_as_what_stands_around_it(self, name: str, text: str, sure: Sure) -> None:
        seen = [one.sure for one in PersonName(name).seen(text)]
        assert max(seen) is sure


class TestALatinName:
    @pytest.mark.parametrize(
        ("text", "sure"),
        [
            ("Dana Whitfield said", Sure.WHOLE),
            ("Whitfield, Dana", Sure.WHOLE),
            ("Ms Whitfield", Sure.WHOLE),
            ("由Dana Whitfield负责", Sure.WHOLE),
            ("Whitfield said", Sure.LIKELY),
            ("D. Whitfield", Sure.LIKELY),
            ("dana whitfield", Sure.LIKELY),
            ("cv_whitfield.pdf", Sure.LIKELY),
            ("7Whitfield", Sure.DOUBTFUL),
            ("Whitfieldian", Sure.DOUBTFUL),
            ("whitfield", Sure.DOUBTFUL),
            ("bandana", None),
            ("Danzig", None),
        ],
    )
    def test_is_certain_only_as_a_whole(self, text: str, sure: Sure | None) -> None:
        seen = [one.sure for one in PersonName("Dana Whitfield").seen(text)]
        assert max(seen, default=None) == sure

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Ana Lo", "banana loaf; Diana Lopez; Havana lounge; Melo analysis"),
            ("Tom Fox", "custom fox; atom foxes; Firefox tom; Foxton"),
            ("Li Na", "China li nation"),
        ],
    )
    def test_that_goes_on_in_a_longer_word_is_never_replaced_by_itself(
        self, name: str, text: str
    ) -> None:
        assert not any(one.sure > Sure.DOUBTFUL for one in PersonName(name).seen(text))
        assert people_in(text, [name]) == []

    @pytest.mark.parametrize(
        ("text", "certain"),
        [
            ("Anna Fox, Tom Miller and John Fox", []),
            ("Anna Fox\nTom Miller", []),
            ("T.Fox, TOM FOX, fox", ["TOM FOX"]),
            ("It was Tom. Fox hunting is over.", []),
            ("Present: Tom, Fox and Mia", []),
            ("Miller, Anna; Fox, Tom", ["Fox, Tom"]),
            ("as Fox, Tom said", ["Fox, Tom"]),
            ("Mr Fox, Tom", ["Fox, Tom"]),
            ("Tom-Fox.pdf", ["Tom-Fox"]),
        ],
    )
    def test_is_no_one_across_two_people_or_two_sentences(
        self, text: str, certain: list[str]
    ) -> None:
        seen = [one for one in PersonName("Tom Fox").seen(text) if one.end - one.start > 3]
        assert [text[s.start : s.end] for s in seen if s.sure is Sure.WHOLE] == certain
        assert not any(", " in text[s.start : s.end] for s in seen if s.sure is Sure.LIKELY)

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Tom Fox", "fox"), ("Tom Fox", "login tfox"), ("Tom Fox", "foxt"), ("欧阳娜娜", "欧阳说"),
            ("张伟", "伟哥说"), ("田中 太郎", "太郎さん"), ("김민수", "민수가"), ("Anna-Lena Müller", "A.-L. said"),
        ],
    )  # fmt: skip
    def test_in_its_shortest_forms_is_left_to_a_person(self, name: str, text: str) -> None:
        assert {one.sure for one in PersonName(name).seen(text)} == {Sure.DOUBTFUL}

    @pytest.mark.parametrize(
        ("name", "text", "found"),
        [
            ("Sarah Smith-Jones", "Sarah Smith left", "Sarah Smith"),
            ("Sarah Smith-Jones", "Jones left", "Jones"),
            ("Ali Al-Hassan", "Hassan's list", "Hassan"),
            ("Maria de la Cruz-Lopez", "Maria de la Cruz", "Maria de la Cruz"),
            ("Peter O'Neill", "Neill left", "Neill"),
            ("Jean-Luc O'Connor-Müller", "O'Connor left", "O'Connor"),
            ("Jean-Luc O'Connor-Müller", "Connor left", "Connor"),
            ("Jean-Luc O’Brien", "J.-L. O'Brien", "J.-L. O'Brien"),
            ("Дмитрий Иванов", "Иванова Дмитрия", "Иванова Дмитрия"),
            ("Дмитрий Иванов", "с Дмитрием", "Дмитрием"),
        ],
    )
    def test_in_halves_and_cases_is_likely_and_whole(
        self, name: str, text: str, found: str
    ) -> None:
        sure = [one for one in PersonName(name).seen(text) if one.sure > Sure.DOUBTFUL]
        assert found in [text[one.start : one.end] for one in sure]

    def test_of_plain_words_is_doubtful_among_capitals(self) -> None:
        words = PlainWords(["the price list"])
        seen = [one.sure for one in PersonName("Mark Price", words).seen("MARK PRICE LIST")]
        assert max(seen) is Sure.DOUBTFUL

    def test_that_is_a_word_too_is_doubtful_alone(self) -> None:
        seen = [one.sure for one in PersonName("May Long").seen("It may long be so in May")]
        assert max(seen) is Sure.DOUBTFUL

    @pytest.mark.parametrize(
        "name", [" ," * 10_000, "x" * 20_000, "a-" * 10_000, "'" * 500, "张" * 300]
    )
    def test_of_a_strangers_length_is_looked_for_in_time(self, name: str) -> None:
        assert isinstance(list(PersonName(name).seen(f"{name} said")), list)

    def test_is_told_as_it_was_entered(self) -> None:
        names = ("Dana Whitfield", "任成", "Tom Fox", "X", "")
        assert people_in("责任成本, whitfield-list, TOM FOX", names) == [
            "Dana Whitfield",
            "Tom Fox",
        ]


class TestAContact:
    @pytest.mark.parametrize("text", ["17946 09581", "2079460958123", "ext 2045", "x.b@y.example"])
    def test_is_not_found_in_another(self, text: str) -> None:
        contact = Contact("+44 20 7946 0958, ext 204, b@y.example")
        assert list(contact.seen(text)) == []

    def test_that_is_a_plain_word_is_doubtful(self) -> None:
        seen = list(
            Contact("service desk", PlainWords(["the service desk"])).seen("the service desk")
        )
        assert [one.sure for one in seen] == [Sure.DOUBTFUL]


class TestAHiddenWord:
    @pytest.mark.parametrize(
        ("word", "text", "there"),
        [
            ("IT", "the IT team", True), ("IT", "with it, limit", False), ("it", "IT", True), ("IT", "within limits", False), ("Acme", "preacmepost", True),
            ("北方", "东北方 向", True), ("a+b", "A + B", True), ("(x)", "x", True), ("***", "a *** b", True),
        ],
    )  # fmt: skip
    def test_stands_alone_where_it_is_short(self, word: str, text: str, there: bool) -> None:
        assert any(HiddenWord(word).seen(text)) is there

    def test_of_a_client_that_is_a_common_word_wants_its_capital(self) -> None:
        service = HiddenWord("Service", PlainWords(["the service desk"]), capitals=True)
        seen = [one.sure for one in service.seen("the service of Service GmbH, services")]
        assert sorted(seen) == [Sure.DOUBTFUL, Sure.DOUBTFUL, Sure.WHOLE]


class TestFolding:
    @pytest.mark.parametrize(
        "text", ["", "plain", "Mu\u0308ller\u200b ＡＢ", "ßẞﬁ", "张\u3000伟", "\ud800x"]
    )
    def test_leads_back_to_what_was_written(self, text: str) -> None:
        for form in foldings(text):
            assert len(form.text) == len(form.starts) == len(form.ends)
            assert all(0 <= a < b <= len(text) for a, b in zip(form.starts, form.ends, strict=True))
