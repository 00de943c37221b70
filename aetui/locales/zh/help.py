"""每个命令的说明。"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.word.text": "文字",
    "cli.word.kind": "类别",
    "cli.word.time": "时间",
    "cli.word.slot": '"周四 16:00"',
    "cli.word.names": '"小王、阿杰"',
    "cli.word.span": "45m",
    "cli.word.place": "ours|theirs",
    "cli.help.help": """\
aetui help [命令…]

一个命令的用法，同 aetui 命令 -h；不写命令就是全部。
""",
    "cli.help.call": """\
aetui call 客户 [文字…] [--in|--out|--missed] [--with 谁] [--at 时间] [--visit|--chat] [--new]

记一通电话，每个“文字”是一条，第一个字是记号：
  {marks}
文字里写工作卡编号，就记在那张卡上；写时间，就是期限。
哪一行都可以在空格或标点后用 # 添一句内部话：只自己看，不进给客户的任何文件，里面的时间、名字也不算。
  --in 来电（默认）  --out 打出  --missed 未接  --with 联系人  --at 什么时候
  --visit 面谈  --chat 聊天  --new 客户簿里没有就加上
  -      从标准输入逐行读（UTF-8 或 GB18030），每行先存好再读下一行
  --     后面的都是文字，原样
不写文字：在终端里打开记录屏。

  aetui call 梅林 "+ 秋季海报加一个横版" "> 周三12:00前给修改稿" --with 陈小姐
""",
    "cli.help.calls": """\
aetui calls [list] [--client 客户]        记过的通话，最近的在前，前面是序号
aetui calls show 通话                    一通电话，逐条
aetui calls edit 通话 [条 文字] [--client 客户] [--with 谁] [--in|--out|--missed] [--phone|--visit|--chat] [--no-time]
aetui calls note 通话 条 [--about 产品|市场|公司]   把一条记进客户情况（R1）
aetui calls drop 通话 [条]               删一条；不写“条”，整通删掉

挂断以后改通话。“通话”写序号、客户（最近的一通）或编号；“条”写第几条或其中的字。
  edit 重写一条（记号、时间照旧写在文字里），或改客户、联系人、来电打出；开的卡、交办跟着改。  --no-time 不当期限
  drop 连同带出来的卡、待办一起删；后来动过的卡、待办留下。aetui undo 全部恢复。
""",
    "cli.help.todo": """\
aetui todo 文字 [--on 日子] [--card 编号] [--owner 谁] [--private]
aetui todo done|undo 文字或编号      aetui todo list [--all]      aetui todo --stop 文字
aetui todo import 文件 [--all] [--yes]

记一条待办，勾掉或重新打开一条。写法同桌面上的 {k.todo}：周五 打样 @小王 2611-002；选项盖过这一行里写的。
  --on 周五  --card 2611-001  --owner 小王（到期前催）  --private 不进给别人的文件
  每周五 交工时表 · 每天 9:30 晨会 · 每月10号 报销：周期待办，--stop 停掉。
  import 收别的程序的待办：todo.txt、Todoist、滴答清单、Outlook 的 CSV、Taskwarrior 的 JSON、Markdown 勾选框、一行一件。先看，
  说是（--yes）才收；已完成的不收，--all 也收；再收一次不重复。
  done、undo、list、import 打头是命令；要记的话就以它们打头时，前面写 --：aetui todo -- done 那份清单
""",
    "cli.help.memo": """\
aetui memo "小孙 周四留会议室 16:30"      aetui memo 文字 --to 谁 [--outside] [--at 时间] [--card 编号]
aetui memo done|send 文字或编号 [--how 文字]

写一条 MEMO；--at 到时提醒，--outside 是对外的。done 办了，send 发出了。
""",
    "cli.help.letter": """\
aetui letter [list] [--all]      aetui letter show 信
aetui letter take 信 [--how 文字]      aetui letter refuse 信 --why 文字
aetui letter answer 信 文字      aetui letter done 信 [--how 文字]      aetui letter read 信

