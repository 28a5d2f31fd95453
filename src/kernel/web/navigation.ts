import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback } from 'react'

/** A part of the path: `useParam('id')` on `/establishment/applications/$id`. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`The path of this page has no $${name}`)
  return value
}

/** Goes to a path of the app; `replace` leaves no way back. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback((path, { replace = false } = {}) => void navigate({ href: path, replace }), [navigate])
}
