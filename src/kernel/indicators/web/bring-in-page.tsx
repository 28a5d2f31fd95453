import { App, Button, Checkbox, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import type { ReturnOf } from '../../http/contract.ts'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { useGo, useParam } from '../../web/navigation.ts'
import { usePageTitle } from '../../web/page-title.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { bringInValues, checkBroughtIn, readIndicator } from '../contract.ts'
import { BroughtRows } from './brought-rows.tsx'
import { decodeTable } from './decode-table.ts'
import './bring-in.css'

type Checked = ReturnOf<typeof checkBroughtIn>
type Given = { text: string; reason?: string | undefined }

/** Brings many values of one indicator in: paste or choose, check line by line, then import all of them or none. */
export function BringInPage() {
  const id = useParam('id')
  const found = useCall(readIndicator, { params: { id } })
  return (
    <Loaded of={found} kind="rows">
      {(indicator) => <BringIn key={id} indicator={indicator} />}
    </Loaded>
  )
}

function BringIn({ indicator }: { indicator: ReturnOf<typeof readIndicator> }) {
  const { t } = useWords()
  const go = useGo()
  const { message } = App.useApp()
  const name = useTitle()(indicator)
  usePageTitle(`${t('indicators.page.bring_in.title')} · ${name}`)
  const [textId, reasonId, resultId] = [useId(), useId(), useId()]
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState<{ of: Given; answer: Checked }>()
  const [onlyFaults, setOnlyFaults] = useState(false)
  const params = { id: indicator.id }
  const check = useSave(checkBroughtIn, {
    quiet: true,
    onDone: (answer, { body }) => setChecked({ of: body, answer }),
  })
  const bring = useSave(bringInValues, {
    quiet: true,
    invalidates: ['indicators', 'tasks', 'trail', 'controls'],
    onDone: ({ brought }) => {
      message.success(t('indicators.page.bring_in.done', { count: brought }))
      go(`/indicators/${indicator.id}`)
    },
  })
  const body: Given = { text, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
  const current =
    checked?.of.text === body.text && checked.of.reason === body.reason ? checked.answer : undefined
  const asksReason = reason !== '' || checked?.answer.rows.some(({ late }) => late) === true
  const problem = bring.problem ?? check.problem
  return (
    <div className="bring-in">
      <header>
        <h1>{t('indicators.page.bring_in.title')}</h1>
        <p className="bring-in-intro">
          <PathLink to={`/indicators/${indicator.id}`}>{name}</PathLink>
        </p>
        <p className="bring-in-intro muted">{t('indicators.page.bring_in.intro')}</p>
      </header>
      <label htmlFor={textId}>{t('indicators.page.bring_in.text')}</label>
      <p className="muted" id={`${textId}-help`}>
        {t('indicators.page.bring_in.columns')}
      </p>
      <Input.TextArea
        id={textId}
        aria-describedby={`${textId}-help`}
        className="number"
        value={text}
        autoSize={{ minRows: 6, maxRows: 14 }}
        placeholder={`HD-SH,${indicator.periods[0] ?? '2026-10'},120`}
        onChange={({ target }) => setText(target.value)}
      />
      {asksReason && (
        <>
          <label htmlFor={reasonId}>{t('indicators.page.late_why')}</label>
          <p className="muted" id={`${reasonId}-help`}>
            {t('indicators.page.bring_in.late_help')}
          </p>
          <Input.TextArea
            id={reasonId}
            aria-describedby={`${reasonId}-help`}
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 2 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </>
      )}
      <div className="bring-in-acts">
        <ChooseFile onText={setText} />
        <Button
          type={current ? 'default' : 'primary'}
          disabled={text.trim() === ''}
          loading={check.saving}
          onClick={() => check.save({ params, body })}
        >
          {t('indicators.page.bring_in.check')}
        </Button>
      </div>
      {problem &&
        (problem.fields[0] ? (
          <p role="alert">{problem.fields[0].message}</p>
        ) : (
          <ProblemView inline problem={problem} />
        ))}
      {checked && !current && <p role="status">{t('indicators.page.bring_in.changed')}</p>}
      {current && (
        <section aria-labelledby={resultId}>
          <h2 id={resultId}>{t('indicators.page.bring_in.result')}</h2>
          <p role="status">
            {t('indicators.page.bring_in.counts', {
              ...{ added: current.counts.new, same: current.counts.same, fault: current.counts.fault },
            })}
          </p>
          {current.counts.fault > 0 ? (
            <Checkbox checked={onlyFaults} onChange={({ target }) => setOnlyFaults(target.checked)}>
              {t('indicators.page.bring_in.only_faults')}
            </Checkbox>
          ) : current.counts.new > 0 ? (
            <Button type="primary" loading={bring.saving} onClick={() => bring.save({ params, body })}>
              {t('indicators.page.bring_in.run', { count: current.counts.new })}
            </Button>
          ) : (
            <p>{t('indicators.page.bring_in.nothing')}</p>
          )}
          <BroughtRows
            rows={onlyFaults ? current.rows.filter(({ standing }) => standing === 'fault') : current.rows}
            unit={indicator.unit}
          />
        </section>
      )}
    </div>
  )
}

/** Reads a file of the reader's own machine; nothing is sent before it is checked. */
function ChooseFile({ onText }: { onText: (text: string) => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = decodeTable(await file.arrayBuffer())
    if (text === undefined) message.error(t('indicators.page.bring_in.encoding'))
    else onText(text)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,text/csv"
        onChange={({ target }) => {
          void read(target.files?.[0])
          target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('indicators.page.bring_in.choose')}</Button>
    </>
  )
}
