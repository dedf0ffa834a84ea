// A check of the judge is worth only what it notices: here it is given a fault that nobody can notice, and a judge that
// is alarmed by anything.

import { describe, expect, it } from 'vitest';
import { checkCodecs } from '../../harness/campaign/codec-check.ts';
import { checkSelf, type Fault } from '../../harness/campaign/self-check.ts';

const seen: Fault = () => Promise.resolve('seen');
const ALL_SEEN = {
  ownership: seen,
  isolation: seen,
  likeness: seen,
  completeness: seen,
  geometry: seen,
  freshness: seen,
  permanence: seen,
  privacy: seen,
  containment: seen,
};

describe('the self-check', () => {
  it('passes every oracle, each by what it is there for', async () => {
    const checks = await checkSelf(1);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(Object.fromEntries(checks.map(({ oracle, says }) => [oracle, says.split(':')[0]]))).toMatchObject({
      ownership: 'foreign',
      isolation: 'damaged',
      completeness: 'missing',
      geometry: 'misshapen',
      freshness: 'stale',
      permanence: 'mutated',
      privacy: 'leaked-metadata',
      containment: 'foreign',
    });
  });

  it('fails an oracle that says nothing of its fault, and no other', async () => {
    const checks = await checkSelf(1, { ...ALL_SEEN, geometry: () => Promise.resolve(null) });
    expect(checks.filter(({ passed }) => !passed)).toEqual([
      { oracle: 'geometry', passed: false, says: 'noticed nothing of a fault made to be noticed' },
    ]);
  });

  it('fails as a whole when the judge cannot be brought to work', async () => {
    const broken = () => Promise.reject(new Error('no such codec'));
    const checks = await checkSelf(1, { ...ALL_SEEN, likeness: broken });
    expect(new Set(checks.map(({ passed, says }) => `${passed} ${says}`))).toEqual(new Set(['false no such codec']));
  });

  it('reads back what sharp writes, in every format of a thumbnail', async () => {
    const checks = await checkCodecs();
    expect(checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['jpeg', true],
      ['png', true],
      ['webp', true],
      ['avif', true],
    ]);
  });
});
