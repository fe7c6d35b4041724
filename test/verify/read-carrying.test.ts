import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseYamlStream } from "../../src/base/yaml.ts";
import { readCarrying } from "../../src/verify/read-carrying.ts";

const dashboard = '{\n  "title": "Checkout – production",\n  "panels": [\n    1\n  ]\n}\n';
const carrying = (text: string, indent = "    ") =>
  `kind: ConfigMap\ndata:\n  checkout.json: |\n${text.replaceAll(/^(?=[^\n])/gm, indent)}`;

const streams: Readonly<Record<string, string>> = {
  "as it is written": carrying(dashboard),
  "with something after it": `${carrying(dashboard)}  other.json: "{}"\nmetadata:\n  name: checkout\n`,
  "deeper than need be": carrying(dashboard, "        "),
  "in the second of two documents": `kind: Other\n---\n${carrying(dashboard)}---\nkind: Third\n`,
  "with a line more that is as deep": `${carrying(dashboard)}    more\n`,
  "with a blank line more": `${carrying(dashboard)}\n`,
  "with another line in it": carrying(dashboard.replace("1\n", "2\n")),
  "without its last line": carrying(dashboard).slice(0, -6),
  "no deeper than its key": carrying(dashboard, "  "),
  "beside another block": `notes: |\n  some\n${carrying(dashboard)}`,
  "within a list": `- data: |\n${dashboard.replaceAll(/^(?=[^\n])/gm, "    ")}`,
  "as a key of its own": `? |\n  a\n: |\n${dashboard.replaceAll(/^(?=[^\n])/gm, "  ")}`,
  "with a reserved key": `constructor: 1\n${carrying(dashboard)}`,
  "with a tab where spaces belong": `${carrying(dashboard)}\tx: 1\n`,
  "with the line that stands for it": `${carrying(dashboard)}note: carried text stands here\n`,
  "that does not carry it": "kind: ConfigMap\ndata: {}\n",
};

describe("readCarrying() reads the same as a parser of all of it", () => {
  test.each(Object.entries(streams))("a stream %s", (_, text) => {
    expect(readCarrying(text, dashboard)).toEqual(parseYamlStream(text));
  });

  const odd = [
    "",
    "\n",
    " \n",
    "a",
    "a\n\nb\n",
    "a \n",
    " a\n",
    "a\rb\n",
    "a\u0007\n",
    "a\u0085b\n",
    "a\u2028b\n",
    "\ufeffa\n",
    "😀\n",
    "---\n",
    "a\n---\nb\n",
    "# a\n",
    "...\n",
    "key: |\n",
  ];
  test.each(odd)("a carried text of %j", (carried) => {
    const text = carrying(carried);
    expect(readCarrying(text, carried)).toEqual(parseYamlStream(text));
  });

  test("any JSON, wherever it stands", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom("  ", "   ", "    ", "      "),
        fc.constantFrom("", "after: 1\n", "    deeper: 1\n", "  x: 1\n", "\n", "---\n"),
        (value, indent, after) => {
          const carried = `${JSON.stringify(value, null, 2)}\n`;
          const text = `${carrying(carried, indent)}${after}`;
          expect(readCarrying(text, carried)).toEqual(parseYamlStream(text));
        },
      ),
    );
  });
});

test("what it reads of the stream is what the file has, not a copy", () => {
  const read = readCarrying(carrying(dashboard), dashboard);
  expect(read).toEqual({ value: [{ kind: "ConfigMap", data: { "checkout.json": dashboard } }] });
});
