"""Chinese, the first language of the program."""

from aetui.locales.facts import Facts

FACTS = Facts(
    name="中文",
    near={-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    days=("一", "二", "三", "四", "五", "六", "日"),
    quotes="「{}」",
    plural=lambda n: 0,  # noqa: ARG005  a Chinese noun has one form
    obligation_cells=28,
    arrow="zh_cn",
    by_sound=True,
)
