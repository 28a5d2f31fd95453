/** One line of the table: what was measured, against what it should be. */
export type Goal = {
  what: string
  value: number
  unit: '' | 'ms' | 's' | 'MB' | 'kB'
  /** Most or least it may be; with neither it is told, and no goal. */
  most?: number
  least?: number
}

export const isMet = ({ value, most, least }: Goal): boolean =>
  Number.isFinite(value) && (most === undefined || value <= most) && (least === undefined || value >= least)

/** A table in Markdown, those that are missed said as such. */
export function tableOf(goals: Goal[]): string {
  const rows = goals.map((goal) => {
    const { what, value, unit, most, least } = goal
    const digits = unit === '' || unit === 's' ? 2 : 0
    const said = `${value.toFixed(digits)}${unit && ` ${unit}`}`
    const wanted =
      most !== undefined
        ? `at most ${most}${unit && ` ${unit}`}`
        : least !== undefined
          ? `at least ${least}`
          : ''
    return `| ${what} | ${said} | ${wanted} | ${wanted === '' ? '' : isMet(goal) ? 'met' : 'missed'} |`
  })
  return ['| measured | | goal | |', '|---|---:|---:|---|', ...rows].join('\n')
}
