// The examination itself, on real thumbnailers in processes of their own, as the command line starts it.

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../harness/campaign.ts';
import type { DoctorReport } from '../../harness/model/doctor.ts';
import { layPhotographs } from '../photos/photographs.ts';
import { temporaryFolder } from '../materialise/temporary-folder.ts';
import { read } from './surroundings.ts';

const SMALL = '--sizes 64x64 --formats png --archived-share 0 --source-formats jpeg --seed 3 --cache-dir none';

async function examined(flags: string, signal = new AbortController().signal): Promise<DoctorReport> {
  const invocation = read(['doctor', ...`${SMALL} ${flags}`.trim().split(' ')]);
  if (invocation.kind !== 'doctor') throw new Error(`Expected a doctor, got ${JSON.stringify(invocation)}.`);
  const options = { ...invocation.options, workspaceParent: await temporaryFolder() };
  const outcome = await runDoctor(options, { signal, onProgress: () => undefined });
  if (outcome.kind !== 'examined') throw new Error(outcome.says);
  return outcome.report;
}

const module = (file: string) => `--adapter ${resolve('fixtures', file)}`;

describe('an examination', () => {
  it('of sharp finds that tiles and lines are seen, on enough photos that were not learned from', async () => {
    const { exitCode, sensitivity, falseAlarm, findings, unreadable } = await examined('');
    expect([exitCode, findings, unreadable]).toEqual([0, [], []]);
    const [one] = sensitivity;
    expect(sensitivity).toHaveLength(1);
    expect(one).toMatchObject({ recipe: '64x64 cover png', stratum: 'fresh', injected: 1000 });
    for (const { what, injected, noticed, rateMin } of one?.leaks ?? []) {
      expect([what, injected]).toEqual([what, what === '8×8 px' ? 1000 : 400]);
      expect(rateMin).toBeLessThan(noticed / injected);
    }
    const seen = new Map(one?.leaks.map(({ what, noticed, injected }) => [what, noticed / injected]));
    expect([seen.get('8×8 px'), seen.get('one row'), seen.get('one column')]).toEqual([1, 1, 1]);
    expect(one?.blends.map(({ what }) => what)).toEqual(expect.arrayContaining(['2 % blend', '5 % blend']));
    expect(one?.falseAccept.foreign).toMatchObject({ happened: 0, of: 2000 });
    expect(falseAlarm.alarm.happened).toBe(0);
    expect(falseAlarm.doubt.of).toBe(64);
  });

  it('on photographs measures the marks that lie over them, and says what they lie over', async () => {
    const folder = await temporaryFolder();
    await layPhotographs(folder, 4, 0);
    const { exitCode, profile, sensitivity, findings, falseAlarm } = await examined(`--photos ${folder}`);
    expect([exitCode, findings]).toEqual([0, []]);
    expect(profile.at(-1)).toContain('painted over crops of 4 photographs');
    const tiles = sensitivity[0]?.leaks.find(({ what }) => what === '8×8 px');
    expect((tiles?.noticed ?? 0) / (tiles?.injected ?? 1)).toBeGreaterThan(0.95);
    // Were these photos painted otherwise than they were made, all of them would be doubted.
    expect(falseAlarm.doubt.of).toBe(64);
    expect(falseAlarm.doubt.happened).toBeLessThan(8);
  });

  it('on a folder without photographs ends before anything is asked', async () => {
    const folder = await temporaryFolder();
    await expect(examined(`--photos ${folder}`)).rejects.toThrow('Expected --photos to name a folder with photographs');
  });

  it('names what cannot be read, and makes no claim about it', async () => {
    const { exitCode, sensitivity, unreadable } = await examined('--sizes 16x16 --source-formats jpeg');
    expect([exitCode, sensitivity, unreadable.length]).toEqual([3, [], 1]);
  });

  it('of a thumbnailer that cannot start says why', async () => {
    const { exitCode, incidents, selfCheck } = await examined(module('adapters/starts-badly.ts'));
    expect([exitCode, incidents]).toEqual([
      4,
      [{ incident: 'unavailable', detail: expect.stringContaining('no licence key') }],
    ]);
    expect(selfCheck.every(({ passed }) => passed)).toBe(true);
  });

  it('that is interrupted says so, and concludes nothing', async () => {
    expect(await examined('', AbortSignal.abort())).toMatchObject({ exitCode: 130, sensitivity: [] });
  });
});
