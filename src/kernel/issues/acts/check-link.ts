import { invalid } from '../../errors/problem.ts'

/** Throws the refusal for what neither a browser nor Bylaw itself can open. */
export function checkLink(link: string | null): void {
  if (link !== null && !/^(https?:\/\/|\/(?!\/))\S+$/.test(link))
    throw invalid('errors.invalid', {}, [{ path: 'link', code: 'issues.errors.link' }])
}
