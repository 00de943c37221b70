"""What stands around a time and makes it something else: 5点意见, 3号楼, 1/2版面, 这两点, 会后三天内.

A wrong deadline is worse than none, so a time with such a neighbour is none. Each table is a tuple of
beginnings of the text that follows, or of endings of the text before.
"""

from __future__ import annotations

from aetui.domain.patterns import pattern
from aetui.domain.plainwords.meaning import listed

# An hour that is a number of points (三点建议). Not asked where the hour is told in full (下午3点, 三点半).
NO_HOUR_AFTER = listed(
    """
    意见 建议 要求 说明 问题 想法 原因 理由 修改 反馈 注意 看法 优势 劣势 好处 坏处 区别 不同 不足 需求 内容
    事项 补充 总结 心得 感受 疑问 共识 结论 期望 希望 顾虑 改动 调整 变化 变动 卖点 优点 缺点 亮点 特点 特色
    诉求 信息 创意 体会 以上 以下 档 可 都 均 也 需 是 如 小 点 收获 启示 收益 利润 折扣 佣金 返点 利率 关键
    主要 核心 重要 新 大 经验 依据 承诺 保证 声明 差 过
    """
)
# The same, unless a day stands before it: 主要两点：…, 13点税, 18点字.
NO_HOUR_ALONE_AFTER = listed(": ,一是 ,一、 ,第一 ,其一 ,1、 ,1. ,1) 字 位 税 专票 普票 增值税 大小")
# No hour where a figure with 点 is told in full either: 三点钟方向, 12点方向.
NO_DIAL_AFTER = listed("方向 方位 位置 钟方向 钟方位 钟位置")
SIZES = (
    "行距",
    "字号",
    "字距",
    "行高",
    "段距",
    "间距",
    "行间距",
    "字体大小",
    "字大小",
    "磅值",
)  # before it: 行距改到14点
NO_HOUR_BEFORE = listed(
    """
    主要
    第 这 那 有 共 提 出 前 后 上 下 外 了 列 涨 跌 降 升 加 减 条 几 多 列出 一 早 晚 快 差 好 返 赚
    让 人 调 移 挪 缩 大 小 宽 高
    """
)

# A day of the month that is a thing's number (3号楼) or a stretch of days (5日游). Things numbered above twelve
# are few, and 28号样稿 is rather the 28th.
NO_DOM_AFTER = {
    "号": listed("楼 线 院 床 房 桌 门 机 码 地块 地铁 令 公告 文件 车厢 字 弄"),
    "日": listed("游 元 均 语 志 程 期 子 光 内瓦 年 特 系 历"),
}
NO_SMALL_DOM_AFTER = listed(
    """
    店 稿 厅 馆 桥 仓 库 电池 位 方案 版 室 台 棚 车 井 会议室 展 选手 模 样 画 镜 色 球 产品 出口 口 人 作品
    链接 素材 海报 单页 场 章 座 环 摊 铺 柜 款 包 杯 瓶 箱 屏 标 组 队 员 公 文 演 图 照 片 女 男 角 嘉宾 道具 布景 机 灯
    镜头 站 口 通道 仓位 展 样 模 配 牌 包装 广告位 点位
    """
)
DOM_AFTER_ALL_THE_SAME = ("线上", "线下", "文案", "人到", "公司", "场地", "样张寄", "展会", "组织")
NO_DOM_BEFORE = listed(
    "第 型 账 序 楼 近 每 这 那 满 共 达 月 路 街 道 巷 弄 胡同 大道 选 挑 选了 挑了 选定 选中 选用 采用 喜欢 偏向 倾向 推荐"
)
# Behind these a figure with 号 is a day.
MOVED_TO = listed("在 于 自 等")
# Said of a thing with that number as well: 3号要改大, 二号就好.
OF_A_THING_TOO = listed("就 才 再 还 都 也 可 能 会 得 必须 务必 一定 应该 尽量 争取 要")
NAMES_NUMBERS = ("字号", "型号", "编号", "尺码", "色号")  # somewhere before: 字号从5号改成6号

# A slash that is a part of a page or a fraction.
NO_SLASH_AFTER = listed(
    "整版 半版 开 栏 底通 竖 横 版 页 p 篇 屏 通栏 跨 折 价 的 小时 服务 在线 英寸 寸 决赛 以上 量 处 倍 左右 人 投"
)
SHARE_BEFORE = listed("完成 完成了 做了 用了 比例 剩下 还差 占 约")  # also before a space
NO_SLASH_BEFORE = listed("占 约 版 页 共 第 a4 a3 a5 剩 之")

# A ratio or a length of film that looks like a clock.
NO_CLOCK_AFTER = listed("档 比例 画幅 画面 屏 的比例 的画 比 版 片 尺寸 时长 秒")
NO_CLOCK_BEFORE = listed("比例 比例是 画幅 尺寸 片长 时长 长度 比 宽高比 分辨率 比分 约经")

