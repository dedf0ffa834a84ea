// "npm run prove -- 1.3" measures point 3 of issue 1 on this machine and writes its dated result;
// "npm run prove -- --readme" puts the tables of all results into the README.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { REPOSITORY_ROOT } from './gate-run.ts';
import { runSteps } from './journal.ts';
import { withOneLiners } from './one-liners.ts';
import { POINTS } from './points.ts';
import { readProof, writeProof, type Proof } from './proof.ts';
import { withProofTables } from './readme-tables.ts';
import { commitName, subjectDigest, thisMachine } from './subject.ts';

const { values, positionals } = parseArgs({
  options: { readme: { type: 'boolean', default: false } },
  allowPositionals: true,
});

if (values.readme) await writeReadme();
else if (positionals.length === 0) listPoints();
else for (const name of positionals) await prove(name);

async function prove(name: string): Promise<void> {
  const point = POINTS[name];
  if (point === undefined) {
    console.error(
      `Expected one of ${Object.keys(POINTS).join(', ')}, got ${name}. Run "npm run prove" for their titles.`,
    );
    process.exitCode = 2;
    return;
  }
  console.log(`${name} ${point.title}`);
  const subject = await subjectDigest();
  const journalFile = join(REPOSITORY_ROOT, '.thumbproof/prove', `${name}.ndjson`);
  const steps = await runSteps(point.steps('full'), subject, journalFile, (line) => console.log(line));
  const { claims, table } = point.conclude(steps, 'full');
  const proof: Proof = {
    point: name,
    title: point.title,
    date: new Date().toISOString().slice(0, 10),
    commit: commitName(),
    subject,
    machine: await thisMachine(),
    holds: claims.every(({ holds }) => holds),
    claims,
    table,
    steps,
  };
  await writeProof(proof);
  for (const { holds, says, expected, measured } of claims) {
    console.log(`${holds ? 'holds ' : 'FAILS '} ${says}: expected ${expected}, measured ${measured}`);
  }
  if (!proof.holds) process.exitCode = 1;
}

async function writeReadme(): Promise<void> {
  const file = join(REPOSITORY_ROOT, 'README.md');
  const proofs = await Promise.all(Object.keys(POINTS).map(readProof));
  const byPoint = new Map(proofs.flatMap((proof) => (proof === null ? [] : [[proof.point, proof] as const])));
  await writeFile(file, withOneLiners(withProofTables(await readFile(file, 'utf8'), byPoint)));
  console.log(`README.md shows ${[...byPoint.keys()].join(', ') || 'no point'}`);
}

function listPoints(): void {
  for (const [name, { title }] of Object.entries(POINTS)) console.log(`${name}  ${title}`);
}
