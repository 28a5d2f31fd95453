/** The pattern of a text that stands anywhere within, for `like` and `ilike`; what a person types has no wildcards. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
