// One action that the centre did not take as it came.

import type { CaseRow, HeldView } from '../types';
import { china } from './clock';

export function sampleHeld(row: CaseRow): HeldView {
  return {
    id: 'held-1',
    case: row.id,
    case_number: row.number,
    case_title: row.title,
    kind: 'close',
    by: '陈晓燕',
    at: china('2026-11-20 17:05'),
    code: 'case.changed',
    facts: { by: '何志远', at: china('2026-11-20 16:48') },
    base: { state: 'in_progress' },
    mine: {
      state: 'closed',
      solved: 'partly',
      unsolved_reason: '1家的净化器 11月28日到货',
      handling: '11月20日15:30会同执法中队检查3家，2家净化器正常运行，1家当场停用灶台。',
      public_reply: '已查3家，2家合格，1家整改中。',
    },
    theirs: {
      state: 'closed',
      solved: 'yes',
      handling: '11月20日上午电话回访，市民表示油烟已减轻。',
      public_reply: '经回访，油烟问题已解决。',
    },
    base_at: china('2026-11-19 09:00'),
    theirs_at: china('2026-11-20 16:48'),
    theirs_by: '何志远',
    gone: false,
    head: 'no',
    ways: ['retry', 'note', 'head', 'elsewhere'],
  };
}
