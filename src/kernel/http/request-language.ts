import type { FastifyRequest } from 'fastify'
import { type Language, negotiateLanguage } from '../language/contract.ts'

const settled = new WeakMap<FastifyRequest, Language>()

/** Invariant: whatever a request is answered with, a refusal too, is in the one language settled here. */
export function settleLanguage(request: FastifyRequest, preference: string | undefined): Language {
  const accepted = request.headers['accept-language']
  // A program that says any will do asks for none.
  const asks = accepted !== undefined && !['', '*'].includes(accepted.trim())
  const language = negotiateLanguage(accepted, asks ? undefined : preference)
  settled.set(request, language)
  return language
}

/** What was settled; where it failed before it was known who asks, what the header says. */
export const languageOf = (request: FastifyRequest): Language =>
  settled.get(request) ?? negotiateLanguage(request.headers['accept-language'])
