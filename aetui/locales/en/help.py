"""A page for each command."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.word.text": "TEXT",
    "cli.word.kind": "KIND",
    "cli.word.time": "TIME",
    "cli.word.slot": '"thu 16:00"',
    "cli.word.names": '"Wang, Jie"',
    "cli.word.span": "45m",
    "cli.word.place": "ours|theirs",
    "cli.help.help": """\
aetui help [COMMAND...]

How a command is used, the same as aetui COMMAND -h; without one, the list of all.
""",
    "cli.help.call": """\
aetui call CLIENT [ITEM...] [--in|--out|--missed] [--with NAME] [--at TIME] [--visit|--chat] [--new]

Note a call, each ITEM a line of it; its first character says what it is:
  {marks}
A card's number in an item puts it on that card; a time in it is its due time.
Behind a space or a punctuation mark, # begins a remark for the house in any line: no paper for a client
holds it, and no time or name in it counts.
  --in they called (default)  --out you called  --missed  --with contact  --at when it was
  --visit, --chat instead of the phone  --new takes an unknown client into the book
  -      reads one item a line from standard input (UTF-8 or GB18030), each safe on disk before the next
  --     all that follows is items as they stand
Without ITEM, on a terminal: the quick-note screen.

  aetui call golden "+ autumn poster, a wide one" "> proof by wed 12:00" --with chen
""",
    "cli.help.calls": """\
aetui calls [list] [--client NAME]       the calls noted, newest first, each with its place
aetui calls show CALL                    one call, item by item
aetui calls edit CALL [ITEM TEXT] [--client NAME] [--with NAME] [--in|--out|--missed] [--phone|--visit|--chat] [--no-time]
aetui calls note CALL ITEM [--about products|market|company]   keep a line in the client's notes (R1)
aetui calls drop CALL [ITEM]             delete an item; without ITEM the whole call

Put a call right after you hung up. CALL is its place in the list, a client (the last call with them) or an id; ITEM its
number in the call, or words of it.
  edit writes an item anew (mark and time in TEXT as always), or changes client, contact, direction; what it led to follows.
       --no-time: no time in TEXT is a deadline
  drop takes along the cards and to-dos that came of it; those worked on since stay. aetui undo brings all back.
""",
    "cli.help.todo": """\
aetui todo TEXT [--on DAY] [--card NUMBER] [--owner NAME] [--private]
aetui todo done|undo WORDS or ID      aetui todo list [--all]      aetui todo --stop WORDS
aetui todo import FILE [--all] [--yes]

Note a thing to do, tick one off or reopen it. Typed as after {k.todo} on the board: fri proof @Wang 2611-002; options override the line.
  --on fri  --card 2611-001  --owner Wang (who is chased before it is due)  --private: in no file for others
  every friday send the timesheet · every day 9:30 stand-up · every 10th expenses: recurring, until --stop.
  import takes lists of other programs: todo.txt, CSV of Todoist, TickTick or Outlook, JSON of Taskwarrior, boxes of Markdown, a thing a
  line. Shown first, taken at a yes (--yes); without what is done, but with --all; a second time takes nothing twice.
  done, undo, list, import as first word are commands; to note such words put -- before: aetui todo -- done the dishes
""",
    "cli.help.memo": """\
aetui memo "Sun book the room thu 16:30"      aetui memo TEXT --to NAME [--outside] [--at TIME] [--card NUMBER]
aetui memo done|send TEXT-or-ID [--how TEXT]

Writes a memo; --at reminds then, --outside: it goes out of the house. done: seen to; send: it was sent.
""",
    "cli.help.letter": """\
aetui letter [list] [--all]      aetui letter show LETTER
aetui letter take LETTER [--how TEXT]      aetui letter refuse LETTER --why TEXT
aetui letter answer LETTER TEXT      aetui letter done LETTER [--how TEXT]      aetui letter read LETTER

