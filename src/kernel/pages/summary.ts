import { type Html, html } from './html.ts'

/** A field at fault, by its id, as the page calls it, and what is wrong with it where that isn't said above. */
export type FaultyField = { id: string; label: string; words?: string }

/** Why it didn't go through: first on the page, in focus as it opens, each field at fault a link away. */
export const summaryOf = (sentences: string[], fields: FaultyField[] = []): Html =>
  html`<div class="notice" id="refused" role="alert" tabindex="-1" autofocus>${sentences.map((one) => html`<p>${one}</p>`)}${fields.length > 0 && html`<ul>${fields.map(linkTo)}</ul>`}</div>`

const linkTo = ({ id, label, words }: FaultyField) =>
  html`<li><a href="#${id}">${label}</a>${words && html`<span>${words}</span>`}</li>`

/** Of a field: that it is at fault, and where it is said why. */
export const faultyBy = (id: string): Html => html` aria-invalid="true" aria-describedby="${id}"`
