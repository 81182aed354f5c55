/**
 * A binary heap: gives the least item at any time.
 *
 * Memory: O(items). Each change O(log items).
 *
 * @param before says whether the first comes before the second
 */
export class MinHeap<T> {
  private readonly items: T[] = [];

  constructor(private readonly before: (one: T, other: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  get least(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { items, before } = this;
    let at = items.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || !before(item, parent)) break;
      items[at] = parent;
      at = above;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const { items } = this;
    const least = items[0];
    const item = items.pop();
    if (item !== undefined && items.length > 0) this.sink(item);
    return least;
  }

  private sink(item: T): void {
    const { items, before } = this;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      let child = items[below];
      if (child === undefined) break;
      const right = items[below + 1];
      if (right !== undefined && before(right, child)) {
        child = right;
        below += 1;
      }
      if (!before(child, item)) break;
      items[at] = child;
      at = below;
    }
    items[at] = item;
  }
}
