// 08a: account, password, centre. Where the computer keeps no keys, the
// passphrase that will protect the store is asked for as well.

import { Button, Input } from 'antd';
import { ShieldCheck } from 'lucide-react';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTell } from '../../app/data';
import { isCommandError } from '../../host/host';
import type { AppStatus } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Logo } from '../../ui';

interface SignInPageProps {
  status: AppStatus;
  entered: (next: AppStatus) => void;
}

/** Codes by which the core asks for a passphrase. */
const ASKS_PASSPHRASE = ['key.passphrase_needed', 'key.missing', 'key.keychain', 'key.wrong_passphrase', 'key.damaged'];

export function SignInPage({ status, entered }: SignInPageProps) {
  const [server, setServer] = useState(status.server);
  const [user, setUser] = useState(status.user);
  const [password, setPassword] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [changing, setChanging] = useState(status.server === '');
  const [capsLock, setCapsLock] = useState(false);
  const signIn = useTell('sign_in');
  const fields = { server: useId(), user: useId(), password: useId(), passphrase: useId(), error: useId() };
  const asked = isCommandError(signIn.error) && ASKS_PASSPHRASE.includes(signIn.error.code);
  const withPassphrase = asked || passphrase !== '';
  const [showPassphrase, setShowPassphrase] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (signIn.isPending) return;
    signIn.mutate(
      { input: { server: server.trim(), user: user.trim(), password, passphrase: passphrase === '' ? null : passphrase } },
      { onSuccess: entered },
    );
  };
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const described = signIn.isError ? fields.error : undefined;

  return (
    <main className="edge">
      <form className="edge-card" onSubmit={submit}>
        <div className="edge-brand">
          <Logo size={36} />
          <div>
            <h1>连心桥</h1>
            <p>件件有回音，事事有着落</p>
          </div>
        </div>
        {changing && (
          <div className="field">
            <label className="field-label" htmlFor={fields.server}>
              受理中心的地址
            </label>
            <Input id={fields.server} size="large" value={server} placeholder="https://" spellCheck={false} data-testid={id.signinServer} onChange={(event) => setServer(event.target.value)} />
          </div>
        )}
        <div className="field">
          <label className="field-label" htmlFor={fields.user}>
            账号
          </label>
          <Input id={fields.user} size="large" value={user} autoFocus={status.user === ''} autoComplete="username" spellCheck={false} data-testid={id.signinUser} onChange={(event) => setUser(event.target.value)} />
        </div>
        <div className="field">
          <label className="field-label" htmlFor={fields.password}>
            密码 {capsLock && <span>大写锁定已开</span>}
          </label>
          <Input.Password
            id={fields.password}
            size="large"
            value={password}
            autoFocus={status.user !== ''}
            autoComplete="current-password"
            aria-describedby={described}
            data-testid={id.signinPassword}
            onKeyUp={watchCapsLock}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {(withPassphrase || showPassphrase) && (
          <div className="field">
            <label className="field-label" htmlFor={fields.passphrase}>
              本机口令 <span className="meta">没有网络时用它打开资料</span>
            </label>
            <Input.Password
              id={fields.passphrase}
              size="large"
              value={passphrase}
              autoComplete="new-password"
              aria-describedby={described}
              data-testid={id.signinPassphrase}
              onChange={(event) => {
                setShowPassphrase(true);
                setPassphrase(event.target.value);
              }}
            />
          </div>
        )}
        {status.erased !== null && !signIn.isError && <ErrorSentence error={status.erased} />}
        {signIn.isError && <ErrorSentence error={signIn.error} elementId={fields.error} />}
        <Button type="primary" htmlType="submit" size="large" block disabled={signIn.isPending} data-testid={id.signinSubmit}>
          {signIn.isPending ? '正在登录' : '登录'}
        </Button>
        <div className="edge-server">
          <span>受理中心　{server === '' ? '还没有填' : server.replace(/^https:\/\//, '')}</span>
          <span>
            {!(withPassphrase || showPassphrase) && (
              <button type="button" className="link" onClick={() => setShowPassphrase(true)} data-testid="signin-more">
                本机口令
              </button>
            )}
            {'　'}
            {!changing && (
              <button type="button" className="link" onClick={() => setChanging(true)} data-testid="signin-change">
                更换
              </button>
            )}
          </span>
        </div>
        <p className="edge-foot">
          <ShieldCheck className="icon" aria-hidden="true" />
          首次登录须联网。登录后资料加密存在这台电脑，没有网络也能打开。
        </p>
      </form>
    </main>
  );
}
