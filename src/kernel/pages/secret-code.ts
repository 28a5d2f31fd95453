import { createHash, randomInt } from 'node:crypto'

// Neither 0 and O nor 1, I and L: a code is read out on the phone and typed from paper.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const length = 10

/** The code by which whoever has no account opens one thing: about 50 bits. `draw` gives a whole number below the one it is told. */
export const makeCode = (draw: (below: number) => number = randomInt): string =>
  Array.from({ length }, () => letters[draw(letters.length)]).join('')

/** As it is kept: whoever reads the database can't open anything with it. Case and blanks don't matter. */
export const hashOfCode = (number: string, code: string): string =>
  createHash('sha256')
    .update(`${number} ${code.replace(/[^0-9a-z]/gi, '').toUpperCase()}`)
    .digest('hex')