办公室里同事之间的往来：交办、问题报告、喜讯、MEMO 和答复。“信”写其中的字、是谁，或编号前六位。take 接下，refuse 婉拒，answer 答复报告的问题，
done 办完（喜讯是看到了），read 看过、不再占着今天的板；--at 何时。
""",
    "cli.help.card": """\
aetui card open "梅林 秋季海报 周五"      aetui card open 标题 [--client 客户] [--requested 时间] [--deliver 时间] [--kind 类别] [--like 编号]
aetui card list [--all]
aetui card show 编号
aetui card set 编号 {fields}
aetui card order 编号 [--sent [--by 谁批]] [--confirmed [--by 谁]] [--at 时间] [--how 文字] [--why 原因]      工作单发客户确认
aetui card start|back 编号 [--why 原因]      aetui card close 编号 [--how 文字] [--why 原因]
aetui card deliver 编号 [--at 时间] [--how 文字] [--by 谁]
aetui card step 编号 "文案 @小李 周三中午" [--due 时间] [--owner 谁]     - 从标准输入，一行一步
aetui card done 编号 哪一步 [--at 时间] [--how 文字]      做完
aetui card chase|late 编号 哪一步 [--how 文字]      催过、报告晚了（写建议）
aetui card drop 编号 哪一步      去掉
aetui card move 编号 哪一步 时间 [--follow]      改期，--follow 后面的跟着
aetui card schedule 编号 [--sent [--by 谁批]] [--confirmed] [--at 时间] [--how 文字] [--why 原因]
aetui card estimate 编号 金额|"设计 3款 × 3500；印刷 12000；税 6%；有效期 30天；付款 预付一半；不含 运输" [--line "外拍 8000"]…      aetui card agree 编号 [--at 时间] [--how 文字] [--by 谁]
aetui card money 编号 "成本|发票|收款 8000 外拍 三天后" [--text 文字] [--due 时间] [--at 时间]
aetui card settle 编号 哪一笔 [--at 时间] [--how 文字]
aetui card work 编号 名字 [--kind 类别]
aetui card review 编号 名字 --by 谁 [--wrong 哪里不好]… [--tick 哪一条]… [--meeting 会议] [--at 时间] [--how 文字] [--why 原因]      内审一轮：没写 --wrong 是通过
aetui card review 编号 名字 --changed 改了什么      退回之后改了
aetui card propose 编号 名字 [--meeting 会议 | --start "周五 10:00 @王磊"]      上下一次拟案会
aetui card ask 编号 名字 [--by 谁] [--note 文字] [--back]      送到主管桌面请签；--back 收回
aetui card tick 编号 名字 哪一条…      合了哪几条标准（card set 写的策略），逐条打勾
aetui card send 编号 名字 [--how 文字] [--why 原因]
aetui card remark 编号 名字 "陈小姐：字太小；logo 再大" [--by 谁] [--at 时间]      送出之后客户的意见
aetui card answer 编号 名字 哪一条 怎么答复 [--by 谁] [--at 时间]
aetui card link 编号 [是什么 路径或网址] [--work 作品] [--drop 序号 | --edit 序号]      东西放在哪；aetui open 编号 打开
aetui card sign 编号 名字 --by 谁 [--client [--copy 复本在哪]] [--at 时间] [--why 原因]      aetui card copy 编号 名字 复本在哪

一张工作卡从开到结：工作单、进度、估价与钱、作品。哪一步、哪一笔写它的文字或序号。
--like 2611-001 照那张卡排：步骤、策略八条；时间按工作日从新的开始和交期推。
类别：拍片、完稿、绘图、打样、调研报告、媒介计划、其他
""",
    "cli.help.template": """\
aetui template list      aetui template show 名字
aetui template save 编号 [--name 名字]      把一张卡的步骤存成模板
aetui template add 名字 步骤… [--kind 类别]      - 从标准输入，一行一步
aetui template set 名字 [步骤…] [--name 新名字] [--kind 类别]      aetui template drop 名字
aetui template use 名字|编号 编号      照模板、或照另一张卡，排后一张卡的进度

