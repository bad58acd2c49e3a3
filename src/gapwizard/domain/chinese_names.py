"""Chinese names in a text, found by what stands around them.

There are no spaces between words, and nearly every name is also a piece of other words: once a 张某 is
known, 抽查10张工单 (ten tickets) must stay what it is, and so must 责任成本 (cost of responsibility)
beside a 任成. So a place counts as a name only after looking at titles, counts, and at words that lie
across its ends.
"""

import re
from collections.abc import Iterator

from gapwizard.domain.folded_text import Folded, Seen, Sure
from gapwizard.domain.plain_words import PlainWords

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
"""Ranges of Chinese characters, for the inside of brackets in an expression."""
_IS_HAN = re.compile(f"[{HAN}]")
NEAR = 8
"""Characters before a place that tell what it is."""
_BETWEEN = r"[\s·\-_.]{0,2}"
_TITLES = (
    "总经理", "总工程师", "工程师", "副经理", "经理", "总监", "主任", "主管", "部长", "处长", "科长", "组长",
    "副院长", "院长", "校长", "局长", "所长", "护士长", "护士", "医生", "医师", "教授", "老师", "先生", "女士",
    "小姐", "同志", "博士", "工", "总",
)  # fmt: skip
"""What follows a family name; one of two letters says more than one of one."""
_NO_TITLE = re.compile(
    "工[单作程具艺时资序业人会期厂地种位龄件学商]|总[是的体之共数计量结部则算和有会能要]"
    "|[院校局所部处科组]长[期时久远度短处效]|经理[解论由想赔]|总监[控督测视]|主管[理道]|主任务|教授[权课予]"
)
"""Words that begin like a family name's title: 张工 in 一张工单, 高校长 in 高校长期, 曾经理 in 曾经理解."""
_HOLDS = "任"
"""A family name that says before a title that somebody holds it: 曾任院长."""
_NUMERALS = "一二三四五六七八九十百千万亿两几数多半每各整这那该此另同第双俩张份"
_DOUBLE_NAMES = (
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "南宫",
)  # fmt: skip
_BEFORE = (
    "由", "请", "与", "和", "及", "跟", "向", "对", "经", "问", "找", "给", "让", "被", "是", "据", "叫", "的",
    "访谈", "询问", "采访", "问了", "负责人", "责任人", "联系人", "经理", "主管", "主任", "总监", "工程师", "专员",
    "人员", "员工", "组长", "部长", "科长", "处长", "同事", "联系", "通知", "告知", "根据", "其中", "代表", "见到",
    "审核人", "批准人", "编制人", "姓名", "时任", "现任", "受访者", "陪同",
)  # fmt: skip
"""What stands before a name and is no part of one."""
_AFTER = (
    "说", "称", "表示", "确认", "介绍", "提供", "出示", "负责", "认为", "指出", "反映", "回答", "解释", "承认", "演示",
    "签字", "签署", "签名", "编制", "审核", "审批", "批准", "主持", "担任", "参加", "参与", "兼任", "离职", "休假",
    "和", "与", "及", "等", "的", "在", "未", "不", "已", "没", "也", "向", "把", "将", "于", "对", "曾", "均", "都",
    "一人", "二人", "两人", "本人", *(title for title in _TITLES if len(title) > 1),
)  # fmt: skip
"""What stands after a name and is no part of one."""


def is_chinese(name: str) -> bool:
    """Tell whether a name is one of two to six Chinese letters, with or without spaces."""
    return re.fullmatch(f"[{HAN}](?:[\\s·]*[{HAN}]){{1,5}}", name) is not None


