import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MockHost, refusal } from '../../host/mock';
import { stand } from '../../test/stand';
import { SignInPage } from './SignInPage';

async function signIn(code?: string) {
  const host = new MockHost({ phase: 'sign_in', ...(code !== undefined && { erased: refusal(code) }) });
  const status = await host.call('app_status', {});
  await stand(<SignInPage status={status} entered={() => undefined} />, host);
}

describe('登录', () => {
  it('says on a computer that was reported lost that its data are gone', async () => {
    await signIn('device.revoked');
    expect(screen.getByText('这台电脑已被注销，资料已清除。请找管理员。')).toBeTruthy();
  });

  it('says on a retired computer that everything arrived before it was erased', async () => {
    await signIn('device.erased');
    expect(screen.getByText(/您写的都已送达中心并有备份，本机资料已清除/)).toBeTruthy();
  });

  it('says nothing of the kind otherwise', async () => {
    await signIn();
    expect(screen.queryByText(/已清除/)).toBeNull();
  });
});