自己的步骤模板。一步一行：文案 @小李 第2个工作日 12:00 · 打样 交件前1个工作日 · 也可写 +2、-1。从开始数，或从交件倒数，按工作日。
只取步骤（照另一张卡还取策略八条、给谁、类别），送过、签过、做过的一概不取。
""",
    "cli.help.open": """\
aetui open [编号 [序号]] [--work 作品] [--line 交接的哪一行] [--cover 代管的哪一件] [--list]

用系统自己的程序打开卡片、作品或交接提到的文件、文件夹、网址。提到几处就列出来，写序号开哪一处；--list 只列。
文字里写的路径和网址自己认（带空格的用引号括起来），也可以用 aetui card link 放上去。不在的会标明；程序、脚本不运行，只开它所在的文件夹。
""",
    "cli.help.client": """\
aetui client add 名字 [--short 简称] [--report "周四 16:00"] [--contact "名字 职务 电话 信箱"]… [--title 职务]… [--phone 电话]… [--email 信箱]… [--products 文字] [--market 文字] [--company 文字]
aetui client list [--all]
aetui client show 客户      aetui client quiet      久未联系的，几个工作日（D3）
aetui client set 客户 {fields} [--products|--market|--company 文字] [--contact "名字 职务 电话 信箱"]…
aetui client note 客户 [文字] [--about 产品|市场|公司] [--edit 序号 文字 | --drop 序号 | --unchanged] [--at 时间]
aetui client import 文件.vcf|文件.csv [--client 客户] [--only 公司]… [--all] [--over] [--yes]      aetui client export 文件.vcf

客户簿。note 记一条客户的产品、市场或公司情况（R1），如 "市场：竞品买一送一"；不写文字只列出。--unchanged 记下理过一遍、没有变化，
不写 --about 是三样都理过；三样都理过，本季的“客户情况过一遍”就做到了。--report 是每周发进度报告的时间；--contact 可写几个，--title、--phone、--email 依次配给它们。
通讯录里的公司多时，import 在终端里问哪几家是客户；脚本里用 --only 写明，或 --all 全收。
表格（CSV）的列名中英文都行，次序随意，没有列名也行：先给你看懂了什么，说是（--yes）才收。只补缺的；两边不一样的以簿里为准，--over 以文件为准。
""",
    "cli.help.idea": """\
aetui idea [list] [--all]
aetui idea add 文字 [--card 编号] [--client 客户]      aetui idea edit 点子 文字
aetui idea show 点子 [--to 谁] [--at 时间]      aetui idea used 点子 [--at 时间]      aetui idea drop 点子 [--why 文字]

点子（Y1）。“点子”写序号或其中的字；文字里写卡号就记在那张卡上，写 @谁 是谁的点子。给人看过（show）之前不进任何给别人的文件。
used、drop 再写一次就收回。
""",
    "cli.help.meeting": """\
aetui meeting add "梅林 提案会 周四下午2点到4点 在我们大会议室"
aetui meeting add 标题 [--client 客户 | --inside 拟案会|创意会|媒介会|业务协调会|其他] [--start 时间] [--end 时间] [--place ours|theirs] [--room 房间] [--travel 45m]
aetui meeting list [--all]
aetui meeting show 会议
aetui meeting set 会议 {fields}
aetui meeting agenda 会议 [一点…] [--work 作品]… [--came 一点]… [--drop 一点]… [--sent] [--confirmed] [--at 时间] [--how 文字]
aetui meeting prep 会议 [序号或文字…] [--all] [--add 文字] [--by 谁]
aetui meeting minutes 会议 [一行…] [--anew] [--sign 谁 [--hand]] [--send] [--circulate [--to 谁]…] [--confirm] [--at 时间] [--how 文字] [--why 原因]
aetui meeting move 会议 [--start 时间] --how 怎么告知客户的 [--told 时间]
aetui meeting attend 会议 [--at 时间]      aetui meeting cancel 会议 --why 原因
aetui meeting import 邀请.ics [--client 客户] [--all] [--yes]

