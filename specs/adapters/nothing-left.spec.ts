// Whatever a program does instead of ending, it is ended, and nothing that it started lives on, wherever that went.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCensus } from '../../harness/conformance/census.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { incidentsOf, testBench, toldOf } from './bench.ts';
import { batchCommand, command, MEBIBYTE, worker } from './patient-adapters.ts';

/** `leave` starts a process in a session of its own, which keeps the pipes; $1 is a file that says that it has begun. */
const PROGRAMS = {
  hangs: 'leave; sleep 100',
  crashes: 'leave; kill -SEGV $$',
  forks: 'for each in 1 2 3 4 5 6; do (leave; leave; sleep 100) & (leave) & done; wait',
  floods: 'leave; yes',
  'floods its log': 'leave; yes >&2',
  'fills the disk': 'leave; yes > "$(output "$@")"',
  'leaves zombies': `leave; exec python3 -c '
import os, time
for each in range(5):
    if os.fork() == 0:
        os._exit(0)
time.sleep(100)'`,
};
const LEAVE = `leave() { setsid sleep 100 & until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done; echo >> "$1"; }\n`;

/** Where a thumbnail goes: of a worker as it is told, of a batch anywhere in its folder. */
const OUTPUT = `output() {
  if [ $# = 1 ]; then read -r job; echo "$job" | sed 's/.*"output":"\\([^"]*\\)".*/\\1/'
  elif [ -d "$3" ]; then echo "$3/more"
  else echo "$3"
  fi
}\n`;

const LIMITS = { timeoutMs: 2_000, maxWrittenBytes: MEBIBYTE, maxOutputBytes: MEBIBYTE };
type Ends = Readonly<Record<keyof typeof PROGRAMS, string>>;
const ADAPTERS: Readonly<Record<string, { readonly of: (script: string) => Adapter; readonly ends: Ends }>> = {
  command: {
    of: (script) => command(`${script} {input} {output}`, LIMITS),
    ends: {
      hangs: 'hung: The process for a had not ended after 2000 ms and was killed',
      crashes: 'a refused: it was killed by SIGSEGV',
      forks: 'hung: The process for a had not ended after 2000 ms and was killed',
      floods: 'a refused: it wrote more than 1048576 bytes to stdout and stderr and was killed',
      'floods its log': 'a refused: it wrote more than 1048576 bytes to stdout and stderr and was killed',
      'fills the disk': 'a refused: its output took more than 1048576 bytes of disk and it was killed',
      'leaves zombies': 'hung: The process for a had not ended after 2000 ms and was killed',
    },
  },
  'batch command': {
    of: (script) => batchCommand(`${script} {indir} {outdir}`, LIMITS),
    ends: {
      hangs: 'hung: The process for a batch had not ended after 2000 ms and was killed',
      crashes: 'crashed: The process for a batch was killed by SIGSEGV',
      forks: 'hung: The process for a batch had not ended after 2000 ms and was killed',
      floods: 'crashed: The process for a batch wrote more than 1048576 bytes to stdout and stderr and was killed',
      'floods its log':
        'crashed: The process for a batch wrote more than 1048576 bytes to stdout and stderr and was killed',
      'fills the disk': 'crashed: The outputs of a batch took more than 1048576 bytes of disk; its process was killed',
      'leaves zombies': 'hung: The process for a batch had not ended after 2000 ms and was killed',
    },
  },
  worker: {
    of: (script) => worker(script, { timeoutMs: 2_000, maxOutputBytes: MEBIBYTE }),
    ends: {
      hangs: 'hung: nothing was answered for 2000 ms; the process was killed',
      crashes: 'crashed: signal SIGSEGV',
      forks: 'hung: nothing was answered for 2000 ms; the process was killed',
      floods: 'crashed: it flooded its stdout and was killed; ',
      'floods its log': 'hung: nothing was answered for 2000 ms; the process was killed',
      'fills the disk': 'crashed: its outputs took more than 16777216 bytes of disk; the process was killed',
      'leaves zombies': 'hung: nothing was answered for 2000 ms; the process was killed',
    },
  },
};

describe.each(Object.entries(ADAPTERS))('a %s', (_, { of, ends }) => {
  it.each(Object.entries(PROGRAMS))('that %s is ended, with all it started', async (name, program) => {
    const bench = await testBench();
    const script = join(bench.folder, 'program.sh');
    await writeFile(script, `${LEAVE}${OUTPUT}${program}\n`);
    const census = startCensus();
    onTestFinished(census.end);
    const instance = await bench.opened(of(`sh ${script} ${join(bench.folder, 'begun')}`));
    const [told = '', ...more] = await toldOf(instance, [await bench.job('a')]);
    expect(told).toContain(Object.entries(ends).find(([key]) => key === name)?.[1]);
    expect(more).toEqual([]);
    // Before it is closed: the next photos are not to share the machine with what is left of this one.
    await vi.waitUntil(async () => (await census.alive()).length === 0, { timeout: 20_000 });
    expect(incidentsOf(await instance.close()).length).toBe(name === 'crashes' && told.startsWith('a refused') ? 1 : 0);
  });
});

describe.each([
  ['command', (script: string) => command(`${script} {input} {output}`)],
  ['batch command', (script: string) => batchCommand(`${script} {indir} {outdir}`)],
  ['worker', (script: string) => worker(script)],
])('a %s that ends well', (_, of) => {
  it('keeps nothing running once it is closed', async () => {
    const bench = await testBench();
    const script = join(bench.folder, 'program.sh');
    // Without the pipes, so that nobody has to wait for them.
    await writeFile(script, `exec > ${join(bench.folder, 'log')} 2>&1\n${LEAVE}leave\n`);
    const census = startCensus();
    onTestFinished(census.end);
    const instance = await bench.opened(of(`sh ${script} ${join(bench.folder, 'begun')}`));
    await toldOf(instance, [await bench.job('a')]);
    await instance.close();
    await vi.waitUntil(async () => (await census.alive()).length === 0, { timeout: 20_000 });
  });
});