What goes between the desks of an office: to-dos that were given, trouble, good news, memos, and the answers. LETTER is words of it, whom it is with, or the first
six characters of its id. take takes it on, answer answers trouble, done ends it (of news: seen), read takes it off the board; --at says when.
""",
    "cli.help.card": """\
aetui card open "Acme autumn poster fri"      aetui card open TITLE [--client NAME] [--requested TIME] [--deliver TIME] [--kind KIND] [--like NUMBER]
aetui card list [--all]
aetui card show NUMBER
aetui card set NUMBER {fields}
aetui card order NUMBER [--sent [--by APPROVER]] [--confirmed [--by WHO]] [--at TIME] [--how TEXT] [--why TEXT]      the job order, confirmed by the client
aetui card start|back NUMBER [--why TEXT]      aetui card close NUMBER [--how TEXT] [--why TEXT]
aetui card deliver NUMBER [--at TIME] [--how TEXT] [--by WHO]
aetui card step NUMBER "copy @Li Wed noon" [--due TIME] [--owner NAME]     - reads standard input, a step a line
aetui card done NUMBER STEP [--at TIME] [--how TEXT]
aetui card chase|late NUMBER STEP [--how TEXT]      chased, lateness reported (with a solution)
aetui card drop NUMBER STEP
aetui card move NUMBER STEP TIME [--follow]      --follow: the later ones move too
aetui card schedule NUMBER [--sent [--by APPROVER]] [--confirmed] [--at TIME] [--how TEXT] [--why TEXT]
aetui card estimate NUMBER AMOUNT|"design 3 versions × 3500; print 12000; tax 6%; valid 30 days; payment half in advance; excluding transport" [--line "shooting 8000"]…      aetui card agree NUMBER [--at TIME] [--how TEXT] [--by WHO]
aetui card money NUMBER "cost|invoice|receipt 8000 location in 3 days" [--text TEXT] [--due TIME] [--at TIME]
aetui card settle NUMBER LINE [--at TIME] [--how TEXT]
aetui card work NUMBER NAME [--kind KIND]
aetui card review NUMBER NAME --by WHO [--wrong TEXT]… [--tick LINE]… [--meeting M] [--at TIME] [--how TEXT] [--why TEXT]      a round inside: without --wrong it passes
aetui card review NUMBER NAME --changed TEXT      what was changed after a return
aetui card propose NUMBER NAME [--meeting M | --start "fri 10:00 @Wang"]      onto the agenda of the next proposal meeting
aetui card ask NUMBER NAME [--by WHO] [--note TEXT] [--back]      to be signed on the supervisor's own desk; --back: no more
aetui card tick NUMBER NAME LINE…      the lines of the brief (card set) that it meets, one by one
aetui card send NUMBER NAME [--how TEXT] [--why TEXT]
aetui card remark NUMBER NAME "Ms Chen: type too small; bigger logo" [--by WHO] [--at TIME]      what the client says once it is out
aetui card answer NUMBER NAME REMARK ANSWER [--by WHO] [--at TIME]
aetui card link NUMBER [WHAT PATH-or-ADDRESS] [--work NAME] [--drop N | --edit N]      where things lie; aetui open NUMBER opens them
aetui card sign NUMBER NAME --by WHO [--client [--copy PLACE]] [--at TIME] [--why TEXT]      aetui card copy NUMBER NAME PLACE

A work card from open to closed: job order, schedule, estimate and money, works. STEP and LINE are words of it or
its number in the list. Kinds: film, artwork, drawing, proof, research, media_plan, other
""",
    "cli.help.template": """\
aetui template list      aetui template show NAME
aetui template save NUMBER [--name NAME]      the steps of a card as a list
aetui template add NAME STEP... [--kind KIND]      - reads from standard input, a step a line
aetui template set NAME [STEP...] [--name NAME] [--kind KIND]      aetui template drop NAME
aetui template use NAME|NUMBER NUMBER      plan the latter card by that list, or like another card

