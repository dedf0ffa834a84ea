// What a bound is made of: thumbnails counted by stratum, for the floors, and by batch, for the bound itself.

/** Counts of one stratum, such as `archived×jpeg×128`; `covered` false is printed, not gated. */
export type Stratum = {
  readonly name: string;
  readonly covered: boolean;
  readonly verified: number;
  readonly unreadable: number;
  readonly floor: number;
  readonly mixups: number;
};

/** `count` batches that each had `verified` thumbnails verified, `mixups` of them mixed up. Sums merge shards exactly. */
export type BatchGroup = { readonly verified: number; readonly mixups: number; readonly count: number };

export type Bound = {
  readonly confidence: number;
  readonly perThumbnail: number;
  readonly perBatch: number;
  readonly designEffect: number;
  readonly power: number;
  readonly asked: number;
};
