// The flags that say which thumbnailer is examined: one for each way in, and what some of the ways need to know beside.

import { flag } from './flag.ts';
import { anyText, filePath, folderPath, oneOf, wholeNumber, yesOrNo } from './values.ts';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGKILL'] as const;

/** At most one of these; without any it is the built-in thumbnailer. */
export const WAY_FLAGS = {
  adapter: flag(
    'adapter',
    'FILE',
    filePath,
    null,
    'examine the thumbnailer that this module exports (.ts, .mts, .js, .mjs)',
  ),
  command: flag(
    'command',
    'TEMPLATE',
    anyText,
    null,
    'examine a program, started once per photo, such as "vipsthumbnail {input} -s {width}x{height} -o {output}"',
  ),
  batchCommand: flag(
    'batch-command',
    'TEMPLATE',
    anyText,
    null,
    'examine a command over a folder, run by a shell once per batch, such as "mogrify -path {outdir} -thumbnail {width}x{height} {indir}/*.jpg", or over the lines of a {manifest}',
  ),
  worker: flag(
    'worker',
    'COMMAND',
    anyText,
    null,
    'examine a long-lived process that takes a line of JSON per job on stdin and answers {"key":…,"ok":true} or {"key":…,"error":"…"} on stdout',
  ),
  url: flag(
    'url',
    'TEMPLATE',
    anyText,
    null,
    'examine a server that is asked with GET, such as http://127.0.0.1:8080/{width}x{height}/{path} with --root, or …?url={source}',
  ),
  post: flag(
    'post',
    'TEMPLATE',
    anyText,
    null,
    'examine a server that is sent each photo with POST, such as "http://127.0.0.1:8080/thumbnail?w={width}&h={height}"',
  ),
  s3: flag(
    's3',
    'ENDPOINT',
    anyText,
    null,
    'examine whatever makes thumbnails of the objects put into --source-bucket of this S3-compatible store',
  ),
} as const;

export const WAY_DETAIL_FLAGS = {
  outputs: flag(
    'outputs',
    'HOW',
    oneOf(['named', 'numbered'] as const),
    'named',
    'of a batch command: named after the photos, or numbered in the order of the sorted photos',
  ),
  root: flag(
    'root',
    'DIR',
    folderPath,
    null,
    'an empty folder where photos are laid for the server of --url as {path}',
  ),
  originPort: flag(
    'origin-port',
    'PORT',
    wholeNumber(1, 65_535),
    null,
    'where {source} photos are served from (default: a free port)',
  ),
  keepAlive: flag('keep-alive', 'YESNO', yesOrNo, '1', 'keep connections to the server and use them again: 1 or 0'),
  sourceBucket: flag('source-bucket', 'NAME', anyText, null, 'where photos are put, as owner/album/name'),
  thumbBucket: flag('thumb-bucket', 'NAME', anyText, null, 'where thumbnails appear'),
  thumbKey: flag(
    'thumb-key',
    'TEMPLATE',
    anyText,
    '{object}',
    'the object of a thumbnail, such as {width}x{height}/{object}',
  ),
  s3AccessKey: flag('s3-access-key', 'ID', anyText, 'S3RVER', 'the access key of the store'),
  s3SecretKey: flag('s3-secret-key', 'SECRET', anyText, 'S3RVER', 'its secret; better set as THUMBPROOF_S3_SECRET_KEY'),
  s3Region: flag('s3-region', 'REGION', anyText, 'us-east-1', 'the region that requests are signed for'),
  start: flag(
    'start',
    'COMMAND',
    anyText,
    null,
    'start the server, and stop it again; {port} is a free port (in --url too), {root} the folder of photos, {workspace} a folder of its own',
  ),
  ready: flag(
    'ready',
    'URL',
    anyText,
    null,
    'wait until this answers (default: the root of the address it is asked at)',
  ),
  stopSignal: flag('stop-signal', 'SIGNAL', oneOf(STOP_SIGNALS), 'SIGTERM', 'what ends the server in good order'),
} as const;

export type WayName = keyof typeof WAY_FLAGS;

/** Which ways in each detail belongs to: with any other it would be ignored, and is refused. */
export const DETAILS_OF: Readonly<Record<keyof typeof WAY_DETAIL_FLAGS, readonly WayName[]>> = {
  outputs: ['batchCommand'],
  root: ['url'],
  originPort: ['url'],
  keepAlive: ['url', 'post'],
  sourceBucket: ['s3'],
  thumbBucket: ['s3'],
  thumbKey: ['s3'],
  s3AccessKey: ['s3'],
  s3SecretKey: ['s3'],
  s3Region: ['s3'],
  start: ['url', 'post', 's3'],
  ready: ['url', 'post', 's3'],
  stopSignal: ['url', 'post', 's3'],
};
