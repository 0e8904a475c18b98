// Generated from crates/desk/src/view by `UPDATE_TYPES=1 cargo test -p desk typescript`. Do not edit.

export type CaseId = string;

export type ActionId = string;

export type LetterId = string;

export type OfficeId = string;

export type UserId = string;

export type Moment = number;

export type State = "registered" | "accepted" | "assigned" | "in_progress" | "return_requested" | "paused" | "replied" | "closed" | "rejected" | "withdrawn" | "merged" | "archived";

export type Role = "dispatcher" | "handler" | "head" | "auditor" | "administrator" | "system";

export type Lamp = "green" | "yellow" | "red" | "paused" | "none";

export type Channel = "portal" | "hotline" | "wechat" | "weibo" | "forum" | "sms" | "visit" | "letter" | "interview" | "transfer";

export type ReplyBy = "post" | "hand" | "sms" | "portal" | "phone";

export type Rating = "satisfied" | "basically" | "dissatisfied";

export type Degree = "yes" | "partly" | "no";

export type ReturnCode = "not_our_duty" | "not_our_area" | "duplicate" | "unclear" | "other";

export type ClosingForm = { 
/**
 * 诉求是否属实
 */
true: Degree, 
/**
 * 是否超出职责
 */
beyond_duty: boolean, 
/**
 * 是否联系群众
 */
contacted: boolean, 
/**
 * 是否解决
 */
solved: Degree, 
/**
 * 未解决原因; required unless solved is yes
 */
unsolved_reason: string | null, 
/**
 * 办理情况, internal
 */
handling: string, 
/**
 * 公开答复内容
 */
public_reply: string, };

export type Act = "accept" | "reject" | "dispatch" | "rule_return" | "record_rating" | "reopen" | "withdraw" | "sign_for" | "undo_sign_for" | "log_visit" | "log_contact" | "request_return" | "request_extension" | "ask_supplement" | "receive_supplement" | "draft_letter" | "submit_letter" | "record_reply" | "serve_letter" | "print_letter" | "close" | "correct_postal_address" | "show_citizen" | "approve_extension" | "refuse_extension" | "return_letter" | "sign_letter" | "void_letter" | "file_letter" | "record_follow_up" | "merge" | "supervise" | "end_supervision" | "decide_jointly" | "archive" | "consult" | "receive_opinion" | "invite_assist" | "release_assist" | "refer_to_meeting" | "notify_extension" | "answer_absorbed" | "sign_for_assist" | "contribute" | "complete_task" | "absorb" | "escalate";

export type LetterKind = "reply" | "official_reply" | "acceptance" | "rejection" | "extension" | "transfer" | "opinion" | "supplement" | "mediation" | "minutes";

export type LetterState = "draft" | "submitted" | "returned" | "signed" | "printed" | "voided";

export type Column = { title: string, 
/**
 * its share of the width, by its longest cell where none is given
 */
width?: number | null, };

export type Table = { columns: Array<Column>, rows: Array<Array<string>>, };

export type AnnexPhoto = { 
/**
 * SHA-256 of the original, as in the visit's record
 */
photo: string, taken_at?: string | null, place?: string | null, caption?: string | null, 
/**
 * who sends it and when it was taken, in the picture itself
 */
watermark?: boolean, };

export type Paragraph = { level: number, text: string, table?: Table | null, };

export type LetterContent = { title: string, addressee?: string | null, body: Array<Paragraph>, attachments?: Array<string>, 
/**
 * one of the attachments, two a page
 */
annex?: Array<AnnexPhoto>, note?: string | null, copy_to?: Array<string>, };

export type FindingSeverity = "must_fix" | "should_fix";

export type LetterElement = "who" | "seen" | "handled" | "when" | "basis" | "contact" | "request" | "opinion" | "remedy" | "receipt" | "route" | "reason" | "refer_to" | "new_date" | "ask" | "parties" | "agreed" | "present" | "decided";

export type FindingCode = "unfilled" | "vague.date" | "vague.body" | "vague.act" | "person.phone" | "person.id_number" | "person.email" | "person.plate" | "person.address" | "person.name" | "person.informant";