会议：写编号、编号的开头或标题。不写 --end 就是一小时。
import 收 Outlook、Google、飞书、钉钉的邀请和日历：先看，说是（--yes）才收；改期、取消跟着改，再收一次不变。--client 是认不出的客户，--all 连没有与会者的也收。
没谈到的议程转到下一次同样的会（同一客户，同一种内部会）；--came 是谈到了的，--drop 是不要了的，写序号或文字。
记录一行一行：= 议题，其余是结论，@小王 周五前 改横版 是后续动作，自动成为待办；- 从标准输入读。
""",
    "cli.help.due": """\
aetui due [--within 2d] [--all] [--client 客户]

时限，最急的在前：状态、余多久、客户、什么、到期、出处、规则。
  --within 多久以内要做的  --all 连已了结的  --client 只看一家
""",
    "cli.help.met": """\
aetui met 规则 对象 [--how 文字] [--at 时间] [--by 谁] [--card 编号] [--why 文字] [--message]

一件时限做到了。规则见 aetui due 最后一列；对象是工作卡编号、客户、它的文字，或 due --json 里的编号。
  --how 怎么做的（报告问题时必写建议）  --at 什么时候  --by 谁  --why 过不了关卡时的原因
  --card 记在哪张卡上；同样的有几件时，是那张卡的那件
  --message 报告问题时打印给主管的话：晚了的每一件、晚了多久、建议；不带 --how 只打印，不记

  aetui met card.schedule 2611-001 --how "传真，陈小姐收"
""",
    "cli.help.waive": """\
aetui waive 规则 对象 --why 文字

免做一件时限，写明为什么；留在记录里。
""",
    "cli.help.today": """\
aetui today [--line]

今天的桌面：时限、待办、工作卡、通话、已完成。--line 是状态栏的一行。
""",
    "cli.help.find": """\
aetui find 文字

提到它的一切，新的在前。客户的名字、拼音、首字母也找到与那家有关的。
""",
    "cli.help.copy": """\
aetui copy 卡号|客户|文字|编号 [其中一项] [--print]

把它复制到剪贴板，成能贴进微信、钉钉、邮件的文字，同屏幕上的 {k.copy}。给内部看的话（# 后面的、#、! 的条目）不在里面；
只给内部的（时限、交接行、当日记录）照原样，并说明是内部的。其中一项：步骤、稿件、一笔钱、联系人；编号是 aetui due --json 等列出的。
--print  只打印，不动剪贴板

文件：aetui report … --clipboard；交接的一行：aetui handover copy 行号
""",
    "cli.help.log": """\
aetui log [-n 30]
aetui log 编号            那一件改了哪些记录，改前改后

改过什么，新的在前；编号在行末。屏幕上按 {k.history}。
""",
    "cli.help.undo": """\
aetui undo
aetui undo --back 编号 [--yes]      撤销那一件和它以后的每一件，算一次改动
aetui undo --only 编号              只撤那一件；它动过的记录后来又改过就不能

撤销上一次改动，整个地；再撤再前一次。撤销也能撤销。
""",
    "cli.help.redo": """\
aetui redo

把撤销的重做。
""",
    "cli.help.rules": """\
aetui rules [规则|出处]

所有规则；或一条规则（card.schedule）、一条原文（D4）。
自己的规则写在数据文件旁的 名字.rules.toml 里。
""",
    "cli.help.profile": """\
aetui profile [项 [值]]

个人设置：看全部、看一项、改一项。
{fields}
  day 2027-01-04 off|work|auto [名称]   自定的休息日、上班日，高于工作日历；auto 照工作日历；不写日期就列出来
""",
    "cli.help.export": """\
aetui export 文件 [--table 表]
aetui export [文件.ics] --keep | --no-keep

导出：.json 是全部记录，.csv 是一张表（默认时限；--table calls 等），.ics 是期限、有钟点的待办和会议。
--keep 以后每次改动都重写这份日历（桌面、命令都算）；不写文件就说是哪一份，--no-keep 停止。
读不出的会说明并略过，返回 3。桌面自己的文件不会被盖掉。
""",
    "cli.help.office": """\
