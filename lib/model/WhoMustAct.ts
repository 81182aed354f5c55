/** Who can mend a trouble: the end user, the bank, the aggregator, the integrator (whoever calls millrace), or nobody but time. */
export type WhoMustAct = 'user' | 'bank' | 'aggregator' | 'integrator' | 'nobody';
