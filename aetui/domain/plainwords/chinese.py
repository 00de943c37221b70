"""Chinese words of time, and what only looks like one. Traditional forms are read as simplified ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from aetui.domain.plainwords.meaning import FESTIVALS, THEME, DayKind, DayWords, Kind, Part, Unit, Word, listed

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKS = {"": None, "本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2}
WEEKS_PAST = {"上": -1, "上个": -1, "上上": -2, "上上个": -2}
WEEK_NAMES = ("周", "星期", "礼拜")
MONTHS = {"本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2, "上": -1, "上个": -1}
YEARS = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1}
MONTH_EDGES: dict[str, tuple[DayKind, DayKind]] = {
    "初": ("month_start", "from_month_start"),
    "中": ("month_middle", "from_month_middle"),
    "底": ("month_end", "from_month_end"),
    "末": ("month_end", "from_month_end"),
}
YEAR_EDGES: dict[str, DayKind] = {"初": "year_start", "底": "year_end", "末": "year_end"}

DAYS = {
    "今天": 0,
    "今日": 0,
    "今儿": 0,
    "明天": 1,
    "明日": 1,
    "明儿": 1,
    "后天": 2,
    "后日": 2,
    "后儿": 2,
    "大后天": 3,
}
DAYS |= {"昨天": -1, "昨日": -1, "昨儿": -1, "前天": -2, "前日": -2, "大前天": -3}

# No day that could be told from here: it comes again and again, or belongs to something else.
NEVER = listed(
    """
    每天 每日 天天 每晚 每早 每周 每星期 每个星期 每礼拜 每个礼拜 每月 每个月 每年 每隔 隔周 隔天 隔日 逢周
    每逢 当天 当日 当晚 当周 当月 次日 翌日 第二天 同一天 那天 那周 某天 哪天 哪日 改天 平时 往常 前几天
    过几天 过两天
    """
)

PARTS: dict[Part, str] = {
    "dawn": "凌晨 清晨 拂晓",
    "first": "一早 一大早 大清早 上班前 开工前",
    "morning": "上午 早上 早晨 早间 午前",
    "noon": "中午 正午 午间 晌午",
    "lunch": "午休前 午饭前 午餐前",
    "afternoon": "下午 午后 傍晚",
    "off": "下班前 下班之前 下班以前 收工前 放工前",
    "evening": "晚上 晚间 夜晚",
    "night": "夜里 夜间 半夜 深夜 午夜",
}
# Both a day and a part of it.
DAY_PARTS: dict[str, tuple[int, Part]] = {
    "今早": (0, "morning"),
    "今晨": (0, "morning"),
    "今晚": (0, "evening"),
    "今夜": (0, "evening"),
    "明早": (1, "morning"),
    "明晨": (1, "morning"),
    "明晚": (1, "evening"),
    "后晚": (2, "evening"),
    "昨晚": (-1, "evening"),
    "昨夜": (-1, "evening"),
    "前晚": (-2, "evening"),
}
DAY_SUFFIX_PARTS: dict[str, Part] = {"晚": "evening", "早": "morning"}
"""Parts in one character, which count right after a day alone (周五晚8点)."""

UNITS: dict[str, tuple[Unit, int]] = {
    "分钟": ("minute", 1),
    "小时": ("minute", 60),
    "钟头": ("minute", 60),
    "刻钟": ("minute", 15),
    "天": ("day", 1),
    "星期": ("day", 7),
    "礼拜": ("day", 7),
    "周": ("day", 7),
    "工作日": ("working_day", 1),
    "工作天": ("working_day", 1),
    "工作小时": ("working_minute", 60),
    "小时工作时间": ("working_minute", 60),
}

SINGLE: dict[str, Kind] = {
    "个": "ge",
    "月": "yue",
    "年": "nian",
    "号": "dom",
    "日": "dom",
    "点": "hour",
    "时": "hour",
    "分": "minute",
    "刻": "quarter",
    "半": "half",
    "整": "sharp",
    "钟": "sharp",
    "左右": "sharp",
    "前后": "sharp",
    "上下": "sharp",
    "到": "range",
    "至": "range",
    "前": "until",
    "之前": "until",
    "以前": "until",
    "内": "within",
    "之内": "within",
    "以内": "within",
    "后": "after",
    "之后": "after",
    "以后": "after",
    "过后": "after",
    "最迟": "by",
    "最晚": "by",
    "至迟": "by",
    "不晚于": "by",
    "不迟于": "by",
    "截止": "by",
    "截至": "by",
    "在": "at",
    "于": "at",
    "的": "of",
    "现在": "now",
    "此刻": "now",
    "刚才": "now",
    "刚刚": "now",
}

NEXT_HOLIDAY: dict[str, DayKind] = {
    "节前": "before_holiday",
    "过节前": "before_holiday",
    "节后": "after_holiday",
    "过节后": "after_holiday",
}

# Named by its day, and a time only as 国庆前, 圣诞当天.
CHRISTMAS = ("圣诞", "圣诞节")

# Words that hold a word of time without being one. What may follow a figure (日报, 号召, 点评) is none of
# them: 12月5日报价 and 28号召开 are days; `guards` knows those.
DECOYS = listed(
    """