Your own lists of steps. A step a line: copy @Lee working day 2 12:00 · proof 1 working day before delivery · +2 and -1 are
short for these. Counted in working days from the start, or back from the delivery. Only the plan is taken (of another card its
brief, audience and kind too), and nothing that was sent, signed or done.
""",
    "cli.help.open": """\
aetui open [NUMBER [N]] [--work NAME] [--line LINE] [--cover NAME] [--list]

Opens the files, folders and addresses that a card, a work, a handover line (--line) or what you cover (--cover) names, with the
system's own program. Of several there is a list, and N says which; --list only lists. Paths and addresses in texts are told by
themselves (those with spaces in quotes), or put there by aetui card link. What is missing is marked; a program or script isn't
run: its folder is opened.
""",
    "cli.help.client": """\
aetui client add NAME [--short NAME] [--report "thu 16:00"] [--contact "name title phone e-mail"]... [--title TEXT]... [--phone TEXT]... [--email TEXT]... [--products TEXT] [--market TEXT] [--company TEXT]
aetui client list [--all]
aetui client show NAME      aetui client quiet      who was heard nothing of, and for how many working days (D3)
aetui client set NAME {fields} [--products|--market|--company TEXT] [--contact "name title phone e-mail"]…
aetui client note NAME [TEXT] [--about products|market|company] [--edit NOTE TEXT | --drop NOTE | --unchanged] [--at TIME]
aetui client import FILE.vcf|FILE.csv [--client NAME] [--only COMPANY]... [--all] [--over] [--yes]      aetui client export FILE.vcf

The client book. note keeps a dated line on the client's products, market or company (R1), such as "market: two for one at their rival's"; without TEXT it
lists them. --unchanged says that the three (or --about one) were gone over and are as they were; once all three are, the quarter's review is met. --report is when the weekly progress report goes out; --contact may stand several times, --title, --phone and --email belong to them in turn.
Of an address book with many companies, import asks at a terminal which are clients; in a script --only names them, or --all takes all.
A table (CSV) may have its columns in any order, under Chinese or English names, or none: how it was understood is shown first, and taken at a yes (--yes). What is missing is added; where both say something else yours stays, --over takes the file's.
""",
    "cli.help.idea": """\
aetui idea [list] [--all]
aetui idea add TEXT [--card NUMBER] [--client NAME]      aetui idea edit IDEA TEXT
aetui idea show IDEA [--to NAME] [--at TIME]      aetui idea used IDEA [--at TIME]      aetui idea drop IDEA [--why TEXT]

Ideas (Y1). IDEA is its place in the list or words of it; a card number in TEXT puts it on that card, @NAME says whose it is. Until it was shown (show)
it stands in no file for others. used and drop, said again, take it back.
""",
    "cli.help.meeting": """\
aetui meeting add "Acme pitch thu 2pm to 4pm at our office in the big room"
aetui meeting add TITLE [--client NAME | --inside proposal|creative|media|coordination|other] [--start TIME] [--end TIME] [--place ours|theirs] [--room TEXT] [--travel 45m]
aetui meeting list [--all]
aetui meeting show ID
aetui meeting set ID {fields}
aetui meeting agenda ID [POINT…] [--work WORK]… [--came POINT]… [--drop POINT]… [--sent] [--confirmed] [--at TIME] [--how TEXT]
aetui meeting prep ID [NUMBER or words…] [--all] [--add TEXT] [--by WHO]
aetui meeting minutes ID [LINE…] [--anew] [--sign WHO [--hand]] [--send] [--circulate [--to WHO]…] [--confirm] [--at TIME] [--how TEXT] [--why TEXT]
aetui meeting move ID [--start TIME] --how HOW-THE-CLIENT-WAS-TOLD [--told TIME]
aetui meeting attend ID [--at TIME]      aetui meeting cancel ID --why TEXT
aetui meeting import INVITE.ics [--client NAME] [--all] [--yes]

