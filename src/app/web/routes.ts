import { routes as complaints } from '../../chapters/complaints/web/routes.tsx'
import { routes as changes } from '../../chapters/establishment/change/web/routes.tsx'
import { routes as network } from '../../chapters/establishment/network/web/routes.tsx'
import { routes as registers } from '../../chapters/establishment/registers/web/routes.tsx'
import { routes as registry } from '../../chapters/establishment/registry/web/routes.tsx'
import { routes as establishment } from '../../chapters/establishment/web/routes.tsx'
import { routes as access } from '../../kernel/access/web/routes.tsx'
import { routes as administration } from '../../kernel/administration/web/routes.tsx'
import { routes as approvals } from '../../kernel/approvals/web/routes.tsx'
import { routes as calendar } from '../../kernel/calendar/web/routes.tsx'
import { routes as company } from '../../kernel/company/web/routes.tsx'
import { routes as controls } from '../../kernel/controls/web/routes.tsx'
import { routes as documents } from '../../kernel/documents/web/routes.tsx'
import { routes as forms } from '../../kernel/forms/web/routes.tsx'
import { routes as indicators } from '../../kernel/indicators/web/routes.tsx'
import { routes as issues } from '../../kernel/issues/web/routes.tsx'
import { routes as jobs } from '../../kernel/jobs/web/routes.tsx'
import { routes as mail } from '../../kernel/mail/web/routes.tsx'
import { routes as notices } from '../../kernel/notices/web/routes.tsx'
import { routes as people } from '../../kernel/people/web/routes.tsx'
import { routes as regulation } from '../../kernel/regulation/web/routes.tsx'
import { routes as tasks } from '../../kernel/tasks/web/routes.tsx'
import { routes as trail } from '../../kernel/trail/web/routes.tsx'
import type { WebRoute } from '../../kernel/web/route.ts'
import { routes as webhooks } from '../../kernel/webhooks/web/routes.tsx'

/** Every page of the product: one line per kernel part and chapter. */
export const routes: WebRoute[] = [
  ...tasks,
  ...access,
  ...administration,
  ...approvals,
  ...calendar,
  ...forms,
  ...indicators,
  ...issues,
  ...jobs,
  ...mail,
  ...notices,
  ...company,
  ...controls,
  ...documents,
  ...people,
  ...regulation,
  ...trail,
  ...webhooks,
  ...establishment,
  ...registry,
  ...changes,
  ...registers,
  ...network,
  ...complaints,
]
