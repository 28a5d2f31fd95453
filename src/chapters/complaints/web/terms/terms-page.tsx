import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReturnOf } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ShortList, ShortListPage, ShortRow } from '../../../../kernel/web/list/short-list.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listTerms, type Term, type TermSort, termSorts } from '../../terms/contract.ts'
import { NewTerm } from './new-term.tsx'
import { TermChip } from './term-chip.tsx'
import { useTermTitle, useTermWords, versionNow } from './use-term-title.ts'

/** What complaints are sorted by and measured against; retired ones stay, for the complaints that have them. */
export function TermsPage() {
  const { t } = useWords()
  const found = useCall(listTerms)
  usePageTitle(t('complaints.terms.title'))
  return (
    <ShortListPage title={t('complaints.terms.title')} intro={t('complaints.terms.intro')}>
      <Loaded of={found} kind="rows">
        {(all) => termSorts.map((sort) => <Sorted key={sort} sort={sort} all={all} />)}
      </Loaded>
    </ShortListPage>
  )
}

function Sorted({ sort, all }: { sort: TermSort; all: ReturnOf<typeof listTerms> }) {
  const { t } = useWords()
  const [making, setMaking] = useState(false)
  return (
    <div className="short-group">
      <ShortList id={sort} title={t(`complaints.terms.sort.${sort}`)}>
        {inGroups(all[sort]).map((term) => (
          <TermRow key={term.key} sort={sort} term={term} all={all[sort]} />
        ))}
      </ShortList>
      {all.can.includes('create') && (
        <div>
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => setMaking(true)}>
            {t(`complaints.terms.create.${sort}`)}
          </Button>
        </div>
      )}
      {making && <NewTerm sort={sort} groups={all.cause} today={all.today} close={() => setMaking(false)} />}
    </div>
  )
}

/** A group, then what stands in it. */
const inGroups = (terms: Term[]): Term[] =>
  terms
    .filter(({ parent }) => parent === null)
    .flatMap((group) => [group, ...terms.filter(({ parent }) => parent === group.key)])

function TermRow({ sort, term, all }: { sort: TermSort; term: Term; all: Term[] }) {
  const { t, formats } = useWords()
  const title = useTermTitle()
  const words = useTermWords()
  const group = all.find(({ key }) => key === term.parent)
  const hint = { service: words(versionNow(term)).standard, kind: '', cause: group && title(group) }[sort]
  const [last] = term.versions
  const ends = last?.until_on && term.standing === 'in_force'
  return (
    <ShortRow
      to={`/complaints/terms/${sort}/${term.key}`}
      title={title(term)}
      hint={hint || (sort === 'cause' ? t('complaints.terms.group') : null)}
    >
      {ends && <span>{t('complaints.terms.ends', { day: formats.date(last.until_on!) })}</span>}
      {last && last.version !== term.now && (
        <span>{t('complaints.terms.changes', { day: formats.date(last.from_on) })}</span>
      )}
      <TermChip standing={term.standing} />
    </ShortRow>
  )
}
