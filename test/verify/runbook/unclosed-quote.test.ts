import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unclosedQuote } from "../../../src/verify/runbook/unclosed-quote.ts";

const closed: Readonly<Record<string, string>> = {
  "plain words": "kubectl get pods -n shop",
  "quotes within quotes": `echo "it's" 'so "it" is'`,
  "escaped quotes": 'echo \\" \\\' "a \\" b"',
  "a substitution within text": 'echo "$(date -d "today" +%s)"',
  "an old substitution": "echo `date`",
  "a variable with a default": "echo ${A:-it's}",
  "a comment": "date # it's late",
  "a hash within a word": "curl https://example.com/#it",
  "a here-document": "cat <<EOF\nit's \"fine\n$(not here\nEOF\necho done",
  "two of them, one with quotes around its name and tabs": "cat <<'A' <<-B\nit's\nA\n\tit's\n\tB\n",
  "a here-string": 'grep x <<< "a b"',
  "a line that goes on": "echo a \\\n  b",
  "a shift in arithmetic": "echo $((1 << 2))",
  "a function and a list": "f() { date; }; (cd x && ls)",
};

test.each(Object.entries(closed))("%s is closed", (_, script) => {
  expect(unclosedQuote(script)).toBeUndefined();
});

const open: Readonly<Record<string, readonly [script: string, opener: string, line: number]>> = {
  "an apostrophe": ["echo it's late", "'", 1],
  text: ['date\necho "late', '"', 2],
  "a substitution": ["echo $(date", "$(", 1],
  "a substitution within text": ['echo "$(date"', '"', 1],
  "an old substitution": ["echo `date", "`", 1],
  "a variable": ["echo ${A", "${", 1],
  "a here-document": ["date\ncat <<EOF\nthe end\n", "<<EOF", 2],
  "a list": ["\\\n(cd x", "(", 2],
};

describe("finds what is open", () => {
  test.each(Object.entries(open))("%s", (_, [script, opener, line]) => {
    expect(unclosedQuote(script)).toMatchObject({ opener, line });
  });
});

test("what bash waits for is found", () => {
  const part = fc.constantFrom("'", '"', "a", " ", "\\'", '\\"', "$(", ")", "${x", "}", "`", "\n", "# ", "x='", "\\\\");
  const scripts = fc.sample(
    fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `echo ${parts.join("")}`),
    { numRuns: 60, seed: 5 },
  );
  const waiting = scripts.filter((input) =>
    /looking for matching|unexpected EOF/.test(spawnSync("bash", ["-n"], { input, encoding: "utf8" }).stderr),
  );
  expect(waiting.length).toBeGreaterThan(10);
  expect(waiting.filter((script) => unclosedQuote(script) === undefined)).toEqual([]);
});

test("any script has an answer", () => {
  const part = fc.constantFrom("'", '"', "$(", ")", "${", "}", "`", "\n", "#", "<<", "<<E", "E", "\\", "(", "a", " ");
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join("")),
      (script) => {
        const found = unclosedQuote(script);
        return found === undefined || (found.line >= 1 && found.line <= script.split("\n").length);
      },
    ),
  );
  expect(unclosedQuote("$(".repeat(100_000))).toMatchObject({ opener: "$(", line: 1 });
});