ID: the id, its beginning, or words of the title. Without --end a meeting takes an hour.
import takes invitations and calendars of Outlook, Google, Feishu and DingTalk: shown first, taken at a yes (--yes); what is moved or called off there
follows here, and a second time changes nothing. --client: whose those are that nobody knows; --all: those without guests too.
A point that was not come to is carried to the next meeting of its kind (with that client, or inside). --came ticks a point off,
--drop takes it away: its number or words.
Minutes go line by line: = topic; @Wang by Friday redo the banner is an action and becomes a to-do; the rest is the
conclusion. - reads standard input.
""",
    "cli.help.due": """\
aetui due [--within 2d] [--all] [--client NAME]

Duties, most urgent first: state, time left, client, what, due, source, rule.
  --within what must be done in that time  --all the ended ones too  --client of one client
""",
    "cli.help.met": """\
aetui met RULE SUBJECT [--how TEXT] [--at TIME] [--by NAME] [--card NUMBER] [--why TEXT] [--message]

An obligation is met. RULE is the last column of aetui due; SUBJECT a card's number, a client, words of it, or an id from due --json.
  --how the evidence (for trouble: your proposal)  --at when  --by who  --why the reason for passing a gate
  --card the card it is put on; of several alike, the one on that card
  --message for trouble: print the message to the supervisor, with all that is late, for how long, and your proposal;
    without --how nothing is noted

  aetui met card.schedule 2611-001 --how "by fax, Ms Chen has it"
""",
    "cli.help.waive": """\
aetui waive RULE SUBJECT --why TEXT

Let an obligation go; the reason is kept.
""",
    "cli.help.today": """\
aetui today [--line]

The board as text: duties, things to do, work cards, calls, what is done. --line: one line for a status bar.
""",
    "cli.help.find": """\
aetui find TEXT

Everything that mentions it, newest first. A client's name, pinyin or initials finds what is with that client too.
""",
    "cli.help.copy": """\
aetui copy NUMBER|CLIENT|TEXT|ID [PART] [--print]

