/** One file of the rendered tree. */
export interface Artifact {
  /** Path below `dist/<env>/<rollout>/`, with `/` between folders. */
  readonly path: string;
  readonly content: string;
}
