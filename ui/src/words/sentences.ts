// Every code's sentence. Order always: what happened, what was kept, what to do.

import type { CommandError } from '../host/types';
import { mustFixWords } from './checks';
import { count } from './dates';
import { act, date, minutesOff, nextTry, number, size, state, text, time, unsent, type Facts } from './facts';

export type Sentence = (facts: Facts, error: CommandError) => string;

export const SENTENCES: Record<string, Sentence> = {
  // signing in
  'auth.wrong_password': (f) => {
    const left = number(f, 'tries_left');
    const tries = left === undefined ? '' : `，还可以再试 ${left} 次；之后锁定 15 分钟`;
    return `账号或密码不对${tries}。忘记密码请找本街道管理员重置。`;
  },
  'auth.locked': (f) =>
    `密码连错 5 次，${time(f, 'until') ?? '15 分钟'}${time(f, 'until') === undefined ? '后' : ' 以后'}可再登录。本机已写的内容不受影响。`,
  'auth.sign_in_again': () => '登录已过期。您写的都在本机，重新登录后接着上传。',
  'auth.token_expired': () => '登录已过期。您写的都在本机，重新登录后接着上传。',
  'auth.signed_out': () => '还没有登录。请登录后再做。',
  'auth.forbidden': () => '这个账号没有做这件事的权限。内容没有改动；需要的话请找管理员。',
  'device.retired': (f) => {
    const n = unsent(f);
    const drafts = number(f, 'drafts') ?? 0;
    const what = n === 0 ? '您写的都已送达中心，中心备份后清除本机资料' : `${n === undefined ? '未发送的内容' : `未发送的 ${n} 项`}正在交给中心，交完后清除本机资料`;
    const unfinished = drafts > 0 ? `；还有 ${drafts} 份草稿没有完成，完成或删除以后才清除` : '';
    return `这台电脑已停用：${what}${unfinished}。`;
  },
  'device.erased': () => '这台电脑已停用。您写的都已送达中心并有备份，本机资料已清除。请找管理员。',
  'device.revoked': () => '这台电脑已被注销，资料已清除。请找管理员。',

  'auth.incomplete': () => '账号、密码和受理中心的地址都要填，没有登录。',
  'device.unknown': () => '中心不认识这台电脑。您写的都在本机；请重新登录。',

  // the network and the centre
  'net.unreachable': (f) => `连不上受理中心。您写的都在本机，联网后自动上传；${nextTry(f)}。`,
  'net.insecure': () => '受理中心的地址要以 https 开头，没有连接。请核对地址。',
  'net.bad_address': () => '受理中心的地址不完整，没有连接。请核对地址，例如 https://lianxin.example。',
  'net.tls': () => '受理中心的证书不对，没有连接，您写的都在本机。请找管理员核对地址和证书。',
  'net.not_our_server': () => '这个地址上不是受理中心，没有连接，您写的都在本机。请核对地址。',
  'net.bad_answer': (f) => `受理中心的回答读不懂，可能中间有别的网关。您写的都在本机；${nextTry(f)}。`,
  'server.error': (f) => `受理中心出了问题。您写的都在本机；${nextTry(f)}。`,
  internal: (f) => `受理中心出了问题。您写的都在本机；${nextTry(f)}。`,
  'sync.too_old_to_read': () => '这个版本太旧，看不到中心的新内容。您写的照常送达；请安装新版本，仍不行请找管理员。',
  'sync.too_old': () => '这个版本太旧，中心不再接收。您写的都在本机；请安装新版本再同步，或导出未发送的内容交给受理中心。',
  'sync.new_epoch': () => '中心恢复过备份，正在重新核对。您写的都在本机，会自动补交。',
  'sync.gap': () => '中心缺了几项，正在按顺序补交。您写的都在本机。',
  'sync.forked': () => '这台电脑的资料被复制过，暂停上传。您写的都在本机；请找管理员。',
  'sync.restless': () => '中心正在恢复备份，这次没有同步完。您写的都在本机，恢复好后会自动再来。',
  'sync.cancelled': () => '同步已停下，没有发送的都在本机。点“现在同步”接着来。',
  'action.after_held': () => '前面有一项还在“需处理”，这一项排在它后面，内容都在。请先处理前面那一项。',
  'action.id_taken': () => '这一步中心已经收到过，没有重复记录。',
  'action.too_large': () => '这一步的内容太长，中心收不下，内容还在本机。请删减后再提交。',
  'request.too_large': () => '内容太长，中心收不下，内容还在本机。请删减后再提交。',
  'held.unknown': () => '这一项已经不在“需处理”里，可能已经处理过。',
  'held.no_head_above': () => '这一项已经请分管领导定过。内容都在，等领导处理。',
  'held.no_reason': () => '还没有写怎么处理的，没有提交。请写几句，不超过 20000 字。',
  'held.unreadable': () => '这一项是新版本写的，这台电脑读不懂，内容都在。请升级，或选“已另行处理”。',
  'held.already_resolved': () => '这一项已经处理过，没有重复提交。',
  'action.unsupported': () => '中心的版本还不认识这一步，内容保留在本机，中心升级后再提交。',

  // 导出未发送的内容
  'export.nothing': (f) => {
    const drafts = number(f, 'drafts') ?? 0;
    const damaged = number(f, 'damaged') ?? 0;
    const broken = damaged > 0 ? `；${damaged} 张照片在本机已损坏，请重新添加` : '';
    const unfinished = drafts > 0 ? `；${drafts} 份草稿还没有完成，完成后才能导出` : '';
    return `没有要导出的，完成的都已送达中心${broken}${unfinished}。`;
  },
  'export.no_key': () => '这台电脑还没有中心的钥匙，没有导出，您写的都在本机。请联网登录一次，再导出。',
  'export.failed': () => '没有导出成，您写的都在本机。请再试一次；仍不行请找管理员。',

  // cases
  'case.not_allowed_now': (f) => {
    const sentence = text(f, 'sentence');
    if (sentence !== undefined) return sentence;
    const until = date(f, 'until');
    if (until !== undefined) return RETURN_OVER(f);
    const now = state(f);
    return `现在不能${act(f)}${now === undefined ? '' : `：这件工单${now}`}。`;
  },
  'case.return_window_over': (f) => RETURN_OVER(f),
  'case.return_ruled': () => '不能再退单：中心已裁定由本单位办理。可以申请延期，或请市民补正。',
  'case.return_reopened': () => '重办的工单不能退单。可以申请延期，或请市民补正。',
  'case.already_begun': () => '已经开始办理，签收不能撤销。需要的话可以退单。',
  'case.changed': () => '这件工单在中心已有变化，您的改动完整保留在“需处理”，等您决定。',
  'case.held': () => '这件工单在中心已有变化，您的改动完整保留在“需处理”，等您决定。',
  held: () => '这件工单在中心已有变化，您的改动完整保留在“需处理”，等您决定。',
  'case.reassigned': (f) => {
    const when = date(f, 'at', 'on', 'date');
    const office = text(f, 'office', 'to');
    return `这件工单${when === undefined ? '' : ` ${when} `}已转派${office === undefined ? '' : `给${office}`}。您未发送的核查已交给中心；本机只留编号。`;
  },
  'case.wrong_office': () => '这件工单不在本单位办理，没有改动。需要的话请联系受理中心。',
  'case.wrong_role': (f) => `${act(f)}不由您这个岗位做，没有改动。`,
  'rates.month': () => '没有这个月份，什么也没有改。请写成 2026-11 这样。',
  'rates.wrong_role': () => '三率由分管领导和督查员查看。需要数字请找他们。',
  'case.unknown': () => '本机没有这件工单，可能已转派或还没有同步。请同步后再找。',
  'case.no_access': () => '这件工单不在您可以查看的范围内。需要的话请联系受理中心。',
  'case.same_office': () => '这件工单已经在这个单位，没有改动。',
  'case.no_ground_to_reopen': () => '没有重办：请先登记市民的不满意评价，或回访的结果。',
  'return.unknown_evidence': () => '选作依据的核查不在这件工单里，没有提交。请重新选。',
  'assist.outstanding': (f) => {
    const n = Array.isArray(f['offices']) ? f['offices'].length : 1;
    return `还有 ${n} 个协办单位没有反馈，不能答复市民。可以等，或选“不再等协办”。`;
  },
  'assist.asked': () => '已经请过这个单位协办，没有重复发出。',
  'assist.not_asked': () => '没有请这个单位协办，没有改动。可能主办单位已结束会办，请同步后再看。',
  'assist.signed_for': () => '本单位已经签收协办。',
  'assist.own_office': () => '本单位是主办，不用请自己协办。请选别的单位。',
  'assist.none_open': () => '没有在等的协办单位。',
  'assist.unknown_office': () => '没有这个单位，没有发出。请在名单里选。',
  'meeting.referred': () => '已提请联席会议，正在等会上决定。',
  'task.none_open': () => '本单位没有未办妥的会议任务。',
  'task.unknown': () => '本单位没有这一项会议任务，没有改动。请同步后再看。',
  'task.outstanding': (f) => `联席会议交办的任务还有 ${text(f, 'count') ?? '几'} 项没有办妥，不能办结。`,
  'merge.unanswered': (f) => {
    const numbers = Array.isArray(f['numbers']) ? f['numbers'].join('、') : '';
    return `并入本件的${numbers === '' ? '工单' : ` ${numbers} `}还没有答复市民，不能办结。请先登记“答复并案市民”。`;
  },
  'merge.none_to_answer': () => '没有等待答复的并案市民。',
  'extension.no_notice_owed': () => '没有需要告知市民的延期。',
  'whom.too_long': (f) => TOO_LONG(f, '征求意见的对象', 200),
  'extension.pending': () => '已经申请过延期，正在等审批。',
  'extension.cap_reached': (f) =>
    f['rework'] === true ? '重办的期限不能再延。' : '延期的天数已经用完，不能再延。',
  'extension.too_long': (f) => {
    const limit = text(f, 'limit');
    return `${limit === undefined ? '延期的天数太多' : `最多可延 ${limit} 个工作日`}，没有提交。请改少天数。`;
  },
  'extension.not_requested': () => '没有等待审批的延期申请，可能已由别人处理。',
  'field.required': (f) => `${FIELD[text(f, 'field') ?? ''] ?? '必填的内容'}还没有填，没有提交。`,

  'title.too_long': (f) => TOO_LONG(f, '标题', 200),

  // photos and notes
  'photo.not_an_image': (f) => `${name(f)} 没有添加：它的内容是${seems(f)}，不是照片。原文件没有改动。`,
  'photo.unsupported_format': (f) => `${name(f)} 没有添加：它是${seems(f)}，这里读不了。请先转成 JPEG 或 PNG。`,
  'photo.empty': (f) => `${name(f)} 是空文件，没有添加。`,
  'photo.too_large': (f) => {
    const bytes = number(f, 'size', 'bytes');
    const limit = number(f, 'limit');
    const has = bytes === undefined ? '太大' : `有 ${size(bytes)}`;
    return `${name(f)} ${has}，超过 ${size(limit ?? 50 * 1024 * 1024)}，没有添加。请用原相机照片，或截取需要的部分。`;
  },
  'photo.damaged': (f) => `${name(f)} 没有添加：文件已损坏，连尺寸都读不出。请换一份完好的文件。`,
  'photo.unreadable': (f) => `${name(f)} 没有添加：读不出来。请确认文件还在，且没有被别的程序占用。`,
  'photo.no_picture': (f) => `${name(f)} 的画面无法显示，原文件照样保存。`,
  'photo.rotten': (f) => `${name(f)} 在本机的文件已不完整，没有上传。请重新添加这张照片。`,
  'photo.unknown': (f) => `本机没有${name(f)}。联网后会从中心补取。`,
  'photo.not_here': (f) => `${name(f)} 还没有取到本机。联网后会从中心补取。`,
  'photo.not_sent': (f) => `还有 ${text(f, 'waiting') ?? '几'} 张照片没有传完，原图在本机；网络恢复后接着传。`,
  'photos.unreachable': () => '中心的照片存储暂时用不了。您的照片都在本机，恢复后自动接着传。',
  'caption.too_long': (f) => TOO_LONG(f, '照片说明', 200),
  'blob.hash_mismatch': () => '照片传到后核对不上，中心没有收下；原图在本机，会重新上传。',
  'visit.too_many_photos': (f) => `一次核查最多 ${text(f, 'limit') ?? '30'} 张照片，其余没有添加。请另记一次核查。`,
  'visit.empty': () => '核查还没有文字，也没有照片，没有提交。写一句看到什么就可以。',
  'note.too_long': (f) => TOO_LONG(f, '核查情况', 20_000),
  'body.too_long': (f) => TOO_LONG(f, '内容', 50_000),
  'companions.too_long': (f) => TOO_LONG(f, '同行人', 200),

  // the disk, the store, the key
  'disk.full': (f) => {
    const drive = text(f, 'drive', 'disk') ?? '本机磁盘';
    const kept = number(f, 'kept');
    const need = number(f, 'need', 'needed', 'bytes');
    const room = need === undefined || need === 0 ? '一些空间' : ` ${Math.max(1, Math.ceil(need / 1_000_000))} MB `;
    const before = kept === undefined ? '此前的内容' : `前面 ${kept} 张和文字`;
    return `${drive}已满，最后一项没有存上；${before}都已保存。请腾出${room}后点“再试一次”。`;
  },
  'store.newer_version': (f) =>
    `资料库由更新的版本写过，这个版本不打开它，以免写坏。请安装${text(f, 'version') === undefined ? '新' : ` ${text(f, 'version')} 以上`}版本；内容没有改动。`,
  'store.corrupt_page': (f) => {
    const n = unsent(f);
    const kept = n === undefined ? '您写的内容没有动过' : `您写的 ${n} 项完好`;
    return `资料文件有一页读不出来，程序没有动它。${kept}；点“修复并打开”，缺的从中心补取。`;
  },
  'store.in_use': () => '资料库正由另一个窗口或程序使用，没有打开。请关掉那一个，再试一次。',
  'store.locked': () => '资料库正被别的程序占用，这一步没有做成，已写的内容都在。请稍候再试；仍不行，请关掉备份、杀毒一类的程序。',
  'store.missing': () => '这台电脑上还没有您的资料。请联网登录一次。',
  'store.exists': () => '这台电脑上已有这个账号的资料，没有覆盖。请直接登录。',
  'store.file': () => '资料文件夹读写不了，内容没有改动。请检查磁盘和权限，再试一次。',
  'store.database': () => '资料库这一步没有做成，已写的内容都在。请再试一次；仍不行请找管理员。',
  'store.unreadable': () => '资料库里有一项读不懂，没有动它。请把下面的代码告诉管理员。',
  'store.unfit_sqlite': () => '这个程序包不完整，资料库没有打开，内容没有改动。请重新安装。',
  'store.not_encrypting': () => '这个程序包不能加密，资料库没有打开，内容没有改动。请重新安装。',
  'system.random': () => '系统没有给出随机数，这一步没有做成，已写的内容都在。请重启电脑后再试。',
  'file.missing': () => '文件或文件夹不在了，没有存上。请核对位置，再试一次。',
  'file.unusable': () => '文件夹写不进去，没有存上，内容没有改动。请检查权限，再试一次。',
  'file.unreadable': (f) => `${name(f)} 读不出来，没有添加。请确认文件还在。`,
  'draft.unreadable': () => '上次的草稿读不懂，没有动它。请把下面的代码告诉管理员。',
  'viewer.missing': (f) => `PDF 已存好${text(f, 'path') === undefined ? '' : `（${text(f, 'path')}）`}，但没有找到能打开它的程序。请安装 PDF 阅读器。`,
  'viewer.no_folder': (f) => `没有找到能打开文件夹的程序。请自己打开${text(f, 'path') === undefined ? '字体文件夹' : ` ${text(f, 'path')}`}。`,
  'key.missing': () =>
    '没有找到这台电脑保存的钥匙。请输入本机口令打开；口令也忘了，请找管理员，未发送的内容仍在加密文件里。',
  'key.wrong_passphrase': () => '本机口令不对，资料没有打开，也没有改动。请再输一次。',
  'key.passphrase_needed': () => '这台电脑不保存钥匙。请定一个本机口令，打开资料时要用。',
  'key.keychain': () => '这台电脑的钥匙串没有应答。请输入本机口令打开。',
  'key.damaged': () => '钥匙文件已损坏，资料没有改动。请输入本机口令，或找管理员。',

  // letters
  'letter.missing_glyph': (f) => {
    const paragraph = text(f, 'paragraph');
    const place = paragraph === undefined ? (text(f, 'place') ?? '') : `第 ${paragraph} 段`;
    return `${place}“${text(f, 'character', 'char', 'glyph') ?? ''}”没有字形，函件没有生成。请在 设置 — 字体 添加含此字的字体。`;
  },
  'letter.no_fonts': () => '没有找到公文字体，函件没有生成。这个程序包不完整，请重新安装。',
  'letter.no_face': () => '公文用的字体不全，函件没有生成。请重新安装，或在 设置 — 字体 添加。',
  'letter.bad_font': () => '有一个字体文件读不出来，函件没有生成。请看 设置 — 字体，换一个文件。',
  'letter.must_fix': (f) => {
    const facts = { finding: text(f, 'finding'), element: text(f, 'element'), text: text(f, 'text') };
    return `还有 ${text(f, 'count') ?? '1'} 处必须修改：${mustFixWords(facts) ?? '请看“检查发现”。'}`;
  },
  'letter.needs_server': () => '联网后才能签发：字号和印章由中心给出。函件没有改动。',
  'letter.changed': () => '函件有更新的一稿，没有签发。请先看新稿。',
  'letter.number_not_reserved': (f) =>
    `中心恢复以后，${text(f, 'number') ?? '原来的文号'}没有给这份函件留着。重试就取新号，纸上的要收回重印。`,
  'letter.already_signed': (f) => {
    const by = text(f, 'by');
    const at = time(f, 'at');
    return `已由${by === undefined ? '另一位领导' : by}${at === undefined ? '' : `于 ${at} `}签发，正文不能再改；要改须作废重发。`;
  },
  'letter.rendering': () => '签发已完成，正本正在生成。生成好后这里会自己更新。',
  'letter.no_title': () => '函件还没有标题，没有提交。',
  'letter.no_number_word': () => '本单位还没有设这类函件的字号，没有签发。请找管理员。',
  'letter.not_allowed_now': () => '这封函件现在不在这一步，没有改动。请刷新后再看。',
  'letter.not_an_answer': () => '这种函件不是答复。登记它的送达，另写答复函。',
  'letter.is_answer': () => '这封函件是答复，请登记答复送达。',
  'letter.served': () => '这封函件已经登记过送达。',
  'letter.none_to_serve': () => '没有等着送达的函件。',
  'letter.not_signed': () => '函件还没有签发，不能登记送达，也没有正本可打印。',
  'letter.no_revision': () => '没有这一稿。请刷新后再看。',
  'letter.required': () => '邮寄和当面送达要有已签发的函件，没有登记。请先签发，或改选送达方式。',
  'letter.too_many_photos': () => '照片附件最多 60 张。写的都在，请去掉几张。',
  'letter.foreign_photo': () => '照片附件里有一张不是这件工单的照片，没有提交。请去掉它，从下面列出的照片里选。',
  'letter.empty': () => '函件还没有正文，没有提交。',
  'letter.too_long': (f) => TOO_LONG(f, '函件', 50_000),
  'letter.unknown': () => '这件工单没有这封函件，可能已作废。请同步后再看。',
  'seal.not_a_picture': () => '这个文件不是图片，或者已经损坏，没有存入。请换一个 PNG 或 JPEG 文件。',
  'seal.too_large': (f) => {
    const bytes = number(f, 'size');
    const has = bytes === undefined ? '太大' : `有 ${size(bytes)}`;
    return `图样${has}，超过 4 MB，没有存入。请裁掉四周的空白，或者降低分辨率。`;
  },
  'seal.too_many_pixels': () => '图样的像素太多，没有存入。请把分辨率降到每边 5,000 像素以内。',
  'seal.too_small': () => '图样太小，盖出来看不清，没有存入。请用 300 dpi 以上扫描。',
  'seal.not_square': () => '图样不是正方形，盖出来会变形，没有存入。请沿印章外缘裁成正方形。',
  'seal.blank': () => '图样上没有印文，没有存入。请换一个文件。',
  'seal.not_red': () => '图样上的印文不是红色，没有存入。请用红色印泥盖好，彩色扫描。',
  'seal.diameter': () => '印章直径只能在 30 到 50 毫米之间，没有存入。请改正。',
  'seal.key_missing': () => '受理中心找不到印章的密钥，没有存入。请告诉中心管理员。',
  'seal.key_wrong': () => '受理中心的印章密钥对不上，没有存入。请告诉中心管理员。',
  'envelope.no_address': () => '工单里没有市民的通信地址。向市民问到后，在工单的“市民”一栏登记，再打印信封；或改用别的方式送达。',
  'address.bad_postcode': () => '邮政编码是 6 位数字，不知道可以不填。通信地址没有登记。',
  'address.too_long': () => '通信地址最多 200 字。',
  'envelope.to_an_office': () => '这封函件发给单位，这里没有单位的地址。',
  'envelope.bad_postcode': () => '寄信单位的邮政编码不是六位数字，没有打印。请改正。',
  'envelope.too_long': (f) => {
    const [length, limit] = [text(f, 'length'), text(f, 'limit')];
    const sizes = length === undefined || limit === undefined ? '' : `，信封上最多 ${limit} 字，现有 ${length} 字`;
    return `地址或名称太长${sizes}。请手写这个信封。`;
  },
  'clock.skew': (f) => `本机时间比中心${minutesOff(f)}。期限以中心时间为准；请校准电脑时间。`,
};

