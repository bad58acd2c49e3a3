"""What people write beside the words of the app: one table for each language, for every reader.

A word of the app, which stands in the catalogue, is known in each language anyway (`i18n.in_all`).
Here stand those that a client's sheet or a colleague uses for the same thing. None may mean two
things where one of them is asked for; a test holds it.
"""

import re
import unicodedata
from collections.abc import Mapping

from gapwizard.i18n import in_all

_CHINESE: Mapping[str, tuple[str, ...]] = {
    # ratings
    "Not met": ("不满足", "不符合", "未符合", "未落实", "缺失", "没有"),
    "Partly met": ("部分符合", "部分落实"),
    "Largely met": ("大部分满足", "基本满足", "大体符合", "大部分符合", "基本符合"),
    "Fully met": ("满足", "符合", "全部满足", "完全符合", "全部符合"),
    "Don't know": ("不知道", "不确定", "未知", "待确认"),
    # states of documents, requests
    "unknown": ("不清楚", "待查"),
    "absent": ("没有", "无", "缺少"),
    "draft": ("草案", "初稿", "拟稿"),
    "outdated": ("过时", "过期", "待修订"),
    "current": ("现行", "有效", "在用", "已发布"),
    "obsolete": ("废止", "作废", "已作废"),
    "not needed": ("无需", "不适用"),
    # steps in the life of a document
    "reviewed inside": ("内部评审", "内审稿", "评审"),
    "reviewed outside": ("外部评审", "外审稿"),
    "approved": ("批准", "审批", "已审批", "审批通过"),
    "released": ("发布", "发行", "下发"),
    "known to its readers": ("已知悉", "告知", "宣贯", "已宣贯", "已培训"),
    # states of findings, actions and tasks
    "agreed": ("确认", "认可", "已认可"),
    "disputed": ("异议", "不认可", "有争议"),
    "in progress": ("进行中", "处理中"),
    "closed": ("关闭", "已销号", "销号"),
    "verified": ("验证", "验证通过"),
    "to do": ("未开始", "待处理"),
    "doing": ("处理中", "整改中", "办理中"),
    "done": ("完成", "已办结"),
    # grades
    "MAJOR": ("严重", "严重不符合项"),
    "MINOR": ("一般", "轻微", "轻微不符合", "一般不符合项"),
    "OFI": ("改进", "改进建议"),
    "OBSERVATION": ("观察",),
    "STRENGTH": ("优势", "亮点"),
    # names of fields
    "Organisation": ("单位", "单位名称", "组织名称", "委托单位"),
    "Sites": ("地点", "场所地址"),
    "Assessor": ("评估人", "诊断单位", "评估单位"),
    "Confidentiality": ("密级", "保密等级"),
    "Report number": ("编号",),
    "Size (people)": ("规模", "人数"),
    "Internal audit": ("内审日期", "内审", "内部审核日期"),
    "Clauses audited": ("内审条款",),
    "Management review": ("管评日期", "管理评审日期"),
    "Owner": ("负责人", "责任岗位", "责任部门"),
    "Owner (a role)": ("责任人", "负责人", "责任岗位", "责任部门"),
    "Due": ("期限", "完成时限", "完成期限", "截止日期", "到期日"),
    "Fact": ("不符合事实", "事实描述"),
    "Grade": ("等级", "级别"),
    "Cause": ("原因分析",),
    "Verified by": ("验证方式", "验证方式及证据", "验证"),
    "Corrective action": ("整改措施",),
    "Note": ("内部备注", "说明"),
    "Note (private)": ("备注", "内部备注"),
    "Version": ("版本号",),
    "Title": ("名称", "题名"),
}

_ENGLISH: Mapping[str, tuple[str, ...]] = {
    "Partly met": ("partially met",),
    "Owner (a role)": ("owner",),
}

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "question": ("问题编号", "题目编号"),
    "rating": ("评定", "评价", "评分", "符合程度"),
    "strength": ("强度",),
    "observation": ("观察", "事实", "现场情况"),
    "note": ("内部备注",),
    "evidence": ("客观证据", "证据清单"),
    "reason": ("不适用理由",),
    "comment": ("客户意见", "受评方反馈"),
}
"""Further names of the columns of an answer sheet."""


def also(message: str) -> tuple[str, ...]:
    """What else a word of the app, as it stands in the source, may be called where it is read."""
    return (*_ENGLISH.get(message, ()), *_CHINESE.get(message, ()))


def fold(written: str) -> str:
    """A word as it is compared: `Ｉｎ progress` as `in_progress`.

    >>> fold(" Ｉｎ-progress ")
    'in_progress'
    """
    plain = unicodedata.normalize("NFKC", written).replace("’", "'").strip().casefold()
    return re.sub(r"(?<=\w)[\s_]*-[\s_]*(?=\w)|[\s_]+", "_", plain).strip("_")


def choice(written: str, words: Mapping[str, str]) -> str | None:
    """The code that is meant by a code, by its word in any language or by another for it; or None."""
    word = fold(written)
    for code in words:
        if word == fold(code):
            return code
    for further in (in_all, also):
        for code, message in words.items():
            if word in map(fold, further(message)):
                return code
    return None
