import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thumbnailOf } from '../../fixtures/canaries/scaling.ts';
import type { Answer, Job, Thumbnailer } from '../../harness/model/thumbnailer.ts';
import { flatPhotos, jobsOf } from '../fixtures/drive.ts';
import { temporaryFolder } from '../materialise/temporary-folder.ts';
import { eyewitness } from './eyewitness.ts';

/** Jobs for as many photos as said, each of them a file. */
async function jobsForFiles(count: number): Promise<readonly Job[]> {
  const folder = await temporaryFolder();
  const photos = await flatPhotos(count);
  return Promise.all(
    jobsOf(photos, count).map(async (job, index) => {
      const path = join(folder, `${index}.jpg`);
      await writeFile(path, await job.photo.bytes());
      return { ...job, photo: { ...job.photo, path } };
    }),
  );
}

const right = async ({ key, photo, recipe }: Job): Promise<Answer> => {
  return { key, kind: 'thumbnail', bytes: await thumbnailOf(await photo.bytes(), recipe) };
};
const answering = (answers: (batch: readonly Job[]) => Promise<readonly Answer[]>): Thumbnailer => {
  return { name: 'seen', thumbnails: answers };
};
const correct = async () => answering((batch) => Promise.all(batch.map(right)));

/** How many wrong answers a witness counts of these. */
async function counted(
  answers: (batch: readonly Job[]) => Promise<readonly Answer[]>,
  afterwards: (given: readonly Answer[]) => void = () => undefined,
): Promise<number> {
  const witness = eyewitness('seen', correct);
  const jobs = await jobsForFiles(4);
  let given: readonly Answer[] = [];
  const remembered = async (batch: readonly Job[]) => {
    given = await answers(batch);
    return given;
  };
  await witness.watch(answering(remembered)).thumbnails(jobs, new AbortController().signal);
  afterwards(given);
  return witness.wrongAnswers();
}

const allRight = (batch: readonly Job[]) => Promise.all(batch.map(right));

describe('an eyewitness', () => {
  it('counts nothing where every photo got its own thumbnail, or a refusal', async () => {
    expect(await counted(allRight)).toBe(0);
    const refuses = async (batch: readonly Job[]) =>
      batch.map(({ key }): Answer => ({ key, kind: 'refused', reason: 'too dark' }));
    expect(await counted(refuses)).toBe(0);
  });

  it("counts each answer that is another photo's", async () => {
    const swapped = async (batch: readonly Job[]) => {
      const [one, two, ...others] = await allRight(batch);
      if (one === undefined || two === undefined) return others;
      return [{ ...one, key: two.key }, { ...two, key: one.key }, ...others];
    };
    expect(await counted(swapped)).toBe(2);
  });

  it('counts answers that never came, and those that nobody asked for', async () => {
    expect(await counted(async (batch) => (await allRight(batch)).slice(1))).toBe(1);
    const extra = async (batch: readonly Job[]) => {
      const answers = await allRight(batch);
      return [...answers, ...answers.slice(0, 1).map((answer) => ({ ...answer, key: 'nobody-asked' }))];
    };
    expect(await counted(extra)).toBe(1);
  });

  it('counts bytes that changed after they were given', async () => {
    const overwrite = (given: readonly Answer[]) => {
      const [first] = given;
      if (first?.kind === 'thumbnail') first.bytes.fill(0);
    };
    expect(await counted(allRight, overwrite)).toBe(1);
  });

  it('takes the photo as it was when it was asked for, and as it was when it was answered', async () => {
    const [, , , other] = await jobsForFiles(4);
    const newer = (await other?.photo.bytes()) ?? new Uint8Array();
    const replacedMeanwhile = async (batch: readonly Job[]) => {
      const [first] = batch;
      if (first === undefined || other === undefined) return [];
      await writeFile(first.photo.path, newer);
      const shown = await thumbnailOf(newer, first.recipe);
      return [{ key: first.key, kind: 'thumbnail', bytes: shown } as const, ...(await allRight(batch.slice(1)))];
    };
    expect(await counted(replacedMeanwhile)).toBe(0);
  });
});
