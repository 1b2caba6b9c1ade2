/** The worker for long computations. */

import * as pkg from "../../pkg/backprop_playground.js";
import { Exploring } from "./exploring.js";
import { Scheduler } from "./scheduler.js";
import { serve } from "./thread.js";

serve(pkg.default, (post) => new Exploring({ pkg, scheduler: new Scheduler(), post, slice: 25 }));
