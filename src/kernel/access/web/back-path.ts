/** Where to go after signing in: a path of this app and nothing else, so that no link can send people elsewhere. */
export function safeBackPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/'
  // Read as a browser reads it, which takes a backslash for a slash and leaves tabs and line ends out.
  const here = 'http://here.invalid'
  const url = URL.canParse(given, here) ? new URL(given, here) : undefined
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/'
  if (/^\/(sign-in|setup)(\/|$)/.test(url.pathname)) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
