/**
 * The colours, once. Light is paper and ink; dark is the same ledger by lamplight. Seal red is kept for what is
 * issued, sealed, overdue or destructive. `tokens.test.ts` proves the contrast of every pair used together.
 */
export type Tokens = Record<keyof typeof light, string>
export type Mode = 'light' | 'dark'

const light = {
  ink: '#1B2A2F',
  inkSoft: '#4A5A60',
  inkFaint: '#5F6B6F',
  paper: '#FBFAF7',
  /** Navigation and table heads: a shade under the paper. */
  shade: '#F4F2EC',
  card: '#FFFFFF',
  /** Menus, dialogs, anything that lies above a card. */
  raised: '#FFFFFF',
  line: '#E4E1DA',
  /** Edges of fields and boxes one can use: 3:1 against card and paper. */
  edge: '#918C82',
  hover: '#F6F4EF',
  selected: '#E9F1ED',
  pine: '#1F6F5C',
  pineStrong: '#175546',
  pineSoft: '#E9F1ED',
  onPine: '#FFFFFF',
  seal: '#B3352B',
  sealStrong: '#942A22',
  sealSoft: '#FBEDEA',
  onSeal: '#FFFFFF',
  amber: '#B7791F',
  amberInk: '#875610',
  amberSoft: '#FBF3E1',
  blue: '#2B6CB0',
  blueSoft: '#EAF1F9',
  grey: '#6B7478',
  greySoft: '#EFEEEA',
}

const dark: Tokens = {
  ink: '#E9E6DE',
  inkSoft: '#B9BFBD',
  inkFaint: '#98A3A3',
  paper: '#13191B',
  shade: '#171E20',
  card: '#1A2225',
  raised: '#212B2E',
  line: '#2E393C',
  edge: '#76827F',
  hover: '#202A2D',
  selected: '#1D332E',
  pine: '#68BDA4',
  pineStrong: '#86CFB9',
  pineSoft: '#1D332E',
  onPine: '#0F1A17',
  seal: '#EA8378',
  sealStrong: '#F19C92',
  sealSoft: '#3A2321',
  onSeal: '#1E0F0D',
  amber: '#D8A346',
  amberInk: '#E0B366',
  amberSoft: '#352B19',
  blue: '#7FB2E5',
  blueSoft: '#1D2B39',
  grey: '#98A3A3',
  greySoft: '#263033',
}

export const tokens: Record<Mode, Tokens> = { light, dark }

/** Six that stay apart for the colour-blind and on both grounds; label directly before using a legend. */
export const chartColours: Record<Mode, readonly string[]> = {
  light: ['#1F6F5C', '#B7791F', '#2B6CB0', '#8A4A7D', '#5B676B', '#2E97A3'],
  dark: ['#68BDA4', '#D8A346', '#7FB2E5', '#CF94C2', '#A5B0B2', '#53C3CF'],
}

/** The fonts of screens, of documents, and of numbers and codes. System fonts only: nothing is fetched. */
export const fonts = {
  sans: `-apple-system, BlinkMacSystemFont, Inter, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell, 'PingFang SC', 'PingFang TC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'Microsoft JhengHei', sans-serif`,
  serif: `'Noto Serif SC', 'Noto Serif CJK SC', 'Songti SC', 'Songti TC', Georgia, SimSun, PMingLiU, serif`,
  mono: `ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Noto Sans Mono', monospace`,
}

export const shadows: Record<Mode, string> = {
  light: '0 6px 24px rgb(27 42 47 / 12%), 0 1px 3px rgb(27 42 47 / 8%)',
  dark: '0 6px 24px rgb(0 0 0 / 45%), 0 1px 3px rgb(0 0 0 / 40%)',
}
