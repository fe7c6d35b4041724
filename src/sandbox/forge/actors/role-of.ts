import type { Actor, World } from "../world.ts";

/** What an account may do with the repository. An App's account may write: its permissions bound it. */
export function roleOf({ settings }: World, login: string): Actor["role"] {
  const person = settings.people.find((one) => one.login === login);
  if (person !== undefined) return person.role ?? "write";
  return login.endsWith("[bot]") ? "write" : "none";
}
