import type { FaultKind, TrailFault, Verdict } from '../../src/kernel/trail/verify.ts'

const sentences: Record<FaultKind, string> = {
  changed: 'is not what was written: it was changed afterwards',
  broken: 'does not follow the one before it: the chain was broken here',
  missing: 'stands where another should: at least one entry before it is gone',
  cut: 'is the last one left: later entries are gone',
  gone: 'was the last one of a chain of which nothing is left',
  unsigned: 'and what follows is signed by no checkpoint: it proves nothing',
  replaced: 'is not the one a signed checkpoint knows: the chain was written anew',
  forged: 'is not signed with this key, or was changed after it was signed',
  torn: 'The records end early: the file is not complete.',
}

/** The verdict in sentences, the bad entries first. `nameOf` says what an organisation is called, where that is known. */
export function sayVerdict(verdict: Verdict, nameOf: (orgId: string) => string = (id) => id): string[] {
  const { entries, organisations, checkpoints, signed, faults, public_key } = verdict
  const whole = `${entries} entries of ${organisations} organisations, ${checkpoints} signed checkpoints.`
  const waiting = entries - signed
  return [
    ...faults.map((fault) => sayFault(fault, nameOf)),
    faults.length === 0 ? `The trail is whole: ${whole}` : `The trail is NOT whole: ${whole}`,
    ...(faults.length === 0 && waiting > 0
      ? [`${signed} entries are signed; the last ${waiting} wait for the next checkpoint.`]
      : []),
    `Checked with the public key ${public_key}`,
  ]
}

function sayFault({ kind, org_id, seq, id, action }: TrailFault, nameOf: (orgId: string) => string): string {
  if (kind === 'torn') return sentences.torn
  if (kind === 'unsigned' && org_id === null)
    return 'No checkpoint signs any of it: its owner could have written it anew. A server makes one when it starts, and each day.'
  if (org_id === null) return `Checkpoint ${id} ${sentences[kind]}.`
  const what = [action, id && `id ${id}`].filter(Boolean).join(', ')
  return `Entry ${seq} of ${nameOf(org_id)}${what ? ` (${what})` : ''} ${sentences[kind]}.`
}