Puts it on the clipboard as text for a chat or a mail, as {k.copy} does on a screen. What is for the house alone (behind a #,
items with # or !) isn't in it; what never leaves the house (duties, handover lines, a day's record) is copied whole, and said to be so.
PART: a step, a work, a line of money, a contact. An ID is what aetui due --json and other lists tell.
--print  only print it; the clipboard stays as it is

A paper: aetui report … --clipboard; a line of a handover: aetui handover copy LINE
""",
    "cli.help.log": """\
aetui log [-n 30]
aetui log NUMBER          what that one did, record by record, before and after

What changed, newest first; its number ends each line. On a screen: {k.history}.
""",
    "cli.help.undo": """\
aetui undo
aetui undo --back NUMBER [--yes]    undo that one and all since, as one change
aetui undo --only NUMBER            undo that one alone; not where a record of it was changed since

Take back the last change as a whole; again, the one before. An undo can be undone.
""",
    "cli.help.redo": """\
aetui redo

Make the last undone change again.
""",
    "cli.help.rules": """\
aetui rules [RULE|SOURCE]

All rules; or one rule (card.schedule), or one line of the source (D4).
Your own rules stand beside the desk's file in NAME.rules.toml.
""",
    "cli.help.profile": """\
aetui profile [KEY [VALUE]]

Your profile: all keys, one, or set one.
{fields}
  day 2027-01-04 off|work|auto [NAME]   a day off or worked of your own, above the calendar; auto goes by the
  calendar again; without a day they are listed
""",
    "cli.help.export": """\
aetui export FILE [--table NAME]
aetui export [FILE.ics] --keep | --no-keep

.json is all records, .csv a table (duties, or --table calls and the like), .ics deadlines, to-dos that have a time, meetings.
--keep: from now on that calendar is written anew at each change, by the board and by every command; without FILE it says which one
is; --no-keep ends it. What can't be read is said and left out, with status 3. No desk's own file is written over.
""",
    "cli.help.office": """\
aetui office [status]
aetui office join LINE|- [--aside]
aetui office sync
aetui office conflicts
aetui office settle NUMBER [--other]
aetui office leave
aetui office init URL
aetui office add NAME --role AE [--am WHO] [--url URL]
aetui office remove NAME [--device N] [--url URL] [--yes]
aetui office migrate [--url URL]

The office: several desks joined by a PostgreSQL server; see the manual, "The office". Each desk stays
whole by itself and works without a network. status says whether it is in step, and who is in it.
join - reads the line that the keeper gave you from standard input: an empty desk takes the office's,
one with things on it is your first; --aside puts what is here into a backup and takes the office's.
sync sends and hears once, for a timer; an open board does it by itself. leave: the desk stays as it is.
init, add, remove and migrate are the keeper's: the password lies in ~/.pgpass, a service file or
PGPASSWORD, never in the address.
""",
    "cli.help.events": """\
aetui events [--once] [--try EVENT]

Events run commands: which events, how many of each are new, what was run lately. The commands stand beside the desk in
NAME.hooks.toml; events are soon, late, day.closed, paper.sent, letter.came; a command reads JSON on its standard input and has ten seconds.
--once runs what is new, waits for it and says how each ended; for a timer, where no board is open. --try runs
an event's command once with the most urgent thing that stands.
""",
    "cli.help.import": """\
aetui import FILE

Take in a .json that aetui exported; of a record that is here already the newer stays (never one whose time of change
is still to come). If a record stands twice in it, nothing is taken. A card whose number another card has here gets the
next free one; its own stands in its progress. A colleague's handover and an AE's week are taken in by it too.
""",
    "cli.help.check": """\
aetui check [--settle]

Whether the file is whole: every record readable, nothing missing; what stands in the journal goes into it. Status 3 if not.
--settle takes what stands as right: conflicts, a changed file, missing changes (undo brings them back).
""",
    "cli.help.backup": """\
aetui backup

Keep a copy in the backups folder.
""",
    "cli.help.restore": """\
aetui restore FILE [--yes]

Back to a backup or an export, whatever state the desk is in. It is shown first whose it is. What is there now is backed up, and undo brings it back.
""",
    "cli.help.demo": """\
aetui demo [--print|--shell]

A sample day, thrown away afterwards; --print as text; --shell opens a shell whose aetui works on the
sample desk, until you leave it (exit).
""",
    "cli.help.serve": """\
aetui serve [--port 8642]

The board in a browser of this machine: open the address that it prints; each tab is a program of its own, all on one desk;
Ctrl+C ends it. It needs pip install 'aetui[web]'.
There is no login: whoever has the address can use the desk; it is new at each start, and open on this machine alone (127.0.0.1).
From another computer, lay an ssh line first:
  ssh -L 8642:127.0.0.1:8642 THAT-COMPUTER      then open the printed address in your own browser
  --port another port; 0 is any that is free
""",
    "cli.help.completion": """\
aetui completion bash|zsh|fish

TAB completes commands, options and what is on the desk: card numbers (with titles), clients, people, rules, kinds of paper,
keys and values of the profile. Put this into the shell's start file:
  bash  ~/.bashrc                     eval "$(aetui completion bash)"
  zsh   ~/.zshrc                      eval "$(aetui completion zsh)"
  fish  ~/.config/fish/config.fish    aetui completion fish | source
""",
    "cli.help.report": """\
aetui report {card} --card NUMBER
aetui report {client} --client NAME [--period 2026-W48|2026-11]
aetui report {plans} --client NAME [--period 2026-Q4|2026-12]      aetui report {person} --person NAME [--period 2026]
aetui report {meeting} --meeting ID      aetui report {memo} --memo TEXT
aetui report {desk} [--period 2026-W48|2026-11-27]
    [-o FILE.md|.html|.docx] [--message] [--clipboard] [--to NAME] [--copy NAME]... [--send --how TEXT [--by APPROVER] [--at TIME] [--why TEXT]]
    [--ask]      before it goes, ask the AM on their own desk to approve it
aetui report budget|media|monthly --all --send [--period 2026-Q4|2026-12|2026-11] [--how TEXT]      all that is owed, to the AD
aetui report monthly --hand-in FILE.json [--period 2026-11]      an AE's reports of all clients, for the AM (A8)
aetui report list      aetui report show ID [-o FILE]      aetui report approve ID --by WHO [--why TEXT]
aetui report return ID --by WHO --how REMARK      aetui report answer ID --how TEXT

Writes a paper from the records. Without -o Markdown is printed; --send notes that it was sent, and keeps it as sent.
--message prints the few lines that go with it by mail or chat; --clipboard copies it all (with --message those lines). For a PDF open the .docx in Word and save it as PDF, or print
the .html from a browser to PDF: both carry letterhead and page numbers.
Your own templates lie in templates/ in the desks' folder: schedule.md.j2, sheet.html.j2, sheet.docx, weekly.txt.j2 (the message) and so on.
""",
    "cli.help.review": """\
aetui review
aetui review --check [--on DAY] [--notes]
aetui review close [--by NAME] [--why TEXT] [--on DAY] [--maxim TEXT]
aetui review --send FILE [--on DAY]                     the sheet of the day, for the AM (A1)
aetui review --take FILE [--theirs N…] [--ours N…]      what she signed comes back (aetui import too)

The end-of-day review: what is undecided, one after another; tomorrow in order; the AM's check; the day is closed.
--check lists what is undecided and ends with 1 if there is any (for cron). A day left open comes first.
""",
    "cli.help.people": """\
aetui people
aetui people away NAME '12/1 to 12/5' [--approves NAME] [--hears NAME]      aetui people back NAME
aetui people add NAME [ROLE] [--phone NUMBER]      aetui people remove NAME
aetui people phone NAME NUMBER

The people around: role, phone, when they are away. Who is away can't cover (D8).
""",
    "cli.help.handover": """\
aetui handover LINE (tomorrow to thursday leave; mobile @Will)
aetui handover [--from TIME] --to TIME [--why TEXT] [--reach TEXT] [--phone NAME] [--approves NAME] [--hears NAME]
aetui handover deputies [--approves NAME] [--hears NAME]      who approves papers, who hears of trouble meanwhile
aetui handover show
aetui handover cover LINE|--client NAME|--all --by NAME [--do TEXT] [--if TEXT] [--call TEXT] [--files TEXT]
aetui handover copy LINE [--print]      aetui handover ack NAME [LINE] [--how TEXT]      aetui handover arrange [--why TEXT]
aetui handover span [--from TIME] [--to TIME]      aetui handover cancel
aetui handover export FILE.md|.html|.docx|.ics|.json [--for NAME]
aetui handover care [NUMBER [--how TEXT] [--done]]      aetui handover export FILE.json --back NAME
aetui handover return [FILE.json] [--take LINE]… [--all] [--did LINE --how TEXT --at TIME]…
                      [--ours LINE]… [--theirs LINE]… [--by NAME] [--yes]
aetui handover tell [CLIENT] [--how TEXT]

Before leave everything has someone who confirmed it (D8). The .json is for the cover's aetui import; return takes their log back.
Taking a line back is not doing it: what they did without a log is said with --did; where two say differently, --ours or
--theirs decides line by line. A line's number is its own from first to last. In your care, --how notes and leaves it open;
--done ends it. --all before you left asks first (--yes). With several absences --absence says which: when it
begins (tomorrow, 12/1, fri 12:00), words of its reason, or its id. Up to four hours away with --phone: who takes the
phone and urgent things, and has just said so (M4).
""",
}
