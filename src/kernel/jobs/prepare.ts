import { PgBoss } from 'pg-boss'
import { Fault } from '../db/fault.ts'

export const bossSchema = 'pgboss'

/**
 * Makes or upgrades the queue's tables as the owner of the database, and lets the app's role use them. The app itself
 * owns nothing and changes no table. Run at every start, after the migrations; twice changes nothing.
 */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: bossSchema,
    max: 2,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  try {
    await boss.start()
    await boss.getDb().executeSql(grants)
  } catch (error) {
    throw new Fault(
      `The job queue could not be set up (${(error as Error).message}): DATABASE_URL must name the owner of the database.`,
    )
  } finally {
    await boss.stop({ graceful: false }).catch(() => {})
  }
}

const grants = `
  grant usage on schema ${bossSchema} to bylaw_app;
  grant select, insert, update, delete on all tables in schema ${bossSchema} to bylaw_app;
  grant usage on all sequences in schema ${bossSchema} to bylaw_app;
  grant execute on all functions in schema ${bossSchema} to bylaw_app;
  alter default privileges in schema ${bossSchema} grant select, insert, update, delete on tables to bylaw_app;`
