"""守时与工作量的字句。"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "figures.title": "守时与工作量",
    "figures.week": "{year}年第{n}周 {first}–{last}",
    "figures.month": "{year}年{month}",
    "figures.quarter": "{year}年第{n}季度",
    "figures.year": "{year}年",
    "figures.as_of": "截至 {time}",
    "figures.only": "只看{client}",
    "figures.by_rule": "守时 · 按规则",
    "figures.by_week": "守时 · 按周",
    "figures.by_client": "工作量 · 按客户",
    "figures.by_hour": "通话 · 按钟点",
    "figures.team": "全组",
    "figures.period": "月、周",
    "figures.files": "收到",
    "figures.kept_of": "{who} · 守时",
    "figures.made_of": "{who} · 质量",
    "figures.trend.week": "{who} · 按周",
    "figures.trend.month": "{who} · 按月",
    "figures.team.empty": "还没收过 AE 的一周。收进之后，这里按周、按月画出每位 AE 的守时，列出质量。到查本周按 {k.take_weeks} 收进他们的文件。",
    "command.team_figures": "全组",
    "command.team_figures.tip": "全组按周、按月：每位 AE 的守时和质量，画成走势，也列出数字（A4、A9）",
    "figures.tab.rule": "按规则",
    "figures.tab.week": "按周",
    "figures.tab.client": "按客户",
    "figures.tab.hour": "按钟点",
    "figures.tab.table": "明细",
    "figures.tab.plots": "图",
    "figures.kept": "守时",
    "figures.late": "迟",
    "figures.missed": "错过",
    "figures.waived": "免做",
    "figures.open": "未到期",
    "figures.share": "守时率",
    "figures.promised": "应做",
    "figures.rule": "规则",
    "figures.source": "出处",
    "figures.of_week": "周",
    "figures.client": "客户",
    "figures.calls": "通话",
    "figures.not_taken": "未接",
    "figures.items": "条目",
    "figures.cards": "在手卡",
    "figures.hour": "钟点",
    "figures.in": "呼入",
    "figures.out": "呼出",
    "figures.no_client": "无客户",
    "figures.more": "还有 {n} 项",
    "figures.total": "应做 {promised} 件",
    "figures.nothing_due": "这段时间没有时限",
    "figures.nothing": "没有。",
    "figures.reading": "正在读更早的记录…",
    "figures.counting": "正在统计…",
    "figures.none_ended": "这段时间还没有时限到期，到期后这里会按规则画出守时率。",
    "figures.no_weeks": "还没有时限到期，到期后这里会一周一点画出守时率。",
    "figures.no_load": "没有通话、工作卡和时限，这里会按客户画出工作量。",
    "figures.no_calls": "没有通话，这里会画出一天里哪几点电话最多。",
    "figures.empty": "还没有可统计的。这里会有四张图：按规则、按周的守时率，每位客户的工作量，一天里通话的钟点。先回到桌面（Esc）：记一通电话（{k.call}），开一张工作卡（{k.card}），做到的时限按 {k.done}。",
    "figures.present": "现在就是这一段。",
    "figures.no_later": "那段时间还没到。",
    "figures.no_earlier": "更早没有记录。",
    "ask.figures.client": "只看哪位客户？（空着看全部）",
    "command.figures": "统计",
    "command.figures.tip": "守时与工作量：按规则、按周、按客户、按钟点，画成图（R3、R9）",
    "command.figures_span": "周月季年",
    "command.figures_span.tip": "看一周、一月、一季还是一年",
    "command.figures_now": "现在",
    "command.figures_now.tip": "回到现在的这一段",
    "command.figures_next": "下一图",
    "command.figures_next.tip": "换一张图；最后是明细",
    "command.figures_previous": "上一图",
    "command.figures_previous.tip": "换回前一张图",
    "command.figures_client": "只看一家",
    "command.figures_client.tip": "只看一位客户；空着看全部",
    "error.figures.period": "看不懂期间“{text}”：写成 2026-W48、2026-11、2026-Q4、2026，或 week、month、quarter、year。",
    "error.figures.team_client": "全组和只看一家不能一起：AE 的一周是整份算的。去掉 --team 或 --client。",
    "cli.help.figures": """\
aetui figures [--period 期间] [--client 客户] [--json]
aetui figures --team [--period 期间] [--json]

守时与工作量：到期的时限守时多少（按规则、按周），每位客户多少工作量，一天里通话的钟点。
  --period  2026-W48、2026-11、2026-Q4、2026；week、month、quarter、year 是现在的；不写就是本月
  --client  只看一位客户
守时率 = 守时 ÷（守时＋迟＋错过）；免做的和未到期的不算。过了期限还没做的算迟。按周的是整周，至少八周。

--json：period、first、last、as_of、client；
  total     promised kept late missed waived open share（0–1，没有就是 null）
  by_rule   一条规则一项：rule source title，和 total 的各项
  by_week   一周一项：week（2026-W48） first（周一），和 total 的各项
  by_client 一位客户一项：client（null 是没有客户） calls missed items cards（期末在手） promised
  by_hour   24 项：hour in out missed

--team：每位 AE 的走势，出自收进的每周文件（aetui team take），到期末至少八周、六个月；一周归到它星期四所在的月。
没收到的一周写明，不算零。
--json：period、first、last、as_of、team：一位 AE 一项：who、weeks、months；各有 week（或 month） first、files（收到几份）、
missing（没收到的周）、total 的各项、quality（同 aetui team --json）；一份也没收到，这两样是 null
""",
}
