import { UserError } from "../../../base/user-error.ts";
import { isLoopback } from "../../../base/is-loopback.ts";

/** Where a token comes from. */
export type TokenSource =
  | {
      readonly kind: "token";
      readonly token: string;
      /** Whether it is the token that GitHub Actions gives a workflow. */
      readonly actions: boolean;
    }
  | {
      readonly kind: "app";
      /** App id or client id. */
      readonly id: string;
      /** PEM. */
      readonly privateKey: string;
      /** Found by the repository where it is not said. */
      readonly installation: number | undefined;
    };

/** Where secrets are: environment variables, and files that are read as text. */
export interface SecretStore {
  readonly variable: (name: string) => string | undefined;
  readonly file: (path: string) => string | undefined;
}

/**
 * Finds the token for a host, in this order: the GitHub App of `RAMPART_APP_ID`,
 * `RAMPART_TOKEN`, `GITHUB_TOKEN`, `GH_TOKEN`. The last two are meant for GitHub
 * by whoever sets them, so they are sent to github.com, to ghe.com and to the
 * server a workflow runs on, and to nobody else. Throws a {@link UserError} that
 * names the variables.
 */
export function readTokenSource(host: string, { variable, file }: SecretStore): TokenSource {
  const read = (name: string): string | undefined => nonEmpty(variable(name));
  const id = read("RAMPART_APP_ID");
  if (id !== undefined) return appSource(id, read, file);
  const own = read("RAMPART_TOKEN");
  if (own !== undefined) return { kind: "token", token: headerText("RAMPART_TOKEN", own), actions: false };
  const actions = read("GITHUB_ACTIONS") === "true";
  const named = ["GITHUB_TOKEN", "GH_TOKEN"].find((name) => read(name) !== undefined);
  if (named === undefined) {
    throw new UserError(`Cannot ask ${host}: there is no token`, {
      hint: "set RAMPART_TOKEN, or RAMPART_APP_ID and RAMPART_APP_PRIVATE_KEY; what they must be allowed stands in docs/forge.md",
    });
  }
  if (!isGitHub(host, read("GITHUB_SERVER_URL"))) {
    throw new UserError(`Cannot ask ${host}: ${named} is meant for GitHub, so it is not sent there`, {
      hint: `set RAMPART_TOKEN to a token of ${host}`,
    });
  }
  return { kind: "token", token: headerText(named, read(named) ?? ""), actions: actions && named === "GITHUB_TOKEN" };
}

function appSource(
  id: string,
  read: (name: string) => string | undefined,
  file: SecretStore["file"],
): Extract<TokenSource, { readonly kind: "app" }> {
  const key = read("RAMPART_APP_PRIVATE_KEY");
  if (key === undefined) {
    throw new UserError("Cannot act as the GitHub App: RAMPART_APP_PRIVATE_KEY is not set", {
      hint: "set it to the App's private key (PEM), or to the path of its file",
    });
  }
  // Variables often carry line breaks as `\n`.
  const pem = key.includes("-----BEGIN") ? key.replaceAll("\\n", "\n") : file(key);
  if (pem === undefined || !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new UserError("Cannot act as the GitHub App: RAMPART_APP_PRIVATE_KEY is neither a private key nor a file that holds one", {
      hint: "download one at the App's settings, under Private keys; it begins with -----BEGIN RSA PRIVATE KEY-----",
    });
  }
  const installation = read("RAMPART_APP_INSTALLATION");
  if (!/^[\w.-]+$/.test(id) || (installation !== undefined && !/^\d{1,15}$/.test(installation))) {
    throw new UserError(
      "Cannot act as the GitHub App: expected RAMPART_APP_ID to be an id and RAMPART_APP_INSTALLATION, if set, a number",
      {
        hint: "both stand at the App's settings and in the address of its installation",
      },
    );
  }
  return { kind: "app", id, privateKey: pem, installation: installation === undefined ? undefined : Number(installation) };
}

function isGitHub(host: string, server: string | undefined): boolean {
  if (host === "github.com" || host.endsWith(".ghe.com")) return true;
  return server !== undefined && URL.canParse(server) && new URL(server).host === host && !isLoopback(new URL(server).hostname);
}

function headerText(name: string, token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UserError(`Cannot use ${name}: it holds characters that no header can carry, such as a space or a line break`, {
    hint: "correct it where it is kept",
  });
}

function nonEmpty(text: string | undefined): string | undefined {
  const trimmed = text?.replace(/\r?\n$/, "");
  return trimmed === "" ? undefined : trimmed;
}
