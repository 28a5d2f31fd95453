const longest = 60_000

/**
 * Milliseconds before the next attempt after so many that failed: doubling from one second to a minute, each window a
 * little apart (`chance`, 0 to 1), so that a server that comes back is not met by all of them at once.
 */
export const pauseAfter = (failures: number, chance: number): number =>
  Math.round(Math.min(longest, 1000 * 2 ** failures) * (0.5 + chance / 2))
