import { isLoopback } from "../../base/is-loopback.ts";
import { redact } from "../../base/redact.ts";
import { UserError } from "../../base/user-error.ts";
import { gitRun } from "../../project/git-run.ts";
import { apiOf, isName, remoteOf, type Remote } from "./remote.ts";

/** What a person or a workflow says of the repository. */
export interface RemoteHints {
  /** `owner/name`. */
  readonly repository?: string | undefined;
  /** Address of the API. */
  readonly apiUrl?: string | undefined;
  /** Reads an environment variable. */
  readonly variable: (name: string) => string | undefined;
}

/**
 * Finds the repository: what is said, else the remote `origin` of the checkout,
 * else `GITHUB_REPOSITORY` of a workflow. Throws a {@link UserError} where
 * nothing tells it.
 */
export function readRemote(root: string, { repository, apiUrl, variable }: RemoteHints): Remote {
  const server = hostOf(variable("GITHUB_SERVER_URL"));
  const origin = originOf(root);
  const found =
    repository === undefined ? (origin ?? named(variable("GITHUB_REPOSITORY"), server)) : named(repository, origin?.host ?? server);
  if (found === undefined && repository !== undefined) {
    throw new UserError(`Cannot use --repository ${redact(JSON.stringify(repository), [])}: expected owner/name`, {
      hint: "for example --repository acme/rollouts",
    });
  }
  if (found === undefined) {
    throw new UserError("Cannot tell which repository this is: the remote `origin` is no address of a repository at GitHub", {
      hint: "name it with --repository owner/name, and its server with --api-url https://host/api/v3 where it is not github.com",
    });
  }
  if (apiUrl !== undefined) return { ...found, host: pagesHost(checked(apiUrl, "--api-url")), baseUrl: apiUrl };
  const workflow = variable("GITHUB_API_URL");
  if (workflow === undefined || workflow === "" || found.host !== server) return found;
  checked(workflow, "GITHUB_API_URL");
  return { ...found, baseUrl: workflow };
}

function originOf(root: string): Remote | undefined {
  const { status, stdout } = gitRun(root, ["remote", "get-url", "origin"]);
  return status === 0 ? remoteOf(stdout.toString("utf8").trim()) : undefined;
}

function named(fullName: string | undefined, host = "github.com"): Remote | undefined {
  const [owner = "", repository = "", ...more] = (fullName ?? "").split("/");
  return more.length === 0 && isName(owner) && isName(repository) ? { owner, repository, host, baseUrl: apiOf(host) } : undefined;
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}

/** Host of the pages that belong to an API. */
function pagesHost({ host }: URL): string {
  return host.replace(/^api\.(?=github\.com$|.*\.ghe\.com$)/, "");
}

function checked(address: string, name: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const open = url !== undefined && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (open && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) return url;
  throw new UserError(`Cannot use ${name}: expected an https address of an API, without credentials`, {
    hint: "for example https://github.example.com/api/v3",
  });
}
