import { expect, test } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'

const app = await startApp()

async function send(path: string, fields: Record<string, string>, form: FormData | URLSearchParams) {
  for (const [name, text] of Object.entries(fields)) form.append(name, text)
  const answer = await fetch(app.url + path, { method: 'POST', body: form })
  return { status: answer.status, text: await answer.text() }
}

test('a character no database holds is left out of what is sent, of a path and of a search: nothing goes wrong on our side', async () => {
  const track = { number: 'TS-\u00002026-000001', code: 'AAAAAAAA\u0000AA' }
  expect((await send('/public/complaints/track', track, new FormData())).status).toBe(422)
  const reworded = await send(
    '/public/complaints/track',
    { ...track, looked: '1', only: 'form' },
    new URLSearchParams(),
  )
  expect(reworded.status).toBe(422)
  const empty = { service_key: '', service_on: '2026-11-20', name: '', phone: '', email: '', website: '' }
  const complaint = { description: '打不\u0000通电话', kind: 'delay', ...empty }
  const taken = await send('/public/complaints/at/HD-SH?lang=zh-CN', complaint, new FormData())
  expect([taken.status, taken.text.includes('已收到')]).toEqual([200, true])
  const kept = await app.owner.selectFrom('complaints.complaint').select('description').execute()
  expect(kept).toEqual([{ description: '打不通电话' }])
  for (const [path, status] of [
    ['/public/complaints/at/XX%00XX', 404],
    ['/public/complaints?q=%00', 200],
    ['/public/complaints?q=%00&q=x', 200],
    ['/public/documents?number=%00', 200],
  ] as const)
    expect((await fetch(app.url + path)).status, path).toBe(status)
})
