/** Words for Git that make it the same on every machine: who commits, nothing signed, `main` as the first branch. */
export const gitIdentity: readonly string[] = [
  "user.name=Test",
  "user.email=test@example.com",
  "commit.gpgsign=false",
  "init.defaultBranch=main",
].flatMap((setting) => ["-c", setting]);
