/** The exit codes of the command line; those from 64 on are named as in sysexits.h. */
export const EXIT = {
  ok: 0,
  usage: 2,
  partial: 3,
  failed: 4,
  actionRequired: 5,
  unfinished: 6,
  gone: 7,
  unavailable: 69,
  internal: 70,
  storage: 73,
  output: 74,
  credentials: 77,
  configuration: 78,
  interrupted: 130,
  terminated: 143,
} as const;
