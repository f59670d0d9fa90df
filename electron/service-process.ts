import { utilityProcess } from "electron";
import type { ServiceProcess, ServiceProcessListener } from "./service-connection.ts";

/** Starts the service in a utility process of its own: a long digest never holds up a window. */
export function startServiceProcess(
  script: string,
  home: string,
  listener: ServiceProcessListener,
): ServiceProcess {
  const child = utilityProcess.fork(script, ["--home", home], {
    serviceName: "cunzhen-service",
    stdio: "inherit",
  });
  child.on("message", (message) => {
    listener.message(message);
  });
  child.once("exit", () => {
    listener.ended();
  });
  return {
    post(message) {
      child.postMessage(message);
    },
    stop() {
      child.kill();
    },
  };
}
