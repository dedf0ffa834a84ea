import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckInvocation } from '../../harness/cli/options.ts';
import { checkOf, read } from './surroundings.ts';

/** The one line a misuse prints; fails on anything else. */
function misuse(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const invocation = read(argv, environment);
  if (invocation.kind !== 'misused') throw new Error(`Expected a misuse, got ${JSON.stringify(invocation)}.`);
  expect(invocation.says).not.toContain('\n');
  return invocation.says;
}

describe('the options of check', () => {
  it('default to the gate of the built-in thumbnailer', () => {
    const { options, ...rest } = checkOf([]);
    expect(options).toEqual({
      thumbnailer: { kind: 'built-in' },
      seed: 4711,
      thumbnails: null,
      maxMixupRate: 0.001,
      confidence: 0.99,
      maxTimeMs: null,
      explainTimeMs: 30_000,
      concurrency: 64,
      batch: 16,
      owners: 60,
      recipes: [
        { width: 128, height: 128, fit: 'cover', format: 'jpeg', quality: 80 },
        { width: 128, height: 128, fit: 'cover', format: 'webp', quality: 80 },
        { width: 256, height: 256, fit: 'cover', format: 'jpeg', quality: 80 },
        { width: 256, height: 256, fit: 'cover', format: 'webp', quality: 80 },
      ],
      archivedShare: 0.5,
      maxFailures: 1,
      inconclusive: 'fail',
      orientation: null,
      sourceFormats: ['jpeg', 'png', 'webp', 'avif', 'gif'],
      reportFolder: resolve('folder', 'reports'),
      cacheFolder: resolve('folder', '.thumbproof/cache'),
      workspaceParent: 'temporary',
      batchTimeoutMs: 30_000,
      memoryLimitBytes: 2 ** 31,
      dryRun: false,
    });
    expect(rest).toEqual({ kind: 'check', reporters: ['text', 'json'], jsonFile: null, rerun: 'npx thumbproof check --seed 4711', warnings: [] });
  });

  it('are what the flags say', () => {
    const { options, reporters, jsonFile } = checkOf(
      ('--seed -5 --dry-run --thumbnails 100 --max-mixup-rate 1e-4 --confidence .95 --max-time 1h30m --explain-time 0s --concurrency 8 --batch 4 --owners 2 ' +
        '--sizes 64x48 --formats avif,png,avif --fits contain,fill --archived-share 1 --max-failures 3 --reporter json --report-dir out --json r.json ' +
        '--inconclusive warn --orientation keep --source-formats jpeg --adapter a.ts --batch-timeout 500ms --memory-limit 512MB --cache-dir none --quality 30').split(' '),
    );
    expect(options).toMatchObject({
      thumbnailer: { kind: 'module', file: resolve('folder', 'a.ts') },
      seed: -5, dryRun: true, thumbnails: 100, maxMixupRate: 1e-4, confidence: 0.95, maxTimeMs: 5_400_000, explainTimeMs: 0, concurrency: 8, batch: 4, owners: 2,
      archivedShare: 1, maxFailures: 3, inconclusive: 'warn', orientation: 'keep', sourceFormats: ['jpeg'], reportFolder: resolve('folder', 'out'),
      batchTimeoutMs: 500, memoryLimitBytes: 512_000_000, cacheFolder: null,
    });
    expect(options.recipes.map(({ format, fit, width, height, quality }) => `${width}x${height} ${fit} ${format} ${quality}`)).toEqual([
      '64x48 contain avif 30', '64x48 fill avif 30', '64x48 contain png 30', '64x48 fill png 30',
    ]);
    expect([reporters, jsonFile]).toEqual([['json'], resolve('folder', 'r.json')]);
  });

  it.each([['--seed', '-1819918769'], ['--seed=-1819918769']])('take a negative seed as %s', (...argv) => {
    expect(checkOf(argv).options.seed).toBe(-1_819_918_769);
  });

  it('come from the flag, then the environment, then the default', () => {
    const environment = { THUMBPROOF_MAX_TIME: '10m', THUMBPROOF_DRY_RUN: '1', THUMBPROOF_OWNERS: '' };
    expect(checkOf([], environment).options).toMatchObject({ maxTimeMs: 600_000, dryRun: true, owners: 60 });
    expect(checkOf(['--max-time', '90s'], environment).options.maxTimeMs).toBe(90_000);
    expect(checkOf(['--max-time', 'none'], environment).options.maxTimeMs).toBeNull();
  });

  it('let a flag replace whatever thumbnailer the environment names', () => {
    const environment = { THUMBPROOF_COMMAND: 'convert {input} {output}' };
    expect(checkOf([], environment).options.thumbnailer).toEqual({ kind: 'command', template: 'convert {input} {output}' });
    expect(checkOf(['--adapter', 'a.ts'], environment).options.thumbnailer.kind).toBe('module');
    expect(checkOf(['--command', 'x'], { THUMBPROOF_ADAPTER: 'a.ts' }).options.thumbnailer.kind).toBe('command');
  });

  it('can be repeated by pasting one line', () => {
    const argv = ['--command', "it's {input} -o {output}", '--max-time', '10m', '--dry-run'];
    const first = checkOf(argv, { THUMBPROOF_OWNERS: '7' });
    expect(first.rerun).toBe(String.raw`npx thumbproof check --command 'it'\''s {input} -o {output}' --max-time 10m --owners 7 --seed 4711`);
  });
});

