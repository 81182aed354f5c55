import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { refuseNetworkFileSystem } from '../../../../lib/node/store/sqlite/refuseNetworkFileSystem.js';

describe('refuseNetworkFileSystem', () => {
  for (const [name, type] of [
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
    ['CIFS as a signed number', 0xff534d42 | 0],
    ['9P', 0x01021997],
    ['FUSE', 0x65735546],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(() => {
        refuseNetworkFileSystem(type);
      })
        .to.throw(StoreUnavailableError)
        .with.property('fault', 'networkFileSystem');
    });
  }

  for (const [name, type] of [
    ['ext4', 0xef53],
    ['tmpfs', 0x01021994],
    ['overlay', 0x794c7630],
    ['btrfs', 0x9123683e],
  ] as const) {
    it(`takes ${name}`, () => {
      refuseNetworkFileSystem(type);
    });
  }
});
