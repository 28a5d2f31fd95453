import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { startImapServer } from '../../../../test/support/imap-server.ts'
import { intakeStoryOf, rowOf } from '../../../../test/support/intake-story.ts'
import { fetchMail } from '../../../kernel/mail/in/fetch.ts'
import { numberOf } from './number.ts'
import { channels } from './words/contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const imap = await startImapServer()
const app = await startApp({ env: { IMAP_URL: imap.url, IMAP_TAGS: 'true' } })
const story = complaintStoryOf(app)
const intake = intakeStoryOf(app)

const filled = {
  ...{ kind: 'delay', service_key: '', service_on: '2026-03-02' },
  ...{ name: '沈国强', phone: '13901860213', email: '' },
}
async function atTheDoor(description: string) {
  const form = new FormData()
  for (const [key, value] of Object.entries({ ...filled, description })) form.append(key, value)
  const answer = await fetch(`${app.url}/public/complaints/at/HD-SH`, { method: 'POST', body: form })
  return /TS-\d{4}-\d{6}/.exec(await answer.text())?.[0]
}
const byMail = async (text: string) => {
  imap.deliver({ from: '"钱多多" <duoduo.qian@hexin.example>', subject: '投诉', text })
  await fetchMail(app.kernel)
}

test('five channels, and imports, lead to one number: at once or one after another, without a gap or a double', async () => {
  app.clock.set('2026-03-02T02:00:00.000Z')
  const entered = (channel: 'phone' | 'counter' | 'hotline') => story.entered({ channel })
  await byMail('发票一直没有开。')
  await intake.imported([rowOf({ 外部编号: 'S-1' }), rowOf({ 外部编号: 'S-2' })])
  // Refused: nothing comes of it, and no number is lost.
  expect(await atTheDoor('  ')).toBeUndefined()
  await Promise.all([
    atTheDoor('网页一'),
    entered('phone'),
    entered('counter'),
    entered('hotline'),
    byMail('第二封，另一件事。'),
    atTheDoor('网页二'),
    entered('phone'),
    intake.imported([rowOf({ 外部编号: 'S-3' }), rowOf({ 外部编号: 'S-4' })]),
    entered('counter'),
  ])
  await atTheDoor('最后一件')
  const rows = await app.owner
    .selectFrom('complaints.complaint')
    .select(['number', 'channel'])
    .orderBy('number')
    .execute()
  expect(new Set(rows.map(({ channel }) => channel))).toEqual(new Set(channels))
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, n) => numberOf('2026', n + 1)))
  expect(rows).toHaveLength(14)
  expect(rows.at(-1)!.channel).toBe('web')
})
