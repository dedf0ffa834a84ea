// Whatever a program leaves where its thumbnail should be, nothing but the bytes of a plain file of its own comes back,
// nothing blocks, and nothing outside its folders is read or removed.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../harness/model/adapter.ts';
import { deliveries, shortly, testBench, toldOf } from './bench.ts';
import { batchCommand, command, MEBIBYTE, worker } from './patient-adapters.ts';

/** Runs a script with the photo as `$1`, the output as `$2`, and a folder of the spec's as `$3`. */
type Way = (script: string, folder: string) => Adapter;
const LIMITS = { maxOutputBytes: MEBIBYTE };

const WAYS: Readonly<Record<string, Way>> = {
  command: (script, folder) => command(`sh ${script} {input} {output} ${folder}`, LIMITS),
  'batch command': (script, folder) => batchCommand(`sh ${script} {indir}/* {outdir}/a.jpg ${folder}`, LIMITS),
  'batch command with a manifest': (script, folder) =>
    batchCommand(
      `sh ${script} "$(sed 's/.*"input":"\\([^"]*\\)".*/\\1/' {manifest})" "$(sed 's/.*"output":"\\([^"]*\\)".*/\\1/' {manifest})" ${folder}`,
      LIMITS,
    ),
  worker: (script, folder) => worker(`python3 ${join(folder, 'worker.py')} ${script} ${folder}`, LIMITS),
};

/** Runs the script for each job, and says that all went well. */
const WORKER = `
import json, subprocess, sys
for line in sys.stdin:
    job = json.loads(line)
    subprocess.run(['sh', sys.argv[1], job['input'], job['output'], sys.argv[2]])
    print(json.dumps({'key': job['key'], 'ok': True}), flush=True)
`;

async function hostile(way: Way, script: string) {
  const bench = await testBench();
  const folder = join(bench.folder, 'own');
  await mkdir(join(folder, 'private'), { recursive: true });
  await writeFile(join(folder, 'private', 'secret.jpg'), 'a secret');
  await writeFile(join(folder, 'worker.py'), WORKER);
  await writeFile(join(folder, 'program.sh'), script);
  const instance = await bench.opened(way(join(folder, 'program.sh'), folder));
  return { bench, instance, secrets: join(folder, 'private') };
}

describe.each(Object.entries(WAYS))('the output of a %s', (_, way) => {
  it.each([
    ['a link to what is private', 'ln -s "$3/private/secret.jpg" "$2"', 'its output is a symbolic link'],
    ['a link to nothing', 'ln -s "$3/nowhere" "$2"', 'its output is a symbolic link'],
    ['a link to a device that never ends', 'ln -s /dev/zero "$2"', 'its output is a symbolic link'],
    ['a pipe that nobody writes to', 'mkfifo "$2"', 'its output is not a regular file'],
    [
      'a socket',
      `python3 -c 'import os, socket, sys; os.chdir(os.path.dirname(sys.argv[1])); socket.socket(socket.AF_UNIX).bind(os.path.basename(sys.argv[1]))' "$2"`,
      'its output cannot be read (ENXIO)',
    ],
    ['a folder', 'mkdir -p "$2/deep"', 'its output is not a regular file'],
    ['a sparse file of a tebibyte', 'truncate -s 1T "$2"', 'its output is too large: 1099511627776 bytes'],
    ['empty', ': > "$2"', 'its output is empty'],
    ['a link to itself', 'ln -s "$2" "$2"', 'its output is a symbolic link'],
  ])('that is %s is refused', async (_name, script, says) => {
    const { bench, instance } = await hostile(way, script);
    const [told] = await toldOf(instance, [await bench.job('a.jpg', 'photo')]);
    expect(told).toContain('a.jpg refused: ');
    expect(told).toContain(says);
  });

  it('that is a hard link to the photo is the photo, which stays', async () => {
    const { bench, instance } = await hostile(way, 'ln "$1" "$2"');
    const job = await bench.job('a.jpg', 'photo');
    const [told] = await deliveries(instance, [job]);
    expect(told?.kind === 'thumbnail' ? Buffer.from(told.bytes).toString() : told).toBe('photo');
    await instance.close();
    expect(await readFile(job.photo.path, 'utf8')).toBe('photo');
  });

  it('whose folder became a link is not looked for there, and nothing is removed from there', async () => {
    const { bench, instance, secrets } = await hostile(
      way,
      'd=$(dirname "$2"); cp "$1" "$3/private/$(basename "$2")"; rm -r "$d"; ln -s "$3/private" "$d"',
    );
    const [told] = await deliveries(instance, [await bench.job('a.jpg', 'photo')]);
    expect(told === undefined ? '' : shortly(told)).toContain('lies in a folder that was replaced by a link');
    await instance.close();
    expect((await readdir(secrets)).length).toBe(2);
    expect(await readFile(join(secrets, 'secret.jpg'), 'utf8')).toBe('a secret');
  });

  it('that is written and cut while it is read is at most what one look at it promised', async () => {
    const { bench, instance } = await hostile(
      way,
      '(for i in $(seq 200); do head -c 900000 /dev/zero > "$2"; : > "$2"; done) & head -c 900000 /dev/zero > "$2"',
    );
    for (const told of await deliveries(instance, [await bench.job('a.jpg', 'photo')]))
      expect(told.kind === 'thumbnail' ? told.bytes.byteLength : 0).toBeLessThanOrEqual(900_000);
  });
});

describe('a worker that names files itself', () => {
  it.each(['../../private/secret.jpg', '/etc/passwd', 'a.jpg/../../../own/private/secret.jpg'])(
    'is believed no path such as %s: only the one that it was told is read',
    async (path) => {
      const bench = await testBench();
      const script = join(bench.folder, 'worker.py');
      await writeFile(
        script,
        `import json, sys\nfor line in sys.stdin:\n    key = json.loads(line)['key']\n    print(json.dumps({'key': key, 'ok': True, 'output': ${JSON.stringify(path)}}), flush=True)\n    print(json.dumps({'key': ${JSON.stringify(path)}, 'ok': True}), flush=True)\n`,
      );
      const instance = await bench.opened(worker(`python3 ${script}`));
      const told = await toldOf(instance, [await bench.job('a'), await bench.job('b')]);
      expect(told).toContain('a refused: it said ok and wrote no output');
      expect(told.filter((each) => !each.includes('refused: it'))).toEqual([]);
    },
  );
});
