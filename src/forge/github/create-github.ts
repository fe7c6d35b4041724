import type { Forge, Identity } from "../forge.ts";
import { connect, type Connection } from "./connection/connection.ts";
import { openLine, type Line, type LineOptions } from "./connection/line.ts";
import { branchOperations } from "./operations/branch-operations.ts";
import { checkOperations } from "./operations/check-operations.ts";
import { contentOperations } from "./operations/content-operations.ts";
import { deploymentOperations } from "./operations/deployment-operations.ts";
import { mergeOperations } from "./operations/merge-operations.ts";
import { pullOperations } from "./operations/pull-operations.ts";
import { repositoryOperations } from "./operations/repository-operations.ts";
import { reviewOperations } from "./operations/review-operations.ts";
import { talkOperations } from "./operations/talk-operations.ts";
import { appCredentials, installationCredentials } from "./token/app-credentials.ts";
import { fixedCredentials } from "./token/credentials.ts";
import { identifyApp, identifyToken } from "./token/identify.ts";
import type { TokenSource } from "./token/token-source.ts";

/** Where GitHub is asked, where nobody says. */
export const publicApi = "https://api.github.com";

/** What a GitHub forge is made of. */
export interface GitHubOptions extends Omit<LineOptions, "baseUrl"> {
  readonly owner: string;
  readonly repository: string;
  /** Address of the API. Default {@link publicApi}; of GitHub Enterprise Server `https://host/api/v3`. */
  readonly baseUrl?: string;
  readonly token: TokenSource;
}

/**
 * A repository at GitHub or GitHub Enterprise. Nothing is asked before it is
 * needed, not even a token. Only what changes nothing when it is asked twice is
 * asked again by itself; what else goes wrong is told as a `ForgeFault`.
 */
export function createGitHub({ owner, repository, token: source, baseUrl = publicApi, ...options }: GitHubOptions): Forge {
  const line = openLine({ ...options, baseUrl: baseUrl.replace(/\/+$/, "") });
  const { connection, identify } = known(line, source, { owner, repo: repository });
  const installed = source.kind === "app" || source.actions || source.token.startsWith("ghs_");
  let identity: Promise<Identity> | undefined;
  return {
    address: `${pageOf(line.baseUrl)}/${owner}/${repository}`,
    requests: () => line.requests(),
    serverTime: () => line.serverTime(),
    async identity() {
      try {
        return await (identity ??= identify());
      } catch (error) {
        identity = undefined;
        throw error;
      }
    },
    ...repositoryOperations(connection, installed),
    ...branchOperations(connection),
    ...contentOperations(connection),
    ...pullOperations(connection),
    ...reviewOperations(connection),
    ...talkOperations(connection),
    ...checkOperations(connection),
    ...deploymentOperations(connection),
    ...mergeOperations(connection),
  };
}

/** The repository as asked by whoever the token is of. */
function known(line: Line, source: TokenSource, repository: Pick<Connection, "owner" | "repo">) {
  if (source.kind === "token") {
    const connection = connect(line, fixedCredentials(source.token), repository);
    return { connection, identify: () => identifyToken(source, connection) };
  }
  const asApp = connect(line, appCredentials(source, line), repository);
  return { connection: connect(line, installationCredentials(source, line, asApp), repository), identify: () => identifyApp(asApp) };
}

/** Address of a server's pages, by the address of its API. */
function pageOf(baseUrl: string): string {
  const { protocol, host } = new URL(baseUrl);
  return `${protocol}//${host.replace(/^api\.(?=github\.com$|.*\.ghe\.com$)/, "")}`;
}
