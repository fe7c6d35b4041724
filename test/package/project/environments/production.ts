import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "production",
  title: "Production",
  cluster: "prod-1",
  namespace: "shop",
  kubernetesVersion: "1.33",
  hostSuffixes: ["shop.example.com"],
  traffic: { ingress: { class: "nginx" } },
  prometheus: { url: "https://prometheus.example.com" },
  grafana: { url: "https://grafana.example.com", delivery: "sidecar", folder: "Rollouts", labels: { grafana_dashboard: "1" } },
  tree: "https://git.example.com/rollouts/dist",
  calendar: { timeZone: "America/New_York", workingHours: { days: ["mon", "tue", "wed", "thu"], from: "09:00", to: "16:00" } },
});
