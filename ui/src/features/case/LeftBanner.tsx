import { CornerUpRight } from 'lucide-react';
import type { CaseView } from '../../host/types';
import { moment, timelineWords } from '../../words';

/** 已转派: read-only, where it went, and what of mine was still on its way. */
export function LeftBanner({ view, today }: { view: CaseView; today: string }) {
  if (!view.row.left) return null;
  const moved = view.timeline.find((entry) => entry.kind === 'dispatched');
  const mine = view.timeline.filter((entry) => entry.pending).map((entry) => timelineWords(entry).what);
  return (
    <div className="banner case-banner">
      <CornerUpRight className="icon" aria-hidden="true" />
      <div className="banner-words">
        <b>
          已转派
          {typeof moved?.facts['office'] === 'string' ? `给${moved.facts['office']}` : ''}
          {moved === undefined ? '' : `，${moment(moved.at, today)}`}
        </b>
        <p>
          这里只能查看。
          {mine.length === 0 ? '您写的都已送达中心。' : `还没有发送的：${mine.join('、')}，联网后照样交给中心。`}
        </p>
      </div>
    </div>
  );
}
