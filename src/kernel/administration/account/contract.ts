import { z } from 'zod'
import { byId, endpoint, pageOf, paging } from '../../http/contract.ts'
import { namedOrganisation } from '../../org/contract.ts'

export const accountStates = ['active', 'invited', 'locked', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(10)]).optional()
const note = z.string().trim().max(1000).nullish()

export const listedAccount = z.object({
  id: z.uuid(),
  name: z.string(),
  name_en: z.string().nullable(),
  email: z.string(),
  person_id: z.uuid().nullable(),
  /** Where the person is employed. */
  organisation: namedOrganisation.nullable(),
  /** `invited`: nothing to sign in with yet. */
  state: z.enum(accountStates),
  two_factor: z.boolean(),
  last_sign_in_at: z.string().nullable(),
})
export type ListedAccount = z.infer<typeof listedAccount>

export const accountSorts = ['name', '-name', 'email', '-email'] as const

export const listAccounts = endpoint({
  name: 'administration.account.list',
  method: 'GET',
  path: '/api/accounts',
  guard: 'administration.account.read',
  summary: 'Lists who may sign in.',
  query: paging.extend({
    /** Part of the name or of the address. */
    q: z.string().trim().max(100).optional(),
    state: oneOrMore(z.enum(accountStates)),
    two_factor: z.stringbool().optional(),
    /** Employed at this organisation or anywhere under it. */
    under: z.uuid().optional(),
    sort: z.enum(accountSorts).default('name'),
  }),
  returns: pageOf(listedAccount),
})

export const accountActs = [
  'invite',
  'unlock',
  'enable',
  'end_sessions',
  'reset_two_factor',
  'disable',
] as const

export const accountPage = listedAccount.extend({
  created_at: z.string(),
  disabled_at: z.string().nullable(),
  locked_until: z.string().nullable(),
  /** Until when a one-time link to set the password holds. */
  invited_until: z.string().nullable(),
  sessions: z.int(),
  keys: z.int(),
  /** Tasks that wait for the person, within the reader's reach. */
  open_tasks: z.int(),
  /** It is the reader's own: kept on the page of the own account. */
  own: z.boolean(),
  can: z.array(z.enum(accountActs)),
})
export type AccountPage = z.infer<typeof accountPage>

export const readAccount = endpoint({
  name: 'administration.account.read',
  method: 'GET',
  path: '/api/accounts/:id',
  guard: 'administration.account.read',
  summary: 'Shows an account and what can be done to it.',
  params: byId,
  returns: accountPage,
})

/** How the one-time link to set a password reaches the holder of an account. */
export const deliveries = ['mail', 'hand', 'server'] as const
export type Delivery = (typeof deliveries)[number]

/**
 * `mail`: it went to the holder's address and to nobody else. `hand`: no mail server is set up, so `path` is shown this
 * once, to be handed over. `server`: neither; whoever runs the server makes it.
 */
const invitation = z.object({
  delivery: z.enum(deliveries),
  path: z.string().nullable(),
  expires_at: z.string().nullable(),
})
export type Invited = z.infer<typeof invitation>

export const newAccount = z.object({ person_id: z.uuid(), email: z.email().max(200) })

export const createAccount = endpoint({
  name: 'administration.account.create',
  method: 'POST',
  path: '/api/accounts',
  guard: 'administration.account.create',
  summary: 'Opens an account for a person; a one-time link to set the password goes to them.',
  body: newAccount,
  returns: invitation.extend({ id: z.uuid() }),
})

export const inviteAgain = endpoint({
  name: 'administration.account.invite',
  method: 'POST',
  path: '/api/accounts/:id/invite',
  guard: 'administration.account.invite',
  summary: 'Sends a new one-time link to set the password; the one before holds no longer.',
  params: byId,
  body: z.object({ note }),
  returns: invitation,
})

export const disableAccount = endpoint({
  name: 'administration.account.disable',
  method: 'POST',
  path: '/api/accounts/:id/disable',
  guard: 'administration.account.disable',
  summary: 'Shuts an account: its tasks go to another person, its sessions end, its keys are revoked.',
  params: byId,
  body: z.object({
    /** Who takes over what waits for this person; needed when anything does. */
    to_person_id: z.uuid().nullish(),
    note,
  }),
  returns: z.object({ moved: z.int() }),
})

const act = <const V extends string>(verb: V, summary: string) =>
  endpoint({
    name: `administration.account.${verb}`,
    method: 'POST',
    path: `/api/accounts/:id/${verb.replaceAll('_', '-')}`,
    guard: `administration.account.${verb}`,
    summary,
    params: byId,
    body: z.object({ note }),
  })

export const enableAccount = act('enable', 'Opens a disabled account again. Its keys stay revoked.')
export const unlockAccount = act('unlock', 'Lifts the lock after too many wrong passwords.')
export const endSessions = act('end_sessions', 'Signs an account out everywhere.')
export const resetTwoFactor = act(
  'reset_two_factor',
  'Takes the second step of sign-in away, for whoever lost their device.',
)
