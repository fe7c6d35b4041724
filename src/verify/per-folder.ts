import { memoryOf, type Folder } from "./folder.ts";

/** Works something out of a folder when it is first asked for, and remembers it as long as what was read of the folder. */
export function perFolder<Value>(read: (folder: Folder) => Value): (folder: Folder) => Value {
  const known = new WeakMap<object, { readonly value: Value }>();
  return (folder) => {
    const memory = memoryOf(folder);
    const before = known.get(memory);
    if (before !== undefined) return before.value;
    const value = read(folder);
    known.set(memory, { value });
    return value;
  };
}
