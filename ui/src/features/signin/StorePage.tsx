// 08e: the store on this computer does not open. What is safe, what is broken,
// what to do; the code small below.

import { Button } from 'antd';
import { HardDrive } from 'lucide-react';
import { useState } from 'react';
import { id } from '../../testids';
import { asCommandError } from '../../ui';
import { errorWords } from '../../words';

const KEPT: Record<string, string> = {
  'store.newer_version': '内容没有改动，也没有删除。',
  'store.in_use': '内容没有改动；另一个窗口里写的都在。',
  'store.corrupt_page': '您写的、还没有发送的内容没有动过。',
  'disk.full': '此前写的都已保存。',
};

export function StorePage({ error, again }: { error: unknown; again: () => void }) {
  const command = asCommandError(error);
  const { sentence, code } = errorWords(command);
  const [copied, setCopied] = useState(false);
  return (
    <main className="edge">
      <div className="edge-card edge-wide" role="alert" data-testid={id.error}>
        <div className="store-head">
          <HardDrive className="icon" aria-hidden="true" />
          <div>
            <h1>本机资料库没有打开</h1>
            <p>{sentence}</p>
          </div>
        </div>
        <dl className="store-facts">
          <dt>已经保住</dt>
          <dd>{KEPT[code] ?? '内容没有改动。'}</dd>
          <dt>请您</dt>
          <dd>按上面说的处理，再点“再试一次”。</dd>
        </dl>
        <div className="edge-buttons">
          <Button type="primary" onClick={again}>
            再试一次
          </Button>
        </div>
        <p className="meta store-code">
          代码 <code data-testid={id.errorCode}>{code}</code>{'　'}
          <button
            type="button"
            className="link"
            onClick={() => void navigator.clipboard.writeText(`${code} ${command.message}`).then(() => setCopied(true))}
          >
            {copied ? '已复制' : '复制'}
          </button>
        </p>
      </div>
    </main>
  );
}
