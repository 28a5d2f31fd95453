import { expect, test } from 'vitest'
import { safeBackPath } from './back-path.ts'

test('signing in leads back to a path of the app and never elsewhere', () => {
  expect(safeBackPath('/establishment/applications?state=draft')).toBe(
    '/establishment/applications?state=draft',
  )
  for (const given of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '\t//evil.example',
    'http:evil.example',
    ['//evil.example'],
    'https://evil.example',
    'javascript:alert(1)',
    undefined,
  ])
    expect(safeBackPath(given)).toBe('/')
  expect(safeBackPath('/sign-in?back=/x')).toBe('/')
})
