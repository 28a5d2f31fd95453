import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { exportValues, type IndicatorValue, levels, listValues } from '../contract.ts'
import { CorrectDialog } from './correct-dialog.tsx'
import { LevelChip } from './level-chip.tsx'
import { useValueWords } from './use-value-words.ts'

/** Every value with the warning values it was judged by; what may be corrected offers it. */
export function ValuesPage() {
  const { t } = useWords()
  const [correcting, setCorrecting] = useState<IndicatorValue>()
  return (
    <>
      <ListPage
        name="indicators.values"
        title={t('indicators.page.values')}
        endpoint={listValues}
        sheet={exportValues}
        columns={useColumns(setCorrecting)}
        filters={[
          {
            ...{ key: 'level', title: t('indicators.page.level_head'), kind: 'choice' },
            options: levels.map((value) => ({ value, word: t(`indicators.page.level.${value}`) })),
          },
          organisationFilter('under', t('indicators.page.organisation')),
          {
            ...{ key: 'superseded', title: t('indicators.page.revisions'), kind: 'choice' },
            options: [{ value: 'true', word: t('indicators.page.with_superseded') }],
          },
          {
            ...{ key: 'late', title: t('indicators.page.late_head'), kind: 'choice' },
            options: [{ value: 'true', word: t('indicators.page.late') }],
          },
          {
            ...{ key: 'indicator_id', title: t('indicators.page.indicator'), kind: 'own' },
            render: (value) => value && <span>{t('indicators.page.one_indicator')}</span>,
          },
        ]}
        empty={{ title: t('indicators.page.no_values'), text: t('indicators.page.no_values_text') }}
      />
      {correcting && <CorrectDialog value={correcting} close={() => setCorrecting(undefined)} />}
    </>
  )
}

function useColumns(correct: (value: IndicatorValue) => void): Column<IndicatorValue>[] {
  const { t } = useWords()
  const title = useTitle()
  const say = useValueWords()
  return [
    {
      key: 'indicator',
      title: t('indicators.page.indicator'),
      card: 'title',
      render: ({ indicator }) => <Link to={`/indicators/${indicator.id}` as string}>{title(indicator)}</Link>,
    },
    {
      key: 'organisation',
      title: t('indicators.page.organisation'),
      width: 150,
      render: ({ organisation }) => <OrgTag organisation={organisation} plain />,
    },
    { key: 'period', title: t('indicators.page.period'), width: 90, render: ({ period }) => period },
    {
      key: 'value',
      title: t('indicators.page.value'),
      width: 90,
      align: 'end',
      render: ({ value, indicator, records }) =>
        records ? <PathLink to={records}>{say(value, indicator.unit)}</PathLink> : say(value, indicator.unit),
    },
    {
      key: 'level',
      title: t('indicators.page.level_head'),
      width: 90,
      card: 'chip',
      render: ({ level }) => <LevelChip level={level} />,
    },
    {
      key: 'limits',
      title: t('indicators.page.limits'),
      width: 100,
      render: ({ amber, red, indicator }) => `${say(amber, indicator.unit)} / ${say(red, indicator.unit)}`,
    },
    {
      key: 'entered',
      title: t('indicators.page.entered'),
      width: 200,
      render: ({ entered_by, entered_at, revision, late, superseded_at }) => (
        <>
          {entered_by ? <PersonTag person={entered_by} bare /> : t('indicators.page.by_system')}{' '}
          <When at={entered_at} table />
          {revision > 1 && ` · ${t('indicators.page.revision', { revision })}`}
          {late && ` · ${t('indicators.page.late')}`}
          {superseded_at && ` · ${t('indicators.page.superseded')}`}
        </>
      ),
    },
    {
      key: 'reason',
      title: t('indicators.page.reason'),
      width: 160,
      render: ({ reason }) => reason && <span title={reason}>{reason}</span>,
    },
    {
      key: 'correct',
      title: t('indicators.page.correction'),
      width: 100,
      render: (row) =>
        row.correctable && (
          <Button
            size="small"
            onClick={(event) => {
              event.stopPropagation()
              correct(row)
            }}
          >
            {t('indicators.page.correct')}
          </Button>
        ),
    },
  ]
}
