"""An assessment that was interviewed in Chinese: nothing in it is in another language."""

N = "北方数据"
MADE: list[tuple[str, ...]] = [
    ("new", N),
    ("set", N, "单位名称=北方数据有限公司", "范围=机房托管服务", "评估人=东方咨询", "内审日期=2026年9月14日"),
    ("fact", N, "external_suppliers=是"),
    ("answer", N, "8.6.1-Q01", "部分满足", "--observation", "抽查5张工单，2张未分类", "--evidence",
     "记录[3/5]：5月工单", "--note", "问值班长"),
    ("answer", N, "8.6.1-Q02", "缺失", "--candidate"),
    ("answer", N, "5.1-Q01", "完全满足", "--evidence", "陈述：总经理说明"),
    ("answer", N, "9.2.2-Q01", "不清楚"),
    ("answer", N, "4.1-Q01", "大体满足", "--lapse"),
    ("maturity", N, "8.6.1", "2"),
    ("document", N, "DOC-045", "现行", "--owner", "事件经理"),
    ("document", N, "DOC-046", "--ask"),
    ("department", N, "propose"),
    ("responsibility", N, "propose"),
    ("slot", N, "new", "日期=2026年12月1日", "开始=10:00", "主题=事件管理", "条款=8.6"),
    ("action", N, "new", "标题=补齐优先级规则", "责任人=事件经理", "期限=2026年12月20日"),
    ("finding", N, "NC-8.6.1", "状态=已确认"),
]  # fmt: skip
"""How it came to be, typed as a consultant types."""
