// What a program may build on: the port for whoever writes an adapter, the two wrappers for common shapes, and the gate
// for whoever wants its verdict without the command line; and the checks that hold a way in of one's own to the port.
// Everything else may change with any version.

export { perPhoto, positional } from './adapters/shapes.ts';
export { runCheck } from './campaign.ts';
export {
  adapterConformance,
  type ConformanceCheck,
  type ConformanceOptions,
} from './conformance/adapter-conformance.ts';
export type { Adapter, Closing, Delivery, Incident, Instance, OpenResult, PlainJob, Told } from './model/adapter.ts';
export type { CheckHooks, CheckOptions, CheckOutcome, Progress, ThumbnailerChoice } from './model/campaign.ts';
export type { Fit, Recipe, ThumbnailFormat } from './model/recipe.ts';
export type { Answer, Bench, Job, Photo, Thumbnailer } from './model/thumbnailer.ts';
export type { Bound, Breach, BreachKind, Result, Severity, Stratum, Verdict } from './model/verdict.ts';
