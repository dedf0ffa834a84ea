// GitHub shows a line of the log beside the change when it is a command to its runner. Only ours may be one: what names
// and reasons hold is escaped as the runner asks, so that it ends no command and begins none.

import { BREACH_WORDS, breachGravity } from '../model/breach-words.ts';
import { EXIT_CODE } from '../model/exit-code.ts';
import { counted } from '../model/figures.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { printable } from './printable.ts';

/** GitHub shows ten of a kind for each step. */
const ANNOTATIONS_MAX = 10;
const TEXT_MAX = 1000;

/** A line for the verdict, and for each kind of breach the gravest; each ends in a newline. */
export function renderGithubAnnotations(result: Result): string {
  const { verdict, exitCode, why, thumbnailer } = result;
  switch (verdict) {
    case 'upheld':
      return command('notice', `Upheld: ${thumbnailer}`, why);
    case 'inconclusive':
      return command(exitCode === EXIT_CODE.upheld ? 'warning' : 'error', `Inconclusive: ${thumbnailer}`, why);
    case 'violated': {
      const kinds = gravestByKind(result.breaches).slice(0, ANNOTATIONS_MAX - 1);
      return [
        command('error', `Violated: ${thumbnailer}`, why),
        ...kinds.map(([breach, count]) =>
          command('error', `${counted(count, 'thumbnail')} ${BREACH_WORDS[breach.kind]}`, breach.says),
        ),
      ].join('');
    }
    default:
      return verdict satisfies never;
  }
}

function gravestByKind(breaches: readonly Breach[]): readonly (readonly [Breach, number])[] {
  const ordered = breaches.toSorted((one, other) => breachGravity(other) - breachGravity(one));
  const kinds = [...new Set(ordered.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const alike = ordered.filter((breach) => breach.kind === kind);
    return alike.slice(0, 1).map((gravest) => [gravest, alike.length] as const);
  });
}

function command(level: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${level} title=${property(printable(title))}::${data(printable(message, TEXT_MAX))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
