import { AuthRefusal, authCall } from './auth-call.ts'

/**
 * Ends the session. `stay`: nobody answered or it was refused, so that whoever walks away would leave it open.
 */
export async function signOut({ leave, stay }: { leave: () => void; stay: () => void }): Promise<void> {
  try {
    await authCall('sign-out', {})
  } catch (error) {
    if (!(error instanceof AuthRefusal)) throw error
    return stay()
  }
  leave()
}
