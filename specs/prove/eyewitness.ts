// Whether an oracle missed anything can only be told by somebody who knows what went wrong. Canaries repeat themselves to
// the byte, so each answer is compared with what the same canary, switched off and alone, makes of the same file.

import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { thumbnailOf } from '../../fixtures/canaries/scaling.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import type { Answer, Job, Thumbnailer } from '../../harness/model/thumbnailer.ts';

export type Eyewitness = {
  /** The same thumbnailer, seen by this witness. */
  readonly watch: (thumbnailer: Thumbnailer) => Thumbnailer;
  /**
   * Answers whose bytes are not those of their photo as it was when it was asked for or answered, that changed later, that
   * nobody asked for, or that never came. A refusal is none of these.
   */
  readonly wrongAnswers: () => Promise<number>;
};

type Seen = {
  readonly job: Job;
  readonly sources: readonly Uint8Array[];
  readonly bytes: Uint8Array;
  readonly digest: string;
};

/** Digests of right thumbnails by source and recipe: canaries are asked for the same photos, one after the other. */
const rightDigests = new Map<string, Promise<string>>();

/**
 * `correct` makes and starts the canary switched off. `hasOwnLook` when what it makes then is not what is usual, such as
 * bars in a colour of its own: what is usual may be just what it does when it is wrong.
 */
export function eyewitness(
  canaryName: string,
  correct: () => Promise<Thumbnailer>,
  hasOwnLook: boolean = false,
): Eyewitness {
  const seen: Seen[] = [];
  let strays = 0;

  const watchBatch = (batch: readonly Job[]) => {
    const owed = new Map(batch.map((job) => [job.key, { job, source: readFileSync(job.photo.path) }]));
    return {
      answered: (answer: Answer) => {
        const asked = owed.get(answer.key);
        owed.delete(answer.key);
        if (asked === undefined) strays++;
        else if (answer.kind === 'thumbnail') {
          const sources = [asked.source, readFileSync(asked.job.photo.path)];
          seen.push({ job: asked.job, sources, bytes: answer.bytes, digest: digestOf(answer.bytes) });
        }
      },
      ended: () => {
        strays += owed.size;
      },
    };
  };

  const isRight = async ({ job, sources, bytes, digest }: Seen) => {
    if (digestOf(bytes) !== digest) return false;
    if (!hasOwnLook) for (const source of sources) if ((await plainDigest(source, job.recipe)) === digest) return true;
    for (const source of sources) if ((await aloneDigest(source, job)) === digest) return true;
    return false;
  };
  const aloneDigest = (source: Uint8Array, job: Job) =>
    remembered(`${canaryName}|${digestOf(source)}|${recipeKey(job.recipe)}`, async () => {
      const photo = { ...job.photo, bytes: async () => source };
      const given = (await correct()).thumbnails([{ ...job, photo }], new AbortController().signal);
      const answers = given instanceof Promise ? await given : await gathered(given);
      const [answer] = answers;
      return answer?.kind === 'thumbnail' ? digestOf(answer.bytes) : 'refused';
    });

  return {
    watch: (thumbnailer) => ({
      ...thumbnailer,
      thumbnails: (batch, signal) => {
        const watched = watchBatch(batch);
        const given = thumbnailer.thumbnails(batch, signal);
        return given instanceof Promise
          ? given.then((answers) => {
              for (const answer of answers) watched.answered(answer);
              watched.ended();
              return answers;
            })
          : watchedOneByOne(given, watched);
      },
    }),
    wrongAnswers: async () => {
      let wrong = strays;
      for (const answer of seen) if (!(await isRight(answer))) wrong++;
      return wrong;
    },
  };
}

async function* watchedOneByOne(
  answers: AsyncIterable<Answer>,
  watched: { readonly answered: (answer: Answer) => void; readonly ended: () => void },
): AsyncIterable<Answer> {
  for await (const answer of answers) {
    watched.answered(answer);
    yield answer;
  }
  watched.ended();
}

async function gathered(answers: AsyncIterable<Answer>): Promise<readonly Answer[]> {
  const all: Answer[] = [];
  for await (const answer of answers) all.push(answer);
  return all;
}

function plainDigest(source: Uint8Array, recipe: Recipe): Promise<string> {
  return remembered(`${digestOf(source)}|${recipeKey(recipe)}`, () =>
    thumbnailOf(source, recipe).then(digestOf, () => 'refused'),
  );
}

function remembered(key: string, make: () => Promise<string>): Promise<string> {
  const known = rightDigests.get(key) ?? make();
  rightDigests.set(key, known);
  return known;
}

function recipeKey({ width, height, fit, format, quality }: Recipe): string {
  return `${width}x${height} ${fit} ${format} ${quality}`;
}

function digestOf(bytes: Uint8Array): string {
  return hash('sha1', bytes, 'hex');
}
