// Lines above a list: offline, new rows, what was refused.

import { Button } from 'antd';
import { CalendarClock, CloudOff } from 'lucide-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { key, readListsAnew, useSyncStatus, useStatus, useTell, useToday } from '../../app/data';
import type { RefusedCase } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence } from '../../ui';
import { fullDate, moment, shortReason } from '../../words';

export function OfflineBanner() {
  const status = useSyncStatus();
  const today = useToday();
  const syncNow = useTell('sync_now');
  if (status.state !== 'offline') return null;
  const seen = status.synced_at === null ? '本机的资料' : `${moment(status.synced_at, today)} 的资料`;
  return (
    <div className="banner">
      <CloudOff className="icon" aria-hidden="true" />
      <div className="banner-words">
        <b>没有网络，看到的是{seen}</b>
        <p>可以照常查看、核查、写函，内容存在本机，联网后自动上传。新派工单和签发要等联网。期限按本机日历计算，仍然准确。</p>
      </div>
      <Button size="small" onClick={() => syncNow.mutate({})}>
        再试一次
      </Button>
    </div>
  );
}

/** For who can see to it: the published calendar runs out within three months. */
export function CalendarBanner() {
  const { calendar_ends_soon: soon, calendar_until: until } = useStatus();
  if (!soon || until === null) return null;
  const next = Number(until.slice(0, 4)) + 1;
  return (
    <div className="banner" data-testid={id.calendarEnds}>
      <CalendarClock className="icon" aria-hidden="true" />
      <div className="banner-words">
        <b>工作日历只到{fullDate(until)}</b>
        <p>之后的期限标“预估”。{next}年放假安排公布后，请在中心服务器上导入（calendar import），各桌面随同步更新。</p>
      </div>
    </div>
  );
}

export function NewRowsLine() {
  const client = useQueryClient();
  const { data: waiting } = useQuery<number>({ queryKey: key.newRows, queryFn: () => 0, initialData: 0, enabled: false });
  if (waiting === 0) return null;
  return (
    <button type="button" className="new-rows" data-testid={id.newRows} onClick={() => readListsAnew(client)}>
      有 {waiting} 件新工单，点此显示
    </button>
  );
}

export function RefusedLines({ refused, error, forget }: { refused: RefusedCase[]; error: unknown; forget: () => void }) {
  if (refused.length === 0 && error === null) return null;
  return (
    <div className="refused">
      {error !== null && <ErrorSentence error={error} />}
      {refused.map((one) => (
        <p key={one.case}>
          {one.number} 没有签收：{shortReason(one.reason)}
        </p>
      ))}
      <button type="button" className="link" onClick={forget}>
        知道了
      </button>
    </div>
  );
}
