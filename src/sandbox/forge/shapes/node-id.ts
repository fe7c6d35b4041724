/** A GraphQL id: what it is of, and its number. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(`sandbox:${id}`).toString("base64url")}`;
}
