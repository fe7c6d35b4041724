import { defineConfig, defineGenerator } from "rampart";

const owners = defineGenerator({
  id: "owners",
  description: "who to ask, for the service catalogue",
  applies: () => true,
  generate: ({ rollout }) => [{ path: "owners.txt", content: `${rollout.service}: ${rollout.team}\n` }],
});

export default defineConfig({ generators: [owners] });
