import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../harness/report/junit.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { breach, loss } from '../literals/breach.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { needsProgram } from '../programs.ts';
import { HOSTILE, hostileResult } from './hostile-result.ts';
import { junitFaults, stringAt } from './xml.ts';

const RERUN = 'npx thumbproof check --seed -5';
const WARNED: Result = { ...INCONCLUSIVE, exitCode: 0 };
const LOST: Result = { ...CRASHED, breaches: [loss()] };
const ALL = [UPHELD, VIOLATED, INCONCLUSIVE, WARNED, CRASHED, LOST, INTERRUPTED, hostileResult()];

/** How many cases have an element of this name. */
function count(xml: string, element: string): number {
  return xml.split(`<${element} `).length - 1;
}

describe('JUnit XML', () => {
  needsProgram('xmllint')('is what CI servers read, whatever the end', (xmllint) => {
    for (const result of ALL) expect(junitFaults(xmllint, renderJunit(result, { rerun: RERUN }))).toBe('');
  });

  needsProgram('xmllint')('is valid with any byte in a name', (xmllint) => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '\u0000', '\u001b', ']]>', '\ud800', '\ufffe'),
        (text, tail) => {
          expect(junitFaults(xmllint, renderJunit(hostileResult(text + tail), { rerun: text }))).toBe('');
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });

  needsProgram('xmllint')('would be noticed by the schema if it were wrong', (xmllint) => {
    const xml = renderJunit(VIOLATED, {});
    for (const wrong of [
      xml.replace('<testcase name=', '<testcase title='),
      xml.replace('failures="', 'failures="many'),
      xml.replace('</testsuites>', ''),
    ])
      expect(junitFaults(xmllint, wrong)).not.toBe('');
  });

  it.each(ALL)('is red exactly where the exit code is ($verdict, $exitCode)', (result) => {
    const xml = renderJunit(result, {});
    expect(count(xml, 'failure') + count(xml, 'error') > 0).toBe(result.exitCode !== 0);
    expect(count(xml, 'failure') > 0).toBe(result.verdict === 'violated');
  });

  it('counts what it holds', () => {
    for (const result of ALL) {
      const xml = renderJunit(result, {});
      const [, tests, failures, errors] =
        /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(xml) ?? [];
      expect([Number(tests), Number(failures), Number(errors)]).toEqual([
        count(xml, 'testcase'),
        count(xml, 'failure'),
        count(xml, 'error'),
      ]);
    }
  });

  needsProgram('xmllint')('tells of a breach under its oracle, with its evidence and the lines to paste', (xmllint) => {
    const xml = renderJunit(VIOLATED, { rerun: RERUN });
    const told = stringAt(xmllint, xml, '//testcase[@name="ownership"]/failure');
    expect(told).toContain('torn, cross-owner, batch 3: Expected the picture of IMG_0001.jpg, got 64 rows');
    expect(told).toContain(`Evidence: ${VIOLATED.folder}/evidence/b-0001`);
    expect(told.match(/Replay: .*/g)).toEqual(['Replay: npx thumbproof replay b-0002']);
    expect(told).toContain(`Again: ${RERUN}`);
    expect(stringAt(xmllint, xml, '//testcase[@name="archived×jpeg×128"]/failure/@message')).toBe(
      '3 mix-ups of 300 verified',
    );
  });

  needsProgram('xmllint')('holds seed, bound, confidence and power as properties', (xmllint) => {
    const xml = renderJunit(UPHELD, {});
    const of = (name: string) => stringAt(xmllint, xml, `//property[@name="${name}"]/@value`);
    expect(['seed', 'confidence', 'bound.perThumbnail', 'power', 'verified'].map(of)).toEqual([
      '1',
      '0.99',
      '0.00099987',
      '0.99',
      '5350',
    ]);
  });

  it('skips what nothing was judged by, and a stratum that no claim is made about', () => {
    expect(count(renderJunit(UPHELD, {}), 'skipped')).toBe(1);
    expect(renderJunit(INTERRUPTED, {})).toContain('Nothing was verified, so that it has judged nothing.');
    expect(count(renderJunit(INTERRUPTED, {}), 'skipped')).toBe(9);
  });

  it('tells only the gravest of very many breaches', () => {
    const many = Array.from({ length: 500 }, (_, index) => breach({ id: `b-${index}`, says: HOSTILE.repeat(40) }));
    const xml = renderJunit({ ...VIOLATED, breaches: many }, {});
    expect(xml).toContain('and 480 more, in result.json');
    expect(xml.length).toBeLessThan(100_000);
  });
});