一点点 有一点 早一点 晚一点 快一点 慢一点 好一点 大一点 小一点 多一点 少一点 差一点 近一点 便宜一点 早点
晚点 快点 有点 早一些 晚一些 今日头条 今日事 今日毕 今日特价 今日推荐 明日之星 明日方舟 今天头条 下午茶
早上好 上午好 中午好 下午好 晚上好 早晚 前台 前面 前言 前端 前线 前后期 前往 前期 前景 前辈
前任 内部 内容 内页 内文 内涵 内衣 内参 内存 内网 内外 内心 内地
内购 内件 内包装 后期 后台 后续 后面 后勤 后者 后端 后缀 后半 三天两头 双十一 双十二
双11 双12 双旦 第一时间 周刊 下周刊 周到 周年 周期 周边 周围 周转 周密 周报 周会 周折 周日报 周六福
周大福 周大生 周黑鸭 黑色星期 最后 今后 然后 背后 先后 售后 随后 落后 幕后 课后 事后 战后 目前 提前 超前
空前 眼前 当前 生前 此前 跟前 面前 午前茶 一直 一定 一般 一样 一起 一些 一共 一下 一致 一旦 一时 一会
一边 一次 一流 一半 一切 一律 三八 实时 及时 准时 按时 临时 同时 平时 有时 小时候 生日 节日 假日
晚会 晚报 晚餐 晚宴 晚装 晚期 早餐 早会 早期 早报 早市 中午饭 上班族 下班族 上班时间 下班时间 到时 到时候
到位 到底 到货 到场 到达 在线 在场 正在 存在 实在 所在
整理 整个 整套 整体 整合 整改 整顿 整版 整页 整场 整天 整月 整年 整装 整条 整箱 整洁 整形 整编 整治 整数 整修 整备 整容 整流 整组
整批 整本 整包 整桌 整单 整张 整屋 整夜 整晚 整日 整周 整支 整段 整幅 整面 整层 上下游 上下文 上下班 上下架 上下级 上下册
上下联 上下半 上下集 前后端 前后台 前后景 前后页 前后版 前后对比 前后脚 左右手 左右岸 左右两 左右页 左右屏 钟爱 钟意 钟表 钟楼 钟情 钟声
账号 型号 编号 至少 至于 甚至 以至 直到 的确 目的
"""
)
# People's names that begin like 周一: surname 周, given name 一-something.
DECOYS += tuple(f"周一{c}" for c in "鸣围帆凡诺涵菲舟珂鹤桐琪萌彤楠曼娜轩豪泓煊苇辰妍婷雯倩颖睿皓昊骏")
DECOYS += tuple(f"周{a}{b}" for a, b in product("一二三四五六日", listed("版 刊 档 特刊 专版 副刊 晚报")))


def words() -> Iterator[tuple[str, Word]]:
    """Every word of the table with its meaning."""
    yield from ((text, Word("other")) for text in DECOYS)
    yield from _weeks()
    yield from _months_and_years()
    for text, n in DAYS.items():
        yield text, Word("day", day=DayWords("offset", n))
    yield from ((text, Word("day", day=DayWords("never"))) for text in NEVER)
    for part, texts in PARTS.items():
        yield from ((text, Word("part", part=part)) for text in texts.split())
    for text, (n, part) in DAY_PARTS.items():
        yield text, Word("day", day=DayWords("offset", n), part=part)
    yield "上班", Word("part", part="first", weak=2)
    yield "下班", Word("part", part="off", weak=2)
    for text, (unit, n) in UNITS.items():
        yield text, Word("unit", n, unit=unit)
    for text, kind in SINGLE.items():
        yield text, Word(kind)
    for text in CHRISTMAS:
        yield text, Word("day", day=DayWords("eve", 12, 25), weak=2)
    for n, festival in enumerate(FESTIVALS):
        for text in festival.names.split():
            yield text, Word("day", day=DayWords("festival", n), weak=THEME)
    for text, meant in NEXT_HOLIDAY.items():
        yield text, Word("day", day=DayWords(meant))
    yield "半天", Word("unit", 1, unit="half_day")
    yield "几", Word("other")


def _weeks() -> Iterator[tuple[str, Word]]:
    for (prefix, weeks), name in product((WEEKS | WEEKS_PAST).items(), WEEK_NAMES):
        for text, n in WEEKDAYS.items():
            if weeks is None:
                # 周天 is also how names begin (周天宇).
                weak = 1 if (name, text) == ("周", "天") else 0
                yield name + text, Word("day", day=DayWords("weekday", n), weak=weak)
            else:
                yield prefix + name + text, Word("day", day=DayWords("of_week", weeks, n))
        if weeks is not None:
            yield prefix + name, Word("day", day=DayWords("week", weeks))
            yield f"{prefix}{name}初", Word("day", day=DayWords("week_start", weeks))
            yield f"{prefix}{name}中", Word("day", day=DayWords("week_middle", weeks))
    for prefix, weeks in (WEEKS | WEEKS_PAST).items():
        yield f"{prefix}周末", Word("day", day=DayWords("weekend", weeks or 0), weak=1)
    for every, name, text in product(("每", "每个", "逢", "每逢"), WEEK_NAMES, WEEKDAYS):
        yield every + name + text, Word("day", day=DayWords("never"))


def _months_and_years() -> Iterator[tuple[str, Word]]:
    for prefix, n in MONTHS.items():
        yield f"{prefix}月", Word("month", n)
        for (edge, (_, kind)), name in product(MONTH_EDGES.items(), ("月", "月月")):
            yield f"{prefix}{name}{edge}", Word("day", day=DayWords(kind, n), weak=THEME)
    for edge, (kind, _) in MONTH_EDGES.items():
        yield f"月{edge}", Word("day", day=DayWords(kind), weak=THEME)
    for prefix, n in YEARS.items():
        yield f"{prefix}年", Word("year", n)
    for edge, kind in YEAR_EDGES.items():
        yield f"年{edge}", Word("day", day=DayWords(kind), weak=THEME)
        for (prefix, n), name in product(YEARS.items(), ("年", "年年")):
            yield f"{prefix}{name}{edge}", Word("day", day=DayWords(kind, n), weak=THEME)
