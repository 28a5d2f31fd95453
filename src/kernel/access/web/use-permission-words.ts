import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type MessageKey, permissionKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'

/** A permission in words; one without any shows its name. */
export function usePermissionWord(): (permission: string) => string {
  const { t } = useWords()
  const { i18n } = useTranslation()
  return useCallback(
    (permission) => {
      const key = permissionKey(permission)
      return key && i18n.exists(key) ? t(key as MessageKey) : permission
    },
    [t, i18n],
  )
}

export type PermissionGroup = { part: string; title: string; permissions: string[] }

/** Permissions by the part they belong to, in the order of the parts' titles; reading comes first in each. */
export function usePermissionGroups(): (permissions: readonly string[]) => PermissionGroup[] {
  const { t, language } = useWords()
  const { i18n } = useTranslation()
  return useCallback(
    (permissions) => {
      const parts = Map.groupBy(permissions, (permission) => permission.split('.')[0] ?? '')
      const groups = [...parts].map(([part, some]) => {
        const key = `${part}.permissions.part`
        return {
          part,
          title: i18n.exists(key) ? t(key as MessageKey) : part,
          permissions: some.toSorted(byThing),
        }
      })
      return groups.sort((a, b) => a.title.localeCompare(b.title, language))
    },
    [t, i18n, language],
  )
}

function byThing(a: string, b: string): number {
  const [thingA, thingB] = [a.slice(0, a.lastIndexOf('.')), b.slice(0, b.lastIndexOf('.'))]
  if (thingA !== thingB) return thingA < thingB ? -1 : 1
  const reads = Number(b.endsWith('.read')) - Number(a.endsWith('.read'))
  return reads || (a < b ? -1 : 1)
}
