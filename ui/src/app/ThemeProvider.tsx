import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { dark, light, paint } from './palette';
import { useSettings } from './settings';
import { behaviour, themeOf } from './theme';

const DARK = '(prefers-color-scheme: dark)';

function usePrefersDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(DARK);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(DARK).matches,
  );
}

/** The shell's nonce for styles made at run time; none in a browser. */
function styleNonce(): string | undefined {
  return document.getElementById('antd-nonce')?.nonce || undefined;
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const prefersDark = usePrefersDark();
  const { theme } = useSettings();
  const isDark = theme === 'dark' || (theme === 'system' && prefersDark);
  const palette = isDark ? dark : light;
  useLayoutEffect(() => paint(palette, isDark ? 'dark' : 'light'), [palette, isDark]);
  const config = useMemo(() => themeOf(palette, isDark), [palette, isDark]);
  const csp = useMemo(() => {
    const nonce = styleNonce();
    return nonce === undefined ? undefined : { nonce };
  }, []);
  return (
    <ConfigProvider {...behaviour} locale={zhCN} theme={config} csp={csp}>
      {children}
    </ConfigProvider>
  );
}
