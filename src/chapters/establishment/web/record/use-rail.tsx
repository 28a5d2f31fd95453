import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import type { RecordSection } from '../../../../kernel/web/record/record-page.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { AllFiles, filesOf } from './all-files.tsx'
import { Steps } from './steps.tsx'
import { WaitsFor } from './waits-for.tsx'

type Named = Parameters<typeof OrgTag>[0]['organisation']

/** Beside the content: where it stands and for whom it waits, what is missing, the organisation, all files. */
export function useRail(application: ApplicationPage): (RecordSection | false)[] {
  const { t, formats } = useWords()
  const { id, established, completeness, can } = application
  const files = filesOf(application)
  const open = completeness.sections.filter(({ missing }) => missing.length > 0)
  return [
    {
      id: 'next',
      title: t('establishment.record.section.next'),
      content: (
        <>
          <WaitsFor application={application} />
          <Steps application={application} />
        </>
      ),
    },
    can.includes('edit') &&
      open.length > 0 && {
        id: 'completeness',
        title: t('establishment.record.section.completeness'),
        extra: <span className="number">{formats.percent(completeness.percent / 100, 0)}</span>,
        content: (
          <ul className="open-parts">
            {open.map(({ key, missing }) => (
              <li key={key}>
                <Link to={`/establishment/applications/${id}/edit` as string} hash={key}>
                  {t(`establishment.plan.section.${key}`)}
                </Link>
                <span className="faint">
                  {t('establishment.record.sections_open', { count: missing.length })}
                </span>
              </li>
            ))}
          </ul>
        ),
      },
    established !== null && {
      id: 'established',
      title: t('establishment.record.section.established'),
      content: <OrgTag organisation={established as Named} />,
    },
    files.length > 0 && {
      id: 'files',
      title: t('establishment.record.section.files'),
      count: files.length,
      content: <AllFiles application_id={id} files={files} />,
    },
  ]
}
