import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAgain } from '../../harness/campaign.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { readStoredResult } from '../../harness/report/stored-result.ts';
import { renderJudgedAgain } from '../../harness/report/judged-again-text.ts';
import { schemaIn, validatorOf } from '../report/json-schema.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
let run = '';
let result: Result;
let stdout = '';

/** A run of a thumbnailer that mixes up half of its batches, as `check` leaves it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
  const flags =
    '--adapter fixtures/canaries/completion-order.ts --seed 7 --thumbnails 300 --sizes 64x64 --phases calibrate,names --explain-time 2s --no-shrink --failures-dir none --cache-dir none --reporter junit,sarif';
  const ended = spawnSync(
    process.execPath,
    [join(root, 'dist/cli/main.js'), 'check', ...flags.split(' '), '--report-dir', join(folder, 'reports')],
    { cwd: root, encoding: 'utf8', env: { ...process.env, CANARY_RATE: '0.5', TMPDIR: folder } },
  );
  stdout = ended.stdout;
  expect([ended.status, ended.stderr]).toEqual([1, expect.anything()]);
  run = join(folder, 'reports/latest');
  const stored = readStoredResult(await readFile(join(run, 'result.json'), 'utf8'));
  if (stored.kind !== 'result') throw new Error(stored.says);
  result = stored.result;
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The run, copied, so that a spec may change it. */
async function copied(): Promise<string> {
  const copy = await mkdtemp(join(folder, 'copy-'));
  await cp(run, copy, { recursive: true, dereference: true });
  return copy;
}

describe('what a real run leaves for machines', () => {
  it('fits the published schemas, each line of its history and its result', async () => {
    const eventFaults = validatorOf(schemaIn('../../harness/run/history.schema.json'));
    const lines = (await readFile(join(run, 'history.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.flatMap((line) => eventFaults(JSON.parse(line)).map((fault) => `${fault}: ${line}`))).toEqual([]);
    const resultFaults = validatorOf(schemaIn('../../harness/report/result.schema.json'));
    expect(resultFaults(JSON.parse(await readFile(join(run, 'result.json'), 'utf8')))).toEqual([]);
    const sarifFaults = validatorOf(schemaIn('schemas/sarif-2.1.0.json'));
    expect(sarifFaults(JSON.parse(await readFile(join(run, 'results.sarif'), 'utf8')))).toEqual([]);
  });

  it('is named where the report ends', () => {
    expect(stdout).toMatch(/\nFiles .+\n +\S+junit\.xml\n +\S+results\.sarif\n/);
  });
});

describe('a stored run', () => {
  it('is judged again from its evidence alone, and every mix-up is confirmed', async () => {
    const judged = await judgeAgain(run, result);
    expect(judged.why).toBeNull();
    const ofPictures = result.breaches.filter(({ oracle, evidence }) => oracle === 'ownership' && evidence !== null);
    expect(ofPictures.length).toBeGreaterThan(2);
    const outcomes = new Map(judged.hearings.map(({ breach, outcome }) => [breach, outcome]));
    expect(ofPictures.map(({ id }) => outcomes.get(id))).toEqual(ofPictures.map(() => 'confirmed'));
    expect(judged.hearings.map(({ outcome }) => outcome)).not.toContain('cleared');
    expect(renderJudgedAgain(result, judged, 100)).toMatch(
      /^Judged again {2}\d+ of \d+ stored breaches confirmed by the oracles of today.*\n(.*\n)*Not kept {6}.*the thumbnails that were found right/,
    );
  });

  it('does not confirm what shows its own photo', async () => {
    const copy = await copied();
    const breach = result.breaches.find(({ recipe, oracle }) => recipe.endsWith('jpeg') && oracle === 'ownership');
    if (breach === undefined) throw new Error('Expected a mix-up among the JPEG thumbnails.');
    const evidence = join(copy, breach.evidence ?? '');
    const source = (await readdir(evidence)).find((name) => name.startsWith('source.')) ?? '';
    const own = await sharp(join(evidence, source)).autoOrient().resize(64, 64).jpeg({ quality: 80 }).toBuffer();
    await writeFile(join(evidence, 'answer.jpg'), own);
    const { hearings } = await judgeAgain(copy, { breaches: [breach] });
    expect(hearings).toMatchObject([{ breach: breach.id, outcome: 'cleared' }]);
  });

  it('holds an answer beside the one made alone, where that was kept', async () => {
    const copy = await copied();
    const breach = result.breaches.find(({ recipe, oracle }) => recipe.endsWith('jpeg') && oracle === 'ownership');
    if (breach === undefined) throw new Error('Expected a mix-up among the JPEG thumbnails.');
    const evidence = join(copy, breach.evidence ?? '');
    const source = (await readdir(evidence)).find((name) => name.startsWith('source.')) ?? '';
    const own = sharp(join(evidence, source)).autoOrient().resize(64, 64);
    const grey = { create: { width: 64, height: 40, channels: 3, background: '#808080' } } as const;
    const spoilt = own.clone().composite([{ input: grey, gravity: 'south' }]);
    await writeFile(join(evidence, 'answer.jpg'), await spoilt.jpeg({ quality: 80 }).toBuffer());
    const isolated = { ...breach, oracle: 'isolation', kind: 'damaged' } as const;
    const outcome = async () => (await judgeAgain(copy, { breaches: [isolated] })).hearings[0]?.outcome;
    expect(await outcome()).toBe('doubted');
    await writeFile(join(evidence, 'alone.jpg'), await own.jpeg({ quality: 80 }).toBuffer());
    expect(await outcome()).toBe('confirmed');
  });

  it('opens no evidence outside of its own folder, whatever it names', async () => {
    const [breach] = result.breaches;
    if (breach === undefined) throw new Error('Expected a breach.');
    const strays = ['../latest/evidence/x', 'evidence/../..', '/etc', 'evidence/a/b'];
    const breaches = strays.map((evidence, index) => ({ ...breach, id: `b${index}`, evidence }));
    const { hearings } = await judgeAgain(run, { breaches });
    expect(hearings.map(({ outcome, says }) => [outcome, says])).toEqual(
      strays.map(() => ['unheard', 'its evidence is said to lie outside of the run.']),
    );
  });

  it('says what is not there, and makes nothing up for it', async () => {
    const whyNow = async (change: (copy: string) => Promise<void>) => {
      const copy = await copied();
      await change(copy);
      const { why, hearings } = await judgeAgain(copy, result);
      return why ?? [...new Set(hearings.map(({ outcome, says }) => `${outcome}: ${says}`))].join(' ');
    };
    expect(await whyNow((copy) => rm(join(copy, 'grounds.json')))).toBe(
      'what its judge went by, grounds.json, is not in its folder',
    );
    expect(await whyNow((copy) => writeFile(join(copy, 'grounds.json'), '{"schemaVersion":1'))).toContain('cut short');
    expect(await whyNow((copy) => writeFile(join(copy, 'plan.json'), '{"schemaVersion":1,"photos":7}'))).toBe(
      'unheard: no plan in the folder asks for it.',
    );
    expect(await whyNow((copy) => rm(join(copy, 'evidence'), { recursive: true }))).toBe(
      'unheard: no answer is in its evidence.',
    );
  });
});
