import { describe, expect, it } from 'vitest';
import { diagnose } from '../../harness/explain/diagnosis.ts';
import { photo, asked } from '../literals/load.ts';
import { loss } from '../literals/breach.ts';
import { many, mixup } from '../literals/mixups.ts';

const HALF = { archivedShare: 0.5 };

describe('the diagnosis of what is no mix-up', () => {
  it.each([
    ['fabricated', 'B5'],
    ['mutated', 'B1'],
    ['stale', 'C6'],
    ['leaked-metadata', 'E1'],
    ['unasked', 'D3'],
    ['missing', 'A1'],
    ['damaged', 'C2'],
    ['misshapen', 'E2'],
  ] as const)('where nothing but %s thumbnails came, names class %s', (kind, first) => {
    const breaches = many(3, () => loss({ kind }));
    expect(diagnose(breaches, HALF)?.classes[0]).toBe(first);
  });

  it('takes what cannot be read among strange shapes for one of them', () => {
    const alien = () => mixup('p', 'none', { kind: 'alien', donors: [], queueDistance: null });
    const turned = many(3, () => loss({ kind: 'misshapen' }));
    expect(diagnose([...turned, ...many(3, alien)], HALF)?.classes[0]).toBe('E2');
    expect(diagnose([...turned, ...many(4, alien)], HALF)?.classes[0]).toBe('B5');
  });

  it('tells a late job that overwrites from a cache by what was in hand', () => {
    const versions = Array.from({ length: 40 }, (_, index) => photo(`p${index >> 1}`, { version: 1 + (index % 2) }));
    const stale = many(4, (i) => loss({ kind: 'stale', key: `k${2 * i + 1}` }));
    const of = (isOverlapping: boolean) => {
      const asks = asked(versions, (index) => (isOverlapping && index < 8 && index % 2 === 0 ? { endedMs: 1e6 } : {}));
      return diagnose(stale, { ...HALF, asks })?.classes;
    };
    expect(of(true)?.slice(0, 2)).toEqual(['D3', 'C6']);
    expect(of(false)?.slice(0, 2)).toEqual(['C6', 'C7']);
  });
});
