import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BREACH_WORDS } from '../../harness/model/breach-words.ts';
import { patternOf, renderSarif } from '../../harness/report/sarif.ts';
import { breach, DONOR, loss } from '../literals/breach.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { hostileResult } from './hostile-result.ts';
import { schemaIn, validatorOf } from './json-schema.ts';

const faultsOf = validatorOf(schemaIn('schemas/sarif-2.1.0.json'));
const sample = JSON.parse(readFileSync(new URL('../../reports/sample/result.json', import.meta.url), 'utf8'));
const ALL = [UPHELD, VIOLATED, INCONCLUSIVE, CRASHED, { ...CRASHED, breaches: [loss()] }, INTERRUPTED, sample];

const logOf = (result: typeof VIOLATED) => JSON.parse(renderSarif(result, { rerun: 'npx thumbproof check' }));
const runOf = (result: typeof VIOLATED) => logOf(result).runs[0];

describe('SARIF', () => {
  it('fits the published schema of version 2.1.0, whatever the end', () => {
    for (const result of ALL) expect(faultsOf(logOf(result))).toEqual([]);
  });

  it('fits it with any text in every name, and holds nothing that a terminal would act on', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '\u0000', '\ud800', '\u202e', '/../'),
        (text, tail) => {
          const rendered = renderSarif(hostileResult(text + tail), { rerun: text });
          expect(faultsOf(JSON.parse(rendered))).toEqual([]);
          expect(rendered.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        },
      ),
      { seed: 8, numRuns: 100 },
    );
  });

  it('would be noticed if it did not', () => {
    const { runs, ...rest } = logOf(VIOLATED);
    expect(faultsOf({ ...rest, runs: [{ ...runs[0], tool: {} }] })).toContain(
      "/runs/0/tool must have required property 'driver'",
    );
    expect(faultsOf({ ...rest, runs: [{ ...runs[0], extra: 1 }] })).not.toEqual([]);
  });

  it('has a rule with help for each kind of breach', () => {
    for (const kind of Object.keys(BREACH_WORDS) as (keyof typeof BREACH_WORDS)[]) {
      const { tool, results } = runOf({ ...VIOLATED, breaches: [breach({ kind })] });
      expect(tool.driver.rules).toMatchObject([{ id: kind, help: { text: expect.stringMatching(/^Look .+\.$/) } }]);
      expect(results).toMatchObject([{ ruleId: kind, ruleIndex: 0, level: 'error' }]);
    }
  });

  it('tells breaches that are alike once, with how many there are, the gravest of them', () => {
    const [only, ...others] = runOf(VIOLATED).results;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ occurrenceCount: 3, properties: { breaches: ['b-0002', 'b-0001', 'b-0003'] } });
  });

  it('gives a fault the same fingerprint in another run, and another fault another one', () => {
    const first = breach();
    const alike = breach({
      id: 'other',
      key: 'ask-99',
      batch: 77,
      says: 'Otherwise.',
      victim: { owner: 'a', album: 'b', photo: 'c.jpg', version: 4, id: 'p-9' },
      donors: [{ ...DONOR, share: 0.9 }],
      evidence: null,
    });
    expect(patternOf(alike)).toBe(patternOf(first));
    for (const other of [
      breach({ kind: 'foreign' }),
      breach({ archived: false }),
      breach({ recipe: '64x64 cover jpeg' }),
      breach({ queueDistance: -1 }),
      breach({ severity: 'cross-photo' }),
      breach({ donors: [{ ...DONOR, photo: first.victim.photo }] }),
    ])
      expect(patternOf(other)).not.toBe(patternOf(first));
    expect(runOf(VIOLATED).results[0].partialFingerprints).toEqual({
      'thumbproofPattern/v1':
        'torn; cross-owner; next in the queue; other name; 128x128 cover jpeg; archived; under load',
    });
  });

  it('says where: the photo as a logical place, the evidence as a file, and how it came about in order', () => {
    const { results } = runOf(sample);
    const [{ locations, codeFlows }] = results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^reports\/sample\/evidence\/\w+\/breach\.json$/,
    );
    expect(locations[0].logicalLocations[0].fullyQualifiedName).toMatch(/^[\w%.~-]+\/[\w%.~-]+\/[\w%.~-]+$/);
    const steps = codeFlows[0].threadFlows[0].locations.map(
      ({ location }: { readonly location: { readonly message: { readonly text: string } } }) => location.message.text,
    );
    expect(steps).toContainEqual(expect.stringMatching(/^at \d+\.\d{3} s the wrong thumbnail came$/));
    const times = steps.map((step: string) => Number(step.split(' ')[1]));
    expect(times).toEqual(times.toSorted((one: number, other: number) => one - other));
  });

  it('does not let a name become a link or a placeholder of its message', () => {
    const { message } = runOf({ ...VIOLATED, breaches: [breach({ says: 'Got [here](https://example.org) of {0}.' })] })
      .results[0];
    expect(message.text).toBe('Got [here] (https://example.org) of (0).');
  });

  it('says that a run without a verdict did not succeed, so that no results are no praise', () => {
    expect(runOf(INCONCLUSIVE).invocations).toMatchObject([
      { executionSuccessful: false, exitCode: 3, toolExecutionNotifications: [{ level: 'error' }] },
    ]);
    expect(runOf(UPHELD).invocations).toMatchObject([{ executionSuccessful: true, exitCode: 0 }]);
    expect(runOf({ ...CRASHED, breaches: [loss()] }).results).toMatchObject([{ level: 'note' }]);
  });
});