describe('a warning', () => {
  const warnings = (invocation: CheckInvocation) => invocation.warnings;
  it('is given when a batch is larger than the concurrency, which it then wins against', () => {
    expect(warnings(checkOf(['--batch', '128']))).toEqual([
      'A batch of 128 is larger than the concurrency of 64 and wins: batches are asked one at a time, 128 thumbnails in flight.',
    ]);
    expect(warnings(checkOf(['--batch', '64']))).toEqual([]);
  });

  it('is given for a variable that no flag reads', () => {
    expect(warnings(checkOf([], { THUMBPROOF_SEEED: '1', THUMBPROOF_SEED: '2', PATH: '' }))).toEqual([
      'THUMBPROOF_SEEED is set, but no flag has that name; see npx thumbproof check --help.',
    ]);
  });
});

describe('a misuse is one line', () => {
  it.each<[readonly string[], string]>([
    [['check', '--sede', '5'], "Unknown option '--sede' (Did you mean --seed?) See npx thumbproof check --help."],
    [['check', '--maxtime', '5m'], "Unknown option '--maxtime' (Did you mean --max-time?) See npx thumbproof check --help."],
    [['chekc'], "Unknown command 'chekc' (Did you mean check?) See npx thumbproof check --help."],
    [['check', 'extra'], "Too many arguments for 'check'. Expected 0 arguments but got 1. See npx thumbproof check --help."],
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
    ['--seed', '99999999999', 'Expected --seed to be a whole number from -2147483648 to 2147483647, got "99999999999".'],
    ['--seed', '--dry-run', 'Expected --seed to be a whole number from -2147483648 to 2147483647, got "--dry-run".'],
    ['--sizes', '0x5', 'Expected --sizes to be sizes in pixels such as 128x128,256x256, with sides from 1 to 4096, got "0x5". Try 128x128,256x256.'],
    ['--sizes', '128', 'Expected --sizes to be sizes in pixels such as 128x128,256x256, with sides from 1 to 4096, got "128". Try 128x128,256x256.'],
    ['--formats', 'jpg', 'Expected --formats to be a list of jpeg, png, webp, avif, got "jpg". Try jpeg,webp.'],
    ['--formats', '', 'Expected --formats to be a list of jpeg, png, webp, avif, got "". Try jpeg,webp.'],
    ['--orientation', 'turn', 'Expected --orientation to be one of rotate, drop, keep, got "turn".'],
    ['--max-time', '10', 'Expected --max-time to be a time with its unit, such as 90s, 10m or 1h30m, of at least 1 ms, and at most 24 days, or none, got "10". Try none.'],
    ['--memory-limit', '2', 'Expected --memory-limit to be an amount of memory of at least 64MiB, such as 2GiB or 512MB, got "2". Try 2GiB.'],
    ['--json', '..', 'Expected --json to be the path of a file, got "..".'],
    ['--report-dir', '', 'Expected --report-dir to be the path of a folder, got "". Try reports.'],
  ])('for %s %s', (flag, value, says) => {
    expect(misuse(['check', flag, value])).toBe(says);
  });

  it('that names the variable when the value came from there', () => {
    expect(misuse(['check'], { THUMBPROOF_BATCH: 'many' })).toBe('Expected THUMBPROOF_BATCH to be a whole number from 1 to 65536, got "many". Try 16.');
  });

  it('for two thumbnailers at once', () => {
    expect(misuse(['check', '--adapter', 'a.ts', '--command', 'x'])).toBe('Expected either --adapter or --command, got both. Leave one out.');
    expect(misuse(['check'], { THUMBPROOF_ADAPTER: 'a.ts', THUMBPROOF_COMMAND: 'x' })).toBe(
      'Expected either THUMBPROOF_ADAPTER or THUMBPROOF_COMMAND, got both. Leave one out.',
    );
  });
});

describe('the help', () => {
  it('of check names every flag and can be pasted from', () => {
    const help = read(['check', '--help']);
    if (help.kind !== 'shown') throw new Error('Expected help.');
    expect(help.text).toContain('--max-mixup-rate <RATE>');
    expect(help.text).toContain('npx thumbproof check --adapter ./my-thumbnailer.ts');
    expect(help.text).toContain('Exit codes: 0 upheld');
    expect(help.text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it.each([[['--help']], [['help', 'check']], [['help']]])('is shown for %j', (argv) => {
    expect(read(argv)).toMatchObject({ kind: 'shown', text: expect.stringContaining('Usage: thumbproof') });
  });

  it('is not needed for the version', () => {
    expect(read(['--version'])).toEqual({ kind: 'shown', text: '1.2.3\n' });
  });
});
