import { dropSpooled, type Spooled, spoolDir } from '../../../../kernel/files/spool.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { spoolKeptFile } from '../../../../kernel/sheet/kept-file.ts'
import type { Mapping } from '../mapping/contract.ts'
import type { ImportRecord } from './find.ts'
import type { Judging } from './in-thread.ts'
import { spoolNetwork } from './read-network.ts'

/** What a file is judged by, on the disk until it is dropped. */
export type Inputs = { judging: Judging; drop: () => Promise<void> }

export async function spoolInputs(ctx: Ctx, found: ImportRecord): Promise<Inputs> {
  const { org_id, id, mapping } = found
  const spooled: Spooled[] = []
  const drop = async () => {
    for (const one of spooled) await dropSpooled(one)
  }
  try {
    const file = await spoolKeptFile(ctx, { table: 'establishment.network_import', org_id, id })
    spooled.push(file)
    const network = await spoolNetwork(ctx)
    spooled.push(network)
    const dir = spoolDir(ctx.app.filesDir)
    return {
      judging: { path: file.path, dir, network: network.path, mapping: mapping as Mapping, root_id: org_id },
      drop,
    }
  } catch (error) {
    await drop()
    throw error
  }
}
