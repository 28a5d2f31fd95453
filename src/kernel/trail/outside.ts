import type { MessageKey } from '../language/messages/contract.ts'

/**
 * Acts of people without an account, on public pages or by mail. The trail knows accounts alone and has them done by the
 * system; readers are told who it was. `actor` says that, and never a name: whoever may see one looks it up where it is kept.
 */
export type OutsideActs = { actions: readonly string[]; actor: MessageKey }

const known = new Map<string, MessageKey>()

/** Registered by the part that owns the acts, at start-up; none of them does the system of its own accord. */
export function registerOutside({ actions, actor }: OutsideActs): void {
  for (const action of actions) known.set(action, actor)
}

/** Who did it, where it was somebody outside. */
export const outsideActor = ({ action, actor_kind }: { action: string; actor_kind: string }) =>
  actor_kind === 'system' ? known.get(action) : undefined
