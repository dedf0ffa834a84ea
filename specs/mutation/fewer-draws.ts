// A property that holds for a hundred draws fails within a few when the code is weakened; hundreds of weakened versions
// are tried, so each is drawn against fewer. Specs that set their own number keep it.

import fc from 'fast-check';

fc.configureGlobal({ numRuns: 20 });
