import { hereDocumentEnd, shellQuote, shellTemplate } from "../../base/shell.ts";
import type { Assertion, Probe } from "../../model/probe.ts";
import { baseAmount } from "../../model/quantity.ts";
import { jqCondition } from "./jq.ts";
import { mcpMessages, mcpVersion, type McpMessage } from "./mcp-messages.ts";
import type { Page } from "./page.ts";

type Kind<Name extends Probe["kind"]> = Extract<Probe, { readonly kind: Name }>;

/**
 * A probe as shell commands to copy. Secrets are read from the environment
 * variables that the probe names; a probe of every instance loops over them.
 */
export function probeCommand(probe: Probe, page: Page): string {
  switch (probe.kind) {
    case "http":
      return forInstances(probe, page, (url, indent) => http(probe, url, indent));
    case "json-rpc":
      return forInstances(probe, page, (url, indent) => jsonRpc(probe, url, indent));
    case "command":
      return probe.command;
    case "sql":
      return sql(probe);
    case "receipt":
      return receipt(probe);
  }
}

/** Runs a request once, or for each instance with a port in a loop that the instances are listed below of. */
function forInstances(probe: Kind<"http"> | Kind<"json-rpc">, page: Page, request: (url: string, indent: string) => string): string {
  const instances = Object.entries(page.rollout.instances);
  const url = probe.url.replaceAll("{host}", page.ladder.host ?? "{host}");
  if (probe.every === "rollout" || instances.length === 0) {
    const [name = "", { port } = {}] = instances[0] ?? [];
    const filled = url.replaceAll("{instance}", name || "{instance}").replaceAll("{port}", String(port ?? "{port}"));
    return request(shellQuote(filled), "");
  }
  const end = "INSTANCES";
  const rows = instances.map(([name, { port }]) => (port === undefined ? name : `${name} ${port}`));
  return [
    "while read -r instance port; do",
    `  echo "== $instance"`,
    `  ${request(shellTemplate(url, ["instance", "port"]), "  ")}`,
    `done <<'${end}'`,
    ...rows,
    end,
  ].join("\n");
}

function http(probe: Kind<"http">, url: string, indent: string): string {
  const { method, headers, bearerToken, body, saveTo, timeout, expect } = probe;
  const keeps = saveTo !== undefined || expect.bodyIncludes === undefined;
  const request = [
    `curl -sS --max-time ${baseAmount(timeout)}`,
    ...(keeps ? [`-o ${shellQuote(saveTo ?? "/dev/null")}`] : []),
    keeps ? '-w "%{http_code}\\n"' : '-w "\\n%{http_code}\\n"',
    ...(method === "HEAD" ? ["--head"] : method === "GET" ? [] : [`-X ${method}`]),
    url,
    ...headerOptions(headers),
    ...(bearerToken === undefined ? [] : [bearer(bearerToken)]),
    ...(body === undefined ? [] : [`--data-raw ${shellQuote(body)}`]),
  ];
  const look =
    saveTo === undefined || expect.bodyIncludes === undefined ? [] : [`grep -F -- ${quoted(expect.bodyIncludes)} ${shellQuote(saveTo)}`];
  return [continued(request, indent), ...look].join(`\n${indent}`);
}

