import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';

/** Where locks and shared memory do not hold what SQLite wants of them. Source: man 2 statfs */
const NETWORK_FILE_SYSTEMS: readonly number[] = [
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x5346414f, // AFS
  0x01021997, // 9P
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x47504653, // GPFS
  0x7461636f, // OCFS2
  0x65735546, // FUSE: whatever is behind it, often a network
];

/**
 * Refuses a file system on which SQLite loses what it has committed.
 *
 * Errors: throws StoreUnavailableError `networkFileSystem`.
 *
 * @param type as `statfs` gives it
 * @example
 * refuseNetworkFileSystem(0xef53); // ext4 is fine
 */
export function refuseNetworkFileSystem(type: number): void {
  if (NETWORK_FILE_SYSTEMS.includes(type >>> 0)) throw new StoreUnavailableError('networkFileSystem', 'open the store');
}
