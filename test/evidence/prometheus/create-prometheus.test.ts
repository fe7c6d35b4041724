import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { Environment } from "../../../src/model/environment.ts";
import { createPrometheus, type Limits } from "../../../src/evidence/prometheus/create-prometheus.ts";
import { endpoint } from "../../../src/evidence/prometheus/endpoint.ts";
import { environmentSource } from "../../../src/evidence/prometheus/environment-source.ts";
import { openAccess, readAccess, type Access, type SecretStore } from "../../../src/evidence/prometheus/read-access.ts";
import { shop } from "../shop.ts";
import { fakeServer, success, type SeenRequest } from "./fake-server.ts";

/** What a source makes of one way to answer. */
async function asked(
  answer: (request: SeenRequest, response: ServerResponse) => void,
  access: Access = openAccess,
  limits: Limits = { timeout: 2000 },
  expression = "up",
) {
  const server = await fakeServer(answer);
  try {
    const source = createPrometheus(endpoint(`${server.url}/prefix/`, [new URL(server.url).host]), access, limits);
    return { answer: await source.query(expression, 1000), seen: server.seen[0] };
  } finally {
    await server.stop();
  }
}

function says(status: number, body: string, headers: Record<string, string> = {}) {
  return (_: SeenRequest, response: ServerResponse): void => void response.writeHead(status, headers).end(body);
}

const failure = (errorType: string, error: string): string => JSON.stringify({ status: "error", errorType, error });
const vector = (value: unknown): string => success({ resultType: "vector", result: [{ metric: {}, value: [1000, value] }] });

describe("an answer", () => {
  const values: Readonly<Record<string, readonly [string, number]>> = {
    "of a number": ["0.5", 0.5],
    "of a number with an exponent": ["1.5e-07", 1.5e-7],
    "of NaN": ["NaN", Number.NaN],
    "of infinity": ["+Inf", Number.POSITIVE_INFINITY],
    "of negative infinity": ["-Inf", Number.NEGATIVE_INFINITY],
  };
  test.each(Object.entries(values))("%s is a value", async (_, [text, value]) => {
    const { answer } = await asked(says(200, vector(text)));
    expect(answer).toEqual({ kind: "ok", value: { type: "vector", series: [{ labels: {}, points: [[1000, value]] }] } });
  });

  test("without series is an empty vector, not a problem", async () => {
    const { answer } = await asked(says(200, success({ resultType: "vector", result: [] })));
    expect(answer).toEqual({ kind: "ok", value: { type: "vector", series: [] } });
  });

  const faults: Readonly<Record<string, readonly [ReturnType<typeof says>, object]>> = {
    "a value that is empty": [says(200, vector("")), { fault: "bad-answer" }],
    "a value that is a JSON number": [says(200, vector(1)), { fault: "bad-answer" }],
    "a value that is no number": [says(200, vector("12px")), { fault: "bad-answer" }],
    "a page of HTML": [says(200, "<html>Log in</html>"), { fault: "bad-answer" }],
    "cut JSON": [says(200, vector("1").slice(0, -20)), { fault: "bad-answer" }],
    nothing: [says(200, ""), { fault: "bad-answer" }],
    "JSON of somebody else": [says(200, '{"ok":true}'), { fault: "bad-answer" }],
    "an unknown type of result": [says(200, success({ resultType: "graph", result: [] })), { fault: "bad-answer" }],
    "a query that is refused": [says(400, failure("bad_data", "parse error")), { fault: "bad-query" }],
    "a query that cannot be executed": [says(422, failure("execution", "found duplicate series")), { fault: "bad-query" }],
    "a deadline, told as 422": [
      says(422, failure("execution", "query timed out in expression evaluation")),
      { fault: "timeout", retryAfter: 60 },
    ],
    "a deadline, told as 503": [says(503, failure("timeout", "query timed out")), { fault: "timeout", retryAfter: 60 }],
    "an error with status 200": [says(200, failure("execution", "no")), { fault: "bad-query" }],
    "a server that is busy": [says(503, "busy", { "retry-after": "7" }), { fault: "overloaded", retryAfter: 7 }],
    "a server that wants us to wait for a day": [says(429, "", { "retry-after": "86400" }), { fault: "overloaded", retryAfter: 3600 }],
    "a gateway without its server": [says(502, "<html>Bad gateway</html>"), { fault: "overloaded", retryAfter: 60 }],
    "a missing path": [says(404, "404 page not found"), { fault: "bad-answer" }],
    "missing credentials": [says(401, "Unauthorized"), { fault: "unauthorized" }],
    "forbidden data": [says(403, "<html></html>"), { fault: "unauthorized" }],
    "a redirect": [says(302, "", { location: "https://login.example.com/" }), { fault: "redirected" }],
    "a permanent redirect": [says(308, "", { location: "http://169.254.169.254/" }), { fault: "redirected" }],
    "part of the data": [
      says(200, success({ resultType: "vector", result: [] }, { warnings: ["store 2 is unreachable"] })),
      { fault: "partial" },
    ],
    "a connection that is closed": [(_, response) => void response.destroy(), { fault: "unreachable", retryAfter: 60 }],
    "a body that is cut off": [
      (_, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"status":');
        setImmediate(() => response.destroy());
      },
      { fault: "unreachable" },
    ],
  };
  test.each(Object.entries(faults))("that is %s is a problem", async (_, [answer, problem]) => {
    expect((await asked(answer)).answer).toMatchObject({ kind: "problem", ...problem });
  });

  test("that does not come is a problem that may pass", async () => {
    const { answer } = await asked(() => undefined, openAccess, { timeout: 50 });
    expect(answer).toMatchObject({ kind: "problem", fault: "timeout", retryAfter: 60 });
  });

  test("that never ends is read up to the cap only", async () => {
    let written = 0;
    const { answer } = await asked(
      (_, response) => {
        const more = (): void => {
          if (response.destroyed) return;
          written += 65_536;
          response.write(" ".repeat(65_536), () => setImmediate(more));
        };
        more();
      },
      openAccess,
      { timeout: 5000, cap: 1_000_000 },
    );
    expect(answer).toMatchObject({ kind: "problem", fault: "too-large" });
    expect(written).toBeLessThan(50_000_000);
  });

  test("with a note on the query itself is whole", async () => {
    const { answer } = await asked(
      says(200, success({ resultType: "vector", result: [] }, { warnings: ["PromQL warning: mixed histograms"] })),
    );
    expect(answer.kind).toBe("ok");
  });

  test("that nobody gives is a problem that may pass", async () => {
    const source = createPrometheus(endpoint("http://127.0.0.1:1", ["127.0.0.1:1"]), openAccess);
    expect(await source.query("up")).toMatchObject({ kind: "problem", fault: "unreachable", retryAfter: 60 });
  });
});