# A month, a year or a week that only qualifies what follows (月底盘点报告, 周末促销).
NO_PERIOD_AFTER = listed(
    """
    那 给的 说的 发的 盘点 结账 结算 总结 报告 报表 促销 大促 冲刺 冲量 考核 奖 聚会 清仓 特卖 特惠 活动 档 版 特刊 刊 愉快
    快乐 价 折 门票 狂欢 限定 旬 度 排期 媒介 版面 计划书 分红 前半 前几 前两 前三 套餐 派对 市集 游 专场
    双休 加班费
    """
)
# Days of a week: words into which they continue.
NO_WEEKDAY_AFTER = listed(
    "大促 促销 特卖 大放送 惊喜 秒杀 福利 夜市 市集 派对 主题 档期 特价 特惠 特卖 会员日 狂欢 专场 夜场 影院 限定 餐厅 剧场 例行"
)
NO_WEEKDAY_BEFORE = listed("每 隔 黑色 逢 双 单 两 几 每个 每逢 上上")

# A part of today that something was done in already.
NO_PART_AFTER = listed("刚 已 才")

# A day on which nothing is done.
NOT_THEN = listed("不在 不上班 休息 放假 没空 没时间 不方便 不行")

# What is over when the day is.
NO_FESTIVAL_BEFORE = listed("过完 过了 完 从 自 每年 去年 往年 历年 上次 迎 庆 贺")

# A span that is not reckoned from now.
NO_SPAN_BEFORE = listed("第 前 后 每 近 这 那 头 几 十 多 起 满 内 大 老 好 小 半 过去 隔 最近 未来 来")

# 下周一定给 is next week, for certain; 下周一定稿 is Monday. Likewise 下周三个稿子.
ONE_AFTER = {
    "定": ("稿", "案", "价", "版", "档", "妆", "样", "下", "了", "好", "位", "调", "金"),
    "直": ("播", "接", "飞", "达"),
    "般": (),
    "些": (),
    "共": (),
    "样": ("张", "品", "片", "稿", "刊", "书"),
    "部": ("长", "门"),
    "次": (),
}
MEASURES = {
    "个": ("人", "性", "别", "案", "体"),
    "份": (),
    "款": ("项",),
    "套": ("路",),
    "天": ("津", "猫", "气", "线", "河", "台"),
    "条": ("件", "款", "幅"),
    "篇": ("幅",),
    "组": ("长", "织", "合"),
    "幅": ("度",),
    "遍": (),
    "轮": ("播",),
    "项": ("目",),
    "张": ("总", "经", "小", "先", "女", "贴", "挂"),
    "支": ("付",),
    "批": ("复", "准", "量", "注"),
}


# What is done with a thing then: 月底交, 中秋给稿, 年底要; but 年底报告, 中秋定制, 国庆出游 are themes.
_DONE_THEN = pattern(
    r"(?:当天|当日|那天|那日|之前|以前|前|内|后|就|才|再(?![生说议聊看谈讲定])|还(?!款)|都(?!市)|也|可以|可否|能否|能不能|能(?!源|量|耗|力)|会不会|得|必须|务必|一定|应该|尽量|争取"
    r"|给|要(?!点|闻|素|求)|交(?!流|通|友|易|响|互|房|谊)|出(?!游|行|境|口|国|海|炉|租|入|众|色)|报(?!告|表|纸|刊|社|道|名|销)"
    r"|定(?!制|位|向|义)|发(?!布|票|展|型|财|烧|红包|福利|现|泄|放|行)|送(?!礼|福|祝|好礼|大礼|惠|货单|温暖|红包|爸|妈|长辈|健康|爱)"
    r"|付(?!费)|寄|提交|上线|上刊|上架|上报|上交|开会|开机|开拍|完稿|完成|完工|做(?:好|完|出)|改(?:好|完|出|稿)|打样|拍(?:完|好|摄)|印(?:完|好|刷)"
    r"|截稿|截止|定稿|交稿|回复|回电|答复|确认|签(?!到|名墙|售)|审(?![美计])|看稿|看样|看片|拿|取(?:样|稿|货)|收(?:齐|款|稿|到|尾款)|结(?:款|清|账)"
    r"|入库|到(?:货|位|仓)|下单|投放|启动|收尾|见(?:面|客户)?(?![证闻]))"
)


def done_then(line: str, at: int) -> bool:
    """Whether the text from `at` on begins with what is done then, also after a space."""
    if line[at : at + 1] == " ":
        at += 1
    return _DONE_THEN.match(line, at) is not None


def follows(line: str, at: int, beginnings: tuple[str, ...]) -> bool:
    """Whether the text from `at` on begins with one of them, also after a space."""
    if line[at : at + 1] == " ":
        at += 1
    return line.startswith(beginnings, at)


def precedes(line: str, at: int, endings: tuple[str, ...]) -> bool:
    """Whether the text before `at` ends with one of them."""
    return line.endswith(endings, max(at - 6, 0), at)


def is_numeral(line: str, at: int, digit: str) -> bool:
    """Whether the last character of 下周一, which ends at `at`, rather counts what follows."""
    next_, after = line[at : at + 1], line[at + 1 : at + 2]
    if digit in "日天":
        return False
    if digit == "一" and next_ in ONE_AFTER:
        return after not in ONE_AFTER[next_]
    return next_ in MEASURES and after not in MEASURES[next_]
