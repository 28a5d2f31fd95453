import { expect, test } from 'vitest'
import { refusePressed } from './overload.ts'

test('who comes while others wait long is told to try again; who comes after one long piece of work is served', async () => {
  await expect(refusePressed(1200)).rejects.toMatchObject({ kind: 'unavailable', code: 'errors.unavailable' })
  await expect(refusePressed(Number.POSITIVE_INFINITY)).resolves.toBeUndefined()
})
