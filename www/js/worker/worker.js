/** The trainer's worker. */

import init, { Trainer } from "../../pkg/backprop_playground.js";
import { Scheduler } from "./scheduler.js";
import { serve } from "./thread.js";
import { TrainingLoop } from "./training-loop.js";

serve(init, (post) => new TrainingLoop({ Trainer, scheduler: new Scheduler(), post }));