export type LetterPart = "title" | "addressee" | "body" | "note" | "attachment";

export type LetterPlace = { part: LetterPart, 
/**
 * of the body or of the attachments, from 0
 */
paragraph: number, start: number, end: number, };

export type LetterFinding = { code: FindingCode, severity: FindingSeverity, place: LetterPlace, 
/**
 * as it stands there
 */
text: string, 
/**
 * what could stand there; 【…】 in it is left to fill in
 */
instead: string | null, };

export type Lacking = "name" | "phone" | "date" | "rule" | "body";

export type KeptFinding = { code: FindingCode, text: string, };

export type ElementSaid = { element: LetterElement, 
/**
 * of leaving it out
 */
severity: FindingSeverity, 
/**
 * None: it is missing
 */
place: LetterPlace | null, 
/**
 * in a few words
 */
text: string, lacking: Lacking | null, };

export type TextOccasion = "visit" | "handling" | "next" | "rejection" | "extension" | "comfort";

export type PartStand = { heading: string | null, 
/**
 * what it has to say
 */
says: string, elements: Array<LetterElement>, 
/**
 * it is there, says all that, and no blank is left in it
 */
done: boolean, 
/**
 * where it is, or is begun; None: nowhere
 */
place: LetterPlace | null, };

export type Finding = "true" | "partly" | "not_true" | "not_seen";

export type ClockKind = "sign_for" | "answer" | "rework" | "return_window" | "citizen" | "acceptance" | "receipt_notice" | "transfer" | "supplement_notice" | "consultation" | "publication" | "review" | "second_review" | "task";

export type Unit = "working_day" | "calendar_day" | "working_hour";

export type Matter = "hotline" | "petition" | "disclosure";

export type CountedFrom = "receipt" | "acceptance" | "dispatch" | "first_dispatch" | "sign_for" | "reopening" | "reply" | "consultation_notice" | "publication";

export type PauseReason = "supplement" | "consultation";

export type DayMark = { "kind": "start" } | { "kind": "counted", "n": number } | { "kind": "off" } | { "kind": "paused" };

export type Day = { date: string, mark: DayMark, 
/**
 * the holiday's or make-up workday's name, where there is one
 */
name: string | null, };

export type Span = { from: string, to: string, };

export type Stop = { why: PauseReason, from: string, to: string, };

export type Derivation = { rule: string, article: string, basis: string, clock: ClockKind, counted_from: CountedFrom, start: string, 
/**
 * for 工作时: from this instant
 */
start_at: Moment | null, limit: number, 
/**
 * what an approved extension added, in `unit`
 */
extended_by: number, unit: Unit, due: string, 
/**
 * for 工作时: at this instant
 */
due_at: Moment | null, 
/**
 * 预估: beyond the last published calendar
 */
estimated: boolean, 
/**
 * from start to due, both included
 */
days: Array<Day>, 
/**
 * days that did not count for being off: the published ones, or the
 * weekends where none was published
 */
off: Array<Span>, 
/**
 * 调休: weekend days that counted
 */
made_up: Array<Span>, stops: Array<Stop>, 
/**
 * the last day was off, so it runs to the next working day
 */
moved_on: boolean, 
/**
 * within which 工作时 are counted
 */
office_hours: string | null, sentence: string, };

export type Month = string;

export type RatesWindow = { from: Moment, until: Moment, };

export type RatesPeriod = { month: Month | null, from: Moment, until: Moment, };

export type RatesNumber = "valid" | "contacted" | "not_contacted" | "solved" | "partly_solved" | "not_solved" | "satisfied" | "basically" | "dissatisfied" | "not_rated";

export type RatesCounts = { 
/**
 * V: the denominator of every rate
 */
valid: number, contacted: number, solved: number, partly_solved: number, satisfied: number, basically: number, dissatisfied: number, };

export type Fraction = { numerator: number, denominator: number, };

export type Rate = { 
/**
 * hundredths of a percent
 */
basis_points: number, numerator: number, denominator: number, };

export type RatesLine = { 
/**
 * None: the total
 */
office: OfficeId | null, name: string, counts: RatesCounts, response: Rate | null, solution: Rate | null, satisfaction: Rate | null, composite: Rate | null, };

