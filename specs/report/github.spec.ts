import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../harness/model/verdict.ts';
import { renderGithubAnnotations } from '../../harness/report/github-annotations.ts';
import { renderGithubSummary } from '../../harness/report/github-summary.ts';
import { markdownCommand, markdownText } from '../../harness/report/markdown.ts';
import { breach } from '../literals/breach.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { HOSTILE, hostileResult } from './hostile-result.ts';

const RERUN = 'npx thumbproof check --seed 1';
const ALL = [UPHELD, VIOLATED, INCONCLUSIVE, CRASHED, INTERRUPTED];
const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    HOSTILE,
    '# a',
    '- a',
    '1. a',
    '    a',
    '![x](http://y.z)',
    '<img src=x>',
    '```',
    '| a |',
    '@all',
    'www.x.y',
    '%0A::error::',
    '\n\n',
  ),
);

/** What GitHub shows of text that holds no Markdown but entities. */
function shownOf(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

describe('the summary of a job', () => {
  it.each(ALL)('says the verdict, what it rests on, and how to run it again ($verdict, $exitCode)', (result) => {
    const text = renderGithubSummary(result, { rerun: RERUN });
    expect(text).toMatch(new RegExp(`^## ${result.verdict}: `, 'i'));
    expect(shownOf(text)).toContain(result.why);
    expect(text).toContain(`| seed | ${result.seed} |`);
    expect(text).toContain(`${RERUN}\n\`\`\`\n`);
    if (result.bound !== null) expect(text).toMatch(/\| bound at 99 % \| fewer than 1 in [\d ]+ thumbnails/);
  });

  it('tells whose pixels went where, what it is likely to be, and the line that tries it again', () => {
    const text = renderGithubSummary(VIOLATED, { rerun: RERUN });
    expect(text).toContain(
      '| partly of another photo | cross-owner | IMG_0001.jpg in winter of owner-03 (archived) | IMG_0002.jpg in summer of owner-07, 50 % of its area |',
    );
    expect(text).toContain('npx thumbproof replay b-0002\n');
    expect(text).toContain('(B2)');
  });

  it('stays far below the size that GitHub refuses, whatever names are like', () => {
    const long = '<'.repeat(5000);
    const { breaches, strata, sensitivity, ...rest } = hostileResult(long);
    const text = renderGithubSummary(
      {
        ...rest,
        breaches: Array.from({ length: 200 }, () => breaches[0] ?? breach()),
        strata: Array.from({ length: 3000 }, () => strata).flat(),
        sensitivity: Array.from({ length: 3000 }, () => sensitivity).flat(),
        diagnosis: {
          cause: long,
          classes: Array<string>(3000).fill(long),
          confidence: 'low',
          because: Array<string>(3000).fill(long),
          experiments: [],
        },
      },
      { rerun: long },
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(256 * 1024);
    expect(text).toContain('The rest is left out here');
  });

  it('shows any name as it is, and lets none become a heading, a link, a mention, a cell or HTML', () => {
    fc.assert(
      fc.property(ANY_TEXT, (name) => {
        const text = markdownText(name);
        expect(text.replace(/&#\d+;/g, 'x')).not.toMatch(
          /[#<>@[\]\\`*|~\n]|^\s|^[-+=](?!\w)|^\d+[.)](\s|$)|&|:\S|www\.|(?<![\p{L}\d])_/iu,
        );
        const summary = renderGithubSummary(hostileResult(name), { rerun: 'again' });
        const cells = summary
          .split('\n')
          .filter((line) => line.startsWith('| '))
          .map((line) => line.split('|').length);
        const own = renderGithubSummary(hostileResult('x'), { rerun: 'again' });
        expect(cells).toEqual(
          own
            .split('\n')
            .filter((line) => line.startsWith('| '))
            .map((line) => line.split('|').length),
        );
        expect(summary.split('\n').length).toBe(own.split('\n').length);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('fences a command in longer than any fence in it', () => {
    expect(markdownCommand(['a ```` b'], 100)).toBe('`````sh\na ```` b\n`````\n');
  });
});

describe('annotations', () => {
  const linesOf = (result: Result) => renderGithubAnnotations(result).split('\n').slice(0, -1);

  it('are errors exactly where the exit code is not 0', () => {
    for (const result of [...ALL, { ...INCONCLUSIVE, exitCode: 0 }])
      expect(linesOf(result).some((line) => line.startsWith('::error '))).toBe(result.exitCode !== 0);
    expect(linesOf(UPHELD)).toEqual([
      `::notice title=Upheld%3A sharp 0.35.5 (built in)::${UPHELD.why.replaceAll('%', '%25')}`,
    ]);
  });

  it('are one for each kind of breach, the gravest, and no more than GitHub shows', () => {
    expect(linesOf(VIOLATED)[1]).toBe(
      '::error title=3 thumbnails partly of another photo::Expected the picture of IMG_0001.jpg, got 64 rows of IMG_0002.jpg.',
    );
    const kinds = [
      'foreign',
      'torn',
      'blended',
      'alien',
      'stale',
      'damaged',
      'mutated',
      'misshapen',
      'fabricated',
      'missing',
      'unasked',
    ] as const;
    expect(linesOf({ ...VIOLATED, breaches: kinds.map((kind) => breach({ kind })) })).toHaveLength(10);
  });

  it('cannot be forged by a name: each line is one command of ours, and its text is one line', () => {
    fc.assert(
      fc.property(ANY_TEXT, (name) => {
        for (const line of linesOf(hostileResult(name)))
          expect(line).toMatch(
            /^::error title=(?:[^\p{Cc}\u2028\u2029:,%]|%[0-9A-F]{2})*::(?:(?!::)[^\p{Cc}\u2028\u2029%]|%25)*$/u,
          );
        expect(linesOf(hostileResult(name))).toHaveLength(2);
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
