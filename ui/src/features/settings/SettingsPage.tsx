import { Button, Checkbox, Segmented } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { key, useStatus, useTell } from '../../app/data';
import { changeSettings, useSettings, type ThemeChoice } from '../../app/settings';
import { id } from '../../testids';
import { forgetLists } from '../list/memory';
import { ErrorSentence, PageHead, Section } from '../../ui';
import { fullDate, ROLE } from '../../words';
import { FontsSection } from './FontsSection';
import { SealSection } from './SealSection';

const THEMES: { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: '跟随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];

export function SettingsPage() {
  const status = useStatus();
  const settings = useSettings();
  const client = useQueryClient();
  const signOut = useTell('sign_out');
  return (
    <>
      <PageHead title="设置" lined />
      <div className="page-body">
        <div className="settings">
          <Section title="显示">
            <Segmented<ThemeChoice>
              aria-label="颜色"
              options={THEMES}
              value={settings.theme}
              onChange={(theme) => changeSettings({ theme })}
            />
          </Section>
          <Section title="键盘">
            <Checkbox checked={settings.letterKeys} onChange={(event) => changeSettings({ letterKeys: event.target.checked })}>
              用单个字母做快捷键（V 核查、L 答复函……）
            </Checkbox>
            <p className="meta">在输入框里打字时，字母从不当作快捷键。</p>
          </Section>
          <FontsSection />
          {status.person?.role === 'head' && <SealSection />}
          <Section title="账号和本机">
            <dl className="facts">
              <dt>姓名</dt>
              <dd>
                {status.person?.name}　{status.person === null ? '' : ROLE[status.person.role]}
              </dd>
              <dt>单位</dt>
              <dd>{status.person?.office_legal_name}</dd>
              <dt>受理中心</dt>
              <dd>{status.server}</dd>
              <dt>节假日</dt>
              <dd>
                {status.calendar_until === null ? '还没有取回' : `已公布到 ${fullDate(status.calendar_until)}，之后的期限标“预估”`}
              </dd>
              <dt>版本</dt>
              <dd>{status.version}</dd>
            </dl>
            <p className="settings-out">
              <Button
                data-testid={id.signOut}
                onClick={() =>
                  signOut.mutate(
                    {},
                    {
                      onSuccess: (next) => {
                        client.clear();
                        forgetLists();
                        client.setQueryData(key.status, next);
                      },
                    },
                  )
                }
              >
                退出登录
              </Button>{' '}
              <span className="meta">资料仍加密存在这台电脑，没有发送的内容不会丢。</span>
            </p>
            {signOut.isError && <ErrorSentence error={signOut.error} />}
          </Section>
        </div>
      </div>
    </>
  );
}