export type RatesSheet = { 
/**
 * of the formula
 */
version: number, 
/**
 * in the order they were asked for, also those without a valid follow-up
 */
offices: Array<RatesLine>, 
/**
 * pooled from the cases of all lines; None for a single office
 */
total: RatesLine | null, month: Month | null, from: Moment, until: Moment, };

export type RatesMark = "joint" | "supervised" | "reopened" | "beyond_duty";

export type RatesExclusions = { 
/**
 * by code; whoever writes the formula names those below a category too
 */
categories: Array<string>, channels: Array<Channel>, marks: Array<RatesMark>, 
/**
 * 未解决原因, word for word
 */
reasons: Array<string>, };

export type RatesFormula = { 
/**
 * of the formula, rising with every import; 1 is what ships with the product
 */
version: number, 
/**
 * 0.1, 0.4 and 0.5 by default; their sum is what 综合 is measured against
 */
contacted_weight: number, satisfied_weight: number, solved_weight: number, 
/**
 * 基本满意 counts nine tenths of 满意
 */
basically_tenths: number, 
/**
 * 部分解决 counts so many tenths of 解决; that district: none
 */
partly_tenths: number, 
/**
 * the month runs from this day of the last month; 1 makes calendar months …
 */
from_day: number, 
/**
 * … and each of its days ends at this hour, China time
 */
cut_hour: number, excluded: RatesExclusions, };

export type CommandError = { code: string, 
/**
 * English, for logs and terminals
 */
message: string, facts: Record<string, unknown>, };

export type Phase = "sign_in" | "locked" | "first_sync" | "ready";

export type AppStatus = { phase: Phase, 
/**
 * e.g. `https://lianxin.example`, as last used
 */
server: string, 
/**
 * the account last used, offered again
 */
user: string, person: PersonView | null, version: string, 
/**
 * China date of now, by this computer's clock
 */
today: string, 
/**
 * last day of the published calendar
 */
calendar_until: string | null, 
/**
 * it ends within three months, and this person can see to it
 */
calendar_ends_soon: boolean, 
/**
 * the store of this computer was erased: why, until somebody signs in
 */
erased: CommandError | null, sync: SyncStatus, };

export type FontsView = { 
/**
 * for the office's own fonts; there or not
 */
folder: string, roles: Array<FontRole>, };

export type FontRole = { 
/**
 * `fang`, `kai`, `hei`, `title`, `song`
 */
role: string, 
/**
 * as its file says: 仿宋_GB2312
 */
family: string, file: string, source: FontSource, 
/**
 * Han characters that it has
 */
han: number, 
/**
 * with the centre, which prints; none before the centre has told
 */
agreement: FontAgreement | null, };

export type FontSource = "named" | "office" | "system" | "bundled";

export type FontAgreement = "same" | "but_rare" | "other";

export type PersonView = { user: UserId, name: string, role: Role, office: OfficeId | null, office_name: string, 
/**
 * 宁波市鄞州区白鹤街道办事处
 */
office_legal_name: string, };

export type SignInInput = { server: string, user: string, password: string, 
/**
 * protects the store where the computer keeps no keys; required then
 */
passphrase: string | null, };

export type CaseRow = { id: CaseId, number: string, title: string, state: State, channel: Channel, community: string, category: string, handler: string | null, handler_name: string | null, 
/**
 * China date
 */
due: string | null, 
/**
 * 工作时 are due at an instant of that day, UTC ms
 */
due_at: number | null, due_clock: ClockKind | null, lamp: Lamp, 
/**
 * working days from today to the due date; negative when overdue
 */
days_left: number | null, estimated: boolean, answered_on: string | null, 
/**
 * working days after the due date; 0 or less: in time
 */
answered_late: number | null, rating: Rating | null, 
/**
 * 第n次重办
 */
reopened: number, supervised: boolean, 
/**
 * 会办
 */
joint: boolean, 
/**
 * 补正 or 征求意见, while the clock stands still
 */
paused_for: PauseReason | null, extension_requested: boolean, letter: LetterState | null, 
/**
 * unsent actions
 */
pending: number, 
/**
 * 需处理
 */
held: boolean, 
/**
 * 已转派: read-only
 */
left: boolean, };

