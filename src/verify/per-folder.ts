import type { Folder } from "./folder.ts";

/** Works something out of a folder when it is first asked for, and remembers it as long as the folder. */
export function perFolder<Value>(read: (folder: Folder) => Value): (folder: Folder) => Value {
  const known = new WeakMap<Folder, { readonly value: Value }>();
  return (folder) => {
    const found = known.get(folder) ?? { value: read(folder) };
    known.set(folder, found);
    return found.value;
  };
}
