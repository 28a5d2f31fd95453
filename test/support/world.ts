/** Monday, a working day; every test's clock begins here unless it says otherwise. */
export const beginsAt = '2026-11-23T02:00:00.000Z'

export const secret = 'the secret of the tests, of no use elsewhere'
