/** The longest window that upstream gives in one call. Unit: s. Source: seed 003 (60 minutes). */
export const LONGEST_SLICE_S = 3_600;
