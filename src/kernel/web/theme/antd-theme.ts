import { type ThemeConfig, theme } from 'antd'
import type { MappingAlgorithm } from 'antd/es/theme/index.js'
import type { MapToken } from 'antd/es/theme/interface/index.js'
import { fonts, type Mode, shadows, tokens } from './tokens.ts'

/** Ant Design dressed in our tokens: radius 6, one shadow, no motion beyond a fade, 14/22 type. */
export function antdTheme(mode: Mode): ThemeConfig {
  const c = tokens[mode]
  return {
    algorithm: [mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, ourColours(mode)],
    token: {
      colorPrimary: c.pine,
      colorLink: c.pine,
      colorSuccess: c.pine,
      colorWarning: c.amber,
      colorError: c.seal,
      colorInfo: c.blue,
      colorWarningText: c.amberInk,
      colorText: c.ink,
      colorTextHeading: c.ink,
      colorTextSecondary: c.inkSoft,
      colorTextTertiary: c.inkFaint,
      colorTextDescription: c.inkFaint,
      colorTextPlaceholder: c.inkFaint,
      colorTextLightSolid: c.onPine,
      colorIcon: c.inkFaint,
      colorBgBase: c.card,
      colorBgLayout: c.paper,
      colorBgContainer: c.card,
      colorBgElevated: c.raised,
      colorBorder: c.edge,
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      colorFillAlter: c.shade,
      controlItemBgHover: c.hover,
      controlItemBgActive: c.selected,
      controlItemBgActiveHover: c.selected,
      controlOutline: 'transparent',
      lineWidthFocus: 2,
      fontFamily: fonts.sans,
      fontFamilyCode: fonts.mono,
      fontSize: 14,
      lineHeight: 22 / 14,
      borderRadius: 6,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      boxShadow: shadows[mode],
      boxShadowSecondary: shadows[mode],
      boxShadowTertiary: 'none',
      controlHeight: 34,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        dangerColor: c.onSeal,
        fontWeight: 500,
      },
      Tabs: { horizontalItemGutter: 24, horizontalMargin: '0', titleFontSize: 14 },
      Table: { fontSize: 13, headerBg: c.shade, headerColor: c.inkSoft, cellPaddingBlock: 9 },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#E9E6DE' : '#1B2A2F', colorTextLightSolid: c.card },
      Form: { labelColor: c.ink, itemMarginBottom: 0, verticalLabelPadding: '0 0 4px' },
      Select: { optionSelectedBg: c.selected },
      Modal: { titleFontSize: 16 },
      Segmented: { trackBg: c.greySoft, itemSelectedBg: c.card, itemColor: c.inkSoft },
    },
  }
}

/** After Ant Design has made its shades: the colours it would otherwise change are ours again. */
function ourColours(mode: Mode): MappingAlgorithm {
  const c = tokens[mode]
  return (_, made) => ({
    ...(made as MapToken),
    colorPrimary: c.pine,
    colorPrimaryHover: c.pineStrong,
    colorPrimaryActive: c.pineStrong,
    // The focus ring of Ant Design's own controls.
    colorPrimaryBorder: c.pine,
    colorPrimaryBg: c.pineSoft,
    colorPrimaryBgHover: c.pineSoft,
    colorLink: c.pine,
    colorLinkHover: c.pineStrong,
    colorLinkActive: c.pineStrong,
    colorSuccess: c.pine,
    colorWarning: c.amber,
    colorError: c.seal,
    colorErrorHover: c.sealStrong,
    colorErrorActive: c.sealStrong,
    colorErrorBg: c.sealSoft,
    colorInfo: c.blue,
    colorInfoBg: c.blueSoft,
    colorWarningBg: c.amberSoft,
    colorSuccessBg: c.pineSoft,
  })
}
