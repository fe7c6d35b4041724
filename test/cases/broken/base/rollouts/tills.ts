import { defineRollout } from "rampart";

export default defineRollout({
  name: "tills",
  title: "New printer driver for the tills",
  summary: "The tills get the new printer driver, one shop after the other.",
  service: "tills",
  team: "shop",
  contacts: { shop: { role: "Shop team", level: 1, reach: [{ kind: "slack", address: "#shop" }] } },
  instances: { "till-1": {}, "till-2": {}, "till-3": {} },
  gates: { printed: { kind: "checklist", title: "Receipts printed", items: [{ text: "Print a receipt on each new till" }] } },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Old driver everywhere", gates: ["printed"] },
        { name: "first", title: "First till", levers: { wave: ["till-1"] }, hold: "24h", gates: ["printed"] },
        { name: "all", title: "All tills", levers: { wave: "rest" } },
      ],
    },
  },
  rollback: {
    levels: [{ title: "Old driver", blastRadius: "stage", when: "A till prints nothing.", steps: [{ text: "Install the old driver." }] }],
  },
});
