// 需处理: what the centre did not take as it came. Nothing is lost here, and
// nothing is chosen beforehand.

import { Button, Input } from 'antd';
import { Flag, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { key, useAsk, useIsOffline, useTell, useToday } from '../../app/data';
import { go, TODAY } from '../../app/route';
import type { AskedHead, HeldView, HeldWay } from '../../host/types';
import { id } from '../../testids';
import { Empty, ErrorSentence, KeyHint, PageHead, useKeys } from '../../ui';
import { actionWord, moment } from '../../words';
import { heldFields, heldReason } from './fields';
import { ThreeWay } from './ThreeWay';

export function AttentionPage() {
  const { data: items, error } = useAsk(key.attention, 'attention', {}, { always: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const now = items?.find((item) => item.id === chosen) ?? items?.[0];
  return (
    <div className="view" data-testid={id.attention}>
      <PageHead
        title="需处理"
        note={items === undefined || items.length === 0 ? '' : `${items.length} 项　中心没有直接采用的改动都在这里，不会丢，也不影响其他工单`}
        lined
      />
      {error !== null && <ErrorSentence error={error} />}
      {items?.length === 0 && (
        <Empty title="没有需要您处理的" action={<Button onClick={() => go(TODAY)}>看今日</Button>}>
          您写的都已按原样采用；中心没有直接采用的改动会出现在这里。
        </Empty>
      )}
      {items !== undefined && now !== undefined && (
        <div className="attention-split">
          {items.length > 1 && (
            <ul className="attention-list" aria-label="需处理的各项">
              {items.map((item) => (
                <li key={item.id}>
                  <button type="button" aria-current={item.id === now.id || undefined} onClick={() => setChosen(item.id)} data-testid={id.held(item.id)}>
                    {actionWord(item.kind)}　{item.case_title}
                    <span className="meta">　{item.case_number}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <HeldItem held={now} key={now.id} />
        </div>
      )}
      <footer className="view-foot">
        <span className="foot-words" />
        <KeyHint keys={['1', '2', '3', '4']}>选处理方式</KeyHint>
        <KeyHint keys={['Ctrl', 'Enter']}>提交</KeyHint>
        <KeyHint keys={['Esc']}>先不处理</KeyHint>
      </footer>
    </div>
  );
}

const WAYS: { way: HeldWay; title: string; words: string; submit: string }[] = [
  { way: 'retry', title: '按我的重新提交', words: '照您填的再交给中心一次；中心现有的若仍不允许，会再回到这里。', submit: '重新提交' },
  { way: 'note', title: '改作备注', words: '中心现有的不变；您写的每一项都作为备注记入经过，写明谁在什么时间填的。', submit: '改作备注' },
  { way: 'head', title: '请分管领导定', words: '原样转给本单位分管领导，由领导重新提交或改作备注；在那以前，这一项仍在这里可以看到。', submit: '请分管领导定' },
  { way: 'elsewhere', title: '已另行处理', words: '不再提交，中心现有的不变；写明怎么处理的，连同您原来写的一起留在中心，可以查。', submit: '已另行处理' },
];

const HEAD_WORDS: Record<AskedHead, string> = {
  no: '',
  waits: '已请分管领导定，还没有处理。',
  asked: '承办人请您定。',
};

/** Characters that more than fill a cell's six lines. */
const LONG = 120;

function HeldItem({ held }: { held: HeldView }) {
  const today = useToday();
  const offline = useIsOffline();
  const [way, setWay] = useState<HeldWay | null>(null);
  const [how, setHow] = useState('');
  const [open, setOpen] = useState(false);
  const resolve = useTell('resolve_held');
  const ways = WAYS.filter((one) => held.ways.includes(one.way));
  const ready = way !== null && (way !== 'elsewhere' || how.trim() !== '') && !resolve.isPending;
  const send = () => {
    if (!ready) return;
    resolve.mutate({ id: held.id, way, how: way === 'elsewhere' ? how : null }, { onSuccess: () => setWay(null) });
  };
  useKeys({
    'Ctrl+Enter': send,
    Digit1: () => setWay(ways[0]?.way ?? null),
    Digit2: () => setWay(ways[1]?.way ?? way),
    Digit3: () => setWay(ways[2]?.way ?? way),
    Digit4: () => setWay(ways[3]?.way ?? way),
  });
  const fields = heldFields(held);
  const whose = held.head === 'asked' ? `${held.by}填` : '您填';
  return (
    <div className="page-body">
      <div className="attention-head">
        <Flag className="icon" aria-hidden="true" />
        <div>
          <h2>{held.kind === 'photo' ? '一张照片没有上传' : `${whose}的“${actionWord(held.kind)}”，中心没有直接采用`}</h2>
          <p>
            {held.by} {moment(held.at, today)} 填写。{heldReason(held)}
            {held.gone ? '这件工单已不在本单位。' : ''}
            {HEAD_WORDS[held.head]}
          </p>
        </div>
        <button type="button" className="link" onClick={() => go({ at: 'case', case: held.case, from: TODAY })}>
          {held.case_number}　{held.case_title}
        </button>
      </div>
      {fields.length > 0 && <ThreeWay held={held} fields={fields} way={way} open={open} />}
      {fields.some((field) => [field.base, field.mine, field.theirs].some((words) => words.length > LONG)) && (
        <button type="button" className="link" onClick={() => setOpen(!open)}>
          {open ? '收起' : '展开全文'}
        </button>
      )}
      <fieldset className="plain-fieldset" hidden={ways.length === 0}>
        <legend className="block-head">
          <h2>怎么办</h2>
        </legend>
        <div className="attention-ways">
          {ways.map((one) => (
            <label className="way" key={one.way}>
              <input type="radio" name="way" checked={way === one.way} onChange={() => setWay(one.way)} data-testid={id.heldWay(one.way)} />
              <span>
                <b>{one.title}</b>
                <span>{one.words}</span>
              </span>
            </label>
          ))}
        </div>
        {way === 'elsewhere' && (
          <Input.TextArea
            value={how}
            onChange={(event) => setHow(event.target.value)}
            aria-label="怎么处理的"
            placeholder="怎么处理的，例如：已由社区当面答复"
            rows={2}
            data-testid={id.heldHow}
          />
        )}
      </fieldset>
      {resolve.isError && <ErrorSentence error={resolve.error} />}
      <div className="attention-buttons">
        <Button type="primary" size="large" hidden={ways.length === 0} disabled={!ready} onClick={send} data-testid={id.heldSubmit}>
          {ways.find((one) => one.way === way)?.submit ?? '重新提交'}
          <span className="button-key">Ctrl+Enter</span>
        </Button>
        <Button size="large" onClick={() => go(TODAY)}>
          先不处理<span className="button-key">Esc</span>
        </Button>
        <span className="meta">
          <ShieldCheck className="icon" aria-hidden="true" /> {held.kind === 'photo' ? '文字和其他照片都已保存。' : '无论选哪一种，您写的都留在经过里，可以查。'}
          {offline ? '现在没有网络，选择先存着，联网后发送。' : ''}
        </span>
      </div>
    </div>
  );
}