/** @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports */
function jsonRpc(probe: Kind<"json-rpc">, url: string, indent: string): string {
  const { transport, headers, bearerToken, timeout, expect } = probe;
  const messages = mcpMessages(probe);
  const [opening, ...rest] = messages;
  const id = messages.findLast((message) => message.id !== undefined)?.id ?? opening.id;
  const token = [...headerOptions(headers), ...(bearerToken === undefined ? [] : [bearer(bearerToken)])];
  const post = (target: string, options: readonly string[], data: string, deeper = "") =>
    continued(
      [
        `curl -sS --max-time ${baseAmount(timeout)}`,
        "-X POST",
        target,
        '-H "Content-Type: application/json"',
        '-H "Accept: application/json, text/event-stream"',
        ...token,
        ...options,
        `--data-raw ${data}`,
      ],
      indent + deeper,
    );
  const each = (all: readonly McpMessage[], ...commands: readonly string[]) =>
    [
      `for message in ${all.map((message) => shellQuote(JSON.stringify(message))).join(` \\\n${indent}    `)}`,
      `do`,
      ...commands.map((command) => `  ${command}`),
      "done",
    ].join(`\n${indent}`);
  // An answer comes as plain JSON or as the data line of a server-sent event.
  const answer = "sed -n 's/^data: *//; /^{/p' answer.txt";
  const judge = expect.length === 0 ? `${answer} | jq .` : `${answer} | jq -es ${quoted(rpcCondition(id, expect))}`;
  const ask =
    transport === "streamable-http"
      ? [
          post(url, ["-D session.txt", "-o answer.txt"], shellQuote(JSON.stringify(opening))),
          `session=$(grep -i '^mcp-session-id:' session.txt | cut -d ' ' -f 2 | tr -d '\\r')`,
          ...(id === opening.id
            ? []
            : [
                each(
                  rest,
                  post(
                    url,
                    [`-H "MCP-Protocol-Version: ${mcpVersion}"`, '-H "Mcp-Session-Id: $session"', "-o answer.txt"],
                    '"$message"',
                    "  ",
                  ),
                ),
              ]),
        ]
      : [
          // The stream names the address that messages are posted to and carries the answers.
          continued(
            [`curl -sSN --max-time ${baseAmount(timeout)}`, url, '-H "Accept: text/event-stream"', ...token, "-o answer.txt &"],
            indent,
          ),
          "sleep 1",
          `endpoint=$(sed -n 's/^data: *//p' answer.txt | head -n 1 | tr -d '\\r')`,
          `case "$endpoint" in http*) ;; *) endpoint=$(echo ${url} | cut -d/ -f1-3)$endpoint ;; esac`,
          each(messages, post('"$endpoint"', [], '"$message"', "  "), "sleep 1"),
          "wait",
        ];
  return [...ask, judge].join(`\n${indent}`);
}

/** One condition of all that is expected, so that what one line ends with tells whether all of it is there. */
function rpcCondition(id: number, assertions: readonly Assertion[]): string {
  const [only, ...more] = assertions.map(jqCondition);
  const all = more.length === 0 ? only : [only, ...more].map((condition) => `(${condition})`).join(" and ");
  return `map(select(type == "object" and .id == ${id})) | last | ${all}`;
}

function sql({ connection, query }: Kind<"sql">): string {
  const body = query.replace(/\n$/, "");
  const end = hereDocumentEnd(body, "SQL");
  return `psql "$${connection}" -v ON_ERROR_STOP=1 <<'${end}'\n${body}\n${end}`;
}

function receipt({ file, format, latestPer, expect }: Kind<"receipt">): string {
  const target = shellQuote(file);
  // Without -s, jq 1.6 judges nothing in an empty file and calls that good.
  const ask = (before: string) => expect.map((assertion) => `jq -es ${quoted(before + jqCondition(assertion))} ${target}`);
  if (format === "json" || latestPer === undefined) return ask("last | ").join("\n");
  return latestPer.values
    .flatMap((value) => ask(`map(select(.[${JSON.stringify(latestPer.field)}] == ${JSON.stringify(value)})) | last | `))
    .join("\n");
}

function headerOptions(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
}

function bearer(variable: string): string {
  return `-H "Authorization: Bearer $${variable}"`;
}

/** In quotes even where none are needed: headers and filters read better so. */
function quoted(text: string): string {
  const word = shellQuote(text);
  return word.startsWith("'") ? word : `'${word}'`;
}

function continued(words: readonly string[], indent: string): string {
  return words.join(` \\\n${indent}  `);
}
