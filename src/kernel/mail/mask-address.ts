/** What is shown of an address to whoever may not see it in full: `g***@hexin.example`. */
export const maskAddress = (address: string): string => {
  const at = address.indexOf('@')
  return `${address.slice(0, 1)}***${at < 0 ? '' : address.slice(at)}`
}
