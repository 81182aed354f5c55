// A seeded source of chance: the same seed and case number give the same body on every machine.

/** Makes, of the build's `seededEntropy`, what makes a source of chance for one case. */
export function chances(seededEntropy, seed) {
  return (number) => {
    const mixed = Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca77);
    const { random } = seededEntropy(mixed);
    const below = (limit) => Math.floor(random() * limit);
    return { random, below, is: (probability) => random() < probability, oneOf: (list) => list[below(list.length)] };
  };
}
