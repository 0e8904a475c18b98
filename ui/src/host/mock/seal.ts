// 印章图样 at the centre, as the head is told of it.

import type { SealOnFileView, SealUseView, SealView } from '../types';
import { china, NOW } from './clock';

const FINGERPRINT = '9c4f2b7e61d8a053'.repeat(4);

export class MockSeal {
  private onFile: SealOnFileView | null = {
    fingerprint: FINGERPRINT,
    diameter_mm: 42,
    since: china('2026-03-02 09:12'),
    by: '周国平',
    usable: true,
  };
  private readonly uses: SealUseView[] = [
    {
      ...line('placed', FINGERPRINT, china('2026-11-20 16:02')),
      document_number: '白鹤街办函〔2026〕14号',
      case: 'case-20261112-0187',
      case_number: '20261112-0187',
    },
    line('put', FINGERPRINT, china('2026-03-02 09:12')),
  ];

  view(): SealView {
    return { on_file: this.onFile, uses: [...this.uses] };
  }

  put(diameter: number): SealView {
    const fingerprint = '51e0'.repeat(16);
    this.uses.unshift(line(this.onFile === null ? 'put' : 'replaced', fingerprint, NOW));
    this.onFile = { fingerprint, diameter_mm: diameter, since: NOW, by: '周国平', usable: true };
    return this.view();
  }

  remove(): SealView {
    if (this.onFile !== null) this.uses.unshift(line('removed', this.onFile.fingerprint, NOW));
    this.onFile = null;
    return this.view();
  }
}

function line(act: SealUseView['act'], fingerprint: string, at: number): SealUseView {
  return { at, act, by: '周国平', fingerprint, document_number: null, case: null, case_number: null };
}
