import type { Language } from '../language/contract.ts'
import { titleIn } from '../language/titles/contract.ts'

export type Post = { post: string; post_tw: string | null; post_en: string | null }

/** What a post is called in the reader's language. */
export const postIn = (language: Language, { post, post_tw, post_en }: Post): string =>
  titleIn(language, { title: post, title_tw: post_tw, title_en: post_en })
