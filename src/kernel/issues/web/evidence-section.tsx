import { DeleteOutlined, LinkOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { acceptedFiles, downloadFile } from '../../files/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { fileUrl } from '../../web/call.ts'
import { FileDrop } from '../../web/pieces/file-drop.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { addEvidenceFile, addEvidenceLink, type IssuePage, removeEvidence } from '../acts/contract.ts'
import { touched } from './use-issue-actions.ts'

type Piece = IssuePage['evidence'][number]

/** What shows that it was put right: files, photos and links to records. */
export function EvidenceSection({ issue }: { issue: IssuePage }) {
  const { t } = useWords()
  const { id, evidence, can } = issue
  const open = can.includes('add_evidence')
  return (
    <>
      {evidence.length === 0 && (
        <p className="muted">{t(open ? 'issues.page.no_evidence_yet' : 'issues.page.no_evidence')}</p>
      )}
      {evidence.length > 0 && (
        <ul className="issue-evidence">
          {evidence.map((piece) => (
            <EvidenceLine key={piece.id} issue={issue} piece={piece} open={open} />
          ))}
        </ul>
      )}
      {open && (
        <div className="no-print">
          <FileDrop
            endpoint={addEvidenceFile}
            input={{ params: { id }, body: {} }}
            accept={acceptedFiles}
            camera
            label={t('issues.page.evidence_help')}
          />
          <AddLink id={id} />
        </div>
      )}
    </>
  )
}

function EvidenceLine({ issue, piece, open }: { issue: IssuePage; piece: Piece; open: boolean }) {
  const { t } = useWords()
  const { person_id } = useSession()
  const remove = useSave(removeEvidence, { invalidates: touched })
  const { file, link, note, added_by, added_at, earlier } = piece
  const submitted = issue.submitted_at !== null && added_at <= issue.submitted_at
  const mine = open && added_by?.id === person_id && !submitted
  const name = file?.name ?? link ?? ''
  return (
    <li>
      <span aria-hidden="true">
        {file ? <PaperClipOutlined aria-hidden="true" /> : <LinkOutlined aria-hidden="true" />}
      </span>
      <span className="issue-evidence-words">
        {file ? (
          <a href={fileUrl(downloadFile, { params: { id: file.id } })} download={file.name}>
            {file.name}
          </a>
        ) : link?.startsWith('/') ? (
          <PathLink to={link}>{t('issues.page.record_link')}</PathLink>
        ) : (
          <a href={link ?? ''} target="_blank" rel="noreferrer noopener">
            {link}
          </a>
        )}
        {note && <span>{note}</span>}
        <span className="faint">
          {added_by ? <PersonTag person={added_by} bare /> : t('issues.page.by_system')}{' '}
          <When at={added_at} table />
          {earlier && ` · ${t('issues.page.earlier_evidence')}`}
        </span>
      </span>
      {mine && (
        <Button
          type="text"
          size="small"
          className="no-print"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t('web.files.remove', { name })}
          loading={remove.saving}
          onClick={() => void remove.save({ params: { id: issue.id, evidence_id: piece.id } })}
        />
      )}
    </li>
  )
}

function AddLink({ id }: { id: string }) {
  const { t } = useWords()
  const field = useId()
  const [link, setLink] = useState('')
  const { save, saving } = useSave(addEvidenceLink, { invalidates: touched, onDone: () => setLink('') })
  const add = () => void (link.trim() && save({ params: { id }, body: { link: link.trim() } }))
  return (
    <div className="issue-add-link">
      <label htmlFor={field}>{t('issues.page.add_link')}</label>
      <Input
        id={field}
        value={link}
        maxLength={1000}
        onChange={({ target }) => setLink(target.value)}
        onPressEnter={add}
      />
      <Button onClick={add} loading={saving} disabled={link.trim() === ''}>
        {t('issues.page.add_link_verb')}
      </Button>
    </div>
  )
}
