import { setFlagsFromString } from "node:v8";

/**
 * Lets the heap grow by half between two collections, where V8 would let it
 * grow to four times what is in use: what is judged of a folder is of no use
 * once the next one is looked at. It holds for all threads of the process. Only
 * called when our code is loaded: what V8 keeps of compiled code is for the
 * flags that it was made with.
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50");
}
