"""Words that are no names: common ones, and those that a questionnaire is made of.

A name that is a word as well, or lies across two words, cannot be told from them by a program. What
stands here makes a place doubtful, so that a person decides about it, instead of replacing words.
"""

import re
from collections.abc import Iterable

from gapwizard.domain.folded_text import fold_text

_COMMON = """
    able april art august banks best bill brown chance church case cook day dean faith field
    frank grace grant green hall hand hope iris joy june king lane law long love major mark may
    page pat penny price rich rose sunny stone summer victor white will wood young
"""
"""Names of people that are English words too."""

_PAIRS = """
    责任 任务 任何 主任 成本 成员 成为 成果 成立 完成 形成 达成 合成 构成 造成 高度 高级 高层 提高 更高 较高 最高
    明显 明确 明细 明文 说明 证明 声明 表明 注明 写明 主张 扩张 紧张 夸张 开张 张贴 伟大 经常 日常 正常 异常 通常
    常见 常用 常规 常态 对方 双方 各方 多方 三方 甲方 乙方 一方 官方 方案 方法 方面 方式 方向 方针 程序 过程 流程
    工程 课程 程度 规程 日程 章程 安全 安排 安装 平安 治安 和平 水平 平台 平均 公平 平时 时间 及时 同时 临时
    按时 何时 时限 时效 如何 为何 由于 等于 对于 关于 基于 至于 属于 大于 小于 用于 在于 于是 位于 便于 处于 管理
    主管 保管 文件 文档 公文 中文 英文 计划 设计 统计 合计 严重 严格 范围 规范 示范 金额 资金 现金 石油 白天 空白
    明白 马上 牛奶 黄金 生产 产生 发生 先生 学生 人力 能力 动力 强制 强调 加强 增强 国家 全国 中国 各国 建立 建设
    构建 海量 上海 江河 春节 林业 森林 河流 万一 千万 单位 订单 清单 工单 保单 简单 高兴 新兴 平行 易于 容易 交易
    向来 向前 方可 连接 关系 相关 有关 关键 包括 包含 承包 强度 进程 进展 开展 发展 展示 超过 超出 超时 波动
    以及 等级 平衡 静态 动态 军事 超前 明天 刚才 勇于 敏感 敏捷 杰出 健全 保健 健康 全部 全面 全程 完全 齐全
    志愿 日志 标志 宁可 石头 钱款 唐突 邓小 丁点 秦皇 江苏 顾客 顾问 照顾 回顾 武器 钟点 分钟 温度 雷达 贺信
    成文 全员 文本 路径 路由 线路 史料 历史 毛利 康复 段落 阶段 龙头 万元 童工 施工 实施 设施 措施 席位 出席 季度 季节 应急
"""
"""Pairs of Chinese letters that one name or its neighbour may be cut out of."""

_WORDS_THAT_NAME = frozenset(_COMMON.split())
_WORDS_OF_TWO = frozenset(_PAIRS.split())
_WORD = re.compile(r"[^\W\d_]{2,}")


class PlainWords:
    """Common words, and all the words of some texts."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Take the words of `texts`: those of a questionnaire name nobody."""
        self._text = "\n".join(fold_text(text).text for text in texts)
        self._words = _WORDS_THAT_NAME | frozenset(_WORD.findall(self._text))

    def hold(self, word: str) -> bool:
        """Tell whether a folded Latin word is one of them."""
        return word in self._words

    def run_through(self, letters: str) -> bool:
        """Tell whether folded Chinese letters, or a phrase, stand anywhere in the texts."""
        return letters in _WORDS_OF_TWO or letters in self._text

    def make(self, pair: str) -> bool:
        """Tell whether two Chinese letters are a word that everybody uses."""
        return pair in _WORDS_OF_TWO


NO_TEXTS = PlainWords()
"""The common words alone."""
