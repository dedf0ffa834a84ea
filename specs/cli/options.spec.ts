import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckInvocation } from '../../harness/cli/invocation.ts';
import { checkOf, read } from './surroundings.ts';

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
      photosFolder: null,
      unmarked: false,
      reportFolder: resolve('folder', 'reports'),
      cacheFolder: resolve('folder', '.thumbproof/cache'),
      workspaceParent: 'temporary',
      batchTimeoutMs: 30_000,
      memoryLimitBytes: 2 ** 31,
      dryRun: false,
      phases: ['calibrate', 'names', 'stress'],
      drawnLoads: { kind: 'count', count: 5, earlier: [] },
      shrinks: true,
      failures: { folder: resolve('folder', '.thumbproof/failures'), subject: '', flags: {} },
    });
    expect(rest).toEqual({
      kind: 'check',
      reporters: ['text', 'json'],
      github: { summaryFile: null, reads: false },
      jsonFile: null,
      rerun: 'npx thumbproof check --seed 4711',
      warnings: [],
    });
  });

  it('are what the flags say', () => {
    const { options, reporters, jsonFile } = checkOf(
      (
        '--seed -5 --dry-run --thumbnails 100 --max-mixup-rate 1e-4 --confidence .95 --max-time 1h30m --explain-time 0s --concurrency 8 --batch 4 --owners 2 ' +
        '--sizes 64x48 --formats avif,png,avif --fits contain,fill --archived-share 1 --max-failures 3 --reporter json --report-dir out --json r.json ' +
        '--inconclusive warn --orientation keep --source-formats jpeg --adapter a.ts --batch-timeout 500ms --memory-limit 512MB --cache-dir none --quality 30'
      ).split(' '),
    );
    expect(options).toMatchObject({
      thumbnailer: { kind: 'module', file: resolve('folder', 'a.ts') },
      seed: -5,
      dryRun: true,
      thumbnails: 100,
      maxMixupRate: 1e-4,
      confidence: 0.95,
      maxTimeMs: 5_400_000,
      explainTimeMs: 0,
      concurrency: 8,
      batch: 4,
      owners: 2,
      archivedShare: 1,
      maxFailures: 3,
      inconclusive: 'warn',
      orientation: 'keep',
      sourceFormats: ['jpeg'],
      reportFolder: resolve('folder', 'out'),
      batchTimeoutMs: 500,
      memoryLimitBytes: 512_000_000,
      cacheFolder: null,
    });
    expect(
      options.recipes.map(
        ({ format, fit, width, height, quality }) => `${width}x${height} ${fit} ${format} ${quality}`,
      ),
    ).toEqual(['64x48 contain avif 30', '64x48 fill avif 30', '64x48 contain png 30', '64x48 fill png 30']);
    expect([reporters, jsonFile]).toEqual([['json'], resolve('folder', 'r.json')]);
  });

  it.each([['--seed', '-1819918769'], ['--seed=-1819918769']])('take a negative seed as %s', (...argv) => {
    expect(checkOf(argv).options.seed).toBe(-1_819_918_769);
  });

  it('take reporters as lists and again and again, each once, and none that there is not', () => {
    const reporters = (...argv: string[]) => checkOf(argv).reporters;
    expect(reporters('--reporter', 'json,junit', '--reporter=sarif', '--reporter', 'junit')).toEqual([
      'json',
      'junit',
      'sarif',
    ]);
    expect(checkOf([], { THUMBPROOF_REPORTER: 'text,summary' }).reporters).toEqual(['text', 'summary']);
    expect(checkOf(['--reporter', 'junit'], { THUMBPROOF_REPORTER: 'text' }).reporters).toEqual(['junit']);
    expect(read(['check', '--reporter', 'text', '--reporter', 'xml'])).toMatchObject({
      kind: 'misused',
      says: expect.stringMatching(/^Expected --reporter to be a list of text, json, junit, .+, got "text,xml"\./),
    });
  });

  it('know the step of a job of GitHub that they are read in', () => {
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'step.md' };
    expect(checkOf([], environment).github).toEqual({ summaryFile: 'step.md', reads: true });
    expect(checkOf([], { GITHUB_STEP_SUMMARY: '' }).github).toEqual({ summaryFile: null, reads: false });
  });

  it('come from the flag, then the environment, then the default', () => {
    const environment = { THUMBPROOF_MAX_TIME: '10m', THUMBPROOF_DRY_RUN: '1', THUMBPROOF_OWNERS: '' };
    expect(checkOf([], environment).options).toMatchObject({ maxTimeMs: 600_000, dryRun: true, owners: 60 });
    expect(checkOf(['--max-time', '90s'], environment).options.maxTimeMs).toBe(90_000);
    expect(checkOf(['--max-time', 'none'], environment).options.maxTimeMs).toBeNull();
  });

  it('take loads by their number or by their names, and nothing else', () => {
    expect(checkOf(['--loads', '0']).options.drawnLoads).toEqual({ kind: 'count', count: 0, earlier: [] });
    expect(checkOf(['--loads', '7.3,4294967295.12+4+1']).options.drawnLoads).toEqual({
      kind: 'these',
      loads: ['7.3', '4294967295.12+4+1'],
    });
    for (const wrong of ['-1', '201', '7.3,', 'many'])
      expect(read(['check', `--loads=${wrong}`])).toMatchObject({
        kind: 'misused',
        says: expect.stringContaining('names of loads from a report, such as 7.3,7.12'),
      });
  });

  it('let a flag replace whatever thumbnailer the environment names', () => {
    const environment = { THUMBPROOF_COMMAND: 'convert {input} {output}' };
    expect(checkOf([], environment).options.thumbnailer).toEqual({
      kind: 'command',
      template: 'convert {input} {output}',
    });
    expect(checkOf(['--adapter', 'a.ts'], environment).options.thumbnailer.kind).toBe('module');
    expect(checkOf(['--command', 'x'], { THUMBPROOF_ADAPTER: 'a.ts' }).options.thumbnailer.kind).toBe('command');
  });

  it('can be repeated by pasting one line', () => {
    const argv = ['--command', "it's {input} -o {output}", '--max-time', '10m', '--dry-run'];
    const first = checkOf(argv, { THUMBPROOF_OWNERS: '7' });
    expect(first.rerun).toBe(
      String.raw`npx thumbproof check --command 'it'\''s {input} -o {output}' --max-time 10m --owners 7 --seed 4711`,
    );
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
