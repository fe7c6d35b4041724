import { errorCodes } from "../../base/error-codes.ts";
import type { SourceProblem } from "../metrics-source.ts";

/** Seconds after which something that was down is asked again, where nobody says when. */
export const usualRetry = 60;

/** Why a request got no answer, told from what the platform throws. Only codes are shown, never the error's own text. */
export function connectionProblem(error: unknown, host: string, timeout: number): SourceProblem {
  const codes = errorCodes(error);
  if (codes.some((code) => /^(TimeoutError|AbortError|ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/.test(code))) {
    return { kind: "problem", fault: "timeout", words: `${host} did not answer within ${timeout / 1000} s`, retryAfter: usualRetry };
  }
  const certificate = codes.find((code) => /CERT|SSL|TLS|SIGNATURE|ISSUER/.test(code));
  if (certificate !== undefined) {
    return { kind: "problem", fault: "untrusted", words: `the certificate of ${host} or ours is refused (${certificate})` };
  }
  const code = codes.find((one) => /^[A-Z][A-Z0-9_]+$/.test(one));
  const words =
    code === "ECONNREFUSED"
      ? `nothing listens at ${host}`
      : code === "ENOTFOUND" || code === "EAI_AGAIN"
        ? `${host} is not found (DNS)`
        : `the connection to ${host} broke (${code ?? "no reason given"})`;
  return { kind: "problem", fault: "unreachable", words, retryAfter: usualRetry };
}
