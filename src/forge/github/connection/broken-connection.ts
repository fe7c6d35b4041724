import { errorCodes } from "../../../base/error-codes.ts";

/** Why there is no answer. */
export interface BrokenConnection {
  /** After the host's name. */
  readonly words: string;
  readonly hint: string | undefined;
  /** `unsent`: it never got there. `lost`: it may have. `untrusted`: who is there is not who it should be. */
  readonly kind: "unsent" | "lost" | "untrusted";
}

/** Tells why a request got no answer. Only codes are shown, never the error's own text. */
export function brokenConnection(error: unknown, timeout: number): BrokenConnection {
  const codes = errorCodes(error);
  const certificate = codes.find((code) => /CERT|SSL|TLS|SIGNATURE|ISSUER/.test(code));
  if (certificate !== undefined) {
    return {
      kind: "untrusted",
      words: `shows a certificate that is not trusted (${certificate})`,
      hint: "name the authority's certificate in NODE_EXTRA_CA_CERTS, and check the address and the proxy",
    };
  }
  const proxied = proxyStatus(error);
  if (proxied !== undefined) {
    return {
      kind: "unsent",
      words: `is not reached: the proxy refuses (status ${proxied})`,
      hint: "check HTTPS_PROXY, NO_PROXY and the proxy's credentials",
    };
  }
  if (codes.includes("UND_ERR_CONNECT_TIMEOUT")) return { kind: "unsent", words: "is not reached in time", hint: undefined };
  if (codes.some((code) => /^(TimeoutError|AbortError|ETIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/.test(code))) {
    return { kind: "lost", words: `did not answer within ${timeout / 1000} s`, hint: undefined };
  }
  const code = codes.find((one) => /^[A-Z][A-Z0-9_]+$/.test(one));
  switch (code) {
    case "ECONNREFUSED":
      return { kind: "unsent", words: "does not listen", hint: undefined };
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return { kind: "unsent", words: "is not found (DNS)", hint: "check the name of the host and the network" };
    case "ENETUNREACH":
    case "EHOSTUNREACH":
      return { kind: "unsent", words: `is not reached (${code})`, hint: "check the network" };
    default:
      return { kind: "lost", words: `broke the connection (${code ?? "no reason given"})`, hint: undefined };
  }
}

/** Status of a proxy that would not let us through, which is told in words only. */
function proxyStatus(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  return /Proxy response \((\d{3})\)/.exec(error.message)?.[1] ?? proxyStatus(error.cause, depth + 1);
}
