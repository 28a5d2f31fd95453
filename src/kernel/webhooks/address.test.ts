import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { startReceiver } from '../../../test/support/receiver.ts'
import { InnerAddress, isInner, outerLookup } from './address.ts'
import { createWebhook } from './contract.ts'
import { post } from './post.ts'

const app = await startApp()
const receiver = await startReceiver()
const port = new URL(receiver.url).port

const faultsAt = async (url: string) => {
  const body = { org_id: app.org('华东区').id, name: '外部', url, events: ['task.opened' as const] }
  const refusal = await refusalOf(app.as('shen.jing').call(createWebhook, { body }))
  return refusal.fields.map(({ path, message }) => `${path}: ${message.slice(0, 8)}`)
}

describe('an address that leads inside', () => {
  test.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
  ])('%s is refused at its field', async (url) => {
    expect(await faultsAt(url)).toEqual(['url: 这个网址指向本机'])
  })

  test('is refused by plain http, unknown names, passwords and whatever is no address as well', async () => {
    expect(await faultsAt('http://example.com/')).toEqual(['url: 只能推送到以 h'])
    expect(await faultsAt('https://nobody.invalid/')).toEqual(['url: 找不到这个域名，'])
    expect(await faultsAt('https://user:word@example.com/')).toEqual(['url: 网址中不能带用户'])
    for (const wrong of ['ftp://example.com', 'javascript:alert(1)', 'example.com'])
      expect(await faultsAt(wrong), wrong).toEqual(['url: 请填写完整的网址'])
  })

  test('is looked at again with every message: a name that moved inside meanwhile gets nothing', async () => {
    const letter = { headers: {}, body: '{}', timeout: 500, internal: false }
    for (const url of [receiver.url, `https://127.0.0.1:${port}`, `https://localhost:${port}`])
      expect(await post({ ...letter, url })).toMatchObject({ fault: 'inner_address', status: null })
    expect(receiver.take()).toEqual([])
  })
})

test('a name of which any address is inside is refused; the address looked at is the one connected to', async () => {
  const answers = (...found: LookupAddress[]) =>
    new Promise((fulfil) =>
      outerLookup((_name, _options, done) => done(null, found))('a.example', { all: true }, (error, got) =>
        fulfil(error ?? got),
      ),
    )
  const outside = { address: '93.184.216.34', family: 4 }
  expect(await answers(outside)).toEqual([outside])
  expect(await answers(outside, { address: '10.0.0.5', family: 4 })).toBeInstanceOf(InnerAddress)
  expect(await answers({ address: '::1', family: 6 })).toBeInstanceOf(InnerAddress)
  expect(await answers()).toBeInstanceOf(InnerAddress)
  expect(['8.8.8.8', '2606:4700::1111', '2001:db8::1', 'fe80::1%eth0'].map(isInner)).toEqual([
    false,
    false,
    true,
    true,
  ])
})
