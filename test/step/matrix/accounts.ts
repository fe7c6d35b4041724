/** Who takes steps. */
export const robot = "rampart-bot";
/** Two people with write access. */
export const people = ["ada", "grace"] as const;

/** A token of somebody of {@link people}, or of the {@link robot}. */
export function tokenOf(login: string): string {
  return `ghp_${login.padEnd(36, "0")}`;
}

/** Whom the forge of a try knows. */
export const accounts = {
  people: [robot, ...people].map((login) => ({ login, role: "write" as const })),
  tokens: [robot, ...people].map((login) => ({ token: tokenOf(login), login })),
};
