// What the specs use of s3rver, which ships no types of its own.

declare module 's3rver' {
  type Options = {
    readonly address: string;
    readonly port: number;
    readonly silent: boolean;
    readonly directory: string;
    readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly string[] }[];
  };
  type PutEvent = {
    readonly Records: readonly {
      readonly s3: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } };
    }[];
  };
  export default class S3rver {
    constructor(options: Options);
    run(): Promise<unknown>;
    close(): Promise<void>;
    on(name: 'event', heard: (event: PutEvent) => void): this;
  }
}
