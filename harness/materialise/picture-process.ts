// The entry of a process that makes pictures. It ends with the channel to the run that started it, so that nothing is
// left behind however the run ends.

import { makePicture } from './make-picture.ts';
import type { PictureMade, PictureOrder } from './picture-messages.ts';

process.on('disconnect', () => process.exit());
process.on('message', (order: PictureOrder) => {
  void madeFrom(order).then((made) => {
    if (process.connected) process.send?.(made);
  });
});

async function madeFrom({ id, nonce, photo, form, carrier }: PictureOrder): Promise<PictureMade> {
  try {
    const bytes = await makePicture(nonce, photo, form, carrier === null ? undefined : () => carrier);
    return { kind: 'made', id, bytes };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', id, name, message };
  }
}
