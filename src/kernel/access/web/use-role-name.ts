import { useWords } from '../../language/web/words.tsx'
import type { RoleKey } from './role-key.ts'

const builtinRoles: Record<RoleKey, true> = {
  admin: true,
  hq_management: true,
  hq_ops: true,
  hq_hr: true,
  hq_quality: true,
  hq_finance: true,
  hq_risk: true,
  auditor: true,
  region_lead: true,
  head: true,
  staff: true,
  partner: true,
}

/** A role in words; a custom role is named by whoever made it. */
export function useRoleName(): (role: string) => string {
  const { t } = useWords()
  return (role) => (isBuiltin(role) ? t(`access.sign_in.role.${role}.name`) : role)
}

const isBuiltin = (role: string): role is RoleKey => role in builtinRoles

type Titled = { key: string; builtin: boolean; title: string; title_en: string }

/** A role as the server names it: built-in ones in the reader's words, custom ones as their maker called them. */
export function useRoleTitle(): (role: Titled) => string {
  const { language } = useWords()
  const name = useRoleName()
  return ({ key, builtin, title, title_en }) => (builtin ? name(key) : language === 'en' ? title_en : title)
}
