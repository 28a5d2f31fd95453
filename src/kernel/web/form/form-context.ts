import { createContext, useContext } from 'react'
import type { HouseForm } from './use-form.ts'

export const FormContext = createContext<HouseForm | undefined>(undefined)

export function useHouseForm(): HouseForm {
  const form = useContext(FormContext)
  if (!form) throw new Error('A field stands outside <FormBody>')
  return form
}
