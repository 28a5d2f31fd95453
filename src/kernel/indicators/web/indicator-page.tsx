import { Button } from 'antd'
import { useState } from 'react'
import type { ReturnOf } from '../../http/contract.ts'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { useParam } from '../../web/navigation.ts'
import { usePageTitle } from '../../web/page-title.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { type IndicatorStanding, listIndicatorStanding, readIndicator, shownLevels } from '../contract.ts'
import { LevelChip } from './level-chip.tsx'
import { TrendLine } from './trend-line.tsx'
import { useValueWords } from './use-value-words.ts'
import { ThresholdDialog, ValueDialog } from './value-dialog.tsx'
import './indicators.css'

type Indicator = ReturnOf<typeof readIndicator>

/** Where every organisation stands on one indicator, with its last values. */
export function IndicatorPage() {
  const id = useParam('id')
  const found = useCall(readIndicator, { params: { id } })
  return (
    <Loaded of={found} kind="rows">
      {(indicator) => <Standing key={id} indicator={indicator} />}
    </Loaded>
  )
}

function Standing({ indicator }: { indicator: Indicator }) {
  const { t } = useWords()
  const title = useTitle()
  const may = useMay()
  const [open, setOpen] = useState<'value' | 'thresholds'>()
  usePageTitle(title(indicator))
  const enters = indicator.source !== 'computed' && may('indicators.value.enter')
  return (
    <>
      <ListPage
        name="indicators.standing"
        title={title(indicator)}
        endpoint={listIndicatorStanding}
        params={{ id: indicator.id }}
        columns={useColumns(indicator)}
        filters={[
          {
            ...{ key: 'level', title: t('indicators.page.level_head'), kind: 'choice' },
            options: shownLevels.map((value) => ({ value, word: t(`indicators.page.level.${value}`) })),
          },
          organisationFilter('under', t('indicators.page.organisation')),
        ]}
        create={
          <span className="indicator-counts">
            {may('indicators.indicator.edit') && (
              <Button onClick={() => setOpen('thresholds')}>{t('indicators.page.set_thresholds')}</Button>
            )}
            {enters && (
              <GoButton to={`/indicators/${indicator.id}/bring-in`}>
                {t('indicators.page.bring_in.title')}
              </GoButton>
            )}
            {enters && (
              <Button type="primary" onClick={() => setOpen('value')}>
                {t('indicators.page.enter')}
              </Button>
            )}
          </span>
        }
        above={<Head indicator={indicator} />}
        empty={{ title: t('indicators.page.nobody'), text: t('indicators.page.nobody_text') }}
      />
      {open === 'value' && <ValueDialog indicator={indicator} close={() => setOpen(undefined)} />}
      {open === 'thresholds' && <ThresholdDialog indicator={indicator} close={() => setOpen(undefined)} />}
    </>
  )
}

function Head({ indicator }: { indicator: Indicator }) {
  const { t } = useWords()
  const say = useValueWords()
  const { description, unit, direction, frequency, source, amber, red, threshold_version } = indicator
  return (
    <div className="indicator-head">
      {description && <p>{description}</p>}
      <p className="muted">
        {[
          t(`indicators.page.frequency.${frequency}`),
          t(`indicators.page.source.${source}`),
          t(`indicators.page.direction.${direction}`),
          t('indicators.page.thresholds_now', {
            ...{ amber: say(amber, unit), red: say(red, unit), version: threshold_version },
          }),
        ].join(' · ')}
      </p>
      <p className="muted">
        {t('indicators.page.equal_help')}{' '}
        <PathLink to={`/indicators/values?indicator_id=${indicator.id}`}>
          {t('indicators.page.values')}
        </PathLink>
        {indicator.records && ' · '}
        {indicator.records && <PathLink to={indicator.records}>{t('indicators.page.records')}</PathLink>}
      </p>
    </div>
  )
}

function useColumns({ unit }: Indicator): Column<IndicatorStanding>[] {
  const { t } = useWords()
  const say = useValueWords()
  return [
    {
      key: 'organisation',
      title: t('indicators.page.organisation'),
      card: 'title',
      render: ({ organisation }) => <OrgTag organisation={organisation} plain />,
    },
    {
      key: 'level',
      title: t('indicators.page.level_head'),
      width: 120,
      card: 'chip',
      render: ({ level }) => <LevelChip level={level} />,
    },
    {
      key: 'value',
      title: t('indicators.page.value'),
      width: 120,
      align: 'end',
      render: ({ value, late }) =>
        value === null ? (
          '—'
        ) : (
          <>
            {late && <span className="muted">{t('indicators.page.late')} </span>}
            {say(value, unit)}
          </>
        ),
    },
    {
      key: 'period',
      title: t('indicators.page.period'),
      width: 110,
      render: ({ period }) => period && <span className="number">{period}</span>,
    },
    {
      key: 'trend',
      title: t('indicators.page.trend'),
      width: 140,
      render: ({ trend }) => trend.length > 1 && <TrendLine trend={trend} />,
    },
  ]
}