export type ListView = "all" | "to_sign_for" | "in_progress" | "due_today" | "overdue" | "answered" | "to_approve" | "visits_today";

export type SortBy = "due" | "number" | "title" | "channel" | "community" | "state" | "changed";

export type ListQuery = { view: ListView, 
/**
 * substring of title, text, number, address, name; pinyin initials of names;
 * spaces mean AND
 */
search: string, states: Array<State>, channels: Array<Channel>, communities: Array<string>, lamps: Array<Lamp>, 
/**
 * 只看我承办的
 */
mine: boolean, sort: SortBy, descending: boolean, offset: number, limit: number, };

export type CaseList = { rows: Array<CaseRow>, 
/**
 * all that match
 */
total: number, offset: number, 
/**
 * cases on this computer
 */
in_store: number, };

export type MorningGroup = "overdue" | "due_today" | "to_sign_for" | "rated" | "this_week" | "waiting";

export type Group = { group: MorningGroup, total: number, 
/**
 * at most 200; the rest in the named list
 */
rows: Array<CaseRow>, };

export type Morning = { today: string, 
/**
 * China date of the last day of this week's span
 */
week_until: string, groups: Array<Group>, in_store: number, };

export type Overview = { 
/**
 * what must be done today, each case once
 */
today: number, attention: number, to_sign_for: number, 
/**
 * of these, due today or before
 */
to_sign_for_today: number, in_progress: number, due_today: number, overdue: number, 
/**
 * working days the worst case is over
 */
overdue_worst: number, answered: number, all: number, drafts: number, to_sign_off: number, to_approve: number, to_print: number, visits_today: number, rated: number, rated_satisfied: number, rated_dissatisfied: number, };

export type FilterChoices = { communities: Array<string>, };

export type RatesView = { sheet: RatesSheet, formula: RatesFormula, 
/**
 * the running one first
 */
months: Array<Month>, };

export type SealAct = "put" | "replaced" | "removed" | "placed";

export type SealOnFileView = { 
/**
 * SHA-256 of the picture
 */
fingerprint: string, diameter_mm: number, since: number, 
/**
 * null: at the centre itself
 */
by: string | null, 
/**
 * false: the centre lacks the key that it is encrypted by, letters wait
 */
usable: boolean, };

export type SealUseView = { at: number, act: SealAct, 
/**
 * null: at the centre itself
 */
by: string | null, fingerprint: string, 
/**
 * of the letter it was placed on
 */
document_number: string | null, case: CaseId | null, case_number: string | null, };

export type SealView = { 
/**
 * null: letters are stamped by hand
 */
on_file: SealOnFileView | null, 
/**
 * the last ones, newest first
 */
uses: Array<SealUseView>, };

export type CaseView = { row: CaseRow, matter: Matter, category_name: string, 
/**
 * e.g. 论坛「江东那些事」
 */
origin: string | null, body: string, registered_at: number, submitted_at: number, 
/**
 * masked
 */
citizen_name: string, 
/**
 * masked
 */
citizen_phone: string, 
/**
 * 通信地址: whether a letter can be sent, not where to
 */
citizen_postal: boolean, address: string, lat: number | null, lng: number | null, office_name: string, 
/**
 * the clock that matters now, or mattered last
 */
deadline: DeadlineView | null, 
/**
 * what the citizen may count on, where a reassignment gave the office more time
 */
citizen_deadline: DeadlineView | null, photos: Array<PhotoView>, 
/**
 * newest first
 */
timeline: Array<TimelineEntry>, letters: Array<LetterRow>, 
/**
 * allowed acts, in the order of the head
 */
allowed: Array<Act>, 
/**
 * 现在还不能
 */
not_yet: Array<NotYet>, 
/**
 * the one primary act
 */
next: Act | null, extension_request: ExtensionView | null, closing: ClosingForm | null, 
/**
 * a visit draft was left open
 */
visit_draft: boolean, extension_limit: number, 
/**
 * 延期 was approved and the citizen does not know yet
 */
extension_notice_owed: boolean, supervision: SupervisionView | null, 
/**
 * 会办
 */
assists: Array<AssistView>, 
/**
 * of joint meetings
 */
tasks: Array<TaskView>, 
/**
 * 并案: merged into this case
 */
absorbed: Array<AbsorbedView>, 
/**
 * offices that could be asked to assist
 */
others: Array<OfficeName>, 
/**
 * visits that a return may show as evidence, newest first
 */
visits: Array<VisitName>, };

