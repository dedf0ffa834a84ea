// What there is to say is the same on a terminal and on a page; only how it is set differs. This is it before it is set.

/** `label`: one to three words. Everything in it is printable. `items`: what it is made of, each with a count or a name before it. */
export type Fact = {
  readonly label: string;
  readonly says: string;
  readonly items?: readonly { readonly lead: string; readonly says: string }[];
};
