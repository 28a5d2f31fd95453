/** Where to go after signing in: a path of this app and nothing else, so that no link can send people elsewhere. */
export function safeBackPath(given: unknown): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])/.test(given)) return '/'
  return given.startsWith('/sign-in') || given.startsWith('/setup') ? '/' : given
}
