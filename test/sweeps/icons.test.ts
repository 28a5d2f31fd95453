import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('an icon is never read aloud: the word beside it, or the name of its button, says what it is', () => {
  const spoken = globSync('src/**/*.tsx', { cwd: root }).flatMap((file) => {
    const icons = readFileSync(join(root, file), 'utf8').match(/<[A-Z]\w+(Outlined|Filled|TwoTone)\b[^<>]*>/g)
    return (icons ?? []).filter((icon) => !icon.includes('aria-hidden')).map((icon) => `${file}: ${icon}`)
  })
  expect(spoken).toEqual([])
})

test('a button that clears a field says so in the reader’s language', () => {
  const mute = globSync('src/**/*.tsx', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return /\ballowClear(?!=\{(clearing|[\w.= ]+ && clearing)\}|: clearing|`)/.test(text) ? [file] : []
  })
  expect(mute).toEqual([])
})