aetui office [status]
aetui office join 加入行|- [--aside]
aetui office sync
aetui office conflicts
aetui office settle 号码 [--other]
aetui office leave
aetui office init 地址
aetui office add 名字 --role AE [--am 谁] [--url 地址]
aetui office remove 名字 [--device 机器号] [--url 地址] [--yes]
aetui office migrate [--url 地址]

办公室：几张桌面经一台 PostgreSQL 连起来，见手册“办公室”。每张桌面照旧自己完整，没有网络也照常用。
status 说对上了没有、里面有谁。join - 从标准输入读管理人给的那一行，空桌面取来办公室里的，
有东西的桌面是本人的第一台；--aside 把这里的收进备份，换成办公室的。
sync 收发一次，给定时任务用；开着的桌面自己收发。leave 离开，桌面照旧。
init、add、remove、migrate 给管办公室的人：密码放在 ~/.pgpass、服务文件或 PGPASSWORD，地址里不写。
""",
    "cli.help.events": """\
aetui events [--once] [--try 事件]

事件运行命令：哪些事件、各有几件新的、最近运行了什么。命令写在桌面旁的 NAME.hooks.toml，
事件有 soon、late、day.closed、paper.sent、letter.came；命令从标准输入读一份 JSON，最多十秒。
--once 把新的运行一遍，等它们结束，说各自怎样；给没有打开桌面时的定时任务用。--try 拿最急的一件试一次。
""",
    "cli.help.import": """\
aetui import 文件

导入 aetui 导出的 .json；同一条记录取新的（改动时间还没到的不算新）。同一条写了两遍的，整个不收。
工作卡的号码这里另有卡用着的，改用下一个空号，原号写在卡的经过里。同事的交接单、AE 的一周也由它收下。
""",
    "cli.help.check": """\
aetui check [--settle]

文件是否完好：每条都读得出，什么都不缺；日志里的改动写进文件。不完好时返回 3。
--settle 照现在的用：冲突、被改过的文件、缺了的改动都算了结（能撤销）。
""",
    "cli.help.backup": """\
aetui backup

在备份文件夹里留一份。
""",
    "cli.help.restore": """\
aetui restore 文件 [--yes]

回到一份备份或导出，不管现在的文件怎样。先显示那是谁的；现在的样子先备份，能撤销。
""",
    "cli.help.demo": """\
aetui demo [--print|--shell]

示例的一天，用完即弃；--print 打印成文字；--shell 开一个 shell，里面的 aetui 就用这张示例桌面，
退出（exit）即弃。
""",
    "cli.help.serve": """\
aetui serve [--port 8642]

在本机的浏览器里用桌面：打开它印出的地址，一个标签页一个程序，同用一张桌面；Ctrl+C 停下。要先装 pip install 'aetui[web]'。
没有登录：谁有这个地址谁就能用，地址每次启动都换；只在本机（127.0.0.1）开放。从别的电脑用，先接一条 ssh：
  ssh -L 8642:127.0.0.1:8642 那台电脑      然后在自己的浏览器里打开印出的地址
  --port 另一个端口；0 是随便一个空着的
""",
    "cli.help.completion": """\
aetui completion bash|zsh|fish

TAB 补全命令、选项和桌面上的东西：卡号（带标题）、客户、同事、规则、文件种类、个人设置的项和值。放进 shell 的启动文件：
  bash  ~/.bashrc                     eval "$(aetui completion bash)"
  zsh   ~/.zshrc                      eval "$(aetui completion zsh)"
  fish  ~/.config/fish/config.fish    aetui completion fish | source
""",
    "cli.help.report": """\
aetui report {card} --card 编号
aetui report {client} --client 客户 [--period 2026-W48|2026-11]
aetui report {plans} --client 客户 [--period 2026-Q4|2026-12]      aetui report {person} --person 谁 [--period 2026]
aetui report {meeting} --meeting 会议      aetui report {memo} --memo 文字
aetui report {desk} [--period 2026-W48|2026-11-27]
    [-o 文件.md|.html|.docx] [--message] [--clipboard] [--to 谁] [--copy 谁]… [--send --how 文字 [--by 审核人] [--at 时间] [--why 原因]]
    [--ask]      发出之前先送到 AM 桌面审批
