import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../harness/report/json.ts';
import { breach } from '../literals/breach.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { missingFields } from './result-fields.ts';

describe('result.json', () => {
  it.each([UPHELD, VIOLATED, INCONCLUSIVE, CRASHED, INTERRUPTED])(
    'has every field that was promised, whatever the end ($exitCode)',
    (result) => {
      expect(missingFields(JSON.parse(renderJson(result)))).toEqual([]);
    },
  );

  it('gives back the same value', () => {
    expect(JSON.parse(renderJson(VIOLATED))).toEqual(VIOLATED);
  });

  it('has its keys in one order, whoever built the result', () => {
    const turned = Object.fromEntries(
      Object.entries({ ...VIOLATED, breaches: VIOLATED.breaches.map(reversed) }).toReversed(),
    );
    expect(renderJson({ ...UPHELD, ...turned })).toBe(renderJson(VIOLATED));
    expect(Object.keys(JSON.parse(renderJson(UPHELD))).slice(0, 6)).toEqual([
      'schemaVersion',
      'verdict',
      'exitCode',
      'why',
      'seed',
      'thumbnailer',
    ]);
  });

  it('survives any name, and holds nothing that a terminal or an editor would act on', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '\ud800', '\u009b2J', '\u202e', '\u2028', '\u{e0041}'),
        (text, tail) => {
          const photo = text + tail;
          const result = {
            ...VIOLATED,
            breaches: [breach({ victim: { owner: photo, album: photo, photo, version: 1, id: photo } })],
          };
          const json = renderJson(result);
          expect(JSON.parse(json)).toEqual(result);
          expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        },
      ),
      { seed: 2 },
    );
  });

  it('writes no number that JSON cannot hold', () => {
    expect(
      JSON.parse(
        renderJson({
          ...UPHELD,
          bound: { confidence: 0.99, perThumbnail: Number.NaN, perBatch: 1, designEffect: 1, power: 0, asked: 0.1 },
        }),
      ).bound.perThumbnail,
    ).toBeNull();
  });
});

describe('the check of promised fields', () => {
  it('names what is missing or of another kind', () => {
    const { why, ...rest } = UPHELD;
    expect(missingFields({ ...rest, seed: 'one', breaches: [{}] })).toContain('why: expected string, got undefined');
    expect(missingFields({ ...rest, why, seed: 'one' })).toEqual(['seed: expected number, got string']);
    expect(missingFields({ ...UPHELD, breaches: [{ ...breach(), victim: {} }] })[0]).toBe(
      'breaches[0].victim.owner: expected string, got undefined',
    );
  });
});

function reversed<Value extends object>(value: Value): Value {
  return { ...value, ...Object.fromEntries(Object.entries(value).toReversed()) };
}
