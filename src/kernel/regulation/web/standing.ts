/** Where someone stands on a clause: the network for headquarters, the own organisation for a head. */
export type ClauseStanding = {
  met: number
  total: number
  status: 'met' | 'due' | 'breached' | 'no_data' | 'not_measured' | 'not_applicable'
  /** Opens the records behind it. */
  to?: string
  /** Opens where it is broken down, by organisation and month. */
  more?: { to: string; word: string }
}

/** By clause id. A clause that is not in it shows no bar. */
export type Standings = Record<string, ClauseStanding>
