import { describe, expect, it } from 'vitest';
import { errorWords, shortReason } from './errors';
import { SENTENCES } from './sentences';

const china = (written: string) => Date.parse(`${written}:00+08:00`);
const say = (code: string, facts: Record<string, unknown> = {}) => errorWords({ code, message: code, facts }).sentence;

describe('what the clerk reads', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['auth.wrong_password', { tries_left: 3 }, '账号或密码不对，还可以再试 3 次；之后锁定 15 分钟。忘记密码请找本街道管理员重置。'],
    ['auth.locked', { until: china('2026-11-23T09:40') }, '密码连错 5 次，09:40 以后可再登录。本机已写的内容不受影响。'],
    ['sync.too_old_to_read', {}, '这个版本太旧，看不到中心的新内容。您写的照常送达；请安装新版本，仍不行请找管理员。'],
    ['net.unreachable', { retry_seconds: 30 }, '连不上受理中心。您写的都在本机，联网后自动上传；30 秒后再试一次。'],
    [
      'case.not_allowed_now',
      { act: 'request_return', until: '2026-11-17', limit: 2 },
      '现在不能退单：签收已满 2 个工作日（至 11月17日）。可以申请延期，或请协办单位会办。',
    ],
    [
      'case.return_window_over',
      { until: '2026-11-17', limit: 2 },
      '现在不能退单：签收已满 2 个工作日（至 11月17日）。可以申请延期，或请协办单位会办。',
    ],
    ['case.changed', {}, '这件工单在中心已有变化，您的改动完整保留在“需处理”，等您决定。'],
    ['held', {}, '这件工单在中心已有变化，您的改动完整保留在“需处理”，等您决定。'],
    [
      'case.reassigned',
      { at: china('2026-11-23T08:00'), office: '东柳街道' },
      '这件工单 11月23日 已转派给东柳街道。您未发送的核查已交给中心；本机只留编号。',
    ],
    ['photo.not_an_image', { name: '情况说明.jpg', seems: 'text' }, '情况说明.jpg 没有添加：它的内容是文字，不是照片。原文件没有改动。'],
    ['photo.empty', { name: 'IMG_3.jpg' }, 'IMG_3.jpg 是空文件，没有添加。'],
    [
      'photo.too_large',
      { name: '视频截图.png', size: 60 * 1024 * 1024, limit: 50 * 1024 * 1024 },
      '视频截图.png 有 60 MB，超过 50 MB，没有添加。请用原相机照片，或截取需要的部分。',
    ],
    [
      'note.too_long',
      { length: 100_000, limit: 20_000 },
      '核查情况最多 20,000 字，现有 100,000 字。内容还在输入框里，请删减，或存为附件。',
    ],
    [
      'disk.full',
      { drive: 'D 盘', kept: 5, need: 200_000_000 },
      'D 盘已满，最后一项没有存上；前面 5 张和文字都已保存。请腾出 200 MB 后点“再试一次”。',
    ],
    [
      'store.newer_version',
      { version: '1.4' },
      '资料库由更新的版本写过，这个版本不打开它，以免写坏。请安装 1.4 以上版本；内容没有改动。',
    ],
    [
      'store.corrupt_page',
      { pending: 3 },
      '资料文件有一页读不出来，程序没有动它。您写的 3 项完好；点“修复并打开”，缺的从中心补取。',
    ],
    [
      'key.missing',
      {},
      '没有找到这台电脑保存的钥匙。请输入本机口令打开；口令也忘了，请找管理员，未发送的内容仍在加密文件里。',
    ],
    [
      'letter.missing_glyph',
      { paragraph: 3, character: '㛃' },
      '第 3 段“㛃”没有字形，函件没有生成。请在 设置 — 字体 添加含此字的字体。',
    ],
    [
      'letter.must_fix',
      { count: 1, finding: 'vague.date', text: '尽快' },
      '还有 1 处必须修改：“尽快”没有日期。写明哪天前办到，或由谁来办。',
    ],
    ['letter.must_fix', { count: 2, element: 'remedy' }, '还有 2 处必须修改：没有写救济途径。'],
    ['device.retired', { pending: 3 }, '这台电脑已停用：未发送的 3 项正在交给中心，交完后清除本机资料。'],
    ['device.retired', { pending: 0, drafts: 2 }, '这台电脑已停用：您写的都已送达中心，中心备份后清除本机资料；还有 2 份草稿没有完成，完成或删除以后才清除。'],
    ['device.erased', {}, '这台电脑已停用。您写的都已送达中心并有备份，本机资料已清除。请找管理员。'],
    ['device.revoked', {}, '这台电脑已被注销，资料已清除。请找管理员。'],
    ['export.nothing', { drafts: 2, damaged: 0 }, '没有要导出的，完成的都已送达中心；2 份草稿还没有完成，完成后才能导出。'],
    ['clock.skew', { minutes: -120 }, '本机时间比中心慢 2 小时。期限以中心时间为准；请校准电脑时间。'],
  ])('%s', (code, facts, sentence) => {
    expect(say(code, facts)).toBe(sentence);
  });

  it('a missing fact leaves a shorter sentence, never a hole', () => {
    for (const code of Object.keys(SENTENCES)) {
      const sentence = say(code);
      expect(sentence, code).not.toMatch(/undefined|null|NaN|\[object| {2}/);
      expect(sentence, code).toMatch(/。$/);
    }
  });

  it('never says what officials do not say', () => {
    for (const code of Object.keys(SENTENCES)) {
      expect(say(code), code).not.toMatch(/用户|数据|记录ID|提交失败|未知错误|网络异常|操作成功|冲突|缓存|队列|请稍后重试|！/);
    }
  });

  it('an unknown code keeps the core’s Chinese, or asks to pass the code on', () => {
    expect(errorWords({ code: 'x.y', message: '函件内容读不懂', facts: {} }).sentence).toBe('函件内容读不懂');
    expect(say('x.y')).toContain('代码');
  });

  it('reasons of 现在还不能 fit a line', () => {
    const reason = (code: string, facts: Record<string, unknown>) => shortReason({ code, message: '', facts });
    expect(reason('case.return_window_over', { until: '2026-11-17', limit: 2 })).toBe('签收已满 2 个工作日（至 11月17日）');
    expect(reason('case.not_allowed_now', { act: 'close', state: 'in_progress' })).toBe('答复函签发并送达后可以办结');
    expect(reason('extension.cap_reached', { rework: true })).toBe('重办的期限不能再延');
  });
});
