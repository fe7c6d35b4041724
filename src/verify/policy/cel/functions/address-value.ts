/** An address of IPv4 (32 bits) or IPv6 (128 bits). */
export interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

/** A network: an address and the number of leading bits that name the network. */
export interface Network {
  readonly address: Address;
  readonly prefix: number;
}

/** Reads an address. Zones, leading zeros and IPv4 within IPv6 (`::ffff:1.2.3.4`) are none. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(":")) {
    const bits = parseFour(text);
    return bits === undefined ? undefined : { family: 4, bits };
  }
  const bits = parseSix(text);
  return bits === undefined || bits >> 32n === 0xffffn ? undefined : { family: 6, bits };
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function parseSix(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (tail !== undefined && halves[0]?.includes(".") === true) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function groupsOf(text: string): readonly bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else {
      const four = index === parts.length - 1 ? parseFour(part) : undefined;
      if (four === undefined) return undefined;
      groups.push(four >> 16n, four & 0xffffn);
    }
  }
  return groups;
}

/** Reads a network; bits beyond the prefix are kept. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^(.*)\/(0|[1-9]\d{0,2})$/s.exec(text);
  const address = parseAddress(match?.[1] ?? "");
  const prefix = Number(match?.[2]);
  return address === undefined || prefix > width(address) ? undefined : { address, prefix };
}

/** Bits of an address of this family. */
export function width({ family }: Address): number {
  return family === 4 ? 32 : 128;
}

/** The one canonical notation. */
export function formatAddress({ family, bits }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const text = groups.join(":");
  const [longest] = [...text.matchAll(/(?<![^:])0(:0)+(?![^:])/g)].toSorted((a, b) => b[0].length - a[0].length || a.index - b.index);
  if (longest === undefined) return text;
  return `${text.slice(0, longest.index).replace(/:$/, "")}::${text.slice(longest.index + longest[0].length).replace(/^:/, "")}`;
}

export function formatNetwork({ address, prefix }: Network): string {
  return `${formatAddress(address)}/${prefix}`;
}

/** The network with all bits beyond the prefix zero. */
export function masked({ address, prefix }: Network): Network {
  const rest = BigInt(width(address) - prefix);
  return { address: { ...address, bits: (address.bits >> rest) << rest }, prefix };
}

/** Whether an address lies in a network. */
export function contains(network: Network, address: Address): boolean {
  const rest = BigInt(width(address) - network.prefix);
  return network.address.family === address.family && network.address.bits >> rest === address.bits >> rest;
}
