import { defineEnvironment } from "rampart";

/** Where rollouts go. The file's name is the environment's name. */
export default defineEnvironment({
  name: "production",
  title: "Production",
  cluster: "prod-1",
  namespace: "shop",
  labels: { "rampart.dev/environment": "production" },
  kubernetesVersion: "1.33",
  hostSuffixes: ["shop.example.com"],
  traffic: { ingress: { class: "nginx" } },
  prometheus: { url: "https://prometheus.example.com", ruleLabels: { release: "kube-prometheus-stack" } },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://github.com/example/rollouts/blob/main/dist",
  expectedTraffic: { checkout: { requests: "50/s", usersPerDay: 20_000, errors: "0.1 %" } },
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon", "tue", "wed", "thu"], from: "09:00", to: "16:00" } },
  approvals: { advance: 2, rollback: 1 },
});
