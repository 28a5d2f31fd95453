import { InputNumber } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { digitsOf, readAmount } from './amount.ts'

type Props = {
  id?: string
  /** Integer minor units. */
  value?: number | null
  onChange?: (value: number | null) => void
  onBlur?: () => void
  currency: string
  'aria-label'?: string
}

/** An amount typed in yuan and held in fen; for use inside `Field`. */
export function MoneyField({ value, onChange, currency, ...rest }: Props) {
  const { language } = useWords()
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  const digits = digitsOf(currency)
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value
  return (
    <InputNumber<number | string>
      {...rest}
      className="money-field"
      prefix={sign}
      min={0}
      max={9_999_999_999_999}
      precision={digits}
      controls={false}
      inputMode="decimal"
      value={value === null || value === undefined ? null : value / 10 ** digits}
      onChange={(amount) =>
        onChange?.(amount === null || amount === '' ? null : Math.round(Number(amount) * 10 ** digits))
      }
      formatter={(typed) => group(String(typed ?? ''))}
      parser={(typed) => readAmount(typed ?? '')}
    />
  )
}

/** 84310.5 → 84,310.5 while it is typed. */
function group(typed: string): string {
  const [whole = '', rest] = typed.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return rest === undefined ? grouped : `${grouped}.${rest}`
}
