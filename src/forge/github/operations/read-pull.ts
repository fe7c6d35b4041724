import type { z } from "zod";
import type { Connection } from "../connection/connection.ts";
import { PullDetailShape } from "../shapes/pull-shape.ts";

/** Reads one pull request, with whether it can be merged. */
export function readPull(connection: Connection, number: number): Promise<z.output<typeof PullDetailShape>> {
  const { owner, repo } = connection;
  return connection.ask({
    to: `read the pull request #${number}`,
    effect: "none",
    needs: "pull_requests: read",
    request: ({ rest }) => rest.pulls.get({ owner, repo, pull_number: number }),
    shape: PullDetailShape,
  });
}
