import { describe, expect, it } from 'vitest';
import { read } from './surroundings.ts';

/** The one line a misuse prints; fails on anything else. */
function misuse(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const invocation = read(argv, environment);
  if (invocation.kind !== 'misused') throw new Error(`Expected a misuse, got ${JSON.stringify(invocation)}.`);
  expect(invocation.says).not.toContain('\n');
  return invocation.says;
}

describe('a misuse is one line', () => {
  it.each<[readonly string[], string]>([
    [['check', '--sede', '5'], "Unknown option '--sede' (Did you mean --seed?) See npx thumbproof check --help."],
    [
      ['check', '--maxtime', '5m'],
      "Unknown option '--maxtime' (Did you mean --max-time?) See npx thumbproof check --help.",
    ],
    [['chekc'], "Unknown command 'chekc' (Did you mean check?) See npx thumbproof check --help."],
    [
      ['check', 'extra'],
      "Too many arguments for 'check'. Expected 0 arguments but got 1. See npx thumbproof check --help.",
    ],
    [['check', '--seed'], "Option '--seed <N>' argument missing. See npx thumbproof check --help."],
    [[], 'Expected a command, got none. Try: npx thumbproof check, or npx thumbproof --help.'],
  ])('for %j', (argv, says) => {
    expect(misuse(argv)).toBe(says);
  });

  it.each([
    ['--confidence', '1.5', 'Expected --confidence to be a number from 0.5 to 0.999999, got "1.5". Try 0.99.'],
    ['--confidence', 'NaN', 'Expected --confidence to be a number from 0.5 to 0.999999, got "NaN". Try 0.99.'],
    ['--max-mixup-rate', '0', 'Expected --max-mixup-rate to be a number from 1e-7 to 0.5, got "0". Try 0.001.'],
    ['--archived-share', '-0.1', 'Expected --archived-share to be a number from 0 to 1, got "-0.1". Try 0.5.'],
    ['--batch', '0', 'Expected --batch to be a whole number from 1 to 65536, got "0". Try 16.'],
    ['--batch', '1.5', 'Expected --batch to be a whole number from 1 to 65536, got "1.5". Try 16.'],
    ['--concurrency', '0x10', 'Expected --concurrency to be a whole number from 1 to 65536, got "0x10". Try 64.'],
    [
      '--seed',
      '99999999999',
      'Expected --seed to be a whole number from -2147483648 to 2147483647, got "99999999999".',
    ],
    ['--seed', '--dry-run', 'Expected --seed to be a whole number from -2147483648 to 2147483647, got "--dry-run".'],
    [
      '--sizes',
      '0x5',
      'Expected --sizes to be sizes in pixels such as 128x128,256x256, with sides from 1 to 4096, got "0x5". Try 128x128,256x256.',
    ],
    [
      '--sizes',
      '128',
      'Expected --sizes to be sizes in pixels such as 128x128,256x256, with sides from 1 to 4096, got "128". Try 128x128,256x256.',
    ],
    ['--formats', 'jpg', 'Expected --formats to be a list of jpeg, png, webp, avif, got "jpg". Try jpeg,webp.'],
    ['--formats', '', 'Expected --formats to be a list of jpeg, png, webp, avif, got "". Try jpeg,webp.'],
    ['--orientation', 'turn', 'Expected --orientation to be one of rotate, drop, keep, got "turn".'],
    [
      '--max-time',
      '10',
      'Expected --max-time to be a time with its unit, such as 90s, 10m or 1h30m, of at least 1 ms, and at most 24 days, or none, got "10". Try none.',
    ],
    [
      '--memory-limit',
      '2',
      'Expected --memory-limit to be an amount of memory of at least 64MiB, such as 2GiB or 512MB, got "2". Try 2GiB.',
    ],
    ['--json', '..', 'Expected --json to be the path of a file, got "..".'],
    ['--report-dir', '', 'Expected --report-dir to be the path of a folder, got "". Try reports.'],
  ])('for %s %s', (flag, value, says) => {
    expect(misuse(['check', flag, value])).toBe(says);
  });

  it('that names the variable when the value came from there', () => {
    expect(misuse(['check'], { THUMBPROOF_BATCH: 'many' })).toBe(
      'Expected THUMBPROOF_BATCH to be a whole number from 1 to 65536, got "many". Try 16.',
    );
  });

  it('for photographs as they are, but none named', () => {
    expect(misuse(['check', '--unmarked'])).toBe(
      'Expected --unmarked together with --photos, got it alone. Name a folder of photographs with --photos, or leave --unmarked out.',
    );
  });

  it('for two thumbnailers at once', () => {
    expect(misuse(['check', '--adapter', 'a.ts', '--command', 'x'])).toBe(
      'Expected either --adapter or --command, got both. Leave one out.',
    );
    expect(misuse(['check'], { THUMBPROOF_ADAPTER: 'a.ts', THUMBPROOF_COMMAND: 'x' })).toBe(
      'Expected either THUMBPROOF_ADAPTER or THUMBPROOF_COMMAND, got both. Leave one out.',
    );
  });
});
