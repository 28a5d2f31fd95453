import { useWords } from '../../language/web/words.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import type { BroughtRow, ListedIndicator } from '../contract.ts'
import { useValueWords } from './use-value-words.ts'

const tones: Record<BroughtRow['standing'], Tone> = { new: 'progress', same: 'closed', fault: 'refused' }
/** Further ones are counted above; whoever needs them narrows to those at fault. */
const most = 500

/** What comes of each line. */
export function BroughtRows({ rows, unit }: { rows: BroughtRow[]; unit: ListedIndicator['unit'] }) {
  const { t, language } = useWords()
  const say = useValueWords()
  return (
    <table className="bring-in-rows">
      <thead>
        <tr>
          <th scope="col" className="number">
            {t('indicators.page.bring_in.line')}
          </th>
          <th scope="col">{t('indicators.page.organisation')}</th>
          <th scope="col">{t('indicators.page.period')}</th>
          <th scope="col" className="bring-in-value">
            {t('indicators.page.value')}
          </th>
          <th scope="col">{t('indicators.page.bring_in.standing_head')}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .slice(0, most)
          .map(({ line, code, organisation, period, value, written, standing, late, fault }) => (
            <tr key={line}>
              <td className="number">{line}</td>
              <td>
                {organisation && ((language === 'en' && organisation.name_en) || organisation.name)}{' '}
                <span className="muted number">{code}</span>
              </td>
              <td className="number">{period}</td>
              <td className="number bring-in-value">{value === null ? written : say(value, unit)}</td>
              <td>
                <StateChip
                  plain
                  tone={tones[standing]}
                  word={t(`indicators.page.bring_in.standing.${standing}`)}
                />
                {late && standing === 'new' && <span className="muted"> · {t('indicators.page.late')}</span>}
                {fault && <p>{fault}</p>}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
