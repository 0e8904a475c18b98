// antd, told how this desk looks. Each line that is not a colour corrects a
// default that is wrong here.

import { theme as antdTheme, type ConfigProviderProps, type ThemeConfig } from 'antd';
import type { Palette } from './palette';

export const fontFamily =
  '"PingFang SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif';

export function themeOf(p: Palette, isDark: boolean): ThemeConfig {
  const accent = {
    colorPrimary: p.accent,
    colorPrimaryHover: p.accentHover,
    colorPrimaryActive: p.accentHover,
  };
  return {
    algorithm: isDark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...accent,
      colorLink: p.accent,
      colorLinkHover: p.accentHover,
      colorInfo: p.accent,
      colorSuccess: p.accent,
      colorError: p.text1,
      colorErrorText: p.text1,
      colorErrorBorder: p.text1,
      colorErrorHover: p.text1,
      colorWarning: p.text2,
      colorPrimaryBg: p.tint,
      controlItemBgActive: p.tint,
      controlItemBgHover: p.sunken,
      colorPrimaryBorder: p.tintLine,
      colorText: p.text1,
      colorTextSecondary: p.text2,
      colorTextTertiary: p.text3,
      colorTextDescription: p.text3,
      colorTextPlaceholder: p.text3,
      colorTextDisabled: p.text3,
      colorBgContainer: p.page,
      colorBgElevated: p.page,
      colorBgLayout: p.side,
      colorBorder: p.control,
      colorBorderSecondary: p.line,
      colorSplit: p.softLine,
      colorTextLightSolid: p.onAccent,
      fontFamily,
      fontSize: 14,
      lineHeight: 22 / 14,
      fontWeightStrong: 600,
      borderRadius: 4,
      borderRadiusSM: 3,
      borderRadiusLG: 6,
      controlHeight: 32,
      controlHeightLG: 40,
      controlHeightSM: 26,
      motion: false,
    },
    components: {
      Button: {
        // darkAlgorithm re-mixes the accent; say it again here
        ...accent,
        primaryColor: p.onAccent,
        defaultColor: p.text1,
        defaultBorderColor: p.control,
        defaultHoverBorderColor: p.accent,
        defaultHoverColor: p.accent,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        paddingInline: 14,
        fontWeight: 400,
      },
      Input: { activeShadow: 'none', errorActiveShadow: 'none', hoverBorderColor: p.accent },
      InputNumber: { activeShadow: 'none', errorActiveShadow: 'none' },
      Select: { activeOutlineColor: 'transparent', optionSelectedBg: p.tint, optionSelectedColor: p.text1 },
      DatePicker: { activeShadow: 'none' },
      Checkbox: { ...accent },
      Radio: { ...accent },
      Segmented: {
        trackBg: p.side,
        itemColor: p.text2,
        itemHoverColor: p.text1,
        itemSelectedBg: p.page,
        itemSelectedColor: p.accent,
      },
      Table: {
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 8,
        headerBg: p.page,
        headerSplitColor: 'transparent',
        headerColor: p.text3,
        rowHoverBg: p.sunken,
        rowSelectedBg: p.tint,
      },
      Progress: { defaultColor: p.accent, remainingColor: p.softLine },
    },
  };
}

/** What is the same in both themes. */
export const behaviour: ConfigProviderProps = {
  button: { autoInsertSpace: false },
  wave: { disabled: true },
};
