import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { PersonSelect } from '../../../../../kernel/people/web/person-select.tsx'
import { useSave } from '../../../../../kernel/web/use-save.ts'
import { editHandOver, type HandOverItem, type HandOverPage } from '../../hand-over/contract.ts'
import { touched } from '../touched.ts'
import './list-dialog.css'

type Line = {
  key: string
  id?: string
  /** What the system counted has a title of its own and can't be left out. */
  counted: boolean
  title: string
  receiver_id: string | null
  /** The receiver as the list names them: whoever writes it may not reach them. */
  receiver: HandOverItem['receiver']
  remark: string
}
type Props = { id: string; handOver: HandOverPage; close: () => void }

/** Who receives each line, and what is to be handed over besides. */
export function ListDialog({ id, handOver: { items, incoming, version }, close }: Props) {
  const { t } = useWords()
  const [lines, setLines] = useState<Line[]>(() =>
    items.map((item) => ({
      ...{ key: item.id, id: item.id, counted: item.link !== null, title: item.title },
      ...{ receiver_id: item.receiver?.id ?? null, receiver: item.receiver, remark: item.remark ?? '' },
    })),
  )
  const { save, saving } = useSave(editHandOver, { invalidates: touched, onDone: close })
  const set = (key: string, change: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...change } : line)))
  const add = () =>
    setLines((all) => [
      ...all,
      {
        ...{ key: crypto.randomUUID(), counted: false, title: '', remark: '' },
        ...{ receiver_id: incoming.id, receiver: incoming },
      },
    ])
  const whole = lines.every(({ title, receiver_id }) => title.trim() !== '' && receiver_id !== null)
  return (
    <Modal
      open
      width={760}
      title={t('establishment.hand_over.list')}
      okText={t('establishment.hand_over.action.save')}
      cancelText={t('web.confirm.cancel')}
      okButtonProps={{ disabled: !whole || lines.length === 0 }}
      confirmLoading={saving}
      onOk={() => save({ params: { id }, body: { version, items: lines.map(sent) } })}
      onCancel={close}
      mask={{ closable: false }}
    >
      <ul className="hand-over-lines">
        {lines.map((line) => (
          <ListLine
            key={line.key}
            line={line}
            set={(change) => set(line.key, change)}
            remove={() => setLines((all) => all.filter(({ key }) => key !== line.key))}
          />
        ))}
      </ul>
      <Button icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
        {t('establishment.hand_over.action.add')}
      </Button>
    </Modal>
  )
}

const sent = ({ id, counted, title, receiver_id, remark }: Line) => ({
  ...(id ? { id } : {}),
  ...(counted ? {} : { title: title.trim() }),
  ...{ receiver_id: receiver_id!, remark: remark.trim() || null },
})

type LineProps = { line: Line; set: (change: Partial<Line>) => void; remove: () => void }

function ListLine({ line, set, remove }: LineProps) {
  const { t } = useWords()
  const { counted, title, receiver_id, receiver, remark } = line
  return (
    <li>
      {counted ? (
        <strong>{title}</strong>
      ) : (
        <Input
          value={title}
          maxLength={300}
          aria-label={t('establishment.hand_over.item')}
          placeholder={t('establishment.hand_over.item')}
          onChange={({ target }) => set({ title: target.value })}
        />
      )}
      <PersonSelect
        value={receiver_id}
        known={receiver}
        label={t('establishment.hand_over.receiver')}
        onChange={(next) => set({ receiver_id: next })}
      />
      <Input
        value={remark}
        maxLength={1000}
        aria-label={t('establishment.hand_over.remark')}
        placeholder={t('establishment.hand_over.remark')}
        onChange={({ target }) => set({ remark: target.value })}
      />
      {!counted && (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t('establishment.hand_over.action.remove')}
          onClick={remove}
        />
      )}
    </li>
  )
}
