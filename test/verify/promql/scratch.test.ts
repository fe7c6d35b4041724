import { test } from "vitest";
import { parseExpression } from "../../../src/verify/promql/parse-expression.ts";
import { typeFaults } from "../../../src/verify/promql/type-faults.ts";
import { matchingFaults } from "../../../src/verify/promql/matching-faults.ts";
test("x", () => {
  for (const text of [
    '( rate(mcp_shadow_match_total{result="mismatch"}[5m]) / rate(mcp_shadow_match_total[5m])) > 0.001',
    'histogram_quantile(0.99, rate(d_bucket{gateway="rust"}[5m])) > 1.5 * histogram_quantile(0.99, rate(d_bucket{gateway="python"}[5m]))',
    'rate(mcp_request_errors_total{gateway="rust"}[5m]) / rate(mcp_requests_total{gateway="rust"}[5m]) > 0.001',
    'sum by (result) (rate(x{result="a"}[5m])) / sum by (result) (rate(x[5m]))',
    'sum(rate(x{result="a"}[5m])) / sum(rate(x[5m]))',
    'sum(rate(x[5m])) / sum(rate(x[5m]))',
    'absent(up{job="x"} == 1) and on () (w{a="b"} > 0 or m > 0)',
    'absent(up{job="x"}) and w',
    'rate(x)', 'sum(x[5m])', '1 > 2', '{a=""}', 'sum(a,)', 'foo(x)', 'label_replace(x, "a")', 'a and 1', 'x offset 5m [5m]', '-x[5m]','round(x,1,2)',
    'a > on() group_left sum(b)', 'sum(x) > sum by (b) (y)', 'rate(x[$__rate_interval])', '"a\\q"'
  ]) {
    const p = parseExpression(text);
    if ("problem" in p) console.log(text, "→ PROBLEM", p.problem);
    else console.log(text, "→", typeFaults(p.expression).map((f) => f.message), matchingFaults(p.expression, () => undefined).map((f) => f.message));
  }
});
