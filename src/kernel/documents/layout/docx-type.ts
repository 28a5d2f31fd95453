/** The media type of a `.docx` file. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
