// What waits to be sent, what was refused, what is here. Errors are sentences
// with the next try; nothing here is an alarm.

import { ArrowUp, Check, Clock, FileText, Footprints, Inbox, Pencil, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Button, Progress } from 'antd';
import { key, useAsk, useTell, useToday } from '../../app/data';
import { go, TODAY } from '../../app/route';
import type { OutboxRow, PhotoUpload, SyncPanel as Panels, SyncStatus } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Panel, Section, useKeys } from '../../ui';
import { ACT, actionWord, count, errorWords, exportedWords, megabytes, moment, retryWords } from '../../words';

export function SyncPanel({ onClose }: { onClose: () => void }) {
  const today = useToday();
  const { data } = useAsk(key.syncPanel, 'sync_panel', {});
  const syncNow = useTell('sync_now');
  const pause = useTell('pause_sync');
  const unsent = useTell('export_unsent');
  const paused = data?.status.state === 'paused';
  useKeys({ F5: () => syncNow.mutate({}) });
  const last = data?.status.synced_at ?? null;
  return (
    <Panel
      title="同步"
      note={last === null ? '还没有同步过' : `上次完成 ${moment(last, today)}`}
      width={440}
      side="left"
      plain
      onClose={onClose}
      testid={id.syncPanel}
      foot={
        <>
          <Button onClick={() => syncNow.mutate({})} data-testid={id.syncNow}>
            现在同步<span className="button-key">F5</span>
          </Button>
          <Button onClick={() => pause.mutate({ paused: !paused })} data-testid={id.syncPause}>
            {paused ? '继续' : '暂停'}
          </Button>
          <Button disabled={unsent.isPending} onClick={() => unsent.mutate({})} data-testid={id.syncExport}>
            导出未发送的内容…
          </Button>
          <p role="status" className="panel-foot-note" data-testid={id.syncExported}>
            {unsent.data !== undefined && exportedWords(unsent.data)}
          </p>
          {unsent.error !== null && (
            <div className="panel-foot-note">
              <ErrorSentence error={unsent.error} />
            </div>
          )}
        </>
      }
    >
      {data !== undefined && <SyncFacts panel={data} today={today} />}
    </Panel>
  );
}

function SyncFacts({ panel, today }: { panel: Panels; today: string }) {
  const { status, outbox, photos } = panel;
  const nothing = outbox.length === 0 && panel.photos_waiting === 0;
  return (
    <>
      <State status={status} nothing={nothing} today={today} />
      {panel.photos_waiting > 0 && <Uploading panel={panel} />}
      {outbox.length > 0 && (
        <Section title="等待发送" aside={`按先后顺序，${outbox.length} 项`}>
          <ul className="sync-lines">
            {outbox.slice(0, 20).map((row) => (
              <OutboxLine key={row.id} row={row} today={today} />
            ))}
          </ul>
          {outbox.length > 20 && <p className="meta">另有 {count(outbox.length - 20)} 项</p>}
        </Section>
      )}
      {photos.length > 0 && (
        <Section title="照片">
          <ul className="sync-lines">
            {photos.slice(0, 20).map((photo) => (
              <PhotoLine key={photo.sha256} photo={photo} status={status} today={today} />
            ))}
          </ul>
          {panel.photos_waiting > 20 && (
            <p className="meta">
              共 {count(panel.photos_waiting)} 张待传，{megabytes(panel.photos_bytes)}
            </p>
          )}
        </Section>
      )}
      <Section title="本机">
        <dl className="facts">
          <dt>工单</dt>
          <dd>{count(panel.in_store)} 件，已加密</dd>
          <dt>文件夹</dt>
          <dd className="sync-folder">{panel.folder}</dd>
        </dl>
      </Section>
    </>
  );
}

function State({ status, nothing, today }: { status: SyncStatus; nothing: boolean; today: string }) {
  if (status.error !== null) return <ErrorSentence error={status.error} />;
  if (status.state === 'offline') {
    return <p>没有网络。可以照常查看、核查、写函；联网后自动上传，{retryWords(status.retry_at, today)}。</p>;
  }
  if (status.state === 'paused') return <p>同步已暂停。您写的都在本机，点“继续”后接着发送。</p>;
  if (!nothing) return null;
  return <p>都已送达中心{status.synced_at === null ? '' : `，上次 ${moment(status.synced_at, today).replace(/^今天 /, '')}`}。</p>;
}

function Uploading({ panel }: { panel: Panels }) {
  const sizes = panel.photos.reduce((sum, photo) => sum + photo.size, 0);
  const sent = panel.photos.reduce((sum, photo) => sum + photo.sent, 0);
  const whole = Math.max(sizes, panel.photos_bytes + sent);
  const done = panel.photos.filter((photo) => photo.sent >= photo.size).length;
  return (
    <div className="sync-uploading">
      <div className="sync-uploading-head">
        <h2>正在上传照片</h2>
        <span>
          {done} / {panel.photos_waiting + done} 张　{megabytes(sent)} / {megabytes(whole)}
        </span>
      </div>
      <Progress percent={whole === 0 ? 0 : (sent / whole) * 100} showInfo={false} size={['100%', 6]} aria-label="照片上传" />
      <p className="meta">可以照常工作，也可以关机，下次接着传。</p>
    </div>
  );
}

const KIND_ICON: Partial<Record<string, LucideIcon>> = {
  sign_for: Inbox,
  log_visit: Footprints,
  draft_letter: FileText,
  submit_letter: FileText,
};

function OutboxLine({ row, today }: { row: OutboxRow; today: string }) {
  const Icon = KIND_ICON[row.kind] ?? Pencil;
  return (
    <li data-testid={id.outboxRow(row.seq)}>
      <Icon className="icon" aria-hidden="true" />
      <div className="sync-line-words">
        <button type="button" className="plain" onClick={() => go({ at: 'case', case: row.case, from: TODAY })}>
          {row.kind === 'draft_letter' ? '函件草稿' : actionWord(row.kind)}　{row.case_title}
        </button>
        {row.held !== null && <p className="meta">{errorWords({ code: row.held, message: '', facts: { act: row.kind in ACT ? row.kind : '' } }).sentence}</p>}
      </div>
      <span className="meta">{moment(row.at, today).replace(/^今天 /, '')}</span>
    </li>
  );
}

function PhotoLine({ photo, status, today }: { photo: PhotoUpload; status: SyncStatus; today: string }) {
  const done = photo.size > 0 && photo.sent >= photo.size;
  const moving = !done && photo.sent > 0;
  const [Icon, words] =
    photo.error !== null
      ? ([TriangleAlert, `没有传完，${retryWords(status.retry_at, today)}；原图在本机`] as const)
      : done
        ? ([Check, '中心已收妥，指纹一致'] as const)
        : moving
          ? ([ArrowUp, `${Math.floor((photo.sent / photo.size) * 100)}%，从断开处续传`] as const)
          : ([Clock, '排队'] as const);
  return (
    <li>
      <Icon className="icon" aria-hidden="true" />
      <span className="sync-line-words">{photo.name}</span>
      <span className={photo.error === null ? 'meta' : 'meta strong'}>{words}</span>
    </li>
  );
}
