import { Input } from 'antd'

type Props = { id: string; word: string; value: string; set: (text: string) => void }

export function SheetText({ id, word, value, set }: Props) {
  return (
    <div className="sheet-text">
      <label htmlFor={id}>{word}</label>
      <Input.TextArea
        id={id}
        value={value}
        autoSize={{ minRows: 3, maxRows: 14 }}
        maxLength={10_000}
        onChange={({ target }) => set(target.value)}
      />
    </div>
  )
}
