import { captureStep } from "./steps/capture-step.ts";
import { closeStep } from "./steps/close-step.ts";
import { packageStep } from "./steps/package-step.ts";
import { registerStep } from "./steps/register-step.ts";
import { sealStep } from "./steps/seal-step.ts";
import { stampStep } from "./steps/stamp-step.ts";
import type { StepPorts } from "./steps/step-ports.ts";
import { verifyStep } from "./steps/verify-step.ts";
import type { Steps } from "./step.ts";

/** The main job: the seven steps, each from its state to the next. */
export function notarizeSteps(ports: StepPorts): Steps {
  return {
    requested: captureStep(ports),
    captured: sealStep(ports),
    sealed: stampStep(ports),
    stamped: registerStep(ports),
    registered: closeStep(ports),
    closed: packageStep(ports),
    packaged: verifyStep(ports),
  };
}
