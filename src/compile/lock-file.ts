/** Name of the lock in each rollout's folder. */
export const lockFile = "rampart.lock.json";