describe("a question", () => {
  test("keeps the prefix of the address, and is asked by GET", async () => {
    const { seen } = await asked(says(200, vector("1")));
    expect(seen?.method).toBe("GET");
    expect(seen?.url).toBe("/prefix/api/v1/query?query=up&time=1000&partial_response=false&dedup=true");
  });

  test("that is too long for an address is asked by POST", async () => {
    const { seen } = await asked(says(200, vector("1")), openAccess, {}, `up{job="${"x".repeat(5000)}"}`);
    expect(seen?.method).toBe("POST");
    expect(new URLSearchParams(seen?.body).get("query")).toContain("xxxx");
  });
});

const store = (variables: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): SecretStore => ({
  variable: (name) => variables[name],
  file: (path) => files[path],
});

function withPrometheus(prometheus: object): Environment {
  const { environment } = shop();
  return Environment.parse({ ...environment, prometheus: { ...environment.prometheus, ...prometheus } });
}

describe("credentials", () => {
  const canary = "canary-secret-9f3c";
  const accesses: Readonly<Record<string, readonly [object, SecretStore, string]>> = {
    "a bearer token of a variable": [
      { auth: { kind: "bearer", token: { variable: "TOKEN" } } },
      store({ TOKEN: canary }),
      `Bearer ${canary}`,
    ],
    "a bearer token of a file, without its line end": [
      { auth: { kind: "bearer", token: { file: "/run/secrets/token" } } },
      store({}, { "/run/secrets/token": `${canary}\n` }),
      `Bearer ${canary}`,
    ],
    "a user with a password": [
      { auth: { kind: "basic", user: { variable: "USER_NAME" }, password: { variable: "PASSWORD" } } },
      store({ USER_NAME: "ada", PASSWORD: canary }),
      `Basic ${Buffer.from(`ada:${canary}`).toString("base64")}`,
    ],
  };
  test.each(Object.entries(accesses))("%s is sent, with the tenant, and never shown", async (_, [prometheus, secrets, header]) => {
    const access = readAccess(withPrometheus({ ...prometheus, tenant: { value: "team-a" } }), secrets);
    // A server that sends back all it was sent must not make us print it.
    const echo = (request: SeenRequest, response: ServerResponse): void =>
      void response
        .writeHead(400)
        .end(failure("bad_data", `got ${JSON.stringify(request.headers)} ${canary} ${encodeURIComponent(canary)}`));
    const { answer, seen } = await asked(echo, access);
    expect(seen?.headers["authorization"]).toBe(header);
    expect(seen?.headers["x-scope-orgid"]).toBe("team-a");
    expect(answer.kind).toBe("problem");
    for (const secret of [canary, Buffer.from(canary).toString("base64"), header.split(" ")[1] ?? canary]) {
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  const lacks: Readonly<Record<string, readonly [object, SecretStore, RegExp]>> = {
    "a variable that is not set": [{ auth: { kind: "bearer", token: { variable: "TOKEN" } } }, store({}), /TOKEN is not set/],
    "an empty file": [{ auth: { kind: "bearer", token: { file: "t" } } }, store({}, { t: "\n" }), /file t cannot be read or is empty/],
    "a token with a line break": [
      { auth: { kind: "bearer", token: { variable: "T" } } },
      store({ T: "a\nX-Evil: 1" }),
      /no header can carry/,
    ],
    "a user with a colon": [
      { auth: { kind: "basic", user: { variable: "U" }, password: { variable: "P" } } },
      store({ U: "a:b", P: "c" }),
      /has a colon/,
    ],
    "a missing key": [
      { auth: { kind: "certificate", certificate: { variable: "C" }, key: { file: "k" } } },
      store({ C: "pem" }),
      /auth.key: the file k/,
    ],
  };
  test.each(Object.entries(lacks))("%s is told before anything is asked", (_, [prometheus, secrets, message]) => {
    expect(() => readAccess(withPrometheus(prometheus), secrets)).toThrow(message);
  });
});

describe("an address", () => {
  const refused: Readonly<Record<string, readonly [string, readonly string[], RegExp]>> = {
    "of another host": ["https://evil.example.com", ["prometheus.example.com"], /is not the host/],
    "of another port": ["https://prometheus.example.com:8443", ["prometheus.example.com"], /is not the host/],
    "without TLS": ["http://prometheus.example.com", ["prometheus.example.com"], /starts with http/],
    "of cloud metadata": ["https://169.254.169.254", ["169.254.169.254"], /link-local/],
    "of cloud metadata by IPv6": ["https://[fd00:ec2::254]", ["[fd00:ec2::254]"], /link-local/],
    "with credentials": ["https://a:b@prometheus.example.com", ["prometheus.example.com"], /carries credentials/],
    "of another protocol": ["file:///etc/passwd", [""], /http or https/],
  };
  test.each(Object.entries(refused))("%s is refused", (_, [url, hosts, message]) => {
    expect(() => endpoint(url, hosts)).toThrow(message);
  });

  test.each(["http://127.0.0.1:9090", "http://localhost:9090", "http://[::1]:9090"])("%s is this machine", (url) => {
    expect(endpoint(url, [new URL(url).host])).toMatchObject({ loopback: true });
  });

  test.each(["https://prometheus.example.com", "http://10.0.0.1:9090", "http://127.0.0.1.evil.example.com", "nonsense"])(
    "%s cannot stand in for the environment's",
    (url) => {
      expect(() => environmentSource(shop().environment, store({}), url)).toThrow(/this machine only/);
    },
  );

  test("of this machine that stands in for the environment's is told no secret", async () => {
    const server = await fakeServer(says(200, vector("1")));
    try {
      const secured = withPrometheus({ auth: { kind: "bearer", token: { variable: "TOKEN" } }, tenant: { value: "team-a" } });
      await environmentSource(secured, store({ TOKEN: "secret" }), server.url).query("up");
      expect(server.seen[0]?.headers).not.toHaveProperty("authorization");
      expect(server.seen[0]?.headers).not.toHaveProperty("x-scope-orgid");
    } finally {
      await server.stop();
    }
  });
});
