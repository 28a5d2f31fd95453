import { maskAddress } from '../../../kernel/mail/mask-address.ts'
import type { Complainant } from './contract.ts'

/** What is shown of who complained to whoever may not see it in full: enough to tell two customers apart. */
export function maskComplainant({ name, phone, email, language }: Complainant): Complainant {
  return {
    name: name && maskName(name),
    phone: phone && maskPhone(phone),
    email: email && maskAddress(email),
    language,
  }
}

const maskName = (name: string) => {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.max(1, Math.min(rest.length, 6)))
}

/** 13812345678 → 138****5678; a short number keeps its last two digits. */
const maskPhone = (phone: string) =>
  phone.length >= 9 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-2)}`
