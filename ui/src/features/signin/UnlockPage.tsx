// The same card, passphrase only. Work behind it is untouched.

import { Button, Input } from 'antd';
import { ShieldCheck } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { useTell } from '../../app/data';
import type { AppStatus } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Logo } from '../../ui';

export function UnlockPage({ status, entered }: { status: AppStatus; entered: (next: AppStatus) => void }) {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useTell('unlock');
  const signOut = useTell('sign_out');
  const field = useId();
  const error = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!unlock.isPending) unlock.mutate({ passphrase }, { onSuccess: entered });
  };
  return (
    <main className="edge">
      <form className="edge-card" onSubmit={submit}>
        <div className="edge-brand">
          <Logo size={36} />
          <div>
            <h1>连心桥</h1>
            <p>{status.person === null ? status.user : `${status.person.name}　${status.person.office_name}`}</p>
          </div>
        </div>
        <div className="field">
          <label className="field-label" htmlFor={field}>
            本机口令
          </label>
          <Input.Password
            id={field}
            size="large"
            value={passphrase}
            autoFocus
            autoComplete="current-password"
            aria-describedby={unlock.isError ? error : undefined}
            data-testid={id.unlockPassphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </div>
        {unlock.isError && <ErrorSentence error={unlock.error} elementId={error} />}
        <Button type="primary" htmlType="submit" size="large" block disabled={unlock.isPending} data-testid={id.unlockSubmit}>
          {unlock.isPending ? '正在打开' : '打开'}
        </Button>
        <div className="edge-server">
          <span>您写的都在本机，没有改动。</span>
          <button type="button" className="link" onClick={() => signOut.mutate({}, { onSuccess: entered })}>
            用账号登录
          </button>
        </div>
        <p className="edge-foot">
          <ShieldCheck className="icon" aria-hidden="true" />
          口令只在这台电脑上用。忘了口令请找管理员。
        </p>
      </form>
    </main>
  );
}
