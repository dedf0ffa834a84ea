// What is written beside the pixels of a photo, before it is known which container it goes into.

import { markOf } from '../model/metadata-mark.ts';
import type { MetadataChannel } from '../model/metadata-channel.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { exifBlock } from './exif-block.ts';
import { iccProfile } from './icc-profile.ts';

/** Each in the form in which all containers hold it: a TIFF structure, an XMP packet, a profile, IPTC records; null for none. */
export type FileMetadata = {
  readonly exif: Buffer | null;
  readonly xmp: Buffer | null;
  readonly icc: Buffer | null;
  readonly iptc: Buffer | null;
  readonly comment: Buffer | null;
  readonly text: Buffer | null;
  readonly box: Buffer | null;
  readonly trailing: Buffer | null;
};

export const NO_METADATA: FileMetadata = {
  exif: null,
  xmp: null,
  icc: null,
  iptc: null,
  comment: null,
  text: null,
  box: null,
  trailing: null,
};

type DescribedPhoto = Pick<PhotoPlan, 'contentId' | 'version' | 'drawnAs' | 'orientationExif'>;

/** `channels` are those to fill; `preview` is the JPEG for that channel, null without it. */
export function fileMetadata(
  nonce: string,
  photo: DescribedPhoto,
  channels: readonly MetadataChannel[],
  preview: Uint8Array | null,
): FileMetadata {
  const mark = (channel: MetadataChannel) => (channels.includes(channel) ? markOf(nonce, photo, channel) : null);
  const bytes = (channel: MetadataChannel, wrap: (text: string) => Buffer) => {
    const text = mark(channel);
    return text === null ? null : wrap(text);
  };
  const exif = exifBlock({
    orientation: photo.orientationExif,
    description: mark('exif'),
    gpsArea: mark('gps'),
    preview,
  });
  return {
    exif: exif.length === 0 ? null : exif,
    xmp: bytes('xmp', xmpPacket),
    icc: bytes('icc', iccProfile),
    iptc: bytes('iptc', iptcRecords),
    comment: bytes('comment', latin1),
    text: bytes('text', latin1),
    box: bytes('box', latin1),
    trailing: bytes('trailing', latin1),
  };
}

/** A Dublin Core description (XMP specification part 1 §7). */
function xmpPacket(description: string): Buffer {
  return latin1(
    '<?xpacket begin="\u{ef}\u{bb}\u{bf}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>' +
      `<rdf:li xml:lang="x-default">${description}</rdf:li>` +
      '</rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  );
}

/** Dataset 2:120, the caption, in a Photoshop image resource 0x0404 (IPTC IIM 4.2 §1.5). */
function iptcRecords(caption: string): Buffer {
  const record = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, caption.length]), latin1(caption)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(record.length);
  const resource = Buffer.concat([latin1('8BIM\u{04}\u{04}\0\0'), size, record]);
  return Buffer.concat([resource, Buffer.alloc(record.length % 2)]);
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