export type DeadlineView = { clock: ClockKind, state: DeadlineState, derivation: Derivation, };

export type DeadlineState = "running" | "paused" | "met";

export type NotYet = { act: Act, reason: CommandError, };

export type ExtensionView = { request: ActionId, days: number, reason: string, at: number, };

export type SupervisionView = { by: string, 
/**
 * empty: set off by the clock
 */
reason: string, until: string | null, since: number, };

export type OfficeName = { id: OfficeId, name: string, };

export type AssistView = { office: OfficeName, ask: string, invited_at: number, signed_for: boolean, 
/**
 * of the clock that runs; None when nothing is owed
 */
due: string | null, 
/**
 * what the office found and did
 */
contribution: string | null, 
/**
 * why the lead went on without it
 */
released: string | null, };

export type TaskView = { 
/**
 * its number in the case, from 0
 */
task: number, office: OfficeName, what: string, due: string, done: string | null, 
/**
 * the office of who looks has it
 */
ours: boolean, };

export type AbsorbedView = { case: CaseId, number: string, answered: ReplyBy | null, };

export type VisitName = { id: ActionId, at: number, by: string, note: string, photos: number, };

export type TimelineEntry = { at: number, kind: string, by: string, 
/**
 * acted by the dispatch centre or the server
 */
by_centre: boolean, facts: Record<string, unknown>, 
/**
 * not yet sent
 */
pending: boolean, };

export type PhotoView = { sha256: string, name: string, size: number, width: number, height: number, taken_at: string | null, lat: number | null, lng: number | null, caption: string, 
/**
 * when it was logged or added
 */
at: number, visit: ActionId | null, state: PhotoState, 
/**
 * for `<img>`: served by the shell after checking the case
 */
thumbnail_url: string, url: string, faults: Array<string>, };

export type PhotoState = "local" | "received" | "remote";

export type CitizenView = { name: string, phone: string, postal_address: string | null, postcode: string, };

export type ActInput = { "kind": "sign_for" } | { "kind": "undo_sign_for" } | { "kind": "log_contact", note: string, } | { "kind": "correct_postal_address", address: string, 
/**
 * six digits or empty
 */
postcode: string, } | { "kind": "request_return", reason: string, code: ReturnCode, 
/**
 * visits that show it
 */
evidence: Array<ActionId>, } | { "kind": "request_extension", days: number, reason: string, } | { "kind": "approve_extension", request: ActionId, } | { "kind": "refuse_extension", request: ActionId, reason: string, } | { "kind": "ask_supplement", ask: string, } | { "kind": "receive_supplement", text: string, } | { "kind": "consult", whom: string, question: string, } | { "kind": "receive_opinion", text: string, } | { "kind": "invite_assist", office: OfficeId, ask: string, } | { "kind": "release_assist", office: OfficeId, reason: string, } | { "kind": "sign_for_assist" } | { "kind": "contribute", text: string, } | { "kind": "refer_to_meeting", reason: string, } | { "kind": "complete_task", task: number, note: string, } | { "kind": "notify_extension", by: ReplyBy, } | { "kind": "answer_absorbed", case: CaseId, by: ReplyBy, } | { "kind": "serve_letter", letter: LetterId, by: ReplyBy, } | { "kind": "record_reply", letter: LetterId | null, by: ReplyBy, } | { "kind": "close", form: ClosingForm, };

export type Acted = { actions: Array<ActionId>, 
/**
 * UTC ms; only 签收
 */
undo_until: number | null, changed: Array<CaseRow>, 
/**
 * of several cases, those that were refused
 */
refused: Array<RefusedCase>, };

export type RefusedCase = { case: CaseId, number: string, reason: CommandError, };

