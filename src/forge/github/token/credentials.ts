/** By what we are known. */
export interface Credentials {
  /** Value of the header `Authorization`. */
  authorization(): Promise<string>;
  /** Gives up what was refused; whether there may be something newer. */
  renew(): boolean;
  /** Texts that must not be shown. */
  secrets(): readonly string[];
}

/** A token that stays what it is. */
export function fixedCredentials(token: string): Credentials {
  return { authorization: async () => `Bearer ${token}`, renew: () => false, secrets: () => [token] };
}
