import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../kernel/http/context.ts'
import { mountPages } from '../kernel/pages/mount-pages.ts'
import { allPages } from './parts.ts'

/** The pages for whoever has no account, of every part that has some. */
export const servePages = (server: FastifyInstance, app: Kernel) => mountPages(server, app, allPages())
