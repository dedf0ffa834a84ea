// Whose pixels went where. One breach is told in full; of many that are alike, the first and the gravest are, and the
// rest are counted, because the hundredth block teaches nothing and hides the first.

import type { LumaPicture } from '../model/expectation.ts';
import { breachGravity, gravestBreach } from '../model/breach-words.ts';
import { counted } from '../model/figures.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { alikeSay, breachFacts } from './breach-facts.ts';
import { sideBySide } from './half-blocks.ts';
import type { Ink } from './ink.ts';
import { labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';

const IN_FULL_MAX = 2;

/** `expected` is null where nobody can say what it should have been. */
export type BreachPictures = { readonly actual: LumaPicture; readonly expected: LumaPicture | null };

/** Groups of breaches that are alike (oracle, kind, severity), the gravest group first. */
export function breachLines(
  result: Result,
  ink: Ink,
  width: number,
  pictures: ReadonlyMap<string, BreachPictures>,
): readonly string[] {
  const ordered = groupsOf(result.breaches).toSorted((one, other) => gravityOf(other) - gravityOf(one));
  const blocks = ordered.map((group) => groupLines(group, result.folder, ink, width, pictures));
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

function groupLines(
  group: readonly Breach[],
  folder: string,
  ink: Ink,
  width: number,
  pictures: ReadonlyMap<string, BreachPictures>,
): readonly string[] {
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
  const blocks = told.flatMap((breach, index) => [
    ...(index === 0 ? [] : ['']),
    ...blockLines(breach, folder, width),
    ...pictureLines(pictures.get(breach.id), width),
  ]);
  return [ink.alarm(name) + heading.slice(name.length), ...rest, ...blocks];
}

function blockLines(breach: Breach, folder: string, width: number): readonly string[] {
  return [
    ...breachFacts(breach).flatMap(({ label, says }) => labelled(`  ${label}`, says, width)),
    ...(breach.evidence === null ? [] : [`  evidence    ${printable(`${folder}/${breach.evidence}`, 1000)}`]),
  ];
}

const PICTURE_COLUMNS_MAX = 24;
const PICTURE_ROWS_MAX = 12;
const PICTURE_INDENT_COLUMNS = 2;

/** What was expected and what came, beside each other; small enough to leave the words their place. */
function pictureLines(pictures: BreachPictures | undefined, width: number): readonly string[] {
  if (pictures === undefined) return [];
  const { expected, actual } = pictures;
  const columns = Math.min(PICTURE_COLUMNS_MAX, Math.floor((width - PICTURE_INDENT_COLUMNS - 2) / 2));
  const shown = [
    ...(expected === null ? [] : [{ caption: 'expected', picture: expected, beside: null }]),
    { caption: 'came, red where other', picture: actual, beside: expected },
  ];
  return sideBySide(shown, PICTURE_INDENT_COLUMNS, columns, PICTURE_ROWS_MAX);
}
