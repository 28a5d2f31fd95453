import { randomUUID } from 'node:crypto'
import type { Client } from '../support/client.ts'

/** A person entered or a file attached, under a name that nothing else has. */
export type Write = { key: string; name: string; kind: 'person' | 'file' }

/** Writes until the server is gone, and knows what was promised. */
export class Writing {
  readonly acknowledged: Write[] = []
  readonly refusals: string[] = []
  /** What was said to a write that the server could not do. */
  readonly told = new Set<string>()
  #unsure: Write[] = []
  readonly #client: Client
  readonly #org_id: string

  constructor(client: Client, org_id: string) {
    this.#client = client
    this.#org_id = org_id
  }

  async until(writer: string): Promise<void> {
    for (let n = 0; ; n++) {
      const kind = n % 4 === 3 ? 'file' : 'person'
      if (!(await this.#send({ key: randomUUID(), name: `${writer}.${n}`, kind }))) return
    }
  }

  /** Sends what got no answer again, with its key: it is done now or was done then. */
  async repeat(): Promise<number> {
    const unsure = this.#unsure
    this.#unsure = []
    for (const write of unsure)
      if (!(await this.#send(write)))
        this.refusals.push(`${write.name} could not be repeated after the start`)
    return unsure.length
  }

  async #send(write: Write): Promise<boolean> {
    let status = 0
    try {
      const answer = await (write.kind === 'person' ? this.#enter(write) : this.#upload(write))
      const text = await answer.text()
      status = answer.status
      if (status >= 500) this.told.add((JSON.parse(text) as { code: string }).code)
      // Of what may happen to a server, 503 says so; anything else is a fault of ours.
      if (status >= 400 && status !== 503) this.refusals.push(`${write.name}: ${status} ${text}`)
    } catch {
      // The connection went: nobody knows whether it was done.
    }
    const done = status >= 200 && status < 300
    if (done) this.acknowledged.push(write)
    else this.#unsure.push(write)
    return done
  }

  #enter({ key, name }: Write) {
    return this.#client.fetch('/api/people', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ org_id: this.#org_id, name, post: '客户服务', starts_on: '2026-01-01' }),
    })
  }

  #upload({ key, name }: Write) {
    const body = new FormData()
    body.append('org_id', this.#org_id)
    body.append('file', new Blob([`%PDF-1.4 ${name} ${'x'.repeat(20_000)}`]), `${name}.pdf`)
    return this.#client.fetch('/api/establishment/licences/files', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body,
    })
  }
}