const FIELD: Record<string, string> = {
  reason: '理由',
  note: '内容',
  ask: '请对方做什么',
  whom: '向谁征求意见',
  question: '征求意见的问题',
  text: '内容',
  body: '正文',
  title: '标题',
  remark: '退回意见',
  handling: '办理情况',
  public_reply: '公开答复内容',
  unsolved_reason: '未解决原因',
};

function RETURN_OVER(f: Facts): string {
  const limit = text(f, 'limit') ?? '2';
  const until = date(f, 'until');
  return `现在不能退单：签收已满 ${limit} 个工作日${until === undefined ? '' : `（至 ${until}）`}。可以申请延期，或请协办单位会办。`;
}

function TOO_LONG(f: Facts, what: string, most: number): string {
  const has = text(f, 'length', 'characters');
  const limit = text(f, 'limit') ?? count(most);
  return `${what}最多 ${limit} 字${has === undefined ? '' : `，现有 ${has} 字`}。内容还在输入框里，请删减，或存为附件。`;
}

function name(f: Facts): string {
  return text(f, 'name', 'file') ?? '这个文件';
}

const SEEMS: Record<string, string> = { text: '文字', pdf: 'PDF', video: '视频', archive: '压缩包', office: '办公文档' };

function seems(f: Facts): string {
  const found = text(f, 'words', 'seems', 'format');
  return found === undefined ? '别的东西' : (SEEMS[found] ?? found);
}
