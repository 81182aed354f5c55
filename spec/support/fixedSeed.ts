import fc from 'fast-check';

// One seed for every run, so that what passed once passes again; FC_SEED=N looks elsewhere.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_121) });
