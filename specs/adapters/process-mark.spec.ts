// What has left its process group is still found and killed, and nobody else's process is.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { killGroup } from '../../harness/adapters/process-group.ts';
import { type ProcessMark, processMark } from '../../harness/adapters/process-mark.ts';
import { gone, isAlive } from './bench.ts';

/** A process far from here: the shell that started it has ended, and it leads a session of its own. */
async function daemon({ env }: Pick<ProcessMark, 'env'>): Promise<number> {
  const shell = spawn('sh', ['-c', 'setsid sleep 100 > /dev/null 2>&1 & echo $!'], { env, detached: true });
  const [said] = await once(shell.stdout, 'data');
  const pid = Number(String(said));
  onTestFinished(() => killGroup(pid));
  // Until then it is still in the group of its shell.
  await vi.waitUntil(async () => (await readFile(`/proc/${pid}/comm`, 'utf8')) === 'sleep\n');
  return pid;
}

describe('the mark of a process', () => {
  it('is inherited, and finds what left its group', async () => {
    const mark = processMark();
    const pid = await daemon(mark);
    expect(await isAlive(pid)).toBe(true);
    mark.sweep();
    expect(await gone(pid)).toBe(true);
  });

  it('spares whoever carries another', async () => {
    const [ours, theirs] = [processMark(), processMark()];
    const stranger = await daemon(theirs);
    ours.sweep();
    expect(await isAlive(stranger)).toBe(true);
  });

  it('spares whoever only mentions it in another variable', async () => {
    const mark = processMark();
    const said = Object.values(mark.env).at(-1) ?? '';
    const stranger = await daemon({ env: { PATH: mark.env['PATH'], HEARD: `STARTED_BY_THUMBPROOF=${said}` } });
    mark.sweep();
    expect(await isAlive(stranger)).toBe(true);
  });

  it('is swept alone within another, also when its number begins like a neighbour’s, or with all of them', async () => {
    const whole = processMark();
    const parts = Array.from({ length: 11 }, whole.within);
    const [first = 0, eleventh = 0] = await Promise.all([parts[0] ?? whole, parts[10] ?? whole].map(daemon));
    parts[0]?.sweep();
    expect(await gone(first)).toBe(true);
    expect(await isAlive(eleventh)).toBe(true);
    whole.sweep();
    expect(await gone(eleventh)).toBe(true);
  });
});
