import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeDeriver } from './derive.ts'

test('what is answered is 回應 in Taipei, in every message and in the regulation', () => {
  const derive = makeDeriver()
  expect(['待响应', '首次响应时限', '相应', '影响'].map(derive)).toEqual([
    ...['待回應', '首次回應時限', '相應', '影響'],
  ])
  for (const file of ['src/app/locales.gen/zh-TW.json', 'regulation/zh-TW.gen.json'])
    expect(readFileSync(file, 'utf8')).not.toContain('響應')
})
