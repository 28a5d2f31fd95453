import { useState } from 'react'
import type { ReturnOf } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { RecordPage } from '../../../../kernel/web/record/record-page.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listTerms, type Term, type TermSort, type TermVersion, termSorts } from '../../terms/contract.ts'
import { RetireDialog, ReviseDialog } from './change-dialogs.tsx'
import { termTones } from './term-chip.tsx'
import { useTermTitle, versionNow } from './use-term-title.ts'

/** One service, kind or cause: what it is called and promises, and what it was before. */
export function TermPage() {
  const { t } = useWords()
  const asked = useParam('sort')
  const sort = termSorts.find((one) => one === asked) ?? 'service'
  const key = useParam('key')
  const found = useCall(listTerms)
  return (
    <Loaded of={found}>
      {(all) => {
        const term = all[sort].find((one) => one.key === key)
        if (term) return <Shown key={key} sort={sort} term={term} all={all} />
        return (
          <EmptyState
            title={t('complaints.terms.none')}
            text={t('complaints.terms.none_text')}
            action={<GoButton to="/complaints/terms">{t('complaints.terms.title')}</GoButton>}
          />
        )
      }}
    </Loaded>
  )
}

type Props = { sort: TermSort; term: Term; all: ReturnOf<typeof listTerms> }

function Shown({ sort, term, all }: Props) {
  const { t } = useWords()
  const title = useTermTitle()
  const [dialog, open] = useState<'revise' | 'retire'>()
  const group = all.cause.find(({ key }) => key === term.parent)
  const retired = term.versions[0]!.until_on !== null
  const given = { sort, term, today: all.today, close: () => open(undefined) }
  return (
    <>
      <RecordPage
        title={title(term)}
        state={{ tone: termTones[term.standing], word: t(`complaints.terms.standing.${term.standing}`) }}
        meta={{
          sort: t(`complaints.terms.sort.${sort}`),
          group: group && title(group),
          key: <code>{term.key}</code>,
        }}
        can={term.can}
        actions={[
          {
            key: 'revise',
            word: t(retired ? 'complaints.terms.take_up' : 'complaints.terms.revise'),
            run: () => open('revise'),
          },
          { key: 'retire', word: t('complaints.terms.retire'), danger: true, run: () => open('retire') },
        ]}
        sections={[
          {
            id: 'words',
            title: t('complaints.terms.words'),
            content: <SaidIn sort={sort} version={versionNow(term)} />,
          },
          ...term.versions
            .filter(({ version }) => version !== term.now)
            .map((version) => ({
              id: `version-${version.version}`,
              title: t('complaints.terms.version', { version: version.version }),
              content: <SaidIn sort={sort} version={version} />,
            })),
        ]}
        timeline={<TrailOf org_id={all.org_id} subject_type="complaints.term" subject_id={term.trail_id} />}
      />
      {dialog === 'revise' && <ReviseDialog {...given} />}
      {dialog === 'retire' && <RetireDialog {...given} />}
    </>
  )
}

function SaidIn({ sort, version }: { sort: TermSort; version: TermVersion }) {
  const { t, formats } = useWords()
  const { from_on, until_on } = version
  const names = { title: 'zh-CN', title_tw: 'zh-TW', title_en: 'en' } as const
  const standards = { standard: 'zh-CN', standard_tw: 'zh-TW', standard_en: 'en' } as const
  return (
    <Facts
      facts={[
        ...entries(names).map(([name, lang]) => ({
          ...{ word: t(`complaints.terms.field.${name}`), value: version[name], lang },
        })),
        ...(sort === 'service' ? entries(standards) : []).map(([name, lang]) => ({
          ...{ word: t(`complaints.terms.field.${name}`), value: version[name], lang, wide: true },
        })),
        { word: t('complaints.terms.field.from_on'), value: formats.date(from_on) },
        { word: t('complaints.terms.field.until_on'), value: until_on && formats.date(until_on) },
      ]}
    />
  )
}

const entries = <K extends string>(languages: Record<K, string>) => Object.entries(languages) as [K, string][]
