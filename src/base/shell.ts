/**
 * Quotes text as one word of a POSIX shell, left bare where nothing in it
 * means anything to the shell.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Quotes text in double quotes, in which `${NAME}` stands for a variable: for
 * each placeholder `{name}` of `text` that `variables` lists.
 */
export function shellTemplate(text: string, variables: readonly string[]): string {
  const escaped = text.replace(/[\\"$`]/g, "\\$&");
  return `"${escaped.replace(/\{(\w+)\}/g, (whole, name: string) => (variables.includes(name) ? `\${${name}}` : whole))}"`;
}

/** A word that ends a here-document and is no line of it. */
export function hereDocumentEnd(content: string, word: string): string {
  const lines = new Set(content.split("\n"));
  let end = word;
  while (lines.has(end)) end += "_";
  return end;
}