class ChineseName:
    """One name and the ways in which it is written."""

    def __init__(self, name: str, words: PlainWords) -> None:
        """Take a folded name; `words` are no names."""
        letters = re.sub(f"[^{HAN}]", "", name)
        self._groups = [group for group in re.findall(f"[{HAN}]+", name) if len(group) > 1]
        """What a space divides, as in a Japanese name: either stands alone often."""
        double = len(letters) > 2 and letters[:2] in _DOUBLE_NAMES
        self.family, self._given = (
            (letters[:2], letters[2:]) if double else (letters[:1], letters[1:])
        )
        self._letters, self._words = letters, words
        self.marks = (self.family, self._given, *self._groups, self._given[-1:])
        """One of these stands in every folded text that names the person."""
        self._whole = re.compile(_BETWEEN.join(letters))
        titles = "|".join(sorted(_TITLES, key=len, reverse=True))
        self._titled = re.compile(f"{self.family}\\s?(?P<title>{titles})")
        self._fond = re.compile(f"{self._given[-1:]}[哥姐]")
        self._called = re.compile(f"[老小]{self.family}(?![{HAN}])")

    def seen(self, text: Folded) -> Iterator[Seen]:
        """Every place where the name may stand, in the order of sureness."""
        if not any(mark in text.text for mark in self.marks):
            return
        for found in self._whole.finditer(text.text):
            yield Seen(*text.span(*found.span()), self._as_whole(text.text, *found.span()))
        for found in self._titled.finditer(text.text):
            yield Seen(*text.span(*found.span()), self._as_titled(text.text, found))
        for found in self._called.finditer(text.text):
            yield Seen(*text.span(*found.span()), Sure.DOUBTFUL)
        for start, end in self._alone(text.text):
            yield Seen(*text.span(start, end), Sure.DOUBTFUL)

    def _alone(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a part of the name stands by itself."""
        for found in self._fond.finditer(text):
            if _ends_before(text, found.start()):
                yield found.span()
        for group in self._groups if len(self._groups) > 1 else ():
            yield from (found.span() for found in re.finditer(group, text))
        for alone in (self._given, self.family):
            if len(alone) == 2 and not self._words.run_through(alone):
                places = (found.span() for found in re.finditer(alone, text))
                yield from (place for place in places if _parted(text, *place))

    def _as_whole(self, text: str, start: int, end: int) -> Sure:
        if _counted(text, start) or text[end : end + 1] in tuple("单作程"):
            return Sure.DOUBTFUL
        if self._words.run_through(self._letters) or self._torn(text, start, end):
            return Sure.DOUBTFUL
        if len(self._letters) > 2 and self._words.make(self._letters[-2:]):
            return Sure.LIKELY  # 和文件 is no name, 李建设 may be one
        sides = _ends_before(text, start), _begins_after(text, end)
        needed = all(sides) if len(self._letters) == 2 else any(sides)
        return Sure.WHOLE if needed else Sure.LIKELY

    def _as_titled(self, text: str, found: re.Match[str]) -> Sure:
        start, end = found.span()
        if _counted(text, start) or _NO_TITLE.match(text, found.start("title")):
            return Sure.DOUBTFUL
        before = text[start - 1 : start]
        if self._words.make(before + self.family[0]):
            return Sure.DOUBTFUL
        if len(found["title"]) > 1 and self.family != _HOLDS:
            free = _ends_before(text, start) or not self._words.run_through(before + self.family)
        else:
            free = _parted(text, start, end)
        return Sure.LIKELY if free else Sure.DOUBTFUL

    def _torn(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word lies across an end of the name: 责任 and 成本 around 任成."""
        before, after = text[start - 1 : start], text[end : end + 1]
        pairs = [
            pair
            for pair, side in ((before + text[start], before), (text[end - 1] + after, after))
            if side and _IS_HAN.match(side)
        ]
        if any(self._words.make(pair) for pair in pairs):
            return True
        return not _parted(text, start, end) and any(map(self._words.run_through, pairs))


def _counted(text: str, start: int) -> bool:
    """Tell whether a number stands before: 10张, 10 张, 每张."""
    before = text[max(0, start - NEAR) : start].rstrip(" ")
    return bool(before) and (before[-1].isdigit() or before[-1] in _NUMERALS)


def _parted(text: str, start: int, end: int) -> bool:
    """Tell whether what stands on both sides is no part of a name."""
    return _ends_before(text, start) and _begins_after(text, end)


def _ends_before(text: str, start: int) -> bool:
    if start == 0 or not _IS_HAN.match(text[start - 1]):
        return True
    return text[max(0, start - NEAR) : start].endswith(_BEFORE)


def _begins_after(text: str, end: int) -> bool:
    if end >= len(text) or not _IS_HAN.match(text[end]):
        return True
    return text.startswith(_AFTER, end)
