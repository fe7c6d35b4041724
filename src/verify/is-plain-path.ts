/** Whether a path that somebody else may have written stays below the folder it is joined to, and has nothing odd in it. */
export function isPlainPath(path: string): boolean {
  return path.length <= 512 && path.split("/").every((name) => /^[A-Za-z0-9_@.-]+$/.test(name) && !/^\.+$/.test(name));
}
