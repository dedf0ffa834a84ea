// Whose pixels went where. One breach is told in full; of many that are alike, the first and the gravest are, and the
// rest are counted, because the hundredth block teaches nothing and hides the first.

import { breachGravity, gravestBreach } from '../model/breach-words.ts';
import { counted } from '../model/figures.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { alikeSay, breachFacts } from './breach-facts.ts';
import type { Ink } from './ink.ts';
import { labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';

const IN_FULL_MAX = 2;

/** Groups of breaches that are alike (oracle, kind, severity), the gravest group first. */
export function breachLines(result: Result, ink: Ink, width: number): readonly string[] {
  const ordered = groupsOf(result.breaches).toSorted((one, other) => gravityOf(other) - gravityOf(one));
  const blocks = ordered.map((group) => groupLines(group, result.folder, ink, width));
  const unlisted = result.breachesUnlisted;
  const more =
    unlisted > 0
      ? [[`${counted(unlisted, 'more breach', 'more breaches')} beyond those listed; see history.ndjson`]]
      : [];
  return [...blocks, ...more].flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function groupsOf(breaches: readonly Breach[]): readonly (readonly Breach[])[] {
  const groups = new Map<string, Breach[]>();
  for (const breach of breaches) {
    const key = `${breach.oracle}|${breach.kind}|${breach.severity}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [breach]);
    else group.push(breach);
  }
  return [...groups.values()];
}

function gravityOf(group: readonly Breach[]): number {
  return Math.max(...group.map(breachGravity));
}

function groupLines(group: readonly Breach[], folder: string, ink: Ink, width: number): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const name = first.kind === first.severity ? first.kind : `${first.kind}, ${first.severity}`;
  const worst = gravestBreach(group) ?? first;
  const told = group.length <= IN_FULL_MAX ? group : [...new Set([first, worst])];
  const tells =
    told.length === group.length
      ? ''
      : told.length === 1
        ? '; the first, which is also the gravest:'
        : '; the first and the gravest:';
  const [heading = '', ...rest] = paragraph(`${name}: `, alikeSay(group.length, first) + tells, width, 2);
  const blocks = told.flatMap((breach, index) => [...(index === 0 ? [] : ['']), ...blockLines(breach, folder, width)]);
  return [ink.alarm(name) + heading.slice(name.length), ...rest, ...blocks];
}

function blockLines(breach: Breach, folder: string, width: number): readonly string[] {
  return [
    ...breachFacts(breach).flatMap(({ label, says }) => labelled(`  ${label}`, says, width)),
    ...(breach.evidence === null ? [] : [`  evidence    ${printable(`${folder}/${breach.evidence}`, 1000)}`]),
  ];
}
