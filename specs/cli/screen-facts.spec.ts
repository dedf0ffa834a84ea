import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { breachPictures } from '../../harness/cli/breach-pictures.ts';
import { screenFacts } from '../../harness/cli/screen-facts.ts';
import { progressDisplay } from '../../harness/cli/terminal.ts';
import { breach } from '../literals/breach.ts';
import { VIOLATED } from '../literals/result.ts';
import { recordingScreen } from './recording-screen.ts';

const TERMINAL = { isTTY: true, columns: 80, depthBits: 24 };
const PIPE = { isTTY: false, columns: undefined, depthBits: 1 };

describe('what a screen can show', () => {
  it.each([
    ['a terminal', TERMINAL, {}, { isTerminal: true, widthColumns: 80, colour: true, shades: true }],
    [
      'one of 16 colours',
      { ...TERMINAL, depthBits: 4 },
      {},
      { isTerminal: true, widthColumns: 80, colour: true, shades: false },
    ],
    [
      'one under NO_COLOR',
      { ...TERMINAL, depthBits: 1 },
      {},
      { isTerminal: true, widthColumns: 80, colour: false, shades: false },
    ],
    [
      'a very wide one',
      { ...TERMINAL, columns: 400 },
      {},
      { isTerminal: true, widthColumns: 120, colour: true, shades: true },
    ],
    [
      'one that has no size',
      { ...TERMINAL, columns: 0 },
      {},
      { isTerminal: true, widthColumns: 100, colour: true, shades: true },
    ],
    [
      'a dumb one',
      { ...TERMINAL, depthBits: 1 },
      { TERM: 'dumb' },
      { isTerminal: false, widthColumns: 80, colour: false, shades: false },
    ],
    [
      'the log of a CI job',
      TERMINAL,
      { CI: 'true' },
      { isTerminal: false, widthColumns: 80, colour: true, shades: true },
    ],
    [
      'one where CI is off',
      TERMINAL,
      { CI: 'false' },
      { isTerminal: true, widthColumns: 80, colour: true, shades: true },
    ],
    ['a pipe', PIPE, {}, { isTerminal: false, widthColumns: 100, colour: false, shades: false }],
    [
      'a pipe with forced colours',
      PIPE,
      { FORCE_COLOR: '3' },
      { isTerminal: false, widthColumns: 100, colour: true, shades: false },
    ],
    [
      'a pipe with colours forced off',
      PIPE,
      { FORCE_COLOR: '0' },
      { isTerminal: false, widthColumns: 100, colour: false, shades: false },
    ],
    [
      'a pipe with both wishes',
      PIPE,
      { FORCE_COLOR: '1', NO_COLOR: '1' },
      { isTerminal: false, widthColumns: 100, colour: false, shades: false },
    ],
  ])('of %s', (_name, stream, environment, facts) => {
    expect(screenFacts(stream, environment)).toEqual(facts);
  });

  it('leaves no cursor movement in the log of a CI job that calls itself a terminal', () => {
    const screen = { ...recordingScreen(true), ...screenFacts(TERMINAL, { CI: 'true' }) };
    const display = progressDisplay(screen, () => () => undefined);
    display.show({
      phase: 'load',
      done: 1,
      of: 2,
      ratePerSecond: null,
      boundSoFar: null,
      secondsLeft: null,
      note: null,
    });
    display.stop();
    expect(screen.text()).toBe('load  1 of 2 (50 %)\n');
  });

  it.each([1, 2, 7])('ends with a line of progress however narrow it is (%i columns)', (widthColumns) => {
    const screen = recordingScreen(true, widthColumns);
    const display = progressDisplay(screen, () => () => undefined);
    display.show({
      phase: 'load',
      done: 1,
      of: 2,
      ratePerSecond: null,
      boundSoFar: null,
      secondsLeft: null,
      note: null,
    });
    display.stop();
    expect(screen.text()).not.toContain('of 2');
  });
});

describe('the pictures of breaches', () => {
  const sample = fileURLToPath(new URL('../../reports/sample', import.meta.url));
  const result = {
    ...VIOLATED,
    folder: sample,
    breaches: [
      breach({ id: 'kept', evidence: 'evidence/1ga73k4h' }),
      breach({ id: 'gone', evidence: 'evidence/none' }),
      breach({ id: 'none', evidence: null }),
    ],
  };

  it('are those of the evidence, where it is still there', async () => {
    const pictures = await breachPictures(result, { shades: true });
    expect([...pictures.keys()]).toEqual(['kept']);
    expect(pictures.get('kept')).toMatchObject({
      actual: { widthPx: 256, heightPx: 256 },
      expected: { widthPx: 256, heightPx: 256 },
    });
  });

  it('are not looked for where they cannot be shown', async () => {
    expect(await breachPictures(result, { shades: false })).toEqual(new Map());
  });
});
