// A cause that can be found in a catalogue of real incidents is believed sooner, and mended sooner: what the fault is, where in
// the code it lies as a rule, and who else has had it.

/** `name` completes "a …" or "an …"; `look` is where to look first; `like` are public incidents, each in a phrase. */
export type IncidentClass = { readonly name: string; readonly look: string; readonly like: readonly string[] };

export const INCIDENT_CLASSES = {
  A1: {
    name: 'list that closes up when one item fails',
    look: 'where results are collected and failures are filtered out, before they are matched with jobs',
    like: ['blend/promise-utils#53', 'immich-app/immich#10546'],
  },
  A2: {
    name: 'match of results by arrival or position',
    look: 'where results are pushed to a list, or taken off a queue, as they finish',
    like: ['PowerPointLabs#817', 'owncloud/gallery#382'],
  },
  A3: {
    name: 'variable shared by jobs that overlap',
    look: 'for variables outside the callback that a job reads after it has waited for something',
    like: ['mattermost/mattermost#4275', 'Automattic/node-canvas#430'],
  },
  A4: {
    name: 'request record that is used again uncleared',
    look: 'at early returns of pooled workers: what do they leave in thread-locals, contexts and request objects?',
    like: ['GitHub, March 2021', 'Tomcat CVE-2024-52317'],
  },
  B1: {
    name: 'result that is a view of memory used again',
    look: 'where bytes are handed over without being copied, and when their buffer goes back to its pool',
    like: ['elad/node-imagemagick-native#118', 'Efferent-Health/fo-dicom.Codecs#188'],
  },
  B2: {
    name: 'working buffer that the next job fills too early',
    look: 'at buffers and decoder contexts that outlive a job, and at whatever reads ahead into them',
    like: ['LINE Albums, November 2024 (inferred)', 'Pxls#718'],
  },
  B3: {
    name: 'buffer that is released twice and has two owners',
    look: 'at error paths that release what a clean-up after them releases too',
    like: ['Jetty CVE-2019-17638', 'Efferent-Health/fo-dicom.Codecs#133'],
  },
  B4: {
    name: 'input that is freed or filled again before it was read',
    look: 'at who keeps input bytes alive between the call and the worker thread that reads them',
    like: ['lovell/sharp#950', 'lovell/sharp#2130'],
  },
  B5: {
    name: 'piece of memory that nobody wrote, shown as pixels',
    look: 'at what a decoder does when a file ends early, and at pixel memory that is not cleared when it is taken',
    like: ['Yahoobleed, CVE-2017-9098', 'libjpeg-turbo#619'],
  },
  B6: {
    name: 'canvas that is not cleared between photos',
    look: 'at canvases, frames and readers that are kept, where a photo is translucent, animated or leaves bars',
    like: ['Automattic/node-canvas#2098', 't2bot/matrix-media-repo#250'],
  },
  B7: {
    name: 'codec with state of its own for the whole process',
    look: 'at the codec of that format: static or global variables, one handle for all, a lock that is not taken',
    like: ['libsdl-org/SDL_image#142', 'stb#309'],
  },
  C1: {
    name: 'name of a file that two jobs share',
    look: 'at how temporary and stored files are called: owner, folder, a random part?',
    like: ['PicPeak/picpeak#931', 'DroneDB/Registry#193'],
  },
  C2: {
    name: 'file that is read while it is written',
    look: 'where files are written in place instead of under another name and renamed',
    like: ['PicPeak/picpeak#931', 'libvips/libvips#432'],
  },
  C3: {
    name: 'cache key that lacks a part',
    look: 'at what the cache key is made of: owner, folder, size, fit, format and query?',
    like: ['flyimg#522', 'jellyfin#17492'],
  },
  C4: {
    name: 'hash that is weak, cut off, or of the wrong bytes',
    look: 'at what is hashed into the key, and how much of the hash is kept',
    like: ['SixLabors/ImageSharp.Web#45', 'FSImageViewer#28'],
  },
  C5: {
    name: 'decoder cache that is keyed by a path whose file changes',
    look: 'at caches of opened files, such as those of libvips, beside paths that are used again',
    like: ['lovell/sharp#625', 'pyvips#54'],
  },
  C6: {
    name: 'cache that outlives a replaced or deleted photo',
    look: 'at what clears the cache when a photo is replaced: is its version in the key?',
    like: ['stable-diffusion-webui-images-browser#209', 'seafile-client#832'],
  },
  C7: {
    name: 'id that is given again while old files lie under it',
    look: 'at ids of deleted rows, and at what is kept under them',
    like: ['signalapp/Signal-Android#840', 'Suwayomi#739'],
  },
  D1: {
    name: 'reply left behind on a pooled connection',
    look: 'at what happens to a connection or worker whose job timed out or was called off',
    like: ['OpenAI, 20 March 2023', 'alisaifee/coredis#143'],
  },
  D2: {
    name: 'cache of responses that is shared by users',
    look: 'at the key of the cache in front, such as proxy_cache_key, and at what it leaves out',
    like: ['Steam, 25 December 2015', 'ecency/imagehoster#61'],
  },
  D3: {
    name: 'second delivery or late worker that overwrites',
    look: 'at retries and leases: may an older job write after a newer one?',
    like: ['raster-foundry/raster-foundry#263', 'sidequest#208'],
  },
  D4: {
    name: 'fall through to the result before',
    look: 'at what a worker still holds when a decode fails, and at errors that are swallowed',
    like: ['Xiaomi with Nest Hub, January 2020 (inferred)'],
  },
  D5: {
    name: 'look-up of ownership that mixes keys under load',
    look: 'at look-ups that are batched or wait for a connection, above all after a start',
    like: ['Wyze, 16 February 2024'],
  },
  D6: {
    name: 'pair of versions that live at once',
    look: 'at keys and numbers that an old and a new node make differently and share',
    like: ['Eufy, 17 May 2021', 'immich-app/immich#11152'],
  },
  D7: {
    name: 'file descriptor that is closed twice',
    look: 'at error paths that close a handle which a clean-up closes again',
    like: ['MoarVM#73 (no case with images is known)'],
  },
  E1: {
    name: 'piece of metadata or preview of another picture',
    look: 'at where metadata is copied into the thumbnail, and whose record that is',
    like: ['facebook/spectrum#41', 'Simple-Gallery#2155'],
  },
  E2: {
    name: 'race about orientation or another header',
    look: 'at header records and image objects that jobs share',
    like: ['lovell/sharp#1986', 'libvips/libvips#772'],
  },
  E3: {
    name: 'wrong sibling chosen as source',
    look: 'at how files of one stem and different types are told apart',
    like: ['PhotoPrism#3501', 'PhotoPrism#4471'],
  },
} as const satisfies Readonly<Record<string, IncidentClass>>;

/** Null for a name that is none of the catalogue's, such as one read from a file. */
export function incidentClass(name: string): IncidentClass | null {
  const classes: Readonly<Record<string, IncidentClass>> = INCIDENT_CLASSES;
  return Object.hasOwn(classes, name) ? (classes[name] ?? null) : null;
}