export type VisitDraftView = { case: CaseRow, 
/**
 * first lines of what the citizen wrote
 */
body: string, citizen_name: string, citizen_phone: string, draft: VisitDraft, photos: Array<PhotoView>, saved_at: number | null, 
/**
 * position taken from a photo, if one has it, and its name
 */
position_from: string | null, 
/**
 * metres between that position and the case's place
 */
distance_m: number | null, 
/**
 * minutes this computer's clock is ahead of the centre's; over 5 is shown
 */
clock_skew_minutes: number, };

export type VisitDraft = { 
/**
 * UTC ms; when the person was there
 */
at: number, note: string, companions: string, finding: Finding | null, lat: number | null, lng: number | null, no_photo_reason: string | null, };

export type Saved = { at: number, };

export type PhotosAdded = { photos: Array<PhotoView>, refused: Array<RefusedFile>, position_from: string | null, lat: number | null, lng: number | null, distance_m: number | null, };

export type RefusedFile = { name: string, reason: CommandError, };

export type VisitRow = { case: CaseId, number: string, title: string, at: number, note: string, photos: number, draft: boolean, };

export type LetterRow = { id: LetterId, case: CaseId, case_number: string, case_title: string, kind: LetterKind, state: LetterState, title: string, addressee: string, revision: number, 
/**
 * SHA-256 of the newest revision; a sign-off names it
 */
hash: string, drafted_by: string, changed_at: number, submitted_at: number | null, remark: string | null, 
/**
 * 白鹤街办函〔2026〕12号
 */
number: string | null, signed_by: string | null, signed_at: number | null, 
/**
 * date of the letter
 */
date: string | null, pages: number | null, 
/**
 * SHA-256 of the stored PDF; none: 生成中
 */
pdf: string | null, void_reason: string | null, 
/**
 * how it went to the citizen
 */
replied_by: ReplyBy | null, printed: Array<PrintingView>, 
/**
 * 送达 answers the case; of another kind it only tells of a step
 */
is_answer: boolean, pending: boolean, due: string | null, due_at: number | null, lamp: Lamp, days_left: number | null, };

export type LetterList = "drafts" | "submitted" | "register";

export type LetterChecks = { 
/**
 * what letters of this kind have to say, in the policy's order
 */
elements: Array<ElementSaid>, 
/**
 * what must be fixed first, then in the order of the text
 */
findings: Array<LetterFinding>, 
/**
 * of the template of its kind; each names the elements it holds
 */
parts: Array<PartStand>, 
/**
 * 《信访工作条例》第三十二条
 */
basis: string | null, };

export type TextView = { occasion: TextOccasion, title: string, text: string, 
/**
 * name of the category it is for; none: of every
 */
category: string | null, };

export type WritingAids = { 
/**
 * what a letter of this kind begins with
 */
start: LetterContent, 
/**
 * of the case's category first, then the general ones
 */
texts: Array<TextView>, 
/**
 * usual for this kind
 */
attachments: Array<string>, };

export type LetterView = { row: LetterRow, case: CaseRow, content: LetterContent, 
/**
 * typed but not yet a revision
 */
unsaved: boolean, saved_at: number | null, pages: Array<string>, preview_error: CommandError | null, 
/**
 * what the letter says and what is wrong with it; places are those in `content`
 */
checks: LetterChecks, 
/**
 * 本处保留: as it is typed, else as it was handed in
 */
kept: Array<KeptFinding>, 
/**
 * who handed it in so
 */
kept_by: string | null, 
/**
 * what the head weighs
 */
case_body: string, citizen_name: string, registered_at: number, visit_note: string | null, visit_by: string | null, visit_at: number | null, photos: Array<PhotoView>, editable: boolean, };

export type Preview = { pages: Array<string>, };

export type Signed = { number: string, changed: Array<CaseRow>, };

export type SavedPdf = { path: string, sha256: string, };

export type PartChange = { part: ChangedPart, change: ChangeKind, 
/**
 * where it stood; None: it is new
 */
before: ChangedLine | null, 
/**
 * where it stands; None: it is gone
 */
after: ChangedLine | null, runs: Array<ChangeRun>, };

export type ChangedPart = "title" | "addressee" | "paragraph" | "attachment" | "photo" | "note" | "copy_to";

