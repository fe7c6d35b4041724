import { test } from "vitest";
import { readProject } from "../../../src/project/read-project.ts";
import { createStandingContext } from "../../../src/compile/compile.ts";
import { power } from "../../../src/compile/power/power.ts";
import { regressionWords } from "../../../src/compile/power/regression.ts";
import { missingWords, remedyWords } from "../../../src/compile/power/unprovable.ts";
test("x", async () => {
  const project = await readProject("/work/main");
  for (const s of project.standings) {
    const c = createStandingContext(project, s, s.stage);
    const t = performance.now();
    const all = power(c);
    console.log(s.environment, s.rollout, (performance.now() - t).toFixed(2), "ms");
    for (const st of all) { console.log(" ", st.stage, st.hold, st.candidateRequests, st.baselineRequests, st.usersExposed);
     for (const g of st.gates) console.log("     ", g.gate, "|", g.limit, "|", g.detects && regressionWords(g.detects), "|", g.needed, g.missing, g.enough, "|", g.because, "|", missingWords(g), remedyWords(g.remedy), "|", g.assumes); }
  }
});
