// 08b: the first time, everything is fetched. Steps with counts; the cases
// that are already here can be looked at as soon as there are fifty.

import { Button, Progress } from 'antd';
import { Check, Circle, Loader } from 'lucide-react';
import { useTell, useSyncStatus } from '../../app/data';
import type { AppStatus, SyncPhase, SyncProgress } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Logo } from '../../ui';
import { count, fullDate, megabytes } from '../../words';

interface FirstSyncPageProps {
  status: AppStatus;
  left: (next: AppStatus) => void;
  enterEarly: () => void;
}

const ENOUGH = 50;

type StepState = 'done' | 'now' | 'waiting';
interface Step {
  label: string;
  state: StepState;
  note: string;
}

export function FirstSyncPage({ status, left, enterEarly }: FirstSyncPageProps) {
  const sync = useSyncStatus();
  const signOut = useTell('sign_out');
  const pause = useTell('pause_sync');
  const paused = sync.state === 'paused';
  const { progress } = sync;
  const steps = stepsOf(progress, status.calendar_until);
  const now = steps.find((step) => step.state === 'now');
  const percent = percentOf(progress);
  const arrived = progress !== null && (progress.phase === 'photos' || progress.phase === 'index' || (progress.phase === 'cases' && progress.done >= ENOUGH));
  return (
    <main className="edge">
      <section className="edge-card edge-wide" aria-label="第一次同步" data-testid={id.firstSync}>
        <div className="firstsync-head">
          <Logo size={28} />
          <h1>第一次同步</h1>
          <span className="meta">
            {status.person?.name}　{status.person?.office_name}
          </span>
        </div>
        <div className="firstsync-now">
          <span>{paused ? '已暂停，已取回的都在本机' : doing(now)}</span>
          <span>{Math.floor(percent)}%</span>
        </div>
        <Progress percent={percent} showInfo={false} size={['100%', 6]} aria-label="第一次同步" />
        <p className="meta">{progress === null || progress.bytes === 0 ? '　' : `已取回 ${megabytes(progress.bytes)}`}</p>
        {sync.error !== null && <ErrorSentence error={sync.error} />}
        <ol className="firstsync-steps">
          {steps.map((step) => (
            <li key={step.label} className={`step-${step.state}`}>
              <StepIcon state={step.state} />
              <span>{step.label}</span>
              <span className="meta">{step.note}</span>
            </li>
          ))}
        </ol>
        <div className="edge-buttons">
          <Button type="primary" disabled={!arrived} onClick={enterEarly} data-testid={id.firstSyncShow}>
            先看已到的工单
          </Button>
          <Button onClick={() => pause.mutate({ paused: !paused })} data-testid={id.firstSyncPause}>
            {paused ? '继续' : '暂停'}
          </Button>
          <Button onClick={() => signOut.mutate({}, { onSuccess: left })}>取消</Button>
          <span className="meta">断网或关机后从这里接着来</span>
        </div>
      </section>
    </main>
  );
}

function doing(step: Step | undefined): string {
  if (step === undefined) return '正在连接受理中心';
  return step.label === '工单' ? '正在取回您单位的工单' : `正在准备：${step.label}`;
}

function StepIcon({ state }: { state: StepState }) {
  const Icon = state === 'done' ? Check : state === 'now' ? Loader : Circle;
  return (
    <>
      <Icon className="icon" aria-hidden="true" />
      <span className="visually-hidden">{state === 'done' ? '已完成：' : state === 'now' ? '正在进行：' : '还没有开始：'}</span>
    </>
  );
}

const ORDER: SyncPhase[] = ['store', 'district', 'cases', 'photos', 'index'];
/** How much of the whole each phase takes, roughly, so that the bar never goes back. */
const SHARE: Record<SyncPhase, [from: number, to: number]> = {
  store: [0, 3],
  district: [3, 8],
  cases: [8, 88],
  photos: [88, 96],
  index: [96, 100],
};

function percentOf(progress: SyncProgress | null): number {
  if (progress === null) return 0;
  const [from, to] = SHARE[progress.phase];
  const part = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  return from + (to - from) * part;
}

function stepsOf(progress: SyncProgress | null, calendarUntil: string | null): Step[] {
  const at = progress === null ? -1 : ORDER.indexOf(progress.phase);
  const state = (phase: SyncPhase): StepState => {
    const place = ORDER.indexOf(phase);
    return place < at ? 'done' : place === at ? 'now' : 'waiting';
  };
  const district = state('district');
  const counts = progress !== null && progress.phase === 'cases';
  return [
    { label: '建立本机加密资料库', state: state('store'), note: state('store') === 'done' ? '完成' : '' },
    {
      label: '街道、社区、人员',
      state: district,
      note: progress !== null && progress.offices > 0 ? `${progress.offices} 个部门，${progress.communities} 个社区` : '',
    },
    {
      label: '节假日安排、时限规则',
      state: district,
      note: district === 'done' && calendarUntil !== null ? `至 ${fullDate(calendarUntil)}` : '',
    },
    {
      label: '工单',
      state: state('cases'),
      note: counts ? `${count(progress.done)}${progress.total > 0 ? ` / ${count(progress.total)}` : ''} 件` : '',
    },
    { label: '函件和照片缩略图', state: state('photos'), note: '' },
    { label: '搜索索引', state: state('index'), note: state('index') === 'done' ? '完成' : '可稍后在后台完成' },
  ];
}