aetui report budget|media|monthly --all --send [--period 2026-Q4|2026-12|2026-11] [--how 文字]      该交的一起交给 AD
aetui report monthly --hand-in 文件.json [--period 2026-11]          AE：各位客户的月报，交给 AM（A8）
aetui report list      aetui report show 编号 [-o 文件]      aetui report approve 编号 --by 谁 [--why 原因]
aetui report return 编号 --by 谁 --how 意见      aetui report answer 编号 --how 文字

从记录写出文件。不写 -o 打印 Markdown；--send 记下已经发出，连同发出时的样子，留着。
--message 打印和文件一起发的几行话（邮件、微信）；--clipboard 复制全文（连同 --message 只复制那几行）。要 PDF：用 Word 打开 .docx 另存为 PDF，或用浏览器打开 .html 打印成 PDF，
抬头和页码都在。
自己的模板放在数据文件夹的 templates/ 里：schedule.md.j2、sheet.html.j2、sheet.docx、weekly.txt.j2（随文）等。
""",
    "cli.help.review": """\
aetui review
aetui review --check [--on 日子] [--notes]
aetui review close [--by 谁] [--why 原因] [--on 日子] [--maxim 一句话]
aetui review --send 文件 [--on 日子]                            写核对表，交给 AM（A1）
aetui review --take 文件 [--theirs 号码…] [--ours 号码…]          收 AM 签回的（aetui import 也行）

今日事今日毕：未定的一件一件定下，排好明天，AM 核对，今日毕。
--check 列出未定的，有就以 1 结束（给 cron）。昨天没毕的先问。
""",
    "cli.help.people": """\
aetui people
aetui people away 谁 '12/1到12/5' [--approves 谁] [--hears 谁]      aetui people back 谁
aetui people add 名字 [角色] [--phone 电话]      aetui people remove 谁
aetui people phone 谁 电话

身边的同事：角色、电话、什么时候不在。不在的人不能接手（D8）。
""",
    "cli.help.handover": """\
aetui handover 一行话（明天到周四 年假；手机 @小王）
aetui handover [--from 时间] --to 时间 [--why 原因] [--reach 怎么找我] [--phone 谁接电话] [--approves 谁] [--hears 谁]
aetui handover deputies [--approves 谁] [--hears 谁]          这段时间谁批文件、谁听问题
aetui handover show
aetui handover cover 哪一行|--client 客户|--all --by 谁 [--do 做什么] [--if 如果…就…] [--call 找谁] [--files 文件在哪]
aetui handover copy 行号 [--print]      aetui handover ack 谁 [哪一行] [--how 怎么确认的]      aetui handover arrange [--why 原因]
aetui handover span [--from 时间] [--to 时间]      aetui handover cancel
aetui handover export 文件.md|.html|.docx|.ics|.json [--for 谁]
aetui handover care [第几件 [--how 文字] [--done]]      aetui handover export 文件.json --back 谁
aetui handover return [文件.json] [--take 哪一行]… [--all] [--did 哪一行 --how 怎么办的 --at 何时]… [--ours 哪一行]… [--theirs 哪一行]… [--by 谁] [--yes]
aetui handover tell [客户] [--how 怎么告知的]

离开前每件事都有人管，都已确认（D8）。.json 给接手人 aetui import；他的记录用 return 收回。
收回不等于办了：他办了而没有记录的用 --did；说法不一的逐行用 --ours 或 --theirs 定。
离开还没开始就 --all，要确认（--yes）。每一行的序号从头到尾是它自己的。
代管的：care --how 记一笔，还开着；--done 才是办完。
排了几次离开时，show 以下各条加 --absence：它哪天开始（明天、12/1、周五12:00）、原因里的字，或编号。
不到四小时的离开加 --phone：谁接电话和急事，已当面确认（M4）。
""",
}
