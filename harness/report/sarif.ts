// Code scanning wants findings that stay the same from run to run, so that one that was dealt with stays so. Breaches
// that are alike are one result with a count, and what tells results apart is their pattern, never an id.

import { breachGravity } from '../model/breach-words.ts';
import { EXIT_CODE } from '../model/exit-code.ts';
import type { Breach, BreachKind, Result } from '../model/verdict.ts';
import { BREACH_HELP } from './breach-help.ts';
import { printable, printableJson } from './printable.ts';
import { placeOf, sarifText, stepsOf } from './sarif-places.ts';

export type SarifOptions = { readonly rerun?: string };

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const TEXT_MAX = 1000;
const IDS_MAX = 50;

/** A log of SARIF 2.1.0 with one run, ending in a newline. */
export function renderSarif(result: Result, { rerun }: SarifOptions): string {
  const groups = alikeOf(result.breaches);
  const kinds = [...new Set(groups.map(([gravest]) => gravest.kind))];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'thumbproof', rules: kinds.map(ruleOf) } },
        automationDetails: { id: sarifText(`thumbproof/${result.thumbnailer}/`) },
        invocations: [invocationOf(result, rerun)],
        results: groups.map((group) => resultOf(group, kinds, result)),
        properties: { verdict: result.verdict, seed: result.seed, verified: result.verified, bound: result.bound },
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

/** The gravest first. */
type Alike = readonly [Breach, ...Breach[]];

function alikeOf(breaches: readonly Breach[]): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const breach of breaches.toSorted((one, other) => breachGravity(other) - breachGravity(one))) {
    const pattern = patternOf(breach);
    const group = groups.get(pattern);
    groups.set(pattern, group === undefined ? [breach] : [...group, breach]);
  }
  return [...groups.values()];
}

/** What a breach has in common with the same fault of another run: no id, no name, no batch, no share. */
export function patternOf({ kind, severity, recipe, archived, batch, queueDistance, victim, donors }: Breach): string {
  const [donor] = donors;
  const near =
    queueDistance === null
      ? 'no donor'
      : queueDistance === 1
        ? 'next in the queue'
        : queueDistance === -1
          ? 'previous in the queue'
          : queueDistance > 0
            ? 'later in the queue'
            : 'earlier in the queue';
  const named = donor === undefined ? [] : [donor.photo === victim.photo ? 'namesake' : 'other name'];
  const parts = [
    kind,
    severity,
    near,
    ...named,
    recipe,
    archived ? 'archived' : 'fresh',
    batch < 0 ? 'alone' : 'under load',
  ];
  return parts.map((part) => printable(part)).join('; ');
}

function ruleOf(kind: BreachKind): object {
  const { name, means, look } = BREACH_HELP[kind];
  return {
    id: kind,
    name,
    shortDescription: { text: means },
    fullDescription: { text: `${means} ${look}` },
    help: { text: look, markdown: look },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['correctness', 'privacy', 'thumbnails'] },
  };
}

function resultOf(group: Alike, kinds: readonly BreachKind[], result: Result): object {
  const [gravest] = group;
  const flow = stepsOf(gravest, result);
  return {
    ruleId: gravest.kind,
    ruleIndex: kinds.indexOf(gravest.kind),
    // What a crash explains is listed beside it, and is no violation.
    level: result.verdict === 'violated' ? 'error' : 'note',
    message: { text: sarifText(gravest.says, TEXT_MAX) },
    locations: [placeOf(gravest, gravest.victim, result.folder)],
    ...(gravest.donors.length === 0
      ? {}
      : {
          relatedLocations: gravest.donors.map((donor, index) => ({
            id: index,
            ...placeOf(gravest, donor, result.folder),
            message: { text: 'A photo whose pixels or metadata it shows.' },
          })),
        }),
    ...(flow.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow }] }] }),
    partialFingerprints: { 'thumbproofPattern/v1': patternOf(gravest) },
    occurrenceCount: group.length,
    properties: {
      oracle: gravest.oracle,
      severity: gravest.severity,
      classes: result.diagnosis?.classes ?? [],
      breaches: group.slice(0, IDS_MAX).map(({ id }) => id),
    },
  };
}

/** `executionSuccessful` is false where the run came to no verdict: no results must not read as no faults. */
function invocationOf(result: Result, rerun: string | undefined): object {
  const { exitCode, verdict, why } = result;
  const notification = {
    level: exitCode === EXIT_CODE.upheld ? 'warning' : 'error',
    message: { text: sarifText(why, TEXT_MAX) },
    descriptor: { id: verdict },
  };
  return {
    ...(rerun === undefined ? {} : { commandLine: rerun }),
    executionSuccessful: verdict !== 'inconclusive' || exitCode === EXIT_CODE.upheld,
    exitCode,
    exitCodeDescription: sarifText(why, TEXT_MAX),
    ...(verdict === 'inconclusive' ? { toolExecutionNotifications: [notification] } : {}),
  };
}