export type ChangeKind = "kept" | "added" | "removed" | "changed";

export type ChangedLine = { number: number, level: number, };

export type ChangeRun = { kind: ChangeRunKind, text: string, };

export type ChangeRunKind = "kept" | "added" | "removed";

export type LetterChanges = { 
/**
 * None: there is nothing before it
 */
from: number | null, 
/**
 * None: what is typed and not yet a revision
 */
to: number | null, 
/**
 * what the head said of `from`
 */
remark: string | null, 
/**
 * only what did not stay as it was
 */
parts: Array<PartChange>, };

export type LetterAt = { case: CaseId, letter: LetterId, };

export type PrintFile = { path: string, pages: number, 
/**
 * stopped by the person: nothing was written
 */
stopped: boolean, letters: Array<PrintedLetter>, left_out: Array<LeftOut>, };

export type PrintedLetter = { case: CaseId, letter: LetterId, number: string, 
/**
 * in the file, from 1
 */
first_page: number, };

export type LeftOut = { letter: LetterId, 
/**
 * number or title: how a person knows it
 */
name: string, reason: CommandError, };

export type PrintProgress = { done: number, of: number, };

export type PrintingView = { at: number, by: string, copies: number, };

export type EnvelopeSize = "dl" | "c5";

export type EnvelopeOptions = { size: EnvelopeSize, 
/**
 * plain envelopes: frames and words are printed too
 */
frames: boolean, 
/**
 * millimetres to the upper left corner of the first frame, where it stands elsewhere
 */
first_frame: [number, number] | null, sender_address: string, sender_postcode: string, };

export type SyncState = "unknown" | "synced" | "syncing" | "offline" | "sign_in_again" | "paused";

export type SyncStatus = { state: SyncState, 
/**
 * unsent actions
 */
pending: number, photos_sent: number, photos_total: number, 
/**
 * 需处理
 */
attention: number, synced_at: number | null, offline_since: number | null, 
/**
 * next try, UTC ms
 */
retry_at: number | null, error: CommandError | null, 
/**
 * while pulling
 */
progress: SyncProgress | null, };

export type SyncPhase = "store" | "district" | "cases" | "photos" | "index";

export type SyncProgress = { phase: SyncPhase, done: number, 
/**
 * 0 when not known
 */
total: number, bytes: number, offices: number, communities: number, };

export type SyncPanel = { status: SyncStatus, 
/**
 * in the order of sending
 */
outbox: Array<OutboxRow>, 
/**
 * at most 20
 */
photos: Array<PhotoUpload>, photos_waiting: number, photos_bytes: number, in_store: number, folder: string, };

export type OutboxRow = { seq: number, id: ActionId, 
/**
 * an action's code, e.g. `log_visit`
 */
kind: string, case: CaseId, case_number: string, case_title: string, at: number, held: string | null, };

export type PhotoUpload = { sha256: string, name: string, size: number, sent: number, error: string | null, };

export type ExportedFile = { path: string, actions: number, photos: number, 
/**
 * of the file
 */
bytes: number, 
/**
 * not confirmed, so not in it
 */
drafts: number, 
/**
 * photos that are damaged on this computer, so not in it
 */
damaged: number, };

export type HeldView = { id: ActionId, case: CaseId, case_number: string, case_title: string, kind: string, by: string, at: number, code: string, facts: Record<string, unknown>, 
/**
 * the same fields three times, only those that differ: as the person had
 * them before them, as they filled them in, as the centre has them now
 */
base: Record<string, unknown>, mine: Record<string, unknown>, theirs: Record<string, unknown>, 
/**
 * the last change that the person saw
 */
base_at: number | null, 
/**
 * the last change since
 */
theirs_at: number | null, theirs_by: string | null, 
/**
 * the case is no longer with this office
 */
gone: boolean, head: AskedHead, 
/**
 * the ways there are to settle it; none for a photo
 */
ways: Array<HeldWay>, };

export type AskedHead = "no" | "waits" | "asked";

export type HeldWay = "retry" | "note" | "head" | "elsewhere";

export type Changed = { 
/**
 * empty: many
 */
cases: Array<CaseId>, overview: Overview, };
