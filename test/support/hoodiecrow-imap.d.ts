/** The part of it the tests use; it brings no types of its own. */
declare module 'hoodiecrow-imap' {
  type Message = { uid: number; flags: string[] }
  type Box = { messages: Message[]; uidvalidity: number; uidnext: number }
  type Server = {
    server: unknown
    listen(port: number, host: string, done: () => void): void
    getMailbox(name: string): Box
    appendMessage(name: string, flags: string[], at: Date | false, raw: string): void
  }
  function hoodiecrow(options: {
    plugins: string[]
    users: Record<string, { password: string }>
    storage: Record<string, { messages: Message[] }>
  }): Server
  export = hoodiecrow
}
