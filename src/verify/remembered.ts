/** A function of a key that answers a key it knows from memory. */
export type Remembered<Key, Value> = (key: Key) => Value;

/** The same function, which makes what it was asked for before only once. */
export function remembered<Key, Value>(make: (key: Key) => Value): Remembered<Key, Value> {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}
