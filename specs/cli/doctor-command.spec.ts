import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctorCommand } from '../../harness/cli/doctor-command.ts';
import { DOCTOR_FLAG_NAMES } from '../../harness/cli/flag-names.ts';
import { FLAGS } from '../../harness/cli/flags.ts';
import type { DoctorInvocation } from '../../harness/cli/invocation.ts';
import type { DoctorReport, RunDoctor } from '../../harness/model/doctor.ts';
import { EXAMINED } from '../literals/doctor.ts';
import { recordingScreen } from './recording-screen.ts';
import { read } from './surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function invocationOf(flags: readonly string[], environment: Readonly<Record<string, string>> = {}): DoctorInvocation {
  const invocation = read(['doctor', '--cache-dir', join(folder, 'cache'), ...flags], environment);
  if (invocation.kind !== 'doctor') throw new Error(`Expected a doctor, got ${JSON.stringify(invocation)}.`);
  return { ...invocation, options: { ...invocation.options, workspaceParent: folder } };
}

async function doctor(flags: readonly string[], run: RunDoctor) {
  const [stdout, stderr] = [recordingScreen(), recordingScreen()];
  const exitCode = await doctorCommand({
    invocation: invocationOf(flags),
    loadRun: () => Promise.resolve(run),
    streams: { stdout, stderr, ticker: () => () => undefined },
    signal: new AbortController().signal,
    onDisplay: () => undefined,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

const finding =
  (report: DoctorReport): RunDoctor =>
  () =>
    Promise.resolve({ kind: 'examined', report });

describe('doctor', () => {
  it('prints what was found, ends with its exit code, and makes no report folder', async () => {
    const { exitCode, stdout, stderr } = await doctor([], finding({ ...EXAMINED, exitCode: 3, why: 'Too blurred.' }));
    expect([exitCode, stderr]).toEqual([3, '']);
    expect(stdout).toMatch(/^Too blurred\.\n/);
    expect(await readdir(folder)).toEqual(['cache']);
  });

  it('writes the same as JSON when asked to', async () => {
    const path = join(folder, 'elsewhere/doctor.json');
    await doctor(['--json', path], finding(EXAMINED));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(EXAMINED);
  });

  it('says in one line what is wrong with the thumbnailer that was named', async () => {
    const run: RunDoctor = () => Promise.resolve({ kind: 'misconfigured', says: 'Expected a program, got none.' });
    expect(await doctor([], run)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'thumbproof: Expected a program, got none.\n',
    });
  });

  it('takes a fault of its own for what it is', async () => {
    const { exitCode, stderr } = await doctor([], () => Promise.reject(new Error('out of ink')));
    expect(exitCode).toBe(70);
    expect(stderr).toContain(
      'A fault in thumbproof itself, which says nothing about the thumbnailer: Error: out of ink',
    );
  });
});

describe('the flags of doctor', () => {
  it('are read as those of check, and leave the load at its defaults whatever the environment says of it', () => {
    const { options } = invocationOf(['--sizes', '32x32', '--formats', 'avif', '--seed', '7'], {
      THUMBPROOF_OWNERS: 'nonsense',
      THUMBPROOF_QUALITY: '55',
    });
    expect(options).toMatchObject({ seed: 7, owners: 60 });
    expect(options.recipes).toEqual([{ width: 32, height: 32, fit: 'cover', format: 'avif', quality: 55 }]);
  });

  it('stand in its help, and no others', () => {
    const help = read(['doctor', '--help']);
    if (help.kind !== 'shown') throw new Error('Expected help.');
    const shown = [...help.text.matchAll(/^ {2}--([a-z0-9-]+)(?: <| {2})/gm)].map(([, name]) => name);
    expect(shown).toEqual([...DOCTOR_FLAG_NAMES.map((name) => FLAGS[name].name), 'help']);
    expect(help.text).toContain('npx thumbproof doctor --sizes 128x128 --formats jpeg --json doctor.json');
    expect(help.text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('do not include those of a load', () => {
    expect(read(['doctor', '--owners', '3'])).toEqual({
      kind: 'misused',
      says: "Unknown option '--owners'. See npx thumbproof doctor --help.",
    });
  });
});
