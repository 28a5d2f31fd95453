import { Link } from '@tanstack/react-router'
import { useControlFilters } from '../../controls/web/use-control-filters.tsx'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { BulkAction } from '../../web/list/bulk-bar.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useMay } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { type IndicatorWarning, listWarnings, respondWarning, warningStates } from '../contract.ts'
import { LevelChip } from './level-chip.tsx'
import { useValueWords } from './use-value-words.ts'

/** Warning values that were reached; whoever answers for the organisation says what is done. */
export function WarningsPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="indicators.warnings"
      title={t('indicators.page.warnings')}
      endpoint={listWarnings}
      columns={useColumns()}
      bulk={useRespond()}
      filters={[
        {
          ...{ key: 'state', title: t('indicators.page.state_head'), kind: 'choice' },
          options: warningStates.map((value) => ({ value, word: t(`indicators.page.state.${value}`) })),
        },
        {
          ...{ key: 'level', title: t('indicators.page.level_head'), kind: 'choice' },
          options: (['amber', 'red'] as const).map((value) => ({
            value,
            word: t(`indicators.page.level.${value}`),
          })),
        },
        organisationFilter('under', t('indicators.page.organisation')),
        {
          ...{ key: 'indicator_id', title: t('indicators.page.indicator'), kind: 'own' },
          render: (value) => value && <span>{t('indicators.page.one_indicator')}</span>,
        },
        ...useControlFilters(),
      ]}
      views={warningStates.map((key) => ({
        key,
        title: t(`indicators.page.state.${key}`),
        filters: { state: key },
      }))}
      empty={{ title: t('indicators.page.no_warnings'), text: t('indicators.page.no_warnings_text') }}
    />
  )
}

/** One response for the chosen warnings. */
function useRespond(): BulkAction<IndicatorWarning>[] {
  const { t } = useWords()
  const { save } = useSave(respondWarning, { invalidates: ['tasks', 'trail', 'controls', 'indicators'] })
  if (!useMay()('indicators.warning.respond')) return []
  return [
    {
      key: 'respond',
      word: t('indicators.page.respond'),
      question: (rows) => ({
        ...{
          title: t('indicators.page.ask_respond', { count: rows.length }),
          verb: t('indicators.page.respond'),
        },
        ...{ text: t('indicators.page.ask_respond_text'), reason: 'required' as const },
      }),
      run: async (rows, response) => {
        for (const { id, version, responded_at } of rows)
          if (responded_at === null) await save({ params: { id }, body: { version, response } })
      },
    },
  ]
}

function useColumns(): Column<IndicatorWarning>[] {
  const { t } = useWords()
  const title = useTitle()
  const say = useValueWords()
  const state = ({ rearmed_at, responded_at }: IndicatorWarning) =>
    rearmed_at ? 'over' : responded_at ? 'responded' : 'open'
  return [
    {
      key: 'indicator',
      title: t('indicators.page.indicator'),
      card: 'title',
      render: ({ indicator }) => <Link to={`/indicators/${indicator.id}` as string}>{title(indicator)}</Link>,
    },
    {
      key: 'level',
      title: t('indicators.page.level_head'),
      width: 100,
      card: 'chip',
      render: ({ level }) => <LevelChip level={level} />,
    },
    {
      key: 'organisation',
      title: t('indicators.page.organisation'),
      width: 170,
      render: ({ organisation }) => <OrgTag organisation={organisation} plain />,
    },
    { key: 'period', title: t('indicators.page.period'), width: 100, render: ({ period }) => period },
    {
      key: 'value',
      title: t('indicators.page.value'),
      width: 100,
      align: 'end',
      render: ({ value, indicator }) => say(value, indicator.unit),
    },
    {
      key: 'raised',
      title: t('indicators.page.raised'),
      width: 120,
      render: ({ raised_at }) => <When at={raised_at} table />,
    },
    {
      key: 'state',
      title: t('indicators.page.state_head'),
      width: 100,
      render: (row) => t(`indicators.page.state.${state(row)}`),
    },
    {
      key: 'response',
      title: t('indicators.page.response'),
      width: 200,
      render: ({ response }) => response,
    },
  ]
}
