import { sql } from 'kysely'
import { inPinyin } from '../db/pinyin.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'

export type Role = {
  key: string
  builtin: boolean
  title: string
  title_en: string
  version: number
  permissions: Set<string>
}

/** Every role with what it gives, built-in ones first. */
export async function readRoles({ tx }: Ctx): Promise<Map<string, Role>> {
  const { rows } = await sql<Omit<Role, 'permissions'> & { permissions: string[] }>`
    select r.key, r.builtin, r.title, r.title_en, r.version,
      array(select g.permission from kernel.role_permission g where g.role_key = r.key order by 1) permissions
    from kernel.role r order by r.builtin desc, ${inPinyin('r.title')}, r.key`.execute(tx)
  return new Map(rows.map((row) => [row.key, { ...row, permissions: new Set(row.permissions) }]))
}

/** A role in words. Built-in ones are messages; a custom one is called what its maker called it. */
export function titleOf(
  language: Language,
  role: Pick<Role, 'key' | 'builtin' | 'title' | 'title_en'> | undefined,
) {
  if (!role) return ''
  if (role.builtin) return translate(language, `access.sign_in.role.${role.key}.name`)
  return language === 'en' ? role.title_en : role.title
}
