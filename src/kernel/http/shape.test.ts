import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'

const app = await startApp()

/** What is said of each field, in one language. */
async function saidOf(path: string, body: unknown, language: string, method = 'POST') {
  const given = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await app.as('shen.jing', language).fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...given,
  })
  expect(answer.status).toBe(400)
  const { fields } = (await answer.json()) as { fields: { path: string; message: string }[] }
  return Object.fromEntries(fields.map((one) => [one.path, one.message]))
}

const entered = { day: '24 November', kind: 'party', hours_as: null, name: 'x'.repeat(61), name_en: 7 }
const day = { version: 1, day: entered }

test('what is missing, too long, no date and none of the choices is said in the caller’s language', async () => {
  const created = '/api/calendar/calendars'
  expect(await saidOf(created, {}, 'zh-CN')).toEqual({
    name: '请填写此项。',
    name_en: '请填写此项。',
    week: '请填写此项。',
    copy_of: '请填写此项。',
  })
  expect(await saidOf(created, {}, 'en')).toMatchObject({ name: 'Please fill this in.' })
  expect(await saidOf(created, {}, 'zh-TW')).toMatchObject({ name: '請填寫此項。' })
  const add = '/api/calendar/calendars/01900000-0000-7000-8000-000000000000/days'
  expect(await saidOf(add, day, 'zh-CN')).toMatchObject({
    'day.day': '请填写日期，例如 2026-11-23。',
    'day.kind': '须为以下之一：holiday或make_up。',
    'day.name': '最多 60 个字，请精简。',
    'day.name_en': '请填写文字。',
  })
  expect(await saidOf(add, day, 'en')).toMatchObject({
    'day.day': 'Give a date, such as 2026-11-23.',
    'day.kind': 'Must be one of: holiday or make_up.',
    'day.name': 'At most 60 characters; please shorten it.',
    'day.name_en': 'This takes text.',
  })
  expect(await saidOf(add, day, 'zh-TW')).toMatchObject({
    'day.day': '請填寫日期，例如 2026-11-23。',
    'day.name_en': '請填寫文字。',
  })
})

test('what an id, a number, a time of day and a currency look like is said with an example', async () => {
  const query = '/api/establishment/applications?limit=many&region=north&after='
  expect(await saidOf(query, undefined, 'en', 'GET')).toMatchObject({
    limit: 'This takes a number.',
    region: 'This is no id of a record (a UUID). Take it from a list or a page.',
  })
  expect(await saidOf('/api/organisations?limit=1001', undefined, 'zh-CN', 'GET')).toMatchObject({
    limit: expect.stringMatching(/^不能大于 [\d,]+。$/),
  })
  const hours = [{ from: '9 o’clock', to: '25:00' }]
  const week = { mon: hours, tue: [], wed: [], thu: [], fri: 'off', sat: [], sun: [] }
  const body = { name: '年历', name_en: null, copy_of: null, week }
  expect(await saidOf('/api/calendar/calendars', body, 'en')).toMatchObject({
    'week.mon.0.from': 'Give a time of day, such as 09:30.',
    'week.fri': 'This takes a list.',
  })
  const company = { version: 1, name: '', name_en: null, short_name: 'x', short_name_en: null }
  const wrong = { ...company, currency: 'ABC', time_zone: 'Mars', document_style: 'zh' }
  expect(await saidOf('/api/settings/company', wrong, 'zh-CN', 'PUT')).toEqual({
    name: '请填写此项。',
    currency: '请填写三位大写字母的货币代码，例如 CNY。',
    time_zone: '没有这个时区，请填写如 Asia/Shanghai 的名称。',
  })
})

test('a refusal is in one language throughout: that of the account where no other is asked for', async () => {
  const account = app.owner.updateTable('kernel.account').where('id', '=', app.person('shen.jing').account_id)
  await account.set({ language: 'en' }).execute()
  const saidTo = async (headers: Record<string, string>) => {
    const answer = await fetch(`${app.url}/api/calendar/calendars`, {
      ...{ method: 'POST', body: '{}' },
      headers: { cookie: app.cookieOf('shen.jing'), 'content-type': 'application/json', ...headers },
    })
    expect(answer.status).toBe(400)
    const { title, detail, fields } = (await answer.json()) as Record<string, string> & {
      fields: { message: string }[]
    }
    return [answer.headers.get('content-language'), title, detail, ...fields.map(({ message }) => message)]
  }
  const own = await saidTo({})
  expect(own[0]).toBe('en')
  expect(own.join()).not.toMatch(/\p{Script=Han}/u)
  const asked = await saidTo({ 'accept-language': 'zh-CN' })
  expect(asked[0]).toBe('zh-CN')
  expect(asked.slice(1).join()).not.toMatch(/[a-z]/)
})
